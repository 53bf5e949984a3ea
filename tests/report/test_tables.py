"""Rankings and scores in a notebook, with great_tables and without."""

from __future__ import annotations

import pytest

import outside

outside.report()

import shoefit
from shoefit.report.tables import ranking_table, score_table
from shoefit.scoring import scores as scoring

CATALOGUE = shoefit.load_catalogue()
RANKING = shoefit.rank(CATALOGUE)
HOSTILE = shoefit.Shoe(brand="<script>alert(1)</script>", model="&", heel_stack_mm=1, drop_mm=0)


def test_the_same_ranking_makes_the_same_table() -> None:
    assert ranking_table(RANKING).as_raw_html() == ranking_table(RANKING).as_raw_html()


def test_a_score_shows_readings_and_what_is_unknown() -> None:
    html = shoefit.score(CATALOGUE["lems-primal-2"])._repr_html_()
    assert "Score 47.0, band 19 to 83" in html
    assert "14.3 mm" in html
    assert "13.3 to 19.4" in html
    assert "unknown" in html


def test_nothing_to_show_is_said() -> None:
    assert "0 of 0 ranked shoes" in ranking_table(shoefit.rank([])).as_raw_html()
    nothing = score_table(shoefit.score(shoefit.Shoe(shoe_id="x"))).as_raw_html()
    assert "Nothing is known, so there is no score" in nothing


@pytest.mark.parametrize("present", [True, False])
def test_names_stay_text_with_and_without_great_tables(
    monkeypatch: pytest.MonkeyPatch, present: bool
) -> None:
    if not present:
        monkeypatch.setattr(scoring, "find_spec", lambda _name: None)
    html = shoefit.rank([HOSTILE])._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    part = shoefit.score(CATALOGUE["lems-primal-2"])._repr_html_()
    assert ("shoefit-score" in part) is present
    assert "14.3 mm" in part
