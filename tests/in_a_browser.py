"""A report that is open in a real browser without a network, and what it should show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import shoefit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DAY = date(2026, 11, 1)
CATALOGUE = shoefit.load_catalogue()
NAMES = [each.name for each in shoefit.get_profile("article").criteria]
# Debian's Chromium would look for its makers' servers at every start.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


class Opened:
    """A report that is open in the browser, and all that it said or asked for meanwhile."""

    def __init__(self, browser: Browser, path: Path, fragment: str = "", **context: Any) -> None:
        self.context = browser.new_context(offline=True, **context)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"{path.as_uri()}#{fragment}" if fragment else path.as_uri())
        self.path = path

    def order(self) -> list[tuple[str, str, str, str]]:
        """Rank, id, score and band as the page shows them, after asking for all rows."""
        self.rest()
        self.show_all()
        found: list[tuple[str, str, str, str]] = self.page.evaluate(
            """() => [...document.querySelectorAll("tr.shoe")].map((row) => [
              row.querySelector(".rank").textContent, row.querySelector(".name").dataset.id,
              row.querySelector(".score b").textContent,
              row.querySelector(".band-figures").textContent.replace(" band ", "")])"""
        )
        return [(rank, shoe_id, score, band) for rank, shoe_id, score, band in found]

    def show_all(self) -> None:
        """Ask for all rows, where there are more than the first."""
        more = self.page.locator("#more")
        if more.evaluate("(button) => !button.hidden"):
            # Rows take their height when they come into sight, so that the button may move from
            # under a pointer between its press and its release: a key finds it wherever it is.
            more.press("Enter")
            more.wait_for(state="hidden")

    def rest(self) -> None:
        """Wait until the page has drawn: while a control moves, it shows the first rows alone."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)))"
        )

    def weigh(self, weights: dict[str, float]) -> None:
        """Move sliders, and wait until the order has followed."""
        self.page.locator("#controls").evaluate("(folded) => { folded.open = true; }")
        for name, weight in weights.items():
            self.page.locator(f"#weight-{name}").fill(f"{weight:g}")
        self.rest()

    def close(self) -> None:
        """Close, having heard no error and seen no request but for the file itself."""
        self.context.close()
        assert self.said == []
        assert [each.split("#")[0] for each in self.asked] == [self.path.as_uri()]


def shown(ranking: shoefit.Ranking) -> list[tuple[str, str, str, str]]:
    """A ranking as the page should show it."""
    return [
        (
            str(place.rank),
            place.shoe.shoe_id,
            f"{place.score:.1f}",
            f"{place.score_low:.0f} to {place.score_high:.0f}",
        )
        for place in ranking
    ]


def tab_to(page: Page, wanted: str, most: int = 40) -> None:
    """Press Tab until the first of what is wanted has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(all) => document.activeElement === document.querySelector(all)", wanted):
            return
    pytest.fail(f"{most} times Tab and no {wanted}")


def bundled_report(path: Path) -> Path:
    """Write the report of the bundled catalogue."""
    shoefit.write_report(shoefit.rank(CATALOGUE), path, DAY)
    return path
