"""Observations to shoes: which reading stands, and how far off it may be."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from observations import Merge, Observation, load_merges, load_observations
from observed import row
from resolving import Resolved, resolve, resolve_bundled
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.profiles import ARTICLE
from shoefit.shoe import Midsole, Shoe, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

RESOLVED = {each.shoe.shoe_id: each for each in resolve_bundled()}


def shoe(*rows: Observation) -> Shoe:
    (resolved,) = resolve(rows, [])
    return resolved.shoe


STACK = {"heel_stack_mm": 10, "stack_basis": "with_insole"}


def stack(heel: float, page: str, **cells: object) -> Observation:
    return row(
        heel_stack_mm=heel,
        stack_basis="with_insole",
        source_url=f"https://example.org/{page}",
        **cells,
    )


class TestTheRule:
    """Measured, then known basis, then what most pages give, then the middle, then the thicker."""

    def test_measured_beats_claimed(self) -> None:
        claim = row(**STACK, as_of=2025)
        lab = row(heel_stack_mm=12, stack_basis="unknown", source_kind="lab", as_of=2010)
        found = shoe(claim, lab)
        assert (found.heel_stack_mm, found.heel_stack_mm_grade) == (12, "measured")
        assert found.heel_stack_mm_tolerance == 1.0  # the claim does not widen it

    def test_a_known_basis_beats_a_newer_page(self) -> None:
        old = row(heel_stack_mm=9, stack_basis="without_insole", insole_mm=2, as_of=2010)
        new = row(heel_stack_mm=10, stack_basis="unknown", as_of=2025)
        assert shoe(new, old).heel_stack_mm == 11

    def test_a_dated_page_does_not_beat_two_that_agree(self) -> None:
        found = shoe(stack(10, "a"), stack(10.5, "b"), stack(13, "c", as_of=2025))
        assert found.heel_stack_mm == 10.5
        assert found.heel_stack_mm_tolerance == 4.5  # 13 lies within it

    def test_one_page_twice_is_one_page(self) -> None:
        assert (
            shoe(stack(10, "a"), stack(10, "a"), stack(13, "b"), stack(12, "c")).heel_stack_mm == 12
        )

    def test_where_none_agree_the_one_in_the_middle(self) -> None:
        assert shoe(stack(9, "a"), stack(16, "b", as_of=2025), stack(12, "c")).heel_stack_mm == 12

    def test_of_two_the_one_less_like_a_bare_foot(self) -> None:
        assert shoe(stack(10, "a", as_of=2025), stack(12, "b")).heel_stack_mm == 12
        wide = {"toe_box_method": "gel_mould_toe", "source_kind": "lab"}
        found = shoe(row(**wide, toe_box_width_mm=78), row(**wide, toe_box_width_mm=74))
        assert found.toe_box_width_mm == 74

    def test_the_page_that_holds_stack_and_drop_is_named_then_the_newest(self) -> None:
        new = stack(10, "new", as_of=2025)
        old = stack(10, "old", as_of=2010)
        both = stack(10, "both", drop_mm=2)
        assert shoe(old, new).heel_stack_mm_source == "https://example.org/new"
        assert shoe(new, both, old).heel_stack_mm_source == "https://example.org/both"

    def test_a_midsole_alone_is_no_stack_and_a_drop(self) -> None:
        found = shoe(row(heel_stack_mm=14, forefoot_stack_mm=10, stack_basis="midsole_only"))
        assert (found.heel_stack_mm, found.drop_mm) == (None, 4)

    @pytest.mark.parametrize("column", [each.column for each in READINGS.values()])
    def test_every_shoe_of_the_catalogue_is_resolved_so(self, column: str) -> None:
        for each in RESOLVED.values():
            assert getattr(each.shoe, column) == by_the_rule(each.observations, column)

    def test_no_average_is_ever_taken(self) -> None:
        for resolved in RESOLVED.values():
            for name, chosen in resolved.chosen.items():
                values = [each.value for each in resolved.candidates[name]]
                assert chosen.value in values

    def test_the_order_of_the_rows_does_not_matter(self) -> None:
        rows = list(load_observations())
        random.Random(3).shuffle(rows)  # noqa: S311 - no secret
        assert [_figures(each.shoe) for each in resolve(rows, load_merges())] == [
            _figures(each.shoe) for each in RESOLVED.values()
        ]


def _figures(found: Shoe) -> dict[str, object]:
    """All but the addresses: two pages may state the very same reading."""
    return {k: v for k, v in found.model_dump().items() if not k.endswith("_source")}


def by_the_rule(rows: Sequence[Observation], column: str) -> float | None:
    """The rule of data/README.md written once more, from the rows as they are printed."""
    said = [(each, *read) for each in rows if (read := _printed(each, column)) is not None]
    said = [each for each in said if each[0].source_kind == "lab"] or said
    said = [each for each in said if each[2]] or said
    if not said:
        return None
    votes = {
        value: len({each.source_url for each, other, _ in said if abs(value - other) < 0.500001})
        for _, value, _ in said
    }
    ordered = sorted(value for _, value, _ in said)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    soft_or_narrow = column in {"midsole_hardness_shore_a", "toe_box_width_mm"}
    least_bare = {value: -value if soft_or_narrow else abs(value) for value in votes}
    off = {value: -round(abs(value - middle), 6) for value in votes}
    first = max((votes[each], off[each], least_bare[each], each) for each in votes)
    return round(first[-1], 2)


def _printed(  # noqa: PLR0911 - one return for each way in which a page may say it
    each: Observation, column: str
) -> tuple[float, bool] | None:
    """What a row says on the catalogue's scale, and whether its basis is known."""
    heel, fore, width = each.heel_stack_mm, each.forefoot_stack_mm, each.toe_box_width_mm
    if column == "drop_mm":
        if each.drop_mm is not None:
            return each.drop_mm, True
        return None if heel is None or fore is None else (heel - fore, True)
    if column == "toe_box_width_mm" and width is not None:
        inside = {"gel_mould_toe": width, "caliper_toe": 0.757 * width + 13.9}
        value = inside.get(str(each.toe_box_method))
        return None if value is None else (value, True)
    if column == "midsole_hardness_shore_a" and each.midsole_hardness is not None:
        asker = each.hardness_scale == "asker_c"
        return 0.714 * each.midsole_hardness - 7.5 if asker else each.midsole_hardness, True
    if column != "heel_stack_mm" or heel is None or each.stack_basis == "midsole_only":
        return None
    if each.kind == "sandal" or each.stack_basis == "with_insole":
        return heel, True
    if each.stack_basis == "without_insole":
        return heel + (3.5 if each.insole_mm is None else each.insole_mm), True
    return heel, False


