"""A ladder from one shoe to another: its rungs and steps, or the gap, as text, JSON and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from shoefit.about.minimalist import PERCENT_PER_POINT, band_of
from shoefit.about.reasons import warning
from shoefit.scoring.criteria import READINGS
from shoefit.shoe import Grade, Shoe
from shoefit.sources.studies import Finding, load_studies
from shoefit.text import (
    SCHEMA_VERSION,
    Html,
    Told,
    clipped,
    html,
    html_link,
    html_list,
    html_table,
    many,
    number,
    paragraphs,
    shown,
    text_table,
    wrapped,
)

# The Running Clinic's rule as two of its followers print it; expert advice, tested by no trial.
POINTS_A_MONTH: Final = 10
RULE: Final = (
    "One month for 10 points of the Minimalist Index is expert advice (attributed to The Running"
    " Clinic), not trial evidence."
)
RULE_SOURCE: Final = (
    "https://5doigts2pieds.fr/blog/course-minimaliste-programmes-de-transition-types-125"
)

# How wide a band of the Index is for the stack, mm; no step takes more off the sole than two of
# them, the most that a step between bands with a top can.
STACK_BAND_MM: Final = 6.0
MOST_OFF_MM: Final = 2 * STACK_BAND_MM

# Going down fast, half-way shoes and heavy runners; hard soles, and older people barefoot.
_GOING_DOWN: Final = ("Ridge 2013", "Ryan 2014", "Fuller 2017")
_STUDIES: Final = (*_GOING_DOWN, "Malisoux 2020", "Robbins 1992", "Koepsell 2004")


def cautions() -> tuple[Finding, ...]:
    """Return the findings to know before starting."""
    against = [each for each in load_studies().findings if each.side == "against"]
    return tuple(each for study in _STUDIES for each in against if each.source == study)


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
    def stack_mm(self) -> float:
        """How thick its sole is, mm."""
        return self.shoe.heel_stack_mm or 0.0

    @property
    def drop_size_mm(self) -> float:
        """Its drop without its sign, mm."""
        return READINGS["drop"].size(self.shoe.drop_mm or 0.0)

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
        return round(self.before.stack_mm - self.after.stack_mm, 6)

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
        thinnest_mm: The thinnest sole that would do, mm.
        thickest_mm: The thickest, mm.
    """

    stack_points: int
    drop_points: int
    thinnest_mm: float
    thickest_mm: float

    def __str__(self) -> str:
        thin, thick = number(self.thinnest_mm), number(self.thickest_mm)
        sole = f"of {thin} mm" if thin == thick else f"of {thin} to {thick} mm"
        if self.thinnest_mm == 0:
            sole = f"up to {thick} mm thick"
        return f"a sole {sole} with a drop of {band_of('drop', self.drop_points)}"


