"""A ladder as text, JSON and HTML."""

from __future__ import annotations

import json

import jsonschema
import pytest

from published import schema
from shoefit.about.ladder import POINTS_A_MONTH, RULE, RULE_SOURCE, Gap, Ladder
from shoefit.about.stepdown import step_down
from shoefit.catalogue.reading import load_catalogue
from shoefit.shoe import Shoe

SCHEMA = schema("ladder")
CATALOGUE = load_catalogue()
DOWN = step_down(CATALOGUE["nike-pegasus-41"], catalogue=CATALOGUE)
NO_WAY = step_down(CATALOGUE["nike-pegasus-41"], catalogue=[])
HOSTILE = step_down(
    Shoe(shoe_id="a", model="<b>\x9b31m\n" + "long " * 30, heel_stack_mm=15, drop_mm=0),
    catalogue=[Shoe(shoe_id="b", model="<i>\u202e", heel_stack_mm=10, drop_mm=0, seen=2024)],
)
EVERY = pytest.mark.parametrize("ladder", [DOWN, NO_WAY, HOSTILE], ids=["down", "gap", "hostile"])


@EVERY
def test_the_json_keeps_to_the_schema(ladder: Ladder) -> None:
    document = json.loads(ladder.to_json())
    SCHEMA.validate(document)
    document["start"]["more"] = 1
    with pytest.raises(jsonschema.ValidationError, match="more"):
        SCHEMA.validate(document)


def test_the_json_adds_up() -> None:
    document = json.loads(DOWN.to_json())
    assert document["points"] == sum(step["points"] for step in document["steps"])
    assert document["months"] == pytest.approx(document["points"] / 10)
    stack = document["start"]["heel_stack_mm"]
    for step in document["steps"]:
        stack += step["stack_change_mm"]
        assert step["shoe"]["heel_stack_mm"] == pytest.approx(stack)
        assert step["shoe"]["heel_stack_mm_source"].startswith("http")


@EVERY
def test_the_text_fits_a_terminal_and_shows_what_a_name_hides(ladder: Ladder) -> None:
    text = str(ladder)
    assert max(map(len, text.splitlines())) <= 80
    assert "\x9b" not in text
    assert "\u202e" not in text


@EVERY
def test_no_ladder_goes_without_its_cautions(ladder: Ladder) -> None:
    words = " ".join(str(ladder).split())
    html = ladder._repr_html_()
    for each in DOWN.cautions:
        assert each.text in words
        assert each.address in html
        assert each.address in ladder.to_json()
    assert "not medical advice" in words
    assert "not medical advice" in html


def test_the_text_names_each_rung_and_the_time() -> None:
    text = str(DOWN)
    for rung in DOWN.rungs:
        assert rung.shoe.title[:27] in text
    assert f"{DOWN.months:.1f} months or more" in text


def test_the_text_names_each_gap() -> None:
    assert NO_WAY.gap
    for each in NO_WAY.gap:
        assert f"- {each}\n" in str(NO_WAY)
    assert str(Gap(2, 5, 20, 24.5)) == "a sole of 20 to 24.5 mm with a drop of under 1 mm"
    assert str(Gap(2, 5, 23, 23)) == "a sole of 23 mm with a drop of under 1 mm"
    assert str(Gap(5, 4, 0, 8)) == "a sole up to 8 mm thick with a drop of 1 to 4 mm"


def test_who_has_arrived_is_told_so() -> None:
    arrived = step_down(Shoe(shoe_id="a", heel_stack_mm=5, drop_mm=0), catalogue=[])
    assert "Nothing to step down from" in str(arrived)
    assert (arrived.points, arrived.months, arrived.gap) == (0, 0, ())


def test_a_step_within_the_thickest_band_is_pointed_out() -> None:
    """It has no top, so that the Index sees no difference."""
    thick = Shoe(shoe_id="a", heel_stack_mm=46, drop_mm=0)
    rungs = [
        Shoe(shoe_id=str(stack), heel_stack_mm=stack, drop_mm=0, seen=2024)
        for stack in (36, 30, 23, 17, 12)
    ]
    text = " ".join(str(step_down(thick, catalogue=rungs)).split())
    assert "Step 1 takes 10 mm off the sole and counts no points" in text
    assert "Step 2 takes" not in text


def test_readings_that_no_one_measured_are_pointed_out() -> None:
    assert "1 of 2 shoes were not measured" not in str(DOWN)
    assert "2 of 2 shoes were not measured" in " ".join(str(HOSTILE).split())
    assert [rung.read_as for rung in HOSTILE.rungs] == ["unstated", "unstated"]


def test_the_notebook_shows_names_as_text() -> None:
    html = HOSTILE._repr_html_()
    assert "<b>" not in html
    assert "<i>" not in html


def test_each_study_that_speaks_against_going_down_is_there_once() -> None:
    assert [each.source for each in DOWN.cautions] == [
        "Ridge 2013",
        "Ryan 2014",
        "Fuller 2017",
        "Malisoux 2020",
        "Robbins 1992",
        "Koepsell 2004",
    ]
    assert {each.side for each in DOWN.cautions} == {"against"}


def test_the_rule_says_what_it_rests_on() -> None:
    assert f"for {POINTS_A_MONTH} points" in RULE
    assert "not trial evidence" in RULE
    assert RULE_SOURCE.startswith("https://")
