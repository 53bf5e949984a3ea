"""A source as a table of text: a header, and every row as it stands, the broken ones too."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, count
from typing import Any, Final

from shoefit.catalogue import opening
from shoefit.catalogue.judging import KNOWN
from shoefit.catalogue.other_scales import OTHER_COLUMNS
from shoefit.catalogue.sheets import Row, Sheet, empty, file_sheet, fitted, frame_sheet, trimmed
from shoefit.errors import SourceError, UnknownNameError, nearest
from shoefit.scoring.criteria import READINGS
from shoefit.text import composed

SEPARATORS: Final = (",", ";", "\t")

Progress = Callable[[int, float | None], None]

_PROGRESS_ROWS: Final = 1024

# A quoted cell may hold line breaks, but hardly so many: beyond it, a quote is missing.
_MOST_LINES: Final = 1000

_SCORED: Final = [
    *(each.column for each in READINGS.values()),
    *(each.words for each in READINGS.values() if each.words),
]
_READINGS: Final = {*_SCORED, *OTHER_COLUMNS, "midsole"}  # a word that stands for a reading


class Table:
    """A table of text cells.

    Attributes:
        name: What it is called in messages.
        titles: The header as it stands.
        columns: The header as shoefit reads it: known names, and others in lower case.
        not_read: Those that shoefit does not know.
        header_row: The line that the header starts on; 0 for a frame.
        separator: What separates the cells.
        notes: What was guessed while reading so far.
        limits: How much it may hold.
        held_in_columns: Reads it as an Arrow table, where it is kept in columns.
        clean: Strips a cell that holds a number or a word.
    """

    def __init__(
        self,
        sheet: Sheet,
        limits: opening.Limits,
        renamed: Mapping[str, str],
        separator: str = ",",
        lines: opening.Lines | None = None,
    ) -> None:
        self.name, self.titles, self._rows, self.header_row, self.held_in_columns = sheet
        self.columns = _columns(_renamed(self.titles, renamed, self.name), self.name)
        self.not_read = tuple(each for each in self.columns if each not in KNOWN)
        self.separator = separator
        # A comma may stand for the decimal point only where it separates nothing.
        self.clean = point if separator == ";" else str.strip
        self._lines = lines
        self.notes: Sequence[str] = lines.notes if lines else ()
        self.limits = limits

    @property
    def encoding(self) -> str:
        """How the text is read; "" for a frame."""
        return self._lines.encoding if self._lines else ""

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """Yield every row that is not blank.

        Args:
            progress: Called now and then with the rows so far and the share of the file read, 0
                to 1 (None where nobody knows).
        """
        most = self.limits.rows
        for number, row in enumerate(self._rows(len(self.columns)), start=1):
            if number > most:
                raise opening.beyond(f"{self.name} has more than {most:,} rows", "rows")
            yield row
            if progress and not number % _PROGRESS_ROWS:
                progress(number, self._lines.share() if self._lines else None)


@contextmanager
def open_table(
    source: Any,
    encoding: str | None = None,
    limits: opening.Limits = opening.LIMITS,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Table]:
    """Open a path, an open file or an eager frame as a table.

    Args:
        source: The path of a CSV file (gzip too), a Parquet or an Excel file; an open file; a
            frame; or None for the bundled catalogue.
        encoding: How to read text; found out by default.
        limits: How much it may hold.
        columns: What its titles are called here, such as {"Modell": "model"}.

    Raises:
        UnknownNameError: A title of `columns` is not in the header, or a name is no column.
        SourceError: It cannot be read, or has none of the columns needed.
    """
    source = opening.or_bundled(source)
    renamed = columns or {}
    if not (isinstance(source, str) or hasattr(source, "__fspath__") or hasattr(source, "read")):
        yield Table(frame_sheet(source), limits, renamed)
        return
    if hasattr(source, "read") and isinstance(source.read(0), str):
        yield _csv_table(opening.Lines(source, opening.lent(source), "text"), limits, renamed)
        return
    with opening.binary(source) as opened:
        kind = opening.sheet_kind(opened)
        if kind:
            with file_sheet(opened.file, opened.name, kind, limits) as sheet:
                yield Table(sheet, limits, renamed)
                opened.at_end()
            return
        lines = opening.text_lines(opened, encoding, limits)
        try:
            yield _csv_table(lines, limits, renamed)
        finally:
            lines.release()


def _csv_table(lines: opening.Lines, limits: opening.Limits, renamed: Mapping[str, str]) -> Table:
    each = iter(lines)
    number, header, told = 0, "", ""
    while not header.strip(',;\t\r\n "'):  # spreadsheets save empty rows above the header
        number, header = number + 1, next(each, "").removeprefix("\ufeff")
        if not header:
            raise empty(lines.name)
        if said := re.fullmatch(r"sep=([,;\t])\s*", header.lower()):
            told, header = said[1], ""
    separator = told or max(SEPARATORS, key=lambda mark: _known_in(header, mark, renamed))
    splitter = _Splitter(each, separator, number - 1)
    try:
        titles = splitter.header(header)
    except csv.Error as error:
        raise SourceError(
            f"{lines.name}: the header {_reason(error)}.",
            hint=f"Look at line {number}.",
            code="header",
        ) from error
    sheet = Sheet(lines.name, titles, splitter.rows, number)
    return Table(sheet, limits, renamed, separator, lines)


def _known_in(header: str, separator: str, renamed: Mapping[str, str]) -> tuple[int, int]:
    """Count the titles that are known, parted so; and all of them, where none is."""
    try:
        cells = next(csv.reader([header], delimiter=separator), [])
    except csv.Error:  # a cell of over 100,000 characters
        return 0, 0
    told = {*map(_plain, renamed)}
    known = sum(_column(cell) in KNOWN or _plain(cell) in told for cell in cells)
    return known, 0 if known else len(cells)


_FORMER: Final = {"year": "seen"}  # names of columns in version 0.1


def _plain(title: str) -> str:
    return composed(title.strip()).casefold()


def _column(title: str) -> str:
    """Read a title as a column's name, whatever its case, spaces and brackets."""
    plain = _plain(title)
    if plain in KNOWN:
        return plain
    joined = re.sub(r"[\W_]+", "_", plain).strip("_")
    joined = _FORMER.get(joined, joined)
    return joined if joined in KNOWN else plain


