"""What can go wrong, each error carrying its data and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


_LISTED = 12  # so many names fill a line


class ShoefitError(Exception):
    """Base of every error that shoefit raises on purpose.

    Args:
        message: What is wrong, naming the file, row, column or value.
        hint: What to do next, in one sentence.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ProfileError(ShoefitError):
    """A profile, or the weights laid over one, cannot be used."""


class SourceError(ShoefitError):
    """A catalogue cannot be read at all: no such file, no header, not text.

    Args:
        message: What is wrong, naming the file.
        hint: What to do next, in one sentence.
        code: The failure's name, the same whatever the file: "damaged", "not-supported",
            "too-large", "not-text", "empty", "no-names", "no-readings", "header", "frame-columns",
            "unreadable" or "other".
    """

    def __init__(self, message: str, *, hint: str = "", code: str = "other") -> None:
        super().__init__(message, hint=hint)
        self.code = code


class MissingExtraError(ShoefitError, ImportError):
    """Something was asked for that needs a package outside shoefit's own; says how to get it.

    Args:
        what: What was asked for, in the plural, such as "charts".
        package: The package that is missing.
        extra: The extra of shoefit that brings it.
    """

    def __init__(self, what: str, package: str, *, extra: str) -> None:
        super().__init__(
            f"There are no {what} without {package}, which is not installed.",
            hint=f'Run: pip install "shoefit[{extra}]"',
        )


class UnreadableError(SourceError):
    """The system does not let a source be read: no such file, a folder, a device, no permission."""

    def __init__(self, message: str, *, hint: str = "", code: str = "unreadable") -> None:
        super().__init__(message, hint=hint, code=code)


class OutputError(ShoefitError):
    """A file was asked for where it would destroy another."""


class UnknownNameError(ShoefitError):
    """A name that stands for nothing here; carries the nearest ones that do.

    Args:
        what: What the name should stand for, such as "profile".
        name: The name as given.
        known: Every name that would have been understood.
        others: Other names, and which of the known ones each stands for.
    """

    def __init__(
        self, what: str, name: str, known: Iterable[str], *, others: Mapping[str, str] | None = None
    ) -> None:
        self.what = what
        self.name = name
        self.known = tuple(sorted({str(each) for each in known}))
        stands_for = {**(others or {}), **dict(zip(self.known, self.known, strict=True))}
        near = nearest(name, tuple(stands_for))
        self.nearest = tuple(dict.fromkeys(stands_for[each] for each in near))
        more = len(self.known) - _LISTED
        if self.nearest:
            hint = f"Did you mean {' or '.join(map(repr, self.nearest))}?"
        else:
            listed = ", ".join(self.known[:_LISTED])
            hint = f"Known: {listed}{f' and {more:,} more' if more > 0 else ''}."
        super().__init__(f"There is no {what} {name!r}.", hint=hint)


class FrameColumnsError(ShoefitError):
    """A frame cannot be scored because of its columns; names every one of them at once.

    Args:
        problems: By column, what is wrong with it.
        hint: What to do next.
    """

    def __init__(self, problems: Mapping[str, str], *, hint: str) -> None:
        self.problems = dict(problems)
        super().__init__(f"The frame cannot be scored: {'; '.join(problems.values())}.", hint=hint)


def nearest(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Up to three of the known names that look most like `name`, case aside.

    Example:
        >>> nearest("stak_height", ["stack_height", "drop"])
        ('stack_height',)
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where a name is wrong

    by_folded = {each.casefold(): each for each in known}
    close = process.extract(
        name.casefold(), list(by_folded), scorer=fuzz.ratio, score_cutoff=60, limit=3
    )
    return tuple(by_folded[each] for each, _, _ in close)
