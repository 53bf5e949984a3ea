"""A file is written whole or not at all."""

from __future__ import annotations

import csv
import errno
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoefit.text import csv_line, replace_text, replacing


def test_a_good_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "ranked.csv"
    path.write_text("good")
    with replacing(path) as file:
        file.write("new")
        assert path.read_text() == "good"
    assert path.read_text() == "new"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(errno.ENOSPC, "full"), ValueError])
def test_what_goes_wrong_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: type[BaseException] | BaseException
) -> None:
    path = tmp_path / "ranked.csv"
    path.write_text("good")
    with pytest.raises(BaseException) as caught, replacing(path) as file:  # noqa: PT011, PT012
        file.write("half")
        raise error
    assert path.read_text() == "good"
    assert list(tmp_path.iterdir()) == [path]
    if isinstance(caught.value, OSError):
        assert caught.value.filename == str(path)


def test_permissions_stay_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("")
    old.chmod(0o640)
    mask = os.umask(0o022)
    try:
        replace_text(old, "x")
        replace_text(new, "x")
    finally:
        os.umask(mask)
    assert [path.stat().st_mode & 0o777 for path in (old, new)] == [0o640, 0o644]


def test_a_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("good")
    link.symlink_to(target)
    replace_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_to_and_stays_a_device() -> None:
    replace_text("/dev/null", "x")
    assert Path("/dev/null").is_char_device()


def test_a_full_disk() -> None:
    with pytest.raises(OSError, match="No space left"):
        replace_text("/dev/full", "x" * 100_000)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_text(tmp_path / "none" / "ranked.csv", "x")


@given(st.lists(st.text(alphabet='a,;"\r\n\0 é'), min_size=2), st.sampled_from(",;\t"))
def test_a_line_of_csv_comes_back_as_it_was(cells: list[str], separator: str) -> None:
    line = csv_line(cells, separator)
    assert list(csv.reader(io.StringIO(line, newline=""), delimiter=separator)) == [cells]
