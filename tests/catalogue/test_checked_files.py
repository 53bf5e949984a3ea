"""No output takes the place of what is read or of another output, and all appear or none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from shoefit.catalogue.checking import check
from shoefit.errors import OutputError, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("shoe_id,drop_mm\na,4 mm\n")
    return path


@pytest.mark.parametrize("how", ["itself", "dots", "symbolic link", "hard link"])
def test_the_source_is_refused_as_an_output(mine: Path, tmp_path: Path, how: str) -> None:
    out = tmp_path / "out.csv"
    if how == "itself":
        out = mine
    elif how == "dots":
        out = tmp_path / "." / ".." / tmp_path.name / "mine.csv"
    elif how == "symbolic link":
        out.symlink_to(mine)
    else:
        os.link(mine, out)
    with pytest.raises(OutputError, match="what is read"):
        check(mine, fix=out)
    with pytest.raises(OutputError, match="what is read"):
        check(mine, rejects=out)
    with pytest.raises(OutputError, match="what is read"):
        check(mine, findings=out)
    assert mine.read_text() == "shoe_id,drop_mm\na,4 mm\n"


def test_an_open_file_is_recognised(mine: Path) -> None:
    with mine.open("rb") as file, pytest.raises(OutputError, match="what is read"):
        check(file, fix=mine)


def test_two_outputs_into_one_file(mine: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="another"):
        check(mine, fix=tmp_path / "x.csv", rejects=tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == [mine]


def test_none_appears_where_one_cannot_be_written(mine: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check(mine, fix=tmp_path / "fixed.csv", rejects=tmp_path / "none" / "r.csv")
    assert list(tmp_path.iterdir()) == [mine]


def test_a_source_that_changes_meanwhile_leaves_the_old_outputs(mine: Path, tmp_path: Path) -> None:
    fixed = tmp_path / "fixed.csv"
    fixed.write_text("good")
    mine.write_text("shoe_id,drop_mm\n" + "".join(f"s{i},0\n" for i in range(5000)))

    def grow(*_: object) -> None:
        with mine.open("a") as file:
            file.write("late,0\n")

    with pytest.raises(UnreadableError, match="changed while it was read"):
        check(mine, fix=fixed, progress=grow)
    assert fixed.read_text() == "good"
    assert sorted(tmp_path.iterdir()) == [fixed, mine]
