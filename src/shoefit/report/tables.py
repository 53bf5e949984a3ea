"""Rankings and scores as great_tables, the way a notebook shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from shoefit.errors import MissingExtraError
from shoefit.scoring.criteria import READINGS
from shoefit.text import shown

try:
    from great_tables import GT, loc, style
except ImportError as error:
    raise MissingExtraError("tables", "great_tables", extra="report") from error

if TYPE_CHECKING:
    from shoefit.ranking.places import Ranking
    from shoefit.scoring.scores import Part, Score

# A notebook is for looking; `to_frame` has every row.
FIRST_ROWS: Final = 20

# Pale to blue, legible under black text; unknown cells stay grey.
_PALETTE: Final = ["#ffffff", "#8fc0e0"]
_UNKNOWN: Final = "#e3e7ea"


def ranking_table(ranking: Ranking) -> GT:
    """Lay out the first rows of a ranking: score, band, and each sub-score by its shade.

    Args:
        ranking: The ranking.
    """
    import pandas as pd  # noqa: PLC0415 - it is slow to import

    names = [READINGS[each.name].word.capitalize() for each in ranking.profile.criteria]
    rows = [
        {
            "#": place.rank,
            "Shoe": shown(place.shoe.title),
            "Year": str(place.shoe.year or ""),
            "Score": place.score,
            "Band": f"{place.score_low:.0f} to {place.score_high:.0f}",
            "Known": place.coverage,
            **{
                name: part.sub_score if part.known else float("nan")
                for name, part in zip(names, place.parts, strict=True)
            },
        }
        for place in ranking[:FIRST_ROWS]
    ]
    heads = ["#", "Shoe", "Year", "Score", "Band", "Known", *names]
    table = (
        GT(pd.DataFrame(rows, columns=heads), id="shoefit-ranking")
        .fmt_number(["Score"], decimals=1)
        .fmt_percent(["Known"], decimals=0)
        .fmt_number(names, decimals=2)
        .sub_missing(names, missing_text="unknown")
        .cols_align("right", ["#", "Score", "Band", "Known", *names])
        .tab_style(style.text(weight="bold"), loc.body(columns="Score"))
        .tab_source_note(
            f"{min(len(ranking), FIRST_ROWS):,} of {ranking.ranked:,} ranked shoes; profile "
            f"{shown(ranking.profile.name)} {shown(ranking.profile.version)}"
        )
    )
    if rows:
        table = table.data_color(names, palette=_PALETTE, domain=[0, 1], na_color=_UNKNOWN)
    return _plain(table)


def score_table(score: Score) -> GT:
    """Lay out a score, criterion by criterion: reading, tolerance, sub-score, grade.

    Args:
        score: What `shoefit.score` found.
    """
    import pandas as pd  # noqa: PLC0415 - it is slow to import

    title = "Nothing is known, so there is no score"
    if score.score is not None:
        title = f"Score {score.score:.1f}, band {score.score_low:.0f} to {score.score_high:.0f}"
    table = (
        GT(pd.DataFrame([_row(part) for part in score.parts]), id="shoefit-score")
        .tab_header(
            title,
            f"{score.coverage:.0%} of the weight known; profile {shown(score.profile)} "
            f"{shown(score.profile_version)}",
        )
        .fmt_percent(["Weight"], decimals=0)
        .fmt_number(["Sub-score"], decimals=2)
        .cols_align("right", ["Reading", "May be", "Sub-score", "Weight"])
    )
    return _plain(table.data_color(["Sub-score"], palette=_PALETTE, domain=[0, 1]))


def _row(part: Part) -> dict[str, Any]:
    reading, within = part.word or "unknown", ""
    if part.reading is not None:
        reading = f"{part.reading:g} {part.unit}"
        within = f"{part.reading_low:.3g} to {part.reading_high:.3g}"
    return {
        "Criterion": READINGS[part.criterion].heading,
        "Reading": reading,
        "May be": within,
        "Sub-score": part.sub_score,
        "Weight": part.weight,
        "Grade": str(part.grade or ""),
    }


def _plain(table: GT) -> GT:
    return table.tab_options(
        table_font_size="14px",
        data_row_padding="4px",
        heading_align="left",
        table_border_top_style="hidden",
        table_border_bottom_style="hidden",
    )
