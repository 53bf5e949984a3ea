"""`shoefit step-down`, as a user types it."""

from __future__ import annotations

import json

from click.testing import CliRunner, Result

from published import schema
from shoefit.cli import main

MINE = "shoe_id,heel_stack_mm,drop_mm\ntoday,30,10\nlow,12,0\n"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["step-down", *arguments], input=stdin)


def test_a_title_in_any_case_or_an_id_names_a_shoe() -> None:
    by_title, by_id = run("nike PEGASUS 41"), run("nike-pegasus-41")
    assert by_title.exit_code == 0
    assert by_title.stdout == by_id.stdout
    assert by_title.stdout.startswith("From Nike Pegasus 41 to a barefoot-like shoe")


def test_the_goal_can_be_named() -> None:
    assert run("nike-pegasus-41", "--to", "Xero Shoes Prio").stdout.startswith(
        "From Nike Pegasus 41 to Xero Shoes Prio\n"
    )


def test_json_validates_against_the_published_schema() -> None:
    document = json.loads(run("nike-pegasus-41", "--format", "json").stdout)
    schema("ladder").validate(document)
    assert document["since"] == 2020
    assert document["steps"]


def test_a_catalogue_from_standard_input_and_its_gap() -> None:
    result = run("today", "--catalogue", "-", "--since", "0", stdin=MINE)
    assert result.exit_code == 0
    assert "No way down: no shoe of the catalogue has" in result.stdout


def test_an_unknown_shoe_is_wrong_usage() -> None:
    result = run("nike pegasu")
    assert result.exit_code == 2
    assert "39, 40, 41 and 42 in the catalogue. Did you mean 'Nike Pegasus 37'" in result.stderr
    assert not result.stdout


def test_what_is_no_step_down_is_said() -> None:
    result = run("xero-shoes-prio", "--to", "nike-pegasus-41")
    assert result.exit_code == 1
    assert "no step down" in result.stderr


def test_the_help_shows_its_examples_line_by_line() -> None:
    assert '  shoefit step-down "Nike Pegasus 41"\n' in run("--help").stdout
