"""The words and numbers of a title against those of a name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holding import hold
from shoefit.titles.agreement import Against


@pytest.mark.parametrize(
    ("title", "brand", "name", "expected", "detail"),
    [
        ("Nimbus 27", "ASICS", "ASICS Gel Nimbus 27", Against.NOTHING, ""),
        ("Gel Ghost 16", "Brooks", "Brooks Ghost 16", Against.WORD, "gel"),
        ("Nike Ghost 16", "Brooks", "Brooks Ghost 16", Against.BRAND, "brooks"),
        ("Launch 16", "Brooks", "Brooks Ghost 16", Against.MISSING, "ghost"),
        ("Ghost 16 shoes GTX", "Brooks", "Brooks Ghost 16", Against.VARIANT, "gtx"),
        ("Ghost Max 16", "Brooks", "Brooks Ghost 16", Against.VARIANT, "max"),
        ("Ghost 16 Max", "Brooks", "Brooks Ghost 16", Against.VARIANT, "max"),
        ("Ghost 16 shoes Max Comfort", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost 16 Max Cushion", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost 16 Hyper Pink", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Cloudmonster Hyper Pink", "On", "On Cloudmonster", Against.VARIANT, "hyper"),
        ("Duramo Ghost 16", "Brooks", "Brooks Ghost 16", Against.WORD, "duramo"),
        ("Ghost Unheard 16", "Brooks", "Brooks Ghost 16", Against.WORD, "unheard"),
        ("Unheard Ghost 16", "Brooks", "Brooks Ghost 16", Against.WORD, "unheard"),
        ("Brooks Unheard Ghost 16", "Brooks", "Brooks Ghost 16", Against.WORD, "unheard"),
        ("Unheard Brooks Ghost 16", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Brooks Unheard - Ghost 16", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost 16 Unheard", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost 16 Unheard 2", "Brooks", "Brooks Ghost 16", Against.WORD, "unheard"),
        ("Ghost 16 Unheard 42", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost 16 XKR", "Brooks", "Brooks Ghost 16", Against.WORD, "xkr"),
        ("Ghost 16, XKR", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost 16 trail running", "Brooks", "Brooks Ghost 16", Against.PURPOSE, "trail"),
        ("Ultraboost 5X", "adidas", "adidas Ultraboost 5", Against.VARIANT, "x"),
        ("Ultraboost 5 x Unheard", "adidas", "adidas Ultraboost 5", Against.NOTHING, ""),
        ("Metaspeed Tokyo Edge", "ASICS", "ASICS Metaspeed Edge Tokyo", Against.NOTHING, ""),
        ("Hyperion 2021", "Brooks", "Brooks Hyperion (2023)", Against.YEAR, "2021"),
        # Numbers.
        ("Ghost 16", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost 15", "Brooks", "Brooks Ghost 16", Against.VERSION, "15"),
        ("Ghost", "Brooks", "Brooks Ghost 16", Against.UNVERSIONED, ""),
        ("Ghost 16 10.5", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("10 Ghost 16", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        ("Ghost mens 16", "Brooks", "Brooks Ghost 16", Against.NOTHING, ""),
        # A name without a version.
        ("Cloudmonster", "On", "On Cloudmonster", Against.NOTHING, ""),
        ("Cloudmonster 1", "On", "On Cloudmonster", Against.NOTHING, ""),
        ("Cloudmonster 2", "On", "On Cloudmonster", Against.VERSION, "2"),
        ("Cloudmonster Black 11.5", "On", "On Cloudmonster", Against.NOTHING, ""),
        ("Cloudmonster mens v2", "On", "On Cloudmonster", Against.VERSION, "2"),
        ("Cloudmonster Tempestuous 9", "On", "On Cloudmonster", Against.WORD, "tempestuous"),
        ("Cloudmonster - Tempestuous 9", "On", "On Cloudmonster", Against.NOTHING, ""),
        ("Cloudmonster mens Tempestuous", "On", "On Cloudmonster", Against.NOTHING, ""),
        # Decimals.
        ("torin-2-5", "Altra", "Altra Torin 2.5", Against.NOTHING, ""),
        ("Torin 2", "Altra", "Altra Torin 2.5", Against.VERSION, "2"),
        ("Torin 2.5", "Altra", "Altra Torin 2", Against.VERSION, "2.5"),
        # Lines that are numbers, and models that are a letter and a number.
        ("1080 v14", "New Balance", "New Balance 1080 v14", Against.NOTHING, ""),
        ("1080", "New Balance", "New Balance 1080 v14", Against.UNVERSIONED, ""),
        ("880 v14", "New Balance", "New Balance 1080 v14", Against.MISSING, "1080"),
        ("GT-1000 13", "ASICS", "ASICS GT 1000 13", Against.NOTHING, ""),
        ("GT-2000 13", "ASICS", "ASICS GT 1000 13", Against.VERSION, "2000"),
        ("Cielo X1 3.0", "HOKA", "HOKA Cielo X1", Against.VERSION, "3"),
        ("MT110 v2", "New Balance", "New Balance MT110", Against.VERSION, "2"),
    ],
)
def test_what_speaks_against_a_shoe(
    title: str, brand: str, name: str, expected: Against, detail: str
) -> None:
    agreement = hold(title, brand, name)
    assert (agreement.against, agreement.detail) == (expected, detail)


def test_a_purpose_that_the_shoe_has_is_no_other_shoe() -> None:
    assert hold("Walrus 2 trail shoes", "Acme", "Acme Walrus 2", "trail").against == 0
    assert hold("Walrus 2 trail shoes", "Acme", "Acme Walrus 2", "road").against != 0
    assert hold("Mono sandals", "Luna", "Luna Mono").against == 0


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["ghost", "16", "brooks", "gtx", "mens", "unheard", "15", "x"])))
def test_the_score_is_a_share(words: list[str]) -> None:
    agreement = hold(" ".join(words), "Brooks", "Brooks Ghost 16")
    assert 0 <= agreement.score <= 100
    assert (agreement.score > 0) == bool(agreement.explained)


def test_the_whole_name_scores_all_and_less_scores_less() -> None:
    assert hold("Brooks Ghost 16", "Brooks", "Brooks Ghost 16").score == 100
    assert hold("Ghost 15", "Brooks", "Brooks Ghost 16").score < 70
    assert hold("Nimbus 27", "ASICS", "ASICS Gel Nimbus 27").score > 90
