"""Conversions invert within their error, and repeat the figures of their sources."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoefit.scoring import scales
from shoefit.scoring.criteria import READINGS
from shoefit.sources.gaps import gaps, spread
from shoefit.sources.observations import load_merges, load_observations
from shoefit.sources.resolving import resolve


@given(st.floats(15, 50))
def test_hardness_there_and_back_stays_within_the_error(shore_a: float) -> None:
    asker_c, _ = scales.shore_a_to_asker_c(shore_a)
    back, error = scales.asker_c_to_shore_a(asker_c)
    assert abs(back - shore_a) <= error


@given(st.floats(0, 100), st.floats(0, 100))
def test_harder_stays_harder(a: float, b: float) -> None:
    soft, hard = sorted((a, b))
    assert scales.asker_c_to_shore_a(soft)[0] <= scales.asker_c_to_shore_a(hard)[0]
    assert scales.shore_a_to_asker_c(soft)[0] <= scales.shore_a_to_asker_c(hard)[0]


@pytest.mark.parametrize(
    ("shore_a", "asker_c"),
    [(8.5, 23.7), (11.0, 29.3), (23.8, 43.5), (27.8, 39.9)],
    ids=["Rebel v4", "Adios Pro 4", "Kinvara 15", "Escalante 4"],
)
def test_shoes_measured_on_both_scales(shore_a: float, asker_c: float) -> None:
    value, error = scales.asker_c_to_shore_a(asker_c)
    assert abs(value - shore_a) <= scales.join(error, READINGS["midsole_hardness"].measured)


@pytest.mark.parametrize(
    ("asker_c", "shore_a"), [(45, 26.7), (50, 30.8), (55, 35.0), (60, 39.2), (65, 43.3), (75, 51.7)]
)
def test_the_foam_makers_table(asker_c: float, shore_a: float) -> None:
    value, error = scales.asker_c_to_shore_a(asker_c)
    assert abs(value - shore_a) <= error


def test_outside_the_range_seen_the_error_grows() -> None:
    inside, outside = scales.asker_c_to_shore_a(54)[1], scales.asker_c_to_shore_a(61.1)[1]
    assert outside > inside == pytest.approx(4.9)


def test_hardness_is_never_below_zero() -> None:
    assert scales.asker_c_to_shore_a(5)[0] == 0.0


def test_the_medians_of_both_toe_box_methods_agree() -> None:
    """Median 78.3 mm by caliper (n 202), 72.8 mm by gel mould (n 334)."""
    value, error = scales.caliper_to_gel_mould(78.3)
    assert abs(value - 72.8) <= error


@given(st.floats(0, 30), st.floats(0, 10))
def test_an_insole_is_added_and_can_be_taken_off(stack: float, insole: float) -> None:
    value, error = scales.stack_with_insole(stack, insole)
    assert value - insole == pytest.approx(stack)
    assert error == 0.0


def test_the_typical_insole_is_that_of_the_observations() -> None:
    stated = [each.insole_mm for each in load_observations() if each.insole_mm is not None]
    tenths = statistics.quantiles(stated, n=10, method="inclusive")
    assert len(stated) == 171
    assert statistics.median(stated) == 3.3
    assert (tenths[0], tenths[-1]) == pytest.approx((2.0, 5.1), abs=0.05)
    low = scales.TYPICAL_INSOLE_MM - scales.TYPICAL_INSOLE_ERROR_MM
    high = scales.TYPICAL_INSOLE_MM + scales.TYPICAL_INSOLE_ERROR_MM
    assert (low, high) == (2.0, 5.0)


def test_the_tolerance_of_a_claim_is_that_of_the_observations() -> None:
    resolved = resolve(load_observations(), load_merges())
    stack, drop = spread(gaps(resolved, "stack_height")), spread(gaps(resolved, "drop"))
    assert stack.nine_in_ten == READINGS["stack_height"].claimed
    assert drop.nine_in_ten == READINGS["drop"].claimed
    assert not gaps(resolved, "midsole_hardness")
    assert not gaps(resolved, "toe_box_width")


def test_a_claim_is_never_surer_than_a_measurement() -> None:
    pairs = ((each.measured, each.claimed) for each in READINGS.values())
    assert all(measured <= claimed for measured, claimed in pairs)
