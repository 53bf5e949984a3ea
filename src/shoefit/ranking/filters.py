"""What can be asked of shoes before they are ranked: one record a filter, and its count."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeVar

from shoefit.catalogue.reading import ShoeStream
from shoefit.errors import UnknownNameError
from shoefit.scoring.criteria import READINGS, Basis
from shoefit.scoring.scores import COVERAGE_DECIMALS, FLOOR, Estimate, estimate, parts
from shoefit.scoring.sub_scores import sub_score
from shoefit.shoe import Currency, Grade, Kind, Shoe, Use
from shoefit.titles.vocabulary import brand_key, unknown_brand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from shoefit.scoring.profiles import Profile

FilterName = Literal[
    "kind", "use", "brand", "max_stack_mm", "since", "max_price", "currency", "measured_only"
]

_MOST_BRANDS: Final = 10_000  # remembered for the hint where the brand asked for never comes


class Filter(NamedTuple):
    """One filter.

    Attributes:
        option: How a command line names it.
        keeps: Says of what was asked, and of a shoe, whether it stays; everything that was asked
            and the profile come third and fourth.
        words: The words that it takes, where it takes words.
    """

    option: str
    keeps: Callable[[Any, Shoe, Mapping[FilterName, Any], Profile], bool]
    words: Iterable[str] = ()


def _is_measured(shoe: Shoe, profile: Profile) -> bool:
    """Say whether a score uses a measurement, and no claim; words are claims, structure neither."""
    used = [
        each.basis is Basis.READING and each.grade is Grade.MEASURED
        for each in parts(shoe, profile)
        if each.known and each.weight and each.basis is not Basis.STRUCTURE
    ]
    return bool(used) and all(used)


def _costs_at_most(most: float, shoe: Shoe, asked: Mapping[FilterName, Any]) -> bool:
    if shoe.list_price is None or shoe.currency != asked.get("currency", Currency.USD):
        return False
    return shoe.list_price <= most


FILTERS: Final[dict[FilterName, Filter]] = {
    "kind": Filter("--kind", lambda kind, shoe, *_: shoe.kind == kind, Kind),
    "use": Filter("--use", lambda use, shoe, *_: shoe.use == use, Use),
    "brand": Filter("--brand", lambda brand, shoe, *_: brand_key(shoe.brand) == brand_key(brand)),
    "max_stack_mm": Filter(
        "--max-stack",
        lambda most, shoe, *_: shoe.heel_stack_mm is not None and shoe.heel_stack_mm <= most,
    ),
    "since": Filter("--since", lambda year, shoe, *_: shoe.seen is not None and shoe.seen >= year),
    "max_price": Filter(
        "--max-price", lambda most, shoe, asked, _: _costs_at_most(most, shoe, asked)
    ),
    "currency": Filter(
        "--currency", lambda currency, shoe, *_: shoe.currency == currency, Currency
    ),
    "measured_only": Filter(
        "--measured-only", lambda _only, shoe, _asked, profile: _is_measured(shoe, profile)
    ),
}


_Each = TypeVar("_Each")
_Four = tuple[_Each, _Each, _Each, _Each]  # one for each criterion, in the order of `READINGS`
_Part = tuple[float, float]  # what a criterion adds to a score at most, and to what is known

# The columns that decide whether each criterion is known and, where it is, its sub-score.
_DECISIVE: Final = (
    *("heel_stack_mm", "drop_mm", "midsole", "midsole_hardness_shore_a"),
    *("kind", "toe_box_width_mm", "toe_box_shape"),
)
_of_shoe: Final = attrgetter(*_DECISIVE)
_SOME_MIDSOLE: Final = ("unknown", "foam", "", None, "rubber")


def _keys(held: Sequence[object]) -> _Four[object]:
    """Split what these columns hold by criterion, in the order of `READINGS`.

    Few enough for each that what they come to can be remembered.
    """
    stack, drop, midsole, hardness, kind, width, shape = held
    bare = None if midsole in _SOME_MIDSOLE else stack
    return stack, (hardness, midsole, bare), (drop, kind, bare), (width, shape, kind)


_MOST_REMEMBERED: Final = 20_000

# Scores that round to the same millionth differ by less, as the share of a score that is 1 or more
# and as hundredths.
_SAME_MILLIONTH: Final = 1e-5


class Filters:
    """What a caller asks of shoes, and how many of those that came are it.

    Args:
        profile: What the shoes are scored by.
        min_coverage: Least share of the weight that must be known.
        asked: What is asked, by the name of its filter; None and False ask nothing.

    Attributes:
        filtered: How many shoes came that are something else.
        by_filter: How many each filter refused; a shoe counts for every filter that refuses it.
        too_little_known: How many are what was asked for, of which too little is known.
        ranked: How many are, and are known well enough.
        kept: All that are, ranked or not; none of an iterator, which may be larger than memory.

    Raises:
        UnknownNameError: There is no such kind, use or currency.

    Example:
        >>> from shoefit.scoring.profiles import ARTICLE
        >>> asks = Filters(ARTICLE, 0.5, max_stack_mm=10)
        >>> asks.keep(Shoe(shoe_id="mine", heel_stack_mm=12)), asks.by_filter
        (False, {'max_stack_mm': 1})
    """

    def __init__(self, profile: Profile, min_coverage: float, **asked: Any) -> None:
        self._asked: dict[FilterName, Any] = {
            name: given
            for name in FILTERS
            if (given := asked.get(name)) is not None and given is not False
        }
        for name, given in self._asked.items():
            words = set(FILTERS[name].words)
            if words and given not in words:
                raise UnknownNameError(name, given, FILTERS[name].words)
        self._profile = profile
        self._min_coverage = min_coverage
        self._top = 0
        self._bar: float | None = None
        self.decisive = _DECISIVE
        self._kept: _Four[dict[object, _Part]] = {}, {}, {}, {}
        self._keeps = [(name, FILTERS[name].keeps, each) for name, each in self._asked.items()]
        self._refused: Counter[FilterName] = Counter()
        self.filtered = self.too_little_known = self.ranked = 0
        self.kept: list[Shoe] = []
        self._brands: set[str] = set()  # those that came, where one is asked for

    @property
    def by_filter(self) -> dict[FilterName, int]:
        """How many shoes each filter refused, in the order of `FILTERS`."""
        return {name: self._refused[name] for name in self._asked}

    def keep(self, shoe: Shoe) -> bool:
        """Say whether a shoe is all that was asked for, and count what refuses it."""
        kept = True
        for name, keeps, each in self._keeps:
            if not keeps(each, shoe, self._asked, self._profile):
                self._refused[name] += 1
                kept = False
        return kept

    @property
    def scored(self) -> Sequence[str]:
        """The columns that the profile reads."""
        from shoefit.scoring.frame_columns import used  # noqa: PLC0415 - it loads narwhals

        return used(self._profile)

    def first_of(self, table: Any) -> list[int]:
        """Say which rows of an Arrow table are among the first, and count the others."""
        from shoefit.scoring.frame_columns import readings  # noqa: PLC0415 - as above
        from shoefit.scoring.frames import known_enough, rank_frame  # noqa: PLC0415 - as above

        read = readings(self._profile)
        if not {*read} & {*table.column_names}:  # a kind alone is no frame to score, but may count
            table = table.append_column(read[0], [[math.nan] * len(table)])
        ranked = known_enough(table, self._profile, self._min_coverage)
        table = table.append_column("place", [range(len(table))])
        best = rank_frame(table, self._profile, top=self._top, min_coverage=self._min_coverage)
        first: list[int] = best["place"].to_pylist()
        self.too_little_known += len(table) - ranked
        self.ranked += ranked - len(first)
        return first

    def raise_bar(self, score: float = 1.0) -> None:
        """Score no more shoes than may reach a score; 1, the least that there is, starts it."""
        self._bar = self._joined(score / 100) - _SAME_MILLIONTH

    def _joined(self, value: float) -> float:
        """Bring what is multiplied to what is added."""
        return value if self._profile.mean == "arithmetic" else math.log(value)

    def lets_through(self, held: Sequence[object], fields: Callable[[], Mapping[str, Any]]) -> bool:
        """Say whether a shoe, by each reading that is known, may reach the bar; count the others.

        Args:
            held: What its decisive columns hold, read or not.
            fields: Reads them.
        """
        if self._bar is None:
            return True
        keys = _keys(held)
        thin, hard, flat, wide = self._kept
        try:
            parts = thin[keys[0]], hard[keys[1]], flat[keys[2]], wide[keys[3]]
        except KeyError:
            parts = self._parts(keys, Shoe.model_construct(**fields()))
        (most, known), (of_hard, known_hard), (of_flat, known_flat), (of_wide, known_wide) = parts
        coverage = round(known + known_hard + known_flat + known_wide, COVERAGE_DECIMALS)
        if coverage == 0 or coverage < self._min_coverage:
            self.too_little_known += 1
        elif most + of_hard + of_flat + of_wide < self._bar:
            self.ranked += 1
        else:
            return True
        return False

    def _parts(self, keys: _Four[object], shoe: Shoe) -> _Four[_Part]:
        """Find what each criterion adds to a score at most, and to what is known, and keep it."""
        found = dict.fromkeys(READINGS, (0.0, 0.0))  # of what the profile does not ask
        for criterion, share in zip(self._profile.criteria, self._profile.shares, strict=True):
            scored = sub_score(criterion, shoe)
            known = scored.basis is not Basis.UNKNOWN
            most = self._joined(max(scored.value, FLOOR) if known else 1.0)
            found[criterion.name] = share * most, share * known
        for kept, key, part in zip(self._kept, keys, found.values(), strict=True):
            if len(kept) >= _MOST_REMEMBERED:
                kept.clear()
            kept[key] = part
        thin, hard, flat, wide = found.values()
        return thin, hard, flat, wide

    def estimated(
        self, shoes: Iterable[Shoe], top: int | None = None
    ) -> Iterator[tuple[Shoe, Estimate]]:
        """Score the shoes that are asked for and may reach the bar, and count the rest.

        Raises:
            UnknownNameError: None of the shoes had that brand; carries the nearest.
        """
        hold = not isinstance(shoes, Iterator)
        brand = self._asked.get("brand")
        came = 0
        sifted = False
        if top is not None:
            self._top = top
            self.raise_bar()
            if isinstance(shoes, ShoeStream) and not self._asked:
                shoes.sift(self)  # most rows need not become shoes
                sifted = True
        for shoe in shoes:
            came += 1
            if brand is not None and len(self._brands) < _MOST_BRANDS:
                self._brands.add(shoe.brand)
            if not self.keep(shoe):
                self.filtered += 1
                continue
            if hold:
                self.kept.append(shoe)
            if not (sifted or self.lets_through(_of_shoe(shoe), partial(vars, shoe))):
                continue
            found = estimate(shoe, self._profile, self._min_coverage)
            if found is None:
                self.too_little_known += 1
            else:
                self.ranked += 1
                yield shoe, found
        if brand is not None and self._refused["brand"] == came:
            raise unknown_brand(brand, self._brands)
