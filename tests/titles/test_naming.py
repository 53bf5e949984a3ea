"""The names of a catalogue, taken apart."""

from __future__ import annotations

import pytest

from shoefit.titles.lexicon import NamedShoe, build_lexicon
from shoefit.titles.naming import Name, take_apart
from shoefit.titles.vocabulary import load_vocabulary


def name(brand: str, title: str) -> Name:
    shoe = NamedShoe("id", brand, title)
    return take_apart(shoe, shoe.texts()[0], build_lexicon([shoe], load_vocabulary()))


@pytest.mark.parametrize(
    ("brand", "title", "required", "optional", "numbers"),
    [
        ("ASICS", "ASICS Gel Nimbus 27", {"nimbus"}, {"gel"}, ("27",)),
        ("New Balance", "New Balance Fresh Foam X 1080 v14", set(), {"freshfoam"}, ("1080", "14")),
        ("Brooks", "Brooks Adrenaline GTS 24", {"adrenaline"}, {"gts"}, ("24",)),
        ("Brooks", "Brooks Glycerin GTS 21", {"glycerin", "gts"}, set(), ("21",)),
        ("Hylo Athletics", "Hylo Axis", {"axis"}, set(), ()),
        ("Xero Shoes", "Xero Shoes HFS II", {"hfs"}, set(), ("2",)),
        ("Vibram FiveFingers", "Vibram FiveFingers V-Run", {"v", "run"}, set(), ()),
        ("Nobody", "Nobody Strange Shoe 3", {"strange"}, {"shoe"}, ("3",)),
    ],
)
def test_words_and_numbers(
    brand: str, title: str, required: set[str], optional: set[str], numbers: tuple[str, ...]
) -> None:
    parts = name(brand, title)
    assert set(parts.required) == required
    assert set(parts.optional) == optional
    assert parts.numbers == numbers


def test_a_letter_and_a_number_are_no_version() -> None:
    assert not name("HOKA", "HOKA Cielo X1").versioned
    assert not name("New Balance", "New Balance MT110").versioned
    assert name("HOKA", "HOKA Cielo X1 2.0").versioned
    assert name("adidas", "adidas Adizero SL2").versioned


def test_a_slug_may_lose_the_dot() -> None:
    assert name("Ortuseight", "Ortuseight Solar 2.0").other_numbers == ("20",)
    assert name("Brooks", "Brooks Ghost 16").other_numbers == ()


def test_a_year_is_no_version() -> None:
    parts = name("Brooks", "Brooks Hyperion (2023)")
    assert parts.numbers == ()
    assert set(parts.years) == {"2023"}
    assert name("ASICS", "ASICS GT 2000 13").numbers == ("2000", "13")


def test_lines_made_for_trails_are_known() -> None:
    assert "trail" in name("Altra", "Altra Lone Peak 8").uses
    assert "trail" not in name("Altra", "Altra VIA Olympus").uses
    assert "trail" not in name("Mizuno", "Mizuno Neo Vista").uses


def test_an_id_that_writes_the_name_otherwise_is_another_name() -> None:
    assert NamedShoe("nike-free-run-50", "Nike", "Nike Free Run 5.0").texts() == [
        "nike free run 5.0",
        "nike free run 50",
    ]
    assert NamedShoe("B07XYZ", "Nike", "Nike Pegasus 41").texts() == ["nike pegasus 41"]
