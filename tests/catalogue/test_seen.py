"""An id is new exactly once, however many there are."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shoefit.catalogue import seen as of_seen
from shoefit.catalogue.seen import _SEGMENT, SeenIds


@pytest.fixture(params=[0, 3])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first three ids, or none, be all that the dictionary takes."""
    monkeypatch.setattr(of_seen, "_FEW", request.param)


@pytest.mark.usefixtures("few")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=3)))
def test_it_is_a_dictionary(ids: list[str]) -> None:
    oracle: dict[str, int] = {}
    with SeenIds() as seen:
        for row, shoe_id in enumerate(ids):
            wanted = oracle.get(shoe_id)
            oracle.setdefault(shoe_id, row)
            assert seen.first_row(shoe_id, row) == wanted


@pytest.mark.usefixtures("few")
def test_what_went_to_the_disk_is_found_again() -> None:
    with SeenIds() as seen:
        many = 40_000
        for row in range(many):
            assert seen.first_row(f"shoe-{row}", row) is None
        for part, tail in list(seen._tails.items()):
            seen._flush(part, tail)
        for row in range(0, many, 97):
            assert seen.first_row(f"shoe-{row}", many) == row
        assert seen.first_row("another", 1) is None


def test_the_first_ids_touch_no_disk() -> None:
    with SeenIds() as seen:
        assert seen.first_row("a", 2) is None
        assert seen.first_row("a", 3) == 2
        assert not seen._tails


@pytest.mark.usefixtures("few")
def test_a_full_tail_goes_to_the_disk_by_itself() -> None:
    with SeenIds() as seen:
        tail = seen._tails[0]
        tail += bytes(_SEGMENT - 24)
        row = 0
        while not seen._segments[0]:
            row += 1
            seen.first_row(f"shoe-{row}", row)
        assert not tail
        assert seen._end == _SEGMENT
