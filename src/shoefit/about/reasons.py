"""What a score is made of: every criterion's reading, source and cost, and what is unknown.

And the article's own warning, of a shoe that is both soft and thick, with the other side beside it.

The score is 100 less what the criteria cost, and the costs add up exactly. Under the geometric
mean 100 * prod(s ** w) the loss is shared out in proportion to -w * ln(s), the additive
logarithmic-mean split (LMDI; Ang 2004, Energy Policy 32:1131-1139), which leaves no remainder.
Under the arithmetic mean a criterion costs 100 * w * (1 - s).

Names and addresses come from a catalogue: in text their control characters are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import expm1, log
from typing import Final

from shoefit.about.minimalist import band_ends
from shoefit.ranking.order import Standing, Standings, supposed
from shoefit.scoring.criteria import READINGS, Basis, Criterion, CriterionName, quantity
from shoefit.scoring.market import ordinary, ordinary_stack
from shoefit.scoring.profiles import ARTICLE, Mean, Profile
from shoefit.scoring.scores import FLOOR, Part, score
from shoefit.scoring.sub_scores import drop_of, sub_score, thickness
from shoefit.shoe import Grade, Midsole, Shoe
from shoefit.sources.pages import Statement, load_stated, statements
from shoefit.sources.studies import load_studies
from shoefit.text import many, number, shown, wrapped


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

    readings: dict[CriterionName, float]
    score: float | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Unknown:
    """What knowing an unknown reading, or all of them, would change.

    Attributes:
        criteria: The unknown criteria that are supposed known; the others stay unknown.
        best: The outcome at the kind end of what nine in ten such soles keep to.
        worst: The outcome at the other end.
    """

    criteria: tuple[CriterionName, ...]
    best: Outcome
    worst: Outcome


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


def reasons(shoe: Shoe, parts: Sequence[Part], profile: Profile) -> tuple[Reason, ...]:
    """Give each part of a shoe's score its cost, its ends and its pages."""
    stated = load_stated([shoe.shoe_id])
    lost = points_lost([part.sub_score for part in parts], profile.shares, profile.mean)
    return tuple(
        Reason(
            part,
            criterion.zero_at,
            criterion.one_at,
            points,
            READINGS[part.criterion].asks,
            statements(part, stated),
        )
        for part, criterion, points in zip(parts, profile.criteria, lost, strict=True)
    )


def unknowns(shoe: Shoe, parts: Sequence[Part], standings: Standings) -> tuple[Unknown, ...]:
    """Weigh each unknown criterion both ways, then all of them if there are several."""
    names = [part.criterion for part in parts if not part.known]
    both = {name: ends(standings.profile.criterion(name), shoe) for name in names}
    found = []
    for criteria in [(name,) for name in names] + [tuple(names)] * (len(names) > 1):
        either = ({name: both[name][end] for name in criteria} for end in (0, 1))
        outcomes = [_outcome(readings, shoe, standings) for readings in either]
        best, worst = sorted(outcomes, key=lambda each: -(each.score or 0.0))
        found.append(Unknown(criteria, best, worst))
    return tuple(found)


def ends(criterion: Criterion, shoe: Shoe) -> tuple[float, float]:
    """Return the kind and the unkind end of an unknown reading, as the band of a score has them.

    Example:
        >>> from shoefit.scoring.profiles import ARTICLE
        >>> ends(ARTICLE.criterion("drop"), Shoe(shoe_id="mine", heel_stack_mm=5.5))
        (0.0, 0.65)
    """
    found = sub_score(criterion, shoe)
    if criterion.unknown is not None or (found.low, found.high) == (0.0, 1.0):
        return criterion.one_at, criterion.zero_at  # the profile's own figure says no more
    drop = drop_of(shoe)
    if criterion.name == "stack_height":
        stack = ordinary_stack(drop, shoe.midsole)
        return max(stack.kind, drop or 0.0), max(stack.unkind, drop or 0.0)
    usual = ordinary(criterion.name, thickness(shoe))
    return usual.kind, usual.unkind


def _outcome(readings: dict[CriterionName, float], shoe: Shoe, standings: Standings) -> Outcome:
    known = supposed(shoe, readings)
    return Outcome(readings, score(known, standings.profile).score, standings.of(known))


def reading_words(part: Part) -> str:
    """Say what is read of a criterion: a number, a word, or that it is unknown.

    A word or a structure is what the catalogue says; nothing else stands for a number.
    """
    if part.reading is not None:
        return quantity(part.reading, part.criterion)
    return part.word or "unknown"


HEADS: Final = ("", "reading", "may be", "sub-score", "weight", "lost")


def reason_cells(reason: Reason) -> tuple[str, ...]:
    """Give the cells under `HEADS`."""
    part = reason.part
    span = ""
    if part.reading_low is not None and part.reading_high is not None:
        span = f"{number(part.reading_low)} to {number(part.reading_high)}"
    return (
        READINGS[part.criterion].label,
        shown(reading_words(part)),
        span,
        f"{part.sub_score:.2f}",
        f"{part.weight:.0%}",
        f"{reason.points_lost:.1f}",
    )


