"""`shoefit rank`, as a user types it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import published
from shoefit.catalogue.reading import load_catalogue
from shoefit.cli import main
from shoefit.ranking.filters import FILTERS
from shoefit.ranking.formats import FORMATS
from shoefit.ranking.order import rank
from shoefit.ranking.stability import confidence_of

if TYPE_CHECKING:
    from pathlib import Path

MINE = (
    "brand,model,kind,heel_stack_mm,drop_mm,colour\nAcme,Thin,shoe,6,0,red\nAcme,Thick,shoe,30,8,\n"
)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["rank", *arguments], input=stdin)


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.csv"
    path.write_text(MINE)
    return str(path)


def test_it_prints_the_real_top_ten() -> None:
    result = run()
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[1].startswith(" 1 Luna Catamount")
    assert lines[10].startswith("10 ")
    assert not result.stderr


def test_json_validates_against_the_published_schema() -> None:
    document = json.loads(run("--format", "json", "--top", "5").stdout)
    published.schema("ranking").validate(document)
    assert len(document["shoes"]) == 5


@pytest.mark.parametrize(
    ("form", "start"),
    [("csv", "rank,shoe_id,"), ("json", "{"), ("markdown", "| # | shoe "), ("table", "# shoe")],
)
def test_formats(form: str, start: str) -> None:
    assert run("--format", form, "--top", "3").stdout.startswith(start)


def test_every_format_is_offered() -> None:
    assert "[" + "|".join(FORMATS) + "]" in run("--help").stdout


def test_every_filter_is_offered() -> None:
    for verb in ("rank", "report"):
        said = CliRunner().invoke(main, [verb, "--help"]).stdout
        assert all(f" {each.option} " in said for each in FILTERS.values())


def test_a_users_own_file(mine: str) -> None:
    result = run("--catalogue", mine, "--format", "csv")
    assert [line.split(",")[1] for line in result.stdout.splitlines()[1:]] == [
        "acme-thin",
        "acme-thick",
    ]
    assert result.stderr == "not read: columns colour\n"


def test_standard_input() -> None:
    assert "Acme Thin" in run("--catalogue", "-", stdin=MINE).stdout


def test_a_broken_file_is_explained_all_at_once(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text(MINE.replace(",6,", ",6 mm,").replace("shoe,30", "shoo,300"))
    result = run("--catalogue", str(broken))
    assert result.exit_code == 1
    assert not result.stdout
    assert "3 problems in 2 rows" in result.stderr
    assert "row 2, column heel_stack_mm: '6 mm': not a number" in result.stderr
    assert "row 3, column kind: 'shoo': unknown word. Did you mean 'shoe'?" in result.stderr
    assert "row 3, column heel_stack_mm: '300': must be at most 80" in result.stderr
    assert "Traceback" not in result.stderr


def test_bad_rows_can_be_left_out(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text(MINE.replace(",6,", ",6 mm,"))
    result = run("--catalogue", str(broken), "--skip-bad-rows")
    assert result.exit_code == 0
    assert "Acme Thick" in result.stdout
    assert "1 bad rows skipped" in result.stdout
    assert "left out: row 2" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--profile", "artcle"], "Did you mean 'article'?"),
        (["--weight", "drp=2"], "Did you mean 'drop'?"),
        (["--weight", "drop"], "NAME=NUMBER"),
        (["--weight", "=2=2"], "There is no criterion '=2'"),
        (["--weight", "drop=-1"], "from 0 to a million"),
        (["--brand", "Alta"], "Did you mean 'Altra'"),
        (["--kind", "sandel"], "Did you mean 'sandal'?"),
        (["--use", "rode"], "Did you mean 'road'"),
        (["--catalogue", "none.csv"], "does not exist"),
        (["--top", "0"], "not in the range"),
        (["--min-coverage", "2"], "not in the range"),
        (["--colour"], "No such option"),
    ],
)
def test_wrong_usage(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not result.stdout
    assert "Traceback" not in result.stderr


def test_how_sure_each_rank_is() -> None:
    """Drawn among all that the filters keep, not only those shown; spread as the whole file."""
    document = json.loads(
        run("--confidence", "--use", "trail", "--top", "2", "--format", "json").stdout
    )
    published.schema("ranking").validate(document)
    assert len(document["shoes"]) == 2
    assert document["draws"]["around"] is None
    catalogue = load_catalogue()
    wanted = confidence_of(rank(catalogue, use="trail"), catalogue)
    assert document["shoes"][0]["confidence"]["top_10"] == wanted[0].top_10


def test_weights_of_ones_own_are_drawn_around() -> None:
    result = run("--confidence", "--weight", "drop=3")
    assert "weights drawn around the given ones (20)" in result.stdout
    assert result.stdout.splitlines()[0].split()[-5:] == ["top", "10", "median", "90", "%"]


def test_filters_and_weights() -> None:
    shoes = json.loads(
        run("--kind", "sandal", "--weight", "drop=0", "--all", "--format", "json").stdout
    )
    assert {each["kind"] for each in shoes["shoes"]} == {"sandal"}
    assert shoes["profile"]["weights"]["drop"] == 0
    assert len(shoes["shoes"]) == shoes["ranked"]


def test_output_goes_to_a_file_and_replaces_a_good_one(tmp_path: Path) -> None:
    path = tmp_path / "ranked.csv"
    path.write_text("before")
    result = run("--format", "csv", "-o", str(path), "--top", "2")
    assert not result.stdout
    assert len(path.read_text().splitlines()) == 3
    assert [each.name for each in tmp_path.iterdir()] == ["ranked.csv"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run("-o", str(tmp_path / "none" / "ranked.csv"))
    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr


def test_a_start_imports_nothing_heavy() -> None:
    """What a plain `shoefit rank` loads, in an interpreter of its own."""
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from shoefit.cli import main\n"
        "assert CliRunner().invoke(main, ['rank']).exit_code == 0\n"
        "print([m for m in ('pandas', 'numpy', 'altair', 'rich', 'narwhals') if m in sys.modules])"
    )
    found = subprocess.run(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"
