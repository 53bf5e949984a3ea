"""What can go wrong, each error carrying its data and what to do next."""

from __future__ import annotations


class ShoefitError(Exception):
    """Base of every error that shoefit raises on purpose.

    Args:
        message: What is wrong, naming the file, row, column or value.
        hint: What to do next, in one sentence.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint
