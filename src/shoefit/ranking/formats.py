"""A ranking as JSON, CSV, Markdown or a table, with text from a catalogue kept as data."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final, TextIO

from shoefit.ranking.filters import FILTERS
from shoefit.ranking.places import ASSUMED_MARK, HOW_SURE, READ, SURE_FRAMED, mark, told
from shoefit.scoring.criteria import READINGS
from shoefit.text import WIDTH, clipped, csv_line, json_text, no_formula, shown, text_table, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shoefit.ranking.places import Ranking
    from shoefit.ranking.stability import Confidence


def to_json(ranking: Ranking, sure: Confidence | None = None) -> str:
    """Write a ranking as JSON, numbers as they are; its shape is docs/ranking.schema.json.

    Args:
        ranking: The ranking.
        sure: How sure it is, where that was asked for.
    """
    document = ranking.to_dict()
    if sure is not None:
        document["draws"] = {"draws": sure.draws, "seed": sure.seed, "around": sure.around}
        for each in document["shoes"]:
            each["confidence"] = told(sure[each["shoe_id"]], HOW_SURE)
    return json_text(document)


def to_csv(ranking: Ranking, sure: Confidence | None = None) -> str:
    """Write a ranking as CSV with the columns of `Ranking.to_frame`.

    How sure each rank is follows in five more columns where asked. A name that a spreadsheet
    would take for a formula gets an apostrophe in front.
    """
    more = SURE_FRAMED if sure is not None else ()
    lines = [csv_line([*ranking.columns, *(each.name for each in more)])]
    for record in ranking.records():
        cells = list(record.values())
        if sure is not None:
            cells += told(sure[record["shoe_id"]], more).values()
        lines.append(csv_line([_cell(each) for each in cells]))
    return "".join(lines)


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return no_formula(value)
    return round(value, 6) if isinstance(value, float) else value


def to_markdown(ranking: Ranking, sure: Confidence | None = None) -> str:
    """Write a ranking as a Markdown table, with how sure each rank is where asked."""
    # The share of first places is left to `confidence` itself.
    beside = [each for each in HOW_SURE if each.head and each.name != "first"]
    more = beside if sure is not None else []
    names = [each.name.replace("_", " ") for each in ranking.profile.criteria]
    heads = [*(each.head for each in READ), *names, *(each.head for each in more)]
    rules = [*(_RULES[each.align] for each in READ), *(_RULES["right"] for _ in (*names, *more))]
    lines = [f"| {' | '.join(heads)} |", f"|{'|'.join(rules)}|"]
    for place in ranking:
        cells = place.cells()
        read = zip(READ, cells, strict=False)
        cells[: len(READ)] = [_markdown(e) if each.dtype == "string" else e for each, e in read]
        if sure is not None:
            cells += [each.text(sure[place.shoe.shoe_id]) for each in more]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


_NAME: Final = [each.name for each in READ].index("model")
_RULES: Final = {"left": ":--", "center": ":-:", "right": "--:"}


def _markdown(text: str) -> str:
    """Escape what Markdown or the HTML in it would obey."""
    escaped = "".join(f"\\{each}" if each in r"\`*_{}[]()#+-.!|~:$@" else each for each in text)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        escaped = escaped.replace(sign, entity)
    return shown(" ".join(escaped.split()))


_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"


def bar(share: float, width: int = 4) -> str:
    """Draw a share of 0 to 1 as a bar of so many characters.

    Example:
        >>> bar(0.5, width=4)
        '██  '
    """
    full, rest = divmod(round(share * width * 8), 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)


def print_ranking(ranking: Ranking, out: TextIO, sure: Confidence | None = None) -> None:
    """Print a ranking: coloured on a terminal, plain text elsewhere.

    How sure each rank is takes the place of the sub-scores where asked: a line holds not both.
    """
    if out.isatty():
        _print_rich(ranking, out, sure)
    else:
        out.write(plain(ranking, sure))


def plain(ranking: Ranking, sure: Confidence | None = None) -> str:
    """Write a ranking as plain text, numbers in place of bars."""
    rows = _fitting(list(_rows(ranking, sure)), WIDTH)
    return "\n".join([*text_table(rows), "", *summary(ranking, sure)]) + "\n"


# By short heads: a line of 80 columns has room for no more.
_SHORT: Final = {"top 10": "top_10", "median": "median_rank", "90 %": "rank_low"}
_SURE_SHORT: Final = {h: e for h, name in _SHORT.items() for e in HOW_SURE if e.name == name}


def _rows(ranking: Ranking, sure: Confidence | None) -> Iterator[list[str]]:
    words = [READINGS[each.name].word for each in ranking.profile.criteria]
    yield [*(each.head for each in READ), *(words if sure is None else _SURE_SHORT)]
    for place in ranking:
        said = place.cells("-", unknown="?" if sure is None else None)
        cells = list(map(shown, said))
        if sure is None:
            scores = cells[len(READ) :]
            cells[len(READ) :] = (e if e.endswith("*") else f"{e} " for e in scores)
        else:
            more = _SURE_SHORT.values()
            cells += [each.text(sure[place.shoe.shoe_id], "-") for each in more]
        yield cells


_WIDEST: Final = 60  # characters of a name where a terminal has the room
_NARROWEST: Final = 8  # where it has none: the rank and the score go first


def _fitting(rows: list[list[str]], width: int) -> list[list[str]]:
    """Clip the names, so that a line holds them and all that stands beside them."""
    taken = sum(max(map(len, cells)) + 1 for cells in zip(*rows, strict=True))
    taken -= max(len(row[_NAME]) for row in rows)
    room = min(max(width - taken, _NARROWEST), _WIDEST)
    return [[*row[:_NAME], clipped(row[_NAME], room), *row[_NAME + 1 :]] for row in rows]


def _print_rich(ranking: Ranking, out: TextIO, sure: Confidence | None) -> None:
    from rich.console import Console  # noqa: PLC0415 - only where a terminal is attached
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    console = Console(file=out, highlight=False)
    heads, *rows = _fitting(list(_rows(ranking, sure)), console.width)
    for head, column in zip_longest(heads, READ):
        left = column.align == "left" if column else sure is None  # bars start left
        table.add_column(head, justify="left" if left else "right", no_wrap=True)
    for place, row in zip(ranking, rows, strict=True):
        cells = [
            Text.assemble((cell, "bold" if column.name == "score" else ""))
            for cell, column in zip(row, READ, strict=False)
        ]
        if sure is not None:
            cells += [Text(cell) for cell in row[len(READ) :]]
        else:
            cells += [
                Text(bar(part.sub_score) + mark(part), style="green")
                if part.known
                else Text("?", style="dim")
                for part in place.parts
            ]
        table.add_row(*cells)
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
    if left.filtered:
        yield from _filtered(ranking)
    version = f"Profile {shown(profile.name)} {shown(profile.version)}"
    yield from wrapped(f"{version}, {profile.mean} mean: {profile.weighed}")
    yield "Score 0 cushioned to 100 barefoot; band: readings at their nine-in-ten ends"
    if sure is not None:
        yield sure.drawn()
        yield "top 10: share of the draws; median and 90 %: the ranks that they gave"
    else:
        yield "* measured; without it claimed, or told by how the shoe is built; ? unknown"
    if any(place.assumed for place in ranking):
        yield f"{ASSUMED_MARK} two or more are unknown, and counted as such soles ordinarily are"
    yield "Why, and from which page each number comes: shoefit explain SHOE"
    if not left.by_filter and any(place.shoe.seen for place in ranking):
        yield "Shoes that were about lately: shoefit rank --since 2021"


_FEW: Final = 10


def _filtered(ranking: Ranking) -> Iterator[str]:
    """Say how many shoes each filter left out, and of a short answer which cost most."""
    each = sorted(ranking.left_out.by_filter.items(), key=lambda one: -one[1])
    if len(each) > 1:
        told = (f"{FILTERS[name].option} {count:,}" for name, count in each)
        yield f"Left out by each filter alone: {', '.join(told)}"
    if ranking.ranked < _FEW:
        yield f"Few are left: {FILTERS[each[0][0]].option} costs most"


# What `shoefit rank --format` writes to a file or a pipe.
FORMATS: Final[dict[str, Callable[[Ranking, Confidence | None], str]]] = {
    "table": plain,
    "csv": to_csv,
    "json": to_json,
    "markdown": to_markdown,
}
