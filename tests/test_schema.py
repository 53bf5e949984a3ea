"""A schema is closed all the way down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from shoefit.text import closed_schema


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


def test_no_object_is_open_and_none_carries_a_docstring() -> None:
    for schema in closed_schema(TypeAdapter(Outer)):
        assert len(objects(schema)) >= 2
        for each in objects(schema):
            assert each["additionalProperties"] is False
            assert "description" not in each
