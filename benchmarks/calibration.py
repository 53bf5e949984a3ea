"""How often the 90 % rank intervals of `confidence` hold the true rank.

    python benchmarks/calibration.py [CATALOGUE]

The shoes: all of the catalogue of which all four criteria are known. Their readings are taken for
the truth (behind a word, a width is drawn in each repeat), and the ranks that they give at equal
weights for the true ranks. Then every reading gets an error: normal, nine in ten within a claim's
tolerance; or, for stack and drop, one of the gaps between claim and measurement that the
observations hold. With nothing hidden, and with 80 % of the hardnesses and 70 % of the
toe boxes hidden, the weights are held and the intervals asked for. Structure is neither degraded
nor hidden.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from statistics import NormalDist, fmean, stdev
from typing import TYPE_CHECKING

import shoefit
from shoefit.scoring.criteria import READINGS, Basis, CriterionName
from shoefit.scoring.market import market
from shoefit.sources.claim_gaps import pairs
from shoefit.sources.pages import load_stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shoefit import Shoe
    from shoefit.ranking.places import RankedShoe as Place

REPEATS = 40
DRAWS = 2_000
HELD = 1e6  # the concentration that holds the weights
NINE_IN_TEN = NormalDist().inv_cdf(0.95)
MOST: dict[CriterionName, float] = {"midsole_hardness": 0.8, "toe_box_width": 0.7}
THIN_MM, THICK_MM = 14, 26
NAMES = (
    "all",
    f"soles up to {THIN_MM} mm",
    f"{THIN_MM} to {THICK_MM} mm",
    f"above {THICK_MM} mm",
    "fully known",
)


def error(
    rng: random.Random, gaps: Mapping[CriterionName, Sequence[float]], name: CriterionName
) -> float:
    """Draw how far a claim is off."""
    if name in gaps:
        return rng.choice(gaps[name])
    return rng.gauss(0, READINGS[name].claimed / NINE_IN_TEN)


def truth(rng: random.Random, place: Place) -> Shoe:
    """A shoe whose every reading is a number."""
    changed: dict[str, object] = {}
    for part in place.parts:
        if part.basis is Basis.WORD and place.shoe.toe_box_shape is not None:
            width, within = market().words[place.shoe.toe_box_shape]
            changed["toe_box_width_mm"] = rng.gauss(width, within / NINE_IN_TEN)
    return place.shoe.model_copy(update=changed)


def told(
    rng: random.Random,
    place: Place,
    true: Shoe,
    gaps: Mapping[CriterionName, Sequence[float]],
    hidden: Mapping[CriterionName, float],
) -> tuple[Shoe, bool]:
    """The shoe as a catalogue of claims tells it, and whether it tells all."""
    changed: dict[str, float | str | None] = {"heel_stack_mm_tolerance_above": None}
    whole = True
    for part in place.parts:
        reads = READINGS[part.criterion]
        if part.basis is Basis.STRUCTURE:
            continue
        changed[f"{reads.column}_tolerance"] = None
        if rng.random() < hidden.get(part.criterion, 0):
            whole = False
            changed |= dict.fromkeys((reads.column, *filter(None, [reads.words])))
        elif part.basis is Basis.WORD:
            changed[reads.column] = None
        else:
            reading = getattr(true, reads.column) + error(rng, gaps, part.criterion)
            changed[reads.column] = reading if reads.by_size else max(reading, 0.0)
    return true.model_copy(update=changed), whole


def group(shoe: Shoe) -> str:
    """Which of the three sorts of soles a shoe has."""
    stack = shoe.heel_stack_mm or 0.0
    return NAMES[1] if stack <= THIN_MM else NAMES[2] if stack <= THICK_MM else NAMES[3]


def shares(
    places: Sequence[Place],
    gaps: Mapping[CriterionName, Sequence[float]],
    hidden: Mapping[CriterionName, float],
) -> dict[str, list[tuple[float, float]]]:
    """Share of the shoes whose interval holds the truth, and its width, by group and repeat."""
    found = defaultdict(list)
    for repeat in range(REPEATS):
        rng = random.Random(repeat)  # noqa: S311 - a simulation
        true = [truth(rng, place) for place in places]
        ranks = {each.shoe.shoe_id: each.rank for each in shoefit.rank(true, min_coverage=0)}
        degraded = [told(rng, *each, gaps, hidden) for each in zip(places, true, strict=True)]
        sure = shoefit.confidence(
            [shoe for shoe, _ in degraded], draws=DRAWS, seed=repeat, around=HELD, min_coverage=0
        )
        held = defaultdict(list)
        for was, (shoe, whole) in zip(true, degraded, strict=True):
            each = sure[shoe.shoe_id]
            holds = each.rank_low <= ranks[shoe.shoe_id] <= each.rank_high
            row = holds, each.rank_high - each.rank_low + 1
            for name in (NAMES[0], group(was), *(NAMES[4:] if whole else [])):
                held[name].append(row)
        for name, rows in held.items():
            found[name].append((fmean(row[0] for row in rows), fmean(row[1] for row in rows)))
    return found


def main(catalogue: Iterable[Shoe]) -> None:
    """Measure and print."""
    places = list(shoefit.rank(catalogue, min_coverage=1))
    stated = load_stated()
    names: tuple[CriterionName, ...] = ("stack_height", "drop")
    gaps = {name: [-pair.gaps[0] for pair in pairs(stated, name)] for name in names}
    print(f"{len(places)} shoes, {REPEATS} repeats of {DRAWS:,} draws\n")
    print("| shoes | nothing hidden | the same, real gaps | most hidden | the same, real gaps |")
    print("|:--|--:|--:|--:|--:|")
    columns = [
        shares(places, of, hidden)
        for hidden in (dict[CriterionName, float](), MOST)
        for of in (dict[CriterionName, list[float]](), gaps)
    ]
    for name in NAMES:
        print(f"| {name} | {' | '.join(_cell(column[name]) for column in columns)} |")


def _cell(rows: Sequence[tuple[float, float]]) -> str:
    held = [row[0] for row in rows]
    off = stdev(held) / len(held) ** 0.5
    return f"{fmean(held):.3f} ± {off:.3f} ({fmean(row[1] for row in rows):.0f})"


if __name__ == "__main__":
    main(shoefit.load_catalogue(*sys.argv[1:]))
