"""Where readings lie on their lines; tests/test_frames.py holds the whole against the scalar."""

from __future__ import annotations

from typing import cast

import narwhals.stable.v2 as nw
import pandas as pd
import pytest

from drawn import few
from shoefit.scoring.frame_columns import Arrays, Columns, check, choose
from shoefit.scoring.frame_places import Places
from shoefit.scoring.profiles import ARTICLE


def place(frame: pd.DataFrame, criterion: str) -> list[tuple[float, ...]]:
    """Place, and those of the unkind and the kind end, of each row: the same either way."""
    rows = nw.from_native(frame, eager_only=True)
    present = check(rows.schema, ARTICLE)
    names = ("value", "low", "high")
    columns, arrays = Columns(rows, present), Arrays(rows, present)
    for each in (columns, arrays):
        _, *ends = Places(ARTICLE.criteria, each).of(ARTICLE.criterion(criterion))
        each.keep(dict(zip(names, ends, strict=True)))
    by_engine = columns.rows.select(**{name: columns[name] for name in names})
    found = cast("nw.DataFrame[pd.DataFrame]", by_engine).rows()
    by_arrays = zip(*(arrays[name] for name in names), strict=True)
    assert found == [pytest.approx(row) for row in by_arrays]
    return found


def test_a_stack_reaches_further_up_where_its_source_may_have_left_the_insole_out() -> None:
    frame = few(heel_stack_mm_tolerance=[3.2, None], heel_stack_mm_tolerance_above=[6.4, 1.6])
    first, second = place(frame, "stack_height")
    value = (32 - 6) / 32
    assert first == pytest.approx((value, value - 0.2, value + 0.1))
    value = (32 - 20) / 32
    assert second == pytest.approx((value, value - 4.5 / 32, value + 4.5 / 32))


def test_an_unknown_reading_lies_where_such_soles_do() -> None:
    blank = few(drop_mm=[None, None]).astype({"drop_mm": float})
    for frame in (blank, few()):  # soles of 6 and 20 mm
        first, second = place(frame, "drop")
        assert first == pytest.approx((0.99, 0.95, 1))
        assert second == pytest.approx((0.80, 0.35, 1))


def test_an_unknown_stack_lies_where_the_drop_and_the_midsole_say() -> None:
    frame = few(drop_mm=[0.0, 3.0], midsole=["none", "foam"], heel_stack_mm=float("nan"))
    first, second = place(frame, "stack_height")
    assert first == pytest.approx((0.77, 0.61, 0.88))
    assert second == pytest.approx((0.25, 0, 0.59))


def test_a_drop_above_the_stack_counts_as_unknown() -> None:
    assert place(few(drop_mm=[-9.0, -9.0]), "drop") == [
        pytest.approx((0.99, 0.95, 1)),
        pytest.approx((4 / 13, 0, 8 / 13)),  # as read
    ]


def test_no_midsole_is_hard_while_the_sole_is_thin() -> None:
    frame = few(midsole=["none", "none"], heel_stack_mm_tolerance=[1.0, 1.0])
    first, second = place(frame, "midsole_hardness")
    assert first == pytest.approx((1, 1, 1))
    assert second == pytest.approx((1 - 0.81 * 6 / 14, 0.5, 1))


def test_structure_comes_before_a_width_and_a_width_before_a_word() -> None:
    frame = few(
        kind=["sandal", "shoe"], toe_box_width_mm=[70.0, 76.0], toe_box_shape=["wide", "wide"]
    )
    first, second = place(frame, "toe_box_width")
    assert first == (1, 1, 1)
    assert second == pytest.approx((0.5, 0.5 - 3.6 / 16, 0.5 + 3.6 / 16))


def test_choosing_takes_the_first_case_that_holds() -> None:
    frame = nw.from_native(pd.DataFrame({"a": [1, 2, 3]}), eager_only=True)
    chosen = choose((nw.col("a") > 2, 3.0), (nw.col("a") > 1, 2.0), otherwise=0.0)
    assert frame.select(z=chosen)["z"].to_list() == [0, 2, 3]
