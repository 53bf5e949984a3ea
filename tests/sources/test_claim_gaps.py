"""Claims against measurements: the known cases come out of the data."""

from __future__ import annotations

import pandas as pd
import pytest

from observations import load_observations
from resolving import resolve_bundled
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.order import rank
from shoefit.scoring.criteria import READINGS
from shoefit.shoe import Shoe
from shoefit.sources.claim_gaps import claims, pairs, spreads
from shoefit.sources.pages import load_stated

CATALOGUE = load_catalogue()
TABLE = claims(CATALOGUE)
STATED = load_stated()


def test_the_widest_gaps_are_the_known_cases() -> None:
    """Nothing is looked for by name: each stands among the widest of its criterion."""
    stacks = [each for each in TABLE if each.criterion == "stack_height"]
    assert [(each.title, each.claimed, each.measured) for each in stacks[:2]] == [
        ("Pearl Izumi EM Road N1", 19, 25.5),
        ("Lems Primal 2", 8, 14.3),
    ]
    drops = [each for each in TABLE if each.criterion == "drop"]
    assert [(each.title, each.claimed, each.measured) for each in drops[:2]] == [
        ("Lems Outlander", 0, 8.1),
        ("Pearl Izumi EM Road N1", 1, 7),
    ]


def test_the_spreads_are_the_tolerance_of_a_claim() -> None:
    assert TABLE.spreads["stack_height"].nine_in_ten == READINGS["stack_height"].claimed
    assert TABLE.spreads["drop"].nine_in_ten == READINGS["drop"].claimed
    assert set(TABLE.spreads) == {"stack_height", "drop"}
    for name, spread in TABLE.spreads.items():
        of_it = [each for each in TABLE if each.criterion == name]
        assert spread.shoes == len({each.shoe_id for each in of_it})
        assert spread.count >= sum(each.claimed_pages for each in of_it)


def test_every_claim_beside_a_measurement_stands_once() -> None:
    for name in ("stack_height", "drop"):
        expected = set()
        for each in resolve_bundled():
            found = each.candidates[name]
            if any(one.measured for one in found):
                expected |= {
                    (each.shoe.shoe_id, round(one.value, 2)) for one in found if not one.measured
                }
        listed = [(each.shoe_id, each.claimed) for each in TABLE if each.criterion == name]
        assert sorted(listed) == sorted(expected)


def test_both_sources_are_pages_of_the_observations() -> None:
    pages = {(each.source_url, each.grade) for each in load_observations()}
    for each in TABLE:
        assert (each.claimed_source, "claimed") in pages
        assert (each.measured_source, "measured") in pages
        assert each.gap == pytest.approx(each.measured - each.claimed, abs=0.011)
        assert each.claimed_pages >= 1


def test_ranks_are_those_of_the_changed_catalogue() -> None:
    for row in [each for each in TABLE if abs(each.gap) > 3][::5]:
        shoe = CATALOGUE[row.shoe_id]
        column = "heel_stack_mm" if row.criterion == "stack_height" else "drop_mm"
        for reading, told in ((row.claimed, row.rank_claimed), (row.measured, row.rank_measured)):
            changed = shoe.model_copy(update={column: reading})
            ranking = rank([changed if each is shoe else each for each in CATALOGUE])
            score = next((each.score for each in ranking if each.shoe is changed), None)
            if score is None or told is None:
                assert score is told is None
                continue
            # Between equal scores the lower ends decide, which the tolerances move.
            assert told > sum(each.score > score + 1e-6 for each in ranking)
            assert told <= sum(each.score > score - 1e-6 for each in ranking)
        if row.rank_claimed is not None and row.rank_measured is not None:
            assert row.places == row.rank_measured - row.rank_claimed


def test_the_measured_rank_is_the_rank_in_the_ranking() -> None:
    ranks = {place.shoe.shoe_id: place.rank for place in rank(CATALOGUE)}
    for row in TABLE:
        column = "heel_stack_mm" if row.criterion == "stack_height" else "drop_mm"
        if getattr(CATALOGUE[row.shoe_id], column) == row.measured:
            assert row.rank_measured == ranks.get(row.shoe_id)


def test_the_frame_has_honest_types() -> None:
    frame = TABLE.to_frame()
    assert len(frame) == len(TABLE)
    assert frame["places"].dtype == pd.Int64Dtype()
    assert frame["gap"].dtype == "float64"
    assert frame["title"].dtype == pd.StringDtype()
    assert claims([]).to_frame().dtypes.equals(frame.dtypes)


def test_the_text() -> None:
    said = str(TABLE)
    assert "stack height: 90 claims of 40 shoes, middle gap +1.1 mm, nine in ten within 4.5" in said
    assert "midsole hardness: no shoe has both a claim and a measurement" in said
    (primal,) = (each for each in said.splitlines() if "Lems Primal 2 " in each and " 8 " in each)
    assert primal.split()[:-1] == ["Lems", "Primal", "2", "stack", "height", "8", "14.3", "+6.3"]
    assert max(len(line) for line in said.splitlines()) <= 80


def test_a_notebook_gets_a_table_with_every_cell_escaped() -> None:
    renamed = [each.model_copy(update={"model": "<b>bold</b>"}) for each in CATALOGUE]
    assert "<b>" not in claims(renamed)._repr_html_()


def test_it_is_an_immutable_sequence() -> None:
    assert TABLE[0] is next(iter(TABLE))
    assert TABLE[:2] == tuple(TABLE)[:2]
    assert TABLE[TABLE[0].shoe_id] is TABLE[0]
    assert repr(TABLE) == f"ClaimsTable({len(TABLE)} claims of 53 shoes)"
    with pytest.raises(TypeError):
        TABLE.spreads["drop"] = TABLE.spreads["stack_height"]  # type: ignore[index]


def test_shoes_that_the_observations_do_not_know_have_no_claims() -> None:
    assert not len(claims([Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0)]))


@pytest.mark.parametrize("criterion", ["stack_height", "drop"])
def test_one_pair_a_shoe(criterion: str) -> None:
    found = pairs(STATED, criterion)  # type: ignore[arg-type]
    assert len({each.measured.shoe_id for each in found}) == len(found) >= 20
    assert all(each.measured.measured for each in found)


def test_nine_in_ten_is_what_it_says() -> None:
    found = pairs(STATED, "stack_height")
    summary = spreads(STATED)["stack_height"]
    gaps = [gap for each in found for gap in each.gaps]
    assert len(gaps) == summary.count
    assert sum(abs(gap) <= summary.nine_in_ten + 1e-9 for gap in gaps) / len(gaps) >= 0.9
    assert sum(abs(gap) < summary.nine_in_ten - 0.01 for gap in gaps) / len(gaps) < 0.9


def test_known_pairs_come_out_of_the_data() -> None:
    stacks = {each.measured.shoe_id: each for each in pairs(STATED, "stack_height")}
    assert max(stacks["lems-primal-2"].gaps) == pytest.approx(14.3 - 8)
    drops = {each.measured.shoe_id: each for each in pairs(STATED, "drop")}
    assert drops["pearl-izumi-em-road-n1"].measured.reading == 7


def test_every_distinct_claim_of_a_shoe_is_kept() -> None:
    figures = [each.claimed for each in TABLE if each.title == "Lems Primal 2"]
    assert len(set(figures)) == len(figures)
    assert {8, 11, 11.5, 12.5} <= set(figures)
    (primal,) = (
        each for each in pairs(STATED, "stack_height") if each.measured.shoe_id == "lems-primal-2"
    )
    assert len(primal.gaps) > len(set(primal.gaps))  # several pages say the same
