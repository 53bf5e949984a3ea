"""What several verbs take, and how far a long reading is."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

import outside
from shoefit.cli import main
from shoefit.cli.options import Given, given_catalogue, progress_of, scoring_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@given_catalogue
@scoring_options
def verb(given: Given, profile: str, weights: dict[str, float]) -> None:
    click.echo(f"{given.catalogue} {profile} {weights} {len(given.read())}")


def test_what_is_left_out_has_its_default() -> None:
    assert CliRunner().invoke(verb).stdout == "None article {} 1020\n"


def test_weights_are_names_with_numbers() -> None:
    result = CliRunner().invoke(verb, ["--weight", "drop=2", "--weight", " stack_height =.5"])
    assert "{'drop': 2.0, 'stack_height': 0.5}" in result.stdout


@pytest.mark.parametrize("given", ["drop", "drop=", "drop=two", "=2=x"])
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


@pytest.mark.parametrize(
    "arguments",
    [["rank", "--all"], ["explain", "acme thin"], ["step-down", "acme thin"], ["report"]],
    ids=lambda arguments: arguments[0],
)
def test_every_verb_that_takes_a_catalogue_reads_it_in_the_same_ways(
    arguments: list[str], tmp_path: Path
) -> None:
    """Titles of a shop, an encoding, a bad row: each verb has one way in."""
    if arguments == ["report"]:
        outside.report()
        arguments = ["report", "-o", str(tmp_path / "r.html")]
    shop = tmp_path / "shop.csv"
    rows = "Marke;Modell;heel_stack_mm;drop_mm\nAcme;Thin;6;0\nAcme;Größe;8;0\nAcme;x;8 cm;0\n"
    shop.write_bytes(rows.encode("cp1252"))
    how = ["--catalogue", str(shop), "--column", "Marke=brand", "--column", "Modell=model"]
    how += ["--encoding", "cp1252"]
    result = CliRunner().invoke(main, [*arguments, *how, "--skip-bad-rows"])
    assert result.exit_code == 0, result.stderr
    assert "left out: row 4" in result.stderr
    refused = CliRunner().invoke(main, [*arguments, *how])
    assert refused.exit_code == 1
    unknown = CliRunner().invoke(main, [*arguments, *how, "--column", "Model=model"])
    assert "Did you mean 'Modell'" in unknown.stderr
    wrong = CliRunner().invoke(main, [*arguments, *how, "--column", "Modell"])
    assert (wrong.exit_code, "is not TITLE=NAME" in wrong.stderr) == (2, True)


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
