"""Which shoes may be among the first: only those are scored, and of a file only those are made."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple

from shoefit.scoring.criteria import READINGS, Basis, Criterion, CriterionName
from shoefit.scoring.profiles import Profile, readings, used
from shoefit.scoring.scores import COVERAGE_DECIMALS, FLOOR, Estimate, estimate, order_key
from shoefit.scoring.sub_scores import BARE, DECIDED_BY, drop_of, sub_score
from shoefit.shoe import Shoe

# By criterion the columns that decide whether it is known and, where it is, its sub-score; few
# enough for what they come to to be remembered.
_DECIDE: Final[dict[CriterionName, tuple[str, ...]]] = {
    name: (each.column, *DECIDED_BY.get(name, ())) for name, each in READINGS.items()
}
_DECISIVE: Final = tuple(
    dict.fromkeys(name for names in _DECIDE.values() for name in names if name != BARE)
)
_AT: Final = {name: at for at, name in enumerate((*_DECISIVE, BARE))}
_PICKS: Final = {name: itemgetter(*(_AT[e] for e in names)) for name, names in _DECIDE.items()}
_STACK, _DROP, _MIDSOLE = _AT["heel_stack_mm"], _AT["drop_mm"], _AT["midsole"]
_of_shoe: Final = attrgetter(*_DECISIVE)
_SOME_MIDSOLE: Final = ("unknown", "foam", "", None, "rubber")

_MOST_REMEMBERED: Final = 20_000

# Scores that round to the same millionth differ by less, as the share of a score that is 1 or more
# and as hundredths.
_SAME_MILLIONTH: Final = 1e-5


class _Part(NamedTuple):
    """One criterion, what picks the columns that decide of it, and what these have come to."""

    criterion: Criterion
    share: float
    pick: itemgetter[Any]
    kept: dict[object, tuple[float, float]]


# What shoes are ordered by, where they stood, and what they are.
Keyed = tuple[int, int, str, int, Shoe, Estimate]


class Sieve:
    """Scores the shoes that may be among the first, and counts the others.

    A shoe may be where its known readings, and unknown ones at their best, reach the last of the
    first so many that came.

    Args:
        profile: What the shoes are scored by.
        min_coverage: Least share of the weight that must be known.
        top: How many come first; None for all.

    Attributes:
        decisive: The columns that decide of a row whether it may be.
        ranked: How many shoes came that are known well enough.
        too_little_known: How many are not.

    Example:
        >>> from shoefit.scoring.profiles import ARTICLE
        >>> thin = Shoe(shoe_id="thin", heel_stack_mm=6, drop_mm=0)
        >>> thick = Shoe(shoe_id="thick", heel_stack_mm=40, drop_mm=10)
        >>> sieve = Sieve(ARTICLE, 0.5, top=1)
        >>> [shoe.shoe_id for *_, shoe, _ in sieve.first([thin, thin, thick])], sieve.ranked
        (['thin'], 3)
    """

    def __init__(self, profile: Profile, min_coverage: float, top: int | None) -> None:
        self._profile = profile
        self._min_coverage = min_coverage
        self._top = top
        self._bar = -math.inf
        # Shares add up only to the last bits; see `estimate`.
        bits = 10.0**-COVERAGE_DECIMALS
        self._needed = max(min_coverage, bits) - bits / 2
        criteria = zip(profile.criteria, profile.shares, strict=True)
        self._parts = [_Part(each, share, _PICKS[each.name], {}) for each, share in criteria]
        self.decisive = _DECISIVE
        self.ranked = self.too_little_known = 0

    def first(self, shoes: Iterable[Shoe]) -> list[Keyed]:
        """Score and order shoes; those of one id stay in the order in which they came."""
        keyed = (
            (-order_key(found.score), -order_key(found.low), shoe.shoe_id, place, shoe, found)
            for place, (shoe, found) in enumerate(self._scored(shoes))
        )
        if self._top is None:
            return sorted(keyed)
        best: list[Keyed] = []
        for each in keyed:
            best.append(each)
            if len(best) >= 2 * self._top:
                best = nsmallest(self._top, best)
                self._bar = self._joined(best[-1][-1].score / 100) - _SAME_MILLIONTH
        return nsmallest(self._top, best)

    def _scored(self, shoes: Iterable[Shoe]) -> Iterator[tuple[Shoe, Estimate]]:
        for shoe in shoes:
            if self._top and not self._may_be_first(shoe):
                continue
            found = estimate(shoe, self._profile, self._min_coverage)
            if found is None:
                self.too_little_known += 1
            else:
                self.ranked += 1
                yield shoe, found

    def _may_be_first(self, shoe: Shoe) -> bool:
        held = list(_of_shoe(shoe))
        held[_DROP] = drop_of(shoe)  # one above the stack, built past all checks, is not known
        return self.lets_through(held, lambda: shoe)

    def _joined(self, value: float) -> float:
        """Bring what is multiplied to what is added."""
        return value if self._profile.mean == "arithmetic" else math.log(value)

    def lets_through(self, held: Sequence[object], made: Callable[[], Shoe]) -> bool:
        """Say whether a shoe may be among the first; count it where not.

        Args:
            held: What its decisive columns hold, read or not; it comes to the same wherever it is
                the same.
            made: Makes the shoe, where something in them has not come before.
        """
        most, known = 0.0, 0.0
        decide = (*held, None if held[_MIDSOLE] in _SOME_MIDSOLE else held[_STACK])
        for part in self._parts:
            _, _, pick, kept = part
            key = pick(decide)
            adds, knows = kept[key] if key in kept else self._learned(part, key, made())
            most += adds
            known += knows
        if known < self._needed:
            self.too_little_known += 1
        elif most < self._bar:
            self.ranked += 1
        else:
            return True
        return False

    def _learned(self, part: _Part, key: object, shoe: Shoe) -> tuple[float, float]:
        """Find what a criterion adds to a score at most, and to what is known, and keep it."""
        scored = sub_score(part.criterion, shoe)
        known = scored.basis is not Basis.UNKNOWN
        most = self._joined(max(scored.value, FLOOR) if known else 1.0)
        if len(part.kept) >= _MOST_REMEMBERED:
            part.kept.clear()
        part.kept[key] = part.share * most, part.share * known
        return part.kept[key]

    @property
    def scored(self) -> Sequence[str]:
        """The columns that the profile reads."""
        return used(self._profile)

    def first_of(self, table: Any) -> list[int]:
        """Say which rows of an Arrow table are among the first, and count the others."""
        from shoefit.scoring.frames import rank_frame, score_frame  # noqa: PLC0415 - loads narwhals

        read = readings(self._profile)
        if not {*read} & {*table.column_names}:  # a kind alone is no frame to score, but may count
            table = table.append_column(read[0], [[math.nan] * len(table)])
        known = score_frame(table, self._profile)["coverage"].to_numpy()
        ranked = int((known >= self._needed).sum())
        table = table.append_column("place", [range(len(table))])
        top = self._top or len(table)
        best = rank_frame(table, self._profile, top=top, min_coverage=self._min_coverage)
        first: list[int] = best["place"].to_pylist()
        self.too_little_known += len(table) - ranked
        self.ranked += ranked - len(first)
        return first
