"""Other units, scales and spellings than shoefit's: columns converted, wrong cells explained."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from shoefit.scoring.criteria import CLAIMED
from shoefit.scoring.scales import (
    ASKER_C_SEEN,
    OTHER_UNITS,
    UNITS,
    Converted,
    HardnessScale,
    StackBasis,
    ToeBoxMethod,
    convert_stack,
    in_unit,
)
from shoefit.shoe import Drop, Kind, Shoe, ShoreA, Stack, ToeWidth, Tolerance

# How far apart readings of one foam are in the middle of what was seen.
_MIDDLE: Final = sum(ASKER_C_SEEN) / 2
_SCALES_APART: Final = _MIDDLE - HardnessScale.ASKER_C.convert(_MIDDLE).value

DROP_CONTRADICTION_MM: Final = 1.0  # heel minus forefoot may round by so much, no more


# Every column that a conversion reads, with its type and what it is where nobody says. `insole_mm`
# is read where `stack_basis` says that the stack leaves it out; `forefoot_stack_mm` gives the drop
# where none is stated.
CONVERTED: Final[dict[str, Any]] = {
    "kind": (Kind, Kind.SHOE),
    "heel_stack_mm": (Stack | None, None),
    "heel_stack_mm_tolerance": (Tolerance | None, None),
    "forefoot_stack_mm": (Stack | None, None),
    "stack_basis": (StackBasis, StackBasis.WITH_INSOLE),
    "insole_mm": (Annotated[float, Field(ge=0, le=20)] | None, None),
    "drop_mm": (Drop | None, None),
    "midsole_hardness": (ShoreA | None, None),
    "midsole_hardness_shore_a_tolerance": (Tolerance | None, None),
    "hardness_scale": (HardnessScale | None, None),
    "toe_box_width_mm": (ToeWidth | None, None),
    "toe_box_width_mm_tolerance": (Tolerance | None, None),
    "toe_box_method": (ToeBoxMethod, ToeBoxMethod.GEL_MOULD_TOE),
    **{
        column: ((float if canonical == "drop_mm" else Annotated[float, Field(ge=0)]) | None, None)
        for column, (canonical, _) in OTHER_UNITS.items()
    },
}

# The columns that only a user's file has.
OTHER_COLUMNS: Final = tuple(each for each in CONVERTED if each not in Shoe.model_fields)


@cache
def _other_scales() -> type[BaseModel]:
    """Model them; built where a file has one of `OTHER_COLUMNS`: few have."""
    config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)
    return create_model("OtherScales", __config__=config, **CONVERTED)


class Canonical:
    """One row on its way to the columns of `Shoe`.

    Attributes:
        cells: Cells for `Shoe`.
        refused: The other cells that cannot be used: column, rule, hint and the rule's name.
        error: What was found before anything could be converted.
        origin: The column that a canonical cell was made from, where that is another one.
    """

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.cells = {name: cell for name, cell in given.items() if name not in OTHER_COLUMNS}
        self.refused: list[tuple[str, str, str, str]] = []
        self.error: ValidationError | None = None
        self.origin: dict[str, str] = {}

    def named(self, column: str) -> str:
        """Name a canonical column as the file does."""
        return self.origin.get(column, column)

    def given_twice(self, column: str, canonical: str) -> bool:
        """Refuse a cell whose reading another column gives too; say whether one does."""
        other = self.named(canonical)
        if other not in self.given:
            return False
        rule, hint = f"{other} is given too", "Keep one of the two."
        self.refused.append((column, rule, hint, "given-twice"))
        return True

    def put(self, column: str, converted: Converted, stated: float | None) -> None:
        """Store a converted reading, and its tolerance where the conversion adds doubt."""
        self.cells[column] = converted.value
        if converted.error or converted.above:
            base = CLAIMED[column] if stated is None else stated
            self.cells[f"{column}_tolerance"] = converted.tolerance(base)
            if (above := converted.tolerance_above(base)) is not None:
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
        read: Any = _other_scales().model_validate(given)
    except ValidationError as error:
        canonical.error = error
        return canonical
    _stack_and_drop(canonical, read, _on_one_unit(canonical, read))
    _hardness(canonical, read)
    if read.toe_box_width_mm is not None:
        width = read.toe_box_method.convert(read.toe_box_width_mm)
        if width is None:
            rule = "a width at the ball says nothing of the toes"
            hint = "Rename the width column to keep it unscored, or give one near the big toe."
            canonical.refused.append(("toe_box_method", rule, hint, "ball-width"))
        else:
            canonical.put("toe_box_width_mm", width, read.toe_box_width_mm_tolerance)
    return canonical


def _on_one_unit(canonical: Canonical, read: Any) -> dict[str, float]:
    """Bring lengths to millimetres and the weight to grams; exact, so no doubt is added."""
    lengths = {"heel_stack_mm", "forefoot_stack_mm", "drop_mm"}
    numbers: dict[str, float] = read.model_dump(include=lengths, exclude_none=True)
    for column, (target, size) in OTHER_UNITS.items():
        value = getattr(read, column)
        if value is None or canonical.given_twice(column, target):
            continue
        numbers[target] = value * size
        canonical.origin[target] = column
        if target in Shoe.model_fields:
            canonical.cells[target] = numbers[target]
    return numbers


def _stack_and_drop(canonical: Canonical, read: Any, numbers: dict[str, float]) -> None:
    heel, forefoot = numbers.get("heel_stack_mm"), numbers.get("forefoot_stack_mm")
    if heel is None:
        return
    if forefoot is not None:
        drop = numbers.get("drop_mm")
        if drop is None:
            canonical.cells["drop_mm"] = heel - forefoot
            canonical.origin["drop_mm"] = canonical.named("forefoot_stack_mm")
        elif abs(heel - forefoot - drop) > DROP_CONTRADICTION_MM:
            rule = f"heel minus forefoot is {heel - forefoot:g} mm"
            hint = "Correct one of the three, or leave the wrong one blank."
            if drop > 0 and abs(forefoot - heel - drop) <= DROP_CONTRADICTION_MM:
                hint = "Heel and forefoot look swapped: change them over."
            canonical.refused.append((canonical.named("drop_mm"), rule, hint, "contradiction"))
    converted = convert_stack(heel, read.stack_basis, read.insole_mm, read.kind)
    if converted is None:
        canonical.cells.pop("heel_stack_mm", None)
    else:
        canonical.put("heel_stack_mm", converted, read.heel_stack_mm_tolerance)


def _hardness(canonical: Canonical, read: Any) -> None:
    column, scale = "midsole_hardness_shore_a", read.hardness_scale
    if read.midsole_hardness is None:
        if column in canonical.given and scale not in {None, HardnessScale.SHORE_A}:
            rule = f"the column {column} is in Shore A"
            hint = "Name the column midsole_hardness: then the scale is converted."
            canonical.refused.append(("hardness_scale", rule, hint, "contradiction"))
    elif scale is None:
        hint = (
            f"Say {' or '.join(HardnessScale)} in hardness_scale: "
            f"the two differ by about {_SCALES_APART:.0f} points."
        )
        canonical.refused.append(("midsole_hardness", "has no scale", hint, "no-scale"))
    elif not canonical.given_twice("midsole_hardness", column):
        canonical.origin[column] = "midsole_hardness"
        stated = read.midsole_hardness_shore_a_tolerance
        canonical.put(column, scale.convert(read.midsole_hardness), stated)


# Every unit and durometer scale by each of its spellings.
_UNIT: Final = {
    **{word: name for name, unit in UNITS.items() for word in unit.spellings.split()},
    **{word: str(scale) for scale in HardnessScale for word in scale.spellings},
}

_NUMBER_AND_UNIT: Final = re.compile(
    r"([-+\u2212]?(?:\d{1,6}(?:[.,]\d{1,9})?|\.\d{1,9}))\s*(\D{0,12})"
)
_BLANKS: Final = frozenset(
    ("n/a", "na", "#n/a", "n.a.", "nan", "null", "nil", "unknown", "tbd", "tba", "?")
).union(("-", "--", "\u2013", "\u2014"))

_NO_LETTERS: Final = re.compile(r"[\W_]+")

# Shops write a level shoe so.
_ZERO_DROP: Final = re.compile(r"zero([ -]drop)?")


class Meant(NamedTuple):
    """What a cell should hold.

    Attributes:
        text: The cell's text as it should be; None where another column is the right place.
        hint: What to do, in a sentence.
        safe: Whether the intent is certain enough to mend the cell without asking.
    """

    text: str | None
    hint: str
    safe: bool


@cache
def unit_of(column: str) -> str:
    """Return the unit that a column is in, by the end of its name; "" where it has none.

    Example:
        >>> unit_of("heel_stack_mm"), unit_of("kind")
        ('mm', '')
    """
    units = (*UNITS, HardnessScale.SHORE_A)
    return next((unit for unit in units if column.endswith(f"_{unit}")), "")


def meant_number(column: str, text: str) -> Meant | None:
    """Read a cell that should be a number and is not one.

    Example:
        >>> meant_number("heel_stack_mm", '0.31"')
        Meant(text='7.87', hint='0.31 in is 7.87 mm: write 7.87.', safe=True)
        >>> meant_number("weight_g", "n/a").text
        ''
    """
    cell = text.strip().casefold()
    if cell in _BLANKS:
        return Meant("", "Leave unknown ones blank.", safe=True)
    if column.startswith("drop_") and _ZERO_DROP.fullmatch(cell):
        return Meant("0", "Write 0.", safe=True)
    match = _NUMBER_AND_UNIT.fullmatch(cell)
    if match is None:
        return None
    number, unit = _plain(match[1]), match[2].strip().rstrip(".")
    if number is None:
        return None
    if not unit:
        return Meant(number, f"Write {number}.", safe=True)
    return _converted(number, _UNIT.get(unit, ""), unit_of(column))


def _plain(number: str) -> str | None:
    """Write a number with a point; None where a comma may part thousands."""
    whole, comma, rest = number.replace("\u2212", "-").lstrip("+").partition(",")
    if comma and len(rest) == 3:  # noqa: PLR2004 - 1,234 is a thousand to some and one to others
        return None
    return f"{whole}.{rest}" if comma else whole


def _converted(number: str, unit: str, wanted: str) -> Meant | None:
    if not unit:
        return None
    if unit == wanted:
        return Meant(number, f"Write {number}, without the unit.", safe=True)
    value = in_unit(float(number), unit, wanted)
    if value is not None:
        written = shortest(value)
        return Meant(written, f"{number} {unit} is {written} {wanted}: write {written}.", safe=True)
    scale = next((each for each in HardnessScale if each == unit), None)
    if scale and wanted == HardnessScale.SHORE_A:
        return Meant(None, hardness_hint(float(number), scale), safe=False)
    return None


def hardness_hint(value: float, scale: HardnessScale) -> str:
    """Say where a hardness on another scale than Shore A belongs.

    Example:
        >>> hardness_hint(40, HardnessScale.ASKER_C)[:32]
        '40 Asker C is about 21 Shore A: '
    """
    return (
        f"{value:g} {scale.said} is about {scale.convert(value).value:.0f} Shore A: "
        f"put it into midsole_hardness, with {scale} in hardness_scale."
    )


def shortest(value: float) -> str:
    """Write a number to a hundredth, without trailing zeros.

    Example:
        >>> shortest(7.874), shortest(8.0)
        ('7.87', '8')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def meant_word(text: str, allowed: list[str]) -> Meant | None:
    """Read a word that differs from an allowed one in case, spaces or hyphens only.

    Example:
        >>> meant_word("Toe Shoe", ["shoe", "toe-shoe"]).text
        'toe-shoe'
    """
    if text.strip().casefold() in _BLANKS.difference(allowed):
        return Meant("", "Leave unknown ones blank.", safe=True)
    letters = re.sub(_NO_LETTERS, "", text.casefold())
    word = next((each for each in allowed if re.sub(_NO_LETTERS, "", each) == letters), None)
    return Meant(word, f"Write {word}.", safe=True) if word else None


