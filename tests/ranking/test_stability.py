"""What confidence promises, on the bundled catalogue and on shoes made up."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import ProfileError, ShoefitError, UnknownNameError
from shoefit.ranking.draws import BAND
from shoefit.ranking.order import rank
from shoefit.ranking.stability import AROUND_THE_USERS, Confidence, confidence, confidence_of
from shoefit.scoring.criteria import CLAIMED
from shoefit.scoring.profiles import ARTICLE, Profile
from shoefit.shoe import Kind, Shoe

SHOES = load_catalogue()
TWO = Profile(
    name="two",
    mean="geometric",
    criteria=(ARTICLE.criterion("stack_height"), ARTICLE.criterion("toe_box_width")),
)


@pytest.fixture(scope="module")
def sure() -> Confidence:
    return confidence(SHOES, draws=2000)


def test_it_stands_in_the_order_of_the_ranking(sure: Confidence) -> None:
    ranking = rank(SHOES)
    assert [each.shoe.shoe_id for each in sure] == [place.shoe.shoe_id for place in ranking]
    assert [each.rank for each in sure] == [place.rank for place in ranking]


def test_each_draw_gives_each_rank_once(sure: Confidence) -> None:
    """But for a tie, which leaves the rank after it empty."""
    assert sure.acceptability.sum(axis=1) == pytest.approx(1)
    assert sure.acceptability.sum(axis=0) == pytest.approx(1, abs=0.01)


def test_the_summary_follows_from_the_acceptability(sure: Confidence) -> None:
    for each, row in zip(sure, sure.acceptability, strict=True):
        reached = row.cumsum()
        assert each.first == pytest.approx(row[0])
        assert each.top_10 == pytest.approx(reached[BAND - 1])
        assert each.rank_low <= each.median_rank <= each.rank_high
        for share, found in (
            (0.05, each.rank_low),
            (0.5, each.median_rank),
            (0.95, each.rank_high),
        ):
            assert reached[found - 1] >= share - 1e-9
            assert found == 1 or reached[found - 2] < share + 1e-9


def test_favouring_weights_are_weights(sure: Confidence) -> None:
    for each in sure:
        for weights, share in (
            (each.central_weights, each.first),
            (each.top_10_weights, each.top_10),
        ):
            assert (weights is None) == (share == 0)
            if weights is not None:
                assert sum(weights.values()) == pytest.approx(1, abs=1e-8)
    assert any(each.central_weights for each in sure)
    assert any(each.central_weights is None for each in sure)


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    one, same, other = (confidence(SHOES, draws=200, seed=seed) for seed in (5, 5, 6))
    assert list(one) == list(same)
    assert list(one) != list(other)


def test_the_users_weights_are_drawn_around() -> None:
    """Who asks for a thin sole above all gets the thin shoe first more often."""
    shoes = [
        Shoe(shoe_id="thin", heel_stack_mm=10, drop_mm=10),
        Shoe(shoe_id="flat", heel_stack_mm=20, drop_mm=0),
    ]
    plain = confidence(shoes, draws=1000)
    weighted = confidence(shoes, draws=1000, weights={"stack_height": 10})
    steady = confidence(shoes, draws=1000, weights={"stack_height": 10}, around=1000)
    assert (plain.around, weighted.around) == (None, AROUND_THE_USERS)
    assert plain["thin"].first < weighted["thin"].first < steady["thin"].first


def test_a_criterion_without_weight_does_not_matter() -> None:
    shoes = [
        Shoe(shoe_id="a", heel_stack_mm=12, drop_mm=12),
        Shoe(shoe_id="b", heel_stack_mm=25, drop_mm=0),
    ]
    weights = dict.fromkeys(("drop", "midsole_hardness", "toe_box_width"), 0.0)
    sure = confidence(shoes, weights=weights, draws=500, min_coverage=0)
    assert sure["a"].first == 1
    assert sure["a"].central_weights == {"stack_height": 1.0} | weights


@given(
    stacks=st.lists(st.floats(4, 40), min_size=1, max_size=6),
    seed=st.integers(0, 2**32),
)
@settings(deadline=None, max_examples=50)
def test_a_shoe_that_is_surely_better_is_always_before(stacks: list[float], seed: int) -> None:
    shoes = [
        Shoe(shoe_id=f"s{i}", heel_stack_mm=stack, heel_stack_mm_tolerance=1, drop_mm=4)
        for i, stack in enumerate(stacks)
    ]
    best = {"heel_stack_mm_tolerance": 0, "drop_mm": 0, "drop_mm_tolerance": 0, "kind": "sandal"}
    shoes.append(
        Shoe.model_validate({"shoe_id": "best", "heel_stack_mm": 0, "midsole": "none", **best})
    )
    assert confidence(shoes, draws=20, seed=seed)["best"].first == 1


@pytest.mark.parametrize(
    ("given_", "named"),
    [
        ({"draws": 0}, "draws=0"),
        ({"seed": -1}, "seed=-1"),
        ({"around": 0.5}, "around=0.5"),
        ({"around": float("nan")}, "number as around, not nan"),
        ({"around": float("inf")}, "around=inf"),
        ({"min_coverage": 2}, "min_coverage=2"),
    ],
)
def test_what_cannot_be_used_is_named(given_: dict[str, float], named: str) -> None:
    with pytest.raises(ShoefitError, match=named):
        confidence(SHOES, **given_)  # type: ignore[arg-type]


def test_unknown_names_and_bad_weights_are_errors() -> None:
    with pytest.raises(UnknownNameError, match="drop"):
        confidence(SHOES, weights={"dropp": 1})
    with pytest.raises(ProfileError):
        confidence(SHOES, weights={"drop": -1})
    with pytest.raises(UnknownNameError, match="ranked shoe"):
        confidence(SHOES, draws=1)["no-such-shoe"]


def test_more_shoes_than_can_be_followed_are_refused() -> None:
    shoes = [Shoe(shoe_id=str(i), heel_stack_mm=5, drop_mm=0) for i in range(4097)]
    with pytest.raises(ShoefitError, match="Filter the catalogue"):
        confidence(shoes, draws=1)


def test_no_shoes_are_no_trouble() -> None:
    sure = confidence([], draws=10)
    assert len(sure) == 0
    assert list(sure.to_frame().columns) == []
    assert "0 of 0" in str(sure)


def test_shoes_alike_take_every_rank_alike() -> None:
    """Three shoes that differ in their ids alone are first as often; none is ahead by its place."""
    shoes = [Shoe(shoe_id=each, heel_stack_mm=8, drop_mm=2) for each in "abc"]
    sure = confidence(shoes)
    assert [each.rank for each in sure] == [1, 1, 1]
    assert [each.first for each in sure] == pytest.approx([1 / 3] * 3, abs=0.02)
    assert {(each.rank_low, each.rank_high) for each in sure} == {(1, 3)}


def test_of_two_shoes_the_surely_thinner_one_is_ahead() -> None:
    thin, thick = (
        Shoe(shoe_id=each, heel_stack_mm=mm, heel_stack_mm_tolerance=1, kind=Kind.SANDAL, drop_mm=0)
        for each, mm in (("thin", 6), ("thick", 30))
    )
    sure = confidence([thick, thin], draws=500, weights={"midsole_hardness": 0})
    assert (sure["thin"].first, sure["thick"].first) == (1, 0)
    assert (sure["thin"].rank_high, sure["thick"].rank_low) == (1, 2)


def test_the_spread_is_that_of_the_whole_catalogue_and_ranks_are_among_the_ranked() -> None:
    """What `rank --confidence` with a filter shows."""
    kept = rank(SHOES, use="trail")
    whole = confidence_of(kept, SHOES, draws=500)
    alone = confidence_of(kept, [place.shoe for place in kept], draws=500)
    assert len(whole) == len(kept)
    assert max(each.rank_high for each in whole) <= len(kept)
    assert list(whole) != list(alone)


def test_nine_in_ten_intervals_hold_nine_true_ranks_in_ten() -> None:
    """Shoes of two sorts, thin and wide or thick and narrow, each reading claimed with an error."""
    rng = np.random.default_rng(1)
    nine_in_ten = 1.645
    held = []
    for repeat in range(6):
        stack = np.concatenate([rng.normal(9, 2, 40), rng.normal(27, 3, 40)]).clip(4, 31)
        width = np.concatenate([rng.normal(80, 2, 40), rng.normal(73, 2, 40)]).clip(69, 83)
        told = [
            Shoe(
                shoe_id=str(i),
                heel_stack_mm=max(mm + rng.normal(0, 4.5 / nine_in_ten), 0),
                toe_box_width_mm=wide + rng.normal(0, CLAIMED["toe_box_width_mm"] / nine_in_ten),
            )
            for i, (mm, wide) in enumerate(zip(stack, width, strict=True))
        ]
        true = np.log(1 - stack / 32) + np.log((width - 68) / 16)
        sure = confidence(told, TWO, draws=1000, seed=repeat, around=1e6)
        for i, each in enumerate(true):
            found = sure[str(i)]
            held.append(found.rank_low <= (true > each).sum() + 1 <= found.rank_high)
    assert 0.85 <= np.mean(held) <= 0.96


def test_one_shoe_is_surely_first() -> None:
    sure = confidence([Shoe(shoe_id="a", heel_stack_mm=5, drop_mm=0)], draws=10)
    assert (sure[0].first, sure[0].rank_high, sure.acceptability.tolist()) == (1, 1, [[1.0]])


def test_the_frame_holds_every_shoe(sure: Confidence) -> None:
    frame = sure.to_frame()
    assert len(frame) == len(sure)
    assert frame["top_10"].tolist() == [each.top_10 for each in sure]
    favouring = [f"first_{each.name}" for each in ARTICLE.criteria]
    never = frame["first"] == 0
    assert frame.loc[never, favouring].isna().all(axis=None)
    assert np.allclose(frame.loc[~never, favouring].sum(axis=1), 1)


def test_the_text_fits_a_terminal_and_shows_what_a_name_hides() -> None:
    shoes = [
        Shoe(shoe_id=str(i), model=f"\x9b31m{'very ' * 20}long", heel_stack_mm=5, drop_mm=0)
        for i in range(12)
    ]
    text = str(confidence(shoes, draws=10))
    assert max(map(len, text.splitlines())) <= 80
    assert "\x9b" not in text
    assert "10 of 12 ranked shoes" in text


def test_the_notebook_shows_names_as_text() -> None:
    shoe = Shoe(shoe_id="a", model="<script>", heel_stack_mm=5, drop_mm=0)
    html = confidence([shoe], draws=10)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_numpy_is_loaded_for_confidence_alone() -> None:
    code = (
        "import sys, shoefit, shoefit.ranking.order, shoefit.ranking.formats, "
        "shoefit.about.stepdown;"
        "shoefit.rank(shoefit.load_catalogue());"
        "assert not {'numpy', 'pandas'} & set(sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - this interpreter, on words written here
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
