"""A reading to a place on its criterion's line, for a whole frame: `sub_scores` in columns.

Each criterion is a place on the line from 0 to 1 and the places of the two ends of where its
reading lies, not cut off at 0 and 1 yet. The market's table becomes sums of ramps (the sole cut to
the stretch between two knots) times slopes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import narwhals.stable.v2 as nw

from shoefit.scoring.criteria import CLAIMED, READINGS, THICK_SOLE_MM, THIN_SOLE_MM
from shoefit.scoring.frame_columns import PASSING, limits
from shoefit.scoring.market import Line, market
from shoefit.scoring.sub_scores import WITHIN
from shoefit.shoe import Kind, Midsole, ToeBoxShape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from narwhals.stable.v2.typing import Frame

    from shoefit.scoring.criteria import Criterion

STACK: Final = "heel_stack_mm"
DROP: Final = "drop_mm"
SOLE: Final = f"{PASSING}sole"
UNKIND, USUAL, KIND = range(3)  # as in `market.Ordinary`


class Place(NamedTuple):
    """Where a criterion puts each shoe of a frame.

    Attributes:
        known: Whether anything is known, which null denies like False; None where the frame has
            no column that could tell.
        value: Share of the way from the reading that scores 0 to the one that scores 1.
        low: The same at the unkind end of where the reading lies.
        high: The same at the kind end.
    """

    known: nw.Expr | None
    value: nw.Expr
    low: nw.Expr
    high: nw.Expr


class Within(NamedTuple):
    """A reading and the least and the most that it may truly be, in its unit."""

    value: nw.Expr
    least: nw.Expr
    most: nw.Expr


class Places:
    """The places of criteria, as expressions on one frame.

    Args:
        criteria: The criteria.
        present: The columns that they read and the frame has, with their types.
    """

    def __init__(self, criteria: Iterable[Criterion], present: Mapping[str, Any]) -> None:
        self._present = present
        self._criteria = {each.name: each for each in criteria}
        self._facts = self._yes_or_no()

    def prepare(self, rows: Frame, *, bands: bool = True) -> Frame:
        """Add the columns that several places ask for; first comes what the next are made of."""
        facts = {PASSING + name: fact for name, fact in self._facts.items()}
        if bands:
            facts |= self._stated_tolerances()
        if facts:
            rows = rows.with_columns(**facts)
        rows = rows.with_columns(**{SOLE: self._sole()})
        knots = next(iter(market().soles.values())).knots
        ramps = {_ramp(i): each for i, each in enumerate(_ramps(nw.col(SOLE), knots))}
        rows = rows.with_columns(**ramps)
        ends = (USUAL, UNKIND, KIND) if bands else (USUAL,)
        ordinary = {
            _table(name, end): self._by_sole(name, end)
            for name in self._criteria
            if name != "stack_height"
            for end in ends
        }
        return rows.with_columns(**ordinary) if ordinary else rows

    def of(self, criterion: Criterion) -> Place:
        """Say where one criterion puts each shoe."""
        if criterion.name == "stack_height":
            return self._stack_height(criterion)
        if criterion.name == "midsole_hardness":
            return self._midsole_hardness(criterion)
        if criterion.name == "drop":
            return self._drop(criterion)
        return self._toe_box_width(criterion)

    def reaches(self, criterion: Criterion, least: float) -> nw.Expr | None:
        """Say quickly which shoes may have a sub-score of at least `least`; None: any shoe may.

        It may let through too many, never too few.
        """
        column = criterion.column
        if criterion.name == "toe_box_width" or column not in self._present:
            return None
        number = self._number(column)
        size = number.abs() if READINGS[criterion.name].by_size else number
        length = criterion.one_at - criterion.zero_at
        limit = criterion.zero_at + least * length
        enough = size >= limit if length > 0 else size <= limit
        if criterion.name == "drop" and STACK in self._present:
            enough |= size > self._number(STACK)  # counts as unknown
        if _most_unknown(criterion) >= least:
            known = number.is_between(*limits(column))
            enough = nw.when(known).then(enough).otherwise(nw.lit(value=True))
        if criterion.name == "midsole_hardness" and "midsole" in self._present:
            return (self._text("midsole") == str(Midsole.NONE)) | enough
        return enough

    def _yes_or_no(self) -> dict[str, nw.Expr]:
        """Columns for the questions that several places ask."""
        facts = {
            column: self._number(column).is_between(*limits(column))
            for column in dict.fromkeys([STACK, *(e.column for e in self._criteria.values()), DROP])
            if column in self._present
        }
        if STACK in facts and DROP in facts:  # a drop above the stack counts as unknown
            most = choose((facts[STACK], self._number(STACK)), otherwise=limits(DROP).most)
            facts[DROP] &= self._number(DROP).abs() <= most
        words: list[tuple[str, str]] = [("midsole", Midsole.NONE), ("midsole", Midsole.FOAM)]
        words += [("kind", Kind.SANDAL), ("kind", Kind.TOE_SHOE)]
        words += [("toe_box_shape", shape) for shape in ToeBoxShape]
        for column, word in words:
            if column in self._present:
                facts[word] = self._text(column) == str(word)
        return facts

    def _fact(self, name: str) -> nw.Expr | None:
        return nw.col(PASSING + name) if name in self._facts else None

    def _number(self, column: str) -> nw.Expr:
        is_double = self._present[column] == nw.Float64
        return nw.col(column) if is_double else nw.col(column).cast(nw.Float64)

    def _text(self, column: str) -> nw.Expr:
        is_text = self._present[column] == nw.String
        return nw.col(column) if is_text else nw.col(column).cast(nw.String)

    def _stated_tolerances(self) -> dict[str, nw.Expr]:
        """How far off readings may be downwards and upwards; if none is stated, as a claim."""
        found = {}
        for column in dict.fromkeys([STACK, *(each.column for each in self._criteria.values())]):
            name, upwards = f"{column}_tolerance", f"{column}_tolerance_above"
            below = _value(CLAIMED[column])
            if name in self._present:
                stated = self._number(name)
                below = choose((stated.is_between(*limits(name)), stated), otherwise=below)
            found[PASSING + name] = below
            if upwards in self._present:
                more = self._number(upwards)
                wider = (more > below) & (more <= limits(upwards).most)
                found[PASSING + upwards] = choose((wider, more), otherwise=below)
        return found

    def _tolerances(self, column: str) -> tuple[nw.Expr, nw.Expr]:
        upwards, either = f"{column}_tolerance_above", nw.col(f"{PASSING}{column}_tolerance")
        return either, nw.col(PASSING + upwards) if upwards in self._present else either

    def _stated(self, column: str) -> Within:
        """A known reading and the interval that it may lie in; a drop by its size."""
        number = self._number(column)
        below, above = self._tolerances(column)
        if column == DROP:
            number = number.abs()
            return Within(number, (number - below).clip(lower_bound=0.0), number + above)
        return Within(number, number - below, number + above)

    def _sole(self) -> nw.Expr:
        """How thick the sole is, as `sub_scores.thickness`."""
        known = self._fact(STACK)
        usual = self._ordinary_stack(USUAL)
        return usual if known is None else choose((known, self._number(STACK)), otherwise=usual)

    def _ordinary_stack(self, end: int) -> nw.Expr:
        """What an unknown stack ordinarily is, by the drop and by what is named of the midsole."""
        table = market()
        known = self._fact(DROP)
        if known is None:
            return _value(table.neither[end])
        lines = table.stacks
        named = [(self._fact(each), lines[each]) for each in (Midsole.NONE, Midsole.FOAM)]

        def by_midsole(read: Callable[[Line], float]) -> nw.Expr | float:
            usual = read(lines[Midsole.UNKNOWN])
            cases = [(fact, read(line)) for fact, line in named if fact is not None]
            if all(value == usual for _, value in cases):
                return usual
            return choose(*cases, otherwise=usual)

        knots = lines[Midsole.UNKNOWN].knots
        size = self._number(DROP).abs()
        stack = _value(by_midsole(lambda line: line.values[0][end]))
        for i, ramp in enumerate(_ramps(size, knots)):
            slope = by_midsole(lambda line, i=i: _slopes(line, end)[i])  # type: ignore[misc]
            if not isinstance(slope, float) or slope:
                stack += ramp * slope
        return choose((known, stack), otherwise=table.neither[end])

    def _by_sole(self, name: str, end: int) -> nw.Expr:
        """An end of what a reading ordinarily is on a sole as thick as this."""
        line = market().soles[name]
        first = line.values[0][end]
        if name == "drop" and first:  # never more than the sole is thick
            reading = nw.col(SOLE).clip(upper_bound=first)
        else:
            reading = _value(first)
        for i, slope in enumerate(_slopes(line, end)):
            if slope:
                reading += nw.col(_ramp(i)) * slope
        return reading

    def _ordinary(self, criterion: Criterion) -> Within:
        usual, unkind, kind = (nw.col(_table(criterion.name, end)) for end in (USUAL, UNKIND, KIND))
        less = READINGS[criterion.name].barefoot == "less"
        return Within(usual, *((kind, unkind) if less else (unkind, kind)))

    def _cut(self, stated: Within, ordinary: Within) -> Within:
        """Keep an interval within what is ordinary, as far as its reading is."""
        value, least, most = stated
        above = (value >= ordinary.least - WITHIN) & (ordinary.least > least)
        below = (value <= ordinary.most + WITHIN) & (ordinary.most < most)
        return Within(
            value,
            choose((above, ordinary.least), otherwise=least),
            choose((below, ordinary.most), otherwise=most),
        )

    def _stack_height(self, criterion: Criterion) -> Place:
        known = self._fact(STACK)
        if criterion.unknown is not None:
            unknown = _anywhere(criterion.unknown)
        else:
            ends = [self._ordinary_stack(end) for end in (KIND, UNKIND)]
            unknown = _on_line(criterion, Within(nw.col(SOLE), *ends))
        if known is None:
            return unknown
        return _either(known, _on_line(criterion, self._stated(STACK)), unknown)

    def _reading_or_unknown(
        self, criterion: Criterion, known: nw.Expr | None, stated: Within | None
    ) -> Place:
        """Place a reading where it is known, else what is ordinary, or what the profile says."""
        ordinary = self._ordinary(criterion)
        unknown = self._unknown(criterion, ordinary)
        if known is None or stated is None:
            return unknown
        return _either(known, _on_line(criterion, self._cut(stated, ordinary)), unknown)

    def _unknown(self, criterion: Criterion, ordinary: Within) -> Place:
        found = _on_line(criterion, ordinary)
        if criterion.unknown is not None:
            found = _anywhere(criterion.unknown)
        thin_counts, known = criterion.unknown_thin_sole, self._fact(STACK)
        if thin_counts is None or known is None:
            return found
        thin = known & (self._number(STACK) <= THIN_SOLE_MM)
        return _either(thin, _anywhere(thin_counts), found)._replace(known=None)

    def _drop(self, criterion: Criterion) -> Place:
        known = self._fact(DROP)
        stated = None if known is None else self._stated(DROP)
        found = self._reading_or_unknown(criterion, known, stated)
        facts = [self._fact(each) for each in (Kind.SANDAL, Midsole.NONE, STACK)]
        if any(each is None for each in facts):
            return found
        sandal, bare, thick = facts
        sheet: nw.Expr = sandal & bare & thick  # type: ignore[operator]  # none of them is None
        flat = _value(criterion.line(0.0))
        if known is None:
            return _either(sheet, Place(None, flat, flat, flat), found)
        sheet = choose((known, 0.0), (sheet, 1.0), otherwise=0.0) > 0
        return _either(sheet, Place(None, flat, flat, flat), found)

    def _midsole_hardness(self, criterion: Criterion) -> Place:
        known = self._fact(criterion.column)
        stated = None if known is None else self._stated(criterion.column)
        found = self._reading_or_unknown(criterion, known, stated)
        none, thick = self._fact(Midsole.NONE), self._fact(STACK)
        if none is None or thick is None:
            return found
        stack = self._number(STACK)
        bare = none & thick & (stack <= THICK_SOLE_MM)
        end, any_other = criterion.unknown, _value(0.0)
        if end is None:
            end = criterion.line(market().soles[criterion.name].at(THICK_SOLE_MM).usual)
            any_other = _on_line(criterion, self._ordinary(criterion)).low
        value = 1 - _thick(stack) * (1 - end)
        low = 1 - _thick(stack + self._tolerances(STACK)[1])
        low = choose((any_other > low, any_other), otherwise=low)
        low = choose((low > value, value), otherwise=low)
        return _either(bare, Place(None, value, low, _value(1.0)), found)

    def _toe_box_width(self, criterion: Criterion) -> Place:
        known = self._fact(criterion.column)
        words = market().words
        shapes = [(self._fact(shape), *words[shape]) for shape in ToeBoxShape]
        shaped = any_of(*(fact for fact, *_ in shapes))
        stated = None if known is None else self._stated(criterion.column)
        if shaped is not None:
            value = choose(*((fact, value) for fact, value, _ in shapes), otherwise=0.0)
            within = choose(*((fact, within) for fact, _, within in shapes), otherwise=0.0)
            worded = Within(value, value - within, value + within)
            if known is not None and stated is not None:
                pairs = zip(stated, worded, strict=True)
                worded = Within(*(choose((known, one), otherwise=two) for one, two in pairs))
            stated = worded
        # Facts from words first: pandas' nullable numbers do not take them as the second operand.
        found = self._reading_or_unknown(criterion, any_of(shaped, known), stated)
        width, error = words[ToeBoxShape.FOOT_SHAPED]
        pockets = Within(*map(_value, (width, width - error, width + error)))
        if (toe_shoe := self._fact(Kind.TOE_SHOE)) is not None:
            found = _either(toe_shoe, _on_line(criterion, pockets), found)
        if (sandal := self._fact(Kind.SANDAL)) is not None:
            one = _value(1.0)
            found = _either(sandal, Place(None, one, one, one), found)
        return found


def _anywhere(value: float) -> Place:
    return Place(None, *map(_value, (value, 0.0, 1.0)))


def _on_line(criterion: Criterion, within: Within) -> Place:
    length = criterion.one_at - criterion.zero_at
    value, one, other = ((each - criterion.zero_at) / length for each in within)
    return Place(None, value, *((one, other) if length > 0 else (other, one)))


def _either(holds: nw.Expr, one: Place, other: Place) -> Place:
    """Take one place where something holds, which makes it known, and the other elsewhere."""
    pairs = zip(one[1:], other[1:], strict=True)
    return Place(any_of(holds, other.known), *(choose((holds, a), otherwise=b) for a, b in pairs))


def _thick(stack: nw.Expr) -> nw.Expr:
    return ((stack - THIN_SOLE_MM) / (THICK_SOLE_MM - THIN_SOLE_MM)).clip(0.0, 1.0)


def _ramp(number: int) -> str:
    return f"{PASSING}ramp_{number}"


def _table(criterion: str, end: int) -> str:
    return f"{PASSING}{criterion}_ordinary_{end}"


def _ramps(place: nw.Expr, knots: Sequence[float]) -> list[nw.Expr]:
    return [place.clip(one, other) - one for one, other in pairwise(knots)]


def _slopes(line: Line, end: int) -> list[float]:
    steps = zip(pairwise(line.knots), pairwise(line.values), strict=True)
    return [(there[end] - here[end]) / (b - a) for (a, b), (here, there) in steps]


def _most_unknown(criterion: Criterion) -> float:
    """The most that an unknown reading, or a drop cut from a sheet, may count as."""
    table = market()
    is_stack = criterion.name == "stack_height"
    lines = [*table.stacks.values()] if is_stack else [table.soles[criterion.name]]
    values = [table.neither.usual, *(each.usual for line in lines for each in line.values)]
    values += [0.0] if criterion.name == "drop" else []
    stated = (criterion.unknown or 0.0, criterion.unknown_thin_sole or 0.0)
    return max(*stated, *map(criterion.line, values))


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
