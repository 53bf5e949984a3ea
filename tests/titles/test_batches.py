"""Many titles at once."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from shoefit.titles import batches
from shoefit.titles.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterator

RESOLVER = Resolver.from_names(
    {f"ghost-{n}": ("Brooks", f"Brooks Ghost {n}") for n in range(1, 18)}
)


def titles() -> Iterator[str]:
    return (f"Brooks Ghost {number % 30} pair {number}" for number in range(300))


def test_a_repeated_title_is_resolved_once() -> None:
    asked: list[str] = []

    def resolve(title: str) -> batches.Answer:
        asked.append(title)
        return RESOLVER.resolve(title)

    frame = batches.resolve_all(resolve, ["Ghost 16", "Ghost 17", "Ghost 16"])
    assert asked == ["Ghost 16", "Ghost 17"]
    assert frame["shoe_id"].tolist() == ["ghost-16", "ghost-17", "ghost-16"]


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="processes are forked")
def test_several_processes_answer_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    one = RESOLVER.resolve_all(titles())
    monkeypatch.setattr(batches, "_PAYS_FROM", 1)
    monkeypatch.setattr(batches, "_can_fork", lambda: True)
    assert RESOLVER.resolve_all(titles()).equals(one)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_is_only_when_it_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    RESOLVER.resolve_all(titles())
    assert not terminal.getvalue()
    monkeypatch.setattr(batches, "_PROGRESS_AFTER_SECONDS", -1.0)
    RESOLVER.resolve_all(titles())
    assert "Resolving titles" in terminal.getvalue()
