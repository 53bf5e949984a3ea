"""How sure each rank is, as a chart: the ranks that a shoe took in most of the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoefit.errors import MissingExtraError
from shoefit.report.charts import BLUE, labels, table, told_apart

try:
    import altair as alt
except ImportError as error:
    raise MissingExtraError("charts", "altair", extra="report") from error

if TYPE_CHECKING:
    from shoefit.ranking.stability import Confidence


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
    places = sure[:top]
    rows = [
        {
            "shoe": label,
            "rank": each.rank,
            "median": each.median_rank,
            "low": each.rank_low,
            "high": each.rank_high,
        }
        for each, label in zip(places, labels(each.shoe for each in places), strict=True)
    ]
    title = "rank, 1 for the most barefoot-like"
    base = alt.Chart(table(rows)).encode(
        y=alt.Y("shoe:N", sort=None, title=None, axis=alt.Axis(grid=False, ticks=False))
    )
    scale = alt.Scale(domainMin=1, nice=False)
    band = base.mark_bar(height=7, cornerRadius=3, color=BLUE, opacity=0.35, minBandSize=3).encode(
        x=alt.X("low:Q", scale=scale, title=title), x2="high:Q"
    )
    marks = ["rank", "median of the draws"]
    points = (
        base.transform_fold(["rank", "median"], as_=["of", "at"])
        .transform_calculate(of="datum.of == 'rank' ? 'rank' : 'median of the draws'")
        .mark_point(size=65, filled=True, opacity=1)
        .encode(
            x=alt.X("at:Q", scale=scale, title=title),
            **told_apart("of", marks),
        )
    )
    return alt.layer(band, points).properties(
        width=420,
        height=alt.Step(20),
        title={
            "text": "How sure the first ranks are",
            "subtitle": f"pale: where 90 % of the draws put a shoe; {sure.drawn()}",
        },
    )