def reason_lines(reason: Reason) -> Iterator[str]:
    """Say where a reading comes from, by which conversion, and what other pages say."""
    part = reason.part
    label = READINGS[part.criterion].label.capitalize()
    standing = next((each for each in reason.statements if each.stands), None)
    how = f"unknown: {part.assumed}, {part.sub_score:.2f}"
    if part.known:
        how = _obtained(part, standing)
    yield from wrapped(f"{label}: {how}. Asked: {reason.asks}.", indent=2)
    if part.source:
        yield f"    {shown(part.source)}"
    if standing and standing.conversion:
        yield from wrapped(_conversion(standing, part.criterion), indent=4, hang=0)
    yield from wrapped(_others(reason), indent=4, hang=0)


def _obtained(part: Part, standing: Statement | None) -> str:
    """Say how a reading was obtained: by whom, how and when, as far as the catalogue says."""
    said = shown(reading_words(part))
    if part.basis is Basis.STRUCTURE:
        return f"{said}, which needs no page"
    if part.basis is Basis.WORD:
        said = f"called {said}"
    elif part.grade is not None:
        said += f", {part.grade}"
    if standing is not None:
        year = f", {standing.year}" if standing.year else ""
        said += f" ({standing.source_kind}{year})"
    return said if part.source else f"{said}, no source given"


def _conversion(statement: Statement, name: CriterionName) -> str:
    """Say how a number was made of what its page prints, and what that adds in doubt."""
    step, error = statement.conversion, statement.conversion_error
    said = f"Converted from {step}" if step[0].isdigit() else f"{step[0].upper()}{step[1:]}"
    return f"{said} (adds +/- {quantity(error, name)})." if error else f"{said}."


_GRADES: Final = {Grade.MEASURED: "measurement", Grade.CLAIMED: "claim"}


def _others(reason: Reason) -> str:
    """Sum up what the other pages say, measurements first."""
    said: list[str] = []
    for grade, thing in _GRADES.items():
        alike = [each for each in reason.statements if each.grade is grade and not each.stands]
        if alike:
            values = _values(alike, reason.part.criterion)
            said.append(f"{many(len(alike), f'more {thing}')}: {values}.")
    return " ".join(said)


def _values(alike: Sequence[Statement], name: CriterionName) -> str:
    numbers = sorted({each.reading for each in alike if each.reading is not None})
    words = sorted({each.word for each in alike if each.word is not None})
    listed = [number(each) for each in numbers]
    if listed:
        listed[-1] += f" {READINGS[name].unit}"
    return ", ".join(dict.fromkeys([*listed, *words]))


def unknown_words(unknown: Unknown) -> str:
    """Say in a sentence what knowing more would change, at best and at worst."""
    best, worst = _outcome_words(unknown.best), _outcome_words(unknown.worst)
    if len(unknown.criteria) > 1:
        both = "Both" if len(unknown.criteria) == 2 else "All of them"  # noqa: PLR2004 - two are both
        return f"{both}: {best}, at best; {worst}, at worst."
    name = unknown.criteria[0]
    ends = [quantity(each.readings[name], name) for each in (unknown.best, unknown.worst)]
    return f"{READINGS[name].label.capitalize()}: {best}, at {ends[0]}; {worst}, at {ends[1]}."


def _outcome_words(outcome: Outcome) -> str:
    if outcome.score is None:
        return "no score"
    rank = "" if outcome.standing.rank is None else f", rank {outcome.standing.rank}"
    return f"{outcome.score:.1f}{rank}"


# Soft is what lies nearer to the softest (15) than to the hardest midsole (50 Shore A) that Robbins
# tested, the article's source; thick what earns at most one of the Minimalist Index's five points
# (Esculier 2015). Where to draw both lines is our judgement.
_HARDNESS: Final = ARTICLE.criterion("midsole_hardness")
SOFT_BELOW_SHORE_A: Final = (_HARDNESS.zero_at + _HARDNESS.one_at) / 2
THICK_FROM_MM: Final = band_ends("stack_height", 1)[0]


def soft_and_thick(shoe: Shoe) -> str:
    """Say how soft and how thick a shoe is that is both; "" for any other.

    Where its hardness is unknown, what nine in ten soles as thick are decides.

    Example:
        >>> soft_and_thick(Shoe(shoe_id="mine", heel_stack_mm=38, midsole_hardness_shore_a=21))
        'soft (21 Shore A) and thick (38 mm)'
        >>> soft_and_thick(Shoe(shoe_id="mine", heel_stack_mm=12, midsole_hardness_shore_a=21))
        ''
    """
    stack, hardness = shoe.heel_stack_mm, shoe.midsole_hardness_shore_a
    if stack is None or stack < THICK_FROM_MM:
        return ""
    thick = f"thick ({quantity(stack, 'stack_height')})"
    if hardness is not None:
        soft = f"soft ({quantity(hardness, 'midsole_hardness')})"
        return f"{soft} and {thick}" if hardness < SOFT_BELOW_SHORE_A else ""
    hardest = ordinary("midsole_hardness", stack).kind
    if shoe.midsole is Midsole.NONE or hardest >= SOFT_BELOW_SHORE_A:
        return ""
    most = quantity(hardest, "midsole_hardness")
    return f"{thick}, and nine in ten soles as thick are soft (at most {most})"


def warning(shoe: Shoe) -> str:
    """Return the article's warning of a soft thick shoe, with the other side; "" for any other.

    Example:
        >>> warning(Shoe(shoe_id="mine", heel_stack_mm=38, midsole_hardness_shore_a=21))[:60]
        'Soft (21 Shore A) and thick (38 mm). Such shoes feel comfort'
    """
    found = soft_and_thick(shoe)
    return f"{found[0].upper()}{found[1:]}. {load_studies().soft_and_thick}" if found else ""
