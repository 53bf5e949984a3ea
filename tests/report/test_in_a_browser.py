"""The report in a real browser without a network: its order is that of `shoefit.rank`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import outside

outside.report()
outside.package("playwright", "pip install playwright")

from playwright.sync_api import expect

import shoefit
from in_a_browser import CATALOGUE, DAY, NAMES, Opened, shown, tab_to
from shoefit.about.reasons import soft_and_thick, unknown_words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "\"quoted\" 'twice' `thrice` ${1+1}",
    "\u202eright to left",
    "=HYPERLINK(1) &amp; &#60;b&#62;",
    "שלום نعل",
]


@pytest.mark.smoke
def test_it_opens_with_the_ranking_that_it_was_made_of(report: Opened) -> None:
    expect(report.page.locator("tr.shoe")).to_have_count(50)
    assert report.order() == shown(shoefit.rank(CATALOGUE))


@pytest.mark.parametrize(
    "weights",
    [
        {"drop": 2},
        {"stack_height": 0},
        {"stack_height": 0, "midsole_hardness": 4, "drop": 0, "toe_box_width": 0},
        {"stack_height": 0.25, "midsole_hardness": 3, "drop": 1.5, "toe_box_width": 0},
        pytest.param(
            {"stack_height": 4, "midsole_hardness": 0.25, "drop": 0, "toe_box_width": 2.75},
            marks=pytest.mark.smoke,
        ),
    ],
    ids=str,
)
def test_moved_sliders_rank_as_python_does(report: Opened, weights: dict[str, float]) -> None:
    report.weigh(weights)
    ranking = shoefit.rank(CATALOGUE, weights=weights)
    assert report.order() == shown(ranking)
    assert shown(ranking) != shown(shoefit.rank(CATALOGUE))
    told = report.page.locator("#message").text_content() or ""
    assert told.startswith(f"{len(ranking):,} shoes ranked")
    for name, factor in weights.items():
        assert f"--weight {name}={factor:g}" in (
            report.page.locator("#command").text_content() or ""
        )


def test_all_weights_zero_are_an_instruction_and_reset_brings_them_back(report: Opened) -> None:
    report.weigh(dict.fromkeys(NAMES, 0))
    expect(report.page.locator("#message")).to_contain_text("Every weight is 0")
    assert report.order() == []
    report.page.get_by_role("button", name="Reset all").click()
    assert report.order() == shown(shoefit.rank(CATALOGUE))


@pytest.mark.parametrize(("control", "word"), [("kind", "sandal"), ("use", "trail")])
def test_filters_rank_anew_within_them(report: Opened, control: str, word: str) -> None:
    report.page.select_option(f"#{control}", word)
    ranking = shoefit.rank(CATALOGUE, **{control: word})  # type: ignore[arg-type]
    assert report.order() == shown(ranking)


def test_the_least_coverage_can_be_changed(report: Opened) -> None:
    report.page.select_option("#least", "1")
    assert report.order() == shown(shoefit.rank(CATALOGUE, min_coverage=1))
    report.page.select_option("#least", "0")
    assert report.order() == shown(shoefit.rank(CATALOGUE, min_coverage=0))


def test_a_search_only_looks(report: Opened) -> None:
    report.page.fill("#search", "LEMS primal")
    expected = [each for each in shown(shoefit.rank(CATALOGUE)) if "lems-primal" in each[1]]
    assert report.order() == expected
    report.page.fill("#search", "no such shoe")
    expect(report.page.locator("#nothing")).to_be_visible()


def test_columns_sort_either_way_and_keep_the_ranks(report: Opened) -> None:
    by_rank = report.order()
    head = report.page.locator("#heads").get_by_role("button", name="Shoe")
    head.click()
    names = report.page.locator("tr.shoe .name").all_text_contents()
    assert names == sorted(names, key=str.lower)
    assert sorted(report.order()) == sorted(by_rank)
    head.click()
    expect(report.page.locator(".head-shoe")).to_have_attribute("aria-sort", "descending")
    assert report.page.locator("tr.shoe .name").all_text_contents() == names[::-1]


def test_a_shoe_opens_its_readings_and_sources(report: Opened) -> None:
    shoe = CATALOGUE["lems-primal-2"]
    report.page.fill("#search", "lems-primal-2")
    report.page.get_by_role("button", name=shoe.title).click()
    details = report.page.locator("tr.details")
    unknown = next(part for part in shoefit.score(shoe).parts if not part.known)
    expect(details).to_contain_text("14.3 mm (13.3 to 19.4)")
    expect(details).to_contain_text("measured")
    expect(details).to_contain_text(f"unknown: {unknown.assumed}, {unknown.sub_score:.2f}.")
    link = details.get_by_role("link").first
    expect(link).to_have_attribute("href", shoe.heel_stack_mm_source or "")
    expect(link).to_have_attribute("rel", "noreferrer")
    lost = details.locator(".lost").all_text_contents()
    points = sum(float(each.split()[1]) for each in lost if each != "costs nothing")
    score = shoefit.score(shoe).score
    assert score is not None
    assert points == pytest.approx(100 - score, abs=0.2)


def test_what_is_unknown_is_told_as_explain_tells_it(report: Opened) -> None:
    """What it counts as and why; score and rank at either end of where it ordinarily lies."""
    several = [
        each for each in CATALOGUE if sum(not p.known for p in shoefit.score(each).parts) > 1
    ]
    told = 0
    for shoe in [*several[:25], *CATALOGUE[::40]]:
        found = report.page.evaluate(
            """(id) => { const shoe = byId.get(id), shares = sharesOf(state.weights);
              return shoe.parts.map((part, i) => (isKnown(part) ? null
                : reading(shoe, part, i, shares)[0].textContent)); }""",
            shoe.shoe_id,
        )
        explained = shoefit.explain(shoe, CATALOGUE)
        alone = {each.criteria[0]: each for each in explained.unknowns if len(each.criteria) == 1}
        for part, said in zip(shoefit.score(shoe).parts, found, strict=True):
            assert (said is None) == part.known
            if said is None:
                continue
            sentence = unknown_words(alone[part.criterion]).partition(": ")[2].rstrip(".")
            ends = (
                f"{part.assumed}, {part.sub_score:.2f}. If it were known, nine times in ten within"
            )
            assert said == f"unknown: {ends}: {sentence}."
            told += 1
    assert told > 60


def test_a_soft_and_thick_shoe_carries_the_warning(report: Opened) -> None:
    warned = [place.shoe for place in shoefit.rank(CATALOGUE) if soft_and_thick(place.shoe)]
    assert warned
    for shoe in (warned[0], warned[-1]):
        report.page.fill("#search", shoe.shoe_id)
        report.page.locator(f"[data-id='{shoe.shoe_id}']").click()
        told = report.page.locator("tr.details .warning")
        expect(told).to_have_text(shoefit.explain(shoe, CATALOGUE).warning)
        report.page.locator(f"button[data-id='{shoe.shoe_id}']").click()
    report.page.fill("#search", "lems-primal-2")
    report.page.locator("[data-id='lems-primal-2']").click()
    expect(report.page.locator("tr.details .warning")).to_have_count(0)


def test_the_keyboard_alone_does_it_all(report: Opened) -> None:
    page = report.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the ranking")).to_be_focused()
    tab_to(page, f"#weight-{NAMES[0]}")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    report.rest()
    ranking = shoefit.rank(CATALOGUE, weights={NAMES[0]: 2, NAMES[1]: 0})
    names = page.locator("tr.shoe .name")
    ids = names.evaluate_all("(all) => all.map((each) => each.dataset.id)")
    assert ids == [place.shoe.shoe_id for place in ranking[:50]]
    first = names.first
    tab_to(page, "tr.shoe .name")
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("tr.details a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(page.locator("tr.details")).to_have_count(0)


def test_it_fits_a_phone(chromium: Browser, bundled: Path) -> None:
    opened = Opened(chromium, bundled, viewport={"width": 390, "height": 844}, has_touch=True)
    page = opened.page
    assert opened.order() == shown(shoefit.rank(CATALOGUE))
    page.locator("tr.shoe").nth(3).tap()
    expect(page.locator("tr.details")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    too_small = page.evaluate(
        """() => [...document.querySelectorAll("input, select, button, summary, .choose")]
          .filter((each) => !each.closest(".choose input"))
          .filter((each) => each.checkVisibility({contentVisibilityAuto: true}))
          .filter((each) => each.getBoundingClientRect().height < 20).map((e) => e.outerHTML)"""
    )
    assert too_small == []
    opened.close()


@pytest.mark.parametrize(("width", "columns"), [(1280, 10), (390, 8)])
def test_a_further_criterion_is_shown_and_counts(
    chromium: Browser, bundled: Path, tmp_path: Path, width: int, columns: int
) -> None:
    """The page's files know no criterion by name: one more in its data is one more everywhere."""
    before, data, after = re.split(
        r"(?<=report-data\">)(.*?)(?=</script>)", bundled.read_text(encoding="utf-8"), maxsplit=1
    )
    told = json.loads(data)
    bendy: dict[str, Any] = {
        "name": "bend",
        "word": "bendy",
        "label": "Bendy",
        "reads": "force",
        "column": "bend_n",
    }
    bendy |= {"title": "force to bend", "unit": "N", "weight": 1}
    told["profile"]["criteria"].append(bendy)
    for shoe in told["shoes"]:
        part = shoe["parts"][0] | {"basis": "reading", "sub_score": [0.9, 0.8, 1.0], "page": None}
        shoe["parts"].append(part | {"reading": 7, "low": 6, "high": 8, "word": None})
    path = tmp_path / "five.html"
    path.write_text(before + json.dumps(told).replace("<", r"\u003c") + after, encoding="utf-8")
    opened = Opened(chromium, path, viewport={"width": width, "height": 900})
    row = opened.page.locator("tr.shoe").first
    expect(row.locator(".part")).to_have_count(len(NAMES) + 1)
    tops = row.locator(".part").evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1
    expect(opened.page.locator("#heads th:visible")).to_have_count(columns)
    row.click()
    expect(opened.page.locator("tr.details li").last).to_contain_text("7 N (6 to 8)")
    opened.weigh({**dict.fromkeys(NAMES, 0), "bend": 2})
    assert {score for _, _, score, _ in opened.order()} == {"90.0"}
    dimmed = row.locator(".part .bar").evaluate_all(
        "(all) => all.map((e) => getComputedStyle(e).opacity)"
    )
    assert dimmed == ["0.3"] * len(NAMES) + ["1"]
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


