"""The draws against probabilities that can be derived by hand, and against a published example."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import profiles as drawn_profiles
from drawn import shoes as drawn_shoes
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking import draws
from shoefit.ranking.draws import Readings, Tally, draw_weights, joined, simulate
from shoefit.ranking.spread import GRIDS, spreads
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.market import ordinary
from shoefit.scoring.profiles import ARTICLE, Profile
from shoefit.scoring.scores import FLOOR, score
from shoefit.scoring.sub_scores import sub_score
from shoefit.shoe import Midsole, Shoe

if TYPE_CHECKING:
    from shoefit.scoring.profiles import Mean

DRAWS = 40_000
CATALOGUE = load_catalogue()
# Four standard errors of a probability of one half.
CLOSE = 4 * 0.5 / DRAWS**0.5
# Every reading as likely as another, so that an error alone says where the truth is.
LEVEL = {name: np.full(grid.size, 1 / grid.size) for name, grid in GRIDS.items()}
NORMAL = NormalDist(sigma=1 / NormalDist().inv_cdf(0.95))  # nine in ten within 1


def only(*names: str, mean: Mean = "arithmetic") -> Profile:
    """A profile of some of the article's criteria."""
    criteria = tuple(ARTICLE.criterion(name) for name in names)
    return Profile(name="test", mean=mean, criteria=criteria)


def exactly(shoe_id: str, **readings: float) -> Shoe:
    """A shoe whose readings are sure."""
    tolerances = {f"{name}_tolerance": 0.0 for name in readings}
    return Shoe.model_validate({"shoe_id": shoe_id, **readings, **tolerances})


def first(shoes: list[Shoe], profile: Profile) -> float:
    """Share of the draws in which the first of the shoes comes first."""
    return float(simulate(shoes, profile, LEVEL, draws=DRAWS, seed=1).ranks[0, 0] / DRAWS)


def test_two_shoes_two_criteria_by_hand() -> None:
    """A leads by p on one criterion and trails by q on the other: it wins where w > q / (p + q)."""
    a = exactly("a", heel_stack_mm=8, drop_mm=6.5)  # sub-scores 0.75 and 0.5
    b = exactly("b", heel_stack_mm=24, drop_mm=0)  # 0.25 and 1
    tally = simulate([a, b], only("stack_height", "drop"), LEVEL, draws=DRAWS, seed=1)
    won = tally.ranks[0, 0] / DRAWS
    assert won == pytest.approx(0.5, abs=CLOSE)
    assert tally.first_weights[0] / (won * DRAWS) == pytest.approx([0.75, 0.25], abs=CLOSE)
    assert tally.first_weights[1] / ((1 - won) * DRAWS) == pytest.approx([0.25, 0.75], abs=CLOSE)


def test_the_geometric_mean_compares_logarithms() -> None:
    a = exactly("a", heel_stack_mm=8, drop_mm=6.5)
    b = exactly("b", heel_stack_mm=24, drop_mm=0)
    p, q = np.log(0.75 / 0.25), np.log(1 / 0.5)
    won = first([a, b], only("stack_height", "drop", mean="geometric"))
    assert won == pytest.approx(p / (p + q), abs=CLOSE)


def test_three_criteria_by_hand() -> None:
    """A leads by p on one of three and trails by q on two: (p / (p + q)) squared."""
    a = exactly("a", heel_stack_mm=8, drop_mm=6.5, toe_box_width_mm=76)  # 0.75, 0.5, 0.5
    b = exactly("b", heel_stack_mm=24, drop_mm=3.25, toe_box_width_mm=80)  # 0.25, 0.75, 0.75
    profile = only("stack_height", "drop", "toe_box_width")
    tally = simulate([a, b], profile, LEVEL, draws=DRAWS, seed=1)
    limit = 0.25 / 0.75
    won = tally.ranks[0, 0] / DRAWS
    assert won == pytest.approx((1 - limit) ** 2, abs=CLOSE)
    # The weight that A needs is Beta(1, 2) cut off below the limit.
    central = limit + (1 - limit) / 3
    assert tally.first_weights[0, 0] / (won * DRAWS) == pytest.approx(central, abs=CLOSE)


