"""A catalogue: shoes in the order of their file, each id once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, overload

from shoefit.errors import UnknownNameError
from shoefit.shoe import Shoe, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from shoefit.catalogue.problems import Problem

_DTYPES = {"string": "string", "integer": "Int64", "number": "float64"}


class Catalogue(Sequence[Shoe]):
    """An immutable sequence of shoes.

    Args:
        shoes: The shoes; an id stands once.
        source: Name of what they were read from.
        extra: Cells of columns that shoefit does not know, by shoe id.
        extra_columns: Those columns, in the order of the file.
        rows_left_out: How many rows were left out because of problems.
        problems: The first thousand of those problems.
        notes: What was guessed while reading, such as the encoding.

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
        self._shoes = tuple(shoes)
        self._by_id = {shoe.shoe_id: shoe for shoe in self._shoes}
        if len(self._by_id) != len(self._shoes):
            counts = Counter(shoe.shoe_id for shoe in self._shoes)
            twice = next(each for each, count in counts.items() if count > 1)
            msg = f"shoe_id {twice!r} stands twice: an id names one shoe"
            raise ValueError(msg)
        self.source = source
        self.extra = MappingProxyType(
            {k: MappingProxyType(dict(v)) for k, v in (extra or {}).items()}
        )
        self.extra_columns = tuple(extra_columns)
        self.rows_left_out = rows_left_out
        self.problems = tuple(problems)
        self.notes = tuple(notes)

    def __len__(self) -> int:
        return len(self._shoes)

    @overload
    def __getitem__(self, key: int | str) -> Shoe: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Shoe, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Shoe | tuple[Shoe, ...]:
        """Return a shoe by place or by id, or several by slice.

        Raises:
            UnknownNameError: No shoe has that id; carries the nearest ids.
        """
        if isinstance(key, str):
            if key not in self._by_id:
                raise UnknownNameError("shoe", key, self._by_id)
            return self._by_id[key]
        return self._shoes[key]

    def __repr__(self) -> str:
        return f"Catalogue({len(self):,} shoes from {self.source or 'memory'})"

    def to_frame(self) -> pd.DataFrame:
        """Return the shoes as a pandas frame: the columns of `data/shoes.csv`, then any extra.

        Unknown cells are missing values. Text is `string`, year and the counts of sources are
        `Int64`, every other number is `float64`.

        Example:
            >>> Catalogue([Shoe(brand="Luna", model="Venado")]).to_frame()["brand"][0]
            'Luna'
        """
        import pandas as pd  # noqa: PLC0415 - only where a frame is asked for: it is slow to import

        frame = pd.DataFrame.from_records(
            [shoe.model_dump(mode="json") for shoe in self._shoes], columns=list(Shoe.model_fields)
        )
        dtypes = {name: _DTYPES[about["type"]] for name, about in columns(Shoe).items()}
        frame = frame.astype(dtypes)
        for name in self.extra_columns:
            cells = (self.extra.get(shoe.shoe_id) for shoe in self._shoes)
            frame[name] = [row.get(name) if row else None for row in cells]
        return frame
