"""A reading to a place on its criterion's line, for a whole frame: `criteria` in columns.

Each criterion is a place on the line from 0 to 1 (not yet cut off at the ends) and how far the
sub-score may truly lie below and above it. An unknown one lies where an ordinary shoe does and
may be off by more than the line is long, so that its band is the whole line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import narwhals.stable.v2 as nw

from shoefit.scoring.criteria import (
    CLAIMED,
    READINGS,
    THIN_SOLE_MM,
    TOE_BOX_WORD_ERROR,
    TOE_BOX_WORDS,
)
from shoefit.scoring.frame_columns import PASSING, limits
from shoefit.shoe import Kind, Midsole, ToeBoxShape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shoefit.scoring.criteria import Criterion

ANYWHERE: Final = 2.0  # off by more than the whole line, which is 1 long

STACK: Final = "heel_stack_mm"


class Place(NamedTuple):
    """Where a criterion puts each shoe of a frame.

    Attributes:
        known: Whether anything is known, which null denies like False; None where the frame has
            no column that could tell.
        place: Share of the way from the reading that scores 0 to the one that scores 1.
        lower: How far the sub-score may truly lie below that.
        higher: How far it may truly lie above.
    """

    known: nw.Expr | None
    place: nw.Expr
    lower: nw.Expr
    higher: nw.Expr


class Places:
    """The places of criteria, as expressions on one frame.

    Attributes:
        facts: Yes-or-no columns to add to the frame first, because most are needed more than once.
        tolerances: Columns to add after them, step by step, before anything is asked about bands.

    Args:
        criteria: The criteria.
        present: The columns that they read and the frame has, with their types.
    """

    def __init__(self, criteria: Iterable[Criterion], present: Mapping[str, Any]) -> None:
        self._present = present
        self._criteria = {each.name: each for each in criteria}
        self.facts = self._yes_or_no()
        below, above = f"{STACK}_tolerance", f"{STACK}_tolerance_above"
        self.tolerances: list[dict[str, nw.Expr]] = []
        if below in present:
            self.tolerances.append({PASSING + below: _value(self._stated_or_claimed(STACK))})
        if above in present:
            more, least = self._number(above), self._tolerances(STACK)[0]
            wider = (more > least) & (more <= limits(above).most)
            self.tolerances.append({PASSING + above: choose((wider, more), otherwise=least)})

    def of(self, criterion: Criterion) -> Place:
        """Say where one criterion puts each shoe."""
        if criterion.name == "midsole_hardness":
            return self._midsole_hardness(criterion)
        if criterion.name == "toe_box_width":
            return self._toe_box_width(criterion)
        return self._on_line(criterion, _unknown(criterion))

    def reaches(self, criterion: Criterion, least: float) -> nw.Expr | None:
        """Say quickly which shoes may have a sub-score of at least `least`; None: any shoe may.

        It may let through too many, never too few.
        """
        column = criterion.column
        unknown = max(criterion.unknown, criterion.unknown_thin_sole or 0.0)
        if criterion.name == "toe_box_width" or column not in self._present or unknown >= least:
            return None
        number = self._number(column)
        size = number.abs() if READINGS[criterion.name].by_size else number
        length = criterion.one_at - criterion.zero_at
        limit = criterion.zero_at + least * length
        enough = size >= limit if length > 0 else size <= limit
        if criterion.name == "midsole_hardness" and "midsole" in self._present:
            return enough | (self._text("midsole") == str(Midsole.NONE))
        return enough

    def _yes_or_no(self) -> dict[str, nw.Expr]:
        """Columns for the questions that several places ask."""
        facts = {
            each.column: self._number(each.column).is_between(*limits(each.column))
            for each in self._criteria.values()
            if each.column in self._present
        }
        words: list[tuple[str, str]] = []
        if "midsole_hardness" in self._criteria:
            words.append(("midsole", Midsole.NONE))
            if STACK in self._present:
                least = limits(STACK).least
                facts["thin"] = self._number(STACK).is_between(least, THIN_SOLE_MM)
        if "toe_box_width" in self._criteria:
            words += [("kind", Kind.SANDAL), ("kind", Kind.TOE_SHOE)]
            words += [("toe_box_shape", shape) for shape in TOE_BOX_WORDS]
        for column, word in words:
            if column in self._present:
                facts[word] = self._text(column) == str(word)
        return {PASSING + name: fact for name, fact in facts.items()}

    def _fact(self, name: str) -> nw.Expr | None:
        return nw.col(PASSING + name) if PASSING + name in self.facts else None

    def _number(self, column: str) -> nw.Expr:
        is_double = self._present[column] == nw.Float64
        return nw.col(column) if is_double else nw.col(column).cast(nw.Float64)

    def _text(self, column: str) -> nw.Expr:
        is_text = self._present[column] == nw.String
        return nw.col(column) if is_text else nw.col(column).cast(nw.String)

    def _stated_or_claimed(self, column: str) -> nw.Expr | float:
        """How far off a reading may be; where the shoe does not say, as far as a claim."""
        claimed = CLAIMED[column]
        name = f"{column}_tolerance"
        if name not in self._present:
            return claimed
        stated = self._number(name)
        return choose((stated.is_between(*limits(name)), stated), otherwise=claimed)

    def _tolerances(self, column: str) -> tuple[nw.Expr | float, nw.Expr | float]:
        """How far off a reading may be downwards and upwards; one and the same where it can be."""
        if column != STACK:
            either = self._stated_or_claimed(column)
            return either, either
        below: nw.Expr | float = CLAIMED[STACK]
        if f"{STACK}_tolerance" in self._present:
            below = nw.col(f"{PASSING}{STACK}_tolerance")
        if f"{STACK}_tolerance_above" in self._present:
            return below, nw.col(f"{PASSING}{STACK}_tolerance_above")
        return below, below

    def _on_line(self, criterion: Criterion, otherwise: Place) -> Place:
        """Place a number that may truly be so far below and above; `otherwise` if unknown."""
        known = self._fact(criterion.column)
        if known is None:
            return otherwise
        number = self._number(criterion.column)
        below, above = self._tolerances(criterion.column)
        if READINGS[criterion.name].by_size:
            number = number.abs()
            # Nothing is smaller than 0; a line with an end there is cut off there anyway.
            if min(criterion.zero_at, criterion.one_at) < 0:
                below = choose((number < above, number), otherwise=above)
        length = criterion.one_at - criterion.zero_at
        lower, higher = (below, above) if length > 0 else (above, below)
        to_lower = choose((known, lower / abs(length)), otherwise=otherwise.lower)
        return Place(
            any_of(known, otherwise.known),
            choose((known, (number - criterion.zero_at) / length), otherwise=otherwise.place),
            to_lower,
            to_lower
            if lower is higher
            else choose((known, higher / abs(length)), otherwise=otherwise.higher),
        )

    def _midsole_hardness(self, criterion: Criterion) -> Place:
        thin, none = self._fact("thin"), self._fact(Midsole.NONE)
        unknown = _unknown(criterion)
        if thin is not None and criterion.unknown_thin_sole is not None:
            place = choose((thin, criterion.unknown_thin_sole), otherwise=criterion.unknown)
            unknown = unknown._replace(place=place)
        known = self._on_line(criterion, unknown)
        if thin is None or none is None:
            return known
        bare = thin & none
        upmost = self._number(STACK) + self._tolerances(STACK)[1]
        return Place(
            any_of(bare, known.known),
            choose((bare, 1.0), otherwise=known.place),
            choose((bare & (upmost <= THIN_SOLE_MM), 0.0), (bare, ANYWHERE), otherwise=known.lower),
            choose((bare, 0.0), otherwise=known.higher),
        )

    def _toe_box_width(self, criterion: Criterion) -> Place:
        shapes = [(self._fact(shape), value) for shape, value in TOE_BOX_WORDS.items()]
        shaped = any_of(*(fact for fact, _ in shapes))
        place = choose(*shapes, otherwise=criterion.unknown)
        error = choose((shaped, TOE_BOX_WORD_ERROR), otherwise=ANYWHERE)
        found = self._on_line(criterion, Place(shaped, place, error, error))
        sandal, toe_shoe = self._fact(Kind.SANDAL), self._fact(Kind.TOE_SHOE)
        foot_shaped = TOE_BOX_WORDS[ToeBoxShape.FOOT_SHAPED]
        place = choose((sandal, 1.0), (toe_shoe, foot_shaped), otherwise=found.place)
        error = choose((sandal, 0.0), (toe_shoe, TOE_BOX_WORD_ERROR), otherwise=found.lower)
        # Facts from words first: pandas' nullable numbers do not take them as the second operand.
        known = any_of(sandal, toe_shoe, self._fact(criterion.column), shaped)
        return Place(known, place, error, error)


def _unknown(criterion: Criterion) -> Place:
    anywhere = nw.lit(ANYWHERE)
    return Place(None, nw.lit(criterion.unknown), anywhere, anywhere)


def choose(*cases: tuple[nw.Expr | None, nw.Expr | float], otherwise: nw.Expr | float) -> nw.Expr:
    """Take the value of the first case that holds; a case that cannot hold (None) is left out."""
    chosen = _value(otherwise)
    for condition, value in reversed(cases):
        if condition is not None:
            chosen = nw.when(condition).then(_value(value)).otherwise(chosen)
    return chosen


def _value(value: nw.Expr | float) -> nw.Expr:
    return value if isinstance(value, nw.Expr) else nw.lit(value, dtype=nw.Float64)


def any_of(*conditions: nw.Expr | None) -> nw.Expr | None:
    """Whether at least one condition holds; None where none can."""
    found: nw.Expr | None = None
    for each in conditions:
        if each is not None:
            found = each if found is None else found | each
    return found
