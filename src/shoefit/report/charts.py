"""Charts of rankings, catalogues, draws and ladders, as altair charts.

Two groups of points are blue and orange, and told apart by their shape too.
`shoefit.report.pictures.save` writes a chart as SVG, PNG or HTML, in light or dark.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, TypeVar

from shoefit.errors import MissingExtraError
from shoefit.scoring.criteria import READINGS, CriterionName
from shoefit.shoe import Midsole, Shoe
from shoefit.sources.claim_gaps import pairs, spreads
from shoefit.sources.pages import load_stated

try:
    import altair as alt
except ImportError as error:
    raise MissingExtraError("charts", "altair", extra="report") from error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shoefit.about.ladder import Ladder
    from shoefit.ranking.places import RankedShoe, Ranking
    from shoefit.ranking.stability import Confidence, ShoeConfidence

_Place = TypeVar("_Place", "RankedShoe", "ShoeConfidence")

# Blue and orange stay apart for every common kind of colour blindness, and both keep a contrast
# of more than 3 to 1 on white and on near-black.
BLUE: Final = "#2a86c1"
ORANGE: Final = "#d06a00"
GREY: Final = "#7b878d"

# Midsole hardness of the softest and the hardest shoes that Robbins had men walk a beam in
# (1994, doi.org/10.1136/bjsm.28.2.117). How many millimetres thick they were is not marked: the
# figures in circulation could not be found in the paper.
ROBBINS_SHORE_A: Final = (15.0, 50.0)

# Running shoes of today as RunRepeat measured them, scraped 2026-08-17: 9 in 10 of 374 midsoles
# lie between these, and 19 in 20 of 457 heels are thicker than this.
MARKET_SHORE_A: Final = (11.5, 29.6)
MARKET_STACK_ABOVE_MM: Final = 27.5


def ranking_bands(ranking: Ranking, top: int = 25) -> alt.TopLevelMixin:
    """Draw the first shoes of a ranking with their bands.

    Args:
        ranking: The ranking.
        top: How many of its shoes.

    Example:
        >>> import shoefit
        >>> chart = ranking_bands(shoefit.rank(shoefit.load_catalogue()), top=10)
        >>> len(chart.to_dict()["data"]["values"])
        10
    """
    known, places = ["all criteria known", "some unknown"], ranking[:top]
    rows = _rows(places, score="score", low="score_low", high="score_high")
    for row, place in zip(rows, places, strict=True):
        row["known"] = known[place.coverage != 1]
    base = alt.Chart(_table(rows)).encode(y=_shoe_by_shoe())
    x = partial(alt.X, scale=alt.Scale(domain=[0, 100]), title="score, 0 cushioned to 100 barefoot")
    tips = ["shoe:N", "score:Q", "low:Q", "high:Q"]
    points = _points(base, 75).encode(x=x("score:Q"), **_told_apart("known", known), tooltip=tips)
    title = _title("The first shoes and their bands", _by(ranking))
    return _over_bands(points, _band(base, x, color=BLUE), title)


def sub_scores(ranking: Ranking, shoe_ids: Sequence[str] = ()) -> alt.TopLevelMixin:
    """Draw what chosen shoes of a ranking reach on each criterion, with its band.

    Args:
        ranking: The ranking.
        shoe_ids: Which of its shoes; the first five by default.

    Raises:
        UnknownNameError: A shoe is not in the ranking.
    """
    places = [ranking[each] for each in shoe_ids] or ranking[:5]
    criteria = [READINGS[c.name].heading for c in ranking.profile.criteria]
    bases = ["known", "unknown: counted as is ordinary"]
    rows = [
        {
            "shoe": label,
            "criterion": criterion,
            "value": round(part.sub_score, 4),
            "low": round(part.sub_score_low, 4),
            "high": round(part.sub_score_high, 4),
            "basis": bases[not part.known],
        }
        for label, place in _named(places)
        for criterion, part in zip(criteria, place.parts, strict=True)
    ]
    # Side by side the headings are longer than their panels are wide.
    two_lines = alt.Header(labelExpr="split(datum.label, ': ')")
    apart = _told_apart("basis", bases, orient="bottom", labelLimit=0)
    base = alt.Chart().encode(y=_shoe_by_shoe(), color=apart["color"])
    axis = alt.Axis(values=[0, 0.5, 1], format=".1f")
    x = partial(alt.X, scale=alt.Scale(domain=[0, 1]), title="0 to 1, barefoot", axis=axis)
    points = _points(base, 75).encode(x=x("value:Q"), shape=apart["shape"])
    panels = alt.layer(_band(base, x), points).properties(width=150, height=alt.Step(22))
    column = alt.Column("criterion:N", sort=criteria, title=None, header=two_lines)
    title = _title("Criterion by criterion", _by(ranking))
    return panels.facet(data=_table(rows), column=column, title=title)


def rank_confidence(sure: Confidence, top: int = 20) -> alt.TopLevelMixin:
    """Draw the rank of each of the first shoes with the ranks of the middle 90 % of the draws.

    Args:
        sure: What `shoefit.confidence` found.
        top: How many of its shoes.

    Example:
        >>> import shoefit
        >>> sure = shoefit.confidence(shoefit.load_catalogue(), draws=200)
        >>> len(rank_confidence(sure, top=5).to_dict()["data"]["values"])
        5
    """
    rows = _rows(sure[:top], rank="rank", median="median_rank", low="rank_low", high="rank_high")
    base = alt.Chart(_table(rows)).encode(y=_shoe_by_shoe())
    scale = alt.Scale(domainMin=1, nice=False)
    x = partial(alt.X, scale=scale, title="rank, 1 for the most barefoot-like")
    folded = base.transform_fold(["rank", "median"], as_=["of", "at"]).transform_calculate(
        of="datum.of == 'rank' ? 'rank' : 'median of the draws'"
    )
    apart = _told_apart("of", ["rank", "median of the draws"])
    points = _points(folded, 65).encode(x=x("at:Q"), **apart)
    drawn = f"pale: where 90 % of the draws put a shoe; {sure.drawn()}"
    title = _title("How sure the first ranks are", drawn)
    return _over_bands(points, _band(base, x, color=BLUE, minBandSize=3), title)


def stack_against_hardness(catalogue: Iterable[Shoe]) -> alt.TopLevelMixin:
    """Draw soles by thickness and hardness, with the hardnesses that Robbins tested and the market.

    Shoes without a midsole have a thickness and no hardness; they stand in a row of their own.

    Args:
        catalogue: The shoes; those with both numbers, or a stack and no midsole, are drawn.
    """
    soles, bare = list[dict[str, Any]](), list[dict[str, Any]]()
    for each in catalogue:
        hardness = each.midsole_hardness_shore_a
        sole = {"shoe": each.title, "stack": each.heel_stack_mm, "hardness": hardness}
        if each.heel_stack_mm is not None and each.midsole is Midsole.NONE:
            bare.append(sole)
        elif each.heel_stack_mm is not None and hardness is not None:
            soles.append(sole)
    x = alt.X("stack:Q", scale=alt.Scale(domain=[0, 50]), title="sole under the heel, mm")
    strip = (
        alt.Chart(_table(bare))
        .mark_point(shape="diamond", size=60, color=ORANGE, strokeWidth=1.5)
        .encode(x=x.axis(None), tooltip=["shoe:N", "stack:Q"])
        .properties(width=560, height=28, title=_small("No midsole, so no hardness"))
    )
    counted = f"{len(soles)} shoes with both numbers, {len(bare)} without a midsole"
    title = _title("Thin and hard is rare", counted)
    return alt.vconcat(strip, _soles(soles, x), spacing=8).properties(title=title)


def _soles(soles: list[dict[str, Any]], x: alt.X) -> alt.LayerChart | alt.FacetChart:
    y = alt.Y("hardness:Q", scale=alt.Scale(domain=[0, 60]), title="midsole hardness, Shore A")
    soft, hard = MARKET_SHORE_A
    today = alt.Chart(_table([{"stack": MARKET_STACK_ABOVE_MM, "hardness": soft}]))
    corner = {"x": alt.datum(50), "y": alt.datum(hard)}
    market = today.mark_rect(color=BLUE, opacity=0.13)
    market = market.encode(x=x, x2=corner["x"], y=y, y2=corner["y"])
    note = today.mark_text(align="right", dx=-4, dy=-8, text="most of today's running shoes")
    tested = _table(
        [
            {"hardness": shore_a, "text": f"{which} midsole that Robbins tested"}
            for which, shore_a in zip(("softest", "hardest"), ROBBINS_SHORE_A, strict=True)
        ]
    )
    lines = alt.Chart(tested).encode(y=y)
    rules = lines.mark_rule(strokeDash=[5, 4])
    names = lines.mark_text(align="left", dx=4, dy=-7).encode(x=alt.value(0), text="text:N")
    dots = _points(alt.Chart(_table(soles)), 55, opacity=0.85, color=BLUE)
    dots = dots.encode(x=x, y=y, tooltip=["shoe:N", "stack:Q", "hardness:Q"])
    drawn = alt.layer(market, rules, names, note.encode(**corner), dots)
    return drawn.properties(width=560, height=330)


def claimed_against_measured() -> alt.TopLevelMixin:
    """Draw what brands and shops say of the bundled shoes against what instruments found."""
    stated = load_stated()
    panels: list[tuple[CriterionName, str, tuple[float, float]]] = [
        ("stack_height", "sole under the heel, mm", (0, 40)),
        ("drop", "drop, mm", (-2, 14)),
    ]
    sides = ["as claimed, or less", "measures more"]
    drawn = []
    for name, title, ends in panels:
        found = spreads(stated)[name]
        rows = [
            {
                "shoe": each.measured.shoe_id,
                "claimed": each.claims[0].reading,
                "measured": each.measured.reading,
                "side": sides[each.gaps[0] > 0],
            }
            for each in pairs(stated, name)
        ]
        scale = alt.Scale(domain=list(ends))
        line = (
            alt.Chart(_table([{"at": each} for each in ends]))
            .mark_line(strokeDash=[5, 4], strokeWidth=1, color=GREY)
            .encode(x=alt.X("at:Q", scale=scale), y=alt.Y("at:Q", scale=scale))
        )
        points = _points(alt.Chart(_table(rows)), 60, opacity=0.85).encode(
            x=alt.X("claimed:Q", scale=scale, title=f"claimed {title}"),
            y=alt.Y("measured:Q", scale=scale, title=f"measured {title}"),
            **_told_apart("side", sides, ("circle", "triangle-up")),
            tooltip=["shoe:N", "claimed:Q", "measured:Q"],
        )
        counted = _small(f"{found.count} shoes; 9 in 10 within {found.nine_in_ten:g} mm")
        drawn.append(alt.layer(line, points).properties(width=260, height=260, title=counted))
    above = "above the line, the shoe is more than its brand or shop says"
    heading = _title("Claimed against measured", above)
    return alt.hconcat(*drawn, spacing=36).properties(title=heading)


def step_down_ladder(ladder: Ladder) -> alt.TopLevelMixin:
    """Draw the shoes of a ladder by their sole and drop, joined in the order of the steps.

    Args:
        ladder: What `shoefit.step_down` found; one with a gap has its start only.
    """
    reads = ["measured", "claimed or unstated"]
    passed = accumulate(each.months for each in ladder.steps)
    when = ["today", *(f"after {months:.1f} months" for months in passed)]
    rows = [
        {
            "step": number,
            "shoe": f"{rung.shoe.title}, {after}",
            "stack": rung.shoe.heel_stack_mm,
            "drop": rung.shoe.drop_mm,
            "read": reads[not rung.measured],
        }
        for number, (rung, after) in enumerate(zip(ladder.rungs, when, strict=True))
    ]
    most = max(40, *(rung.shoe.heel_stack_mm or 0 for rung in ladder.rungs))
    base = alt.Chart(_table(rows)).encode(
        x=alt.X("drop:Q", scale=alt.Scale(domain=[-2, 14]), title="drop, heel above the toes, mm"),
        y=alt.Y("stack:Q", scale=alt.Scale(domain=[0, most]), title="sole under the heel, mm"),
    )
    line = base.mark_line(color=GREY, strokeWidth=1.5).encode(order="step:O")
    points = _points(base, 90).encode(**_told_apart("read", reads))
    names = base.mark_text(align="left", dx=10, dy=1).encode(text="shoe:N")
    missing = ", ".join(map(str, ladder.gap)) or "nothing"
    found = f"{len(ladder.steps)} steps" if ladder.steps else f"no ladder; missing: {missing}"
    title = _title("The way down", found)
    return alt.layer(line, points, names).properties(width=560, height=360, title=title)


def _by(ranking: Ranking) -> str:
    profile = ranking.profile
    return f"profile {profile.name} {profile.version}: {profile.weighed}"


def _named(places: Sequence[_Place]) -> Iterator[tuple[str, _Place]]:
    """Name each shoe by its title, and by its id too where two share one."""
    titles = Counter(each.shoe.title for each in places)
    for each in places:
        title = each.shoe.title
        yield title if titles[title] == 1 else f"{title} ({each.shoe.shoe_id})", each


def _rows(places: Sequence[_Place], **read: str) -> list[dict[str, Any]]:
    """Read each place, as rows of a chart; numbers to two decimals."""
    return [
        {"shoe": label, **{name: round(getattr(each, at), 2) for name, at in read.items()}}
        for label, each in _named(places)
    ]


def _table(rows: list[dict[str, Any]]) -> alt.Data:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _title(text: str, subtitle: str) -> dict[str, str]:
    return {"text": text, "subtitle": subtitle}


def _small(title: str) -> alt.Title:
    return alt.Title(title, fontSize=12, fontWeight="normal")


def _shoe_by_shoe() -> alt.Y:
    axis = alt.Axis(grid=False, ticks=False, labelPadding=10)
    return alt.Y("shoe:N", sort=None, title=None, axis=axis)


def _band(base: alt.Chart, x: Callable[[str], alt.X], **mark: Any) -> alt.Chart:
    """Draw a pale bar from `low` to `high`."""
    drawn: alt.Chart = base.mark_bar(height=7, cornerRadius=3, opacity=0.35, **mark)
    return drawn.encode(x=x("low:Q"), x2="high:Q")


def _over_bands(points: alt.Chart, bands: alt.Chart, title: dict[str, str]) -> alt.TopLevelMixin:
    return alt.layer(bands, points).properties(width=420, height=alt.Step(20), title=title)


def _points(base: alt.Chart, size: int, opacity: float = 1, **mark: Any) -> Any:
    return base.mark_point(size=size, filled=True, opacity=opacity, **mark)


def _told_apart(
    field: str, names: Sequence[str], shapes: Sequence[str] = ("circle", "diamond"), **legend: Any
) -> dict[str, Any]:
    """Tell two groups of points apart by colour and, for who sees no colours, by shape."""
    about = alt.Legend(title=None, **legend)
    return {
        "color": alt.Color(
            f"{field}:N", legend=about, scale=alt.Scale(domain=names, range=[BLUE, ORANGE])
        ),
        "shape": alt.Shape(f"{field}:N", legend=about, scale=alt.Scale(domain=names, range=shapes)),
    }
