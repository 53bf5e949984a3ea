"""What one shoe is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shoefit.shoe import Kind, Midsole, Shoe, columns, slug


def test_the_id_is_made_of_brand_and_model() -> None:
    assert Shoe(brand="Xero Shoes", model="HFS II").shoe_id == "xero-shoes-hfs-ii"


def test_a_given_id_stands() -> None:
    assert Shoe(shoe_id="A 1", brand="Xero", model="HFS").shoe_id == "A 1"


def test_a_shoe_needs_a_name() -> None:
    with pytest.raises(ValidationError, match="shoe_id"):
        Shoe(heel_stack_mm=8)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("heel_stack_mm", -0.1),
        ("heel_stack_mm", 80.1),
        ("drop_mm", -10.1),
        ("drop_mm", 30.1),
        ("midsole_hardness_shore_a", 100.1),
        ("toe_box_width_mm", 39.9),
        ("weight_g", 19),
        ("seen", 1959),
        ("heel_stack_mm", float("nan")),
        ("heel_stack_mm", float("inf")),
        ("heel_stack_mm", "8 mm"),
        ("kind", "slipper"),
        ("toe_box_shape", "roomy"),
    ],
)
def test_a_value_outside_its_limits_is_refused(column: str, value: object) -> None:
    with pytest.raises(ValidationError, match=column):
        Shoe.model_validate({"shoe_id": "mine", column: value})


def test_a_shoe_without_a_midsole_has_no_midsole_hardness() -> None:
    with pytest.raises(ValidationError, match="no midsole hardness"):
        Shoe(shoe_id="mine", midsole=Midsole.NONE, midsole_hardness_shore_a=40)


def test_the_former_name_of_seen_is_read_and_both_are_one_error() -> None:
    assert Shoe.model_validate({"shoe_id": "mine", "year": 2019}).seen == 2019
    with pytest.raises(ValidationError, match="former name of seen") as caught:
        Shoe.model_validate({"shoe_id": "mine", "year": 2019, "seen": 2020})
    assert caught.value.error_count() == 1


def test_a_shoe_cannot_be_changed() -> None:
    shoe = Shoe(shoe_id="mine")
    with pytest.raises(ValidationError, match="frozen"):
        shoe.heel_stack_mm = 3.0  # type: ignore[misc]


def test_the_title_falls_back_on_the_id() -> None:
    assert Shoe(shoe_id="mine").title == "mine"
    assert Shoe(brand="Luna", model="Mono").title == "Luna Mono"


@pytest.mark.parametrize(
    ("brand", "model", "wanted"),
    [
        ("Joe Nimble", "nimbleToes  Ädd/ict!", "joe-nimble-nimbletoes-add-ict"),
        ("Vivobarefoot", "Primus_Lite III", "vivobarefoot-primus-lite-iii"),
        ("鞋", "一", "鞋-一"),
        ("Xero", "日本", "xero-日本"),
        ("Xero", "中国", "xero-中国"),
        ("Ботинок", "Лёгкий 3", "ботинок-лёгкий-3"),
        ("प्रकाश", "हल्का जूता", "प्रकाश-हल्का-जूता"),
        ("Ørsted", "Fjäll", "ørsted-fjall"),
        ("👟️", "1️⃣", "1"),
    ],
)
def test_d10_a_slug_keeps_the_letters_of_every_script(brand: str, model: str, wanted: str) -> None:
    assert slug(brand, model) == wanted
    assert slug(unicodedata.normalize("NFD", brand), unicodedata.normalize("NFD", model)) == wanted


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_slug_is_composed_and_stays_as_it_is(brand: str, model: str) -> None:
    made = slug(brand, model)
    assert made == slug(made) == unicodedata.normalize("NFC", made)
    assert not any(each.isspace() or each.isupper() for each in made)
    letters = unicodedata.normalize("NFKD", brand + model)
    assert made or not any(each.isalnum() for each in letters)


def test_every_column_is_described() -> None:
    for name, about in columns(Shoe).items():
        assert about["description"], name
        assert about["type"] in {"string", "number", "integer"}, name
    assert columns(Shoe)["kind"]["enum"] == [each.value for each in Kind]
    assert columns(Shoe)["weight_g"]["unit"] == "g"