@pytest.mark.parametrize("offset", [0.0, 1.0, 3.0, 4.0])
def test_two_overlapping_readings_by_hand(offset: float) -> None:
    """Two normal readings of one error: their difference has the root of 2 times that error."""
    a = Shoe(shoe_id="a", heel_stack_mm=10, heel_stack_mm_tolerance=2)
    b = Shoe(shoe_id="b", heel_stack_mm=10 + offset, heel_stack_mm_tolerance=2)
    expected = NORMAL.cdf(offset / 2 / 2**0.5)
    assert first([a, b], only("stack_height")) == pytest.approx(expected, abs=CLOSE)


def test_a_stack_may_be_further_off_upwards() -> None:
    loose = Shoe(
        shoe_id="a", heel_stack_mm=10, heel_stack_mm_tolerance=1, heel_stack_mm_tolerance_above=3
    )
    won = first([loose, exactly("b", heel_stack_mm=10)], only("stack_height"))
    assert won == pytest.approx(1 / 4, abs=CLOSE)


def test_no_sole_is_thinner_than_nothing() -> None:
    a = Shoe(shoe_id="a", heel_stack_mm=1, heel_stack_mm_tolerance=3)
    won = first([a, exactly("b", heel_stack_mm=3)], only("stack_height"))
    below = NORMAL.cdf(-1 / 3)
    assert won == pytest.approx((NORMAL.cdf(2 / 3) - below) / (1 - below), abs=CLOSE)


@pytest.mark.parametrize("drop", [1, -1])
def test_a_drop_counts_by_its_size(drop: float) -> None:
    a = Shoe(shoe_id="a", drop_mm=0, drop_mm_tolerance=2)
    won = first([a, exactly("b", drop_mm=drop)], only("drop"))
    assert won == pytest.approx(2 * NORMAL.cdf(1 / 2) - 1, abs=CLOSE)


def test_a_reading_is_weighed_by_how_the_catalogue_is_spread() -> None:
    """Nine in ten are 9 mm, one in ten 11 mm; a claim of 10 mm may be either."""
    grid = GRIDS["stack_height"]
    places = np.where(np.isin(grid, (8.5, 9, 9.5)), 0.3, np.where(grid == 11, 0.1, 0))
    spread = LEVEL | {"stack_height": places / places.sum()}
    claim = Shoe(shoe_id="a", heel_stack_mm=10, heel_stack_mm_tolerance=4)
    shoes = [claim, exactly("b", heel_stack_mm=10)]
    ranks = simulate(shoes, only("stack_height"), spread, draws=DRAWS, seed=1).ranks
    assert ranks[0, 0] / DRAWS > 0.85
    assert first(shoes, only("stack_height")) == pytest.approx(0.5, abs=CLOSE)


@pytest.mark.parametrize("stack", [8.0, 11.0, 27.0, 45.0])
@pytest.mark.parametrize("name", ["midsole_hardness", "drop", "toe_box_width"])
def test_an_unknown_is_drawn_from_what_is_ordinary(name: str, stack: float) -> None:
    """Nine in ten lie between the table's ends, and the mean is the table's."""
    unknown = exactly("a", heel_stack_mm=stack)
    criterion = ARTICLE.criterion(name)
    drawn = Readings([unknown], only(name), LEVEL).draw(np.random.default_rng(1), DRAWS).ravel()
    unkind, usual, kind = map(criterion.line, ordinary(criterion.name, stack))
    assert drawn.mean() == pytest.approx(usual, abs=0.02)
    assert (drawn < unkind - 1e-6).mean() <= 0.05 + CLOSE
    assert (drawn > kind + 1e-6).mean() <= 0.05 + CLOSE
    assert np.quantile(drawn, 0.05) == pytest.approx(unkind, abs=0.03)


