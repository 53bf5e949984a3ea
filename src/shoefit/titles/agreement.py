"""A read title held against one name: what agrees, and what speaks against the shoe.

Words and numbers are held against each other apart: a word can make another shoe, and a number can
be a version or a shoe size.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple, Self

from shoefit.titles.vocabulary import SILENT, Role, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from shoefit.titles.naming import Name
    from shoefit.titles.reading import Number, ReadTitle

_COLLABORATION = "x"
# Weights of the score: a word that a title may drop, and one that nobody knows.
_DROPPED, _STRAY = 0.25, 0.1
# After a word that nobody knows, a number in this range is a shoe size, not a version.
_SMALLEST_SIZE, _LARGEST_SIZE = 3.0, 52.0
_FIRST_VERSION = "1"
# So many letters without a vowel are the short name of a variant.
_LETTERS, _VOWELS = 4, frozenset("aeiouy")
# Words that make another shoe wherever they stand.
_VARYING = frozenset({Role.ANYWHERE, Role.PURPOSE})
# Words after which a number still belongs to the model.
_OF_A_MODEL = frozenset({Role.BESIDE, Role.ANYWHERE, Role.LINE})


class Against(enum.IntEnum):
    """What speaks against a shoe, the nearest miss first, and the words for it."""

    NOTHING = 0, ""
    UNVERSIONED = 1, "no version asked"
    VERSION = 2, "another version"
    VARIANT = 3, "another variant"
    WORD = 4, "another shoe of the line"
    PURPOSE = 5, "another purpose"
    YEAR = 6, "another year"
    BRAND = 7, "another brand"
    MISSING = 8, "not all of the name"

    words: str

    def __new__(cls, distance: int, words: str) -> Self:
        """Counts as its distance."""
        member = int.__new__(cls, distance)
        member._value_, member.words = distance, words
        return member


_OF_A_VARIANT = frozenset({Against.VARIANT, Against.PURPOSE})


class Compared(NamedTuple):
    """What a comparison finds.

    Attributes:
        against: What speaks against the shoe.
        detail: The number or word that does, or "".
        used: The numbers of the title that the name explains.
    """

    against: Against
    detail: str = ""
    used: Sequence[Number] = ()


_FITS = Compared(Against.NOTHING)


class Agreement(NamedTuple):
    """How a title and a name agree.

    Attributes:
        name: The name.
        against: What speaks against the shoe.
        detail: The word or version that does.
        explained: The places of the title that the name explains.
        dropped: How many words of the name the title leaves out.
        score: Agreement from 0 to 100.
    """

    name: Name
    against: Against
    detail: str
    explained: frozenset[int]
    dropped: int
    score: float


def agree(title: ReadTitle, name: Name, known: Vocabulary) -> Agreement:
    """Holds a title against a name.

    Args:
        title: The title, read.
        name: One name of one shoe.
        known: The words by which both were read.

    Returns:
        The agreement; its `against` is NOTHING where the title can mean the shoe.
    """
    where, required = title.where, name.required
    places = [where[word] for word in (*required, *name.optional) if word in where]
    is_missing = not where.keys() >= required
    wanted = len(required) + len(name.optional)
    dropped = 0 if is_missing else wanted - len(places)
    compared = _compare_presence(title, name, is_missing=is_missing)
    if compared is _FITS:
        compared = _compare_versions(title, name, places)
        places += [number.at for number in compared.used]
        # "Pegasus Trail 5" is another line before it is another version.
        another = compared.against is Against.VERSION and not _VARYING.isdisjoint(title.roles)
        if another or compared.against <= Against.UNVERSIONED:
            words = _compare_words(title, name, places, compared, known)
            if not another or words.against in _OF_A_VARIANT:
                compared = words
    explained = frozenset(places)
    asked = len(explained) + _STRAY * title.stray + (compared.against is not Against.NOTHING)
    named = wanted + len(name.numbers) - (1 - _DROPPED) * dropped
    score = round(min(200 * len(explained) / (named + asked), 100.0), 1) if explained else 0.0
    return Agreement(name, compared.against, compared.detail, explained, dropped, score)


def _compare_presence(title: ReadTitle, name: Name, *, is_missing: bool) -> Compared:
    """Looks whether the words are there, and whether brand and year forbid the shoe."""
    if is_missing:
        return Compared(
            Against.MISSING, min(word for word in name.required if word not in title.where)
        )
    if name.brand_alone and name.brand not in title.brands and name.brand not in title.hinted:
        return Compared(Against.MISSING, name.brand)
    if name.brand and title.brands and name.brand not in title.brands:
        return Compared(Against.BRAND, name.brand)
    if title.years and name.years and name.years.isdisjoint(title.years):
        return Compared(Against.YEAR, max(title.years))
    return _FITS


def _compare_words(
    title: ReadTitle, name: Name, places: list[int], versions: Compared, known: Vocabulary
) -> Compared:
    """Looks for words that make another shoe: anywhere, or beside the name; else the versions'."""
    first, last = min(places, default=0), max(places, default=0)
    inside_to = versions.used[-1].at if versions.used else last
    for at in title.speaking:
        word, role = title.words[at], title.roles[at]
        if at in places or word in name.own or name.brand in known.families.get(word, ()):
            continue
        if role is Role.ANYWHERE:
            return Compared(Against.VARIANT, word)
        if role is Role.PURPOSE:
            if known.purpose[word].isdisjoint(name.uses):
                return Compared(Against.PURPOSE, word)
        elif role is Role.UNKNOWN and not first < at < inside_to:
            if (at < first and _before_is_strange(title, name, at, first)) or (
                at == last + 1 and _after_is_strange(title, at, numbered=bool(versions.used))
            ):
                return Compared(Against.WORD, word)
        elif first < at < inside_to or (
            _touches(title, at, first, last, known) and _makes_another(title, name, at)
        ):
            is_variant = role is Role.BESIDE or role is Role.SHADED
            return Compared(Against.VARIANT if is_variant else Against.WORD, word)
    return versions


