"""Rows judged in groups of columns that stand or fall together: a judgement is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import getitem, itemgetter
from typing import Any, Final

from pydantic import ValidationError

from shoefit.catalogue.other_scales import CONVERTED, OTHER_COLUMNS, in_other_unit, to_canonical
from shoefit.catalogue.problems import NAMES, Problem, name_problems, no_name, problems_of
from shoefit.catalogue.sheets import LONGEST_CELL, distinct
from shoefit.scoring.scales import OTHER_UNITS, SCALES
from shoefit.shoe import Shoe, slug, too_steep
from shoefit.text import composed, controls, runs

_OTHER_COLUMNS: Final = frozenset(OTHER_COLUMNS)
# Every column that is read, in order.
KNOWN: Final = dict.fromkeys((*Shoe.model_fields, *OTHER_COLUMNS))

# Any text will do in these; only the name as a whole can be missing.
TEXT: Final = frozenset([*NAMES, *(each for each in Shoe.model_fields if each.endswith("_source"))])

# Rules and conversions reach across these columns; every other column is judged by itself.
_STACKS: Final = ("kind", "heel_stack", "forefoot_stack", "drop", "stack_basis", "insole")
_HARDNESS: Final = ("midsole", "midsole_hardness", "midsole_hardness_shore_a", "hardness_scale")
_TOGETHER: Final = (
    tuple(each for each in CONVERTED if each.startswith(_STACKS)),
    (*_HARDNESS, "midsole_hardness_shore_a_tolerance"),
    ("toe_box_width_mm", "toe_box_method", "toe_box_width_mm_tolerance"),
    ("weight_g", *(each for each in OTHER_UNITS if each.startswith("weight_"))),
)

# What the rules of a shoe itself reach across.
_STEEP: Final = ("heel_stack_mm", "drop_mm")
_MIDSOLE: Final = ("midsole", "midsole_hardness_shore_a")

# The thinnest sole of the bundled catalogue is 3 mm.
_THINNEST_MM: Final = 2.0

# A drop below this is no rounding: the lowest of the bundled catalogue is -1 mm.
_LOWEST_DROP_MM: Final = -1.5


def groups(columns: Iterable[str]) -> list[tuple[str, ...]]:
    """Split the known columns of a file into groups that can be judged one by one.

    Example:
        >>> groups(["brand", "seen", "weight_g", "weight_oz", "colour"])
        [('seen',), ('weight_g', 'weight_oz')]
    """
    left = dict.fromkeys(each for each in columns if each in KNOWN and each not in TEXT)
    found: dict[tuple[str, ...], None] = {}
    for column in left:
        group = next((each for each in _TOGETHER if column in each), (column,))
        members = tuple(each for each in left if each in group)
        if _OTHER_COLUMNS.isdisjoint(members):  # nothing is converted
            members = tuple(each for each in left if column in _MIDSOLE and each in _MIDSOLE)
        found[members or (column,)] = None
    return list(found)


def judged(cells: dict[str, Any], *, brief: bool = False) -> tuple[list[Problem], dict[str, Any]]:
    """List what is wrong or doubtful in the cells of one group, and what they say of a shoe.

    Args:
        cells: The group's known cells, stripped, blank ones left out.
        brief: Name columns and rules alone.

    Example:
        >>> [str(each) for each in judged({"drop_mm": "4 mm"})[0]]
        ["row 0, column drop_mm: '4 mm': not a number. Write 4, without the unit."]
        >>> judged({"drop_mm": "4"})[0]
        []
    """
    if not cells:
        return [], {}
    found, shoe = validated({"shoe_id": "any", **cells}, brief=brief)
    if not brief:
        found = [_checked_mend(each, cells) for each in found]
    if shoe is None:
        return found, {}
    fields = {name: getattr(shoe, name) for name in shoe.model_fields_set if name != "shoe_id"}
    return _doubts(cells, shoe), fields


def validated(cells: dict[str, Any], *, brief: bool) -> tuple[list[Problem], Shoe | None]:
    """Validate the known cells of one row or group: its problems, or else the shoe."""
    origin: dict[str, str] = {}
    found: list[Problem] = []
    canonical = given = cells
    if "_" in "".join(cells.values()):  # Python reads 1_2 as 12; in a table it is no number
        slips = (n for n in cells if n not in TEXT and any(map(str.isdecimal, cells[n])))
        canonical = given = cells | {name: cells[name].replace("_", "__") for name in slips}
    if not _OTHER_COLUMNS.isdisjoint(cells):
        converted = to_canonical(given)
        canonical, origin = converted.cells, converted.origin
        for column, rule, hint, code in converted.refused:
            found.append(Problem(0, column, str(cells.get(column, "")), rule, hint, code))
        if converted.error:
            told = problems_of(cells, converted.error, {}, brief=brief)
            found += [each for each in told if each.column in _OTHER_COLUMNS]
    try:
        shoe = Shoe.model_validate(canonical)
    except ValidationError as error:
        return found + problems_of(canonical | cells, error, origin, brief=brief), None
    return found, None if found else shoe


# Cells judged once are remembered, up to so many a group: measurements repeat.
_REMEMBERED: Final = 40_000
_LONGEST_REMEMBERED: Final = 200


class _Group:
    """Columns that are judged together, and what has been judged of them.

    Attributes:
        parts: Its columns one by one, which remember what is fine as well.
        fine: By cells of which nothing is to be said, the fields of a shoe that they come to.
        wrong: By other cells, what is wrong.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        place: Mapping[str, int],
        clean: Callable[[str], str],
        parts: Sequence[_Group] = (),
    ) -> None:
        self.names = names
        self.places = places = [place[name] for name in names]
        self.pick = itemgetter(*places)
        self.clean = clean
        self.parts = parts
        self.fine: dict[Any, dict[str, Any]] = {}
        self.wrong: dict[Any, list[Problem]] = {}

    def judge(self, cells: Sequence[str], *, brief: bool) -> list[Problem]:
        """Judge the group's cells of a row that are not known to be fine, or remember."""
        key = self.pick(cells)
        found = self.wrong.get(key)
        if found is None or not (brief or all(each.rule for each in found)):
            found, fields = self.judge_anew([cells[at] for at in self.places], brief=brief)
            self.keep(key, found, fields)
        return found

    def keep(self, key: Any, found: list[Problem], fields: dict[str, Any]) -> None:
        """Remember a judgement; not of longer cells, which would fill memory and hardly repeat.

        Nor of a fine cell that a spreadsheet would run: that is told wherever it stands.
        """
        texts = (key,) if isinstance(key, str) else key
        if sum(map(len, texts)) > _LONGEST_REMEMBERED or (not found and any(map(runs, texts))):
            return
        if len(self.fine) + len(self.wrong) >= _REMEMBERED:
            self.fine.clear()
            self.wrong.clear()
        if found:
            self.wrong[key] = found
        else:
            self.fine[key] = fields
            for part, text in zip(self.parts, texts, strict=False):
                if text not in part.fine:
                    part.keep(text, [], {e: fields[e] for e in part.names if e in fields})

    def judge_anew(
        self, texts: Iterable[str], *, brief: bool
    ) -> tuple[list[Problem], dict[str, Any]]:
        """Judge the group's cells; return what they come to as well."""
        cleaned = zip(self.names, map(self.clean, texts), strict=True)
        return judged({name: cell for name, cell in cleaned if cell}, brief=brief)


