"""Take the pictures of the docs: the report, a terminal, a notebook, a chart.

    python scripts/screenshots.py

Needs the extra `report`, playwright, nbconvert and Debian's Chromium. Look at what it made.
"""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from nbconvert import HTMLExporter
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

import shoefit
from shoefit.report.charts import stack_against_hardness
from shoefit.report.pictures import save

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
DAY = date(2026, 11, 1)
TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; background: #fff }}
pre {{ display: inline-block; margin: 0; padding: 1.2rem 1.5rem; background: #13181b;
  color: #e7ecee;  font: 15px/1.35 "DejaVu Sans Mono", monospace; border-radius: 10px }}
</style><pre>{code}</pre>"""


def terminal_text() -> str:
    """Run `shoefit rank` on a terminal of its own, and return what it printed, colours and all."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from shoefit.cli import main; main()", "rank"]
    environment = os.environ | {"COLUMNS": "84", "TERM": "xterm-256color"}
    with subprocess.Popen(command, stdout=theirs, env=environment):
        os.close(theirs)
        printed = b""
        while chunk := _read(ours):
            printed += chunk
    return printed.decode().replace("\r\n", "\n")


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # how Linux says that the other end has closed
        return b""


def terminal(page: Page) -> None:
    """Draw the terminal's table."""
    console = Console(record=True, width=84, file=io.StringIO())
    console.print(Text.from_ansi(terminal_text()))
    drawn = console.export_html(inline_styles=True, code_format="{code}")
    page.set_content(TERMINAL.format(code=drawn))
    page.locator("pre").first.screenshot(path=PICTURES / "terminal.png")


def report(browser: Browser, path: Path) -> None:
    """Draw the report on a desk with a shoe open, dark with two compared, on a phone, on paper."""
    schemes: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", ""), ("dark", "-dark"))
    for scheme, ending in schemes:
        page = browser.new_page(viewport={"width": 1280, "height": 1080}, color_scheme=scheme)
        page.goto(path.as_uri())
        page.locator("tr.shoe .name").nth(2).click()
        page.mouse.move(1, 1)
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        page.screenshot(path=PICTURES / f"report-desktop{ending}.png")
        page.close()
    compared = "#compare=xero-shoes-hfs-ii&compare=lems-primal-2"
    dark = browser.new_page(viewport={"width": 1280, "height": 1200}, color_scheme="dark")
    dark.goto(f"{path.as_uri()}{compared}")
    dark.locator("#controls").evaluate("(folded) => { folded.open = false; }")
    dark.screenshot(path=PICTURES / "report-dark.png")
    paper = browser.new_page(viewport={"width": 720, "height": 1018})
    paper.goto(f"{path.as_uri()}#kind=sandal")
    paper.emulate_media(media="print")
    paper.screenshot(path=PICTURES / "report-paper.png")
    phone = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    phone.goto(path.as_uri())
    phone.screenshot(path=PICTURES / "report-phone.png")


def notebook(page: Page, folder: Path) -> None:
    """Draw the top of the first notebook as JupyterLab shows it."""
    shown, _ = HTMLExporter(template_name="lab").from_filename(
        str(ROOT / "notebooks" / "01_rank_and_explain.ipynb")
    )
    path = folder / "notebook.html"
    path.write_text(shown, encoding="utf-8")
    page.set_viewport_size({"width": 1000, "height": 1150})
    page.goto(path.as_uri(), wait_until="domcontentloaded")
    page.screenshot(path=PICTURES / "notebook.png")


def docs(browser: Browser) -> None:
    """Draw the home of the docs, the page Explore and a notebook, once they are built."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for page in ("index", "explore/index", "notebooks/01_rank_and_explain/index"):
        for scheme in schemes:
            drawn = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme=scheme)
            drawn.goto((ROOT / "site" / f"{page}.html").as_uri())
            drawn.wait_for_timeout(1000)
            name = page.removesuffix("/index").replace("/", "-")
            drawn.screenshot(path=ROOT / "site" / f"docs-{name}-{scheme}.png")


def main() -> None:
    """Take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    catalogue = shoefit.load_catalogue()
    save(stack_against_hardness(catalogue), PICTURES / "soles.svg")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "ranking.html"
        shoefit.write_report(shoefit.rank(catalogue), path, DAY)
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking"],
        )
        report(browser, path)
        if (ROOT / "site").exists():
            docs(browser)  # to look at; they go with the site
        page = browser.new_context(offline=True).new_page()
        terminal(page)
        notebook(page, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
