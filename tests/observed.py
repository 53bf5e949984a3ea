"""A page's row as tests write it: what every row must say, and the cells that a test is about."""

from __future__ import annotations

from observations import Observation


def row(**cells: object) -> Observation:
    """Make an observation of one page."""
    plain = {
        "shoe_id": "a",
        "brand": "Acme",
        "model": "A",
        "kind": "shoe",
        "use": "road",
        "midsole": "unknown",
        "source_kind": "reviewer",
        "source_url": "https://example.org/a",
    }
    return Observation.model_validate({**plain, **cells})
