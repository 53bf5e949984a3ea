"""How the readings of a catalogue truly are spread, and where one of them then truly may be.

What is stated is the truth and an error. The spread of the truth is told from many such readings
by expectation-maximisation on a grid (Laird 1978, Journal of the American Statistical Association
73:805-811, stopped early, for run to its end it piles up on a few points). A shoe's own reading
may be anywhere within its error, weighed by that spread.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shoefit.scoring.criteria import READ, READINGS, CriterionName, interval
from shoefit.scoring.market import ordinary
from shoefit.scoring.sub_scores import WITHIN, thickness

if TYPE_CHECKING:
    from shoefit.shoe import Shoe

Floats = NDArray[np.float64]

# A draw is one of so many equally likely places.
PLACES: Final = 256
_SHARES: Final = (np.arange(PLACES) + 0.5) / PLACES

# An error is normal, and nine in ten are within the tolerance.
_NORMAL: Final = NormalDist()
ERRORS: Final = np.array([_NORMAL.inv_cdf(each) for each in _SHARES]) / _NORMAL.inv_cdf(0.95)

# Least, most and step of each reading, in its unit.
GRIDS: Final[dict[CriterionName, Floats]] = {
    "stack_height": np.arange(0, 60.1, 0.5),
    "midsole_hardness": np.arange(0, 100.1, 1.0),
    "drop": np.arange(0, 20.1, 0.25),
    "toe_box_width": np.arange(55, 100.1, 0.25),
}

# Where fewer readings are given, the bundled catalogue's spread stands in for what lacks.
ENOUGH: Final = 100

# Stopped early, at what held its word best of 10, 30 and 100 (benchmarks/calibration.py).
_ROUNDS: Final = 10


class Stated(NamedTuple):
    """A reading as it is told: what counts of it, how far off it may be, and what bounds it.

    Attributes:
        value: The reading, without its sign where it counts by size.
        below, above: How far off it may be either way.
        least, most: Ends of what soles of its thickness ordinarily have, if it is between them.
    """

    value: float
    below: float
    above: float
    least: float
    most: float


def stated(shoe: Shoe, name: CriterionName) -> Stated | None:
    """Return a shoe's reading as it is told; None where it is unknown."""
    value, below, above = READ[name](shoe)
    if value is None:
        return None
    low, high = interval(name, value, below, above)
    size = READINGS[name].size(value)
    least, most = 0.0, np.inf
    if name != "stack_height":
        ends = sorted(ordinary(name, thickness(shoe)))
        if ends[0] - WITHIN <= size <= ends[-1] + WITHIN:
            least, most = min(ends[0], size), max(ends[-1], size)
    return Stated(size, value - low, high - value, least, most)


@cache
def frozen() -> dict[CriterionName, Floats]:
    """Load the bundled catalogue's spread, on the grids."""
    data = tomllib.loads(Path(__file__).with_name("spread.toml").read_text(encoding="utf-8"))
    found = {}
    for name, grid in GRIDS.items():
        knots = data[name]
        density = np.interp(grid, knots["at"], knots["in_10_000"], left=0, right=0)
        found[name] = density / density.sum()
    return found


def spread(shoes: Iterable[Shoe], name: CriterionName) -> tuple[Floats, int]:
    """Say how the truth behind some readings is spread, and of how many readings that is.

    Args:
        shoes: Shoes, some of which state the reading.
        name: The criterion that reads it.

    Returns:
        Shares of the places of the grid, which add up to 1, and the number of readings.
    """
    readings = Counter(each for shoe in shoes if (each := stated(shoe, name)) is not None)
    grid = GRIDS[name]
    shares = np.full(grid.size, 1 / grid.size)
    if not readings:
        return shares, 0
    counts = np.array(list(readings.values()), float)
    likely = _likely(np.array(list(readings)), grid, folded=READINGS[name].by_size)
    for _ in range(_ROUNDS):
        parts = likely * shares
        parts /= np.maximum(parts.sum(axis=1, keepdims=True), 1e-300)
        shares = counts @ parts
        shares /= max(shares.sum(), 1e-300)
    return shares, int(counts.sum())


