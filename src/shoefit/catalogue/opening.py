"""A file as lines of text: whatever its encoding, packed or not, and nothing that is no file."""

from __future__ import annotations

import atexit
import codecs
import gzip
import io
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from shoefit.errors import SourceError, UnknownNameError, UnreadableError

# A line longer than this is no line of a table, and is not read to its end.
LONGEST_LINE: Final = 1_000_000

_HEAD: Final = 4096
_GZIP: Final = b"\x1f\x8b"
_MARKS: Final = (  # the longer mark first: one begins with the other
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHEETS: Final = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "excel"),
    (b"PK\x05\x06", "excel"),  # a zip with nothing in it
    (b"\xd0\xcf\x11\xe0", "legacy"),  # .xls, and .xlsx under a password
)

# Bytes that are not UTF-8 arrive as these characters, and are read as Windows-1252, which holds
# Latin-1; its five gaps are read as Latin-1.
_STRAY: Final = re.compile("[\udc80-\udcff]")
_WINDOWS: Final = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(128, 256)
}


class Limits(NamedTuple):
    """How much a source may hold before it is refused; the defaults are our judgement.

    Attributes:
        name: Characters of an id, a brand or a model: the bundled catalogue's longest has 63.
        rows: Rows of a source.
        unpacked: Bytes that a packed file (gzip, Excel, Parquet) may unpack to.
        ratio: How many times its size a packed file may unpack to; sheets reach about 30. Not asked
            of the first MiB, which costs nothing.

    Example:
        >>> Limits(ratio=1000).name
        500
    """

    name: int = 500
    rows: int = 100_000_000
    unpacked: int = 2**34
    ratio: int = 200

    def hold(self, what: str, unpacked: int, packed: int | None = None) -> None:
        """Refuse what unpacks to too much.

        Raises:
            SourceError: It does.
        """
        if unpacked > self.unpacked:
            raise beyond(f"{what} unpacks to more than {self.unpacked:,} bytes", "unpacked")
        if packed is not None and unpacked > max(self.ratio * packed, _FREE):
            raise beyond(f"{what} unpacks to more than {self.ratio:,} times its size", "ratio")


def beyond(what: str, limit: str) -> SourceError:
    """Say which limit a source is beyond."""
    return SourceError(
        f"{what}.",
        hint=f"If it is meant to, allow more from Python: limits=Limits({limit}=N).",
        code="too-large",
    )


LIMITS: Final = Limits()
_FREE: Final = 2**20


class _Packed:
    """A packed file, and how many of its bytes were read."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._file.read(size)
        self.count += len(data)
        return data


class _Unpacked(gzip.GzipFile):
    """A gzip file that is not read beyond the limits."""

    def __init__(self, file: Any, name: str, limits: Limits) -> None:
        self._packed = _Packed(file)
        super().__init__(fileobj=cast("Any", self._packed), mode="rb")
        self._name, self._limits, self._count = name, limits, 0

    def read1(self, size: int = -1) -> bytes:
        data = super().read1(size)
        self._count += len(data)
        self._limits.hold(self._name, self._count, self._packed.count)
        return data


class Lines:
    """The lines of one open text, as they are read.

    Attributes:
        name: What the text is called in messages.
        encoding: How it is read.
        notes: What was guessed on the way.
    """

    def __init__(self, text: Any, opened: Opened, encoding: str) -> None:
        self._text = text
        self._opened = opened
        self.name = opened.name
        self.encoding = encoding
        self.notes: list[str] = []

    def __iter__(self) -> Iterator[str]:
        number = 0
        with told(self.name):
            while line := self._text.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
                    raise SourceError(
                        f"{self.name}: line {number:,} is over {LONGEST_LINE:,} characters long.",
                        hint="Is it a CSV file?",
                        code="not-text",
                    )
                yield line if line.isascii() else self._repaired(line, number)
        self._opened.at_end()

    def share(self) -> float | None:
        """Tell how much of the file was read, 0 to 1; None where nobody knows."""
        file, size = self._opened.file, self._opened.size
        return min(file.tell() / size, 1.0) if size else None

    def _repaired(self, line: str, number: int) -> str:
        if not _STRAY.search(line):
            return line
        if self.encoding != "windows-1252":
            self.encoding = "windows-1252"
            self.notes.append(
                f"Line {number:,} is not UTF-8: read as Windows-1252 (Latin-1), a guess. "
                "Say otherwise with --encoding NAME."
            )
        return line.translate(_WINDOWS)

    def release(self) -> None:
        """Let go of the file below without closing it."""
        self._text.detach()


class Opened(NamedTuple):
    """A file that is open for reading.

    Attributes:
        file: The file: bytes, with `peek`.
        name: What it is called in messages.
        size: How many bytes it holds; 0 where nobody knows.
        at_end: To be called when all is read: refuses a file that has changed meanwhile.
    """

    file: Any
    name: str
    size: int = 0
    at_end: Callable[[], None] = lambda: None


def lent(file: Any) -> Opened:
    """Take a file that a caller has opened."""
    return Opened(file, str(getattr(file, "name", "the open file")))


@contextmanager
def binary(source: Any) -> Iterator[Opened]:
    """Open a path, or take an open file of bytes.

    Raises:
        UnreadableError: There is no such file, it cannot be read, or is a folder or a device.
    """
    if hasattr(source, "read"):
        with _borrowed(source) as file:
            yield lent(source)._replace(file=file)
        return
    path = Path(source)
    if "\0" in str(path):
        raise UnreadableError(f"{path}: no file has such a name.", hint="Take the zero out of it.")
    with told(str(path)):
        before = path.stat()
        if stat.S_ISCHR(before.st_mode) or stat.S_ISBLK(before.st_mode):
            raise UnreadableError(f"{path} is a device, not a file.", hint="Check the path.")
        file = path.open("rb")

    def at_end() -> None:
        regular = stat.S_ISREG(before.st_mode)
        if regular and _stamp(os.fstat(file.fileno())) != _stamp(before):
            raise UnreadableError(
                f"{path} changed while it was read.",
                hint="Read it again when nothing writes to it.",
            )

    with file:
        yield Opened(file, str(path), before.st_size, at_end)


def _stamp(seen: os.stat_result) -> tuple[int, int]:
    return seen.st_size, seen.st_mtime_ns


@contextmanager
def _borrowed(source: Any) -> Iterator[Any]:
    """Buffer a caller's file without ever closing it."""
    if hasattr(source, "peek"):
        yield source
        return
    raw = source if hasattr(source, "readinto") else io.BytesIO(source.read())
    buffered = io.BufferedReader(raw)
    try:
        yield buffered
    finally:
        buffered.detach()


