"""The data package says what every column means."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest

import build_data as build
from observations import Merge, Observation
from shoefit.catalogue.reading import load_catalogue
from shoefit.shoe import Shoe
from shoefit.sources.pages import Stated


@pytest.mark.parametrize(
    ("resource", "model"),
    [("shoes", Shoe), ("observations", Observation), ("merges", Merge), ("statements", Stated)],
)
def test_the_data_package_describes_every_column(
    resource: str, model: type[Shoe | Observation | Merge | Stated]
) -> None:
    package = json.loads(build.built()["datapackage.json"])
    (found,) = [each for each in package["resources"] if each["name"] == resource]
    assert [each["name"] for each in found["schema"]["fields"]] == list(model.model_fields)


@pytest.mark.parametrize("path", sorted(build.DATA.glob("*.csv")), ids=lambda path: path.name)
def test_every_table_is_described_as_it_is(path: Path) -> None:
    package = json.loads(build.built()["datapackage.json"])
    (found,) = [each for each in package["resources"] if each["path"] == path.name]
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    fields = found["schema"]["fields"]
    assert [each["name"] for each in fields] == header
    assert all(each["description"] for each in fields)
    for at, field in enumerate(fields):
        if field["type"] == "number":
            assert all(math.isfinite(float(row[at])) for row in rows if row[at])


def test_as_many_shoes_have_a_full_price_as_the_changelog_says() -> None:
    priced = sum(shoe.list_price is not None for shoe in load_catalogue())
    told = (Path(build.__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"{priced} with a full\n  price" in told


def test_the_data_package_names_units_limits_and_sites() -> None:
    package = json.loads(build.built()["datapackage.json"])
    fields = {each["name"]: each for each in package["resources"][0]["schema"]["fields"]}
    assert fields["heel_stack_mm"]["unit"] == "mm"
    assert fields["heel_stack_mm"]["constraints"] == {"minimum": 0, "maximum": 80}
    assert fields["kind"]["constraints"]["enum"] == ["shoe", "sandal", "toe-shoe", "boot"]
    assert "runrepeat.com" in {each["title"] for each in package["sources"]}
