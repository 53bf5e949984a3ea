"""The same score for a frame of any engine, computed where the data lies.

`score_frame` and `rank_frame` say what is to be computed, once: Polars (lazy), DuckDB, Dask, Spark
or Ibis computes it as expressions of its own, NumPy as arrays of what is in memory. What is to be
computed stands in `criteria` and `scores`; a property test holds the two equal.
"""

from __future__ import annotations

import math
from contextlib import suppress
from decimal import Decimal
from functools import reduce
from numbers import Integral, Real
from operator import add, mul
from typing import TYPE_CHECKING, Any, Final, cast

import narwhals.stable.v2 as nw
from narwhals.dependencies import get_numpy

from shoefit.errors import FrameColumnsError, takes
from shoefit.scoring.frame_columns import (
    PASSING,
    SCORE_COLUMNS,
    Arrays,
    Cells,
    Columns,
    added,
    apply,
    check,
    choose,
)
from shoefit.scoring.frame_places import Places, reaches
from shoefit.scoring.profiles import Profile, get_profile
from shoefit.scoring.scores import COVERAGE_DECIMALS, FLOOR, ORDER_PARTS
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from narwhals.stable.v2.typing import Frame, IntoFrameT

# Scores that round to the same millionth are less than that apart; a little more for the floats.
SAME_MILLIONTH: Final = 1.001 / ORDER_PARTS

# DuckDB fetches the other columns of so few first rows later, for which it copies each formula into
# all of its uses: seven seconds of planning. From one row more on it does not.
MOST_FETCHED_LATE: Final = 50

_SIDES: Final = SCORE_COLUMNS[:3]

STRETCH: Final = 65_536  # rows at a time: half a megabyte a column

SAMPLE: Final = 20_000  # about so many rows set a first bar; large frames only


@takes
def score_frame(frame: IntoFrameT, profile: str | Path | Profile = "article") -> IntoFrameT:
    """Score every shoe of a frame, on the engine that holds it.

    A frame needs one of the profile's reading columns; every other column of `data/shoes.csv`
    that is not there counts as unknown. So do NaN, null, a reading outside the limits of `Shoe`
    and a word that shoefit does not know; a tolerance that is none of 0 to 100 is that of a
    claim. `frame.pipe(shoefit.score_frame)` reads well on pandas and Polars.

    Args:
        frame: pandas or Polars frame, Polars LazyFrame, PyArrow Table, DuckDB relation, or a
            Dask, PySpark or Ibis frame; one row a shoe, columns as in `data/shoes.csv`.
        profile: Name, file or Profile; see `get_profile`.

    Returns:
        A frame of the same kind, lazy where the given one is: its rows and columns as they were,
        then `score`, `score_low` and `score_high` (0 to 100; missing where nothing is known),
        `coverage` (0 to 1), and one sub-score (0 to 1) for each criterion under its name.

    Raises:
        FrameColumnsError: A column is misspelt, of the wrong type, on another scale or in the
            way, or there is no reading at all; names every such column.
        UnknownNameError: No profile has that name.
        ProfileError: The profile's file cannot be used.

    Example:
        >>> import pandas as pd
        >>> shoes = pd.DataFrame({"heel_stack_mm": [8.0, 34.0], "drop_mm": [0.0, None]})
        >>> shoes.pipe(score_frame)[["score", "score_low", "score_high", "coverage"]].round(2)
           score  score_low  score_high  coverage
        0  74.92      47.37       93.28      0.50
        1  12.46       2.38       37.71      0.25
    """
    chosen = get_profile(profile)
    rows, schema = _read(frame)
    present = check(schema, chosen)
    return cast("IntoFrameT", _scored(rows, chosen, present).to_native())


