"""The other scales that a user's file may be in, brought to the canonical columns."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shoefit.catalogue.problems import Problem, from_validation
from shoefit.scoring import scales
from shoefit.scoring.convert import (
    Converted,
    HardnessScale,
    StackBasis,
    ToeBoxMethod,
    convert_hardness,
    convert_stack,
    convert_toe_box,
)
from shoefit.scoring.criteria import CLAIMED
from shoefit.shoe import Drop, Kind, Shoe, ShoreA, Stack, ToeWidth, Tolerance

DROP_CONTRADICTION_MM: Final = 1.0  # heel minus forefoot may round by so much, no more

_NonNegative = Annotated[float, Field(ge=0)]


class Offered(BaseModel):
    """The columns beside those of `Shoe` that a user's file may have, and two that go with them.

    `insole_mm` is read where `stack_basis` says that the stack leaves it out; `forefoot_stack_mm`
    gives the drop where none is stated.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    kind: Kind = Kind.SHOE
    heel_stack_mm: Stack | None = None
    heel_stack_in: _NonNegative | None = None
    heel_stack_cm: _NonNegative | None = None
    heel_stack_mm_tolerance: Tolerance | None = None
    forefoot_stack_mm: Stack | None = None
    forefoot_stack_in: _NonNegative | None = None
    forefoot_stack_cm: _NonNegative | None = None
    stack_basis: StackBasis = StackBasis.WITH_INSOLE
    insole_mm: Annotated[float, Field(ge=0, le=20)] | None = None
    drop_mm: Drop | None = None
    drop_in: float | None = None
    drop_cm: float | None = None
    midsole_hardness: ShoreA | None = None
    midsole_hardness_shore_a_tolerance: Tolerance | None = None
    hardness_scale: HardnessScale | None = None
    toe_box_width_mm: ToeWidth | None = None
    toe_box_width_mm_tolerance: Tolerance | None = None
    toe_box_method: ToeBoxMethod = ToeBoxMethod.GEL_MOULD_TOE
    weight_oz: _NonNegative | None = None


# The columns that only a user's file has.
OFFERED: Final = tuple(name for name in Offered.model_fields if name not in Shoe.model_fields)

_LENGTHS: Final = (
    ("heel_stack_in", "heel_stack_mm", scales.MM_PER_INCH),
    ("heel_stack_cm", "heel_stack_mm", scales.MM_PER_CENTIMETRE),
    ("forefoot_stack_in", "forefoot_stack_mm", scales.MM_PER_INCH),
    ("forefoot_stack_cm", "forefoot_stack_mm", scales.MM_PER_CENTIMETRE),
    ("drop_in", "drop_mm", scales.MM_PER_INCH),
    ("drop_cm", "drop_mm", scales.MM_PER_CENTIMETRE),
    ("weight_oz", "weight_g", scales.GRAMS_PER_OUNCE),
)


class Canonical:
    """One row on its way to the columns of `Shoe`.

    Attributes:
        cells: Cells for `Shoe`.
        problems: What is wrong with the other cells.
        origin: The column that a canonical cell was made from, where that is another one.
    """

    def __init__(self, row: int, given: dict[str, Any]) -> None:
        self.row = row
        self.given = given
        self.cells = {name: cell for name, cell in given.items() if name not in OFFERED}
        self.problems: list[Problem] = []
        self.origin: dict[str, str] = {}

    def refuse(self, column: str, code: str, rule: str, hint: str) -> None:
        """Note a problem with a cell."""
        value = str(self.given.get(column, ""))
        self.problems.append(Problem(self.row, column, value, rule, hint, code))


def to_canonical(row: int, given: dict[str, Any]) -> Canonical:
    """Bring one row with other scales to the columns of `Shoe`.

    Args:
        row: Number of the row, for problems.
        given: The row's known cells, blank ones left out.

    Example:
        >>> to_canonical(2, {"shoe_id": "mine", "heel_stack_in": "0.5"}).cells
        {'shoe_id': 'mine', 'heel_stack_mm': 12.7}
    """
    canonical = Canonical(row, given)
    try:
        offered = Offered.model_validate(given)
    except ValidationError as error:
        found = from_validation(row, given, error)
        canonical.problems += [each for each in found if each.column in OFFERED]
        return canonical
    numbers = _on_one_unit(canonical, offered)
    _stack_and_drop(canonical, offered, numbers)
    _hardness(canonical, offered)
    _toe_box(canonical, offered)
    return canonical


