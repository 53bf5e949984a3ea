"""`check` says everything that is wrong, agrees with the reader, and loses nothing."""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoefit.catalogue.checking import check
from shoefit.catalogue.judging import KNOWN
from shoefit.catalogue.opening import packaged
from shoefit.catalogue.problems import CatalogueError
from shoefit.catalogue.reading import load_catalogue, stream_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from shoefit.catalogue.check_result import CheckResult
    from shoefit.catalogue.problems import Problem


def checked(text: str, **options: Any) -> CheckResult:
    return check(io.StringIO(text, newline=""), **options)


def only(text: str) -> Problem:
    (found,) = checked(text).problems
    return found


def test_the_bundled_catalogue_is_clean() -> None:
    found = check()
    assert found.rows == found.accepted == len(load_catalogue())
    assert not found.problems
    assert not found.rules
    assert not found.notes
    assert not found.columns_not_read


CELLS = ["", "0", "8", "8 mm", "300", "x", "Foam", "foam", "none", "shoe", "asker_c", '"', "a\nb"]


@given(
    st.lists(st.sampled_from(list(KNOWN)), min_size=1, max_size=6, unique=True),
    st.lists(st.lists(st.sampled_from(CELLS), min_size=6, max_size=7), max_size=8),
)
def test_it_accepts_exactly_the_rows_that_the_reader_keeps(
    columns: list[str], rows: list[list[str]]
) -> None:
    file = io.StringIO()
    writer = csv.writer(file)
    header = [
        "shoe_id",
        "drop_mm",
        *(each for each in columns if each not in {"shoe_id", "drop_mm"}),
    ]
    writer.writerow(header)
    writer.writerows(row[: len(header)] for row in rows)
    found = checked(file.getvalue())
    catalogue = load_catalogue(io.StringIO(file.getvalue(), newline=""), on_error="skip")
    assert found.accepted == len(catalogue)
    assert found.rejected == catalogue.rows_left_out
    assert found.accepted + found.rejected == found.rows
    errors = [each for each in found.problems if each.severity == "error"]
    assert errors == list(catalogue.problems)


def test_every_finding_is_counted_by_rule_and_column() -> None:
    found = checked("shoe_id,drop_mm,weight_g\na,4 mm,9\nb,5 mm,200\nc,x,200\n,0,200\n")
    assert [(each.code, each.column, each.count) for each in found.rules] == [
        ("not-a-number", "drop_mm", 3),
        ("no-name", "", 1),
        ("out-of-range", "weight_g", 1),
    ]
    assert found.errors == 5
    assert found.rules[0].first == found.problems[0]


def test_the_first_thousand_in_full_and_the_rest_counted(tmp_path: Path) -> None:
    text = "shoe_id,drop_mm\n" + "".join(f"s{i},x\n" for i in range(1500))
    found = checked(text, findings=tmp_path / "all.csv")
    assert len(found.problems) == 1000
    assert found.errors == found.rejected == 1500
    with (tmp_path / "all.csv").open() as file:
        assert len(list(csv.DictReader(file))) == 1500


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("heel_stak_mm", "heel_stack_mm"),
        ("Stack height", "heel_stack_mm"),
        ("Weight", "weight_g"),
        ("colour", ""),
        ("shop", ""),
        ("price", ""),
    ],
)
def test_a_column_named_almost_right(title: str, meant: str) -> None:
    found = checked(f"shoe_id,drop_mm,{title}\na,0,1\n")
    assert [each.code for each in found.problems] == ["column-name"] * bool(meant)
    assert all(f"Is {meant} meant" in each.hint for each in found.problems)
    assert found.accepted == 1


def test_what_is_only_counted_is_what_would_have_been_told(tmp_path: Path) -> None:
    # Words are made where they are shown: for all where they are written, else for the first.
    wrong = [(f"x{at}", f"y{at}", f"{at} mm", str(at + 900)) for at in range(400)]
    later = [("shoe", "none", "x", "none"), ("Sandal", "foam", "-8 mm", "=1"), ("boot", "", "", "")]
    cells = [*wrong, *later, *wrong[:9], ("boot", "foam", "-9 mm", "0.31"), *later]
    rows = [f"a{at}," + ",".join(row) for at, row in enumerate(cells)]
    text = "\n".join(["shoe_id,kind,midsole,drop_mm,heel_stack_mm", *rows])
    found, told = checked(text), checked(text, findings=tmp_path / "all.csv")
    assert found == told
    assert found.errors + found.warnings == len((tmp_path / "all.csv").read_text().splitlines()) - 1
    assert {"formula", "out-of-range"} <= {each.code for each in found.rules}
    with stream_catalogue(io.StringIO(text), on_error="skip") as shoes:
        kept = list(shoes)
    assert (len(kept), shoes.rows_left_out) == (found.accepted, found.rejected)
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(io.StringIO(text))
    assert refused.value.count == found.errors


