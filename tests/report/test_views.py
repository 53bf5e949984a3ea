"""Views of the report in a real browser: kept in the address, filtered, compared, on paper."""

from __future__ import annotations

import csv
import html
import io
import random
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

import pytest

import outside

outside.report()
outside.package("playwright", "pip install playwright")

from playwright.sync_api import expect

import shoefit
from in_a_browser import CATALOGUE, DAY, Opened, shown
from shoefit.report.page import write_report
from shoefit.titles.vocabulary import brand_key

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

VIVO = brand_key("Vivobarefoot")
PRIMAL, LEADVILLE, FEATHER = "lems-primal-2", "luna-leadville", "unshoes-wokova-feather"


def seen(report: Opened) -> list[object]:
    """All that a view is made of, as the page shows it."""
    return [
        report.order(),
        report.page.locator("#message").text_content(),
        report.page.locator("tr.details").all_text_contents(),
        report.page.locator("#sides").text_content(),
        report.page.locator("#filters").evaluate(
            "(all) => [...all.querySelectorAll('input, select')].map((e) => [e.value, e.checked])"
        ),
    ]


def choose(report: Opened, *shoe_ids: str) -> None:
    for each in shoe_ids:
        report.page.get_by_label(f"Compare {CATALOGUE[each].title}", exact=True).check()


@pytest.mark.smoke
def test_a_link_restores_the_view_in_a_fresh_page(
    chromium: Browser, bundled: Path, report: Opened
) -> None:
    page = report.page
    first = seen(report)
    report.context.grant_permissions(["clipboard-read", "clipboard-write"])
    report.weigh({"stack_height": 2.5, "drop": 0})
    page.select_option("#kind", "sandal")
    page.fill("#sole", "20")
    page.locator("#heads").get_by_role("button", name="Shoe").click()
    choose(report, FEATHER, LEADVILLE)
    page.locator(f"[data-id={LEADVILLE}]").first.click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#told")).to_have_text("The link is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{bundled.as_uri()}#thin=2.5&flat=0&kind=sandal&sole=20&sort=shoe")
    fresh = Opened(chromium, bundled, fragment=copied.split("#")[1])
    assert seen(fresh) == seen(report)
    assert seen(fresh) != first
    fresh.page.reload()
    assert seen(fresh) == seen(report)
    fresh.context.close()


def test_back_and_forward_go_through_the_views(report: Opened) -> None:
    views = [seen(report)]
    for control, word in (("kind", "boot"), ("use", "hike")):
        report.page.select_option(f"#{control}", word)
        report.rest()
        views.append(seen(report))
    report.page.go_back()
    assert seen(report) == views[1]
    report.page.go_back()
    assert seen(report)[1:] == views[0][1:]
    report.page.go_forward()
    assert seen(report) == views[1]
    report.page.get_by_role("link", name="Evidence").click()
    assert seen(report) == views[1]
    assert "kind=boot" in report.page.url


@pytest.mark.parametrize(
    "fragment",
    [
        "thin=-1&flat=x&known=7&sole=-2&kind=hat&sort=price&open=no&compare=no",
        "made",
        "%E0%A4=",
    ],
)
def test_a_link_that_means_nothing_opens_the_first_view(
    chromium: Browser, bundled: Path, fragment: str
) -> None:
    opened = Opened(chromium, bundled, fragment=fragment)
    assert opened.order() == shown(shoefit.rank(CATALOGUE))
    opened.context.close()


