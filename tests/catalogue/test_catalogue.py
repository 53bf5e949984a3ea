"""A catalogue is an immutable sequence in which an id stands once, and a text names a shoe."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from shoefit.catalogue import opening as module
from shoefit.catalogue.catalogue import Catalogue, UnclearTitleError, find_shoes
from shoefit.catalogue.opening import packaged
from shoefit.catalogue.reading import held_shoes_of, load_catalogue
from shoefit.errors import SourceError, UnknownNameError
from shoefit.shoe import Shoe
from shoefit.titles.resolver import NoMatch

if TYPE_CHECKING:
    from pathlib import Path


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
    assert str(frame["seen"].dtype) == "Int64"
    assert str(frame["brand"].dtype) == "string"


def test_what_was_kept_of_a_file_cannot_be_changed() -> None:
    catalogue = Catalogue([Shoe(shoe_id="a")], extra={"a": {"colour": "red"}})
    with pytest.raises(TypeError):
        catalogue.extra["a"]["colour"] = "blue"  # type: ignore[index]


def test_repr_says_how_many_and_from_where() -> None:
    assert repr(Catalogue([Shoe(shoe_id="a")], source="mine.csv")) == (
        "Catalogue(1 shoes from mine.csv)"
    )


@pytest.mark.parametrize("name", ["shoes.csv", "statements.csv"])
def test_the_data_is_found(name: str) -> None:
    assert packaged(name).is_file()


def test_the_installed_file_goes_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "shoefit"
    for folder in (package / "data", tmp_path / "data"):
        folder.mkdir(parents=True)
    (tmp_path / "data" / "shoes.csv").touch()
    monkeypatch.setattr(module, "_PACKAGE", package)
    assert packaged("shoes.csv") == tmp_path / "data" / "shoes.csv"
    (package / "data" / "shoes.csv").touch()
    assert packaged("shoes.csv") == package / "data" / "shoes.csv"


def test_a_missing_file_names_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "src" / "shoefit")
    with pytest.raises(SourceError, match=r"neither .*shoefit/data/shoes.csv nor .*data/shoes.csv"):
        packaged("shoes.csv")


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
            "lems primal 9",
            (
                "Which shoe is 'lems primal 9'? Version 9 asked, 2 and 3 in the catalogue. "
                "Did you mean 'Lems Primal 2' or 'Lems Primal 3'?"
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
        find_shoes(CATALOGUE, ["luna vanada"])
    assert isinstance(caught.value, UnclearTitleError)
    assert isinstance(caught.value.answer, NoMatch)


def test_one_title_of_two_shoes_is_not_guessed() -> None:
    with pytest.raises(UnclearTitleError):
        find_shoes([*TWINS, LUNA], ["twin x"])
    assert find_shoes([*TWINS, LUNA], ["two"]) == [TWINS[1]]


def test_an_id_goes_before_a_title() -> None:
    named_so = Shoe(shoe_id="other", brand="", model="luna-venado")
    assert find_shoes([named_so, LUNA], ["luna-venado"]) == [LUNA]


def test_d15_an_id_as_it_stands_goes_before_one_in_another_case() -> None:
    upper, lower = Shoe(shoe_id="A", brand="Altra"), Shoe(shoe_id="a", brand="Xero Shoes")
    for shoe in (upper, lower):
        assert find_shoes([upper, lower], [shoe.shoe_id]) == [shoe]
        assert find_shoes([lower, upper], [shoe.shoe_id]) == [shoe]
    assert find_shoes([lower, LUNA], ["A"]) == [lower]


def test_the_bundled_catalogue_is_the_default() -> None:
    assert len(held_shoes_of(None)) == len(CATALOGUE)
    assert held_shoes_of(TWINS) is TWINS


def test_a_file_of_many_further_columns_makes_a_frame_without_a_warning() -> None:
    further = [f"note {number}" for number in range(150)]
    lines = [",".join(["brand", "model", "drop_mm", *further])]
    lines += [",".join(["Acme", f"M{row}", "4", *[f"{row}"] * 149, ""]) for row in range(3)]
    frame = load_catalogue(io.StringIO("\n".join(lines))).to_frame()
    assert list(frame.columns[-150:]) == further
    assert frame["note 7"].tolist() == ["0", "1", "2"]
    assert frame["note 149"].isna().all()
