"""The draws behind `confidence`: random weights and readings, ranked and counted with NumPy.

Bare arithmetic on arrays, in chunks of draws; nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shoefit.ranking.spread import PLACES, Floats, likely_places, three_pieces
from shoefit.scoring.criteria import Basis, Criterion, CriterionName
from shoefit.scoring.market import market, ordinary_stack
from shoefit.scoring.scores import FLOOR
from shoefit.scoring.sub_scores import drop_of, sub_score
from shoefit.shoe import Midsole, Shoe

if TYPE_CHECKING:
    from shoefit.scoring.profiles import Mean, Profile

Singles = NDArray[np.float32]

BAND: Final = 10  # the ranks that a reader looks at first

# Cells (shoe x criterion) drawn at a time: enough to keep NumPy busy, and small enough that its
# buffers stay in a processor's cache. It changes the time taken, never the result.
CHUNK_CELLS: Final = 400_000

# Two scores closer than one part in two million share a rank, as equal scores do in a ranking.
_STEPS: Final = 2**21

# Weights are multiples of 2**-30, so that their sums are exact and no chunk size shows in them.
_WEIGHT_STEPS: Final = 2.0**30


def simulate(  # noqa: PLR0913 - what a simulation is made of
    shoes: Sequence[Shoe],
    profile: Profile,
    spreads: Mapping[CriterionName, Floats],
    *,
    draws: int,
    seed: int,
    around: float | None = None,
) -> Tally:
    """Rank shoes `draws` times and count.

    Args:
        shoes: The shoes.
        profile: Criteria, mean, and the weights to draw around.
        spreads: How the readings of the catalogue are spread; see `spreads`.
        draws: How many.
        seed: What the draws start from.
        around: Concentration of the weights around the profile's; None to draw them uniformly.
    """
    readings = Readings(shoes, profile, spreads)
    tally = Tally(len(shoes), len(profile.criteria))
    # Two streams, so that neither the chunk size nor the shoes change which weights are drawn.
    for_weights, for_readings = map(np.random.default_rng, np.random.SeedSequence(seed).spawn(2))
    chunk = max(1, CHUNK_CELLS // max(1, readings.cells))
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


# Soles between which everything that the market table says of a reading runs straight, mm: its
# knots are among them, and the ends of the rule for soles without a midsole.
_SOLES: Final = np.arange(0, 40.5)

# The band of what a profile itself states for an unknown reading.
_ANYTHING: Final = (0.0, 1.0)


class _Leaning(NamedTuple):
    """Shoes whose reading nobody knows: it leans on how thick the sole is drawn.

    Attributes:
        shoes: Their columns.
        table: Equally likely places (column) by the sole's thickness (row), flat.
        zero_at, slope: The line from those to a sub-score.
        at_most_the_sole: Whether none is more than the sole is thick.
    """

    shoes: NDArray[np.intp]
    table: Singles
    zero_at: float
    slope: float
    at_most_the_sole: bool


class Readings:
    """Where every reading of every shoe may be, and draws from there.

    Each shoe and criterion has as many equally likely places as a byte has values; a draw is a
    byte. What is unknown is drawn from the market table at the thickness that the same draw gives
    the sole.

    Args:
        shoes: The shoes.
        profile: Their criteria.
        spreads: How the readings of the catalogue are spread.
        width: Factor on every interval; at 0 each is the estimate that the score takes.

    Attributes:
        cells: How many numbers one draw takes.
    """

    def __init__(
        self,
        shoes: Sequence[Shoe],
        profile: Profile,
        spreads: Mapping[CriterionName, Floats],
        width: float = 1.0,
    ) -> None:
        names = [each.name for each in profile.criteria]
        # A profile without the stack still draws it: what is unknown leans on it.
        self._sole = names.index("stack_height") if "stack_height" in names else len(names)
        self._rows, self._size = max(len(names), self._sole + 1), len(shoes)
        self.cells = self._rows * self._size
        self._firsts = np.arange(self._size) * PLACES
        soles = _soles(shoes, spreads["stack_height"], width)
        self._soles = _flat(soles)
        self._still, self._leaning = [], []
        for row, criterion in enumerate(profile.criteria):
            still, leaning = _placed(criterion, shoes, spreads[criterion.name], soles, width)
            self._still.append(_flat(still))
            self._leaning += [(row, each) for each in leaning]

    def draw(self, rng: np.random.Generator, count: int) -> Singles:
        """Draw the sub-scores of every shoe `count` times: (draw, criterion, shoe)."""
        shape = (count, self._rows, self._size)
        # Whole words of eight bytes a draw, so that no chunk size shows in them.
        words = -(-self.cells // 8)
        bits = rng.bit_generator.random_raw(count * words).view(np.uint8)
        byte = bits.reshape(count, words * 8)[:, : self.cells].reshape(shape)
        drawn = np.empty((count, len(self._still), self._size), np.float32)
        for row, still in enumerate(self._still):
            # "clip" fills a part of an array without a copy; no index is out of bounds.
            np.take(still, byte[:, row] + self._firsts, out=drawn[:, row], mode="clip")
        for row, leaning in self._leaning:
            drawn[:, row, leaning.shoes] = self._leant(leaning, byte[:, row], byte[:, self._sole])
        clipped: Singles = np.clip(drawn, np.float32(FLOOR), np.float32(1), out=drawn)
        return clipped

    def _leant(
        self, leaning: _Leaning, byte: NDArray[np.uint8], sole: NDArray[np.uint8]
    ) -> Singles:
        """Draw the sub-scores of what leans on the sole."""
        soles = self._soles[sole[:, leaning.shoes] + self._firsts[leaning.shoes]]
        within = np.clip(soles, 0, np.float32(_SOLES[-1]))
        step = np.minimum(within.astype(np.intp), _SOLES.size - 2)
        place = step * PLACES + byte[:, leaning.shoes]
        near: Singles = leaning.table[place]
        found: Singles = leaning.table[place + PLACES]
        found -= near
        found *= within - step.astype(np.float32)
        found += near
        if leaning.at_most_the_sole:
            np.minimum(found, soles, out=found)
        found -= np.float32(leaning.zero_at)
        found *= np.float32(leaning.slope)
        return found


def _flat(places: Floats) -> Singles:
    return places.astype(np.float32).ravel()


def _soles(shoes: Sequence[Shoe], shares: Floats, width: float) -> Floats:
    """Where the sole of each shoe may be, mm, stated or not: (shoe, place)."""
    stated, soles = likely_places(shoes, "stack_height", shares, width), []
    for column, shoe in enumerate(shoes):
        usual = ordinary_stack(drop_of(shoe), shoe.midsole)
        soles.append(stated[column] if column in stated else three_pieces(*usual, width=width))
    return np.array(soles)


def _placed(
    criterion: Criterion, shoes: Sequence[Shoe], shares: Floats, soles: Floats, width: float
) -> tuple[Floats, list[_Leaning]]:
    """Where each sub-score may be, (shoe, place), and which lean on the sole instead."""
    name, zero_at = criterion.name, criterion.zero_at
    slope = 1 / (criterion.one_at - zero_at)
    # A sole has places whether its thickness is stated or not.
    whole = name == "stack_height"
    stated = dict(enumerate(soles)) if whole else likely_places(shoes, name, shares, width)
    places = np.ones((len(shoes), PLACES))
    unknown, bare = [], []
    for column, shoe in enumerate(shoes):
        value, low, high, basis = sub_score(criterion, shoe)
        leans = basis is Basis.UNKNOWN and (low, high) != _ANYTHING
        if basis is Basis.READING or (leans and whole):
            places[column] = (stated[column] - zero_at) * slope
        elif leans:
            unknown.append(column)
        elif basis is Basis.STRUCTURE and name == "midsole_hardness":
            bare.append(column)
        else:
            places[column] = three_pieces(low, value, high, width)
    leaning = []
    if unknown:
        line, limited = market().soles[name], name == "drop"
        table = np.array([three_pieces(*line.at(mm), width=width) for mm in _SOLES])
        leaning.append(_Leaning(np.array(unknown), _flat(table), zero_at, slope, limited))
    if bare:
        table = np.array([_bare(criterion, mm, width) for mm in _SOLES])
        leaning.append(_Leaning(np.array(bare), _flat(table), 0.0, 1.0, at_most_the_sole=False))
    return places, leaning


def _bare(criterion: Criterion, sole: float, width: float) -> Floats:
    """Where the hardness of a sole without a midsole may be, as sub-scores."""
    shoe = Shoe(shoe_id="bare", midsole=Midsole.NONE, heel_stack_mm=sole, heel_stack_mm_tolerance=0)
    found = sub_score(criterion, shoe)
    return three_pieces(found.low, found.value, found.high, width)


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
        shoe = keys & ((1 << self._bits) - 1)
        keys >>= self._bits
        # Equal scores share the better rank.
        rank = np.tile(np.arange(shoes), (len(keys), 1))
        rank[:, 1:][keys[:, 1:] == keys[:, :-1]] = 0
        np.maximum.accumulate(rank, axis=1, out=rank)
        counts = self.ranks.reshape(-1)
        for draw in shoe * shoes + rank:
            counts[draw] += 1  # one by one: a draw meets each cell at most once
        for sums, places in ((self.first_weights, 1), (self.top_10_weights, BAND)):
            draw, place = np.nonzero(rank < places)
            for i, weight in enumerate(weights.T):
                sums[:, i] += np.bincount(shoe[draw, place], weight[draw], shoes)
