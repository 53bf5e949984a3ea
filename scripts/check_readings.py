"""What is wrong with `data/observations.csv`, which shoes it doubles, and what it would change.

python scripts/check_readings.py            every problem at once; else doubles and changes
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from doubles import same_shoe_suspects
from observations import Observation, load_merges, load_observations
from resolving import Resolved, resolve
from shoefit.catalogue.catalogue import Catalogue
from shoefit.catalogue.problems import Problem, broken_row, problems_of
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.order import Standings
from shoefit.scoring.profiles import ARTICLE
from shoefit.text import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parents[1] / "data"
_TOGETHER = {
    "midsole_hardness": "hardness_scale",
    "toe_box_width_mm": "toe_box_method",
    "list_price": "currency",
}
_SHOWN = 20  # changed places: a screen holds them


def reading_problems(path: Path) -> Iterator[Problem]:
    """Yield every problem of a file of observations, row by row."""
    named: dict[str, tuple[int, tuple[str | None, ...]]] = {}
    stood: dict[tuple[str | None, ...], int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [
            each for each in Observation.model_fields if each not in (reader.fieldnames or [])
        ]
        strange = [each for each in reader.fieldnames or [] if each not in Observation.model_fields]
        for column in missing + strange:
            rule = "is missing" if column in missing else "is no column of observations"
            yield Problem(1, column, "", rule, "See data/datapackage.json.", "column")
        if missing or strange:
            return
        for row in reader:
            line = reader.line_num
            if None in row or None in row.values():
                yield broken_row(line, [], "has not as many cells as the header")
                continue
            given = {name: cell for name, cell in row.items() if cell}
            yield from _row_problems(line, given)
            words = tuple(given.get(each) for each in ("brand", "model", "kind"))
            first, before = named.setdefault(given.get("shoe_id", ""), (line, words))
            if words != before:
                hint = "One shoe has one brand, model and kind: give it another id, or spell it so."
                rule = f"is told otherwise in row {first}"
                yield Problem(line, "shoe_id", given.get("shoe_id", ""), rule, hint, "names")
            first = stood.setdefault(tuple(row.values()), line)
            if first != line:
                yield Problem(line, "", "", f"stands in row {first} already", "", "row-twice")


def _row_problems(line: int, given: dict[str, str]) -> Iterator[Problem]:
    try:
        Observation.model_validate(given)
    except ValidationError as error:
        for each in problems_of(given, error, {}, brief=False):
            column = each.column or "shoe_id"  # the one column whose lack is no cell's problem
            blank = Problem(line, column, "", "is blank", "Every row needs it.", "blank")
            yield each.in_row(line) if column in given else blank
    for column, beside in _TOGETHER.items():
        if (column in given) != (beside in given):
            lone, other = (column, beside) if column in given else (beside, column)
            hint = f"Fill {other} too, or leave both blank."
            yield Problem(line, lone, given[lone], f"stands without {other}", hint, "alone")


class Told(NamedTuple):
    """Two ids of the observations that look like one shoe and are not, or are not known to be."""

    shoe_id: str
    other_id: str
    reason: str


def told_apart(path: Path = DATA / "apart.csv") -> list[Told]:
    """Read the pairs that have been looked at and stay two shoes."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Told(**row) for row in csv.DictReader(file)]


def doubles(resolved: Iterable[Resolved]) -> list[str]:
    """List the shoes that may stand twice, but for those that data/apart.csv tells apart."""
    names = {each.shoe.shoe_id: (each.shoe.brand, each.shoe.model) for each in resolved}
    apart = {frozenset(each[:2]) for each in told_apart()}
    return [
        f"{each.id_a}  {each.id_b}  ({each.reason})"
        for each in same_shoe_suspects(names)
        if frozenset(each[:2]) not in apart
    ]


def changes(before: Catalogue, after: Catalogue) -> list[str]:
    """Say which shoes come, go, or stand elsewhere in the ranking."""
    then, now = Standings(before, ARTICLE), Standings(after, ARTICLE)
    said = []
    for shoe in after:
        old = before.get(shoe.shoe_id)
        if shoe == old:
            continue
        place = f"{now.of(shoe).rank or 'not ranked'} of {now.of(shoe).ranked}"
        was = f"was {then.of(old).rank or 'not ranked'}" if old else "new"
        said.append(f"{shoe.title}: rank {place}, {was}")
    left = {each.shoe_id for each in after}
    return said + [f"{each.title}: gone" for each in before if each.shoe_id not in left]


def main(data: Path = DATA) -> int:
    """Print what a change of the observations comes to; return the exit code."""
    path = data / "observations.csv"
    found = list(reading_problems(path))
    if found:
        print(f"{path.name}: {many(len(found), 'problem')}", *found, sep="\n")
        return 1
    resolved = resolve(load_observations(path), load_merges(data / "merges.csv"))
    twice = doubles(resolved)
    if twice:
        print("May be one shoe: merge them in merges.csv, or say in apart.csv why they are two:")
        print(*twice, sep="\n")
    said = changes(load_catalogue(data / "shoes.csv"), Catalogue(each.shoe for each in resolved))
    print(f"{many(len(said), 'shoe')} changed", *said[:_SHOWN], sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
