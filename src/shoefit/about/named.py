"""The score of a shoe that may be given by its id or title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shoefit.catalogue.catalogue import find_shoes
from shoefit.catalogue.reading import held_shoes_of
from shoefit.errors import takes
from shoefit.scoring import scores
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shoefit.scoring.profiles import Profile
    from shoefit.scoring.scores import Score


@takes
def score(
    shoe: Shoe | str,
    profile: str | Path | Profile = "article",
    catalogue: Iterable[Shoe] | Any | None = None,
) -> Score:
    """Score one shoe.

    Args:
        shoe: A shoe, or the id or any title of one of the catalogue.
        profile: Name, file or Profile; see `get_profile`.
        catalogue: Where a title is looked for, all that `load_catalogue` takes; the bundled one by
            default.

    Returns:
        The estimate, its band, its coverage and the part of each criterion.

    Raises:
        UnknownNameError: No one shoe, or no profile, has that name.
        ProfileError: The profile's file cannot be used.

    Example:
        >>> sandal = Shoe(shoe_id="mine", kind="sandal", heel_stack_mm=8, drop_mm=0, midsole="none")
        >>> round(score(sandal).score, 1)
        93.1
        >>> score("lems primal 2") == score("lems-primal-2")
        True
    """
    if not isinstance(shoe, Shoe):
        shoe = find_shoes(held_shoes_of(catalogue), [shoe])[0]
    return scores.score(shoe, profile)
