"""What is wrong with a row: which column and value, which rule, and how to mend it.

Cells are judged in groups that stand or fall together, so that a judgement can be remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import ValidationError

from shoefit.catalogue.cells import (
    Meant,
    doubtful_stack,
    meant_number,
    meant_out_of_range,
    meant_word,
)
from shoefit.catalogue.opening import LIMITS
from shoefit.catalogue.other_scales import OTHER_COLUMNS, OtherScales, to_canonical
from shoefit.errors import ShoefitError, nearest
from shoefit.scoring.scales import OTHER_UNITS, SCALES
from shoefit.shoe import Shoe
from shoefit.text import clipped, controls, many, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

FULL: Final = 1000  # problems kept in full; the rest are counted
_VALUE: Final = 60  # characters of a cell: more would not fit a line


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one cell or row.

    Attributes:
        row: Line of the file on which the row starts (the header is line 1), or the position of
            the row in a frame (the first is 0).
        column: Column as the file names it; "" where the whole row is meant.
        value: The cell as it stands.
        rule: The rule that it breaks, in a few words.
        hint: How to mend it.
        code: The rule's name, the same whatever the value, such as "not-a-number".
        severity: "error" where the row cannot be used, "warning" where it can but looks wrong.
        mend: What the cell should hold; None where nobody can tell.
        safe: Whether `mend` is certain enough for `--fix` to write it.
    """

    row: int
    column: str
    value: str
    rule: str
    hint: str
    code: str = "other"
    severity: Literal["error", "warning"] = "error"
    mend: str | None = None
    safe: bool = False

    def in_row(self, row: int) -> Problem:
        """Return the same problem of another row."""
        return Problem(row, *_BESIDE_ROW(self))

    def __str__(self) -> str:
        where = f"row {self.row}" + (f", column {self.column}" if self.column else "")
        value = f"'{shown(clipped(self.value, _VALUE))}': " if self.column else ""
        return f"{where}: {value}{self.rule}. {self.hint}".strip()


# One call fetches all but the row; this runs for every problem of a file.
_BESIDE_ROW: Final = attrgetter(*[each.name for each in fields(Problem)][1:])


@dataclass
class ProblemLog:
    """Problems as they come: the first thousand in full, the rest counted."""

    kept: list[Problem] = field(default_factory=list)
    count: int = 0
    rows: int = 0

    def add_row(self, problems: list[Problem]) -> None:
        """Log the problems of one row."""
        self.rows += 1
        self.count += len(problems)
        self.kept.extend(problems[: max(FULL - len(self.kept), 0)])


class CatalogueError(ShoefitError):
    """A catalogue with problems was refused.

    Attributes:
        source: Name of the file or frame.
        problems: The first thousand problems.
        count: How many there are in all.
        rows: How many rows they are in.
    """

    def __init__(self, source: str, log: ProblemLog) -> None:
        self.source = source
        self.problems = tuple(log.kept)
        self.count = log.count
        self.rows = log.rows
        lines = [f"{source}: {many(log.count, 'problem')} in {many(log.rows, 'row')}."]
        lines += [f"  {problem}" for problem in self.problems]
        if self.count > len(self.problems):
            lines.append(f"  ... and {self.count - len(self.problems)} more.")
        super().__init__(
            "\n".join(lines),
            hint='\nMend the rows, or leave them out: --skip-bad-rows, on_error="skip".',
        )


def broken_row(row: int, cells: list[str], reason: str) -> Problem:
    """Say that a row cannot be split into the header's columns."""
    hint = "Look for a missing or an unquoted separator, or a file cut short."
    if "quote" in reason:
        hint = "Look for a stray or a missing quote: inside a quoted cell, a quote is doubled."
    code = "quoting" if "quote" in reason else "cells"
    return Problem(row, "", cells[0] if len(cells) == 1 else "", reason, hint, code)


