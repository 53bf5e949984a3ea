"""What the charts draw, held against the numbers they are drawn from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import outside

outside.report()

import shoefit
from shoefit.errors import UnknownNameError
from shoefit.report import charts, pictures
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt

CATALOGUE = shoefit.load_catalogue()
RANKING = shoefit.rank(CATALOGUE)
SURE = shoefit.confidence(CATALOGUE, draws=200)


def values(chart: alt.TopLevelMixin) -> list[list[dict[str, Any]]]:
    """Every table of a chart."""
    found = []

    def look(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("data"), dict):
                found.append(node["data"].get("values", []))
            for each in node.values():
                look(each)
        elif isinstance(node, list):
            for each in node:
                look(each)

    look(json.loads(json.dumps(chart.to_dict())))
    return found


def test_bands_are_those_of_the_ranking() -> None:
    rows = values(charts.ranking_bands(RANKING, top=7))[0]
    assert [(row["shoe"], row["low"], row["high"]) for row in rows] == [
        (place.shoe.title, round(place.score_low, 2), round(place.score_high, 2))
        for place in RANKING[:7]
    ]


def test_two_shoes_of_one_title_stay_two() -> None:
    twins = [
        Shoe(shoe_id=each, brand="Acme", model="Thin", heel_stack_mm=6, drop_mm=0)
        for each in ("a", "b")
    ]
    rows = values(charts.ranking_bands(shoefit.rank(twins)))[0]
    assert [row["shoe"] for row in rows] == ["Acme Thin (a)", "Acme Thin (b)"]


def test_sub_scores_of_chosen_shoes_in_the_order_asked_for() -> None:
    rows = values(charts.sub_scores(RANKING, ["lems-primal-2", "altra-escalante-4"]))[0]
    assert [row["shoe"] for row in rows] == ["Lems Primal 2"] * 4 + ["Altra Escalante 4"] * 4
    hard = next(row for row in rows if row["criterion"].startswith("Hard"))
    assert (hard["value"], hard["low"], hard["high"]) == (0.59, 0.2855, 0.9875)
    assert hard["basis"].startswith("unknown")


def test_a_shoe_that_is_not_ranked_is_named() -> None:
    with pytest.raises(UnknownNameError, match="no ranked shoe 'altra-escalant'"):
        charts.sub_scores(RANKING, ["altra-escalant"])


def test_soles_are_all_that_have_both_numbers_or_no_midsole() -> None:
    tables = values(charts.stack_against_hardness(CATALOGUE))
    both = [each for each in CATALOGUE if each.heel_stack_mm and each.midsole_hardness_shore_a]
    bare = [each for each in CATALOGUE if each.heel_stack_mm and each.midsole == "none"]
    assert sorted(map(len, tables))[-2:] == sorted([len(bare), len(both)])
    hardnesses = {row.get("hardness") for table in tables for row in table if "text" in row}
    assert {15, 50} <= hardnesses


def test_claims_are_the_pairs_of_the_observations() -> None:
    tables = [each for each in values(charts.claimed_against_measured()) if "shoe" in each[0]]
    stacks = {row["shoe"]: (row["claimed"], row["measured"]) for row in tables[0]}
    assert stacks["lems-primal-2"][1] == 14.3
    assert all(
        (row["side"] == "measures more") is (row["measured"] > row["claimed"])
        for t in tables
        for row in t
    )


def test_ranks_are_those_of_the_draws() -> None:
    rows = values(charts.rank_confidence(SURE, top=6))[0]
    assert [(row["rank"], row["low"], row["median"], row["high"]) for row in rows] == [
        (each.rank, each.rank_low, each.median_rank, each.rank_high) for each in SURE[:6]
    ]


def test_likely_ranks_say_how_they_were_made() -> None:
    drawn = pictures.svg(charts.rank_confidence(SURE))
    assert "rank, 1 for the most barefoot-like" in drawn
    assert "200 draws from seed 0" in drawn


def test_rungs_stand_where_their_shoes_do_and_months_add_up() -> None:
    ladder = shoefit.step_down(CATALOGUE["saucony-kinvara-15"], catalogue=CATALOGUE)
    assert len(ladder.rungs) > 2
    rows = values(charts.step_down_ladder(ladder))[0]
    assert [(row["stack"], row["drop"]) for row in rows] == [
        (rung.shoe.heel_stack_mm, rung.shoe.drop_mm) for rung in ladder.rungs
    ]
    assert rows[0]["shoe"].endswith(", today")
    assert rows[-1]["shoe"].endswith(f"after {ladder.months:.1f} months")


def test_a_gap_in_the_way_down_is_said() -> None:
    start = Shoe(shoe_id="today", heel_stack_mm=38, drop_mm=8)
    drawn = pictures.svg(charts.step_down_ladder(shoefit.step_down(start, catalogue=[start])))
    assert "no ladder; missing: a sole of" in drawn


@pytest.mark.parametrize(
    "draw",
    [
        lambda: charts.ranking_bands(RANKING),
        lambda: charts.sub_scores(RANKING),
        lambda: charts.stack_against_hardness(CATALOGUE),
        charts.claimed_against_measured,
    ],
    ids=["bands", "sub_scores", "soles", "claims"],
)
def test_every_chart_can_be_drawn_and_names_its_units(
    draw: Callable[[], alt.TopLevelMixin],
) -> None:
    drawn = pictures.svg(draw())
    assert any(each in drawn for each in (", mm<", "0 cushioned to 100", "0 to 1, barefoot"))
    assert "NaN" not in drawn
