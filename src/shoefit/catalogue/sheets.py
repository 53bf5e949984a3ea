"""Frames, Parquet and Excel files as tables of text, read as their rows come."""

from __future__ import annotations

import io
import zipfile
from contextlib import ExitStack, contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from shoefit.errors import MissingExtraError, ShoefitError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shoefit.catalogue.opening import Limits

# A row: the line that it starts on, its cells as they stand, and why it is no row ("" if it is
# one). A line that cannot be split into cells is a row of one cell.
Row = tuple[int, list[str], str]

# A longer cell is no cell of a table; CSV is held to the same by Python's own limit.
LONGEST_CELL: Final = 100_000
_TOO_LONG: Final = "has a cell of more than 100,000 characters"

_MOST_IN_COLUMNS: Final = 2**21  # rows that are read at once: they take memory
_BATCH: Final = 1024  # rows of a Parquet file that are held at a time


class Sheet(NamedTuple):
    """A header, and what yields the rows below it.

    Attributes:
        name: What it is called in messages.
        titles: Its header.
        rows: Yields the rows, given how many cells each should have.
        header_row: Number of the header's row.
        columns: Reads it as columns, an Arrow table, where that is how it is kept.
    """

    name: str
    titles: list[str]
    rows: Callable[[int], Iterable[Row]]
    header_row: int
    columns: Callable[[], Any] | None = None


def frame_sheet(frame: Any) -> Sheet:
    """Take an eager frame of any engine as a table of text; the first row is number 0.

    Raises:
        SourceError: It is no eager frame, or its columns have no names of their own.
    """
    import narwhals.stable.v2 as nw  # noqa: PLC0415 - only where a frame is given

    try:
        table = nw.from_native(frame, eager_only=True)
        titles = [cell_text(each) for each in table.columns]
    except TypeError as error:
        raise SourceError(
            f"A catalogue cannot be read from {type(frame).__name__}.",
            hint="Give a path, an open file or an eager DataFrame; score_frame takes lazy ones.",
        ) from error
    except Exception as error:  # narwhals and the engines have errors of their own
        raise _unnamed(error) from error
    if len({*titles}) < len(titles):
        raise _unnamed("a name stands twice")

    def rows(_width: int) -> Iterator[Row]:
        for row, values in enumerate(table.iter_rows()):
            yield fitted(row, list(map(cell_text, values)), len(titles))

    return Sheet("the frame", titles, rows, 0)


def _unnamed(why: object) -> SourceError:
    return SourceError(
        f"The columns of the frame cannot be told apart: {why}.",
        hint="Give each a name of its own, as a text.",
        code="frame-columns",
    )


def cell_text(value: Any) -> str:
    """Write a cell of a frame as a file would hold it; NaN, NaT and NA are blank, bytes are text.

    Example:
        >>> cell_text(8.5), cell_text(float("nan")), cell_text(None), cell_text(b"Luna")
        ('8.5', '', '', 'Luna')
    """
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, str):
        return value if value.isascii() else value.encode(errors="replace").decode()
    try:
        blank = value is None or bool(value != value)  # noqa: PLR0124 - NaN is not itself
    except (TypeError, ValueError, ArithmeticError):  # NA is neither true nor false, nor an array
        blank = str(value) in {"<NA>", "NaT"}
    return "" if blank else str(value)


def fitted(start: int, cells: list[str], width: int) -> Row:
    """Cut empty cells on the right; say where there are too few or too many, or one too long."""
    if max(map(len, cells), default=0) > LONGEST_CELL:
        return start, [cells[0][:LONGEST_CELL]], _TOO_LONG
    if len(cells) < width or any(map(str.strip, cells[width:])):
        return start, cells, f"has {len(cells)} cells where the header has {width}"
    return start, cells[:width], ""


@contextmanager
def file_sheet(file: Any, name: str, kind: str, limits: Limits) -> Iterator[Sheet]:
    """Open a Parquet file, or the first sheet of an Excel file; row 2 is below the header.

    Raises:
        SourceError: It cannot be read, or the reader for it is not installed.
    """
    if kind == "legacy":
        first = "Open it and take the password away, if it has one. "
        raise _not_read(name, "an old or a protected Excel file", first)
    if not file.seekable():
        file = io.BytesIO(file.read())
    with ExitStack() as opened:
        with _told_of(name, kind):
            reader = _parquet if kind == "parquet" else _excel
            sheet = reader(file, name, limits, opened)
        yield sheet


@contextmanager
def _told_of(name: str, kind: str) -> Iterator[None]:
    """Tell what went wrong with a file in the words of shoefit, whoever read it."""
    try:
        yield
    except ShoefitError:
        raise
    except ImportError as error:
        package = "pyarrow" if kind == "parquet" else "openpyxl"
        raise MissingExtraError(f"rows in {name}", package, extra="sheets") from error
    except Exception as error:  # the readers raise errors of many libraries on a damaged file
        raise SourceError(
            f"{name} is damaged, or no {kind.title()} file: {type(error).__name__}: {error}.",
            hint="Fetch it again, or save it as CSV UTF-8.",
            code="damaged",
        ) from error


