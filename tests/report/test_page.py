"""The report as a file: whole, closed to the network, the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

import outside

outside.report()

import shoefit
from shoefit.report.page import SCRIPTS, page
from shoefit.scoring.criteria import READINGS

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1_500_000
DAY = date(2026, 11, 1)


@pytest.fixture(scope="module", name="bundled")
def bundled_text() -> str:
    return page(shoefit.rank(shoefit.load_catalogue()), DAY)


def test_a_thousand_shoes_are_small_enough_to_send() -> None:
    shoes = list(shoefit.load_catalogue())
    again = [each.model_copy(update={"shoe_id": f"{each.shoe_id}-again"}) for each in shoes]
    assert len(page(shoefit.rank([*shoes, *again][:1000]), DAY).encode()) <= MOST_BYTES


def test_the_same_ranking_and_day_make_the_same_file(bundled: str) -> None:
    assert page(shoefit.rank(shoefit.load_catalogue()), DAY) == bundled


def test_the_day_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert "Made on 1970-01-02 by" in page(shoefit.rank([]))


def test_every_script_and_style_is_named_by_what_it_holds(bundled: str) -> None:
    """A browser runs nothing else: neither an injected script nor a handler in an attribute."""
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', bundled)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", bundled, re.DOTALL)
    assert len(inline) == 2
    for text in inline:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_nothing_is_loaded_from_elsewhere(bundled: str) -> None:
    assert not re.findall(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=", bundled)
    assert "url(" not in bundled
    assert "@import" not in bundled


def test_every_link_keeps_to_itself_where_it_was_followed_from(bundled: str) -> None:
    links = re.findall(r'<a href="http[^>]+>', bundled)
    assert len(links) > 30
    assert all('rel="noreferrer"' in each for each in links)


def test_both_sides_are_told(bundled: str) -> None:
    assert "12.34 times per 100 m" in bundled
    assert "1.52 times the hazard of injury" in bundled


def test_studies_of_criteria_that_do_not_count_are_not_told() -> None:
    balance = page(shoefit.rank([], profile="balance"), DAY)
    assert "odds of a bunion" not in balance
    assert "12.34 times per 100 m" in balance


def test_nothing_to_rank_is_still_a_page() -> None:
    assert "0 shoes" in page(shoefit.rank([]), DAY)


def test_writing_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ranking.html"
    path.write_text("old")
    ranking = shoefit.rank([])
    shoefit.write_report(ranking, str(path), DAY)
    assert path.read_text(encoding="utf-8") == page(ranking, DAY)


@pytest.mark.parametrize("name", ["page.html", "page.css", *SCRIPTS])
def test_the_files_of_the_page_know_no_criterion_by_name(name: str) -> None:
    """A further criterion needs no line in them: all they know of one is in the page's data."""
    text = (files("shoefit.report") / "parts" / name).read_text(encoding="utf-8")
    assert not [each for each in READINGS if each in text]