def _before_is_strange(title: ReadTitle, name: Name, at: int, first: int) -> bool:
    """Says whether a word that nobody knows stands before the name where a brand or a model does.

    "Mukishoes Solstice" is no Altra, "Carson Iguana Racer" no Nike; "Nike Iguana Racer" is another
    Nike. Before the brand, and apart from the name, it is a shop's word.
    """
    if not name.brand:
        return False
    if name.brand not in title.brands and name.brand not in title.hinted:
        return True
    brands = [place for place in range(first) if title.roles[place] is Role.BRAND]
    return bool(brands) and at > brands[-1] and title.breaks.isdisjoint(range(at + 1, first + 1))


def _after_is_strange(title: ReadTitle, at: int, *, numbered: bool) -> bool:
    """Says whether a word that nobody knows makes another shoe of the name right before it.

    After a comma or a dash it is a colour; after a version too, unless it is letters that spell
    nothing ("RFG") or has a version of its own.
    """
    if at in title.breaks:
        return False
    word = title.words[at]
    if not numbered or (len(word) <= _LETTERS and _VOWELS.isdisjoint(word)):
        return True
    following = next((number for number in title.numbers if number.at == at + 1), None)
    return following is not None and (following.explicit or float(following.value) < _SMALLEST_SIZE)


def _makes_another(title: ReadTitle, name: Name, at: int) -> bool:
    """Judges a word that stands right before or after the name, not inside it."""
    if title.roles[at] is Role.SHADED:
        # "Ghost 16 Hyper Pink" is a colour; "Cloudmonster Hyper Pink" may be the Hyper.
        return not name.versioned
    if title.words[at] == _COLLABORATION:
        # "Pegasus 41 x Somebody" against "Ultraboost 5 X".
        following = title.roles[at + 1] if at + 1 < len(title.roles) else Role.NOISE
        return following not in {Role.UNKNOWN, Role.BRAND}
    return True


