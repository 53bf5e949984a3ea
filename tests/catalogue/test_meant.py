"""What a cell clearly meant is offered; what could mean two things is not."""

from __future__ import annotations

import pytest

from shoefit.catalogue.judging import judged
from shoefit.catalogue.other_scales import (
    meant_number,
    meant_out_of_range,
    meant_word,
    unit_of,
)


@pytest.mark.parametrize(
    ("column", "cell", "text"),
    [
        ("heel_stack_mm", "8 mm", "8"),
        ("heel_stack_mm", "8.5MM", "8.5"),
        ("heel_stack_mm", '0.31"', "7.87"),
        ("heel_stack_mm", "0.31 inches", "7.87"),
        ("heel_stack_mm", "1,2 cm", "12"),
        ("heel_stack_mm", "8,5", "8.5"),
        ("heel_stack_in", "8 mm", "0.31"),
        ("drop_mm", "\u22121", "-1"),
        ("drop_mm", "+4", "4"),
        ("drop_mm", ".5 cm", "5"),
        ("weight_g", "9.5 oz.", "269.32"),
        ("weight_g", "0.25 kg", "250"),
        ("weight_oz", "200g", "7.05"),
        ("midsole_hardness_shore_a", "35 Shore A", "35"),
        ("midsole_hardness_shore_a", "35A", "35"),
        ("weight_g", "n/a", ""),
        ("drop_mm", "\u2014", ""),
        ("drop_mm", "Zero drop", "0"),
        ("drop_in", "zero", "0"),
    ],
)
def test_a_unit_in_the_cell_is_converted(column: str, cell: str, text: str) -> None:
    meant = meant_number(column, cell)
    assert meant
    assert (meant.text, meant.safe) == (text, True)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("weight_g", "1,234"),  # a thousand to some, one to others
        ("heel_stack_mm", "8-10"),
        ("heel_stack_mm", "8 oz"),
        ("heel_stack_mm", "8 furlongs"),
        ("heel_stack_mm", "about 8"),
        ("seen", "2019 g"),
        ("heel_stack_mm", "zero"),  # a drop is called so, a stack is not
        ("heel_stack_mm", "none"),  # no sole, or no word of one?
    ],
)
def test_what_is_not_clear_is_not_guessed(column: str, cell: str) -> None:
    assert meant_number(column, cell) is None


def test_asker_c_in_a_shore_a_column_is_named_but_not_written() -> None:
    meant = meant_number("midsole_hardness_shore_a", "40 Asker C")
    assert meant
    assert meant.text is None
    assert "40 Asker C is about 21 Shore A" in meant.hint


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("weight_g", 9.5, "269.32"),
        ("weight_g", 0.25, "250"),
        ("toe_box_width_mm", 3.1, "78.74"),
        ("toe_box_width_mm", 7.8, "78"),
        ("heel_stack_in", 8, None),
        ("heel_stack_mm", 310, ""),
        ("weight_g", 5000, ""),
    ],
)
def test_another_unit_is_suggested_and_never_certain(
    column: str, value: float, text: str | None
) -> None:
    meant = meant_out_of_range(column, value)
    if text == "":
        assert meant is None
    else:
        assert meant
        assert (meant.text, meant.safe) == (text, False)


def test_words_may_differ_in_case_spaces_and_hyphens_only() -> None:
    kinds = ["shoe", "toe-shoe", "unknown"]
    assert [meant_word(each, kinds) is not None for each in ("Shoe", "TOE_SHOE", "shoes")] == [
        True,
        True,
        False,
    ]
    blank = meant_word("n/a", kinds)
    assert blank
    assert blank.text == ""
    assert meant_word("Unknown", kinds) == ("unknown", "Write unknown.", True)


def test_a_sole_thinner_than_any_known_may_be_inches() -> None:
    assert judged({"heel_stack_mm": "0"})[0] == judged({"heel_stack_mm": "2"})[0] == []
    ((found,), _) = judged({"forefoot_stack_mm": "0.5"})
    assert (found.column, found.mend, found.safe) == ("forefoot_stack_mm", "12.7", False)


def test_units_come_from_the_end_of_the_name() -> None:
    named = ("weight_g", "weight_oz", "drop_in", "brand")
    assert [unit_of(each) for each in named] == ["g", "oz", "in", ""]
