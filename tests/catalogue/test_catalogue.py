"""A catalogue is an immutable sequence in which an id stands once."""

from __future__ import annotations

import pytest

from shoefit.catalogue.catalogue import Catalogue
from shoefit.catalogue.read import load_catalogue
from shoefit.errors import UnknownNameError
from shoefit.shoe import Shoe

CATALOGUE = load_catalogue()


def test_a_shoe_by_place_by_id_and_by_slice() -> None:
    first = CATALOGUE[0]
    assert CATALOGUE[first.shoe_id] is first
    assert CATALOGUE[:2] == (first, CATALOGUE[1])
    assert first in CATALOGUE


def test_an_unknown_id_gets_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="xero-shoes-hfs"):
        CATALOGUE["xero-shoe-hfs"]


def test_an_id_stands_once() -> None:
    with pytest.raises(ValueError, match="'a' stands twice"):
        Catalogue([Shoe(shoe_id="a"), Shoe(shoe_id="b"), Shoe(shoe_id="a")])


def test_to_frame_has_the_columns_of_the_file() -> None:
    frame = CATALOGUE.to_frame()
    assert list(frame.columns) == list(Shoe.model_fields)
    assert str(frame["heel_stack_mm"].dtype) == "float64"
    assert str(frame["year"].dtype) == "Int64"
    assert str(frame["brand"].dtype) == "string"


def test_what_was_kept_of_a_file_cannot_be_changed() -> None:
    catalogue = Catalogue([Shoe(shoe_id="a")], extra={"a": {"colour": "red"}})
    with pytest.raises(TypeError):
        catalogue.extra["a"]["colour"] = "blue"  # type: ignore[index]


def test_repr_says_how_many_and_from_where() -> None:
    assert repr(Catalogue([Shoe(shoe_id="a")], source="mine.csv")) == (
        "Catalogue(1 shoes from mine.csv)"
    )