def test_an_unknown_drop_is_never_more_than_the_sole() -> None:
    """Under a sole of 0.3 mm, 0.65 mm are no drop."""
    thin = exactly("a", heel_stack_mm=0.3)
    drawn = Readings([thin], only("drop"), LEVEL).draw(np.random.default_rng(1), 1000)
    assert drawn.min() == pytest.approx(1 - 0.3 / 13)


def test_the_drawn_sole_says_what_an_unknown_is() -> None:
    """In draws with a thinner sole the unknown drop is flatter."""
    loose = Shoe(shoe_id="a", heel_stack_mm=20, heel_stack_mm_tolerance=10)
    profile = only("stack_height", "drop")
    stack, drop = Readings([loose], profile, LEVEL).draw(np.random.default_rng(1), DRAWS)[:, :, 0].T
    assert np.corrcoef(stack, drop)[0, 1] > 0.3


def test_what_a_profile_states_for_an_unknown_is_the_mean_from_0_to_1() -> None:
    stated = ARTICLE.criterion("drop").model_copy(update={"unknown": 0.3})
    profile = Profile(name="test", criteria=(stated,))
    readings = Readings([exactly("a", heel_stack_mm=5)], profile, LEVEL)
    drawn = readings.draw(np.random.default_rng(1), DRAWS)
    assert drawn.mean() == pytest.approx(0.3, abs=0.01)
    assert drawn.min() == pytest.approx(FLOOR)
    assert drawn.max() == pytest.approx(1)


def test_a_word_lies_within_its_own_error() -> None:
    shoe = Shoe.model_validate({"shoe_id": "b", "toe_box_shape": "standard"})
    profile = only("toe_box_width")
    found = sub_score(profile.criteria[0], shoe)
    drawn = Readings([shoe], profile, LEVEL).draw(np.random.default_rng(1), DRAWS)
    assert drawn.mean() == pytest.approx(found.value, abs=0.01)
    assert np.quantile(drawn, [0.05, 0.95]) == pytest.approx([found.low, found.high], abs=0.02)


def test_structure_is_not_drawn() -> None:
    sandal = Shoe.model_validate({"shoe_id": "a", "kind": "sandal"})
    assert first([sandal, exactly("b", toe_box_width_mm=83)], only("toe_box_width")) == 1


@pytest.mark.parametrize("weighed", [True, False])
def test_a_bare_sole_is_hard_in_the_draws_that_make_it_thin(*, weighed: bool) -> None:
    """Up to 14 mm it is hard for sure, above it may be anything from a line down to 0.

    A profile that does not weigh the stack draws it all the same.
    """
    criteria = ("midsole_hardness", "stack_height")[: 1 + weighed]
    bare = Shoe(shoe_id="a", heel_stack_mm=14, heel_stack_mm_tolerance=5, midsole=Midsole.NONE)
    drawn = Readings([bare], only(*criteria), LEVEL).draw(np.random.default_rng(1), DRAWS)
    assert (drawn[:, 0] > 1 - 1e-6).mean() >= 0.5 - CLOSE
    assert (drawn[:, 0] < 0.9).mean() > 0.1


@pytest.mark.parametrize("stack", [14.0, 18.0, 24.0, 28.0])
def test_a_sure_bare_sole_is_as_hard_as_the_score_says(stack: float) -> None:
    bare = exactly("a", heel_stack_mm=stack).model_copy(update={"midsole": Midsole.NONE})
    profile = only("midsole_hardness")
    drawn = Readings([bare], profile, LEVEL).draw(np.random.default_rng(1), DRAWS)
    expected = sub_score(profile.criteria[0], bare).value
    assert drawn.mean() == pytest.approx(expected, abs=0.03)


def test_stack_and_hardness_of_a_bare_sole_share_one_reading() -> None:
    """Where the sole is drawn thin it is hard as well, never one without the other."""
    profile = only("stack_height", "midsole_hardness")
    bare = Shoe(shoe_id="a", heel_stack_mm=14, heel_stack_mm_tolerance=7, midsole=Midsole.NONE)
    # 14 mm sure, and hard: a draw below 14 mm beats it on the stack and ties on the hardness.
    rival = exactly("b", heel_stack_mm=14, midsole_hardness_shore_a=50)
    assert first([bare, rival], profile) == pytest.approx(0.5, abs=CLOSE)


