"""The other units and scales that a user's file may be in, brought to the canonical columns."""

from __future__ import annotations

from typing import Annotated, Any, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from shoefit.scoring.criteria import CLAIMED
from shoefit.scoring.scales import (
    OTHER_UNITS,
    Converted,
    HardnessScale,
    StackBasis,
    ToeBoxMethod,
    convert_stack,
)
from shoefit.shoe import Drop, Kind, Shoe, ShoreA, Stack, ToeWidth, Tolerance

DROP_CONTRADICTION_MM: Final = 1.0  # heel minus forefoot may round by so much, no more

_NonNegative = Annotated[float, Field(ge=0)]


class _OnScales(BaseModel):
    """The columns that say on which scale a reading is, and those that they speak of."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    kind: Kind = Kind.SHOE
    heel_stack_mm: Stack | None = None
    heel_stack_mm_tolerance: Tolerance | None = None
    forefoot_stack_mm: Stack | None = None
    stack_basis: StackBasis = StackBasis.WITH_INSOLE
    insole_mm: Annotated[float, Field(ge=0, le=20)] | None = None
    drop_mm: Drop | None = None
    midsole_hardness: ShoreA | None = None
    midsole_hardness_shore_a_tolerance: Tolerance | None = None
    hardness_scale: HardnessScale | None = None
    toe_box_width_mm: ToeWidth | None = None
    toe_box_width_mm_tolerance: Tolerance | None = None
    toe_box_method: ToeBoxMethod = ToeBoxMethod.GEL_MOULD_TOE


_IN_UNITS: Final[dict[str, Any]] = {
    column: ((float if canonical == "drop_mm" else _NonNegative) | None, None)
    for column, (canonical, _) in OTHER_UNITS.items()
}

# Every column that a conversion reads. `insole_mm` is read where `stack_basis` says that the stack
# leaves it out; `forefoot_stack_mm` gives the drop where none is stated.
OtherScales = create_model("OtherScales", __base__=_OnScales, **_IN_UNITS)

# The columns that only a user's file has.
OTHER_COLUMNS: Final = tuple(
    each for each in OtherScales.model_fields if each not in Shoe.model_fields
)


class Refused(NamedTuple):
    """A cell that cannot be brought to the columns of `Shoe`: the rule's name, the rule, a hint."""

    column: str
    code: str
    rule: str
    hint: str


class Canonical:
    """One row on its way to the columns of `Shoe`.

    Attributes:
        cells: Cells for `Shoe`.
        refused: The other cells that cannot be used.
        error: What was found before anything could be converted.
        origin: The column that a canonical cell was made from, where that is another one.
    """

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.cells = {name: cell for name, cell in given.items() if name not in OTHER_COLUMNS}
        self.refused: list[Refused] = []
        self.error: ValidationError | None = None
        self.origin: dict[str, str] = {}

    def refuse(self, column: str, code: str, rule: str, hint: str) -> None:
        """Note a problem with a cell."""
        self.refused.append(Refused(column, code, rule, hint))

    def named(self, column: str) -> str:
        """Name a canonical column as the file does."""
        return self.origin.get(column, column)

    def given_twice(self, column: str, canonical: str) -> bool:
        """Refuse a cell whose reading another column gives too; say whether one does."""
        other = self.named(canonical)
        if other not in self.given:
            return False
        self.refuse(column, "given-twice", f"{other} is given too", "Keep one of the two.")
        return True

    def put(self, column: str, converted: Converted, stated: float | None) -> None:
        """Store a converted reading, and its tolerance where the conversion adds doubt."""
        self.cells[column] = converted.value
        if converted.error or converted.above:
            base = CLAIMED[column] if stated is None else stated
            self.cells[f"{column}_tolerance"] = converted.tolerance(base)
            above = converted.tolerance_above(base)
            if above is not None:
                self.cells[f"{column}_tolerance_above"] = above


