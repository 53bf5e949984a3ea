"""A problem names its place, value, rule and way out; a row judged in groups is judged as whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoefit.catalogue.judging import KNOWN, TEXT, Judge, groups, judged, validated
from shoefit.catalogue.problems import CatalogueError, Problem, ProblemLog

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_a_problem_reads_as_a_sentence() -> None:
    problem = Problem(3, "drop_mm", "8 mm", "not a number", "Write the number alone.")
    assert str(problem) == ("row 3, column drop_mm: '8 mm': not a number. Write the number alone.")
    assert str(Problem(3, "", "", "the shoe has no name", "")) == "row 3: the shoe has no name."


def test_a_long_or_unprintable_value_is_shown_not_obeyed() -> None:
    assert "\x1b" not in str(Problem(2, "kind", "\x1b[31mred", "unknown word", ""))
    assert len(str(Problem(2, "kind", "x" * 1000, "unknown word", ""))) < 120


def test_problems_in_one_row_count_once_as_a_row() -> None:
    log = ProblemLog()
    log.add_row([Problem(2, "a", "", "r", ""), Problem(2, "b", "", "r", "")])
    error = CatalogueError("mine.csv", log)
    assert (error.count, error.rows) == (2, 1)
    assert str(error).startswith("mine.csv: 2 problems in 1 row.")
    assert "--skip-bad-rows" in error.hint


def row_problems(cells: Mapping[str, str]) -> list[Problem]:
    judge, texts = Judge(list(cells), str.strip, 500), list(cells.values())
    errors = [each for each in judge.problems(2, texts) if each.severity == "error"]
    return [*errors, *judge.of_names(2, texts, judge.shoe_id(texts))]


CELLS = ["0", "4", "8 mm", "0.3", "99", "x", "-3", "asker_c", "shore_a", "foam", "none", "sandal"]
CELLS += ["without_insole", "caliper_ball", "shoe", "40"]


@given(st.dictionaries(st.sampled_from(list(KNOWN)), st.sampled_from(CELLS), max_size=8))
def test_a_row_is_refused_in_groups_exactly_when_it_is_refused_whole(
    cells: Mapping[str, str],
) -> None:
    row = {"shoe_id": "mine", **cells}
    _, shoe = validated(row, brief=True)
    assert bool(row_problems(row)) == (shoe is None)


def test_every_judged_column_is_in_one_group() -> None:
    found = [each for group in groups(KNOWN) for each in group]
    assert sorted(found) == sorted(set(KNOWN) - TEXT)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"heel_stack_mm": "0.31"}, "other-unit"),
        ({"heel_stack_mm": "14", "forefoot_stack_mm": "20"}, "swapped"),
        ({"drop_mm": "-4"}, "sign"),
    ],
)
def test_doubts_are_warnings(cells: dict[str, str], code: str) -> None:
    ((found,), _) = judged(cells)
    assert (found.code, found.severity) == (code, "warning")
    assert not row_problems({"shoe_id": "a", **cells})


def test_a_swap_is_recognised_where_the_drop_proves_it() -> None:
    ((found,), _) = judged({"heel_stack_mm": "14", "forefoot_stack_mm": "20", "drop_mm": "6"})
    assert "swapped" in found.hint


def test_a_mend_that_would_be_wrong_too_is_not_offered() -> None:
    ((found,), _) = judged({"heel_stack_mm": "95 mm"})
    assert (found.mend, found.safe) == (None, False)


def test_asker_c_beside_a_shore_a_column_is_refused() -> None:
    (found,) = row_problems(
        {"shoe_id": "a", "midsole_hardness_shore_a": "40", "hardness_scale": "asker_c"}
    )
    assert (found.column, found.code) == ("hardness_scale", "contradiction")


def test_a_row_without_a_name() -> None:
    (found,) = row_problems({"drop_mm": "0"})
    assert found.code == "no-name"
