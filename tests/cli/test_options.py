"""What several verbs take, and how far a long reading is."""

from __future__ import annotations

import io
import sys

import click
import pytest
from click.testing import CliRunner

from shoefit.cli.options import (
    catalogue_option,
    progress_of,
    read_catalogue,
    scoring_options,
    skip_option,
)


@click.command()
@catalogue_option
@scoring_options
@skip_option
def verb(
    catalogue: str | None, profile: str, weights: dict[str, float], skip_bad_rows: bool
) -> None:
    found = read_catalogue(catalogue, skip_bad_rows=skip_bad_rows)
    click.echo(f"{catalogue} {profile} {weights} {len(found)}")


def test_what_is_left_out_has_its_default() -> None:
    assert CliRunner().invoke(verb).stdout == "None article {} 1020\n"


def test_weights_are_names_with_numbers() -> None:
    result = CliRunner().invoke(verb, ["--weight", "drop=2", "--weight", " stack_height =.5"])
    assert "{'drop': 2.0, 'stack_height': 0.5}" in result.stdout


@pytest.mark.parametrize("given", ["drop", "drop=", "drop=two", "=2=2"])
def test_what_is_no_weight_is_refused(given: str) -> None:
    result = CliRunner().invoke(verb, ["--weight", given])
    assert result.exit_code == 2
    assert "is not NAME=NUMBER, as in drop=2" in result.stderr


def test_a_catalogue_from_standard_input_with_bad_rows_left_out() -> None:
    rows = "shoe_id,heel_stack_mm,colour\nthin,6,red\nbad,6 mm,\n"
    result = CliRunner().invoke(verb, ["--catalogue", "-", "--skip-bad-rows"], input=rows)
    assert result.stdout.endswith(" 1\n")
    assert "left out: row 3, column heel_stack_mm: '6 mm': not a number" in result.stderr
    assert "not read: columns colour" in result.stderr


def test_many_bad_rows_do_not_push_the_ranking_off_the_screen() -> None:
    rows = "shoe_id,heel_stack_mm\n" + "".join(f"s{n},x\n" for n in range(1500)) + "good,6\n"
    result = CliRunner().invoke(verb, ["--catalogue", "-", "--skip-bad-rows"], input=rows)
    assert result.stderr.count("left out: row") == 20
    assert "1,500 rows left out in all; shoefit check FILE lists what is wrong" in result.stderr


class Terminal(io.StringIO):
    """Standard error of somebody who is watching."""

    def isatty(self) -> bool:
        return True


def test_progress_shows_on_a_terminal_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    now = iter([0.0, 0.5, 1.5])
    monkeypatch.setattr("shoefit.cli.options.time.monotonic", lambda: next(now, 2.0))
    with progress_of("[bold]x.csv") as report:
        assert report
        report(1024, 0.1)
        assert not terminal.getvalue()
        report(2048, 0.2)
    assert "2,048 rows" in terminal.getvalue()
    assert "[bold]x.csv" in terminal.getvalue()


def test_progress_does_not_show_in_a_pipe() -> None:
    with progress_of("x.csv") as report:
        assert report is None
