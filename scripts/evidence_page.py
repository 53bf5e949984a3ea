"""Write the lists of docs/evidence.md from the studies of the package.

python scripts/evidence_page.py            write the page; the prose around the lists stays
python scripts/evidence_page.py --check    write nothing; fail where the page would change
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generated import write_or_check
from shoefit.sources.studies import SIDES, Finding, load_studies

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "evidence.md"
FIRST: Final = "<!-- From here on written by scripts/evidence_page.py. -->\n"
LAST: Final = "<!-- From here on written by hand. -->\n"
WIDTH: Final = 100

HEADINGS: Final[dict[str, str]] = {
    "stack_height": "Thin",
    "midsole_hardness": "Hard",
    "drop": "Flat",
    "toe_box_width": "Not narrow",
    "barefoot_like": "Barefoot-like shoes as a whole",
}


def page(text: str) -> str:
    """Return what the page should hold, by what it holds: the prose with today's lists."""
    before, rest = text.split(FIRST)
    after = rest.split(LAST)[1]
    lists = "\n".join(_lists())
    return f"{before}{FIRST}\n{lists}\n{LAST}{after}"


def _lists() -> Iterator[str]:
    studies = load_studies()
    yield f"{studies.not_advice}\n"
    yield "Read these limits first:\n"
    yield from map(_item, studies.limits)
    yield ""
    for topic, heading in HEADINGS.items():
        yield f"## {heading}\n"
        for side, title in SIDES.items():
            told = [each for each in studies.findings if (each.topic, each.side) == (topic, side)]
            yield f"**{title}**\n" if told else f"**{title}:** nothing that we read.\n"
            if told:
                yield from (_item(entry(each)) for each in told)
                yield ""


def entry(finding: Finding) -> str:
    """Write a finding with its study."""
    return f"{finding.text} ([{finding.source}]({finding.address}))"


def _item(said: str) -> str:
    return textwrap.fill(
        said,
        WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def main(arguments: list[str]) -> int:
    """Write the page, or check it; return the exit code."""
    return write_or_check({PAGE: page(PAGE.read_text(encoding="utf-8"))}, arguments, __file__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
