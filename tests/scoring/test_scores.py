"""One shoe to one score: worked by hand, held to the oracle, and to its laws."""

from __future__ import annotations

import json
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import oracle
from drawn import READINGS, profiles, shoes
from shoefit.catalogue.reading import load_catalogue
from shoefit.scoring.criteria import THICK_SOLE_MM, Basis
from shoefit.scoring.profiles import ARTICLE, BALANCE, Profile
from shoefit.scoring.scores import Score, estimate, parts, score, weighted_mean
from shoefit.scoring.sub_scores import sub_score
from shoefit.shoe import Kind, Midsole, Shoe

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUE = load_catalogue()
SLACK = 1e-9


class TestWorkedByHand:
    """Every intermediate number of real shoes, worked out with a pocket calculator."""

    def test_merrell_vapor_glove_6(self) -> None:
        """Measured: 7.6 mm, no midsole, no drop, 77.5 mm of toe box."""
        shoe = CATALOGUE["merrell-vapor-glove-6"]
        assert (shoe.heel_stack_mm, shoe.drop_mm, shoe.midsole) == (7.6, 0.0, "none")
        assert shoe.toe_box_width_mm == 77.5
        result = score(shoe)
        assert [part.sub_score for part in result.parts] == pytest.approx(
            [(32 - 7.6) / 32, 1.0, 1.0, (77.5 - 68) / 16]  # .7625, none, flat, .59375
        )
        assert result.score == pytest.approx(82.028, abs=0.001)  # 100 * (.7625 * .59375) ** .25
        assert result.coverage == 1.0

    def test_hoka_bondi_9(self) -> None:
        """Thick and soft: two criteria at their floor."""
        shoe = CATALOGUE["hoka-bondi-9"]
        assert shoe.heel_stack_mm is not None
        assert shoe.heel_stack_mm > 32
        result = score(shoe)
        assert result.parts[0].sub_score == 0.0
        assert result.score is not None
        assert result.score < 25

    def test_altra_torin_7_is_wide_and_flat_but_not_barefoot_like(self) -> None:
        """The geometric mean does not let flat and wide buy off thick and soft."""
        shoe = CATALOGUE["altra-torin-7"]
        geometric, arithmetic = score(shoe), score(shoe, _arithmetic())
        assert geometric.score is not None
        assert arithmetic.score is not None
        assert geometric.score < arithmetic.score

    def test_lems_primal_2(self) -> None:
        """Measured 14.3 mm; the three claims of 8 to 9 mm without insole do not count."""
        shoe = CATALOGUE["lems-primal-2"]
        stack = score(shoe).parts[0]
        assert stack.reading == 14.3
        assert stack.grade == "measured"
        assert stack.sub_score == pytest.approx((32 - 14.3) / 32)

    def test_an_unknown_hardness_counts_as_that_of_such_soles(self) -> None:
        result = score(Shoe(shoe_id="mine", heel_stack_mm=20, drop_mm=0, toe_box_width_mm=76))
        assert [part.sub_score for part in result.parts] == pytest.approx([0.375, 0.4, 1.0, 0.5])
        assert result.score == pytest.approx(100 * (0.375 * 0.4 * 1.0 * 0.5) ** 0.25)
        assert result.coverage == 0.75
        assert result.parts[1].basis is Basis.UNKNOWN
        assert result.parts[1].reading is None
        assert result.parts[1].assumed == "soles of 20 mm are ordinarily of 29 Shore A"

    def test_fivefingers_kso_is_among_the_barefoot_like(self) -> None:
        """Its drop is bounded by its sole."""
        shoe = CATALOGUE["vibram-fivefingers-kso"]
        kso = score(shoe.model_copy(update={"drop_mm": None}))
        drop = kso.parts[2]
        assert (drop.sub_score, drop.assumed) == (0.99, "soles of 5.5 mm are flat")
        assert kso.score is not None
        assert kso.score > 80

    @pytest.mark.parametrize("cells", [{}, {"toe_box_shape": "wide"}])
    def test_flat_wide_foam_of_unknown_thickness(self, cells: dict[str, str]) -> None:
        """Like the Altra Paradigm: between the trainers and the barefoot shoes."""
        altra = Shoe.model_validate({"shoe_id": "a", "midsole": "foam", "drop_mm": 0, **cells})
        found = estimate(altra, ARTICLE)
        assert found is not None
        assert 40 < found.score < 58

    def test_a_sandal_of_ones_own_scores_as_a_bundled_one(self) -> None:
        own = {"kind": "sandal", "midsole": "none", "heel_stack_mm": 8}
        sandal = Shoe.model_validate({"shoe_id": "mine", **own})
        found = score(sandal)
        assert found.score == pytest.approx(100 * 0.75**0.25)
        assert found.parts[2].word == "cut from one sheet"
        assert {each.grade for each in found.parts[1:]} == {None}

    def test_nothing_known_has_no_score(self) -> None:
        result = score(Shoe(shoe_id="mine"))
        assert (result.score, result.score_low, result.score_high) == (None, None, None)
        assert result.coverage == 0.0

    def test_balance_reads_stack_and_hardness_only(self) -> None:
        shoe = Shoe(shoe_id="mine", heel_stack_mm=16, midsole_hardness_shore_a=32.5, drop_mm=9)
        assert score(shoe, "balance").score == pytest.approx(50.0)

    def test_the_arithmetic_mean(self) -> None:
        shoe = Shoe(shoe_id="mine", heel_stack_mm=16, midsole_hardness_shore_a=15, drop_mm=0)
        wanted = 100 * (0.5 + 0.01 + 1.0 + 0.60) / 4  # an unknown toe box at 16 mm
        assert score(shoe, _arithmetic()).score == pytest.approx(wanted)


