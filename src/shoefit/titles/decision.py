"""Agreements to an answer: one shoe, several, or none, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoefit.titles.agreement import Agreement
from shoefit.titles.answers import Ambiguous, Candidate, NoMatch
from shoefit.titles.versions import Against

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shoefit.titles.naming import NamedShoe
    from shoefit.titles.reading import ReadTitle

# So many of the nearest shoes are shown with an answer.
_SHOWN = 5
# Numbers up to here can be shoe sizes; a larger one beside a version is a second version.
_LARGEST_MENS_SIZE = 15
# A name of one word needs its brand in a title that holds so many words that nobody knows.
_STRAY_WORDS = 2


@dataclass(frozen=True, slots=True)
class Decided:
    """The shoe that a title means.

    Attributes:
        agreement: How title and name agree.
        reason: Why this shoe, in words.
        tokens: The words and numbers that decided.
        candidates: The shoe first, then those that came near.
    """

    agreement: Agreement
    reason: str
    tokens: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def decide(
    asked: str, title: ReadTitle, agreements: Iterable[Agreement], shoes: Sequence[NamedShoe]
) -> Decided | Ambiguous | NoMatch:
    """Chooses the answer.

    Args:
        asked: The title as it was asked.
        title: The title, read.
        agreements: The title held against every name that could fit.
        shoes: The shoes of the catalogue, by their place.

    Returns:
        The shoe where one alone fits; else what the title leaves open, or why nothing fits.
    """
    ranked = _best_of_each_shoe(agreements, title)
    fitting = [agreement for agreement in ranked if agreement.against is Against.NOTHING]
    if not fitting:
        return _refuse(asked, title, ranked, shoes)
    best = fitting[0]
    rivals = [rival for rival in fitting[1:] if not _is_covered(rival, best, title)]
    tokens = _tokens(title, best)
    if rivals:
        open_shoes = [best, *rivals]
        named = _listed([shoes[rival.name.shoe].title for rival in open_shoes[:_SHOWN]])
        return Ambiguous(asked, f"fits {named} alike", tokens, _candidates(open_shoes, shoes))
    doubt = _doubt(title, best, ranked, shoes)
    if doubt:
        return Ambiguous(asked, doubt, tokens, _candidates(ranked, shoes))
    reason = f"{_listed([repr(token) for token in tokens])} in the title, and nothing against it"
    for written, read_as in title.mended:
        reason += f"; '{written}' read as '{read_as}'"
    return Decided(best, reason, tokens, _candidates(ranked, shoes))


def _best_of_each_shoe(agreements: Iterable[Agreement], title: ReadTitle) -> list[Agreement]:
    """Returns one agreement for each shoe, the best first."""

    def worth(agreement: Agreement) -> tuple[bool, int, bool, int, int]:
        return (
            agreement.against is Against.NOTHING,
            len(agreement.explained),
            agreement.name.brand in title.hinted,
            -agreement.dropped,
            -agreement.against,
        )

    best: dict[int, Agreement] = {}
    for agreement in agreements:
        known = best.get(agreement.name.shoe)
        if known is None or worth(agreement) > worth(known):
            best[agreement.name.shoe] = agreement
    return sorted(best.values(), key=worth, reverse=True)


def _is_covered(rival: Agreement, best: Agreement, title: ReadTitle) -> bool:
    """Says whether the best explains all that a rival does, and more or with less left out."""
    if not rival.explained <= best.explained:
        return False
    if rival.explained < best.explained:
        return True
    if rival.name.brand == best.name.brand:
        return rival.dropped > best.dropped
    # Of two brands' shoes, only a brand in the title can say which.
    return best.name.brand in title.hinted and rival.name.brand not in title.hinted


def _doubt(
    title: ReadTitle, best: Agreement, ranked: list[Agreement], shoes: Sequence[NamedShoe]
) -> str:
    name = best.name
    if title.several:
        return f"'{title.several}': the title compares shoes"
    branded = name.brand in title.brands or name.brand in title.hinted
    if not branded and not name.numbers and len(name.required) == 1 and best.stray >= _STRAY_WORDS:
        return f"names no brand, and says more than {shoes[name.shoe].title}"
    for number in title.numbers:
        follows = number.at - 1 in best.explained and number.at not in best.explained
        if not follows or not name.versioned or float(number.value) <= _LARGEST_MENS_SIZE:
            continue
        for other in ranked:
            if other.name.required == name.required and other.name.numbers[-1:] == (number.value,):
                return f"names two versions, {name.numbers[-1]} and {number.value}"
    for other in ranked:
        # "Ghost 16 Launch 11": what speaks against the one is the name of the other.
        apart = other.explained.isdisjoint(best.explained)
        if apart and other.against is Against.WORD and other.detail in name.required:
            return f"names {shoes[other.name.shoe].title} and {shoes[name.shoe].title}"
    return ""


def _refuse(
    asked: str, title: ReadTitle, ranked: list[Agreement], shoes: Sequence[NamedShoe]
) -> Ambiguous | NoMatch:
    near = [agreement for agreement in ranked if agreement.against is not Against.MISSING]
    if not near:
        return NoMatch(asked, _unknown(title, ranked, shoes), (), _candidates(ranked, shoes))
    nearest = near[0]
    name, tokens = nearest.name, _tokens(title, nearest)
    versions = sorted(
        {
            other.name.numbers[-1] if other.name.numbers else "unnumbered"
            for other in near
            if other.name.required == name.required and other.name.numbers[:-1] == name.numbers[:-1]
        },
        key=_by_number,
    )
    candidates = _candidates(near, shoes)
    if nearest.against is Against.UNVERSIONED:
        listed = _listed(versions)
        return Ambiguous(asked, f"no version asked, {listed} in the catalogue", tokens, candidates)
    shoe = shoes[name.shoe].title
    reasons = {
        Against.VERSION: f"version {nearest.detail} asked, {_listed(versions)} in the catalogue",
        Against.VARIANT: f"'{nearest.detail}' makes it another shoe than {shoe}",
        Against.WORD: f"'{nearest.detail}' is no word of {shoe}",
        Against.PURPOSE: f"'{nearest.detail}' makes it another shoe than {shoe}",
        Against.YEAR: f"year {nearest.detail} asked, {_listed(sorted(name.years))} known",
        Against.BRAND: f"another brand's shoe than {shoe}",
    }
    return NoMatch(asked, reasons[nearest.against], (*tokens, nearest.detail), candidates)


def _unknown(title: ReadTitle, ranked: list[Agreement], shoes: Sequence[NamedShoe]) -> str:
    if not title.words:
        return "the title holds no word"
    if ranked:
        missing = ranked[0]
        return f"no '{missing.detail}', as in {shoes[missing.name.shoe].title}"
    for brand in sorted(title.brands | title.hinted):
        return f"names the brand {brand}, and no shoe of it"
    return "no word of the title is in the name of a shoe"


def _candidates(
    agreements: Sequence[Agreement], shoes: Sequence[NamedShoe]
) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            shoes[agreement.name.shoe].shoe_id,
            shoes[agreement.name.shoe].title,
            agreement.score,
            _against(agreement),
        )
        for agreement in agreements[:_SHOWN]
    )


def _against(agreement: Agreement) -> str:
    words = {
        Against.NOTHING: "",
        Against.UNVERSIONED: "no version asked",
        Against.VERSION: "another version",
        Against.VARIANT: "another variant",
        Against.WORD: "another shoe of the line",
        Against.PURPOSE: "another purpose",
        Against.YEAR: "another year",
        Against.BRAND: "another brand",
        Against.MISSING: "not all of the name",
    }[agreement.against]
    return f"{words}: {agreement.detail}" if agreement.detail else words


def _tokens(title: ReadTitle, agreement: Agreement) -> tuple[str, ...]:
    return tuple(title.words[at] for at in sorted(agreement.explained))


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def _by_number(version: str) -> tuple[float, str]:
    return (float(version) if version.replace(".", "", 1).isdigit() else -1.0, version)
