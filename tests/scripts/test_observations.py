"""The readings as their pages state them."""

from __future__ import annotations

from observations import load_merges, load_observations
from observed import row
from shoefit.shoe import Grade
from shoefit.sources.pages import SourceKind


def test_every_row_names_its_page() -> None:
    assert all(each.source_url.startswith("http") for each in load_observations())


def test_a_hardness_has_a_scale_and_a_width_a_method() -> None:
    for each in load_observations():
        assert (each.midsole_hardness is None) == (each.hardness_scale is None)
        assert (each.toe_box_width_mm is None) == (each.toe_box_method is None)


def test_only_a_laboratory_measures() -> None:
    for kind in SourceKind:
        measured = row(source_kind=kind).grade is Grade.MEASURED
        assert measured == (kind is SourceKind.LAB)


def test_the_drop_is_as_stated_else_heel_minus_forefoot() -> None:
    assert row(heel_stack_mm=20, forefoot_stack_mm=14).drop == 6
    assert row(heel_stack_mm=20, forefoot_stack_mm=14, drop_mm=6.5).drop == 6.5
    assert row(heel_stack_mm=20).drop is None
    assert row(heel_stack_mm=20, kind="sandal").drop is None  # no page says so: see Basis


def test_every_merge_gives_its_reason() -> None:
    assert all(len(each.reason) > 20 for each in load_merges())
