"""Shoes like a shoe: the nearest ones in the criteria, and what sets each apart.

The distance is the root of the weighted mean of the squared differences between sub-scores, over
the criteria that are known of the shoe asked for. A criterion that is unknown of the other shoe
counts as the mean square over all that it could be, (s - 1/2) ** 2 + 1/12, so that hiding a
reading never makes a shoe look like another. Both are divided by the weights of those criteria,
so that a distance lies between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from math import sqrt
from typing import TYPE_CHECKING

from shoefit.about.explanation_text import reading
from shoefit.catalogue.catalogue import find_shoes
from shoefit.catalogue.reading import catalogue_or_bundled
from shoefit.errors import ShoefitError
from shoefit.scoring.criteria import READINGS, Basis, quantity
from shoefit.scoring.profiles import Profile, get_profile
from shoefit.scoring.scores import Part, parts
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shoefit.scoring.criteria import SubScore


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
        shoe: A shoe, or the id or any title of one of the catalogue.
        n: How many at most.
        catalogue: Where to look; the bundled catalogue by default.
        profile: Which criteria count and how much; see `get_profile`.

    Raises:
        UnknownNameError: No one shoe, or no profile, has that name.
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
    found = find_shoes(shoes, [shoe])[0]
    known = [
        (criterion, share, asked)
        for criterion, share in zip(chosen.criteria, chosen.shares, strict=True)
        if share > 0 and (asked := criterion.sub_score(found)).basis is not Basis.UNKNOWN
    ]
    if not known:
        raise ShoefitError(
            f"Nothing is known of {found.title} that could be like another shoe.",
            hint="Choose a shoe with a reading, or another profile.",
        )
    total = sum(share for _, share, _ in known)
    near = []
    for other in shoes:
        if other.shoe_id == found.shoe_id:
            continue
        square = shared = 0.0
        for criterion, share, asked in known:
            theirs = criterion.sub_score(other)
            square += share * _square(asked, theirs)
            shared += share * (theirs.basis is not Basis.UNKNOWN)
        if shared:
            # Rounded, so that no order hangs on the last bits; of two as near, the better known
            # one comes first.
            distance = sqrt(square / total)
            near.append((round(distance, 9), -shared, other.shoe_id, other, distance))
    names = [criterion.name for criterion, _, _ in known]
    return tuple(
        SimilarShoe(other, distance, -shared, _differences(found, other, names, chosen))
        for _, shared, _, other, distance in nsmallest(n, near)
    )


def _square(asked: SubScore, theirs: SubScore) -> float:
    """Return the squared difference, or its mean over all that an unknown one could be."""
    if theirs.basis is Basis.UNKNOWN:
        return (asked.value - 1 / 2) ** 2 + 1 / 12
    return (asked.value - theirs.value) ** 2


def _differences(
    found: Shoe, other: Shoe, names: Sequence[str], profile: Profile
) -> tuple[str, ...]:
    pairs = zip(parts(found, profile), parts(other, profile), strict=True)
    said = (_difference(mine, they) for mine, they in pairs if mine.criterion in names)
    return tuple(each for each in said if each)


def _difference(mine: Part, they: Part) -> str:
    """Say what sets a shoe apart in one criterion; "" where nothing does."""
    name = mine.criterion
    if not they.known:
        return f"{READINGS[name].label} unknown"
    if mine.reading is None or they.reading is None:
        same = reading(mine) == reading(they)
        return "" if same else f"{READINGS[name].label} {reading(they)} for {reading(mine)}"
    more, less = READINGS[name].more, READINGS[name].less
    # A drop of -2 mm is as flat as one of 2 mm.
    change = abs(they.reading) - abs(mine.reading)
    if round(change, 1) == 0:
        return ""
    return f"{quantity(abs(change), name)} {more if change > 0 else less}"
