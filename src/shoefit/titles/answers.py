"""What the resolver answers: a shoe, several, or none, each with its reason."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Generic, TypeVar

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
