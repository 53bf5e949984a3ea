"""The words by which titles are read: as they are cut, as the word files know them.

First letters to tokens: the one place that knows about case, accents, scripts and punctuation. Then
what is known of brands, lines, noise and variants, the TOML files of `words`. For filters
and search boxes a brand is known under any of its names; for that only the brands' file is read.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from shoefit.errors import UnknownNameError

Phrase = tuple[str, ...]
# What stands between a token and the one before: nothing, a space, or a comma, a dash or a bracket.
GLUED, APART, BROKEN = "", " ", ","
# Words and numbers, and for each what stands before it.
Tokens = tuple[list[str], list[str]]

# Endings of company names that titles leave out.
_COMPANY = frozenset({"athletics", "athletic", "shoes", "footwear", "sandals", "running", "sports"})
# Marks that carry no meaning. They go before decomposition, which would turn the first into "tm".
_DROPPED = dict.fromkeys(map(ord, "™®©℠'`\u2018\u2019\u00b4\u02bc"))
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "\u0131": "i"})
# A decimal such as 2.0 (never 1.290 or 170.00), digits, letters, or a plus that closes a word.
_TOKEN = re.compile(r"((?<![\d.])\d{1,2}\.\d(?!\d|\.\d)|\d+|[^\W\d_]+|(?<=\w)\+(?!\w))")
_SPACES = frozenset({" ", "-"})
# These end what was said; a dash does with spaces around it.
_BREAK = re.compile(r"[,;:|/()\[\]\u2013\u2014\u2022\u00b7\n\t]|\s-\s")


def plain(text: str) -> str:
    """Returns the text in small letters without accents, apostrophes and trade marks.

    Args:
        text: Any text in any script.

    Examples:
        >>> plain("Tênis Men's NITRO™")
        'tenis mens nitro'
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    text = unicodedata.normalize("NFKD", text.translate(_DROPPED)).casefold()
    text = "".join([letter for letter in text if not unicodedata.combining(letter)])
    # Recomposed, because decomposition takes Korean syllables apart.
    return unicodedata.normalize("NFC", text).translate(_DROPPED).translate(_LETTERS)


def tokens(text: str) -> Tokens:
    """Cuts a plain text into words and numbers, and says what stands before each.

    Letters and digits are always cut apart, so that "1080v13", "1080 v13" and "1080-V-13" are the
    same. A plus sign that closes a word becomes the word "plus".

    Args:
        text: A text that went through `plain`.

    Returns:
        The tokens, and for each whether it is GLUED to the one before, APART or BROKEN off.

    Examples:
        >>> tokens("supernova+ gt2000, 2.0")
        (['supernova', 'plus', 'gt', '2000', '2.0'], [' ', '', ' ', '', ','])
    """
    parts = _TOKEN.split(text)
    words = parts[1::2]
    if "+" in text:
        words = ["plus" if word == "+" else word for word in words]
    gaps = [
        between and (APART if between in _SPACES or not _BREAK.search(between) else BROKEN)
        for between in parts[:-1:2]
    ]
    gaps[:1] = [APART] * bool(gaps)
    return words, gaps


def runs(gaps: list[str]) -> Iterator[tuple[int, int]]:
    """Says where tokens that are written in one start and end, a token alone among them.

    Examples:
        >>> list(runs(tokens("supernova gt2000")[1]))
        [(0, 1), (1, 3)]
    """
    starts = [at for at, gap in enumerate(gaps) if not at or gap != GLUED]
    return itertools.pairwise([*starts, len(gaps)])


# Building a resolver asks for the tokens of every name several times.
name_tokens = functools.lru_cache(maxsize=2048)(tokens)


@functools.lru_cache(maxsize=2048)
def key(text: str) -> tuple[str, ...]:
    """Returns the tokens of any text, to look a name up as it is written.

    Args:
        text: A name, an id or a title.

    Examples:
        >>> key("xero-shoes-hfs-ii") == key("Xero Shoes HFS II")
        True
    """
    return tuple(name_tokens(plain(text))[0])


