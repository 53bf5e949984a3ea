"""What the resolver answers: a shoe, several, or none, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Shoe = TypeVar("Shoe")


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
class Match(Generic[Shoe]):
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
class Refusal:
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
