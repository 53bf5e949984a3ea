"""The article's score written by hand for NumPy: what `score_frame` is held against.

All of it is the arithmetic of `shoefit.scoring.frames`, constants typed in, as one would write it
who knows NumPy well: the same roots, no column computed twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    Doubles = np.ndarray[tuple[int], np.dtype[np.float64]]
    Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]
    Ends = tuple[Doubles, Doubles, Doubles]  # sub-score, low, high; the last two empty if not asked

# What soles of so many mm have: usual, unkind end, kind end, in mm and Shore A.
SOLES: Final = (8.0, 14.0, 20.0, 27.0, 33.0, 39.0)
HARDNESS: Final = (
    (39.5, 36.0, 29.0, 21.65, 21.65, 18.85),
    (25.15, 25.15, 22.0, 15.0, 15.0, 15.0),
    (50.0, 50.0, 41.25, 30.75, 30.75, 25.5),
)
DROP: Final = (
    (0.13, 0.65, 2.6, 4.55, 7.54, 8.84),
    (0.65, 5.59, 8.45, 10.14, 12.35, 13.0),
    (0.0, 0.0, 0.0, 0.0, 1.3, 5.2),
)
TOE_BOX: Final = (
    (77.6, 77.6, 77.6, 76.48, 73.6, 72.48),
    (72.8, 72.8, 72.0, 70.24, 69.28, 68.96),
    (81.6, 83.2, 84.0, 83.52, 80.0, 76.8),
)
# An unknown stack by the drop: foam, nothing named, no midsole.
DROPS: Final = (0.0, 3.0, 5.0, 8.0, 11.0)
STACKS: Final = tuple(
    (
        (*first, 28.8, 30.4, 31.04),
        (unkind, 32.0, 32.0, 32.0, 32.0),
        (kind, 13.12, 17.6, 23.36, 25.6),
    )
    for first, unkind, kind in (
        ((21.44, 24.0), 32.0, 10.56),
        ((12.16, 23.36), 30.08, 4.8),
        ((7.36, 23.36), 12.48, 3.84),
    )
)
NEITHER: Final = (28.8, 32.0, 4.8)
WORDS: Final = {
    "foot-shaped": (80.96, 3.52),
    "wide": (80.16, 4.27),
    "standard": (76.8, 5.6),
    "tapered": (74.24, 5.92),
}
NONE_ASKED: Final = np.empty(0)


def numpy_score(frame: pd.DataFrame, *, bands: bool) -> dict[str, Any]:
    """Score a pandas frame with NumPy."""
    sides = ("score", "score_low", "score_high") if bands else ("score",)
    means = {side: np.ones(len(frame)) for side in sides}
    known_criteria = np.zeros(len(frame), dtype=np.int8)
    found: dict[str, Any] = {}
    for name, (known, ends) in _criteria(frame, bands=bands).items():
        known_criteria += known
        for side, end in zip(sides, ends, strict=False):
            means[side] *= np.clip(end, 0.01, 1)
        found[name] = np.clip(ends[0], 0, 1)
    found["coverage"] = known_criteria * 0.25
    nothing = known_criteria == 0
    for side, mean in means.items():
        np.sqrt(mean, out=mean)
        np.sqrt(mean, out=mean)
        np.multiply(mean, 100, out=mean)
        np.copyto(mean, np.nan, where=nothing)
        found[side] = mean
    return found


def _criteria(frame: pd.DataFrame, *, bands: bool) -> dict[str, tuple[Bools, Ends]]:
    def is_word(column: str, word: str) -> Bools:
        return frame[column].eq(word).to_numpy(dtype=bool, na_value=False)

    stack, none = frame["heel_stack_mm"].to_numpy(), is_word("midsole", "none")
    has_stack = (stack >= 0) & (stack <= 80)
    drop = frame["drop_mm"].to_numpy()
    size = np.abs(drop)
    has_drop = (drop >= -10) & (drop <= 30) & (size <= np.where(has_stack, stack, 30.0))
    unknown = _unknown_stack(frame, size, has_drop, none, ends=3 if bands else 1)
    sole = np.where(has_stack, stack, unknown[0])
    sandal, toe_shoe = is_word("kind", "sandal"), is_word("kind", "toe-shoe")
    return {
        "stack_height": (has_stack, _stack(frame, stack, has_stack, unknown, bands=bands)),
        "midsole_hardness": _hardness(frame, sole, has_stack & none & (stack <= 28), bands=bands),
        "drop": _drop(frame, sole, size, has_drop, sandal & none & has_stack, bands=bands),
        "toe_box_width": _toe_box(frame, sole, sandal, toe_shoe, bands=bands),
    }


def _unknown_stack(
    frame: pd.DataFrame, size: Doubles, has_drop: Bools, none: Bools, *, ends: int
) -> list[Doubles]:
    foam = frame["midsole"].eq("foam").to_numpy(dtype=bool, na_value=False)
    found = []
    for end in range(ends):
        value = np.interp(size, DROPS, STACKS[1][end])
        np.copyto(value, np.interp(size, DROPS, STACKS[0][end]), where=foam)
        np.copyto(value, np.interp(size, DROPS, STACKS[2][end]), where=none)
        np.copyto(value, NEITHER[end], where=~has_drop)
        found.append(value)
    return found


def _tolerance(frame: pd.DataFrame, column: str, claimed: float) -> Doubles:
    stated = frame[f"{column}_tolerance"].to_numpy()
    return np.where((stated >= 0) & (stated <= 100), stated, claimed)


def _above(frame: pd.DataFrame) -> tuple[Doubles, Doubles]:
    below = _tolerance(frame, "heel_stack_mm", 4.5)
    stated = frame["heel_stack_mm_tolerance_above"].to_numpy()
    return below, np.where((stated > below) & (stated <= 100), stated, below)


def _stack(
    frame: pd.DataFrame, stack: Doubles, known: Bools, unknown: list[Doubles], *, bands: bool
) -> Ends:
    value = 1 - np.where(known, stack, unknown[0]) / 32
    if not bands:
        return value, NONE_ASKED, NONE_ASKED
    below, above = _above(frame)
    low = 1 - np.where(known, stack + above, unknown[1]) / 32
    return value, low, 1 - np.where(known, stack - below, unknown[2]) / 32


def _hardness(
    frame: pd.DataFrame, sole: Doubles, bare: Bools, *, bands: bool
) -> tuple[Bools, Ends]:
    shore = frame["midsole_hardness_shore_a"].to_numpy()
    known = (shore >= 0) & (shore <= 100)
    value = (np.where(known, shore, np.interp(sole, SOLES, HARDNESS[0])) - 15) / 35
    thick = np.clip((sole - 14) / 14, 0, 1)
    np.copyto(value, 1 - thick * 0.81, where=bare)
    if not bands:
        return known | bare, (value, NONE_ASKED, NONE_ASKED)
    tolerance = _tolerance(frame, "midsole_hardness_shore_a", 10.0)
    least, most = (np.interp(sole, SOLES, each) for each in HARDNESS[1:])
    low = _kept(known, shore - tolerance, least, shore >= least - 1e-9, np.maximum)
    high = _kept(known, shore + tolerance, most, shore <= most + 1e-9, np.minimum)
    low, high = (low - 15) / 35, (high - 15) / 35
    bare_low = np.maximum(1 - np.clip((sole + _above(frame)[1] - 14) / 14, 0, 1), (least - 15) / 35)
    np.copyto(low, np.minimum(bare_low, value), where=bare)
    np.copyto(high, 1.0, where=bare)
    return known | bare, (value, low, high)


def _kept(known: Bools, own: Doubles, ordinary: Doubles, inside: Bools, cut: Any) -> Doubles:
    """Take the own end, kept within the ordinary where the reading is; unknown: the ordinary."""
    np.copyto(own, cut(own, ordinary), where=inside)
    return np.where(known, own, ordinary)


def _drop(  # noqa: PLR0913 - by hand means in one piece
    frame: pd.DataFrame, sole: Doubles, size: Doubles, known: Bools, sheet: Bools, *, bands: bool
) -> tuple[Bools, Ends]:
    sheet = sheet & ~known
    value = np.where(known, size, np.minimum(np.interp(sole, SOLES, DROP[0]), sole))
    np.copyto(value, 0.0, where=sheet)
    value = 1 - value / 13
    if not bands:
        return known | sheet, (value, NONE_ASKED, NONE_ASKED)
    tolerance = _tolerance(frame, "drop_mm", 4.0)
    most = np.minimum(np.interp(sole, SOLES, DROP[1]), sole)
    least = np.interp(sole, SOLES, DROP[2])
    own = np.maximum(size - tolerance, 0)
    high = _kept(known, own, least, size >= least - 1e-9, np.maximum)
    low = _kept(known, size + tolerance, most, size <= most + 1e-9, np.minimum)
    for end in (low, high):
        np.copyto(end, 0.0, where=sheet)
    return known | sheet, (value, 1 - low / 13, 1 - high / 13)


def _toe_box(
    frame: pd.DataFrame, sole: Doubles, sandal: Bools, toe_shoe: Bools, *, bands: bool
) -> tuple[Bools, Ends]:
    width = frame["toe_box_width_mm"].to_numpy().copy()
    measured = (width >= 40) & (width <= 130)
    known = measured.copy()
    tolerance = _tolerance(frame, "toe_box_width_mm", 3.6) if bands else np.empty(len(frame))
    for word, (middle, within) in WORDS.items():
        named = frame["toe_box_shape"].eq(word).to_numpy(dtype=bool, na_value=False) & ~measured
        np.copyto(width, middle, where=named)
        np.copyto(tolerance, within, where=named)
        known |= named
    value = (np.where(known, width, np.interp(sole, SOLES, TOE_BOX[0])) - 68) / 16
    np.copyto(value, 0.81, where=toe_shoe)
    np.copyto(value, 1.0, where=sandal)
    if not bands:
        return known | sandal | toe_shoe, (value, NONE_ASKED, NONE_ASKED)
    least, most = (np.interp(sole, SOLES, each) for each in TOE_BOX[1:])
    low = (_kept(known, width - tolerance, least, width >= least - 1e-9, np.maximum) - 68) / 16
    high = (_kept(known, width + tolerance, most, width <= most + 1e-9, np.minimum) - 68) / 16
    np.copyto(low, 0.59, where=toe_shoe)
    for end in (low, high):
        np.copyto(end, 1.0, where=sandal)
    np.copyto(high, 1.0, where=toe_shoe)
    return known | sandal | toe_shoe, (value, low, high)