def _parquet(file: Any, name: str, limits: Limits, opened: ExitStack) -> Sheet:
    import pyarrow as pa  # noqa: PLC0415 - only for this format
    import pyarrow.parquet as pq  # noqa: PLC0415

    about = pq.ParquetFile(file)
    schema, meta = about.schema_arrow, about.metadata
    limits.hold(name, sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups)))
    texts = [each.name for each in schema if each.type in {pa.string(), pa.large_string()}]
    # A word that stands in every row is held once.
    about = opened.enter_context(pq.ParquetFile(file, read_dictionary=texts))

    def column(held: Any) -> list[str]:
        if isinstance(held, pa.DictionaryArray):
            words = [cell_text(each) for each in held.dictionary.to_pylist()]
            return ["" if at is None else words[at] for at in held.indices.to_pylist()]
        return [cell_text(each) for each in held.to_pylist()]

    def rows(width: int) -> Iterator[Row]:
        with _told_of(name, "parquet"):
            batches = (map(column, each.columns) for each in about.iter_batches(_BATCH))
            every = chain.from_iterable(zip(*columns, strict=True) for columns in batches)
            for row, cells in enumerate(every):
                yield fitted(row, list(cells), width)

    def columns() -> Any:
        with _told_of(name, "parquet"):
            return about.read() if meta.num_rows <= _MOST_IN_COLUMNS else None

    return Sheet(name, [cell_text(each) for each in schema.names], rows, 0, columns)


def cells_at(table: Any, row: int) -> list[str]:
    """Return a row of an Arrow table as texts."""
    return [cell_text(column[row].as_py()) for column in table.columns]


def distinct(columns: Sequence[Any]) -> tuple[Iterator[list[str]], Any]:
    """List the combinations of cells, as texts, that stand in some columns of an Arrow table.

    Returns:
        The combinations, and for each row which of them stands there.
    """
    import pyarrow as pa  # noqa: PLC0415 - as above
    import pyarrow.compute as pc  # noqa: PLC0415

    codes, texts = None, []
    for column in columns:
        coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        coded = coded.unify_dictionaries().combine_chunks()
        words = [*map(cell_text, coded.dictionary.to_pylist()), ""]  # the last for what is null
        texts.append(words)
        own = coded.indices.cast(pa.int64()).fill_null(len(words) - 1)
        codes = own if codes is None else pc.add(pc.multiply(codes, len(words)), own)
    found = pc.dictionary_encode(codes)

    def cells(code: int) -> Iterator[str]:
        for words in reversed(texts):
            code, at = divmod(code, len(words))
            yield words[at]

    return ([*cells(code)][::-1] for code in found.dictionary.to_pylist()), found.indices


def _excel(file: Any, name: str, limits: Limits, opened: ExitStack) -> Sheet:
    packed = zipfile.ZipFile(file)
    inside = packed.namelist()
    if "xl/workbook.bin" in inside:
        raise _not_read(name, "a binary Excel file (.xlsb)")
    if not any(each.startswith("xl/") for each in inside):
        what = "an OpenDocument sheet" if "content.xml" in inside else "a folder packed with zip"
        raise _not_read(name, what)
    sizes = ((each.file_size, each.compress_size) for each in packed.infolist())
    limits.hold(name, *map(sum, zip(*sizes, strict=True)))
    import openpyxl  # noqa: PLC0415 - only for this format

    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    opened.callback(book.close)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # a file may claim a million rows of 16,384 cells
    lines = enumerate(sheet.iter_rows(values_only=True), start=1)
    number, titles = next(
        ((at, cut) for at, each in lines if (cut := trimmed(map(cell_text, each)))), (0, [])
    )
    if not titles:
        raise empty(name)

    def rows(width: int) -> Iterator[Row]:
        with _told_of(name, "excel"):
            for row, values in lines:
                if cells := trimmed(map(cell_text, values)):  # blank rows are none
                    yield fitted(row, cells + [""] * (width - len(cells)), width)

    return Sheet(name, titles, rows, number)


def empty(name: str) -> SourceError:
    """Say that a file has no header."""
    return SourceError(f"{name} is empty.", hint="The first line names the columns.", code="empty")


def _not_read(name: str, what: str, first: str = "") -> SourceError:
    hint = f"{first}Save it as CSV UTF-8 or as .xlsx."
    return SourceError(f"{name} is {what}, which is not read.", hint=hint, code="not-supported")


def trimmed(given: Iterable[str]) -> list[str]:
    """Take the blank cells on the right off a row; spreadsheets save empty columns."""
    cells = list(given)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells
