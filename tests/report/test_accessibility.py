"""axe-core, the checker of the npm registry, finds nothing serious in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

import outside

outside.report()
outside.package("playwright", "pip install playwright")

from in_a_browser import Opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# A shoe open, two side by side, one of which too little is known: all that a view can hold.
FULL = "open=lems-primal-2&compare=lems-primal-2&compare=luna-leadville&search=ultra&thin=0"


@pytest.mark.parametrize("fragment", ["", FULL], ids=["first", "full"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_serious_is_found(
    chromium: Browser,
    bundled: Path,
    width: int,
    scheme: Literal["light", "dark"],
    fragment: str,
) -> None:
    axe = outside.axe()
    size = {"width": width, "height": 800}
    opened = Opened(chromium, bundled, fragment=fragment, viewport=size, color_scheme=scheme)
    opened.page.locator("#controls").evaluate("(folded) => { folded.open = true; }")
    opened.page.evaluate(axe)
    found = opened.page.evaluate(
        """() => axe.run().then((all) => all.violations
          .filter((each) => ["serious", "critical"].includes(each.impact))
          .map((each) => [each.id, each.nodes.map((node) => node.html)]))"""
    )
    assert found == []
    opened.context.close()
