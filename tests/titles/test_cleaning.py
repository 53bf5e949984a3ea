"""What shops add to a title, taken out again."""

from __future__ import annotations

import pytest

from shoefit.titles.cleaning import clean
from shoefit.titles.lexicon import Lexicon
from shoefit.titles.spelling import plain, tokens
from shoefit.titles.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(
        load_vocabulary(), words={"active", "k", "mt"}, numbers={"5", "1010"}, runs={"active5k"}
    )


def cleaned(title: str, lexicon: Lexicon) -> list[str]:
    text = plain(title)
    return clean(text, *tokens(text), lexicon)[0]


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Ghost $139.95", ["ghost", "price"]),
        ("Ghost 1.290.000\u20ab", ["ghost", "price"]),
        ("Galaxy 7 $60", ["galaxy", "7", "price"]),
        ("-34% Ghost", ["price", "ghost"]),
        ("ghost-ie8222", ["ghost", "sku"]),
        ("ghost d4deeff0", ["ghost", "sku"]),
        ("ghost 15th", ["ghost", "15", "th"]),
        ("1080v13", ["1080", "v", "13"]),
        ("vaporfly4", ["vaporfly", "4"]),
        ("Active5K mt1010", ["active", "5", "k", "mt", "1010"]),
        ("브룩스 고스트 17", ["brooks", "ghost", "17"]),
        ("кроссовки Ghost", ["shoes", "ghost"]),
        ("неведомое Ghost", ["неведомое", "ghost"]),
    ],
)
def test_cleaning(title: str, left: list[str], lexicon: Lexicon) -> None:
    assert cleaned(title, lexicon) == left


@pytest.mark.parametrize("piece", ["$", "1", "1.", "$1", "1 ", "$1,", "1$ ", ".", "%1"])
def test_no_text_makes_the_patterns_look_twice(piece: str, lexicon: Lexicon) -> None:
    """A pattern that tried every start again would take hours over this; this ends at once."""
    assert isinstance(cleaned(piece * 200_000, lexicon), list)
