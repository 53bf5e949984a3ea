"""Text from a catalogue, made safe to print: shown, not obeyed."""

from __future__ import annotations


def shown(text: str) -> str:
    r"""Show control and direction characters instead of obeying them.

    Example:
        >>> shown("red \x1b[31m")
        'red \\x1b[31m'
    """
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in text
    )
