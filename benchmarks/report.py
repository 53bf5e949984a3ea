"""How long the report takes: to write, to open, to rank again when a slider moves.

    python benchmarks/report.py

Needs the extra `report`, playwright, and Debian's Chromium. Prints medians and the slowest.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

import shoefit

TIMES = 9
MANY = 1000
BROWSER = "/usr/bin/chromium"

# From the moment of a slider's event to the frame in which the new order has been laid out.
MOVE = """async (value) => {
  const slider = document.getElementById("weight-drop");
  const start = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event("input"));
  await new Promise((done) => requestAnimationFrame(() => {
    document.body.getBoundingClientRect();
    done();
  }));
  const took = performance.now() - start;
  await new Promise((done) => setTimeout(done, 500));
  return took;
}"""


def said(what: str, seconds: list[float]) -> None:
    """Print one line of results, in milliseconds."""
    median, worst = statistics.median(seconds) * 1000, max(seconds) * 1000
    print(f"{what:<42} median {median:6.0f} ms   slowest {worst:6.0f} ms   of {len(seconds)}")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ranking.html"
        writing = []
        for _ in range(3):
            start = time.perf_counter()
            command = "from shoefit.cli import main; main()"
            subprocess.run(
                [sys.executable, "-c", command, "report", "-o", str(path)],
                check=True,
                capture_output=True,
            )
            writing.append(time.perf_counter() - start)
        said("shoefit report, the whole command", writing)
        print(f"size of the file: {path.stat().st_size / 1e6:.2f} MB")
        _browse(path)
        shoes = list(shoefit.load_catalogue())
        again = [each.model_copy(update={"shoe_id": f"{each.shoe_id}-again"}) for each in shoes]
        shoefit.write_report(shoefit.rank([*shoes, *again][:MANY]), path)
        print(f"size with {MANY:,} shoes: {path.stat().st_size / 1e6:.2f} MB")
        _browse(path)


def _browse(path: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-background-networking"]
        )
        opening = []
        for _ in range(TIMES):
            page = browser.new_page()
            page.goto(path.as_uri())
            opening.append(
                page.evaluate("performance.getEntriesByName('ranked')[0].startTime") / 1000
            )
            page.close()
        said("opening, to the first ranking", opening)
        page = browser.new_page()
        page.goto(path.as_uri())
        for what in ("first 50 rows shown", "all rows shown"):
            moves = [page.evaluate(MOVE, (i % 5) / 2) / 1000 for i in range(TIMES)]
            said(f"a slider moved, {what}", moves)
            if page.locator("#more").is_visible():
                page.locator("#more").click()
        browser.close()


if __name__ == "__main__":
    main()
