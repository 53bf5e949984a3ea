"""What is wrong with the cells of a row, judged in groups that stand or fall together."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from shoefit.catalogue.cells import doubtful_stack
from shoefit.catalogue.other_scales import OTHER_COLUMNS, OtherScales, to_canonical
from shoefit.catalogue.problems import Problem, from_validation
from shoefit.scoring.scales import OTHER_UNITS, SCALES
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHER_COLUMNS: Final = frozenset(OTHER_COLUMNS)
KNOWN: Final = (*Shoe.model_fields, *OTHER_COLUMNS)

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

_MIDSOLE: Final = ("midsole", "midsole_hardness_shore_a")

# Judgements of longer cells are not remembered: they would fill the memory, and hardly repeat.
LONGEST_REMEMBERED: Final = 200

# A drop below this is no rounding: the lowest of the bundled catalogue is -1 mm.
_LOWEST_DROP_MM: Final = -1.5


def groups(columns: Iterable[str]) -> list[tuple[str, ...]]:
    """Split the known columns of a file into groups that can be judged one by one.

    Example:
        >>> groups(["brand", "year", "weight_g", "weight_oz", "colour"])
        [('year',), ('weight_g', 'weight_oz')]
    """
    left = dict.fromkeys(each for each in columns if each in KNOWN and each not in TEXT)
    found: dict[tuple[str, ...], None] = {}
    for column in left:
        group = next((each for each in _TOGETHER if column in each), (column,))
        members = tuple(each for each in left if each in group)
        if _OTHER_COLUMNS.isdisjoint(
            members
        ):  # nothing is converted: one rule alone reaches across
            members = tuple(each for each in left if column in _MIDSOLE and each in _MIDSOLE)
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
    named = {"shoe_id": "any", **cells}
    found, shoe = validated(row, named)
    if found:
        return [_checked_mend(each, cells) for each in found]
    return [*_doubts(row, cells, shoe)] if shoe else []


def validated(row: int, cells: dict[str, Any]) -> tuple[list[Problem], Shoe | None]:
    """Validate the known cells of one row or group: its problems, or else the shoe."""
    origin: dict[str, str] = {}
    found: list[Problem] = []
    canonical = cells
    if not _OTHER_COLUMNS.isdisjoint(cells):
        converted = to_canonical(row, cells)
        canonical, origin, found = converted.cells, converted.origin, converted.problems
    try:
        shoe = Shoe.model_validate(canonical)
    except ValidationError as error:
        return found + from_validation(row, canonical | cells, error, origin), None
    return found, None if found else shoe


def shoe_of(cells: dict[str, Any]) -> Shoe | None:
    """Make a shoe of the known cells of one row; None where `row_problems` has something to say."""
    if not _OTHER_COLUMNS.isdisjoint(cells):
        return validated(0, cells)[1]
    try:
        return Shoe.model_validate(cells)
    except ValidationError:
        return None


def row_problems(row: int, cells: dict[str, Any]) -> list[Problem]:
    """List the errors of a whole row, group by group, as `check` does.

    Args:
        row: Number of the row.
        cells: Its known cells, stripped, blank ones left out.
    """
    found: list[Problem] = []
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
    again, _ = validated(0, _filled({"shoe_id": "any", **others, problem.column: problem.mend}))
    if any(each.column == problem.column for each in again):
        return replace(problem, mend=None, safe=False, hint="Check the number and its unit.")
    return problem


def _filled(cells: dict[str, Any]) -> dict[str, Any]:
    return {name: cell for name, cell in cells.items() if cell}


def _doubts(row: int, cells: dict[str, Any], shoe: Shoe) -> Iterable[Problem]:
    """Yield what can be used and looks wrong all the same."""
    for column in ("heel_stack_mm", "forefoot_stack_mm"):
        meant = doubtful_stack(column, float(cells.get(column, 0)))
        if meant:
            yield Problem(
                row,
                column,
                str(cells[column]),
                "thinner than any sole known",
                meant.hint,
                "other-unit",
                "warning",
                meant.text,
            )
    if shoe.drop_mm is not None and shoe.drop_mm < _LOWEST_DROP_MM:
        swapped = "forefoot_stack_mm" in cells
        yield Problem(
            row,
            "drop_mm" if "drop_mm" in cells else next((c for c in cells if "fore" in c), "drop_mm"),
            str(cells.get("drop_mm", cells.get("forefoot_stack_mm", ""))),
            f"the toes stand {-shoe.drop_mm:g} mm higher than the heel",
            "Are heel and forefoot swapped?" if swapped else "Is the sign right?",
            "swapped" if swapped else "sign",
            "warning",
        )
