"""The files that a check writes: the mended table, the rows that were rejected, every finding."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self

from shoefit.errors import OutputError
from shoefit.text import csv_line, no_formula, replacing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from shoefit.catalogue.problems import Problem
    from shoefit.catalogue.table import Table

FINDINGS: Final = ("row", "column", "value", "severity", "code", "rule", "hint", "mend", "mended")


class CheckedFiles:
    """Writes what was asked for, row by row; no file appears before all of them are whole.

    Args:
        table: What is checked.
        paths: The files asked for: "fix", "rejects", "findings".
    """

    def __init__(self, table: Table, paths: Mapping[str, str | Path | None]) -> None:
        self._table = table
        self._stack = ExitStack()
        self._files = {name: Path(path) for name, path in paths.items() if path is not None}
        self._open: dict[str, IO[str]] = {}
        self.wanted = bool(self._files)
        self.mends = "fix" in self._files

    def __enter__(self) -> Self:
        heads = {
            "fix": self._table.titles,
            "rejects": ["row", "reasons", *self._table.titles],
            "findings": list(FINDINGS),
        }
        with ExitStack() as opening:
            for name, path in self._files.items():
                self._open[name] = opening.enter_context(replacing(path))
                self._write(name, heads[name])
            self._stack = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def _write(self, name: str, cells: list[Any]) -> None:
        separator = "," if name == "findings" else self._table.separator
        self._open[name].write(csv_line(cells, separator))

    def row(self, row: int, cells: list[str], problems: list[Problem]) -> None:
        """Write one row to the files that it belongs in."""
        if self.mends:
            self._write("fix", self._mended(cells, problems))
        if problems:
            self._problems(row, cells, problems)

    def _mended(self, cells: list[str], problems: list[Problem]) -> list[str]:
        for problem in problems:
            if problem.safe and problem.mend is not None:
                cells = cells.copy()
                cells[self._table.columns.index(problem.column)] = problem.mend
        return cells

    def _problems(self, row: int, cells: list[str], problems: list[Problem]) -> None:
        errors = [each for each in problems if each.severity == "error"]
        if errors and "rejects" in self._open:
            reasons = "; ".join(
                f"{each.column}: {each.rule}" if each.column else each.rule for each in errors
            )
            self._write("rejects", [row, reasons, *cells])
        self.findings(problems)

    def findings(self, problems: list[Problem]) -> None:
        """Write findings; of whole columns too, which belong to no row."""
        if "findings" not in self._open:
            return
        for each in problems:
            texts = (each.column, each.value, each.severity, each.code, each.rule, each.hint)
            mended = "yes" if self.mends and each.safe else ""
            guarded = [no_formula(text) for text in (*texts, each.mend or "")]
            self._write("findings", [each.row, *guarded, mended])


def refuse_clashes(source: Any, paths: Mapping[str, str | Path | None]) -> None:
    """Refuse to write over what is read, or two files into one.

    Raises:
        OutputError: Two of them are the same file.
    """
    taken: list[Any] = [source] if source is not None else []
    for path in paths.values():
        if path is None:
            continue
        if any(_same(path, each) for each in taken):
            what = "what is read" if _same(path, taken[0]) and source is not None else "another"
            raise OutputError(
                f"{path} is {what}: it would be lost.", hint="Give each output a name of its own."
            )
        taken.append(path)


def _same(path: str | Path, other: Any) -> bool:
    if hasattr(other, "fileno"):
        try:
            return os.path.samestat(Path(path).stat(), os.fstat(other.fileno()))
        except OSError:  # not there yet, or no real file
            return False
    if not isinstance(other, str | os.PathLike):
        return False
    one, two = Path(path), Path(other)
    if one.exists() and two.exists():
        return one.samefile(two)
    return one.resolve() == two.resolve()
