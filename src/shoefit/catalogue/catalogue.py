"""A catalogue: shoes in the order of their file, each id once; where it lies, and who is meant."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from shoefit.catalogue.opening import lies_at
from shoefit.catalogue.rows import Packed
from shoefit.errors import ShoefitError, UnknownNameError, described, nearest
from shoefit.shoe import SHOWN, Shoe, cell, columns
from shoefit.text import SCHEMA_VERSION, Told, html, html_table

if TYPE_CHECKING:
    import pandas as pd

    from shoefit.catalogue.problems import Problem
    from shoefit.titles.answers import Ambiguous, NoMatch

FIRST_ROWS: Final = 20  # of a notebook: it is for looking

_DTYPES: Final[dict[str, Any]] = {"string": "string", "integer": "Int64", "number": "float64"}


Entry_co = TypeVar("Entry_co", covariant=True)


class Listed(Told, Sequence[Entry_co]):
    """Shoes, or what is said of each of them, in order; looked up by place and by shoe id.

    Args:
        entries: What is listed.
        id_at: Where each holds the id of its shoe.
        what: What one of them is called where it is missing.
    """

    def __init__(self, entries: Iterable[Entry_co] | Packed, id_at: str, what: str) -> None:
        self._entries: Any = entries if isinstance(entries, Packed) else tuple(entries)
        self._what = what
        ids = entries.ids if isinstance(entries, Packed) else map(attrgetter(id_at), self._entries)
        # The first of an id stands.
        self._place: dict[str, int] = {name: at for at, name in reversed([*enumerate(ids)])}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry_co]:
        return iter(self._entries)

    @overload
    def __getitem__(self, key: int | str) -> Entry_co: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Entry_co, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Entry_co | tuple[Entry_co, ...]:
        """Return one by place or by shoe id, or several by slice.

        Raises:
            UnknownNameError: No shoe here has that id; carries the nearest ids.
        """
        if isinstance(key, str) and key not in self._place:
            raise UnknownNameError(self._what, key, self._place)
        at = self._place[key] if isinstance(key, str) else key
        found: Entry_co | tuple[Entry_co, ...] = self._entries[at]
        return found

    def __hash__(self) -> int:
        return hash(tuple(self._place))


class Catalogue(Listed[Shoe]):
    """An immutable sequence of shoes.

    Args:
        shoes: The shoes; an id stands once.
        source: Name of what they were read from.
        extra: Cells of columns that shoefit does not know, by shoe id.
        extra_columns: Those columns, in the order of the file.
        rows_left_out: How many rows were left out because of problems.
        problems: The first thousand of those problems.
        notes: What was guessed while reading, such as the encoding.

    Attributes:
        file: Where the source lies, if it is a file; "" for any other.

    Example:
        >>> catalogue = Catalogue([Shoe(brand="Luna", model="Venado")])
        >>> len(catalogue), catalogue["luna-venado"].title
        (1, 'Luna Venado')
    """

    def __init__(  # noqa: PLR0913 - one keyword for each thing that a reader reports
        self,
        shoes: Iterable[Shoe],
        *,
        source: str = "",
        extra: Mapping[str, Mapping[str, str]] | None = None,
        extra_columns: Iterable[str] = (),
        rows_left_out: int = 0,
        problems: Iterable[Problem] = (),
        notes: Iterable[str] = (),
    ) -> None:
        entries = shoes if isinstance(shoes, Packed) else map(a_shoe, shoes)
        super().__init__(entries, "shoe_id", "shoe")
        if len(self._place) != len(self):
            ids = enumerate(shoe.shoe_id for shoe in self)
            twice = next(each for at, each in ids if at != self._place[each])
            raise ValueError(f"shoe_id {twice!r} stands twice: an id names one shoe")
        self.source, self.file = source, lies_at(source)
        self.extra = _frozen(extra or {})
        self.extra_columns = tuple(extra_columns)
        self.rows_left_out = rows_left_out
        self.problems = tuple(problems)
        self.notes = tuple(notes)

    def __contains__(self, key: object) -> bool:
        """Say whether a shoe, or one of that id, is in the catalogue."""
        if isinstance(key, str):
            return key in self._place
        return isinstance(key, Shoe) and self.get(key.shoe_id) == key

    def get(self, shoe_id: str, default: Shoe | None = None) -> Shoe | None:
        """Return the shoe of that id, or the default where there is none."""
        return self[shoe_id] if shoe_id in self._place else default

    __hash__ = Listed.__hash__

    def __eq__(self, other: object) -> bool:
        """Compare the shoes and their further cells, wherever they were read from."""
        if not isinstance(other, Catalogue):
            return False
        return self[:] == other[:] and self.extra == other.extra

    def __getstate__(self) -> dict[str, Any]:
        extra = {name: dict(row) for name, row in self.extra.items()}
        return {**vars(self), "extra": extra, "made": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, extra=_frozen(state["extra"]))

    def __repr__(self) -> str:
        return f"Catalogue({len(self):,} shoes from {self.source or 'memory'})"

    def _repr_html_(self) -> str:
        """Show the first shoes as a table in a notebook; `to_frame` has all."""
        heads = ["shoe", *SHOWN.values(), "shoe_id"]
        rows = [
            [shoe.title, *(cell(shoe, name) for name in SHOWN), shoe.shoe_id]
            for shoe in self[:FIRST_ROWS]
        ]
        table = html_table(heads, rows, left=(0, len(heads) - 1))
        return f"<p><b>{html(repr(self))}</b></p>{table}"

    def to_dict(self) -> dict[str, Any]:
        """Give the shoes as plain data that keeps to docs/catalogue.schema.json."""
        return {
            "schema_version": SCHEMA_VERSION,
            "source": self.source,
            "shoes": [shoe.model_dump(mode="json") for shoe in self],
        }

    def to_frame(self) -> pd.DataFrame:
        """Return the shoes as a pandas frame: the columns of `data/shoes.csv`, then any extra.

        Unknown cells are missing values. Text is `string`, years and the counts of sources are
        `Int64`, every other number is `float64`.

        Example:
            >>> Catalogue([Shoe(brand="Luna", model="Venado")]).to_frame()["brand"][0]
            'Luna'
        """
        import pandas as pd  # noqa: PLC0415 - only where a frame is asked for: it is slow to import

        rows = [shoe.model_dump(mode="json") for shoe in self]
        # Column by column: casting a frame of forty at once takes four times as long.
        cells: dict[str, Any] = {
            name: pd.array([row[name] for row in rows], _DTYPES[about["type"]])
            for name, about in columns(Shoe).items()
        }
        for name in self.extra_columns:
            more = (self.extra.get(shoe.shoe_id) for shoe in self)
            cells[name] = [row.get(name) if row else None for row in more]
        return pd.DataFrame(cells)


_Made = TypeVar("_Made")


def made_of(shoes: Iterable[Shoe], make: Callable[..., _Made], *by: Any) -> _Made:
    """Make something of shoes; a catalogue keeps the last of each kind, for whoever asks again.

    Args:
        shoes: The shoes. What may change meanwhile is gone through anew.
        make: Makes it of them.
        by: What else it takes.
    """
    if not isinstance(shoes, Catalogue):
        return make(shoes, *by)
    made: dict[object, tuple[object, _Made]] = vars(shoes).setdefault("made", {})
    if make not in made or made[make][0] != by:
        made[make] = by, make(shoes, *by)
    return made[make][1]


def a_shoe(each: Any) -> Shoe:
    """Hand back a shoe, and refuse anything else.

    Raises:
        ShoefitError: It is no shoe.
    """
    if isinstance(each, Shoe):
        return each
    raise ShoefitError(
        f"A catalogue holds shoes, not {described(each)}.",
        hint="Shoe(brand=..., model=..., heel_stack_mm=...) is one; load_catalogue reads a frame.",
    )


def _frozen(extra: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({name: MappingProxyType(dict(row)) for name, row in extra.items()})


_NAMED = 4  # shoes that an answer to an unclear title names


class UnclearTitleError(UnknownNameError):
    """A title that means no one shoe of the catalogue.

    Attributes:
        answer: What the resolver says: why, and which shoes come near.
    """

    def __init__(self, answer: Ambiguous | NoMatch, titles: Iterable[str]) -> None:
        self.what = "shoe"
        self.name = answer.title
        self.known = tuple(sorted(set(titles)))
        self.answer = answer
        near = tuple(dict.fromkeys(each.title for each in answer.candidates[:_NAMED]))
        self.nearest = near or nearest(answer.title, self.known)
        hint = f"Did you mean {' or '.join(map(repr, self.nearest))}?" if self.nearest else ""
        why = answer.reason[:1].upper() + answer.reason[1:]
        ShoefitError.__init__(self, f"Which shoe is {answer.title!r}? {why}.", hint=hint)


def find_shoes(catalogue: Iterable[Shoe], shoes: Iterable[Shoe | str]) -> list[Shoe]:
    """Find the shoes that texts name.

    Args:
        catalogue: Where to look.
        shoes: Ids, or titles in any form that `shoefit.Resolver` understands; a Shoe is handed
            back.

    Raises:
        UnclearTitleError: A text means no shoe, or leaves several open; carries the nearest.

    Example:
        >>> find_shoes([Shoe(brand="Luna", model="Venado")], ["luna venado sandals"])[0].shoe_id
        'luna-venado'
    """
    shoes = list(shoes)
    if all(isinstance(each, Shoe) for each in shoes):
        return [each for each in shoes if isinstance(each, Shoe)]
    listed = catalogue if isinstance(catalogue, Sequence) else list(catalogue)
    by_id: Any = listed if isinstance(listed, Catalogue) else {e.shoe_id: e for e in listed}
    asked = {each.strip().casefold() for each in shoes if isinstance(each, str)}
    exact = {} if all(each in by_id for each in shoes) else _exact(listed, asked)
    resolver = None
    found = []
    for each in shoes:
        if isinstance(each, Shoe):
            found.append(each)
        elif meant := by_id.get(each) or exact.get(each.strip().casefold()):
            found.append(meant)
        else:
            # Only where it is needed: taking a catalogue's names apart costs more than a ranking.
            from shoefit.titles.resolver import Match, Resolver  # noqa: PLC0415

            resolver = resolver or made_of(listed, Resolver)
            answer = resolver.resolve(each)
            if not isinstance(answer, Match):
                raise UnclearTitleError(answer, (shoe.title for shoe in listed))
            found.append(by_id[answer.shoe_id])
    return found


def _exact(shoes: Iterable[Shoe], asked: Container[str]) -> dict[str, Shoe]:
    """Map those of some ids and titles that one shoe alone has; an id goes before a title."""
    by_title: dict[str, list[Shoe]] = {}
    by_id: dict[str, list[Shoe]] = {}
    for each in shoes:
        for names, name in ((by_title, each.title.casefold()), (by_id, each.shoe_id.casefold())):
            if name in asked:
                names.setdefault(name, []).append(each)
    return {name: alike[0] for name, alike in (by_title | by_id).items() if len(alike) == 1}
