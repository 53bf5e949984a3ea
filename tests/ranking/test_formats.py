"""A ranking as JSON, CSV and Markdown: complete, valid, and safe to open."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
from drawn import shoes
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.formats import json_schema, to_csv, to_json, to_markdown
from shoefit.ranking.order import rank
from shoefit.ranking.stability import confidence
from shoefit.shoe import Shoe

CATALOGUE = load_catalogue()
SURE = confidence(CATALOGUE, draws=200)
VALIDATOR = jsonschema.Draft202012Validator(json_schema())
PUBLISHED = Path(__file__).parents[2] / "docs" / "ranking.schema.json"
HOSTILE = Shoe(
    brand="=cmd|' /C calc'!A0",
    model='<img src=x> "a",|b|\n\x1b[31m\u202e',
    heel_stack_mm=5,
    drop_mm=0,
)


class TestJson:
    """The documented shape, from which any score can be followed by hand."""

    def test_the_published_schema_is_the_one_in_use(self) -> None:
        assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json_schema()

    def test_it_keeps_to_the_schema(self) -> None:
        document = json.loads(to_json(rank(CATALOGUE, top=5)))
        VALIDATOR.validate(document)

    @given(st.lists(shoes(), max_size=5, unique_by=lambda shoe: shoe.shoe_id))
    def test_any_ranking_keeps_to_the_schema(self, crowd: list[Shoe]) -> None:
        VALIDATOR.validate(json.loads(to_json(rank(crowd, min_coverage=0))))

    def test_no_other_property_is_allowed(self) -> None:
        document = json.loads(to_json(rank(CATALOGUE, top=1)))
        document["shoes"][0]["parts"][0]["more"] = 1
        with pytest.raises(jsonschema.ValidationError, match="more"):
            VALIDATOR.validate(document)

    def test_how_sure_each_rank_is_keeps_to_the_schema(self) -> None:
        document = json.loads(to_json(rank(CATALOGUE, top=5), SURE))
        VALIDATOR.validate(document)
        assert document["draws"] == {"draws": 200, "seed": 0, "around": None}
        for shoe in document["shoes"]:
            assert shoe["confidence"]["top_10"] == SURE[shoe["shoe_id"]].top_10
            assert sum(shoe["confidence"]["top_10_weights"].values()) == pytest.approx(1)

    def test_what_was_not_asked_is_null(self) -> None:
        document = json.loads(to_json(rank(CATALOGUE, top=1)))
        assert document["draws"] is None
        assert document["shoes"][0]["confidence"] is None

    def test_each_score_follows_from_its_parts(self) -> None:
        for shoe in json.loads(to_json(rank(CATALOGUE)))["shoes"]:
            parts = shoe["parts"]
            weights = [part["weight"] for part in parts]
            for end in ("", "_low", "_high"):
                values = [part[f"sub_score{end}"] for part in parts]
                wanted = oracle.mean(values, weights, "geometric")
                assert shoe[f"score{end}"] == pytest.approx(wanted, abs=1e-9)

    def test_each_sub_score_follows_from_its_reading(self) -> None:
        ends = {
            "stack_height": (32, 0),
            "midsole_hardness": (15, 50),
            "drop": (13, 0),
            "toe_box_width": (68, 84),
        }
        followed = 0
        for shoe in json.loads(to_json(rank(CATALOGUE)))["shoes"]:
            for part in shoe["parts"]:
                if part["basis"] == "reading":
                    wanted = oracle.ramp(abs(part["reading"]), *ends[part["criterion"]])
                    assert part["sub_score"] == pytest.approx(wanted, abs=1e-9)
                    assert part["source"].startswith("http")
                    assert part["grade"] in {"measured", "claimed"}
                    followed += 1
        assert followed > 800

    def test_hostile_text_stays_text(self) -> None:
        document = json.loads(to_json(rank([HOSTILE])))
        assert document["shoes"][0]["model"] == HOSTILE.model


class TestCsv:
    """Columns of to_frame, and no formulas."""

    def test_it_reads_back(self) -> None:
        ranking = rank(CATALOGUE, top=20)
        rows = list(csv.DictReader(io.StringIO(to_csv(ranking))))
        assert list(rows[0]) == ranking.columns
        assert [row["shoe_id"] for row in rows] == [place.shoe.shoe_id for place in ranking]
        assert float(rows[0]["score"]) == pytest.approx(ranking[0].score, abs=1e-6)

    @pytest.mark.parametrize("start", ["=", "+", "-", "@"])
    def test_a_name_cannot_become_a_formula(self, start: str) -> None:
        ranking = rank([Shoe(shoe_id="a", brand=f"{start}1+1", heel_stack_mm=5, drop_mm=0)])
        assert next(csv.DictReader(io.StringIO(to_csv(ranking))))["brand"] == f"'{start}1+1"

    def test_a_negative_number_stays_a_number(self) -> None:
        ranking = rank([Shoe(shoe_id="-a", heel_stack_mm=5, drop_mm=-1)])
        assert "\n1,'-a,,,," in to_csv(ranking)


class TestMarkdown:
    """One line a shoe, names escaped."""

    def test_it_has_a_line_a_shoe(self) -> None:
        lines = to_markdown(rank(CATALOGUE, top=3)).splitlines()
        assert len(lines) == 5
        assert lines[0].startswith("| # | shoe | year | score |")

    def test_an_unknown_is_a_question_mark(self) -> None:
        assert to_markdown(rank([Shoe(shoe_id="a", heel_stack_mm=5, drop_mm=0)])).endswith(
            "| 0.84 | ? | 1.00 | ? |\n"
        )

    def test_hostile_text_is_escaped(self) -> None:
        text = to_markdown(rank([HOSTILE]))
        assert len(text.splitlines()) == 3
        assert "<img" not in text
        assert "\\|b\\|" in text
        assert "\x1b" not in text


def test_how_sure_each_rank_is_stands_in_columns_of_its_own() -> None:
    ranking = rank(CATALOGUE, top=3)
    plain, told = (list(csv.reader(io.StringIO(to_csv(ranking, sure)))) for sure in (None, SURE))
    assert [row[: len(plain[0])] for row in told] == plain
    assert told[0][-5:] == ["median_rank", "rank_low", "rank_high", "first", "top_10"]
    assert [float(row[-1]) for row in told[1:]] == [SURE[row[1]].top_10 for row in told[1:]]


def test_markdown_tells_how_sure_each_rank_is() -> None:
    head, rule, first = to_markdown(rank(CATALOGUE, top=1), SURE).splitlines()
    assert head.endswith("| median rank | 90 % within | top 10 |")
    assert head.count("|") == rule.count("|") == first.count("|")
    assert first.endswith(f"| {SURE[0].rank_low} to {SURE[0].rank_high} | {SURE[0].top_10:.0%} |")
