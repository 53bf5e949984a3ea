"""A ranking as JSON, CSV or Markdown: clean for a pipe, with text from a catalogue kept as data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from pydantic import ConfigDict, TypeAdapter

from shoefit.criteria import CriterionName
from shoefit.printable import no_formula, shown
from shoefit.profiles import Mean
from shoefit.ranking import LeftOut
from shoefit.schema import closed_schema
from shoefit.scoring import Part
from shoefit.shoe import Kind, Use
from shoefit.writing import csv_line

if TYPE_CHECKING:
    from shoefit.ranking import Ranking

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
    shoes: tuple[PlaceDocument, ...]


def document(ranking: Ranking) -> RankingDocument:
    """Turn a ranking into its documented shape."""
    profile = ranking.profile
    names = [each.name for each in profile.criteria]
    return RankingDocument(
        schema_version=SCHEMA_VERSION,
        profile=ProfileDocument(
            profile.name,
            profile.version,
            profile.mean,
            dict(zip(names, profile.shares, strict=True)),
        ),
        source=ranking.source,
        min_coverage=ranking.min_coverage,
        ranked=ranking.ranked,
        left_out=ranking.left_out,
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
            )
            for place in ranking
        ),
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema that `to_json` keeps to; published as docs/ranking.schema.json.

    Example:
        >>> json_schema()["additionalProperties"]
        False
    """
    return closed_schema(TypeAdapter(RankingDocument))


def to_json(ranking: Ranking) -> str:
    """Write a ranking as JSON that keeps to `json_schema`.

    Example:
        >>> from shoefit.ranking import rank
        >>> from shoefit.shoe import Shoe
        >>> import json
        >>> text = to_json(rank([Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0)]))
        >>> json.loads(text)["shoes"][0]["parts"][0]["sub_score"]
        0.75
    """
    made = TypeAdapter(RankingDocument).dump_python(document(ranking), mode="json")
    return json.dumps(made, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def to_csv(ranking: Ranking) -> str:
    """Write a ranking as CSV with the columns of `Ranking.to_frame`.

    A name that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    rows = (map(_cell, record.values()) for record in ranking.records())
    return "".join(map(csv_line, (ranking.columns, *rows)))


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return no_formula(value)
    return round(value, 6) if isinstance(value, float) else value


def to_markdown(ranking: Ranking) -> str:
    """Write a ranking as a Markdown table."""
    names = [each.name.replace("_", " ") for each in ranking.profile.criteria]
    lines = [
        f"| # | shoe | year | score | band | known | {' | '.join(names)} |",
        f"|--:|:--|--:|--:|:-:|--:|{'--:|' * len(names)}",
    ]
    for place in ranking:
        parts = " | ".join(f"{part.sub_score:.2f}" if part.known else "?" for part in place.parts)
        lines.append(
            f"| {place.rank} | {_markdown(place.shoe.title)} | {place.shoe.year or ''} "
            f"| {place.score:.1f} | {place.score_low:.0f} to {place.score_high:.0f} "
            f"| {place.coverage:.0%} | {parts} |"
        )
    return "\n".join(lines) + "\n"


def _markdown(text: str) -> str:
    """Escape what Markdown or the HTML in it would obey."""
    escaped = "".join(f"\\{each}" if each in r"\`*_{}[]()#+-.!|~" else each for each in text)
    for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        escaped = escaped.replace(mark, entity)
    return shown(" ".join(escaped.split()))
