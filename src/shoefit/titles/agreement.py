"""A read title held against one name: what agrees, and what speaks against the shoe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoefit.titles.lexicon import Lexicon, Role
from shoefit.titles.naming import Name
from shoefit.titles.versions import Against, Compared, compare_versions

if TYPE_CHECKING:
    from shoefit.titles.reading import ReadTitle

_COLLABORATION = "x"
# Tokens that never speak against a shoe.
_SILENT = frozenset({Role.NOISE, Role.BRAND, Role.NUMBER})
# Weights of the score: a word that a title may drop, and one that nobody knows.
_DROPPED, _STRAY = 0.25, 0.1


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a title and a name agree.

    Attributes:
        name: The name.
        against: What speaks against the shoe.
        detail: The word or version that does.
        explained: The places of the title that the name explains.
        stray: How many words of the title nobody knows.
        dropped: How many words of the name the title leaves out.
        score: Agreement from 0 to 100.
    """

    name: Name
    against: Against
    detail: str
    explained: frozenset[int]
    stray: int
    dropped: int
    score: float


def agree(title: ReadTitle, name: Name, lexicon: Lexicon) -> Agreement:
    """Holds a title against a name.

    Args:
        title: The title, read.
        name: One name of one shoe.
        lexicon: The words of the catalogue, by which both were read.

    Returns:
        The agreement; its `against` is NOTHING where the title can mean the shoe.
    """
    where = title.where
    places = [where[word] for word in name.required if word in where]
    is_missing = len(places) < len(name.required)
    places += [where[word] for word in name.optional if word in where]
    places += [title.years[year] for year in name.years if year in title.years]
    wanted = len(name.required) + len(name.optional) + len(name.years)
    dropped = 0 if is_missing else wanted - len(places)
    compared = _compare_presence(title, name, is_missing=is_missing)
    if compared.against is Against.NOTHING:
        compared = compare_versions(title, name, places)
        places += [number.at for number in compared.used]
        if compared.against <= Against.UNVERSIONED:
            words = _compare_words(title, name, places, compared, lexicon)
            compared = words if words.against is not Against.NOTHING else compared
    explained = frozenset(places)
    stray = title.roles.count(Role.UNKNOWN)
    asked = len(explained) + _STRAY * stray + (compared.against is not Against.NOTHING)
    named = wanted + len(name.numbers) - (1 - _DROPPED) * dropped
    score = round(min(200 * len(explained) / (named + asked), 100.0), 1) if explained else 0.0
    return Agreement(name, compared.against, compared.detail, explained, stray, dropped, score)


def _compare_presence(title: ReadTitle, name: Name, *, is_missing: bool) -> Compared:
    """Looks whether the words are there, and whether brand and year forbid the shoe."""
    if is_missing:
        return Compared(
            Against.MISSING, min(word for word in name.required if word not in title.where)
        )
    if name.brand and title.brands and name.brand not in title.brands:
        return Compared(Against.BRAND, name.brand)
    if title.years and name.years and name.years.isdisjoint(title.years):
        return Compared(Against.YEAR, max(title.years))
    return Compared(Against.NOTHING)


def _compare_words(
    title: ReadTitle, name: Name, places: list[int], versions: Compared, lexicon: Lexicon
) -> Compared:
    """Looks for words that make another shoe: anywhere, or beside the name."""
    known = lexicon.vocabulary
    first, last = min(places, default=0), max(places, default=0)
    inside_to = versions.used[-1].at if versions.used else last
    beside = _beside(title, first, last, lexicon)
    for at, role in enumerate(title.roles):
        if role in _SILENT or at in places:
            continue
        word = title.words[at]
        if word in name.required or word in name.optional:
            continue
        if name.brand in known.families.get(word, ()):
            continue
        if role is Role.ANYWHERE:
            return Compared(Against.VARIANT, word)
        if role is Role.PURPOSE:
            if known.purpose[word].isdisjoint(name.uses):
                return Compared(Against.PURPOSE, word)
            continue
        inside = first < at < inside_to
        if inside or (at in beside and _makes_another(title, name, at)):
            is_variant = role is Role.BESIDE or role is Role.SHADED
            return Compared(Against.VARIANT if is_variant else Against.WORD, word)
    return Compared(Against.NOTHING)


def _makes_another(title: ReadTitle, name: Name, at: int) -> bool:
    """Judges a word that stands right before or after the name, not inside it."""
    word, role = title.words[at], title.roles[at]
    if role is Role.UNKNOWN:
        return False
    if role is Role.SHADED:
        # "Ghost 16 Hyper Pink" is a colour; "Cloudmonster Hyper Pink" may be the Hyper.
        return not name.versioned
    if word == _COLLABORATION:
        # "Pegasus 41 x Somebody" against "Ultraboost 5 X".
        following = title.roles[at + 1] if at + 1 < len(title.roles) else Role.NOISE
        return following not in {Role.UNKNOWN, Role.BRAND}
    return True


def _beside(title: ReadTitle, first: int, last: int, lexicon: Lexicon) -> frozenset[int]:
    """Returns the places that touch the name, through words that are neither silent nor soft."""

    def ends(at: int) -> bool:
        return title.roles[at] in _SILENT or lexicon.is_soft(title.words[at])

    before, after = first, last
    while before > 0 and not ends(before - 1):
        before -= 1
    while after + 1 < len(title.roles) and not ends(after + 1):
        after += 1
    return frozenset((*range(before, first), *range(last + 1, after + 1)))
