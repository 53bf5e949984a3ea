"""The way down, against a plain breadth-first search over the shoes themselves."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product
from math import ceil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoefit.about.stepdown import step_down
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import ShoefitError
from shoefit.shoe import Grade, Shoe, Use

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shoefit.about.ladder import Gap, Ladder

CATALOGUE = load_catalogue()
STARTS = [s for s in CATALOGUE if s.heel_stack_mm is not None and s.drop_mm is not None]
LEAST_DROPS = (0, 1, 4, 7, 10, 13)  # of each band, 5 points first


def points(shoe: Shoe) -> tuple[int, int]:
    """Stack and drop points, counted band by band."""
    assert shoe.heel_stack_mm is not None
    assert shoe.drop_mm is not None
    return counted(shoe.heel_stack_mm, abs(shoe.drop_mm))


@cache
def counted(stack: float, drop: float) -> tuple[int, int]:
    return (
        sum(stack < bound for bound in (8, 14, 20, 26, 32)),
        sum(drop < bound for bound in (1, 4, 7, 10, 13)),
    )


def toward(before: int, after: int, goal: int) -> bool:
    """Whether a scale stays, or moves one band towards the goal."""
    return after == before or (abs(after - before) == 1 and abs(goal - after) < abs(goal - before))


def sole(shoe: Shoe) -> float:
    assert shoe.heel_stack_mm is not None
    return shoe.heel_stack_mm


Kind = tuple[float, tuple[int, int]]  # how thick its sole is, and its points


def kind(shoe: Shoe) -> Kind:
    """All of a shoe that a step depends on."""
    return sole(shoe), points(shoe)


def is_small(before: Shoe, after: Shoe, goal: tuple[int, int]) -> bool:
    return leads(kind(before), kind(after), goal)


@cache
def leads(before: Kind, after: Kind, goal: tuple[int, int]) -> bool:
    off = round(before[0] - after[0], 6)
    return 0 <= off <= 12 and all(map(toward, before[1], after[1], goal))


def length(start: Shoe, shoes: Sequence[Shoe], to: Shoe | None = None) -> int | None:
    """Fewest steps by a plain breadth-first search; None where there is no way."""
    goal = points(to) if to else (5, 5)

    def is_there(shoe: Shoe) -> bool:
        if to:
            return shoe.shoe_id == to.shoe_id
        assert shoe.heel_stack_mm is not None
        assert shoe.drop_mm is not None
        return shoe.heel_stack_mm < 14 and abs(shoe.drop_mm) < 1

    layer, seen, steps = [start], {start.shoe_id}, 0
    while layer:
        if any(map(is_there, layer)):
            return steps
        steps += 1
        reached = set(map(kind, layer))
        layer = [
            after
            for after in shoes
            if after.shoe_id not in seen
            and any(leads(before, kind(after), goal) for before in reached)
        ]
        seen |= {shoe.shoe_id for shoe in layer}
    return None


def may_be_rungs(start: Shoe, since: int | None, shoes: Sequence[Shoe] = STARTS) -> list[Shoe]:
    uses = {Use.ROAD, Use.TRAIL, Use.MULTI, None, start.use}
    return [
        shoe
        for shoe in shoes
        if shoe.use in uses and (since is None or (shoe.seen is not None and shoe.seen >= since))
    ]


def check(ladder: Ladder, start: Shoe, shoes: Sequence[Shoe], to: Shoe | None = None) -> None:
    """Every step within the limits, and the length that the plain search finds."""
    goal = points(to) if to else (5, 5)
    wanted = length(start, shoes, to)
    assert (wanted is None) == bool(ladder.gap)
    if wanted is None:
        assert not ladder.steps
        return
    assert len(ladder.steps) == wanted
    assert ladder.rungs[0].shoe is start
    for step in ladder.steps:
        assert is_small(step.before.shoe, step.after.shoe, goal)
        assert 0 <= step.points <= 8
        assert 0 <= step.thinner_mm <= 12
        assert step.after.shoe in shoes or step.after.shoe is to
    if to:
        assert ladder.rungs[-1].shoe is to


@pytest.mark.parametrize("since", [None, 2020, 2025])
def test_starts_of_the_catalogue(since: int | None) -> None:
    for start in STARTS[::40]:
        ladder = step_down(start, catalogue=CATALOGUE, since=since)
        check(ladder, start, may_be_rungs(start, since))


def test_starts_to_a_shoe_of_ones_choice() -> None:
    to = CATALOGUE["xero-shoes-prio"]
    for start in STARTS[::30]:
        if start is to or sum(points(start)) > sum(points(to)) or sole(start) < sole(to):
            continue
        check(step_down(start, to, CATALOGUE), start, [*may_be_rungs(start, 2020), to], to)


def drawn_shoe(index: int, stack: float, drop: float, grade: Grade) -> Shoe:
    return Shoe(
        shoe_id=f"s{index:02}",
        heel_stack_mm=stack,
        drop_mm=drop,
        heel_stack_mm_grade=grade,
        drop_mm_grade=grade,
        seen=2024,
    )


@st.composite
def crowds(draw: st.DrawFn) -> list[Shoe]:
    """A start and up to a dozen shoes anywhere on the two scales."""
    readings = draw(
        st.lists(
            st.tuples(st.integers(0, 48), st.integers(-3, 16), st.sampled_from(Grade)).filter(
                lambda each: abs(each[1]) <= each[0]  # no drop is above its sole
            ),
            min_size=1,
            max_size=13,
        )
    )
    return [drawn_shoe(i, *each) for i, each in enumerate(readings)]


@given(crowds())
@settings(max_examples=60)
def test_any_crowd_of_shoes(crowd: list[Shoe]) -> None:
    check(step_down(crowd[0], catalogue=crowd), crowd[0], crowd[1:])


@given(crowds().filter(lambda crowd: len(crowd) > 1))
@settings(max_examples=60)
def test_any_crowd_to_any_of_its_shoes(crowd: list[Shoe]) -> None:
    start, *rest, to = crowd
    if sum(points(to)) < sum(points(start)) or sole(to) > sole(start):
        with pytest.raises(ShoefitError, match="no step down"):
            step_down(start, to, crowd)
    else:
        check(step_down(start, to, crowd), start, [*rest, to], to)


def filling(kinds: Sequence[tuple[float, int]]) -> list[Shoe]:
    """A shoe for each sole and points of a drop."""
    return [
        drawn_shoe(90 + i, stack, LEAST_DROPS[5 - drop], Grade.MEASURED)
        for i, (stack, drop) in enumerate(kinds)
        if LEAST_DROPS[5 - drop] <= stack
    ]


def within(gap: Gap) -> list[tuple[float, int]]:
    """Soles of a gap a millimetre or less apart, its two ends among them."""
    low, high = gap.thinnest_mm, gap.thickest_mm
    if low < high:
        high -= 0.001  # where the next band, or 12 mm above it, begins
    soles = {low, high, *(each for each in range(ceil(low), ceil(high)) if each < high)}
    return [(each, gap.drop_points) for each in soles]


@given(crowds())
@settings(max_examples=25)
def test_a_gap_is_all_that_is_missing_and_no_more(crowd: list[Shoe]) -> None:
    """Filling it makes a ladder; filling less, with whichever shoe, does not."""
    start, rest = crowd[0], crowd[1:]
    gap = step_down(start, catalogue=crowd).gap
    if not gap:
        return
    every = [missing for each in gap for missing in within(each)]
    assert length(start, [*rest, *filling(every)]) is not None
    for lacking in gap:  # each sole that is told leads on, from each kind that is missing
        others = [each for gone in gap if gone is not lacking for each in within(gone)]
        for missing in within(lacking):
            assert length(start, [*rest, *filling([*others, missing])]) is not None
    if len(gap) > 1:
        for stack, drop in product(range(0, 48, 2), range(6)):
            assert length(start, [*rest, *filling([(stack, drop)])]) is None


@given(crowds().filter(lambda crowd: len(crowd) > 1))
@settings(max_examples=25)
def test_a_gap_on_the_way_to_a_shoe_can_be_filled(crowd: list[Shoe]) -> None:
    start, *rest, to = crowd
    if sum(points(to)) < sum(points(start)) or sole(to) > sole(start):
        return
    gap = step_down(start, to, crowd).gap
    every = [missing for each in gap for missing in within(each)]
    assert length(start, [*rest, *filling(every), to], to) is not None


def test_no_step_takes_more_than_12_mm_off_the_sole() -> None:
    """The thickest band has no top: a shoe between is a rung, and where there is none a gap."""
    start = drawn_shoe(0, 46, 0, Grade.MEASURED)
    down = [drawn_shoe(i, each, 0, Grade.MEASURED) for i, each in enumerate((30, 23, 17, 12), 1)]
    (gap,) = step_down(start, catalogue=down).gap
    assert (gap.thinnest_mm, gap.thickest_mm) == (34, 42)
    assert str(gap) == "a sole of 34 to 42 mm with a drop of under 1 mm"
    between = drawn_shoe(9, 40, 0, Grade.MEASURED)
    ladder = step_down(start, catalogue=[*down, between])
    assert [step.thinner_mm for step in ladder.steps] == [6, 10, 7, 6, 5]
    assert [step.points for step in ladder.steps] == [0, 4, 4, 4, 4]


def test_the_sole_never_gets_thicker_on_the_way() -> None:
    """Although the thicker shoe lies in the same band and is the flatter one."""
    start = drawn_shoe(0, 15, 5, Grade.MEASURED)
    thicker, thinner = (drawn_shoe(i, each, 2, Grade.CLAIMED) for i, each in ((1, 19), (2, 13)))
    flat = drawn_shoe(3, 12, 0, Grade.MEASURED)
    ladder = step_down(start, catalogue=[thicker, thinner, flat])
    assert [rung.shoe.heel_stack_mm for rung in ladder.rungs] == [15, 13, 12]
    assert step_down(start, catalogue=[thicker, flat]).gap
    with pytest.raises(ShoefitError, match="its sole is 4 mm thicker"):
        step_down(start, thicker, [])


def by_brute_force(start: Shoe, shoes: Sequence[Shoe], steps: int) -> list[tuple[Shoe, ...]]:
    """Every ladder of so many steps."""
    ways: list[tuple[Shoe, ...]] = [(start,)]
    for _ in range(steps):
        ways = [(*w, s) for w in ways for s in shoes if is_small(w[-1], s, (5, 5))]
    return [w for w in ways if points(w[-1])[0] >= 4 and points(w[-1])[1] == 5]


def merit(way: tuple[Shoe, ...]) -> tuple[int, float, list[str]]:
    """The documented order among ladders of equal length."""
    number: Callable[[float | None], float] = lambda value: value or 0.0  # noqa: E731
    uneven = sum(
        ((number(b.heel_stack_mm) - number(a.heel_stack_mm)) / 6) ** 2
        + ((abs(number(b.drop_mm)) - abs(number(a.drop_mm))) / 3) ** 2
        for a, b in pairwise(way)
    )
    claimed = sum(shoe.heel_stack_mm_grade is not Grade.MEASURED for shoe in way[1:])
    return claimed, round(uneven, 9), [shoe.shoe_id for shoe in way[1:]]


@given(crowds())
@settings(max_examples=80)
def test_of_equally_short_ladders_the_documented_one_is_taken(crowd: list[Shoe]) -> None:
    ladder = step_down(crowd[0], catalogue=crowd)
    if ladder.steps:
        best = min(by_brute_force(crowd[0], crowd[1:], len(ladder.steps)), key=merit)
        found = tuple(rung.shoe for rung in ladder.rungs)
        assert merit(found)[:2] == merit(best)[:2]


def test_the_way_from_a_known_trainer() -> None:
    ladder = step_down(CATALOGUE["nike-pegasus-41"])
    assert ladder.since == 2020
    assert [sum(points(rung.shoe)) for rung in ladder.rungs] == [1, 3, 4, 6, 8, 9]


def test_shoes_may_be_named() -> None:
    by_name = step_down("pegasus 41", "xero prio", CATALOGUE)
    by_shoe = step_down(CATALOGUE["nike-pegasus-41"], CATALOGUE["xero-shoes-prio"], CATALOGUE)
    assert by_name.rungs == by_shoe.rungs


@pytest.mark.parametrize(
    ("even", "uneven"), [((13.0, 0.0), (9.0, 0.0)), ((12.0, 0.0), (12.0, 0.9))]
)
def test_the_more_even_of_two_goals_is_taken(
    even: tuple[float, float], uneven: tuple[float, float]
) -> None:
    """The nearer shoe in stack and in drop, although its id comes second."""
    start = drawn_shoe(0, 15, 0, Grade.MEASURED)
    shoes = [drawn_shoe(i, *each, Grade.MEASURED) for i, each in ((1, uneven), (2, even))]
    assert step_down(start, catalogue=shoes).rungs[-1].shoe.shoe_id == "s02"


def test_the_use_of_the_start_may_be_a_rung() -> None:
    rung = Shoe(shoe_id="b", heel_stack_mm=12, drop_mm=0, seen=2024, use=Use.GYM)
    runner = Shoe(shoe_id="a", heel_stack_mm=15, drop_mm=0, use=Use.ROAD)
    lifter = runner.model_copy(update={"use": Use.GYM})
    assert step_down(runner, catalogue=[rung]).gap
    assert step_down(lifter, catalogue=[rung]).steps


@pytest.mark.parametrize("column", ["heel_stack_mm", "drop_mm"])
def test_a_shoe_without_its_readings_has_no_ladder(column: str) -> None:
    readings = {"heel_stack_mm": 20, "drop_mm": 5, column: None}
    unread = Shoe.model_validate({"shoe_id": "a", **readings})
    sure = Shoe(shoe_id="b", heel_stack_mm=40, drop_mm=9)
    with pytest.raises(ShoefitError, match=f"a: {column} is unknown"):
        step_down(unread, catalogue=[])
    with pytest.raises(ShoefitError, match=f"a: {column} is unknown"):
        step_down(sure, unread, [])
