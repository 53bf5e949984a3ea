"""Text to rows: every oddity that CSV files are known for has a case, and no row is lost."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoefit.catalogue.table import open_table
from shoefit.errors import SourceError

if TYPE_CHECKING:
    from shoefit.catalogue.sheets import Row

HEAD = "shoe_id,drop_mm,note\n"


def rows(text: str) -> list[Row]:
    with open_table(io.StringIO(text, newline="")) as table:
        return list(table.rows())


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a,0,"one, two"\n', ["a", "0", "one, two"]),
        ('a,0,""\n', ["a", "0", ""]),
        ("a,0,\n", ["a", "0", ""]),
        ('a,0,"say ""ah"""\n', ["a", "0", 'say "ah"']),
        ('a,0,""""\n', ["a", "0", '"']),
        ('a,0,"one\ntwo"\n', ["a", "0", "one\ntwo"]),
        ('a,0,"one\r\ntwo"\n', ["a", "0", "one\r\ntwo"]),
        ('a,0,"one\n\ntwo"\n', ["a", "0", "one\n\ntwo"]),
        ('"a","0","x"\n', ["a", "0", "x"]),
        ('a,0,"{""k"": [1, 2]}"\n', ["a", "0", '{"k": [1, 2]}']),
        ("a,0,Ölschläger 靴 👟\n", ["a", "0", "Ölschläger 靴 👟"]),
        ('a,0,5" tall\n', ["a", "0", '5" tall']),
        ("a,0, x \n", ["a", "0", " x "]),
        ("a,0,x", ["a", "0", "x"]),
        ("a,0,x\r\n", ["a", "0", "x"]),
        ("a,0,x\r", ["a", "0", "x"]),
        ("a,0,x,,,\n", ["a", "0", "x"]),
        ("a,0,x\0y\n", ["a", "0", "x\0y"]),
        ("a,0,'one, two'\n", None),
        ("a,0,one\\, two\n", None),
        (",0,x\n", ["", "0", "x"]),
        ("#a,0,x\n", ["#a", "0", "x"]),
        ("a,0,\u2028x\x0b\x0c\x85\n", ["a", "0", "\u2028x\x0b\x0c\x85"]),
        ("a,0,\ufeffx\n", ["a", "0", "\ufeffx"]),
        ("NA,0,null\n", ["NA", "0", "null"]),
    ],
    ids=[
        *["comma in quotes", "empty quotes", "empty", "doubled quotes", "only a quote"],
        *["line break in quotes", "CRLF in quotes", "blank line in quotes", "all quoted", "JSON"],
        *["other scripts", "quote inside a plain cell", "spaces", "no line end", "CRLF"],
        *["old line ends", "empty columns on the right", "NUL", "other quotes", "backslash"],
        *["empty first cell", "hash", "odd line separators", "mark in the middle"],
        "words that others take for blank",
    ],
)
def test_one_row(text: str, cells: list[str] | None) -> None:
    (found,) = rows(HEAD + text)
    if cells is None:  # no quoting that CSV knows: the comma separates, and the row is told
        assert found[2] == "has 4 cells where the header has 3"
    else:
        assert found == (2, cells, "")


@pytest.mark.parametrize("blank", ["\n", "\r\n", ",,\n", " , ,\n", '"",,\n', "   \n", "\t\n"])
def test_blank_lines_are_no_rows(blank: str) -> None:
    assert [
        row for row, _, _ in rows(f"{blank}{HEAD}{blank}a,0,x\n{blank}{blank}b,1,y\n{blank}")
    ] == [4, 7]


def test_rows_are_numbered_by_the_line_they_start_on() -> None:
    text = 'a,0,"1\n2\n3"\nb,1,\nc,"x"y,\nd,2,"\n"\ne,3,\n'
    assert [row for row, _, _ in rows(HEAD + text)] == [2, 5, 6, 7, 9]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("a,0\n", ["has 2 cells where the header has 3"]),
        ("a,0,x,y\n", ["has 4 cells where the header has 3"]),
        ('a,0,"x"y\n', ["has text after a closing quote"]),
        ('a,0,"x\nb,1,y\nc,2,z\n', ["opens a quote that does not close", "", ""]),
        ('a,0,"x\nb,1,"y"\n', ["has text after a closing quote", ""]),
        ('a,0,"x""\nb,1,"y\n', ["has text after a closing quote", "opens a quote"]),
        (f'a,0,"{"x" * 200_000}"\nb,1,y\n', ["has a cell of more than", ""]),
        ('a,0,"x\n' + "b,1,y\n" * 2000, ["opens a quote that does not close", *[""] * 2000]),
    ],
)
def test_a_broken_row_costs_itself_and_no_other(text: str, reasons: list[str]) -> None:
    found = [reason for _, _, reason in rows(HEAD + text)]
    assert len(found) == len(reasons)
    assert all(seen.startswith(told) for seen, told in zip(found, reasons, strict=True))


def test_a_broken_line_is_kept_as_it_stands() -> None:
    assert rows(HEAD + 'a , 0,"x"y \n')[0][1] == ['a , 0,"x"y ']


@given(st.text(alphabet='a,"\n\r 0;\0é'))
def test_no_line_is_lost(text: str) -> None:
    """Every character that is neither separator, quote nor blank comes out again."""
    told = "".join("".join(cells) for _, cells, _ in rows(HEAD + text))
    for mark in "a0;é":
        assert told.count(mark) == text.count(mark)


def test_columns_of_other_names_may_stand_twice() -> None:
    with open_table(io.StringIO("shoe_id,drop_mm,note,note,,\n")) as table:
        assert table.columns == ["shoe_id", "drop_mm", "note", "note.1"]


def test_known_columns_may_not() -> None:
    with (
        pytest.raises(SourceError, match="'drop_mm' stands twice"),
        open_table(io.StringIO("shoe_id,drop_mm,Drop (mm)\n")),
    ):
        pass


def test_a_header_that_opens_a_quote() -> None:
    with pytest.raises(SourceError, match="header opens a quote"), open_table(io.StringIO('"a,b')):
        pass


def test_a_header_may_hold_line_breaks() -> None:
    with open_table(io.StringIO('shoe_id,drop_mm,"a\nb"\nx,0,y\n')) as table:
        assert list(table.rows()) == [(3, ["x", "0", "y"], "")]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_separator_is_the_one_that_makes_known_columns(mark: str) -> None:
    with open_table(io.StringIO("shoe_id,drop_mm,a|b\n".replace(",", mark))) as table:
        assert table.separator == mark
        assert (table.clean("1,5") == "1.5") is (mark == ";")


def test_a_header_of_100_000_columns_is_read_at_once() -> None:
    """As it was written first, this took more than a minute."""
    names = ["shoe_id", "drop_mm", *map(str, range(50_000)), *["twice"] * 50_000]
    with open_table(io.StringIO(",".join(names) + "\n")) as table:
        assert table.columns[-2:] == ["twice.49998", "twice.49999"]


def test_a_header_with_a_cell_that_is_too_long() -> None:
    with (
        pytest.raises(SourceError, match=r"the header has a cell of more than 100,000 char"),
        open_table(io.StringIO(f"shoe_id,drop_mm,{'x' * 200_000}\n")),
    ):
        pass
