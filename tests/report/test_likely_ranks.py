"""The chart of how sure the ranks are, held against the draws."""

from __future__ import annotations

import outside

outside.report()

import shoefit
from shoefit.report import pictures
from shoefit.report.likely_ranks import rank_confidence

SURE = shoefit.confidence(shoefit.load_catalogue(), draws=200)


def test_ranks_are_those_of_the_draws() -> None:
    chart = rank_confidence(SURE, top=6)
    rows = chart.to_dict()["data"]["values"]
    assert [(row["rank"], row["low"], row["median"], row["high"]) for row in rows] == [
        (each.rank, each.rank_low, each.median_rank, each.rank_high) for each in SURE[:6]
    ]


def test_it_can_be_drawn_and_says_how_it_was_made() -> None:
    drawn = pictures.svg(rank_confidence(SURE))
    assert "rank, 1 for the most barefoot-like" in drawn
    assert "200 draws from seed 0" in drawn
