"""Files and frames to shoes, all held or one at a time: tolerant where it is safe, else strict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import IO, TYPE_CHECKING, Any, Final, Literal, NamedTuple, Self

from shoefit.catalogue.catalogue import Catalogue, a_shoe
from shoefit.catalogue.judging import KNOWN, TEXT, Judge, picker
from shoefit.catalogue.opening import LIMITS, Limits
from shoefit.catalogue.other_scales import OTHER_COLUMNS
from shoefit.catalogue.problems import (
    NAMES,
    CatalogueError,
    Problem,
    ProblemLog,
    broken_row,
    id_twice,
)
from shoefit.catalogue.table import Progress, Table, open_table
from shoefit.errors import ShoefitError, is_table, takes
from shoefit.shoe import Shoe
from shoefit.text import composed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Mapping
    from os import PathLike


OnError = Literal["raise", "skip"]
Wanted = Callable[[Sequence[object], Callable[[], "Mapping[str, Any]"]], bool]


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


def shoes_of(catalogue: Any) -> Iterable[Shoe]:
    """Hand back shoes; read them where they are in a file or a frame.

    Args:
        catalogue: Shoes, all that `load_catalogue` takes, or None for the bundled ones. An iterator
            stays one.

    Raises:
        ShoefitError: Something in it is no shoe.
    """
    if catalogue is None or is_table(catalogue):
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
        self._wanted: tuple[Sequence[str], Wanted] | None = None
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

    def only(self, columns: Sequence[str], wanted: Wanted) -> None:
        """Pass over the rows that are not wanted: they become no shoes.

        Args:
            columns: Columns that are scored.
            wanted: Asked of what they hold and of a call that reads them, which gives the fields of
                a shoe that are known. What they hold is read or not, and comes to the same wherever
                it is the same.
        """
        self._wanted = columns, wanted

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
        usable = read.usable(progress)
        if self._wanted:
            usable = read.wanted(usable, *self._wanted)
        yield from map(read.shoe, usable)
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

    def wanted(
        self, rows: Iterable[_Row], columns: Sequence[str], wanted: Wanted
    ) -> Iterator[_Row]:
        """Keep the rows that are wanted; see `ShoeStream.only`."""
        if self._known.keys() & {*OTHER_COLUMNS}:
            for row in rows:
                fields = self.fields(row)
                if wanted(tuple(map(fields.get, columns)), lambda: fields):  # noqa: B023 - called at once
                    yield row
            return
        places = [self._known.get(each, len(self._table.columns)) for each in columns]
        pick = picker(places)
        for row in rows:
            if wanted(pick([*row.cells, ""]), lambda: self.fields(row)):  # noqa: B023 - called at once
                yield row

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

# So many ids are kept in a dictionary: most files have no more.
_IN_MEMORY: Final = 2**17
_DIGEST: Final = 64  # bytes that stand for a longer id


class FirstRows:
    """The row in which each id first stood: exact, in memory that does not grow with the file.

    The first ids are kept in a dictionary, the others in a temporary database that the system
    takes away.

    Example:
        >>> with FirstRows() as rows:
        ...     rows.first_row("a", 2), rows.first_row("b", 3), rows.first_row("a", 4)
        (None, None, 2)
    """

    def __init__(self) -> None:
        self._rows: dict[bytes, int] = {}
        self._more: sqlite3.Cursor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._more is not None:
            self._more.connection.close()

    def first_row(self, shoe_id: str, row: int) -> int | None:
        """Return the row that an id stood in before; None, and note this one, if it is new."""
        key = shoe_id.encode(errors="surrogatepass")
        if len(key) >= _DIGEST:
            key = blake2b(key, digest_size=_DIGEST).digest()
        first = self._rows.get(key)
        if first is not None:
            return first
        if len(self._rows) < _IN_MEMORY:
            self._rows[key] = row
            return None
        return self._first_of_more(key, row)

    def _first_of_more(self, key: bytes, row: int) -> int | None:
        more = self._more = self._more or _database()
        more.execute("insert or ignore into more values (?, ?)", (key, row))
        if more.rowcount:
            return None
        first: int = more.execute("select row from more where id = ?", (key,)).fetchone()[0]
        return first


def _database() -> sqlite3.Cursor:
    """Open a database without a name: it is on the disk where its cache of 16 MiB is full."""
    import sqlite3  # noqa: PLC0415 - only for files of very many shoes

    more = sqlite3.connect("", isolation_level=None, check_same_thread=False).cursor()
    more.executescript(
        "pragma journal_mode = off; pragma cache_size = -16384; begin;"
        "create table more (id blob primary key, row integer) without rowid"
    )
    return more
