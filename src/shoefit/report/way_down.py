"""The step-down ladder as a chart: sole and drop, rung by rung."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shoefit.errors import MissingExtraError
from shoefit.report.charts import table, told_apart

try:
    import altair as alt
except ImportError as error:
    raise MissingExtraError("charts", "altair", extra="report") from error

if TYPE_CHECKING:
    from shoefit.about.ladder import Ladder


def step_down_ladder(ladder: Ladder) -> alt.TopLevelMixin:
    """Draw the shoes of a ladder by their sole and drop, joined in the order of the steps.

    Args:
        ladder: What `shoefit.step_down` found; one with a gap has its start only.
    """
    months = 0.0
    rows: list[dict[str, Any]] = []
    for number, rung in enumerate(ladder.rungs):
        months += ladder.steps[number - 1].months if number else 0
        after = f"after {months:.1f} months" if number else "today"
        rows.append(
            {
                "step": number,
                "shoe": f"{rung.shoe.title}, {after}",
                "stack": rung.shoe.heel_stack_mm,
                "drop": rung.shoe.drop_mm,
                "read": "measured" if rung.measured else "claimed or unstated",
            }
        )
    reads = ["measured", "claimed or unstated"]
    most = max(max(row["stack"], 40) for row in rows)
    base = alt.Chart(table(rows)).encode(
        x=alt.X("drop:Q", scale=alt.Scale(domain=[-2, 14]), title="drop, heel above the toes, mm"),
        y=alt.Y("stack:Q", scale=alt.Scale(domain=[0, most]), title="sole under the heel, mm"),
    )
    line = base.mark_line(color="#7b878d", strokeWidth=1.5).encode(order="step:O")
    points = base.mark_point(size=90, filled=True, opacity=1).encode(**told_apart("read", reads))
    names = base.mark_text(align="left", dx=10, dy=1).encode(text="shoe:N")
    missing = ", ".join(map(str, ladder.gap)) or "nothing"
    subtitle = f"{len(ladder.steps)} steps" if ladder.steps else f"no ladder; missing: {missing}"
    return alt.layer(line, points, names).properties(
        width=560, height=360, title={"text": "The way down", "subtitle": subtitle}
    )
