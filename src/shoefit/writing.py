"""Files written aside, then renamed: a good file is never replaced by half of another."""

from __future__ import annotations

import csv
import io
import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_READ_WRITE = 0o666


@contextmanager
def replacing(path: Path | str) -> Iterator[IO[str]]:
    """Open a file to be written whole or not at all.

    The text goes to a hidden file beside it, which takes its place, and its permissions, when the
    block ends well; when it does not, the hidden file is taken away and the old file stands. A
    link is followed. What is no regular file (a pipe, /dev/null) is written to as it is.

    Raises:
        OSError: It cannot be written; carries the path.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "ranked.csv"
        >>> with replacing(path) as file:
        ...     _ = file.write("whole")
        >>> path.read_text()
        'whole'
    """
    target = Path(os.path.realpath(path))
    try:
        mode: int | None = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    aside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(handle)
            os.fchmod(handle, _new_mode() if mode is None else stat.S_IMODE(mode))
        aside.replace(target)
    except OSError as error:
        # A full disk is told by the write, which knows no name.
        error.filename = error.filename or str(path)
        raise
    finally:
        aside.unlink(missing_ok=True)


def _new_mode() -> int:
    """Return the permissions that a new file gets here."""
    mask = os.umask(0)
    os.umask(mask)
    return _READ_WRITE & ~mask


def replace_text(path: Path | str, text: str) -> None:
    """Write a text file whole, or leave what stands there."""
    with replacing(path) as file:
        file.write(text)


def csv_line(cells: Iterable[object], separator: str = ",") -> str:
    r"""Write one row of CSV, ended by a line feed.

    A carriage return inside a cell is quoted as a line feed is: many readers end a row at either.

    Example:
        >>> csv_line(["a\rb", 8.5])
        '"a\rb",8.5\n'
    """
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerow(cells)
    return f"{text.getvalue()[:-2]}\n"
