"""Finding the shoe that a text names."""

from __future__ import annotations

import pytest

from shoefit.errors import UnknownNameError
from shoefit.lookup import catalogue_or_bundled, find_shoe
from shoefit.shoe import Shoe

LUNA = Shoe(brand="Luna", model="Venado")
TWINS = [Shoe(shoe_id="one", brand="Twin", model="X"), Shoe(shoe_id="two", brand="Twin", model="X")]


@pytest.mark.parametrize("text", ["luna-venado", "Luna Venado", " LUNA venado ", "Luna-Venado"])
def test_by_id_or_title_in_any_case(text: str) -> None:
    assert find_shoe([*TWINS, LUNA], text) is LUNA


def test_a_shoe_is_handed_back() -> None:
    assert find_shoe([], LUNA) is LUNA


def test_an_unknown_title_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'Luna Venado'"):
        find_shoe([*TWINS, LUNA], "lunar venado")


def test_one_title_of_two_shoes_is_told_apart_by_ids() -> None:
    with pytest.raises(UnknownNameError, match="no one shoe 'twin x'") as caught:
        find_shoe([*TWINS, LUNA], "twin x")
    assert caught.value.known == ("one", "two")


def test_an_id_goes_before_a_title() -> None:
    named_so = Shoe(shoe_id="other", brand="", model="luna-venado")
    assert find_shoe([named_so, LUNA], "luna-venado") is LUNA


def test_the_bundled_catalogue_is_the_default() -> None:
    assert len(catalogue_or_bundled(None)) > 500
    assert catalogue_or_bundled(TWINS) is TWINS
