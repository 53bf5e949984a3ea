"""The reasons for a score: they add up, and what is unknown is weighed both ways."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oracle
from drawn import profiles, shoes
from shoefit.about.explanation import Explanation
from shoefit.about.reasons import Outcome, points_lost
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.order import Standings, rank
from shoefit.scoring.criteria import READINGS, CriterionName
from shoefit.scoring.profiles import ARTICLE, BALANCE, Mean, Profile
from shoefit.scoring.sub_scores import drop_of
from shoefit.shoe import Midsole, Shoe

CATALOGUE = load_catalogue()
STANDINGS = Standings(CATALOGUE, ARTICLE)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 9)), min_size=1, max_size=4),
    st.sampled_from(["geometric", "arithmetic"]),
)
def test_what_is_lost_is_all_that_lacks_of_100(drawn: list[tuple[float, int]], mean: Mean) -> None:
    values, weights = [each[0] for each in drawn], [float(each[1]) for each in drawn]
    shares = [each / sum(weights) for each in weights]
    lost = points_lost(values, shares, mean)
    assert 100 - math.fsum(lost) == pytest.approx(oracle.mean(values, weights, mean), abs=1e-9)
    assert all(each >= 0 for each in lost)
    assert all(points == 0 for points, value in zip(lost, values, strict=True) if value == 1)


@given(shoes(), profiles())
def test_the_points_lost_make_the_score(shoe: Shoe, profile: Profile) -> None:
    found = Explanation.of(shoe, Standings([], profile))
    expected = oracle.score(shoe, profile)
    if expected is None:
        assert found.score is None
        return
    lost = math.fsum(each.points_lost for each in found.reasons)
    assert found.score == pytest.approx(100 - lost, abs=1e-9)
    assert found.score == pytest.approx(expected[0], abs=1e-9)


def test_a_split_by_hand() -> None:
    """0.8 and 0.5 at equal weights: the loss is shared as ln 0.8 to ln 0.5."""
    thin, wide = points_lost([0.8, 0.5], [0.5, 0.5], "geometric")
    whole = 100 - 100 * math.sqrt(0.4)
    assert thin == pytest.approx(whole * math.log(0.8) / math.log(0.4))
    assert thin + wide == pytest.approx(whole)


def changed(shoe: Shoe, outcome: Outcome) -> Shoe:
    """Put an outcome's readings into a shoe, the plain way."""
    cells: dict[str, object] = {}
    for name, value in outcome.readings.items():
        cells |= {READINGS[name].column: value, f"{READINGS[name].column}_tolerance": 0.0}
        if name == "stack_height":
            cells["heel_stack_mm_tolerance_above"] = None
        if name == "midsole_hardness" and shoe.midsole is Midsole.NONE:
            cells["midsole"] = Midsole.UNKNOWN
    return shoe.model_copy(update=cells)


@settings(max_examples=50)  # each ranks up to fifty catalogues
@given(st.lists(shoes(), min_size=1, max_size=4, unique_by=lambda shoe: shoe.shoe_id), profiles())
def test_an_outcome_is_what_ranking_the_changed_catalogue_gives(
    crowd: list[Shoe], profile: Profile
) -> None:
    shoe = crowd[0]
    for unknown in Explanation.of(shoe, Standings(crowd, profile)).unknowns:
        for outcome in (unknown.best, unknown.worst):
            ranking = rank([changed(shoe, outcome), *crowd[1:]], profile=profile)
            place = next((each for each in ranking if each.shoe.shoe_id == shoe.shoe_id), None)
            assert outcome.standing.rank == (place and place.rank)
            assert outcome.standing.ranked == len(ranking)
            expected = oracle.score(changed(shoe, outcome), profile)
            assert outcome.score == (expected and pytest.approx(expected[0], abs=1e-9))
        assert (unknown.best.score or 0) >= (unknown.worst.score or 0)


@pytest.mark.parametrize("shoe_id", ["lems-primal-2", "luna-venado", "lems-primal-3"])
def test_outcomes_of_real_shoes_are_those_of_the_changed_catalogue(shoe_id: str) -> None:
    found = Explanation.of(CATALOGUE[shoe_id], STANDINGS)
    assert found.unknowns
    for unknown in found.unknowns:
        for outcome in (unknown.best, unknown.worst):
            swapped = [
                changed(each, outcome) if each.shoe_id == shoe_id else each for each in CATALOGUE
            ]
            place = next(each for each in rank(swapped) if each.shoe.shoe_id == shoe_id)
            assert (place.rank, place.score) == (outcome.standing.rank, outcome.score)


def test_several_unknowns_are_also_weighed_together() -> None:
    """As far as the band reaches, where all that is known is exact."""
    exact = {"drop_mm_tolerance": 0, "toe_box_width_mm_tolerance": 0}
    unsaid = Shoe.model_validate({"shoe_id": "a", "drop_mm": 0, "toe_box_width_mm": 80, **exact})
    found = Explanation.of(unsaid, STANDINGS)
    assert [each.criteria for each in found.unknowns] == [
        ("stack_height",),
        ("midsole_hardness",),
        ("stack_height", "midsole_hardness"),
    ]
    together = found.unknowns[2]
    assert together.best.score == pytest.approx(found.score_high)
    assert together.worst.score == pytest.approx(found.score_low)


def test_knowing_more_stays_within_what_nine_in_ten_have() -> None:
    """Drop 0 without a midsole: 3.84 to 12.48 mm of stack, thin enough for a hardness of 1."""
    slab = Shoe(shoe_id="slab", midsole=Midsole.NONE, drop_mm=0, toe_box_width_mm=84)
    stack = Explanation.of(slab, Standings([], ARTICLE)).unknowns[0]
    assert stack.best.score == pytest.approx(100 * (1 - 3.84 / 32) ** 0.25)
    assert stack.worst.score == pytest.approx(100 * (1 - 12.48 / 32) ** 0.25)


@given(shoes(), profiles())
def test_no_outcome_is_a_reading_that_cannot_be(shoe: Shoe, profile: Profile) -> None:
    """A drop is no more than its sole is thick, and none is less than 0."""
    for unknown in Explanation.of(shoe, Standings([], profile)).unknowns:
        for outcome in (unknown.best, unknown.worst):
            then = changed(shoe, outcome)
            assert min(outcome.readings.values()) >= 0
            if len(unknown.criteria) == 1 and {"drop", "stack_height"} & {*unknown.criteria}:
                known = drop_of(shoe) is not None or "drop" in outcome.readings
                if known and then.heel_stack_mm is not None:
                    assert abs(then.drop_mm or 0) <= then.heel_stack_mm


def test_a_known_shoe_has_nothing_unknown() -> None:
    assert not Explanation.of(CATALOGUE["altra-escalante-4"], STANDINGS).unknowns


def test_nothing_known_is_no_score_and_no_rank() -> None:
    found = Explanation.of(Shoe(shoe_id="mine"), STANDINGS)
    assert found.score is found.score_low is found.standing.rank is None
    assert len(found.unknowns) == 5


def test_too_little_known_is_a_score_without_a_rank() -> None:
    found = Explanation.of(Shoe(shoe_id="mine", drop_mm=0), STANDINGS)
    assert found.score is not None
    assert found.standing.rank is None
    assert found.unknowns[0].best.standing.rank is not None
    assert not found.listed


def test_the_findings_are_those_of_the_profile() -> None:
    found = Explanation.of(CATALOGUE[0], Standings([], BALANCE))
    topics: set[CriterionName | str] = {each.topic for each in found.findings}
    assert topics == {"stack_height", "midsole_hardness", "barefoot_like"}
