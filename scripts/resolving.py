"""Observations to shoes: which reading stands, and how far off it may be.

The rule, for each of the four scored readings: measured before claimed, then known basis before
unknown. Of what is left one actual reading is taken, never an average: the one that most pages give
within half a unit; else the one nearest to the median; then the one less like a bare foot. The
tolerance covers the grade, the conversion, and every other reading of the same grade.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import product
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from observations import Merge, Observation, load_merges, load_observations
from shoefit.scoring.criteria import READINGS, CriterionName
from shoefit.scoring.scales import (
    Converted,
    HardnessScale,
    StackBasis,
    ToeBoxMethod,
    convert_stack,
)
from shoefit.shoe import Currency, Grade, Kind, Midsole, Shoe, ToeBoxShape, Use
from shoefit.sources.pages import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Candidate:
    """One observation's reading of one criterion, on shoefit's scale.

    Attributes:
        observation: The row that it comes from.
        converted: The reading with what its conversion adds in doubt.
        barefoot: The same reading with its sign set so that more is closer to a bare foot.
    """

    observation: Observation
    converted: Converted
    barefoot: float

    @property
    def value(self) -> float:
        """The reading, in the unit of its criterion."""
        return self.converted.value

    @property
    def measured(self) -> bool:
        """Whether an instrument gave it."""
        return self.observation.grade is Grade.MEASURED


@dataclass(frozen=True, slots=True)
class Resolved:
    """One shoe and where its readings come from.

    Attributes:
        shoe: The shoe.
        chosen: The reading that stands, by criterion; none for an unknown one.
        candidates: Every reading, by criterion.
        observations: Every row of the shoe.
    """

    shoe: Shoe
    chosen: dict[CriterionName, Candidate]
    candidates: dict[CriterionName, tuple[Candidate, ...]]
    observations: tuple[Observation, ...]


def resolve(observations: Iterable[Observation], merges: Iterable[Merge]) -> list[Resolved]:
    """Resolve observations into one shoe each, in the order of their ids.

    Args:
        observations: Rows of `data/observations.csv`.
        merges: Rows of `data/merges.csv`: ids that are another shoe's second spelling.

    Raises:
        ValueError: A merge names an id that no observation has.
    """
    into = {merge.shoe_id: merge.into for merge in merges}
    groups: defaultdict[str, list[Observation]] = defaultdict(list)
    known = set()
    for each in observations:
        known.add(each.shoe_id)
        groups[into.get(each.shoe_id, each.shoe_id)].append(each)
    stray = sorted(({*into} | {*into.values()}) - known - {""})
    if stray:
        msg = f"merges.csv names {stray[0]!r}, which no observation has"
        raise ValueError(msg)
    groups.pop("", None)
    return [_resolve_one(shoe_id, rows) for shoe_id, rows in sorted(groups.items())]


def resolve_bundled() -> list[Resolved]:
    """Resolve every shoe of the observations.

    Example:
        >>> by_id = {each.shoe.shoe_id: each for each in resolve_bundled()}
        >>> by_id["lems-primal-2"].shoe.heel_stack_mm  # three claims of 8 to 9 mm, one caliper
        14.3
    """
    return resolve(load_observations(), load_merges())


def _resolve_one(shoe_id: str, rows: list[Observation]) -> Resolved:
    named = next(row for row in rows if row.shoe_id == shoe_id)
    candidates = {name: tuple(_candidates(name, rows)) for name in READINGS}
    chosen: dict[CriterionName, Candidate] = {}
    for name in READINGS:
        if candidates[name]:
            chosen[name] = ranked(candidates[name])[0]
    shape = _shape(rows)
    years = [row.as_of for row in rows if row.as_of]
    cells: dict[str, Any] = {
        "shoe_id": shoe_id,
        "brand": named.brand,
        "model": named.model,
        "first_seen": min(years, default=None),
        "seen": max(years, default=None),
        "kind": named.kind,
        "use": named.use if len({row.use for row in rows}) == 1 else Use.MULTI,
        "midsole": _midsole(rows),
        "toe_box_shape": shape,
        "weight_g": _weight(rows),
        **_price(rows),
    }
    for name, candidate in chosen.items():
        cells |= reading_cells(name, candidate, candidates[name])
    if "toe_box_width" not in chosen and shape and named.kind not in _STRUCTURED:
        cells |= _word_cells("toe_box_width", [r for r in rows if r.toe_box_shape == shape])
    return Resolved(Shoe.model_validate(cells), chosen, candidates, tuple(rows))


# Their toe boxes are told by what they are: no page has to say so.
_STRUCTURED: Final = frozenset({Kind.SANDAL, Kind.TOE_SHOE})

# What of an observation a criterion reads, where it is not the catalogue's own column.
_STATED: Final[dict[CriterionName, str]] = {"midsole_hardness": "midsole_hardness", "drop": "drop"}


def _candidates(name: CriterionName, rows: Iterable[Observation]) -> Iterable[Candidate]:
    read = READINGS[name]
    for row in rows:
        stated = getattr(row, _STATED.get(name, read.column))
        if stated is None:
            continue
        converted = _on_our_scale(name, stated, row)
        if converted is not None:
            size = abs(converted.value) if read.by_size else converted.value
            yield Candidate(row, converted, -size if read.barefoot == "less" else size)


def _on_our_scale(name: CriterionName, stated: float, row: Observation) -> Converted | None:
    """Convert what pages state on several scales; None where it cannot be scored."""
    if name == "stack_height":
        return convert_stack(stated, row.stack_basis or StackBasis.UNKNOWN, row.insole_mm, row.kind)
    if name == "midsole_hardness":
        return (row.hardness_scale or HardnessScale.SHORE_A).convert(stated)
    if name == "toe_box_width":
        return (row.toe_box_method or ToeBoxMethod.CALIPER_BALL).convert(stated)
    return Converted(stated)


# Pages agree where they are at most so far apart: what rounding to whole millimetres does.
_AGREE: Final = 0.5


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Put the reading that stands first, whatever the order of the candidates.

    Args:
        candidates: Readings of one criterion of one shoe.
    """
    groups: defaultdict[tuple[bool, bool], list[Candidate]] = defaultdict(list)
    for each in candidates:
        groups[_standing(each)].append(each)
    return [each for first in sorted(groups, reverse=True) for each in _in_order(groups[first])]


