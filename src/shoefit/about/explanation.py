"""What a shoe scores and why: for a reader, a program and a notebook.

The score can be made again from the JSON alone: 100 times the weighted mean of the sub-scores,
or 100 less the points lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from shoefit.about.reasons import (
    HEADS,
    Reason,
    Unknown,
    reason_cells,
    reason_lines,
    reasons,
    unknown_words,
    unknowns,
    warning,
)
from shoefit.catalogue.catalogue import find_shoes, made_of
from shoefit.catalogue.reading import held_shoes_of
from shoefit.errors import takes
from shoefit.ranking.order import MIN_COVERAGE, Standing, Standings
from shoefit.ranking.places import ASSUMED_MARKED, COLUMNS, profile_to_dict
from shoefit.scoring import scores
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.profiles import Profile, get_profile
from shoefit.scoring.sub_scores import NOT_SPOKEN_OF
from shoefit.shoe import Shoe
from shoefit.sources.studies import SIDES, Finding, load_studies
from shoefit.text import (
    SCHEMA_VERSION,
    Html,
    Told,
    html,
    html_link,
    html_list,
    html_table,
    paragraphs,
    shown,
    text_table,
    wrapped,
)


@dataclass(frozen=True, slots=True)
class Explanation(Told):
    """Why a shoe scores as it does. `str` of it is a text of 80 columns.

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
        """Explain the score of one shoe among the ranks of a catalogue.

        Args:
            shoe: The shoe; one that the catalogue does not hold is ranked as if it were added.
            standings: The ranks, with the profile that they were made by.
        """
        profile = standings.profile
        found = scores.score(shoe, profile)
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
            reasons=reasons(shoe, found.parts, profile),
            unknowns=unknowns(shoe, found.parts, standings),
            findings=load_studies().on(each.name for each in profile.criteria),
        )

    @property
    def warning(self) -> str:
        """The article's warning where the shoe is both soft and thick, with the other side."""
        return warning(self.shoe)

    def to_dict(self) -> dict[str, Any]:
        """Give the explanation as plain data that keeps to docs/explanation.schema.json.

        Example:
            >>> explain(Shoe(shoe_id="mine", drop_mm=0)).to_dict()["shoe"]["reasons"][0]["zero_at"]
            32.0
        """
        return documented(self, shoe=explained(self))

    def __str__(self) -> str:
        return f"{paragraphs(_blocks(self))}\n"

    def _repr_html_(self) -> str:
        """Show the explanation in a notebook; everything from a catalogue is escaped."""
        rows = [
            [*reason_cells(each), html_link(each.part.source or "", each.part.grade or "source")]
            for each in self.reasons
        ]
        known_more = list(_known_more(self))
        evidence = html_list(
            Html(f"<i>{each.side}:</i> {html(each.brief)} {html_link(each.address, each.source)}")
            for each in self.findings
            if each.brief
        )
        return (
            f"<p><b>{html(self.shoe.title)}</b><br>{html(headline(self))}</p>"
            f"{f'<p>{html(self.warning)}</p>' if self.warning else ''}"
            f"{html_table([*HEADS, 'source'], rows, left=(0, 1, 2, len(HEADS)))}"
            f"{f'<p>{_KNOWING_MORE}</p>{html_list(known_more)}' if known_more else ''}"
            f"<p>{_EVIDENCE}</p>{evidence}<p>{html(footer(self.profile))}</p>"
        )


@takes
def explain(
    shoe: Shoe | str,
    catalogue: Iterable[Shoe] | Any | None = None,
    profile: str | Path | Profile = "article",
    weights: Mapping[str, float] | None = None,
) -> Explanation:
    """Say why a shoe scores as it does.

    Args:
        shoe: A shoe, or the id or any title of one of the catalogue.
        catalogue: The shoes to rank it among; the bundled ones by default. A shoe that it does
            not hold is ranked as if it were added.
        profile: Name, file or Profile; see `get_profile`.
        weights: Factors on the profile's weights, by criterion.

    Raises:
        UnknownNameError: No one shoe, no profile or no criterion has that name.
        ProfileError: The profile or the weights cannot be used.

    Example:
        >>> mine = Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0, toe_box_shape="wide")
        >>> found = explain(mine)
        >>> [(each.part.criterion, round(each.points_lost, 1)) for each in found.reasons]
        [('stack_height', 6.4), ('midsole_hardness', 8.0), ('drop', 0.0), ('toe_box_width', 6.1)]
        >>> round(sum(each.points_lost for each in found.reasons) + found.score, 9)
        100.0
    """
    shoes = held_shoes_of(catalogue)
    chosen = get_profile(profile).with_weights(weights or {})
    return Explanation.of(find_shoes(shoes, [shoe])[0], made_of(shoes, Standings, chosen))


