"""Why a shoe scores as it does: for a reader, a program and a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoefit.about.explanation_text import html, text
from shoefit.about.reasons import Account
from shoefit.catalogue.catalogue import find_shoes
from shoefit.catalogue.reading import catalogue_or_bundled
from shoefit.ranking.order import Standings
from shoefit.scoring.profiles import Profile, get_profile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shoefit.shoe import Shoe


@dataclass(frozen=True, slots=True)
class Explanation(Account):
    """Why a shoe scores as it does. `str` of it is a text of 80 columns."""

    def __str__(self) -> str:
        return text(self)

    def _repr_html_(self) -> str:
        """Show the explanation in a notebook."""
        return html(self)


def explain(
    shoe: Shoe | str,
    catalogue: Sequence[Shoe] | None = None,
    profile: str | Path | Profile = "article",
    weights: Mapping[str, float] | None = None,
) -> Explanation:
    """Say why a shoe scores as it does.

    Args:
        shoe: A shoe, or the id or any title of one of the catalogue.
        catalogue: The shoes to rank it among; the bundled ones by default. A shoe that it does
            not hold is ranked as if it were added.
        profile: Name, file or Profile; see `get_profile`.
        weights: Factors on the profile's weights, by criterion.

    Raises:
        UnknownNameError: No one shoe, no profile or no criterion has that name.
        ProfileError: The profile or the weights cannot be used.

    Example:
        >>> from shoefit.shoe import Shoe
        >>> mine = Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0, toe_box_shape="wide")
        >>> found = explain(mine)
        >>> [(each.part.criterion, round(each.points_lost, 1)) for each in found.reasons]
        [('stack_height', 6.0), ('midsole_hardness', 14.5), ('drop', 0.0), ('toe_box_width', 10.7)]
        >>> round(100 - sum(each.points_lost for each in found.reasons) - found.score, 9)
        0.0
    """
    shoes = catalogue_or_bundled(catalogue)
    chosen = get_profile(profile).with_weights(weights or {})
    return Explanation.of(find_shoes(shoes, [shoe])[0], Standings(shoes, chosen))
