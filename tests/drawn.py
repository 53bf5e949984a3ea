"""Shoes and profiles as hypothesis draws them, and a frame to start from."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from shoefit.scoring import criteria
from shoefit.scoring.profiles import ARTICLE, Mean, Profile
from shoefit.shoe import Kind, Midsole, Shoe, ToeBoxShape

# The readings, as the columns that hiding one has to blank.
READINGS: dict[str, tuple[str, ...]] = {
    name: (each.column, each.words) if each.words else (each.column,)
    for name, each in criteria.READINGS.items()
}


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers as instruments give them: to a hundredth."""
    return st.integers(round(low * 100), round(high * 100)).map(lambda each: each / 100)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Perhaps unknown."""
    return st.none() | values


@st.composite
def shoes(draw: st.DrawFn, shoe_id: str | None = None) -> Shoe:
    """Any valid shoe."""
    midsole = draw(st.sampled_from(Midsole))
    hardness = None if midsole is Midsole.NONE else draw(maybe(numbers(0, 100)))
    stack, drop = draw(maybe(numbers(0, 80))), draw(maybe(numbers(-10, 30)))
    if stack is not None and drop is not None:
        drop = max(min(drop, stack), -stack)
    return Shoe(
        shoe_id=shoe_id or f"shoe-{draw(st.integers(0, 10**9))}",
        kind=draw(st.sampled_from(Kind)),
        midsole=midsole,
        heel_stack_mm=stack,
        heel_stack_mm_tolerance=draw(maybe(numbers(0, 10))),
        heel_stack_mm_tolerance_above=draw(maybe(numbers(0, 15))),
        drop_mm=drop,
        drop_mm_tolerance=draw(maybe(numbers(0, 10))),
        midsole_hardness_shore_a=hardness,
        midsole_hardness_shore_a_tolerance=draw(maybe(numbers(0, 20))),
        toe_box_width_mm=draw(maybe(numbers(40, 130))),
        toe_box_width_mm_tolerance=draw(maybe(numbers(0, 10))),
        toe_box_shape=draw(maybe(st.sampled_from(ToeBoxShape))),
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """The article's criteria with other weights, and either mean."""
    count = len(ARTICLE.criteria)
    weights = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count).filter(any))
    mean: Mean = draw(st.sampled_from(["geometric", "arithmetic"]))
    criteria = tuple(
        each.model_copy(update={"weight": float(weight)})
        for each, weight in zip(ARTICLE.criteria, weights, strict=True)
    )
    return Profile(name="drawn", mean=mean, criteria=criteria)


def few(**columns: Any) -> pd.DataFrame:
    """Two shoes by name and stack, and whatever else is given."""
    return pd.DataFrame({"shoe_id": ["a", "b"], "heel_stack_mm": [6.0, 20.0], **columns})
