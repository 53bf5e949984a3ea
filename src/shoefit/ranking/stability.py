"""How stable a ranking is: the same shoes ranked many times, with weights and readings drawn anew.

Stochastic multicriteria acceptability analysis (SMAA-2: Lahdelma and Salminen 2001, Operations
Research 49:444-454). Each draw takes weights at random and every reading from where it truly may
be, ranks the shoes, and is forgotten; what stays is how often each shoe took each rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from shoefit.catalogue.catalogue import Listed
from shoefit.catalogue.reading import held_shoes_of
from shoefit.errors import ShoefitError, takes
from shoefit.ranking.draws import BAND, Tally, simulate
from shoefit.ranking.order import MIN_COVERAGE, rank
from shoefit.ranking.places import FRAMED, HOW_SURE, SURE_FRAMED, Ranking, profile_to_dict, told
from shoefit.ranking.spread import Floats, spreads
from shoefit.scoring.criteria import CriterionName
from shoefit.scoring.profiles import Profile
from shoefit.shoe import Shoe
from shoefit.text import SCHEMA_VERSION, clipped, html, html_table, shown, text_table

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

# Concentration of the weights around a user's own. A share of 1/4 is then drawn with a standard
# deviation of sqrt(1/4 * 3/4 / 21) = 0.09: mostly between 0.1 and 0.4. Our judgement.
AROUND_THE_USERS: Final = 20.0

_QUANTILES: Final = (0.05, 0.5, 0.95)

# The counts of every rank of every shoe are kept: 4 bytes * shoes * shoes, 64 MiB at most.
MOST_SHOES: Final = 4096


# A `ShoeConfidence` has a rank and a shoe as a place has: what names them stands in one list.
_NAMES: Final = [each for each in FRAMED if each.name in {"rank", "shoe_id", "brand", "model"}]
_READ: Final = [each for each in (*_NAMES, *SURE_FRAMED) if each.head]
_HEADS: Final = [each.head for each in _READ]


@dataclass(frozen=True, slots=True)
class ShoeConfidence:
    """How sure the rank of one shoe is.

    Attributes:
        shoe: The shoe.
        rank: Its rank in the ranking itself, from the estimates and the profile's weights.
        median_rank: The rank that half of the draws reach.
        rank_low: Best rank of the middle 90 % of the draws.
        rank_high: Worst rank of the middle 90 % of the draws.
        first: Share of the draws in which it came first, 0 to 1.
        top_10: Share of the draws in which it was among the first ten.
        central_weights: Mean weights of the draws in which it came first, by criterion; None
            where it never did. They describe the reader whom the shoe suits best.
        top_10_weights: The same for the draws in which it was among the first ten.
    """

    shoe: Shoe
    rank: int
    median_rank: int
    rank_low: int
    rank_high: int
    first: float
    top_10: float
    central_weights: dict[CriterionName, float] | None
    top_10_weights: dict[CriterionName, float] | None


@dataclass(eq=False, repr=False, kw_only=True)
class Confidence(Listed[ShoeConfidence]):
    """How sure each rank of a ranking is; immutable, in the order of that ranking.

    Attributes:
        profile: The profile, the caller's weights worked in.
        draws: How often the shoes were ranked.
        seed: What the draws started from.
        around: Concentration of the weights around the profile's; None for weights drawn
            uniformly.
    """

    places: InitVar[Iterable[ShoeConfidence]] = field(kw_only=False)
    profile: Profile
    draws: int
    seed: int
    around: float | None
    ranks: InitVar[NDArray[np.uint32]]

    def __post_init__(self, places: Iterable[ShoeConfidence], ranks: NDArray[np.uint32]) -> None:
        super().__init__(places, "shoe.shoe_id", "ranked shoe")
        self._ranks = ranks

    __hash__ = Listed.__hash__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Confidence):
            return False
        mine, others = ({**vars(each), "_ranks": None} for each in (self, other))
        return mine == others and np.array_equal(self._ranks, other._ranks)

    def to_dict(self) -> dict[str, Any]:
        """Give the ranks as plain data that keeps to docs/confidence.schema.json."""
        return {
            "schema_version": SCHEMA_VERSION,
            "profile": profile_to_dict(self.profile),
            "draws": {"draws": self.draws, "seed": self.seed, "around": self.around},
            "shoes": [told(each, (*_NAMES, *HOW_SURE)) for each in self],
        }

    @property
    def acceptability(self) -> Floats:
        """Share of the draws in which each shoe (row) took each rank (column)."""
        return self._ranks / self.draws

    def __repr__(self) -> str:
        return f"Confidence({len(self):,} shoes, {self.draws:,} draws by {self.profile.name})"

    def __str__(self) -> str:
        rows = [[clipped(shown(cell), 36) for cell in row] for row in self._rows()]
        return "\n".join([*text_table([_HEADS, *rows]), "", self._told()])

    def _repr_html_(self) -> str:
        """Show the first ranks as a table in a notebook."""
        return f"{html_table(_HEADS, self._rows())}<p>{html(self._told())}</p>"

    def _rows(self) -> list[list[str]]:
        return [[column.text(each) for column in _READ] for each in self[:BAND]]

    def _told(self) -> str:
        return f"{min(len(self), BAND)} of {len(self):,} ranked shoes; {self.drawn()}"

    def drawn(self) -> str:
        """Say in one line how the draws were made."""
        how = "uniformly" if self.around is None else f"around the given ones ({self.around:g})"
        return f"{self.draws:,} draws from seed {self.seed}; weights drawn {how}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a shoe as a pandas frame.

        Columns: rank, shoe_id, brand, model, median_rank, rank_low, rank_high, first, top_10, and
        for each criterion `first_<criterion>` and `top_10_<criterion>`, the weights that favour
        the shoe (missing where no draw does).
        """
        import pandas as pd  # noqa: PLC0415 - only where a frame is asked for: it is slow to import

        return pd.DataFrame.from_records(list(self.records()))

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield one flat record a shoe: the columns of `to_frame`."""
        names = [each.name for each in self.profile.criteria]
        for each in self:
            record = told(each, (*_NAMES, *SURE_FRAMED))
            for head, weights in (("first", each.central_weights), ("top_10", each.top_10_weights)):
                record |= {f"{head}_{n}": weights[n] if weights else None for n in names}
            yield record


@takes
def confidence(  # noqa: PLR0913 - one keyword for each question that users ask
    catalogue: Iterable[Shoe] | Any | None = None,
    profile: str | Path | Profile = "article",
    *,
    draws: int = 10_000,
    seed: int = 0,
    weights: Mapping[str, float] | None = None,
    around: float | None = None,
    min_coverage: float = MIN_COVERAGE,
) -> Confidence:
    """Say how sure each rank is, by ranking the shoes again and again.

    Each draw takes new weights and new readings. Weights come uniformly from all that add up to 1
    (criteria of weight 0 stay out); around a user's own they come from the Dirichlet distribution
    whose mean they are. A known reading lies about where it is stated, nine times in ten within
    its tolerance, weighed by how the readings of all the shoes given are spread (with fewer than
    100 of a criterion, mixed with the bundled catalogue's); what is unknown is drawn from what
    soles of the thickness that the same draw takes ordinarily have; words and structures from
    their bands. Readings are otherwise drawn independently. Equal scores share the better rank.

    Args:
        catalogue: The shoes, or all that `load_catalogue` takes; the bundled ones by default.
        profile: Name, file or Profile; see `get_profile`.
        draws: How many; a probability is then off by at most 1 / sqrt(draws), 19 times in 20.
        seed: The same seed gives the same result with the same version of NumPy.
        weights: Factors on the profile's weights, by criterion. Given some, weights are drawn
            around them (concentration 20) instead of uniformly.
        around: Concentration of the weights around the profile's, at least 1: the share w of a
            criterion is drawn with variance w (1 - w) / (around + 1).
        min_coverage: Leave out shoes of which a smaller share of the weight is known.

    Returns:
        Rank probabilities, median rank with its 90 % interval and favouring weights of each shoe.

    Raises:
        UnknownNameError: No profile or criterion has that name.
        ProfileError: The profile or the weights cannot be used.
        ShoefitError: `draws`, `seed`, `around` or `min_coverage` is out of range, or more than
            4,096 shoes would be ranked.

    Example:
        >>> thin = Shoe(shoe_id="thin", heel_stack_mm=6, drop_mm=0)
        >>> thick = Shoe(shoe_id="thick", heel_stack_mm=40, drop_mm=10)
        >>> sure = confidence([thick, thin], draws=1000)
        >>> sure["thin"].first > 0.9, sure["thick"].median_rank
        (True, 2)
    """
    if around is None and weights:
        around = AROUND_THE_USERS
    shoes = held_shoes_of(catalogue)
    ranking = rank(shoes, profile=profile, weights=weights, min_coverage=min_coverage)
    return confidence_of(ranking, shoes, draws=draws, seed=seed, around=around)


def confidence_of(
    ranking: Ranking,
    among: Iterable[Shoe],
    *,
    draws: int = 10_000,
    seed: int = 0,
    around: float | None = None,
) -> Confidence:
    """Say the same of a ranking already made, all of it, among the shoes that it was made from.

    Args:
        ranking: The whole ranking; its filters are kept.
        among: The catalogue before any filter, of whose readings the spread is taken.
        draws: How many.
        seed: What the draws start from.
        around: Concentration of the weights; None for weights drawn uniformly.
    """
    if len(ranking) > MOST_SHOES:
        raise ShoefitError(
            f"{len(ranking):,} ranked shoes are more than the {MOST_SHOES:,} whose ranks can be"
            " followed.",
            hint="Filter the catalogue first, by use or by year.",
        )
    ranked = [place.shoe for place in ranking]
    tally = simulate(ranked, ranking.profile, spreads(among), draws=draws, seed=seed, around=around)
    return Confidence(
        _summed_up(ranking, tally),
        profile=ranking.profile,
        draws=draws,
        seed=seed,
        around=around,
        ranks=tally.ranks,
    )


def _summed_up(ranking: Ranking, tally: Tally) -> Iterator[ShoeConfidence]:
    names = [each.name for each in ranking.profile.criteria]
    for i, place in enumerate(ranking):
        reached = tally.ranks[i].cumsum(dtype=np.int64)
        draws, first = int(reached[-1]), int(reached[0])
        top_10 = int(reached[:BAND][-1])
        low, median, high = (int((reached >= part * draws).argmax()) + 1 for part in _QUANTILES)
        yield ShoeConfidence(
            shoe=place.shoe,
            rank=place.rank,
            median_rank=median,
            rank_low=low,
            rank_high=high,
            first=first / draws,
            top_10=top_10 / draws,
            central_weights=_mean(names, tally.first_weights[i], first),
            top_10_weights=_mean(names, tally.top_10_weights[i], top_10),
        )


def _mean(
    names: list[CriterionName], sums: Floats, draws: int
) -> dict[CriterionName, float] | None:
    return {n: float(each) / draws for n, each in zip(names, sums, strict=True)} if draws else None
