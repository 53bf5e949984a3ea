"""An explanation or a comparison as JSON, in closed and documented shapes.

The score can be made again from the JSON alone: 100 times the weighted mean of the sub-scores,
or 100 less the points lost.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from pydantic import ConfigDict, TypeAdapter

from shoefit.about.reasons import Reason, Unknown
from shoefit.about.tipping import Duel
from shoefit.ranking.formats import ProfileDocument, profile_document
from shoefit.ranking.order import Standing
from shoefit.shoe import Kind, Use
from shoefit.sources.studies import Finding, load_studies
from shoefit.text import closed_schema

if TYPE_CHECKING:
    from shoefit.about.comparison import Comparison
    from shoefit.about.reasons import Account

EXPLANATION_VERSION: Final = 1
COMPARISON_VERSION: Final = 1

_CLOSED: Final = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class EvidenceDocument:
    """What studies say for and against the criteria."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    article: str
    findings: tuple[Finding, ...]
    limits: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ExplainedShoe:
    """Why one shoe scores as it does."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    shoe_id: str
    brand: str
    model: str
    year: int | None
    kind: Kind
    use: Use | None
    score: float | None
    score_low: float | None
    score_high: float | None
    coverage: float
    standing: Standing
    listed: bool
    reasons: tuple[Reason, ...]
    unknowns: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class ExplanationDocument:
    """The documented JSON of an account."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    schema_version: Literal[1]
    profile: ProfileDocument
    source: str
    shoe: ExplainedShoe
    evidence: EvidenceDocument


@dataclass(frozen=True, slots=True)
class ComparisonDocument:
    """The documented JSON of a comparison."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    schema_version: Literal[1]
    profile: ProfileDocument
    source: str
    shoes: tuple[ExplainedShoe, ...]
    duels: tuple[Duel, ...]
    evidence: EvidenceDocument


def to_json(account: Account) -> str:
    """Write an explanation as JSON that keeps to `json_schema`.

    Example:
        >>> from shoefit.about.explanation import explain
        >>> from shoefit.shoe import Shoe
        >>> text = to_json(explain(Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0)))
        >>> json.loads(text)["shoe"]["reasons"][0]["zero_at"]
        32.0
    """
    return _written(
        "explanation",
        ExplanationDocument(
            schema_version=EXPLANATION_VERSION,
            profile=profile_document(account.profile),
            source=account.source,
            shoe=_explained(account),
            evidence=_evidence(account),
        ),
    )


def comparison_to_json(comparison: Comparison) -> str:
    """Write a comparison as JSON that keeps to `comparison_json_schema`."""
    one = comparison.explanations[0]
    return _written(
        "comparison",
        ComparisonDocument(
            schema_version=COMPARISON_VERSION,
            profile=profile_document(one.profile),
            source=one.source,
            shoes=tuple(_explained(each) for each in comparison.explanations),
            duels=comparison.duels,
            evidence=_evidence(one),
        ),
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema that `to_json` keeps to; published as docs/explanation.schema.json.

    Example:
        >>> json_schema()["additionalProperties"]
        False
    """
    return closed_schema(_adapter("explanation"))


def comparison_json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a comparison; published as docs/comparison.schema.json."""
    return closed_schema(_adapter("comparison"))


_SHAPES: Final = {"explanation": ExplanationDocument, "comparison": ComparisonDocument}


@cache
def _adapter(shape: str) -> TypeAdapter[Any]:
    """Build the writer of a shape once: that takes longer than to explain a shoe."""
    return TypeAdapter(_SHAPES[shape])


def _written(shape: str, document: ExplanationDocument | ComparisonDocument) -> str:
    made = _adapter(shape).dump_python(document, mode="json")
    return json.dumps(made, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _explained(account: Account) -> ExplainedShoe:
    shoe = account.shoe
    return ExplainedShoe(
        shoe_id=shoe.shoe_id,
        brand=shoe.brand,
        model=shoe.model,
        year=shoe.year,
        kind=shoe.kind,
        use=shoe.use,
        score=account.score,
        score_low=account.score_low,
        score_high=account.score_high,
        coverage=account.coverage,
        standing=account.standing,
        listed=account.listed,
        reasons=account.reasons,
        unknowns=account.unknowns,
    )


def _evidence(account: Account) -> EvidenceDocument:
    studies = load_studies()
    return EvidenceDocument(studies.article, account.findings, studies.limits, studies.not_advice)
