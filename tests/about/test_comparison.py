"""`compare`: who leads, by how much, and what would turn it; in words."""

from __future__ import annotations

import re

import pytest

from shoefit.about.comparison import compare
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import ShoefitError, UnknownNameError
from shoefit.ranking.order import rank
from shoefit.shoe import Shoe, ToeBoxShape

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
    tip = next(each for each in duel.weight_tips if each.criterion == "drop")
    for share, first in ((tip.share + 0.001, "flat"), (tip.share - 0.001, "thin")):
        factor = 3 * share / (1 - share)  # of four equal weights, to this share
        ranking = rank([THIN, FLAT], weights={"drop": factor})
        assert ranking[0].shoe.shoe_id == first


def test_a_changed_reading_that_is_enough_turns_the_ranking_itself() -> None:
    names = "luna venado", "lems primal 2"
    (duel,) = compare(*names, catalogue=CATALOGUE, profile="balance").duels
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
        compare("lems primal 2", "lems primal", catalogue=CATALOGUE)


def test_a_notebook_shows_a_table_and_obeys_no_name() -> None:
    hostile = Shoe(brand="<script>", model="&", heel_stack_mm=30, drop_mm=8)
    shown = compare(THIN, hostile, catalogue=[THIN, hostile])._repr_html_()
    assert ">thin</th>" in shown
    assert ">stack height</td>" in shown
    assert "thin leads &lt;script&gt; &amp; by" in shown
    assert "<script>" not in shown


SOFT = Shoe(brand="Acme", model="Thin", heel_stack_mm=12, midsole_hardness_shore_a=34)
HARD = Shoe(brand="Acme", model="Hard", heel_stack_mm=20, midsole_hardness_shore_a=42)


def test_the_whole_text_of_two_shoes() -> None:
    said = str(compare(SOFT, HARD, catalogue=[SOFT, HARD], profile="balance"))
    assert said.startswith(
        """\
A  Acme Thin
B  Acme Hard

                  A                   B
score             58.2                53.8
may be            37 to 80            34 to 72
rank              1 of 2              2 of 2
stack height      0.62  12 mm         0.38  20 mm
midsole hardness  0.54  34 Shore A    0.77  42 Shore A

A leads B by 4.5 points.
  B leads once stack height weighs less than 0.40 of the total (now 0.50).
  B leads once midsole hardness weighs more than 0.60 of the total (now 0.50).
  B would lead with 2.1 mm less stack (now 20 mm, and its tolerance allows
    that).
  B would lead with 4.7 Shore A more hardness (now 42 Shore A, and its tolerance
    allows that).

"""
    )


def test_printed_figures_are_enough_when_taken_at_their_word() -> None:
    """Rounded away from what is now, so that who does as printed is really past the point."""
    found = compare(SOFT, HARD, catalogue=[SOFT, HARD], profile="balance")
    (duel,) = found.duels
    assert duel.behind == "acme-hard"
    stack = next(each for each in duel.reading_tips if each.criterion == "stack_height")
    printed = re.search(r"with ([\d.]+) mm less stack", str(found))
    assert printed is not None
    assert float(printed[1]) >= -(stack.change or 0)
    weight = next(each for each in duel.weight_tips if each.criterion == "midsole_hardness")
    printed = re.search(r"more than ([\d.]+) of", str(found))
    assert printed is not None
    assert float(printed[1]) >= weight.share


def test_many_shoes_stand_three_abreast_in_80_columns() -> None:
    names = [each.shoe_id for each in CATALOGUE[:7]]
    said = str(compare(*names, catalogue=CATALOGUE))
    assert max(len(line) for line in said.splitlines()) <= 80
    assert said.count("\nstack height ") == 3
    for letter in "ABCDEFG":
        assert f"\n{letter}  " in f"\n{said}"


def test_where_nothing_turns_the_order_it_says_so() -> None:
    names = "lems primal 2", "altra escalante 4"
    said = str(compare(*names, catalogue=CATALOGUE, profile="balance"))
    assert "No weight of one criterion turns that." in said
    assert "No single other reading of B would put it in front." in said


def test_level_shoes_are_called_level() -> None:
    one = Shoe(shoe_id="one", heel_stack_mm=8, drop_mm=0)
    said = str(compare(one, one.model_copy(update={"shoe_id": "two"}), catalogue=[]))
    assert "A and B are level." in said
    assert "No single" not in said


def test_a_word_is_said_beside_the_width_it_would_take() -> None:
    narrow = Shoe(shoe_id="a", heel_stack_mm=8, drop_mm=0, toe_box_shape=ToeBoxShape.STANDARD)
    wide = Shoe(shoe_id="b", heel_stack_mm=8, drop_mm=0, toe_box_width_mm=80)
    said = str(compare(narrow, wide, catalogue=[]))
    assert "a toe-box width of 80 mm or more (now it is standard)" in said


def test_a_shoe_of_which_nothing_is_known() -> None:
    said = str(compare(Shoe(shoe_id="a", drop_mm=0), Shoe(shoe_id="b"), catalogue=[]))
    assert "none" in said


def test_more_shoes_than_letters() -> None:
    crowd = [Shoe(shoe_id=f"s{each}", heel_stack_mm=each, drop_mm=0) for each in range(28)]
    assert "\n#28  s27\n" in str(compare(*crowd, catalogue=crowd))


def test_hostile_titles_are_shown() -> None:
    crowd = [Shoe(shoe_id=each, model=f"\x9b31m{each}", drop_mm=0) for each in "ab"]
    assert "\x9b" not in str(compare(*crowd, catalogue=crowd))
