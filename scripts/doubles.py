"""Shoes that may stand in a catalogue twice, under two spellings."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from shoefit.titles.lexicon import NamedShoe, build_lexicon
from shoefit.titles.naming import Name, take_apart
from shoefit.titles.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Words that one page adds to a name and the next leaves out. Titles keep them; but two shoes that
# differ by such words alone may be one.
_THIN = frozenset({
    "original", "classic", "comfort", "lifestyle", "low", "fg", "standard", "mt", "mr", "mx", "rc",
    "wt", "amp", "run", "esc",
})  # fmt: skip
# From this length on, one letter off is a misspelling rather than another name.
_MISSPELLED = 6


class Suspect(NamedTuple):
    """Two shoes of a catalogue that may be one.

    Attributes:
        id_a: The id of one.
        id_b: The id of the other.
        reason: What they share, in words.
    """

    id_a: str
    id_b: str
    reason: str


def same_shoe_suspects(names: Mapping[str, tuple[str, str]]) -> list[Suspect]:
    """Lists pairs of a catalogue that may be one shoe under two spellings.

    It suspects and does not decide: "Leadville" and "Leadville (original)" may be one sandal, and
    the pages behind them have to say. Versions apart are never suspected.

    Args:
        names: For each shoe id the brand and the full title, or the model alone.

    Returns:
        The pairs, ordered by their ids.

    Examples:
        >>> names = {
        ...     "a": ("Xero Shoes", "Xero Shoes Z-Trail"),
        ...     "b": ("Xero Shoes", "Xero Shoes Umara Z-Trail"),
        ...     "c": ("Xero Shoes", "Xero Shoes Z-Trail EV"),
        ... }
        >>> same_shoe_suspects(names)
        [Suspect(id_a='a', id_b='b', reason="differ only by 'umara', which titles leave out")]
    """
    shoes = [NamedShoe(shoe_id, brand, title) for shoe_id, (brand, title) in sorted(names.items())]
    lexicon = build_lexicon(shoes, load_vocabulary())
    by_brand: dict[str, list[Name]] = {}
    for shoe in shoes:
        name = take_apart(shoe, shoe.texts()[0], lexicon)
        by_brand.setdefault(name.brand or shoe.brand, []).append(name)
    suspects = (
        Suspect(left.shoe.shoe_id, right.shoe.shoe_id, reason)
        for of_brand in by_brand.values()
        for left, right in itertools.combinations(of_brand, 2)
        if (reason := _suspicion(left, right))
    )
    return sorted(suspects)


def _suspicion(left: Name, right: Name) -> str:
    """Returns what two names of one brand share, or "" where they are two shoes."""
    if left.years and right.years and left.years != right.years:
        return ""
    told = _as_run(left.required) ^ _as_run(right.required)
    thin = told <= _THIN and (told <= left.required or told <= right.required)
    if not thin:
        misspelled = left.numbers == right.numbers and _misspelled(left.required, right.required)
        return "one letter apart" if misspelled else ""
    if _without_first(left) != _without_first(right):
        # "Bare-XF (2024)" and "Bare-XF 210 V3": a year can stand for any version.
        return "one told by year, one by version" if _by_year(left, right) else ""
    differing = (told | (left.optional ^ right.optional)) - left.years - right.years
    if differing:
        return f"differ only by {_quoted(differing)}, which titles leave out"
    if left.years != right.years:
        return "year told only on one side"
    return "the same words and version in another order or writing"


def _as_run(words: frozenset[str]) -> frozenset[str]:
    """Reads RN as Run: of one line they may be one shoe, though titles tell them apart."""
    return words - {"rn"} | {"run"} if "rn" in words else words


def _without_first(name: Name) -> tuple[str, ...]:
    """Returns the numbers without a version 1, which names leave out."""
    return name.numbers[:-1] if name.numbers[-1:] == ("1",) and name.versioned else name.numbers


def _by_year(left: Name, right: Name) -> bool:
    dated, other = (left, right) if left.years else (right, left)
    differing = (left.required | left.optional) ^ (right.required | right.optional)
    if differing != dated.years or other.years:
        return False
    return bool(dated.years) and not dated.numbers and bool(other.numbers)


def _misspelled(left: frozenset[str], right: frozenset[str]) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # seldom needed, slow to load

    ours, theirs = left - right, right - left
    if len(ours) != 1 or len(theirs) != 1:
        return False
    word, other = *ours, *theirs
    return min(len(word), len(other)) >= _MISSPELLED and OSA.distance(word, other) == 1


def _quoted(words: Iterable[str]) -> str:
    return " and ".join(f"'{word}'" for word in sorted(words))
