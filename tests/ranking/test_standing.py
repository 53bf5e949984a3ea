"""Where a shoe stands: always where ranking the changed catalogue would put it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drawn import profiles, shoes
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.order import rank
from shoefit.ranking.standing import Standing, Standings, supposed
from shoefit.scoring.profiles import ARTICLE, Profile
from shoefit.scoring.scores import score
from shoefit.shoe import Midsole, Shoe

crowds = st.lists(shoes(), min_size=1, max_size=8, unique_by=lambda shoe: shoe.shoe_id)


@given(crowds, profiles())
def test_every_shoe_stands_where_the_ranking_puts_it(crowd: list[Shoe], profile: Profile) -> None:
    ranking = rank(crowd, profile=profile)
    ranks = {place.shoe.shoe_id: place.rank for place in ranking}
    standings = Standings(crowd, profile)
    for shoe in crowd:
        found = standings.of(shoe)
        assert found.rank == ranks.get(shoe.shoe_id)
        assert found.ranked == len(ranking)


@given(crowds, shoes(), profiles())
def test_another_shoe_stands_where_adding_it_would_put_it(
    crowd: list[Shoe], newcomer: Shoe, profile: Profile
) -> None:
    others = [each for each in crowd if each.shoe_id != newcomer.shoe_id]
    ranking = rank([*others, newcomer], profile=profile)
    ranks = {place.shoe.shoe_id: place.rank for place in ranking}
    assert Standings(crowd, profile).of(newcomer) == Standing(
        ranks.get(newcomer.shoe_id), len(ranking)
    )


def test_the_real_catalogue() -> None:
    catalogue = load_catalogue()
    standings = Standings(catalogue, ARTICLE)
    for place in rank(catalogue):
        assert standings.of(place.shoe).rank == place.rank
    assert standings.lists(catalogue[0])
    assert not standings.lists(Shoe(shoe_id="mine"))


def test_what_is_supposed_is_exact_and_has_no_source() -> None:
    shoe = Shoe(
        shoe_id="mine",
        heel_stack_mm=20,
        heel_stack_mm_tolerance=2,
        heel_stack_mm_tolerance_above=6,
        heel_stack_mm_source="https://example.org",
        heel_stack_mm_sources=3,
    )
    part = score(supposed(shoe, {"stack_height": 8.0})).parts[0]
    assert (part.reading_low, part.reading, part.reading_high) == (8, 8, 8)
    assert (part.source, part.sources, part.grade) == (None, None, None)


def test_a_supposed_hardness_is_a_midsole_after_all() -> None:
    slab = Shoe(shoe_id="slab", midsole=Midsole.NONE, heel_stack_mm=20)
    known = supposed(slab, {"midsole_hardness": 50.0})
    assert known.midsole is Midsole.UNKNOWN
    assert score(known).parts[1].sub_score == 1
