"""The words by which titles are read: tokens, the word files, and a catalogue's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoefit.titles.lexicon import Lexicon
from shoefit.titles.vocabulary import (
    Role,
    key,
    load_scripts,
    load_vocabulary,
    plain,
    tokens,
)

KNOWN = load_vocabulary()


def test_words_are_written_as_titles_are_read() -> None:
    listed = KNOWN.noise | KNOWN.shades | KNOWN.anywhere | KNOWN.beside | KNOWN.not_a_shoe
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


# Letters to tokens.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1080v13", ["1080", "v", "13"]),
        ("Fluidflow 2.0", ["fluidflow", "2.0"]),
        ("price 170.00", ["price", "170", "00"]),
        ("Supernova+ / Sky+", ["supernova", "plus", "sky", "plus"]),
        ("+ 4 ASICS", ["4", "asics"]),
        ("Women\u2019s Fast-R NITRO\u2122", ["womens", "fast", "r", "nitro"]),
        ("Gi\u00e0y ch\u1ea1y b\u1ed9 \u0111en", ["giay", "chay", "bo", "den"]),
        ("아디오스 프로 3", ["아디오스", "프로", "3"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(plain(text))[0] == expected


def test_glued_tokens_are_told() -> None:
    assert tokens("gt-1000, 12x")[1] == [" ", " ", ",", ""]


@given(st.text())
def test_plain_text_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.lists(st.sampled_from(["ghost", "16", "gtx", "1080", "x"]), max_size=6))
def test_the_key_does_not_see_punctuation(words: list[str]) -> None:
    assert key(" ".join(words)) == key("-".join(words).upper()) == tuple(words)


# Single words, and misspellings mended.


@pytest.fixture
def lexicon() -> Lexicon:
    words = {"glycerin", "endorphin", "cloudmonster", "novablast", "dynablast", "zebrafish"}
    return Lexicon(load_vocabulary(), words=words)


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("gtx", Role.ANYWHERE),
        ("trail", Role.PURPOSE),
        ("elite", Role.BESIDE),
        ("mens", Role.NOISE),
        ("lime", Role.NOISE),
        ("q", Role.NOISE),
        ("speedgoat", Role.LINE),
        ("zebrafish", Role.LINE),
        ("senna", Role.UNKNOWN),
        ("41", Role.NUMBER),
    ],
)
def test_roles(word: str, role: Role, lexicon: Lexicon) -> None:
    assert lexicon.role(word) is role


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("glycerine", "glycerin"),
        ("endorfhin", "endorphin"),
        ("cloudmonstr", "cloudmonster"),
        ("cloudmonstrs", "cloudmonster"),
        # Another first letter, too far, too short, known for itself.
        ("klycerin", "klycerin"),
        ("glycarine", "glycarine"),
        ("gly", "gly"),
        ("cloudnova", "cloudnova"),
        ("yellow", "yellow"),
    ],
)
def test_mending(word: str, mended: str, lexicon: Lexicon) -> None:
    assert lexicon.mend(word) == mended


def test_a_word_as_near_to_two_is_left_alone() -> None:
    lexicon = Lexicon(load_vocabulary(), words={"quagmare", "quagmore"})
    assert lexicon.mend("quagmire") == "quagmire"


def test_what_is_mended_does_not_hang_on_what_was_asked_before(lexicon: Lexicon) -> None:
    for number in range(10_000):
        lexicon.mend(f"word{number:05}".translate(str.maketrans("0123456789", "abcdefghij")))
    assert lexicon.mend("glycerine") == "glycerin"


def test_of_several_near_words_the_nearest_is_meant() -> None:
    lexicon = Lexicon(load_vocabulary(), words={"dragonflabr", "dragonflocr", "dragonflyer"})
    assert lexicon.mend("dragonflxer") == "dragonflyer"
