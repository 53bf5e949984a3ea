"""What a check gives: what it found as data, text and JSON, and the files that it writes."""

from __future__ import annotations

import textwrap
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING, Any, Final, Literal

from shoefit.catalogue.problems import Problem
from shoefit.text import (
    SCHEMA_VERSION,
    WIDTH,
    Told,
    clipped,
    csv_line,
    html,
    html_table,
    many,
    no_formula,
    replacing,
    runs,
    shown,
    text_table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shoefit.catalogue.table import Table

_VALUE: Final = 24  # characters of a cell, where a line tells much else


@dataclass(frozen=True, slots=True)
class RuleCount:
    """One rule that a column breaks, and how often.

    Attributes:
        code: Name of the rule.
        column: The column; "" where whole rows are meant.
        severity: "error" or "warning".
        count: How often.
        first: The first time.
    """

    code: str
    column: str
    severity: Literal["error", "warning"]
    count: int
    first: Problem


@dataclass(frozen=True, slots=True)
class CheckResult(Told):
    """What a check found. Accepted and rejected rows add up to the rows that came in.

    Attributes:
        source: What was checked.
        encoding: How its text was read; "" for a frame.
        rows: Rows that came in; blank ones are none.
        accepted: Rows that `load_catalogue` would keep.
        rejected: Rows that it would refuse.
        errors: How many errors there are in the rejected rows.
        warnings: How many cells can be used and look wrong all the same.
        notes: What was guessed while reading.
        columns_not_read: Columns that shoefit does not know.
        rules: The rules broken, by column, errors first, the most frequent first.
        problems: The first thousand errors and warnings.
        mended: How many cells were mended in the file that was asked for.
        mends: The first thousand of those.
    """

    source: str
    encoding: str
    rows: int
    accepted: int
    rejected: int
    errors: int
    warnings: int
    notes: tuple[str, ...]
    columns_not_read: tuple[str, ...]
    rules: tuple[RuleCount, ...]
    problems: tuple[Problem, ...]
    mended: int
    mends: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether every row can be used."""
        return not self.rejected

    def __repr__(self) -> str:
        return (
            f"CheckResult({self.source}: {self.rows:,} rows, {self.accepted:,} accepted, "
            f"{self.rejected:,} rejected, {self.warnings:,} warnings)"
        )

    def _repr_html_(self) -> str:
        """Show the rules broken as a table in a notebook, the first cell of each beside it."""
        head = ("severity", "column", "cells", "the first", "what is wrong", "the way out")
        rows = [
            [e.severity, e.column, f"{e.count:,}", f"row {p.row}: {p.value!r}", p.rule, p.hint]
            for e, p in ((each, each.first) for each in self.rules)
        ]
        return f"<p>{html(repr(self))}</p>{html_table(head, rows, left=(0, 1, 3, 4, 5))}"

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data that keeps to docs/check.schema.json."""
        return {"schema_version": SCHEMA_VERSION, "check": asdict(self)}


def written(
    result: CheckResult,
    *,
    fix: str | None = None,
    rejects: str | None = None,
    findings: str | None = None,
    **_: object,
) -> Iterator[str]:
    """Write a result in lines of 80 columns: each finding, then the rules broken, then the sum.

    The sum stands last, where a terminal that has scrolled still shows it.

    Args:
        result: What a check found.
        fix: The file that holds the mended rows.
        rejects: The file that holds the rejected rows.
        findings: The file that holds every finding.
    """
    for each in result.problems:
        yield from _finding(each)
    if result.problems:
        left = result.errors + result.warnings - len(result.problems)
        if left:
            where = shown(findings) if findings else "--all FILE writes all"
            yield f"... and {left:,} more: {where}"
        yield ""
        yield from _rules(result.rules)
        yield ""
    yield from _sum(result)
    if fix:
        log = shown(findings) if findings else "--all FILE"
        yield f"{many(result.mended, 'cell')} mended in {shown(fix)}; logged in {log}"
    elif any(each.first.safe for each in result.rules):
        yield "Certain mends can be applied to a copy: --fix OUT.csv"
    if rejects:
        yield f"{many(result.rejected, 'rejected row')} kept in {shown(rejects)}"


def _finding(problem: Problem) -> list[str]:
    where = f"row {problem.row:,}"
    if problem.column:
        where += f" {shown(problem.column)}"
    if problem.value and problem.column:
        where += f" '{clipped(problem.value, _VALUE)}'"
    mark = "" if problem.severity == "error" else "warning: "
    return _folded(f"{where}: {mark}{problem.rule}. {problem.hint}".strip(), hyphens=False)


def _folded(text: str, *, hyphens: bool = True) -> list[str]:
    """Break a text into lines; cells are in it, which may hold anything and be of any length."""
    return textwrap.wrap(shown(text), WIDTH, subsequent_indent="    ", break_on_hyphens=hyphens)


def _rules(rules: tuple[RuleCount, ...]) -> list[str]:
    rows = [("count", "", "rule", "column", "first")]
    for each in rules:
        first = f"row {each.first.row:,}"
        rows.append((f"{each.count:,}", each.severity, each.code, shown(each.column), first))
    return text_table(rows, left=(1, 2, 3, 4), between="  ")


def _sum(result: CheckResult) -> Iterator[str]:
    yield (
        f"{shown(result.source)}: {many(result.rows, 'row')} came in, {result.accepted:,} "
        f"accepted, {result.rejected:,} rejected"
    )
    if result.errors or result.warnings:
        yield f"{many(result.errors, 'error')}, {many(result.warnings, 'warning')}"
    else:
        yield "Nothing is wrong."
    for note in result.notes:
        yield from _folded(note)
    if result.columns_not_read:
        yield from _folded(f"Columns not read: {', '.join(result.columns_not_read)}")


def _harmless(cells: list[str]) -> list[str]:
    return [no_formula(cell) if runs(cell) else cell for cell in cells]


_FINDINGS: Final = ("row", "column", "value", "severity", "code", "rule", "hint", "mend", "mended")


@contextmanager
def checked_files(table: Table, paths: Mapping[str, str | Path | None]) -> Iterator[CheckedFiles]:
    """Open the files that a check writes; none appears before all of them are whole.

    Args:
        table: What is checked.
        paths: The files asked for: "fix", "rejects", "findings".
    """
    with ExitStack() as opened:
        asked = [(name, path) for name, path in paths.items() if path is not None]
        files = {name: opened.enter_context(replacing(path)) for name, path in asked}
        yield CheckedFiles(table, files)


class CheckedFiles:
    """Writes what was asked for, row by row."""

    def __init__(self, table: Table, files: Mapping[str, IO[str]]) -> None:
        self._table = table
        self._files = files
        self.wanted = bool(files)
        self.mends = "fix" in files
        heads = {
            "fix": _harmless(table.titles),
            "rejects": ["row", "reasons", *table.titles],
            "findings": [*_FINDINGS],
        }
        for name in files:
            self._write(name, heads[name])

    def _write(self, name: str, cells: list[Any]) -> None:
        separator = "," if name == "findings" else self._table.separator
        # Many zero bytes would make a reader take the file for UTF-16.
        self._files[name].write(csv_line(cells, separator).replace("\0", ""))

    def row(self, row: int, cells: list[str], problems: list[Problem]) -> None:
        """Write one row to the files that it belongs in."""
        if self.mends:
            self._write("fix", self._mended(cells, problems))
        errors = [each for each in problems if each.severity == "error"]
        if errors and "rejects" in self._files:
            reasons = [": ".join(filter(None, [each.column, each.rule])) for each in errors]
            self._write("rejects", [row, "; ".join(reasons), *cells])
        self.findings(problems)

    def _mended(self, cells: list[str], problems: list[Problem]) -> list[str]:
        for problem in problems:
            if problem.safe and problem.mend is not None and problem.column:
                cells = cells.copy()
                cells[self._table.columns.index(problem.column)] = problem.mend
        return _harmless(cells)

    def findings(self, problems: list[Problem]) -> None:
        """Write findings; of whole columns too, which belong to no row."""
        if "findings" not in self._files:
            return
        for each in problems:
            texts = (each.column, each.value, each.severity, each.code, each.rule, each.hint)
            mended = "yes" if self.mends and each.safe else ""
            guarded = [no_formula(text) for text in (*texts, each.mend or "")]
            self._write("findings", [each.row, *guarded, mended])
