"""A brand answers to any of its names, and a wrong one is told with the nearest."""

from __future__ import annotations

import subprocess
import sys

import pytest

from shoefit import load_catalogue
from shoefit.titles.vocabulary import brand_key, brand_names, unknown_brand


@pytest.mark.parametrize(
    ("asked", "brand"),
    [
        ("xero", "Xero Shoes"),
        ("XERO SHOES", "Xero Shoes"),
        ("vivo", "Vivobarefoot"),
        ("Vivo-Barefoot", "Vivobarefoot"),
        ("hoka one one", "Hoka"),
        ("FiveFingers", "Vibram FiveFingers"),
        ("inov8", "Inov-8"),
        ("361°", "361 Degrees"),
        ("acme", "Acme Footwear"),
        ("鞋", "鞋"),
    ],
)
def test_a_brand_answers_to_any_of_its_names(asked: str, brand: str) -> None:
    assert brand_key(asked) == brand_key(brand) != ""


def test_no_two_names_of_the_bundled_catalogue_answer_for_each_other() -> None:
    written: dict[str, set[str]] = {}
    for shoe in load_catalogue():
        written.setdefault(brand_key(shoe.brand), set()).add(shoe.brand)
    # Brands that took another name are one; every other key has one brand.
    shared = {brand: names for brand, names in written.items() if len(names) > 1}
    assert shared.keys() <= {"vivobarefoot", "xero shoes", "kiprun"}, shared
    assert {brand_key(name) for name in brand_names("vivo")} == {brand_key("Vivobarefoot")}


def test_no_word_is_no_brand() -> None:
    assert brand_key("") == brand_key("!?") == ""
    assert brand_names("!?") == ()


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("xeero", ("Xero Shoes",)),
        ("zorbax", ()),
        ("hoka one on", ("Hoka",)),
        ("vivobare", ("Vivobarefoot",)),
    ],
)
def test_a_wrong_brand_is_told_with_the_nearest(asked: str, nearest: tuple[str, ...]) -> None:
    error = unknown_brand(asked, ["Altra", "Hoka", "Vivobarefoot", "Xero Shoes"])
    assert error.nearest == nearest
    assert repr(asked) in str(error)


def test_a_brand_needs_no_resolver() -> None:
    code = (
        "import sys; from shoefit.titles.vocabulary import brand_key; brand_key('xero');"
        "assert not {'shoefit.titles.resolver', 'rapidfuzz', 'pandas'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own line
