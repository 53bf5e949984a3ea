"""Write docs/*.schema.json, the shapes of every JSON that shoefit writes; with --check, find drift.

python scripts/json_schemas.py [--check]
"""

# mypy: disable-error-code="valid-type"
# Some shapes are made of the fields of results while this runs.

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_type_hints

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from generated import write_or_check
from shoefit.about.comparison import SimilarShoe
from shoefit.about.explanation import Explanation
from shoefit.about.ladder import Gap, Rung
from shoefit.about.minimalist import MinimalistIndex
from shoefit.about.tipping import Duel
from shoefit.catalogue.check_result import CheckResult
from shoefit.ranking.places import COLUMNS, HOW_SURE, LeftOut, RankedShoe
from shoefit.ranking.stability import ShoeConfidence
from shoefit.scoring.criteria import CriterionName
from shoefit.scoring.profiles import Mean
from shoefit.scoring.scores import Part, Score
from shoefit.shoe import Shoe
from shoefit.sources.claim_gaps import ClaimGap, Spread
from shoefit.sources.studies import Finding
from shoefit.titles.answers import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable

DOCS = Path(__file__).parents[1] / "docs"

# What a document adds to its parts, which are the library's own results.


def _told(name: str, result: type) -> Any:
    """Make the document of a result that is told by its own fields."""
    return _made(name, {"schema_version": Literal[2], **get_type_hints(result)})


def _made(name: str, fields: dict[str, Any]) -> Any:
    return TypedDict(name, fields)  # type: ignore[operator]


def _fields(names: Iterable[str], *results: type) -> dict[str, Any]:
    """Take fields of results by their names; of two that have one, the later's stands."""
    known = {name: kind for each in results for name, kind in get_type_hints(each).items()}
    return {name: known[name] for name in names}


class ProfileDocument(TypedDict):
    """The profile that scores were made by, its weights as shares of the whole."""

    name: str
    version: str
    mean: Mean
    weights: dict[CriterionName, float]


class Draws(TypedDict):
    """How the ranks were drawn anew; see `shoefit.confidence`."""

    draws: int
    seed: int
    around: float | None


_SURE = _fields((each.name for each in HOW_SURE), ShoeConfidence)
PlaceConfidence = _made("PlaceConfidence", _SURE)

_COLUMNS = [each.name for each in COLUMNS]
# One shoe of a ranking, with all that is needed to follow its score by hand.
Place = _made(
    "Place",
    _fields(_COLUMNS, Shoe, RankedShoe)
    | {"parts": tuple[Part, ...], "confidence": PlaceConfidence | None},
)


class RankingDocument(TypedDict):
    """The documented JSON of a ranking."""

    schema_version: Literal[2]
    profile: ProfileDocument
    source: str
    min_coverage: float
    ranked: int
    left_out: LeftOut
    draws: Draws | None
    shoes: tuple[Place, ...]


class CheckDocument(TypedDict):
    """What `CheckResult.to_json` writes."""

    schema_version: Literal[2]
    check: CheckResult


class EvidenceDocument(TypedDict):
    """What studies say for and against the criteria."""

    article: str
    findings: tuple[Finding, ...]
    limits: tuple[str, ...]
    note: str


# Why one shoe scores as it does.
ExplainedShoe = _made(
    "ExplainedShoe",
    _fields([*_COLUMNS[1:], "standing", "listed"], Shoe, Explanation)
    | {"warning": str}
    | _fields(["reasons", "unknowns"], Explanation),
)


class ExplanationDocument(TypedDict):
    """What `Explanation.to_json` writes."""

    schema_version: Literal[2]
    profile: ProfileDocument
    source: str
    shoe: ExplainedShoe
    evidence: EvidenceDocument


class ComparisonDocument(TypedDict):
    """What `Comparison.to_json` writes."""

    schema_version: Literal[2]
    profile: ProfileDocument
    source: str
    shoes: tuple[ExplainedShoe, ...]
    duels: tuple[Duel, ...]
    evidence: EvidenceDocument