def no_name(row: int) -> Problem:
    """Say that a row names no shoe."""
    hint = "Give a shoe_id, or brand and model."
    return Problem(row, "", "", "the shoe has no name", hint, "no-name")


def name_problems(row: int, cells: dict[str, Any], longest: int) -> list[Problem]:
    """Say which names are longer than so many characters, or hold what no name holds."""
    found = []
    for column in ("shoe_id", "brand", "model"):
        cell = cells.get(column, "")
        if len(cell) > longest:
            rule = f"{len(cell):,} characters long, more than {longest:,}"
            hint = "Shorten it, or allow more from Python: limits=Limits(name=N)."
            found.append(Problem(row, column, cell[:_VALUE], rule, hint, "too-long"))
        elif controls(cell):
            hint = "Take it out: it is no part of a name."
            rule = "holds a control character"
            found.append(Problem(row, column, cell, rule, hint, "control-character"))
    return found


def id_twice(row: int, shoe_id: str, first: int) -> Problem:
    """Say that an earlier row has the same id."""
    hint = "One shoe, one row: take one of them out, or tell the ids apart."
    return Problem(row, "shoe_id", shoe_id, f"stands in row {first} already", hint, "id-twice")


_NUMBER_RULES: Final = {
    "float_parsing": "not a number",
    "float_type": "not a number",
    "finite_number": "not a number",
    "int_parsing": "not a whole number",
    "int_type": "not a whole number",
    "int_from_float": "not a whole number",
    "int_parsing_size": "not a whole number",
}


# What two cells of a row cannot both say: the column that is told of, and the way out.
_OF_TWO_CELLS: Final = {
    "hardness_without_midsole": (
        "midsole_hardness_shore_a",
        "Leave the hardness blank, or say what the midsole is.",
    ),
    "drop_above_stack": (
        "drop_mm",
        "A drop is heel minus forefoot, a stack the whole sole: leave the wrong one blank.",
    ),
}


def problems_of(
    row: int, cells: dict[str, Any], error: ValidationError, origin: dict[str, str]
) -> list[Problem]:
    """Turn what pydantic found into problems.

    Args:
        row: Number of the row.
        cells: Its cells.
        error: What pydantic found.
        origin: The column that a canonical cell was made from, where that is another one.
    """
    return [_problem_of(row, cells, each, origin) for each in error.errors(include_url=False)]


def _problem_of(
    row: int, cells: dict[str, Any], error: ErrorDetails, origin: dict[str, str]
) -> Problem:
    canonical = str(error["loc"][0]) if error["loc"] else ""
    kind, context, said = error["type"], error.get("ctx", {}), str(error["msg"])
    column, hint = _OF_TWO_CELLS.get(kind, (canonical, ""))
    column = origin.get(column, column)
    value = str(cells.get(column, ""))
    if kind in _NUMBER_RULES:
        rule = _NUMBER_RULES[kind]
        hint = "Write the number alone, without its unit; leave unknown ones blank."
        found = Problem(row, column, value, rule, hint, rule.replace(" ", "-"))
        return _mended(found, meant_number(column, value))
    if kind in {"greater_than_equal", "less_than_equal"}:
        limit = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']:g}"
        hint = "Check the unit and the decimal point; leave unknown ones blank."
        rule = f"must be {limit}"
        if column != canonical:
            rule = f"comes to {error['input']:g} as {canonical}, which {rule}"
        found = Problem(row, column, value, rule, hint, "out-of-range")
        return _mended(found, meant_out_of_range(column, float(value)))
    if kind == "enum":  # what pydantic expected reads "'a', 'b' or 'c'"
        words = str(context["expected"]).replace(" or ", ", ").split(", ")
        allowed = [each.strip().strip("'") for each in words]
        close = nearest(value, allowed)
        hint = f"Did you mean {close[0]!r}?" if close else f"Write one of {', '.join(allowed)}."
        found = Problem(row, column, value, "unknown word", hint, "unknown-word")
        return _mended(found, meant_word(value, allowed))
    if hint:
        return Problem(row, column, value, said, hint, kind.replace("_", "-"))
    return no_name(row) if column == "shoe_id" else Problem(row, column, value, said, "")


