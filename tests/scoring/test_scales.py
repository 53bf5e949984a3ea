"""Readings on any scale to one on shoefit's own, within the error that is said."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations import load_observations
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.scales import (
    TYPICAL_INSOLE_ERROR_MM,
    TYPICAL_INSOLE_MM,
    UNITS,
    Converted,
    HardnessScale,
    StackBasis,
    ToeBoxMethod,
    asker_c_to_shore_a,
    caliper_to_gel_mould,
    convert_stack,
    stack_with_insole,
)
from shoefit.shoe import Kind
from shoefit.sources.claim_gaps import spreads
from shoefit.sources.pages import load_stated


@given(st.floats(15, 50))
def test_hardness_there_and_back_stays_within_the_error(shore_a: float) -> None:
    asker_c = 1.073 * shore_a + 16.54  # the same shoes, the other way round
    back, error = asker_c_to_shore_a(asker_c)[:2]
    assert abs(back - shore_a) <= error


@given(st.floats(0, 100), st.floats(0, 100))
def test_harder_stays_harder(a: float, b: float) -> None:
    soft, hard = sorted((a, b))
    assert asker_c_to_shore_a(soft)[0] <= asker_c_to_shore_a(hard)[0]


@pytest.mark.parametrize(
    ("shore_a", "asker_c"),
    [(8.5, 23.7), (11.0, 29.3), (23.8, 43.5), (27.8, 39.9)],
    ids=["Rebel v4", "Adios Pro 4", "Kinvara 15", "Escalante 4"],
)
def test_shoes_measured_on_both_scales(shore_a: float, asker_c: float) -> None:
    value, error = asker_c_to_shore_a(asker_c)[:2]
    assert abs(value - shore_a) <= math.hypot(error, READINGS["midsole_hardness"].measured)


@pytest.mark.parametrize(
    ("asker_c", "shore_a"), [(45, 26.7), (50, 30.8), (55, 35.0), (60, 39.2), (65, 43.3), (75, 51.7)]
)
def test_the_foam_makers_table(asker_c: float, shore_a: float) -> None:
    value, error = asker_c_to_shore_a(asker_c)[:2]
    assert abs(value - shore_a) <= error


@pytest.mark.parametrize("scale", HardnessScale)
def test_every_durometer_scale_is_worked_by_hand(scale: HardnessScale) -> None:
    stated, shore_a = {"shore_a": (40, 40), "asker_c": (40, 0.714 * 40 - 7.5)}[scale]
    assert scale.convert(stated).value == pytest.approx(shore_a)


@pytest.mark.parametrize("name", UNITS)
def test_every_unit_is_worked_by_hand(name: str) -> None:
    unit = UNITS[name]
    many = {"mm": 254, "in": 10, "cm": 25.4, "g": 4535.9237, "kg": 4.5359237, "oz": 160, "lb": 10}
    assert many[name] * unit.size == pytest.approx(many[unit.own])


def test_outside_the_range_seen_the_error_grows() -> None:
    inside, outside = asker_c_to_shore_a(54)[1], asker_c_to_shore_a(61.1)[1]
    assert outside > inside == pytest.approx(4.9)


def test_hardness_is_never_below_zero() -> None:
    assert asker_c_to_shore_a(5)[0] == 0.0


def test_the_medians_of_both_toe_box_methods_agree() -> None:
    """Median 78.3 mm by caliper (n 202), 72.8 mm by gel mould (n 334)."""
    value, error = caliper_to_gel_mould(78.3)[:2]
    assert abs(value - 72.8) <= error


@given(st.floats(0, 30), st.floats(0, 10))
def test_an_insole_is_added_and_can_be_taken_off(stack: float, insole: float) -> None:
    value, error = stack_with_insole(stack, insole)[:2]
    assert value - insole == pytest.approx(stack)
    assert error == 0.0


def test_the_typical_insole_is_that_of_the_observations() -> None:
    stated = [each.insole_mm for each in load_observations() if each.insole_mm is not None]
    tenths = statistics.quantiles(stated, n=10, method="inclusive")
    assert len(stated) == 213
    assert statistics.median(stated) == 3.0
    assert (tenths[0], tenths[-1]) == pytest.approx((1.1, 5.0), abs=0.05)
    low = TYPICAL_INSOLE_MM - TYPICAL_INSOLE_ERROR_MM
    high = TYPICAL_INSOLE_MM + TYPICAL_INSOLE_ERROR_MM
    assert low < statistics.median(stated) < high == pytest.approx(tenths[-1])


def test_the_tolerance_of_a_claim_is_that_of_the_observations() -> None:
    found = spreads(load_stated())
    assert set(found) == {"stack_height", "drop"}
    for name, spread in found.items():
        assert spread.nine_in_ten == READINGS[name].claimed


def test_a_claim_is_never_surer_than_a_measurement() -> None:
    pairs = ((each.measured, each.claimed) for each in READINGS.values())
    assert all(measured <= claimed for measured, claimed in pairs)


def test_a_stack_with_its_insole_is_taken_as_read() -> None:
    assert convert_stack(20, StackBasis.WITH_INSOLE, 4, Kind.SHOE) == Converted(20)


@pytest.mark.parametrize("basis", [each for each in StackBasis if each != "midsole_only"])
def test_a_sandal_has_no_insole_to_leave_out(basis: StackBasis) -> None:
    assert convert_stack(8, basis, None, Kind.SANDAL) == Converted(8)


@pytest.mark.parametrize("kind", Kind)
def test_a_midsole_alone_is_no_stack(kind: Kind) -> None:
    assert convert_stack(8, StackBasis.MIDSOLE_ONLY, 3, kind) is None


def _stack_step(basis: StackBasis, insole_mm: float | None) -> str:
    found = convert_stack(6, basis, insole_mm, Kind.SHOE)
    assert found is not None
    return found.step


def test_the_step_is_told_in_words() -> None:
    said = "6 mm without insole, plus"
    assert _stack_step(StackBasis.WITHOUT_INSOLE, 3) == f"{said} its own insole of 3 mm"
    assert _stack_step(StackBasis.WITHOUT_INSOLE, None) == f"{said} typical insole of 3.5 mm"
    assert _stack_step(StackBasis.UNKNOWN, None) == "insole not mentioned: up to 5 mm more"
    assert HardnessScale.ASKER_C.convert(40).step == "40 Asker C"


def test_errors_join_the_tolerance_of_the_reading() -> None:
    assert Converted(1, error=4).tolerance(3) == 5
    assert Converted(1, error=4).tolerance_above(3) is None
    assert Converted(1, above=4).tolerance(3) == 3
    assert Converted(1, above=4).tolerance_above(3) == 5


def test_widths_at_the_ball_are_not_scored() -> None:
    assert ToeBoxMethod.GEL_MOULD_BALL.convert(95) is None
    assert ToeBoxMethod.CALIPER_BALL.convert(95) is None
    assert ToeBoxMethod.GEL_MOULD_TOE.convert(75) == Converted(75)
