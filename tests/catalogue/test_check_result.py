"""A result is closed, valid JSON and text in 80 columns, shown and never obeyed."""

from __future__ import annotations

import io
import json
import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import jsonschema
import pytest

from shoefit.catalogue.check_result import written
from shoefit.catalogue.checking import check

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "check.schema.json").read_text(encoding="utf-8")
)
HOSTILE = 'shoe_id,drop_mm\n"<script>\x1b[31m[red]",1e999\n"\u2028\ufdd0",NaN\n'


@pytest.mark.parametrize("text", [HOSTILE, "shoe_id,drop_mm\na,0\n"])
def test_json_keeps_to_the_schema(text: str) -> None:
    found = check(io.StringIO(text))
    document = json.loads(found.to_json())
    jsonschema.validate(document, SCHEMA)
    assert document["check"]["rows"] == found.rows


def test_a_result_cannot_be_changed() -> None:
    found = check(io.StringIO("shoe_id,drop_mm\na,0\n"))
    with pytest.raises(FrozenInstanceError):
        found.rows = 7  # type: ignore[misc]


def test_ok_means_that_every_row_can_be_used() -> None:
    assert check(io.StringIO("shoe_id,drop_mm\na,-4\n")).ok
    assert not check(io.StringIO("shoe_id,drop_mm\na,x\n")).ok


def test_it_shows_itself_in_one_line() -> None:
    found = check(io.StringIO("shoe_id,drop_mm\na,x\nb,0\n"))
    assert repr(found) == "CheckResult(the open file: 2 rows, 1 accepted, 1 rejected, 0 warnings)"


def test_a_notebook_shows_the_rules_and_no_html_of_the_file() -> None:
    found = check(io.StringIO("shoe_id,drop_mm,<b>\na,<script>,1\nb,zero drop,1\n"))
    shown = found._repr_html_()
    assert re.search(r">error</td><td[^>]*>drop_mm</td><td[^>]*>2</td>", shown)
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "2 rows, 0 accepted, 2 rejected" in shown


CONTROLS = "a\x1b[2J\u202e[bold]" + "x" * 300


def lines(text: str, **files: str) -> list[str]:
    return list(written(check(io.StringIO(text)), **files))


def test_it_fits_80_columns_whatever_is_in_the_file() -> None:
    found = lines(
        f"shoe_id,drop_mm,kind,{'c' * 200},drop_inn\n{CONTROLS},{CONTROLS},{CONTROLS},,\n"
    )
    assert max(map(len, found)) <= 80
    assert all(line.isprintable() for line in found)


def test_the_sum_stands_last() -> None:
    found = lines("shoe_id,drop_mm\na,4 mm\nb,0\n")
    assert found[0] == "row 2 drop_mm '4 mm': not a number. Write 4, without the unit."
    assert found[-3:] == [
        "the open file: 2 rows came in, 1 accepted, 1 rejected",
        "1 error, 0 warnings",
        "Certain mends can be applied to a copy: --fix OUT.csv",
    ]


def test_a_clean_file_is_said_to_be_clean() -> None:
    assert lines("shoe_id,drop_mm\na,0\n") == [
        "the open file: 1 row came in, 1 accepted, 0 rejected",
        "Nothing is wrong.",
    ]


def test_the_files_that_were_written_are_named() -> None:
    found = lines("shoe_id,drop_mm\na,4 mm\n", fix="f.csv", rejects="r.csv", findings="a.csv")
    assert found[-2].endswith("in f.csv; logged in a.csv")
    assert found[-1] == "1 rejected row kept in r.csv"


def test_more_than_a_thousand() -> None:
    found = lines("shoe_id,drop_mm\n" + "".join(f"s{i},x\n" for i in range(1500)))
    assert "... and 500 more: --all FILE writes all" in found
