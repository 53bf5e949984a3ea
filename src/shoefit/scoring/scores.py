"""One shoe to one score: an estimate, a band, and how much of it is known.

The whole formula is `weighted_mean` over the sub-scores; everything else carries along what is
needed to follow it by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, pow, prod  # noqa: A004 - math.pow is of floats alone, and quicker
from operator import mul
from pathlib import Path
from typing import Final, NamedTuple

from shoefit.scoring.criteria import (
    READINGS,
    Basis,
    Criterion,
    CriterionName,
    SubScore,
    reading_interval,
)
from shoefit.scoring.profiles import Mean, Profile, get_profile
from shoefit.scoring.sub_scores import assumed, sub_score
from shoefit.shoe import Grade, Kind, Shoe
from shoefit.text import Told, html, html_table

# No sub-score counts for less, so that under the geometric mean a shoe with one hopeless
# criterion is bad (a factor of 0.32 at equal weights) while two such shoes can still be told
# apart. Our judgement.
FLOOR: Final = 0.01

# Scores are compared after rounding to this many parts of one, half up, so that no order hangs on
# the last bits of a float and every engine agrees.
ORDER_PARTS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion contributed to a score.

    Attributes:
        criterion: Name of the criterion.
        weight: Its share of the whole, 0 to 1.
        basis: What the sub-score rests on: a reading, a word, the structure, or nothing.
        reading: The number read, None where there is none.
        reading_low: The least that the reading may truly be.
        reading_high: The most that the reading may truly be.
        unit: Unit of the three.
        word: The word or the structure that stands in for a number, such as "foot-shaped".
        assumed: What an unknown reading counts as and why, such as "soles of 5.5 mm are flat".
        sub_score: 0 (conventional cushioned shoe) to 1 (bare foot).
        sub_score_low: The same at the unkind end of where the reading lies nine times in ten.
        sub_score_high: The same at the kind end.
        grade: Measured or claimed, where the catalogue says; None for a structure.
        sources: Pages that state the reading, where the catalogue says.
        source: Address of the page that it is taken from, where the catalogue says.
    """

    criterion: CriterionName
    weight: float
    basis: Basis
    reading: float | None
    reading_low: float | None
    reading_high: float | None
    unit: str
    word: str | None
    assumed: str | None
    sub_score: float
    sub_score_low: float
    sub_score_high: float
    grade: Grade | None
    sources: int | None
    source: str | None

    @property
    def known(self) -> bool:
        """Whether anything is known of this criterion."""
        return self.basis is not Basis.UNKNOWN


@dataclass(frozen=True, slots=True)
class Score(Told):
    """How close to barefoot one shoe is, and how sure that is.

    Attributes:
        score: 0 (conventional cushioned shoe) to 100 (bare foot); None where nothing is known.
        score_low: Lower end of the band, None with `score`.
        score_high: Upper end of the band, None with `score`.
        coverage: Share of the weight that is known, 0 to 1.
        parts: One for each criterion of the profile.
        profile: Name of the profile.
        profile_version: Its version.
    """

    score: float | None
    score_low: float | None
    score_high: float | None
    coverage: float
    parts: tuple[Part, ...]
    profile: str
    profile_version: str

    def _repr_html_(self) -> str:
        """Show the score as a table in a notebook."""
        said = "Nothing is known, so there is no score"
        if self.score is not None:
            said = f"Score {self.score:.1f}, band {self.score_low:.0f} to {self.score_high:.0f}"
        known = f"{self.coverage:.0%} of the weight known; profile {self.profile}"
        table = html_table(_HEADS, map(_html_cells, self.parts), left=(0, 5))
        return f"<p><b>{said}</b></p>{table}<p>{html(f'{known} {self.profile_version}')}</p>"


_HEADS: Final = ("criterion", "reading", "may be", "sub-score", "weight", "grade")


def _html_cells(part: Part) -> Sequence[str]:
    reading, within = part.word or "unknown", ""
    if part.reading is not None:
        reading = f"{part.reading:g} {part.unit}"
        within = f"{part.reading_low:.3g} to {part.reading_high:.3g}"
    figures = (reading, within, f"{part.sub_score:.2f}", f"{part.weight:.0%}")
    return (READINGS[part.criterion].heading, *figures, part.grade or "")