@contextmanager
def told(name: str) -> Iterator[None]:
    """Tell what went wrong with reading a file in one line."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(
            f"{name} is damaged or ends midway: {error}.", hint="Fetch it again.", code="damaged"
        ) from error
    except UnicodeError as error:
        raise SourceError(
            f"{name} cannot be read in that encoding: {error}.",
            hint="Give another --encoding, or save it as CSV UTF-8.",
            code="not-text",
        ) from error
    except OSError as error:
        raise UnreadableError(
            f"{name}: {error.strerror or error}.", hint="Check the path."
        ) from error


def sheet_kind(opened: Opened) -> str:
    """Say whether a file is "parquet", "excel" or "legacy" (old, or protected); "" for text."""
    with told(opened.name):
        head = opened.file.peek(8)[:8]
    return next((kind for mark, kind in _SHEETS if head.startswith(mark)), "")


def text_lines(opened: Opened, encoding: str | None, limits: Limits) -> Lines:
    """Read a file of bytes as text: unpacked, its encoding found.

    Args:
        opened: The file.
        encoding: How to read it; found out by default.
        limits: How much it may unpack to.

    Raises:
        UnknownNameError: There is no such encoding.
    """
    file, errors = opened.file, "strict"
    with told(opened.name):
        if file.peek(2)[:2] == _GZIP:
            file = _Unpacked(file, opened.name, limits)
        head = file.peek(_HEAD)[:_HEAD]
    marked = next((each for mark, each in _MARKS if head.startswith(mark)), "")
    guessed = "" if marked or encoding else _without_mark(head)
    if encoding is not None:
        name, codec = encoding, _known(encoding)
    elif marked or guessed:
        name = codec = marked or guessed
    else:
        name, codec, errors = "utf-8", "utf-8-sig", "surrogateescape"
    lines = Lines(io.TextIOWrapper(file, codec, errors, newline=""), opened, name)
    if guessed:
        lines.notes.append(f"Read as {name.upper()}, a guess. Say otherwise with --encoding NAME.")
    return lines


def _without_mark(head: bytes) -> str:
    """Tell UTF-16 by where the zero bytes of its ASCII letters stand; "" where it is not."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) / 4 > even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) / 4 > odd else ""


def _known(encoding: str) -> str:
    try:
        usual = codecs.lookup(encoding).name
        "".encode(encoding)
    except (LookupError, TypeError, ValueError):
        known = ["utf-8", "utf-16", "latin-1", "windows-1252", "cp1251", "shift_jis", "gb18030"]
        raise UnknownNameError("encoding", encoding, known) from None
    return "utf-8-sig" if usual == "utf-8" else encoding


_PACKAGE = Path(__file__).parents[1]


def lies_at(name: str) -> str:
    """Return the whole path of a file, wherever the program goes to; "" where there is none."""
    return str(Path(name).absolute()) if "\0" not in name and Path(name).is_file() else ""


def or_bundled(source: Any) -> Any:
    """Return what is to be read: the bundled catalogue where nothing is named."""
    return packaged("shoes.csv") if source is None else source


def packaged(name: str) -> Path:
    """Return the path of a packaged data file.

    Args:
        name: "shoes.csv" or "observations.csv".

    Raises:
        SourceError: Neither the installed package nor a checkout holds the file.

    Example:
        >>> packaged("shoes.csv").name
        'shoes.csv'
    """
    installed = _PACKAGE / "data" / name
    checkout = _PACKAGE.parents[1] / "data" / name
    for path in (installed, checkout):
        if path.is_file():
            return path
    if inside := _out_of_a_zip(name):
        return inside
    raise SourceError(
        f"The packaged {name} is missing: neither {installed} nor {checkout} exists.",
        hint="Install shoefit again.",
    )


_UNPACKED: Final = ExitStack()  # files taken out of a zip, for as long as the process runs


@cache
def _out_of_a_zip(name: str) -> Path | None:
    """Unpack a data file where the package is imported from a zip."""
    from importlib.resources import as_file, files  # noqa: PLC0415 - it is slow to import

    inside = files("shoefit") / "data" / name
    if not inside.is_file():
        return None
    atexit.register(_UNPACKED.close)
    return _UNPACKED.enter_context(as_file(inside))
