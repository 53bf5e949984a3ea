"""Files and frames to shoes, all held or one at a time: tolerant where it is safe, else strict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import IO, TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol, Self

from shoefit.catalogue.catalogue import Catalogue, a_shoe
from shoefit.catalogue.judging import KNOWN, TEXT, Judge, picker
from shoefit.catalogue.opening import LIMITS, Limits
from shoefit.catalogue.other_scales import OTHER_COLUMNS
from shoefit.catalogue.problems import (
    NAMES,
    CatalogueError,
    FirstRows,
    Problem,
    ProblemLog,
    broken_row,
    id_twice,
)
from shoefit.catalogue.sheets import cells_at
from shoefit.catalogue.table import Progress, Table, open_table
from shoefit.errors import ShoefitError, is_table, takes
from shoefit.shoe import Shoe
from shoefit.text import composed

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from os import PathLike


OnError = Literal["raise", "skip"]


class Sieve(Protocol):
    """What keeps rows back."""

    @property
    def decisive(self) -> Sequence[str]:
        """The columns that decide of a row."""

    @property
    def scored(self) -> Sequence[str]:
        """The columns that a score is read from."""

    def lets_through(self, held: Sequence[object], fields: Callable[[], Mapping[str, Any]]) -> bool:
        """Say whether a row becomes a shoe.

        Args:
            held: What the decisive columns hold, read or not; it comes to the same wherever it is
                the same.
            fields: Reads it, as the fields of a shoe.
        """

    def first_of(self, table: Any) -> list[int]:
        """Say which rows of an Arrow table become shoes; its columns are `shoe_id` and `scored`."""


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
    shoes: list[Shoe] = []
    extra: dict[str, dict[str, str]] = {}
    log = ProblemLog()
    with open_table(source, encoding, limits, columns) as table, FirstRows() as rows:
        read = _Rows(table, log, rows)
        more = [(at, name) for at, name in enumerate(table.columns) if name not in KNOWN]
        for row in read.usable(progress):
            shoes.append(read.shoe(row))
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
        extra_columns: Columns of the source that shoefit does not read.
    """

    def __init__(
        self, table: Table, on_error: OnError, rows: FirstRows, progress: Progress | None = None
    ) -> None:
        self.source = table.name
        self.extra_columns = table.not_read
        self._table = table
        self._on_error = on_error
        self._log = ProblemLog()
        self._sieve: Sieve | None = None
        self._shoes = self._read(rows, progress)
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
        return self._table.notes

    def close(self) -> None:
        """Read no more: the file is about to be closed."""
        self._over = self._over or "gone with the file, which is closed"
        self._shoes.close()

    def _read(self, rows: FirstRows, progress: Progress | None) -> Generator[Shoe]:
        read = _Rows(self._table, self._log, rows)
        found: Iterable[_Row] | None
        if self._sieve is None:
            found = read.usable(progress)
        else:
            found = read.chosen(self._sieve)
            if found is None:
                found = read.sifted(self._sieve, progress)
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
    with open_table(source, encoding, limits, columns) as table, FirstRows() as rows:
        stream = ShoeStream(table, on_error, rows, progress)
        try:
            yield stream
        finally:
            stream.close()


class _Row(NamedTuple):
    """A row that can be used: its id, the fields that it comes to, in parts, and its cells."""

    shoe_id: str
    parts: Sequence[dict[str, Any]]
    cells: list[str]


class _Rows:
    """The rows of a table that can be used; the others are logged.

    Only a row with something in it that was not judged before is looked at as a whole.
    """

    def __init__(self, table: Table, log: ProblemLog, ids: FirstRows) -> None:
        self._table = table
        self._log = log
        self._ids = ids
        self._judge = Judge(table.columns, table.clean, table.limits.name)
        self._known = {name: at for at, name in enumerate(table.columns) if name in KNOWN}
        self._names = picker([at for name, at in self._known.items() if name in NAMES])

    def usable(self, progress: Progress | None) -> Iterator[_Row]:
        """Yield them as they come."""
        usual, shoe_id, names = self._judge.usual, self._judge.shoe_id, self._names
        longest, first_row = self._table.limits.name, self._ids.first_row
        for row, cells, broken in self._table.rows(progress):
            if broken:
                self._log.add_row([broken_row(row, cells, broken)])
                continue
            said, name, parts = " ".join(names(cells)), shoe_id(cells), usual(cells)
            fine = name and len(said) <= longest and said.isprintable()
            if parts is None or not fine:
                errors = self._judge.errors(row, cells)
                if errors:
                    self._log.add_row(errors)
                    continue
                parts = usual(cells) or self._judge.whole(cells)
            first = first_row(name, row)
            if first is None:
                yield _new(_Row, (name, parts, cells))
            else:
                self._log.add_row([id_twice(row, name, first)])

    def sifted(self, sieve: Sieve, progress: Progress | None) -> Iterator[_Row]:
        """Yield the rows that a sieve lets through, as they come."""
        if self._known.keys() & {*OTHER_COLUMNS}:
            for row in self.usable(progress):
                fields = self.fields(row)
                if sieve.lets_through(tuple(map(fields.get, sieve.decisive)), lambda: fields):  # noqa: B023 - called at once
                    yield row
            return
        blank = len(self._table.columns)
        pick = picker([self._known.get(each, blank) for each in sieve.decisive])
        for row in self.usable(progress):
            if sieve.lets_through(pick([*row.cells, ""]), lambda: self.fields(row)):  # noqa: B023 - as above
                yield row

    def chosen(self, sieve: Sieve) -> list[_Row] | None:
        """Return the rows that a sieve chooses of columns; None where it takes every row to tell.

        So it does where the table is not kept in columns, or its ids have to be compared.
        """
        held = self._table.held_in_columns and self._table.held_in_columns()
        ids = None if held is None else self._judge.plain_ids(held)
        if held is None or ids is None:
            return None
        import pyarrow as pa  # noqa: PLC0415 - only for tables that are kept in it
        import pyarrow.compute as pc  # noqa: PLC0415

        fields, wrong = self._judge.columns(held, sieve.scored)
        for row in pc.indices_nonzero(wrong).to_pylist():
            self._log.add_row(self._judge.errors(row, cells_at(held, row)))
        right, table = pc.invert(wrong), pa.table({"shoe_id": ids, **fields})
        best = sieve.first_of(table if pc.all(right).as_py() else table.filter(right))
        places = pc.indices_nonzero(right).take(pa.array(best, pa.int64())).to_pylist()
        rows = [cells_at(held, place) for place in places]
        return [_Row(self._judge.shoe_id(each), self._judge.whole(each), each) for each in rows]

    @staticmethod
    def fields(row: _Row) -> dict[str, Any]:
        """Return the fields that a row comes to, but for its texts."""
        fields: dict[str, Any] = {}
        for part in row.parts:
            fields.update(part)
        return fields

    def shoe(self, row: _Row) -> Shoe:
        """Make the shoe of a row, which needs no judging any more."""
        fields = self.fields(row)
        for name, at in self._known.items():
            if name in TEXT and (text := row.cells[at].strip()):
                if not text.isascii():
                    text = (
                        composed(text) if name in NAMES else text.encode(errors="replace").decode()
                    )
                fields[name] = text
        return _BLANK.model_copy(update={**fields, "shoe_id": row.shoe_id})


_BLANK: Final = Shoe(shoe_id="any")
_new: Final = tuple.__new__  # a named tuple's own way in costs three times as much
