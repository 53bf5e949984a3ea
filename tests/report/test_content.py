"""What the page of a report is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import shoefit
from shoefit.ranking.filters import FILTERS
from shoefit.ranking.order import rank
from shoefit.report.content import content, is_repeatable
from shoefit.shoe import Kind, Shoe

VIEW = Path(shoefit.__file__).parent / "report" / "parts" / "view.js"
THIN = Shoe(shoe_id="thin", heel_stack_mm=6, drop_mm=0, heel_stack_mm_source="https://a.example/x")
STRANGER = Shoe(shoe_id="stranger", drop_mm=2, drop_mm_source="https://a.example/x")


def test_every_shoe_that_other_weights_could_rank_is_told() -> None:
    told = content(rank([THIN, STRANGER], top=1))
    assert [each["id"] for each in told["shoes"]] == ["stranger", "thin"]


def test_filtered_shoes_are_not_told() -> None:
    boot = Shoe(shoe_id="boot", kind=Kind.BOOT, heel_stack_mm=30, drop_mm=8)
    assert [e["id"] for e in content(rank([THIN, boot], kind="boot"))["shoes"]] == ["boot"]


def test_the_filters_of_the_page_read_what_it_is_told_and_are_those_of_a_command() -> None:
    page = VIEW.read_text(encoding="utf-8")
    read = re.findall(r'(?:present|atMost)\("(\w+)"\)', page)
    assert {"kind", "sole_mm"} <= set(read) <= set(content(rank([THIN]))["shoes"][0])
    offered = set(re.findall(r'option: "(--[a-z-]+)"', page))
    assert offered == {each.option for each in FILTERS.values()}


def test_an_address_is_told_once() -> None:
    told = content(rank([THIN, STRANGER]))
    assert told["pages"] == ["https://a.example/x"]
    assert told["shoes"][1]["parts"][0]["page"] == 0
    assert told["shoes"][1]["parts"][2]["page"] is None


def test_weights_of_the_user_are_where_the_page_starts() -> None:
    told = content(rank([THIN], weights={"drop": 3, "toe_box_width": 0}))
    assert [each["weight"] for each in told["profile"]["criteria"]] == [1, 1, 3, 0]


def test_no_folder_of_the_writers_machine_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("shoe_id,heel_stack_mm,drop_mm\nthin,6,0\n")
    told = content(shoefit.rank(shoefit.load_catalogue(path)))
    assert told["source"] == "mine.csv"
    assert str(tmp_path) not in json.dumps(told)
    bundled = content(shoefit.rank(shoefit.load_catalogue()))
    assert bundled["bundled"]
    assert bundled["source"] == "shoes.csv"


@pytest.mark.parametrize(
    ("asked", "repeatable"),
    [({}, True), ({"use": "trail"}, False), ({"weights": {"drop": 2}}, True)],
)
def test_a_command_is_offered_only_where_it_repeats_the_ranking(
    asked: dict[str, str], repeatable: bool
) -> None:
    assert is_repeatable(rank(shoefit.load_catalogue(), **asked)) is repeatable  # type: ignore[arg-type]
