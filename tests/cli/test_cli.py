"""The command as a whole: verbs, help, errors without a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from shoefit import __version__
from shoefit.cli import _VERBS, main


def test_help_lists_every_verb_and_examples() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert "Examples:" in shown
    for verb in _VERBS:
        assert f"  {verb} " in shown


def test_every_verb_has_help_with_an_example() -> None:
    for verb in _VERBS:
        shown = CliRunner().invoke(main, [verb, "--help"])
        assert shown.exit_code == 0
        assert f"shoefit {verb}" in shown.output


def test_the_version() -> None:
    assert __version__ in CliRunner().invoke(main, ["--version"]).output


def test_an_unknown_verb_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["rnak"])
    assert result.exit_code == 2
    assert "There is no command 'rnak'. Did you mean 'rank'?" in result.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_for_each_documented_shell(shell: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert f"_SHOEFIT_COMPLETE={shell}_source shoefit" in page
    result = CliRunner().invoke(
        main, prog_name="shoefit", env={"_SHOEFIT_COMPLETE": f"{shell}_source"}
    )
    assert result.exit_code == 0
    assert "_SHOEFIT_COMPLETE" in result.output


def test_the_package_can_be_run_by_its_name() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "shoefit", "rank", "--top", "1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == CliRunner().invoke(main, ["rank", "--top", "1"]).stdout
