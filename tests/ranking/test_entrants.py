"""Who comes to be ranked, and who is counted as left out."""

from __future__ import annotations

import pytest

from shoefit.errors import UnknownNameError
from shoefit.ranking.entrants import Entrants, Filters
from shoefit.scoring.profiles import ARTICLE
from shoefit.shoe import Kind, Shoe

SHOES = [
    Shoe(brand="Luna", model="Thin", kind=Kind.SANDAL, heel_stack_mm=6, drop_mm=0),
    Shoe(brand="LUNA", model="Unknown"),
    Shoe(brand="Acme", model="Thick", heel_stack_mm=40, drop_mm=10),
]


def test_each_is_counted_where_it_stops() -> None:
    entrants = Entrants(SHOES, Filters(brand="luna"), ARTICLE, min_coverage=0.5)
    assert [shoe.model for shoe, _ in entrants] == ["Thin"]
    assert (entrants.seen, entrants.passed, entrants.ranked) == (3, 2, 1)
    assert entrants.kept == SHOES[:2]


def test_an_iterator_is_not_held() -> None:
    entrants = Entrants(iter(SHOES), Filters(), ARTICLE, min_coverage=0.5)
    assert [shoe.model for shoe, _ in entrants] == ["Thin", "Thick"]
    assert (entrants.seen, entrants.passed, entrants.ranked) == (3, 3, 2)
    assert entrants.kept == []


def test_a_brand_that_came_but_fell_to_another_filter_is_known() -> None:
    filters = Filters(brand="acme", max_stack_mm=10)
    assert not list(Entrants(SHOES, filters, ARTICLE, 0))
    filters.check_brand()


def test_a_brand_that_never_came_is_told_with_the_nearest() -> None:
    filters = Filters(brand="Lunar")
    assert not list(Entrants(SHOES, filters, ARTICLE, 0))
    with pytest.raises(UnknownNameError, match="Luna"):
        filters.check_brand()


def test_a_filter_on_what_is_unknown_leaves_the_shoe_out() -> None:
    assert not Filters(max_stack_mm=99).keep(SHOES[1])
    assert not Filters(since=2000).keep(SHOES[1])