def _mended(problem: Problem, meant: Meant | None) -> Problem:
    """Add to a problem what its cell should hold, where that is clear."""
    if meant is None:
        return problem
    return replace(problem, hint=meant.hint, mend=meant.text, safe=meant.safe)


_OTHER_COLUMNS: Final = frozenset(OTHER_COLUMNS)
# Every column that is read, in order.
KNOWN: Final = dict.fromkeys((*Shoe.model_fields, *OTHER_COLUMNS))

# Any text will do in these; only the name as a whole can be missing.
TEXT: Final = frozenset(
    ["shoe_id", "brand", "model", *(each for each in Shoe.model_fields if each.endswith("_source"))]
)

# Rules and conversions reach across these columns; every other column is judged by itself.
_STACKS: Final = ("kind", "heel_stack", "forefoot_stack", "drop", "stack_basis", "insole")
_HARDNESS: Final = ("midsole", "midsole_hardness", "midsole_hardness_shore_a", "hardness_scale")
_TOGETHER: Final = (
    tuple(each for each in OtherScales.model_fields if each.startswith(_STACKS)),
    (*_HARDNESS, "midsole_hardness_shore_a_tolerance"),
    ("toe_box_width_mm", "toe_box_method", "toe_box_width_mm_tolerance"),
    ("weight_g", *(each for each in OTHER_UNITS if each.startswith("weight_"))),
)

# What the rules of a shoe itself reach across.
_PAIRS: Final = (("midsole", "midsole_hardness_shore_a"), ("heel_stack_mm", "drop_mm"))

# Judgements of longer cells are not remembered: they would fill the memory, and hardly repeat.
LONGEST_REMEMBERED: Final = 200

# A drop below this is no rounding: the lowest of the bundled catalogue is -1 mm.
_LOWEST_DROP_MM: Final = -1.5


def groups(columns: Iterable[str]) -> list[tuple[str, ...]]:
    """Split the known columns of a file into groups that can be judged one by one.

    Example:
        >>> groups(["brand", "seen", "weight_g", "weight_oz", "colour"])
        [('seen',), ('weight_g', 'weight_oz')]
    """
    left = dict.fromkeys(each for each in columns if each in KNOWN and each not in TEXT)
    found: dict[tuple[str, ...], None] = {}
    for column in left:
        group = next((each for each in _TOGETHER if column in each), (column,))
        members = tuple(each for each in left if each in group)
        if _OTHER_COLUMNS.isdisjoint(members):  # nothing is converted
            pair = next((each for each in _PAIRS if column in each), ())
            members = tuple(each for each in left if each in pair)
        found[members or (column,)] = None
    return list(found)


def judged(row: int, cells: dict[str, Any]) -> list[Problem]:
    """List what is wrong or doubtful in the cells of one group.

    Args:
        row: Number of the row.
        cells: The group's known cells, stripped, blank ones left out.

    Example:
        >>> [str(each) for each in judged(2, {"drop_mm": "4 mm"})]
        ["row 2, column drop_mm: '4 mm': not a number. Write 4, without the unit."]
        >>> judged(2, {"drop_mm": "4"})
        []
    """
    if not cells:
        return []
    found, shoe = validated(row, {"shoe_id": "any", **cells})
    return [_checked_mend(each, cells) for each in found] + (
        _doubts(row, cells, shoe) if shoe else []
    )