@dataclass(frozen=True, slots=True)
class Ladder(Told):
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
    cautions: tuple[Finding, ...] = field(default_factory=cautions)

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

    @property
    def warning(self) -> str:
        """The article's warning where the shoe worn today is both soft and thick; else ""."""
        return warning(self.start.shoe)

    def to_dict(self) -> dict[str, Any]:
        """Give the ladder as plain data that keeps to docs/ladder.schema.json."""
        return {
            "schema_version": SCHEMA_VERSION,
            "source": self.source,
            "since": self.since,
            "start": _of_rung(self.start),
            "goal": _of_rung(self.goal) if self.goal else None,
            "steps": list(map(_of_step, self.steps)),
            "gap": list(map(_of_gap, self.gap)),
            "points": self.points,
            "months": self.months,
            "warning": self.warning,
            "rule": RULE,
            "rule_source": RULE_SOURCE,
            "cautions": list(map(asdict, self.cautions)),
        }

    def __str__(self) -> str:
        return paragraphs(self._blocks())

    def _blocks(self) -> Iterator[Iterable[str]]:
        yield wrapped(f"From {shown(self.start.shoe.title)} to {shown(self._goal())}")
        rows: list[tuple[str, ...]] = [_TEXT_HEADS]
        for place, title, year, sole, drop, *others in self._rows():
            name = clipped(shown(title), _NAME_WIDTH)
            rows.append((place, name, year, f"{sole} mm", f"{drop} mm ", *others))
        yield text_table(rows, left=(1, 5))
        yield (line for each in self._notes() for line in wrapped(each))
        known = (f"- {each.source}: {each.text}" for each in self.cautions)
        yield [
            "Before you start:",
            *(line for each in known for line in wrapped(each, hang=2)),
            *wrapped(load_studies().not_advice),
            "The address of every paper and reading: --format json, or to_json() in Python",
        ]

    def _rows(self) -> Iterator[list[str]]:
        """Give the cells of each rung: number, title, year, sole, drop, grade, points, months."""
        for place, (rung, step) in enumerate(zip(self.rungs, [None, *self.steps], strict=True)):
            yield [
                str(place),
                rung.shoe.title,
                str(rung.shoe.seen or ""),
                f"{rung.shoe.heel_stack_mm:g}",
                f"{rung.shoe.drop_mm:g}",
                rung.read_as,
                str(step.points) if step else "",
                f"{step.months:.1f}" if step else "",
            ]

    def _goal(self) -> str:
        if self.goal:
            return self.goal.shoe.title
        return "a barefoot-like shoe: sole under 14 mm, drop under 1 mm"

    def _notes(self) -> Iterator[str]:
        if self.warning:
            yield f"Today's shoe: {self.warning}"
        if self.gap:
            since = "" if self.since is None else f" with a source from {self.since} on"
            yield f"No way down: no shoe of the catalogue{since} has"
            yield from (f"- {each}" for each in self.gap)
            yield (
                "A step may change sole and drop by one band of the Minimalist Index each, and take"
                f" {MOST_OFF_MM:g} mm off the sole, which never gets thicker."
            )
            return
        if not self.steps:
            yield "Nothing to step down from: this shoe is as thin and flat as the goal asks."
            return
        yield (
            f"{many(len(self.steps), 'step')}, {self.points} points,"
            f" {self.months:.1f} months or more. {RULE}"
            " Only sole and drop are counted: weight, flexibility and support change too."
        )
        for place, step in enumerate(self.steps, start=1):
            if step.points == 0:
                yield (
                    f"Step {place} takes {step.thinner_mm:g} mm off the sole and counts no points,"
                    " for it stays in one band of the Index: take a month or more all the same."
                )
        claimed = sum(not each.measured for each in self.rungs)
        if claimed:
            sole, drop = (READINGS[name].claimed for name in ("stack_height", "drop"))
            yield (
                f"{claimed} of {len(self.rungs)} shoes were not measured: a claim may be"
                f" {sole:g} mm of sole and {drop:g} mm of drop off."
            )

    def _repr_html_(self) -> str:
        """Show the ladder in a notebook; everything from a catalogue is escaped."""
        known = html_list(
            Html(f"{html_link(each.address, each.source)}: {html(each.text)}")
            for each in self.cautions
        )
        notes = "".join(f"<p>{html(each)}</p>" for each in self._notes())
        return (
            f"<p>From {html(self.start.shoe.title)} to {html(self._goal())}</p>"
            f"{html_table(_HTML_HEADS, self._rows(), left=(1, 5))}{notes}{known}"
            f"<p>{html(load_studies().not_advice)}</p>"
        )


_NAME_WIDTH: Final = 30
_HTML_HEADS: Final = ("#", "shoe", "seen", "sole mm", "drop mm", "read as", "points", "months")
# As wide as the columns are at least.
_TEXT_HEADS: Final = (
    *(" #", f"{'shoe':<{_NAME_WIDTH}}", "seen", "   sole", "   drop "),
    *("read as ", "points", "months"),
)


def _of_rung(rung: Rung) -> dict[str, Any]:
    """Give a shoe of a ladder as plain data, with the sources of its two readings."""
    columns = ["shoe_id", "brand", "model", "first_seen", "seen"]
    for column in ("heel_stack_mm", "drop_mm"):
        columns += [column, f"{column}_grade", f"{column}_source"]
    points = {"stack_points": rung.stack_points, "drop_points": rung.drop_points}
    return {column: getattr(rung.shoe, column) for column in columns} | points


def _of_step(step: Step) -> dict[str, Any]:
    before, after = _of_rung(step.before), _of_rung(step.after)
    return {
        "shoe": after,
        "stack_change_mm": round(after["heel_stack_mm"] - before["heel_stack_mm"], 6),
        "drop_change_mm": round(after["drop_mm"] - before["drop_mm"], 6),
        "points": step.points,
        "months": step.months,
    }


def _of_gap(gap: Gap) -> dict[str, Any]:
    stack, drop = band_of("stack_height", gap.stack_points), band_of("drop", gap.drop_points)
    return {"heel_stack": stack, "drop": drop, **asdict(gap)}