def _in_order(alike: Sequence[Candidate]) -> list[Candidate]:
    middle = median(each.value for each in alike)

    def order(each: Candidate) -> tuple[int, float, float, bool, int, str]:
        row = each.observation
        agreeing = {
            other.observation.source_url
            for other in alike
            if round(abs(other.value - each.value), 6) <= _AGREE
        }
        off = round(abs(each.value - middle), 6)
        together = row.heel_stack_mm is not None and row.drop is not None
        return len(agreeing), -off, -each.barefoot, together, row.as_of or 0, row.source_url

    return sorted(alike, key=order, reverse=True)


def _standing(each: Candidate) -> tuple[bool, bool]:
    """Rank a candidate before any value is looked at: measured, then of a known basis."""
    return each.measured, each.converted.above == 0


def reading_cells(
    name: CriterionName, chosen: Candidate, candidates: Sequence[Candidate]
) -> dict[str, Any]:
    """Fill the columns of a reading: value, tolerance, grade, how many pages, address.

    Args:
        name: The criterion.
        chosen: The reading that stands.
        candidates: Every reading of the criterion that the tolerance has to cover.
    """
    column, row = READINGS[name].column, chosen.observation
    base = READINGS[name].measured if chosen.measured else READINGS[name].claimed
    others = [each.value for each in candidates if each.measured == chosen.measured]
    if name == "drop" and row.heel_minus_forefoot is not None:
        others.append(row.heel_minus_forefoot)  # a page may contradict itself
    off = max(abs(value - chosen.value) for value in others)
    tolerance = max(chosen.converted.tolerance(base), off)
    cells = {
        column: round(chosen.value, 2),
        f"{column}_tolerance": round(tolerance, 2),
        f"{column}_grade": row.grade,
        **_pages(column, (each.observation for each in candidates), row),
    }
    if f"{column}_tolerance_above" in Shoe.model_fields:
        above = chosen.converted.tolerance_above(base) or 0.0
        cells[f"{column}_tolerance_above"] = round(above, 2) if above > tolerance else None
    return cells


def _word_cells(name: CriterionName, rows: Sequence[Observation]) -> dict[str, Any]:
    """Fill grade and source of a criterion that a word decides: nobody measures "wide"."""
    column = READINGS[name].column
    best = max(rows, key=lambda row: (row.as_of or 0, row.source_url))
    return {f"{column}_grade": Grade.CLAIMED, **_pages(column, rows, best)}


