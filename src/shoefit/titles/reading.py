"""A title, read: its brands, words and numbers in their order, and what each of them can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoefit.titles.cleaning import ORDINAL, clean
from shoefit.titles.lexicon import Role

if TYPE_CHECKING:
    from shoefit.titles.lexicon import Lexicon

# Roman numerals that follow a line. "I", "V" and "X" alone are letters of names.
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11",
}  # fmt: skip
# Words that say that the next number is a version.
_VERSION_WORDS = frozenset({"v", "version", "ver", "vers", "vol", "volume", "mk", "mark", "gen"})
# "2E", "4E", "1D": widths.
_WIDTHS = {"1": ("d",), "2": ("e", "a"), "4": ("e", "a"), "6": ("e",)}
_FIRST_YEAR, _LAST_YEAR = "2005", "2039"
# Numbers of so many digits are codes of shops: article numbers, dates, bar codes.
_CODE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a title that may be a version.

    Attributes:
        at: Its place among the tokens.
        value: Its digits, without a closing ".0".
        explicit: Whether the title says that it is a version ("v14", "15th", "III").
    """

    at: int
    value: str
    explicit: bool


@dataclass(frozen=True, slots=True)
class ReadTitle:
    """A title, read.

    Attributes:
        words: The tokens in their order, as they are read.
        roles: What each token can be when no name explains it.
        where: Each word, and where it first stands.
        numbers: The numbers that may be versions, in their order.
        years: The years named, and where they stand.
        brands: The brands named that can rule out another.
        hinted: The brands named by a word that is also ordinary.
        mended: Misspellings, and what they were read as.
        several: The word that says that shoes are compared, or "".
        not_a_shoe: The word that says that a lace or an insole is on sale, or "".
    """

    words: tuple[str, ...]
    roles: tuple[Role, ...]
    where: dict[str, int]
    numbers: tuple[Number, ...]
    years: dict[str, int]
    brands: frozenset[str]
    hinted: frozenset[str]
    mended: tuple[tuple[str, str], ...]
    several: str
    not_a_shoe: str


def read_title(text: str, words: list[str], glued: list[bool], lexicon: Lexicon) -> ReadTitle:
    """Reads a title.

    Args:
        text: The title, plain.
        words: Its tokens.
        glued: Whether nothing stands between each token and the one before.
        lexicon: The words of the catalogue.

    Returns:
        The title's tokens and what each can be.
    """
    words, glued = clean(text, words, glued, lexicon)
    reader = _Reader(lexicon, is_name=False)
    reader.read(words, glued)
    return reader.finish()


def read_name(words: list[str], glued: list[bool], lexicon: Lexicon) -> ReadTitle:
    """Reads a name of the catalogue: every number counts, and nothing is misspelled.

    Args:
        words: The tokens of the name.
        glued: Whether nothing stands between each token and the one before.
        lexicon: The words of the catalogue.

    Returns:
        The name's tokens.
    """
    reader = _Reader(lexicon, is_name=True)
    reader.read(words, glued)
    return reader.finish()


