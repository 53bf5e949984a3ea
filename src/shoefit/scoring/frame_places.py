"""A reading to a place on its criterion's line, for a whole frame: `sub_scores` in columns.

Each criterion is a place on the line from 0 to 1 and the places of the two ends of where its
reading lies, not cut off at 0 and 1 yet. The market's table becomes sums of ramps (the sole cut to
the stretch between two knots) times slopes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from shoefit.scoring.criteria import CLAIMED, READINGS, THICK_SOLE_MM, THIN_SOLE_MM
from shoefit.scoring.frame_columns import (
    PASSING,
    all_of,
    any_of,
    apply,
    between,
    choose,
    clip,
    limits,
)
from shoefit.scoring.market import Line, market
from shoefit.scoring.sub_scores import WITHIN
from shoefit.shoe import Kind, Midsole, ToeBoxShape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shoefit.scoring.criteria import Criterion
    from shoefit.scoring.frame_columns import Cells, Columns

STACK: Final = "heel_stack_mm"
DROP: Final = "drop_mm"
SOLE: Final = f"{PASSING}sole"
ABOVE: Final = "tolerance_above"
UNKIND, USUAL, KIND = range(3)  # as in `market.Ordinary`

# The words that several places ask for, and their columns.
_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys((Midsole.NONE, Midsole.FOAM), "midsole"),
    **dict.fromkeys((Kind.SANDAL, Kind.TOE_SHOE), "kind"),
    **dict.fromkeys(ToeBoxShape, "toe_box_shape"),
}


class Place(NamedTuple):
    """Where a criterion puts each shoe of a frame.

    Attributes:
        known: Whether anything is known, which null denies like False.
        ends: Share of the way from the reading that scores 0 to the one that scores 1; where
            bands are asked for, the same at the unkind and the kind end of where it lies.
    """

    known: Cells
    ends: tuple[Cells, ...]


class Within(NamedTuple):
    """A reading and the least and the most that it may truly be, in its unit."""

    value: Cells
    least: Cells = None
    most: Cells = None


class Places:
    """The places of criteria on one frame.

    Args:
        criteria: The criteria.
        columns: The frame; what several places ask for is kept in it.
        bands: Whether the ends are asked for too.
    """

    def __init__(
        self, criteria: Sequence[Criterion], columns: Columns, *, bands: bool = True
    ) -> None:
        self._columns = columns
        self._bands = bands
        self._ends = 3 if bands else 1
        names = dict.fromkeys([STACK, DROP, *(each.column for each in criteria)])
        self._numbers = {name: self._read(name) for name in names}
        facts = self._yes_or_no()
        self._keep(facts | self._sizes() | (self._tolerances() if bands else {}))
        self._keep({"sole": self._sole()} | (self._above() if bands else {}))
        knots = next(iter(market().soles.values())).knots
        self._keep({f"ramp_{i}": ramp for i, ramp in enumerate(_ramps(columns[SOLE], knots))})
        self._keep(
            {
                f"{each.name}_{end}": self._by_sole(each.name, end)
                for each in criteria
                if each.name != "stack_height"
                for end in (USUAL, UNKIND, KIND)[: self._ends]
            }
        )

    def of(self, criterion: Criterion) -> Place:
        """Say where one criterion puts each shoe: by the first case that holds."""
        cases: list[tuple[Cells, Within]] = getattr(self, f"_{criterion.name}", self._plain)(
            criterion
        )
        known = any_of(*(fact for fact, _ in cases))
        unknown = self._unknown(criterion)
        if criterion.unknown_thin_sole is not None:
            thin = all_of(self._kept(STACK), self._numbers[STACK] <= THIN_SOLE_MM)
            cases.append((thin, _at(criterion, criterion.unknown_thin_sole)))
        within = Within(
            *(
                choose(*((fact, each[end]) for fact, each in cases), otherwise=unknown[end])
                for end in range(self._ends)
            )
        )
        return Place(known, _on_line(criterion, within))

    def _keep(self, cells: dict[str, Cells]) -> None:
        self._columns.keep({PASSING + name: each for name, each in cells.items()})

    def _kept(self, name: str) -> Cells:
        return self._columns[PASSING + name]

    def _read(self, column: str) -> Cells:
        there = column in self._columns.present
        return self._columns.number(column) if there else float("nan")

    def _yes_or_no(self) -> dict[str, Cells]:
        """Columns for the questions that several places ask."""
        facts = {name: between(each, *limits(name)) for name, each in self._numbers.items()}
        # A drop above the stack counts as unknown.
        most = choose((facts[STACK], self._numbers[STACK]), otherwise=limits(DROP)[1])
        facts[DROP] = all_of(facts[DROP], apply("abs", self._numbers[DROP]) <= most)
        for word, column in _WORDS.items():
            there = column in self._columns.present
            facts[word] = there and self._columns.is_word(column, str(word))
        return facts

    def _sizes(self) -> dict[str, Cells]:
        """The size of the drop, whole and in ramps."""
        size = apply("abs", self._numbers[DROP])
        ramps = _ramps(size, market().stacks[Midsole.UNKNOWN].knots)
        return {"size": size} | {f"size_{i}": ramp for i, ramp in enumerate(ramps)}

    def _tolerances(self) -> dict[str, Cells]:
        """How far off readings may be downwards; if that is not stated, as a claim."""
        found = {}
        for column in self._numbers:
            name = f"{column}_tolerance"
            stated = self._read(name)
            known = between(stated, *limits(name))
            found[name] = choose((known, stated), otherwise=CLAIMED[column])
        return found

    def _above(self) -> dict[str, Cells]:
        """How far off a stack may be upwards, where that is told."""
        name, below = f"{STACK}_{ABOVE}", self._kept(f"{STACK}_tolerance")
        more = self._read(name)
        wider = all_of(more > below, more <= limits(name)[1])
        return {name: choose((wider, more), otherwise=below)}

    def _sole(self) -> Cells:
        """How thick the sole is, as `sub_scores.thickness`."""
        known = (self._kept(STACK), self._numbers[STACK])
        return choose(known, otherwise=self._ordinary_stack(USUAL))

    def _ordinary_stack(self, end: int) -> Cells:
        """What an unknown stack ordinarily is, by the drop and by what is named of the midsole."""
        table = market()

        def by_midsole(read: Callable[[Line], float]) -> Cells:
            usual = read(table.stacks[Midsole.UNKNOWN])
            named = [(self._kept(e), read(table.stacks[e])) for e in (Midsole.NONE, Midsole.FOAM)]
            return choose(*(case for case in named if case[1] != usual), otherwise=usual)

        stack = by_midsole(lambda line: line.values[0][end])
        for i in range(len(table.stacks[Midsole.UNKNOWN].knots) - 1):
            slope = by_midsole(lambda line, i=i: _slopes(line, end)[i])  # type: ignore[misc]
            if not isinstance(slope, float) or slope:
                stack = self._kept(f"size_{i}") * slope + stack
        return choose((self._kept(DROP), stack), otherwise=table.neither[end])

    def _by_sole(self, name: str, end: int) -> Cells:
        """An end of what a reading ordinarily is on a sole as thick as this."""
        line = market().soles[name]
        reading: Cells = line.values[0][end]
        if name == "drop" and reading:  # never more than the sole is thick
            reading = clip(self._columns[SOLE], None, reading)
        for i, slope in enumerate(_slopes(line, end)):
            if slope:
                reading = self._kept(f"ramp_{i}") * slope + reading
        return reading

    def _unknown(self, criterion: Criterion) -> Within:
        if criterion.unknown is not None:
            return _at(criterion, criterion.unknown)
        if criterion.name == "stack_height":
            ends = (self._ordinary_stack(end) for end in ((KIND, UNKIND) if self._bands else ()))
            return Within(self._columns[SOLE], *ends)
        return self._ordinary(criterion)

    def _ordinary(self, criterion: Criterion) -> Within:
        less = READINGS[criterion.name].barefoot == "less"
        ends = (USUAL, *((KIND, UNKIND) if less else (UNKIND, KIND)))[: self._ends]
        return Within(*(self._kept(f"{criterion.name}_{end}") for end in ends))

    def _cut(self, criterion: Criterion, value: Cells, tolerance: Cells) -> Within:
        """Keep where a reading may lie within what is ordinary, as far as it is itself."""
        if not self._bands:
            return Within(value)
        _, from_, to = self._ordinary(criterion)
        least, most = value - tolerance, value + tolerance
        if criterion.name == "drop":
            least = clip(least, 0.0, None)
        above = (value >= from_ - WITHIN) & (from_ > least)
        below = (value <= to + WITHIN) & (to < most)
        return Within(
            value,
            choose((above, from_), otherwise=least),
            choose((below, to), otherwise=most),
        )

    def _tolerance(self, column: str) -> Cells:
        return self._kept(f"{column}_tolerance") if self._bands else None

    def _stack_height(self, _: Criterion) -> list[tuple[Cells, Within]]:
        known, stack = self._kept(STACK), self._numbers[STACK]
        if not self._bands:
            return [(known, Within(stack))]
        below, above = self._tolerance(STACK), self._kept(f"{STACK}_{ABOVE}")
        return [(known, Within(stack, stack - below, stack + above))]

    def _plain(self, criterion: Criterion) -> list[tuple[Cells, Within]]:
        """Take the reading as it stands: no other column decides of it."""
        by_size = READINGS[criterion.name].by_size
        value = self._kept("size") if by_size else self._numbers[criterion.column]
        stated = self._cut(criterion, value, self._tolerance(criterion.column))
        return [(self._kept(criterion.column), stated)]

    def _drop(self, criterion: Criterion) -> list[tuple[Cells, Within]]:
        sheet = all_of(*map(self._kept, (Kind.SANDAL, Midsole.NONE, STACK)))
        return [*self._plain(criterion), (sheet, Within(0.0, 0.0, 0.0))]

    def _midsole_hardness(self, criterion: Criterion) -> list[tuple[Cells, Within]]:
        stack = self._numbers[STACK]
        bare = all_of(self._kept(Midsole.NONE), self._kept(STACK), stack <= THICK_SOLE_MM)
        return [(bare, self._no_midsole(criterion, stack)), *self._plain(criterion)]

    def _no_midsole(self, criterion: Criterion, stack: Cells) -> Within:
        end = criterion.unknown
        if end is None:
            end = criterion.line(market().soles[criterion.name].at(THICK_SOLE_MM).usual)
        value = 1 - _thick(stack) * (1 - end)
        if not self._bands:
            return _at(criterion, value)
        low = 1 - _thick(stack + self._kept(f"{STACK}_{ABOVE}"))
        if criterion.unknown is None:  # no lower than where nothing is known of the midsole
            other = _on_line(criterion, self._ordinary(criterion))[1]
            low = choose((other > low, other), otherwise=low)
        return _at(criterion, value, choose((low > value, value), otherwise=low), 1.0)

    def _toe_box_width(self, criterion: Criterion) -> list[tuple[Cells, Within]]:
        column, words = criterion.column, market().words
        known = [self._kept(column), *map(self._kept, ToeBoxShape)]
        values = [self._numbers[column], *(words[shape][0] for shape in ToeBoxShape)]
        errors = [self._tolerance(column), *(words[shape][1] for shape in ToeBoxShape)]
        value = choose(*zip(known, values, strict=True), otherwise=0.0)
        error = choose(*zip(known, errors, strict=True), otherwise=0.0) if self._bands else None
        width, within = words[ToeBoxShape.FOOT_SHAPED]
        return [
            (self._kept(Kind.SANDAL), _at(criterion, 1.0, 1.0, 1.0)),
            (self._kept(Kind.TOE_SHOE), Within(width, width - within, width + within)),
            (any_of(*known), self._cut(criterion, value, error)),
        ]


def reaches(columns: Columns, criterion: Criterion, least: float) -> Cells:
    """Say quickly which shoes may have a sub-score of at least `least`; None: any shoe may.

    It may let through too many, never too few.
    """
    column = criterion.column
    if criterion.name == "toe_box_width" or column not in columns.present:
        return None
    number = columns.number(column)
    size = apply("abs", number) if criterion.name == "drop" else number
    length = criterion.one_at - criterion.zero_at
    limit = criterion.zero_at + least * length
    enough = size >= limit if length > 0 else size <= limit
    if criterion.name == "drop" and STACK in columns.present:
        enough |= size > columns.number(STACK)  # counts as unknown
    enough = choose((between(number, *limits(column)), enough), otherwise=True)
    if criterion.name == "midsole_hardness" and "midsole" in columns.present:
        enough = columns.is_word("midsole", Midsole.NONE) | enough
    return enough


def _at(criterion: Criterion, value: Cells, low: Cells = 0.0, high: Cells = 1.0) -> Within:
    """Return the readings at places on a criterion's line."""
    length = criterion.one_at - criterion.zero_at
    value, low, high = (each * length + criterion.zero_at for each in (value, low, high))
    return Within(value, *((low, high) if length > 0 else (high, low)))


def _on_line(criterion: Criterion, within: Within) -> tuple[Cells, ...]:
    """Place a reading on its line, and the unkind and the kind end if there are any."""
    length = criterion.one_at - criterion.zero_at
    value, *ends = ((e - criterion.zero_at) / length for e in within if e is not None)
    return (value, *(ends if length > 0 else reversed(ends)))


def _thick(stack: Cells) -> Cells:
    return clip((stack - THIN_SOLE_MM) / (THICK_SOLE_MM - THIN_SOLE_MM), 0.0, 1.0)


def _ramps(place: Cells, knots: Sequence[float]) -> list[Cells]:
    return [clip(place, one, other) - one for one, other in pairwise(knots)]


def _slopes(line: Line, end: int) -> list[float]:
    steps = zip(pairwise(line.knots), pairwise(line.values), strict=True)
    return [(there[end] - here[end]) / (b - a) for (a, b), (here, there) in steps]
