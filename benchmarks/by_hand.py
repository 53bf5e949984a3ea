"""The article's score written by hand for one engine each: what `score_frame` is held against.

All of it is the arithmetic of `shoefit.scoring.frames`, constants typed in, as one would write it
who knows the engine well: the same roots, no column computed twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    Doubles = np.ndarray[tuple[int], np.dtype[np.float64]]
    Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]

WORDS: Final = {"foot-shaped": 0.8, "wide": 0.6, "standard": 0.3, "tapered": 0.15}

# Column, limits, zero at, one at, unknown, tolerance of a claim.
LINES: Final = {
    "stack_height": ("heel_stack_mm", 0, 80, 32, 0, 0.25, 4.5),
    "midsole_hardness": ("midsole_hardness_shore_a", 0, 100, 15, 50, 0.15, 10.0),
    "drop": ("drop_mm", -10, 30, 13, 0, 0.35, 2.5),
    "toe_box_width": ("toe_box_width_mm", 40, 130, 68, 84, 0.30, 3.6),
}


def numpy_score(frame: pd.DataFrame, *, bands: bool) -> dict[str, Any]:
    """Score a pandas frame with NumPy, writing over its own arrays wherever it can."""
    score, low, high = (np.ones(len(frame)) for _ in range(3))
    known_criteria = np.zeros(len(frame), dtype=np.int8)
    found: dict[str, Any] = {}
    for name, place, lower, higher, known in _numpy_places(frame, bands=bands):
        known_criteria += known
        if bands:
            low *= np.clip(place - lower, 0.01, 1)
            high *= np.clip(place + higher, 0.01, 1)
        np.clip(place, 0, 1, out=place)
        found[name] = place
        score *= np.maximum(place, 0.01)
    found["coverage"] = known_criteria * 0.25
    nothing = known_criteria == 0
    means = {"score": score, "score_low": low, "score_high": high} if bands else {"score": score}
    for name, mean in means.items():
        np.sqrt(mean, out=mean)
        np.sqrt(mean, out=mean)
        np.multiply(mean, 100, out=mean)
        np.copyto(mean, np.nan, where=nothing)
        found[name] = mean
    return found


def _numpy_places(  # noqa: C901 - by hand means in one piece
    frame: pd.DataFrame, *, bands: bool
) -> Iterator[tuple[str, Doubles, Doubles, Doubles, Bools]]:
    def is_word(column: str, word: str) -> Bools:
        return frame[column].eq(word).to_numpy(dtype=bool, na_value=False)

    none_asked = np.empty(0)
    stack = frame["heel_stack_mm"].to_numpy()
    thin = (stack >= 0) & (stack <= 14)
    for name, (column, least, most, zero_at, one_at, unknown, claimed) in LINES.items():
        reading = frame[column].to_numpy()
        known = (reading >= least) & (reading <= most)
        place = np.abs(reading) if name == "drop" else reading - zero_at
        if name == "drop":
            place -= zero_at
        place /= one_at - zero_at
        np.copyto(place, unknown, where=~known)
        lower = higher = none_asked
        length = abs(one_at - zero_at)
        if bands:
            stated = frame[f"{column}_tolerance"].to_numpy()
            tolerance = np.where((stated >= 0) & (stated <= 100), stated, claimed)
            higher = tolerance / length
            np.copyto(higher, 2.0, where=~known)
            lower = higher
        if name == "stack_height" and bands:
            stated = frame["heel_stack_mm_tolerance_above"].to_numpy()
            above = np.where((stated > tolerance) & (stated <= 100), stated, tolerance)
            lower = above / length
            np.copyto(lower, 2.0, where=~known)
            surely_thin = stack + above <= 14
        if name == "midsole_hardness":
            bare = thin & is_word("midsole", "none")
            np.copyto(place, 0.5, where=thin & ~known)
            np.copyto(place, 1.0, where=bare)
            if bands:
                lower = higher.copy()
                np.copyto(higher, 0.0, where=bare)
                np.copyto(lower, 2.0, where=bare)
                np.copyto(lower, 0.0, where=bare & surely_thin)
            known |= bare
        if name == "toe_box_width":
            sandal, toe_shoe = is_word("kind", "sandal"), is_word("kind", "toe-shoe")
            shaped = np.zeros(len(frame), dtype=bool)
            for word, value in WORDS.items():
                matches = is_word("toe_box_shape", word) & ~known
                np.copyto(place, value, where=matches)
                shaped |= matches
            np.copyto(place, 0.8, where=toe_shoe)
            np.copyto(place, 1.0, where=sandal)
            if bands:
                np.copyto(higher, 0.2, where=shaped | toe_shoe)
                np.copyto(higher, 0.0, where=sandal)
            known = known | shaped | toe_shoe | sandal
        yield name, place, lower, higher, known


SQL: Final = """
WITH facts AS (
    SELECT *,
        coalesce(heel_stack_mm BETWEEN 0 AND 80, false) AS stack_known,
        coalesce(midsole_hardness_shore_a BETWEEN 0 AND 100, false) AS hardness_known,
        coalesce(drop_mm BETWEEN -10 AND 30, false) AS drop_known,
        coalesce(toe_box_width_mm BETWEEN 40 AND 130, false) AS width_known,
        coalesce(heel_stack_mm BETWEEN 0 AND 14, false) AS thin,
        coalesce(heel_stack_mm BETWEEN 0 AND 14 AND midsole = 'none', false) AS bare,
        CASE WHEN heel_stack_mm_tolerance BETWEEN 0 AND 100 THEN heel_stack_mm_tolerance
             ELSE 4.5::DOUBLE END AS stack_t
    FROM {source}
), reach AS (
    SELECT *,
        CASE WHEN heel_stack_mm_tolerance_above > stack_t
              AND heel_stack_mm_tolerance_above <= 100
             THEN heel_stack_mm_tolerance_above ELSE stack_t END AS stack_above,
        CASE WHEN midsole_hardness_shore_a_tolerance BETWEEN 0 AND 100
             THEN midsole_hardness_shore_a_tolerance ELSE 10.0::DOUBLE END / 35 AS hardness_t,
        CASE WHEN drop_mm_tolerance BETWEEN 0 AND 100
             THEN drop_mm_tolerance ELSE 2.5::DOUBLE END / 13 AS drop_t,
        CASE WHEN toe_box_width_mm_tolerance BETWEEN 0 AND 100
             THEN toe_box_width_mm_tolerance ELSE 3.6::DOUBLE END / 16 AS width_t,
        CASE toe_box_shape WHEN 'foot-shaped' THEN 0.8::DOUBLE WHEN 'wide' THEN 0.6::DOUBLE
             WHEN 'standard' THEN 0.3::DOUBLE WHEN 'tapered' THEN 0.15::DOUBLE END AS shape
    FROM facts
), places AS (
    SELECT *,
        CASE WHEN stack_known THEN (32 - heel_stack_mm) / 32 ELSE 0.25::DOUBLE END AS stack_p,
        CASE WHEN stack_known THEN stack_above / 32 ELSE 2.0::DOUBLE END AS stack_l,
        CASE WHEN stack_known THEN stack_t / 32 ELSE 2.0::DOUBLE END AS stack_h,
        CASE WHEN bare THEN 1.0::DOUBLE
             WHEN hardness_known THEN (midsole_hardness_shore_a - 15) / 35
             WHEN thin THEN 0.5::DOUBLE ELSE 0.15::DOUBLE END AS hardness_p,
        CASE WHEN bare AND heel_stack_mm + stack_above <= 14 THEN 0.0::DOUBLE
             WHEN hardness_known AND NOT bare THEN hardness_t ELSE 2.0::DOUBLE END AS hardness_l,
        CASE WHEN bare THEN 0.0::DOUBLE
             WHEN hardness_known THEN hardness_t ELSE 2.0::DOUBLE END AS hardness_h,
        CASE WHEN drop_known THEN (13 - abs(drop_mm)) / 13 ELSE 0.35::DOUBLE END AS drop_p,
        CASE WHEN drop_known THEN drop_t ELSE 2.0::DOUBLE END AS drop_e,
        CASE WHEN kind = 'sandal' THEN 1.0::DOUBLE WHEN kind = 'toe-shoe' THEN 0.8::DOUBLE
             WHEN width_known THEN (toe_box_width_mm - 68) / 16
             ELSE coalesce(shape, 0.3::DOUBLE) END AS toe_p,
        CASE WHEN kind = 'sandal' THEN 0.0::DOUBLE WHEN kind = 'toe-shoe' THEN 0.2::DOUBLE
             WHEN width_known THEN width_t
             WHEN shape IS NOT NULL THEN 0.2::DOUBLE ELSE 2.0::DOUBLE END AS toe_e,
        (stack_known::INT + (hardness_known OR bare)::INT + drop_known::INT
            + (coalesce(kind IN ('sandal', 'toe-shoe'), false) OR width_known
               OR shape IS NOT NULL)::INT) * 0.25::DOUBLE AS coverage
    FROM reach
), scored AS (
    SELECT {columns},
        100 * sqrt(sqrt(least(greatest(stack_p, 0.01::DOUBLE), 1)
            * least(greatest(hardness_p, 0.01::DOUBLE), 1)
            * least(greatest(drop_p, 0.01::DOUBLE), 1)
            * least(greatest(toe_p, 0.01::DOUBLE), 1))) AS score,
        100 * sqrt(sqrt(least(greatest(stack_p - stack_l, 0.01::DOUBLE), 1)
            * least(greatest(hardness_p - hardness_l, 0.01::DOUBLE), 1)
            * least(greatest(drop_p - drop_e, 0.01::DOUBLE), 1)
            * least(greatest(toe_p - toe_e, 0.01::DOUBLE), 1))) AS score_low,
        100 * sqrt(sqrt(least(greatest(stack_p + stack_h, 0.01::DOUBLE), 1)
            * least(greatest(hardness_p + hardness_h, 0.01::DOUBLE), 1)
            * least(greatest(drop_p + drop_e, 0.01::DOUBLE), 1)
            * least(greatest(toe_p + toe_e, 0.01::DOUBLE), 1))) AS score_high,
        coverage,
        least(greatest(stack_p, 0), 1) AS stack_height,
        least(greatest(hardness_p, 0), 1) AS midsole_hardness,
        least(greatest(drop_p, 0), 1) AS drop,
        least(greatest(toe_p, 0), 1) AS toe_box_width
    FROM places WHERE coverage >= 0.5
)
SELECT rank() OVER (
        ORDER BY floor(score * 1e6 + 0.5) DESC, floor(score_low * 1e6 + 0.5) DESC) AS rank, *