@takes
def rank_frame(
    frame: IntoFrameT,
    profile: str | Path | Profile = "article",
    *,
    top: int = 10,
    min_coverage: float = 0.5,
    weights: Mapping[str, float] | None = None,
) -> IntoFrameT:
    """Put the shoes of a frame in order and keep the first, on the engine that holds them.

    The order is that of `rank`, on every engine: score rounded to millionths, then lower band
    rounded likewise, then `shoe_id`; equal rounded score and lower band share a rank. Of a large
    frame in memory only the shoes that can reach the top are scored.

    Args:
        frame: As for `score_frame`; it needs `shoe_id` too, text or whole numbers.
        profile: Name, file or Profile; see `get_profile`.
        top: Keep so many shoes; ties at the cut are cut by id.
        min_coverage: Leave out shoes of which a smaller share of the weight is known.
        weights: Factors on the profile's weights, by criterion.

    Returns:
        A frame of the same kind, lazy where the given one is: the columns of the first shoes, in
        order, then `rank` and the columns of `score_frame`.

    Raises:
        FrameColumnsError: As for `score_frame`.
        UnknownNameError: No profile or criterion has that name.
        ProfileError: The profile or the weights cannot be used.
        ShoefitError: `top` or `min_coverage` is out of range.

    Example:
        >>> import pandas as pd
        >>> shoes = pd.DataFrame(
        ...     {"shoe_id": ["thick", "thin"], "heel_stack_mm": [34, 8], "drop_mm": [10, 0]}
        ... )
        >>> rank_frame(shoes, top=1)[["rank", "shoe_id", "score"]].round(2)
           rank shoe_id  score
        1     1    thin  74.92
    """
    chosen = get_profile(profile).with_weights(weights or {})
    rows, schema = _read(frame)
    present = check(schema, chosen, ranked=True)
    if isinstance(rows, nw.DataFrame) and len(rows) >= 2 * SAMPLE:
        rows = _candidates(rows, chosen, present, top, min_coverage)
    scored = _scored(rows, chosen, present, min_coverage).drop_nulls("score")
    columns = *schema, *added(chosen, ranked=True)
    return cast("IntoFrameT", _top(scored, top).select(*columns).to_native())


def _read(frame: Any) -> tuple[Frame, dict[str, Any]]:
    """Rows, and names and types of columns; one in memory without a single value has no type."""
    try:
        rows: Frame = nw.from_native(frame)
    except nw.exceptions.DuplicateError as error:
        told = {"": "two of its columns have one name"}
        raise FrameColumnsError(told, hint="Give each a name of its own.") from error
    schema: dict[Any, Any] = dict(rows.collect_schema())
    if unnamed := [each for each in schema if not isinstance(each, str)]:
        told = {str(each): f"the name of column {each!r} is no text" for each in unnamed}
        raise FrameColumnsError(told, hint="Name them by texts: frame.rename(columns=str).")
    if isinstance(rows, nw.DataFrame):
        for name, dtype in schema.items():
            if name in Shoe.model_fields and dtype in {nw.String, nw.Object, nw.Unknown}:
                schema[name] = _type_of(rows[name])
    return rows, schema


# Kinds of values, and what a column of nothing else is taken for.
_TYPES: Final = ((str, nw.String()), (Integral, nw.Int64()), ((Real, Decimal), nw.Float64()))


def _type_of(column: nw.Series[Any]) -> Any:
    """Say what a column of anything holds; one without a single value has no type."""
    if column.dtype == nw.String and not column.is_null().all():
        return nw.String()
    kinds = set(map(type, column.drop_nulls().to_list()))
    if not kinds:
        return nw.Unknown()
    fit = (dtype for types, dtype in _TYPES if all(issubclass(kind, types) for kind in kinds))
    found = nw.Object() if bool in kinds else next(fit, nw.Object())  # True is a whole number
    with suppress(Exception):  # NA beside numbers, or one too large: engines have their own errors
        column.cast(nw.Float64 if found.is_numeric() else nw.String)
        return found
    return nw.Object()


