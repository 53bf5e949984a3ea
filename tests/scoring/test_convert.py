"""A reading on any accepted scale to one on shoefit's own."""

from __future__ import annotations

import pytest

from shoefit.scoring.convert import (
    Converted,
    HardnessScale,
    StackBasis,
    ToeBoxMethod,
    convert_hardness,
    convert_stack,
    convert_toe_box,
)
from shoefit.shoe import Kind


def test_a_stack_with_its_insole_is_taken_as_read() -> None:
    assert convert_stack(20, StackBasis.WITH_INSOLE, 4, Kind.SHOE) == Converted(20)


@pytest.mark.parametrize("basis", StackBasis)
def test_a_sandal_has_no_insole_to_leave_out(basis: StackBasis) -> None:
    assert convert_stack(8, basis, None, Kind.SANDAL) == Converted(8)


def test_the_step_is_told_in_words() -> None:
    assert convert_stack(6, StackBasis.WITHOUT_INSOLE, 3, Kind.SHOE).step == (
        "6 mm without insole, plus its own insole of 3 mm"
    )
    assert convert_stack(6, StackBasis.WITHOUT_INSOLE, None, Kind.SHOE).step == (
        "6 mm without insole, plus typical insole of 3.5 mm"
    )
    assert convert_stack(6, StackBasis.UNKNOWN, None, Kind.SHOE).step == (
        "insole not mentioned: up to 5 mm more"
    )
    assert convert_hardness(40, HardnessScale.ASKER_C).step == "40 Asker C"


def test_errors_join_the_tolerance_of_the_reading() -> None:
    assert Converted(1, error=4).tolerance(3) == 5
    assert Converted(1, error=4).tolerance_above(3) is None
    assert Converted(1, above=4).tolerance(3) == 3
    assert Converted(1, above=4).tolerance_above(3) == 5


def test_widths_at_the_ball_are_not_scored() -> None:
    assert convert_toe_box(95, ToeBoxMethod.GEL_MOULD_BALL) is None
    assert convert_toe_box(95, ToeBoxMethod.CALIPER_BALL) is None
    assert convert_toe_box(75, ToeBoxMethod.GEL_MOULD_TOE) == Converted(75)
