"""A read title held against one name: what agrees, and what speaks against the shoe."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoefit.titles.lexicon import Lexicon, Role

if TYPE_CHECKING:
    from shoefit.titles.naming import Name
    from shoefit.titles.reading import Number, ReadTitle

# A number after noise is a shoe size from here on up, not a version that was moved.
_SMALLEST_SIZE, _LARGEST_SIZE = 3.0, 52.0
_COLLABORATION = "x"


class Against(enum.IntEnum):
    """What speaks against a shoe, the nearest miss first."""

    NOTHING = 0
    UNVERSIONED = 1
    VERSION = 2
    VARIANT = 3
    WORD = 4
    PURPOSE = 5
    YEAR = 6
    BRAND = 7
    MISSING = 8


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a title and a name agree.

    Attributes:
        name: The name.
        against: What speaks against the shoe.
        detail: The word or version that does.
        explained: The places of the title that the name explains.
        left: Words of the title that nothing explains.
        dropped: Optional words of the name that the title does not have.
        score: Agreement from 0 to 100.
    """

    name: Name
    against: Against
    detail: str
    explained: frozenset[int]
    left: int
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
    missing = [word for word in name.required if word not in where]
    present = [where[word] for word in name.optional if word in where]
    places = [where[word] for word in name.required if word in where] + present
    dropped = len(name.optional) - len(present)
    if missing:
        return _verdict(title, name, Against.MISSING, min(missing), places, dropped)
    if title.brands and name.brand not in title.brands:
        return _verdict(title, name, Against.BRAND, name.brand, places, dropped)
    for year in name.years:
        if year in title.years:
            places.append(title.years[year])
        elif title.years:
            return _verdict(title, name, Against.YEAR, max(title.years), places, dropped)
        else:
            dropped += 1
    numbers = _numbers_from(title, name, places)
    against, detail, used = _compare_numbers(title, name, numbers, places)
    places += [number.at for number in used]
    if against is Against.NOTHING or against is Against.UNVERSIONED:
        other, word = _compare_words(title, name, places, used, lexicon)
        against, detail = (other, word) if other is not Against.NOTHING else (against, detail)
    return _verdict(title, name, against, detail, places, dropped)


def _numbers_from(title: ReadTitle, name: Name, places: list[int]) -> list[Number]:
    """Returns the title's numbers from the place where the name can start."""
    if not name.number_first and places:
        start = min((title.where[word] for word in name.required), default=min(places))
        # "8 Gel Nimbus 27" starts at the line; a line that is a number starts at the number.
        return [number for number in title.numbers if number.at > start]
    for place, number in enumerate(title.numbers):
        if name.numbers and number.value == name.numbers[0]:
            return list(title.numbers[place:])
    return list(title.numbers)


def _compare_numbers(
    title: ReadTitle, name: Name, numbers: list[Number], places: list[int]
) -> tuple[Against, str, list[Number]]:
    values = [number.value for number in numbers]
    for wanted in (name.numbers, name.other_numbers):
        count = len(wanted)
        if count and tuple(values[:count]) == wanted:
            return *_compare_next(title, name, numbers, count), numbers[:count]
    if name.numbers and _is_split(values, name.numbers):
        return Against.NOTHING, "", numbers[: len(name.numbers) + 1]
    if name.numbers:
        if name.first_version and not _reads_as_version(title, numbers, places):
            return Against.NOTHING, "", []
        agreed = _agreeing(values, name.numbers)
        if agreed == len(values):
            return Against.UNVERSIONED, "", numbers[:agreed]
        return Against.VERSION, values[agreed], numbers[:agreed]
    if not _reads_as_version(title, numbers, places):
        return Against.NOTHING, "", []
    if values[0] == "1":
        return Against.NOTHING, "", numbers[:1] if numbers[0].at - 1 in places else []
    return Against.VERSION, values[0], []


def _compare_next(
    title: ReadTitle, name: Name, numbers: list[Number], count: int
) -> tuple[Against, str]:
    """Judges the number after those of the name: a version, another shoe's version, or a size."""
    if len(numbers) == count:
        return Against.NOTHING, ""
    following, last = numbers[count], numbers[count - 1]
    if following.explicit and following.at == last.at + 1:
        return Against.VERSION, following.value
    if not name.versioned and following.at == last.at + 1 and following.value != "1":
        return Against.VERSION, following.value
    return Against.NOTHING, ""