FROM (SELECT * FROM scored ORDER BY floor(score * 1e6 + 0.5) DESC,
    floor(score_low * 1e6 + 0.5) DESC, shoe_id LIMIT 10)
ORDER BY rank, shoe_id
"""


def polars_top(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Rank with Polars' own expressions."""
    known = {
        name: pl.col(line[0]).is_between(line[1], line[2]).fill_null(value=False)
        for name, line in LINES.items()
    }
    stack = pl.col("heel_stack_mm")
    is_none, kind = pl.col("midsole") == "none", pl.col("kind")
    frame = frame.with_columns(
        **{f"_{name}": fact for name, fact in known.items()},
        _thin=stack.is_between(0, 14),
        _bare=(stack.is_between(0, 14) & is_none).fill_null(value=False),
        _sandal=(kind == "sandal").fill_null(value=False),
        _toe=(kind == "toe-shoe").fill_null(value=False),
        _shape=pl.coalesce(
            pl.when(pl.col("toe_box_shape") == word).then(value) for word, value in WORDS.items()
        ),
        **{f"_{name}_t": _polars_tolerance(line[0], line[6]) for name, line in LINES.items()},
    )
    above = pl.col("heel_stack_mm_tolerance_above")
    below = pl.col("_stack_height_t")
    frame = frame.with_columns(
        _above=pl.when((above > below) & (above <= 100)).then(above).otherwise(below)
    )
    hard, wide = pl.col("midsole_hardness_shore_a"), pl.col("toe_box_width_mm")
    bare, sandal, toe = pl.col("_bare"), pl.col("_sandal"), pl.col("_toe")
    shape = pl.col("_shape")
    k_stack, k_hard = pl.col("_stack_height"), pl.col("_midsole_hardness")
    k_drop, k_wide = pl.col("_drop"), pl.col("_toe_box_width")
    hard_t, wide_t = pl.col("_midsole_hardness_t") / 35, pl.col("_toe_box_width_t") / 16
    surely = bare & (stack + pl.col("_above") <= 14)
    frame = frame.with_columns(
        p1=pl.when(k_stack).then((stack - 32) / -32).otherwise(0.25),
        l1=pl.when(k_stack).then(pl.col("_above") / 32).otherwise(2.0),
        h1=pl.when(k_stack).then(below / 32).otherwise(2.0),
        p2=pl.when(bare)
        .then(1.0)
        .when(k_hard)
        .then((hard - 15) / 35)
        .when(pl.col("_thin"))
        .then(0.5)
        .otherwise(0.15),
        l2=pl.when(surely).then(0.0).when(bare).then(2.0).when(k_hard).then(hard_t).otherwise(2.0),
        h2=pl.when(bare).then(0.0).when(k_hard).then(hard_t).otherwise(2.0),
        p3=pl.when(k_drop).then((pl.col("drop_mm").abs() - 13) / -13).otherwise(0.35),
        e3=pl.when(k_drop).then(pl.col("_drop_t") / 13).otherwise(2.0),
        p4=pl.when(sandal)
        .then(1.0)
        .when(toe)
        .then(0.8)
        .when(k_wide)
        .then((wide - 68) / 16)
        .otherwise(shape.fill_null(0.3)),
        e4=pl.when(sandal)
        .then(0.0)
        .when(toe)
        .then(0.2)
        .when(k_wide)
        .then(wide_t)
        .when(shape.is_not_null())
        .then(0.2)
        .otherwise(2.0),
        coverage=0.25
        * pl.sum_horizontal(
            k_stack, k_hard | bare, k_drop, k_wide | sandal | toe | shape.is_not_null()
        ),
    ).filter(pl.col("coverage") >= 0.5)
    place = [pl.col(f"p{each}") for each in (1, 2, 3, 4)]
    lower = [pl.col(name) for name in ("l1", "l2", "e3", "e4")]
    higher = [pl.col(name) for name in ("h1", "h2", "e3", "e4")]
    frame = frame.with_columns(
        score=_polars_mean(place),
        score_low=_polars_mean([a - b for a, b in zip(place, lower, strict=True)]),
        score_high=_polars_mean([a + b for a, b in zip(place, higher, strict=True)]),
        **{name: each.clip(0, 1) for name, each in zip(LINES, place, strict=True)},
    )
    order = [
        (pl.col(name) * 1e6 + 0.5).floor().alias(f"_{name}") for name in ("score", "score_low")
    ]
    top = (
        frame.with_columns(order)
        .sort("_score", "_score_low", "shoe_id", descending=[True, True, False])
        .head(10)
    )
    rank = pl.struct("_score", "_score_low").rank("min", descending=True)
    return top.with_columns(rank=rank).select(pl.exclude(r"^_.*$", r"^[pleh]\d$"))


def _polars_tolerance(column: str, claimed: float) -> pl.Expr:
    stated = pl.col(f"{column}_tolerance")
    return pl.when(stated.is_between(0, 100)).then(stated).otherwise(claimed)


def _polars_mean(values: list[pl.Expr]) -> pl.Expr:
    one, two, three, four = (value.clip(0.01, 1) for value in values)
    return (one * two * three * four).sqrt().sqrt() * 100
