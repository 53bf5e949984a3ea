"""The data package says what every column means."""

from __future__ import annotations

import json

import pytest

import build_data as build
from shoefit.shoe import Shoe
from shoefit.sources.observations import Merge, Observation


@pytest.mark.parametrize(
    ("resource", "model"), [("shoes", Shoe), ("observations", Observation), ("merges", Merge)]
)
def test_the_data_package_describes_every_column(
    resource: str, model: type[Shoe | Observation | Merge]
) -> None:
    package = json.loads(build.built()["datapackage.json"])
    (found,) = [each for each in package["resources"] if each["name"] == resource]
    assert [each["name"] for each in found["schema"]["fields"]] == list(model.model_fields)


def test_the_data_package_names_units_limits_and_sites() -> None:
    package = json.loads(build.built()["datapackage.json"])
    fields = {each["name"]: each for each in package["resources"][0]["schema"]["fields"]}
    assert fields["heel_stack_mm"]["unit"] == "mm"
    assert fields["heel_stack_mm"]["constraints"] == {"minimum": 0, "maximum": 80}
    assert fields["kind"]["constraints"]["enum"] == ["shoe", "sandal", "toe-shoe", "boot"]
    assert "runrepeat.com" in {each["title"] for each in package["sources"]}
