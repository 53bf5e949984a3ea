"""A reading to a place on its criterion's line, for a whole frame: `sub_scores` in columns.

Each criterion is a place on the line from 0 to 1 and the places of the two ends of where its
reading lies, not cut off at 0 and 1 yet. The market's table becomes sums of ramps (the sole cut to
the stretch between two knots) times slopes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from operator import and_, or_
from typing import Final

from shoefit.scoring.criteria import CLAIMED, READINGS, THICK_SOLE_MM, THIN_SOLE_MM, Criterion
from shoefit.scoring.frame_columns import Arrays, Cells, Columns, apply, between, choose, limits
from shoefit.scoring.market import Line, market
from shoefit.scoring.sub_scores import WITHIN
from shoefit.shoe import Kind, Midsole, ToeBoxShape

# A reading, and the least and the most that it may truly be, in its unit.
Within = Sequence[Cells]

STACK: Final = "heel_stack_mm"
DROP: Final = "drop_mm"
SIZE: Final = "size"  # of the drop
SOLE: Final = "sole"
ABOVE: Final = f"{STACK}_tolerance_above"
UNKIND, USUAL, KIND = range(3)  # as in `market.Ordinary`

# The words that several places ask for, and their columns.
_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys((Midsole.NONE, Midsole.FOAM), "midsole"),
    **dict.fromkeys((Kind.SANDAL, Kind.TOE_SHOE), "kind"),
    **dict.fromkeys(ToeBoxShape, "toe_box_shape"),
}


class Places:
    """The places of criteria on one frame.

    Args:
        criteria: The criteria.
        columns: The frame; what several places ask for is kept in it.
    """

    def __init__(self, criteria: Sequence[Criterion], columns: Columns) -> None:
        self._columns = columns
        names = dict.fromkeys([STACK, DROP, *(each.column for each in criteria)])
        self._numbers = {name: columns.number(name) for name in names}
        size = apply("abs", self._numbers[DROP])
        sizes = {SIZE: size} | _ramps(SIZE, size, market().stacks[Midsole.UNKNOWN])
        columns.keep(self._yes_or_no(size) | sizes | self._tolerances())
        known = columns[STACK], self._numbers[STACK]
        columns.keep({SOLE: choose(known, otherwise=self._ordinary_stack(USUAL))})
        soles = market().soles
        columns.keep(_ramps(SOLE, columns[SOLE], next(iter(soles.values()))))
        columns.keep(
            {
                f"{each.name}_{end}": self._by_sole(each.name, end)
                for each in criteria
                if each.name in soles
                for end in (UNKIND, USUAL, KIND)
            }
        )

    def of(self, criterion: Criterion) -> tuple[Cells, Cells, Cells, Cells]:
        """Say where one criterion puts each shoe: by the first case that holds.

        Returns:
            Whether anything is known, which null denies like False; the share of the way from the
            reading that scores 0 to the one that scores 1; and the same at the unkind and the
            kind end of where it lies.
        """
        cases = getattr(self, f"_{criterion.name}", self._plain)(criterion)
        known = reduce(or_, (fact for fact, _ in cases))
        if criterion.unknown_thin_sole is not None:
            thin = self._columns[STACK] & (self._numbers[STACK] <= THIN_SOLE_MM)
            cases.append((thin, _at(criterion, criterion.unknown_thin_sole)))
        within = [
            choose(*((fact, each[end]) for fact, each in cases), otherwise=unknown)
            for end, unknown in enumerate(self._unknown(criterion))
        ]
        return known, *_on_line(criterion, within)

    def _yes_or_no(self, drop: Cells) -> dict[str, Cells]:
        """Columns for the questions that several places ask."""
        facts = {name: between(each, *limits(name)) for name, each in self._numbers.items()}
        # A drop above the stack counts as unknown.
        most = choose((facts[STACK], self._numbers[STACK]), otherwise=limits(DROP)[1])
        facts[DROP] &= drop <= most
        return facts | {word: self._columns.is_word(_WORDS[word], str(word)) for word in _WORDS}

    def _tolerances(self) -> dict[str, Cells]:
        """How far off readings may be; if that is not stated, as a claim; a stack upwards too."""
        found = {}
        for column in self._numbers:
            name = f"{column}_tolerance"
            stated = self._columns.number(name)
            known = between(stated, *limits(name))
            found[name] = choose((known, stated), otherwise=CLAIMED[column])
        below, more = found[f"{STACK}_tolerance"], self._columns.number(ABOVE)
        wider = (more > below) & (more <= limits(ABOVE)[1])
        return found | {ABOVE: choose((wider, more), otherwise=below)}

    def _ordinary_stack(self, end: int) -> Cells:
        """What an unknown stack ordinarily is, by the drop and by what is named of the midsole."""

        def of(midsole: Midsole) -> Cells:
            return self._along(SIZE, market().stacks[midsole], end)

        named = ((self._columns[each], of(each)) for each in (Midsole.NONE, Midsole.FOAM))
        stack = choose(*named, otherwise=of(Midsole.UNKNOWN))
        return choose((self._columns[DROP], stack), otherwise=market().neither[end])

    def _by_sole(self, name: str, end: int) -> Cells:
        """An end of what a reading ordinarily is on a sole as thick as this."""
        reading, sole = self._along(SOLE, market().soles[name], end), self._columns[SOLE]
        if name == "drop":  # never more than the sole is thick
            return choose((sole < reading, sole), otherwise=reading)
        return reading

    def _along(self, place: str, line: Line, end: int) -> Cells:
        """Read an end of a line of the market's at a place that was kept in ramps."""
        reading: Cells = line.values[0][end]
        stretches = zip(pairwise(line.knots), pairwise(line.values), strict=True)
        for i, ((a, b), (here, there)) in enumerate(stretches):
            if slope := (there[end] - here[end]) / (b - a):
                reading = self._columns[f"{place}_{i}"] * slope + reading
        return reading

    def _unknown(self, criterion: Criterion) -> Within:
        if criterion.unknown is not None:
            return _at(criterion, criterion.unknown)
        if criterion.name == "stack_height":
            return self._columns[SOLE], *map(self._ordinary_stack, (KIND, UNKIND))
        return self._ordinary(criterion)

    def _ordinary(self, criterion: Criterion) -> Within:
        less = READINGS[criterion.name].barefoot == "less"
        ends = (USUAL, *((KIND, UNKIND) if less else (UNKIND, KIND)))
        return [self._columns[f"{criterion.name}_{end}"] for end in ends]

    def _cut(self, criterion: Criterion, value: Cells, tolerance: Cells) -> Within:
        """Keep where a reading may lie within what is ordinary, as far as it is itself."""
        _, from_, to = self._ordinary(criterion)
        least, most = value - tolerance, value + tolerance
        if criterion.name == "drop":
            least = least.clip(0.0, None)
        above = (value >= from_ - WITHIN) & (from_ > least)
        below = (value <= to + WITHIN) & (to < most)
        least = choose((above, from_), otherwise=least)
        return value, least, choose((below, to), otherwise=most)

    def _stack_height(self, _: Criterion) -> list[tuple[Cells, Within]]:
        stack, columns = self._numbers[STACK], self._columns
        least, most = stack - columns[f"{STACK}_tolerance"], stack + columns[ABOVE]
        return [(columns[STACK], (stack, least, most))]

    def _plain(self, criterion: Criterion) -> list[tuple[Cells, Within]]:
        """Take the reading as it stands: no other column decides of it."""
        column, by_size = criterion.column, READINGS[criterion.name].by_size
        value = self._columns[SIZE] if by_size else self._numbers[column]
        stated = self._cut(criterion, value, self._columns[f"{column}_tolerance"])
        return [(self._columns[column], stated)]

    def _drop(self, criterion: Criterion) -> list[tuple[Cells, Within]]:
        sheet = reduce(and_, map(self._columns.__getitem__, (Kind.SANDAL, Midsole.NONE, STACK)))
        return [*self._plain(criterion), (sheet, (0.0, 0.0, 0.0))]

    def _midsole_hardness(self, criterion: Criterion) -> list[tuple[Cells, Within]]:
        stack = self._numbers[STACK]
        bare = self._columns[Midsole.NONE] & self._columns[STACK] & (stack <= THICK_SOLE_MM)
        return [(bare, self._no_midsole(criterion, stack)), *self._plain(criterion)]

    def _no_midsole(self, criterion: Criterion, stack: Cells) -> Within:
        end = criterion.unknown
        if end is None:
            end = criterion.line(market().soles[criterion.name].at(THICK_SOLE_MM).usual)
        value = 1 - _thick(stack) * (1 - end)
        low = 1 - _thick(stack + self._columns[ABOVE])
        if criterion.unknown is None:  # no lower than where nothing is known of the midsole
            other = _on_line(criterion, self._ordinary(criterion))[1]
            low = choose((other > low, other), otherwise=low)
        return _at(criterion, value, choose((low > value, value), otherwise=low), 1.0)

    def _toe_box_width(self, criterion: Criterion) -> list[tuple[Cells, Within]]:
        column, columns, words = criterion.column, self._columns, market().words
        known = [columns[each] for each in (column, *ToeBoxShape)]
        widths = [self._numbers[column], *(words[shape][0] for shape in ToeBoxShape)]
        errors = [columns[f"{column}_tolerance"], *(words[shape][1] for shape in ToeBoxShape)]
        value = choose(*zip(known, widths, strict=True), otherwise=0.0)
        error = choose(*zip(known, errors, strict=True), otherwise=0.0)
        width, within = words[ToeBoxShape.FOOT_SHAPED]
        return [
            (columns[Kind.SANDAL], _at(criterion, 1.0, 1.0, 1.0)),
            (columns[Kind.TOE_SHOE], (width, width - within, width + within)),
            (reduce(or_, known), self._cut(criterion, value, error)),
        ]


