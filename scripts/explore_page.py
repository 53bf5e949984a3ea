"""Write the live report of the bundled catalogue into the docs, for the page "Explore".

    python scripts/explore_page.py

Before `zensical build`. Needs the extra `report`. What it writes is made anew for every build and
is not kept in the repository.
"""

from __future__ import annotations

from pathlib import Path

import shoefit

PAGE = Path(__file__).parents[1] / "docs" / "explore" / "report.html"


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    shoefit.write_report(shoefit.rank(shoefit.load_catalogue()), PAGE)


if __name__ == "__main__":
    main()