@takes
def score(
    shoe: Shoe | str,
    profile: str | Path | Profile = "article",
    catalogue: Iterable[Shoe] | Any | None = None,
) -> scores.Score:
    """Score one shoe.

    Args:
        shoe: A shoe, or the id or any title of one of the catalogue.
        profile: Name, file or Profile; see `get_profile`.
        catalogue: Where a title is looked for, all that `load_catalogue` takes; the bundled one by
            default.

    Returns:
        The estimate, its band, its coverage and the part of each criterion.

    Raises:
        UnknownNameError: No one shoe, or no profile, has that name.
        ProfileError: The profile's file cannot be used.

    Example:
        >>> sandal = Shoe(shoe_id="mine", kind="sandal", heel_stack_mm=8, drop_mm=0, midsole="none")
        >>> round(score(sandal).score, 1)
        93.1
        >>> score("lems primal 2") == score("lems-primal-2")
        True
    """
    if not isinstance(shoe, Shoe):
        shoe = find_shoes(held_shoes_of(catalogue), [shoe])[0]
    return scores.score(shoe, profile)


def documented(one: Explanation, **asked: Any) -> dict[str, Any]:
    """Put what was asked between what an explanation was made by and the evidence."""
    studies = load_studies()
    return {
        "schema_version": SCHEMA_VERSION,
        "profile": profile_to_dict(one.profile),
        "source": one.source,
        **asked,
        "evidence": {
            "article": studies.article,
            "findings": list(map(asdict, one.findings)),
            "limits": studies.limits,
            "note": studies.not_advice,
        },
    }


def explained(one: Explanation) -> dict[str, Any]:
    """Give one shoe of a document: what it is, how it scores, and why."""
    return {
        **{each.name: each.of(one) for each in COLUMNS if each.name != "rank"},
        "standing": asdict(one.standing),
        "listed": one.listed,
        "warning": one.warning,
        "reasons": list(map(asdict, one.reasons)),
        "unknowns": list(map(asdict, one.unknowns)),
    }


_KNOWING_MORE: Final = "What knowing more would change, within what nine in ten such shoes have"
_EVIDENCE: Final = "What the evidence says, both ways"


def _blocks(one: Explanation) -> Iterator[list[str]]:
    """Tell a terminal of 80 columns, the most important first."""
    yield [shown(one.shoe.title), *wrapped(headline(one))]
    table = text_table([HEADS, *map(reason_cells, one.reasons)], left=(0, 1, 2), between="  ")
    if one.score is not None:
        table.append(f"100 points less the score  {100 - one.score:>4.1f}".rjust(len(table[0])))
    yield table
    if one.warning:
        yield wrapped(one.warning)
    said = [line for reason in one.reasons for line in reason_lines(reason)]
    yield ["Where the numbers come from, and what the article asks", *said]
    if one.unknowns:
        said = [line for each in _known_more(one) for line in wrapped(each, indent=2)]
        yield [_KNOWING_MORE, *said]
    yield [_EVIDENCE, *_evidence_lines(one.findings)]
    yield wrapped(footer(one.profile))


def _known_more(one: Explanation) -> Iterator[str]:
    """Say what knowing more would change, and which shoes all that is assumed does not speak of."""
    yield from map(unknown_words, one.unknowns)
    if sum(not each.part.known for each in one.reasons) >= ASSUMED_MARKED:
        yield f"What is assumed here does not speak of {NOT_SPOKEN_OF}."


def headline(one: Explanation) -> str:
    """Say score, rank, band and what costs most in a few sentences."""
    if one.score is None:
        return "No score: nothing is known of it that this profile weighs."
    place = f"rank {one.standing.rank} of {one.standing.ranked}"
    if one.standing.rank is None:
        known = f"{one.coverage:.0%} of the weight, {MIN_COVERAGE:.0%} needed"
        place = f"too little known for a rank ({known})"
    elif not one.listed:
        place = f"would be {place}"
    unsure = "tolerances" if one.coverage == 1 else "tolerances and unknowns"
    said = [
        f"Score {one.score:.1f} of 100, {place}.",
        f"Its {unsure} allow {one.score_low:.0f} to {one.score_high:.0f}.",
    ]
    worst = max(one.reasons, key=lambda each: each.points_lost)
    if worst.points_lost > 0:
        label = READINGS[worst.part.criterion].label
        aside = "" if worst.part.known else ", which is unknown"
        said.append(f"It loses most by {label}{aside}: {worst.points_lost:.1f} points.")
    return " ".join(said)


def _evidence_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """List the briefest findings of each side, each with its source."""
    for side, title in SIDES.items():
        yield f"  {title}"
        for each in findings:
            if each.brief and each.side == side:
                yield from wrapped(f"- {each.brief}", indent=2)
                yield f"    {each.source}, {each.address}"


def footer(profile: Profile) -> str:
    """Say by which profile, who asks, and that this is no medical advice."""
    studies = load_studies()
    return (
        f"Profile {shown(profile.name)} {shown(profile.version)}, {profile.mean} mean. "
        f"The article: {studies.article}. {studies.contradiction} {studies.not_advice}"
    )
