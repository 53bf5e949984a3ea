"""A title taken apart: its brands, words and numbers in their order, and what each can be.

First goes what shops add: prices, article numbers, other scripts. What is left is read from left to
right, each phrase as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from shoefit.titles.lexicon import Lexicon, is_year
from shoefit.titles.vocabulary import APART, BROKEN, GLUED, SILENT, Role, load_scripts, runs, tokens

if TYPE_CHECKING:
    from shoefit.titles.vocabulary import Phrase, Tokens

# Roman numerals that follow a line. "I", "V" and "X" alone are letters of names.
ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11",
}  # fmt: skip
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
# Words that say that the next number is a version.
VERSION_WORDS = frozenset({"v", "version", "ver", "vers", "vol", "volume", "mk", "mark", "gen"})
# "2E", "4E", "1D": widths.
_WIDTHS = {"1": ("d",), "2": ("e", "a"), "4": ("e", "a"), "6": ("e",)}
# Numbers of so many digits, and words of so many pieces, are codes of shops: article numbers,
# dates, bar codes.
_CODE_DIGITS, _CODE_PIECES = 4, 3
# Scripts from here on are written without spaces, or cut by the words that are known.
_FIRST_UNSPACED = "\u0600"
# So many words after "with", a lace or an insole is part of the shoe.
_PART_OF = 3
_MONEY_SIGN = re.compile(r"[$€£¥₩₹₫฿%]")
# Bounded everywhere: no text makes them look twice at more than a few letters.
_MONEY = re.compile(
    r"[$€£¥₩₹₫฿]\s?\d[\d.,]{0,14}(?:\s?\.\s?\d{1,2})?|(?<![\d.,])\d[\d.,]{0,14}\s?[$€£¥₩₹₫฿%](?!\s?\d)"
)


class Number(NamedTuple):
    """A number of a title that may be a version.

    Attributes:
        at: Its place among the tokens.
        value: Its digits, without a closing ".0".
        explicit: Whether the title says that it is a version ("v14", "15th", "III").
    """

    at: int
    value: str
    explicit: bool


@dataclass(slots=True)
class ReadTitle:
    """A title, or a name of the catalogue, read token by token.

    Attributes:
        lexicon: The words of the catalogue.
        is_name: Whether it is a name: every number counts, and nothing is misspelled.
        words: The tokens in their order, as they are read.
        roles: What each token can be when no name explains it.
        numbers: The numbers that may be versions, in their order.
        years: The years named.
        brands: The brands named that can rule out another.
        hinted: The brands named by a word that is also ordinary.
        mended: Misspellings, and what they were read as.
        breaks: Places before which a comma, a dash or a bracket stands.
        several: The word that says that shoes are compared, or "".
        not_a_shoe: The word that says that a lace or an insole is on sale, or "".
        where: Each word, and where it first stands.
        stray: How many of the words nobody knows.
        speaking: The places of the tokens that can speak against a shoe.
    """

    lexicon: Lexicon
    is_name: bool
    words: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    years: set[str] = field(default_factory=set)
    brands: set[str] = field(default_factory=set)
    hinted: set[str] = field(default_factory=set)
    mended: list[tuple[str, str]] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    several: str = ""
    not_a_shoe: str = ""
    where: dict[str, int] = field(default_factory=dict)
    stray: int = 0
    speaking: tuple[int, ...] = ()

    def take(self, words: list[str], gaps: list[str]) -> None:
        """Reads the tokens from left to right, each phrase as a whole."""
        lexicon, at, count = self.lexicon, 0, len(words)
        while at < count:
            word = words[at]
            if gaps[at] == BROKEN:
                self.breaks.add(len(self.words))
            following = words[at + 1] if at + 1 < count else ""
            phrases = lexicon.phrases.get(word)
            if phrases and (size := self._phrase(phrases, words, at)):
                at += size
            elif word[0].isdecimal():
                at = self._number(words, gaps, at)
            elif word in VERSION_WORDS and following[:1].isdecimal():
                at = self._number(words, gaps, at + 1, explicit=True)
            elif word in ROMAN and self.words:
                self._add_number(ROMAN[word], explicit=True)
                at += 1
            elif following and word + following in lexicon.words:
                # Written in two, and in one in the catalogue.
                self._add_word(word + following)
                at += 2
            else:
                self._add_word(word)
                at += 1
        for place, role in enumerate(self.roles):
            if role is not Role.BRAND and role is not Role.NUMBER:
                self.where.setdefault(self.words[place], place)

    def _phrase(self, phrases: list[tuple[Phrase, Phrase]], words: list[str], at: int) -> int:
        """Reads the longest phrase that starts here; returns how many tokens it took."""
        for written, read_as in phrases:
            size = len(written)
            if size == 1 or tuple(words[at : at + size]) == written:
                if brand := self.lexicon.brands.get(written):
                    self._name_brand(brand)
                    self.words += written
                    self.roles += [Role.BRAND] * size
                else:
                    for word in read_as:
                        self._add_word(word)
                return size
        return 0

    def _name_brand(self, brand: str) -> None:
        (self.hinted if brand in self.lexicon.vocabulary.weak else self.brands).add(brand)

    def _add_word(self, word: str) -> None:
        lexicon = self.lexicon
        if self.is_name:
            self._add(word, lexicon.role(word))
            return
        meant, role = lexicon.meant(word)
        if meant != word:
            self.mended.append((word, meant))
            if role is Role.BRAND:
                self._name_brand(lexicon.brands[meant,])
        elif role is Role.SEVERAL:
            self.several = word
        self._add(meant, role)

    def _number(self, words: list[str], gaps: list[str], at: int, *, explicit: bool = False) -> int:
        """Reads the number at a place; returns the place after it."""
        value, after = words[at], at + 1
        follower = words[after] if after < len(words) else ""
        if value.endswith(".0"):
            value = value[:-2]
        elif follower == "0" and len(value) <= 2:  # noqa: PLR2004  # "2-0" is 2.0
            after += 1
        if follower in _ORDINAL and gaps[at + 1] == GLUED:
            explicit, after = True, after + 1
        if words[after + 1 : after + 2] and words[after + 1][0].isdecimal():
            # "41 EU 42": the word between belongs to the second number.
            follower = follower if follower in _WIDTHS.get(value, ()) else ""
        if not self.is_name and not explicit and self._is_no_version(value, follower):
            self._add(value, Role.NOISE)
        else:
            self._add_number(value, explicit=explicit)
        return after

    def _is_no_version(self, value: str, follower: str) -> bool:
        lexicon, known = self.lexicon, self.lexicon.vocabulary
        before = self.words[-1] if self.words else ""
        if follower in _WIDTHS.get(value, ()) and (value, follower) not in lexicon.before:
            return True
        if is_year(value):
            self.years.add(value)
            return True
        if value in lexicon.numbers:
            if before in known.number_before:
                return (before, value) not in lexicon.after
            return follower in known.number_after and (value, follower) not in lexicon.before
        return (
            # A round number is a line: "GT-2000".
            (value.isdecimal() and len(value) >= _CODE_DIGITS and not value.endswith("00"))
            or (value[0] == "0" and len(value) > 1)
            or before in known.number_before
            or follower in known.number_after
        )

    def _add_number(self, value: str, *, explicit: bool) -> None:
        self.numbers.append(Number(len(self.words), value, explicit))
        self._add(value, Role.NUMBER)

    def _add(self, word: str, role: Role) -> None:
        self.words.append(word)
        self.roles.append(role)

    def mark(self) -> None:
        """Marks what is noise only together, a thing on sale, and what can speak against a shoe."""
        known, words, roles = self.lexicon.vocabulary, self.words, self.roles
        for at, word in enumerate(words):
            if word in known.shades and at + 1 < len(words) and words[at + 1] in known.colours:
                makes_a_shoe = roles[at] is Role.BESIDE or roles[at] is Role.ANYWHERE
                roles[at] = Role.SHADED if makes_a_shoe else Role.NOISE
            for phrase in known.phrases.get(word, ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    roles[at : at + len(phrase)] = [Role.NOISE] * len(phrase)
        if Role.THING in roles:
            self._mark_things()
        self.stray = roles.count(Role.UNKNOWN)
        self.speaking = tuple([at for at, role in enumerate(roles) if role not in SILENT])

    def _mark_things(self) -> None:
        """Tells an insole on sale from one that the shoe has ("with removable insole")."""
        part_of = self.lexicon.vocabulary.part_of
        for at, role in enumerate(self.roles):
            if role is not Role.THING:
                continue
            if part_of.isdisjoint(self.words[max(at - _PART_OF, 0) : at]):
                self.not_a_shoe = self.words[at]
            else:
                self.roles[at] = Role.NOISE


def read_title(text: str, cut: Tokens, lexicon: Lexicon) -> ReadTitle:
    """Reads a title.

    Args:
        text: The title, plain.
        cut: Its tokens.
        lexicon: The words of the catalogue.

    Returns:
        The title's tokens and what each can be.
    """
    read = ReadTitle(lexicon, is_name=False)
    read.take(*clean(text, cut, lexicon))
    read.mark()
    return read


def clean(text: str, cut: Tokens, lexicon: Lexicon) -> Tokens:
    """Takes prices and article numbers out of a title, and reads words of other scripts.

    Args:
        text: The title, plain.
        cut: Its tokens.
        lexicon: The words of the catalogue, whose own codes stay.

    Returns:
        The tokens that are left.
    """
    if _MONEY_SIGN.search(text):
        cut = tokens(_MONEY.sub(" price ", text))
    if not all(map(str.isascii, cut[0])):
        cut = _transliterated(*cut, lexicon)
    return _without_codes(*cut, lexicon)


def _without_codes(words: list[str], gaps: list[str], lexicon: Lexicon) -> Tokens:
    """Takes article numbers out: letters and digits in one that no name of the catalogue writes."""
    if GLUED not in gaps:
        return words, gaps
    kept: list[str] = []
    kept_gaps: list[str] = []
    for start, end in runs(gaps):
        run = words[start:end]
        if len(run) > 1 and _is_code(run, lexicon):
            # The place stays taken: what stood beside the code does not move together.
            run = ["sku"]
        kept += run
        kept_gaps += gaps[start : start + len(run)]
    return kept, kept_gaps


def _is_code(run: list[str], lexicon: Lexicon) -> bool:
    if "plus" in run or "v" in run or "".join(run) in lexicon.runs:
        return False
    if all(piece in lexicon.words or piece in lexicon.numbers for piece in run):
        return False
    digits = sum(len(piece) for piece in run if piece[0].isdecimal())
    return digits >= _CODE_DIGITS or (len(run) >= _CODE_PIECES and run[-1] not in _ORDINAL)


def _transliterated(words: list[str], gaps: list[str], lexicon: Lexicon) -> Tokens:
    """Turns words of other scripts into words of the vocabulary, those it knows.

    A word that the catalogue itself writes in that script stays as it is.
    """
    scripts = load_scripts() | lexicon.foreign
    known = re.compile("|".join(sorted(map(re.escape, scripts), key=len, reverse=True)))
    read: list[str] = []
    read_gaps: list[str] = []
    for word, gap in zip(words, gaps, strict=True):
        pieces, before = [word], gap
        if not (word.isascii() or word[0].isdecimal() or word in lexicon.foreign):
            before = gap or APART
            # An alphabet with spaces: a word that is not known is one word, not letters.
            if word[0] >= _FIRST_UNSPACED or known.match(word):
                pieces = [each for found in known.findall(word) for each in scripts[found]]
                before = APART
        read += pieces
        read_gaps += [before] * len(pieces)
    return read, read_gaps