@given(shoes=st.lists(drawn_shoes(), min_size=1, max_size=8), profile=drawn_profiles())
@settings(max_examples=40)  # each takes the spread of its shoes anew
def test_with_every_interval_a_point_the_draws_are_the_scores(
    shoes: list[Shoe], profile: Profile
) -> None:
    agree(shoes, profile)


def test_on_the_whole_catalogue_too() -> None:
    thinned = [*CATALOGUE]
    for each in READINGS.values():
        hidden = dict.fromkeys((each.column, *filter(None, [each.words])))
        thinned += [shoe.model_copy(update=hidden) for shoe in CATALOGUE]
    agree(thinned, ARTICLE)


def agree(shoes: list[Shoe], profile: Profile) -> None:
    """One draw of certain readings gives the sub-scores and the scores of the shoes."""
    one = Readings(shoes, profile, spreads(shoes), width=0).draw(np.random.default_rng(1), 1)
    expected = [
        [max(sub_score(each, shoe).value, FLOOR) for shoe in shoes] for each in profile.criteria
    ]
    assert one[0] == pytest.approx(np.array(expected), abs=1e-6)
    total = joined(one, np.array([profile.shares]), profile.mean)[0].astype(float)
    scores = np.exp(total) if profile.mean == "geometric" else total
    wanted = [score(shoe, profile).score for shoe in shoes]
    for found, each in zip(scores, wanted, strict=True):
        if each is not None:
            assert found == pytest.approx(each / 100, abs=1e-6)


def test_shoes_alike_take_every_rank_alike() -> None:
    shoes = [Shoe(shoe_id=str(i), drop_mm=5, drop_mm_tolerance=2) for i in range(5)]
    ranks = simulate(shoes, ARTICLE, LEVEL, draws=DRAWS, seed=1).ranks
    assert ranks / DRAWS == pytest.approx(np.full((5, 5), 0.2), abs=CLOSE)


def test_sure_and_equal_shoes_share_the_better_rank() -> None:
    shoes = [exactly(each, heel_stack_mm=8, drop_mm=2) for each in "abc"]
    shoes.append(exactly("d", heel_stack_mm=20, drop_mm=2))
    profile = only("stack_height", "drop", mean="geometric")
    ranks = simulate(shoes, profile, LEVEL, draws=50, seed=1).ranks
    assert ranks[:, 0].tolist() == [50, 50, 50, 0]
    assert ranks[3].tolist() == [0, 0, 0, 50]


@pytest.mark.parametrize("around", [None, 4.0, 20.0])
def test_weights_have_the_mean_and_spread_of_their_distribution(around: float | None) -> None:
    shares = (0.5, 0.25, 0.25, 0.0)
    weights = draw_weights(np.random.default_rng(1), DRAWS, shares, around)
    mean = np.array([1 / 3, 1 / 3, 1 / 3, 0]) if around is None else np.array(shares)
    spread = np.sqrt(mean * (1 - mean) / ((around or 3) + 1))
    assert weights.sum(axis=1) == pytest.approx(1, abs=1e-8)
    assert weights.mean(axis=0) == pytest.approx(mean, abs=CLOSE)
    assert weights.std(axis=0) == pytest.approx(spread, abs=CLOSE)
    assert not weights[:, 3].any()


