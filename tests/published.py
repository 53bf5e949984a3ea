"""The published schemas, to hold real results to."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

DOCS = Path(__file__).parents[1] / "docs"


def schema(name: str) -> Draft202012Validator:
    """Return what checks a document against docs/<name>.schema.json."""
    text = (DOCS / f"{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))
