"""Files and frames to shoes: tolerant where it is safe, strict where it is not."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from shoefit.catalogue.catalogue import Catalogue
from shoefit.catalogue.locate import packaged
from shoefit.catalogue.problems import CatalogueError, ProblemLog
from shoefit.catalogue.stream import OnError, extra_columns, table_shoes
from shoefit.catalogue.table import Progress, Table, open_table

if TYPE_CHECKING:
    from os import PathLike

    from shoefit.shoe import Shoe


def load_catalogue(
    source: str | PathLike[str] | IO[str] | IO[bytes] | Any | None = None,
    *,
    on_error: OnError = "raise",
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Catalogue:
    r"""Read a catalogue of shoes, and hold it; `stream_catalogue` holds none.

    Args:
        source: None for the bundled catalogue, else the path of a CSV file (packed with gzip or
            not), of a Parquet or of an Excel file, an open file, or a pandas (or other eager)
            DataFrame. The columns are those of `data/shoes.csv`, in any order; a file needs
            `shoe_id` (or `brand` and `model`) and at least one reading. Inches, ounces, Asker C
            and the like are accepted under the names in docs/data.md.
        on_error: "raise" refuses a source with problems; "skip" leaves the bad rows out and
            lists them in `Catalogue.problems`.
        encoding: How to read text, such as "latin-1"; found out by default.
        progress: Called now and then with the rows so far and the share of the file read (None
            where nobody knows).

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
        return _collect(table, on_error, progress)


def _collect(table: Table, on_error: OnError, progress: Progress | None) -> Catalogue:
    shoes: list[Shoe] = []
    extra: dict[str, dict[str, str]] = {}
    rows: dict[str, int] = {}
    log = ProblemLog()

    def first_row(shoe_id: str, row: int) -> int | None:
        first = rows.setdefault(shoe_id, row)
        return None if first == row else first

    for shoe, filled in table_shoes(table, log, first_row, progress):
        shoes.append(shoe)
        if filled:
            extra[shoe.shoe_id] = filled
    if log.count and on_error == "raise":
        raise CatalogueError(table.name, log)
    return Catalogue(
        shoes,
        source=table.name,
        extra=extra,
        extra_columns=extra_columns(table),
        rows_left_out=log.rows,
        problems=log.kept,
        notes=table.notes,
    )
