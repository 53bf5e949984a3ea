"""One shoe to one score: worked by hand, held to the oracle, and to its laws."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

import oracle
from drawn import READINGS, profiles, shoes
from shoefit.catalogue.reading import load_catalogue
from shoefit.scoring.criteria import Basis
from shoefit.scoring.profiles import ARTICLE, BALANCE, Profile
from shoefit.scoring.scores import Score, estimate, parts, score, weighted_mean
from shoefit.shoe import Kind, Midsole, Shoe

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

    def test_an_unknown_hardness_counts_as_an_ordinary_shoes(self) -> None:
        result = score(Shoe(shoe_id="mine", heel_stack_mm=20, drop_mm=0, toe_box_width_mm=76))
        assert [part.sub_score for part in result.parts] == [0.375, 0.15, 1.0, 0.5]
        assert result.score == pytest.approx(100 * (0.375 * 0.15 * 1.0 * 0.5) ** 0.25)
        assert result.coverage == 0.75
        assert result.parts[1].basis is Basis.UNKNOWN
        assert result.parts[1].reading is None

    def test_nothing_known_has_no_score(self) -> None:
        result = score(Shoe(shoe_id="mine"))
        assert (result.score, result.score_low, result.score_high) == (None, None, None)
        assert result.coverage == 0.0

    def test_balance_reads_stack_and_hardness_only(self) -> None:
        shoe = Shoe(shoe_id="mine", heel_stack_mm=16, midsole_hardness_shore_a=32.5, drop_mm=9)
        assert score(shoe, "balance").score == pytest.approx(50.0)

    def test_the_arithmetic_mean(self) -> None:
        shoe = Shoe(shoe_id="mine", heel_stack_mm=16, midsole_hardness_shore_a=15, drop_mm=0)
        wanted = 100 * (0.5 + 0.01 + 1.0 + 0.30) / 4
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
    def test_hiding_a_reading_never_narrows_the_band(
        self, shoe: Shoe, profile: Profile, name: str
    ) -> None:
        before, after = estimate(shoe, profile), estimate(_hidden(shoe, name), profile)
        assume(before is not None and after is not None)
        assert before is not None
        assert after is not None
        assert after.low <= before.low + SLACK
        assert after.high >= before.high - SLACK

    @given(shoes(), profiles(), st.sampled_from(sorted(READINGS)))
    def test_hiding_a_reading_at_least_as_good_as_the_markets_never_raises_the_score(
        self, shoe: Shoe, profile: Profile, name: str
    ) -> None:
        hidden = _hidden(shoe, name)
        criterion = ARTICLE.criterion(name)
        assume(criterion.sub_score(shoe).value >= criterion.sub_score(hidden).value)
        before, after = estimate(shoe, profile), estimate(hidden, profile)
        assume(before is not None and after is not None)
        assert before is not None
        assert after is not None
        assert after.score <= before.score + SLACK

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
        _never_worse(
            shoe.model_copy(update={"heel_stack_mm": thin}),
            shoe.model_copy(update={"heel_stack_mm": thick}),
            profile,
        )

    @given(shoes(), profiles(), st.integers(0, 1000), st.integers(0, 3000))
    def test_flatter_is_never_worse(self, shoe: Shoe, profile: Profile, a: int, b: int) -> None:
        flat, steep = sorted((a / 100, b / 100))
        _never_worse(
            shoe.model_copy(update={"drop_mm": -flat if a % 2 and flat <= 10 else flat}),
            shoe.model_copy(update={"drop_mm": steep}),
            profile,
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

    @given(shoes(), profiles(), st.floats(0, 1))
    def test_the_band_holds_every_stack_within_its_tolerance(
        self, shoe: Shoe, profile: Profile, place: float
    ) -> None:
        assume(shoe.heel_stack_mm is not None)
        assert shoe.heel_stack_mm is not None
        below = 4.5 if shoe.heel_stack_mm_tolerance is None else shoe.heel_stack_mm_tolerance
        above = max(below, shoe.heel_stack_mm_tolerance_above or 0)
        true = max(shoe.heel_stack_mm - below + place * (below + above), 0.0)
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


def _never_worse(better: Shoe, worse: Shoe, profile: Profile) -> None:
    one, other = estimate(better, profile), estimate(worse, profile)
    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    assert one.score >= other.score - SLACK
    assert one.low >= other.low - SLACK
    assert one.high >= other.high - SLACK


class TestParts:
    """Each part tells what its sub-score rests on."""

    def test_words_and_structures_are_named(self) -> None:
        sandal = Shoe(shoe_id="s", kind=Kind.SANDAL, midsole=Midsole.NONE, heel_stack_mm=6)
        assert [part.word for part in parts(sandal, ARTICLE)] == [
            None,
            "no midsole",
            None,
            "open sandal",
        ]
        toes = Shoe(shoe_id="t", kind=Kind.TOE_SHOE)
        assert parts(toes, ARTICLE)[3].word == "toe pockets"
        worded = Shoe.model_validate({"shoe_id": "w", "toe_box_shape": "wide"})
        assert parts(worded, ARTICLE)[3].word == "wide"

    def test_every_known_part_of_the_catalogue_names_grade_and_source(self) -> None:
        for shoe in CATALOGUE:
            for part in parts(shoe, ARTICLE):
                if part.known:
                    assert part.source is not None, shoe.shoe_id
                    assert part.source.startswith("http")
                    assert part.grade is not None
                    assert part.sources is not None
                    assert part.sources >= 1

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
        assert "Score 47.0, band 19 to 83" in html
        assert "75% of the weight known; profile article 1" in html
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
