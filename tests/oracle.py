"""The score again, slowly and plainly: constants typed in, no shared code, one step a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shoefit.scoring.profiles import Profile
    from shoefit.shoe import Shoe

Interval = tuple[float, float, float, bool]  # estimate, low, high, known


def ramp(reading: float, zero_at: float, one_at: float) -> float:
    """Place a reading between two ends."""
    return max(0.0, min(1.0, (reading - zero_at) / (one_at - zero_at)))


def stack(shoe: Shoe) -> Interval:
    """32 mm scores 0, the bare ground 1."""
    if shoe.heel_stack_mm is None:
        return 0.25, 0.0, 1.0, False
    below = 4.5 if shoe.heel_stack_mm_tolerance is None else shoe.heel_stack_mm_tolerance
    above = max(below, shoe.heel_stack_mm_tolerance_above or 0)
    mm = shoe.heel_stack_mm
    return ramp(mm, 32, 0), ramp(mm + above, 32, 0), ramp(mm - below, 32, 0), True


def hardness(shoe: Shoe) -> Interval:
    """15 Shore A scores 0, 50 scores 1; no midsole scores 1 on a thin sole."""
    mm = shoe.heel_stack_mm
    if shoe.midsole == "none":
        if mm is None or mm > 14:
            return 0.15, 0.0, 1.0, False
        below = 4.5 if shoe.heel_stack_mm_tolerance is None else shoe.heel_stack_mm_tolerance
        above = max(below, shoe.heel_stack_mm_tolerance_above or 0)
        return 1.0, 0.0 if mm + above > 14 else 1.0, 1.0, True
    shore = shoe.midsole_hardness_shore_a
    if shore is None:
        return (0.5 if mm is not None and mm <= 14 else 0.15), 0.0, 1.0, False
    tolerance = shoe.midsole_hardness_shore_a_tolerance
    error = 10.0 if tolerance is None else tolerance
    return ramp(shore, 15, 50), ramp(shore - error, 15, 50), ramp(shore + error, 15, 50), True


def drop(shoe: Shoe) -> Interval:
    """13 mm either way scores 0, flat scores 1."""
    if shoe.drop_mm is None:
        return 0.35, 0.0, 1.0, False
    error = 2.5 if shoe.drop_mm_tolerance is None else shoe.drop_mm_tolerance
    one_end, other_end = shoe.drop_mm - error, shoe.drop_mm + error
    flattest = 0.0 if one_end <= 0 <= other_end else min(abs(one_end), abs(other_end))
    steepest = max(abs(one_end), abs(other_end))
    return ramp(abs(shoe.drop_mm), 13, 0), ramp(steepest, 13, 0), ramp(flattest, 13, 0), True


def toe_box(shoe: Shoe) -> Interval:
    """68 mm scores 0, 84 scores 1; sandals have none; words count within .2."""
    words = {"foot-shaped": 0.8, "wide": 0.6, "standard": 0.3, "tapered": 0.15}
    if shoe.kind == "sandal":
        return 1.0, 1.0, 1.0, True
    if shoe.kind == "toe-shoe":
        return 0.8, 0.8 - 0.2, 1.0, True
    if shoe.toe_box_width_mm is not None:
        mm, tolerance = shoe.toe_box_width_mm, shoe.toe_box_width_mm_tolerance
        error = 3.6 if tolerance is None else tolerance
        return ramp(mm, 68, 84), ramp(mm - error, 68, 84), ramp(mm + error, 68, 84), True
    if shoe.toe_box_shape is not None:
        word = words[shoe.toe_box_shape]
        return word, max(word - 0.2, 0.0), min(word + 0.2, 1.0), True
    return 0.30, 0.0, 1.0, False


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
    parts = [RULES[each.name](shoe) for each in profile.criteria]
    weights = [each.weight for each in profile.criteria]
    coverage = sum(w for w, part in zip(weights, parts, strict=True) if part[3]) / sum(weights)
    if coverage == 0:
        return None
    columns = list(zip(*parts, strict=True))
    estimate, low, high = (mean(list(columns[i]), weights, profile.mean) for i in range(3))
    return estimate, low, high, coverage