def test_a_name_that_is_taken_is_not_suggested() -> None:
    assert not checked("shoe_id,drop_mm,drop\na,0,1\n").problems


def test_a_whole_column_in_asker_c() -> None:
    rows = "".join(f"s{i},foam,{38 + i}\n" for i in range(5))
    problem = only(f"shoe_id,midsole,midsole_hardness_shore_a\n{rows}")
    assert (problem.code, problem.row) == ("asker-c", 1)
    assert "about 20 Shore A" in problem.hint


def test_a_few_hard_foams_are_no_asker_c() -> None:
    rows = "".join(f"s{i},foam,{22 if i % 2 else 45}\n" for i in range(10))
    assert not checked(f"shoe_id,midsole,midsole_hardness_shore_a\n{rows}").problems


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@sum", "\tx"])
@pytest.mark.parametrize("column", ["model", "colour"])
def test_a_formula_is_told_and_made_harmless(tmp_path: Path, cell: str, column: str) -> None:
    text = f'shoe_id,drop_mm,{column}\na,0,"{cell}"\n'
    assert only(text).code == "formula"
    checked(text, fix=tmp_path / "fixed.csv")
    again = check(tmp_path / "fixed.csv", findings=tmp_path / "all.csv")
    assert again.ok
    assert not again.problems


@pytest.mark.parametrize("cell", ["-1", "+49 30 1", "-", "1-2", "-0,5"])
def test_a_signed_number_is_no_formula(cell: str) -> None:
    assert not checked(f'shoe_id,drop_mm,colour\na,0,"{cell}"\n').problems


def test_a_cell_that_can_be_read_and_would_be_run_is_told_in_every_row() -> None:
    text = "shoe_id,drop_mm,midsole\n" + "".join(f"a{row},1,\tfoam\n" for row in range(4))
    assert [each.row for each in checked(text).problems] == [2, 3, 4, 5]


def test_a_finding_that_looks_like_a_formula_is_written_harmless(tmp_path: Path) -> None:
    checked("shoe_id,drop_mm\na,=1+1\n", findings=tmp_path / "all.csv")
    assert "'=1+1" in (tmp_path / "all.csv").read_text()