@dataclass(frozen=True)
class Vocabulary:
    """The words that are known before any catalogue is.

    Attributes:
        brands: How each brand is written, to the brand it stands for.
        weak: Brands whose name is also an ordinary word.
        sandals: Brands that make sandals.
        families: A word of technology or collection, to the brands that use it so.
        rewrites: Other spellings, to the words they are read as.
        drops: A line's word, to the words that titles of the line leave out.
        market: A brand, to the words of its lines on the market.
        trail: A brand, to its lines made for trails, each as its words.
        noise: Single words that say nothing of which shoe it is.
        colours: Those of them that are colours.
        shades: Words that belong to the colour after them.
        phrases: Several words that are noise only together, by the first of them.
        number_before: Words after which a number is no version.
        number_after: Words before which a number is no version.
        several: Words of titles that name two shoes to compare them.
        not_a_shoe: Words for laces, insoles and the like.
        part_of: Words before which a lace or an insole is part of the shoe ("with").
        anywhere: Words that make another shoe wherever they stand.
        beside: Words that make another shoe beside its name.
        purpose: Words for what a shoe is for, to the uses and kinds that they fit.
    """

    brands: dict[Phrase, str]
    weak: frozenset[str]
    sandals: frozenset[str]
    families: dict[str, frozenset[str]]
    rewrites: dict[Phrase, Phrase]
    drops: dict[str, frozenset[str]]
    market: dict[str, frozenset[str]]
    trail: dict[str, tuple[frozenset[str], ...]]
    noise: frozenset[str]
    colours: frozenset[str]
    shades: frozenset[str]
    phrases: dict[str, tuple[Phrase, ...]]
    number_before: frozenset[str]
    number_after: frozenset[str]
    several: frozenset[str]
    not_a_shoe: frozenset[str]
    part_of: frozenset[str]
    anywhere: frozenset[str]
    beside: frozenset[str]
    purpose: dict[str, frozenset[str]]

    @functools.cached_property
    def roles(self) -> dict[str, Role]:
        """What a word is that no name explains; of several kinds it is the last one's."""
        listed = {
            Role.LINE: frozenset().union(*self.market.values()),
            Role.NOISE: self.noise,
            Role.BESIDE: self.beside,
            Role.PURPOSE: self.purpose,
            Role.ANYWHERE: self.anywhere,
            Role.THING: self.not_a_shoe,
            Role.SEVERAL: self.several,
        }
        return {word: role for role, words in listed.items() for word in words}


@functools.cache
def _table(name: str) -> dict[str, Any]:
    # Not importlib.resources: importing it costs as much as reading all the files.
    source = Path(__file__).parent / "words" / f"{name}.toml"
    # By the loader, which reads from a zip too.
    return tomllib.loads(cast("Any", __spec__).loader.get_data(str(source)).decode())


def _words(*lists: str) -> frozenset[str]:
    return frozenset(" ".join(lists).split())


def _brand(name: str) -> str:
    return " ".join(key(name))


@functools.cache
def load_brands() -> dict[Phrase, str]:
    """Reads how each brand is written, without the rest of the word files.

    Returns:
        Each spelling as tokens, and the brand it stands for.

    Examples:
        >>> load_brands()["nb",]
        'new balance'
    """
    table = _table("brands")
    spellings: dict[Phrase, str] = {}
    for brand, others in table["spellings"].items():
        # A brand that took another name stands under the later one.
        known_as = _brand(table["heirs"].get(brand, brand))
        for spelling in (brand, *filter(None, others.split(", "))):
            spellings[key(spelling)] = known_as
    return spellings


@functools.lru_cache(maxsize=4096)
def brand_key(name: str) -> str:
    """Returns what a brand is known as, whichever of its names is given.

    Args:
        name: A brand in any writing: another name of it, an abbreviation, a later or earlier name,
            with or without "Shoes" or "Footwear".

    Returns:
        The same key for every name of one brand; a brand that no word file lists is its own. Empty
        where the name holds no word.

    Examples:
        >>> brand_key("vivo") == brand_key("VIVOBAREFOOT") == brand_key("Terra Plana")
        True
        >>> brand_key("Hoka One One"), brand_key("Acme Footwear"), brand_key("acme")
        ('hoka', 'acme', 'acme')
    """
    words = key(name)
    known = load_brands()
    if words not in known and len(words) > 1 and words[-1] in _COMPANY:
        words = words[:-1]
    return known.get(words, " ".join(words))


def brand_names(name: str) -> tuple[str, ...]:
    """Returns every name under which `brand_key` knows a brand, in small letters.

    Args:
        name: Any of its names.

    Examples:
        >>> brand_names("Luna")
        ('luna', 'luna sandals')
    """
    wanted = brand_key(name)
    names = [" ".join(words) for words, known in load_brands().items() if known == wanted]
    return tuple(names or filter(None, [wanted]))


