"""Shoes in order: who is asked for, who comes first, who ties, and who was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from shoefit.catalogue.reading import ShoeStream, shoes_of
from shoefit.errors import takes
from shoefit.ranking.filters import Filters
from shoefit.ranking.places import LeftOut, RankedShoe, Ranking
from shoefit.ranking.sieve import Keyed, Sieve
from shoefit.scoring.criteria import READINGS, CriterionName
from shoefit.scoring.profiles import Profile, get_profile, used
from shoefit.scoring.scores import estimate, order_key
from shoefit.shoe import Midsole, Shoe

# A shoe of which less than this share of the weight is known is not ranked unless asked for.
MIN_COVERAGE: Final = 0.5


@takes
def rank(  # noqa: PLR0913 - one keyword for each question that users ask
    catalogue: Iterable[Shoe] | Any | None = None,
    *,
    profile: str | Path | Profile = "article",
    weights: Mapping[str, float] | None = None,
    top: int | None = None,
    min_coverage: float = MIN_COVERAGE,
    kind: str | None = None,
    use: str | None = None,
    brand: str | None = None,
    max_stack_mm: float | None = None,
    since: int | None = None,
    max_price: float | None = None,
    currency: str | None = None,
    measured_only: bool = False,
) -> Ranking:
    """Rank shoes by how close to barefoot they are.

    Order: score rounded to 6 decimals, then lower band rounded likewise, then id. Adding or
    removing shoes never reorders the others.

    Args:
        catalogue: The shoes, or all that `load_catalogue` takes; the bundled ones by default. A
            stream or another iterator is ranked as it comes and, with `top`, in memory that does
            not grow.
        profile: Name, file or Profile; see `get_profile`.
        weights: Factors on the profile's weights, by criterion or by its word: {"flat": 2}.
        top: Keep so many shoes; all by default. Ties at the cut are cut by id.
        min_coverage: Leave out shoes of which a smaller share of the weight is known.
        kind: Keep this kind: shoe, sandal, toe-shoe or boot.
        use: Keep this use: road, trail, gym, walk, hike, casual or multi.
        brand: Keep this brand, by any of its names.
        max_stack_mm: Keep shoes with a known heel stack of at most so much.
        since: Keep shoes with a source from that year on.
        max_price: Keep shoes whose full price is known and at most so much, in USD unless
            `currency` says otherwise.
        currency: Keep shoes priced in it: USD, EUR, GBP, CAD or AUD. Nothing is converted.
        measured_only: Keep shoes of which at least one scored reading is measured and none that
            the score uses is claimed; words are claims.

    Raises:
        UnknownNameError: No profile, criterion, kind, use, brand or currency has that name.
        ProfileError: The profile or the weights cannot be used.
        ShoefitError: `top` or `min_coverage` is out of range, or something is of a wrong type.

    Example:
        >>> thin = Shoe(shoe_id="thin", heel_stack_mm=6, drop_mm=0)
        >>> thick = Shoe(shoe_id="thick", heel_stack_mm=40, drop_mm=10)
        >>> [place.shoe.shoe_id for place in rank([thick, thin])]
        ['thin', 'thick']
    """
    chosen = get_profile(profile).with_weights(weights or {})
    catalogue = shoes_of(catalogue)
    filters = Filters(
        chosen,
        kind=kind,
        use=use,
        brand=brand,
        max_stack_mm=max_stack_mm,
        since=since,
        max_price=max_price,
        currency=currency,
        measured_only=measured_only,
    )
    sieve = Sieve(chosen, min_coverage, top)
    if isinstance(catalogue, ShoeStream) and top is not None and not filters.asked:
        catalogue.sift(sieve)  # most rows need not become shoes
    ordered = sieve.first(filters.of(catalogue))
    return Ranking(
        _placed(ordered, chosen),
        profile=chosen,
        min_coverage=min_coverage,
        ranked=sieve.ranked,
        left_out=LeftOut(
            filtered=filters.filtered,
            too_little_known=sieve.too_little_known,
            by_filter=filters.by_filter,
            bad_rows=getattr(catalogue, "rows_left_out", 0),
        ),
        source=getattr(catalogue, "source", ""),
        file=getattr(catalogue, "file", ""),
        shoes=tuple(filters.kept),
    )


def _placed(ordered: Iterable[Keyed], profile: Profile) -> Iterator[RankedShoe]:
    """Number shoes in order; equal score and lower band share a rank."""
    rank, tie = 0, None
    for position, (score, low, _, _, shoe, found) in enumerate(ordered, start=1):
        if (score, low) != tie:
            rank, tie = position, (score, low)
        yield RankedShoe(rank, shoe, *found, profile)


@dataclass(frozen=True, slots=True)
class Standing:
    """A place among the ranked shoes of a catalogue.

    Attributes:
        rank: 1 for the most barefoot-like; None where too little is known of the shoe.
        ranked: How many shoes are ranked, this one among them if it has a rank.
    """

    rank: int | None
    ranked: int


_MOST_ALIKE: Final = 20_000


class Standings:
    """The ranks of a catalogue, ready to place a shoe of it, or another one, among them.

    The ranks are those of `shoefit.rank`, over the whole catalogue.

    Args:
        catalogue: The shoes.
        profile: What they are scored by.
        min_coverage: Least share of the weight that must be known of a ranked shoe.

    Attributes:
        source: Name of the catalogue.

    Example:
        >>> from shoefit.scoring.profiles import ARTICLE
        >>> thin = Shoe(shoe_id="thin", heel_stack_mm=6, drop_mm=0)
        >>> thick = Shoe(shoe_id="thick", heel_stack_mm=40, drop_mm=10)
        >>> Standings([thick, thin], ARTICLE).of(thick)
        Standing(rank=2, ranked=2)
        >>> Standings([thick, thin], ARTICLE).of(supposed(thick, {"stack_height": 1, "drop": 0}))
        Standing(rank=1, ranked=2)
    """

    def __init__(
        self, catalogue: Iterable[Shoe], profile: Profile, min_coverage: float = MIN_COVERAGE
    ) -> None:
        self.profile = profile
        self.min_coverage = min_coverage
        self.source: str = getattr(catalogue, "source", "")
        self._keys: dict[str, tuple[int, int] | None] = {}
        # Many shoes of a large catalogue read alike.
        alike, read_of = dict[object, tuple[int, int] | None](), attrgetter(*used(profile))
        for shoe in catalogue:
            read = read_of(shoe)
            if read not in alike:
                if len(alike) >= _MOST_ALIKE:
                    alike.clear()
                alike[read] = self._key(shoe)
            self._keys[shoe.shoe_id] = alike[read]

    def lists(self, shoe: Shoe) -> bool:
        """Say whether the catalogue holds a shoe of this id."""
        return shoe.shoe_id in self._keys

    def of(self, shoe: Shoe) -> Standing:
        """Place a shoe; one of the same id makes way for it."""
        others = [key for each, key in self._keys.items() if key and each != shoe.shoe_id]
        mine = self._key(shoe)
        if mine is None:
            return Standing(None, len(others))
        return Standing(sum(key > mine for key in others) + 1, len(others) + 1)

    def _key(self, shoe: Shoe) -> tuple[int, int] | None:
        """What a shoe is ordered by; None where too little is known of it."""
        found = estimate(shoe, self.profile, self.min_coverage)
        return found and (order_key(found.score), order_key(found.low))


def supposed(shoe: Shoe, readings: Mapping[CriterionName, float]) -> Shoe:
    """Return the shoe as it would be with these readings exactly known.

    Args:
        shoe: The shoe.
        readings: Reading by criterion, each in its unit.

    Example:
        >>> supposed(Shoe(shoe_id="mine"), {"drop": 4.0}).drop_mm
        4.0
    """
    cells: dict[str, Any] = {}
    for name, reading in readings.items():
        column = READINGS[name].column
        cells |= {column: reading, f"{column}_tolerance": 0.0}
        cells |= {f"{column}_{about}": None for about in ("grade", "sources", "source")}
    if "stack_height" in readings:
        cells["heel_stack_mm_tolerance_above"] = None
    if "midsole_hardness" in readings and shoe.midsole is Midsole.NONE:
        cells["midsole"] = Midsole.UNKNOWN  # what is as hard as this is a midsole after all
    return shoe.model_copy(update=cells)
