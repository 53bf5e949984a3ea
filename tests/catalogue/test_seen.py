"""An id is new exactly once, however many there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shoefit.catalogue.seen import _SEGMENT, SeenIds


@given(st.lists(st.text(max_size=3)))
def test_it_is_a_dictionary(ids: list[str]) -> None:
    oracle: dict[str, int] = {}
    with SeenIds() as seen:
        for row, shoe_id in enumerate(ids):
            wanted = oracle.get(shoe_id)
            oracle.setdefault(shoe_id, row)
            assert seen.first_row(shoe_id, row) == wanted


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
