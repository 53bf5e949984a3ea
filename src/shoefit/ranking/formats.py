"""A ranking as JSON, CSV or Markdown: clean for a pipe, with text from a catalogue kept as data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from pydantic import ConfigDict, TypeAdapter

from shoefit.ranking.order import LeftOut
from shoefit.scoring.criteria import CriterionName
from shoefit.scoring.profiles import Mean
from shoefit.scoring.scores import Part
from shoefit.shoe import Kind, Use
from shoefit.text import closed_schema, csv_line, no_formula, shown

if TYPE_CHECKING:
    from shoefit.ranking.order import Ranking
    from shoefit.ranking.stability import Confidence, ShoeConfidence
    from shoefit.scoring.profiles import Profile

SCHEMA_VERSION: Final = 1

_CLOSED: Final = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class ProfileDocument:
    """The profile that a ranking was made by."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    name: str
    version: str
    mean: Mean
    weights: dict[CriterionName, float]


@dataclass(frozen=True, slots=True)
class DrawsDocument:
    """How the ranks were drawn anew; see `shoefit.confidence`."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    draws: int
    seed: int
    around: float | None


@dataclass(frozen=True, slots=True)
class PlaceConfidenceDocument:
    """How sure one rank is; see `shoefit.ranking.stability.ShoeConfidence`."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    median_rank: int
    rank_low: int
    rank_high: int
    first: float
    top_10: float
    central_weights: dict[CriterionName, float] | None
    top_10_weights: dict[CriterionName, float] | None


@dataclass(frozen=True, slots=True)
class PlaceDocument:
    """One shoe of a ranking, with all that is needed to follow its score by hand."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    rank: int
    shoe_id: str
    brand: str
    model: str
    year: int | None
    kind: Kind
    use: Use | None
    score: float
    score_low: float
    score_high: float
    coverage: float
    parts: tuple[Part, ...]
    confidence: PlaceConfidenceDocument | None


@dataclass(frozen=True, slots=True)
class RankingDocument:
    """The documented JSON of a ranking."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED

    schema_version: Literal[1]
    profile: ProfileDocument
    source: str
    min_coverage: float
    ranked: int
    left_out: LeftOut
    draws: DrawsDocument | None
    shoes: tuple[PlaceDocument, ...]


def profile_document(profile: Profile) -> ProfileDocument:
    """Turn a profile into its documented shape: the weights as shares of the whole."""
    names = [each.name for each in profile.criteria]
    shares = dict(zip(names, profile.shares, strict=True))
    return ProfileDocument(profile.name, profile.version, profile.mean, shares)


def document(ranking: Ranking, sure: Confidence | None = None) -> RankingDocument:
    """Turn a ranking, and how sure it is where that was asked for, into its documented shape."""
    return RankingDocument(
        schema_version=SCHEMA_VERSION,
        profile=profile_document(ranking.profile),
        source=ranking.source,
        min_coverage=ranking.min_coverage,
        ranked=ranking.ranked,
        left_out=ranking.left_out,
        draws=DrawsDocument(sure.draws, sure.seed, sure.around) if sure is not None else None,
        shoes=tuple(
            PlaceDocument(
                rank=place.rank,
                shoe_id=place.shoe.shoe_id,
                brand=place.shoe.brand,
                model=place.shoe.model,
                year=place.shoe.year,
                kind=place.shoe.kind,
                use=place.shoe.use,
                score=place.score,
                score_low=place.score_low,
                score_high=place.score_high,
                coverage=place.coverage,
                parts=place.parts,
                confidence=_place_confidence(sure[place.shoe.shoe_id])
                if sure is not None
                else None,
            )
            for place in ranking
        ),
    )


def _place_confidence(sure: ShoeConfidence) -> PlaceConfidenceDocument:
    return PlaceConfidenceDocument(
        median_rank=sure.median_rank,
        rank_low=sure.rank_low,
        rank_high=sure.rank_high,
        first=sure.first,
        top_10=sure.top_10,
        central_weights=sure.central_weights,
        top_10_weights=sure.top_10_weights,
    )


@cache
def _adapter() -> TypeAdapter[RankingDocument]:
    return TypeAdapter(RankingDocument)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema that `to_json` keeps to; published as docs/ranking.schema.json.

    Example:
        >>> json_schema()["additionalProperties"]
        False
    """
    return closed_schema(_adapter())


def to_json(ranking: Ranking, sure: Confidence | None = None) -> str:
    """Write a ranking, and how sure it is where asked, as JSON that keeps to `json_schema`.

    Example:
        >>> from shoefit.ranking.order import rank
        >>> from shoefit.shoe import Shoe
        >>> import json
        >>> text = to_json(rank([Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0)]))
        >>> json.loads(text)["shoes"][0]["parts"][0]["sub_score"]
        0.75
    """
    made = _adapter().dump_python(document(ranking, sure), mode="json")
    return json.dumps(made, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


_SURE_COLUMNS: Final = ("median_rank", "rank_low", "rank_high", "first", "top_10")


def to_csv(ranking: Ranking, sure: Confidence | None = None) -> str:
    """Write a ranking as CSV with the columns of `Ranking.to_frame`.

    How sure each rank is follows in five more columns where asked. A name that a spreadsheet
    would take for a formula gets an apostrophe in front.
    """
    head = [*ranking.columns, *(_SURE_COLUMNS if sure is not None else ())]
    lines = [csv_line(head)]
    for record in ranking.records():
        cells = list(record.values())
        if sure is not None:
            place = sure[record["shoe_id"]]
            cells += [getattr(place, each) for each in _SURE_COLUMNS]
        lines.append(csv_line([_cell(each) for each in cells]))
    return "".join(lines)


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return no_formula(value)
    return round(value, 6) if isinstance(value, float) else value


def to_markdown(ranking: Ranking, sure: Confidence | None = None) -> str:
    """Write a ranking as a Markdown table, with how sure each rank is where asked."""
    names = [each.name.replace("_", " ") for each in ranking.profile.criteria]
    if sure is not None:
        names += ["median rank", "90 % within", "top 10"]
    lines = [
        f"| # | shoe | year | score | band | known | {' | '.join(names)} |",
        f"|--:|:--|--:|--:|:-:|--:|{'--:|' * len(names)}",
    ]
    for place in ranking:
        parts = [f"{part.sub_score:.2f}" if part.known else "?" for part in place.parts]
        if sure is not None:
            each = sure[place.shoe.shoe_id]
            within = f"{each.rank_low} to {each.rank_high}"
            parts += [str(each.median_rank), within, f"{each.top_10:.0%}"]
        lines.append(
            f"| {place.rank} | {_markdown(place.shoe.title)} | {place.shoe.year or ''} "
            f"| {place.score:.1f} | {place.score_low:.0f} to {place.score_high:.0f} "
            f"| {place.coverage:.0%} | {' | '.join(parts)} |"
        )
    return "\n".join(lines) + "\n"


def _markdown(text: str) -> str:
    """Escape what Markdown or the HTML in it would obey."""
    escaped = "".join(f"\\{each}" if each in r"\`*_{}[]()#+-.!|~" else each for each in text)
    for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        escaped = escaped.replace(mark, entity)
    return shown(" ".join(escaped.split()))
