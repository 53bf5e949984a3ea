"""Shoes side by side, and what would turn their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoefit.about.comparison_text import html, text
from shoefit.about.explanation import Explanation
from shoefit.about.tipping import Duel, reading_tips, weight_tips
from shoefit.catalogue.catalogue import find_shoes
from shoefit.catalogue.reading import catalogue_or_bundled
from shoefit.errors import ShoefitError
from shoefit.ranking.order import Standings
from shoefit.scoring.profiles import Profile, get_profile
from shoefit.scoring.scores import order_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shoefit.shoe import Shoe


@dataclass(frozen=True, slots=True)
class Comparison:
    """Shoes side by side. `str` of it is a text of 80 columns.

    Attributes:
        explanations: One for each shoe, in the order asked for.
        duels: The leader against each other shoe of which anything is known, in that order.
    """

    explanations: tuple[Explanation, ...]
    duels: tuple[Duel, ...]

    def __str__(self) -> str:
        return text(self.explanations, self.duels)

    def _repr_html_(self) -> str:
        """Show the comparison in a notebook."""
        return html(self.explanations, self.duels)


def compare(
    *shoes: Shoe | str,
    catalogue: Sequence[Shoe] | None = None,
    profile: str | Path | Profile = "article",
    weights: Mapping[str, float] | None = None,
) -> Comparison:
    """Set shoes side by side and say what would turn their order.

    Args:
        shoes: At least two shoes, or ids or any titles of the catalogue.
        catalogue: Where to look for them and rank them; the bundled one by default.
        profile: Name, file or Profile; see `get_profile`.
        weights: Factors on the profile's weights, by criterion.

    Raises:
        ShoefitError: Fewer than two shoes, or one of them twice.
        UnknownNameError: No one shoe, no profile or no criterion has that name.
        ProfileError: The profile or the weights cannot be used.

    Example:
        >>> from shoefit.shoe import Shoe
        >>> thin = Shoe(shoe_id="thin", heel_stack_mm=8, drop_mm=4)
        >>> flat = Shoe(shoe_id="flat", heel_stack_mm=16, drop_mm=0)
        >>> tips = compare(thin, flat).duels[0].weight_tips
        >>> [(each.criterion, round(each.share, 2), each.leads_above) for each in tips]
        [('drop', 0.59, 'flat')]
    """
    listed = catalogue_or_bundled(catalogue)
    chosen = get_profile(profile).with_weights(weights or {})
    found = find_shoes(listed, shoes)
    ids = [each.shoe_id for each in found]
    if len(set(ids)) < max(len(ids), 2):
        twice = next((each for each in ids if ids.count(each) > 1), None)
        raise ShoefitError(
            f"{twice!r} is named twice." if twice else "One shoe cannot be compared.",
            hint="Name two different shoes or more; explain takes one.",
        )
    standings = Standings(listed, chosen)
    explanations = tuple(Explanation.of(each, standings) for each in found)
    return Comparison(explanations, tuple(_duels(explanations, chosen)))


def _duels(explanations: tuple[Explanation, ...], profile: Profile) -> list[Duel]:
    scored = [each for each in explanations if each.score is not None]
    if not scored:
        return []
    leader = min(scored, key=_order)
    return [
        Duel(
            leader.shoe.shoe_id,
            each.shoe.shoe_id,
            (leader.score or 0.0) - (each.score or 0.0),
            weight_tips(leader.shoe, each.shoe, profile),
            reading_tips(leader.shoe, each.shoe, profile),
        )
        for each in scored
        if each is not leader
    ]


def _order(each: Explanation) -> tuple[int, int, str]:
    """Put shoes in the order of a ranking."""
    return -order_key(each.score or 0.0), -order_key(each.score_low or 0.0), each.shoe.shoe_id
