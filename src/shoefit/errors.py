"""What can go wrong, each error carrying its data and what to do next."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from numbers import Integral, Real
from typing import Any, Final, TypeVar, cast

_Taken = tuple[Callable[[Any], bool], str]
_LISTED = 12  # so many names fill a line
_BEGUN = 3  # so many letters begin a name that is meant


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

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes with all that the error carries."""
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[ShoefitError], args: tuple[Any, ...]) -> ShoefitError:
    return kind.__new__(kind, *args)


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

    code = "other"

    def __init__(self, message: str, *, hint: str = "", code: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code or self.code


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
            hint=f'Run in the checkout: pip install ".[{extra}]"',
        )


class UnreadableError(SourceError):
    """The system does not let a source be read: no such file, a folder, a device, no permission."""

    code = "unreadable"


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
        near = nearest(str(name), tuple(stands_for))
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
    """Up to three of the known names that begin with `name`, or look most like it, case aside.

    Example:
        >>> nearest("stak_height", ["stack_height", "drop"])
        ('stack_height',)
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where a name is wrong

    wanted = name.casefold()
    by_folded = {each.casefold(): each for each in known}
    begun = [each for folded, each in by_folded.items() if folded.startswith(wanted)]
    if begun and len(name) >= _BEGUN:
        return tuple(begun[:3])
    close = process.extract(wanted, list(by_folded), scorer=fuzz.ratio, score_cutoff=60, limit=3)
    return tuple(by_folded[each] for each, _, _ in close)


def _whole(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)


def is_number(value: Any) -> bool:
    """Say whether this is a real number of any library; neither True nor NaN is one."""
    # NaN is not itself.
    return not isinstance(value, bool) and isinstance(value, Real) and bool(value == value)  # noqa: PLR0124


def _plain_number(value: Any) -> Any:
    """Return a number of any library as one of Python's, which JSON can hold."""
    if type(value) in {int, float} or not is_number(value):
        return value
    return int(value) if getattr(value, "denominator", 0) == 1 else float(value)


def is_frame(value: object) -> bool:
    """Say whether this is a frame of any engine: asked of its class, since some count to answer."""
    return hasattr(type(value), "columns")


def is_table(value: object) -> bool:
    """Say whether this is a path, an open file or a frame."""
    return isinstance(value, _PATHS) or hasattr(value, "read") or is_frame(value)


def _texts(value: Any) -> bool:
    """Say whether this maps texts to texts."""
    return isinstance(value, Mapping) and all(isinstance(e, str) for e in (*value, *value.values()))


def _limits(value: Any) -> bool:
    return hasattr(type(value), "ratio") and all(is_number(each) and each >= 0 for each in value)


def _shoes(value: object) -> bool:
    held = isinstance(value, Iterable) and not isinstance(value, bytes | Mapping)
    return held or is_table(value)


def _is(*kinds: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kinds)


def _has(attribute: str, *kinds: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kinds) or hasattr(value, attribute)


_PATHS: Final = (str, os.PathLike)


# What public functions take: by the name of the parameter, which means one thing everywhere, and
# by its plain annotation.
# Classes are known by what they have: this module stands above all of them.
_TAKEN: Final[dict[str, _Taken]] = {
    "catalogue": (_shoes, "a catalogue: a list of Shoe, a path, an open file or a frame"),
    "source": (is_table, "a path, an open file or a frame"),
    "frame": (is_frame, "a frame, such as one of pandas or Polars"),
    "profile": (_has("criteria", *_PATHS), "a Profile, or the name or the file of one"),
    "weights": (_is(Mapping), 'factors by criterion, such as {"flat": 2}'),
    "ranking": (_has("left_out"), "a Ranking, which shoefit.rank makes"),
    "columns": (_texts, "names of columns by their titles, all of them texts"),
    "names": (_is(Mapping), "brand and title by shoe id"),
    "on_error": (lambda value: str(value) in {"raise", "skip"}, '"raise" or "skip"'),
    "limits": (_limits, "Limits of 0 or more"),
    "progress": (callable, "a function of rows and share"),
    "made": (_has("isoformat"), "a date"),
    **dict.fromkeys(("path", "fix", "rejects", "findings"), (_is(*_PATHS), "a path")),
    **dict.fromkeys(
        ("shoe", "shoes", "from_shoe", "to"),
        (_has("shoe_id", str), "a Shoe, or the id or a title of one"),
    ),
}
_PLAIN: Final[dict[str, _Taken]] = {
    "str": (_is(str), "a text"),
    "int": (_whole, "a whole number"),
    "float": (is_number, "a number"),
    "bool": (_is(bool), "True or False"),
}

