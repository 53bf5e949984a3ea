"""Docs that cannot lie: their code runs, their figures are recounted, their links hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from observations import load_observations
from shoefit.about.comparison import compare
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.formats import plain
from shoefit.ranking.order import rank
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.market import ordinary, ordinary_stack
from shoefit.scoring.profiles import ARTICLE, get_profile
from shoefit.shoe import Midsole, Shoe

ROOT = Path(__file__).parents[1]
# The pages of docs/ are run and their links followed by tests/docs/test_pages.py.
PAGES = sorted([*ROOT.glob("*.md"), ROOT / "data" / "README.md"])
CATALOGUE = load_catalogue()


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def found(pattern: str, text: str) -> list[Any]:
    return re.findall(pattern, text, re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def score_page() -> str:
    return (ROOT / "docs" / "score.md").read_text(encoding="utf-8")


# The page of engines is run by tests/scoring/test_frames.py, with each engine that it names.
RUN_HERE = [p for p in PAGES if blocks(p, "python") and p.name != "engines.md"]


@pytest.mark.parametrize("page", RUN_HERE, ids=name)
def test_the_python_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, name(page), "exec"), space)  # noqa: S102 - our own pages


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in found(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_to_a_heading_finds_it(page: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)#\s]*)#([^)]+)\)", page.read_text("utf-8")):
        if "://" in target:
            continue
        text = (page.parent / target if target else page).read_text(encoding="utf-8")
        slugs = {
            re.sub(r"[^\w -]", "", each).strip().lower().replace(" ", "-")
            for each in found(r"^#+ (.*)$", text)
        }
        assert heading in slugs


@pytest.mark.parametrize("page", [*PAGES, *sorted((ROOT / "docs").glob("*.md"))], ids=name)
def test_every_file_of_the_project_that_a_page_names_is_there(page: Path) -> None:
    named = found(  # links, in round brackets, are followed by tests of their own
        r"(?<![\w/.:(-])((?:src|tests|scripts|benchmarks|notebooks)/[\w./-]*\w)",
        page.read_text(encoding="utf-8"),
    )
    assert not [each for each in named if not (ROOT / each).exists()]


def test_the_readme_shows_the_real_ranking() -> None:
    (shown,) = blocks(ROOT / "README.md", "text")
    assert shown == plain(rank(CATALOGUE, top=10, since=2021))


def test_the_explain_page_shows_a_real_comparison() -> None:
    (shown,) = blocks(ROOT / "docs" / "explain.md", "text")
    said = str(compare("xero hfs 2", "escalante 4", catalogue=CATALOGUE))
    assert shown == said.rsplit("\n\n", 1)[0] + "\n"  # the footer is left out


def test_the_counts_of_the_data_page() -> None:
    counts = dict(
        re.findall(
            r"^\| (.+?) \| (\d+) \|$", (ROOT / "docs/data.md").read_text("utf-8"), re.MULTILINE
        )
    )
    assert {key: int(value) for key, value in counts.items()} == {
        "heel stack and drop": sum(
            shoe.heel_stack_mm is not None and shoe.drop_mm is not None for shoe in CATALOGUE
        ),
        "all four criteria": len(rank(CATALOGUE, min_coverage=1)),
        "enough to be ranked at the default coverage of one half": len(rank(CATALOGUE)),
        "at least one source from 2020 on": len(rank(CATALOGUE, since=2020, min_coverage=0))
        + rank(CATALOGUE, since=2020, min_coverage=0).left_out.too_little_known,
    }


@pytest.mark.parametrize("column", Shoe.model_fields)
def test_the_data_page_names_every_column(column: str) -> None:
    beside = next((each.column for each in READINGS.values() if column.startswith(each.column)), "")
    named = column.removeprefix(beside) or column
    assert f"`{named}`" in (ROOT / "docs/data.md").read_text("utf-8")


@pytest.mark.parametrize("page", ["README.md", "docs/data.md", "CHANGELOG.md", "data/README.md"])
def test_the_size_of_the_data(page: str) -> None:
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    assert f"{len(load_observations()):,} " in text
    if page != "data/README.md":
        assert f"{len(CATALOGUE):,} shoes" in text


def test_the_ends_of_the_score_page() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| (\d+) \| (\d+) \|$", score_page(), re.MULTILINE)
    assert [(row[0], *map(float, row[1:])) for row in rows] == [
        (each.name, each.zero_at, each.one_at) for each in ARTICLE.criteria
    ]


def test_the_unknowns_of_the_score_page() -> None:
    row = r"^\| (?:up to |from )?(\d+) \| (.+) \| (.+) \| (.+) \|$"
    rows = [(int(at), cells) for at, *cells in re.findall(row, score_page(), re.MULTILINE)]
    names = ("midsole_hardness", "drop", "toe_box_width")
    midsoles = (Midsole.FOAM, Midsole.RUBBER, Midsole.NONE)
    assert len(rows) == 6 + 5
    for at, cells in rows[:6]:
        for name, cell in zip(names, cells, strict=True):
            assert cell == _as_told(name, *ordinary(name, at))
    for at, cells in rows[6:]:
        for midsole, cell in zip(midsoles, cells, strict=True):
            assert cell == _as_told("stack_height", *ordinary_stack(at, midsole))


def _as_told(name: str, *readings: float) -> str:
    line = ARTICLE.criterion(name).line
    unkind, usual, kind = (round(line(each), 3) + 0.0 for each in readings)
    low, high = (f"{each:.2f}" if each % 1 else f"{each:.0f}" for each in (unkind, kind))
    return f"{usual:.2f} ({low} to {high})"


def test_the_tolerances_of_the_score_page() -> None:
    rows = re.findall(
        r"^\| [a-z ]+ \| ([\d.]+) (?:mm|Shore A) \| ([\d.]+) ", score_page(), re.MULTILINE
    )
    assert [float(measured) for measured, _ in rows] == [
        each.measured for each in READINGS.values()
    ]
    assert [float(claimed) for _, claimed in rows] == [each.claimed for each in READINGS.values()]


def test_the_profile_of_the_score_page_loads(tmp_path: Path) -> None:
    (text,) = blocks(ROOT / "docs" / "score.md", "toml")
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    mine = get_profile(path)
    assert mine.name == "flat-feet-first"
    assert mine.criterion("stack_height").zero_at == 24
