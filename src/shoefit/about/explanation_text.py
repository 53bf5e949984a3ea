"""An explanation in words: 80 columns for a terminal, HTML for a notebook.

Names and addresses come from a catalogue: a terminal gets them with their control characters
shown, a notebook gets them escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from shoefit.ranking.order import MIN_COVERAGE
from shoefit.scoring.criteria import READINGS, Basis, CriterionName, quantity
from shoefit.shoe import Grade
from shoefit.sources.studies import SIDES, load_studies
from shoefit.text import number, shown, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shoefit.about.reasons import Account, Outcome, Reason, Unknown
    from shoefit.ranking.order import Standing
    from shoefit.scoring.profiles import Profile
    from shoefit.scoring.scores import Part
    from shoefit.sources.pages import Statement
    from shoefit.sources.studies import Finding

_HEADS: Final = ("", "reading", "may be", "sub-score", "weight", "lost")
_GRADES: Final = {Grade.MEASURED: "measurement", Grade.CLAIMED: "claim"}


def text(account: Account) -> str:
    """Write an explanation for a terminal of 80 columns, the most important first."""
    lines = [
        shown(account.shoe.title),
        *wrapped(headline(account)),
        "",
        *_table(account),
        "",
        "Where the numbers come from, and what the article asks",
        *(line for reason in account.reasons for line in _reason_lines(reason, account.profile)),
    ]
    if account.unknowns:
        lines += ["", "What knowing more would change"]
        for each in account.unknowns:
            lines += wrapped(_unknown(each), indent=2)
    lines += ["", *evidence_lines(account.findings), "", *wrapped(footer(account))]
    return "\n".join(lines) + "\n"


def reading(part: Part) -> str:
    """Say what is read of a criterion: a number, a word, or that it is unknown.

    A word or a structure is what the catalogue says; nothing else stands for a number.
    """
    if part.reading is not None:
        return quantity(part.reading, part.criterion)
    return part.word or "unknown"


def rank_words(standing: Standing) -> str:
    """Say which rank a score gives.

    Example:
        >>> from shoefit.ranking.order import Standing
        >>> rank_words(Standing(3, 402))
        'rank 3 of 402'
    """
    if standing.rank is None:
        return "too little known for a rank"
    return f"rank {standing.rank} of {standing.ranked}"


def headline(account: Account) -> str:
    """Say score, rank, band and what costs most in a few sentences."""
    if account.score is None:
        return "No score: nothing is known of it that this profile weighs."
    place = rank_words(account.standing)
    if account.standing.rank is None:
        place += f" ({account.coverage:.0%} of the weight, {MIN_COVERAGE:.0%} needed)"
    elif not account.listed:
        place = f"would be {place}"
    unsure = "tolerances" if account.coverage == 1 else "tolerances and unknowns"
    said = [
        f"Score {account.score:.1f} of 100, {place}.",
        f"Its {unsure} allow {account.score_low:.0f} to {account.score_high:.0f}.",
    ]
    worst = max(account.reasons, key=lambda each: each.points_lost)
    if worst.points_lost > 0:
        label = READINGS[worst.part.criterion].label
        aside = "" if worst.part.known else ", which is unknown"
        said.append(f"It loses most by {label}{aside}: {worst.points_lost:.1f} points.")
    return " ".join(said)


def _cells(reason: Reason) -> tuple[str, ...]:
    part = reason.part
    span = ""
    if part.reading_low is not None and part.reading_high is not None:
        span = f"{number(part.reading_low)} to {number(part.reading_high)}"
    return (
        READINGS[part.criterion].label,
        shown(reading(part)),
        span,
        f"{part.sub_score:.2f}",
        f"{part.weight:.0%}",
        f"{reason.points_lost:.1f}",
    )


def _table(account: Account) -> Iterator[str]:
    rows = [_HEADS, *(_cells(each) for each in account.reasons)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        left = [cell.ljust(width) for cell, width in zip(row[:3], widths[:3], strict=True)]
        right = [cell.rjust(width) for cell, width in zip(row[3:], widths[3:], strict=True)]
        yield "  ".join([*left, *right]).rstrip()
    if account.score is not None:
        total = f"{100 - account.score:.1f}".rjust(widths[5])
        yield f"{'100 points less the score':>{sum(widths[:5]) + 8}}  {total}"


def _reason_lines(reason: Reason, profile: Profile) -> Iterator[str]:
    part = reason.part
    label = READINGS[part.criterion].label.capitalize()
    standing = next((each for each in reason.statements if each.stands), None)
    how = _unknown_counts(part, profile) if not part.known else _obtained(part, standing)
    yield from wrapped(f"{label}: {how}. Asked: {reason.asks}.", indent=2)
    if part.source:
        yield f"    {shown(part.source)}"
    if standing and standing.conversion:
        yield from wrapped(_conversion(standing, part.criterion), indent=4, hang=0)
    yield from wrapped(_others(reason), indent=4, hang=0)


def _unknown_counts(part: Part, profile: Profile) -> str:
    thin = profile.criterion(part.criterion).unknown != part.sub_score
    like = "a sole of at most 14 mm" if thin else "an ordinary running shoe of today"
    return f"unknown, counted {part.sub_score:.2f} as in {like}"


def _obtained(part: Part, standing: Statement | None) -> str:
    """Say how a reading was obtained: by whom, how and when, as far as the catalogue says."""
    said = shown(reading(part))
    if part.basis is Basis.WORD:
        said = f"called {said}"
    elif part.grade is not None and (part.reading is not None or part.word == "no midsole"):
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


def _others(reason: Reason) -> str:
    """Sum up what the other pages say, measurements first."""
    said: list[str] = []
    if reason.part.basis is Basis.STRUCTURE and reason.part.criterion == "toe_box_width":
        return ""  # every page of a sandal says that it is one
    for grade, thing in _GRADES.items():
        alike = [each for each in reason.statements if each.grade is grade and not each.stands]
        if alike:
            many = f"{len(alike)} more {thing}{'' if len(alike) == 1 else 's'}"
            said.append(f"{many}: {_values(alike, reason.part.criterion)}.")
    return " ".join(said)


def _values(statements: Sequence[Statement], name: CriterionName) -> str:
    numbers = sorted({each.reading for each in statements if each.reading is not None})
    words = sorted({each.word for each in statements if each.word is not None})
    listed = [number(each) for each in numbers]
    if listed:
        listed[-1] += f" {READINGS[name].unit}"
    return ", ".join(dict.fromkeys([*listed, *words]))


def _unknown(unknown: Unknown) -> str:
    best, worst = _outcome(unknown.best), _outcome(unknown.worst)
    if len(unknown.criteria) > 1:
        both = "Both" if len(unknown.criteria) == 2 else "All of them"  # noqa: PLR2004 - two are both
        return f"{both}: {best}, at best; {worst}, at worst."
    name = unknown.criteria[0]
    ends = [quantity(each.readings[name], name) for each in (unknown.best, unknown.worst)]
    return f"{READINGS[name].label.capitalize()}: {best}, at {ends[0]}; {worst}, at {ends[1]}."


def _outcome(outcome: Outcome) -> str:
    if outcome.score is None:
        return "no score"
    rank = "" if outcome.standing.rank is None else f", rank {outcome.standing.rank}"
    return f"{outcome.score:.1f}{rank}"


def evidence_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """List the briefest findings of each side, each with its source."""
    yield "What the evidence says, both ways"
    brief = [each for each in findings if each.brief]
    for side, title in SIDES.items():
        yield f"  {title}"
        for each in brief:
            if each.side == side:
                yield from wrapped(f"- {each.brief}", indent=2)
                yield f"    {each.source}, {each.address}"


def footer(account: Account) -> str:
    """Say by which profile, who asks, and that this is no medical advice."""
    profile, studies = account.profile, load_studies()
    return (
        f"Profile {shown(profile.name)} {shown(profile.version)}, {profile.mean} mean. "
        f"The article: {studies.article}. {studies.contradiction} {studies.not_advice}"
    )


def html(account: Account) -> str:
    """Write an explanation for a notebook; everything from a catalogue is escaped."""
    head = "".join(f"<th>{each}</th>" for each in (*_HEADS, "source"))
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(each))}"
        f"<td>{_link(each.part)}</td></tr>"
        for each in account.reasons
    )
    unknown = "".join(f"<li>{escape(_unknown(each))}</li>" for each in account.unknowns)
    evidence = "".join(
        f'<li><i>{each.side}:</i> {escape(each.brief)} <a href="{escape(each.address)}">'
        f"{escape(each.source)}</a></li>"
        for each in account.findings
        if each.brief
    )
    return (
        f"<p><b>{escape(account.shoe.title)}</b><br>{escape(headline(account))}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"{f'<p>What knowing more would change</p><ul>{unknown}</ul>' if unknown else ''}"
        f"<p>What the evidence says, both ways</p><ul>{evidence}</ul>"
        f"<p>{escape(footer(account))}</p>"
    )


def _link(part: Part) -> str:
    """Link a source that is a web address; show any other text as it is."""
    if not part.source:
        return ""
    if not part.source.startswith(("https://", "http://")):
        return escape(part.source)
    how = part.grade or "source"
    return f'<a href="{escape(part.source)}">{how}</a>'
