"""Where a shoe stands in a catalogue: as it is, and as it would be with other readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import ConfigDict

from shoefit.ranking.order import MIN_COVERAGE
from shoefit.scoring.criteria import READINGS, CriterionName
from shoefit.scoring.scores import estimate, order_key
from shoefit.shoe import Midsole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shoefit.scoring.profiles import Profile
    from shoefit.scoring.scores import Estimate
    from shoefit.shoe import Shoe


@dataclass(frozen=True, slots=True)
class Standing:
    """A place among the ranked shoes of a catalogue.

    Attributes:
        rank: 1 for the most barefoot-like; None where too little is known of the shoe.
        ranked: How many shoes are ranked, this one among them if it has a rank.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    rank: int | None
    ranked: int


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
        >>> from shoefit.shoe import Shoe
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
        self._ids = set()
        self._keys: dict[str, tuple[int, int]] = {}
        for shoe in catalogue:
            self._ids.add(shoe.shoe_id)
            found = estimate(shoe, profile, min_coverage)
            if found is not None:
                self._keys[shoe.shoe_id] = _key(found)

    def lists(self, shoe: Shoe) -> bool:
        """Say whether the catalogue holds a shoe of this id."""
        return shoe.shoe_id in self._ids

    def of(self, shoe: Shoe) -> Standing:
        """Place a shoe; one of the same id makes way for it."""
        others = len(self._keys) - (shoe.shoe_id in self._keys)
        found = estimate(shoe, self.profile, self.min_coverage)
        if found is None:
            return Standing(None, others)
        mine = _key(found)
        better = sum(key > mine for each, key in self._keys.items() if each != shoe.shoe_id)
        return Standing(better + 1, others + 1)


def _key(found: Estimate) -> tuple[int, int]:
    return order_key(found.score), order_key(found.low)


def supposed(shoe: Shoe, readings: Mapping[CriterionName, float]) -> Shoe:
    """Return the shoe as it would be with these readings exactly known.

    Args:
        shoe: The shoe.
        readings: Reading by criterion, each in its unit.

    Example:
        >>> from shoefit.shoe import Shoe
        >>> supposed(Shoe(shoe_id="mine"), {"drop": 4.0}).drop_mm
        4.0
    """
    cells: dict[str, Any] = {}
    for name, reading in readings.items():
        column = READINGS[name].column
        cells |= {
            column: reading,
            f"{column}_tolerance": 0.0,
            f"{column}_grade": None,
            f"{column}_sources": None,
            f"{column}_source": None,
        }
    if "stack_height" in readings:
        cells["heel_stack_mm_tolerance_above"] = None
    if "midsole_hardness" in readings and shoe.midsole is Midsole.NONE:
        cells["midsole"] = Midsole.UNKNOWN  # what is as hard as this is a midsole after all
    return shoe.model_copy(update=cells)
