"""Charts of rankings and catalogues, as altair charts: blue and orange, told apart by shape too.

`shoefit.report.pictures.save` writes them as SVG, PNG or HTML, in light or dark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from shoefit.errors import MissingExtraError, UnknownNameError
from shoefit.scoring.criteria import READINGS
from shoefit.shoe import Grade, Midsole
from shoefit.sources.gaps import gaps, spread
from shoefit.sources.observations import load_merges, load_observations
from shoefit.sources.resolving import resolve

try:
    import altair as alt
except ImportError as error:
    raise MissingExtraError("charts", "altair", extra="report") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shoefit.ranking.order import Ranking
    from shoefit.scoring.criteria import CriterionName
    from shoefit.shoe import Shoe

# Blue and orange stay apart for every common kind of colour blindness, and both keep a contrast
# of more than 3 to 1 on white and on near-black.
BLUE: Final = "#2a86c1"
ORANGE: Final = "#d06a00"

# Midsole hardness of the softest and the hardest shoes that Robbins had men walk a beam in
# (1994, doi.org/10.1136/bjsm.28.2.117). How many millimetres thick they were is not marked: the
# figures in circulation could not be found in the paper.
ROBBINS_SHORE_A: Final = (15.0, 50.0)

# Running shoes of today as RunRepeat measured them, scraped 2026-08-17: 9 in 10 of 374 midsoles
# lie between these, and 19 in 20 of 457 heels are thicker than this.
MARKET_SHORE_A: Final = (11.5, 29.6)
MARKET_STACK_ABOVE_MM: Final = 27.5

_SCORE_TITLE: Final = "score, 0 cushioned to 100 barefoot"


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
    places = ranking[:top]
    rows = [
        {
            "shoe": label,
            "score": round(place.score, 2),
            "low": round(place.score_low, 2),
            "high": round(place.score_high, 2),
            "known": "all criteria known" if place.coverage == 1 else "some unknown",
        }
        for place, label in zip(places, labels(place.shoe for place in places), strict=True)
    ]
    base = alt.Chart(table(rows)).encode(
        y=alt.Y("shoe:N", sort=None, title=None, axis=alt.Axis(grid=False, ticks=False))
    )
    scale = alt.Scale(domain=[0, 100])
    band = base.mark_bar(height=7, cornerRadius=3, color=BLUE, opacity=0.35).encode(
        x=alt.X("low:Q", scale=scale, title=_SCORE_TITLE), x2="high:Q"
    )
    known = ["all criteria known", "some unknown"]
    point = base.mark_point(size=75, filled=True, opacity=1).encode(
        x=alt.X("score:Q", scale=scale, title=_SCORE_TITLE),
        **told_apart("known", known),
        tooltip=["shoe:N", "score:Q", "low:Q", "high:Q"],
    )
    return alt.layer(band, point).properties(
        width=420,
        height=alt.Step(20),
        title={"text": "The first shoes and their bands", "subtitle": _by(ranking)},
    )


def sub_scores(ranking: Ranking, shoe_ids: Sequence[str] = ()) -> alt.TopLevelMixin:
    """Draw what chosen shoes of a ranking reach on each criterion, with its band.

    Args:
        ranking: The ranking.
        shoe_ids: Which of its shoes; the first five by default.

    Raises:
        UnknownNameError: A shoe is not in the ranking.
    """
    by_id = {place.shoe.shoe_id: place for place in ranking}
    for each in shoe_ids:
        if each not in by_id:
            raise UnknownNameError("ranked shoe", each, by_id)
    places = [by_id[each] for each in shoe_ids] or list(ranking[:5])
    criteria = [READINGS[c.name].heading for c in ranking.profile.criteria]
    rows = [
        {
            "shoe": label,
            "criterion": criterion,
            "value": round(part.sub_score, 4),
            "low": round(part.sub_score_low, 4),
            "high": round(part.sub_score_high, 4),
            "basis": "known" if part.known else "unknown: counted as an ordinary running shoe",
        }
        for place, label in zip(places, labels(place.shoe for place in places), strict=True)
        for criterion, part in zip(criteria, place.parts, strict=True)
    ]
    bases = ["known", "unknown: counted as an ordinary running shoe"]
    apart = told_apart("basis", bases, orient="bottom", labelLimit=0)
    base = alt.Chart().encode(
        y=alt.Y("shoe:N", sort=None, title=None, axis=alt.Axis(grid=False, ticks=False)),
        color=apart["color"],
    )
    axis = alt.Axis(values=[0, 0.5, 1], format=".1f")
    scale = alt.Scale(domain=[0, 1])
    band = base.mark_bar(height=7, cornerRadius=3, opacity=0.35).encode(
        x=alt.X("low:Q", scale=scale, title="0 to 1, barefoot", axis=axis), x2="high:Q"
    )
    point = base.mark_point(size=75, filled=True, opacity=1).encode(
        x=alt.X("value:Q", scale=scale, title="0 to 1, barefoot", axis=axis),
        shape=apart["shape"],
    )
    faceted = alt.layer(band, point).properties(width=150, height=alt.Step(22))
    return faceted.facet(
        data=table(rows),
        column=alt.Column("criterion:N", sort=criteria, title=None),
        title={"text": "Criterion by criterion", "subtitle": _by(ranking)},
    )


def stack_against_hardness(catalogue: Iterable[Shoe]) -> alt.TopLevelMixin:
    """Draw soles by thickness and hardness, with the hardnesses that Robbins tested and the market.

    Shoes without a midsole have a thickness and no hardness; they stand in a row of their own.

    Args:
        catalogue: The shoes; those with both numbers, or a stack and no midsole, are drawn.
    """
    shoes = [each for each in catalogue if each.heel_stack_mm is not None]
    points = [
        {
            "shoe": each.title,
            "stack": each.heel_stack_mm,
            "hardness": each.midsole_hardness_shore_a,
            "grade": each.midsole_hardness_shore_a_grade or Grade.CLAIMED,
        }
        for each in shoes
        if each.midsole_hardness_shore_a is not None
    ]
    bare = [
        {"shoe": each.title, "stack": each.heel_stack_mm}
        for each in shoes
        if each.midsole is Midsole.NONE
    ]
    x = alt.X("stack:Q", scale=alt.Scale(domain=[0, 50]), title="sole under the heel, mm")
    strip = (
        alt.Chart(table(bare))
        .mark_point(shape="diamond", size=60, color=ORANGE, strokeWidth=1.5)
        .encode(x=x.axis(None), tooltip=["shoe:N", "stack:Q"])
        .properties(
            width=560,
            height=28,
            title=alt.Title("No midsole, so no hardness", fontSize=12, fontWeight="normal"),
        )
    )
    return alt.vconcat(strip, _soles(points, x), spacing=8).properties(
        title={
            "text": "Thin and hard is rare",
            "subtitle": f"{len(points)} shoes with both numbers, {len(bare)} without a midsole",
        }
    )


def _soles(points: list[dict[str, Any]], x: alt.X) -> alt.LayerChart | alt.FacetChart:
    y = alt.Y("hardness:Q", scale=alt.Scale(domain=[0, 60]), title="midsole hardness, Shore A")
    soft, hard = MARKET_SHORE_A
    market = (
        alt.Chart(table([{"stack": MARKET_STACK_ABOVE_MM, "hardness": soft}]))
        .mark_rect(color=BLUE, opacity=0.13)
        .encode(x=x, x2=alt.datum(50), y=y, y2=alt.datum(hard))
    )
    said = [{"stack": 50, "hardness": hard, "text": "most of today's running shoes"}]
    lines = [
        {"hardness": ROBBINS_SHORE_A[0], "text": "softest midsole that Robbins tested"},
        {"hardness": ROBBINS_SHORE_A[1], "text": "hardest midsole that Robbins tested"},
    ]
    rules = alt.Chart(table(lines)).mark_rule(strokeDash=[5, 4]).encode(y=y)
    labels = (
        alt.Chart(table(lines))
        .mark_text(align="left", dx=4, dy=-7)
        .encode(y=y, x=alt.value(0), text="text:N")
    )
    note = (
        alt.Chart(table(said))
        .mark_text(align="right", dx=-4, dy=-8)
        .encode(x=x, y=y, text="text:N")
    )
    dots = (
        alt.Chart(table(points))
        .mark_point(size=55, filled=True, opacity=0.85, color=BLUE)
        .encode(x=x, y=y, tooltip=["shoe:N", "stack:Q", "hardness:Q"])
    )
    return alt.layer(market, rules, labels, note, dots).properties(width=560, height=330)


def claimed_against_measured() -> alt.TopLevelMixin:
    """Draw what brands and shops say of the bundled shoes against what instruments found."""
    resolved = resolve(load_observations(), load_merges())
    panels: list[tuple[CriterionName, str, tuple[float, float]]] = [
        ("stack_height", "sole under the heel, mm", (0, 40)),
        ("drop", "drop, mm", (-2, 14)),
    ]
    drawn = []
    for name, title, ends in panels:
        pairs = gaps(resolved, name)
        found = spread(pairs)
        rows = [
            {
                "shoe": each.shoe_id,
                "claimed": round(each.claimed.value, 2),
                "measured": round(each.measured.value, 2),
                "side": "measures more" if each.gap > 0 else "as claimed, or less",
            }
            for each in pairs
        ]
        subtitle = f"{found.count} shoes; 9 in 10 within {found.nine_in_ten:g} mm"
        drawn.append(_claims(rows, title, ends, subtitle))
    return alt.hconcat(*drawn, spacing=36).properties(
        title={
            "text": "Claimed against measured",
            "subtitle": "above the line, the shoe is more than its brand or shop says",
        }
    )


def _claims(
    rows: list[dict[str, Any]], title: str, ends: tuple[float, float], subtitle: str
) -> alt.LayerChart | alt.FacetChart:
    scale = alt.Scale(domain=list(ends))
    sides = ["as claimed, or less", "measures more"]
    line = (
        alt.Chart(table([{"at": each} for each in ends]))
        .mark_line(strokeDash=[5, 4], strokeWidth=1, color="#7b878d")
        .encode(x=alt.X("at:Q", scale=scale), y=alt.Y("at:Q", scale=scale))
    )
    points = (
        alt.Chart(table(rows))
        .mark_point(size=60, filled=True, opacity=0.85)
        .encode(
            x=alt.X("claimed:Q", scale=scale, title=f"claimed {title}"),
            y=alt.Y("measured:Q", scale=scale, title=f"measured {title}"),
            **told_apart("side", sides, ("circle", "triangle-up")),
            tooltip=["shoe:N", "claimed:Q", "measured:Q"],
        )
    )
    return alt.layer(line, points).properties(
        width=260,
        height=260,
        title=alt.Title(subtitle, fontSize=12, fontWeight="normal"),
    )


def _by(ranking: Ranking) -> str:
    weights = ", ".join(
        f"{READINGS[each.name].word} {share:.0%}"
        for each, share in zip(ranking.profile.criteria, ranking.profile.shares, strict=True)
    )
    return f"profile {ranking.profile.name} {ranking.profile.version}: {weights}"


def labels(shoes: Iterable[Shoe]) -> list[str]:
    """Name each shoe by its title, and by its id too where two share one."""
    listed = list(shoes)
    titles = [each.title for each in listed]
    return [
        title if titles.count(title) == 1 else f"{title} ({shoe.shoe_id})"
        for title, shoe in zip(titles, listed, strict=True)
    ]


def told_apart(
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


def table(rows: list[dict[str, Any]]) -> alt.Data:
    """Wrap rows as the data of a chart."""
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]
