"""Explanations and comparisons as JSON: closed, published, and enough to make the score again."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings

import oracle
from drawn import profiles, shoes
from shoefit.about.comparison import compare
from shoefit.about.explanation import explain
from shoefit.about.explanation_formats import (
    comparison_json_schema,
    comparison_to_json,
    json_schema,
    to_json,
)
from shoefit.catalogue.reading import load_catalogue

if TYPE_CHECKING:
    from shoefit.scoring.profiles import Profile
    from shoefit.shoe import Shoe

CATALOGUE = load_catalogue()
EXPLANATION = jsonschema.Draft202012Validator(json_schema())
COMPARISON = jsonschema.Draft202012Validator(comparison_json_schema())
DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("name", "schema"),
    [("explanation", json_schema()), ("comparison", comparison_json_schema())],
)
def test_the_published_schema_is_the_one_in_use(name: str, schema: dict[str, Any]) -> None:
    published = (DOCS / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == schema


def remade(document: dict[str, Any]) -> list[tuple[float, float]]:
    """Make the score of a shoe again from its JSON alone: by the mean, and by what it loses."""
    found = []
    for shoe in [document["shoe"]] if "shoe" in document else document["shoes"]:
        parts = [each["part"] for each in shoe["reasons"]]
        for reason, part in zip(shoe["reasons"], parts, strict=True):
            if part["basis"] == "reading":
                size = abs(part["reading"]) if part["criterion"] == "drop" else part["reading"]
                again = oracle.ramp(size, reason["zero_at"], reason["one_at"])
                assert part["sub_score"] == pytest.approx(again, abs=1e-12)
        weights = [document["profile"]["weights"][part["criterion"]] for part in parts]
        assert weights == [part["weight"] for part in parts]
        values = [part["sub_score"] for part in parts]
        joined = oracle.mean(values, weights, document["profile"]["mean"])
        less = 100 - math.fsum(each["points_lost"] for each in shoe["reasons"])
        found.append((joined, less))
    return found


def test_the_score_of_real_shoes_follows_from_their_json() -> None:
    for shoe in CATALOGUE[::20]:
        document = json.loads(to_json(explain(shoe, CATALOGUE)))
        jsonschema.validate(document, json_schema())
        if document["shoe"]["score"] is not None:
            for again in remade(document)[0]:
                assert again == pytest.approx(document["shoe"]["score"], abs=1e-9)


def test_every_known_number_has_its_address_and_its_way_from_the_page() -> None:
    document = json.loads(to_json(explain("xero-shoes-hfs-ii", CATALOGUE)))
    for reason in document["shoe"]["reasons"]:
        first = reason["statements"][0]
        assert first["stands"]
        assert first["source"] == reason["part"]["source"]
        assert first["reading"] == reason["part"]["reading"]
    width = document["shoe"]["reasons"][3]["statements"][0]
    assert width["conversion"] == "86.7 mm by caliper"


@settings(max_examples=25)  # each checks two large documents
@given(shoes("one"), shoes("other"), profiles())
def test_any_shoe_keeps_to_the_schemas(one: Shoe, other: Shoe, profile: Profile) -> None:
    single = json.loads(to_json(explain(one, [one], profile)))
    EXPLANATION.validate(single)
    both = json.loads(comparison_to_json(compare(one, other, catalogue=[one], profile=profile)))
    COMPARISON.validate(both)
    for document in (single, both):
        explained = [document["shoe"]] if "shoe" in document else document["shoes"]
        for shoe, ways in zip(explained, remade(document), strict=True):
            if shoe["score"] is not None:
                assert list(ways) == pytest.approx([shoe["score"]] * 2)


def test_no_other_property_is_allowed() -> None:
    document = json.loads(to_json(explain("lems-primal-2", CATALOGUE)))
    inner = [
        document,
        document["shoe"],
        document["shoe"]["standing"],
        document["shoe"]["reasons"][0],
        document["shoe"]["reasons"][0]["statements"][0],
        document["shoe"]["unknowns"][0]["best"],
        document["evidence"]["findings"][0],
    ]
    for each in inner:
        each["more"] = 1
        with pytest.raises(jsonschema.ValidationError, match="more"):
            jsonschema.validate(document, json_schema())
        del each["more"]


def test_the_evidence_goes_with_it() -> None:
    document = json.loads(to_json(explain("lems-primal-2", CATALOGUE, "balance")))
    sides = {each["side"] for each in document["evidence"]["findings"]}
    assert sides == {"for", "against"}
    assert document["evidence"]["note"]
