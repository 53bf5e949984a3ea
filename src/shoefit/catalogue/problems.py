"""What is wrong with a row: which column and value, which rule, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from shoefit.catalogue.other_scales import Meant, meant_number, meant_out_of_range, meant_word
from shoefit.errors import ShoefitError, nearest
from shoefit.text import clipped, controls, many, shown

if TYPE_CHECKING:
    import sqlite3

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

NAMES: Final[tuple[str, ...]] = ("shoe_id", "brand", "model")
FULL: Final = 1000  # problems kept in full; the rest are counted
_VALUE: Final = 60  # characters of a cell: more would not fit a line


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one cell or row.

    Attributes:
        row: Line of the file on which the row starts (the header is line 1), or the position of
            the row in a frame (the first is 0).
        column: Column as the file names it; "" where the whole row is meant.
        value: The cell as it stands.
        rule: The rule that it breaks, in a few words.
        hint: How to mend it.
        code: The rule's name, the same whatever the value, such as "not-a-number".
        severity: "error" where the row cannot be used, "warning" where it can but looks wrong.
        mend: What the cell should hold; None where nobody can tell.
        safe: Whether `mend` is certain enough for `--fix` to write it.
    """

    row: int
    column: str
    value: str
    rule: str
    hint: str
    code: str = "other"
    severity: Literal["error", "warning"] = "error"
    mend: str | None = None
    safe: bool = False

    def in_row(self, row: int) -> Problem:
        """Return the same problem of another row."""
        return Problem(row, *_BESIDE_ROW(self))

    def __str__(self) -> str:
        where = f"row {self.row}" + (f", column {self.column}" if self.column else "")
        value = f"'{shown(clipped(self.value, _VALUE))}': " if self.column else ""
        return f"{where}: {value}{self.rule}. {self.hint}".strip()


# One call fetches all but the row; this runs for every problem of a file.
_BESIDE_ROW: Final = attrgetter(*[each.name for each in fields(Problem)][1:])


@dataclass
class ProblemLog:
    """Problems as they come: the first thousand in full, the rest counted."""

    kept: list[Problem] = field(default_factory=list)
    count: int = 0
    rows: int = 0

    @property
    def full(self) -> bool:
        """Whether further problems are counted and no more."""
        return len(self.kept) >= FULL

    def add_row(self, problems: list[Problem]) -> None:
        """Log the problems of one row."""
        self.rows += 1
        self.count += len(problems)
        self.kept.extend(problems[: max(FULL - len(self.kept), 0)])


class CatalogueError(ShoefitError):
    """A catalogue with problems was refused.

    Attributes:
        source: Name of the file or frame.
        problems: The first thousand problems.
        count: How many there are in all.
        rows: How many rows they are in.
    """

    def __init__(self, source: str, log: ProblemLog) -> None:
        self.source = source
        self.problems = tuple(log.kept)
        self.count = log.count
        self.rows = log.rows
        lines = [f"{source}: {many(log.count, 'problem')} in {many(log.rows, 'row')}."]
        lines += [f"  {problem}" for problem in self.problems]
        if self.count > len(self.problems):
            lines.append(f"  ... and {self.count - len(self.problems)} more.")
        super().__init__(
            "\n".join(lines),
            hint='\nMend the rows, or leave them out: --skip-bad-rows, on_error="skip".',
        )


def broken_row(row: int, cells: list[str], reason: str) -> Problem:
    """Say that a row cannot be split into the header's columns."""
    code, hint = "cells", "Look for a missing or an unquoted separator, or a file cut short."
    if "quote" in reason:
        code = "quoting"
        hint = "Look for a stray or a missing quote: inside a quoted cell, a quote is doubled."
    return Problem(row, "", cells[0] if len(cells) == 1 else "", reason, hint, code)


def no_name(row: int) -> Problem:
    """Say that a row names no shoe."""
    hint = "Give a shoe_id, or brand and model."
    return Problem(row, "", "", "the shoe has no name", hint, "no-name")


def name_problems(row: int, names: dict[str, str], longest: int) -> list[Problem]:
    """Say which names are longer than so many characters, or hold what no name holds."""
    found = []
    for column, cell in names.items():
        if len(cell) > longest:
            rule = f"{len(cell):,} characters long, more than {longest:,}"
            hint = "Shorten it, or allow more from Python: limits=Limits(name=N)."
            found.append(Problem(row, column, cell[:_VALUE], rule, hint, "too-long"))
        elif controls(cell):
            rule, hint = "holds a control character", "Take it out: it is no part of a name."
            found.append(Problem(row, column, cell, rule, hint, "control-character"))
    return found


def id_twice(row: int, shoe_id: str, first: int) -> Problem:
    """Say that an earlier row has the same id."""
    hint = "One shoe, one row: take one of them out, or tell the ids apart."
    return Problem(row, "shoe_id", shoe_id, f"stands in row {first} already", hint, "id-twice")


# So many ids are kept in a dictionary: most files have no more.
_IN_MEMORY: Final = 2**17
_DIGEST: Final = 64  # bytes that stand for a longer id


