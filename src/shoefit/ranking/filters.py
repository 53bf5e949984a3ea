"""What can be asked of shoes before they are ranked: one record a filter, and its count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from shoefit.errors import UnknownNameError
from shoefit.scoring.criteria import Basis
from shoefit.scoring.scores import parts
from shoefit.shoe import Currency, Grade, Kind, Shoe, Use

if TYPE_CHECKING:
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


def _is_of(brand: str, shoe: Shoe) -> bool:
    from shoefit.titles.vocabulary import brand_key  # noqa: PLC0415 - only where a brand is asked for

    return brand_key(shoe.brand) == brand_key(brand)


FILTERS: Final[dict[FilterName, Filter]] = {
    "kind": Filter("--kind", lambda kind, shoe, *_: shoe.kind == kind, Kind),
    "use": Filter("--use", lambda use, shoe, *_: shoe.use == use, Use),
    "brand": Filter("--brand", lambda brand, shoe, *_: _is_of(brand, shoe)),
    "max_stack_mm": Filter(
        "--max-stack",
        lambda most, shoe, *_: shoe.heel_stack_mm is not None and shoe.heel_stack_mm <= most,
    ),
    "since": Filter("--since", lambda year, shoe, *_: shoe.seen is not None and shoe.seen >= year),
    "max_price": Filter(
        "--max-price",
        lambda most, shoe, asked, _: (
            shoe.list_price is not None
            and shoe.currency == asked.get("currency", Currency.USD)
            and shoe.list_price <= most
        ),
    ),
    "currency": Filter(
        "--currency", lambda currency, shoe, *_: shoe.currency == currency, Currency
    ),
    "measured_only": Filter(
        "--measured-only", lambda _only, shoe, _asked, profile: _is_measured(shoe, profile)
    ),
}


class Filters:
    """What a caller asks of shoes, and how many of those that came are it.

    Args:
        profile: What the shoes are scored by.
        asked: What is asked, by the name of its filter; None and False ask nothing.

    Attributes:
        asked: What is asked, without what asks nothing.
        filtered: How many shoes came that are something else.
        by_filter: How many each filter refused; a shoe counts for every filter that refuses it.
        kept: All that are what was asked for; none of an iterator, which may be larger than memory.

    Raises:
        UnknownNameError: There is no such kind, use or currency.

    Example:
        >>> from shoefit.scoring.profiles import ARTICLE
        >>> asks = Filters(ARTICLE, max_stack_mm=10)
        >>> asks.keep(Shoe(shoe_id="mine", heel_stack_mm=12)), asks.by_filter
        (False, {'max_stack_mm': 1})
    """

    def __init__(self, profile: Profile, **asked: Any) -> None:
        self.asked: dict[FilterName, Any] = {
            name: given
            for name in FILTERS
            if (given := asked.get(name)) is not None and given is not False
        }
        for name, given in self.asked.items():
            words = set(FILTERS[name].words)
            if words and given not in words:
                raise UnknownNameError(name, given, FILTERS[name].words)
        self._profile = profile
        self.by_filter = dict.fromkeys(self.asked, 0)
        self.filtered = 0
        self.kept: list[Shoe] = []

    def keep(self, shoe: Shoe) -> bool:
        """Say whether a shoe is all that was asked for, and count what refuses it."""
        kept = True
        for name, given in self.asked.items():
            if not FILTERS[name].keeps(given, shoe, self.asked, self._profile):
                self.by_filter[name] += 1
                kept = False
        return kept

    def of(self, shoes: Iterable[Shoe]) -> Iterator[Shoe]:
        """Yield the shoes that are asked for, and count the rest.

        Raises:
            UnknownNameError: None of the shoes had that brand; carries the nearest.
        """
        hold = not isinstance(shoes, Iterator)
        brand, brands, came = self.asked.get("brand"), set[str](), 0
        for shoe in shoes:
            came += 1
            if brand is not None and len(brands) < _MOST_BRANDS:
                brands.add(shoe.brand)
            if self.keep(shoe):
                if hold:
                    self.kept.append(shoe)
                yield shoe
            else:
                self.filtered += 1
        if brand is not None and 0 < came == self.by_filter["brand"]:
            from shoefit.titles.vocabulary import unknown_brand  # noqa: PLC0415 - as above

            raise unknown_brand(brand, brands)