# The least and the most of a number, and how to say it.
_LIMITS: Final[dict[str, tuple[float, float, str]]] = {
    **dict.fromkeys(("top", "n", "draws", "around"), (1, sys.float_info.max, "1 or more")),
    "seed": (0, sys.float_info.max, "0 or more"),
    # Multi-density midsole, rigid medial plastic post, rigid heel counter, raised medial insole,
    # tensioned medial upper, medial flare of the sole.
    "devices": (0, 6, "a whole number from 0 to 6"),
    "weight_g": (sys.float_info.min, sys.float_info.max, "grams, above 0"),
    "min_coverage": (0, 1, "a number from 0 to 1"),
}

_Function = TypeVar("_Function", bound=Callable[..., Any])


def taken(parameter: inspect.Parameter) -> _Taken | None:
    """Say what a parameter takes: a test of a value, and words; None where nobody says."""
    plain = str(parameter.annotation).removesuffix(" | None")
    return _TAKEN.get(parameter.name) or _PLAIN.get(plain)


def takes(function: _Function) -> _Function:
    """Let a public function refuse, before it does anything, what it does not take.

    What it takes stands in tables, by the names of its parameters and by their annotations, which
    are text; None is taken where it is the default or the annotation ends in it.

    Raises:
        ShoefitError: Of the function: a value is of another kind, or out of range.

    Example:
        >>> takes(lambda limits: limits)(limits=2)
        Traceback (most recent call last):
        shoefit.errors.ShoefitError: <lambda> takes Limits of 0 or more as limits, not 2.
    """
    parameters = inspect.signature(function).parameters
    takes_of = {each.name: taken(each) for each in parameters.values()}
    places = [each.name for each in parameters.values() if each.kind <= each.POSITIONAL_OR_KEYWORD]
    rest = [each.name for each in parameters.values() if each.kind is each.VAR_POSITIONAL]
    optional = {
        each.name
        for each in parameters.values()
        if each.default is None or str(each.annotation).endswith("None")
    }
    name = function.__qualname__.removesuffix(".__init__")

    @wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        over = rest * (len(args) - len(places))
        args = tuple(map(_plain_number, args))
        kwargs = {given: _plain_number(value) for given, value in kwargs.items()}
        for given, value in (*zip(places + over, args, strict=False), *kwargs.items()):
            what = takes_of.get(given)
            if not what or (value is None and given in optional):
                continue
            if not what[0](value):
                raise ShoefitError(
                    f"{name} takes {what[1]} as {given}, not {described(value)}.",
                    hint="Give its .shoe." if hasattr(value, "shoe") and "Shoe" in what[1] else "",
                )
            if given in _LIMITS:
                least, most, words = _LIMITS[given]
                if not least <= value <= most:
                    raise ShoefitError(f"{given}={value} cannot be used.", hint=f"Give {words}.")
        return function(*args, **kwargs)

    return cast("_Function", checked)


def described(value: object) -> str:
    """Say what a wrong value is, in few words.

    Example:
        >>> described(5), described([1, 2])
        ('5', 'a list')
    """
    if hasattr(value, "_fields") or isinstance(value, str | int | float | complex | bytes | None):
        return repr(value)[:_DESCRIBED]
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'AEIOUaeiou' else 'a'} {kind}"


_DESCRIBED: Final = 60  # characters of a value in a message
