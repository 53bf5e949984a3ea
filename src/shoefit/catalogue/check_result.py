"""What a check found: counts, rules broken, problems in full, and the documented JSON of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any, ClassVar, Final, Literal

from pydantic import ConfigDict, TypeAdapter

from shoefit.catalogue.problems import Problem
from shoefit.text import closed_schema

SCHEMA_VERSION: Final = 1

_CLOSED: Final = ConfigDict(extra="forbid")


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
class CheckResult:
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

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

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
        rows = "".join(
            f"<tr><td>{each.severity}</td><td>{escape(each.column)}</td><td>{each.count:,}</td>"
            f"<td>row {each.first.row}: {escape(repr(each.first.value))}</td>"
            f"<td>{escape(each.first.rule)}</td><td>{escape(each.first.hint)}</td></tr>"
            for each in self.rules
        )
        names = ("severity", "column", "cells", "the first", "what is wrong", "the way out")
        heads = "".join(f"<th>{name}</th>" for name in names)
        return f"<table><caption>{escape(repr(self))}</caption><tr>{heads}</tr>{rows}</table>"

    def to_json(self) -> str:
        """Write the result as JSON that keeps to `json_schema`."""
        made = _adapter().dump_python(CheckDocument(SCHEMA_VERSION, self), mode="json")
        return json.dumps(made, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


@dataclass(frozen=True, slots=True)
class CheckDocument:
    """The documented JSON of a check."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    schema_version: Literal[1]
    check: CheckResult


@cache
def _adapter() -> TypeAdapter[CheckDocument]:
    return TypeAdapter(CheckDocument)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `CheckResult.to_json`; published as docs/check.schema.json.

    Example:
        >>> json_schema()["additionalProperties"]
        False
    """
    return closed_schema(_adapter())
