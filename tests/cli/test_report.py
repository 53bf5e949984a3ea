"""`shoefit report`, as a user types it."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import outside
import shoefit
from shoefit.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments])


def test_without_the_extra_one_line_says_how_to_get_it(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['altair'] = None; from shoefit.cli import main; "
        f"main(['report', '-o', {str(tmp_path / 'a.html')!r}])"
    )
    found = subprocess.run(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert found.returncode == 1
    assert found.stderr == (
        "There are no charts without altair, which is not installed. "
        'Run in the checkout: pip install ".[report]"\n'
    )
    assert not list(tmp_path.iterdir())


def test_a_file_is_asked_for() -> None:
    result = run()
    assert result.exit_code == 2
    assert "Missing option '-o'" in result.stderr


class TestWithTheExtra:
    """What only an install with the extra can do."""

    @pytest.fixture(autouse=True)
    def _needs_the_extra(self) -> None:
        outside.report()

    def test_it_writes_one_file_and_says_so(self, tmp_path: Path) -> None:
        path = tmp_path / "ranking.html"
        result = run("-o", str(path), "--use", "gym")
        assert result.exit_code == 0
        assert not result.stdout
        ranking = shoefit.rank(shoefit.load_catalogue(), use="gym")
        assert result.stderr == f"wrote {path}: {len(ranking.shoes)} shoes, {len(ranking)} ranked\n"
        assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")

    def test_a_users_own_file_and_weights(self, tmp_path: Path) -> None:
        mine = tmp_path / "mine.csv"
        mine.write_text("brand,model,heel_stack_mm,drop_mm\nAcme,Thin,6,0\n")
        path = tmp_path / "mine.html"
        result = run("-o", str(path), "--catalogue", str(mine), "--weight", "drop=2")
        assert result.exit_code == 0
        assert '"title":"Acme Thin"' in path.read_text(encoding="utf-8")

    def test_the_command_that_a_page_offers_reads_the_file_as_the_page_was_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        mine = "Das Modell,brand,heel_stack_mm,drop_mm\nDünn,Acmé,6,0\nDick,Acmé,6,x\n"
        (tmp_path / "mine.csv").write_text(mine, encoding="cp1250")
        how = ("--column", "Das Modell=model", "--encoding", "cp1250", "--skip-bad-rows")
        assert run("-o", "mine.html", "--catalogue", "mine.csv", *how).exit_code == 0
        [offered] = re.findall(r'"source":"(.*?)"', (tmp_path / "mine.html").read_text("utf-8"))
        asked = ["rank", "--format", "json", "--catalogue", *shlex.split(offered)]
        ranked = CliRunner().invoke(main, asked)
        assert [each["model"] for each in json.loads(ranked.stdout)["shoes"]] == ["Dünn"]

    def test_a_missing_folder_is_wrong_usage(self, tmp_path: Path) -> None:
        result = run("-o", str(tmp_path / "nowhere" / "a.html"), "--use", "gym")
        assert result.exit_code == 2
        assert "Check the path" in result.stderr
