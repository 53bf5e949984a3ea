"""Frames, Parquet and Excel are read through their libraries, and damage is told."""

from __future__ import annotations

import io
import sys
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from shoefit.catalogue.checking import check
from shoefit.catalogue.reading import load_catalogue
from shoefit.catalogue.sheets import cell_text
from shoefit.errors import MissingExtraError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

FRAME = pd.DataFrame(
    {"shoe_id": ["a", "b"], "heel_stack_mm": [8.5, None], "year": [2019, 2020], "drop_mm": [0, 99]}
)


def _workbook() -> bytes:
    """As much of an Excel file as tells that it is one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("xl/workbook.xml", "")
    return file.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (np.float64(8.5), "8.5"),
        (np.int64(3), "3"),
        (True, "True"),
        (Decimal("8.50"), "8.50"),
        ([1, 2], "[1, 2]"),
        (np.array([1, 2]), "[1 2]"),
        ("\ud800", "?"),
        ("é", "é"),
    ],
)
def test_a_cell_becomes_the_text_that_a_file_would_hold(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_frame_is_checked_and_left_as_it_was() -> None:
    before = FRAME.copy(deep=True)
    found = check(FRAME)
    assert (found.rows, found.accepted, found.rejected) == (2, 1, 1)
    assert (found.problems[0].row, found.problems[0].column) == (1, "drop_mm")
    pd.testing.assert_frame_equal(FRAME, before)


def test_a_parquet_file(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "mine.parquet"
    FRAME.to_parquet(path)
    assert check(path).rejected == 1


def test_an_excel_file(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    path = tmp_path / "mine.xlsx"
    FRAME.to_excel(path, index=False)
    found = check(path)
    assert (found.accepted, found.problems[0].row) == (1, 3)


@pytest.mark.parametrize(
    ("data", "reader"), [(b"PAR1", "pyarrow"), (_workbook(), "openpyxl")], ids=["parquet", "xlsx"]
)
def test_the_line_to_install_a_reader(
    data: bytes, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyarrow", "fastparquet", "openpyxl"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError, match=rf"{reader}.*\.\[sheets\]"):
        load_catalogue(io.BytesIO(data))


def test_a_damaged_sheet_is_told(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    with pytest.raises(SourceError, match="is damaged") as told:
        load_catalogue(path)
    assert told.value.code == "damaged"
