"""The rows of a table as shoes: judged, remembered, sifted, and made where they are asked for."""

from __future__ import annotations

import json
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from shoefit.catalogue.judging import KNOWN, TEXT, Judge, picker, validated
from shoefit.catalogue.other_scales import OTHER_COLUMNS
from shoefit.catalogue.problems import NAMES, FirstRows, Problem, ProblemLog, broken_row, id_twice
from shoefit.catalogue.sheets import cells_at
from shoefit.shoe import Shoe
from shoefit.text import composed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shoefit.catalogue.table import Progress, Table


class Sieve(Protocol):
    """What keeps rows back."""

    @property
    def decisive(self) -> Sequence[str]:
        """The columns that decide of a row."""

    @property
    def scored(self) -> Sequence[str]:
        """The columns that a score is read from."""

    def lets_through(self, held: Sequence[object], made: Callable[[], Shoe]) -> bool:
        """Say of a row, by what its decisive columns hold, whether it becomes a shoe."""

    def first_of(self, table: Any) -> list[int]:
        """Say which rows of an Arrow table become shoes; its columns are `shoe_id` and `scored`."""


class Row(NamedTuple):
    """A row that can be used: its cells, the fields that they come to, in parts, or its shoe."""

    shoe_id: str
    cells: list[str]
    parts: Sequence[dict[str, Any]]
    shoe: Shoe | None = None


class Rows:
    """The rows of a table that can be used; the others are logged.

    Only a row with something in it that was not judged before is looked at as a whole.
    """

    def __init__(self, table: Table, log: ProblemLog, ids: FirstRows) -> None:
        self._table = table
        self._log = log
        self._ids = ids
        self._judge = Judge(table.columns, table.clean, table.limits.name)
        self._place = {name: at for at, name in enumerate(table.columns) if name in KNOWN}
        self._pick = picker([*self._place.values()])
        texts = [name for name in self._place if name in TEXT and name != "shoe_id"]
        self._texts = [(name, _CLEAN[name]) for name in texts]
        self._pick_texts = picker([self._place[name] for name in texts])
        self._cleans = [_CLEAN.get(name, table.clean) for name in self._place]

    def usable(self, progress: Progress | None) -> Iterator[Row]:
        """Yield them as they come."""
        judge, first_row = self._judge, self._ids.first_row
        usual, shoe_id, of_names = judge.usual, judge.shoe_id, judge.of_names
        count = 0
        for row, cells, broken in self._table.rows(progress):
            if broken:
                self._log.add_row([broken_row(row, cells, broken)])
                continue
            name = shoe_id(cells)
            named = of_names(row, cells, name)
            count += 1
            parts, shoe = None, None
            if not named and count > _FEW:
                parts = usual(cells)
            elif not named:
                shoe = self._validated(cells)
            if parts is None and shoe is None:
                errors = self._errors(row, cells, named)
                if errors:
                    self._log.add_row(errors)
                    continue
                parts = usual(cells)
                if parts is None:  # there is a doubt, or what is not remembered
                    shoe = self._validated(cells)
            first = first_row(name, row)
            if first is None:
                yield _new(Row, (name, cells, parts or (), shoe))
            else:
                self._log.add_row([id_twice(row, name, first)])

    def _validated(self, cells: list[str]) -> Shoe | None:
        """Make the shoe of a row that is judged as a whole; None where it has errors."""
        cleaned = zip(self._place, self._pick(cells), self._cleans, strict=True)
        given = {name: text for name, cell, clean in cleaned if cell and (text := clean(cell))}
        return validated(given, brief=True)[1]

    def _errors(self, row: int, cells: list[str], named: Sequence[Problem] = ()) -> list[Problem]:
        """List why a row cannot be used, as `check` does; what is wrong with its names is known."""
        found = self._judge.problems(row, cells, brief=self._log.full)
        errors = [each for each in found if each.severity == "error"]
        return self._judge.in_order([*errors, *named]) if errors or named else []

    def again(self, cells: list[str]) -> Shoe:
        """Make the shoe of a row once more."""
        parts = self._judge.usual(cells)
        if parts is not None:
            return self.shoe(Row(self._judge.shoe_id(cells), cells, parts))
        shoe = self._validated(cells)
        assert shoe  # noqa: S101 - it was one before
        return shoe

    def sifted(self, sieve: Sieve, progress: Progress | None) -> Iterator[Row]:
        """Yield the rows that a sieve lets through: chosen of columns, or as they come."""
        chosen = self._chosen(sieve)
        if chosen is not None:
            yield from chosen
            return
        converted = self._place.keys() & {*OTHER_COLUMNS}
        blank = len(self._table.columns)
        pick = picker([self._place.get(each, blank) for each in sieve.decisive])
        read = attrgetter(*sieve.decisive)
        for row in self.usable(progress):
            made = partial(self.shoe, row)
            if sieve.lets_through(read(made()) if converted else pick([*row.cells, ""]), made):
                yield row

    def _chosen(self, sieve: Sieve) -> list[Row] | None:
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
            self._log.add_row(self._errors(row, cells_at(held, row)))
        right, table = pc.invert(wrong), pa.table({"shoe_id": ids, **fields})
        best = sieve.first_of(table if pc.all(right).as_py() else table.filter(right))
        places = pc.indices_nonzero(right).take(pa.array(best, pa.int64())).to_pylist()
        shoes = [self._validated(cells_at(held, place)) for place in places]
        return [Row(each.shoe_id, [], [], each) for each in shoes if each]

    def shoe(self, row: Row) -> Shoe:
        """Make the shoe of a row, which needs no judging any more."""
        if row.shoe:
            return row.shoe
        fields: dict[str, Any] = {}
        for part in row.parts:
            fields.update(part)
        for (name, clean), cell in zip(self._texts, self._pick_texts(row.cells), strict=True):
            if cell and (text := cell.strip() if cell.isascii() else clean(cell)):
                fields[name] = text
        fields["shoe_id"] = row.shoe_id
        shoe = object.__new__(Shoe)
        put = object.__setattr__  # the shoe is frozen, and was validated
        put(shoe, "__dict__", _BLANK | fields)
        put(shoe, "__pydantic_fields_set__", {*fields})
        put(shoe, "__pydantic_extra__", None)
        put(shoe, "__pydantic_private__", None)
        return shoe


