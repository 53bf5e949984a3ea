"""A ranking as JSON, CSV, Markdown and a table: complete, valid, and safe to open."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oracle
import published
from drawn import shoes
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.formats import (
    FORMATS,
    bar,
    plain,
    print_ranking,
    to_csv,
    to_json,
    to_markdown,
)
from shoefit.ranking.order import rank
from shoefit.ranking.stability import confidence
from shoefit.shoe import Shoe

CATALOGUE = load_catalogue()
SURE = confidence(CATALOGUE, draws=200)
VALIDATOR = published.schema("ranking")
HOSTILE = Shoe(
    brand="=cmd|' /C calc'!A0",
    model='<img src=x> "a",|b|\n\x9b31m\u202e',
    heel_stack_mm=5,
    drop_mm=0,
)


class TestJson:
    """The documented shape, from which any score can be followed by hand."""

    def test_it_keeps_to_the_schema(self) -> None:
        document = json.loads(to_json(rank(CATALOGUE, top=5)))
        VALIDATOR.validate(document)

    @settings(max_examples=30)  # the schema takes long over each
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

    def test_how_sure_nothing_is_keeps_to_the_schema(self) -> None:
        nothing, sure = rank([]), confidence([], draws=10)
        document = json.loads(to_json(nothing, sure))
        VALIDATOR.validate(document)
        assert document["draws"]["draws"] == 10
        assert to_markdown(nothing, sure).startswith(to_markdown(rank(CATALOGUE), SURE)[:80])

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
        assert lines[0].startswith("| # | shoe | seen | score |")

    def test_an_unknown_is_a_question_mark(self) -> None:
        assert to_markdown(rank([Shoe(shoe_id="a", heel_stack_mm=5, drop_mm=0)])).endswith(
            "| 0.84 | ? | 1.00 | ? |\n"
        )

    def test_hostile_text_is_escaped(self) -> None:
        text = to_markdown(rank([HOSTILE]))
        assert len(text.splitlines()) == 3
        assert "<img" not in text
        assert "\\|b\\|" in text
        assert "\x9b" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_a_hostile_name_as_text(form: str) -> None:
    written = {
        "table": " =cmd|' /C calc'!A0 <img src=x...",
        "csv": """,'=cmd|' /C calc'!A0,"<img src=x> ""a"",|b|""",
        "json": r'"<img src=x> \"a\",|b|',
        "markdown": r"""=cmd\|' /C calc'\!A0 &lt;img src=x&gt; "a",\|b\|""",
    }
    assert written[form] in FORMATS[form](rank([HOSTILE]), None)


def test_how_sure_each_rank_is_stands_in_columns_of_its_own() -> None:
    ranking = rank(CATALOGUE, top=3)
    unsure, told = (list(csv.reader(io.StringIO(to_csv(ranking, sure)))) for sure in (None, SURE))
    assert [row[: len(unsure[0])] for row in told] == unsure
    assert told[0][-5:] == ["median_rank", "rank_low", "rank_high", "first", "top_10"]
    assert [float(row[-1]) for row in told[1:]] == [SURE[row[1]].top_10 for row in told[1:]]


def test_markdown_tells_how_sure_each_rank_is() -> None:
    head, rule, first = to_markdown(rank(CATALOGUE, top=1), SURE).splitlines()
    assert head.endswith("| median rank | 90 % within | top 10 |")
    assert head.count("|") == rule.count("|") == first.count("|")
    assert first.endswith(f"| {SURE[0].rank_low} to {SURE[0].rank_high} | {SURE[0].top_10:.0%} |")


class Terminal(io.StringIO):
    """Text that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


def test_elsewhere_it_is_plain_text() -> None:
    out = io.StringIO()
    print_ranking(rank(CATALOGUE, top=3), out)
    assert out.getvalue() == plain(rank(CATALOGUE, top=3))
    assert out.getvalue().isascii()


@pytest.mark.parametrize("top", [10, None])
def test_every_line_fits_80_columns(top: int | None) -> None:
    assert max(map(len, plain(rank(CATALOGUE, top=top, min_coverage=0)).splitlines())) <= 80


def test_on_a_terminal_it_is_coloured_and_fits(terminal: Terminal) -> None:
    from rich.text import Text  # noqa: PLC0415 - as the package does: only for a terminal

    print_ranking(rank(CATALOGUE, top=300, min_coverage=0), terminal)
    assert "\x1b[1m" in terminal.getvalue()
    lines = Text.from_ansi(terminal.getvalue()).plain.splitlines()
    assert max(len(line.rstrip()) for line in lines) <= 80
    assert any("Merrell Vapor Glove 6" in line and "█" in line for line in lines)


def test_a_name_cannot_drive_the_terminal(terminal: Terminal) -> None:
    hostile = Shoe(brand="\x9b2J[bold]x[/]", model="\u202e", heel_stack_mm=5, drop_mm=0)
    print_ranking(rank([hostile]), terminal)
    assert "\x9b2J" not in terminal.getvalue()
    assert "\\x9b2J[bold]x[/]" in terminal.getvalue()
    assert "\u202e" not in plain(rank([hostile]))


def test_the_summary_says_what_was_left_out() -> None:
    text = plain(rank(CATALOGUE, kind="sandal", top=2))
    assert "2 of " in text
    assert "too little known (under 50%)" in text
    assert "filtered out" in text
    assert "Profile article 2, geometric mean: thin 25%" in text


def test_how_sure_each_rank_is_fits_too(terminal: Terminal) -> None:
    from rich.text import Text  # noqa: PLC0415 - as the package does: only for a terminal

    ranking = rank(CATALOGUE, min_coverage=0, top=300)
    sure = confidence(CATALOGUE, draws=50, min_coverage=0)
    text = plain(ranking, sure)
    assert max(map(len, text.splitlines())) <= 80
    assert text.splitlines()[0].split()[-5:] == ["top", "10", "median", "90", "%"]
    assert "50 draws from seed 0; weights drawn uniformly" in text
    print_ranking(ranking, terminal, sure)
    lines = Text.from_ansi(terminal.getvalue()).plain.splitlines()
    assert max(len(line.rstrip()) for line in lines) <= 80
    first = f"{sure[0].median_rank} {sure[0].rank_low}-{sure[0].rank_high}"
    assert " ".join(lines[1].split()).endswith(first)


@given(st.floats(0, 1), st.integers(1, 20))
def test_a_bar_is_as_wide_as_asked(share: float, width: int) -> None:
    assert len(bar(share, width)) == width


def test_bars_grow() -> None:
    assert [bar(x) for x in (0, 0.25, 0.5, 1)] == ["    ", "█   ", "██  ", "████"]


def test_a_short_answer_says_which_filter_cost_most() -> None:
    said = plain(rank(CATALOGUE, since=2021, max_price=150, measured_only=True))
    assert "Left out by each filter alone: --measured-only" in said
    assert "Few are left: --measured-only costs most" in said
    assert "costs most" not in plain(rank(CATALOGUE, since=2021))


def test_measured_sub_scores_are_marked_and_the_way_to_today_is_shown() -> None:
    said = plain(rank(CATALOGUE, brand="merrell"))
    (line,) = (each for each in said.splitlines() if "Vapor Glove 6 " in each)
    assert [each[-1] == "*" for each in line.split()[-4:]] == [True, False, True, True]
    assert "* measured" in said
    assert plain(rank(CATALOGUE, top=3)).endswith("shoefit rank --since 2021\n")
    assert "--since" not in plain(rank(CATALOGUE, since=2021))