class TestFiles:
    """What `fix` and `rejects` hold."""

    TEXT = (
        "shoe_id;Heel Stack (mm);kind;colour\n"
        'a;"0,31""";Toe Shoe;red\nb;8,5;shoe;\n\nc;abc;shoe;"x;y"\nd;9\n'
        'e;"9"x;shoe;\nf;9 mm;sandel;\n'
    )

    def test_certain_mends_are_applied_and_the_rest_stands(self, tmp_path: Path) -> None:
        found = checked(self.TEXT, fix=tmp_path / "fixed.csv")
        assert (tmp_path / "fixed.csv").read_text() == (
            "shoe_id;Heel Stack (mm);kind;colour\n"
            'a;7.87;toe-shoe;red\nb;8,5;shoe;\nc;abc;shoe;"x;y"\nd;9\n'
            '"e;""9""x;shoe;"\nf;9;sandel;\n'
        )
        assert found.mended == len(found.mends) == 3
        assert {(each.row, each.column, each.mend) for each in found.mends} == {
            (2, "heel_stack_mm", "7.87"),
            (2, "kind", "toe-shoe"),
            (8, "heel_stack_mm", "9"),
        }
        assert (found.rows, found.accepted) == (6, 1)
        assert check(tmp_path / "fixed.csv").accepted == 2

    def test_rejected_rows_are_kept_as_they_stand_with_the_reasons(self, tmp_path: Path) -> None:
        found = checked(self.TEXT, rejects=tmp_path / "rejects.csv")
        with (tmp_path / "rejects.csv").open(newline="") as file:
            header, *rows = csv.reader(file, delimiter=";")
        assert header == ["row", "reasons", "shoe_id", "Heel Stack (mm)", "kind", "colour"]
        assert len(rows) == found.rejected == 5
        assert rows[0][2:] == ["a", '0,31"', "Toe Shoe", "red"]
        assert rows[0][1] == "heel_stack_mm: not a number; kind: unknown word"
        assert rows[2][1:] == ["has 2 cells where the header has 4", "d", "9"]
        assert rows[3][2:] == ['e;"9"x;shoe;']

    def test_the_original_is_never_touched(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.csv"
        path.write_text(self.TEXT)
        stamp = path.stat().st_mtime_ns
        check(path, fix=tmp_path / "fixed.csv", rejects=tmp_path / "rejects.csv")
        assert (path.read_text(), path.stat().st_mtime_ns) == (self.TEXT, stamp)

    def test_mending_twice_changes_nothing_more(self, tmp_path: Path) -> None:
        checked(self.TEXT, fix=tmp_path / "one.csv")
        again = check(tmp_path / "one.csv", fix=tmp_path / "two.csv")
        assert again.mended == 0
        assert (tmp_path / "one.csv").read_text() == (tmp_path / "two.csv").read_text()


def test_a_mutilated_catalogue_loses_no_row(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - a fixed draw, not a secret
    header, *lines = packaged("shoes.csv").read_text(encoding="utf-8").splitlines()
    broken = []
    for line in lines:
        cells = line.split(",")
        cells[chance.randrange(len(cells))] = chance.choice(
            ["x", "9 mm", "-99", "n/a", '"q"x', "="]
        )
        broken.append(",".join(cells[: chance.choice([30, 30, 30, 12])]))
    text = "\n".join([header, *broken])
    found = checked(text, fix=tmp_path / "f.csv", rejects=tmp_path / "r.csv")
    assert found.rows == len(lines)
    assert found.accepted + found.rejected == found.rows
    assert len((tmp_path / "f.csv").read_text().splitlines()) == len(lines) + 1
    assert len((tmp_path / "r.csv").read_text().splitlines()) == found.rejected + 1


def test_progress_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("shoe_id,drop_mm\n" + "".join(f"s{i},0\n" for i in range(10_000)))
    seen: list[tuple[int, float | None]] = []
    check(path, progress=lambda rows, share: seen.append((rows, share)))
    assert [rows for rows, _ in seen] == list(range(1024, 10_000, 1024))
    assert all(share is not None and 0 < share <= 1 for _, share in seen)


def test_a_column_of_cells_that_never_repeat_is_not_remembered_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shoefit.catalogue.judging._REMEMBERED", 10)
    rows = "".join(f"s{i},{i / 100:g},{'x' * i}\n" for i in range(100))
    found = checked(f"shoe_id,drop_mm,year\n{rows}")
    assert (found.accepted, found.rejected) == (1, 99)


def test_a_row_whose_only_cell_would_be_blanked_is_left_as_it_is(tmp_path: Path) -> None:
    fixed = tmp_path / "fixed.csv"
    found = check(io.StringIO("shoe_id,drop_mm\na,n/a\n,unknown\nb,0\n"), fix=fixed)
    assert (found.rows, found.mended) == (3, 1)
    assert fixed.read_text() == "shoe_id,drop_mm\na,\n,unknown\nb,0\n"
    assert check(fixed).rows == 3


@pytest.mark.parametrize(
    ("header", "cells", "column", "code"),
    [
        ("drop_mm", "-4", "drop_mm", "sign"),
        ("drop_in", "-0.2", "drop_in", "sign"),
        ("heel_stack_in,forefoot_stack_in", "0.4,0.6", "forefoot_stack_in", "swapped"),
        ("heel_stack_mm,forefoot_stack_mm,drop_mm", "8,12,-4", "drop_mm", "swapped"),
        (
            "heel_stack_mm,drop_mm_tolerance,forefoot_stack_mm",
            "10,1,14",
            "forefoot_stack_mm",
            "swapped",
        ),
    ],
)
def test_toes_above_the_heel_are_doubted_where_they_are_stated(
    header: str, cells: str, column: str, code: str
) -> None:
    found = check(io.StringIO(f"shoe_id,{header}\na,{cells}\n"))
    doubt = next(each for each in found.problems if each.severity == "warning")
    assert (doubt.column, doubt.code) == (column, code)
    assert doubt.value == cells.rsplit(",", 1)[-1]
