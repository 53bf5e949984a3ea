"""Where readings lie on their lines; tests/test_frames.py holds the whole against the scalar."""

from __future__ import annotations

import narwhals.stable.v2 as nw
import pandas as pd
import pytest

from drawn import few
from shoefit.scoring.frame_columns import check
from shoefit.scoring.frame_places import ANYWHERE, Places, any_of, choose
from shoefit.scoring.profiles import ARTICLE


def place(frame: pd.DataFrame, criterion: str) -> list[tuple[float, ...]]:
    """Place, and how far below and above, of each row."""
    rows = nw.from_native(frame, eager_only=True)
    places = Places(ARTICLE.criteria, check(rows.schema, ARTICLE, added=()))
    for step in (places.facts, *places.tolerances):
        rows = rows.with_columns(**step)
    found = places.of(ARTICLE.criterion(criterion))
    return (
        rows.select(nw.col("shoe_id"), place=found.place, lower=found.lower, higher=found.higher)
        .drop("shoe_id")
        .rows()
    )


def test_a_stack_reaches_further_up_where_its_source_may_have_left_the_insole_out() -> None:
    frame = few(heel_stack_mm_tolerance=[3.2, None], heel_stack_mm_tolerance_above=[6.4, 1.6])
    first, second = place(frame, "stack_height")
    assert first == pytest.approx(((32 - 6) / 32, 0.2, 0.1))
    assert second == pytest.approx(((32 - 20) / 32, 4.5 / 32, 4.5 / 32))


def test_an_unknown_reading_may_lie_anywhere() -> None:
    assert (
        place(few(drop_mm=[None, None]).astype({"drop_mm": float}), "drop")
        == [(0.35, ANYWHERE, ANYWHERE)] * 2
    )
    assert place(few(), "drop") == [(0.35, ANYWHERE, ANYWHERE)] * 2


def test_no_midsole_is_hard_while_the_sole_is_thin_and_surely_so_while_it_cannot_be_thick() -> None:
    frame = few(midsole=["none", "none"], heel_stack_mm_tolerance=[1.0, 1.0])
    assert place(frame, "midsole_hardness") == [(1, 0, 0), (0.15, ANYWHERE, ANYWHERE)]
    doubtful = frame.assign(heel_stack_mm=13.5)
    assert place(doubtful, "midsole_hardness") == [(1, ANYWHERE, 0)] * 2


def test_structure_comes_before_a_width_and_a_width_before_a_word() -> None:
    frame = few(
        kind=["sandal", "shoe"], toe_box_width_mm=[70.0, 76.0], toe_box_shape=["wide", "wide"]
    )
    assert place(frame, "toe_box_width") == [(1, 0, 0), (0.5, 3.6 / 16, 3.6 / 16)]


def test_choosing_takes_the_first_case_that_can_hold() -> None:
    frame = nw.from_native(pd.DataFrame({"a": [1, 2, 3]}), eager_only=True)
    chosen = choose((None, 9.0), (nw.col("a") > 2, 3.0), (nw.col("a") > 1, 2.0), otherwise=0.0)
    assert frame.select(z=chosen)["z"].to_list() == [0, 2, 3]
    assert any_of(None, None) is None
