"""The cautions: each with its figures and the address of its paper."""

from __future__ import annotations

import re

from shoefit.cautions import CAUTIONS, POINTS_A_MONTH, RULE, RULE_SOURCE


def test_each_caution_has_a_figure_and_an_address() -> None:
    for each in CAUTIONS:
        assert re.search(r"\d", each.finding)
        assert re.fullmatch(r"https://\S+", each.source)


def test_the_studies_that_speak_against_going_down_are_all_there() -> None:
    studies = {each.study for each in CAUTIONS}
    assert {"Ridge 2013", "Ryan 2014", "Fuller 2017", "Malisoux 2020"} <= studies
    assert {"Robbins 1992", "Koepsell 2004"} <= studies


def test_the_rule_says_what_it_rests_on() -> None:
    assert f"for {POINTS_A_MONTH} points" in RULE
    assert "not trial evidence" in RULE
    assert RULE_SOURCE.startswith("https://")