def weighted_mean(values: Sequence[float], weights: Sequence[float], mean: Mean) -> float:
    """Join sub-scores into a score of 0 to 100; bare arithmetic, nothing is checked.

    Formula: 100 * prod(max(s, 0.01) ** w), or 100 * sum(w * max(s, 0.01)), weights adding to 1.

    Args:
        values: Sub-scores, 0 to 1.
        weights: Their shares, adding up to 1.
        mean: "geometric" or "arithmetic".

    Example:
        >>> round(weighted_mean([0.75, 1.0, 1.0, 0.6], [0.25] * 4, "geometric"), 2)
        81.9
        >>> weighted_mean([0.75, 1.0, 1.0, 0.65], [0.25] * 4, "arithmetic")
        85.0
    """
    floored = [value if value > FLOOR else FLOOR for value in values]  # noqa: FURB136 - no call
    if mean == "arithmetic":
        total = sum(map(mul, weights, floored))
    else:
        total = prod(map(pow, floored, weights))
    return 100 * total if total < 1 else 100.0  # the last bits may pass 1


def order_key(score: float) -> int:
    """Round a score for comparing: to millionths, half up.

    Example:
        >>> order_key(71.5) == order_key(71.5 + 1e-9)
        True
    """
    return floor(score * ORDER_PARTS + 0.5)


COVERAGE_DECIMALS: Final = 12
_UNKNOWN: Final = Basis.UNKNOWN  # looked up once, as in criteria


class Estimate(NamedTuple):
    """A score with its band, all 0 to 100, and its coverage, 0 to 1."""

    score: float
    low: float
    high: float
    coverage: float


def estimate(shoe: Shoe, profile: Profile, min_coverage: float = 0.0) -> Estimate | None:
    """Score one shoe without its parts; None where nothing, or less than asked, is known of it.

    The fast path of `score` and of a ranking, which asks for the parts of few shoes only.
    """
    sub_scores = [sub_score(criterion, shoe) for criterion in profile.criteria]
    values, lows, highs, bases = zip(*sub_scores, strict=True)
    shares, mean = profile.shares, profile.mean
    coverage = 0.0
    for share, basis in zip(shares, bases, strict=True):
        if basis is not _UNKNOWN:
            coverage += share
    coverage = round(coverage, COVERAGE_DECIMALS)  # shares add up to 1 only to the last bits
    if coverage == 0 or coverage < min_coverage:
        return None
    return Estimate(
        weighted_mean(values, shares, mean),
        weighted_mean(lows, shares, mean),
        weighted_mean(highs, shares, mean),
        coverage,
    )


def score(shoe: Shoe, profile: str | Path | Profile = "article") -> Score:
    """Score one shoe.

    Args:
        shoe: The shoe.
        profile: Name, file or Profile; see `get_profile`.

    Returns:
        The estimate, its band, its coverage and the part of each criterion.

    Raises:
        UnknownNameError: No profile has that name.
        ProfileError: The profile's file cannot be used.

    Example:
        >>> sandal = Shoe(shoe_id="mine", kind="sandal", heel_stack_mm=8, drop_mm=0, midsole="none")
        >>> result = score(sandal)
        >>> round(result.score, 1), result.coverage
        (93.1, 1.0)
    """
    chosen = get_profile(profile)
    value, low, high, coverage = estimate(shoe, chosen) or (None, None, None, 0.0)
    return Score(value, low, high, coverage, parts(shoe, chosen), chosen.name, chosen.version)


def parts(shoe: Shoe, profile: Profile) -> tuple[Part, ...]:
    """Say what each criterion of a profile contributes to a shoe's score."""
    return tuple(
        _part(criterion, share, sub_score(criterion, shoe), shoe)
        for criterion, share in zip(profile.criteria, profile.shares, strict=True)
    )


def _part(criterion: Criterion, share: float, found: SubScore, shoe: Shoe) -> Part:
    column, stated = criterion.column, found.basis in {Basis.READING, Basis.WORD}
    reading = low = high = None
    if found.basis is Basis.READING:
        reading = getattr(shoe, column)
        low, high = reading_interval(shoe, criterion.name)
    return Part(
        criterion=criterion.name,
        weight=share,
        basis=found.basis,
        reading=reading,
        reading_low=low,
        reading_high=high,
        unit=criterion.unit,
        word=_word(criterion.name, found.basis, shoe),
        assumed=assumed(criterion, shoe) if found.basis is Basis.UNKNOWN else None,
        sub_score=found.value,
        sub_score_low=found.low,
        sub_score_high=found.high,
        grade=getattr(shoe, f"{column}_grade") if stated else None,
        sources=getattr(shoe, f"{column}_sources") if stated else None,
        source=getattr(shoe, f"{column}_source") if stated else None,
    )


def _word(name: CriterionName, basis: Basis, shoe: Shoe) -> str | None:
    """Say in words what stands in for a number."""
    if basis is Basis.WORD:
        return str(getattr(shoe, READINGS[name].words))
    if basis is not Basis.STRUCTURE:
        return None
    if name == "midsole_hardness":
        return "no midsole"
    if name == "drop":
        return "cut from one sheet"
    return "open sandal" if shoe.kind is Kind.SANDAL else "toe pockets"