def _touches(title: ReadTitle, at: int, first: int, last: int, known: Vocabulary) -> bool:
    """Says whether a place outside the name touches it: noise, brands and numbers part them."""
    between = range(at, first) if at < first else range(last + 1, at + 1)
    # A word that can make another shoe may also be ordinary noise or a colour.
    return bool(between) and not any(
        title.roles[place] in SILENT or title.words[place] in known.noise for place in between
    )


def _compare_versions(title: ReadTitle, name: Name, places: Collection[int]) -> Compared:
    """Holds the numbers of a title against a name whose words it holds, at these places."""
    numbers = _numbers_from(title, name, places)
    if not name.numbers:
        return _compare_unversioned(title, numbers, places)
    values = tuple(number.value for number in numbers)
    for wanted in (name.numbers, name.other_numbers):
        if wanted and values[: len(wanted)] == wanted:
            return _compare_next(name, numbers, len(wanted))
    # 2.5 may be written as 2-5.
    whole, dot, part = name.numbers[-1].partition(".")
    split = (*name.numbers[:-1], whole, part)
    if dot and values[: len(split)] == split:
        return Compared(Against.NOTHING, used=numbers[: len(split)])
    if name.first_version and not _reads_as_version(title, numbers, places):
        return _FITS
    return _disagreement(name, numbers, values)


def _disagreement(name: Name, numbers: Sequence[Number], values: tuple[str, ...]) -> Compared:
    agreed = 0
    while values[agreed : agreed + 1] == name.numbers[agreed : agreed + 1] != ():
        agreed += 1
    if not agreed and not name.required:
        # The number is the line ("New Balance 1080"): without it nothing of the name is there.
        return Compared(Against.MISSING, name.numbers[0])
    if agreed == len(values):
        return Compared(Against.UNVERSIONED, used=numbers)
    return Compared(Against.VERSION, values[agreed], numbers[:agreed])


def _numbers_from(title: ReadTitle, name: Name, places: Collection[int]) -> Sequence[Number]:
    """Returns the title's numbers from the place where the name starts."""
    if not name.number_first and places:
        start = min([title.where[word] for word in name.required] or places)
        return [number for number in title.numbers if number.at > start]
    for place, number in enumerate(title.numbers):
        if name.numbers and number.value == name.numbers[0]:
            return title.numbers[place:]
    return title.numbers


def _compare_unversioned(
    title: ReadTitle, numbers: Sequence[Number], places: Collection[int]
) -> Compared:
    if not _reads_as_version(title, numbers, places):
        return _FITS
    if numbers[0].value != _FIRST_VERSION:
        return Compared(Against.VERSION, numbers[0].value)
    # The first version of a line is the one that its name does not number.
    return Compared(Against.NOTHING, used=numbers[:1] if numbers[0].at - 1 in places else ())


def _compare_next(name: Name, numbers: Sequence[Number], count: int) -> Compared:
    """Judges the number after those of the name: another shoe's version, or a size."""
    used = numbers[:count]
    if len(numbers) > count and numbers[count].at == numbers[count - 1].at + 1:
        following = numbers[count]
        further = not name.versioned and following.value != _FIRST_VERSION
        if following.explicit or further:
            return Compared(Against.VERSION, following.value, used)
    return Compared(Against.NOTHING, used=used)


def _reads_as_version(title: ReadTitle, numbers: Sequence[Number], places: Collection[int]) -> bool:
    """Says whether the first number after a name can be a version that the name does not have."""
    if not numbers:
        return False
    first = numbers[0]
    before = first.at - 1
    if first.explicit or before in places or title.roles[before] in _OF_A_MODEL:
        return True
    is_size = _SMALLEST_SIZE <= float(first.value) <= _LARGEST_SIZE
    return not is_size and title.roles[before] is not Role.NOISE
