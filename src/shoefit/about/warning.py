"""The article's own warning: a shoe that is both soft and thick, and the other side beside it."""

from __future__ import annotations

from typing import Final

from shoefit.about.minimalist import band_ends
from shoefit.scoring.criteria import quantity
from shoefit.scoring.market import ordinary
from shoefit.scoring.profiles import ARTICLE
from shoefit.shoe import Midsole, Shoe
from shoefit.sources.studies import load_studies

# Soft is what lies nearer to the softest (15) than to the hardest midsole (50 Shore A) that Robbins
# tested, the article's source; thick what earns at most one of the Minimalist Index's five points
# (Esculier 2015). Where to draw both lines is our judgement.
_HARDNESS: Final = ARTICLE.criterion("midsole_hardness")
SOFT_BELOW_SHORE_A: Final = (_HARDNESS.zero_at + _HARDNESS.one_at) / 2
THICK_FROM_MM: Final = band_ends("stack_height", 1)[0]


def soft_and_thick(shoe: Shoe) -> str:
    """Say how soft and how thick a shoe is that is both; "" for any other.

    Where its hardness is unknown, what nine in ten soles as thick are decides.

    Example:
        >>> soft_and_thick(Shoe(shoe_id="mine", heel_stack_mm=38, midsole_hardness_shore_a=21))
        'soft (21 Shore A) and thick (38 mm)'
        >>> soft_and_thick(Shoe(shoe_id="mine", heel_stack_mm=12, midsole_hardness_shore_a=21))
        ''
    """
    stack, hardness = shoe.heel_stack_mm, shoe.midsole_hardness_shore_a
    if stack is None or stack < THICK_FROM_MM:
        return ""
    thick = f"thick ({quantity(stack, 'stack_height')})"
    if hardness is not None:
        soft = f"soft ({quantity(hardness, 'midsole_hardness')})"
        return f"{soft} and {thick}" if hardness < SOFT_BELOW_SHORE_A else ""
    hardest = ordinary("midsole_hardness", stack).kind
    if shoe.midsole is Midsole.NONE or hardest >= SOFT_BELOW_SHORE_A:
        return ""
    most = quantity(hardest, "midsole_hardness")
    return f"{thick}, and nine in ten soles as thick are soft (at most {most})"


def warning(shoe: Shoe) -> str:
    """Return the article's warning of a soft thick shoe, with the other side; "" for any other.

    Example:
        >>> warning(Shoe(shoe_id="mine", heel_stack_mm=38, midsole_hardness_shore_a=21))[:60]
        'Soft (21 Shore A) and thick (38 mm). Such shoes feel comfort'
    """
    found = soft_and_thick(shoe)
    return f"{found[0].upper()}{found[1:]}. {load_studies().soft_and_thick}" if found else ""
