"""A shoe beside others: some of them side by side, and the ones that are most like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from heapq import nsmallest
from math import ceil, floor, sqrt
from pathlib import Path
from typing import Any, Final

from shoefit.about.explanation import Explanation, documented, explained, footer
from shoefit.about.reasons import reading_words, soft_and_thick
from shoefit.about.tipping import Duel, ReadingTip, WeightTip, reading_tips, weight_tips
from shoefit.catalogue.catalogue import find_shoes, made_of
from shoefit.catalogue.reading import held_shoes_of
from shoefit.errors import ShoefitError, takes
from shoefit.ranking.order import Standings
from shoefit.scoring.criteria import READINGS, Basis, SubScore, quantity
from shoefit.scoring.profiles import Profile, get_profile
from shoefit.scoring.scores import order_key, parts
from shoefit.scoring.sub_scores import sub_score
from shoefit.shoe import Shoe
from shoefit.sources.studies import load_studies
from shoefit.text import Told, html, html_table, paragraphs, shown, text_table, wrapped


@dataclass(frozen=True, slots=True)
class Comparison(Told):
    """Shoes side by side. `str` of it is a text of 80 columns.

    Attributes:
        explanations: One for each shoe, in the order asked for.
        duels: The leader against each other shoe of which anything is known, in that order.
    """

    explanations: tuple[Explanation, ...]
    duels: tuple[Duel, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the comparison as plain data that keeps to docs/comparison.schema.json."""
        return documented(
            self.explanations[0],
            shoes=list(map(explained, self.explanations)),
            duels=list(map(asdict, self.duels)),
        )

    def __str__(self) -> str:
        return f"{paragraphs(self._blocks())}\n"

    def _blocks(self) -> Iterator[Iterable[str]]:
        """Tell a terminal of 80 columns: side by side, then what turns the order."""
        shoes = [each.shoe for each in self.explanations]
        names = {each.shoe_id: _letter(i) for i, each in enumerate(shoes)}
        yield [f"{names[each.shoe_id]}  {shown(each.title)}" for each in shoes]
        for start in range(0, len(self.explanations), _ABREAST):
            abreast = self.explanations[start : start + _ABREAST]
            rows = [
                [f"{name:<16}", *(f"{cell:<18}" for cell in cells)]
                for name, *cells in _rows(abreast, names)
            ]
            yield text_table(rows, left=range(_ABREAST + 1), between="  ")
        yield from map(wrapped, _warning(self.explanations, names))
        for duel in self.duels:
            yield _duel_lines(duel, names)
        yield wrapped(footer(self.explanations[0].profile))

    def _repr_html_(self) -> str:
        """Show the comparison in a notebook: one table, then what turns the order."""
        titles = {each.shoe.shoe_id: each.shoe.title for each in self.explanations}
        head, *rows = _rows(self.explanations, titles)
        said = [" ".join(" ".join(_duel_lines(each, titles)).split()) for each in self.duels]
        warned = _warning(self.explanations, titles)
        below = [*warned, *said, footer(self.explanations[0].profile)]
        paragraphs = "".join(f"<p>{html(each)}</p>" for each in below)
        return html_table(head, rows, left=range(len(head))) + paragraphs


@takes
def compare(
    *shoes: Shoe | str,
    catalogue: Iterable[Shoe] | Any | None = None,
    profile: str | Path | Profile = "article",
    weights: Mapping[str, float] | None = None,
) -> Comparison:
    """Set shoes side by side and say what would turn their order.

    Args:
        shoes: At least two shoes, or ids or any titles of the catalogue.
        catalogue: Where to look for them and rank them; the bundled one by default.
        profile: Name, file or Profile; see `get_profile`.
        weights: Factors on the profile's weights, by criterion.

    Raises:
        ShoefitError: Fewer than two shoes, or one of them twice.
        UnknownNameError: No one shoe, no profile or no criterion has that name.
        ProfileError: The profile or the weights cannot be used.

    Example:
        >>> thin = Shoe(shoe_id="thin", heel_stack_mm=8, drop_mm=4)
        >>> flat = Shoe(shoe_id="flat", heel_stack_mm=16, drop_mm=0)
        >>> tips = compare(thin, flat).duels[0].weight_tips
        >>> [(each.criterion, round(each.share, 2), each.leads_above) for each in tips]
        [('stack_height', 0.07, 'thin'), ('drop', 0.38, 'flat')]
    """
    listed = held_shoes_of(catalogue)
    chosen = get_profile(profile).with_weights(weights or {})
    found = find_shoes(listed, shoes)
    ids = [each.shoe_id for each in found]
    if len(set(ids)) < max(len(ids), 2):
        twice = next((each for each in ids if ids.count(each) > 1), None)
        raise ShoefitError(
            f"{twice!r} is named twice." if twice else "One shoe cannot be compared.",
            hint="Name two different shoes or more; explain takes one.",
        )
    standings = made_of(listed, Standings, chosen)
    explanations = tuple(Explanation.of(each, standings) for each in found)
    return Comparison(explanations, tuple(_duels(explanations, chosen)))


