"""Letters to tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoefit.titles.spelling import key, plain, tokens


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
    assert tokens("gt-1000 12x")[1] == [False, False, False, True]


@given(st.text())
def test_plain_text_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.lists(st.sampled_from(["ghost", "16", "gtx", "1080", "x"]), max_size=6))
def test_the_key_does_not_see_punctuation(words: list[str]) -> None:
    assert key(" ".join(words)) == key("-".join(words).upper()) == tuple(words)
