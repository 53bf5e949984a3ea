"""Files and frames to shoes: tolerant where it is safe, strict where it is not."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Literal

from pydantic import ValidationError

from shoefit.catalogue.catalogue import Catalogue
from shoefit.catalogue.locate import packaged
from shoefit.catalogue.offered import OFFERED, to_canonical
from shoefit.catalogue.problems import CatalogueError, Problem, ProblemLog, from_validation
from shoefit.errors import SourceError, nearest
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

_OFFERED: Final = frozenset(OFFERED)

OnError = Literal["raise", "skip"]

_SEPARATORS: Final = (",", ";", "\t")
_READINGS: Final = (
    "heel_stack_mm",
    "drop_mm",
    "midsole",
    "midsole_hardness_shore_a",
    "toe_box_width_mm",
    "toe_box_shape",
    *OFFERED,
)


def load_catalogue(
    source: str | PathLike[str] | IO[str] | IO[bytes] | Any | None = None,
    *,
    on_error: OnError = "raise",
) -> Catalogue:
    r"""Read a catalogue of shoes.

    Args:
        source: None for the bundled catalogue, else the path of a CSV file, an open file, or a
            pandas (or other eager) DataFrame. The columns are those of `data/shoes.csv`, in any
            order; a file needs `shoe_id` (or `brand` and `model`) and at least one reading.
            Inches, ounces, Asker C and the like are accepted under the names in docs/data.md.
        on_error: "raise" refuses a source with problems; "skip" leaves the bad rows out and
            lists them in `Catalogue.problems`.

    Returns:
        The shoes, in the order of the source.

    Raises:
        SourceError: The source cannot be read, or has none of the columns needed.
        CatalogueError: Rows have problems; carries all of them.

    Example:
        >>> import io
        >>> mine = io.StringIO("brand,model,heel_stack_mm,drop_mm\nAcme,Thin,6,0\n")
        >>> load_catalogue(mine)["acme-thin"].heel_stack_mm
        6.0
    """
    if source is None:
        source = packaged("shoes.csv")
    if isinstance(source, str | Path) or hasattr(source, "__fspath__"):
        name, rows = str(source), _csv_rows(_opened(Path(source)), str(source))
    elif hasattr(source, "read"):
        name = str(getattr(source, "name", "the open file"))
        rows = _csv_rows(nullcontext(_as_text(source)), name)
    else:
        name, rows = "the frame", _frame_rows(source)
    return _collect(rows, name, on_error)


def _collect(rows: Iterator[_Row], name: str, on_error: OnError) -> Catalogue:
    shoes: list[Shoe] = []
    extra: dict[str, dict[str, str]] = {}
    extra_columns: dict[str, None] = {}
    first_row: dict[str, int] = {}
    log = ProblemLog()
    for row, cells, problems in rows:
        known, unknown = _sort_out(cells)
        extra_columns |= dict.fromkeys(unknown)
        shoe, found = _shoe(row, known)
        found = problems + found
        if shoe is not None and not found:
            if shoe.shoe_id in first_row:
                found = [
                    Problem(
                        row,
                        "shoe_id",
                        shoe.shoe_id,
                        f"stands in row {first_row[shoe.shoe_id]} already",
                        "One shoe, one row: take one of them out, or tell the ids apart.",
                    )
                ]
            else:
                first_row[shoe.shoe_id] = row
                shoes.append(shoe)
                filled = {key: str(cell) for key, cell in unknown.items() if cell is not None}
                if filled:
                    extra[shoe.shoe_id] = filled
        if found:
            log.add_row(found)
    if log.count and on_error == "raise":
        raise CatalogueError(name, log)
    return Catalogue(
        shoes,
        source=name,
        extra=extra,
        extra_columns=extra_columns,
        rows_left_out=log.rows,
        problems=log.kept,
    )


_Row = tuple[int, dict[str, Any], list[Problem]]


def _sort_out(cells: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    known, unknown = {}, {}
    for column, cell in cells.items():
        if column in Shoe.model_fields or column in _OFFERED:
            if cell is not None:
                known[column] = cell
        else:
            unknown[column] = cell
    return known, unknown


def _shoe(row: int, cells: dict[str, Any]) -> tuple[Shoe | None, list[Problem]]:
    if _OFFERED.isdisjoint(cells):
        try:
            return Shoe.model_validate(cells), []
        except ValidationError as error:
            return None, from_validation(row, cells, error)
    canonical = to_canonical(row, cells)
    try:
        return Shoe.model_validate(canonical.cells), canonical.problems
    except ValidationError as error:
        found = from_validation(row, canonical.cells | cells, error, canonical.origin)
        return None, canonical.problems + found


def _opened(path: Path) -> Any:
    @contextmanager
    def opened() -> Iterator[IO[str]]:
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield file
        except OSError as error:
            raise SourceError(f"{path}: {error.strerror}.", hint="Check the path.") from error

    return opened()


def _as_text(file: Any) -> IO[str]:
    """Read an open file as text, whichever way it was opened."""
    text: IO[str] = file
    if isinstance(file.read(0), str):
        return text
    return io.TextIOWrapper(file, encoding="utf-8-sig", newline="")


def _csv_rows(opened: Any, name: str) -> Iterator[_Row]:
    try:
        with opened as file:
            header = file.readline().removeprefix("\ufeff")
            if not header.strip():
                raise SourceError(f"{name} is empty.", hint="The first line names the columns.")
            separator = max(_SEPARATORS, key=lambda each: _columns_known(header, each))
            reader = csv.reader(_lines(header, file), delimiter=separator, strict=True)
            yield from _rows(reader, name, decimal_comma=separator == ";")
    except csv.Error as error:
        raise SourceError(
            f"{name}: {error}, near line {reader.line_num}.", hint="Look for a stray quote there."
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name} is not UTF-8 text: byte {error.object[error.start]:#04x}.",
            hint="Save it as CSV UTF-8.",
        ) from error


def _lines(header: str, file: IO[str]) -> Iterator[str]:
    yield header
    yield from file


def _columns_known(header: str, separator: str) -> int:
    cells = next(csv.reader([header], delimiter=separator), [])
    return sum(_column(cell) in Shoe.model_fields or _column(cell) in _OFFERED for cell in cells)


def _column(cell: str) -> str:
    return cell.strip().casefold()


def _rows(reader: Any, name: str, *, decimal_comma: bool) -> Iterator[_Row]:
    header = [_column(cell) for cell in next(reader)]
    while header and not header[-1]:
        header.pop()  # spreadsheets save empty columns to the right
    _check_header(header, name)
    end = reader.line_num
    for cells in reader:
        start, end = end + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        problems = []
        if len(cells) < len(header) or any(cell.strip() for cell in cells[len(header) :]):
            problems.append(
                Problem(
                    start,
                    "",
                    "",
                    f"has {len(cells)} cells where the header has {len(header)}",
                    "Look for a missing or an unquoted separator, or a file cut short.",
                )
            )
        yield start, _cells(header, cells, decimal_comma=decimal_comma), problems


def _cells(header: list[str], cells: list[str], *, decimal_comma: bool) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column, text in zip(header, cells, strict=False):
        cell = text.strip()
        if decimal_comma and cell.replace(",", "", 1).lstrip("-").isdecimal():
            cell = cell.replace(",", ".")
        row[column] = cell or None
    return row


def _check_header(header: list[str], name: str) -> None:
    twice = sorted({each for each in header if header.count(each) > 1})
    if twice:
        raise SourceError(
            f"{name}: column {twice[0]!r} stands twice.", hint="Take one out or rename it."
        )
    if not ("shoe_id" in header or {"brand", "model"} <= set(header)):
        raise SourceError(
            f"{name} names no shoes: {_found(header)}.",
            hint=f"It needs a column shoe_id, or brand and model.{_maybe('shoe_id', header)}",
        )
    if not set(_READINGS) & set(header):
        raise SourceError(
            f"{name} holds no readings: {_found(header)}.",
            hint="It needs at least one of heel_stack_mm, drop_mm, midsole_hardness_shore_a, "
            f"toe_box_width_mm or toe_box_shape.{_maybe('heel_stack_mm', header)}",
        )


def _found(header: Iterable[str]) -> str:
    return f"its columns are {', '.join(map(repr, header))}"[:200]


def _maybe(wanted: str, header: list[str]) -> str:
    close = nearest(wanted, header)
    return f" Is {close[0]!r} meant for {wanted}?" if close else ""


def _frame_rows(frame: Any) -> Iterator[_Row]:
    import narwhals.stable.v2 as nw  # noqa: PLC0415 - only where a frame is given

    try:
        table = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        raise SourceError(
            f"A catalogue cannot be read from {type(frame).__name__}.",
            hint="Give a path, an open file or an eager DataFrame; score_frame takes lazy ones.",
        ) from error
    header = [_column(str(each)) for each in table.columns]
    _check_header(header, "the frame")
    for row, values in enumerate(table.iter_rows()):
        yield row, {c: _missing(v) for c, v in zip(header, values, strict=True)}, []


def _missing(value: Any) -> Any:
    """NaN, NaT and NA all mean that a cell is blank; none of them equals itself."""
    if isinstance(value, str):
        return value.strip() or None
    try:
        return value if value == value else None  # noqa: PLR0124
    except TypeError:  # NA will not be taken for true or false
        return None
