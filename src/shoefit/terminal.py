"""A ranking as a table for a terminal of 80 columns, or as plain text for a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, TextIO

from shoefit.printable import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shoefit.ranking import RankedShoe, Ranking
    from shoefit.scoring import Part

_NAME_WIDTH: Final = 30
_BAR_WIDTH: Final = 4
_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
_HEADS: Final = {
    "stack_height": "thin",
    "midsole_hardness": "hard",
    "drop": "flat",
    "toe_box_width": "wide",
}


def bar(share: float, width: int = _BAR_WIDTH) -> str:
    """Draw a share of 0 to 1 as a bar of so many characters.

    Example:
        >>> bar(0.5, width=4)
        '██  '
    """
    eighths = round(share * width * 8)
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + (_EIGHTHS[rest] if rest else "")
    return drawn.ljust(width)


def print_ranking(ranking: Ranking, out: TextIO | None = None) -> None:
    """Print a ranking: coloured on a terminal, plain text elsewhere."""
    out = out or sys.stdout
    if out.isatty():
        _print_rich(ranking, out)
    else:
        out.write(plain(ranking))


def _heads(ranking: Ranking) -> list[str]:
    names = [_HEADS[each.name] for each in ranking.profile.criteria]
    return ["#", "shoe", "year", "score", "band", "known", *names]


def _fixed_cells(place: RankedShoe) -> list[str]:
    return [
        str(place.rank),
        _clipped(shown(place.shoe.title)),
        str(place.shoe.year or ""),
        f"{place.score:.1f}",
        f"{place.score_low:.0f}-{place.score_high:.0f}",
        f"{place.coverage:.0%}",
    ]


def _clipped(text: str) -> str:
    return text if len(text) <= _NAME_WIDTH else f"{text[: _NAME_WIDTH - 3]}..."


def plain(ranking: Ranking) -> str:
    """Write a ranking as plain text, numbers in place of bars."""
    rows = [_heads(ranking)]
    rows += [[*_fixed_cells(place), *(_number(part) for part in place.parts)] for place in ranking]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        cells[1] = row[1].ljust(widths[1])
        lines.append(" ".join(cells).rstrip())
    return "\n".join([*lines, "", *summary(ranking)]) + "\n"


def _number(part: Part) -> str:
    return f"{part.sub_score:.2f}" if part.known else "?"


def _print_rich(ranking: Ranking, out: TextIO) -> None:
    from rich.console import Console  # noqa: PLC0415 - only where a terminal is attached
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    for i, head in enumerate(_heads(ranking)):
        table.add_column(head, justify="left" if i == 1 or i > 5 else "right", no_wrap=True)  # noqa: PLR2004 - the name and the bars start left
    for place in ranking:
        fixed = [Text(cell) for cell in _fixed_cells(place)]
        fixed[3].stylize("bold")
        bars = [
            Text(bar(part.sub_score), style="green") if part.known else Text("?", style="dim")
            for part in place.parts
        ]
        table.add_row(*fixed, *bars)
    console = Console(file=out, highlight=False)
    console.print(table)
    console.print()
    for line in summary(ranking):
        console.print(Text(line, style="dim"))


def summary(ranking: Ranking) -> Iterator[str]:
    """Say what was ranked, what was left out and why, by which profile, and what to do next."""
    left, profile = ranking.left_out, ranking.profile
    reasons = [
        (left.too_little_known, f"too little known (under {ranking.min_coverage:.0%})"),
        (left.filtered, "filtered out"),
        (left.bad_rows, "bad rows skipped"),
    ]
    said = [f"{count:,} {reason}" for count, reason in reasons if count]
    yield "; ".join([f"{len(ranking):,} of {ranking.ranked:,} ranked shoes shown", *said])
    weights = (
        f"{_HEADS[each.name]} {share:.0%}"
        for each, share in zip(profile.criteria, profile.shares, strict=True)
    )
    version = f"Profile {shown(profile.name)} {shown(profile.version)}"
    yield f"{version}, {profile.mean} mean: {', '.join(weights)}"
    yield "Score 0 cushioned to 100 barefoot; band: what the tolerances allow; ? unknown"
    yield "Every number with its source: shoefit rank --format json"