_PLAIN: Final = "^[!-~]([ -~]*[!-~])?$"  # ASCII without blanks around it


class Judge:
    """Judges the rows of one table.

    Args:
        columns: Its columns.
        clean: Strips a cell that holds a number or a word.
        longest: Characters that a name may have.
    """

    def __init__(self, columns: Sequence[str], clean: Callable[[str], str], longest: int) -> None:
        self._longest = longest
        self._place = place = {name: at for at, name in enumerate(columns)}
        self._names = {place[name]: name for name in NAMES if name in place}
        self._pick_names = picker([*self._names])
        self._id = place.get("shoe_id", -1)
        self._named = [place[name] for name in NAMES[1:] if name in place]
        # Of stack and drop together, many thousands differ: apart they are fine unless too steep.
        self._apart = self._groups = [_Group(each, place, clean) for each in groups(columns)]
        pair = [each for name in _STEEP for each in self._apart if each.names == (name,)]
        steep = pair if len(pair) == len(_STEEP) else []
        if steep:
            apart = [each for each in self._apart if each not in steep]
            self._groups = [*apart, _Group(_STEEP, place, clean, steep)]
        singles = [each for each in self._apart if len(each.places) == 1]
        self._steep = [singles.index(each) for each in steep]
        self._pick_singles = picker([each.places[0] for each in singles])
        self._fine_singles = [each.fine for each in singles]
        self._fine_more = [(each.pick, each.fine) for each in self._apart if len(each.places) > 1]

    def shoe_id(self, cells: Sequence[str]) -> str:
        """Return a row's id, made of brand and model where none is given."""
        given = cells[self._id].strip() if self._id >= 0 else ""
        return composed(given) or slug(*(cells[at].strip() for at in self._named))

    def usual(self, cells: Sequence[str]) -> list[dict[str, Any]] | None:
        """Return the fields that a row comes to, in parts; None unless all was judged before."""
        try:
            parts = list(map(getitem, self._fine_singles, self._pick_singles(cells)))
            if self._fine_more:
                parts += [fine[pick(cells)] for pick, fine in self._fine_more]
        except KeyError:
            return None
        if self._steep:
            stack_at, drop_at = self._steep
            stack, drop = parts[stack_at], parts[drop_at]
            if stack and drop and too_steep(*stack.values(), *drop.values()):
                return None
        return parts

    def problems(self, row: int, cells: Sequence[str], *, brief: bool = False) -> list[Problem]:
        """List what is wrong or doubtful in a row, but for its names.

        Args:
            row: Its number.
            cells: Its cells.
            brief: Name columns and rules alone.
        """
        found: list[Problem] = []
        for group in self._groups:
            if group.pick(cells) not in group.fine:
                told = group.judge(cells, brief=brief)
                found += told if brief else [each.in_row(row) for each in told]
        return self.in_order(found) if found else found

    def of_names(self, row: int, cells: Sequence[str], shoe_id: str) -> list[Problem]:
        """List what is wrong with a row's names, and with the id that comes of them."""
        said = " ".join(self._pick_names(cells))
        if shoe_id and len(said) <= self._longest and said.isprintable():
            return []
        given = {name: cells[at].strip() for at, name in self._names.items()}
        found = name_problems(row, given, self._longest)
        return found if shoe_id else [*found, no_name(row)]

    def plain_ids(self, table: Any) -> Any:
        """Return the ids of an Arrow table; None where rows have to be looked at one by one.

        So they have to be where ids stand twice or are not plain, a name is none, or a cell is too
        long.
        """
        import pyarrow as pa  # noqa: PLC0415 - only for tables that are kept in it
        import pyarrow.compute as pc  # noqa: PLC0415

        ids = None
        for at, column in enumerate(table.columns):
            name = self._names.get(at)
            if not pa.types.is_dictionary(column.type):
                plain = pa.types.is_primitive(column.type) or pa.types.is_null(column.type)
                if name or not plain:
                    return None
                continue
            coded = column.unify_dictionaries().combine_chunks()
            words, longest = coded.dictionary, self._longest if name else LONGEST_CELL
            if (pc.max(pc.utf8_length(words)).as_py() or 0) > longest:
                return None
            if name == "shoe_id":
                once = pc.count_distinct(coded.indices).as_py() == len(coded) > 0
                if not (once and pc.all(pc.match_substring_regex(words, _PLAIN)).as_py()):
                    return None
                ids = words.take(coded.indices)
            elif name and any(map(controls, words.to_pylist())):
                return None
        return ids

    def columns(self, table: Any, wanted: Iterable[str]) -> tuple[dict[str, Any], Any]:
        """Judge an Arrow table by its columns: each combination of cells in a group once.

        Returns:
            The wanted fields of a shoe as columns, and for each row whether it has errors.
        """
        import numpy  # noqa: PLC0415, ICN001 - only for tables that are kept in columns
        import pyarrow as pa  # noqa: PLC0415

        found: dict[str, Any] = {}
        wrong = numpy.zeros(len(table), bool)
        wanted = {*wanted, *_STEEP}
        for group in self._apart:
            columns = [table.column(at) for at in group.places]
            combinations, at = distinct(columns)
            judgements = [group.judge_anew(each, brief=True) for each in combinations]
            bad = [any(e.severity == "error" for e in problems) for problems, _ in judgements]
            wrong |= numpy.array(bad, bool)[at.to_numpy()]
            named = dict(zip(group.names, columns, strict=True))
            for name in {name for _, fields in judgements for name in fields if name in wanted}:
                if name in named and pa.types.is_float64(named[name].type):
                    found[name] = named[name]  # as it stands
                else:
                    values = [fields.get(name) for _, fields in judgements]
                    found[name] = pa.array(values).take(at)
        if found.keys() >= {*_STEEP}:
            wrong |= too_steep(*(found[each].to_numpy(zero_copy_only=False) for each in _STEEP))
        return found, pa.array(wrong)

    def in_order(self, found: list[Problem]) -> list[Problem]:
        """Sort problems of a row by their columns."""
        last = len(self._place)
        return sorted(found, key=lambda each: self._place.get(each.column, last))


