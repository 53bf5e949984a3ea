"""Many titles at once: a frame out, progress on a terminal, more than one core where it pays."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from shoefit.titles.answers import Ambiguous, Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pandas as pd

    from shoefit.titles.answers import NoMatch

    Answer = Match[Any] | Ambiguous | NoMatch
    Row = tuple[str, str | None, float | None, str, tuple[str, ...]]

# Below this many different titles, starting processes costs more than they save.
_PAYS_FROM = 20_000
_CHUNK = 500
_PROGRESS_AFTER_SECONDS = 1.0
_COLUMNS = ("answer", "shoe_id", "score", "reason", "candidates")

# The resolve of the batch under way, which the worker processes inherit.
_resolve: Callable[[str], Answer] | None = None


def resolve_all(resolve: Callable[[str], Answer], titles: Iterable[Any]) -> pd.DataFrame:
    """Resolves many titles, each different one once.

    Args:
        resolve: The resolver's `resolve`.
        titles: Titles, or a pandas Series of them, whose index is kept.

    Returns:
        A row for each title: `title`, `answer`, `shoe_id`, `score`, `reason`, `candidates`.
    """
    import pandas as pd  # noqa: PLC0415  # nothing else of the package needs it

    index = titles.index if isinstance(titles, pd.Series) else None
    cells = list(titles)
    # A missing cell is no text: it is asked as the empty title, and answered as one.
    asked = [cell if isinstance(cell, str) else "" for cell in cells]
    different = list(dict.fromkeys(asked))
    rows = dict(
        zip(different, _with_progress(_rows(resolve, different), len(different)), strict=True)
    )
    frame = pd.DataFrame([rows[title] for title in asked], columns=list(_COLUMNS), index=index)
    frame.insert(0, "title", pd.Series(cells, index=frame.index, dtype=object))
    return frame


def _rows(resolve: Callable[[str], Answer], titles: list[str]) -> Iterator[Row]:
    if len(titles) < _PAYS_FROM or not _can_fork():
        yield from (_row(resolve(title)) for title in titles)
        return
    global _resolve  # noqa: PLW0603  # inherited by the forked workers, so that it is not pickled
    _resolve = resolve
    try:
        with multiprocessing.get_context("fork").Pool() as pool:
            yield from pool.imap(_work, titles, chunksize=_CHUNK)
    finally:
        _resolve = None


def _can_fork() -> bool:
    """Says whether processes can be started without importing the caller's script again."""
    # Forking beside other threads can hang; elsewhere than on Linux it is not safe at all.
    return sys.platform == "linux" and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


def _work(title: str) -> Row:
    if _resolve is None:
        raise RuntimeError("a worker was started outside of resolve_all")
    return _row(_resolve(title))


def _row(answer: Answer) -> Row:
    candidates = tuple(candidate.shoe_id for candidate in answer.candidates)
    if isinstance(answer, Match):
        return "match", answer.shoe_id, answer.candidates[0].score, answer.reason, candidates
    kind = "ambiguous" if isinstance(answer, Ambiguous) else "no match"
    return kind, None, None, answer.reason, candidates


def _with_progress(rows: Iterator[Row], total: int) -> Iterator[Row]:
    """Passes the rows on; on a terminal, shows how far it is once it takes over a second."""
    if not sys.stderr.isatty():
        yield from rows
        return
    started = time.monotonic()
    with contextlib.ExitStack() as stack:
        advance: Callable[[int], object] | None = None
        for done, row in enumerate(rows, start=1):
            yield row
            if done % 100:
                continue
            if advance is not None:
                advance(done)
            elif time.monotonic() - started > _PROGRESS_AFTER_SECONDS:
                advance = _bar(stack, total)


def _bar(stack: contextlib.ExitStack, total: int) -> Callable[[int], object]:
    from rich.console import Console  # noqa: PLC0415  # only where a terminal waits
    from rich.progress import Progress  # noqa: PLC0415

    progress = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = progress.add_task("Resolving titles", total=total)
    return lambda done: progress.update(task, completed=done)
