"""How far claims run off."""

from __future__ import annotations

import pytest

from shoefit.sources.gaps import distinct_claims, gaps, spread
from shoefit.sources.observations import load_merges, load_observations
from shoefit.sources.resolving import resolve

RESOLVED = resolve(load_observations(), load_merges())


@pytest.mark.parametrize("criterion", ["stack_height", "drop"])
def test_one_pair_a_shoe(criterion: str) -> None:
    found = gaps(RESOLVED, criterion)  # type: ignore[arg-type]
    assert len({each.shoe_id for each in found}) == len(found) >= 20
    assert all(each.measured.measured and not each.claimed.measured for each in found)


def test_nine_in_ten_is_what_it_says() -> None:
    found = gaps(RESOLVED, "stack_height")
    summary = spread(found)
    within = sum(abs(each.gap) <= summary.nine_in_ten + 1e-9 for each in found)
    assert within / len(found) >= 0.9
    assert sum(abs(each.gap) < summary.nine_in_ten - 0.01 for each in found) / len(found) < 0.9


def test_known_pairs_come_out_of_the_data() -> None:
    stacks = {each.shoe_id: each for each in gaps(RESOLVED, "stack_height")}
    assert stacks["lems-primal-2"].gap == pytest.approx(14.3 - 11.5)  # 8 and a typical insole
    drops = {each.shoe_id: each for each in gaps(RESOLVED, "drop")}
    assert drops["pearl-izumi-em-road-n1"].measured.value == 7


def test_every_distinct_claim_of_a_shoe_is_kept() -> None:
    by_id = {each.shoe.shoe_id: each for each in RESOLVED}
    groups = distinct_claims(by_id["lems-primal-2"], "stack_height")
    assert [group[0].value for group in groups] == [8, 11, 11.5, 12.5]
    groups = distinct_claims(by_id["pearl-izumi-em-road-n1"], "drop")
    assert [group[0].value for group in groups] == [1, 4.5]
    assert [len(group) for group in groups] == [2, 1]
