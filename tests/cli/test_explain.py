"""`shoefit explain`, as a user types it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from published import schema
from shoefit.cli import main

if TYPE_CHECKING:
    from pathlib import Path

MINE = "brand,model,heel_stack_mm,drop_mm\nAcme,Thin,6,0\nAcme,Thick,30,8\n"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], input=stdin)


def test_one_shoe_is_explained() -> None:
    result = run("Lems Primal 2")
    assert result.exit_code == 0
    assert result.stdout.startswith("Lems Primal 2\nScore 71.3 of 100, rank 207 of 745.")
    assert "https://runrepeat.com/lems-primal-2" in result.stdout
    assert not result.stderr


def test_two_shoes_are_compared() -> None:
    result = run("lems primal 2", "xero shoes hfs ii", "--weight", "drop=2")
    assert result.exit_code == 0
    assert "B leads A by" in result.stdout
    assert "(now 0.40)" in result.stdout


def test_an_unclear_title_names_the_shoes_that_it_leaves_open() -> None:
    result = run("lems primal")
    assert result.exit_code == 2
    assert "Which shoe is 'lems primal'?" in result.stderr
    assert "Did you mean 'Lems Primal 2' or 'Lems Primal 3'?" in result.stderr


def test_json_keeps_to_the_published_schemas() -> None:
    one = json.loads(run("luna-venado", "--format", "json").stdout)
    schema("explanation").validate(one)
    two = json.loads(run("luna-venado", "lems-primal-2", "--format", "json").stdout)
    schema("comparison").validate(two)


def test_a_users_own_catalogue_and_profile(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(MINE)
    result = run("acme thin", "--catalogue", str(path), "--profile", "balance")
    assert "rank 1 of 2" in result.stdout
    assert "Profile balance 2" in result.stdout
    assert "Acme Thick" in run("acme-thick", "--catalogue", "-", stdin=MINE).stdout


def test_bad_rows_can_be_left_out() -> None:
    broken = MINE.replace(",30,", ",30 mm,")
    refused = run("acme thin", "--catalogue", "-", stdin=broken)
    assert refused.exit_code == 1
    assert "--skip-bad-rows" in refused.stderr
    result = run("acme thin", "--catalogue", "-", "--skip-bad-rows", stdin=broken)
    assert result.exit_code == 0
    assert "left out: row 3" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument 'SHOE...'"),
        (["luna vnd"], "Which shoe is"),
        (["luna venado", "--profile", "artcle"], "Did you mean 'article'?"),
        (["luna venado", "--weight", "drp=2"], "Did you mean 'drop'?"),
        (["luna venado", "--format", "csv"], "is not one of 'text', 'json'"),
        (["luna venado", "--catalogue", "none.csv"], "does not exist"),
    ],
)
def test_wrong_usage(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not result.stdout
    assert "Traceback" not in result.stderr


def test_one_shoe_twice_is_refused() -> None:
    result = run("luna venado", "luna-venado")
    assert result.exit_code != 0
    assert "'luna-venado' is named twice." in result.stderr


def test_help_shows_its_examples_a_line_each() -> None:
    assert '\n    shoefit explain "lems primal 2"\n' in run("--help").stdout