def _renamed(titles: list[str], names: Mapping[str, str], source: str) -> list[str]:
    """Read titles under the names that a caller says, and refuse names that mean nothing."""
    by_title: dict[str, str] = {}
    held = {*map(_plain, titles)}
    for title, name in names.items():
        if _plain(title) not in held:
            raise UnknownNameError(f"column in {source}", title, titles)
        if name not in KNOWN:
            raise UnknownNameError("column", name, KNOWN)
        other = by_title.setdefault(_plain(title), name)
        if other != name:
            told = f"{source}: {title!r} is to be two columns, {other} and {name}."
            raise SourceError(told, hint="Say one: case and blanks do not count.", code="header")
    return [by_title.get(_plain(title), title) for title in titles]


def _columns(titles: list[str], name: str) -> list[str]:
    columns: dict[str, None] = {}
    copies: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    for title in titles:
        column = _column(title)
        if column in columns:
            if column in KNOWN:
                former = "".join(f" ({e} is read so too)" for e in _FORMER if _FORMER[e] == column)
                raise SourceError(
                    f"{name}: column {column!r} stands twice{former}.",
                    hint="Take one out or rename it.",
                )
            numbered = (f"{column}.{number}" for number in copies[column])
            column = next(each for each in numbered if each not in columns)
        columns[column] = None
    found = list(columns)
    _check(found, name)
    return found


