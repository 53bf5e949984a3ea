"""A ladder from one shoe to another: its rungs and steps, or the gap, as text, JSON and HTML."""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from pydantic import ConfigDict, TypeAdapter

from shoefit.about.cautions import CAUTIONS, POINTS_A_MONTH, RULE, RULE_SOURCE
from shoefit.about.minimalist import PERCENT_PER_POINT, band_of
from shoefit.scoring.criteria import READINGS
from shoefit.shoe import Grade, Shoe
from shoefit.sources.studies import Finding, load_studies
from shoefit.text import clipped, closed_schema, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

LADDER_SCHEMA_VERSION: Final = 1

_CLOSED: Final = ConfigDict(extra="forbid")
_WIDTH: Final = 80
_NAME_WIDTH: Final = 30
_LAST_HEADS: Final = "read as  points months"

# The most that a step between two bands of 6 mm can take off; only the thickest has no top.
_TWO_BANDS_MM: Final = 12.0


@dataclass(frozen=True, slots=True)
class Rung:
    """One shoe of a ladder.

    Attributes:
        shoe: The shoe; its stack and drop are known.
        stack_points: Its Minimalist Index points for the stack, 0 to 5.
        drop_points: Its points for the drop, 0 to 5.
    """

    shoe: Shoe
    stack_points: int
    drop_points: int

    @property
    def measured(self) -> bool:
        """Whether both stack and drop were measured, not quoted from a brand, shop or reviewer."""
        return self.read_as == Grade.MEASURED

    @property
    def read_as(self) -> str:
        """The lesser grade of stack and drop; "unstated" where the catalogue names none."""
        grades = {self.shoe.heel_stack_mm_grade, self.shoe.drop_mm_grade}
        if Grade.CLAIMED in grades:
            return str(Grade.CLAIMED)
        return "unstated" if None in grades else str(Grade.MEASURED)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of shoes.

    Attributes:
        before: The shoe worn so far.
        after: The next one.
    """

    before: Rung
    after: Rung

    @property
    def points(self) -> int:
        """Points of the Minimalist Index, in %, that stack and drop change by: at most 8."""
        stack = abs(self.after.stack_points - self.before.stack_points)
        drop = abs(self.after.drop_points - self.before.drop_points)
        return PERCENT_PER_POINT * (stack + drop)

    @property
    def thinner_mm(self) -> float:
        """How much thinner the next sole is, mm."""
        before, after = self.before.shoe.heel_stack_mm, self.after.shoe.heel_stack_mm
        return round((before or 0.0) - (after or 0.0), 6)

    @property
    def months(self) -> float:
        """Time to take for it, by one month for 10 points."""
        return self.points / POINTS_A_MONTH


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of shoe that a ladder needs and the catalogue does not hold.

    Attributes:
        stack_points: Its Minimalist Index points for the stack, 0 to 5.
        drop_points: Its points for the drop, 0 to 5.
    """

    stack_points: int
    drop_points: int

    def __str__(self) -> str:
        stack = band_of("stack_height", self.stack_points)
        return f"a sole of {stack} with a drop of {band_of('drop', self.drop_points)}"


