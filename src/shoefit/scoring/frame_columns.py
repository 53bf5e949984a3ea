"""A frame's columns: which it must, may and must not have, and what their cells are computed with.

That is its own engine's expressions, or arrays on pandas: the formulas of `frame_places` and
`frames` stand once and hold for both. pandas pays for each step before its first row; NumPy, under
it, does not, and a stretch of rows at a time stays in the processor's cache.
"""

from __future__ import annotations

import math
from difflib import get_close_matches
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, Final

import narwhals.stable.v2 as nw
from narwhals.dependencies import get_numpy

from shoefit.errors import FrameColumnsError, nearest
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.scales import OTHER_UNITS, SCALES
from shoefit.shoe import Shoe, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from narwhals.dtypes import DType
    from narwhals.stable.v2.typing import Frame

    from shoefit.scoring.profiles import Profile

SCORE_COLUMNS: Final = ("score", "score_low", "score_high", "coverage")

# Every column that is only there while a frame is worked on starts so.
PASSING: Final = "__shoefit_"

# A file may state a reading on another scale; the reader of files converts it, a frame's engine
# would take it as it stands. Which column that is, and which it would be on shoefit's scale:
OTHER_SCALES: Final = {
    **{other: column for other, (column, _) in OTHER_UNITS.items()},
    "midsole_hardness": READINGS["midsole_hardness"].column,
}

# From here on two names are one name misspelt: "heel_stak_mm" is .96 like "heel_stack_mm",
# while "heel_stack_mm_old" is .74 like "heel_stack_mm_tolerance".
SAME_NAME: Final = 0.85

SCHEMA: Final = (
    'The columns are those of data/shoes.csv; see "What a frame holds" in docs/engines.md.'
)

_ABOUT: Final = columns(Shoe)
_TEXT: Final = (nw.String, nw.Categorical, nw.Enum)


def limits(column: str) -> tuple[float, float]:
    """Return the least and the most that a numeric column of `Shoe` can be.

    What lies outside is no reading.

    Example:
        >>> limits("heel_stack_mm")
        (0, 80)
    """
    about = _ABOUT[column]
    return about["minimum"], about["maximum"]


def readings(profile: Profile) -> tuple[str, ...]:
    """Name the columns of which a frame needs at least one to be scored by a profile."""
    read = [READINGS[each.name] for each in profile.criteria]
    return (*(each.column for each in read), *(each.words for each in read if each.words))


def used(profile: Profile) -> tuple[str, ...]:
    """Name every column that a profile reads, in the order of `Shoe`."""
    beside = (name for each in profile.criteria for name in READINGS[each.name].beside)
    found = {*readings(profile), *beside}
    found |= {f"{name}_tolerance{way}" for name in found for way in ("", "_above")}
    return tuple(name for name in Shoe.model_fields if name in found)


def check(
    schema: Mapping[Any, DType], profile: Profile, *, added: Iterable[str], ranked: bool = False
) -> dict[str, DType]:
    """Check a frame's columns before anything is computed.

    Args:
        schema: Names and types of the frame's columns.
        profile: The profile to score by.
        added: Names of the columns that scoring will add.
        ranked: Whether the frame is to be put in order, which takes a `shoe_id`.

    Returns:
        The columns that the profile reads and the frame has, with their types.

    Raises:
        FrameColumnsError: Columns are missing, misspelt, of the wrong type or in the way; carries
            a sentence for each.
    """
    present = [name for name in schema if isinstance(name, str)]
    wanted = used(profile)
    problems = {
        **_in_the_way(present, added),
        **_misspelt(present, wanted),
        **_on_another_scale(present, wanted),
        **_mistyped(schema, wanted),
    }
    if ranked:
        problems |= _without_id(schema, present)
    if not problems and not any(name in schema for name in readings(profile)):
        choice = readings(profile)
        near = [each for name in choice for each in nearest(name, present)]
        problems[choice[0]] = (
            f"none of {', '.join(choice)} is there, so there is nothing to score"
            + (f" (nearest: {', '.join(map(repr, dict.fromkeys(near)))})" if near else "")
        )
    if problems:
        raise FrameColumnsError(problems, hint=SCHEMA)
    return {name: schema[name] for name in wanted if name in schema}


def _in_the_way(present: list[str], added: Iterable[str]) -> dict[str, str]:
    taken = {*added}
    # SQL engines take "Score" and "score" for one.
    return {
        name: f"{name!r} is already there, and scoring would overwrite it: rename or drop it"
        for name in present
        if name.casefold() in taken or name.startswith(PASSING)
    }


def _without_id(schema: Mapping[Any, DType], present: list[str]) -> dict[str, str]:
    dtype = schema.get("shoe_id")
    if dtype is None:
        near = nearest("shoe_id", present)
        found = f" (nearest: {', '.join(map(repr, near))})" if near else ""
        return {"shoe_id": f"'shoe_id' is missing{found}, and ties are ordered by it"}
    if dtype.is_integer() or isinstance(dtype, nw.String | nw.Unknown | nw.Object):
        return {}
    return {"shoe_id": f"'shoe_id' is {dtype}, but should be text or a whole number"}