def _candidates(
    rows: nw.DataFrame[Any],
    profile: Profile,
    present: Mapping[str, Any],
    top: int,
    min_coverage: float,
) -> nw.DataFrame[Any]:
    """Keep the rows of a large frame that can reach the top.

    The best of a sample set a bar: most rows have a reading that keeps them below it whatever the
    others are.
    """
    sample = rows.select(*present).gather_every(len(rows) // SAMPLE)
    scored = _scored(sample, profile, present, min_coverage)
    bar = _score_at(top, cast("nw.DataFrame[Any]", scored)["score"])
    if bar is None:
        return rows
    columns, holds = Arrays(rows, present), get_numpy().ones(len(rows), bool)
    for criterion, share in zip(profile.criteria, profile.shares, strict=True):
        if share > 0 and criterion.name != "toe_box_width":  # what is known of it has many ways
            least = _least_value((bar - SAME_MILLIONTH) / 100, share, profile) - SAME_MILLIONTH
            if least > FLOOR:
                holds &= reaches(columns, criterion, least)
    chosen: nw.DataFrame[Any] = rows[holds.nonzero()[0]]
    return chosen


def _least_value(score: float, share: float, profile: Profile) -> float:
    """The least sub-score with which a score (0 to 1) can be reached, all others being 1."""
    if profile.mean == "arithmetic":
        return (score - (1 - share)) / share
    return math.pow(score, 1 / share)


def _score_at(place: int, scores: nw.Series[Any]) -> float | None:
    """The score at a place; None where fewer rows have one."""
    best = scores.drop_nulls().sort(descending=True).head(place)
    return best.min() if len(best) == place else None


def _scored(
    rows: Frame, profile: Profile, present: Mapping[str, Any], min_coverage: float = 0.0
) -> Frame:
    """Add scores and sub-scores; a score is missing where nothing, or less than asked, is known.

    Its engine computes them; of a frame in memory, arrays do, a stretch of rows at a time.
    """
    names = added(profile)
    if isinstance(rows, nw.LazyFrame):
        columns = Columns(rows, present)
        _score(columns, profile, min_coverage)
        return columns.rows.select(*rows.collect_schema(), **{n: columns[n] for n in names})
    parts = []
    for start in range(0, max(len(rows), 1), STRETCH):
        arrays = Arrays(rows[start : start + STRETCH], present)
        _score(arrays, profile, min_coverage)
        parts.append({name: arrays[name] for name in names})
    made = {name: get_numpy().concatenate([part[name] for part in parts]) for name in names}
    series = [nw.new_series(n, each, backend=rows.implementation) for n, each in made.items()]
    return rows.with_columns(
        each.fill_nan(None) if each.name in _SIDES else each for each in series
    )


def _score(columns: Columns, profile: Profile, min_coverage: float) -> None:
    """Keep the columns that scoring adds."""
    places = Places(profile.criteria, columns)
    placed = {each.name: places.of(each) for each in profile.criteria}
    known = (choose((fact, 1.0), otherwise=0.0) for fact, *_ in placed.values())
    found = {"coverage": reduce(add, map(mul, known, profile.shares)).round(COVERAGE_DECIMALS)}
    for name, (_, *ends) in placed.items():
        found[name] = ends[0].clip(0.0, 1.0)
        for side, end in zip(_SIDES, ends, strict=True):
            found[f"{name}_{side}"] = end.clip(FLOOR, 1.0)
    columns.keep(found)
    enough = (columns["coverage"] > 0) & (columns["coverage"] >= min_coverage)
    scores = {}
    for side in _SIDES:
        mean = _mean([columns[f"{name}_{side}"] for name in placed], profile)
        # The last bits may pass 1.
        scores[side] = choose((enough, (mean * 100).clip(None, 100.0)), otherwise=None)
    columns.keep(scores)


def _mean(parts: Iterable[Cells], profile: Profile) -> Cells:
    """Join floored sub-scores, as `scores.weighted_mean`."""
    if profile.mean == "arithmetic":
        return reduce(add, map(mul, parts, profile.shares))
    logs = (apply("log", each) for each in parts)
    return apply("exp", reduce(add, map(mul, logs, profile.shares)))


def _top(scored: Frame, top: int) -> Frame:
    """Order scored rows by score, lower band and id, keep the first, and number them."""
    if isinstance(scored, nw.DataFrame):  # to order them all would take longer
        bar = _score_at(top, scored["score"])
        scored = scored if bar is None else scored.filter(nw.col("score") > bar - SAME_MILLIONTH)
    score, low, place = f"{PASSING}score", f"{PASSING}low", f"{PASSING}position"
    keys = [score, low, "shoe_id"]
    ordered = scored.with_columns(**{score: _order("score"), low: _order("score_low")})
    ordered = ordered.sort(keys).head(max(top, MOST_FETCHED_LATE + 1))
    # Dask's head is one ordered part, which can be counted as it lies; to sort it by three keys
    # again takes Dask a minute. An engine whose rows have no order has to be told it.
    by = None if ordered.implementation.is_dask() else keys
    ordered = ordered.with_row_index(place, order_by=by)  # type: ignore[arg-type]
    # The first place of each tie: equal score and lower band share a rank.
    ordered = ordered.with_columns(rank=nw.col(place).min().over(score, low).cast(nw.Int64) + 1)
    if ordered.implementation.is_pyspark():
        # A filter would have Spark infer what holds of every column, until its memory is full.
        return ordered.sort(place).head(top)
    return ordered.filter(nw.col(place) < top).sort(place)


def _order(column: str) -> nw.Expr:
    """Round a score for comparing, as `ranking.order_key`, negated: the best comes first."""
    return (nw.col(column) * ORDER_PARTS + 0.5).floor() * -1.0
