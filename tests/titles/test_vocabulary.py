"""The word files: read as they stand, and free of contradictions."""

from __future__ import annotations

import pytest

from shoefit.titles.spelling import key, plain
from shoefit.titles.vocabulary import load_scripts, load_vocabulary

KNOWN = load_vocabulary()


def test_words_are_written_as_titles_are_read() -> None:
    listed = (
        KNOWN.noise | KNOWN.shades | KNOWN.anywhere | KNOWN.beside | KNOWN.thin | KNOWN.not_a_shoe
    )
    for word in listed | KNOWN.several | KNOWN.purpose.keys():
        assert plain(word) == word
        assert word.isalpha() or any(letter.isdigit() for letter in word), word


def test_what_a_rewrite_gives_is_not_rewritten_again() -> None:
    for left, right in KNOWN.rewrites.items():
        assert left != right
        for size in range(1, len(right) + 1):
            for at in range(len(right) - size + 1):
                assert right[at : at + size] not in KNOWN.rewrites, (left, right)


def test_no_word_is_noise_and_another_shoe_anywhere() -> None:
    assert not KNOWN.noise & KNOWN.anywhere
    assert not KNOWN.noise & KNOWN.purpose.keys()
    assert not KNOWN.anywhere & KNOWN.purpose.keys()


def test_a_family_word_is_what_the_reader_sees() -> None:
    for word, brands in KNOWN.families.items():
        assert (word,) not in KNOWN.rewrites
        assert brands <= set(KNOWN.brands.values())


def test_brands_of_every_table_are_known() -> None:
    known = set(KNOWN.brands.values())
    assert KNOWN.market.keys() - {"other"} <= known
    assert KNOWN.trail.keys() <= known
    assert KNOWN.weak | KNOWN.sandals <= known


@pytest.mark.parametrize(
    ("spelling", "brand"),
    [
        ("Vivo", "vivobarefoot"),
        ("Terra Plana", "vivobarefoot"),
        ("NB", "new balance"),
        ("FiveFingers", "vibram fivefingers"),
        ("UA", "under armour"),
        ("Invisible Shoes", "xero shoes"),
        ("Hoka One One", "hoka"),
        ("Inov8", "inov 8"),
    ],
)
def test_a_brand_is_known_under_its_other_names(spelling: str, brand: str) -> None:
    assert KNOWN.brands[key(spelling)] == brand


def test_words_of_other_scripts_lead_to_words() -> None:
    for word, right in load_scripts().items():
        assert plain(word) == word
        assert right
        assert all(part.isascii() for part in right)
