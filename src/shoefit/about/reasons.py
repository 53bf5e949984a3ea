"""What a score is made of: every criterion's reading, source and cost, and what is unknown.

The score is 100 less what the criteria cost, and the costs add up exactly. Under the geometric
mean 100 * prod(s ** w) the loss is shared out in proportion to -w * ln(s), the additive
logarithmic-mean split (LMDI; Ang 2004, Energy Policy 32:1131-1139), which leaves no remainder.
Under the arithmetic mean a criterion costs 100 * w * (1 - s).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import expm1, log
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import ConfigDict

from shoefit.ranking.order import Standing, Standings, supposed
from shoefit.scoring.criteria import READINGS, CriterionName
from shoefit.scoring.profiles import Mean, Profile
from shoefit.scoring.scores import FLOOR, Part, score
from shoefit.shoe import Shoe
from shoefit.sources.pages import Statement, statements
from shoefit.sources.resolving import resolved_shoe
from shoefit.sources.studies import Finding, load_studies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_CLOSED = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Reason:
    """What one criterion does to the score, and who says so.

    Attributes:
        part: Reading, tolerance, sub-score, weight and source.
        zero_at: Reading that scores 0.
        one_at: Reading that scores 1.
        points_lost: How many of the 100 points it costs against a perfect sub-score.
        asks: What the article asks for.
        statements: Every page of the bundled catalogue that states the reading, the one that
            stands first; none for a shoe of the user's own.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    part: Part
    zero_at: float
    one_at: float
    points_lost: float
    asks: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the score would be if readings that are unknown were these.

    Attributes:
        readings: The readings supposed, by criterion, taken as exact.
        score: The score with them; None where what is known weighs nothing.
        standing: The rank with them.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    readings: dict[CriterionName, float]
    score: float | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Unknown:
    """What knowing an unknown reading, or all of them, would change.

    Attributes:
        criteria: The unknown criteria that are supposed known; the others stay unknown.
        best: The outcome at the end of the scale that counts 1.
        worst: The outcome at the end that counts 0.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    criteria: tuple[CriterionName, ...]
    best: Outcome
    worst: Outcome


@dataclass(frozen=True, slots=True)
class Account:
    """Why a shoe scores as it does.

    Attributes:
        shoe: The shoe.
        profile: The profile, the caller's weights worked in.
        score: 0 (conventional cushioned shoe) to 100 (bare foot); None where nothing is known.
        score_low: Lower end of the band, None with `score`.
        score_high: Upper end of the band, None with `score`.
        coverage: Share of the weight that is known, 0 to 1.
        standing: Its rank in the catalogue, or the one that it would have there.
        listed: Whether the catalogue holds a shoe of this id.
        source: Name of the catalogue.
        reasons: One for each criterion of the profile, in its order.
        unknowns: One for each unknown criterion, then one for all of them if there are several.
        findings: What studies say for and against the criteria of the profile.
    """

    shoe: Shoe
    profile: Profile
    score: float | None
    score_low: float | None
    score_high: float | None
    coverage: float
    standing: Standing
    listed: bool
    source: str
    reasons: tuple[Reason, ...]
    unknowns: tuple[Unknown, ...]
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, shoe: Shoe, standings: Standings) -> Self:
        """Account for the score of one shoe among the ranks of a catalogue.

        Args:
            shoe: The shoe; one that the catalogue does not hold is ranked as if it were added.
            standings: The ranks, with the profile that they were made by.
        """
        profile = standings.profile
        found = score(shoe, profile)
        resolved = resolved_shoe(shoe.shoe_id)
        lost = points_lost([part.sub_score for part in found.parts], profile.shares, profile.mean)
        return cls(
            shoe=shoe,
            profile=profile,
            score=found.score,
            score_low=found.score_low,
            score_high=found.score_high,
            coverage=found.coverage,
            standing=standings.of(shoe),
            listed=standings.lists(shoe),
            source=standings.source,
            reasons=tuple(
                Reason(
                    part,
                    criterion.zero_at,
                    criterion.one_at,
                    points,
                    READINGS[part.criterion].asks,
                    statements(part, shoe, resolved),
                )
                for part, criterion, points in zip(found.parts, profile.criteria, lost, strict=True)
            ),
            unknowns=tuple(_unknowns(shoe, found.parts, standings)),
            findings=load_studies().on(each.name for each in profile.criteria),
        )


def points_lost(
    sub_scores: Sequence[float], shares: Sequence[float], mean: Mean
) -> tuple[float, ...]:
    """Share out what a shoe lacks of 100 points among its criteria, without a remainder.

    Args:
        sub_scores: 0 to 1, floored at 0.01 as the score floors them.
        shares: Weights, adding up to 1.
        mean: "geometric" or "arithmetic".

    Example:
        >>> [round(each, 3) for each in points_lost([0.25, 1.0], [0.5, 0.5], "geometric")]
        [50.0, 0.0]
        >>> points_lost([0.25, 1.0], [0.5, 0.5], "arithmetic")
        (37.5, 0.0)
    """
    floored = [max(each, FLOOR) for each in sub_scores]
    if mean == "arithmetic":
        return tuple(100 * w * (1 - s) for w, s in zip(shares, floored, strict=True))
    logs = [0.0 if s == 1 else -w * log(s) for w, s in zip(shares, floored, strict=True)]
    total = sum(logs)
    if total == 0:
        return tuple(logs)
    lost = -100 * expm1(-total)  # 100 less the score, without losing the last digits
    return tuple(lost * each / total for each in logs)


def _unknowns(shoe: Shoe, parts: Iterable[Part], standings: Standings) -> Iterable[Unknown]:
    unknown = [part.criterion for part in parts if not part.known]
    for name in unknown:
        yield _unknown((name,), shoe, standings)
    if len(unknown) > 1:
        yield _unknown(tuple(unknown), shoe, standings)


def _unknown(criteria: tuple[CriterionName, ...], shoe: Shoe, standings: Standings) -> Unknown:
    ends = [standings.profile.criterion(name) for name in criteria]
    outcomes = [
        _outcome({each.name: each.one_at for each in ends}, shoe, standings),
        _outcome({each.name: each.zero_at for each in ends}, shoe, standings),
    ]
    best, worst = sorted(outcomes, key=lambda each: -(each.score or 0.0))
    return Unknown(criteria, best, worst)


def _outcome(readings: dict[CriterionName, float], shoe: Shoe, standings: Standings) -> Outcome:
    known = supposed(shoe, readings)
    return Outcome(readings, score(known, standings.profile).score, standings.of(known))