@pytest.mark.parametrize(
    ("control", "text", "asked"),
    [
        ("since", "2024", {"since": 2024}),
        ("sole", "12.5", {"max_stack_mm": 12.5}),
        ("brand", "Lems", {"brand": "Lems"}),
    ],
)
def test_a_filter_ranks_as_python_does(
    report: Opened, control: str, text: str, asked: dict[str, str]
) -> None:
    if control == "since":
        report.page.select_option("#since", text)
    else:
        report.page.fill(f"#{control}", text)
    ranking = shoefit.rank(CATALOGUE, **asked)  # type: ignore[arg-type]
    assert report.order() == shown(ranking)
    expect(report.page.locator("#message")).to_contain_text(f"{len(ranking)} shoes ranked")
    report.page.get_by_role("button", name="Reset all").click()
    assert report.order() == shown(shoefit.rank(CATALOGUE))


def test_a_brand_answers_to_its_other_names(report: Opened) -> None:
    report.page.fill("#brand", "Terra Plana")
    same = {p.shoe.shoe_id for p in shoefit.rank(CATALOGUE) if brand_key(p.shoe.brand) == VIVO}
    assert {each[1] for each in report.order()} == same
    assert len({CATALOGUE[each].brand for each in same}) > 1


def test_weight_price_and_measured_only_keep_what_they_say(report: Opened) -> None:
    report.page.fill("#grams", "150")
    light = {each[1] for each in report.order()}
    ranked = {each.shoe.shoe_id for each in shoefit.rank(CATALOGUE)}
    weights = {each.shoe_id: each.weight_g for each in CATALOGUE if each.weight_g is not None}
    assert light == {each for each, grams in weights.items() if grams <= 150} & ranked
    expect(report.page.locator("#repeat")).to_be_hidden()
    report.page.get_by_role("button", name="Reset all").click()
    expect(report.page.locator("#repeat")).to_be_visible()
    report.page.check("#measured")
    assert report.order() == shown(shoefit.rank(CATALOGUE, measured_only=True))
    report.page.uncheck("#measured")
    report.page.fill("#price", "120")
    assert report.order() == shown(shoefit.rank(CATALOGUE, max_price=120))
    report.page.select_option("#currency", "EUR")
    assert report.order() == shown(shoefit.rank(CATALOGUE, max_price=120, currency="EUR"))
    assert "--max-price 120 --currency EUR" in (
        report.page.locator("#command").text_content() or ""
    )


def test_a_search_takes_a_number_as_a_whole_one(report: Opened) -> None:
    report.page.fill("#search", "prio 2")
    assert [each[1] for each in report.order()] == [
        each.shoe_id for each in CATALOGUE if "Prio 2" in each.model
    ]
    report.page.fill("#search", "v-trail 2")
    assert "Vibram FiveFingers V-Trail 2.0" in report.page.locator(".name").all_text_contents()


def test_a_shoe_of_which_too_little_is_known_is_found_and_says_what_is_missing(
    report: Opened,
) -> None:
    ranked = {place.shoe.shoe_id for place in shoefit.rank(CATALOGUE)}
    for shoe in [each for each in CATALOGUE if each.shoe_id not in ranked][:5]:
        report.page.fill("#search", shoe.shoe_id)
        name = report.page.locator(f"[data-id='{shoe.shoe_id}']")
        row = report.page.locator("tr.unranked", has=name)
        expect(row).to_contain_text("not ranked, too little is known: no ")
        unknown = [part.criterion for part in shoefit.score(shoe).parts if not part.known]
        said = row.locator(".missing").text_content() or ""
        assert said.count("no ") == len(unknown), said
        expect(report.page.locator("#message")).to_contain_text("1 not ranked")
        row.locator(".name").click()
        expect(report.page.locator("tr.details")).to_contain_text("Not ranked")
        row.locator(".name").click()


