"""Frames, Parquet and Excel files as tables of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from shoefit.catalogue.opening import told
from shoefit.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_READERS: Final = {"parquet": "pyarrow", "excel": "openpyxl"}


# A row: the line that it starts on, its cells as they stand, and why it is no row ("" if it is
# one). A line that cannot be split into cells is a row of one cell.
Row = tuple[int, list[str], str]


class Sheet(NamedTuple):
    """A header, and what yields the rows below it.

    Attributes:
        name: What it is called in messages.
        titles: Its header.
        rows: Yields the rows, given how many cells each should have.
        header_row: Number of the header's row.
    """

    name: str
    titles: list[str]
    rows: Callable[[int], Iterable[Row]]
    header_row: int


def frame_sheet(frame: Any, name: str = "the frame", first_row: int = 0) -> Sheet:
    """Take an eager frame of any engine as a table of text; the first row is number 0.

    Raises:
        SourceError: It is no eager frame.
    """
    import narwhals.stable.v2 as nw  # noqa: PLC0415 - only where a frame is given

    try:
        table = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        raise SourceError(
            f"A catalogue cannot be read from {type(frame).__name__}.",
            hint="Give a path, an open file or an eager DataFrame; score_frame takes lazy ones.",
        ) from error

    def rows(_width: int) -> Iterator[Row]:
        for row, values in enumerate(table.iter_rows(), start=first_row):
            yield row, [cell_text(value) for value in values], ""

    titles = [cell_text(each) for each in table.columns]
    return Sheet(name, titles, rows, max(first_row - 1, 0))


def cell_text(value: Any) -> str:
    """Write a cell of a frame as a file would hold it; NaN, NaT and NA are blank.

    Example:
        >>> cell_text(8.5), cell_text(float("nan")), cell_text(None)
        ('8.5', '', '')
    """
    if isinstance(value, str):
        return value if value.isascii() else value.encode(errors="replace").decode()
    try:
        blank = value is None or bool(value != value)  # noqa: PLR0124 - NaN is not itself
    except (TypeError, ValueError):  # NA will not be taken for true or false, nor will an array
        blank = str(value) in {"<NA>", "NaT"}
    return "" if blank else str(value)


def file_sheet(file: Any, name: str, kind: str) -> Sheet:
    """Read a Parquet file, or the first sheet of an Excel file; row 2 is below the header.

    Raises:
        SourceError: It cannot be read, or the reader for it is not installed.
    """
    import pandas as pd  # noqa: PLC0415 - only for these formats: it is slow to import

    try:
        with told(name):
            if kind == "parquet":
                return frame_sheet(pd.read_parquet(file), name)
            return frame_sheet(pd.read_excel(file, dtype=object), name, first_row=2)
    except ImportError as error:
        raise SourceError(
            f"{name} is {'a Parquet' if kind == 'parquet' else 'an Excel'} file, and nothing to "
            "read it with is installed.",
            hint=f"Run: pip install {_READERS[kind]}",
        ) from error
    except SourceError:
        raise
    except Exception as error:  # the readers raise errors of many libraries on a damaged file
        raise SourceError(
            f"{name} cannot be read: {type(error).__name__}: {error}.", hint="Save it as CSV UTF-8."
        ) from error