def _pages(column: str, rows: Iterable[Observation], best: Observation) -> dict[str, Any]:
    pages = {row.source_url for row in rows}
    return {f"{column}_sources": len(pages), f"{column}_source": best.source_url}


def _midsole(rows: Sequence[Observation]) -> Midsole:
    """Take the best grade that names a midsole; within it foam, then rubber, then none."""
    named = {(row.grade, row.midsole) for row in rows}
    order = product(Grade, (Midsole.FOAM, Midsole.RUBBER, Midsole.NONE))
    return next((each[1] for each in order if each in named), Midsole.UNKNOWN)


def _shape(rows: Sequence[Observation]) -> ToeBoxShape | None:
    """Take the word that most pages use; where two tie, the narrower."""
    words = Counter(row.toe_box_shape for row in rows if row.toe_box_shape)
    return max(words, key=lambda word: (words[word], [*ToeBoxShape].index(word)), default=None)


_WOMENS: Final = re.compile("women| W")


def _weight(rows: Sequence[Observation]) -> float | None:
    """Take one man's shoe: measured first, then US 9, then the newest, then the heavier."""
    weighed = [row for row in rows if row.weight_g and not _WOMENS.search(row.weight_size or "")]
    best = max(
        weighed,
        key=lambda row: (
            row.grade is Grade.MEASURED,
            row.weight_size == "US M9",
            row.as_of or 0,
            row.weight_g or 0.0,
        ),
        default=None,
    )
    return best.weight_g if best else None


def _price(rows: Sequence[Observation]) -> dict[str, Any]:
    """Take one full price: in USD where one is, else in the commonest currency; the newest."""
    priced = [row for row in rows if row.list_price is not None and row.currency]
    if not priced:
        return {}
    counts = Counter(row.currency for row in priced)
    newest = max(
        priced,
        key=lambda row: (
            row.currency is Currency.USD,
            counts[row.currency],
            row.as_of or 0,
            row.list_price or 0.0,
        ),
    )
    return {
        "list_price": newest.list_price,
        "currency": newest.currency,
        "price_year": newest.as_of,
    }


def stated(resolved: Iterable[Resolved]) -> Iterator[Stated]:
    """Give what the pages say of each shoe: what stands first, then in the observations' order."""
    for each in resolved:
        said = [*_readings(each), *_words(each)]
        # sorted is stable: within the two groups of a criterion the order stays.
        order = [*READINGS]
        yield from sorted(said, key=lambda one: (order.index(one.criterion), not one.stands))


def _readings(resolved: Resolved) -> Iterator[Stated]:
    for name, candidates in resolved.candidates.items():
        column = READINGS[name].column
        places = {id(each): place for place, each in enumerate(ranked(candidates), start=1)}
        for each in candidates:
            row, converted = each.observation, each.converted
            cells = reading_cells(name, each, [each])
            yield Stated(
                shoe_id=resolved.shoe.shoe_id,
                criterion=name,
                place=places[id(each)],
                reading=cells[column],
                tolerance=cells[f"{column}_tolerance"],
                tolerance_above=cells.get(f"{column}_tolerance_above"),
                conversion=row.drop_step if name == "drop" else converted.step,
                conversion_error=converted.error,
                grade=row.grade,
                source_kind=row.source_kind,
                source=row.source_url,
                year=row.as_of,
            )


def _words(resolved: Resolved) -> Iterator[Stated]:
    """Give the words for a toe box where one of them is what its score is made of."""
    shoe = resolved.shoe
    if shoe.toe_box_width_mm is not None or shoe.toe_box_width_mm_source is None:
        return
    stands = shoe.toe_box_width_mm_source, shoe.toe_box_shape
    said = [row for row in resolved.observations if row.toe_box_shape]
    first = next(row for row in said if (row.source_url, row.toe_box_shape) == stands)
    for row in said:
        yield Stated(
            shoe_id=shoe.shoe_id,
            criterion="toe_box_width",
            place=1 if row is first else None,
            word=row.toe_box_shape,
            grade=Grade.CLAIMED,
            source_kind=row.source_kind,
            source=row.source_url,
            year=row.as_of,
        )
