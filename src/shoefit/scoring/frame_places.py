"""A reading to a place on its criterion's line, for a whole frame: `criteria` in columns.

Each criterion is a place on the line from 0 to 1 (not yet cut off at the ends) and how far the
sub-score may truly lie below and above it. An unknown one lies where an ordinary shoe does and
may be off by more than the line is long, so that its band is the whole line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import narwhals.stable.v2 as nw

from shoefit.scoring.criteria import CLAIMED, THIN_SOLE_MM, TOE_BOX_WORD_ERROR, TOE_BOX_WORDS
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
            more, least = self._number(above), self._tolerance(STACK)
            wider = (more > least) & (more <= limits(above).most)
            self.tolerances.append({PASSING + above: choose((wider, more), otherwise=least)})

    def of(self, criterion: Criterion) -> Place:
        """Say where one criterion puts each shoe."""
        rules = {
            "stack_height": self._stack_height,
            "midsole_hardness": self._midsole_hardness,
            "drop": self._drop,
            "toe_box_width": self._toe_box_width,
        }
        return rules[criterion.name](criterion)

    def reaches(self, criterion: Criterion, least: float) -> nw.Expr | None:
        """Say quickly which shoes may have a sub-score of at least `least`; None: any shoe may.

        It may let through too many, never too few.
        """
        column = criterion.column
        unknown = max(criterion.unknown, criterion.unknown_thin_sole or 0.0)
        if criterion.name == "toe_box_width" or column not in self._present or unknown >= least:
            return None
        number = self._number(column)
        size = number.abs() if criterion.name == "drop" else number
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

    def _tolerance(self, column: str, direction: str = "") -> nw.Expr | float:
        if column != STACK:
            return self._stated_or_claimed(column)
        for name in (f"{STACK}_tolerance{direction}", f"{STACK}_tolerance"):
            if name in self._present:
                return nw.col(PASSING + name)
        return CLAIMED[STACK]

    def _stack_height(self, criterion: Criterion) -> Place:
        stack = self._fact(STACK)
        if stack is None:
            return _unknown(criterion)
        return _reading(
            criterion,
            stack,
            self._number(STACK),
            self._tolerance(STACK),
            self._tolerance(STACK, "_above"),
            _unknown(criterion),
        )

    def _drop(self, criterion: Criterion) -> Place:
        drop = self._fact(criterion.column)
        if drop is None:
            return _unknown(criterion)
        # Toes above the heel are no flatter than toes below it: only the size of the drop counts.
        size = self._number(criterion.column).abs()
        steeper = flatter = self._tolerance(criterion.column)
        # Nothing is flatter than level ground; a line with an end there is cut off there anyway.
        if min(criterion.zero_at, criterion.one_at) < 0:
            flatter = choose((size < steeper, size), otherwise=steeper)
        return _reading(criterion, drop, size, flatter, steeper, _unknown(criterion))

    def _midsole_hardness(self, criterion: Criterion) -> Place:
        thin, none = self._fact("thin"), self._fact(Midsole.NONE)
        hardness = self._fact(criterion.column)
        unknown = _unknown(criterion)
        if thin is not None and criterion.unknown_thin_sole is not None:
            place = choose((thin, criterion.unknown_thin_sole), otherwise=criterion.unknown)
            unknown = unknown._replace(place=place)
        known = unknown
        if hardness is not None:
            tolerance = self._tolerance(criterion.column)
            known = _reading(
                criterion, hardness, self._number(criterion.column), tolerance, tolerance, unknown
            )
        if thin is None or none is None:
            return known
        bare = thin & none
        upmost = self._number(STACK) + self._tolerance(STACK, "_above")
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
        found = Place(shaped, place, error, error)
        width = self._fact(criterion.column)
        if width is not None:
            tolerance = self._tolerance(criterion.column)
            number = self._number(criterion.column)
            found = _reading(criterion, width, number, tolerance, tolerance, found)
        sandal, toe_shoe = self._fact(Kind.SANDAL), self._fact(Kind.TOE_SHOE)
        foot_shaped = TOE_BOX_WORDS[ToeBoxShape.FOOT_SHAPED]
        place = choose((sandal, 1.0), (toe_shoe, foot_shaped), otherwise=found.place)
        error = choose((sandal, 0.0), (toe_shoe, TOE_BOX_WORD_ERROR), otherwise=found.lower)
        return Place(any_of(sandal, toe_shoe, width, shaped), place, error, error)


def _unknown(criterion: Criterion) -> Place:
    anywhere = nw.lit(ANYWHERE)
    return Place(None, nw.lit(criterion.unknown), anywhere, anywhere)


def _reading(  # noqa: PLR0913, PLR0917 - a number, how far it may be off, and what is without it
    criterion: Criterion,
    known: nw.Expr,
    number: nw.Expr,
    below: nw.Expr | float,
    above: nw.Expr | float,
    otherwise: Place,
) -> Place:
    """Place a number that may truly be so far below and above; `otherwise` where it is unknown."""
    length = criterion.one_at - criterion.zero_at
    place = choose((known, (number - criterion.zero_at) / length), otherwise=otherwise.place)
    lower, higher = (below, above) if length > 0 else (above, below)
    to_lower = choose((known, lower / abs(length)), otherwise=otherwise.lower)
    if lower is higher:
        return Place(any_of(known, otherwise.known), place, to_lower, to_lower)
    to_higher = choose((known, higher / abs(length)), otherwise=otherwise.higher)
    return Place(any_of(known, otherwise.known), place, to_lower, to_higher)


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
