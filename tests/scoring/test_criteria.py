"""A reading to a sub-score: the ends, the structural cases, the words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from shoefit.scoring.criteria import Basis, Criterion, SubScore, reading_interval
from shoefit.scoring.profiles import ARTICLE
from shoefit.scoring.sub_scores import sub_score
from shoefit.shoe import Shoe


def sub_score_of(name: str, **cells: object) -> SubScore:
    return sub_score(ARTICLE.criterion(name), Shoe.model_validate({"shoe_id": "mine", **cells}))


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
    ("name", "cells", "value", "low", "high"),
    [
        ("stack_height", {}, 0.10, 0, 0.85),
        ("stack_height", {"drop_mm": 0, "midsole": "foam"}, 0.33, 0, 0.67),
        ("stack_height", {"drop_mm": 0}, 0.62, 0.06, 0.85),
        ("stack_height", {"drop_mm": 0, "midsole": "rubber"}, 0.62, 0.06, 0.85),
        ("stack_height", {"drop_mm": 0, "midsole": "none"}, 0.77, 0.61, 0.88),
        ("stack_height", {"drop_mm": -8}, 0.05, 0, 0.27),
        ("midsole_hardness", {"heel_stack_mm": 8}, 0.70, 0.29, 1),
        ("midsole_hardness", {"heel_stack_mm": 17, "midsole": "rubber"}, 0.50, 0.245, 0.875),
        ("drop", {"heel_stack_mm": 5.5}, 0.99, 0.95, 1),
        ("drop", {"heel_stack_mm": 27}, 0.65, 0.22, 1),
        ("toe_box_width", {"heel_stack_mm": 45}, 0.28, 0.06, 0.55),
        ("toe_box_width", {"drop_mm": 11}, 0.35 + 0.07 * 0.49, None, None),  # 31.04 mm
    ],
)
def test_unknown_counts_as_what_soles_of_that_thickness_are(
    name: str, cells: dict[str, object], value: float, low: float | None, high: float | None
) -> None:
    found = sub_score_of(name, **cells)
    assert found.basis is Basis.UNKNOWN
    if name == "toe_box_width" and low is None:
        assert found.value == pytest.approx(0.53 + (31.04 - 27) / 6 * (0.35 - 0.53))
    else:
        assert found[:3] == pytest.approx((value, low, high))


def test_an_unknown_drop_is_never_more_than_the_sole() -> None:
    found = sub_score_of("drop", heel_stack_mm=0.1)
    assert found[:3] == pytest.approx((1 - 0.1 / 13, 1 - 0.1 / 13, 1))


class TestHardness:
    """A midsole, none, or nobody knows."""

    @pytest.mark.parametrize(
        ("stack", "value", "low"),
        [
            (8, 1.0, 1.0),
            (12, 1.0, 1.0),
            (13, 1.0, 1 - 1 / 14),  # may be 15 mm
            (21, 1 - 0.81 / 2, 0.5 - 2 / 14),
            (27, 1 - 0.81 * 13 / 14, 0.0),
        ],
    )
    def test_a_bare_sole_is_hard_while_it_is_thin(
        self, stack: float, value: float, low: float
    ) -> None:
        cells = {"midsole": "none", "heel_stack_mm": stack, "heel_stack_mm_tolerance": 2}
        found = sub_score_of("midsole_hardness", **cells)
        assert found[:3] == pytest.approx((value, low, 1.0))
        assert found.basis is Basis.STRUCTURE

    def test_a_bare_sole_is_no_softer_than_one_of_which_nothing_is_known(self) -> None:
        bare = sub_score_of("midsole_hardness", midsole="none", heel_stack_mm=23)
        assert bare.low == sub_score_of("midsole_hardness", heel_stack_mm=23).low > 0

    @pytest.mark.parametrize("stack", [28.1, None])
    def test_no_midsole_on_a_thick_or_unknown_sole_says_nothing(self, stack: float | None) -> None:
        found = sub_score_of("midsole_hardness", midsole="none", heel_stack_mm=stack)
        assert found.basis is Basis.UNKNOWN
        assert found.value == pytest.approx(0.19)

    def test_a_rubber_sole_has_an_unknown_hardness(self) -> None:
        found = sub_score_of("midsole_hardness", midsole="rubber", heel_stack_mm=20)
        assert found.basis is Basis.UNKNOWN


class TestDrop:
    """Only the size of the drop counts."""

    def test_toes_above_the_heel_are_no_flatter(self) -> None:
        below, above = sub_score_of("drop", drop_mm=-2.6), sub_score_of("drop", drop_mm=2.6)
        assert below == above
        assert above.value == pytest.approx(0.8)

    def test_a_tolerance_across_zero_reaches_flat(self) -> None:
        found = sub_score_of("drop", drop_mm=1, drop_mm_tolerance=1.4)
        assert found.high == 1.0
        assert found.low == pytest.approx((13 - 2.4) / 13)

    def test_a_band_stays_within_what_such_soles_have(self) -> None:
        assert sub_score_of("drop", heel_stack_mm=6, drop_mm=0)[:3] == pytest.approx((1, 0.95, 1))

    def test_an_unusual_reading_keeps_its_own_band(self) -> None:
        found = sub_score_of("drop", heel_stack_mm=6, drop_mm=4, drop_mm_tolerance=2.5)
        assert found[:3] == pytest.approx((1 - 4 / 13, 1 - 6.5 / 13, 1 - 1.5 / 13))

    def test_a_sandal_cut_from_a_sheet_is_flat_whoever_says_so(self) -> None:
        found = sub_score_of("drop", kind="sandal", midsole="none", heel_stack_mm=8)
        assert found == SubScore(1.0, 1.0, 1.0, Basis.STRUCTURE)

    @pytest.mark.parametrize(
        "other", [{"midsole": "foam"}, {"heel_stack_mm": None}, {"kind": "shoe"}, {"drop_mm": 4}]
    )
    def test_any_other_sandal_is_not(self, other: dict[str, object]) -> None:
        cells = {"kind": "sandal", "midsole": "none", "heel_stack_mm": 8, **other}
        assert sub_score_of("drop", **cells).basis is not Basis.STRUCTURE


class TestToeBox:
    """A width, a word, or a structure that makes both beside the point."""

    def test_a_sandal_has_none(self) -> None:
        found = sub_score_of("toe_box_width", kind="sandal", toe_box_shape="tapered")
        assert found == SubScore(1.0, 1.0, 1.0, Basis.STRUCTURE)

    def test_a_toe_shoe_counts_as_foot_shaped(self) -> None:
        found = sub_score_of("toe_box_width", kind="toe-shoe", toe_box_width_mm=70)
        assert found[:3] == pytest.approx((0.81, 0.59, 1))
        assert found.basis is Basis.STRUCTURE

    def test_a_width_beats_a_word(self) -> None:
        found = sub_score_of("toe_box_width", toe_box_width_mm=76, toe_box_shape="tapered")
        assert (found.value, found.basis) == (0.5, Basis.READING)

    @pytest.mark.parametrize(
        ("word", "value", "low", "high"),
        [
            ("foot-shaped", 0.81, 0.59, 1.0),
            ("wide", 0.76, 0.493, 1.0),
            ("standard", 0.55, 0.25, 0.9),  # of the 0.20 to 1 that such soles have
            ("tapered", 0.39, 0.25, 0.76),
        ],
    )
    def test_words_count_as_what_shoes_called_so_measure(
        self, word: str, value: float, low: float, high: float
    ) -> None:
        found = sub_score_of("toe_box_width", toe_box_shape=word, heel_stack_mm=20)
        assert found[:3] == pytest.approx((value, low, high), abs=0.001)
        assert found.basis is Basis.WORD


class TestTolerance:
    """How far off a reading may be."""

    def test_without_one_that_of_a_claim_applies(self) -> None:
        shoe = Shoe(shoe_id="mine", heel_stack_mm=10, drop_mm=4)
        assert reading_interval(shoe, "stack_height") == (5.5, 14.5)
        assert reading_interval(shoe, "drop") == (0, 8)

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
