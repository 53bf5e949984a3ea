"""The same score for a frame of any engine, as expressions that its own engine runs.

Nothing here looks at data: `score_frame` and `rank_frame` say what is to be computed, and pandas,
Polars, PyArrow, DuckDB, Dask, Spark or Ibis computes it where the data lies. What is to be
computed stands in `criteria` and `scores`; a property test holds the two equal.
"""

from __future__ import annotations

import math
from functools import reduce
from itertools import product
from operator import add, mul
from typing import TYPE_CHECKING, Any, Final, cast

import narwhals.stable.v2 as nw

from shoefit.errors import FrameColumnsError, ShoefitError, takes
from shoefit.scoring.frame_columns import PASSING, SCORE_COLUMNS, check
from shoefit.scoring.frame_places import Places
from shoefit.scoring.profiles import Profile, get_profile
from shoefit.scoring.scores import COVERAGE_DECIMALS, FLOOR, ORDER_PARTS
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from narwhals.stable.v2.typing import Frame, IntoFrameT

    from shoefit.scoring.criteria import Criterion

# Scores that round to the same millionth are less than that apart; a little more for the floats.
SAME_MILLIONTH: Final = 1.001 / ORDER_PARTS

# DuckDB fetches the other columns of so few first rows later, for which it copies each formula into
# all of its uses: seven seconds of planning. From one row more on it does not.
MOST_FETCHED_LATE: Final = 50

SAMPLE: Final = 50_000  # about so many rows set a first bar; large frames only


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
    rows = _rows_of(frame)
    schema = _schema(rows)
    added = [*SCORE_COLUMNS, *(each.name for each in chosen.criteria)]
    present = check(schema, chosen, added=added)
    scored = _scored(rows, chosen, present)
    return cast("IntoFrameT", scored.select(*schema, *added).to_native())


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
    rounded likewise, then `shoe_id`; equal rounded score and lower band share a rank. Frames in
    memory compute bands only for the shoes that can reach the top.

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
    if top < 1:
        raise ShoefitError(f"top={top} keeps no shoe.", hint="Give 1 or more.")
    if not 0 <= min_coverage <= 1:
        raise ShoefitError(
            f"min_coverage={min_coverage} is not a share.", hint="Give a number from 0 to 1."
        )
    chosen = get_profile(profile).with_weights(weights or {})
    rows = _rows_of(frame)
    schema = _schema(rows)
    added = ["rank", *SCORE_COLUMNS, *(each.name for each in chosen.criteria)]
    present = check(schema, chosen, added=added, ranked=True)
    if isinstance(rows, nw.DataFrame):
        rows = _candidates(rows, chosen, present, top, min_coverage)
    scored = _scored(rows, chosen, present).filter(*_enough(min_coverage))
    if isinstance(scored, nw.DataFrame):
        scored = _from(_score_at(top, scored["score"]), scored, scored["score"])
    return cast("IntoFrameT", _top(scored, top).select(*schema, *added).to_native())


def known_enough(frame: Any, profile: Profile, min_coverage: float) -> int:
    """Count the shoes of a frame in memory of which so large a share of the weight is known."""
    rows = _rows_of(frame)
    present = check(_schema(rows), profile, added=())
    places = Places(profile.criteria, present)
    prepared = places.prepare(rows.select(*present), bands=False)
    known = prepared.select(coverage=_coverage(places, profile)).filter(*_enough(min_coverage))
    return len(cast("nw.DataFrame[Any]", known))


def _rows_of(frame: Any) -> Frame:
    try:
        rows: Frame = nw.from_native(frame)
    except nw.exceptions.DuplicateError as error:
        told = {"": "two of its columns have one name"}
        raise FrameColumnsError(told, hint="Give each a name of its own.") from error
    return rows


def _schema(rows: Frame) -> dict[str, Any]:
    """Names and types of columns; a column in memory without a single value has no type."""
    schema: dict[Any, Any] = dict(rows.collect_schema())
    if unnamed := [each for each in schema if not isinstance(each, str)]:
        told = {str(each): f"the name of column {each!r} is no text" for each in unnamed}
        raise FrameColumnsError(told, hint="Name them by texts: frame.rename(columns=str).")
    if isinstance(rows, nw.DataFrame):
        for name, dtype in schema.items():
            if name in Shoe.model_fields and dtype == nw.String and rows[name].is_null().all():
                schema[name] = nw.Unknown()
            elif dtype == nw.Object and not _holds_numbers(rows[name]):
                schema[name] = nw.String()
    return schema


