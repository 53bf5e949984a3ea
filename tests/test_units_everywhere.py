"""Every unit and scale is known wherever readings come in: a forgotten place fails by its name."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import shoefit
from drawn import few
from shoefit.catalogue.other_scales import OTHER_COLUMNS, meant_number
from shoefit.errors import FrameColumnsError
from shoefit.scoring.criteria import READINGS
from shoefit.scoring.scales import (
    OTHER_UNITS,
    SCALES,
    UNITS,
    HardnessScale,
    StackBasis,
    ToeBoxMethod,
    in_unit,
)

if TYPE_CHECKING:
    from shoefit.catalogue.problems import Problem
    from shoefit.shoe import Shoe

DOCS = Path(__file__).parents[1] / "docs" / "data.md"
FORMULAS = DOCS.with_name("score.md")
SCALE_WORDS = [(column, each) for column, scale in SCALES.items() for each in scale]
# A column in the unit that shoefit counts in, and a value that a shoe can have.
OWN = {"mm": ("heel_stack_mm", 12.5), "g": ("weight_g", 250.0)}


def file(cells: dict[str, object]) -> io.StringIO:
    cells = {"shoe_id": "mine", **cells}
    return io.StringIO(f"{','.join(cells)}\n{','.join(map(str, cells.values()))}\n")


def shoe(cells: dict[str, object]) -> Shoe:
    return shoefit.load_catalogue(file(cells))[0]


def problems(cells: dict[str, object]) -> tuple[Problem, ...]:
    return shoefit.check(file(cells)).problems


@pytest.mark.parametrize("unit", UNITS)
def test_a_cell_may_be_in_any_unit_however_spelt(unit: str) -> None:
    column, value = OWN[UNITS[unit].own]
    number = in_unit(value, UNITS[unit].own, unit)
    assert number is not None
    assert in_unit(number, unit, UNITS[unit].own) == pytest.approx(value)
    for spelling in (unit, *UNITS[unit].spellings.split()):
        meant = meant_number(column, f"{number:.6f} {spelling}")
        assert meant is not None
        assert meant.safe
        assert float(meant.text or "nan") == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize("column", OTHER_UNITS)
class TestAColumnInAnotherUnit:
    """It is read, converted, judged beside the one it stands for, refused by frames, documented."""

    def test_a_file_is_converted(self, column: str) -> None:
        own, size = OTHER_UNITS[column]
        value = 200.0 if own == "weight_g" else 10.0
        cells: dict[str, object] = {"heel_stack_mm": 20} if "forefoot" in own else {}
        cells |= {} if "heel" in own else {"midsole": "foam"}
        found = shoe({**cells, column: value / size})
        target = "drop_mm" if "forefoot" in own else own
        assert getattr(found, target) == pytest.approx(value)

    def test_both_at_once_are_refused(self, column: str) -> None:
        own, size = OTHER_UNITS[column]
        value = 200.0 if own == "weight_g" else 10.0
        found = problems({own: value, column: value / size, "midsole": "foam"})
        assert ("given-twice", column) in [(each.code, each.column) for each in found]

    def test_a_cell_with_its_unit_is_mended(self, column: str) -> None:
        own, size = OTHER_UNITS[column]
        unit = UNITS[column.rpartition("_")[2]]
        cell = f"{(200.0 if own == 'weight_g' else 10.0) / size:.6f} {unit.spellings.split()[-1]}"
        meant = meant_number(column, cell)
        assert meant is not None
        assert meant.safe

    def test_a_frame_that_scores_by_it_is_refused(self, column: str) -> None:
        own, _ = OTHER_UNITS[column]
        given = few(drop_mm=[1.0, 2.0], **{column: [1.0, 2.0]}).drop(columns=own, errors="ignore")
        if own not in {each.column for each in READINGS.values()}:
            assert len(shoefit.score_frame(given)) == len(given)  # no business of a score
            return
        with pytest.raises(FrameColumnsError, match=f"'{column}' is on another scale than '{own}'"):
            shoefit.score_frame(given)

    def test_the_page_names_it(self, column: str) -> None:
        assert column in OTHER_COLUMNS
        assert f"`{column}`" in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize(("column", "scale"), SCALE_WORDS, ids=map(str, SCALE_WORDS))
def test_the_word_for_a_scale_is_read_and_documented(column: str, scale: str) -> None:
    cells = {
        "stack_basis": {"heel_stack_mm": 10},
        "hardness_scale": {"midsole_hardness": 40},
        "toe_box_method": {"toe_box_width_mm": 90},
    }[column]
    found = problems({**cells, column: scale})
    assert [each.code for each in found] in ([], ["ball-width"])
    assert f"`{scale}`" in DOCS.read_text(encoding="utf-8")
    with pytest.raises(FrameColumnsError, match=f"'{column}' says that readings are on other"):
        shoefit.score_frame(few(**{column: [scale, scale]}))


@pytest.mark.parametrize("basis", StackBasis)
def test_every_basis_is_converted(basis: StackBasis) -> None:
    found = basis.convert(10.0, 3.0)
    assert (found is None) == (basis is StackBasis.MIDSOLE_ONLY)
    if found is None:
        return
    assert found.value >= 10
    assert bool(found.step) == (basis is not StackBasis.WITH_INSOLE)


@pytest.mark.parametrize("scale", HardnessScale)
def test_every_durometer_scale_is_converted_wherever_it_is_met(scale: HardnessScale) -> None:
    expected = scale.convert(40.0)
    assert 0 <= expected.value <= 100
    own = scale is HardnessScale.SHORE_A
    assert scale.said in expected.step or own
    assert own or f"| {scale.said} | Shore A |" in FORMULAS.read_text(encoding="utf-8")
    read = shoe({"midsole_hardness": 40, "hardness_scale": scale})
    assert read.midsole_hardness_shore_a == pytest.approx(expected.value)
    assert scale.spellings
    for spelling in scale.spellings:
        meant = meant_number("midsole_hardness_shore_a", f"40 {spelling}")
        assert meant is not None
        assert meant.safe == own
        assert own or f"40 {scale.said} is about {expected.value:.0f} Shore A" in meant.hint
    (unsaid,) = problems({"midsole_hardness": 40})
    assert scale in unsaid.hint
    assert ("the two differ" in unsaid.hint) == (len(HardnessScale) == 2)
    contradicted = problems({"midsole_hardness_shore_a": 40, "hardness_scale": scale})
    assert [each.code for each in contradicted] == ([] if own else ["contradiction"])


@pytest.mark.parametrize("method", ToeBoxMethod)
def test_every_method_is_converted_or_refused(method: ToeBoxMethod) -> None:
    expected = method.convert(80.0)
    cells: dict[str, object] = {"toe_box_width_mm": 80, "toe_box_method": method}
    if expected is None:
        assert [each.code for each in problems(cells)] == ["ball-width"]
    else:
        assert shoe(cells).toe_box_width_mm == pytest.approx(expected.value)
