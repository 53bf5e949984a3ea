"""The score again, slowly and plainly: constants typed in, no shared code, one step a line.

What is typed in here are sub-scores on the article's lines, as its sources give them; the product
keeps readings.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shoefit.scoring.criteria import Criterion
    from shoefit.scoring.profiles import Profile
    from shoefit.shoe import Shoe

Interval = tuple[float, float, float, bool]  # estimate, low, high, known
Three = tuple[float, float, float]  # usual, unkind end, kind end

# Sub-score on the article's line: usual, 5 %, 95 %, by the thickness of the sole in mm.
HARDNESS = {
    8: (0.70, 0.29, 1.0),
    14: (0.60, 0.29, 1.0),
    20: (0.40, 0.20, 0.75),
    27: (0.19, 0.0, 0.45),
    33: (0.19, 0.0, 0.45),
    39: (0.11, 0.0, 0.30),
}
DROP = {
    8: (0.99, 0.95, 1.0),
    14: (0.95, 0.57, 1.0),
    20: (0.80, 0.35, 1.0),
    27: (0.65, 0.22, 1.0),
    33: (0.42, 0.05, 0.90),
    39: (0.32, 0.0, 0.60),
}
TOE_BOX = {
    8: (0.60, 0.30, 0.85),
    14: (0.60, 0.30, 0.95),
    20: (0.60, 0.25, 1.0),
    27: (0.53, 0.14, 0.97),
    33: (0.35, 0.08, 0.75),
    39: (0.28, 0.06, 0.55),
}
# The stack by the size of the drop in mm: a foam is named, nothing or rubber, no midsole.
ANY_MIDSOLE = {5: (0.10, 0.0, 0.45), 8: (0.05, 0.0, 0.27), 11: (0.03, 0.0, 0.20)}
STACK = {
    "foam": {0: (0.33, 0.0, 0.67), 3: (0.25, 0.0, 0.59)} | ANY_MIDSOLE,
    "unnamed": {0: (0.62, 0.06, 0.85), 3: (0.27, 0.0, 0.59)} | ANY_MIDSOLE,
    "none": {0: (0.77, 0.61, 0.88), 3: (0.27, 0.0, 0.59)} | ANY_MIDSOLE,
}
NEITHER = (0.10, 0.0, 0.85)
WORDS = {
    "foot-shaped": (0.81, 0.22),
    "wide": (0.76, 4.27 / 16),
    "standard": (0.55, 0.35),
    "tapered": (0.39, 0.37),
}


def between(table: dict[int, Three], at: float) -> Three:
    """Walk to the two knots that a place lies between."""
    knots = sorted(table)
    at = max(knots[0], min(knots[-1], at))
    for here, there in pairwise(knots):
        if here <= at <= there:
            far = (at - here) / (there - here)
            a, b = table[here], table[there]
            return tuple(a[i] * (1 - far) + b[i] * far for i in range(3))  # type: ignore[return-value]
    raise AssertionError(at)


def ramp(reading: float, zero_at: float, one_at: float) -> float:
    """Place a reading between two ends."""
    return max(0.0, min(1.0, (reading - zero_at) / (one_at - zero_at)))


def place(reading: float, criterion: Criterion) -> float:
    """Place a reading between the ends of a criterion."""
    return ramp(reading, criterion.zero_at, criterion.one_at)


def flatness(shoe: Shoe) -> float | None:
    """The drop without its sign; unknown where it is more than the sole."""
    if shoe.drop_mm is None:
        return None
    if shoe.heel_stack_mm is not None and abs(shoe.drop_mm) > shoe.heel_stack_mm:
        return None
    return abs(shoe.drop_mm)


def unknown_stack(shoe: Shoe) -> Three:
    """Sub-scores of a stack that nobody states, on the article's line."""
    drop = flatness(shoe)
    if drop is None:
        return NEITHER
    midsole = shoe.midsole if shoe.midsole in {"none", "foam"} else "unnamed"
    return between(STACK[midsole], drop)


def sole(shoe: Shoe) -> float:
    """Millimetres of sole, read back from the sub-score where nobody states them."""
    if shoe.heel_stack_mm is not None:
        return shoe.heel_stack_mm
    return 32 * (1 - unknown_stack(shoe)[0])


def interval(criterion: Criterion, usual: float, one: float, other: float, known: bool) -> Interval:
    """Sub-scores of a reading and of its two ends, the lower first."""
    low, high = sorted((place(one, criterion), place(other, criterion)))
    return place(usual, criterion), low, high, known


def market(criterion: Criterion, readings: list[float]) -> Interval:
    """An unknown reading: as the profile says, or what is ordinary."""
    if criterion.unknown is not None:
        return criterion.unknown, 0.0, 1.0, False
    usual, one, other = readings
    return interval(criterion, usual, one, other, known=False)


def narrowed(
    criterion: Criterion, found: Interval, reading: float, readings: list[float]
) -> Interval:
    """A known reading keeps its band inside what is ordinary, at each end that it is inside of."""
    least, most = sorted(readings[1:])
    estimate, low, high, known = found
    up = criterion.one_at > criterion.zero_at
    if reading >= least - 1e-9 and up:
        low = max(low, place(least, criterion))
    if reading >= least - 1e-9 and not up:
        high = min(high, place(least, criterion))
    if reading <= most + 1e-9 and up:
        high = min(high, place(most, criterion))
    if reading <= most + 1e-9 and not up:
        low = max(low, place(most, criterion))
    return estimate, min(low, estimate), max(high, estimate), known


