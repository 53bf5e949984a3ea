"""The numbers of a title held against those of a name: the version, or a shoe size."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from shoefit.titles.lexicon import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from shoefit.titles.naming import Name
    from shoefit.titles.reading import Number, ReadTitle

# After a word that nobody knows, a number in this range is a shoe size, not a version.
_SMALLEST_SIZE, _LARGEST_SIZE = 3.0, 52.0
_LONGEST_SIZE = 4
_FIRST_VERSION = "1"
# Words after which a number still belongs to the model.
_OF_A_MODEL = frozenset({Role.BESIDE, Role.ANYWHERE, Role.LINE})


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


def compare_versions(title: ReadTitle, name: Name, places: Collection[int]) -> Compared:
    """Holds the numbers of a title against a name.

    Args:
        title: The title, read.
        name: A name whose words the title holds.
        places: Where the title holds them.

    Returns:
        NOTHING where the versions agree, VERSION where the title asks for another, UNVERSIONED
        where it asks for none.
    """
    numbers = _numbers_from(title, name, places)
    if not name.numbers:
        return _compare_unversioned(title, numbers, places)
    values = tuple(number.value for number in numbers)
    for wanted in (name.numbers, name.other_numbers):
        if wanted and values[: len(wanted)] == wanted:
            return _compare_next(name, numbers, len(wanted))
    if _is_split(values, name.numbers):
        return Compared(Against.NOTHING, used=numbers[: len(name.numbers) + 1])
    if name.first_version and not _reads_as_version(title, numbers, places):
        return Compared(Against.NOTHING)
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
        start = min((title.where[word] for word in name.required), default=min(places))
        return [number for number in title.numbers if number.at > start]
    for place, number in enumerate(title.numbers):
        if name.numbers and number.value == name.numbers[0]:
            return title.numbers[place:]
    return title.numbers


def _compare_unversioned(
    title: ReadTitle, numbers: Sequence[Number], places: Collection[int]
) -> Compared:
    if not _reads_as_version(title, numbers, places):
        return Compared(Against.NOTHING)
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


def _is_split(values: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Says whether the title writes the name's 2.5 as 2-5."""
    whole, dot, part = wanted[-1].partition(".")
    return bool(dot) and values[: len(wanted) + 1] == (*wanted[:-1], whole, part)


def _reads_as_version(title: ReadTitle, numbers: Sequence[Number], places: Collection[int]) -> bool:
    """Says whether the first number after a name can be a version that the name does not have."""
    if not numbers:
        return False
    first = numbers[0]
    before = first.at - 1
    if first.explicit or before in places or title.roles[before] in _OF_A_MODEL:
        return True
    size = float(first.value) if len(first.value) <= _LONGEST_SIZE else 0.0
    return not _SMALLEST_SIZE <= size <= _LARGEST_SIZE and title.roles[before] is not Role.NOISE
