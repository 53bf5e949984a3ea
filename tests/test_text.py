"""Text is shown, not obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoefit.text import number, shown


@given(st.text())
def test_what_is_shown_is_printable(text: str) -> None:
    assert shown(text).isprintable()


@given(st.text().filter(str.isprintable))
def test_printable_text_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


def test_directions_and_escapes_are_spelled_out() -> None:
    assert shown("\u202eabc\x1b[0m\n") == "\\u202eabc\\x1b[0m\\n"


@pytest.mark.parametrize(
    ("value", "written"), [(14.30, "14.3"), (7.0, "7"), (-0.04, "0"), (21.02, "21"), (0.05, "0.1")]
)
def test_numbers_have_no_idle_digits(value: float, written: str) -> None:
    assert number(value) == written


@given(st.floats(0, 80))
def test_a_number_is_right_to_a_tenth(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, abs=0.05 + 1e-9)