class FirstRows:
    """The row in which each id first stood: exact, in memory that does not grow with the file.

    The first ids are kept in a dictionary, the others in a temporary database that the system
    takes away.

    Example:
        >>> with FirstRows() as rows:
        ...     rows.first_row("a", 2), rows.first_row("b", 3), rows.first_row("a", 4)
        (None, None, 2)
    """

    def __init__(self) -> None:
        self._rows: dict[bytes, int] = {}
        self._more: sqlite3.Cursor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._more is not None:
            self._more.connection.close()

    def first_row(self, shoe_id: str, row: int) -> int | None:
        """Return the row that an id stood in before; None, and note this one, if it is new."""
        key = shoe_id.encode(errors="surrogatepass")
        if len(key) >= _DIGEST:
            key = blake2b(key, digest_size=_DIGEST).digest()
        first = self._rows.get(key)
        if first is None and len(self._rows) < _IN_MEMORY:
            self._rows[key] = row
        elif first is None:
            more = self._more = self._more or _database()
            more.execute("insert or ignore into more values (?, ?)", (key, row))
            if not more.rowcount:
                more.execute("select row from more where id = ?", (key,))
                first = more.fetchone()[0]
        return first


def _database() -> sqlite3.Cursor:
    """Open a database without a name: it is on the disk where its cache of 16 MiB is full."""
    import sqlite3  # noqa: PLC0415 - only for files of very many shoes

    more = sqlite3.connect("", isolation_level=None, check_same_thread=False).cursor()
    more.executescript(
        "pragma journal_mode = off; pragma cache_size = -16384; begin;"
        "create table more (id blob primary key, row integer) without rowid"
    )
    return more


_OF_WHOLE: Final = ("int_parsing", "int_type", "int_from_float", "int_parsing_size")
# The rule that pydantic names so, by the names that a reader of the file is told.
_CODES: Final = {
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), "not-a-number"),
    **dict.fromkeys(_OF_WHOLE, "not-a-whole-number"),
    **dict.fromkeys(("greater_than_equal", "less_than_equal"), "out-of-range"),
    "enum": "unknown-word",
}

# What two cells of a row cannot both say: the column that is told of, and the way out.
_OF_TWO_CELLS: Final = {
    "hardness_without_midsole": (
        "midsole_hardness_shore_a",
        "Leave the hardness blank, or say what the midsole is.",
    ),
    "drop_above_stack": (
        "drop_mm",
        "A drop is heel minus forefoot, a stack the whole sole: leave the wrong one blank.",
    ),
}


def problems_of(
    cells: dict[str, Any], error: ValidationError, origin: dict[str, str], *, brief: bool
) -> list[Problem]:
    """Turn what pydantic found in a row into problems of row 0.

    Args:
        cells: The row's cells.
        error: What pydantic found.
        origin: The column that a canonical cell was made from, where that is another one.
        brief: Name columns and rules alone: of a file's millions of problems few are shown, and
            words take longer than all else.
    """
    found = []
    for each in error.errors(include_url=False, include_context=not brief, include_input=not brief):
        canonical, kind = str(each["loc"][0]) if each["loc"] else "", each["type"]
        column, hint = _OF_TWO_CELLS.get(kind, (canonical, ""))
        column = origin.get(column, column)
        code = kind.replace("_", "-") if hint else _CODES.get(kind, "other")
        if brief:
            found.append(_named(column, code))
        else:
            value = str(cells.get(column, ""))
            rule, hint, meant = _worded(code, column, value, each) or (each["msg"], hint, None)
            mend = (meant.hint, code, "error", meant.text, meant.safe) if meant else (hint, code)
            found.append(Problem(0, column, value, rule, *mend))
    return found


@cache
def _named(column: str, code: str) -> Problem:
    return Problem(0, column, "", "", "", code)


def _worded(
    code: str, column: str, value: str, error: ErrorDetails
) -> tuple[str, str, Meant | None] | None:
    """Say which rule a cell breaks, how to mend it, and what is meant where that is clear."""
    context = error.get("ctx", {})
    if code in {"not-a-number", "not-a-whole-number"}:
        hint = "Write the number alone, without its unit; leave unknown ones blank."
        return code.replace("-", " "), hint, meant_number(column, value)
    if code == "out-of-range":
        least, most = context.get("ge"), context.get("le")
        rule = f"must be at most {most:g}" if least is None else f"must be at least {least:g}"
        if column != error["loc"][0]:
            rule = f"comes to {error['input']:g} as {error['loc'][0]}, which {rule}"
        hint = "Check the unit and the decimal point; leave unknown ones blank."
        return rule, hint, meant_out_of_range(column, float(value))
    if code == "unknown-word":
        allowed = _words(str(context["expected"]))
        close = nearest(value, allowed)
        hint = f"Did you mean {close[0]!r}?" if close else f"Write one of {', '.join(allowed)}."
        return "unknown word", hint, meant_word(value, allowed)
    return None


@cache
def _words(expected: str) -> list[str]:
    """Read the words that pydantic expected: 'a', 'b' or 'c'."""
    return [each.strip().strip("'") for each in expected.replace(" or ", ", ").split(", ")]
