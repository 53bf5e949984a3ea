"""A reading to a sub-score: the ends, the structural cases, the words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from shoefit.scoring.criteria import TOE_BOX_WORDS, Basis, Criterion, SubScore, reading_interval
from shoefit.scoring.profiles import ARTICLE
from shoefit.shoe import Shoe


def sub_score(name: str, **cells: object) -> SubScore:
    shoe = Shoe.model_validate({"shoe_id": "mine", **cells})
    return ARTICLE.criterion(name).sub_score(shoe)


@pytest.mark.parametrize(
    ("name", "zero_at", "one_at"),
    [
        ("stack_height", 32, 0),
        ("midsole_hardness", 15, 50),
        ("drop", 13, 0),
        ("toe_box_width", 68, 84),
    ],
)
def test_the_ends_of_the_article(name: str, zero_at: float, one_at: float) -> None:
    criterion = ARTICLE.criterion(name)
    middle = (zero_at + one_at) / 2
    beyond = one_at + (one_at - zero_at), zero_at - (one_at - zero_at)
    assert [criterion.line(x) for x in (zero_at, middle, one_at)] == [0.0, 0.5, 1.0]
    assert [criterion.line(x) for x in beyond] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("name", "estimate"),
    [
        ("stack_height", 0.25),
        ("midsole_hardness", 0.15),
        ("drop", 0.35),
        ("toe_box_width", 0.30),
    ],
)
def test_unknown_counts_as_an_ordinary_shoe_and_could_be_anything(
    name: str, estimate: float
) -> None:
    assert sub_score(name) == SubScore(estimate, 0.0, 1.0, Basis.UNKNOWN)


class TestHardness:
    """A midsole, none, or nobody knows."""

    def test_no_midsole_on_a_thin_sole_is_as_hard_as_it_gets(self) -> None:
        found = sub_score(
            "midsole_hardness", midsole="none", heel_stack_mm=8, heel_stack_mm_tolerance=1
        )
        assert found == SubScore(1.0, 1.0, 1.0, Basis.STRUCTURE)

    def test_no_midsole_on_a_sole_that_may_be_thick_may_be_soft_rubber(self) -> None:
        found = sub_score(
            "midsole_hardness", midsole="none", heel_stack_mm=13, heel_stack_mm_tolerance=2
        )
        assert found == SubScore(1.0, 0.0, 1.0, Basis.STRUCTURE)

    @pytest.mark.parametrize("stack", [14.1, None])
    def test_no_midsole_on_a_thick_or_unknown_sole_says_nothing(self, stack: float | None) -> None:
        found = sub_score("midsole_hardness", midsole="none", heel_stack_mm=stack)
        assert found == SubScore(0.15, 0.0, 1.0, Basis.UNKNOWN)

    def test_an_unknown_hardness_of_a_thin_sole_counts_half(self) -> None:
        assert sub_score("midsole_hardness", heel_stack_mm=14).value == 0.5

    def test_a_rubber_sole_has_an_unknown_hardness(self) -> None:
        found = sub_score("midsole_hardness", midsole="rubber", heel_stack_mm=20)
        assert found.basis is Basis.UNKNOWN


class TestDrop:
    """Only the size of the drop counts."""

    def test_toes_above_the_heel_are_no_flatter(self) -> None:
        below, above = sub_score("drop", drop_mm=-2.6), sub_score("drop", drop_mm=2.6)
        assert below == above
        assert above.value == pytest.approx(0.8)

    def test_a_tolerance_across_zero_reaches_flat(self) -> None:
        found = sub_score("drop", drop_mm=1, drop_mm_tolerance=1.4)
        assert found.high == 1.0
        assert found.low == pytest.approx((13 - 2.4) / 13)


class TestToeBox:
    """A width, a word, or a structure that makes both beside the point."""

    def test_a_sandal_has_none(self) -> None:
        found = sub_score("toe_box_width", kind="sandal", toe_box_shape="tapered")
        assert found == SubScore(1.0, 1.0, 1.0, Basis.STRUCTURE)

    def test_a_toe_shoe_counts_as_foot_shaped(self) -> None:
        found = sub_score("toe_box_width", kind="toe-shoe", toe_box_width_mm=70)
        assert found.value == TOE_BOX_WORDS["foot-shaped"] == 0.8  # type: ignore[index]
        assert found.basis is Basis.STRUCTURE

    def test_a_width_beats_a_word(self) -> None:
        found = sub_score("toe_box_width", toe_box_width_mm=76, toe_box_shape="tapered")
        assert (found.value, found.basis) == (0.5, Basis.READING)

    @pytest.mark.parametrize(
        ("word", "value"),
        [("foot-shaped", 0.8), ("wide", 0.6), ("standard", 0.3), ("tapered", 0.15)],
    )
    def test_words_hold_within_a_fifth(self, word: str, value: float) -> None:
        found = sub_score("toe_box_width", toe_box_shape=word)
        assert found.value == value
        assert found.low == pytest.approx(max(value - 0.2, 0))
        assert found.high == pytest.approx(min(value + 0.2, 1))


class TestTolerance:
    """How far off a reading may be."""

    def test_without_one_that_of_a_claim_applies(self) -> None:
        shoe = Shoe(shoe_id="mine", heel_stack_mm=10, drop_mm=4)
        assert reading_interval(shoe, "stack_height") == (5.5, 14.5)
        assert reading_interval(shoe, "drop") == (1.5, 6.5)

    def test_an_insole_left_unsaid_widens_upwards_only(self) -> None:
        shoe = Shoe(
            shoe_id="mine",
            heel_stack_mm=10,
            heel_stack_mm_tolerance=2,
            heel_stack_mm_tolerance_above=5,
        )
        assert reading_interval(shoe, "stack_height") == (8.0, 15.0)


def test_a_scale_needs_two_ends() -> None:
    with pytest.raises(ValidationError, match="two ends"):
        Criterion(name="drop", zero_at=3, one_at=3, unknown=0.5)


def test_a_thin_sole_matters_to_hardness_alone() -> None:
    with pytest.raises(ValidationError, match="midsole_hardness alone"):
        Criterion(name="drop", zero_at=13, one_at=0, unknown=0.5, unknown_thin_sole=0.5)
