"""What the resolver answers: a shoe, several, or none, and how agreements come to it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from shoefit.titles.agreement import Against, Agreement
from shoefit.titles.vocabulary import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shoefit.titles.lexicon import NamedShoe
    from shoefit.titles.reading import ReadTitle

Shoe = TypeVar("Shoe")


class _Told:
    """An answer as JSON that keeps to docs/answer.schema.json."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as plain data; of the shoe, its id."""
        told: dict[str, Any] = asdict(replace(self, shoe=None) if hasattr(self, "shoe") else self)  # type: ignore[type-var, call-overload]
        told.pop("shoe", None)
        return {"schema_version": 2, "answer": type(self).__name__, "shoe_id": None, **told}

    def to_json(self) -> str:
        """Write the data of `to_dict` as JSON."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shoe that the title could mean.

    Attributes:
        shoe_id: The shoe's id.
        title: Its name in the catalogue.
        score: How much of the name and of the title agrees, 0 to 100. It orders the candidates;
            what decides is the reason.
        reason: What speaks against the shoe, or "" where nothing does.
    """

    shoe_id: str
    title: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Match(_Told, Generic[Shoe]):
    """The title means this shoe.

    Attributes:
        title: The title as it was asked.
        shoe_id: The id of the shoe.
        shoe: The shoe of the catalogue, or None where the resolver was built from names alone.
        reason: Why, in words.
        tokens: The words and numbers of the title that decided.
        candidates: The shoe first, then those that came near.
    """

    title: str
    shoe_id: str
    shoe: Shoe | None
    reason: str
    tokens: tuple[str, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Refusal(_Told):
    """The resolver does not name one shoe.

    Attributes:
        title: The title as it was asked.
        reason: Why not, in words.
        tokens: The words and numbers of the title that decided.
        candidates: The nearest shoes, best first, each with what speaks against it.
    """

    title: str
    reason: str
    tokens: tuple[str, ...]
    candidates: tuple[Candidate, ...]


class Ambiguous(Refusal):
    """The title could mean several shoes, or does not say which version."""

    __slots__ = ()


class NoMatch(Refusal):
    """The title means no shoe of the catalogue: another version, a variant, nothing known."""

    __slots__ = ()


# So many of the nearest shoes are shown with an answer.
_SHOWN = 5
# Numbers up to here can be shoe sizes; a larger one beside a version is a second version.
_LARGEST_MENS_SIZE = 15
# A name of one word needs its brand in a title that holds so many words that nobody knows.
_STRAY_WORDS = 2
# How a shoe of the line without a version is listed, before the others.
_UNNUMBERED = "unnumbered"


def decide(
    asked: str, title: ReadTitle, agreements: Iterable[Agreement]
) -> Match[Any] | Ambiguous | NoMatch:
    """Chooses the answer.

    Args:
        asked: The title as it was asked.
        title: The title, read.
        agreements: The title held against every name that could fit.

    Returns:
        The shoe where one alone fits; else what the title leaves open, or why nothing fits.
    """
    ranked = _best_of_each_shoe(agreements, title)
    fitting = [agreement for agreement in ranked if agreement.against is Against.NOTHING]
    if not fitting:
        return _refuse(asked, title, ranked)
    best = fitting[0]
    if title.several:
        told = f"'{title.several}': the title compares shoes"
        return Ambiguous(asked, told, _tokens(title, best), _candidates(fitting))
    alike = [best, *(rival for rival in fitting[1:] if not _is_covered(rival, best, title))]
    if len(alike) > 1:
        alike = _as_written(asked, alike)
    best = alike[0]
    tokens = _tokens(title, best)
    if len(alike) > 1:
        named = _listed([each.name.shoe.title for each in alike[:_SHOWN]])
        return Ambiguous(asked, f"fits {named} alike", tokens, _candidates(alike))
    doubt = _doubt(title, best, ranked)
    if doubt:
        return Ambiguous(asked, doubt, tokens, _candidates(ranked))
    reason = f"{_listed([repr(token) for token in tokens])} in the title, and nothing against it"
    for written, read_as in title.mended:
        reason += f"; '{written}' read as '{read_as}'"
    shoe = best.name.shoe
    return Match(asked, shoe.shoe_id, shoe.carried, reason, tokens, _candidates(ranked))


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

    best: dict[NamedShoe, Agreement] = {}
    for agreement in sorted(agreements, key=worth, reverse=True):
        best.setdefault(agreement.name.shoe, agreement)
    return list(best.values())


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


def _as_written(asked: str, alike: list[Agreement]) -> list[Agreement]:
    """Prefers, of names that read alike, the one that the title writes as its catalogue does.

    "Free RN" and "Free Run", "2.0" and "V2" read alike, and can be two shoes of one catalogue.
    """
    words = f" {' '.join(key(asked))} "
    written = [each for each in alike if f" {' '.join(key(each.name.shoe.title))} " in words]
    return written if len(written) == 1 else alike


def _doubt(title: ReadTitle, best: Agreement, ranked: list[Agreement]) -> str:
    """Returns why the best may not be meant, though nothing speaks against it, or ""."""
    name = best.name
    branded = name.brand in title.brands or name.brand in title.hinted
    if not branded and not name.numbers and len(name.required) == 1 and title.stray >= _STRAY_WORDS:
        return f"names no brand, and says more than {name.shoe.title}"
    for number in title.numbers:
        follows = number.at - 1 in best.explained and number.at not in best.explained
        if follows and name.versioned and float(number.value) > _LARGEST_MENS_SIZE:
            versions = (other.name for other in ranked if other.name.required == name.required)
            if any(other.numbers[-1:] == (number.value,) for other in versions):
                return f"names two versions, {name.numbers[-1]} and {number.value}"
    for other in ranked:
        # "Ghost 16 Launch 11": what speaks against the one is the name of the other.
        apart = other.explained.isdisjoint(best.explained)
        if apart and other.against is Against.WORD and other.detail in name.required:
            return f"names {other.name.shoe.title} and {name.shoe.title}"
    return ""


def _refuse(asked: str, title: ReadTitle, ranked: list[Agreement]) -> Ambiguous | NoMatch:
    near = [agreement for agreement in ranked if agreement.against is not Against.MISSING]
    if not near:
        return NoMatch(asked, _unknown(title, ranked), (), _candidates(ranked))
    if near[0].against is Against.BRAND:
        # Not all of a name of the brand that the title names says more than another brand's shoe.
        for own in ranked:
            if own.against is Against.MISSING and own.name.brand in title.brands:
                return NoMatch(asked, _unknown(title, [own]), (), _candidates([own, *near]))
    against, detail, name = near[0].against, near[0].detail, near[0].name
    tokens, candidates = _tokens(title, near[0]), _candidates(near)
    versions = {
        other.name.numbers[-1] if other.name.numbers else _UNNUMBERED
        for other in near
        if other.name.required == name.required and other.name.numbers[:-1] == name.numbers[:-1]
    }
    by_number = sorted(versions, key=lambda each: -1.0 if each == _UNNUMBERED else float(each))
    known = f"{_listed(by_number)} in the catalogue"
    if against is Against.UNVERSIONED:
        return Ambiguous(asked, f"{against.words}, {known}", tokens, candidates)
    another = f"'{detail}' makes it another shoe than {name.shoe.title}"
    reasons = {
        Against.VERSION: f"version {detail} asked, {known}",
        Against.VARIANT: another,
        Against.WORD: f"'{detail}' is no word of {name.shoe.title}",
        Against.PURPOSE: another,
        Against.YEAR: f"year {detail} asked, {_listed(sorted(name.years))} known",
        Against.BRAND: f"another brand's shoe than {name.shoe.title}",
    }
    return NoMatch(asked, reasons[against], (*tokens, detail), candidates)


def _unknown(title: ReadTitle, ranked: list[Agreement]) -> str:
    if not title.words:
        return "the title holds no word"
    if ranked:
        return f"no '{ranked[0].detail}', as in {ranked[0].name.shoe.title}"
    for brand in sorted(title.brands | title.hinted):
        return f"names the brand {brand}, and no shoe of it"
    return "no word of the title is in the name of a shoe"


def _candidates(agreements: Sequence[Agreement]) -> tuple[Candidate, ...]:
    candidates = []
    for name, against, detail, _, _, score in agreements[:_SHOWN]:
        reason = f"{against.words}: {detail}" if detail else against.words
        candidates.append(Candidate(name.shoe.shoe_id, name.shoe.title, score, reason))
    return tuple(candidates)


def _tokens(title: ReadTitle, agreement: Agreement) -> tuple[str, ...]:
    return tuple(title.words[at] for at in sorted(agreement.explained))


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