def stack(criterion: Criterion, shoe: Shoe) -> Interval:
    """A sole under the heel."""
    mm = shoe.heel_stack_mm
    if mm is None:
        return market(criterion, [32 * (1 - each) for each in unknown_stack(shoe)])
    below = 4.5 if shoe.heel_stack_mm_tolerance is None else shoe.heel_stack_mm_tolerance
    above = max(below, shoe.heel_stack_mm_tolerance_above or 0)
    return interval(criterion, mm, mm - below, mm + above, known=True)


def hardness(criterion: Criterion, shoe: Shoe) -> Interval:
    """A midsole's hardness; without one, 1 up to 14 mm and down to the unknown's at 28."""
    mm = shoe.heel_stack_mm
    shore = shoe.midsole_hardness_shore_a
    ordinary = [15 + 35 * each for each in between(HARDNESS, sole(shoe))]
    unknown = market(criterion, ordinary)
    if shoe.midsole == "none" and mm is not None and mm <= 28:
        below = 4.5 if shoe.heel_stack_mm_tolerance is None else shoe.heel_stack_mm_tolerance
        thickest = mm + max(below, shoe.heel_stack_mm_tolerance_above or 0)
        at_28 = market(criterion, [15 + 35 * each for each in between(HARDNESS, 28)])[0]
        value = 1.0 if mm <= 14 else 1 - (mm - 14) / 14 * (1 - at_28)
        lowest = 1.0 if thickest <= 14 else max(0.0, 1 - (thickest - 14) / 14)
        return value, min(value, max(lowest, unknown[1])), 1.0, True
    if shore is not None:
        tolerance = shoe.midsole_hardness_shore_a_tolerance
        error = 10.0 if tolerance is None else tolerance
        found = interval(criterion, shore, shore - error, shore + error, known=True)
        return narrowed(criterion, found, shore, ordinary)
    if criterion.unknown_thin_sole is not None and mm is not None and mm <= 14:
        return criterion.unknown_thin_sole, 0.0, 1.0, False
    return unknown


def drop(criterion: Criterion, shoe: Shoe) -> Interval:
    """A drop either way; a sandal cut from a sheet has none, and none is above the sole."""
    mm = flatness(shoe)
    ordinary = [min(13 * (1 - each), sole(shoe)) for each in between(DROP, sole(shoe))]
    if mm is not None:
        error = 4.0 if shoe.drop_mm_tolerance is None else shoe.drop_mm_tolerance
        found = interval(criterion, mm, max(0.0, mm - error), mm + error, known=True)
        return narrowed(criterion, found, mm, ordinary)
    if shoe.kind == "sandal" and shoe.midsole == "none" and shoe.heel_stack_mm is not None:
        return interval(criterion, 0, 0, 0, known=True)
    return market(criterion, ordinary)


def toe_box(criterion: Criterion, shoe: Shoe) -> Interval:
    """A width, or a word's; sandals have none; toe shoes are foot-shaped."""
    ordinary = [68 + 16 * each for each in between(TOE_BOX, sole(shoe))]
    if shoe.kind == "sandal":
        return 1.0, 1.0, 1.0, True
    word = "foot-shaped" if shoe.kind == "toe-shoe" else shoe.toe_box_shape
    mm = shoe.toe_box_width_mm
    if mm is not None and shoe.kind != "toe-shoe":
        tolerance = shoe.toe_box_width_mm_tolerance
        error = 3.6 if tolerance is None else tolerance
    elif word is not None:
        value, within = WORDS[word]
        mm, error = 68 + 16 * value, 16 * within
    else:
        return market(criterion, ordinary)
    found = interval(criterion, mm, mm - error, mm + error, known=True)
    return found if shoe.kind == "toe-shoe" else narrowed(criterion, found, mm, ordinary)


RULES = {
    "stack_height": stack,
    "midsole_hardness": hardness,
    "drop": drop,
    "toe_box_width": toe_box,
}


def mean(values: list[float], weights: list[float], kind: str) -> float:
    """Multiply roots, or add shares, of sub-scores of at least 0.01."""
    joined = 1.0 if kind == "geometric" else 0.0
    for value, weight in zip(values, weights, strict=True):
        share = weight / sum(weights)
        if kind == "geometric":
            joined *= max(value, 0.01) ** share
        else:
            joined += max(value, 0.01) * share
    return 100 * joined


def score(shoe: Shoe, profile: Profile) -> tuple[float, float, float, float] | None:
    """Score, low, high and coverage; None where nothing is known."""
    parts = [RULES[each.name](each, shoe) for each in profile.criteria]
    weights = [each.weight for each in profile.criteria]
    coverage = sum(w for w, part in zip(weights, parts, strict=True) if part[3]) / sum(weights)
    if coverage == 0:
        return None
    columns = list(zip(*parts, strict=True))
    estimate, low, high = (mean(list(columns[i]), weights, profile.mean) for i in range(3))
    return estimate, low, high, coverage