def _arithmetic() -> Profile:
    return Profile(name="arithmetic", mean="arithmetic", criteria=ARTICLE.criteria)


class TestOracle:
    """The same numbers as the plain, slow definition."""

    @given(shoes(), profiles())
    def test_any_shoe_and_profile(self, shoe: Shoe, profile: Profile) -> None:
        found, wanted = estimate(shoe, profile), oracle.score(shoe, profile)
        if wanted is None:
            assert found is None
        else:
            assert found == pytest.approx(wanted, abs=SLACK)

    @pytest.mark.parametrize("profile", [ARTICLE, BALANCE, _arithmetic()], ids=lambda p: p.name)
    def test_the_whole_catalogue(self, profile: Profile) -> None:
        for shoe in CATALOGUE:
            found, wanted = estimate(shoe, profile), oracle.score(shoe, profile)
            assert (found is None) == (wanted is None)
            if found is not None:
                assert found == pytest.approx(wanted, abs=SLACK)


class TestLaws:
    """What holds for every shoe."""

    @given(shoes(), profiles())
    def test_bounds_and_the_band_holds_the_estimate(self, shoe: Shoe, profile: Profile) -> None:
        found = estimate(shoe, profile)
        assume(found is not None)
        assert found is not None
        assert 0 <= found.low <= found.score <= found.high <= 100
        assert 0 < found.coverage <= 1

    @given(shoes(), profiles(), st.sampled_from(sorted(READINGS)))
    def test_hiding_a_reading_at_least_as_kind_as_its_unknown_raises_nothing(
        self, shoe: Shoe, profile: Profile, name: str
    ) -> None:
        # Where the stack is unknown too, an unknown drop (5.4 mm) and its sole (28.8 mm) lie 0.25
        # mm of drop off the table of soles by drop: hiding 5.3 mm raises the score by 0.4.
        assume(name != "drop" or shoe.heel_stack_mm is not None)
        # Nor is anything said of the low end where another sole makes another reading ordinary.
        _hiding_raises_nothing(shoe, name, profile, low=name != "stack_height")

    @pytest.mark.parametrize("name", READINGS)
    def test_hiding_one_of_the_catalogue_raises_nothing(self, name: str) -> None:
        tried = [_hiding_raises_nothing(shoe, name, ARTICLE) for shoe in CATALOGUE]
        assert sum(tried) > 40

    @pytest.mark.parametrize("kind", Kind)
    @pytest.mark.parametrize("midsole", Midsole)
    def test_no_tenth_of_a_millimetre_makes_a_step(self, kind: Kind, midsole: Midsole) -> None:
        """Whatever else is known, at equal weights, while the sole is 2 to 30 mm thick."""
        choices: tuple[list[Mapping[str, object]], ...] = (
            [{}, {"drop_mm": 0}, {"drop_mm": 2}],
            [{}, *([] if midsole is Midsole.NONE else [{"midsole_hardness_shore_a": 60}])],
            [{}, {"toe_box_width_mm": 84}, {"toe_box_shape": "wide"}],
        )
        for known in product(*choices):
            cells = {"shoe_id": "x", "kind": kind, "midsole": midsole, "heel_stack_mm": 9}
            shoe = Shoe.model_validate(cells | {k: v for each in known for k, v in each.items()})
            scores = [_at_stack(shoe, tenths / 10) for tenths in range(20, 401)]
            steps = [one - other for one, other in pairwise(scores)]
            assert max(steps[:280]) <= 2
            assert max(steps) <= 2.3
            assert min(steps) >= -SLACK

    @given(shoes(), profiles(), st.integers(1, 1000))
    def test_scaling_all_weights_changes_nothing(
        self, shoe: Shoe, profile: Profile, factor: int
    ) -> None:
        scaled = profile.with_weights({each.name: factor for each in profile.criteria})
        found = estimate(shoe, profile)
        assume(found is not None)
        assert estimate(shoe, scaled) == pytest.approx(found, abs=SLACK)

    @given(shoes(), profiles(), st.integers(0, 8000), st.integers(0, 8000))
    def test_thinner_is_never_worse(self, shoe: Shoe, profile: Profile, a: int, b: int) -> None:
        thin, thick = sorted((a / 100, b / 100))
        assume(shoe.drop_mm is None or abs(shoe.drop_mm) <= thin)
        better = shoe.model_copy(update={"heel_stack_mm": thin})
        worse = shoe.model_copy(update={"heel_stack_mm": thick})
        # No more is said of the ends: a drop of 1 mm is ordinary at 14 mm and unusual at 8.
        _never_worse(better, worse, profile, ends=False)

    @given(shoes(), profiles(), st.integers(0, 1000), st.integers(0, 3000))
    def test_flatter_is_never_worse(self, shoe: Shoe, profile: Profile, a: int, b: int) -> None:
        flat, steep = sorted((a / 100, b / 100))
        assume(shoe.heel_stack_mm is None or steep <= shoe.heel_stack_mm)
        _never_worse(
            shoe.model_copy(update={"drop_mm": -flat if a % 2 and flat <= 10 else flat}),
            shoe.model_copy(update={"drop_mm": steep}),
            profile,
            ends=shoe.heel_stack_mm is not None,
        )

    @given(shoes(), profiles(), st.integers(0, 10000), st.integers(0, 10000))
    def test_harder_is_never_worse(self, shoe: Shoe, profile: Profile, a: int, b: int) -> None:
        soft, hard = sorted((a / 100, b / 100))
        foam = shoe.model_copy(update={"midsole": Midsole.FOAM})
        _never_worse(
            foam.model_copy(update={"midsole_hardness_shore_a": hard}),
            foam.model_copy(update={"midsole_hardness_shore_a": soft}),
            profile,
        )

    @given(shoes(), profiles(), st.integers(4000, 13000), st.integers(4000, 13000))
    def test_wider_is_never_worse(self, shoe: Shoe, profile: Profile, a: int, b: int) -> None:
        narrow, wide = sorted((a / 100, b / 100))
        _never_worse(
            shoe.model_copy(update={"toe_box_width_mm": wide}),
            shoe.model_copy(update={"toe_box_width_mm": narrow}),
            profile,
        )

    # Shoes of which all is known are few among those drawn.
    @settings(suppress_health_check=[HealthCheck.filter_too_much])
    @given(shoes(), profiles(), st.floats(0, 1))
    def test_the_band_holds_every_stack_within_its_tolerance(
        self, shoe: Shoe, profile: Profile, place: float
    ) -> None:
        assume(shoe.heel_stack_mm is not None)
        assert shoe.heel_stack_mm is not None
        below = 4.5 if shoe.heel_stack_mm_tolerance is None else shoe.heel_stack_mm_tolerance
        above = max(below, shoe.heel_stack_mm_tolerance_above or 0)
        true = max(shoe.heel_stack_mm - below + place * (below + above), 0.0)
        # What is unknown is read at the stack as it is stated; a bare sole's ends are not.
        full = parts(shoe, ARTICLE)
        assume(all(part.known for part in full) and shoe.drop_mm is not None)
        assume(abs(shoe.drop_mm or 0) <= true)
        assume(true <= THICK_SOLE_MM or full[1].basis is Basis.READING)
        band = estimate(shoe, profile)
        exact = shoe.model_copy(update={"heel_stack_mm": true})
        found = estimate(exact, profile)
        assume(band is not None and found is not None)
        assert band is not None
        assert found is not None
        assert band.low - SLACK <= found.score <= band.high + SLACK