@dataclass(frozen=True, slots=True)
class Ladder:
    """The way down from one shoe, or why there is none.

    Attributes:
        start: The shoe worn today.
        goal: The shoe to reach; None for any barefoot-like one.
        steps: The changes of shoes, in order; empty where `start` has arrived, or with a gap.
        gap: The fewest kinds of shoe that would have to exist to complete the ladder; empty where
            there is one.
        since: Year from which on a source of each rung is; None for any.
        source: Name of the catalogue.
        cautions: Findings to know before starting.
    """

    start: Rung
    goal: Rung | None
    steps: tuple[Step, ...]
    gap: tuple[Gap, ...]
    since: int | None
    source: str
    cautions: tuple[Finding, ...] = CAUTIONS

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """Every shoe of the ladder, from the one worn today to the last."""
        return (self.start, *(step.after for step in self.steps))

    @property
    def points(self) -> int:
        """Points of the Minimalist Index, in %, that stack and drop change by in all."""
        return sum(step.points for step in self.steps)

    @property
    def months(self) -> float:
        """Time to take at least: weight, flexibility and devices change too, and are not known."""
        return self.points / POINTS_A_MONTH

    def to_json(self) -> str:
        """Write the ladder as JSON that keeps to `json_schema`."""
        made = TypeAdapter(LadderDocument).dump_python(_document(self), mode="json")
        return json.dumps(made, indent=2, ensure_ascii=False, allow_nan=False) + "\n"

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield from _wrapped(f"From {shown(self.start.shoe.title)} to {shown(self._goal())}")
        yield ""
        yield f" # {'shoe':<{_NAME_WIDTH}} {'year':>4} {'sole':>7} {'drop':>7}  {_LAST_HEADS}"
        yield _row(0, self.start, None)
        for number, step in enumerate(self.steps, start=1):
            yield _row(number, step.after, step)
        yield ""
        for line in self._notes():
            yield from _wrapped(line)
        yield ""
        yield "Before you start:"
        for each in self.cautions:
            yield from _wrapped(f"- {each.source}: {each.text}", "  ")
        yield from _wrapped(load_studies().not_advice)
        yield "The address of every paper and reading: --format json, or to_json() in Python"

    def _goal(self) -> str:
        if self.goal:
            return self.goal.shoe.title
        return "a barefoot-like shoe: sole under 14 mm, drop under 1 mm"

    def _notes(self) -> Iterator[str]:
        if self.gap:
            yield f"No way down: no shoe of the catalogue{self._since()} has"
            yield from (f"- {each}" for each in self.gap)
            yield "A step may change sole and drop by one band of the Minimalist Index each."
            return
        if not self.steps:
            yield "Nothing to step down from: this shoe is as thin and flat as the goal asks."
            return
        count = len(self.steps)
        yield (
            f"{count} step{'s' if count > 1 else ''}, {self.points} points,"
            f" {self.months:.1f} months or more. {RULE}"
            " Only sole and drop are counted: weight, flexibility and support change too."
        )
        for number, step in enumerate(self.steps, start=1):
            if step.thinner_mm > _TWO_BANDS_MM:
                yield (
                    f"Step {number} takes {step.thinner_mm:g} mm off the sole, because the thickest"
                    " band of the Index (32 mm or more) has no top: take longer over it."
                )
        claimed = sum(not each.measured for each in self.rungs)
        if claimed:
            sole, drop = (READINGS[name].claimed for name in ("stack_height", "drop"))
            yield (
                f"{claimed} of {count + 1} shoes were not measured: a claim may be"
                f" {sole:g} mm of sole and {drop:g} mm of drop off."
            )

    def _since(self) -> str:
        return "" if self.since is None else f" with a source from {self.since} on"

    def _repr_html_(self) -> str:
        rows = [_html_row(0, self.start, None)]
        rows += [_html_row(i, step.after, step) for i, step in enumerate(self.steps, start=1)]
        heads = ("#", "shoe", "year", "sole mm", "drop mm", "read as", "points", "months")
        notes = "".join(f"<p>{escape(each)}</p>" for each in self._notes())
        cautions = "".join(
            f'<li><a href="{escape(each.address)}">{escape(each.source)}</a>:'
            f" {escape(each.text)}</li>"
            for each in self.cautions
        )
        return (
            f"<p>From {escape(self.start.shoe.title)} to {escape(self._goal())}</p>"
            f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>{notes}<ul>{cautions}</ul>"
            f"<p>{escape(load_studies().not_advice)}</p>"
        )


def _cells(rung: Rung, step: Step | None) -> tuple[str, ...]:
    shoe = rung.shoe
    changed = (str(step.points), f"{step.months:.1f}") if step else ("", "")
    year, stack, drop = str(shoe.year or ""), f"{shoe.heel_stack_mm:g}", f"{shoe.drop_mm:g}"
    return (year, stack, drop, rung.read_as, *changed)