def picker(places: list[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Return what picks cells by place, always as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: tuple(cells[at] for at in places)


def _checked_mend(problem: Problem, cells: dict[str, Any]) -> Problem:
    """Keep a mend only where the cell would be right with it."""
    if problem.mend is None:
        return problem
    others: dict[str, Any] = {name: cells[name] for name in SCALES if name in cells}
    tried = {"shoe_id": "any", **others, problem.column: problem.mend}
    again, _ = validated({name: cell for name, cell in tried.items() if cell}, brief=True)
    if any(each.column == problem.column for each in again):
        return replace(problem, mend=None, safe=False, hint="Check the number and its unit.")
    return problem


def _doubts(cells: dict[str, Any], shoe: Shoe) -> list[Problem]:
    """List what can be used and looks wrong all the same."""
    found = []
    for column in ("heel_stack_mm", "forefoot_stack_mm"):
        thin = float(cells.get(column, 0))
        if 0 < thin < _THINNEST_MM:
            value, rule = str(cells[column]), "thinner than any sole known"
            meant, hint, _ = in_other_unit(column, thin, "in")
            found.append(Problem(0, column, value, rule, hint, "other-unit", "warning", meant))
    if shoe.drop_mm is not None and shoe.drop_mm < _LOWEST_DROP_MM:
        code, hint = "sign", "Is the sign right?"
        if any(each.startswith("forefoot_") for each in cells):
            code, hint = "swapped", "Are heel and forefoot swapped?"
        # A stated drop before one that comes of two stacks; not its tolerance.
        column = min(e for e in cells if e.rsplit("_", 1)[0] in {"drop", "forefoot_stack"})
        rule = f"the toes stand {-shoe.drop_mm:g} mm higher than the heel"
        found.append(Problem(0, column, str(cells[column]), rule, hint, code, "warning"))
    return found