def _holds_numbers(column: nw.Series[Any]) -> bool:
    """Whether a column of anything holds numbers alone."""
    try:
        column.cast(nw.Float64)
    except Exception:  # noqa: BLE001 - each engine has an error of its own
        return False
    return True


def _candidates(
    rows: nw.DataFrame[Any],
    profile: Profile,
    present: Mapping[str, Any],
    top: int,
    min_coverage: float,
) -> nw.DataFrame[Any]:
    """Keep the rows that can reach the top, judged without any band.

    In a large frame the best of a sample set a bar first. Most rows have a reading that keeps them
    below it whatever the others are, and most of the rest have two.
    """
    if len(rows) >= 2 * SAMPLE:
        sample = rows.gather_every(len(rows) // SAMPLE)
        bar = _score_at(top, _scores(sample, profile, present, min_coverage))
        if bar is not None:
            rows = _hopeful(rows, profile, present, bar)
    if len(rows) <= 2 * SAMPLE:
        return rows  # to score so few twice would cost more than their bands
    scores = _scores(rows, profile, present, min_coverage)
    return _from(_score_at(top, scores), rows, scores)


def _hopeful(
    rows: nw.DataFrame[Any], profile: Profile, present: Mapping[str, Any], bar: float
) -> nw.DataFrame[Any]:
    """Keep the rows whose readings, one by one and then together, allow a score to reach a bar."""
    places = Places(profile.criteria, present)
    reached = {}
    for criterion, share in zip(profile.criteria, profile.shares, strict=True):
        if share > 0:
            least = _least_value((bar - SAME_MILLIONTH) / 100, share, profile) - SAME_MILLIONTH
            enough = places.reaches(criterion, least) if least > FLOOR else None
            if enough is not None:
                reached[criterion] = enough
    if not reached:
        return rows
    rows = rows.filter(*reached.values())
    return _from(bar, rows, _scores(rows, profile, present, of=list(reached)))


def _least_value(score: float, share: float, profile: Profile) -> float:
    """The least sub-score with which a score (0 to 1) can be reached, all others being 1."""
    if profile.mean == "arithmetic":
        return (score - (1 - share)) / share
    return math.pow(score, 1 / share)


def _from(bar: float | None, rows: nw.DataFrame[Any], scores: nw.Series[Any]) -> nw.DataFrame[Any]:
    """Keep the rows from a score on, and those that round to the same."""
    return rows if bar is None else rows.filter(scores > bar - SAME_MILLIONTH)


def _score_at(place: int, scores: nw.Series[Any]) -> float | None:
    """The score at a place; None where fewer rows have one."""
    if len(scores) < place:
        return None
    best = scores.to_frame().top_k(place, by="score")["score"].drop_nulls()
    return best.min() if len(best) == place else None


def _scores(
    rows: nw.DataFrame[Any],
    profile: Profile,
    present: Mapping[str, Any],
    min_coverage: float | None = None,
    of: Sequence[Criterion] = (),
) -> nw.Series[Any]:
    """Score without a band; null where less is known than asked, if that is asked.

    Where some criteria are named, all the others are taken to be perfect.
    """
    of = of or profile.criteria
    places = Places(of, present)
    values = [
        places.of(each).value.clip(FLOOR, 1.0) if each in of else nw.lit(1.0)
        for each in profile.criteria
    ]
    found = _joined(places.prepare(rows.select(*present), bands=False), {"score": values}, profile)
    if min_coverage is not None:
        found = found.with_columns(coverage=_coverage(places, profile))
        found = found.select(score=nw.when(*_enough(min_coverage)).then(nw.col("score")))
    return cast("nw.DataFrame[Any]", found)["score"]


def _enough(min_coverage: float) -> tuple[nw.Expr, nw.Expr]:
    return nw.col("coverage") > 0, nw.col("coverage") >= min_coverage


def _scored(rows: Frame, profile: Profile, present: Mapping[str, Any]) -> Frame:
    """Add scores and sub-scores, beside columns in passing that the caller is not to see."""
    places = Places(profile.criteria, present)
    rows = places.prepare(rows)
    found = {"coverage": _coverage(places, profile)}
    sides: dict[str, list[nw.Expr]] = {"score": [], "score_low": [], "score_high": []}
    for criterion in profile.criteria:
        part = places.of(criterion)
        found[criterion.name] = part.value.clip(0.0, 1.0)
        for side, place in zip(sides, part[1:], strict=True):
            name = f"{PASSING}{criterion.name}_{side}"
            found[name] = place.clip(FLOOR, 1.0)
            sides[side].append(nw.col(name))
    rows = rows.with_columns(**found)
    rows = _joined(rows, sides, profile)
    known = nw.col("coverage") > 0
    return rows.with_columns(**{side: nw.when(known).then(nw.col(side)) for side in sides})


def _coverage(places: Places, profile: Profile) -> nw.Expr:
    """Share of the weight that is known: how many criteria of each share, times the share."""
    known: dict[float, list[nw.Expr]] = {}
    one, none = nw.lit(1, dtype=nw.Int8), nw.lit(0, dtype=nw.Int8)
    for criterion, share in zip(profile.criteria, profile.shares, strict=True):
        fact = places.of(criterion).known
        if fact is not None and share > 0:
            known.setdefault(share, []).append(nw.when(fact).then(one).otherwise(none))
    if not known:
        return nw.lit(0.0)
    coverage = _sum(_sum(facts).cast(nw.Float64) * share for share, facts in known.items())
    counts = product(*(range(len(facts) + 1) for facts in known.values()))
    exact = all(
        total == round(total, COVERAGE_DECIMALS)
        for total in (sum(map(mul, each, known)) for each in counts)
    )
    return coverage if exact else coverage.round(COVERAGE_DECIMALS)


def _joined(rows: Frame, sides: Mapping[str, list[nw.Expr]], profile: Profile) -> Frame:
    """Add scores joined from floored sub-scores: `scoring.weighted_mean`, with few slow functions.

    Values of equal share are multiplied first, so that each group takes one logarithm; where all
    shares are a half or a quarter, square roots do without any. Each step is a column of its own:
    an engine's guard around a root or a logarithm names its argument more than once, and a formula
    in place of a name would be computed as often.
    """
    if profile.mean == "arithmetic":
        return rows.with_columns(
            **{
                side: (_sum(map(mul, values, profile.shares)) * 100).clip(upper_bound=100.0)
                for side, values in sides.items()
            }
        )
    shares = sorted({share for share in profile.shares if share > 0})
    groups = {
        side: {
            f"{PASSING}{side}_{number}": reduce(
                mul, [v for v, own in zip(values, profile.shares, strict=True) if own == share]
            )
            for number, share in enumerate(shares)
        }
        for side, values in sides.items()
    }
    rows = rows.with_columns(
        **{n: each for columns in groups.values() for n, each in columns.items()}
    )
    halvings = math.log2(1 / shares[0])
    if len(shares) > 1 or not halvings.is_integer():
        logs = {
            side: [nw.col(name).log() * share for name, share in zip(columns, shares, strict=True)]
            for side, columns in groups.items()
        }
        return rows.with_columns(**{side: _sum(each).exp() * 100 for side, each in logs.items()})
    names = {side: name for side, columns in groups.items() for name in columns}
    for _ in range(int(halvings)):
        rows = rows.with_columns(nw.col(*names.values()).sqrt())
    return rows.with_columns(**{side: nw.col(name) * 100 for side, name in names.items()})


def _sum(terms: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(add, terms)


def _top(scored: Frame, top: int) -> Frame:
    """Order by score, lower band and id, keep the first, and number them."""
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
    return ordered.sort(place).head(top)


def _order(column: str) -> nw.Expr:
    """Round a score for comparing, as `ranking.order_key`, negated: the best comes first."""
    return (nw.col(column) * ORDER_PARTS + 0.5).floor() * -1.0
