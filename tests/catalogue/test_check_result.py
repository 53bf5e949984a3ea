"""A result is closed, valid JSON and cannot be changed."""

from __future__ import annotations

import io
import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import jsonschema
import pytest

from shoefit.catalogue.check_result import json_schema
from shoefit.catalogue.checking import check

SCHEMA = Path(__file__).parents[2] / "docs" / "check.schema.json"
HOSTILE = 'shoe_id,drop_mm\n"<script>\x1b[31m[red]",1e999\n"\u2028\ufdd0",NaN\n'


def test_the_published_schema_is_the_code() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema()


@pytest.mark.parametrize("text", [HOSTILE, "shoe_id,drop_mm\na,0\n"])
def test_json_keeps_to_the_schema(text: str) -> None:
    found = check(io.StringIO(text))
    document = json.loads(found.to_json())
    jsonschema.validate(document, json_schema())
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
    assert "<td>error</td><td>drop_mm</td><td>2</td>" in shown
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "2 rows, 0 accepted, 2 rejected" in shown