def reaches(columns: Arrays, criterion: Criterion, least: float) -> Cells:
    """Say quickly which shoes may have a sub-score of at least `least`.

    It may let through too many, never too few.
    """
    number = columns.number(criterion.column)
    size = abs(number) if criterion.name == "drop" else number
    length = criterion.one_at - criterion.zero_at
    limit = criterion.zero_at + least * length
    short = size < limit if length > 0 else size > limit
    short &= between(number, *limits(criterion.column))
    if criterion.name == "drop":
        short &= ~(size > columns.number(STACK))  # counts as unknown
    if criterion.name == "midsole_hardness":
        short &= ~columns.is_word("midsole", Midsole.NONE)
    return ~short


def _at(criterion: Criterion, value: Cells, low: Cells = 0.0, high: Cells = 1.0) -> Within:
    """Return the readings at places on a criterion's line."""
    length = criterion.one_at - criterion.zero_at
    value, low, high = (each * length + criterion.zero_at for each in (value, low, high))
    return (value, low, high) if length > 0 else (value, high, low)


def _on_line(criterion: Criterion, within: Within) -> tuple[Cells, Cells, Cells]:
    """Place a reading on its line, and the unkind and the kind end."""
    length = criterion.one_at - criterion.zero_at
    value, least, most = ((each - criterion.zero_at) / length for each in within)
    return (value, least, most) if length > 0 else (value, most, least)


def _thick(stack: Cells) -> Cells:
    return ((stack - THIN_SOLE_MM) / (THICK_SOLE_MM - THIN_SOLE_MM)).clip(0.0, 1.0)


def _ramps(name: str, place: Cells, line: Line) -> dict[str, Cells]:
    """Cut a place to each stretch between two knots, as columns by the name."""
    steps = enumerate(pairwise(line.knots))
    return {f"{name}_{i}": place.clip(one, other) - one for i, (one, other) in steps}
