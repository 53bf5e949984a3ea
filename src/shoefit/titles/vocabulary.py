"""What is known of brands, lines, noise and variants: the TOML files of `words`, read once."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shoefit.titles.spelling import key, plain

Phrase = tuple[str, ...]


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
        anywhere: Words that make another shoe wherever they stand.
        beside: Words that make another shoe beside its name.
        thin: Words that one page adds to a name and the next leaves out.
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
    anywhere: frozenset[str]
    beside: frozenset[str]
    thin: frozenset[str]
    purpose: dict[str, frozenset[str]]


def _table(name: str) -> dict[str, Any]:
    # Not importlib.resources: importing it costs as much as reading all the files.
    source = Path(__file__).parent / "words" / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _words(lists: dict[str, str]) -> frozenset[str]:
    return frozenset(word for listed in lists.values() for word in listed.split())


def _brand(name: str) -> str:
    return " ".join(key(name))


def _brands(table: dict[str, dict[str, str]]) -> dict[Phrase, str]:
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
    numbers = {side: frozenset(words.split()) for side, words in noise["numbers"].items()}
    rewrites = {**lines["rewrite"], **variants["same"]}
    return Vocabulary(
        brands=_brands(brands),
        weak=frozenset(map(_brand, brands["kinds"]["weak"].split(", "))),
        sandals=frozenset(map(_brand, brands["kinds"]["sandals"].split(", "))),
        families=_families(brands["family"]),
        rewrites={key(left): tuple(right.split()) for left, right in rewrites.items()},
        drops={line: frozenset(words.split()) for line, words in lines["drops"].items()},
        market={
            _brand(brand): frozenset(words.split()) for brand, words in lines["market"].items()
        },
        trail={
            _brand(brand): tuple(frozenset(name.split()) for name in names.split(", "))
            for brand, names in lines["trail"].items()
        },
        noise=_words(noise["words"]) | numbers["money"],
        colours=frozenset(noise["words"]["colour"].split()),
        shades=_words(noise["shades"]),
        phrases=_by_first_word(noise["phrases"]["all"].strip().splitlines()),
        number_before=numbers["before"] | numbers["money"],
        number_after=numbers["after"] | numbers["money"],
        several=_words(noise["several"]),
        not_a_shoe=_words(noise["not_a_shoe"]),
        anywhere=_words(variants["anywhere"]),
        beside=_words(variants["beside"]),
        thin=_words(variants["thin"]),
        purpose={word: frozenset(fits.split()) for word, fits in variants["purpose"].items()},
    )