def test_chosen_shoes_stand_on_top_side_by_side(report: Opened) -> None:
    page = report.page
    ids = [PRIMAL, LEADVILLE, FEATHER]
    report.show_all()
    choose(report, *ids)
    assert {each[1] for each in report.order()[:3]} == set(ids)
    compared = shoefit.compare(*ids)
    sides = page.locator("#sides")
    heads = sides.locator("thead th bdi").all_text_contents()
    by_score = sorted(compared.explanations, key=lambda each: -(each.score or 0))
    assert heads == [each.shoe.title for each in by_score]
    shoe = CATALOGUE[PRIMAL]
    cell = sides.locator("tbody tr", has_text="Thin: sole").locator("td").last
    expect(cell).to_contain_text("14.3 mm (13.3 to 19.4)")
    expect(cell).to_contain_text("measured")
    expect(cell.get_by_role("link")).to_have_attribute("href", shoe.heel_stack_mm_source or "")
    told = " ".join(str(compared).split())
    turns = page.locator("#turns li").all_text_contents()
    assert len(turns) >= len(ids)
    for each in turns:
        for letter, shoe_id in zip("ABC", ids, strict=True):
            each = each.replace(CATALOGUE[shoe_id].title, letter)  # noqa: PLW2901 - as it is told
        assert each in told
    choose(report, next(p.shoe.shoe_id for p in shoefit.rank(CATALOGUE)[20:]))
    fifth = page.locator("tr.shoe:not(.chosen) .choose input").first
    fifth.click()
    expect(page.locator("#told")).to_contain_text("4 shoes are chosen already")
    expect(fifth).not_to_be_checked()
    page.get_by_role("button", name="Take out").first.click()
    expect(sides.locator("thead th")).to_have_count(3)


def in_words_and_figures(text: str) -> tuple[list[str], list[float]]:
    parts = re.split(r"(?<![\w-])(\d+(?:\.\d+)?)(?![\w-])", text)
    return parts[::2], list(map(float, parts[1::2]))


TURNS = """([ids, weights]) => {
  const shares = sharesOf(weights);
  const [leader, behind] = ids.map((id) => estimate(byId.get(id), shares, rules, 0)).sort(inOrder);
  return turns(leader, behind, shares).join(" ");
}"""


@pytest.mark.parametrize("weights", [{}, {"flat": 3, "wide": 0.5}], ids=str)
def test_what_turns_the_order_is_told_as_compare_tells_it(
    report: Opened, weights: dict[str, float]
) -> None:
    """Weights and readings, of shoes of which much and little is known, built in every way.

    The words are the same for every pair. Figures are rounded up, so that the last bits of a double
    may make a tenth of them; where two shoes stay level over a stretch, its start or its end.
    """
    ranked = [place.shoe for place in shoefit.rank(CATALOGUE, min_coverage=0.25)]
    draw = random.Random(4)  # noqa: S311 - no secret
    pairs = [draw.sample(ranked, 2) for _ in range(150)]
    pairs += [list(each) for each in pairwise(ranked[::12])]
    each_weight = [weights.get(each, 1) for each in ("thin", "hard", "flat", "wide")]
    readings, near = 0, 0
    for pair in pairs:
        compared = shoefit.compare(*pair, catalogue=CATALOGUE, weights=weights)
        paragraphs = map(html.unescape, re.findall("<p>(.*?)</p>", compared._repr_html_()))
        told = next(p for p in paragraphs if " leads " in p or " are level." in p)
        ids = [shoe.shoe_id for shoe in pair]
        said = report.page.evaluate(TURNS, [ids, each_weight])
        (words, figures), (asked, wanted) = (in_words_and_figures(each) for each in (said, told))
        assert words == asked
        near += figures == pytest.approx(wanted, abs=0.1001)
        readings += "would lead with" in told
    assert readings > len(pairs) / 4
    assert near >= 0.98 * len(pairs)


