"""Tipping points, against a slow and plain search for them."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import oracle
from drawn import profiles, shoes
from shoefit.about.tipping import ReadingTip, level_share, reading_tips, weight_tips, worth
from shoefit.scoring.criteria import READINGS, CriterionName
from shoefit.scoring.profiles import ARTICLE, Mean, Profile
from shoefit.shoe import Kind, Midsole, Shoe

NAMES: list[CriterionName] = ["stack_height", "midsole_hardness", "drop", "toe_box_width"]
ENDS = {
    "stack_height": (32.0, 0.0),
    "midsole_hardness": (15.0, 50.0),
    "drop": (13.0, 0.0),
    "toe_box_width": (68.0, 84.0),
}


def sub_scores(shoe: Shoe) -> list[float]:
    """Give the sub-scores of a shoe by the oracle, unknown or not."""
    return [oracle.RULES[name](ARTICLE.criterion(name), shoe)[0] for name in NAMES]


def weighed(shoe: Shoe, weights: list[float], mean: Mean) -> float:
    """Score a shoe by the oracle, unknown or not."""
    return oracle.mean(sub_scores(shoe), weights, mean)


def with_share(profile: Profile, index: int, share: float) -> list[float]:
    """Give one criterion this share of the whole; the others keep their proportion."""
    weights = [each.weight for each in profile.criteria]
    rest = sum(weights) - weights[index]
    return [
        share if i == index else (1 - share) * weight / rest for i, weight in enumerate(weights)
    ]


@settings(max_examples=40)
@given(shoes("first"), shoes("second"), profiles())
def test_weight_tips_are_all_that_a_search_finds(
    first: Shoe, second: Shoe, profile: Profile
) -> None:
    tips = {each.criterion: each for each in weight_tips(first, second, profile)}
    ours, theirs = sub_scores(first), sub_scores(second)
    for index, name in enumerate(NAMES):
        if sum(each.weight for each in profile.criteria) == profile.criteria[index].weight:
            assert name not in tips  # nothing else that could weigh more
            continue

        def lead(share: float, index: int = index) -> float:
            weights = with_share(profile, index, share)
            return oracle.mean(ours, weights, profile.mean) - oracle.mean(
                theirs, weights, profile.mean
            )

        leads = {each / 32: lead(each / 32) for each in range(1, 32)}
        tip = tips.get(name)
        if tip is None:
            signs = {math.copysign(1, each) for each in leads.values() if abs(each) > 1e-9}
            assert len(signs) <= 1
            continue
        assert tip.share_now == pytest.approx(profile.shares[index])
        assert lead(tip.share) == pytest.approx(0, abs=1e-9)
        for share, by in leads.items():
            if abs(by) > 1e-9:
                ahead = "first" if by > 0 else "second"
                assert ahead == (tip.leads_above if share > tip.share else tip.leads_below)


def moved(shoe: Shoe, name: CriterionName, reading: float) -> Shoe:
    """Give a shoe another reading, the plain way."""
    cells: dict[str, object] = {READINGS[name].column: reading}
    if name == "midsole_hardness" and shoe.midsole is Midsole.NONE:
        cells["midsole"] = Midsole.UNKNOWN
    return shoe.model_copy(update=cells)


def fixed(shoe: Shoe, name: CriterionName) -> bool:
    """Whether the structure decides, whatever a reading says."""
    if name == "toe_box_width":
        return shoe.kind in {Kind.SANDAL, Kind.TOE_SHOE}
    if shoe.midsole is not Midsole.NONE or shoe.heel_stack_mm is None:
        return False
    drop = shoe.drop_mm
    flat = shoe.kind is Kind.SANDAL and (drop is None or abs(drop) > shoe.heel_stack_mm)
    return {"midsole_hardness": shoe.heel_stack_mm <= 28, "drop": flat}.get(name, False)


def possible(shoe: Shoe, name: CriterionName, reading: float) -> bool:
    """Whether the drop is no more than the sole is thick."""
    stack = reading if name == "stack_height" else shoe.heel_stack_mm
    drop = reading if name == "drop" else shoe.drop_mm
    if name not in {"stack_height", "drop"} or stack is None or drop is None:
        return True
    return abs(drop) <= stack


def beyond(reading: float, tip: ReadingTip, margin: float) -> bool:
    """Whether a reading lies past a tipping point by more than a margin."""
    return (
        reading - tip.reading > margin if tip.toward == "more" else tip.reading - reading > margin
    )


@settings(max_examples=25)  # each walks four scales
@given(shoes("first"), shoes("second"), profiles())
def test_reading_tips_are_all_that_a_search_finds(
    first: Shoe, second: Shoe, profile: Profile
) -> None:
    weights = [each.weight for each in profile.criteria]
    first, second = sorted((first, second), key=lambda each: -weighed(each, weights, profile.mean))
    target = weighed(first, weights, profile.mean)
    assume(target - weighed(second, weights, profile.mean) > 1e-5)
    tips = {each.criterion: each for each in reading_tips(first, second, profile)}
    for name in NAMES:
        if fixed(second, name):
            assert name not in tips
            continue
        zero_at, one_at = ENDS[name]
        for step in range(21):
            reading = zero_at + (one_at - zero_at) * step / 20
            if not possible(second, name, reading):
                continue
            gain = weighed(moved(second, name, reading), weights, profile.mean) - target
            if name not in tips:
                assert gain < 1e-6
            elif gain > 1e-6:
                assert not beyond(tips[name].reading, tips[name], 0)
                assert beyond(reading, tips[name], -1e-6)
            elif gain < -1e-6:
                assert not beyond(reading, tips[name], 1e-6)


@settings(max_examples=40)
@given(shoes("first"), shoes("second"), profiles())
def test_just_past_a_reading_tip_the_other_leads(
    first: Shoe, second: Shoe, profile: Profile
) -> None:
    weights = [each.weight for each in profile.criteria]
    first, second = sorted((first, second), key=lambda each: -weighed(each, weights, profile.mean))
    for tip in reading_tips(first, second, profile):
        sign = 1 if tip.toward == "more" else -1
        past = tip.reading if tip.inclusive else tip.reading + sign * 1e-6
        short = tip.reading - sign * 1e-6
        then = weighed(moved(second, tip.criterion, past), weights, profile.mean)
        before = weighed(moved(second, tip.criterion, short), weights, profile.mean)
        target = weighed(first, weights, profile.mean)
        assert then >= target - 1e-9
        # At the bad end any reading at all may be enough: a sandal of a known sole is flat.
        assert before <= target + 1e-9 or tip.reading == ENDS[tip.criterion][0]
        if tip.change is not None and tip.reading_now is not None:
            assert tip.change == pytest.approx(tip.reading - abs(tip.reading_now))
            assert tip.change * sign >= 0


def test_a_weight_by_hand() -> None:
    """Arithmetic: ahead by .3 in one of two, behind by .1 in the other: level at a quarter."""
    assert level_share([0.3, -0.1], [0.5, 0.5], 0) == pytest.approx(0.25)
    assert level_share([0.3, -0.1], [0.5, 0.5], 1) == pytest.approx(0.75)


@pytest.mark.parametrize("gaps", [[0.3, 0.1], [0.3, 0.0], [0.0, 0.1], [0.0, 0.0]])
def test_who_is_nowhere_behind_leads_at_every_weight(gaps: list[float]) -> None:
    assert level_share(gaps, [0.5, 0.5], 0) is None


def test_a_criterion_that_is_all_there_is_has_no_tip() -> None:
    assert level_share([0.3, -0.1], [1.0, 0.0], 0) is None
    assert level_share([0.3, -0.1], [1.0, 0.0], 1) == pytest.approx(0.75)


THIN = Shoe(shoe_id="thin", heel_stack_mm=8, drop_mm=0, midsole_hardness_shore_a=50)


def test_a_reading_by_hand() -> None:
    """16 mm scores 1/2 and 8 mm 3/4: all else equal, the order turns at 8 mm."""
    thick = THIN.model_copy(update={"shoe_id": "thick", "heel_stack_mm": 16.0})
    (tip,) = (
        each for each in reading_tips(THIN, thick, ARTICLE) if each.criterion == "stack_height"
    )
    assert tip.reading == pytest.approx(8)
    assert tip.change == pytest.approx(-8)
    assert (tip.toward, tip.inclusive, tip.within_tolerance) == ("less", False, False)


def test_a_sole_that_gets_thin_takes_what_is_unknown_along() -> None:
    """A drop nobody states is flatter on a thinner sole; the level found is exact."""
    unsaid = Shoe(shoe_id="unsaid", heel_stack_mm=25, midsole_hardness_shore_a=50)
    leader = unsaid.model_copy(update={"shoe_id": "leader", "heel_stack_mm": 20.0})
    (tip,) = (
        each for each in reading_tips(leader, unsaid, ARTICLE) if each.criterion == "stack_height"
    )
    assert tip.reading == pytest.approx(20, abs=1e-9)
    assert not tip.inclusive


def test_a_profile_with_a_step_has_its_tip_at_the_step() -> None:
    """15 mm, hardness unknown: at 14 mm the profile's own figure for thin sole comes in."""
    fields = {"unknown": 0.15, "unknown_thin_sole": 0.5}
    stepped = Profile(
        name="stepped",
        criteria=tuple(
            each.model_copy(update=fields if each.name == "midsole_hardness" else {})
            for each in ARTICLE.criteria
        ),
    )
    foam = Shoe(shoe_id="foam", heel_stack_mm=15, drop_mm=0)
    leader = Shoe(shoe_id="leader", heel_stack_mm=15, drop_mm=0, midsole_hardness_shore_a=25)
    tips = {each.criterion: each for each in reading_tips(leader, foam, stepped)}
    assert tips["stack_height"].reading == 14
    assert tips["stack_height"].inclusive
    assert tips["stack_height"].within_tolerance
    assert tips["midsole_hardness"].reading == pytest.approx(25)
    assert tips["midsole_hardness"].change is None


