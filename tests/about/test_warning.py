"""The article's warning of a shoe both soft and thick: who is told, where, and the other side."""

from __future__ import annotations

import json

import pytest

from shoefit.about.comparison import compare
from shoefit.about.explanation import explain
from shoefit.about.reasons import SOFT_BELOW_SHORE_A, THICK_FROM_MM, soft_and_thick, warning
from shoefit.about.stepdown import step_down
from shoefit.ranking.order import rank
from shoefit.report.content import content
from shoefit.shoe import Midsole, Shoe

SOFT = Shoe(shoe_id="soft", heel_stack_mm=38, drop_mm=8, midsole_hardness_shore_a=21)
HARD = Shoe(shoe_id="hard", heel_stack_mm=6, drop_mm=0, midsole_hardness_shore_a=50)
TERMS = "feel comfortable and take balance away unnoticed"
OTHER_SIDE = "the harder of two shoes had 1.52 times the hazard of injury"


def flat(said: str) -> str:
    return " ".join(said.split())


def test_the_lines_are_those_of_their_sources() -> None:
    """Half-way between Robbins's softest and hardest midsole; the Index's two thickest bands."""
    assert SOFT_BELOW_SHORE_A == (15 + 50) / 2
    assert THICK_FROM_MM == 26


@pytest.mark.parametrize(
    ("stack", "hardness", "warned"),
    [
        (26, 32.4, True),
        (25.9, 32.4, False),
        (26, 32.5, False),
        (None, 20, False),
        (36, None, True),  # nine in ten soles as thick are softer
        (24, None, False),
    ],
)
def test_both_must_hold(stack: float | None, hardness: float | None, warned: bool) -> None:
    shoe = Shoe(shoe_id="a", heel_stack_mm=stack, midsole_hardness_shore_a=hardness)
    assert bool(warning(shoe)) == bool(soft_and_thick(shoe)) == warned


def test_an_unknown_hardness_is_said_to_be_what_such_soles_are() -> None:
    said = soft_and_thick(Shoe(shoe_id="a", heel_stack_mm=36))
    assert said == "thick (36 mm), and nine in ten soles as thick are soft (at most 28.1 Shore A)"
    assert not soft_and_thick(Shoe(shoe_id="a", heel_stack_mm=27, midsole=Midsole.NONE))


def test_explain_compare_the_ladder_and_the_page_tell_both_sides() -> None:
    listed = [SOFT, HARD]
    ladder = step_down(SOFT, catalogue=listed)
    told = [
        str(explain(SOFT, listed)),
        explain(SOFT, listed)._repr_html_(),
        explain(SOFT, listed).to_json(),
        str(compare(SOFT, HARD, catalogue=listed)),
        compare(SOFT, HARD, catalogue=listed)._repr_html_(),
        str(ladder),
        ladder._repr_html_(),
        ladder.to_json(),
        json.dumps(content(rank(listed))["shoes"][1]),
    ]
    for each in told:
        assert TERMS in flat(each)
        assert OTHER_SIDE in flat(each)
        assert "(21 Shore A) and thick (38 mm)" in flat(each)


def test_a_comparison_says_it_once() -> None:
    also = SOFT.model_copy(update={"shoe_id": "also"})
    said = flat(str(compare(SOFT, also, HARD, catalogue=[SOFT, also, HARD])))
    assert "A is soft (21 Shore A) and thick (38 mm). B is soft" in said
    assert said.count(TERMS) == 1


def test_who_is_hard_or_thin_is_not_warned() -> None:
    listed = [SOFT, HARD]
    step = step_down(HARD, catalogue=listed)
    said = [str(explain(HARD, listed)), str(step), json.dumps(content(rank(listed))["shoes"][0])]
    for each in said:
        assert TERMS not in flat(each)
