"""The way down: from the shoe that a runner wears to a barefoot-like one, in small steps.

A step is small where it changes the stack by at most one band of the Minimalist Index and the
drop by at most one: at most 8 of its 100 points, which takes about a month by the rule in
`shoefit.about.ladder`. So only the band of a shoe matters, and the way is sought over the
6 x 6 pairs of bands; the shoes come second.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final, NamedTuple

from shoefit.about.ladder import Gap, Ladder, Rung, Step
from shoefit.about.minimalist import MOST_POINTS, band_points
from shoefit.catalogue.catalogue import find_shoes
from shoefit.catalogue.reading import catalogue_or_bundled
from shoefit.errors import ShoefitError
from shoefit.scoring.criteria import READINGS, THIN_SOLE_MM
from shoefit.shoe import Shoe, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Bands = tuple[int, int]  # Minimalist Index points of stack and drop

# Barefoot-like, by our judgement: a sole in one of the two thinnest bands of the Index, and a
# drop in its flattest, as the article asks for "completely flat".
GOAL_STACK_POINTS: Final = band_points("stack_height", THIN_SOLE_MM) + 1
GOAL_DROP_POINTS: Final = MOST_POINTS

# A ladder for runners: a climbing slipper of the right thickness is no rung.
RUNNING: Final = frozenset({Use.ROAD, Use.TRAIL, Use.MULTI, None})


# What a step of one whole band changes: the width of the bands, mm.
_STACK_BAND_MM: Final = 6.0
_DROP_BAND_MM: Final = 3.0


def step_down(
    from_shoe: Shoe | str,
    to: Shoe | str | None = None,
    catalogue: Sequence[Shoe] | None = None,
    *,
    since: int | None = 2020,
) -> Ladder:
    """Find the shortest ladder of real shoes from one shoe to a barefoot-like one.

    Each step changes the stack by at most one band of the Minimalist Index and the drop by at
    most one, and neither ever turns away from the goal. Of equally short ladders, the one with
    the most measured rungs is taken, then the one with the most even steps (least sum of squared
    changes of stack and drop, in widths of a band), then the first by shoe ids. Rungs are sold
    for road, trail or several uses, or for the use of `from_shoe`.

    Args:
        from_shoe: The shoe worn today, or its title or id; its stack and drop must be known.
        to: The shoe to reach; by default any with a sole under 14 mm and a drop under 1 mm.
        catalogue: Where the rungs come from; the bundled catalogue by default.
        since: Take rungs with a source from that year on; None takes any year.

    Returns:
        The ladder, or the fewest kinds of shoe that are missing for one.

    Raises:
        UnclearTitleError: A title means no shoe of the catalogue, or leaves several open.
        ShoefitError: Stack or drop of `from_shoe` or `to` is unknown, or `to` is no step down.

    Example:
        >>> today = Shoe(shoe_id="today", heel_stack_mm=15, drop_mm=2)
        >>> flat = Shoe(shoe_id="flat", heel_stack_mm=10, drop_mm=0, year=2024)
        >>> ladder = step_down(today, catalogue=[flat])
        >>> [rung.shoe.shoe_id for rung in ladder.rungs], ladder.points, ladder.months
        (['today', 'flat'], 8, 0.8)
    """
    catalogue = catalogue_or_bundled(catalogue)
    found = find_shoes(catalogue, [from_shoe] if to is None else [from_shoe, to])
    start, goal = _needed(found[0]), None if to is None else _needed(found[1])
    if goal is not None:
        _check_downward(start, goal)
    rungs = _rungs(catalogue, start, goal, since)
    climbed = _shortest(start, goal, rungs)
    missing = () if climbed else _missing(_bands(start), goal, set(rungs))
    return Ladder(
        start=start,
        goal=goal,
        steps=tuple(Step(before, after) for before, after in pairwise(climbed)),
        gap=tuple(Gap(*bands) for bands in missing),
        since=since,
        source=getattr(catalogue, "source", ""),
    )


def _rung(shoe: Shoe) -> Rung | None:
    if shoe.heel_stack_mm is None or shoe.drop_mm is None:
        return None
    return Rung(
        shoe, band_points("stack_height", shoe.heel_stack_mm), band_points("drop", shoe.drop_mm)
    )


def _needed(shoe: Shoe) -> Rung:
    rung = _rung(shoe)
    if rung is None:
        what = "heel_stack_mm" if shoe.heel_stack_mm is None else "drop_mm"
        raise ShoefitError(
            f"{shoe.title}: {what} is unknown, and a ladder needs both stack and drop.",
            hint="Measure it, and give the shoe from a catalogue of your own.",
        )
    return rung


def _bands(rung: Rung | None) -> Bands:
    """Return the bands of a rung; where no goal is named, the top of both scales is aimed at."""
    if rung is None:
        return MOST_POINTS, MOST_POINTS
    return rung.stack_points, rung.drop_points


def _check_downward(start: Rung, goal: Rung) -> None:
    if sum(_bands(goal)) < sum(_bands(start)):
        raise ShoefitError(
            f"{goal.shoe.title} is no step down from {start.shoe.title}: it has fewer points of"
            " the Minimalist Index for stack and drop.",
            hint="Swap the two, or choose a thinner or flatter goal.",
        )


def _rungs(
    catalogue: Iterable[Shoe], start: Rung, goal: Rung | None, since: int | None
) -> dict[Bands, list[Rung]]:
    """Sort the shoes that may be rungs by their bands."""
    uses = RUNNING | {start.shoe.use}
    found = defaultdict(list)
    for shoe in catalogue:
        recent = since is None or (shoe.year is not None and shoe.year >= since)
        if recent and shoe.use in uses and shoe.shoe_id != start.shoe.shoe_id:
            rung = _rung(shoe)
            if rung is not None:
                found[_bands(rung)].append(rung)
    if goal is not None:
        found[_bands(goal)] = [goal]
    return dict(found)


class _Way(NamedTuple):
    """How a rung is reached, compared field by field: the smallest is the best."""

    claimed: int
    unevenness: float
    ids: tuple[str, ...]
    rungs: tuple[Rung, ...]

    def on_to(self, rung: Rung) -> _Way:
        before = self.rungs[-1].shoe, rung.shoe
        size = READINGS["drop"].size
        stacks, drops = zip(*((each.heel_stack_mm, each.drop_mm) for each in before), strict=True)
        return _Way(
            self.claimed + (not rung.measured),
            self.unevenness
            + ((stacks[1] - stacks[0]) / _STACK_BAND_MM) ** 2
            + ((size(drops[1]) - size(drops[0])) / _DROP_BAND_MM) ** 2,
            (*self.ids, rung.shoe.shoe_id),
            (*self.rungs, rung),
        )


def _shortest(
    start: Rung, goal: Rung | None, rungs: Mapping[Bands, list[Rung]]
) -> tuple[Rung, ...]:
    """Search breadth first, band by band; every shoe keeps the best way to it. Empty: no way."""
    if _arrived(_bands(start), goal):
        # Another shoe of the same bands is one change of shoes, and no change of bands.
        if goal is None or goal.shoe.shoe_id == start.shoe.shoe_id:
            return (start,)
        return start, goal
    seen = {_bands(start)}
    layer = {_bands(start): [_Way(0, 0.0, (), (start,))]}
    while layer:
        reached = {
            bands: [
                way for before in _before(bands, _bands(start)) for way in layer.get(before, ())
            ]
            for bands in rungs.keys() - seen
            if _between(bands, _bands(start), _bands(goal))
        }
        layer = {
            bands: [min(way.on_to(rung) for way in ways) for rung in rungs[bands]]
            for bands, ways in reached.items()
            if ways
        }
        seen |= layer.keys()
        arrived = [way for bands in layer if _arrived(bands, goal) for way in layer[bands]]
        if arrived:
            return min(arrived).rungs
    return ()


def _missing(start: Bands, goal: Rung | None, filled: set[Bands]) -> tuple[Bands, ...]:
    """Find the fewest bands that, filled, would complete a ladder; the shortest such ladder.

    Goes over all bands towards the end, as if a shoe filled each, at a price for those that none
    does.
    """
    end = _bands(goal)
    ways: dict[Bands, tuple[int, int, tuple[Bands, ...]]] = {start: (0, 0, ())}
    for bands in product(_towards(start[0], end[0]), _towards(start[1], end[1])):
        before = [ways[each] for each in _before(bands, start)]
        if before:
            lacking, steps, lacked = min(before)
            lacks = () if bands in filled else (bands,)
            ways[bands] = (lacking + len(lacks), steps + 1, lacked + lacks)
    return min(way for bands, way in ways.items() if _arrived(bands, goal))[2]


def _arrived(bands: Bands, goal: Rung | None) -> bool:
    if goal is not None:
        return bands == _bands(goal)
    return bands[0] >= GOAL_STACK_POINTS and bands[1] >= GOAL_DROP_POINTS


def _towards(start: int, end: int) -> range:
    step = 1 if end >= start else -1
    return range(start, end + step, step)


def _between(bands: Bands, start: Bands, end: Bands) -> bool:
    return bands[0] in _towards(start[0], end[0]) and bands[1] in _towards(start[1], end[1])


def _before(bands: Bands, start: Bands) -> list[Bands]:
    """List the bands from which one step away from the start leads to these."""
    stacks = (bands[0], *_towards(start[0], bands[0])[-2:-1])
    drops = (bands[1], *_towards(start[1], bands[1])[-2:-1])
    return [each for each in product(stacks, drops) if each != bands]
