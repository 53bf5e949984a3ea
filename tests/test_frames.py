"""One body for every engine: the frame's score is the scalar score."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import shoefit
from shoefit import frames
from shoefit.criteria import Criterion
from shoefit.errors import FrameColumnsError, ShoefitError
from shoefit.frames import rank_frame, score_frame
from shoefit.profiles import ARTICLE, BALANCE, CRITERION_NAMES, Profile
from shoefit.shoe import Kind, Midsole, Shoe, ToeBoxShape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engines import Engine

# A counterexample is as it was found: to shrink one takes minutes, over frames of many cells.
PHASES = (Phase.explicit, Phase.generate)

SCORES = ["score", "score_low", "score_high", "coverage"]


def frame_of(shoes: Iterable[Shoe]) -> pd.DataFrame:
    return shoefit.Catalogue(shoes).to_frame()


def agree(rows: list[dict[str, Any]], shoes: Iterable[Shoe], profile: Profile) -> None:
    """Hold a scored frame against the scalar scorer, shoe by shoe."""
    for row, shoe in zip(rows, shoes, strict=True):
        found = shoefit.score(shoe, profile)
        expected = {
            **{name: getattr(found, name) for name in SCORES},
            **{part.criterion: part.sub_score for part in found.parts},
        }
        got = {name: row[name] for name in expected}
        assert got == pytest.approx(expected, abs=1e-9), shoe


def optional(least: float, most: float) -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(least, most, allow_subnormal=False)


@st.composite
def shoes(draw: st.DrawFn) -> Shoe:
    midsole = draw(st.sampled_from(Midsole))
    return Shoe(
        shoe_id=draw(st.text("abcÄz-9", min_size=1, max_size=6)),
        kind=draw(st.sampled_from(Kind)),
        heel_stack_mm=draw(optional(0, 80) | st.sampled_from([0.0, 13.0, 14.0, 14.5, 32.0])),
        heel_stack_mm_tolerance=draw(optional(0, 6)),
        heel_stack_mm_tolerance_above=draw(optional(0, 8)),
        drop_mm=draw(optional(-10, 30)),
        drop_mm_tolerance=draw(optional(0, 5)),
        midsole=midsole,
        midsole_hardness_shore_a=(
            draw(optional(0, 100)) if midsole is not Midsole.NONE else None
        ),
        midsole_hardness_shore_a_tolerance=draw(optional(0, 20)),
        toe_box_width_mm=draw(optional(40, 130)),
        toe_box_width_mm_tolerance=draw(optional(0, 5)),
        toe_box_shape=draw(st.none() | st.sampled_from(ToeBoxShape)),
    )


def catalogues() -> st.SearchStrategy[list[Shoe]]:
    return st.lists(shoes(), min_size=1, max_size=30, unique_by=lambda shoe: shoe.shoe_id)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """The built-in profiles, and others with any ends, weights and mean."""
    names = draw(st.lists(st.sampled_from(CRITERION_NAMES), min_size=1, unique=True))
    ends = st.floats(-20, 100).map(lambda end: round(end, 2))
    criteria = []
    for name in names:
        zero_at, one_at = draw(st.lists(ends, min_size=2, max_size=2, unique=True))
        thin = draw(optional(0, 1)) if name == "midsole_hardness" else None
        criteria.append(
            Criterion(
                name=name,
                zero_at=zero_at,
                one_at=one_at,
                unknown=draw(st.floats(0, 1)),
                unknown_thin_sole=thin,
                weight=draw(st.sampled_from([1.0, 1.0, 2.0, 0.3])) if criteria else 1.0,
            )
        )
    other = Profile(name="other", mean=draw(st.sampled_from(["geometric", "arithmetic"])), criteria=tuple(criteria))
    return draw(st.sampled_from([ARTICLE, BALANCE, other, other]))


@pytest.mark.parametrize("profile", [ARTICLE, BALANCE], ids=lambda profile: profile.name)
def test_the_real_catalogue_scores_as_shoe_by_shoe(engine: Engine, profile: Profile) -> None:
    catalogue = shoefit.load_catalogue()
    scored = score_frame(engine.make(catalogue.to_frame()), profile)
    agree(engine.rows(scored), catalogue, profile)


def test_any_frame_scores_as_shoe_by_shoe(engine: Engine) -> None:
    @settings(
        max_examples=engine.examples, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES
    )
    @given(catalogues(), profiles())
    def check(catalogue: list[Shoe], profile: Profile) -> None:
        scored = score_frame(engine.make(frame_of(catalogue)), profile)
        agree(engine.rows(scored), catalogue, profile)

    check()


def test_any_frame_ranks_as_shoe_by_shoe(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "SAMPLE", 3)  # so that the bar of a sample is at work

    @settings(
        max_examples=engine.examples, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES
    )
    @given(catalogues(), profiles(), st.integers(1, 12), st.sampled_from([0, 0.25, 0.5, 1]))
    def check(catalogue: list[Shoe], profile: Profile, top: int, min_coverage: float) -> None:
        # Every shoe twice, so that there are ties.
        twins = [shoe.model_copy(update={"shoe_id": f"{shoe.shoe_id}+"}) for shoe in catalogue]
        catalogue = [*catalogue, *twins]
        ranked = rank_frame(
            engine.make(frame_of(catalogue)), profile, top=top, min_coverage=min_coverage
        )
        expected = shoefit.rank(catalogue, profile=profile, top=top, min_coverage=min_coverage)
        same_order(engine.rows(ranked), expected)

    check()


def same_order(rows: list[dict[str, Any]], ranking: shoefit.Ranking) -> None:
    names = ["rank", "shoe_id", *SCORES, *(each.name for each in ranking.profile.criteria)]
    expected = [{name: record[name] for name in names} for record in ranking.records()]
    assert [(row["rank"], row["shoe_id"]) for row in rows] == [
        (record["rank"], record["shoe_id"]) for record in expected
    ]
    for row, record in zip(rows, expected, strict=True):
        assert {name: row[name] for name in names} == pytest.approx(record, abs=1e-9)


@pytest.mark.parametrize("top", [1, 10, 1000])
def test_the_real_catalogue_ranks_as_shoe_by_shoe(engine: Engine, top: int) -> None:
    catalogue = shoefit.load_catalogue()
    ranked = rank_frame(engine.make(catalogue.to_frame()), top=top, weights={"drop": 2})
    same_order(engine.rows(ranked), shoefit.rank(catalogue, top=top, weights={"drop": 2}))
