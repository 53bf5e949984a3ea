"""The words of one catalogue, joined to those that are known without it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from shoefit.titles.vocabulary import (
    GLUED,
    Phrase,
    Role,
    Vocabulary,
    brand_key,
    key,
    name_tokens,
    plain,
    runs,
)

# A misspelling is mended in words of this many letters, one letter off, or two in the longer.
_MENDABLE, _LONG = 6, 10
# What is left of a trade mark that was glued to a word.
_MARK = "tm"
# So many words are kept with what they mean: more than any title has.
_KEPT = 4096
_FIRST_YEAR, _LAST_YEAR = "2005", "2039"
# A name that holds such a word means something else by it.
_NO_NAME = frozenset({Role.THING, Role.SEVERAL})


@dataclass(frozen=True, slots=True, eq=False)
class NamedShoe:
    """One shoe as the resolver is given it.

    Attributes:
        shoe_id: The shoe's id.
        brand: The brand as the catalogue writes it.
        title: The full name, brand first.
        uses: What the shoe is known to be for, and its kind, if the catalogue says.
        carried: What a match hands back beside the id: the shoe of a catalogue, or None.
    """

    shoe_id: str
    brand: str
    title: str
    uses: frozenset[str] = frozenset()
    carried: Any = None

    def texts(self) -> list[str]:
        """Returns the plain title, and the id where it is a slug that writes the name otherwise."""
        title, written = plain(self.title), plain(self.shoe_id.replace("-", " "))
        if written == title.replace("-", " ") or not written.startswith(plain(self.brand)):
            return [title]
        return [title, written]


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
    _meant: dict[str, tuple[str, Role]] = field(default_factory=dict)
    _by_letter: dict[str, list[str]] = field(default_factory=dict)

    def role(self, word: str) -> Role:
        """Returns what a word is when no name explains it."""
        if word[0].isdecimal():
            return Role.NUMBER
        role = self.vocabulary.roles.get(word)
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
        from rapidfuzz import process  # noqa: PLC0415 - most titles hold no misspelling
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        if not self._by_letter:
            brands = {spelling[0] for spelling in self.brands if len(spelling) == 1}
            for known in filter(lambda known: len(known) >= _MENDABLE, self.words | brands):
                self._by_letter.setdefault(known[0], []).append(known)
        # The first letter is hardly ever mistyped, and it tells most lines apart.
        alike, most = self._by_letter.get(word[0], []), 2 if len(word) >= _LONG else 1
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=2)
        return near[0][0] if near and near[0][1] < [*near, ("", _LONG, 0)][1][1] else word


def build_lexicon(shoes: Iterable[NamedShoe], vocabulary: Vocabulary) -> Lexicon:
    """Gathers the words of a catalogue.

    Args:
        shoes: The shoes of the catalogue.
        vocabulary: What is known without it.

    Returns:
        The lexicon by which titles and names are read.
    """
    lexicon = Lexicon(vocabulary, brands=dict(vocabulary.brands))
    names: list[list[str]] = []
    for shoe in shoes:
        brand = key(shoe.brand)
        if brand and brand not in lexicon.brands:
            known_as = brand_key(shoe.brand)
            lexicon.brands[brand] = known_as
            lexicon.brands.setdefault(key(known_as), known_as)
        words, gaps = name_tokens(plain(shoe.title))
        names.append(words)
        if GLUED in gaps:
            lexicon.runs |= {"".join(words[start:end]) for start, end in runs(gaps)}
    phrases = [
        *((spelling, spelling) for spelling in lexicon.brands),
        *(each for each in vocabulary.rewrites.items() if each[0] not in lexicon.brands),
        *_take_in(lexicon, names),
    ]
    # Of a first word the longest is tried first.
    for written, read_as in sorted(phrases, key=lambda phrase: -len(phrase[0])):
        lexicon.phrases.setdefault(written[0], []).append((written, read_as))
    return lexicon


def _take_in(lexicon: Lexicon, names: list[list[str]]) -> Iterator[tuple[Phrase, Phrase]]:
    """Takes in the words of the names as they are read; yields joined writings of two of them."""
    known, neighbours = lexicon.vocabulary, dict[tuple[str, str], None]()
    singles = {word for words in names for word in words if word.isalpha()}
    lexicon.words |= {word for word in singles if (word,) not in known.rewrites}
    lexicon.foreign = {word: (word,) for word in singles if not word.isascii()}
    for words in names:
        read = [
            word
            for word, right in itertools.zip_longest(words, words[1:], fillvalue="")
            if word != "v" or not right[:1].isdecimal()
        ]
        for left, right in itertools.pairwise(read):
            if right[0].isdecimal():
                lexicon.after.add((left, right.removesuffix(".0")))
            elif left[0].isdecimal():
                lexicon.before.add((left.removesuffix(".0"), right))
            elif left + right not in singles:
                neighbours[left, right] = None
        lexicon.numbers |= {
            word.removesuffix(".0") for word in words if word[0].isdecimal() and not is_year(word)
        }
    for left, right in neighbours:
        single, pair = (left + right,), (left, right)
        if (
            left + right not in known.noise
            and known.rewrites.keys().isdisjoint({single, pair})
            and lexicon.brands.keys().isdisjoint({single, pair, (left,)})
        ):
            yield single, pair


def is_year(value: str) -> bool:
    """Says whether a number can only be a year: "GT 2000" is a line.

    Args:
        value: The digits.
    """
    return len(value) == len(_FIRST_YEAR) and _FIRST_YEAR <= value <= _LAST_YEAR
