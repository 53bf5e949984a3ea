"""A problem names its place, its value, the rule and the way out, in one line."""

from __future__ import annotations

from shoefit.catalogue.problems import CatalogueError, Problem, ProblemLog


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