# What a number outside its limits is likely to be in: from 57 to 567 g every shoe known weighs,
# from 60 to 102 mm every toe box is wide.
_LIKELY: Final = (
    ("weight_g", "oz", 2, 20),
    ("weight_g", "kg", 0.05, 1.5),
    ("toe_box_width_mm", "in", 2.5, 4),
    ("toe_box_width_mm", "cm", 6, 10),
)


def meant_out_of_range(column: str, value: float) -> Meant | None:
    """Read a number outside its limits that would be right in another unit; never safe.

    Example:
        >>> meant_out_of_range("weight_g", 9.5).hint
        'Ounces? 9.5 oz is 269.32 g: write that, or name the column weight_oz.'
    """
    for likely, unit, least, most in _LIKELY:
        if column == likely and least <= value <= most:
            return in_other_unit(column, value, unit)
    canonical, _ = OTHER_UNITS.get(column, ("", 0))
    if unit_of(canonical) == "mm" and 3 <= value <= 80:  # noqa: PLR2004 - as millimetres are
        return Meant(None, f"Millimetres? Then name the column {canonical}.", safe=False)
    return None


def in_other_unit(column: str, value: float, unit: str) -> Meant:
    """Say what a number would be, were it in another unit."""
    wanted = unit_of(column)
    number = shortest(in_unit(value, unit, wanted) or value)
    named = f"{column.removesuffix(wanted)}{unit}"
    rename = f", or name the column {named}" if named in OTHER_UNITS else ""
    hint = f"{UNITS[unit].name}? {value:g} {unit} is {number} {wanted}: write that{rename}."
    return Meant(number, hint, safe=False)
