"""Shoes like a shoe."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oracle
from drawn import profiles, shoes
from shoefit.about.comparison import similar
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import ShoefitError, UnknownNameError
from shoefit.shoe import Shoe

if TYPE_CHECKING:
    from shoefit.scoring.profiles import Profile

CATALOGUE = load_catalogue()
BASE = Shoe(shoe_id="base", heel_stack_mm=8, drop_mm=0, toe_box_width_mm=76)


def like(shoe_id: str, **change: float | None) -> Shoe:
    return BASE.model_copy(update={"shoe_id": shoe_id, **change})


def by_search(shoe: Shoe, other: Shoe, profile: Profile) -> float:
    """The distance again, slowly: an unknown one averaged over a fine grid of what it could be."""
    square, total = 0.0, 0.0
    for criterion in profile.criteria:
        rule = oracle.RULES[criterion.name]
        mine, they = rule(criterion, shoe), rule(criterion, other)
        if not mine[3]:
            continue
        total += criterion.weight
        low, high = they[1:3]
        grid = [low + (high - low) * (each + 0.5) / 2000 for each in range(2000)]
        grid = [they[0]] if they[3] else grid
        square += criterion.weight * sum((mine[0] - each) ** 2 for each in grid) / len(grid)
    return math.sqrt(square / total)


@settings(max_examples=50)
@given(st.lists(shoes(), min_size=2, max_size=4, unique_by=lambda shoe: shoe.shoe_id), profiles())
def test_the_distance_is_what_a_search_finds(crowd: list[Shoe], profile: Profile) -> None:
    try:
        found = similar(crowd[0], 9, crowd, profile)
    except ShoefitError:
        return
    others = {each.shoe_id: each for each in crowd[1:]}
    distances = [each.distance for each in found]
    assert distances == sorted(distances, key=lambda each: round(each, 9))
    for each in found:
        expected = by_search(crowd[0], others[each.shoe.shoe_id], profile)
        assert each.distance == pytest.approx(expected, abs=1e-6)
        assert 0 <= each.distance <= 1
        assert 0 < each.shared <= 1 + 1e-12


def test_a_distance_by_hand() -> None:
    """4 mm of 32 and nothing else: an eighth, in one of three known criteria."""
    (found,) = similar(BASE, 1, [like("near", heel_stack_mm=12.0)])
    assert found.distance == pytest.approx(math.sqrt((1 / 8) ** 2 / 3))
    assert found.shared == pytest.approx(0.75)


def test_an_unknown_reading_is_never_as_near_as_the_same_one() -> None:
    """It counts as all that it ordinarily is: on a sole of 8 mm, a drop of 4 mm is further off."""
    twin, hidden = like("twin"), like("hidden", drop_mm=None)
    steep = like("steep", drop_mm=4.0)
    found = similar(BASE, 3, [hidden, steep, twin])
    assert [each.shoe.shoe_id for each in found] == ["twin", "hidden", "steep"]


def test_what_differs_is_said_in_words() -> None:
    other = like("other", heel_stack_mm=6.5, drop_mm=-4.0, toe_box_width_mm=None)
    (found,) = similar(BASE, 1, [other])
    assert found.differences == ("1.5 mm thinner", "4 mm more drop", "toe-box width unknown")
    words = like("words", toe_box_width_mm=None).model_copy(update={"toe_box_shape": "wide"})
    assert similar(BASE, 1, [words])[0].differences == ("toe-box width wide for 76 mm",)
    assert str(similar(BASE, 1, [like("twin")])[0]).endswith(
        "the same in all that is known of both"
    )


def test_of_two_as_near_the_better_known_one_comes_first() -> None:
    blank = Shoe(shoe_id="a", heel_stack_mm=8, drop_mm=0)
    asked = Shoe(shoe_id="asked", heel_stack_mm=8)
    found = similar(asked, 2, [blank, Shoe(shoe_id="b", heel_stack_mm=8)])
    assert [each.distance for each in found] == [0, 0]
    assert [each.shoe.shoe_id for each in found] == ["a", "b"]


def test_a_shoe_is_not_like_itself_nor_like_one_of_which_nothing_is_known() -> None:
    assert not similar(BASE, 5, [BASE, Shoe(shoe_id="blank", midsole_hardness_shore_a=30)])


def test_real_shoes() -> None:
    found = similar("altra escalante 4", 3, CATALOGUE)
    assert found[0].shoe.title == "Altra Escalante 3"
    assert found[0].shared == 1


@pytest.mark.parametrize("n", [0, -1])
def test_no_shoe_is_refused(n: int) -> None:
    with pytest.raises(ShoefitError, match="cannot be used"):
        similar(BASE, n, [BASE])


def test_what_cannot_be_answered_says_why() -> None:
    with pytest.raises(ShoefitError, match="Nothing is known of blank"):
        similar(Shoe(shoe_id="blank"), 5, [BASE])
    with pytest.raises(UnknownNameError, match="Did you mean 'Lems Primal 2'"):
        similar("lems primal", 5, CATALOGUE)
