"""The shoe and the catalogue that a question is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoefit.catalogue.read import load_catalogue
from shoefit.errors import ShoefitError, UnknownNameError, nearest
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shoefit.titles.answers import Ambiguous, NoMatch

_NAMED = 4  # shoes that an answer to an unclear title names


class UnclearTitleError(UnknownNameError):
    """A title that means no one shoe of the catalogue.

    Attributes:
        answer: What the resolver says: why, and which shoes come near.
    """

    def __init__(self, answer: Ambiguous | NoMatch, titles: Iterable[str]) -> None:
        self.what = "shoe"
        self.name = answer.title
        self.known = tuple(sorted(set(titles)))
        self.answer = answer
        near = tuple(dict.fromkeys(each.title for each in answer.candidates[:_NAMED]))
        self.nearest = near or nearest(answer.title, self.known)
        hint = f"Did you mean {' or '.join(map(repr, self.nearest))}?" if self.nearest else ""
        why = answer.reason[:1].upper() + answer.reason[1:]
        ShoefitError.__init__(self, f"Which shoe is {answer.title!r}? {why}.", hint=hint)


def catalogue_or_bundled(catalogue: Sequence[Shoe] | None) -> Sequence[Shoe]:
    """Hand back the catalogue, or load the bundled one where there is none."""
    return load_catalogue() if catalogue is None else catalogue


def find_shoes(catalogue: Iterable[Shoe], shoes: Iterable[Shoe | str]) -> list[Shoe]:
    """Find the shoes that texts name.

    Args:
        catalogue: Where to look.
        shoes: Ids, or titles in any form that `shoefit.Resolver` understands; a Shoe is handed
            back.

    Raises:
        UnclearTitleError: A text means no shoe, or leaves several open; carries the nearest.

    Example:
        >>> find_shoes([Shoe(brand="Luna", model="Venado")], ["luna venado sandals"])[0].shoe_id
        'luna-venado'
    """
    shoes = list(shoes)
    if all(isinstance(each, Shoe) for each in shoes):
        return [each for each in shoes if isinstance(each, Shoe)]
    listed = list(catalogue)
    exact = _exact(listed)
    resolver = None
    found = []
    for each in shoes:
        if isinstance(each, Shoe):
            found.append(each)
        elif each.strip().casefold() in exact:
            found.append(exact[each.strip().casefold()])
        else:
            # Only where it is needed: taking a catalogue's names apart costs more than a ranking.
            from shoefit.titles.resolver import Match, Resolver  # noqa: PLC0415

            resolver = resolver or Resolver(listed)
            answer = resolver.resolve(each)
            if not isinstance(answer, Match):
                raise UnclearTitleError(answer, (shoe.title for shoe in listed))
            found.append(exact[answer.shoe_id.casefold()])
    return found


def _exact(shoes: Iterable[Shoe]) -> dict[str, Shoe]:
    """Map ids, and titles that one shoe alone has, to their shoes; an id goes before a title."""
    by_title: dict[str, list[Shoe]] = {}
    by_id = {}
    for each in shoes:
        by_title.setdefault(each.title.casefold(), []).append(each)
        by_id[each.shoe_id.casefold()] = each
    return {title: alike[0] for title, alike in by_title.items() if len(alike) == 1} | by_id