class Packed:
    """The shoes of rows, in order: the first as they are, the others made when they are asked for.

    A shoe takes ten times the room of its row; who asks for one of many thousands has no use for
    the others.

    Attributes:
        ids: The ids of all.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._kept: list[Shoe | str] = []
        self.ids: list[str] = []

    def add(self, row: Row) -> None:
        """Add the shoe of a row."""
        few = len(self._kept) < _AS_THEY_ARE
        self._kept.append(self._rows.shoe(row) if few else json.dumps(row.cells))
        self.ids.append(row.shoe_id)

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Shoe]:
        return map(self._made, self._kept)

    def __getitem__(self, at: Any) -> Any:
        kept = self._kept[at]
        return tuple(map(self._made, kept)) if isinstance(kept, list) else self._made(kept)

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)

    def _made(self, kept: Shoe | str) -> Shoe:
        return kept if isinstance(kept, Shoe) else self._rows.again(json.loads(kept))


def _name(cell: str) -> str:
    return composed(cell.strip())


def _address(cell: str) -> str:
    """Read the address of a page; a stray half of a character is none of it."""
    cell = cell.strip()
    return cell if cell.isascii() else cell.encode(errors="replace").decode()


_CLEAN: Final = {name: _name if name in NAMES else _address for name in TEXT}
_AS_THEY_ARE: Final = 20_000
# A file of so few rows is read before anything that was remembered is of use.
_FEW: Final = 2000
_BLANK: Final = vars(Shoe(shoe_id="any"))
_new: Final = tuple.__new__  # a named tuple's own way in costs three times as much
