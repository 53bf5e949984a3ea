"""The statements on evidence: sourced, two-sided, and the same in code and docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shoefit.scoring.criteria import READINGS
from shoefit.scoring.profiles import ARTICLE
from shoefit.sources.evidence import (
    FINDINGS,
    LIMITS,
    NOT_ADVICE,
    TOPICS,
    Finding,
    findings_on,
)

PAGE = Path(__file__).parents[2] / "docs" / "evidence.md"
HEADINGS = {
    "stack_height": "Thin",
    "midsole_hardness": "Hard",
    "drop": "Flat",
    "toe_box_width": "Not narrow",
    "barefoot_like": "Barefoot-like shoes as a whole",
}


def flat(text: str) -> str:
    return " ".join(text.split())


def entry(finding: Finding) -> str:
    return f"- {finding.text} ([{finding.source}]({finding.address}))"


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda each: each.text[:30])
def test_the_page_says_each_under_its_topic_and_side(finding: Finding) -> None:
    page = flat(PAGE.read_text(encoding="utf-8"))
    topic = page.split(f"## {HEADINGS[finding.topic]} ")[1].split(" ## ")[0]
    sides = topic.split("**Against, or with care")
    assert entry(finding) in sides[0 if finding.side == "for" else 1]


def test_the_page_has_no_figure_and_no_address_of_its_own() -> None:
    page = flat(PAGE.read_text(encoding="utf-8"))
    for finding in FINDINGS:
        page = page.replace(entry(finding), "")
    assert not re.search(r"\d|https?:", page)


def test_the_page_says_the_limits_and_that_it_is_no_advice() -> None:
    page = flat(PAGE.read_text(encoding="utf-8"))
    for each in (*LIMITS, NOT_ADVICE):
        assert each in page


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda each: each.text[:30])
def test_every_statement_has_an_address_and_a_named_source(finding: Finding) -> None:
    assert re.fullmatch(r"https?://\S+", finding.address)
    assert re.search(r"(19|20)\d\d$", finding.source)


def test_what_is_said_briefly_is_said_in_full() -> None:
    """No figure stands in the brief form alone, and each fits a line of a terminal."""
    for finding in FINDINGS:
        figures = set(re.findall(r"\d[\d.,]*\d|\d", finding.brief))
        assert figures <= set(re.findall(r"\d[\d.,]*\d|\d", finding.text)), finding.brief
        assert len(finding.brief) <= 76


def test_both_sides_are_told_in_brief() -> None:
    for topic in ("midsole_hardness", "barefoot_like"):
        assert {each.side for each in findings_on((topic,)) if each.brief} == {"for", "against"}
    brief = " ".join(each.brief for each in FINDINGS)
    assert "worst barefoot" in brief  # the article's own source
    assert "harder shoe" in brief  # the hardest trial


def test_every_criterion_has_its_findings_and_what_the_article_asks() -> None:
    assert set(READINGS) == {each.name for each in ARTICLE.criteria}
    assert {each.topic for each in FINDINGS} == set(TOPICS)


def test_nothing_promises_health() -> None:
    said = " ".join(f"{each.text} {each.brief}" for each in FINDINGS).casefold()
    for promise in ("prevents", "cures", "heals", "you should", "guarantee", "safe for"):
        assert promise not in said
