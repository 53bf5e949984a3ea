"""The data package: what each column of the tables means, generated from the models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field

from observations import Merge, Observation
from shoefit.shoe import Shoe, columns
from shoefit.sources.pages import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable

_LICENCE = (
    "The selection, merging and resolving of the readings are under the MIT licence. The single "
    "figures are facts published by the pages named beside them; keep the citation with the number."
)


class Apart(BaseModel):
    """One row of `data/apart.csv`."""

    shoe_id: str = Field(description="a shoe")
    other_id: str = Field(description="another that looks like the same one")
    reason: str = Field(description="why the two stay two")


class Pair(BaseModel):
    """One row of `data/pairs.csv`."""

    shoe_id: str = Field(description="the shoe that both are of")
    column: str = Field(description="column of shoes.csv that both speak of")
    said: str = Field(description="what is claimed: a number in the column's unit, or a word")
    measured: float = Field(description="what was measured, in the column's unit; of a word, mm")
    said_source: str = Field(description="page of the claim")
    measured_source: str = Field(description="page of the measurement")


def data_package(sources: Iterable[str], version: str) -> dict[str, Any]:
    """Describe the data folder as a Data Package, version 2.

    Args:
        sources: Addresses of the pages that the readings come from.
        version: Version of the data.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "shoefit",
        "title": "How thin, hard, flat and wide real shoes are",
        "version": version,
        "description": f"Sourced readings of real shoes, and one resolved row a shoe. {_LICENCE}",
        "licenses": [
            {
                "name": "MIT",
                "path": "https://opensource.org/license/mit",
                "title": "MIT License",
            }
        ],
        "sources": [{"title": host, "path": path} for host, path in _hosts(sources)],
        "resources": [
            _resource("shoes", "One row a shoe, every value canonical.", Shoe, ["shoe_id"]),
            _resource("statements", "One row a reading and page, on one scale.", Stated, []),
            _resource("observations", "One row a shoe and page, as printed.", Observation, []),
            _resource("merges", "Ids that are no shoe of their own, and why.", Merge, ["shoe_id"]),
            _resource("apart", "Ids that look like one shoe and are two, and why.", Apart, []),
            _resource("pairs", "Every claim beside the measurement of the same.", Pair, []),
        ],
    }


def _hosts(sources: Iterable[str]) -> list[tuple[str, str]]:
    """One entry a site; the pages stand in the rows."""
    sites = {each.split("/")[2].removeprefix("www.").casefold(): each for each in sources}
    return [(host, "/".join(sites[host].split("/")[:3])) for host in sorted(sites)]


def _resource(name: str, text: str, model: type[BaseModel], key: list[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, about) for column, about in columns(model).items()],
        "missingValues": [""],
    }
    if key:
        schema["primaryKey"] = key
    return {
        "name": name,
        "description": text,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: str, about: dict[str, Any]) -> dict[str, Any]:
    limits = {"minimum": "minimum", "maximum": "maximum", "enum": "enum", "minLength": "minLength"}
    constraints = {ours: about[theirs] for theirs, ours in limits.items() if theirs in about}
    if column in {"shoe_id", "source_url"}:
        constraints["required"] = True
    field = {"name": column, "type": about["type"], "description": about.get("description", "")}
    if about["unit"]:
        field["unit"] = about["unit"]
    if constraints:
        field["constraints"] = constraints
    return field
