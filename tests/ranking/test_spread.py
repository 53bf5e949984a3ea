"""The spread behind readings, and where the truth behind one of them may be."""

from __future__ import annotations

import random
from statistics import NormalDist, fmean
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.spread import GRIDS, frozen, likely_places, spread, spreads, three_pieces
from shoefit.scoring.market import market
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from shoefit.scoring.criteria import CriterionName

CATALOGUE = load_catalogue()
NAMES: list[CriterionName] = list(GRIDS)
STACKS = GRIDS["stack_height"]


def two_sorts(count: int) -> tuple[list[float], list[Shoe]]:
    """True soles about 8 and about 30 mm, and shoes that claim them."""
    rng = random.Random(1)  # noqa: S311 - shoes made up
    true = [rng.gauss(each, 1.5) for each in (8, 30) for _ in range(count)]
    told = [max(each + rng.gauss(0, 4.5 / NormalDist().inv_cdf(0.95)), 0) for each in true]
    return true, [Shoe(shoe_id=str(i), heel_stack_mm=each) for i, each in enumerate(told)]


def off(shares: np.ndarray, true: list[float]) -> float:
    """How far a spread is from the true one: the area between their sums."""
    reached = [fmean(each <= mm for each in true) for mm in STACKS]
    return float(np.abs(shares.cumsum() - reached).sum() * 0.5)


def test_the_truth_is_spread_less_than_the_readings() -> None:
    true, shoes = two_sorts(200)
    found, count = spread(shoes, "stack_height")
    readings = np.array([shoe.heel_stack_mm for shoe in shoes], float)
    raw = np.histogram(readings, np.append(STACKS, 61) - 0.25)[0] / readings.size
    assert count == 400
    assert off(found, true) < off(raw, true) / 1.5


def test_each_sort_is_drawn_to_its_own_and_not_to_the_middle() -> None:
    """Thin shoes are not pulled towards trainers; 13 mm of a 4.5 mm error lies beside the 8."""
    _, shoes = two_sorts(200)
    shares = spreads(shoes)["stack_height"]
    asked = [Shoe(shoe_id=str(mm), heel_stack_mm=mm) for mm in (8, 13, 25)]
    thin, between, thick = likely_places(asked, "stack_height", shares).values()
    assert thin.mean() == pytest.approx(8, abs=1)
    assert between.mean() < 11
    assert thick.mean() > 27


@pytest.mark.parametrize("name", NAMES)
def test_with_few_readings_the_bundled_spread_makes_up_for_the_rest(name: CriterionName) -> None:
    known = [shoe for shoe in CATALOGUE if shoe.heel_stack_mm is not None]
    own, _ = spread(known[:25], "stack_height")
    mixed = spreads(known[:25])["stack_height"]
    assert mixed == pytest.approx(0.25 * own + 0.75 * frozen()["stack_height"])
    assert spreads([])[name] == pytest.approx(frozen()[name])
    enough, count = spread(known, "stack_height")
    assert count >= 100
    assert spreads(known)["stack_height"] == pytest.approx(enough)


@pytest.mark.parametrize("name", NAMES)
def test_the_frozen_spread_is_like_the_bundled_catalogue(name: CriterionName) -> None:
    """Frozen, so it may lag behind; a quarter of the shoes elsewhere asks for a new one."""
    assert frozen()[name].sum() == pytest.approx(1)
    assert np.abs(frozen()[name] - spread(CATALOGUE, name)[0]).sum() / 2 < 0.25


@given(value=st.floats(0, 80), below=st.floats(0, 20), above=st.floats(0, 20))
@example(value=0.0, below=5e-324, above=2.2e-311)  # as near to nothing as a float can be
def test_places_are_within_reach_and_never_below_nothing(
    value: float, below: float, above: float
) -> None:
    shoe = Shoe(
        shoe_id="a",
        heel_stack_mm=value,
        heel_stack_mm_tolerance=below,
        heel_stack_mm_tolerance_above=above,
    )
    places = likely_places([shoe], "stack_height", frozen()["stack_height"])[0]
    assert (np.diff(places) >= 0).all()
    assert places.min() >= max(value - 2 * below, 0) - 1e-9
    assert places.max() <= value + 2 * max(above, below) + 1e-9
    point = likely_places([shoe], "stack_height", frozen()["stack_height"], width=0)[0]
    assert point == pytest.approx(value)


def test_further_off_than_any_other_only_the_error_is_known() -> None:
    shoe = Shoe(shoe_id="a", heel_stack_mm=80, heel_stack_mm_tolerance=10)
    places = likely_places([shoe], "stack_height", np.eye(STACKS.size)[0])[0]
    assert places[[13, 128, 242]] == pytest.approx([70, 80, 90], abs=0.3)


def test_what_is_ordinary_for_its_sole_stays_so() -> None:
    """A claimed 0 mm on a thin sole is no 2.5 mm, as its band says; 2 mm on it may be."""
    flat, not_flat, nothing = (
        Shoe(shoe_id="a", heel_stack_mm=mm, drop_mm=drop) for mm, drop in ((6, 0), (6, 2), (0, 0))
    )
    places = likely_places([flat, not_flat, nothing], "drop", frozen()["drop"])
    assert places[0].max() <= 0.65
    assert places[1].max() > 2
    assert places[2].max() == 0


ORDINARY = [
    pytest.param(*ends, id=f"{name} {knot}")
    for name, line in market().soles.items()
    for knot, ends in zip(line.knots, line.values, strict=True)
]


@pytest.mark.parametrize(("unkind", "usual", "kind"), ORDINARY)
def test_what_is_ordinary_keeps_its_mean_and_its_ends(
    unkind: float, usual: float, kind: float
) -> None:
    places = three_pieces(unkind, usual, kind)
    assert places.mean() == pytest.approx(usual, abs=0.02 * abs(unkind - kind))
    low, high = np.quantile(places, [0.05, 0.95])
    ends = sorted((unkind, kind))
    assert low == pytest.approx(ends[0], abs=0.06 * (ends[1] - ends[0])) or usual in ends
    assert high <= ends[1] + 1e-9
    assert three_pieces(unkind, usual, kind, width=0) == pytest.approx(usual)
