"""Letters to tokens: the one place that knows about case, accents, scripts and punctuation."""

from __future__ import annotations

import functools
import re
import unicodedata

# Marks that carry no meaning. They go before decomposition, which would turn the first into "tm".
_DROPPED = dict.fromkeys(map(ord, "™®©℠'`\u2018\u2019\u00b4\u02bc"))
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "\u0131": "i"})
# A decimal such as 2.0 (never 1.290 or 170.00), digits, letters, or a plus that closes a word.
_TOKEN = re.compile(r"(?<![\d.])\d{1,2}\.\d(?!\d|\.\d)|\d+|[^\W\d_]+|(?<=\w)\+(?!\w)")


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


def tokens(text: str) -> tuple[list[str], list[bool]]:
    """Cuts a plain text into words and numbers, and says which are glued to the one before.

    Letters and digits are always cut apart, so that "1080v13", "1080 v13" and "1080-V-13" are the
    same. A plus sign that closes a word becomes the word "plus".

    Args:
        text: A text that went through `plain`.

    Returns:
        The tokens, and for each whether nothing stands between it and the one before.

    Examples:
        >>> tokens("supernova+ gt2000 2.0")
        (['supernova', 'plus', 'gt', '2000', '2.0'], [False, True, False, True, False])
    """
    words: list[str] = []
    glued: list[bool] = []
    end = -1
    for found in _TOKEN.finditer(text):
        word = found.group()
        words.append("plus" if word == "+" else word)
        glued.append(found.start() == end)
        end = found.end()
    return words, glued


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