def _hidden(shoe: Shoe, name: str) -> Shoe:
    """Blank a reading; for the hardness, also that there is no midsole."""
    blank: dict[str, object] = dict.fromkeys(READINGS[name])
    if name == "midsole_hardness" and shoe.midsole is Midsole.NONE:
        blank["midsole"] = Midsole.UNKNOWN
    return shoe.model_copy(update=blank)


def _hiding_raises_nothing(shoe: Shoe, name: str, profile: Profile, *, low: bool = True) -> bool:
    """Whether the law speaks of it: a reading, at least as kind as what its unknown counts as."""
    hidden = _hidden(shoe, name)
    before, after = estimate(shoe, profile), estimate(hidden, profile)
    one, other = (sub_score(ARTICLE.criterion(name), each) for each in (shoe, hidden))
    if before is None or after is None or one.basis is Basis.UNKNOWN:
        return False
    if other.basis is not Basis.UNKNOWN or one.value < other.value:
        return False
    assert after.score <= before.score + SLACK, shoe.shoe_id
    assert not low or after.low <= before.low + SLACK, shoe.shoe_id
    return True


def _at_stack(shoe: Shoe, stack: float) -> float:
    found = estimate(shoe.model_copy(update={"heel_stack_mm": stack}), ARTICLE)
    assert found is not None
    return found.score


