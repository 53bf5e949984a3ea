"""The shoes of a source one at a time: for files larger than memory."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Final, Literal, Self

from shoefit.catalogue.judging import KNOWN, TEXT, row_problems, shoe_of, validated
from shoefit.catalogue.locate import packaged
from shoefit.catalogue.problems import CatalogueError, Problem, ProblemLog, broken_row, id_twice
from shoefit.catalogue.seen import SeenIds
from shoefit.catalogue.table import Progress, Table, open_table, point
from shoefit.errors import ShoefitError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from os import PathLike

    from shoefit.shoe import Shoe

OnError = Literal["raise", "skip"]

_KNOWN: Final = frozenset(KNOWN)


class ShoeStream:
    """An iterator over the shoes of an open source, which holds none of them.

    Made by `stream_catalogue`, and read once. `notes`, `problems` and `rows_left_out` are complete
    when the last shoe has come.

    Attributes:
        source: Name of the file or frame.
        extra_columns: Columns of the source that shoefit does not read.
    """

    def __init__(
        self,
        table: Table,
        on_error: OnError,
        first_row: Callable[[str, int], int | None],
        progress: Progress | None = None,
    ) -> None:
        self.source = table.name
        self.extra_columns = tuple(extra_columns(table))
        self._table = table
        self._on_error = on_error
        self._log = ProblemLog()
        self._shoes = self._read(first_row, progress)
        self._over = ""

    def __iter__(self) -> Self:
        if self._over:
            raise ShoefitError(
                f"The shoes of {self.source} have {self._over}.",
                hint="Open it again with stream_catalogue, or hold it with load_catalogue.",
            )
        return self

    def __next__(self) -> Shoe:
        return next(self._shoes)

    @property
    def rows_left_out(self) -> int:
        """Rows so far that could not be used."""
        return self._log.rows

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with them: the first thousand problems so far."""
        return tuple(self._log.kept)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was guessed while reading so far."""
        return self._table.notes

    def close(self) -> None:
        """Read no more: the file is about to be closed."""
        self._over = self._over or "gone with the file, which is closed"
        self._shoes.close()

    def _read(
        self,
        first_row: Callable[[str, int], int | None],
        progress: Progress | None,
    ) -> Generator[Shoe]:
        for shoe, _ in table_shoes(self._table, self._log, first_row, progress):
            yield shoe
        self._over = "come already: a stream is read once"
        if self._log.count and self._on_error == "raise":
            raise CatalogueError(self.source, self._log)


@contextmanager
def stream_catalogue(
    source: str | PathLike[str] | IO[str] | IO[bytes] | Any | None = None,
    *,
    on_error: OnError = "raise",
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Iterator[ShoeStream]:
    r"""Open a catalogue whose shoes are read as they are asked for, and not held.

    What a source may be, and what is wrong with a row, is as for `load_catalogue`. `rank` takes
    the stream, and with `top` holds only so many shoes. Parquet and Excel files and frames are
    held by what reads them.

    Args:
        source: What `load_catalogue` reads.
        on_error: "raise" refuses a source with problems after its last row; "skip" leaves the bad
            rows out.
        encoding: How to read text, such as "latin-1"; found out by default.
        progress: Called now and then with the rows so far and the share of the file read (None
            where nobody knows).

    Raises:
        SourceError: The source cannot be read, or has none of the columns needed.
        UnknownNameError: There is no such encoding.
        CatalogueError: Rows have problems; raised by the iteration, after the last row.

    Example:
        >>> import io, shoefit
        >>> file = io.StringIO("shoe_id,heel_stack_mm,drop_mm\nthick,40,10\nthin,6,0\n")
        >>> with stream_catalogue(file) as shoes:
        ...     best = shoefit.rank(shoes, top=1)
        >>> best[0].shoe.shoe_id, best.ranked
        ('thin', 2)
    """
    with (
        open_table(packaged("shoes.csv") if source is None else source, encoding) as table,
        SeenIds() as seen,
    ):
        stream = ShoeStream(table, on_error, seen.first_row, progress)
        try:
            yield stream
        finally:
            stream.close()


def extra_columns(table: Table) -> list[str]:
    """List the columns of a table that shoefit does not read."""
    return [name for name in table.columns if name not in _KNOWN]


def table_shoes(
    table: Table,
    log: ProblemLog,
    first_row: Callable[[str, int], int | None],
    progress: Progress | None = None,
) -> Iterator[tuple[Shoe, dict[str, str]]]:
    """Yield each shoe of a table with its filled cells that are not read; log what is wrong.

    Args:
        table: The open table.
        log: Takes the problems of the rows that are no shoes.
        first_row: Returns the row that an id stood in before; None, and notes this one, if new.
        progress: As for `Table.rows`.
    """
    number = point if table.decimal_comma else str.strip
    known = [
        (place, name, str.strip if name in TEXT else number)
        for place, name in enumerate(table.columns)
        if name in _KNOWN
    ]
    unknown = [(place, name) for place, name in enumerate(table.columns) if name not in _KNOWN]
    for row, cells, broken in table.rows(progress):
        if broken:
            log.add_row([broken_row(row, cells, broken)])
            continue
        given = {name: cell for place, name, clean in known if (cell := clean(cells[place]))}
        shoe = shoe_of(given)
        if shoe is None:
            log.add_row(row_problems(row, given) or validated(row, given)[0])
            continue
        first = first_row(shoe.shoe_id, row)
        if first is not None:
            log.add_row([id_twice(row, shoe.shoe_id, first)])
            continue
        yield shoe, {name: cell for place, name in unknown if (cell := cells[place].strip())}
