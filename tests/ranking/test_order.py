"""Order, ties, filters, who is counted as left out, and where one shoe stands among the others."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import profiles, shoes
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import ProfileError, ShoefitError, UnknownNameError
from shoefit.ranking.filters import FILTERS, FilterName, Filters
from shoefit.ranking.order import Standing, Standings, rank, supposed
from shoefit.ranking.sieve import Sieve
from shoefit.scoring.profiles import ARTICLE, Profile
from shoefit.scoring.scores import order_key, score
from shoefit.shoe import Kind, Midsole, Shoe

if TYPE_CHECKING:
    from shoefit.ranking.places import Ranking

CATALOGUE = load_catalogue()
CROWD = st.lists(shoes(), max_size=12, unique_by=lambda shoe: shoe.shoe_id)
SHOES = [
    Shoe(brand="Luna", model="Thin", kind=Kind.SANDAL, heel_stack_mm=6, drop_mm=0),
    Shoe(brand="LUNA", model="Unknown"),
    Shoe(brand="Acme", model="Thick", heel_stack_mm=40, drop_mm=10),
]


def ids(ranking: Ranking) -> list[str]:
    return [place.shoe.shoe_id for place in ranking]


class TestTheRealRanking:
    """A snapshot: when it changes, say in the commit which reading or constant moved it."""

    def test_the_top_is_thin_flat_and_hard(self) -> None:
        """Sandals without a midsole lead; thin shoes without one follow.

        Beside each stand its rank in version 0.1 and what moved it.
        """
        assert ids(rank(CATALOGUE, top=12)) == [
            "luna-catamount",  # 14th: a page says now that it has no midsole
            "xero-shoes-diy-sandal-4-mm",  # new: was a sandal of Invisible Shoes
            "xero-shoes-genesis",  # 17th: two pages say now that it has no midsole
            "xero-shoes-amuri-z-trek",  # 2nd, with the same score
            "shamma-warriors",  # 2nd: of two pages the less barefoot stands, 6 mm and not 5.5
            "bedrock-sandals-earthquake-v2",  # 4th, with the same score
            "xero-shoes-diy-sandal-6-mm",  # 4th as a sandal of Invisible Shoes, the same score
            "shamma-chargers",  # 20th: a page says now that it has no midsole
            "unshoes-wokova-feather",  # 1st: of two pages the less barefoot stands, 8 mm
            "earth-runners-elemental",  # 24th: a page says now that it has no midsole
            "vibram-fivefingers-classic",  # 178th: a page states now its sole, 3 mm and no midsole
            "kigo-drive",  # new
        ]

    def test_the_bottom_is_thick_soft_and_steep(self) -> None:
        """Trainers of over 32 mm whose drop or hardness scores next to nothing."""
        bottom = rank(CATALOGUE)[-6:]
        assert [place.shoe.shoe_id for place in bottom] == [
            "kuru-atom-2",
            "diadora-frequenza-2",
            "ortuseight-solar-2-0",
            "ardiles-runergize",
            "k-swiss-shadx",
            "hoka-cielo-x1-3-0",
        ]
        assert all((place.shoe.heel_stack_mm or 0) > 32 for place in bottom)

    @pytest.mark.parametrize("shoe_id", ["altra-torin-7", "altra-olympus-6", "hoka-bondi-9"])
    def test_thick_soft_shoes_do_not_lead_however_wide_and_flat(self, shoe_id: str) -> None:
        ranking = rank(CATALOGUE, min_coverage=0)
        assert ids(ranking).index(shoe_id) > len(ranking) / 2

    def test_the_catalogue_is_as_large_as_promised(self) -> None:
        assert sum(s.heel_stack_mm is not None and s.drop_mm is not None for s in CATALOGUE) >= 270
        assert len(rank(CATALOGUE, min_coverage=1)) >= 75
        assert len(rank(CATALOGUE)) >= 350


class TestOrder:
    """Score, then lower band, then id; nothing else moves a shoe."""

    def test_scores_fall(self) -> None:
        keys = [(-order_key(p.score), -order_key(p.score_low)) for p in rank(CATALOGUE)]
        assert keys == sorted(keys)

    def test_equal_shoes_share_a_rank_and_the_next_skips_it(self) -> None:
        same = {"heel_stack_mm": 8, "drop_mm": 0}
        crowd = [
            Shoe.model_validate({"shoe_id": "b", **same}),
            Shoe.model_validate({"shoe_id": "c", "heel_stack_mm": 20, "drop_mm": 0}),
            Shoe.model_validate({"shoe_id": "a", **same}),
        ]
        assert [(p.rank, p.shoe.shoe_id) for p in rank(crowd)] == [(1, "a"), (1, "b"), (3, "c")]

    def test_of_equal_scores_the_surer_comes_first(self) -> None:
        sure = Shoe(shoe_id="z", heel_stack_mm=8, heel_stack_mm_tolerance=1, drop_mm=0)
        unsure = Shoe(shoe_id="a", heel_stack_mm=8, heel_stack_mm_tolerance=5, drop_mm=0)
        assert [(p.rank, p.shoe.shoe_id) for p in rank([unsure, sure])] == [(1, "z"), (2, "a")]

    def test_the_last_bits_of_a_float_do_not_matter(self) -> None:
        assert order_key(71.5) == order_key(math.nextafter(71.5, 100)) == 71_500_000

    @given(CROWD, st.randoms(use_true_random=False))
    def test_the_order_of_the_rows_changes_nothing(
        self, crowd: list[Shoe], chance: random.Random
    ) -> None:
        shuffled = crowd.copy()
        chance.shuffle(shuffled)
        assert list(rank(shuffled)) == list(rank(crowd))

    @given(CROWD, st.data())
    def test_removing_a_shoe_reorders_no_others(
        self, crowd: list[Shoe], data: st.DataObject
    ) -> None:
        gone = data.draw(st.sampled_from(crowd)) if crowd else None
        rest = [shoe for shoe in crowd if shoe is not gone]
        kept = [each for each in ids(rank(crowd)) if gone is None or each != gone.shoe_id]
        assert ids(rank(rest)) == kept

    def test_half_the_catalogue_keeps_its_order_and_its_scores(self) -> None:
        half = random.Random(1).sample(list(CATALOGUE), len(CATALOGUE) // 2)  # noqa: S311 - no secret
        whole = {place.shoe.shoe_id: place.score for place in rank(CATALOGUE)}
        part = rank(half)
        assert [whole[each] for each in ids(part)] == [place.score for place in part]
        assert all(order_key(whole[a]) >= order_key(whole[b]) for a, b in pairwise(ids(part)))

    def test_a_place_is_found_by_the_id_of_its_shoe(self) -> None:
        ranking = rank(CATALOGUE, top=3)
        assert ranking["luna-catamount"] == ranking[0]
        with pytest.raises(UnknownNameError, match="ranked shoe"):
            ranking["hoka-bondi-9"]

    def test_shoes_of_one_id_stay_as_they_came(self) -> None:
        first = Shoe(shoe_id="a", brand="Z", heel_stack_mm=6, drop_mm=0)
        second = first.model_copy(update={"brand": "A"})
        assert [place.shoe for place in rank([first, second])] == [first, second]

    @given(st.integers(1, 30), st.sets(st.sampled_from(range(517)), max_size=40))
    def test_a_stream_ranks_as_a_list(self, top: int, places: set[int]) -> None:
        some = [CATALOGUE[place] for place in sorted(places)]
        held, streamed = rank(some, top=top), rank(iter(some), top=top)
        assert list(streamed) == list(held)
        assert (streamed.ranked, streamed.left_out) == (held.ranked, held.left_out)


def test_a_drop_above_the_stack_is_no_known_one_among_the_first_either() -> None:
    sound = [
        Shoe(shoe_id=f"{stack}-{drop}", heel_stack_mm=stack, drop_mm=drop)
        for stack, drop in ((5, 5), (20, 12), (20, 3))
    ]
    odd = Shoe(shoe_id="odd", heel_stack_mm=5).model_copy(update={"drop_mm": 12.0})
    assert ids(rank([*sound, odd], top=1, min_coverage=0)) == ["odd"]
    assert rank([*sound, odd], top=1).left_out == rank([*sound, odd]).left_out


class TestFilters:
    """Each keeps what it says, and the rest is counted."""

    def test_every_shoe_is_ranked_or_counted(self) -> None:
        ranking = rank(CATALOGUE, kind="sandal", top=3)
        left = ranking.left_out
        assert len(ranking) == 3
        assert ranking.ranked + left.filtered + left.too_little_known == len(CATALOGUE)
        assert {place.shoe.kind for place in ranking} == {"sandal"}

    def test_use_brand_stack_and_year(self) -> None:
        for place in rank(CATALOGUE, use="trail", brand="altra", max_stack_mm=25, since=2015):
            assert place.shoe.use == "trail"
            assert place.shoe.brand == "Altra"
            assert place.shoe.heel_stack_mm is not None
            assert place.shoe.heel_stack_mm <= 25
            assert place.shoe.seen is not None
            assert place.shoe.seen >= 2015

    def test_prices_are_in_dollars_unless_told_otherwise(self) -> None:
        assert rank(CATALOGUE, max_price=120).ranked > 20
        for asked, currency in ((None, "USD"), ("EUR", "EUR")):
            for place in rank(CATALOGUE, max_price=120, min_coverage=0, currency=asked):
                assert place.shoe.currency == currency
                assert place.shoe.list_price is not None
                assert place.shoe.list_price <= 120
        euros = rank(CATALOGUE, currency="EUR", min_coverage=0)
        assert {place.shoe.currency for place in euros} == {"EUR"}

    def test_measured_only_takes_no_claim_and_no_word(self) -> None:
        measured = {"heel_stack_mm_grade": "measured", "drop_mm_grade": "measured"}
        base: dict[str, object] = {"heel_stack_mm": 10, "drop_mm": 0, **measured}
        cases: dict[str, dict[str, object]] = {
            "measured": {},
            "sandal": {"kind": "sandal"},
            "bare": {"midsole": "none"},
            "claimed": {"drop_mm_grade": "claimed"},
            "unsaid": {"drop_mm_grade": None},
            "worded": {"toe_box_shape": "wide"},
            "nothing": {"heel_stack_mm": None, "drop_mm": None, "kind": "sandal"},
        }
        shoes = [
            Shoe.model_validate({"shoe_id": shoe_id, **base, **cells})
            for shoe_id, cells in cases.items()
        ]
        kept = rank(shoes, measured_only=True, min_coverage=0)
        assert {place.shoe.shoe_id for place in kept} == {"measured", "sandal", "bare"}
        flat = rank(shoes, measured_only=True, weights={"drop": 0, "toe_box_width": 0})
        assert {"claimed", "unsaid", "worded"} <= {place.shoe.shoe_id for place in flat}

    def test_what_each_filter_left_out_is_counted(self) -> None:
        left = rank(CATALOGUE, since=2021, max_price=150, measured_only=True).left_out
        alone = {
            "since": rank(CATALOGUE, since=2021).left_out.filtered,
            "max_price": rank(CATALOGUE, max_price=150).left_out.filtered,
            "measured_only": rank(CATALOGUE, measured_only=True).left_out.filtered,
        }
        assert left.by_filter == alone
        assert max(alone.values()) <= left.filtered <= sum(alone.values())
        assert rank(CATALOGUE).left_out.by_filter == {}

    @pytest.mark.parametrize("name", ["vivo", "VIVOBAREFOOT", "Terra Plana"])
    def test_a_brand_by_any_of_its_names(self, name: str) -> None:
        found = rank(CATALOGUE, brand=name)
        assert found.ranked > 10
        assert found.ranked == rank(CATALOGUE, brand="Vivobarefoot").ranked

    @pytest.mark.parametrize("name", get_args(FilterName))
    def test_every_filter_is_handed_on_and_leaves_shoes_out(self, name: FilterName) -> None:
        words = {"kind": "sandal", "use": "trail", "brand": "Luna", "currency": "EUR"}
        most = {"max_stack_mm": 10, "since": 2021, "max_price": 100, "measured_only": True}
        assert set(FILTERS) == set(get_args(FilterName))
        left = rank(CATALOGUE, **{name: (words | most)[name]}).left_out  # type: ignore[arg-type]
        assert left.by_filter == {name: left.filtered}
        assert 0 < left.filtered < len(CATALOGUE)

    def test_minimum_coverage(self) -> None:
        assert all(place.coverage == 1 for place in rank(CATALOGUE, min_coverage=1))
        everything = rank(CATALOGUE, min_coverage=0)
        assert everything.ranked < len(CATALOGUE)  # some shoes state no scored reading at all
        assert all(place.coverage > 0 for place in everything)

    @pytest.mark.parametrize(
        ("filters", "told"),
        [
            ({"kind": "sandel"}, "sandal"),
            ({"use": "rode"}, "road"),
            ({"brand": "Alta"}, "Altra"),
            ({"currency": "US"}, "USD"),
            ({"profile": "balanse"}, "balance"),
            ({"weights": {"dropp": 1}}, "drop"),
        ],
    )
    def test_a_wrong_name_gets_the_nearest(self, filters: dict[str, str], told: str) -> None:
        with pytest.raises(UnknownNameError, match=f"Did you mean.*{told}"):
            rank(CATALOGUE, **filters)  # type: ignore[arg-type]

    @pytest.mark.parametrize("bad", [{"top": 0}, {"min_coverage": 1.5}, {"min_coverage": math.nan}])
    def test_a_number_out_of_range_is_an_error(self, bad: dict[str, float]) -> None:
        with pytest.raises(ShoefitError, match=r"top|min_coverage"):
            rank(CATALOGUE, **bad)  # type: ignore[arg-type]

    def test_negative_weights_are_an_error(self) -> None:
        with pytest.raises(ProfileError, match="drop=-1"):
            rank(CATALOGUE, weights={"drop": -1})


def test_each_is_counted_where_it_stops() -> None:
    filters, sieve = Filters(ARTICLE, brand="luna"), Sieve(ARTICLE, 0.5, top=None)
    assert [shoe.model for *_, shoe, _ in sieve.first(filters.of(SHOES))] == ["Thin"]
    assert (filters.filtered, sieve.too_little_known, sieve.ranked) == (1, 1, 1)
    assert filters.kept == SHOES[:2]


def test_an_iterator_is_not_held() -> None:
    filters, sieve = Filters(ARTICLE), Sieve(ARTICLE, 0.5, top=None)
    found = sieve.first(filters.of(iter(SHOES)))
    assert [shoe.model for *_, shoe, _ in found] == ["Thin", "Thick"]
    assert (filters.filtered, sieve.too_little_known, sieve.ranked) == (0, 1, 2)
    assert filters.kept == []


def test_a_brand_that_came_but_fell_to_another_filter_is_known() -> None:
    filters = Filters(ARTICLE, brand="acme", max_stack_mm=10)
    assert not list(filters.of(SHOES))


def test_a_brand_that_never_came_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Luna"):
        list(Filters(ARTICLE, brand="Lunar").of(SHOES))


def test_a_filter_on_what_is_unknown_leaves_the_shoe_out() -> None:
    assert not Filters(ARTICLE, max_stack_mm=99).keep(SHOES[1])
    assert not Filters(ARTICLE, since=2000).keep(SHOES[1])


@given(CROWD, profiles())
def test_every_shoe_stands_where_the_ranking_puts_it(crowd: list[Shoe], profile: Profile) -> None:
    ranking = rank(crowd, profile=profile)
    ranks = {place.shoe.shoe_id: place.rank for place in ranking}
    standings = Standings(crowd, profile)
    for shoe in crowd:
        found = standings.of(shoe)
        assert found.rank == ranks.get(shoe.shoe_id)
        assert found.ranked == len(ranking)


@given(CROWD, shoes(), profiles())
def test_another_shoe_stands_where_adding_it_would_put_it(
    crowd: list[Shoe], newcomer: Shoe, profile: Profile
) -> None:
    others = [each for each in crowd if each.shoe_id != newcomer.shoe_id]
    ranking = rank([*others, newcomer], profile=profile)
    ranks = {place.shoe.shoe_id: place.rank for place in ranking}
    assert Standings(crowd, profile).of(newcomer) == Standing(
        ranks.get(newcomer.shoe_id), len(ranking)
    )


def test_every_shoe_of_the_real_catalogue_stands_at_its_rank() -> None:
    standings = Standings(CATALOGUE, ARTICLE)
    for place in rank(CATALOGUE):
        assert standings.of(place.shoe).rank == place.rank
    assert standings.lists(CATALOGUE[0])
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
