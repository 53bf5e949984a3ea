"""Observations to shoes: which reading stands, and how far off it may be."""

from __future__ import annotations

import random

import pytest

from shoefit.scoring.criteria import READINGS
from shoefit.scoring.profiles import ARTICLE
from shoefit.shoe import Midsole, Shoe, Use
from shoefit.sources.observations import Merge, Observation, load_merges, load_observations
from shoefit.sources.resolving import Resolved, resolve, resolve_bundled

RESOLVED = {each.shoe.shoe_id: each for each in resolve_bundled()}


def row(**cells: object) -> Observation:
    plain = {
        "shoe_id": "a",
        "brand": "Acme",
        "model": "A",
        "kind": "shoe",
        "use": "road",
        "midsole": "unknown",
        "source_kind": "reviewer",
        "source_url": "https://example.org/a",
    }
    return Observation.model_validate({**plain, **cells})


def shoe(*rows: Observation) -> Shoe:
    (resolved,) = resolve(rows, [])
    return resolved.shoe


STACK = {"heel_stack_mm": 10, "stack_basis": "with_insole"}


class TestTheRule:
    """Measured, then known basis, then together with a drop, then newest, then thicker."""

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

    def test_stack_and_drop_come_from_one_page_where_one_holds_both(self) -> None:
        both = row(**STACK, drop_mm=2, as_of=2010, source_url="https://example.org/both")
        newer = row(heel_stack_mm=13, stack_basis="with_insole", as_of=2025)
        drop_only = row(drop_mm=4, as_of=2025, source_url="https://example.org/drop")
        found = shoe(both, newer, drop_only)
        assert (found.heel_stack_mm, found.drop_mm) == (10, 2)
        assert found.drop_mm_source == "https://example.org/both"

    def test_then_the_newest_then_the_thicker(self) -> None:
        old, new = row(**STACK, as_of=2010), row(**{**STACK, "heel_stack_mm": 9}, as_of=2020)
        assert shoe(old, new).heel_stack_mm == 9
        same_year = row(**{**STACK, "heel_stack_mm": 11}, as_of=2020)
        assert shoe(old, new, same_year).heel_stack_mm == 11

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


class TestTolerance:
    """It covers the grade, the conversion, and the other readings of the same grade."""

    def test_a_lone_claim(self) -> None:
        assert shoe(row(**STACK)).heel_stack_mm_tolerance == 4.5

    def test_a_spread_wider_than_the_grade(self) -> None:
        found = shoe(row(**STACK, as_of=2020), row(**{**STACK, "heel_stack_mm": 16}, as_of=2010))
        assert (found.heel_stack_mm, found.heel_stack_mm_tolerance) == (10, 6)

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

    def test_a_direct_scale_beats_a_converted_one(self) -> None:
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

    def test_no_midsole_names_its_page(self) -> None:
        found = shoe(row(midsole="none"))
        assert found.midsole_hardness_shore_a is None
        assert found.midsole_hardness_shore_a_source == "https://example.org/a"

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

    def test_a_sandal_with_one_thickness_is_flat(self) -> None:
        assert shoe(row(kind="sandal", heel_stack_mm=8)).drop_mm == 0
        assert shoe(row(heel_stack_mm=8)).drop_mm is None


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
        assert claims == {1, 4.5}

    def test_saucony_kinvara_7_keeps_its_disagreement_in_the_tolerance(self) -> None:
        stacks = {c.value for c in RESOLVED["saucony-kinvara-7"].candidates["stack_height"]}
        assert {22, 28} <= stacks
        kinvara = RESOLVED["saucony-kinvara-7"].shoe
        assert kinvara.heel_stack_mm_tolerance is not None
        assert kinvara.heel_stack_mm_tolerance >= 6

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
