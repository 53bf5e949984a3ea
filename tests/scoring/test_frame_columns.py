"""Columns that are missing, misspelt, of the wrong type, on another scale or in the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from drawn import few
from shoefit.catalogue.other_scales import OTHER_COLUMNS
from shoefit.errors import FrameColumnsError
from shoefit.scoring import frame_columns
from shoefit.scoring.frames import rank_frame, score_frame
from shoefit.scoring.profiles import ARTICLE, BALANCE, used
from shoefit.scoring.scales import SCALES
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    import pandas as pd


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (few(score=[1, 2]), "'score' is already there"),
        (few(Coverage=[1, 2]), "'Coverage' is already there"),
        (few(__shoefit_thin=[1, 2]), "'__shoefit_thin' is already there"),
        (few(Drop=[1.0, 2.0]), "'drop_mm' is missing and 'Drop' is nearly it"),
        (few(drop_mm_tolerence=[1.0, 2.0]), "'drop_mm_tolerence' is nearly it"),
        (few(drop_in=[0.1, 0.2]), "'drop_in' is on another scale than 'drop_mm'"),
        (few(stack_basis=["x", "y"]), "'stack_basis' says that readings are on other scales"),
        (few(drop_mm=["4 mm", "0"]), "'drop_mm' is String, but should be a number"),
        (few(kind=[1, 2]), "'kind' is Int64, but should be text"),
        (
            few().rename(columns={"heel_stack_mm": "heel_stak_mm"}),
            "'heel_stack_mm' is missing and 'heel_stak_mm' is nearly it",
        ),
        (few().drop(columns="heel_stack_mm"), "none of heel_stack_mm, "),
    ],
)
def test_a_frame_with_unfit_columns_is_refused(given: pd.DataFrame, words: str) -> None:
    for job in (score_frame, rank_frame):
        with pytest.raises(FrameColumnsError, match=re.escape(words)) as caught:
            job(given)
        assert "docs/engines.md" in caught.value.hint


def test_every_unfit_column_is_named_at_once() -> None:
    given = few(score=[1, 2], drop_mm=["a", "b"]).drop(columns="shoe_id")
    with pytest.raises(FrameColumnsError) as caught:
        rank_frame(given)
    assert list(caught.value.problems) == ["score", "drop_mm", "shoe_id"]


def test_columns_that_look_alike_but_are_not_ours_are_let_be() -> None:
    given = few(heel_stack_mm_old=[1, 2], weight=[1, 2], forefoot_stack_mm=[1, 2], drops=[1, 2])
    assert len(score_frame(given.assign(drop_mm=1.0))) == 2


def test_a_profile_reads_its_own_columns() -> None:
    assert {*used(BALANCE)} < {*used(ARTICLE)} < {*Shoe.model_fields}
    assert "toe_box_width_mm" not in used(BALANCE)
    few_wide = few(toe_box_widths=[1, 2], Toe_Box_Width=["a", "b"])
    score_frame(few_wide, BALANCE)  # no business of this profile


def test_other_scales_are_those_that_files_may_be_in() -> None:
    assert {*frame_columns.OTHER_SCALES, *SCALES} <= set(OTHER_COLUMNS)


def test_an_id_orders_ties() -> None:
    with pytest.raises(FrameColumnsError, match=r"'shoe_id' is missing \(nearest: 'shoe id'"):
        rank_frame(few().rename(columns={"shoe_id": "shoe id"}))
    with pytest.raises(FrameColumnsError, match="'shoe_id' is Float64"):
        rank_frame(few().assign(shoe_id=[0.5, 1.5]))
    assert list(rank_frame(few(drop_mm=[1, 1]).assign(shoe_id=[2, 1]))["shoe_id"]) == [2, 1]