@pytest.mark.parametrize("mean", ["geometric", "arithmetic"])
def test_a_profile_of_the_users_own(chromium: Browser, tmp_path: Path, mean: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        f'mean = "{mean}"\n[criteria.drop]\nweight = 30\n[criteria.stack_height]\nweight = 10\n'
    )
    ranking = shoefit.rank(CATALOGUE, profile=file, min_coverage=0.3)
    shoefit.write_report(ranking, tmp_path / "own.html", DAY)
    opened = Opened(chromium, tmp_path / "own.html")
    assert opened.order() == shown(ranking)
    # The sliders count in the largest weight: here 30.
    opened.weigh({"stack_height": 2})
    again = shoefit.rank(CATALOGUE, profile=file, min_coverage=0.3, weights={"stack_height": 6})
    assert opened.order() == shown(again)
    opened.close()


@pytest.mark.smoke
def test_hostile_text_is_shown_and_not_obeyed(chromium: Browser, tmp_path: Path) -> None:
    shoes = [
        shoefit.Shoe(
            shoe_id=f"{text} {i}",
            brand=text,
            model="x",
            heel_stack_mm=6 + i,
            drop_mm=0,
            heel_stack_mm_source="javascript:alert(3)",
            drop_mm_source=text,
        )
        for i, text in enumerate(HOSTILE)
    ]
    ranking = shoefit.rank(shoes)
    shoefit.write_report(ranking, tmp_path / "hostile.html", DAY)
    opened = Opened(chromium, tmp_path / "hostile.html")
    names = opened.page.locator("tr.shoe .name")
    assert names.all_text_contents() == [place.shoe.title for place in ranking]
    for i in range(len(shoes)):
        names.nth(i).click()
    expect(opened.page.locator("tr.details")).to_have_count(len(shoes))
    assert opened.page.locator("tr.details a").count() == 0
    expect(opened.page.locator("tr.details").first).to_contain_text("javascript:alert(3)")
    assert opened.page.locator("img, iframe, object").count() == 0
    opened.close()