def to_canonical(given: dict[str, Any]) -> Canonical:
    """Bring one row with other scales to the columns of `Shoe`.

    Args:
        given: The row's known cells, blank ones left out.

    Example:
        >>> to_canonical({"shoe_id": "mine", "heel_stack_in": "0.5"}).cells
        {'shoe_id': 'mine', 'heel_stack_mm': 12.7}
    """
    canonical = Canonical(given)
    try:
        read = OtherScales.model_validate(given)
    except ValidationError as error:
        canonical.error = error
        return canonical
    _stack_and_drop(canonical, read, _on_one_unit(canonical, read))
    _hardness(canonical, read)
    if read.toe_box_width_mm is not None:
        width = read.toe_box_method.convert(read.toe_box_width_mm)
        if width is None:
            canonical.refuse(
                "toe_box_method",
                "ball-width",
                "a width at the ball says nothing of the toes",
                "Rename the width column to keep it unscored, or give one near the big toe.",
            )
        else:
            canonical.put("toe_box_width_mm", width, read.toe_box_width_mm_tolerance)
    return canonical


def _on_one_unit(canonical: Canonical, read: _OnScales) -> dict[str, float]:
    """Bring lengths to millimetres and the weight to grams; exact, so no doubt is added."""
    numbers = {
        name: value
        for name in ("heel_stack_mm", "forefoot_stack_mm", "drop_mm")
        if (value := getattr(read, name)) is not None
    }
    for column, (target, size) in OTHER_UNITS.items():
        value = getattr(read, column)
        if value is None or canonical.given_twice(column, target):
            continue
        numbers[target] = value * size
        canonical.origin[target] = column
        if target in Shoe.model_fields:
            canonical.cells[target] = numbers[target]
    return numbers


def _stack_and_drop(canonical: Canonical, read: _OnScales, numbers: dict[str, float]) -> None:
    heel, forefoot = numbers.get("heel_stack_mm"), numbers.get("forefoot_stack_mm")
    if heel is None:
        return
    if forefoot is not None:
        drop = numbers.get("drop_mm")
        if drop is None:
            canonical.cells["drop_mm"] = heel - forefoot
            canonical.origin["drop_mm"] = canonical.named("forefoot_stack_mm")
        elif abs(heel - forefoot - drop) > DROP_CONTRADICTION_MM:
            swapped = drop > 0 and abs(forefoot - heel - drop) <= DROP_CONTRADICTION_MM
            canonical.refuse(
                canonical.named("drop_mm"),
                "contradiction",
                f"heel minus forefoot is {heel - forefoot:g} mm",
                "Heel and forefoot look swapped: change them over."
                if swapped
                else "Correct one of the three, or leave the wrong one blank.",
            )
    converted = convert_stack(heel, read.stack_basis, read.insole_mm, read.kind)
    if converted is None:
        canonical.cells.pop("heel_stack_mm", None)
    else:
        canonical.put("heel_stack_mm", converted, read.heel_stack_mm_tolerance)


def _hardness(canonical: Canonical, read: _OnScales) -> None:
    column, scale = "midsole_hardness_shore_a", read.hardness_scale
    if read.midsole_hardness is None:
        if column in canonical.given and scale not in {None, HardnessScale.SHORE_A}:
            canonical.refuse(
                "hardness_scale",
                "contradiction",
                f"the column {column} is in Shore A",
                "Name the column midsole_hardness: then the scale is converted.",
            )
    elif scale is None:
        canonical.refuse(
            "midsole_hardness",
            "no-scale",
            "has no scale",
            f"Say {' or '.join(HardnessScale)} in hardness_scale: "
            "the two differ by about 18 points.",
        )
    elif not canonical.given_twice("midsole_hardness", column):
        canonical.origin[column] = "midsole_hardness"
        stated = read.midsole_hardness_shore_a_tolerance
        canonical.put(column, scale.convert(read.midsole_hardness), stated)
