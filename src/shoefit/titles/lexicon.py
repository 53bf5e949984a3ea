"""The words of one catalogue, joined to the vocabulary: how single words of a title are read."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shoefit.titles.vocabulary import Phrase, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

# A misspelling is mended in words of this many letters, one letter off, or two in the longer.
_MENDABLE, _LONG = 6, 10
# More words than any title has. Beyond, a misspelling stays one; the cost of a text stays linear.
_CACHED = 4096


class Role(enum.Enum):
    """What a token of a title can be, when no shoe's name explains it."""

    BRAND = enum.auto()
    NUMBER = enum.auto()
    NOISE = enum.auto()
    SHADED = enum.auto()
    ANYWHERE = enum.auto()
    BESIDE = enum.auto()
    PURPOSE = enum.auto()
    LINE = enum.auto()
    UNKNOWN = enum.auto()


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
    """

    vocabulary: Vocabulary
    words: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    runs: set[str] = field(default_factory=set)
    after: set[tuple[str, str]] = field(default_factory=set)
    before: set[tuple[str, str]] = field(default_factory=set)
    phrases: dict[str, list[tuple[Phrase, Phrase]]] = field(default_factory=dict)
    brands: dict[Phrase, str] = field(default_factory=dict)
    _market: frozenset[str] = frozenset()
    _roles: dict[str, Role] = field(default_factory=dict)
    _mended: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._market = frozenset().union(*self.vocabulary.market.values())

    def role(self, word: str) -> Role:
        """Returns what a word is when no name explains it."""
        role = self._roles.get(word)
        if role is None:
            role = self._classify(word)
            if len(self._roles) < _CACHED:
                self._roles[word] = role
        return role

    def _classify(self, word: str) -> Role:
        known = self.vocabulary
        if word.isdigit() or word[0].isdigit():
            return Role.NUMBER
        for role, words in (
            (Role.ANYWHERE, known.anywhere),
            (Role.PURPOSE, known.purpose),
            (Role.BESIDE, known.beside),
            (Role.NOISE, known.noise),
            (Role.LINE, self._market),
            (Role.LINE, self.words),
        ):
            if word in words:
                return role
        # A letter alone is a size or a width; the letters that matter stand in the lists above.
        return Role.NOISE if len(word) == 1 else Role.UNKNOWN

    def is_soft(self, word: str) -> bool:
        """Says whether a word that can make another shoe is also ordinary noise or a colour."""
        return word in self.vocabulary.noise

    def mend(self, word: str) -> str:
        """Returns the word that an unknown one misspells, or the word itself.

        Only a word of the catalogue is mended to, only where one alone is near, and never from a
        word that is known for itself.
        """
        if len(word) < _MENDABLE or len(word) > 2 * _LONG or word in self.words:
            return word
        mended = self._mended.get(word)
        if mended is None:
            if len(self._mended) >= _CACHED:
                return word
            mended = self._mended[word] = self._nearest(word)
        return mended

    def _nearest(self, word: str) -> str:
        if self.role(word) is not Role.UNKNOWN:
            return word
        # Imported here: most titles hold no misspelling, and the import takes longer than they do.
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        best, allowed = word, 2 if len(word) >= _LONG else 1
        for known in self.words:
            # The first letter is hardly ever mistyped, and it tells most lines apart.
            if known[0] != word[0] or len(known) < _MENDABLE:
                continue
            distance = OSA.distance(word, known, score_cutoff=allowed)
            if distance < allowed or (distance == allowed and best == word):
                best, allowed = known, distance
            elif distance == allowed:
                return word
        return best

    def settle(self, words: Iterable[str]) -> None:
        """Takes the words of the names as they were read in the end."""
        self.words = set(words)
        self._roles.clear()
        self._mended.clear()

    def add_phrases(self, phrases: Iterable[tuple[Phrase, Phrase]]) -> None:
        """Adds spellings to be read as other words, the longest of a first word tried first."""
        for written, read_as in phrases:
            self.phrases.setdefault(written[0], []).append((written, read_as))
        for listed in self.phrases.values():
            listed.sort(key=lambda phrase: -len(phrase[0]))
