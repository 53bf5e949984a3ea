"""Files and frames to shoes, all held or one at a time: tolerant where it is safe, else strict."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from typing import IO, TYPE_CHECKING, Any, Literal, Self

from shoefit.catalogue.catalogue import Catalogue, a_shoe
from shoefit.catalogue.judging import KNOWN
from shoefit.catalogue.opening import LIMITS, Limits, lies_at
from shoefit.catalogue.problems import CatalogueError, FirstRows, Problem, ProblemLog
from shoefit.catalogue.rows import Packed, Rows, Sieve
from shoefit.catalogue.table import Progress, Table, open_table
from shoefit.errors import ShoefitError, is_table, takes

if TYPE_CHECKING:
    from os import PathLike

    from shoefit.shoe import Shoe


OnError = Literal["raise", "skip"]


@takes
def load_catalogue(  # noqa: PLR0913 - one keyword for each question of reading
    source: str | PathLike[str] | IO[str] | IO[bytes] | Any | None = None,
    *,
    on_error: OnError = "raise",
    encoding: str | None = None,
    limits: Limits = LIMITS,
    columns: Mapping[str, str] | None = None,
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
        limits: How much a source may hold; what is beyond is refused.
        columns: What its titles are called here, such as {"Modell": "model"}.
        progress: Called now and then with the rows so far and the share of the file read (None
            where nobody knows).

    Returns:
        The shoes, in the order of the source.

    Raises:
        SourceError: The source cannot be read, or has none of the columns needed.
        UnknownNameError: There is no such encoding, or no such column.
        CatalogueError: Rows have problems; carries all of them.

    Example:
        >>> import io
        >>> mine = io.StringIO("brand,model,heel_stack_mm,drop_mm\nAcme,Thin,6,0\n")
        >>> load_catalogue(mine)["acme-thin"].heel_stack_mm
        6.0
    """
    extra: dict[str, dict[str, str]] = {}
    log = ProblemLog()
    with open_table(source, encoding, limits, columns) as table, FirstRows() as rows:
        read = Rows(table, log, rows)
        shoes = Packed(read)
        more = [(at, name) for at, name in enumerate(table.columns) if name not in KNOWN]
        for row in read.usable(progress):
            shoes.add(row)
            filled = {name: cell for at, name in more if (cell := row.cells[at].strip())}
            if filled:
                extra[row.shoe_id] = filled
    if log.count and on_error == "raise":
        raise CatalogueError(table.name, log)
    return Catalogue(
        shoes,
        source=table.name,
        extra=extra,
        extra_columns=table.not_read,
        rows_left_out=log.rows,
        problems=log.kept,
        notes=table.notes,
    )


@cache
def bundled() -> Catalogue:
    """Hold the bundled catalogue, read once: many ask of one shoe after another."""
    return load_catalogue()


def shoes_of(catalogue: Any) -> Iterable[Shoe]:
    """Hand back shoes; read them where they are in a file or a frame.

    Args:
        catalogue: Shoes, all that `load_catalogue` takes, or None for the bundled ones. An iterator
            stays one.

    Raises:
        ShoefitError: Something in it is no shoe.
    """
    if catalogue is None:
        return bundled()
    if is_table(catalogue):
        return load_catalogue(catalogue)
    if isinstance(catalogue, Catalogue | ShoeStream):
        return catalogue
    if isinstance(catalogue, Iterator):
        return map(a_shoe, catalogue)
    for each in catalogue:
        a_shoe(each)
    held: Iterable[Shoe] = catalogue
    return held


def held_shoes_of(catalogue: Any) -> Sequence[Shoe]:
    """Hand back shoes as `shoes_of` does, an iterator's held."""
    shoes = shoes_of(catalogue)
    return shoes if isinstance(shoes, Sequence) else tuple(shoes)


class ShoeStream:
    """An iterator over the shoes of an open source, which holds none of them.

    Made by `stream_catalogue`, and read once. `notes`, `problems` and `rows_left_out` are complete
    when the last shoe has come.

    Attributes:
        source: Name of the file or frame.
        file: Where it lies, if it is a file; "" for any other.
        extra_columns: Columns of the source that shoefit does not read.
    """

    def __init__(self, table: Table, on_error: OnError, progress: Progress | None) -> None:
        self.source, self.file = table.name, lies_at(table.name)
        self.extra_columns = table.not_read
        self._table = table
        self._on_error = on_error
        self._log = ProblemLog()
        self._sieve: Sieve | None = None
        self._shoes = self._read(progress)
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

    def sift(self, sieve: Sieve) -> None:
        """Pass over the rows that a sieve keeps back: they become no shoes."""
        self._sieve = sieve

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
        return tuple(self._table.notes)

    def close(self) -> None:
        """Read no more: the file is about to be closed."""
        self._over = self._over or "gone with the file, which is closed"
        self._shoes.close()

    def _read(self, progress: Progress | None) -> Generator[Shoe]:
        sieve = self._sieve
        with FirstRows() as rows:
            read = Rows(self._table, self._log, rows)
            found = read.usable(progress) if sieve is None else read.sifted(sieve, progress)
            yield from map(read.shoe, found)
        self._over = "come already: a stream is read once"
        if self._log.count and self._on_error == "raise":
            raise CatalogueError(self.source, self._log)


@takes
@contextmanager
def stream_catalogue(  # noqa: PLR0913 - as above
    source: str | PathLike[str] | IO[str] | IO[bytes] | Any | None = None,
    *,
    on_error: OnError = "raise",
    encoding: str | None = None,
    limits: Limits = LIMITS,
    columns: Mapping[str, str] | None = None,
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
        limits: How much a source may hold; what is beyond is refused.
        columns: What its titles are called here, such as {"Modell": "model"}.
        progress: Called now and then with the rows so far and the share of the file read (None
            where nobody knows).

    Raises:
        SourceError: The source cannot be read, or has none of the columns needed.
        UnknownNameError: There is no such encoding, or no such column.
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
        open_table(source, encoding, limits, columns) as table,
        closing(ShoeStream(table, on_error, progress)) as stream,
    ):
        yield stream
