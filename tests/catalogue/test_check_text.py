"""A result as text: in 80 columns, shown and never obeyed."""

from __future__ import annotations

import io

from shoefit.catalogue.check_text import written
from shoefit.catalogue.checking import check

HOSTILE = "a\x1b[2J\u202e[bold]" + "x" * 300


def lines(text: str, **files: str) -> list[str]:
    return list(written(check(io.StringIO(text)), **files))


def test_it_fits_80_columns_whatever_is_in_the_file() -> None:
    found = lines(f"shoe_id,drop_mm,kind,{'c' * 200},drop_inn\n{HOSTILE},{HOSTILE},{HOSTILE},,\n")
    assert max(map(len, found)) <= 80
    assert all(line.isprintable() for line in found)


def test_the_sum_stands_last() -> None:
    found = lines("shoe_id,drop_mm\na,4 mm\nb,0\n")
    assert found[0] == "row 2 drop_mm '4 mm': not a number. Write 4, without the unit."
    assert found[-3:] == [
        "the open file: 2 rows came in, 1 accepted, 1 rejected",
        "1 error, 0 warnings",
        "Certain mends can be applied to a copy: --fix OUT.csv",
    ]


def test_a_clean_file_is_said_to_be_clean() -> None:
    assert lines("shoe_id,drop_mm\na,0\n") == [
        "the open file: 1 row came in, 1 accepted, 0 rejected",
        "Nothing is wrong.",
    ]


def test_the_files_that_were_written_are_named() -> None:
    found = lines("shoe_id,drop_mm\na,4 mm\n", fix="f.csv", rejects="r.csv", findings="a.csv")
    assert found[-2].endswith("in f.csv; logged in a.csv")
    assert found[-1] == "1 rejected row kept in r.csv"


def test_more_than_a_thousand() -> None:
    found = lines("shoe_id,drop_mm\n" + "".join(f"s{i},x\n" for i in range(1500)))
    assert "... and 500 more: --all FILE writes all" in found