class TestTolerance:
    """It covers the grade, the conversion, and the other readings of the same grade."""

    def test_a_lone_claim(self) -> None:
        assert shoe(row(**STACK)).heel_stack_mm_tolerance == 4.5

    def test_a_spread_wider_than_the_grade(self) -> None:
        found = shoe(stack(10, "a"), stack(16, "b"))
        assert (found.heel_stack_mm, found.heel_stack_mm_tolerance) == (16, 6)

    def test_an_insole_left_unsaid(self) -> None:
        found = shoe(row(heel_stack_mm=10, stack_basis="unknown"))
        assert found.heel_stack_mm_tolerance == 4.5
        assert found.heel_stack_mm_tolerance_above == 6.73  # (4.5 ** 2 + 5 ** 2) ** .5

    def test_a_page_that_contradicts_itself(self) -> None:
        found = shoe(row(**STACK, forefoot_stack_mm=2, drop_mm=4))
        assert (found.drop_mm, found.drop_mm_tolerance) == (4, 4)

    def test_asker_c(self) -> None:
        found = shoe(row(midsole_hardness=40, hardness_scale="asker_c", source_kind="lab"))
        assert found.midsole_hardness_shore_a == 21.06
        assert found.midsole_hardness_shore_a_tolerance == 7.0  # (5 ** 2 + 4.9 ** 2) ** .5

    def test_two_scales_of_one_laboratory(self) -> None:
        asker = row(midsole_hardness=60, hardness_scale="asker_c", source_kind="lab", as_of=2026)
        shore = row(midsole_hardness=20, hardness_scale="shore_a", source_kind="lab", as_of=2020)
        found = shoe(asker, shore)
        assert found.midsole_hardness_shore_a == 20
        assert found.midsole_hardness_shore_a_tolerance == pytest.approx(15.34)  # the other reading


