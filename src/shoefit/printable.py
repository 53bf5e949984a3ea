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


def clipped(text: str, width: int) -> str:
    """Cut a text that is too long for its column.

    Example:
        >>> clipped("Bedrock Sandals Earthquake V2", 20)
        'Bedrock Sandals E...'
    """
    return text if len(text) <= width else f"{text[: width - 3]}..."