def _check(columns: list[str], name: str) -> None:
    if not ("shoe_id" in columns or {"brand", "model"} <= set(columns)):
        raise SourceError(
            f"{name} names no shoes: {_found(columns)}.",
            hint="It needs a column shoe_id, or brand and model."
            + _maybe(columns, "brand", "model", "shoe_id"),
            code="no-names",
        )
    if not _READINGS & set(columns):
        raise SourceError(
            f"{name} holds no readings: {_found(columns)}.",
            hint=f"It needs at least one of {', '.join(_SCORED)}."
            + _maybe(columns, "heel_stack_mm", "drop_mm", "toe_box_width_mm"),
            code="no-readings",
        )


def _found(columns: Iterable[str]) -> str:
    return f"its columns are {', '.join(map(repr, columns))}"[:200]


_SHORT: Final = 3  # letters of a word that says nothing alone, such as mm


def _maybe(columns: list[str], *wanted: str) -> str:
    """Say which columns may be meant, and how to say so."""
    meant: dict[str, str] = {}
    others = [each for each in columns if each not in KNOWN]
    for name in wanted:
        words = {each for each in name.split("_") if len(each) > _SHORT}
        close = [each for each in others if words & set(re.findall(r"[a-z]+", each))]
        close += nearest(name, others)
        if close and name not in columns:
            meant.setdefault(close[0], name)
    if not meant:
        return ""
    said = " and ".join(f"{title!r} for {name}" for title, name in meant.items())
    title, name = next(iter(meant.items()))
    # Pasted into a shell, a title must not be obeyed; quotes differ from shell to shell.
    pasted = f'"{title}={name}"' if re.fullmatch(r"[\w (){}.,:;/+-]+", title) else f"TITLE={name}"
    return f" Is {said} meant? Say so: --column {pasted}, columns={{{title!r}: {name!r}}}."


class _Splitter:
    """Lines to rows. A line that breaks the rules of quoting costs itself and no other line."""

    def __init__(self, lines: Iterator[str], separator: str, line: int) -> None:
        self._lines = lines
        self._separator = separator
        self._line = line  # the last line of the last row
        self._taken: list[str] = []

    def header(self, first: str) -> list[str]:
        cells = next(csv.reader(self._feed(first), delimiter=self._separator, strict=True))
        self._line += len(self._taken)
        self._taken.clear()
        return trimmed(cells)

    def _feed(self, *first: str) -> Iterator[str]:
        for line in chain(first, self._lines):
            self._taken.append(line)
            if len(self._taken) > _MOST_LINES:
                raise csv.Error("a quote opens here and does not close")
            yield line

    def rows(self, width: int) -> Iterator[Row]:
        taken = self._taken
        while True:
            try:
                for cells in csv.reader(self._feed(), delimiter=self._separator, strict=True):
                    start = self._line + 1
                    self._line += len(taken)
                    taken.clear()
                    if len(cells) == width and cells[0].strip():
                        yield start, cells, ""
                    elif any(map(str.strip, cells)):
                        yield fitted(start, cells, width)
            except csv.Error as error:
                broken = taken.copy()
                taken.clear()
                yield from self._one_by_one(broken, width, _reason(error))
            else:
                return

    def _one_by_one(self, lines: list[str], width: int, reason: str) -> Iterator[Row]:
        """Give up the line that opened the quote, and read each line that it swallowed alone."""
        for line in lines:
            self._line += 1
            if not reason:
                try:
                    cells = next(csv.reader([line], delimiter=self._separator, strict=True), [])
                except csv.Error as error:
                    reason = _reason(error)
                else:
                    if any(map(str.strip, cells)):
                        yield fitted(self._line, cells, width)
                    continue
            yield self._line, [line.rstrip("\r\n")], reason
            reason = ""


def _reason(error: csv.Error) -> str:
    if "expected after" in str(error):
        return "has text after a closing quote"
    if "field limit" in str(error):
        return "has a cell of more than 100,000 characters"
    return "opens a quote that does not close"


def point(cell: str) -> str:
    """Strip a cell and write a decimal comma as a point.

    Example:
        >>> point(" 8,5 "), point("8,5 mm")
        ('8.5', '8,5 mm')
    """
    cell = cell.strip()
    plain = cell.replace(",", "", 1).lstrip("-").isdecimal()
    return cell.replace(",", ".") if plain else cell
