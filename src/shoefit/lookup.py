"""The shoe and the catalogue that a question is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoefit.catalogue.read import load_catalogue
from shoefit.errors import UnknownNameError
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def catalogue_or_bundled(catalogue: Sequence[Shoe] | None) -> Sequence[Shoe]:
    """Hand back the catalogue, or load the bundled one where there is none."""
    return load_catalogue() if catalogue is None else catalogue


def find_shoe(catalogue: Iterable[Shoe], shoe: Shoe | str) -> Shoe:
    """Find the shoe that a text names.

    Args:
        catalogue: Where to look.
        shoe: The id or the title of one of its shoes, case aside; a Shoe is handed back.

    Raises:
        UnknownNameError: No shoe, or more than one, has that title; carries the nearest names.

    Example:
        >>> find_shoe([Shoe(brand="Luna", model="Venado")], "luna venado").shoe_id
        'luna-venado'
    """
    if isinstance(shoe, Shoe):
        return shoe
    shoes = list(catalogue)
    wanted = shoe.strip().casefold()
    found = [each for each in shoes if each.shoe_id.casefold() == wanted]
    found = found or [each for each in shoes if each.title.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    # Two shoes of one title are told apart by their ids.
    names = (each.shoe_id for each in found) if found else (each.title for each in shoes)
    raise UnknownNameError("one shoe" if found else "shoe", shoe, names)
