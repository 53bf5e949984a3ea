"""Observations to shoes: which reading stands, and how far off it may be.

The rule, for each of the four scored readings: a measured one beats a claimed one. Within a grade
one actual reading is taken, never an average: first one whose basis or scale is known, then the
newest, then the one less like a bare foot. Stack and drop come from one reading where one holds
both. The tolerance covers the grade, the conversion, and every other reading of the same grade.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shoefit.scoring.criteria import READINGS, TOE_BOX_WORDS, CriterionName
from shoefit.scoring.scales import (
    Converted,
    HardnessScale,
    StackBasis,
    ToeBoxMethod,
    convert_stack,
)
from shoefit.shoe import Grade, Kind, Midsole, Shoe, ToeBoxShape, Use
from shoefit.sources.observations import Observation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shoefit.sources.observations import Merge


@dataclass(frozen=True, slots=True)
class Candidate:
    """One observation's reading of one criterion, on shoefit's scale.

    Attributes:
        observation: The row that it comes from.
        converted: The reading with what its conversion adds in doubt.
        plain: Whether its scale or basis is known and no conversion was needed.
        barefoot: The same reading with its sign set so that more is closer to a bare foot.
    """

    observation: Observation
    converted: Converted
    plain: bool
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

    Example:
        >>> from shoefit.sources.observations import load_merges, load_observations
        >>> by_id = {r.shoe.shoe_id: r for r in resolve(load_observations(), load_merges())}
        >>> by_id["lems-primal-2"].shoe.heel_stack_mm  # three claims of 8 to 9 mm, one caliper
        14.3
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


def _resolve_one(shoe_id: str, rows: list[Observation]) -> Resolved:
    named = next(row for row in rows if row.shoe_id == shoe_id)
    candidates = {name: tuple(_candidates(name, rows)) for name in READINGS}
    chosen: dict[CriterionName, Candidate] = {}
    for name in READINGS:  # the stack first: the drop goes with it
        if candidates[name]:
            chosen[name] = choose(candidates[name], chosen.get("stack_height"))
    midsole = _midsole(rows)
    shape = _shape(rows)
    cells: dict[str, Any] = {
        "shoe_id": shoe_id,
        "brand": named.brand,
        "model": named.model,
        "year": max((row.as_of for row in rows if row.as_of), default=None),
        "kind": named.kind,
        "use": named.use if len({row.use for row in rows}) == 1 else Use.MULTI,
        "midsole": midsole,
        "toe_box_shape": shape,
        "weight_g": _weight(rows),
    }
    for name, candidate in chosen.items():
        cells |= reading_cells(name, candidate, candidates[name])
    if midsole is Midsole.NONE:
        cells |= _word_cells("midsole_hardness", [r for r in rows if r.midsole is Midsole.NONE])
    if "toe_box_width" not in chosen and shape is not None:
        cells |= _word_cells("toe_box_width", [r for r in rows if r.toe_box_shape == shape])
    elif "toe_box_width" not in chosen and named.kind in {Kind.SANDAL, Kind.TOE_SHOE}:
        cells |= _word_cells("toe_box_width", rows)  # each of them says what kind of shoe it is
    return Resolved(Shoe.model_validate(cells), chosen, candidates, tuple(rows))


def _candidates(name: CriterionName, rows: Sequence[Observation]) -> Iterable[Candidate]:
    for row in rows:
        converted = _reading(name, row)
        if converted is None:
            continue
        less = name in {"stack_height", "drop"}
        barefoot = -abs(converted.value) if less else converted.value
        yield Candidate(row, converted, plain=not converted.step, barefoot=barefoot)


def _reading(name: CriterionName, row: Observation) -> Converted | None:
    if name == "stack_height" and row.heel_stack_mm is not None:
        basis = row.stack_basis or StackBasis.UNKNOWN
        return convert_stack(row.heel_stack_mm, basis, row.insole_mm, row.kind)
    if name == "drop" and row.drop is not None:
        return Converted(row.drop)
    if name == "midsole_hardness" and row.midsole_hardness is not None:
        return (row.hardness_scale or HardnessScale.SHORE_A).convert(row.midsole_hardness)
    if name == "toe_box_width" and row.toe_box_width_mm is not None:
        return (row.toe_box_method or ToeBoxMethod.CALIPER_BALL).convert(row.toe_box_width_mm)
    return None


def choose(candidates: Sequence[Candidate], stack: Candidate | None = None) -> Candidate:
    """Choose the reading that stands.

    Args:
        candidates: Readings of one criterion of one shoe, at least one.
        stack: The reading that stands for the stack, whose own row goes first within a grade.
            Without it, rows that hold a drop too go first.
    """

    def order(each: Candidate) -> tuple[bool, bool, bool, bool, int, float]:
        row = each.observation
        known_basis = each.converted.above == 0
        together = row.drop is not None if stack is None else row is stack.observation
        return each.measured, known_basis, together, each.plain, row.as_of or 0, -each.barefoot

    return max(candidates, key=order)


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
    if name == "drop" and row.heel_stack_mm is not None and row.forefoot_stack_mm is not None:
        others.append(row.heel_stack_mm - row.forefoot_stack_mm)  # a page may contradict itself
    spread = max(abs(value - chosen.value) for value in others)
    tolerance = max(chosen.converted.tolerance(base), spread)
    above = chosen.converted.tolerance_above(base)
    return {
        column: round(chosen.value, 2),
        f"{column}_tolerance": round(tolerance, 2),
        **({f"{column}_tolerance_above": round(above, 2)} if above and above > tolerance else {}),
        f"{column}_grade": row.grade,
        f"{column}_sources": len({each.observation.source_url for each in candidates}),
        f"{column}_source": row.source_url,
    }


def _word_cells(name: CriterionName, rows: Sequence[Observation]) -> dict[str, Any]:
    """Fill grade and source of a criterion that a word or the structure decides."""
    column = READINGS[name].column
    best = max(rows, key=lambda row: (row.grade is Grade.MEASURED, row.as_of or 0))
    # A cut shoe shows that it has no midsole; a word for the toe box is measured by nobody.
    grade = best.grade if name == "midsole_hardness" else Grade.CLAIMED
    return {
        f"{column}_grade": grade,
        f"{column}_sources": len({row.source_url for row in rows}),
        f"{column}_source": best.source_url,
    }


def _midsole(rows: Sequence[Observation]) -> Midsole:
    """Take the best grade that names a midsole; within it foam, then rubber, then none."""
    for grade in Grade:
        named = {row.midsole for row in rows if row.grade is grade}
        for midsole in (Midsole.FOAM, Midsole.RUBBER, Midsole.NONE):
            if midsole in named:
                return midsole
    return Midsole.UNKNOWN


def _shape(rows: Sequence[Observation]) -> ToeBoxShape | None:
    """Take the word that most pages use; where two tie, the narrower."""
    words = Counter(row.toe_box_shape for row in rows if row.toe_box_shape)
    return max(words, key=lambda word: (words[word], -TOE_BOX_WORDS[word]), default=None)


def _weight(rows: Sequence[Observation]) -> float | None:
    """Take one man's shoe: measured first, then US 9, then the newest, then the heavier."""
    weighed = [row for row in rows if row.weight_g and not _womens(row.weight_size or "")]
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


def _womens(size: str) -> bool:
    return "women" in size or " W" in size
