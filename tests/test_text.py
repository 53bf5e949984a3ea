"""Text is shown, not obeyed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shoefit.text import shown


@given(st.text())
def test_what_is_shown_is_printable(text: str) -> None:
    assert shown(text).isprintable()


@given(st.text().filter(str.isprintable))
def test_printable_text_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


def test_directions_and_escapes_are_spelled_out() -> None:
    assert shown("\u202eabc\x1b[0m\n") == "\\u202eabc\\x1b[0m\\n"