class TestWords:
    """Midsole, toe-box shape, use and weight."""

    def test_none_stands_only_where_no_equal_source_names_a_foam(self) -> None:
        none, foam = row(midsole="none"), row(midsole="foam")
        assert shoe(none, foam).midsole is Midsole.FOAM
        lab = row(midsole="none", source_kind="lab")
        assert shoe(lab, foam).midsole is Midsole.NONE
        assert shoe(none, row(midsole="foam", source_kind="lab")).midsole is Midsole.FOAM

    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            ({"midsole": "none"}, "midsole_hardness_shore_a"),
            ({"kind": "sandal", "toe_box_shape": "wide"}, "toe_box_width_mm"),
            ({"kind": "toe-shoe"}, "toe_box_width_mm"),
            ({"kind": "sandal", "heel_stack_mm": 8, "midsole": "none"}, "drop_mm"),
        ],
    )
    def test_the_structure_cites_no_page(self, cells: dict[str, object], column: str) -> None:
        found = shoe(row(**cells))
        of_it = {k: v for k, v in found.model_dump().items() if k.startswith(column)}
        assert len(of_it) >= 5
        assert set(of_it.values()) == {None}

    def test_a_word_names_its_page(self) -> None:
        found = shoe(row(toe_box_shape="wide"))
        assert found.toe_box_width_mm_source == "https://example.org/a"
        assert found.toe_box_width_mm_grade == "claimed"

    def test_the_word_that_most_pages_use_and_of_two_the_narrower(self) -> None:
        wide, shaped = row(toe_box_shape="wide"), row(toe_box_shape="foot-shaped")
        assert shoe(wide, shaped, shaped).toe_box_shape == "foot-shaped"
        assert shoe(wide, shaped).toe_box_shape == "wide"

    def test_several_uses_are_multi(self) -> None:
        assert shoe(row(), row(use="trail")).use is Use.MULTI

    def test_a_womans_shoe_does_not_give_the_weight(self) -> None:
        assert shoe(row(weight_g=150, weight_size="US W8")).weight_g is None
        both = shoe(row(weight_g=150, weight_size="women"), row(weight_g=200))
        assert both.weight_g == 200

    def test_the_first_and_the_last_year_that_it_was_seen(self) -> None:
        found = shoe(row(as_of=2019), row(), row(as_of=2012), row(as_of=2016))
        assert (found.first_seen, found.seen) == (2012, 2019)
        assert shoe(row()).seen is None

    def test_the_price_in_dollars_else_in_the_commonest_currency_the_newest(self) -> None:
        def price(*rows: Observation) -> tuple[object, ...]:
            found = shoe(*rows)
            return found.list_price, found.currency, found.price_year

        euro = row(list_price=130, currency="EUR", as_of=2024)
        pound = row(list_price=110, currency="GBP", as_of=2025)
        old, new = (
            row(list_price=100, currency="USD", as_of=2015),
            row(list_price=90, currency="USD", as_of=2020),
        )
        assert price(euro, old, new, pound) == (90, "USD", 2020)
        assert price(pound, euro, euro) == (130, "EUR", 2024)
        assert price(pound, euro) == (110, "GBP", 2025)
        assert price(row()) == (None, None, None)


class TestKnownDisagreements:
    """Rough spots of the data, traced to their rows."""

    def test_lems_primal_2(self) -> None:
        stacks = RESOLVED["lems-primal-2"].candidates["stack_height"]
        assert {c.observation.heel_stack_mm for c in stacks if not c.measured} == {8, 9}
        assert RESOLVED["lems-primal-2"].shoe.heel_stack_mm == 14.3

    def test_pearl_izumi_n1(self) -> None:
        resolved = RESOLVED["pearl-izumi-em-road-n1"]
        assert resolved.shoe.drop_mm == 7
        claims = {c.value for c in resolved.candidates["drop"] if not c.measured}
        assert 1 in claims

    def test_a_disagreement_stays_in_the_tolerance(self) -> None:
        wide = 0
        for each in RESOLVED.values():
            for name, chosen in each.chosen.items():
                tolerance = getattr(each.shoe, f"{READINGS[name].column}_tolerance")
                same = (c for c in each.candidates[name] if c.measured == chosen.measured)
                off = max(abs(c.value - chosen.value) for c in same)
                assert off <= tolerance + 0.005  # written to two places
                wide += off > READINGS[name].claimed
        assert wide > 5

    def test_merrell_trail_glove_7_has_a_foam(self) -> None:
        assert RESOLVED["merrell-trail-glove-7"].shoe.midsole is Midsole.FOAM


class TestMerges:
    """Shoes under two spellings become one, visibly."""

    @pytest.mark.parametrize("merge", load_merges(), ids=lambda merge: merge.shoe_id)
    def test_the_second_spelling_is_gone_and_its_rows_are_kept(self, merge: Merge) -> None:
        assert merge.shoe_id not in RESOLVED
        if merge.into:
            kept = RESOLVED[merge.into].observations
            assert merge.shoe_id in {each.shoe_id for each in kept}

    def test_no_observation_is_lost_but_those_that_name_no_shoe(self) -> None:
        nameless = {merge.shoe_id for merge in load_merges() if not merge.into}
        kept = sum(len(each.observations) for each in RESOLVED.values())
        gone = sum(each.shoe_id in nameless for each in load_observations())
        assert kept + gone == len(load_observations())

    def test_a_merge_of_an_unknown_id_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="'zz', which no observation has"):
            resolve([row()], [Merge(shoe_id="zz", into="a", reason="typo")])

    def test_no_shoe_stands_twice(self) -> None:
        titles = [each.shoe.title.casefold() for each in RESOLVED.values()]
        assert len(titles) == len(set(titles))


def test_the_bare_foot_lies_where_the_article_has_it() -> None:
    for each in ARTICLE.criteria:
        assert READINGS[each.name].barefoot == ("more" if each.one_at > each.zero_at else "less")


def test_a_resolved_shoe_carries_all_that_was_said() -> None:
    prio: Resolved = RESOLVED["xero-shoes-prio"]
    assert len(prio.candidates["stack_height"]) == prio.shoe.heel_stack_mm_sources
    assert prio.chosen["stack_height"].measured
