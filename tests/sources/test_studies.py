"""The statements on evidence: sourced, two-sided, and the same in the package and the docs."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import evidence_page
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.profiles import ARTICLE
from shoefit.sources.studies import Finding, load_studies

STUDIES = load_studies()
ON_THE_PAGE = evidence_page.PAGE.read_text(encoding="utf-8")


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_page_has_not_drifted() -> None:
    assert evidence_page.page(ON_THE_PAGE) == ON_THE_PAGE, "run python scripts/evidence_page.py"


@pytest.mark.parametrize("finding", STUDIES.findings, ids=lambda each: each.text[:30])
def test_the_page_says_each_under_its_topic_and_side(finding: Finding) -> None:
    heading = evidence_page.HEADINGS[finding.topic]
    topic = flat(ON_THE_PAGE).split(f"## {heading} ")[1].split(" ## ")[0]
    sides = topic.split("**Against, or with care")
    assert evidence_page.entry(finding) in sides[0 if finding.side == "for" else 1]


def test_the_page_has_no_figure_and_no_address_of_its_own() -> None:
    page = flat(ON_THE_PAGE)
    for finding in STUDIES.findings:
        page = page.replace(evidence_page.entry(finding), "")
    assert not re.search(r"\d|https?:", page)


def test_the_page_says_the_limits_and_that_it_is_no_advice() -> None:
    for each in (*STUDIES.limits, STUDIES.not_advice):
        assert each in flat(ON_THE_PAGE)
    assert STUDIES.contradiction in STUDIES.limits


def test_a_stale_page_is_found_and_mended(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path_factory.mktemp("docs") / "evidence.md"
    page.write_text(ON_THE_PAGE.replace("17 younger men", "18 younger men"), encoding="utf-8")
    monkeypatch.setattr(evidence_page, "PAGE", page)
    assert evidence_page.main(["--check"]) == 1
    assert evidence_page.main([]) == 0
    assert page.read_text(encoding="utf-8") == ON_THE_PAGE


@pytest.mark.parametrize("finding", STUDIES.findings, ids=lambda each: each.text[:30])
def test_every_statement_has_an_address_and_a_named_source(finding: Finding) -> None:
    assert re.fullmatch(r"https?://\S+", finding.address)
    assert re.search(r"(19|20)\d\d$", finding.source)
    assert finding.topic in evidence_page.HEADINGS
    assert finding.side in {"for", "against"}
    for each in (finding.text, finding.brief, finding.source):
        assert each == flat(each)


def test_what_is_said_briefly_is_said_in_full() -> None:
    """No figure stands in the brief form alone, and each fits a line of a terminal."""
    for finding in STUDIES.findings:
        figures = set(re.findall(r"\d[\d.,]*\d|\d", finding.brief))
        assert figures <= set(re.findall(r"\d[\d.,]*\d|\d", finding.text)), finding.brief
        assert len(finding.brief) <= 76


def test_the_warning_has_no_figure_of_its_own() -> None:
    said = STUDIES.soft_and_thick
    named = [each for each in STUDIES.findings if each.source in said]
    assert {each.source for each in named} == {"Robbins 1992", "Malisoux 2020"}
    for each in named:
        said = said.replace(each.source, "")
    figures = set(re.findall(r"\d[\d.,]*\d|\d", said))
    assert figures <= set(re.findall(r"\d[\d.,]*\d|\d", " ".join(each.text for each in named)))
    assert "found the shoes in which they failed more the more comfortable" in said
    assert any("found the shoes in which they failed more" in each.text for each in named)


def test_both_sides_are_told_in_brief() -> None:
    brief = [each for each in STUDIES.findings if each.brief]
    for topic in ("midsole_hardness", "drop", "barefoot_like"):
        assert {each.side for each in brief if each.topic == topic} == {"for", "against"}
    said = " ".join(each.brief for each in brief)
    assert "worst barefoot" in said  # the article's own source
    assert "harder shoe" in said  # the hardest trial
    assert "no overall difference" in said  # the one trial of the drop alone


def test_every_criterion_has_its_findings_and_what_the_article_asks() -> None:
    assert set(READINGS) == {each.name for each in ARTICLE.criteria}
    assert {each.topic for each in STUDIES.findings} == {*READINGS, "barefoot_like"}


def test_nothing_promises_health() -> None:
    said = " ".join(f"{each.text} {each.brief}" for each in STUDIES.findings).casefold()
    for promise in ("prevents", "cures", "heals", "you should", "guarantee", "safe for"):
        assert promise not in said


def test_ranking_reads_no_studies() -> None:
    code = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda what, of: opened.append(str(of[0])) if what == 'open' else None)\n"
        "from shoefit.cli import main\n"
        "main(['rank'], standalone_mode=False)\n"
        "print([each for each in opened if 'shoefit/sources' in each or 'studies' in each])\n"
    )
    found = subprocess.run(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.splitlines()[-1] == "[]"
