"""A shoe to a sub-score on one criterion: readings, words, structures, and what is unknown.

Beside the straight line of a criterion stand the structural cases (a shoe that has no midsole, a
sandal that has no toe box), the toe box known by a word only, and the unknown reading, which
counts as what soles of that thickness ordinarily are: see `market`. `assumed` says so in words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from shoefit.scoring.criteria import (
    READ,
    READINGS,
    THICK_SOLE_MM,
    THIN_SOLE_MM,
    Basis,
    Criterion,
    CriterionName,
    SubScore,
    interval,
    quantity,
    reading_interval,
)
from shoefit.scoring.market import Ordinary, market, ordinary, ordinary_stack
from shoefit.shoe import Kind, Midsole, Shoe, ToeBoxShape
from shoefit.text import number

# A reading lies within what soles of its thickness ordinarily have if it is out by no more: the
# last bits of a float decide nothing, on no engine.
WITHIN: Final = 1e-9

# Looked up once: an enumeration's member costs more to fetch than a line to compute.
_READING, _WORD, _STRUCTURE, _UNKNOWN = Basis
_NO_MIDSOLE, _SANDAL, _TOE_SHOE = Midsole.NONE, Kind.SANDAL, Kind.TOE_SHOE
_new: Final = tuple.__new__  # a named tuple's own way in costs three times as much
_BY_SIZE: Final = frozenset(name for name, each in READINGS.items() if each.by_size)


def drop_of(shoe: Shoe) -> float | None:
    """Return the size of a drop; None where none is stated, or more than the sole is thick."""
    drop, stack = shoe.drop_mm, shoe.heel_stack_mm
    if drop is None:
        return None
    size = -drop if drop < 0 else drop
    return size if stack is None or size <= stack else None


def thickness(shoe: Shoe) -> float:
    """Return how thick a sole is, mm; where nobody says, what is ordinary for the rest of it.

    Example:
        >>> thickness(Shoe(shoe_id="mine", drop_mm=0, midsole="foam"))
        21.44
    """
    stack = shoe.heel_stack_mm
    return ordinary_stack(drop_of(shoe), shoe.midsole).usual if stack is None else stack


def _spread(
    criterion: Criterion, value: float, least: float, most: float, basis: Basis
) -> SubScore:
    """Place a reading and the ends of where it lies: `Criterion.line`, three times at once."""
    zero_at = criterion.zero_at
    length = criterion.one_at - zero_at
    middle = (value - zero_at) / length
    low, high = (least - zero_at) / length, (most - zero_at) / length
    if low > high:
        low, high = high, low
    if low < 0 or high > 1:
        low = 0.0 if low < 0 else 1.0 if low > 1 else low
        middle = 0.0 if middle < 0 else 1.0 if middle > 1 else middle
        high = 0.0 if high < 0 else 1.0 if high > 1 else high
    return _new(SubScore, (middle, low, high, basis))


def _on_line(criterion: Criterion, shoe: Shoe) -> SubScore | None:
    """Score a reading that may lie anywhere in its interval; None where it is unknown.

    That interval is kept within what soles of that thickness ordinarily have, as far as the
    reading is; the thickness itself has no such range.
    """
    name = criterion.name
    value, below, above = READ[name](shoe)
    if value is None:
        return None
    least, most = interval(name, value, below, above)
    if name == "stack_height":
        return _spread(criterion, value, least, most, _READING)
    if name in _BY_SIZE:
        value, least, most = abs(value), max(least, -most, 0.0), max(-least, most)
    return _cut(criterion, value, least, most, shoe, _READING)


def _cut(  # noqa: PLR0913, PLR0917 - a reading, its ends, and what they are judged by
    criterion: Criterion, value: float, least: float, most: float, shoe: Shoe, basis: Basis
) -> SubScore:
    from_, _, to = ordinary(criterion.name, thickness(shoe))
    if from_ > to:
        from_, to = to, from_
    if least < from_ <= value + WITHIN:
        least = min(from_, value)
    if most > to >= value - WITHIN:
        most = max(to, value)
    return _spread(criterion, value, least, most, basis)


def _not_known(criterion: Criterion, shoe: Shoe) -> SubScore:
    thin = _said_of_thin(criterion, shoe)
    if thin is not None:
        return SubScore(thin, 0.0, 1.0, _UNKNOWN)
    if criterion.name == "stack_height":
        return _ordinarily(criterion, ordinary_stack(drop_of(shoe), shoe.midsole))
    return _ordinarily(criterion, ordinary(criterion.name, thickness(shoe)))


def _said_of_thin(criterion: Criterion, shoe: Shoe) -> float | None:
    """Return what the profile states for the unknown on a sole as thin as this, if anything."""
    stack = shoe.heel_stack_mm
    return criterion.unknown_thin_sole if stack is not None and stack <= THIN_SOLE_MM else None


def _ordinarily(criterion: Criterion, usual: Ordinary) -> SubScore:
    if criterion.unknown is not None:
        return SubScore(criterion.unknown, 0.0, 1.0, _UNKNOWN)
    return _spread(criterion, usual.usual, usual.unkind, usual.kind, _UNKNOWN)


def _midsole_hardness(criterion: Criterion, shoe: Shoe) -> SubScore | None:
    stack = shoe.heel_stack_mm
    if stack is not None and stack <= THICK_SOLE_MM and shoe.midsole is _NO_MIDSOLE:
        return _no_midsole(criterion, shoe, stack)
    return _on_line(criterion, shoe)


def _no_midsole(criterion: Criterion, shoe: Shoe, stack: float) -> SubScore:
    """Score a bare sole: 1 while it is thin, then a line to what any other counts as.

    It may be soft rubber in part: the low end is a line from 1 to 0, taken at the thickest that
    the sole may be, but no lower than that of a shoe of whose midsole nothing is known.
    """
    end = _ordinarily(criterion, ordinary(criterion.name, THICK_SOLE_MM)).value
    any_other = _ordinarily(criterion, ordinary(criterion.name, stack)).low
    value = 1 - (1 - end) * _thick(stack)
    low = max(1 - _thick(reading_interval(shoe, "stack_height")[1]), any_other)
    return SubScore(value, min(low, value), 1.0, _STRUCTURE)


def _thick(stack: float) -> float:
    """How far a sole is from thin (0) to thick (1)."""
    return min(max((stack - THIN_SOLE_MM) / (THICK_SOLE_MM - THIN_SOLE_MM), 0.0), 1.0)


def _drop(criterion: Criterion, shoe: Shoe) -> SubScore | None:
    if drop_of(shoe) is not None:
        return _on_line(criterion, shoe)
    if shoe.kind is _SANDAL and shoe.midsole is _NO_MIDSOLE and shoe.heel_stack_mm is not None:
        flat = criterion.line(0.0)  # cut from a sheet, which has one thickness
        return SubScore(flat, flat, flat, _STRUCTURE)
    return None


def _toe_box_width(criterion: Criterion, shoe: Shoe) -> SubScore | None:
    # Structure comes first: were a stated width or word able to lower it, hiding that reading
    # would raise the score. A gel mould of five toe pockets has no width near the big toe.
    if shoe.kind is _SANDAL:
        return SubScore(1.0, 1.0, 1.0, _STRUCTURE)
    if shoe.kind is _TOE_SHOE:
        value, within = market().words[ToeBoxShape.FOOT_SHAPED]
        return _spread(criterion, value, value - within, value + within, _STRUCTURE)
    if shoe.toe_box_width_mm is None and shoe.toe_box_shape is not None:
        value, within = market().words[shoe.toe_box_shape]
        return _cut(criterion, value, value - within, value + within, shoe, _WORD)
    return _on_line(criterion, shoe)


# What no other column decides needs no rule.
_RULES: Final[dict[CriterionName, Callable[[Criterion, Shoe], SubScore | None]]] = {
    "midsole_hardness": _midsole_hardness,
    "drop": _drop,
    "toe_box_width": _toe_box_width,
}


BARE: Final = "bare"  # the thickness of a sole on which nothing lies, else nothing

# What decides, beside the reading, whether a criterion is known and, where it is, its sub-score.
DECIDED_BY: Final[dict[CriterionName, tuple[str, ...]]] = {
    "midsole_hardness": ("midsole", BARE),
    "drop": ("kind", BARE),
    "toe_box_width": ("toe_box_shape", "kind"),
}


def sub_score(criterion: Criterion, shoe: Shoe) -> SubScore:
    """Score one shoe on one criterion.

    Args:
        criterion: The criterion.
        shoe: The shoe; its other columns matter where the structure decides, and where the
            reading is unknown.

    Returns:
        Estimate, band and what they rest on.

    Example:
        >>> from shoefit.scoring.profiles import ARTICLE
        >>> sub_score(ARTICLE.criterion("drop"), Shoe(shoe_id="mine", drop_mm=6.5)).value
        0.5
    """
    rule = _RULES.get(criterion.name, _on_line)
    return rule(criterion, shoe) or _not_known(criterion, shoe)


FLAT_MM: Final = 0.5  # a drop that nobody would call one

_MIDSOLES: Final = {Midsole.NONE: " and no midsole", Midsole.FOAM: " and a foam midsole"}

# What the table behind these words does not speak of.
NOT_SPOKEN_OF: Final = "spikes, football boots, ballet flats, heels, work boots or children's sizes"


def assumed(criterion: Criterion, shoe: Shoe) -> str:
    """Say what an unknown reading of a shoe counts as and why.

    Example:
        >>> from shoefit.scoring.profiles import ARTICLE
        >>> assumed(ARTICLE.criterion("drop"), Shoe(shoe_id="mine", heel_stack_mm=5.5))
        'soles of 5.5 mm are flat'
    """
    if criterion.unknown is not None or _said_of_thin(criterion, shoe) is not None:
        return "the profile says so"
    if criterion.name == "stack_height":
        return _stack(shoe)
    sole = thickness(shoe)
    soles = f"soles of {number(sole)} mm"
    if shoe.heel_stack_mm is None:
        soles = f"soles of about {sole:.0f} mm, as this one is taken to be,"
    usual = ordinary(criterion.name, sole).usual
    if criterion.name == "drop" and usual <= FLAT_MM:
        return f"{soles} are flat"
    said = quantity(round(usual, 0 if criterion.name == "midsole_hardness" else 1), criterion.name)
    if criterion.name == "drop":
        return f"{soles} ordinarily drop {said}"
    if criterion.name == "toe_box_width":
        return f"{soles} ordinarily come with {said} at the toes"
    return f"{soles} are ordinarily of {said}"


def _stack(shoe: Shoe) -> str:
    drop = drop_of(shoe)
    usual = ordinary_stack(drop, shoe.midsole).usual
    if drop is None:
        return f"neither sole nor drop is stated, so an ordinary sole of {usual:.0f} mm"
    like = f"a drop of {number(drop)} mm{_MIDSOLES.get(shoe.midsole, '')}"
    return f"shoes with {like} ordinarily have {usual:.0f} mm"
