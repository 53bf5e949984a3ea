"""Whoever adds a reading is told all that is wrong with it, and what it would change."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import check_readings as check
from doubles import same_shoe_suspects
from resolving import resolve_bundled

PAGE = Path(__file__).parents[2] / "docs" / "data.md"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("observations.csv", "merges.csv", "shoes.csv"):
        shutil.copy(check.DATA / name, tmp_path / name)
    return tmp_path


def add(data: Path, rows: str) -> None:
    with (data / "observations.csv").open("a", encoding="utf-8") as file:
        file.write(rows)


def test_the_observations_have_no_problem() -> None:
    assert not list(check.reading_problems(check.DATA / "observations.csv"))


def test_no_shoe_stands_twice() -> None:
    assert check.doubles(resolve_bundled()) == []


def test_every_pair_told_apart_would_be_suspected() -> None:
    """A reason outlives its pair otherwise."""
    names = {each.shoe.shoe_id: (each.shoe.brand, each.shoe.model) for each in resolve_bundled()}
    suspected = {frozenset(each[:2]) for each in same_shoe_suspects(names)}
    told = check.told_apart()
    assert {frozenset(each[:2]) for each in told} == suspected
    assert all(len(each.reason) > 15 for each in told)


def test_every_problem_is_told_at_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (data / "observations.csv").read_text(encoding="utf-8").count("\n")
    page = "https://example.org/"
    add(
        data,
        f"acme-one,Acme,One,shoe,road,8 mm,,,,,none,,,,,,,,,lab,{page},,,,\n"
        f"acme-one,Acme,Two,shoe,rode,80.5,,,,,none,,,,,,,,,lab,{page},,90,,\n"
        "acme-one,Acme,One,shoe\n"
        ",Acme,One,shoe,road,,,,,,none,,,,,,,,,lab,acme,,,,\n",
    )
    assert check.main(data) == 1
    said = capsys.readouterr().out
    one, two, short, nameless = (f"row {rows + each}" for each in (1, 2, 3, 4))
    for line in (
        f"{one}, column heel_stack_mm: '8 mm': not a number. Write 8, without the unit.",
        f"{two}, column use: 'rode': unknown word. Did you mean 'road'?",
        f"{two}, column heel_stack_mm: '80.5': must be at most 80.",
        f"{two}, column list_price: '90': stands without currency.",
        f"{two}, column shoe_id: 'acme-one': is told otherwise in {one}.",
        f"{short}: has not as many cells as the header.",
        f"{nameless}, column shoe_id: '': is blank.",
        f"{nameless}, column source_url: 'acme'",
    ):
        assert line in said


def test_a_column_that_is_none_is_told(data: Path) -> None:
    path = data / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",note\n", ",notes\n", 1), "utf-8")
    assert [each.column for each in check.reading_problems(path)] == ["note", "notes"]


def test_the_walk_of_the_data_page(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    walk = text[text.index("## Adding a shoe") :]
    (rows,) = re.findall(r"^```csv\n(.*?)^```", walk, re.MULTILINE | re.DOTALL)
    (shown,) = re.findall(r"^```text\n(.*?)^```", walk, re.MULTILINE | re.DOTALL)
    add(data, rows)
    assert check.main(data) == 0
    said = capsys.readouterr().out
    # Where it stands changes with every shoe that is added.
    assert re.sub(r"\d+ of \d+", "N of N", said) == re.sub(r"\d+ of \d+", "N of N", shown)