def validated(row: int, cells: dict[str, Any]) -> tuple[list[Problem], Shoe | None]:
    """Validate the known cells of one row or group: its problems, or else the shoe."""
    origin: dict[str, str] = {}
    found: list[Problem] = []
    canonical = cells
    if not _OTHER_COLUMNS.isdisjoint(cells):
        converted = to_canonical(cells)
        canonical, origin = converted.cells, converted.origin
        for column, code, rule, hint in converted.refused:
            found.append(Problem(row, column, str(cells.get(column, "")), rule, hint, code))
        if converted.error:
            told = problems_of(row, cells, converted.error, {})
            found += [each for each in told if each.column in _OTHER_COLUMNS]
    try:
        shoe = Shoe.model_validate(canonical)
    except ValidationError as error:
        return found + problems_of(row, canonical | cells, error, origin), None
    return found, None if found else shoe


def shoe_of(cells: dict[str, Any]) -> Shoe | None:
    """Make a shoe of the known cells of one row; None where `row_problems` has something to say."""
    if not _OTHER_COLUMNS.isdisjoint(cells):
        return validated(0, cells)[1]
    try:
        return Shoe.model_validate(cells)
    except ValidationError:
        return None


def row_problems(row: int, cells: dict[str, Any], longest: int = LIMITS.name) -> list[Problem]:
    """List the errors of a whole row, group by group, as `check` does.

    Args:
        row: Number of the row.
        cells: Its known cells, stripped, blank ones left out.
        longest: Characters that a name may have.
    """
    found = name_problems(row, cells, longest)
    for group in _groups(tuple(cells)):
        of_group = tuple((each, cells[each]) for each in group)
        short = sum(len(cell) for _, cell in of_group) <= LONGEST_REMEMBERED
        known = _judged_before(of_group) if short else judged(row, dict(of_group))
        found += [each.in_row(row) for each in known]
    errors = [each for each in found if each.severity == "error"]
    if not any(cells.get(each) for each in ("shoe_id", "brand", "model")):
        errors += validated(row, {each: cells[each] for each in TEXT if each in cells})[0]
    order = {name: place for place, name in enumerate(cells)}
    return sorted(errors, key=lambda each: order.get(each.column, len(order)))


@lru_cache(maxsize=1024)
def _groups(columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    return groups(columns)


@lru_cache(maxsize=20_000)
def _judged_before(cells: tuple[tuple[str, str], ...]) -> list[Problem]:
    """Judge a group, or remember the judgement: what is wrong in one row is wrong in many."""
    return judged(0, dict(cells))


def _checked_mend(problem: Problem, cells: dict[str, Any]) -> Problem:
    """Keep a mend only where the cell would be right with it."""
    if problem.mend is None:
        return problem
    others: dict[str, Any] = {name: cells[name] for name in SCALES if name in cells}
    tried = {"shoe_id": "any", **others, problem.column: problem.mend}
    again, _ = validated(0, {name: cell for name, cell in tried.items() if cell})
    if any(each.column == problem.column for each in again):
        return replace(problem, mend=None, safe=False, hint="Check the number and its unit.")
    return problem


def _doubts(row: int, cells: dict[str, Any], shoe: Shoe) -> list[Problem]:
    """List what can be used and looks wrong all the same."""
    found = []
    for column in ("heel_stack_mm", "forefoot_stack_mm"):
        meant = doubtful_stack(column, float(cells.get(column, 0)))
        if meant:
            value, rule = str(cells[column]), "thinner than any sole known"
            doubt = Problem(row, column, value, rule, meant.hint, "other-unit", "warning")
            found.append(replace(doubt, mend=meant.text))
    if shoe.drop_mm is not None and shoe.drop_mm < _LOWEST_DROP_MM:
        code, hint = "sign", "Is the sign right?"
        if "forefoot_stack_mm" in cells:
            code, hint = "swapped", "Are heel and forefoot swapped?"
        forefoot = next((each for each in cells if "fore" in each), "drop_mm")
        value = str(cells.get("drop_mm", cells.get("forefoot_stack_mm", "")))
        rule = f"the toes stand {-shoe.drop_mm:g} mm higher than the heel"
        column = "drop_mm" if "drop_mm" in cells else forefoot
        found.append(Problem(row, column, value, rule, hint, code, "warning"))
    return found
