"""The words by which titles are read: as they are cut, as the word files and a catalogue know them.

First letters to tokens: the one place that knows about case, accents, scripts and punctuation. Then
what is known of brands, lines, noise and variants, the TOML files of `words`. Last the words of one
catalogue, joined to both.
"""

from __future__ import annotations

import enum
import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

Phrase = tuple[str, ...]
# What stands between a token and the one before: nothing, a space, or a comma, a dash or a bracket.
GLUED, APART, BROKEN = "", " ", ","
# Words and numbers, and for each what stands before it.
Tokens = tuple[list[str], list[str]]

# A misspelling is mended in words of this many letters, one letter off, or two in the longer.
_MENDABLE, _LONG = 6, 10
# What is left of a trade mark that was glued to a word.
_MARK = "tm"
# So many words are kept with what they mean: more than any title has.
_KEPT = 4096
# Marks that carry no meaning. They go before decomposition, which would turn the first into "tm".
_DROPPED = dict.fromkeys(map(ord, "™®©℠'`\u2018\u2019\u00b4\u02bc"))
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "\u0131": "i"})
# A decimal such as 2.0 (never 1.290 or 170.00), digits, letters, or a plus that closes a word.
_TOKEN = re.compile(r"(?<![\d.])\d{1,2}\.\d(?!\d|\.\d)|\d+|[^\W\d_]+|(?<=\w)\+(?!\w)")
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
    words: list[str] = []
    gaps: list[str] = []
    end = -1
    for found in _TOKEN.finditer(text):
        word = found.group()
        words.append("plus" if word == "+" else word)
        start = found.start()
        if start == end:
            gaps.append(GLUED)
        elif end < 0 or text[end:start] in _SPACES:
            gaps.append(APART)
        else:
            gaps.append(BROKEN if _BREAK.search(text, end, start) else APART)
        end = found.end()
    return words, gaps


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


@dataclass(frozen=True, slots=True)
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


# A name that holds such a word means something else by it.
_NO_NAME = frozenset({Role.THING, Role.SEVERAL})


@dataclass(slots=True)
class Lexicon:
    """The words that a catalogue's names are made of.

    Attributes:
        vocabulary: What is known without the catalogue.
        words: Every word of a name.
        numbers: Every number of a name.
        runs: Letters and digits that a name writes in one, such as "active5k".
        after: A word and the number that follows it in a name.
        before: A number and the word that follows it in a name.
        phrases: Spellings of several words and of joined ones, by their first word, longest
            first, each with what it is read as.
        brands: As in the vocabulary, and the catalogue's own brands.
        foreign: The words of names in other scripts than the Latin one, each as itself.
    """

    vocabulary: Vocabulary
    words: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    runs: set[str] = field(default_factory=set)
    after: set[tuple[str, str]] = field(default_factory=set)
    before: set[tuple[str, str]] = field(default_factory=set)
    phrases: dict[str, list[tuple[Phrase, Phrase]]] = field(default_factory=dict)
    brands: dict[Phrase, str] = field(default_factory=dict)
    foreign: dict[str, Phrase] = field(default_factory=dict)
    _roles: dict[str, Role] = field(default_factory=dict)
    _meant: dict[str, tuple[str, Role]] = field(default_factory=dict)
    _by_letter: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = self.vocabulary
        # A word of several kinds is what the last of them says.
        roles = {
            Role.LINE: frozenset().union(*known.market.values()),
            Role.NOISE: known.noise,
            Role.BESIDE: known.beside,
            Role.PURPOSE: known.purpose,
            Role.ANYWHERE: known.anywhere,
            Role.THING: known.not_a_shoe,
            Role.SEVERAL: known.several,
        }
        self._roles = {word: role for role, listed in roles.items() for word in listed}

    def settle(self, words: Iterable[str]) -> None:
        """Takes the words of the names as they were read in the end."""
        self.words = set(words)
        self._meant.clear()
        self._by_letter.clear()

    def role(self, word: str) -> Role:
        """Returns what a word is when no name explains it."""
        if word[0].isdecimal():
            return Role.NUMBER
        role = self._roles.get(word)
        if role is not None and not (role in _NO_NAME and word in self.words):
            return role
        if word in self.words:
            return Role.LINE
        # A letter alone is a size or a width; the letters that matter stand in the lists.
        return Role.NOISE if len(word) == 1 else Role.UNKNOWN

    def meant(self, word: str) -> tuple[str, Role]:
        """Returns the word that a title means by one, and what that can be."""
        found = self._meant.get(word)
        if found is None:
            mended = self.mend(word)
            is_brand = mended != word and mended not in self.words and (mended,) in self.brands
            found = mended, Role.BRAND if is_brand else self.role(mended)
            if len(self._meant) < _KEPT:
                self._meant[word] = found
        return found

    def mend(self, word: str) -> str:
        """Returns the word that an unknown one misspells, or the word itself.

        Only a word of the catalogue or a brand is mended to, only where one alone is near, and
        never from a word that is known for itself.
        """
        if not _MENDABLE - 1 <= len(word) <= 2 * _LONG or word in self.words:
            return word
        if self.role(word) is not Role.UNKNOWN:
            return word
        if word.endswith(_MARK) and word[: -len(_MARK)] in self.words:
            return word[: -len(_MARK)]
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - most titles hold no misspelling

        allowed = 2 if len(word) >= _LONG else 1
        # The first letter is hardly ever mistyped, and it tells most lines apart.
        near = sorted(
            (distance, known)
            for known in self._starting(word[0])
            if (distance := OSA.distance(word, known, score_cutoff=allowed)) <= allowed
        )
        return near[0][1] if near and near[0][0] < [*near, (_LONG, "")][1][0] else word

    def _starting(self, letter: str) -> list[str]:
        """Returns the words and brands with this first letter that are long enough to mend to."""
        if not self._by_letter:
            brands = {spelling[0] for spelling in self.brands if len(spelling) == 1}
            for word in filter(lambda word: len(word) >= _MENDABLE, self.words | brands):
                self._by_letter.setdefault(word[0], []).append(word)
        return self._by_letter.get(letter, [])

    def add_phrases(self, phrases: Iterable[tuple[Phrase, Phrase]]) -> None:
        """Adds spellings to be read as other words, the longest of a first word tried first."""
        for written, read_as in phrases:
            self.phrases.setdefault(written[0], []).append((written, read_as))
        for listed in self.phrases.values():
            listed.sort(key=lambda phrase: -len(phrase[0]))
