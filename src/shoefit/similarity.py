"""Shoes like a shoe: the nearest ones in the criteria, and what sets each apart.

The distance is the root of the weighted mean of the squared differences between sub-scores, over
the criteria that are known of the shoe asked for. A criterion that is unknown of the other shoe
counts as the mean square over all that it could be, (s - 1/2) ** 2 + 1/12, so that hiding a
reading never makes a shoe look like another. Both are divided by the weights of those criteria,
so that a distance lies between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from shoefit.errors import ShoefitError
from shoefit.explanation_text import LABELS, quantity, reading
from shoefit.lookup import catalogue_or_bundled, find_shoe
from shoefit.profiles import Profile, get_profile
from shoefit.scoring import Part, parts
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# How a reading above and below another one is said.
_MORE_LESS = {
    "stack_height": ("thicker", "thinner"),
    "midsole_hardness": ("harder", "softer"),
    "drop": ("more drop", "less drop"),
    "toe_box_width": ("wider at the toes", "narrower at the toes"),
}


@dataclass(frozen=True, slots=True)
class SimilarShoe:
    """A shoe that is like another.

    Attributes:
        shoe: The shoe.
        distance: 0 for the same sub-scores, 1 for opposite ones.
        shared: Share of the weight that is known of both, 0 to 1.
        differences: What sets it apart, in words, one for each criterion that differs.
    """

    shoe: Shoe
    distance: float
    shared: float
    differences: tuple[str, ...]

    def __str__(self) -> str:
        differences = ", ".join(self.differences) or "the same in all that is known of both"
        return f"{self.shoe.title}: {differences}"


def similar(
    shoe: Shoe | str,
    n: int = 5,
    catalogue: Sequence[Shoe] | None = None,
    profile: str | Path | Profile = "article",
) -> tuple[SimilarShoe, ...]:
    """Return the shoes most like a shoe, nearest first.

    Shoes of which no criterion is known that is known of this one are left out.

    Args:
        shoe: A shoe, or the id or title of one of the catalogue.
        n: How many at most.
        catalogue: Where to look; the bundled catalogue by default.
        profile: Which criteria count and how much; see `get_profile`.

    Raises:
        UnknownNameError: No shoe or profile has that name.
        ShoefitError: `n` is below 1, or nothing is known of the shoe.

    Example:
        >>> crowd = [
        ...     Shoe(shoe_id="thin", heel_stack_mm=6, drop_mm=0),
        ...     Shoe(shoe_id="thicker", heel_stack_mm=10, drop_mm=0),
        ...     Shoe(shoe_id="steep", heel_stack_mm=10, drop_mm=10),
        ... ]
        >>> [str(each) for each in similar("thin", 2, crowd)]
        ['thicker: 4 mm thicker', 'steep: 4 mm thicker, 10 mm more drop']
    """
    if n < 1:
        raise ShoefitError(f"n={n} asks for no shoe.", hint="Give 1 or more.")
    shoes = catalogue_or_bundled(catalogue)
    chosen = get_profile(profile)
    found = find_shoe(shoes, shoe)
    own = [each for each in parts(found, chosen) if each.known and each.weight > 0]
    if not own:
        raise ShoefitError(
            f"Nothing is known of {found.title} that could be like another shoe.",
            hint="Choose a shoe with a reading, or another profile.",
        )
    near = []
    for other in shoes:
        if other.shoe_id == found.shoe_id:
            continue
        theirs = {each.criterion: each for each in parts(other, chosen)}
        pairs = [(each, theirs[each.criterion]) for each in own]
        if any(they.known for _, they in pairs):
            near.append(_similar(other, pairs))
    # Rounded, so that no order hangs on the last bits; of two as near, the better known one first.
    near.sort(key=lambda each: (round(each.distance, 9), -each.shared, each.shoe.shoe_id))
    return tuple(near[:n])


def _similar(shoe: Shoe, pairs: Sequence[tuple[Part, Part]]) -> SimilarShoe:
    total = sum(mine.weight for mine, _ in pairs)
    square = sum(mine.weight * _square(mine, they) for mine, they in pairs) / total
    said = (_difference(mine, they) for mine, they in pairs)
    return SimilarShoe(
        shoe=shoe,
        distance=sqrt(square),
        shared=sum(mine.weight for mine, they in pairs if they.known),
        differences=tuple(each for each in said if each),
    )


def _square(mine: Part, they: Part) -> float:
    """Return the squared difference, or its mean over all that an unknown one could be."""
    if they.known:
        return (mine.sub_score - they.sub_score) ** 2
    return (mine.sub_score - 1 / 2) ** 2 + 1 / 12


def _difference(mine: Part, they: Part) -> str:
    """Say what sets a shoe apart in one criterion; "" where nothing does."""
    name = mine.criterion
    if not they.known:
        return f"{LABELS[name]} unknown"
    if mine.reading is None or they.reading is None:
        same = reading(mine) == reading(they)
        return "" if same else f"{LABELS[name]} {reading(they)} for {reading(mine)}"
    more, less = _MORE_LESS[name]
    # A drop of -2 mm is as flat as one of 2 mm.
    change = abs(they.reading) - abs(mine.reading)
    if round(change, 1) == 0:
        return ""
    return f"{quantity(abs(change), name)} {more if change > 0 else less}"
