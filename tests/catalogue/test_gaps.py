"""How far claims run off."""

from __future__ import annotations

import pytest

from shoefit.catalogue.gaps import gaps, spread
from shoefit.catalogue.observations import load_merges, load_observations
from shoefit.catalogue.resolve import resolve

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
