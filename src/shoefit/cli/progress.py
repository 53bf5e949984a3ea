"""How far a long reading is, on a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SILENT_SECONDS: Final = 1.0


@contextmanager
def progress_of(task: str) -> Iterator[Callable[[int, float | None], None] | None]:
    """Show how far the reading of a file is, on a terminal and after a second."""
    if not sys.stderr.isatty():
        yield None
        return
    started = time.monotonic()
    shown: list[Any] = []

    def report(rows: int, share: float | None) -> None:
        if not shown:
            if time.monotonic() - started < _SILENT_SECONDS:
                return
            shown.extend(_started(task))
        bar, row = shown
        bar.update(row, completed=share or 0, total=None if share is None else 1, rows=f"{rows:,}")

    try:
        yield report
    finally:
        if shown:
            shown[0].stop()


def _started(task: str) -> tuple[Any, Any]:
    from rich.console import Console  # noqa: PLC0415 - only where it takes long
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rows]} rows", markup=False),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    bar.start()
    return bar, bar.add_task(task, rows="0")
