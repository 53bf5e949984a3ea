"""The published schemas are those of the code, and closed all the way down."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from json_schemas import schemas

if TYPE_CHECKING:
    from pathlib import Path


def objects(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for each in node for found in objects(each)]
    if not isinstance(node, dict):
        return []
    return ([node] if "properties" in node else []) + objects(list(node.values()))


@pytest.mark.parametrize("path", schemas(), ids=lambda path: path.name)
def test_the_published_schema_is_the_one_in_use(path: Path) -> None:
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(schemas()[path])


@pytest.mark.parametrize("path", schemas(), ids=lambda path: path.name)
def test_no_object_is_open_and_none_carries_a_docstring(path: Path) -> None:
    found = objects(json.loads(path.read_text(encoding="utf-8")))
    assert len(found) > 1
    for each in found:
        assert each["additionalProperties"] is False
        assert "description" not in each
