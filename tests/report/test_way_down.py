"""The chart of a ladder, held against its rungs."""

from __future__ import annotations

import outside

outside.report()

import shoefit
from shoefit.report import pictures
from shoefit.report.way_down import step_down_ladder
from shoefit.shoe import Shoe

CATALOGUE = shoefit.load_catalogue()


def test_rungs_stand_where_their_shoes_do_and_months_add_up() -> None:
    ladder = shoefit.step_down(CATALOGUE["saucony-kinvara-15"], catalogue=CATALOGUE)
    assert len(ladder.rungs) > 2
    rows = step_down_ladder(ladder).to_dict()["data"]["values"]
    assert [(row["stack"], row["drop"]) for row in rows] == [
        (rung.shoe.heel_stack_mm, rung.shoe.drop_mm) for rung in ladder.rungs
    ]
    assert rows[0]["shoe"].endswith(", today")
    assert rows[-1]["shoe"].endswith(f"after {ladder.months:.1f} months")


def test_a_gap_is_said() -> None:
    start = Shoe(shoe_id="today", heel_stack_mm=38, drop_mm=8)
    drawn = pictures.svg(step_down_ladder(shoefit.step_down(start, catalogue=[start])))
    assert "no ladder; missing: a sole of" in drawn