def _row(number: int, rung: Rung, step: Step | None) -> str:
    year, stack, drop, read_as, points, months = _cells(rung, step)
    title = clipped(shown(rung.shoe.title), _NAME_WIDTH)
    return (
        f"{number:>2} {title:<{_NAME_WIDTH}} {year:>4} {stack + ' mm':>7} {drop + ' mm':>7}"
        f"  {read_as:<8} {points:>6} {months:>6}"
    ).rstrip()


def _html_row(number: int, rung: Rung, step: Step | None) -> str:
    cells = (str(number), escape(rung.shoe.title), *_cells(rung, step))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _wrapped(text: str, later: str = "") -> list[str]:
    """Wrap a text, a number and its % on one line."""
    lines = textwrap.wrap(
        text.replace(" %", "\N{NO-BREAK SPACE}%"),
        _WIDTH,
        subsequent_indent=later,
        break_on_hyphens=False,
    )
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


@dataclass(frozen=True, slots=True)
class RungDocument:
    """One shoe of a ladder, with the sources of its two readings."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    shoe_id: str
    brand: str
    model: str
    year: int | None
    heel_stack_mm: float
    heel_stack_mm_grade: Grade | None
    heel_stack_mm_source: str | None
    drop_mm: float
    drop_mm_grade: Grade | None
    drop_mm_source: str | None
    stack_points: int
    drop_points: int


@dataclass(frozen=True, slots=True)
class StepDocument:
    """One change of shoes."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    shoe: RungDocument
    stack_change_mm: float
    drop_change_mm: float
    points: int
    months: float


@dataclass(frozen=True, slots=True)
class GapDocument:
    """A kind of shoe that is missing."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    heel_stack: str
    drop: str
    stack_points: int
    drop_points: int


@dataclass(frozen=True, slots=True)
class LadderDocument:
    """The documented JSON of a ladder."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    schema_version: Literal[1]
    source: str
    since: int | None
    start: RungDocument
    goal: RungDocument | None
    steps: tuple[StepDocument, ...]
    gap: tuple[GapDocument, ...]
    points: int
    months: float
    rule: str
    rule_source: str
    cautions: tuple[Finding, ...]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `Ladder.to_json`; published as docs/ladder.schema.json.

    Example:
        >>> json_schema()["additionalProperties"]
        False
    """
    return closed_schema(TypeAdapter(LadderDocument))


def _document(ladder: Ladder) -> LadderDocument:
    return LadderDocument(
        schema_version=LADDER_SCHEMA_VERSION,
        source=ladder.source,
        since=ladder.since,
        start=_rung_document(ladder.start),
        goal=_rung_document(ladder.goal) if ladder.goal else None,
        steps=tuple(map(_step_document, ladder.steps)),
        gap=tuple(
            GapDocument(
                heel_stack=band_of("stack_height", each.stack_points),
                drop=band_of("drop", each.drop_points),
                stack_points=each.stack_points,
                drop_points=each.drop_points,
            )
            for each in ladder.gap
        ),
        points=ladder.points,
        months=ladder.months,
        rule=RULE,
        rule_source=RULE_SOURCE,
        cautions=ladder.cautions,
    )


def _step_document(step: Step) -> StepDocument:
    before, after = _rung_document(step.before), _rung_document(step.after)
    return StepDocument(
        shoe=after,
        stack_change_mm=round(after.heel_stack_mm - before.heel_stack_mm, 6),
        drop_change_mm=round(after.drop_mm - before.drop_mm, 6),
        points=step.points,
        months=step.months,
    )


def _rung_document(rung: Rung) -> RungDocument:
    shoe = rung.shoe
    return RungDocument(
        shoe_id=shoe.shoe_id,
        brand=shoe.brand,
        model=shoe.model,
        year=shoe.year,
        heel_stack_mm=shoe.heel_stack_mm or 0.0,
        heel_stack_mm_grade=shoe.heel_stack_mm_grade,
        heel_stack_mm_source=shoe.heel_stack_mm_source,
        drop_mm=shoe.drop_mm or 0.0,
        drop_mm_grade=shoe.drop_mm_grade,
        drop_mm_source=shoe.drop_mm_source,
        stack_points=rung.stack_points,
        drop_points=rung.drop_points,
    )
