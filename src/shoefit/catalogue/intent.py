"""What the writer of a cell clearly meant: a unit in the cell, a word for unknown, other case."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from shoefit.scoring import scales

MM_PER: Final = {"mm": 1.0, "cm": scales.MM_PER_CENTIMETRE, "in": scales.MM_PER_INCH}
GRAMS_PER: Final = {"g": 1.0, "kg": 1000.0, "oz": scales.GRAMS_PER_OUNCE, "lb": 453.59237}

# The same unit as people write it.
_SPELLINGS: Final = {
    "mm": ("mm", "millimeter", "millimeters", "millimetre", "millimetres"),
    "cm": ("cm", "centimeter", "centimeters", "centimetre", "centimetres"),
    "in": ("in", "inch", "inches", '"', "''", "\u2033", "\u201d", "\u201c"),
    "g": ("g", "gr", "gm", "gram", "grams", "gramme", "grammes"),
    "kg": ("kg", "kilo", "kilos", "kilogram", "kilograms"),
    "oz": ("oz", "ounce", "ounces"),
    "lb": ("lb", "lbs", "pound", "pounds"),
    "shore_a": ("a", "ha", "shore a", "shore_a", "shorea", "sha"),
    "asker_c": ("c", "hc", "ac", "asker c", "asker_c", "askerc"),
}
_UNIT: Final = {word: unit for unit, words in _SPELLINGS.items() for word in words}

# What a column is in, by the end of its name.
_COLUMN_UNITS: Final = ("mm", "cm", "in", "g", "oz", "shore_a")

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


def unit_of(column: str) -> str:
    """Return the unit that a column is in, "" where it has none.

    Example:
        >>> unit_of("heel_stack_mm"), unit_of("kind")
        ('mm', '')
    """
    return next((unit for unit in _COLUMN_UNITS if column.endswith(f"_{unit}")), "")


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
    for factors in (MM_PER, GRAMS_PER):
        if unit in factors and wanted in factors:
            value = shortest(float(number) * factors[unit] / factors[wanted])
            hint = f"{number} {unit} is {value} {wanted}: write {value}."
            return Meant(value, hint, safe=True)
    if (unit, wanted) == ("asker_c", "shore_a"):
        return Meant(None, asker_c_hint(float(number)), safe=False)
    return None


def asker_c_hint(value: float) -> str:
    """Say where an Asker C reading belongs."""
    shore_a, _ = scales.asker_c_to_shore_a(value)
    return (
        f"{value:g} Asker C is about {shore_a:.0f} Shore A: put it into midsole_hardness, "
        "with asker_c in hardness_scale."
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


def meant_out_of_range(column: str, value: float) -> Meant | None:
    """Read a number outside its limits that would be right in another unit; never safe.

    Example:
        >>> meant_out_of_range("weight_g", 9.5).hint
        'Ounces? 9.5 oz is 269.32 g: write that, or name the column weight_oz.'
    """
    if column == "weight_g" and 2 <= value < 20:  # noqa: PLR2004 - 57 to 567 g: every shoe known
        return _other_unit(column, value, "oz", "Ounces")
    if column == "weight_g" and 0.05 <= value <= 1.5:  # noqa: PLR2004 - 50 to 1,500 g
        grams = shortest(value * 1000)
        return Meant(grams, f"Kilograms? {value:g} kg is {grams} g: write that.", safe=False)
    if column == "toe_box_width_mm" and 2.5 <= value <= 4:  # noqa: PLR2004 - 64 to 102 mm
        width = shortest(value * scales.MM_PER_INCH)
        return Meant(width, f"Inches? {value:g} in is {width} mm: write that.", safe=False)
    if column == "toe_box_width_mm" and 6 <= value <= 10:  # noqa: PLR2004 - 60 to 100 mm
        width = shortest(value * 10)
        return Meant(width, f"Centimetres? {value:g} cm is {width} mm: write that.", safe=False)
    if unit_of(column) in {"in", "cm"} and 3 <= value <= 80:  # noqa: PLR2004 - as millimetres are
        named = f"{column.removesuffix(unit_of(column))}mm"
        return Meant(None, f"Millimetres? Then name the column {named}.", safe=False)
    return None


def _other_unit(column: str, value: float, unit: str, name: str) -> Meant:
    wanted = unit_of(column)
    factors = MM_PER if unit in MM_PER else GRAMS_PER
    number = shortest(value * factors[unit] / factors[wanted])
    named = f"{column.removesuffix(wanted)}{unit}"
    hint = f"{name}? {value:g} {unit} is {number} {wanted}: write that, or name the column {named}."
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
        return _other_unit(column, value, "in", "Inches")
    return None