def _never_worse(better: Shoe, worse: Shoe, profile: Profile, *, ends: bool = True) -> None:
    one, other = estimate(better, profile), estimate(worse, profile)
    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    assert one.score >= other.score - SLACK
    if ends:
        assert one.low >= other.low - SLACK
        assert one.high >= other.high - SLACK


class TestParts:
    """Each part tells what its sub-score rests on."""

    def test_words_and_structures_are_named(self) -> None:
        sandal = Shoe(shoe_id="s", kind=Kind.SANDAL, midsole=Midsole.NONE, heel_stack_mm=6)
        assert [part.word for part in parts(sandal, ARTICLE)] == [
            None,
            "no midsole",
            "cut from one sheet",
            "open sandal",
        ]
        toes = Shoe(shoe_id="t", kind=Kind.TOE_SHOE)
        assert parts(toes, ARTICLE)[3].word == "toe pockets"
        worded = Shoe.model_validate({"shoe_id": "w", "toe_box_shape": "wide"})
        assert parts(worded, ARTICLE)[3].word == "wide"

    def test_every_known_part_of_the_catalogue_names_grade_and_source(self) -> None:
        for shoe in CATALOGUE:
            for part in parts(shoe, ARTICLE):
                if part.basis in {Basis.READING, Basis.WORD}:
                    assert part.source is not None, shoe.shoe_id
                    assert part.source.startswith("http")
                    assert part.grade is not None
                    assert part.sources is not None
                    assert part.sources >= 1
                else:
                    assert (part.grade, part.sources, part.source) == (None, None, None)
                assert (part.assumed is None) == part.known

    def test_a_score_serialises(self) -> None:
        text = TypeAdapter(Score).dump_json(score(CATALOGUE["saucony-hattori"]))
        assert json.loads(text)["parts"][2]["criterion"] == "drop"


def test_weighted_mean_of_a_perfect_shoe_is_100() -> None:
    assert weighted_mean([1.0] * 4, [0.1, 0.2, 0.3, 0.4], "geometric") == pytest.approx(100)


def test_the_floor_keeps_a_hopeless_criterion_at_a_hundredth() -> None:
    assert weighted_mean([0.0, 1.0], [0.5, 0.5], "geometric") == pytest.approx(10)


class TestInANotebook:
    """What a score looks like there, and that no name in it is obeyed."""

    def test_readings_and_what_is_unknown(self) -> None:
        html = score(CATALOGUE["lems-primal-2"])._repr_html_()
        assert "Score 71.3, band 49 to 86" in html
        assert "75% of the weight known; profile article 2" in html
        assert "Thin: sole under the heel" in html
        assert "14.3 mm" in html
        assert "13.3 to 19.4" in html
        assert "unknown" in html

    def test_nothing_known_is_said(self) -> None:
        html = score(Shoe(shoe_id="x"))._repr_html_()
        assert "Nothing is known, so there is no score" in html

    def test_the_name_of_a_profile_stays_text(self) -> None:
        named = ARTICLE.model_copy(update={"name": "<script>"})
        assert "<script>" not in score(Shoe(shoe_id="x"), named)._repr_html_()
