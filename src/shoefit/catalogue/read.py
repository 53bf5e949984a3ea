"""Files and frames to shoes: tolerant where it is safe, strict where it is not."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final, Literal

from shoefit.catalogue.catalogue import Catalogue
from shoefit.catalogue.judging import KNOWN, TEXT, row_problems, validated
from shoefit.catalogue.locate import packaged
from shoefit.catalogue.problems import CatalogueError, ProblemLog, broken_row, id_twice
from shoefit.catalogue.table import Table, open_table, point

if TYPE_CHECKING:
    from os import PathLike

    from shoefit.shoe import Shoe

OnError = Literal["raise", "skip"]

_KNOWN: Final = frozenset(KNOWN)


def load_catalogue(
    source: str | PathLike[str] | IO[str] | IO[bytes] | Any | None = None,
    *,
    on_error: OnError = "raise",
    encoding: str | None = None,
) -> Catalogue:
    r"""Read a catalogue of shoes.

    Args:
        source: None for the bundled catalogue, else the path of a CSV file (packed with gzip or
            not), of a Parquet or of an Excel file, an open file, or a pandas (or other eager)
            DataFrame. The columns are those of `data/shoes.csv`, in any order; a file needs
            `shoe_id` (or `brand` and `model`) and at least one reading. Inches, ounces, Asker C
            and the like are accepted under the names in docs/data.md.
        on_error: "raise" refuses a source with problems; "skip" leaves the bad rows out and
            lists them in `Catalogue.problems`.
        encoding: How to read text, such as "latin-1"; found out by default.

    Returns:
        The shoes, in the order of the source.

    Raises:
        SourceError: The source cannot be read, or has none of the columns needed.
        UnknownNameError: There is no such encoding.
        CatalogueError: Rows have problems; carries all of them.

    Example:
        >>> import io
        >>> mine = io.StringIO("brand,model,heel_stack_mm,drop_mm\nAcme,Thin,6,0\n")
        >>> load_catalogue(mine)["acme-thin"].heel_stack_mm
        6.0
    """
    with open_table(packaged("shoes.csv") if source is None else source, encoding) as table:
        return _collect(table, on_error)


def _collect(table: Table, on_error: OnError) -> Catalogue:
    shoes: list[Shoe] = []
    extra: dict[str, dict[str, str]] = {}
    first_row: dict[str, int] = {}
    log = ProblemLog()
    number = point if table.decimal_comma else str.strip
    known = [
        (place, name, str.strip if name in TEXT else number)
        for place, name in enumerate(table.columns)
        if name in _KNOWN
    ]
    unknown = [(place, name) for place, name in enumerate(table.columns) if name not in _KNOWN]
    for row, cells, broken in table.rows():
        if broken:
            log.add_row([broken_row(row, cells, broken)])
            continue
        given = {name: cell for place, name, clean in known if (cell := clean(cells[place]))}
        found, shoe = validated(row, given)
        if shoe is None:
            log.add_row(row_problems(row, given) or found)
        elif shoe.shoe_id in first_row:
            log.add_row([id_twice(row, shoe.shoe_id, first_row[shoe.shoe_id])])
        else:
            first_row[shoe.shoe_id] = row
            shoes.append(shoe)
            filled = {name: cell for place, name in unknown if (cell := cells[place].strip())}
            if filled:
                extra[shoe.shoe_id] = filled
    if log.count and on_error == "raise":
        raise CatalogueError(table.name, log)
    return Catalogue(
        shoes,
        source=table.name,
        extra=extra,
        extra_columns=[name for _, name in unknown],
        rows_left_out=log.rows,
        problems=log.kept,
        notes=table.notes,
    )
