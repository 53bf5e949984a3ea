"""The committed data is what the observations give, and says what it means."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

import pytest

import build_data as build
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["shoes.csv", "statements.csv", "pairs.csv", "datapackage.json"])
def test_the_committed_file_has_not_drifted(name: str) -> None:
    wanted = build.built()[name]
    assert (build.DATA / name).read_text(encoding="utf-8") == wanted, (
        "run python scripts/build_data.py"
    )


def test_the_columns_are_those_of_the_model() -> None:
    with (build.DATA / "shoes.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(Shoe.model_fields)


@pytest.mark.parametrize("column", Shoe.model_fields)
def test_every_column_is_known_of_some_shoe(column: str) -> None:
    with (build.DATA / "shoes.csv").open(encoding="utf-8", newline="") as file:
        assert any(row[column] for row in csv.DictReader(file))


def test_the_command_mends_a_stale_file_and_check_only_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("observations.csv", "merges.csv"):
        shutil.copy(build.DATA / name, tmp_path / name)
    monkeypatch.setattr(build, "DATA", tmp_path)
    assert build.main(["--check"]) == 1
    assert (
        "stale: shoes.csv, statements.csv, pairs.csv, datapackage.json" in capsys.readouterr().out
    )
    assert build.main([]) == 0
    said = capsys.readouterr().out
    assert "stack height: 90 claims of 40 shoes" in said
    assert said.endswith("told apart:\nnone\n")
    assert build.main(["--check"]) == 0
    assert build.main(["--wrong"]) == 2
