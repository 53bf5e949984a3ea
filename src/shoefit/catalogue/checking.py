"""`check`: everything that is wrong with a source, row by row, in memory that does not grow."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from shoefit.catalogue.check_result import CheckedFiles, CheckResult, RuleCount, checked_files
from shoefit.catalogue.judging import KNOWN, TEXT, Judge, picker
from shoefit.catalogue.opening import LIMITS, Limits, or_bundled
from shoefit.catalogue.other_scales import hardness_hint
from shoefit.catalogue.problems import FirstRows, Problem, ProblemLog, broken_row, id_twice
from shoefit.catalogue.table import Progress, Table, open_table
from shoefit.errors import takes
from shoefit.scoring.scales import HardnessScale
from shoefit.text import refuse_clashes, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from os import PathLike
    from pathlib import Path

_LONGEST_VALUE: Final = 500

# 66 of the 70 foams of the bundled catalogue read at most so much in Shore A. Where more than
# half of a column reads more, the column is in Asker C.
_SOFT_SHORE_A: Final = 31.0
_ENOUGH: Final = 5

_FORMULA_HINT: Final = "A spreadsheet would run it: put an apostrophe in front."


@takes
def check(  # noqa: PLR0913 - one keyword for each file that it can write
    source: str | PathLike[str] | IO[str] | IO[bytes] | Any | None = None,
    *,
    fix: str | Path | None = None,
    rejects: str | Path | None = None,
    findings: str | Path | None = None,
    encoding: str | None = None,
    limits: Limits = LIMITS,
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> CheckResult:
    r"""Check a catalogue, and say of every problem where it is and how to mend it.

    Args:
        source: What `load_catalogue` reads; None for the bundled catalogue.
        fix: Write the rows there as CSV, with the certain mends applied: units taken out of
            cells and converted, words spelt as shoefit reads them, formulas made harmless. Every
            row that came in is in it.
        rejects: Write there the rows that cannot be used, as they stand, with the reasons.
        findings: Write there every problem, not the first thousand alone.
        encoding: How to read text, such as "latin-1"; found out by default.
        limits: How much a source may hold; what is beyond is refused.
        columns: What its titles are called here, such as {"Modell": "model"}.
        progress: Called now and then with the rows so far and the share of the file read (None
            where nobody knows).

    Raises:
        SourceError: The source cannot be read, or has none of the columns needed.
        OutputError: An output is the source, or another output.
        OSError: An output cannot be written; then none is.

    Example:
        >>> import io
        >>> found = check(io.StringIO("shoe_id,drop_mm\na,4 mm\nb,0\n"))
        >>> found.accepted, found.rejected
        (1, 1)
        >>> print(found.problems[0])
        row 2, column drop_mm: '4 mm': not a number. Write 4, without the unit.
    """
    paths = {"fix": fix, "rejects": rejects, "findings": findings}
    source = or_bundled(source)
    refuse_clashes([each for each in paths.values() if each is not None], [source])
    with (
        open_table(source, encoding, limits, columns) as table,
        checked_files(table, paths) as files,
    ):
        return _Check(table, files).run(progress)


class _Check:
    def __init__(self, table: Table, files: CheckedFiles) -> None:
        self.table = table
        self.files = files
        place = {name: at for at, name in enumerate(table.columns)}
        self.judge = Judge(table.columns, table.clean, table.limits.name)
        self.texts = [at for name, at in place.items() if name in TEXT or name not in KNOWN]
        self.rows = self.rejected = 0
        self.found, self.mends = ProblemLog(), ProblemLog()
        self.counts: dict[tuple[str, str, str], list[Any]] = {}
        self.hardness = _Hardness(place.get("midsole_hardness_shore_a"))

    def run(self, progress: Progress | None) -> CheckResult:
        self._whole_columns(_near_names(self.table))
        titles = list(zip(self.table.titles, self.table.titles, strict=True))
        self._whole_columns(_formulas(self.table.header_row, titles))
        with FirstRows() as ids:
            problems_of, wanted = self._row_checker(ids), self.files.wanted
            for row, cells, broken in self.table.rows(progress):
                self.rows += 1
                if broken:
                    problems = [broken_row(row, cells, broken)]
                    problems += _formulas(row, [("", cell) for cell in cells])
                else:
                    problems = problems_of(row, cells)
                if problems:
                    self._tally(problems)
                    self.rejected += any(each.severity == "error" for each in problems)
                if wanted:
                    self.files.row(row, cells, problems)
        self._whole_columns(self.hardness.doubts(self.table.header_row))
        return self._result()

    def _row_checker(self, ids: FirstRows) -> Callable[[int, list[str]], list[Problem]]:
        """Return the check of one row; most rows hold nothing that was not judged before."""
        judge, judged = self.judge, self.judge.usual
        pick_texts = picker(self.texts)
        hardness = self.hardness.place
        columns = self.table.columns

        def check_row(row: int, cells: list[str]) -> list[Problem]:
            usual = judged(cells) is not None
            found = [] if usual else judge.problems(row, cells, brief=self.brief)
            texts = pick_texts(cells) if usual else cells
            plain = "".join([text[:1] for text in texts]).isalnum()
            run = [] if plain else _formulas(row, zip(columns, cells, strict=True))
            if found and self.brief and (run or any(_rule(e) not in self.counts for e in found)):
                found = judge.problems(row, cells)  # some are read
            if run:
                mended = {each.column for each in found if each.safe}
                found += [each for each in run if each.column not in mended]
            name = judge.shoe_id(cells)
            found += judge.of_names(row, cells, name)
            if hardness is not None and cells[hardness]:
                self.hardness.add(cells[hardness])
            if name and (usual or all(each.severity == "warning" for each in found)):
                first = ids.first_row(name, row)
                if first is not None:
                    found.append(id_twice(row, name, first))
            emptied = {each.column for each in found if each.safe and each.mend == ""}
            if emptied and emptied >= {e for e, c in zip(columns, cells, strict=True) if c.strip()}:
                found = [replace(each, safe=False) for each in found]  # a blank row is none
            return found

        return check_row

    @property
    def brief(self) -> bool:
        """Whether further problems are counted and no more."""
        return self.found.full and not self.files.wanted

    def _whole_columns(self, problems: list[Problem]) -> None:
        self._tally(problems)
        self.files.findings(problems)

    def _tally(self, problems: list[Problem]) -> None:
        found = list(map(_short, problems))
        self.found.add_row(found)
        if self.files.mends:
            self.mends.add_row([each for each in found if each.safe])
        for each in found:
            self.counts.setdefault(_rule(each), [0, each])[0] += 1

    def _result(self) -> CheckResult:
        table = self.table
        rules = [
            RuleCount(code, column, first.severity, count, first)
            for (_, code, column), (count, first) in self.counts.items()
        ]
        rules.sort(key=lambda each: (each.severity, -each.count, each.column, each.code))
        return CheckResult(
            source=table.name,
            encoding=table.encoding,
            rows=self.rows,
            accepted=self.rows - self.rejected,
            rejected=self.rejected,
            errors=sum(each.count for each in rules if each.severity == "error"),
            warnings=sum(each.count for each in rules if each.severity == "warning"),
            notes=tuple(table.notes),
            columns_not_read=table.not_read,
            rules=tuple(rules),
            problems=tuple(self.found.kept),
            mended=self.mends.count,
            mends=tuple(self.mends.kept),
        )


def _rule(problem: Problem) -> tuple[str, str, str]:
    return problem.severity, problem.code, problem.column


def _formulas(row: int, cells: Iterable[tuple[str, str]]) -> list[Problem]:
    """List the cells, each with its column, that a spreadsheet would run."""
    said = ("starts like a formula", _FORMULA_HINT, "formula")
    return [
        Problem(row, column, cell, *said, "warning", _unrun(column, cell.strip(), cell), safe=True)
        for column, cell in cells
        if runs(cell)
    ]


def _unrun(column: str, bare: str, cell: str) -> str:
    """A word or a number is read without the blanks that make a formula of it; text keeps them."""
    return f"'{cell}" if column not in KNOWN or column in TEXT or runs(bare) else bare


def _short(problem: Problem) -> Problem:
    """Keep no more of a cell than is needed to find it."""
    if len(problem.value) <= _LONGEST_VALUE:
        return problem
    mend = problem.mend and problem.mend[:_LONGEST_VALUE]
    return replace(problem, value=f"{problem.value[:_LONGEST_VALUE]}...", mend=mend)


# What people call a column, where no spelling would lead there.
_ALSO_CALLED: Final = {
    name: column
    for column, names in {
        "shoe_id": ("id", "sku"),
        "brand": ("manufacturer", "maker"),
        "model": ("name", "title"),
        "heel_stack_mm": ("stack", "stack_height", "heel"),
        "forefoot_stack_mm": ("forefoot",),
        "drop_mm": ("drop", "heel_to_toe_drop"),
        "midsole_hardness": ("hardness",),
        "toe_box_width_mm": ("toe_box",),
        "weight_g": ("weight",),
    }.items()
    for name in names
}
_CLOSE: Final = 0.75
_MOST_COLUMNS: Final = 500  # beyond, nobody mistypes the names of a shoe's readings


def _near_names(table: Table) -> list[Problem]:
    """Find columns that are not read and named almost like one that would be."""
    found = []
    named = set(table.columns)
    stems = [each for each in KNOWN if "_mm_" not in each and "shore_a_" not in each]
    for title, column in islice(zip(table.titles, table.columns, strict=True), _MOST_COLUMNS):
        if column in KNOWN:
            continue
        name = re.sub(r"[\W_]+", "_", column).strip("_")
        called = _ALSO_CALLED.get(name)
        close = [called] if called else get_close_matches(name, stems, n=1, cutoff=_CLOSE)
        if close and close[0] not in named:
            said = ("is not read", f"Is {close[0]} meant? Then name it so, with its unit.")
            found.append(Problem(table.header_row, title, title, *said, "column-name", "warning"))
    return found


class _Hardness:
    """Tells a column of Asker C from one of Shore A: by all of its readings, not by one."""

    def __init__(self, place: int | None) -> None:
        self.place = place
        self.count = self.hard = 0
        self.first = 0.0

    def add(self, text: str) -> None:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            return
        self.count += 1
        if value > _SOFT_SHORE_A:
            self.hard += 1
            self.first = self.first or value

    def doubts(self, row: int) -> list[Problem]:
        if self.count < _ENOUGH or self.hard * 2 <= self.count:
            return []
        rule = f"{self.hard:,} of {self.count:,} are harder than foams are in Shore A"
        hint = f"Is the column in Asker C? {hardness_hint(self.first, HardnessScale.ASKER_C)}"
        return [Problem(row, "midsole_hardness_shore_a", "", rule, hint, "asker-c", "warning")]
