"""The published schemas are those of the code, and closed all the way down."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from json_schemas import closed_schema, schemas

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Inner:
    """A docstring."""

    x: int


@dataclass
class Outer:
    """Another."""

    many: tuple[Inner, ...]


def objects(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for each in node for found in objects(each)]
    if not isinstance(node, dict):
        return []
    return ([node] if "properties" in node else []) + objects(list(node.values()))


def is_closed(schema: dict[str, Any]) -> None:
    found = objects(schema)
    assert len(found) > 1
    for each in found:
        assert each["additionalProperties"] is False
        assert "description" not in each


@pytest.mark.parametrize("path", schemas(), ids=lambda path: path.name)
def test_the_published_schema_is_the_one_in_use(path: Path) -> None:
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(schemas()[path])


@pytest.mark.parametrize("path", schemas(), ids=lambda path: path.name)
def test_no_object_is_open_and_none_carries_a_docstring(path: Path) -> None:
    is_closed(json.loads(path.read_text(encoding="utf-8")))


def test_the_script_closes_what_is_open() -> None:
    is_closed(closed_schema(Outer))
