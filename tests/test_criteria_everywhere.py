"""Every criterion is known wherever shoes are told of: a forgotten place fails by its name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
from click.testing import CliRunner

import drawn
import oracle
import shoefit
from resolving import resolve_bundled
from shoefit.cli import main
from shoefit.ranking.formats import plain, to_csv, to_json, to_markdown
from shoefit.report.content import content
from shoefit.scoring.criteria import READINGS, Basis, CriterionName
from shoefit.scoring.profiles import ARTICLE, Profile
from shoefit.shoe import Shoe, columns

DOCS = Path(__file__).parents[1] / "docs"

pytestmark = pytest.mark.parametrize("name", READINGS)


def reading(name: CriterionName, sub_score: float) -> float:
    criterion = ARTICLE.criterion(name)
    return criterion.zero_at + sub_score * (criterion.one_at - criterion.zero_at)


def pair(name: CriterionName) -> tuple[Shoe, Shoe]:
    """A good and a bad shoe of which only this one reading is known, and exactly."""
    column = READINGS[name].column
    return tuple(  # type: ignore[return-value]  # two, for two sub-scores
        Shoe.model_validate(
            {
                "shoe_id": f"shoe-{sub_score}",
                column: round(reading(name, sub_score), 6),
                f"{column}_tolerance": 0,
            }
        )
        for sub_score in (0.75, 0.25)
    )


def alone(name: CriterionName) -> Profile:
    return Profile(name="alone", criteria=(ARTICLE.criterion(name),))


def test_it_is_recorded_scored_by_the_article_and_drawn_by_the_tests(name: CriterionName) -> None:
    assert name in get_args(CriterionName)
    assert name in [each.name for each in ARTICLE.criteria]
    assert name in oracle.RULES
    assert {READINGS[name].column, f"{READINGS[name].column}_tolerance"} <= {*drawn.CELLS}


def test_a_shoe_has_its_columns_with_limits_and_unit(name: CriterionName) -> None:
    column, about = READINGS[name].column, columns(Shoe)
    for end in ("", "_tolerance", "_grade", "_sources", "_source"):
        assert f"{column}{end}" in about
    assert {"minimum", "maximum"} <= set(about[column])
    assert about[column]["unit"] == about[f"{column}_tolerance"]["unit"] == READINGS[name].unit


def test_it_is_scored_with_all_that_is_told_of_it(name: CriterionName) -> None:
    good, _ = pair(name)
    (part,) = (each for each in shoefit.score(good).parts if each.criterion == name)
    assert (part.basis, part.unit) == (Basis.READING, READINGS[name].unit)
    assert part.sub_score == pytest.approx(0.75)
    assert part.reading_low == part.reading == part.reading_high
    assert shoefit.score(good).coverage == pytest.approx(1 / len(ARTICLE.criteria))


def test_a_frame_is_scored_alike(name: CriterionName) -> None:
    shoes = pair(name)
    scored = shoefit.score_frame(pd.DataFrame([each.model_dump(mode="json") for each in shoes]))
    assert list(scored["score"]) == pytest.approx([shoefit.score(each).score for each in shoes])
    assert list(scored[name]) == pytest.approx([0.75, 0.25])


def test_a_file_is_read_and_its_misspelt_column_noticed(
    name: CriterionName, tmp_path: Path
) -> None:
    good, _ = pair(name)
    column, value = READINGS[name].column, getattr(good, READINGS[name].column)
    path = tmp_path / "mine.csv"
    path.write_text(f"shoe_id,{column}\nmine,{value}\n", encoding="utf-8")
    assert getattr(shoefit.load_catalogue(path)[0], column) == value
    path.write_text(f"shoe_id,midsole,{column}x\nmine,foam,{value}\n", encoding="utf-8")
    assert any(f"{column}x" in str(each) for each in shoefit.check(path).problems)


def test_a_ranking_shows_it(name: CriterionName) -> None:
    good, bad = pair(name)
    ranking = shoefit.rank([bad, good], min_coverage=0.1)
    assert [each.shoe for each in ranking] == [good, bad]
    (first, *_) = json.loads(to_json(ranking))["shoes"]
    assert name in json.dumps(first)
    assert name in to_csv(ranking)
    assert name in shoefit.rank([good], min_coverage=0.1).to_frame().columns
    assert name.replace("_", " ") in to_markdown(ranking)
    for text in (plain(ranking), ranking._repr_html_()):
        assert READINGS[name].word in text.casefold()


def test_an_explanation_and_a_comparison_tell_of_it(name: CriterionName) -> None:
    good, bad = pair(name)
    explained = shoefit.explain(bad, catalogue=[good, bad])
    assert READINGS[name].label in str(explained)
    assert READINGS[name].asks in " ".join(str(explained).split())
    assert name in explained.to_json()
    compared = shoefit.compare(good, bad, catalogue=[good, bad], profile=alone(name))
    assert READINGS[name].label in str(compared)
    assert name in compared.to_json()


def test_the_draws_know_which_way_it_points(name: CriterionName) -> None:
    sure = shoefit.confidence(pair(name), profile=alone(name), min_coverage=0, draws=20)
    assert [each.first for each in sure] == [1.0, 0.0]


def test_the_report_carries_it(name: CriterionName) -> None:
    carried = content(shoefit.rank(pair(name), min_coverage=0))
    assert name in json.dumps(carried)


def test_the_observations_state_it(name: CriterionName) -> None:
    resolved = resolve_bundled()
    assert any(name in each.chosen for each in resolved)
    assert all(
        getattr(each.shoe, READINGS[name].column) is not None
        for each in resolved
        if name in each.chosen
    )


def test_the_command_line_tells_its_word(name: CriterionName) -> None:
    said = " ".join(CliRunner().invoke(main, ["rank", "--help"]).stdout.split())
    told = said.split("Multiply the weight of ")[1].split(", as in")[0]
    assert READINGS[name].word in told.replace(",", "").split()


def test_the_pages_name_it(name: CriterionName) -> None:
    assert f"`{READINGS[name].column}`" in (DOCS / "data.md").read_text(encoding="utf-8")
    assert f"`{name}`" in (DOCS / "score.md").read_text(encoding="utf-8")
