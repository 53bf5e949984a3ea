"""How far a long reading is, on a terminal."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from shoefit.cli.progress import progress_of

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    """Standard error of somebody who is watching."""

    def isatty(self) -> bool:
        return True


def test_progress_shows_on_a_terminal_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    now = iter([0.0, 0.5, 1.5])
    monkeypatch.setattr("shoefit.cli.progress.time.monotonic", lambda: next(now, 2.0))
    with progress_of("[bold]x.csv") as report:
        assert report
        report(1024, 0.1)
        assert not terminal.getvalue()
        report(2048, 0.2)
    assert "2,048 rows" in terminal.getvalue()
    assert "[bold]x.csv" in terminal.getvalue()


def test_progress_does_not_show_in_a_pipe() -> None:
    with progress_of("x.csv") as report:
        assert report is None