def _on_one_unit(canonical: Canonical, offered: Offered) -> dict[str, float]:
    """Bring lengths to millimetres and the weight to grams; exact, so no doubt is added."""
    numbers = {
        name: value
        for name in ("heel_stack_mm", "forefoot_stack_mm", "drop_mm")
        if (value := getattr(offered, name)) is not None
    }
    for column, target, factor in _LENGTHS:
        value = getattr(offered, column)
        if value is None:
            continue
        if target in canonical.given or target in canonical.origin:
            other = canonical.origin.get(target, target)
            canonical.refuse(column, "given-twice", f"{other} is given too", "Keep one of the two.")
            continue
        numbers[target] = value * factor
        canonical.origin[target] = column
        if target in Shoe.model_fields:
            canonical.cells[target] = numbers[target]
    return numbers


def _stack_and_drop(canonical: Canonical, offered: Offered, numbers: dict[str, float]) -> None:
    heel, forefoot = numbers.get("heel_stack_mm"), numbers.get("forefoot_stack_mm")
    if heel is None:
        return
    if forefoot is not None:
        drop = numbers.get("drop_mm")
        if drop is None:
            canonical.cells["drop_mm"] = heel - forefoot
            canonical.origin["drop_mm"] = canonical.origin.get(
                "forefoot_stack_mm", "forefoot_stack_mm"
            )
        elif abs(heel - forefoot - drop) > DROP_CONTRADICTION_MM:
            canonical.refuse(
                canonical.origin.get("drop_mm", "drop_mm"),
                "contradiction",
                f"heel minus forefoot is {heel - forefoot:g} mm",
                _which_is_wrong(heel, forefoot, drop),
            )
    converted = convert_stack(heel, offered.stack_basis, offered.insole_mm, offered.kind)
    _put(canonical, "heel_stack_mm", converted, offered.heel_stack_mm_tolerance)


def _which_is_wrong(heel: float, forefoot: float, drop: float) -> str:
    if drop > 0 and abs(forefoot - heel - drop) <= DROP_CONTRADICTION_MM:
        return "Heel and forefoot look swapped: change them over."
    return "Correct one of the three, or leave the wrong one blank."


def _hardness(canonical: Canonical, offered: Offered) -> None:
    if offered.midsole_hardness is None:
        shore_a = "midsole_hardness_shore_a" in canonical.given
        if shore_a and offered.hardness_scale is HardnessScale.ASKER_C:
            canonical.refuse(
                "hardness_scale",
                "contradiction",
                "the column midsole_hardness_shore_a is in Shore A",
                "Name the column midsole_hardness: then the scale is converted.",
            )
        return
    if offered.hardness_scale is None:
        canonical.refuse(
            "midsole_hardness",
            "no-scale",
            "has no scale",
            "Say shore_a or asker_c in hardness_scale: the two differ by about 18 points.",
        )
        return
    if "midsole_hardness_shore_a" in canonical.given:
        canonical.refuse(
            "midsole_hardness",
            "given-twice",
            "midsole_hardness_shore_a is given too",
            "Keep one of the two.",
        )
        return
    converted = convert_hardness(offered.midsole_hardness, offered.hardness_scale)
    canonical.cells["midsole_hardness_shore_a"] = converted.value
    canonical.origin["midsole_hardness_shore_a"] = "midsole_hardness"
    stated = offered.midsole_hardness_shore_a_tolerance
    _put(canonical, "midsole_hardness_shore_a", converted, stated)


def _toe_box(canonical: Canonical, offered: Offered) -> None:
    if offered.toe_box_width_mm is None:
        return
    converted = convert_toe_box(offered.toe_box_width_mm, offered.toe_box_method)
    if converted is None:
        canonical.refuse(
            "toe_box_method",
            "ball-width",
            "a width at the ball says nothing of the toes",
            "Rename the width column to keep it unscored, or give one near the big toe.",
        )
        return
    _put(canonical, "toe_box_width_mm", converted, offered.toe_box_width_mm_tolerance)


def _put(canonical: Canonical, column: str, converted: Converted, stated: float | None) -> None:
    """Store a converted reading, and its tolerance where the conversion adds doubt."""
    canonical.cells[column] = converted.value
    if not (converted.error or converted.above):
        return
    base = CLAIMED[column] if stated is None else stated
    canonical.cells[f"{column}_tolerance"] = converted.tolerance(base)
    above = converted.tolerance_above(base)
    if above is not None:
        canonical.cells[f"{column}_tolerance_above"] = above
