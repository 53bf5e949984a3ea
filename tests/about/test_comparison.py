"""`compare`: who leads, by how much, and what would turn it."""

from __future__ import annotations

import pytest

from shoefit.about.comparison import compare
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import ShoefitError, UnknownNameError
from shoefit.ranking.order import rank
from shoefit.shoe import Shoe

CATALOGUE = load_catalogue()
THIN = Shoe(shoe_id="thin", heel_stack_mm=8, drop_mm=4)
FLAT = Shoe(shoe_id="flat", heel_stack_mm=16, drop_mm=0)


def test_the_leader_is_whoever_ranks_first() -> None:
    names = ["altra escalante 4", "lems primal 2", "xero shoes hfs ii"]
    found = compare(*names, catalogue=CATALOGUE)
    assert [each.shoe.title.casefold() for each in found.explanations] == names
    assert {each.leader for each in found.duels} == {"xero-shoes-hfs-ii"}
    assert [each.behind for each in found.duels] == ["altra-escalante-4", "lems-primal-2"]
    scores = {each.shoe.shoe_id: each.score or 0 for each in found.explanations}
    for duel in found.duels:
        assert duel.lead == pytest.approx(scores[duel.leader] - scores[duel.behind])


def test_at_the_tipping_weight_the_ranking_itself_turns() -> None:
    (duel,) = compare(THIN, FLAT, catalogue=[THIN, FLAT]).duels
    (tip,) = duel.weight_tips
    assert tip.criterion == "drop"
    for share, first in ((tip.share + 0.001, "flat"), (tip.share - 0.001, "thin")):
        factor = 3 * share / (1 - share)  # of four equal weights, to this share
        ranking = rank([THIN, FLAT], weights={"drop": factor})
        assert ranking[0].shoe.shoe_id == first


def test_a_changed_reading_that_is_enough_turns_the_ranking_itself() -> None:
    (duel,) = compare(
        "lems primal 2", "altra escalante 4", catalogue=CATALOGUE, profile="balance"
    ).duels
    tip = next(each for each in duel.reading_tips if each.criterion == "stack_height")
    behind = CATALOGUE[duel.behind]
    for change, first in ((-0.001, duel.behind), (0.001, duel.leader)):
        moved = behind.model_copy(update={"heel_stack_mm": tip.reading + change})
        ranking = rank([CATALOGUE[duel.leader], moved], profile="balance")
        assert ranking[0].shoe.shoe_id == first


def test_a_tie_is_led_by_the_better_lower_band_as_in_a_ranking() -> None:
    sure = THIN.model_copy(update={"shoe_id": "sure", "heel_stack_mm_tolerance": 0.5})
    (duel,) = compare(THIN, sure, catalogue=[]).duels
    assert (duel.leader, duel.lead, duel.reading_tips) == ("sure", 0, ())


def test_a_shoe_of_which_nothing_is_known_is_shown_without_a_duel() -> None:
    blank = Shoe(shoe_id="blank")
    found = compare(THIN, blank, catalogue=[])
    assert len(found.explanations) == 2
    assert not found.duels
    assert not compare(blank, Shoe(shoe_id="blank-too"), catalogue=[]).duels


@pytest.mark.parametrize(
    ("shoes", "told"), [((), "cannot be compared"), ((THIN,), "cannot be"), ((THIN, THIN), "twice")]
)
def test_fewer_than_two_shoes_are_refused(shoes: tuple[Shoe, ...], told: str) -> None:
    with pytest.raises(ShoefitError, match=told):
        compare(*shoes, catalogue=[])


def test_an_unknown_shoe_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean"):
        compare("lems primal 2", "luna venad", catalogue=CATALOGUE)


def test_a_notebook_shows_a_table_and_obeys_no_name() -> None:
    hostile = Shoe(brand="<script>", model="&", heel_stack_mm=30, drop_mm=8)
    shown = compare(THIN, hostile, catalogue=[THIN, hostile])._repr_html_()
    assert shown.startswith("<table><tr><th></th><th>thin</th>")
    assert "<th>stack height</th>" in shown
    assert "thin leads &lt;script&gt; &amp; by" in shown
    assert "<script>" not in shown
