"""How single words are read, and misspellings mended."""

from __future__ import annotations

import pytest

from shoefit.titles.lexicon import Lexicon, Role
from shoefit.titles.vocabulary import load_vocabulary


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


def test_any_text_of_any_length_costs_little() -> None:
    lexicon = Lexicon(load_vocabulary(), words={"glycerin"})
    for number in range(10_000):
        lexicon.role(f"word{number}")
    assert len(lexicon._roles) < 10_000
