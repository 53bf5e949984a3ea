"""Text is read whatever its encoding; what is no file is refused in one line."""

from __future__ import annotations

import gzip
import io
import os
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from shoefit.catalogue.opening import LONGEST_LINE
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import SourceError, UnknownNameError, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "shoe_id,model,drop_mm\na,Café,0\n"


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-32", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("latin-1", True),
        ("cp1252", True),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_the_encoding_is_found_and_a_guess_is_said(
    tmp_path: Path, encoding: str, noted: bool, packed: bool
) -> None:
    data = TEXT.encode(encoding)
    path = tmp_path / "mine.csv"
    path.write_bytes(gzip.compress(data) if packed else data)
    catalogue = load_catalogue(path)
    assert catalogue["a"].model == "Café"
    assert bool(catalogue.notes) is noted
    assert not load_catalogue(path, encoding=encoding).notes


def test_an_encoding_can_be_given() -> None:
    greek = io.BytesIO("shoe_id,model,drop_mm\na,Καφές,0\n".encode("iso8859-7"))
    assert load_catalogue(greek, encoding="iso8859-7")["a"].model == "Καφές"


@pytest.mark.parametrize("name", ["utf-99", "rot13", "zip", "\0"])
def test_an_unknown_encoding_is_wrong_usage(name: str) -> None:
    with pytest.raises(UnknownNameError, match="no encoding"):
        load_catalogue(io.BytesIO(TEXT.encode()), encoding=name)


def test_the_wrong_encoding_is_told() -> None:
    with pytest.raises(SourceError, match="cannot be read in that encoding"):
        load_catalogue(io.BytesIO(TEXT.encode("latin-1")), encoding="utf-8")


def test_one_stray_byte_in_a_utf_8_file_is_kept() -> None:
    catalogue = load_catalogue(io.BytesIO(TEXT.encode() + b"b,Caf\xe9 \x96 \x81,1\n"))
    assert [shoe.model for shoe in catalogue] == ["Café", "Café \u2013 \x81"]


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_refused(device: str) -> None:
    with pytest.raises(UnreadableError, match="is a device"):
        load_catalogue(device)


def test_a_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = Thread(target=path.write_text, args=(TEXT,))
    writer.start()
    assert len(load_catalogue(path)) == 1
    writer.join()


def test_a_line_without_end_is_not_read_to_its_end() -> None:
    endless = io.BytesIO(TEXT.encode() + b"x" * (LONGEST_LINE + 1))
    with pytest.raises(SourceError, match="line 3 is over"):
        load_catalogue(endless)


def test_gzip_that_ends_midway(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv.gz"
    path.write_bytes(gzip.compress(TEXT.encode() * 100)[:-20])
    with pytest.raises(SourceError, match="damaged or ends midway"):
        load_catalogue(path)


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(TEXT)

    class Growing(os.PathLike[str]):
        def __fspath__(self) -> str:
            return str(path)

    from shoefit.catalogue.table import open_table  # noqa: PLC0415

    with open_table(Growing()) as table:
        rows = iter(table.rows())
        next(rows)
        with path.open("a") as file:
            file.write("b,Late,1\n")
        with pytest.raises(UnreadableError, match="changed while it was read"):
            list(rows)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(UnreadableError, match="Permission denied"):
        load_catalogue(path)


def test_a_source_that_fails_midway_is_told() -> None:
    class Failing(io.RawIOBase):
        def __init__(self) -> None:
            self.parts = [TEXT.encode()]

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            if not buffer:
                return 0
            if not self.parts:
                raise OSError(5, "Input/output error")
            part = self.parts.pop()
            buffer[: len(part)] = part
            return len(part)

    with pytest.raises(UnreadableError, match="Input/output error"):
        load_catalogue(Failing())
