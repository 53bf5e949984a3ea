"""A ranking as a table for a terminal of 80 columns, or as plain text for a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, TextIO

from shoefit.scoring.criteria import READINGS
from shoefit.text import clipped, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shoefit.ranking.order import RankedShoe, Ranking
    from shoefit.ranking.stability import Confidence
    from shoefit.scoring.scores import Part

_NAME_WIDTH: Final = 30
_SURE_NAME_WIDTH: Final = 28  # the three columns of how sure a rank is are wider than the bars
_BAR_WIDTH: Final = 4
_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"


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


def print_ranking(
    ranking: Ranking, out: TextIO | None = None, sure: Confidence | None = None
) -> None:
    """Print a ranking: coloured on a terminal, plain text elsewhere.

    How sure each rank is takes the place of the sub-scores where asked: a line holds not both.
    """
    out = out or sys.stdout
    if out.isatty():
        _print_rich(ranking, out, sure)
    else:
        out.write(plain(ranking, sure))


def _heads(ranking: Ranking, sure: Confidence | None) -> list[str]:
    names = [READINGS[each.name].word for each in ranking.profile.criteria]
    if sure is not None:
        names = ["top 10", "median", "90 %"]
    return ["#", "shoe", "year", "score", "band", "known", *names]


def _sure_cells(place: RankedShoe, sure: Confidence) -> list[str]:
    each = sure[place.shoe.shoe_id]
    return [f"{each.top_10:.0%}", str(each.median_rank), f"{each.rank_low}-{each.rank_high}"]


def _fixed_cells(place: RankedShoe, width: int = _NAME_WIDTH) -> list[str]:
    return [
        str(place.rank),
        clipped(shown(place.shoe.title), width),
        str(place.shoe.year or ""),
        f"{place.score:.1f}",
        f"{place.score_low:.0f}-{place.score_high:.0f}",
        f"{place.coverage:.0%}",
    ]


def plain(ranking: Ranking, sure: Confidence | None = None) -> str:
    """Write a ranking as plain text, numbers in place of bars."""
    rows = [_heads(ranking, sure)]
    for place in ranking:
        last = (
            _sure_cells(place, sure)
            if sure is not None
            else [_number(part) for part in place.parts]
        )
        rows.append(
            [*_fixed_cells(place, _SURE_NAME_WIDTH if sure is not None else _NAME_WIDTH), *last]
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        cells[1] = row[1].ljust(widths[1])
        lines.append(" ".join(cells).rstrip())
    return "\n".join([*lines, "", *summary(ranking, sure)]) + "\n"


def _number(part: Part) -> str:
    return f"{part.sub_score:.2f}" if part.known else "?"


def _print_rich(ranking: Ranking, out: TextIO, sure: Confidence | None) -> None:
    from rich.console import Console  # noqa: PLC0415 - only where a terminal is attached
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    for i, head in enumerate(_heads(ranking, sure)):
        left = i == 1 or (i > 5 and sure is None)  # noqa: PLR2004 - the name and the bars start left
        table.add_column(head, justify="left" if left else "right", no_wrap=True)
    for place in ranking:
        fixed = [
            Text(cell)
            for cell in _fixed_cells(place, _SURE_NAME_WIDTH if sure is not None else _NAME_WIDTH)
        ]
        fixed[3].stylize("bold")
        if sure is not None:
            table.add_row(*fixed, *(Text(cell) for cell in _sure_cells(place, sure)))
            continue
        bars = [
            Text(bar(part.sub_score), style="green") if part.known else Text("?", style="dim")
            for part in place.parts
        ]
        table.add_row(*fixed, *bars)
    console = Console(file=out, highlight=False)
    console.print(table)
    console.print()
    for line in summary(ranking, sure):
        console.print(Text(line, style="dim"))


def summary(ranking: Ranking, sure: Confidence | None = None) -> Iterator[str]:
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
        f"{READINGS[each.name].word} {share:.0%}"
        for each, share in zip(profile.criteria, profile.shares, strict=True)
    )
    version = f"Profile {shown(profile.name)} {shown(profile.version)}"
    yield f"{version}, {profile.mean} mean: {', '.join(weights)}"
    if sure is not None:
        yield "Score 0 cushioned to 100 barefoot; band: what the tolerances allow"
        yield sure.drawn()
        yield "top 10: share of the draws; median and 90 %: the ranks that they gave"
    else:
        yield "Score 0 cushioned to 100 barefoot; band: what the tolerances allow; ? unknown"
    yield "Why, and from which page each number comes: shoefit explain SHOE"