_RUNG = ["shoe_id", "brand", "model", "first_seen", "seen"]
_RUNG += [
    f"{column}{end}" for column in ("heel_stack_mm", "drop_mm") for end in ("", "_grade", "_source")
]
# One shoe of a ladder, with the sources of its two readings, which are known.
RungDocument = _made(
    "RungDocument",
    _fields([*_RUNG, "stack_points", "drop_points"], Shoe, Rung)
    | {"heel_stack_mm": float, "drop_mm": float},
)


class StepDocument(TypedDict):
    """One change of shoes."""

    shoe: RungDocument
    stack_change_mm: float
    drop_change_mm: float
    points: int
    months: float


# A kind of shoe that is missing.
GapDocument = _made("GapDocument", {"heel_stack": str, "drop": str, **get_type_hints(Gap)})


class LadderDocument(TypedDict):
    """What `Ladder.to_json` writes."""

    schema_version: Literal[2]
    source: str
    since: int | None
    start: RungDocument
    goal: RungDocument | None
    steps: tuple[StepDocument, ...]
    gap: tuple[GapDocument, ...]
    points: int
    months: float
    warning: str
    rule: str
    rule_source: str
    cautions: tuple[Finding, ...]


# How sure the rank of one shoe is.
ConfidentShoe = _made("ConfidentShoe", _SURE | _fields(_COLUMNS[:4], Shoe, ShoeConfidence))


class ConfidenceDocument(TypedDict):
    """What `Confidence.to_json` writes."""

    schema_version: Literal[2]
    profile: ProfileDocument
    draws: Draws
    shoes: tuple[ConfidentShoe, ...]


class ClaimsDocument(TypedDict):
    """What `ClaimsTable.to_json` writes."""

    schema_version: Literal[2]
    profile: ProfileDocument
    spreads: dict[CriterionName, Spread]
    claims: tuple[ClaimGap, ...]


class CatalogueDocument(TypedDict):
    """What `Catalogue.to_json` writes."""

    schema_version: Literal[2]
    source: str
    shoes: tuple[Shoe, ...]


class AnswerDocument(TypedDict):
    """What `Match.to_json`, `Ambiguous.to_json` and `NoMatch.to_json` write."""

    schema_version: Literal[2]
    answer: Literal["Match", "Ambiguous", "NoMatch"]
    title: str
    shoe_id: str | None
    reason: str
    tokens: tuple[str, ...]
    candidates: tuple[Candidate, ...]


# By the name of the file: docs/<name>.schema.json.
DOCUMENTS: Final[dict[str, Any]] = {
    "answer": AnswerDocument,
    "catalogue": CatalogueDocument,
    "check": CheckDocument,
    "claims": ClaimsDocument,
    "comparison": ComparisonDocument,
    "confidence": ConfidenceDocument,
    "explanation": ExplanationDocument,
    "ladder": LadderDocument,
    "minimalist-index": _told("IndexDocument", MinimalistIndex),
    "ranking": RankingDocument,
    "score": _told("ScoreDocument", Score),
    "similar-shoe": _told("SimilarDocument", SimilarShoe),
}


def closed_schema(shape: Any) -> dict[str, Any]:
    """Return the schema of a document, with no properties beyond those named."""
    schema = _closed(TypeAdapter(shape).json_schema(mode="serialization"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _closed(node: Any) -> Any:
    """Close every object; drop its docstring, which some versions of pydantic copy in."""
    if isinstance(node, list):
        return [_closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    closed = {name: _closed(each) for name, each in node.items()}
    if "properties" in node:
        closed.pop("description", None)
        closed = dict(sorted({**closed, "additionalProperties": False}.items()))
    return closed


def schemas() -> dict[Path, str]:
    """Return every schema as it should stand, by its file."""
    return {
        DOCS / f"{name}.schema.json": json.dumps(closed_schema(shape), indent=2, ensure_ascii=False)
        + "\n"
        for name, shape in DOCUMENTS.items()
    }


if __name__ == "__main__":
    sys.exit(write_or_check(schemas(), sys.argv[1:], __file__))
