"""Who comes to be ranked: filters, scores and counts, one shoe at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from shoefit.errors import UnknownNameError
from shoefit.scoring.scores import Estimate, estimate
from shoefit.shoe import Kind, Shoe, Use

if TYPE_CHECKING:
    from collections.abc import Callable

    from shoefit.scoring.profiles import Profile

_MOST_BRANDS: Final = 10_000  # remembered for the hint where the brand asked for never comes


class Filters:
    """What a caller asks of a shoe.

    Args:
        kind: Keep this kind.
        use: Keep this use.
        brand: Keep this brand, in any case.
        max_stack_mm: Keep shoes with a known heel stack of at most so much.
        since: Keep shoes with a source from that year on.

    Raises:
        UnknownNameError: There is no such kind or use.

    Example:
        >>> Filters(max_stack_mm=10).keep(Shoe(shoe_id="mine", heel_stack_mm=8))
        True
    """

    def __init__(
        self,
        kind: str | None = None,
        use: str | None = None,
        brand: str | None = None,
        max_stack_mm: float | None = None,
        since: int | None = None,
    ) -> None:
        if kind is not None and kind not in set(Kind):
            raise UnknownNameError("kind", kind, Kind)
        if use is not None and use not in set(Use):
            raise UnknownNameError("use", use, Use)
        self._brand = brand
        self._brand_came = brand is None
        self._brands: set[str] = set()
        self._asked: list[Callable[[Shoe], bool]] = []
        if brand is not None:
            folded = brand.casefold()
            self._asked.append(lambda shoe: self._is_brand(shoe.brand, folded))
        if kind is not None:
            self._asked.append(lambda shoe: shoe.kind == kind)
        if use is not None:
            self._asked.append(lambda shoe: shoe.use == use)
        if max_stack_mm is not None:
            self._asked.append(lambda shoe: _at_most(shoe.heel_stack_mm, max_stack_mm))
        if since is not None:
            self._asked.append(lambda shoe: shoe.year is not None and shoe.year >= since)

    def keep(self, shoe: Shoe) -> bool:
        """Say whether a shoe is all that was asked for."""
        for asks in self._asked:  # noqa: SIM110 - all() takes twice as long, mostly for nothing
            if not asks(shoe):
                return False
        return True

    def check_brand(self) -> None:
        """Refuse a brand that none of the shoes had.

        Raises:
            UnknownNameError: Carries the nearest brands.
        """
        if self._brand is not None and not self._brand_came:
            raise UnknownNameError("brand", self._brand, self._brands)

    def _is_brand(self, brand: str, folded: str) -> bool:
        if brand.casefold() == folded:
            self._brand_came = True
            return True
        if len(self._brands) < _MOST_BRANDS:
            self._brands.add(brand)
        return False


def _at_most(value: float | None, limit: float) -> bool:
    return value is not None and value <= limit


class Entrants(Iterable[tuple[Shoe, Estimate]]):
    """The shoes that pass the filters and are known well enough, scored as they come.

    Attributes:
        seen: How many came.
        passed: How many passed the filters.
        ranked: How many of those are known well enough.
        kept: Those that passed; none of an iterator, which may be larger than memory.

    Args:
        shoes: The shoes.
        filters: What is asked of them.
        profile: What to score them by.
        min_coverage: The least share of the weight that must be known.
    """

    def __init__(
        self, shoes: Iterable[Shoe], filters: Filters, profile: Profile, min_coverage: float
    ) -> None:
        self.seen = self.passed = self.ranked = 0
        self.kept: list[Shoe] = []
        self._shoes = shoes
        self._filters = filters
        self._profile = profile
        self._min_coverage = min_coverage

    def __iter__(self) -> Iterator[tuple[Shoe, Estimate]]:
        keep = not isinstance(self._shoes, Iterator)
        for shoe in self._shoes:
            self.seen += 1
            if not self._filters.keep(shoe):
                continue
            self.passed += 1
            if keep:
                self.kept.append(shoe)
            found = estimate(shoe, self._profile, self._min_coverage)
            if found is not None:
                self.ranked += 1
                yield shoe, found
