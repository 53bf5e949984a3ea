"""How long an explanation, a comparison and their kin take once the catalogue is loaded.

    python benchmarks/explanation.py

Medians are printed as a Markdown table, with the bare ranking of the same session beside them.
"""

from __future__ import annotations

import os
import platform
import time
from statistics import median
from typing import TYPE_CHECKING

from shoefit.about.comparison import compare, similar
from shoefit.about.explanation import explain
from shoefit.catalogue.catalogue import Catalogue
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.order import rank
from shoefit.sources.claim_gaps import claims
from timing import REPEATS

if TYPE_CHECKING:
    from collections.abc import Callable

SHOES = ("lems-primal-2", "xero-shoes-hfs-ii")


def milliseconds(call: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median processor time of a call: other work on the machine does not count."""
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return median(taken) * 1000


def main() -> None:
    """Measure and print."""
    catalogue = load_catalogue()
    first = milliseconds(
        lambda: explain(SHOES[0], catalogue), 1
    )  # reads the observations from the disk
    rows = [
        ("`explain`, the first of a session", first, "at most 50 ms"),
        (
            "`explain`, of a catalogue not asked before",
            milliseconds(lambda: explain(SHOES[0], Catalogue(catalogue))),
            "at most 50 ms",
        ),
        ("`explain`", milliseconds(lambda: explain(SHOES[0], catalogue)), "at most 50 ms"),
        ("`explain`, by a title", milliseconds(lambda: explain("lems primal ii", catalogue)), ""),
        ("`explain`, as text", milliseconds(lambda: str(explain(SHOES[0], catalogue))), ""),
        ("`explain`, as JSON", milliseconds(lambda: explain(SHOES[0], catalogue).to_json()), ""),
        (
            "`compare` of two shoes",
            milliseconds(lambda: compare(*SHOES, catalogue=catalogue)),
            "at most 50 ms",
        ),
        ("`similar`", milliseconds(lambda: similar(SHOES[0], catalogue=catalogue)), ""),
        ("`claims`", milliseconds(lambda: claims(catalogue)), ""),
        ("`rank`, for comparison", milliseconds(lambda: rank(catalogue)), ""),
    ]
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, "
        f"{len(catalogue):,} shoes, medians of the processor time of {REPEATS} calls\n"
    )
    print("| what | measured | wanted |")
    print("|:--|--:|--:|")
    for what, measured, wanted in rows:
        print(f"| {what} | {measured:.1f} ms | {wanted} |")


if __name__ == "__main__":
    main()