class _Reader:
    """Collects the tokens of one title as they are read."""

    def __init__(self, lexicon: Lexicon, *, is_name: bool) -> None:
        self.lexicon = lexicon
        self.is_name = is_name
        self.words: list[str] = []
        self.roles: list[Role] = []
        self.numbers: list[Number] = []
        self.years: dict[str, int] = {}
        self.brands: set[str] = set()
        self.mended: list[tuple[str, str]] = []
        self.not_a_shoe = ""
        self.several = ""

    def read(self, words: list[str], glued: list[bool]) -> None:
        """Reads the tokens from left to right, each phrase as a whole."""
        lexicon, at, count = self.lexicon, 0, len(words)
        while at < count:
            word = words[at]
            phrases = lexicon.phrases.get(word)
            if phrases is not None:
                size = self._phrase(phrases, words, at)
                if size:
                    at += size
                    continue
            if word[0].isdigit():
                at = self._number(words, glued, at)
                continue
            if word in _VERSION_WORDS and at + 1 < count and words[at + 1][0].isdigit():
                at = self._number(words, glued, at + 1, explicit=True)
                continue
            roman = _ROMAN.get(word)
            if roman is not None and self.words:
                self._add_number(roman, explicit=True)
                at += 1
                continue
            if at + 1 < count and (joined := word + words[at + 1]) in lexicon.words:
                # Written in two, and in one in the catalogue.
                self._add_word(joined)
                at += 2
                continue
            self._add_word(word)
            at += 1

    def _phrase(
        self, phrases: list[tuple[tuple[str, ...], tuple[str, ...]]], words: list[str], at: int
    ) -> int:
        """Reads the longest phrase that starts here; returns how many tokens it took."""
        for written, read_as in phrases:
            size = len(written)
            if size == 1 or tuple(words[at : at + size]) == written:
                brand = self.lexicon.brands.get(written)
                if brand is not None:
                    self.brands.add(brand)
                    self.words += written
                    self.roles += [Role.BRAND] * size
                    return size
                for word in read_as:
                    self._add_word(word)
                return size
        return 0

    def _add_word(self, word: str) -> None:
        lexicon = self.lexicon
        if not self.is_name:
            mended = lexicon.mend(word)
            if mended != word:
                self.mended.append((word, mended))
                word = mended
            if word not in lexicon.words:
                if word in lexicon.vocabulary.not_a_shoe:
                    self.not_a_shoe = word
                elif word in lexicon.vocabulary.several:
                    self.several = word
        self.words.append(word)
        self.roles.append(lexicon.role(word))

    def _number(
        self, words: list[str], glued: list[bool], at: int, *, explicit: bool = False
    ) -> int:
        """Reads the number at a place; returns the place after it."""
        value, after = words[at], at + 1
        follower = words[after] if after < len(words) else ""
        if value.endswith(".0"):
            value = value[:-2]
        elif follower == "0" and len(value) <= 2:  # noqa: PLR2004  # "2-0" is 2.0
            after += 1
        if follower in ORDINAL and glued[at + 1]:
            explicit, after = True, after + 1
        if words[after + 1 : after + 2] and words[after + 1][0].isdigit():
            # "41 EU 42": the word between belongs to the second number.
            follower = follower if follower in _WIDTHS.get(value, ()) else ""
        if not self.is_name and not explicit and self._is_no_version(value, follower):
            self.words.append(value)
            self.roles.append(Role.NOISE)
            return after
        self._add_number(value, explicit=explicit)
        return after

    def _is_no_version(self, value: str, follower: str) -> bool:
        lexicon, known = self.lexicon, self.lexicon.vocabulary
        if follower in _WIDTHS.get(value, ()) and (value, follower) not in lexicon.before:
            return True
        if is_year(value):
            self.years[value] = len(self.words)
            return True
        if value in lexicon.numbers:
            before = self.words[-1] if self.words else ""
            if before in known.number_before:
                return (before, value) not in lexicon.after
            return follower in known.number_after and (value, follower) not in lexicon.before
        return (
            # A round number is a line: "GT-2000".
            (value.isdigit() and len(value) >= _CODE_LENGTH and not value.endswith("00"))
            or (value[0] == "0" and len(value) > 1)
            or bool(self.words and self.words[-1] in known.number_before)
            or follower in known.number_after
        )

    def _add_number(self, value: str, *, explicit: bool) -> None:
        self.numbers.append(Number(len(self.words), value, explicit))
        self.words.append(value)
        self.roles.append(Role.NUMBER)

    def finish(self) -> ReadTitle:
        """Marks what is noise only together, and closes the reading."""
        if not self.is_name:
            self._mark_phrases()
        where: dict[str, int] = {}
        for at, word in enumerate(self.words):
            if self.roles[at] is not Role.BRAND and self.roles[at] is not Role.NUMBER:
                where.setdefault(word, at)
        weak = self.lexicon.vocabulary.weak
        return ReadTitle(
            words=tuple(self.words),
            roles=tuple(self.roles),
            where=where,
            numbers=tuple(self.numbers),
            years=self.years,
            brands=frozenset(self.brands - weak),
            hinted=frozenset(self.brands & weak),
            mended=tuple(self.mended),
            several=self.several,
            not_a_shoe=self.not_a_shoe,
        )

    def _mark_phrases(self) -> None:
        known, words, roles = self.lexicon.vocabulary, self.words, self.roles
        for at, word in enumerate(words):
            if word in known.shades and at + 1 < len(words) and words[at + 1] in known.colours:
                makes_a_shoe = roles[at] is Role.BESIDE or roles[at] is Role.ANYWHERE
                roles[at] = Role.SHADED if makes_a_shoe else Role.NOISE
            for phrase in known.phrases.get(word, ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    roles[at : at + len(phrase)] = [Role.NOISE] * len(phrase)


def is_year(value: str) -> bool:
    """Says whether a number can only be a year: "GT 2000" is a line.

    Args:
        value: The digits.
    """
    return len(value) == len(_FIRST_YEAR) and _FIRST_YEAR <= value <= _LAST_YEAR