def test_the_view_is_a_csv_and_no_formula(chromium: Browser, tmp_path: Path) -> None:
    shoes = [
        shoefit.Shoe(shoe_id="=1+1", brand="@x", model='a "b", c', heel_stack_mm=6, drop_mm=-1),
        shoefit.Shoe(shoe_id="plain", model="-z", heel_stack_mm=9, drop_mm=0, weight_g=200),
        shoefit.Shoe(shoe_id="boot", kind="boot", heel_stack_mm=9, drop_mm=0),  # type: ignore[arg-type]
    ]
    ranking = shoefit.rank(shoes)
    write_report(ranking, tmp_path / "r.html", DAY)
    opened = Opened(chromium, tmp_path / "r.html", accept_downloads=True)
    opened.page.fill("#grams", "")
    with opened.page.expect_download() as waited:
        opened.page.get_by_role("button", name="Download CSV").click()
    text = waited.value.path().read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["shoe_id"] for row in rows] == [
        f"'{p.shoe.shoe_id}" if p.shoe.shoe_id.startswith("=") else p.shoe.shoe_id for p in ranking
    ]
    first = next(row for row in rows if row["shoe_id"] == "'=1+1")
    assert (first["brand"], first["model"], first["drop_mm"]) == ("'@x", 'a "b", c', "-1")
    assert float(first["score"]) == pytest.approx(shoefit.score(shoes[0]).score, abs=1e-6)
    opened.context.close()


def test_a_half_is_rounded_as_python_rounds_it(report: Opened) -> None:
    values = [0.5, 1.5, 2.5, 62.5, 81.25, 81.35, 81.75, 0.05, 0.125, 0.375, 100.0, 99.95, 1e-9]
    for digits in (0, 1, 2):
        found = report.page.evaluate(
            "([all, digits]) => all.map((each) => rounded(each, digits))", [values, digits]
        )
        assert found == [f"{each:.{digits}f}" for each in values]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light_and_shows_bars_and_all_figures(
    chromium: Browser, bundled: Path, scheme: Literal["light", "dark"]
) -> None:
    said = urlencode(
        [("kind", "sandal"), ("open", LEADVILLE), ("compare", LEADVILLE), ("compare", FEATHER)]
    )
    opened = Opened(
        chromium,
        bundled,
        fragment=said,
        color_scheme=scheme,
        viewport={"width": 720, "height": 900},
    )
    page = opened.page
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 35, 39)"
    expect(page.locator("#controls")).to_be_hidden()
    expect(page.locator("#view")).to_have_text("Kind sandal.")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll(".bar, .band")].map((each) => {
          const style = getComputedStyle(each);
          return [style.printColorAdjust, style.backgroundImage !== "none", each.checkVisibility()];
        })"""
    )
    assert drawn
    assert all(each == ["exact", True, True] for each in drawn)
    row = page.locator("tr.shoe", has=page.locator(f"[data-id={LEADVILLE}]"))
    for figure in ("11 mm", "0.66", "open sandal"):
        expect(row.get_by_text(figure, exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    opened.context.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 700)])
def test_the_first_screen_of_a_phone_shows_shoes_with_numbers(
    chromium: Browser, bundled: Path, width: int, height: int
) -> None:
    opened = Opened(chromium, bundled, viewport={"width": width, "height": height})
    bottoms = opened.page.locator("tr.shoe").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().bottom)"
    )
    assert sum(each <= height for each in bottoms) >= (3 if height > 800 else 2)
    row = opened.page.locator("tr.shoe").first
    for each in (".score b", ".band-figures", ".part .figure", ".part .read"):
        expect(row.locator(each).first).to_be_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.page.locator("summary").click()
    expect(opened.page.locator("#kind")).to_be_visible()
    opened.context.close()


@pytest.mark.parametrize("width", [1280, 640, 390])
def test_cells_are_spoken_with_their_numbers(chromium: Browser, bundled: Path, width: int) -> None:
    """640 px is a desk at 200 % zoom."""
    opened = Opened(chromium, bundled, viewport={"width": width, "height": 900})
    opened.page.fill("#search", PRIMAL)
    spoken = opened.page.locator("tr.shoe").first.aria_snapshot()
    for each in ("Thin 0.55 14.3 mm", ' unknown"', " band "):
        assert each in spoken, spoken
    opened.context.close()
