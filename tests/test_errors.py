"""Errors carry their data and what to do next."""

from __future__ import annotations

from shoefit.errors import ShoefitError, UnknownNameError, nearest


def test_an_error_ends_with_what_to_do_next() -> None:
    error = ShoefitError("The shoe pinches.", hint="Take a wider one.")
    assert str(error) == "The shoe pinches. Take a wider one."
    assert (error.message, error.hint) == ("The shoe pinches.", "Take a wider one.")


def test_a_name_like_no_other_gets_a_list() -> None:
    error = UnknownNameError("profile", "xyz", ["article", "balance"])
    assert error.nearest == ()
    assert str(error) == "There is no profile 'xyz'. Known: article, balance."


def test_a_long_list_is_cut() -> None:
    assert str(UnknownNameError("brand", "xyz", map(str, range(100)))).endswith(" and 88 more.")


def test_the_nearest_name_does_not_mind_case() -> None:
    assert nearest("ALTRA", ["Altra", "Astral"])[0] == "Altra"