def _duels(explanations: Sequence[Explanation], profile: Profile) -> Iterator[Duel]:
    scored = [each for each in explanations if each.score is not None]
    leader = min(scored, key=_order, default=None)
    for each in scored:
        if leader is not None and each is not leader:
            yield Duel(
                leader.shoe.shoe_id,
                each.shoe.shoe_id,
                (leader.score or 0.0) - (each.score or 0.0),
                weight_tips(leader.shoe, each.shoe, profile),
                reading_tips(leader.shoe, each.shoe, profile),
            )


def _order(each: Explanation) -> tuple[int, int, str]:
    """Put shoes in the order of a ranking."""
    return -order_key(each.score or 0.0), -order_key(each.score_low or 0.0), each.shoe.shoe_id


_ABREAST: Final = 3  # shoes that fit side by side in 80 columns


def _letter(index: int) -> str:
    """Name the shoes A to Z, then by number."""
    return chr(ord("A") + index) if index < 26 else f"#{index + 1}"  # noqa: PLR2004 - letters


def _rows(abreast: Sequence[Explanation], names: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Lay the shoes side by side, a column each, the names of the rows in the first."""
    labels = [READINGS[each.part.criterion].label for each in abreast[0].reasons]
    columns = [["", "score", "may be", "rank", *labels]]
    for each in abreast:
        parts, standing = [reason.part for reason in each.reasons], each.standing
        columns.append(
            [
                names[each.shoe.shoe_id],
                "none" if each.score is None else f"{each.score:.1f}",
                "" if each.score is None else f"{each.score_low:.0f} to {each.score_high:.0f}",
                "none" if standing.rank is None else f"{standing.rank} of {standing.ranked}",
                *(f"{part.sub_score:.2f}  {shown(reading_words(part))}" for part in parts),
            ]
        )
    return list(zip(*columns, strict=True))


def _warning(explanations: Iterable[Explanation], names: Mapping[str, str]) -> Iterator[str]:
    """Say which shoes are soft and thick, and what the article warns of, once."""
    found = [(names[each.shoe.shoe_id], soft_and_thick(each.shoe)) for each in explanations]
    soft = [f"{name} is {how}." for name, how in found if how]
    if soft:
        yield " ".join([*soft, load_studies().soft_and_thick])


def _duel_lines(duel: Duel, names: Mapping[str, str]) -> Iterator[str]:
    leader, behind = names[duel.leader], names[duel.behind]
    if round(duel.lead, 1) == 0:
        yield f"{leader} and {behind} are level."
    else:
        yield f"{leader} leads {behind} by {duel.lead:.1f} points."
    for weight_tip in duel.weight_tips:
        yield from wrapped(_weight_words(weight_tip, names), indent=2)
    if not duel.weight_tips:
        yield "  No weight of one criterion turns that."
    for reading_tip in duel.reading_tips:
        yield from wrapped(f"{behind} would lead with {_reading_words(reading_tip)}.", indent=2)
    if not duel.reading_tips and duel.lead > 0:
        yield f"  No single other reading of {behind} would put it in front."


def _weight_words(tip: WeightTip, names: Mapping[str, str]) -> str:
    """Say from where on a weight turns the order; rounded away from the weight of now."""
    more = tip.share >= tip.share_now
    who = names[tip.leads_above if more else tip.leads_below]
    share = _rounded(tip.share, 2, up=more)
    label = READINGS[tip.criterion].label
    return (
        f"{who} leads once {label} weighs {'more' if more else 'less'} than "
        f"{share:.2f} of the total (now {tip.share_now:.2f})."
    )


def _reading_words(tip: ReadingTip) -> str:
    """Say which change is enough; rounded up, so that what is printed is really enough."""
    name = tip.criterion
    if tip.change is None:
        level = _rounded(tip.reading, 1, up=tip.toward == "more")
        now = f"is {tip.word_now}" if tip.word_now else "is unknown"
        return f"a {READINGS[name].label} of {quantity(level, name)} or {tip.toward} (now it {now})"
    change = quantity(_rounded(abs(tip.change), 1, up=True), name)
    aside = ", and its tolerance allows that" if tip.within_tolerance else ""
    return (
        f"{change} {tip.toward} {READINGS[name].noun} "
        f"(now {quantity(tip.reading_now or 0.0, name)}{aside})"
    )


def _rounded(value: float, digits: int, *, up: bool) -> float:
    scale = 10.0**digits
    return (ceil(value * scale) if up else floor(value * scale)) / scale


@dataclass(frozen=True, slots=True)
class SimilarShoe(Told):
    """A shoe that is like another.

    Attributes:
        shoe: The shoe.
        distance: 0 for the same sub-scores, 1 for opposite ones.
        shared: Share of the weight that is known of both, 0 to 1.
        differences: What sets it apart, in words, one for each criterion that differs.
    """

    shoe: Shoe
    distance: float
    shared: float
    differences: tuple[str, ...]

    def __str__(self) -> str:
        differences = ", ".join(self.differences) or "the same in all that is known of both"
        return f"{self.shoe.title}: {differences}"


@takes
def similar(
    shoe: Shoe | str,
    n: int = 5,
    catalogue: Iterable[Shoe] | Any | None = None,
    profile: str | Path | Profile = "article",
) -> tuple[SimilarShoe, ...]:
    """Return the shoes most like a shoe, nearest first.

    Shoes of which no criterion is known that is known of this one are left out.

    Formula: the distance is the root of the weighted mean of the squared differences between
    sub-scores, over the criteria that are known of the shoe asked for. A criterion that is
    unknown of the other shoe counts as the mean square over its band, from `low` to `high`:
    (s - middle) ** 2 + width ** 2 / 12, so that it is never as near as the same reading. Both are
    divided by the weights of those criteria, so that a distance lies between 0 and 1.

    Args:
        shoe: A shoe, or the id or any title of one of the catalogue.
        n: How many at most.
        catalogue: Where to look; the bundled catalogue by default.
        profile: Which criteria count and how much; see `get_profile`.

    Raises:
        UnknownNameError: No one shoe, or no profile, has that name.
        ShoefitError: `n` is below 1, or nothing is known of the shoe.

    Example:
        >>> crowd = [
        ...     Shoe(shoe_id="thin", heel_stack_mm=6, drop_mm=0),
        ...     Shoe(shoe_id="thicker", heel_stack_mm=10, drop_mm=0),
        ...     Shoe(shoe_id="steep", heel_stack_mm=10, drop_mm=10),
        ... ]
        >>> [str(each) for each in similar("thin", 2, crowd)]
        ['thicker: 4 mm thicker', 'steep: 4 mm thicker, 10 mm more drop']
    """
    shoes = held_shoes_of(catalogue)
    chosen = get_profile(profile)
    found = find_shoes(shoes, [shoe])[0]
    known = [
        (criterion, share, asked)
        for criterion, share in zip(chosen.criteria, chosen.shares, strict=True)
        if share > 0 and (asked := sub_score(criterion, found)).basis is not Basis.UNKNOWN
    ]
    if not known:
        raise ShoefitError(
            f"Nothing is known of {found.title} that could be like another shoe.",
            hint="Choose a shoe with a reading, or another profile.",
        )
    total = sum(share for _, share, _ in known)
    near = []
    for other in shoes:
        pairs = [(share, asked, sub_score(criterion, other)) for criterion, share, asked in known]
        shared = sum(share for share, _, theirs in pairs if theirs.basis is not Basis.UNKNOWN)
        if shared and other.shoe_id != found.shoe_id:
            square = sum(share * _square(asked, theirs) for share, asked, theirs in pairs)
            # Rounded, so that no order hangs on the last bits; of two as near, the better known
            # one comes first.
            distance = sqrt(square / total)
            near.append((round(distance, 9), -shared, other.shoe_id, other, distance))
    return tuple(
        SimilarShoe(other, distance, -shared, tuple(_differences(found, other, chosen)))
        for _, shared, _, other, distance in nsmallest(n, near)
    )


def _square(asked: SubScore, theirs: SubScore) -> float:
    """Return the squared difference, or its mean over all that an unknown one ordinarily is."""
    if theirs.basis is Basis.UNKNOWN:
        middle, width = (theirs.low + theirs.high) / 2, theirs.high - theirs.low
        return (asked.value - middle) ** 2 + width**2 / 12
    return (asked.value - theirs.value) ** 2


def _differences(found: Shoe, other: Shoe, profile: Profile) -> Iterator[str]:
    """Say what sets a shoe apart, in each criterion that counts and is known of the one asked."""
    for mine, they in zip(parts(found, profile), parts(other, profile), strict=True):
        if not mine.known or mine.weight == 0:
            continue
        name, read = mine.criterion, READINGS[mine.criterion]
        if not they.known:
            yield f"{read.label} unknown"
        elif mine.reading is None or they.reading is None:
            theirs, own = reading_words(they), reading_words(mine)
            if theirs != own:
                yield f"{read.label} {theirs} for {own}"
        elif round(change := read.size(they.reading) - read.size(mine.reading), 1) != 0:
            yield f"{quantity(abs(change), name)} {read.more if change > 0 else read.less}"