def _likely(readings: Floats, grid: Floats, *, folded: bool) -> Floats:
    """How likely each reading (row) is where each place of the grid (column) is the truth."""
    value, below, above, least, most = readings[:, :, None].transpose(1, 0, 2)
    step = grid[1] - grid[0]

    def density(off: Floats) -> Floats:
        within = np.maximum(np.where(off < 0, below, above), step) / _NORMAL.inv_cdf(0.95)
        found: Floats = np.exp(-0.5 * (off / within) ** 2)
        return found

    likely = density(grid - value) + (density(-grid - value) if folded else 0)
    # The nearest place of the grid stays, however narrow the bounds.
    within = (grid >= least - step / 2) & (grid <= most + step / 2)
    return np.where(within, likely, 0.0)


def spreads(shoes: Iterable[Shoe]) -> dict[CriterionName, Floats]:
    """Say how the truth behind each reading of a catalogue is spread, on the grids.

    With fewer than 100 readings of a criterion, the bundled catalogue's spread makes up for the
    rest.
    """
    shoes = tuple(shoes)
    found = {}
    for name in GRIDS:
        own, count = spread(shoes, name)
        part = min(count / ENOUGH, 1.0)
        found[name] = part * own + (1 - part) * frozen()[name] if part < 1 else own
    return found


def likely_places(
    shoes: Iterable[Shoe], name: CriterionName, shares: Floats, width: float = 1.0
) -> dict[int, Floats]:
    """Say where the reading of each shoe that states it may truly be.

    Args:
        shoes: The shoes.
        name: The criterion that reads it.
        shares: How the truth is spread, on the grid.
        width: Factor on every error.

    Returns:
        By the shoe's place among them, equally likely readings in rising order.
    """
    readings = {i: each for i, shoe in enumerate(shoes) if (each := stated(shoe, name)) is not None}
    found = {each: _weighed(each, name, shares, width) for each in set(readings.values())}
    return {i: found[each] for i, each in readings.items()}


def _weighed(reading: Stated, name: CriterionName, shares: Floats, width: float) -> Floats:
    sides = np.where(ERRORS < 0, reading.below, reading.above)
    where = reading.value + sides * ERRORS * width
    # Half of the errors are on either side; the density of the two meets in the middle, so that
    # the wider side holds more.
    widest = max(reading.below, reading.above)
    weights = np.ones(PLACES) if reading.below == reading.above else sides / widest
    if READINGS[name].by_size:
        where = np.abs(where)
    else:
        weights = np.where(where >= 0, weights, 0.0)  # nothing is less than nothing
    # As in the band: what is ordinary stays within what is.
    weights = np.where((reading.least <= where) & (where <= reading.most), weights, 0.0)
    spread_out = weights * np.interp(where, GRIDS[name], shares)
    if spread_out.sum() > 0:  # else further off than any other shoe: only the error is known
        weights = spread_out
    elif weights.sum() <= 0:  # bounds so narrow that no place is between them
        return np.full(PLACES, reading.value)
    possible = weights > 0
    where, weights = where[possible], weights[possible]
    order = np.argsort(where, kind="stable")
    where, weights = where[order], weights[order]
    reached = (weights.cumsum() - weights / 2) / weights.sum()
    places: Floats = np.interp(_SHARES, reached, where)
    return places


def three_pieces(unkind: float, usual: float, kind: float, width: float = 1.0) -> Floats:
    """Draw out what is ordinary to equally likely places, from its mean and its two ends.

    One in twenty lies beyond either end. Two straight pieces meet in the middle, where the mean
    asks for; if that were outside the ends, a third lies flat at the nearer end.

    Args:
        unkind: One end.
        usual: The mean.
        kind: The other end.
        width: Factor on how far each place is from the mean.

    Example:
        >>> float(three_pieces(0, 0.4, 1).mean().round(3))
        0.4
    """
    # Mean of the two pieces: middle * 4 / 9 + (unkind + kind) * 5 / 18.
    middle = (usual - (unkind + kind) * 5 / 18) * 9 / 4
    least, most = min(unkind, kind), max(unkind, kind)
    if unkind == kind:
        found = np.full(PLACES, usual)
    elif least <= middle <= most:
        sides = np.where(_SHARES < 0.5, middle - unkind, kind - middle)  # noqa: PLR2004 - the middle
        found = middle + sides * (_SHARES - 0.5) / 0.45
    else:
        near, far = (least, most) if middle < least else (most, least)
        # Mean: one in twenty at the far end, a slope of some length, the rest at the near end.
        slope = min(max(2 * (usual - near) / (far - near) - 0.1, 0.0), 0.9)
        found = np.interp(_SHARES, [0.05, 0.05 + slope], [far, near])
        if near == unkind:
            found = found[::-1]
    places: Floats = usual + width * (found - usual)
    return places
