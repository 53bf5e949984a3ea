"""Tokens of a title without what shops add: prices, article numbers, other scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shoefit.titles.spelling import tokens
from shoefit.titles.vocabulary import load_scripts

if TYPE_CHECKING:
    from shoefit.titles.lexicon import Lexicon

ORDINAL = frozenset({"st", "nd", "rd", "th"})
_CODE_DIGITS = 4
_CODE_PIECES = 3
# Scripts from here on are written without spaces, or cut by the words that are known.
_FIRST_UNSPACED = "\u0600"
_MONEY_SIGN = "$€£¥₩₹₫฿%"
# Bounded everywhere: no text makes them look twice at more than a few letters.
_MONEY = re.compile(
    r"[$€£¥₩₹₫฿]\s?\d[\d.,]{0,14}(?:\s?\.\s?\d{1,2})?|(?<![\d.,])\d[\d.,]{0,14}\s?[$€£¥₩₹₫฿%](?!\s?\d)"
)


def clean(
    text: str, words: list[str], glued: list[bool], lexicon: Lexicon
) -> tuple[list[str], list[bool]]:
    """Takes prices and article numbers out of a title, and reads words of other scripts.

    Args:
        text: The title, plain.
        words: Its tokens.
        glued: Whether nothing stands between each token and the one before.
        lexicon: The words of the catalogue, whose own codes stay.

    Returns:
        The tokens that are left, and whether each is glued to the one before.
    """
    if any(sign in text for sign in _MONEY_SIGN):
        words, glued = tokens(_MONEY.sub(" price ", text))
    if not text.isascii():
        words, glued = _transliterated(words, glued)
    return _without_codes(words, glued, lexicon)


def _without_codes(
    words: list[str], glued: list[bool], lexicon: Lexicon
) -> tuple[list[str], list[bool]]:
    """Takes article numbers out: letters and digits in one that no name of the catalogue writes."""
    if True not in glued:
        return words, glued
    kept: list[str] = []
    still_glued: list[bool] = []
    start, count = 0, len(words)
    while start < count:
        end = start + 1
        while end < count and glued[end]:
            end += 1
        if end - start > 1 and _is_code(words[start:end], lexicon):
            # The place stays taken: what stood beside the code does not move together.
            kept.append("sku")
            still_glued.append(False)
        else:
            kept += words[start:end]
            still_glued += glued[start:end]
        start = end
    return kept, still_glued


def _is_code(run: list[str], lexicon: Lexicon) -> bool:
    if "plus" in run or "v" in run or "".join(run) in lexicon.runs:
        return False
    if all(piece in lexicon.words or piece in lexicon.numbers for piece in run):
        return False
    digits = sum(len(piece) for piece in run if piece[0].isdigit())
    return digits >= _CODE_DIGITS or (len(run) >= _CODE_PIECES and run[-1] not in ORDINAL)


def _transliterated(words: list[str], glued: list[bool]) -> tuple[list[str], list[bool]]:
    """Turns words of other scripts into words of the vocabulary, those it knows."""
    scripts = load_scripts()
    longest = max(map(len, scripts), default=0)
    read: list[str] = []
    still_glued: list[bool] = []
    for word, is_glued in zip(words, glued, strict=True):
        if word.isascii() or word[0].isdigit():
            read.append(word)
            still_glued.append(is_glued)
            continue
        at = 0
        while at < len(word):
            # Scripts without spaces: the longest known word from here, else one letter on.
            for size in range(min(longest, len(word) - at), 0, -1):
                known = scripts.get(word[at : at + size])
                if known is not None:
                    read += known
                    still_glued += [False] * len(known)
                    at += size
                    break
            else:
                if at == 0 and word.isalpha() and word[0] < _FIRST_UNSPACED:
                    # An alphabet with spaces: an unknown word is one word, not letters.
                    read.append(word)
                    still_glued.append(False)
                    break
                at += 1
    return read, still_glued
