"""The JSON Schema of a document: closed, and the same whichever pydantic wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def closed_schema(adapter: TypeAdapter[Any]) -> dict[str, Any]:
    """Return the schema of what an adapter writes, with no properties beyond those named.

    Example:
        >>> from dataclasses import dataclass
        >>> from pydantic import TypeAdapter
        >>> @dataclass
        ... class Point:
        ...     x: float
        >>> closed_schema(TypeAdapter(Point))["additionalProperties"]
        False
    """
    schema = _closed(adapter.json_schema(mode="serialization"))
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
        closed["additionalProperties"] = False
    return closed