def test_a_published_example() -> None:
    """Four antidepressants by six criteria, readings normal, weights unknown.

    The drugs of Tervonen and others 2010 (University of Groningen, SOM Research Report 10001),
    readings and figures as JSMAA, the authors' own program, holds itself to within 0.02
    (github.com/tommite/jsmaa, SMAA2SimulationTest). Each scale runs over the 95 % intervals of
    its readings.
    """
    # Columns: fluoxetine, paroxetine, sertraline, venlafaxine. Efficacy is the logarithm of a
    # ratio to fluoxetine, larger is better; the others are percentages, smaller is better.
    means = np.array(
        [
            [0.0, 0.086, 0.095, 0.113],
            [11.7, 9.2, 15.4, 5.5],
            [7.2, 10.6, 7.5, 15.7],
            [16.6, 21.2, 20.2, 12.8],
            [13.7, 14.3, 15.0, 11.2],
            [18.6, 18.3, 19.5, 31.0],
        ]
    )
    spreads = np.array(
        [
            [0.0, 0.056, 0.044, 0.048],
            [2.5, 1.86, 2.65, 2.32],
            [1.45, 1.58, 1.48, 4.44],
            [3.27, 5.15, 3.78, 2.45],
            [1.89, 2.93, 3.21, 3.98],
            [1.79, 3.7, 2.6, 1.68],
        ]
    )
    rng = np.random.default_rng(1)
    readings = means + spreads * rng.standard_normal((DRAWS, 6, 4))
    ends = np.stack([means - 1.96 * spreads, means + 1.96 * spreads])
    readings[:, 0], ends[:, 0] = np.exp(readings[:, 0]), np.exp(ends[:, 0])
    low, high = ends[0].min(axis=1)[:, None], ends[1].max(axis=1)[:, None]
    values = (readings - low) / (high - low)
    values[:, 1:] = 1 - values[:, 1:]
    weights = draw_weights(rng, DRAWS, (1 / 6,) * 6, None)
    tally = Tally(4, 6)
    tally.add(joined(values.astype(np.float32), weights, "arithmetic"), weights)
    published_ranks = [
        [0.20, 0.28, 0.30, 0.22],
        [0.25, 0.29, 0.27, 0.19],
        [0.17, 0.25, 0.29, 0.30],
        [0.39, 0.18, 0.15, 0.29],
    ]
    published_weights = [
        [0.08, 0.14, 0.23, 0.18, 0.16, 0.22],
        [0.18, 0.17, 0.15, 0.13, 0.15, 0.22],
        [0.21, 0.10, 0.22, 0.13, 0.15, 0.20],
        [0.18, 0.21, 0.12, 0.21, 0.19, 0.09],
    ]
    assert tally.ranks / DRAWS == pytest.approx(np.array(published_ranks), abs=0.02)
    central = tally.first_weights / tally.ranks[:, :1]
    assert central == pytest.approx(np.array(published_weights), abs=0.02)


@pytest.mark.parametrize("chunk", [1, 7, 50])
def test_the_chunk_size_changes_nothing(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shoes = list(CATALOGUE)
    one = simulate(shoes, ARTICLE, LEVEL, draws=150, seed=3)
    monkeypatch.setattr(draws, "CHUNK_CELLS", chunk * 4 * len(shoes))
    other = simulate(shoes, ARTICLE, LEVEL, draws=150, seed=3)
    assert np.array_equal(one.ranks, other.ranks)
    assert np.array_equal(one.first_weights, other.first_weights)
    assert np.array_equal(one.top_10_weights, other.top_10_weights)


@given(
    scores=st.lists(
        st.lists(st.sampled_from([0.1, 0.2, 0.25, 0.9, 1.0]), min_size=6, max_size=6),
        min_size=1,
        max_size=5,
    )
)
@settings(deadline=None)
def test_ranks_are_counted_as_by_hand(scores: list[list[float]]) -> None:
    """A shoe's rank is how many score more, counted one by one."""
    tally = Tally(6, 1)
    tally.add(np.array(scores, np.float32), np.ones((len(scores), 1)))
    expected = np.zeros((6, 6), int)
    for row in scores:
        for shoe, mine in enumerate(row):
            expected[shoe, sum(other > mine for other in row)] += 1
    assert np.array_equal(tally.ranks, expected)
    assert np.array_equal(tally.first_weights[:, 0], expected[:, 0])
