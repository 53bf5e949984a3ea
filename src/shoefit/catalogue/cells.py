"""What the writer of a cell clearly meant: a unit in the cell, a word for unknown, other case."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from shoefit.scoring.scales import OTHER_UNITS, UNITS, HardnessScale, in_unit

# Every unit and durometer scale by each of its spellings.
_UNIT: Final = {
    **{word: name for name, unit in UNITS.items() for word in unit.spellings},
    **{word: str(scale) for scale in HardnessScale for word in scale.spellings},
}

_NUMBER_AND_UNIT: Final = re.compile(
    r"([-+\u2212]?(?:\d{1,6}(?:[.,]\d{1,9})?|\.\d{1,9}))\s*(\D{0,12})"
)
_BLANKS: Final = frozenset(
    ("n/a", "na", "#n/a", "n.a.", "nan", "null", "nil", "unknown", "tbd", "tba", "?")
).union(("-", "--", "\u2013", "\u2014"))

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
    wanted = unit_of(column)
    if not unit:
        return Meant(number, f"Write {number}.", safe=True)
    return _converted(number, _UNIT.get(unit, ""), wanted)


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
        hint = f"{number} {unit} is {written} {wanted}: write {written}."
        return Meant(written, hint, safe=True)
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
    if text.strip().casefold() in _BLANKS - set(allowed):
        return Meant("", "Leave unknown ones blank.", safe=True)
    bare = {re.sub(r"[\W_]+", "", each): each for each in allowed}
    word = bare.get(re.sub(r"[\W_]+", "", text.casefold()))
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
            return _in_other_unit(column, value, unit)
    canonical, _ = OTHER_UNITS.get(column, ("", 0))
    if unit_of(canonical) == "mm" and 3 <= value <= 80:  # noqa: PLR2004 - as millimetres are
        return Meant(None, f"Millimetres? Then name the column {canonical}.", safe=False)
    return None


def _in_other_unit(column: str, value: float, unit: str) -> Meant:
    wanted = unit_of(column)
    number = shortest(in_unit(value, unit, wanted) or value)
    named = f"{column.removesuffix(wanted)}{unit}"
    rename = f", or name the column {named}" if named in OTHER_UNITS else ""
    hint = f"{UNITS[unit].name}? {value:g} {unit} is {number} {wanted}: write that{rename}."
    return Meant(number, hint, safe=False)


# The thinnest sole of the bundled catalogue is 3 mm.
THINNEST_MM: Final = 2.0


def doubtful_stack(column: str, value: float) -> Meant | None:
    """Read a stack that is thinner than any sole known, and right in inches; never safe.

    Example:
        >>> doubtful_stack("heel_stack_mm", 0.31).hint
        'Inches? 0.31 in is 7.87 mm: write that, or name the column heel_stack_in.'
    """
    if unit_of(column) == "mm" and 0 < value < THINNEST_MM:
        return _in_other_unit(column, value, "in")
    return None