def test_no_tip_asks_for_a_drop_above_the_sole() -> None:
    high = Shoe(shoe_id="high", heel_stack_mm=5, drop_mm=5, toe_box_width_mm=70)
    leader = Shoe(shoe_id="leader", heel_stack_mm=4.9, drop_mm=4.9, toe_box_width_mm=70)
    tips = {each.criterion: each for each in reading_tips(leader, high, ARTICLE)}
    assert "stack_height" not in tips  # thinner than its drop it could be, and cannot


def test_a_word_says_which_width_it_would_take() -> None:
    narrow = THIN.model_copy(update={"shoe_id": "narrow", "toe_box_shape": "standard"})
    wide = THIN.model_copy(update={"shoe_id": "wide", "toe_box_width_mm": 80.0})
    tips = {each.criterion: each for each in reading_tips(wide, narrow, ARTICLE)}
    assert tips["toe_box_width"].reading == pytest.approx(80)
    assert tips["toe_box_width"].word_now == "standard"


def test_level_shoes_have_nothing_to_gain() -> None:
    assert not reading_tips(THIN, THIN.model_copy(update={"shoe_id": "twin"}), ARTICLE)


def test_what_no_reading_can_make_up_has_no_tip() -> None:
    bad = Shoe(shoe_id="bad", heel_stack_mm=40, drop_mm=13, midsole_hardness_shore_a=15)
    assert not reading_tips(THIN, bad, ARTICLE)


