"""What a check found, as text for a terminal of 80 columns or a pipe."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from shoefit.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shoefit.catalogue.check_result import CheckResult, RuleCount
    from shoefit.catalogue.problems import Problem

_WIDTH: Final = 80
_VALUE: Final = 24


def written(
    result: CheckResult,
    *,
    fix: str | None = None,
    rejects: str | None = None,
    findings: str | None = None,
    **_: object,
) -> Iterator[str]:
    """Write a result line by line: each finding, then the rules broken, then the sum.

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
        cells = _many(result.mended, "cell")
        log = shown(findings) if findings else "--all FILE"
        yield f"{cells} mended in {shown(fix)}; logged in {log}"
    elif any(each.first.safe for each in result.rules):
        yield "Certain mends can be applied to a copy: --fix OUT.csv"
    if rejects:
        yield f"{_many(result.rejected, 'rejected row')} kept in {shown(rejects)}"


def _finding(problem: Problem) -> Iterator[str]:
    where = f"row {problem.row:,}"
    if problem.column:
        where += f" {shown(problem.column)}"
    if problem.value and problem.column:
        where += f" {_value(problem.value)}"
    mark = "" if problem.severity == "error" else "warning: "
    text = shown(f"{where}: {mark}{problem.rule}. {problem.hint}".strip())
    yield from textwrap.wrap(
        text, _WIDTH, subsequent_indent="    ", break_long_words=True, break_on_hyphens=False
    )


def _value(value: str) -> str:
    short = value if len(value) <= _VALUE else f"{value[: _VALUE - 3]}..."
    return f"'{short}'"


def _rules(rules: tuple[RuleCount, ...]) -> Iterator[str]:
    rows = [("count", "", "rule", "column", "first")]
    rows += [
        (
            f"{each.count:,}",
            each.severity,
            each.code,
            shown(each.column),
            f"row {each.first.row:,}",
        )
        for each in rules
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join([row[0].rjust(widths[0]), *cells[1:]]).rstrip()


def _sum(result: CheckResult) -> Iterator[str]:
    name = shown(result.source)
    yield (
        f"{name}: {_many(result.rows, 'row')} came in, {result.accepted:,} accepted, "
        f"{result.rejected:,} rejected"
    )
    if result.errors or result.warnings:
        yield f"{_many(result.errors, 'error')}, {_many(result.warnings, 'warning')}"
    else:
        yield "Nothing is wrong."
    for note in result.notes:
        yield from textwrap.wrap(note, _WIDTH, subsequent_indent="    ")
    if result.columns_not_read:
        names = shown(f"Columns not read: {', '.join(result.columns_not_read)}")
        yield from textwrap.wrap(names, _WIDTH, subsequent_indent="    ")


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
