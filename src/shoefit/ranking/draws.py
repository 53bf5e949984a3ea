"""The draws behind `confidence`: random weights and readings, ranked and counted with NumPy.

Bare arithmetic on arrays, in chunks of draws; nothing is checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from shoefit.scoring.criteria import READINGS, THIN_SOLE_MM, Basis, Criterion, reading_interval
from shoefit.scoring.scores import FLOOR
from shoefit.scoring.sub_scores import sub_score
from shoefit.shoe import Midsole, Shoe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from shoefit.scoring.profiles import Mean, Profile

    Floats = NDArray[np.float64]
    Singles = NDArray[np.float32]

BAND: Final = 10  # the ranks that a reader looks at first

# Cells (shoe x criterion) drawn at a time: enough to keep NumPy busy, and small enough that its
# buffers stay in a processor's cache.
_CHUNK_CELLS: Final = 400_000

# Two scores closer than one part in two million share a rank, as equal scores do in a ranking.
_STEPS: Final = 2**21

# Weights are multiples of 2**-30, so that their sums are exact and no chunk size shows in them.
_WEIGHT_STEPS: Final = 2.0**30


def simulate(  # noqa: PLR0913 - what a simulation is made of
    shoes: Sequence[Shoe],
    profile: Profile,
    *,
    draws: int,
    seed: int,
    around: float | None = None,
    chunk: int | None = None,
) -> Tally:
    """Rank shoes `draws` times and count.

    Args:
        shoes: The shoes.
        profile: Criteria, mean, and the weights to draw around.
        draws: How many.
        seed: What the draws start from.
        around: Concentration of the weights around the profile's; None to draw them uniformly.
        chunk: Draws at a time; it changes the time taken and the memory, never the result.
    """
    readings = Readings(shoes, profile)
    tally = Tally(len(shoes), len(profile.criteria))
    # Two streams, so that neither the chunk size nor the shoes change which weights are drawn.
    for_weights, for_readings = map(np.random.default_rng, np.random.SeedSequence(seed).spawn(2))
    if chunk is None:
        chunk = max(1, _CHUNK_CELLS // max(1, readings.cells))
    for start in range(0, draws, chunk):
        count = min(chunk, draws - start)
        weights = draw_weights(for_weights, count, profile.shares, around)
        tally.add(joined(readings.draw(for_readings, count), weights, profile.mean), weights)
    return tally


def draw_weights(
    rng: np.random.Generator, count: int, shares: Sequence[float], around: float | None
) -> Floats:
    """Draw weights that add up to 1, one row a draw; a share of 0 stays 0."""
    share = np.asarray(shares)
    counted = share > 0
    shape = np.ones(counted.sum()) if around is None else around * share[counted]
    gammas = rng.standard_gamma(shape, (count, shape.size))
    drawn = np.zeros((count, share.size))
    drawn[:, counted] = gammas / gammas.sum(axis=1, keepdims=True)
    rounded: Floats = np.rint(drawn * _WEIGHT_STEPS) / _WEIGHT_STEPS
    return rounded


def joined(sub_scores: Singles, weights: Floats, mean: Mean) -> Singles:
    """Join sub-scores (draw, criterion, shoe) by weights (draw, criterion) for comparing.

    The geometric mean stays a logarithm: the order is the same and no exponential is spent.
    `sub_scores` is overwritten.
    """
    if mean == "geometric":
        np.log(sub_scores, out=sub_scores)
    thin = weights.astype(np.float32)
    total: Singles = sub_scores[:, 0] * thin[:, 0, None]
    for i in range(1, thin.shape[1]):
        total += np.multiply(sub_scores[:, i], thin[:, i, None], out=sub_scores[:, i])
    return total


class _Gate(NamedTuple):
    """Shoes without a midsole: as hard as the foot meets while the drawn sole is thin."""

    shoes: NDArray[np.intp]
    thin_up_to: Singles  # in parts of the stack's interval


class Readings:
    """The intervals of every shoe and criterion as arrays, and draws from them.

    A sub-score is drawn as start + width * u, u uniform from 0 to 1, cut off at the floor and at
    1. What counts by its size is drawn in the same way, then made positive before it is placed on
    its line.
    """

    def __init__(self, shoes: Sequence[Shoe], profile: Profile) -> None:
        self._names = [each.name for each in profile.criteria]
        shape = (len(self._names), len(shoes))
        self._start, self._width = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        # What counts by its size bends: offset + sign * |start + width * u|, by row.
        self._bent = {
            row: (np.zeros(len(shoes), np.float32), np.ones(len(shoes), np.float32))
            for row, each in enumerate(profile.criteria)
            if READINGS[each.name].by_size
        }
        for row, criterion in enumerate(profile.criteria):
            for column, shoe in enumerate(shoes):
                self._place(criterion, shoe, row, column)
        self._gate = _gate(shoes) if "midsole_hardness" in self._names else None
        # A profile without the stack still draws it where it decides the hardness.
        latent = self._gate is not None and "stack_height" not in self._names
        self._rows = len(self._names) + latent

    @property
    def cells(self) -> int:
        """How many numbers one draw takes."""
        return self._rows * self._start.shape[1]

    def _place(self, criterion: Criterion, shoe: Shoe, row: int, column: int) -> None:
        found = sub_score(criterion, shoe)
        if found.basis is not Basis.READING:
            self._start[row, column] = found.low
            self._width[row, column] = found.high - found.low
            return
        low, high = reading_interval(shoe, criterion.name)
        slope = 1 / (criterion.one_at - criterion.zero_at)
        zero_at = criterion.zero_at
        if row in self._bent:
            offset, sign = self._bent[row]
            offset[column], sign[column] = -zero_at * slope, np.sign(slope)
            slope, zero_at = abs(slope), 0.0
        else:
            low = max(low, 0.0)  # nothing is thinner than no sole
        self._start[row, column] = (low - zero_at) * slope
        self._width[row, column] = (high - low) * slope

    def draw(self, rng: np.random.Generator, count: int) -> Singles:
        """Draw the sub-scores of every shoe `count` times: (draw, criterion, shoe)."""
        drawn = rng.random((count, self._rows, self._start.shape[1]), dtype=np.float32)
        thin = self._thin(drawn)
        drawn = drawn[:, : len(self._names)]
        drawn *= self._width
        drawn += self._start
        for row, (offset, sign) in self._bent.items():
            sizes = drawn[:, row]
            np.abs(sizes, out=sizes)
            sizes *= sign
            sizes += offset
        if thin is not None and self._gate is not None:
            hardness = drawn[:, self._names.index("midsole_hardness")]
            hardness[:, self._gate.shoes] = np.where(thin, 1, hardness[:, self._gate.shoes])
        clipped: Singles = np.clip(drawn, np.float32(FLOOR), np.float32(1), out=drawn)
        return clipped

    def _thin(self, drawn: Singles) -> NDArray[np.bool_] | None:
        """Say in which draws the sole of each shoe without a midsole is thin."""
        if self._gate is None:
            return None
        row = self._names.index("stack_height") if "stack_height" in self._names else -1
        thin: NDArray[np.bool_] = drawn[:, row, self._gate.shoes] <= self._gate.thin_up_to
        return thin


def _gate(shoes: Sequence[Shoe]) -> _Gate | None:
    found, limits = [], []
    for column, shoe in enumerate(shoes):
        if shoe.midsole is Midsole.NONE and shoe.heel_stack_mm is not None:
            low, high = reading_interval(shoe, "stack_height")
            low = max(low, 0.0)
            width = high - low
            always = 1.0 if low <= THIN_SOLE_MM else -1.0
            found.append(column)
            limits.append((THIN_SOLE_MM - low) / width if width > 0 else always)
    return _Gate(np.array(found, np.intp), np.array(limits, np.float32)) if found else None


class Tally:
    """What is kept of the draws: how often each shoe took each rank, and with which weights.

    Attributes:
        ranks: Draws by shoe (row) and rank (column, the first is 0).
        first_weights: Sum of the weights of the draws in which a shoe came first.
        top_10_weights: The same for the first ten.
    """

    def __init__(self, shoes: int, criteria: int) -> None:
        self.ranks = np.zeros((shoes, shoes), np.uint32)
        self.first_weights = np.zeros((shoes, criteria))
        self.top_10_weights = np.zeros((shoes, criteria))
        self._bits = max(1, (shoes - 1).bit_length())

    def add(self, scores: Singles, weights: Floats) -> None:
        """Count a chunk of draws.

        Args:
            scores: Larger is better, (draw, shoe), between -8 and 8.
            weights: The weights of each draw, (draw, criterion).
        """
        shoes = scores.shape[1]
        # Score and shoe in one integer, best first: sorting these takes less than half the time
        # of sorting an index by score.
        keys = np.rint(scores * np.float32(-_STEPS)).astype(np.int64)
        keys <<= self._bits
        keys |= np.arange(shoes)
        keys.sort(axis=1)
        cells = keys & ((1 << self._bits) - 1)
        cells *= shoes
        keys >>= self._bits
        tied = np.flatnonzero((keys[:, 1:] == keys[:, :-1]).any(axis=1))
        shared = cells[tied] + _shared_ranks(keys[tied])
        cells += np.arange(shoes)
        cells[tied] = shared
        counts = self.ranks.reshape(-1)
        for draw in cells:
            counts[draw] += 1  # one by one: a draw meets each cell at most once
        self._favour(self.first_weights, cells, 1, weights)
        self._favour(self.top_10_weights, cells, BAND, weights)

    def _favour(self, sums: Floats, cells: NDArray[np.int64], places: int, weights: Floats) -> None:
        """Add the weights of each draw to the shoes that it ranks among the first places."""
        shoes = len(sums)
        reached = min(places, shoes)
        # A tie across the last place reaches further.
        while reached < shoes and (cells[:, reached] % shoes < places).any():
            reached += 1
        shoe, rank = np.divmod(cells[:, :reached], shoes)
        draw, place = np.nonzero(rank < places)
        for i in range(weights.shape[1]):
            sums[:, i] += np.bincount(shoe[draw, place], weights[draw, i], shoes)


def _shared_ranks(sorted_scores: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number each sorted row from 0, equal scores sharing the better rank."""
    ranks = np.tile(np.arange(sorted_scores.shape[1]), (len(sorted_scores), 1))
    ranks[:, 1:][sorted_scores[:, 1:] == sorted_scores[:, :-1]] = 0
    shared: NDArray[np.int64] = np.maximum.accumulate(ranks, axis=1)
    return shared
