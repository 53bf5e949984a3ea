"""What an unknown reading counts as and why, in the words used wherever a shoe is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shoefit.scoring.criteria import THIN_SOLE_MM, Criterion, quantity
from shoefit.scoring.market import ordinary, ordinary_stack
from shoefit.scoring.sub_scores import drop_of, thickness
from shoefit.shoe import Midsole
from shoefit.text import number

if TYPE_CHECKING:
    from shoefit.shoe import Shoe

FLAT_MM: Final = 0.5  # a drop that nobody would call one

_MIDSOLES: Final = {Midsole.NONE: " and no midsole", Midsole.FOAM: " and a foam midsole"}

# What the table behind these words does not speak of.
NOT_SPOKEN_OF: Final = (
    "spikes, football boots, ballet flats, heels, work boots and children's sizes"
)


def assumed(criterion: Criterion, shoe: Shoe) -> str:
    """Say what an unknown reading of a shoe counts as and why.

    Example:
        >>> from shoefit.scoring.profiles import ARTICLE
        >>> from shoefit.shoe import Shoe
        >>> assumed(ARTICLE.criterion("drop"), Shoe(shoe_id="mine", heel_stack_mm=5.5))
        'soles of 5.5 mm are flat'
    """
    stack = shoe.heel_stack_mm
    thin = criterion.unknown_thin_sole is not None and stack is not None and stack <= THIN_SOLE_MM
    if criterion.unknown is not None or thin:
        return "the profile says so"
    if criterion.name == "stack_height":
        return _stack(shoe)
    sole = thickness(shoe)
    soles = f"soles of {number(sole)} mm"
    if stack is None:
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