def unknown_brand(name: str, brands: Iterable[str]) -> UnknownNameError:
    """Makes the error for a brand that none of these is: it names the nearest, by any name.

    Args:
        name: The brand as it was asked for.
        brands: The brands that there are, as their catalogue writes them.

    Examples:
        >>> print(unknown_brand("xeero", ["Altra", "Xero Shoes"]))
        There is no brand 'xeero'. Did you mean 'Xero Shoes'?
    """
    brands = tuple(brands)
    others = {other: brand for brand in brands for other in brand_names(brand)}
    return UnknownNameError("brand", name, brands, others=others)


def _families(table: dict[str, str]) -> dict[str, frozenset[str]]:
    families: dict[str, frozenset[str]] = {}
    for brand, words in table.items():
        for word in words.split():
            families[word] = families.get(word, frozenset()) | {_brand(brand)}
    return families


def _by_first_word(phrases: list[str]) -> dict[str, tuple[Phrase, ...]]:
    listed: dict[str, tuple[Phrase, ...]] = {}
    for phrase in map(key, phrases):
        listed[phrase[0]] = (*listed.get(phrase[0], ()), phrase)
    return listed


@functools.cache
def load_scripts() -> dict[str, Phrase]:
    """Reads the words of other scripts: once, and only when a title holds any.

    Returns:
        Each word as shops write it, and the words of the vocabulary that it stands for.

    Examples:
        >>> load_scripts()["아식스"]
        ('asics',)
    """
    tables = _table("scripts").values()
    return {plain(word): key(right) for table in tables for word, right in table.items()}


@functools.cache
def load_vocabulary() -> Vocabulary:
    """Reads the word files of the package, once in the life of the process.

    Returns:
        The vocabulary that every resolver shares.

    Examples:
        >>> load_vocabulary().brands["nb",]
        'new balance'
    """
    brands, lines, noise, variants = map(_table, ("brands", "lines", "noise", "variants"))
    numbers = {side: _words(listed) for side, listed in noise["numbers"].items()}
    rewrites = {**lines["rewrite"], **variants["same"], **noise["same"]}
    return Vocabulary(
        brands=load_brands(),
        weak=frozenset(map(_brand, brands["kinds"]["weak"].split(", "))),
        sandals=frozenset(map(_brand, brands["kinds"]["sandals"].split(", "))),
        families=_families(brands["family"]),
        rewrites={key(left): tuple(right.split()) for left, right in rewrites.items()},
        drops={line: _words(listed) for line, listed in lines["drops"].items()},
        market={_brand(brand): _words(listed) for brand, listed in lines["market"].items()},
        trail={
            _brand(brand): tuple(map(_words, names.split(", ")))
            for brand, names in lines["trail"].items()
        },
        noise=_words(*noise["words"].values()) | numbers["money"],
        colours=_words(noise["words"]["colour"]),
        shades=_words(*noise["shades"].values()),
        phrases=_by_first_word(noise["phrases"]["all"].strip().splitlines()),
        number_before=numbers["before"] | numbers["money"],
        number_after=numbers["after"] | numbers["money"],
        several=_words(*noise["several"].values()),
        not_a_shoe=_words(*noise["not_a_shoe"].values()),
        part_of=_words(*noise["part_of"].values()),
        anywhere=_words(*variants["anywhere"].values()),
        beside=_words(*variants["beside"].values()),
        purpose={word: _words(fits) for word, fits in variants["purpose"].items()},
    )


class Role(enum.IntEnum):
    """What a token of a title can be, when no shoe's name explains it."""

    __hash__ = int.__hash__  # an enumeration hashes in Python, and roles are looked up by the word
    BRAND = enum.auto()
    NUMBER = enum.auto()
    NOISE = enum.auto()
    SHADED = enum.auto()
    THING = enum.auto()
    SEVERAL = enum.auto()
    ANYWHERE = enum.auto()
    BESIDE = enum.auto()
    PURPOSE = enum.auto()
    LINE = enum.auto()
    UNKNOWN = enum.auto()


# Tokens that never speak against a shoe.
SILENT = frozenset({Role.NOISE, Role.BRAND, Role.NUMBER, Role.SEVERAL})
