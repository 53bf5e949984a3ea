"""The way down: from the shoe that a runner wears to a barefoot-like one, in small steps.

A step is small where it changes the stack by at most one band of the Minimalist Index and the
drop by at most one: at most 8 of its 100 points, which takes about a month by the rule in
`shoefit.about.ladder`. The sole never gets thicker on the way, and never thinner by more than
12 mm at once: the thickest band has no top, so the bands alone would let it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import count, pairwise, product
from math import inf
from typing import Any, Final, NamedTuple

from shoefit.about.ladder import MOST_OFF_MM, STACK_BAND_MM, Gap, Ladder, Rung, Step
from shoefit.about.minimalist import MOST_POINTS, band_ends, band_points
from shoefit.catalogue.catalogue import find_shoes
from shoefit.catalogue.reading import held_shoes_of
from shoefit.errors import ShoefitError, takes
from shoefit.scoring.criteria import THIN_SOLE_MM
from shoefit.shoe import Shoe, Use
from shoefit.text import number

Bands = tuple[int, int]  # Minimalist Index points of stack and drop

# Barefoot-like, by our judgement: a sole in one of the two thinnest bands of the Index, and a
# drop in its flattest, as the article asks for "completely flat".
GOAL_STACK_POINTS: Final = band_points("stack_height", THIN_SOLE_MM) + 1
GOAL_DROP_POINTS: Final = MOST_POINTS

# A ladder for runners: a climbing slipper of the right thickness is no rung.
RUNNING: Final = frozenset({Use.ROAD, Use.TRAIL, Use.MULTI, None})


# What a step of one whole band of the drop changes, mm.
_DROP_BAND_MM: Final = 3.0

_BITS: Final = 1e-9  # the last bits of a float are no millimetres


@takes
def step_down(
    from_shoe: Shoe | str,
    to: Shoe | str | None = None,
    catalogue: Iterable[Shoe] | Any | None = None,
    *,
    since: int | None = 2020,
) -> Ladder:
    """Find the shortest ladder of real shoes from one shoe to a barefoot-like one.

    Each step changes the stack by at most one band of the Minimalist Index and the drop by at
    most one; the drop never turns away from the goal, and the sole never gets thicker nor thinner
    by more than 12 mm at once. Of equally short ladders, the one with
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
        >>> flat = Shoe(shoe_id="flat", heel_stack_mm=10, drop_mm=0, seen=2024)
        >>> ladder = step_down(today, catalogue=[flat])
        >>> [rung.shoe.shoe_id for rung in ladder.rungs], ladder.points, ladder.months
        (['today', 'flat'], 8, 0.8)
    """
    catalogue = held_shoes_of(catalogue)
    found = find_shoes(catalogue, [from_shoe] if to is None else [from_shoe, to])
    start, goal = _needed(found[0]), None if to is None else _needed(found[1])
    if goal is not None:
        _check_downward(start, goal)
    rungs = _rungs(catalogue, start, goal, since)
    climbed = _shortest(start, goal, rungs)
    return Ladder(
        start=start,
        goal=goal,
        steps=tuple(Step(before, after) for before, after in pairwise(climbed)),
        gap=() if climbed else _missing(start, goal, rungs),
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
    why = ""
    if sum(_bands(goal)) < sum(_bands(start)):
        why = "it has fewer points of the Minimalist Index for stack and drop"
    elif goal.stack_mm > start.stack_mm:
        why = f"its sole is {number(goal.stack_mm - start.stack_mm, 2)} mm thicker"
    if why:
        raise ShoefitError(
            f"{goal.shoe.title} is no step down from {start.shoe.title}: {why}.",
            hint="Swap the two, or choose a thinner or flatter goal.",
        )


def _rungs(
    catalogue: Iterable[Shoe], start: Rung, goal: Rung | None, since: int | None
) -> dict[Bands, list[Rung]]:
    """Sort the shoes that may be rungs by their bands."""
    uses = RUNNING | {start.shoe.use}
    found: defaultdict[Bands, list[Rung]] = defaultdict(list)
    for shoe in catalogue:
        recent = since is None or (shoe.seen is not None and shoe.seen >= since)
        wanted = recent and shoe.use in uses and shoe.shoe_id != start.shoe.shoe_id
        if wanted and (rung := _rung(shoe)):
            found[_bands(rung)].append(rung)
    if goal is not None:
        found[_bands(goal)].append(goal)
    return found


class _Way(NamedTuple):
    """How a rung is reached, compared field by field: the smallest is the best."""

    claimed: int
    unevenness: float
    ids: tuple[str, ...]
    rungs: tuple[Rung, ...]

    def merit(self, rung: Rung) -> tuple[int, float, tuple[str, ...]]:
        """Return what decides between ways to one rung."""
        last = self.rungs[-1]
        stack = (rung.stack_mm - last.stack_mm) / STACK_BAND_MM
        drop = (rung.drop_size_mm - last.drop_size_mm) / _DROP_BAND_MM
        return self.claimed, self.unevenness + stack**2 + drop**2, self.ids

    def on_to(self, rung: Rung) -> _Way:
        claimed, unevenness, ids = self.merit(rung)
        claimed += not rung.measured
        return _Way(claimed, unevenness, (*ids, rung.shoe.shoe_id), (*self.rungs, rung))


def _shortest(
    start: Rung, goal: Rung | None, rungs: Mapping[Bands, list[Rung]]
) -> tuple[Rung, ...]:
    """Search breadth first; every shoe keeps the best way to it. Empty: no way."""
    layer = [_Way(0, 0.0, (), (start,))]
    unseen = dict(rungs)
    while layer:
        arrived = [way for way in layer if _is_end(_bands(way.rungs[-1]), way.rungs[-1], goal)]
        if arrived:
            return min(arrived).rungs
        leading: defaultdict[Bands, list[_Way]] = defaultdict(list)
        for way in layer:
            for bands in _next(_bands(way.rungs[-1]), _bands(goal)):
                leading[bands].append(way)
        layer = []
        for bands, before in leading.items():
            reached = [(rung, _best(before, rung)) for rung in unseen.get(bands, ())]
            unseen[bands] = [rung for rung, way in reached if way is None]
            layer += [way for _, way in reached if way is not None]
    return ()


def _best(ways: Iterable[_Way], rung: Rung) -> _Way | None:
    """Choose between the ways from which a small step leads to a rung."""
    low, high = rung.stack_mm - _BITS, rung.stack_mm + MOST_OFF_MM + _BITS
    near = [way for way in ways if low <= way.rungs[-1].stack_mm <= high]
    return min(near, key=lambda way: way.merit(rung)).on_to(rung) if near else None


class _Leg(NamedTuple):
    """What one may stand on: a shoe, or a sole of some thickness that no shoe has."""

    bands: Bands
    thinnest: float
    thickest: float
    rung: Rung | None = None


def _missing(start: Rung, goal: Rung | None, rungs: Mapping[Bands, list[Rung]]) -> tuple[Gap, ...]:
    """Find the fewest kinds of shoe that would complete a ladder; of those, for the shortest.

    Dijkstra's search, by how many kinds lack and then by steps, as if there were a shoe wherever
    none is.
    """
    order = count()
    first = _Leg(_bands(start), start.stack_mm, start.stack_mm, start)
    queue: list[tuple[int, int, int, tuple[_Leg, ...]]] = [(0, 0, next(order), (first,))]
    settled: defaultdict[Bands, list[_Leg]] = defaultdict(list)
    met: set[str] = set()
    while True:
        lacking, steps, _, legs = heappop(queue)
        last = legs[-1]
        if _is_end(last.bands, last.rung, goal):
            return tuple(_gaps(legs))
        known = settled[last.bands]
        if any(each.thinnest <= last.thinnest and last.thickest <= each.thickest for each in known):
            continue  # what was reached at no higher price leads wherever this does
        known.append(last)
        low, high = last.thinnest - MOST_OFF_MM - _BITS, last.thickest + _BITS
        for bands in _next(last.bands, _bands(goal)):
            for rung in rungs.get(bands, ()):
                sole = rung.stack_mm
                if low <= sole <= high and rung.shoe.shoe_id not in met:
                    met.add(rung.shoe.shoe_id)  # what comes later costs no less
                    leg = _Leg(bands, sole, sole, rung)
                    heappush(queue, (lacking, steps + 1, next(order), (*legs, leg)))
            least, most = band_ends("stack_height", bands[0])
            least = max(least, band_ends("drop", bands[1])[0])  # no drop is above its sole
            leg = _Leg(bands, max(last.thinnest - MOST_OFF_MM, least), min(last.thickest, most))
            if leg.thinnest < most and least <= leg.thickest:
                heappush(queue, (lacking + 1, steps + 1, next(order), (*legs, leg)))


def _gaps(legs: Iterable[_Leg]) -> Iterator[Gap]:
    """Tell the legs that no shoe is, each with the soles from which the next can be reached."""
    told: list[_Leg] = []
    for leg in reversed(tuple(legs)):
        low, high = (told[-1].thinnest, told[-1].thickest + MOST_OFF_MM) if told else (0.0, inf)
        told.append(leg._replace(thinnest=max(leg.thinnest, low), thickest=min(leg.thickest, high)))
    for (stack, drop), thinnest, thickest, rung in reversed(told):
        if rung is None:
            yield Gap(stack, drop, round(thinnest, 6), round(thickest, 6))


def _is_end(bands: Bands, rung: Rung | None, goal: Rung | None) -> bool:
    if goal is not None:
        return rung is not None and rung.shoe.shoe_id == goal.shoe.shoe_id
    return bands[0] >= GOAL_STACK_POINTS and bands[1] >= GOAL_DROP_POINTS


def _next(bands: Bands, end: Bands) -> Iterator[Bands]:
    """List the bands to which one step towards the end leads, these among them."""
    (stack, drop), (to_stack, to_drop) = bands, end
    step = 1 if to_drop > drop else -1
    return product({stack, min(stack + 1, to_stack)}, {drop, drop + step * (to_drop != drop)})
