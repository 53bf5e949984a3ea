"""Finding the shoes that texts name."""

from __future__ import annotations

import pytest

from shoefit.catalogue.lookup import UnclearTitleError, catalogue_or_bundled, find_shoes
from shoefit.catalogue.read import load_catalogue
from shoefit.errors import UnknownNameError
from shoefit.shoe import Shoe
from shoefit.titles.resolver import NoMatch

CATALOGUE = load_catalogue()
LUNA = Shoe(brand="Luna", model="Venado")
TWINS = [Shoe(shoe_id="one", brand="Twin", model="X"), Shoe(shoe_id="two", brand="Twin", model="X")]


@pytest.mark.parametrize("text", ["luna-venado", "Luna Venado", " LUNA venado ", "Luna-Venado"])
def test_by_id_or_title_in_any_case(text: str) -> None:
    assert find_shoes([*TWINS, LUNA], [text]) == [LUNA]


@pytest.mark.parametrize(
    ("text", "shoe_id"),
    [
        ("xero hfs 2", "xero-shoes-hfs-ii"),
        ("Altra Men's Escalante 4 Road Running Shoe", "altra-escalante-4"),
        ("hattori", "saucony-hattori"),
    ],
)
def test_by_any_title_that_the_resolver_understands(text: str, shoe_id: str) -> None:
    assert find_shoes(CATALOGUE, [text]) == [CATALOGUE[shoe_id]]


def test_the_order_asked_for_stays_and_a_shoe_is_handed_back() -> None:
    found = find_shoes(CATALOGUE, ["xero hfs 2", LUNA, "lems-primal-2", "hattori"])
    assert found[1] is LUNA
    assert [each.shoe_id for each in found[::2]] == ["xero-shoes-hfs-ii", "lems-primal-2"]
    assert find_shoes([], [LUNA]) == [LUNA]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "lems primal",
            (
                "Which shoe is 'lems primal'? No version asked, 2 and 3 in the catalogue. "
                "Did you mean 'Lems Primal 2' or 'Lems Primal 3'?"
            ),
        ),
        (
            "hoka bondi 8",
            (
                "Which shoe is 'hoka bondi 8'? Version 8 asked, 9 in the catalogue. "
                "Did you mean 'Hoka Bondi 9'?"
            ),
        ),
        (
            "zzz",
            "Which shoe is 'zzz'? No word of the title is in the name of a shoe.",
        ),
    ],
)
def test_an_unclear_title_says_why_and_names_the_nearest(text: str, told: str) -> None:
    with pytest.raises(UnclearTitleError) as caught:
        find_shoes(CATALOGUE, ["lems-primal-2", text])
    assert str(caught.value) == told
    assert caught.value.answer.title == text


def test_a_slip_of_the_pen_names_the_nearest_too() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'Luna Venado'") as caught:
        find_shoes(CATALOGUE, ["luna venad"])
    assert isinstance(caught.value, UnclearTitleError)
    assert isinstance(caught.value.answer, NoMatch)


def test_one_title_of_two_shoes_is_not_guessed() -> None:
    with pytest.raises(UnclearTitleError):
        find_shoes([*TWINS, LUNA], ["twin x"])
    assert find_shoes([*TWINS, LUNA], ["two"]) == [TWINS[1]]


def test_an_id_goes_before_a_title() -> None:
    named_so = Shoe(shoe_id="other", brand="", model="luna-venado")
    assert find_shoes([named_so, LUNA], ["luna-venado"]) == [LUNA]


def test_the_bundled_catalogue_is_the_default() -> None:
    assert len(catalogue_or_bundled(None)) == len(CATALOGUE)
    assert catalogue_or_bundled(TWINS) is TWINS
