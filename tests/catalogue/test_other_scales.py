"""Other scales are converted at the door, and their doubt goes with them."""

from __future__ import annotations

import io
from math import hypot
from typing import TYPE_CHECKING

import pytest

from shoefit.catalogue.problems import CatalogueError, Problem
from shoefit.catalogue.reading import load_catalogue
from shoefit.scoring.criteria import CLAIMED

if TYPE_CHECKING:
    from shoefit.shoe import Shoe


def shoe(**cells: str) -> Shoe:
    return load_catalogue(_file(cells))[0]


def problem(**cells: str) -> Problem:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(_file(cells))
    (found,) = caught.value.problems
    return found


def _file(cells: dict[str, str]) -> io.StringIO:
    cells = {"shoe_id": "mine", **cells}
    return io.StringIO(f"{','.join(cells)}\n{','.join(cells.values())}\n")


def test_inches_centimetres_and_ounces() -> None:
    found = shoe(heel_stack_in="0.5", drop_cm="0.4", weight_oz="7")
    assert found.heel_stack_mm == pytest.approx(12.7)
    assert found.drop_mm == pytest.approx(4)
    assert found.weight_g == pytest.approx(198.4466, abs=1e-4)
    assert found.heel_stack_mm_tolerance is None  # exact: a claim stays as sure as a claim


def test_the_forefoot_gives_the_drop() -> None:
    assert shoe(heel_stack_mm="20", forefoot_stack_mm="14").drop_mm == 6
    assert shoe(heel_stack_in="1", forefoot_stack_in="0.5").drop_mm == pytest.approx(12.7)


def test_a_stated_drop_stands() -> None:
    assert shoe(heel_stack_mm="20", forefoot_stack_mm="14", drop_mm="6.5").drop_mm == 6.5


def test_a_stack_without_its_insole() -> None:
    own = shoe(heel_stack_mm="6", stack_basis="without_insole", insole_mm="3")
    assert (own.heel_stack_mm, own.heel_stack_mm_tolerance) == (9, None)
    typical = shoe(heel_stack_mm="6", stack_basis="without_insole")
    assert typical.heel_stack_mm == 9.5
    assert typical.heel_stack_mm_tolerance == pytest.approx(hypot(CLAIMED["heel_stack_mm"], 1.5))


def test_a_stack_of_unknown_basis_is_taken_as_read_and_may_be_more() -> None:
    found = shoe(heel_stack_mm="6", stack_basis="unknown")
    assert found.heel_stack_mm == 6
    assert found.heel_stack_mm_tolerance == CLAIMED["heel_stack_mm"]
    assert found.heel_stack_mm_tolerance_above == pytest.approx(hypot(CLAIMED["heel_stack_mm"], 5))


def test_asker_c() -> None:
    found = shoe(midsole_hardness="39.9", hardness_scale="asker_c")
    assert found.midsole_hardness_shore_a == pytest.approx(20.99, abs=0.01)
    assert found.midsole_hardness_shore_a_tolerance == pytest.approx(hypot(10, 4.9))


def test_shore_a_by_its_scale_column() -> None:
    found = shoe(midsole_hardness="30", hardness_scale="shore_a")
    assert found.midsole_hardness_shore_a == 30
    assert found.midsole_hardness_shore_a_tolerance is None


def test_a_caliper_width() -> None:
    found = shoe(toe_box_width_mm="78.3", toe_box_method="caliper_toe")
    assert found.toe_box_width_mm == pytest.approx(73.17, abs=0.01)


def test_a_stated_tolerance_is_joined_with_that_of_the_conversion() -> None:
    found = shoe(
        toe_box_width_mm="78", toe_box_method="caliper_toe", toe_box_width_mm_tolerance="1"
    )
    assert found.toe_box_width_mm_tolerance == pytest.approx(hypot(1, 3.6))


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"heel_stack_in": "x"}, "heel_stack_in", "not a number"),
        ({"heel_stack_in": "8"}, "heel_stack_in", "comes to 203.2 as heel_stack_mm, which must be"),
        ({"heel_stack_in": "0.3", "heel_stack_mm": "8"}, "heel_stack_in", "heel_stack_mm is given"),
        ({"heel_stack_in": "0.3", "heel_stack_cm": "1"}, "heel_stack_cm", "heel_stack_in is given"),
        ({"midsole_hardness": "40"}, "midsole_hardness", "has no scale"),
        ({"midsole_hardness": "40", "hardness_scale": "asker c"}, "hardness_scale", "unknown word"),
        ({"toe_box_width_mm": "98", "toe_box_method": "caliper_ball"}, "toe_box_method", "ball"),
        ({"heel_stack_mm": "8", "stack_basis": "with"}, "stack_basis", "unknown word"),
        ({"weight_oz": "700"}, "weight_oz", "must be at most 1500"),
    ],
)
def test_what_cannot_be_converted(cells: dict[str, str], column: str, rule: str) -> None:
    found = problem(**{"drop_mm": "0", **cells})
    assert found.column == column
    assert rule in found.rule


def test_two_hardnesses() -> None:
    found = problem(midsole_hardness="40", hardness_scale="asker_c", midsole_hardness_shore_a="20")
    assert found.rule == "midsole_hardness_shore_a is given too"


def test_a_value_is_named_as_the_file_has_it() -> None:
    assert problem(heel_stack_in="8").value == "8"
