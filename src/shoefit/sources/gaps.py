"""How far claims run off: every shoe whose claim can be held against a measurement."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoefit.scoring.criteria import CriterionName
from shoefit.sources.resolving import Candidate, Resolved, choose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


NINE_IN_TEN = 0.9


@dataclass(frozen=True, slots=True)
class Gap:
    """One shoe's claim beside the measurement of the same thing, both on shoefit's scale."""

    shoe_id: str
    criterion: CriterionName
    claimed: Candidate
    measured: Candidate

    @property
    def gap(self) -> float:
        """Measured minus claimed, in the unit of the criterion."""
        return self.measured.value - self.claimed.value


@dataclass(frozen=True, slots=True)
class Spread:
    """How far claims of one criterion run off.

    Attributes:
        count: Shoes compared.
        median: Middle gap, its sign kept: above 0 where shoes measure more than is claimed.
        nine_in_ten: Size of gap that nine shoes in ten do not pass; the tolerance of a claim.
        largest: Size of the largest gap.
    """

    count: int
    median: float
    nine_in_ten: float
    largest: float


def gaps(resolved: Iterable[Resolved], criterion: CriterionName) -> list[Gap]:
    """Pair each shoe's best claim with its best measurement.

    One pair a shoe, however many pages repeat the brand's figure.

    Args:
        resolved: Shoes with all their readings.
        criterion: Which reading to compare.
    """
    found = []
    for each in resolved:
        candidates = each.candidates[criterion]
        claimed = [candidate for candidate in candidates if not candidate.measured]
        measured = [candidate for candidate in candidates if candidate.measured]
        if claimed and measured:
            found.append(Gap(each.shoe.shoe_id, criterion, choose(claimed), choose(measured)))
    return found


def distinct_claims(resolved: Resolved, criterion: CriterionName) -> list[tuple[Candidate, ...]]:
    """Group a shoe's claims: those that come to the same figure together.

    Args:
        resolved: A shoe with all its readings.
        criterion: Which reading.

    Returns:
        The groups, in the order of their figures; within one the claim that `choose` would take
        comes first.
    """
    groups: dict[float, list[Candidate]] = {}
    for each in resolved.candidates[criterion]:
        if not each.measured:
            groups.setdefault(round(each.value, 2), []).append(each)
    found = []
    for _, group in sorted(groups.items()):
        best = choose(group)
        found.append((best, *(each for each in group if each is not best)))
    return found


def spread(found: Sequence[Gap]) -> Spread:
    """Summarise gaps; at least one.

    Example:
        >>> from shoefit.sources.observations import load_merges, load_observations
        >>> from shoefit.sources.resolving import resolve
        >>> drops = gaps(resolve(load_observations(), load_merges()), "drop")
        >>> spread(drops).largest  # Pearl Izumi EM Road N1: 4.5 claimed, 7 measured
        4.3
    """
    signed = sorted(each.gap for each in found)
    sizes = sorted(abs(gap) for gap in signed)
    middle = len(signed) // 2
    median = signed[middle] if len(signed) % 2 else (signed[middle - 1] + signed[middle]) / 2
    rank = math.ceil(NINE_IN_TEN * len(sizes)) - 1
    return Spread(len(sizes), round(median, 2), round(sizes[rank], 2), round(sizes[-1], 2))