def _is_split(values: list[str], wanted: tuple[str, ...]) -> bool:
    """Says whether the title writes the name's 2.5 as 2-5."""
    whole, dot, part = wanted[-1].partition(".")
    return bool(dot) and values[: len(wanted) + 1] == [*wanted[:-1], whole, part]


def _agreeing(values: list[str], wanted: tuple[str, ...]) -> int:
    agreed = 0
    for value, number in zip(values, wanted, strict=False):
        if value != number:
            break
        agreed += 1
    return agreed


def _reads_as_version(title: ReadTitle, numbers: list[Number], places: list[int]) -> bool:
    """Says whether the first number after an unversioned name can be its version."""
    if not numbers:
        return False
    first = numbers[0]
    if first.explicit:
        return True
    before = first.at - 1
    if before in places or title.roles[before] in {Role.BESIDE, Role.ANYWHERE, Role.LINE}:
        return True
    size = float(first.value) if len(first.value) <= 4 else 0.0  # noqa: PLR2004
    return not _SMALLEST_SIZE <= size <= _LARGEST_SIZE and title.roles[before] is not Role.NOISE


def _compare_words(
    title: ReadTitle, name: Name, places: list[int], used: list[Number], lexicon: Lexicon
) -> tuple[Against, str]:
    """Looks for words that make another shoe: anywhere, or beside the name."""
    explained = frozenset(places)
    first, last = min(explained, default=0), max(explained, default=0)
    beside = _beside(title, explained, first, last)
    inside_to = used[-1].at if used else last
    for at, role in enumerate(title.roles):
        if at in explained or role is Role.NOISE or role is Role.BRAND or role is Role.NUMBER:
            continue
        word = title.words[at]
        if word in name.required or word in name.optional:
            continue
        if name.brand in lexicon.vocabulary.families.get(word, ()):
            continue
        if role is Role.ANYWHERE:
            return Against.VARIANT, word
        if role is Role.PURPOSE:
            if not lexicon.vocabulary.purpose[word] & name.uses:
                return Against.PURPOSE, word
            continue
        inside = first < at < inside_to
        if role is Role.UNKNOWN:
            if inside:
                return Against.WORD, word
            continue
        if not inside and at not in beside:
            continue
        if role is Role.LINE:
            return Against.WORD, word
        if inside or _makes_another(title, name, at, role, lexicon):
            return Against.VARIANT, word
    return Against.NOTHING, ""


def _makes_another(title: ReadTitle, name: Name, at: int, role: Role, lexicon: Lexicon) -> bool:
    """Judges a variant word that stands before or after the name, not inside it."""
    word = title.words[at]
    if role is Role.SHADED:
        # "Ghost 16 Hyper Pink" is a colour; "Cloudmonster Hyper Pink" may be the Hyper.
        return not name.versioned
    if word == _COLLABORATION:
        # "Pegasus 41 x Somebody" against "Ultraboost 5 X".
        following = title.roles[at + 1] if at + 1 < len(title.roles) else Role.NOISE
        return following not in {Role.UNKNOWN, Role.BRAND}
    return not lexicon.is_soft(word)


def _beside(title: ReadTitle, explained: frozenset[int], first: int, last: int) -> frozenset[int]:
    """Returns the places that touch the name, through words that are neither noise nor numbers."""
    beside: set[int] = set()
    for start, step in ((first - 1, -1), (last + 1, 1)):
        at = start
        while 0 <= at < len(title.roles) and title.roles[at] not in {
            Role.NOISE,
            Role.NUMBER,
            Role.BRAND,
        }:
            beside.add(at)
            at += step
    return frozenset(beside - explained)


def _verdict(
    title: ReadTitle,
    name: Name,
    against: Against,
    detail: str,
    places: list[int],
    dropped: int,
) -> Agreement:
    explained = frozenset(places)
    wanted = len(name.required) + len(name.numbers) + len(name.optional) - 0.75 * dropped
    unread = sum(role is Role.UNKNOWN for role in title.roles)
    asked = len(explained) + 0.1 * unread + (against is not Against.NOTHING)
    score = 200 * len(explained) / (wanted + asked)
    return Agreement(
        name=name,
        against=against,
        detail=detail,
        explained=explained,
        left=unread,
        dropped=dropped,
        score=round(min(score, 100.0), 1),
    )
