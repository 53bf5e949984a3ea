"""Tipping points: which weight or which reading would turn the order of two shoes.

Both means of a profile add up some worth of each sub-score: its logarithm under the geometric
mean, itself under the arithmetic one. So the order of two shoes is the sign of

    D = sum of share * (worth of the leader's sub-score - worth of the other's)

and every tipping point is where D is 0. D is linear in one share, so that a weight follows from a
formula; a reading is found by halving, for what is unknown of a shoe moves with its readings.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log
from operator import mul
from typing import TYPE_CHECKING, Final, Literal

from shoefit.ranking.order import supposed
from shoefit.scoring.criteria import READINGS, Basis, Criterion, CriterionName, reading_interval
from shoefit.scoring.scores import FLOOR, order_key, weighted_mean
from shoefit.scoring.sub_scores import drop_of, sub_score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shoefit.scoring.profiles import Mean, Profile
    from shoefit.shoe import Shoe


# A lead of less worth than this is a tie, but for the last bits.
LEVEL: Final = 1e-9
_STEPS: Final = 32  # on the way to the good end; the lines of the article's scales all rise on it
_HALVINGS: Final = 40  # a step of any scale, a thousand times finer than what is told


@dataclass(frozen=True, slots=True)
class WeightTip:
    """The share of one criterion at which two shoes change places.

    The other criteria share the rest in the proportion that they have now.

    Attributes:
        criterion: The criterion.
        share: Share of the whole at which the two are level.
        share_now: Its share in the profile.
        leads_above: Id of the shoe that leads where the criterion weighs more.
        leads_below: Id of the shoe that leads where it weighs less.
    """

    criterion: CriterionName
    share: float
    share_now: float
    leads_above: str
    leads_below: str


@dataclass(frozen=True, slots=True)
class ReadingTip:
    """The reading of the shoe behind at which it would draw level, all else unchanged.

    Attributes:
        criterion: The criterion.
        unit: Unit of the readings.
        reading: The reading at which the two are level; a drop without its sign.
        inclusive: Whether the shoe leads at that very reading, as at the step at 14 mm of a profile
            with `unknown_thin_sole`.
        toward: Whether it leads with more or with less than that.
        reading_now: The reading that the score is made of; None for a word or an unknown one.
        word_now: The word that stands in for a number, such as "wide".
        change: `reading` less `reading_now`; None where that is.
        within_tolerance: Whether the reading may truly be so already.
    """

    criterion: CriterionName
    unit: str
    reading: float
    inclusive: bool
    toward: Literal["more", "less"]
    reading_now: float | None
    word_now: str | None
    change: float | None
    within_tolerance: bool


@dataclass(frozen=True, slots=True)
class Duel:
    """The leading shoe of a comparison against one of the others.

    Attributes:
        leader: Id of the shoe that leads.
        behind: Id of the other.
        lead: Points between the two; 0 where they are level.
        weight_tips: Weights that would turn the order.
        reading_tips: Readings of the shoe behind that would put it in front.
    """

    leader: str
    behind: str
    lead: float
    weight_tips: tuple[WeightTip, ...]
    reading_tips: tuple[ReadingTip, ...]


def worth(value: float, mean: Mean) -> float:
    """Return what a sub-score adds to the sum that decides the order.

    Example:
        >>> worth(1.0, "geometric"), worth(0.4, "arithmetic")
        (0.0, 0.4)
    """
    floored = max(value, FLOOR)
    return log(floored) if mean == "geometric" else floored


def level_share(gaps: Sequence[float], shares: Sequence[float], index: int) -> float | None:
    """Return the share of one criterion at which two shoes are level.

    Formula: with g the gap of worth in that criterion, and r the mean gap of the others by their
    shares, x * g + (1 - x) * r = 0, so x = r / (r - g).

    Args:
        gaps: Worth of one shoe's sub-scores less the other's.
        shares: Shares of the criteria, adding up to 1.
        index: Which criterion.

    Returns:
        A share between 0 and 1, or None where no such share turns the order.

    Example:
        >>> level_share([0.2, -0.1], [0.5, 0.5], 0)  # 0.2 / 3 = 0.1 * 2 / 3
        0.3333333333333333
    """
    others = sum(share for i, share in enumerate(shares) if i != index)
    if others == 0:
        return None
    rest = sum(w * g for i, (w, g) in enumerate(zip(shares, gaps, strict=True)) if i != index)
    rest /= others
    if rest * gaps[index] >= 0:
        return None
    return rest / (rest - gaps[index])


def weight_tips(first: Shoe, second: Shoe, profile: Profile) -> tuple[WeightTip, ...]:
    """Return every criterion whose weight can turn the order of two shoes, and where.

    Args:
        first: One shoe.
        second: The other.
        profile: What they are scored by.
    """
    both = zip(_worths(first, profile), _worths(second, profile), strict=True)
    gaps = [one - other for one, other in both]
    tips = []
    for index, (criterion, now) in enumerate(zip(profile.criteria, profile.shares, strict=True)):
        share = level_share(gaps, profile.shares, index)
        if share is not None:
            above, below = (first, second) if gaps[index] > 0 else (second, first)
            tips.append(WeightTip(criterion.name, share, now, above.shoe_id, below.shoe_id))
    return tuple(tips)


def reading_tips(leader: Shoe, behind: Shoe, profile: Profile) -> tuple[ReadingTip, ...]:
    """Return every criterion in which another reading alone would put the shoe behind in front.

    Args:
        leader: The shoe with the higher score.
        behind: The other; where the two are level there is nothing to gain and no tip.
        profile: What they are scored by.
    """
    target = sum(map(mul, profile.shares, _worths(leader, profile)))
    if order_key(_score(leader, profile)) <= order_key(_score(behind, profile)):
        return ()
    tips = (_reading_tip(criterion, target, behind, profile) for criterion in profile.criteria)
    return tuple(filter(None, tips))


def _worths(shoe: Shoe, profile: Profile) -> list[float]:
    return [worth(sub_score(each, shoe).value, profile.mean) for each in profile.criteria]


def _score(shoe: Shoe, profile: Profile) -> float:
    values = [sub_score(criterion, shoe).value for criterion in profile.criteria]
    return weighted_mean(values, profile.shares, profile.mean)


def _reading_tip(
    criterion: Criterion, target: float, shoe: Shoe, profile: Profile
) -> ReadingTip | None:
    ends, basis = way(criterion, shoe), sub_score(criterion, shoe).basis
    if ends is None:
        return None

    def ahead(reading: float) -> float:
        then = supposed(shoe, {criterion.name: reading})
        return sum(map(mul, profile.shares, _worths(then, profile)), -target)

    level = _level(ahead, *ends)
    if level is None:
        return None
    within, change = False, None
    now = getattr(shoe, criterion.column) if basis is Basis.READING else None
    if now is not None:
        low, high = reading_interval(shoe, criterion.name)
        by_size = READINGS[criterion.name].by_size
        within = low <= level <= high or (by_size and low <= -level <= high)
        change = level - criterion.size(now)
    return ReadingTip(
        criterion=criterion.name,
        unit=criterion.unit,
        reading=level,
        inclusive=ahead(level) > LEVEL,
        toward="more" if criterion.one_at > criterion.zero_at else "less",
        reading_now=now,
        word_now=str(shoe.toe_box_shape) if basis is Basis.WORD else None,
        change=change,
        within_tolerance=within,
    )


def way(criterion: Criterion, shoe: Shoe) -> tuple[float, float] | None:
    """Return the ends between which a reading may move towards the bare foot.

    No drop is more than its sole is thick. What the build decides moves with no reading: an open
    toe box stays open whatever it measures.

    Example:
        >>> from shoefit.scoring.profiles import ARTICLE
        >>> from shoefit.shoe import Shoe
        >>> way(ARTICLE.criterion("stack_height"), Shoe(shoe_id="a", heel_stack_mm=9, drop_mm=4))
        (9.0, 4.0)
    """
    basis = sub_score(criterion, shoe).basis
    if basis is Basis.STRUCTURE:
        return None
    known = basis is Basis.READING
    start = criterion.size(getattr(shoe, criterion.column)) if known else criterion.zero_at
    least, most = 0.0, inf
    if criterion.name == "drop" and shoe.heel_stack_mm is not None:
        most = shoe.heel_stack_mm
    if criterion.name == "stack_height":
        least = drop_of(shoe) or 0.0
    first, last = (min(max(each, least), most) for each in (start, criterion.one_at))
    return first, last


def _level(ahead: Callable[[float], float], start: float, end: float) -> float | None:
    """Return the first reading on the way to the good end from which on a shoe leads.

    What is unknown moves with the reading, in straight lines between the knots of a table: so the
    way is walked in steps, and the first that leads is halved until 1e-9 is right.
    """
    if ahead(start) > LEVEL:
        return start
    before = start
    for step in range(1, _STEPS + 1):
        after = start + (end - start) * step / _STEPS if step < _STEPS else end
        if ahead(after) > LEVEL:
            break
        before = after
    else:
        return None
    for _ in range(_HALVINGS):
        middle = (before + after) / 2
        if ahead(middle) > 0:
            after = middle
        else:
            before = middle
    return round(after, 9)  # printed figures are rounded up from here
