"""A frame's columns: which it must, may and must not have, and what their cells are computed with.

That is its own engine's expressions, or arrays of a frame in memory: the formulas of `frame_places`
and `frames` stand once and hold for both. Engines pay for each step before its first row; NumPy
does not, and a stretch of rows at a time stays in the processor's cache.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import narwhals.stable.v2 as nw
from narwhals.dependencies import get_numpy

from shoefit.errors import FrameColumnsError, nearest
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.profiles import Profile, readings, used
from shoefit.scoring.scales import OTHER_UNITS, SCALES
from shoefit.shoe import Shoe, columns

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping

    from narwhals.dtypes import DType
    from narwhals.stable.v2.typing import Frame

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


def limits(column: str) -> tuple[float, float]:
    """Return the least and the most that a numeric column of `Shoe` can be.

    What lies outside is no reading.

    Example:
        >>> limits("heel_stack_mm")
        (0, 80)
    """
    about = _ABOUT[column]
    return about["minimum"], about["maximum"]


def added(profile: Profile, *, ranked: bool = False) -> list[str]:
    """Name the columns that scoring adds, and ranking."""
    return [*["rank"] * ranked, *SCORE_COLUMNS, *(each.name for each in profile.criteria)]


def check(
    schema: Mapping[str, DType], profile: Profile, *, ranked: bool = False
) -> dict[str, DType]:
    """Check a frame's columns before anything is computed.

    Args:
        schema: Names and types of the frame's columns.
        profile: The profile to score by.
        ranked: Whether the frame is to be put in order, which takes a `shoe_id`.

    Returns:
        The columns that the profile reads and the frame has, with their types.

    Raises:
        FrameColumnsError: Columns are missing, misspelt, of the wrong type or in the way; carries
            a sentence for each.
    """
    wanted = used(profile)
    problems = {
        **_in_the_way(schema, added(profile, ranked=ranked)),
        **_misspelt(schema, wanted),
        **_on_another_scale(schema, wanted),
        **_mistyped(schema, wanted),
        **(_without_id(schema) if ranked else {}),
    }
    if not problems and not any(name in schema for name in readings(profile)):
        choice = readings(profile)
        none = f"none of {', '.join(choice)} is there, so there is nothing to score"
        problems[choice[0]] = none + _nearest(choice, schema)
    if problems:
        raise FrameColumnsError(problems, hint=SCHEMA)
    return {name: schema[name] for name in wanted if name in schema}


def _in_the_way(present: Iterable[str], taken: Container[str]) -> dict[str, str]:
    # SQL engines take "Score" and "score" for one.
    return {
        name: f"{name!r} is already there, and scoring would overwrite it: rename or drop it"
        for name in present
        if name.casefold() in taken or name.startswith(PASSING)
    }


def _without_id(schema: Mapping[str, DType]) -> dict[str, str]:
    dtype = schema.get("shoe_id")
    if dtype is None:
        near = _nearest(["shoe_id"], schema)
        return {"shoe_id": f"'shoe_id' is missing{near}, and ties are ordered by it"}
    if dtype.is_integer() or isinstance(dtype, nw.String | nw.Unknown):
        return {}
    return {"shoe_id": f"'shoe_id' is {dtype}, but should be text or a whole number"}


def _nearest(wanted: Iterable[str], present: Iterable[str]) -> str:
    near = dict.fromkeys(each for name in wanted for each in nearest(name, [*present]))
    return f" (nearest: {', '.join(map(repr, near))})" if near else ""


def _misspelt(present: Collection[str], wanted: tuple[str, ...]) -> dict[str, str]:
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


def _on_another_scale(present: Container[str], wanted: Container[str]) -> dict[str, str]:
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


def _mistyped(schema: Mapping[str, DType], wanted: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for name in wanted:
        dtype = schema.get(name)
        if dtype is None or isinstance(dtype, nw.Unknown):  # all missing, or its engine finds out
            continue
        text = "enum" in _ABOUT[name]
        if text and not isinstance(dtype, nw.String | nw.Categorical | nw.Enum):
            found[name] = f"{name!r} is {dtype}, but should be text"
        elif not text and not dtype.is_numeric():
            found[name] = f"{name!r} is {dtype}, but should be a number"
    return found


# An expression, an array, or one number for all rows.
Cells = Any

_NOTHING: Final = f"{PASSING}nothing"


class Columns:
    """Columns of a frame as expressions, which its engine computes.

    Args:
        rows: The frame.
        present: The columns that a profile reads and the frame has, with their types; any other
            is empty.
    """

    def __init__(self, rows: Frame, present: Mapping[str, DType]) -> None:
        self.rows = rows.with_columns(nw.lit(None, dtype=nw.Float64).alias(_NOTHING))
        self._present = present

    def number(self, column: str) -> Cells:
        """Read a column of numbers."""
        return self._column(column).cast(nw.Float64)

    def is_word(self, column: str, word: str) -> Cells:
        """Say where a column holds a word; null denies it like False."""
        # To pandas a cast costs a copy; to others it is none, or makes their own texts of texts.
        is_text = self._present.get(column) == nw.String and self.rows.implementation.is_pandas()
        cells = self._column(column)
        return (cells if is_text else cells.cast(nw.String)) == word

    def _column(self, name: str) -> Any:
        return nw.col(name if name in self._present else _NOTHING)

    def keep(self, cells: Mapping[str, Cells]) -> None:
        """Add columns that are made of those there are, so that each is computed once."""
        if cells:  # a profile of the stack alone reads nothing by its sole
            added = {PASSING + name: each for name, each in cells.items()}
            self.rows = self.rows.with_columns(**added)

    def __getitem__(self, name: str) -> Cells:
        """Return what was kept."""
        return nw.col(PASSING + name)


class Arrays(Columns):
    """The same of a frame in memory, computed at once as arrays."""

    def __init__(self, rows: nw.DataFrame[Any], present: Mapping[str, DType]) -> None:
        self.rows, self._size = rows, len(rows)
        self._present = present
        self._kept: dict[str, Cells] = {}

    def number(self, column: str) -> Cells:
        """Read a column of numbers."""
        return super().number(column).to_numpy()

    def is_word(self, column: str, word: str) -> Cells:
        """Say where a column holds a word."""
        return super().is_word(column, word).fill_null(value=False).to_numpy()

    def _column(self, name: str) -> Any:
        if name in self._present:
            return self.rows[name]
        nothing = get_numpy().full(self._size, get_numpy().nan)
        return nw.new_series(name, nothing, backend=self.rows.implementation)

    def keep(self, cells: Mapping[str, Cells]) -> None:
        """Keep arrays."""
        self._kept |= cells

    def __getitem__(self, name: str) -> Cells:
        """Return what was kept."""
        return self._kept[name]


def choose(*cases: tuple[Cells, Cells], otherwise: Cells) -> Cells:
    """Take the value of the first case that holds."""
    chosen = otherwise
    for condition, value in reversed(cases):
        if isinstance(condition, nw.Expr):
            chosen = nw.when(condition).then(_value(value)).otherwise(_value(chosen))
        else:
            numpy = get_numpy()
            chosen = numpy.where(condition, value, numpy.nan if chosen is None else chosen)
    return chosen


def _value(value: Cells) -> nw.Expr:
    return value if isinstance(value, nw.Expr) else nw.lit(value, dtype=nw.Float64)


def between(cells: Cells, least: float, most: float) -> Cells:
    """Say which cells are no less and no more."""
    return (cells >= least) & (cells <= most)


def apply(function: str, cells: Cells) -> Cells:
    """Apply a function of one number that narwhals and NumPy have by one name: "sqrt"."""
    if isinstance(cells, nw.Expr):
        return getattr(cells, function)()
    return getattr(get_numpy(), function)(cells)
