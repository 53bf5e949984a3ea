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


_MIDSOLES, _KINDS = st.sampled_from(Midsole), st.sampled_from(Kind)
_IDS = st.integers(0, 10**9)

# What may be unknown of a shoe.
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "heel_stack_mm": numbers(0, 80),
    "heel_stack_mm_tolerance": numbers(0, 10),
    "heel_stack_mm_tolerance_above": numbers(0, 15),
    "drop_mm": numbers(-10, 30),
    "drop_mm_tolerance": numbers(0, 10),
    "midsole_hardness_shore_a": numbers(0, 100),
    "midsole_hardness_shore_a_tolerance": numbers(0, 20),
    "toe_box_width_mm": numbers(40, 130),
    "toe_box_width_mm_tolerance": numbers(0, 10),
    "toe_box_shape": st.sampled_from(ToeBoxShape),
}
_KNOWN = st.integers(0, 2 ** len(CELLS) - 1)  # one draw for all: hypothesis takes long over each


@st.composite
def shoes(draw: st.DrawFn, shoe_id: str | None = None) -> Shoe:
    """Any valid shoe."""
    midsole, known = draw(_MIDSOLES), draw(_KNOWN)
    cells = {name: draw(each) for i, (name, each) in enumerate(CELLS.items()) if known >> i & 1}
    if midsole is Midsole.NONE:
        cells.pop("midsole_hardness_shore_a", None)
    if "heel_stack_mm" in cells and "drop_mm" in cells:
        stack = cells["heel_stack_mm"]
        cells["drop_mm"] = max(min(cells["drop_mm"], stack), -stack)
    cells |= {"shoe_id": shoe_id or f"shoe-{draw(_IDS)}", "kind": draw(_KINDS), "midsole": midsole}
    return Shoe(**cells)


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
