"""The cautions: the findings that speak against going down, each once."""

from __future__ import annotations

from shoefit.about.cautions import CAUTIONS, POINTS_A_MONTH, RULE, RULE_SOURCE


def test_each_study_that_speaks_against_going_down_is_there_once() -> None:
    assert [each.source for each in CAUTIONS] == [
        "Ridge 2013",
        "Ryan 2014",
        "Fuller 2017",
        "Malisoux 2020",
        "Robbins 1992",
        "Koepsell 2004",
    ]
    assert {each.side for each in CAUTIONS} == {"against"}


def test_the_rule_says_what_it_rests_on() -> None:
    assert f"for {POINTS_A_MONTH} points" in RULE
    assert "not trial evidence" in RULE
    assert RULE_SOURCE.startswith("https://")