def _misspelt(present: list[str], wanted: tuple[str, ...]) -> dict[str, str]:
    """Find columns that are nearly one of ours: to pass over them would lose a reading."""
    spare = {_plain(name): name for name in present if name not in Shoe.model_fields}
    found = {}
    for name in wanted:
        near = get_close_matches(name, spare, n=1, cutoff=SAME_NAME)
        if not near and (bare := name.removesuffix("_mm")) in spare:
            near = [bare]
        if near and name not in present:
            given = spare[near[0]]
            found[name] = f"{name!r} is missing and {given!r} is nearly it: rename it"
    return found


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def _on_another_scale(present: list[str], wanted: tuple[str, ...]) -> dict[str, str]:
    convert = "`shoefit.load_catalogue` converts it, or convert it before scoring"
    found = {
        other: f"{other!r} is on another scale than {name!r}: {convert}"
        for other, name in OTHER_SCALES.items()
        if name in wanted and name not in present and other in present
    }
    return found | {
        name: f"{name!r} says that readings are on other scales: {convert}"
        for name in SCALES
        if name in present
    }


def _mistyped(schema: Mapping[Any, DType], wanted: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for name in wanted:
        dtype = schema.get(name)
        # An engine that knows no type (all missing, or Python objects) finds out when it runs.
        if dtype is None or isinstance(dtype, nw.Unknown | nw.Object):
            continue
        text = "enum" in _ABOUT[name]
        if text and not isinstance(dtype, _TEXT):
            found[name] = f"{name!r} is {dtype}, but should be text"
        elif not text and not dtype.is_numeric():
            found[name] = f"{name!r} is {dtype}, but should be a number"
    return found


# An expression, an array, or one number for all rows.
Cells = Any

STRETCH: Final = 65_536  # rows: half a megabyte a column


class Columns:
    """Columns of a frame as expressions, which its engine computes.

    Args:
        rows: The frame.
        present: The columns that a profile reads and the frame has, with their types.
    """

    def __init__(self, rows: Frame, present: Mapping[str, Any]) -> None:
        self.rows = rows
        self.present = present
        self._kept: dict[str, Cells] = {}

    def number(self, column: str) -> Cells:
        """Read a column of numbers."""
        is_double = self.present[column] == nw.Float64
        return nw.col(column) if is_double else nw.col(column).cast(nw.Float64)

    def is_word(self, column: str, word: str) -> Cells:
        """Say where a column holds a word; null denies it like False."""
        is_text = self.present[column] == nw.String
        return (nw.col(column) if is_text else nw.col(column).cast(nw.String)) == word

    def keep(self, cells: Mapping[str, Cells]) -> None:
        """Add columns that are made of those there are, so that each is computed once."""
        self._kept |= cells
        expressions = {n: each for n, each in cells.items() if isinstance(each, nw.Expr)}
        if expressions:
            self.rows = self.rows.with_columns(**expressions)
            self._kept |= {name: nw.col(name) for name in expressions}

    def __getitem__(self, name: str) -> Cells:
        """Return what was kept."""
        return self._kept[name]

    def column(self, name: str) -> Any:
        """Return what was kept, as a column."""
        return _value(self._kept[name])


class Arrays(Columns):
    """The same of a pandas frame, computed at once as arrays."""

    def __init__(self, rows: Frame, present: Mapping[str, Any]) -> None:
        super().__init__(rows, present)
        self._native: Any = rows.to_native()

    def number(self, column: str) -> Cells:
        """Read a column of numbers."""
        cells = self._native[column]
        is_double = cells.dtype == "float64"
        return cells.to_numpy() if is_double else cells.to_numpy("float64", na_value=float("nan"))

    def is_word(self, column: str, word: str) -> Cells:
        """Say where a column holds a word."""
        return self._native[column].eq(word).to_numpy(bool, na_value=False)

    def column(self, name: str) -> Any:
        """Return what was kept, one number a row."""
        return get_numpy().broadcast_to(
            get_numpy().asarray(self._kept[name], "float64"), len(self._native)
        )


def _value(value: Cells) -> nw.Expr:
    if isinstance(value, nw.Expr):
        return value
    return nw.lit(value, dtype=nw.Boolean if isinstance(value, bool) else nw.Float64)


def choose(*cases: tuple[Cells, Cells], otherwise: Cells) -> Cells:
    """Take the value of the first case that holds."""
    chosen = otherwise
    for condition, value in reversed(cases):
        if isinstance(condition, nw.Expr):
            chosen = nw.when(condition).then(_value(value)).otherwise(_value(chosen))
        elif condition is not False:
            chosen = float("nan") if chosen is None else chosen
            chosen = get_numpy().where(condition, value, chosen)
    return chosen


def any_of(*conditions: Cells) -> Cells:
    """Whether at least one condition holds; of those that cannot hold nothing is asked."""
    able = [each for each in conditions if each is not False]
    return reduce(or_, able) if able else False


def all_of(*conditions: Cells) -> Cells:
    """Whether all conditions hold; nothing is asked where one cannot."""
    return False if any(each is False for each in conditions) else reduce(and_, conditions)


def clip(cells: Cells, least: float | None, most: float | None) -> Cells:
    """Cut cells off at a least and a most."""
    if isinstance(cells, float):
        cells = cells if least is None else max(cells, least)
        return cells if most is None else min(cells, most)
    return cells.clip(least, most)


def between(cells: Cells, least: float, most: float) -> Cells:
    """Say which cells are no less and no more."""
    if isinstance(cells, nw.Expr):
        return cells.is_between(least, most)
    return (cells >= least) & (cells <= most)


def apply(function: str, cells: Cells) -> Cells:
    """Apply a function of one number that narwhals and NumPy have by one name: "sqrt"."""
    if isinstance(cells, nw.Expr):
        return getattr(cells, function)()
    if isinstance(cells, float):
        return abs(cells) if function == "abs" else getattr(math, function)(cells)

    return getattr(get_numpy(), function)(cells)
