"""The names of a catalogue, taken apart: which words a title must hold and which it may drop."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from shoefit.titles.lexicon import Lexicon, NamedShoe, build_lexicon, is_year
from shoefit.titles.reading import ROMAN, VERSION_WORDS, Number, ReadTitle
from shoefit.titles.vocabulary import Vocabulary, brand_names, key, name_tokens

# A number from here on is the name of a line ("New Balance 1080"), not a version.
_FIRST_LINE_NUMBER = 100
# A line with a version from here on may come to the version that 2.0 without its dot looks like.
_FIRST_DOUBTFUL = 10
# Words of a name that any title may leave out: the thing itself.
_THING = frozenset({"shoe", "shoes", "sneaker", "sandal", "sandals", "runner", "running", "road"})
_DOTTED = re.compile(r"(\d{1,2})\.0(?!\d)")


class Name(NamedTuple):
    """One name of one shoe, taken apart.

    Attributes:
        shoe: The shoe.
        brand: The brand's key.
        required: Words that a title must hold.
        optional: Words and years that a title may drop.
        own: Its words, and those that a title may add because they say the same line.
        numbers: The numbers in their order, the version last.
        other_numbers: Another writing of them, such as 20 for 2.0, or ().
        years: Years in the name.
        versioned: Whether the last number is a version, rather than part of the model's name.
        number_first: Whether the name starts with a number ("1080 v15").
        first_version: Whether the name's version is a plain 1, which titles leave out.
        brand_alone: Whether only the brand says what it is ("Skinners 2.0").
        uses: As of the shoe.
    """

    shoe: NamedShoe
    brand: str
    required: frozenset[str]
    optional: frozenset[str]
    own: frozenset[str]
    numbers: tuple[str, ...]
    other_numbers: tuple[str, ...]
    years: frozenset[str]
    versioned: bool
    number_first: bool
    first_version: bool
    brand_alone: bool
    uses: frozenset[str]


def read_names(shoes: Iterable[NamedShoe], vocabulary: Vocabulary) -> tuple[list[Name], Lexicon]:
    """Takes every name of a catalogue apart.

    Args:
        shoes: The shoes of the catalogue.
        vocabulary: What is known without it.

    Returns:
        The names, one or two for each shoe, and the lexicon by which titles are read.
    """
    shoes = list(shoes)
    lexicon = build_lexicon(shoes, vocabulary)
    names = [take_apart(shoe, text, lexicon) for shoe in shoes for text in shoe.texts()]
    lexicon.words = {word for name in names for word in (*name.required, *name.optional)}
    return _weigh_siblings(names), lexicon


def take_apart(shoe: NamedShoe, text: str, lexicon: Lexicon) -> Name:
    """Takes one name of a shoe apart.

    Args:
        shoe: The shoe.
        text: The name, plain: the title, or the id written as a title.
        lexicon: The words of the catalogue.

    Returns:
        The words that a title of this shoe must hold, may drop, and its numbers.
    """
    read = ReadTitle(lexicon, is_name=True)
    read.take(*name_tokens(text))
    known = lexicon.vocabulary
    brand = lexicon.brands.get(key(shoe.brand), "")
    words = frozenset(read.where)
    ignored = frozenset(other for word in words for other in known.drops.get(word, ()))
    optional = {
        word
        for word in words
        if word in _THING or word in ignored or brand in known.families.get(word, ())
    }
    years = frozenset(number.value for number in read.numbers if is_year(number.value))
    kept = [n for n in read.numbers if n.value not in years]
    numbers = tuple(n.value for n in kept)
    is_line = bool(numbers) and float(numbers[0]) >= _FIRST_LINE_NUMBER
    if optional == words and not is_line:
        # A name made of such words and a version: then they are the name.
        optional = set()
    versioned = bool(kept) and _is_version(kept[-1], read.words)
    return Name(
        shoe=shoe,
        brand=brand,
        required=words - optional,
        optional=years | optional,
        own=words | ignored,
        numbers=numbers,
        other_numbers=_without_dot(numbers, text),
        years=years,
        versioned=versioned,
        number_first=bool(kept) and all(kept[0].at < read.where[word] for word in words - optional),
        first_version=versioned and numbers[-1] == "1",
        brand_alone=bool(brand) and not words and not is_line,
        uses=_uses(shoe, brand, words, known),
    )


def _weigh_siblings(names: list[Name]) -> list[Name]:
    """Takes readings away from names that other shoes of the same line make doubtful.

    "20" is no "2.0" where the line has come so far that 20 can be a version; and a title without a
    version is not the first where the catalogue has later ones too.
    """
    versions: dict[frozenset[str], set[float]] = {}
    for name in names:
        of_line = versions.setdefault(name.required, set())
        if name.versioned:
            of_line.add(float(name.numbers[-1]))
    far = {line for line, found in versions.items() if max(found, default=0) >= _FIRST_DOUBTFUL}
    return [
        name._replace(
            other_numbers=() if name.required in far else name.other_numbers,
            first_version=name.first_version and len(versions[name.required]) == 1,
        )
        if name.other_numbers or name.first_version
        else name
        for name in names
    ]


def _is_version(number: Number, words: list[str]) -> bool:
    if float(number.value) >= _FIRST_LINE_NUMBER:
        return False
    # "X1", "C1", "N2": a letter and a number are the model's name.
    before = words[number.at - 1] if number.at else ""
    return number.explicit or len(before) != 1 or before.isdecimal()


def _without_dot(numbers: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Returns the numbers as a slug writes them that lost the dot of 2.0."""
    dotted = _DOTTED.search(text)
    if dotted is None or not numbers or numbers[-1] != dotted.group(1):
        return ()
    return (*numbers[:-1], f"{numbers[-1]}0")


def _uses(shoe: NamedShoe, brand: str, words: frozenset[str], known: Vocabulary) -> frozenset[str]:
    uses = set(shoe.uses)
    if brand in known.sandals:
        uses.add("sandal")
    # "Via Olympus" is a road shoe: what is left of a name without its variants must be the line.
    line = words - known.beside - known.anywhere
    if line in known.trail.get(brand, ()):
        uses |= {"trail", "hike"}
    return frozenset(uses)


def strange_words(title: str, brand: str, names: Iterable[str]) -> list[str]:
    """Returns the words of a title that stand in no name of a shoe, in whatever writing.

    Args:
        title: The title.
        brand: The shoe's brand, which a title may call by any of its names.
        names: The shoe's other names, such as its title and id.

    Examples:
        >>> strange_words("xero ztrail ev 2 blue", "Xero Shoes", ["Z-Trail EV", "z-trail-ev-ii"])
        ['blue']
    """
    own = [_numbered(e) for name in (*names, *brand_names(brand)) for e in (*key(name), "")]
    said = {"".join(own[at : at + size]) for at in range(len(own)) for size in (1, 2, 3)}
    return [word for word in key(title) if _numbered(word) not in said | VERSION_WORDS]


def _numbered(word: str) -> str:
    return ROMAN.get(word, word).removesuffix(".0")
