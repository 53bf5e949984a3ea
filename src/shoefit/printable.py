"""Text from a catalogue, made safe to print: shown, not obeyed."""

from __future__ import annotations

from typing import Final

# A spreadsheet takes a cell that starts with one of these for a formula.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def shown(text: str) -> str:
    r"""Show control and direction characters instead of obeying them.

    Example:
        >>> shown("red \x1b[31m")
        'red \\x1b[31m'
    """
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in text
    )


def clipped(text: str, width: int) -> str:
    """Cut a text that is too long for its column.

    Example:
        >>> clipped("Bedrock Sandals Earthquake V2", 20)
        'Bedrock Sandals E...'
    """
    return text if len(text) <= width else f"{text[: width - 3]}..."


def no_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Example:
        >>> no_formula("=1+1"), no_formula("Luna")
        ("'=1+1", 'Luna')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