def test_a_profile_that_favours_thick_soles_asks_for_more() -> None:
    ends = {"zero_at": 0.0, "one_at": 32.0}
    thick_first = Profile(
        name="thick", criteria=(ARTICLE.criterion("stack_height").model_copy(update=ends),)
    )
    low, high = Shoe(shoe_id="low", heel_stack_mm=8), Shoe(shoe_id="high", heel_stack_mm=20)
    (tip,) = reading_tips(high, low, thick_first)
    assert (tip.toward, tip.inclusive) == ("more", False)
    assert tip.reading == pytest.approx(20)


def test_worth_is_what_the_mean_adds_up() -> None:
    assert worth(0.0, "geometric") == pytest.approx(math.log(0.01))
    assert worth(0.0, "arithmetic") == 0.01


@given(st.floats(0.01, 1), st.floats(0.01, 1))
def test_worth_keeps_the_order(one: float, other: float) -> None:
    for mean in ("geometric", "arithmetic"):
        kind: Mean = "geometric" if mean == "geometric" else "arithmetic"
        assert (worth(one, kind) <= worth(other, kind)) == (one <= other) or math.isclose(
            one, other
        )


def test_a_tie_at_the_very_best_is_no_lead() -> None:
    """Hypothesis's find: at a drop of 0 the two are level, and the last bits said less than 0."""
    ends = [each.model_copy(update={"weight": 0.0}) for each in ARTICLE.criteria]
    ends[1], ends[2] = ARTICLE.criteria[1], ARTICLE.criteria[2]
    profile = Profile(name="two", mean="arithmetic", criteria=tuple(ends))
    flat, unsaid = Shoe(shoe_id="flat", drop_mm=0), Shoe(shoe_id="unsaid")
    assert "drop" not in {each.criterion for each in reading_tips(flat, unsaid, profile)}
