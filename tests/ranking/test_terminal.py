"""The table fits a terminal and shows hostile names instead of obeying them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.order import rank
from shoefit.ranking.stability import confidence
from shoefit.ranking.terminal import bar, plain, print_ranking
from shoefit.shoe import Shoe

CATALOGUE = load_catalogue()


class Terminal(io.StringIO):
    """Text that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


def test_elsewhere_it_is_plain_text() -> None:
    out = io.StringIO()
    print_ranking(rank(CATALOGUE, top=3), out)
    assert out.getvalue() == plain(rank(CATALOGUE, top=3))
    assert out.getvalue().isascii()


@pytest.mark.parametrize("top", [10, None])
def test_every_line_fits_80_columns(top: int | None) -> None:
    assert max(map(len, plain(rank(CATALOGUE, top=top, min_coverage=0)).splitlines())) <= 80


def test_on_a_terminal_it_is_coloured_and_fits(terminal: Terminal) -> None:
    from rich.text import Text  # noqa: PLC0415 - as the package does: only for a terminal

    print_ranking(rank(CATALOGUE, top=None, min_coverage=0), terminal)
    assert "\x1b[1m" in terminal.getvalue()
    lines = Text.from_ansi(terminal.getvalue()).plain.splitlines()
    assert max(len(line.rstrip()) for line in lines) <= 80
    assert any("Merrell Vapor Glove 6" in line and "█" in line for line in lines)


def test_a_name_cannot_drive_the_terminal(terminal: Terminal) -> None:
    hostile = Shoe(brand="\x1b[2J[bold]x[/]", model="\u202e", heel_stack_mm=5, drop_mm=0)
    print_ranking(rank([hostile]), terminal)
    assert "\x1b[2J" not in terminal.getvalue()
    assert "\\x1b[2J[bold]x[/]" in terminal.getvalue()
    assert "\u202e" not in plain(rank([hostile]))


def test_the_summary_says_what_was_left_out() -> None:
    text = plain(rank(CATALOGUE, kind="sandal", top=2))
    assert "2 of " in text
    assert "too little known (under 50%)" in text
    assert "filtered out" in text
    assert "Profile article 1, geometric mean: thin 25%" in text


def test_how_sure_each_rank_is_fits_too(terminal: Terminal) -> None:
    from rich.text import Text  # noqa: PLC0415 - as the package does: only for a terminal

    ranking = rank(CATALOGUE, min_coverage=0)
    sure = confidence(CATALOGUE, draws=50, min_coverage=0)
    text = plain(ranking, sure)
    assert max(map(len, text.splitlines())) <= 80
    assert text.splitlines()[0].split()[-5:] == ["top", "10", "median", "90", "%"]
    assert "50 draws from seed 0; weights drawn uniformly" in text
    print_ranking(ranking, terminal, sure)
    lines = Text.from_ansi(terminal.getvalue()).plain.splitlines()
    assert max(len(line.rstrip()) for line in lines) <= 80
    first = f"{sure[0].median_rank} {sure[0].rank_low}-{sure[0].rank_high}"
    assert " ".join(lines[1].split()).endswith(first)


@given(st.floats(0, 1), st.integers(1, 20))
def test_a_bar_is_as_wide_as_asked(share: float, width: int) -> None:
    assert len(bar(share, width)) == width


def test_bars_grow() -> None:
    assert [bar(x) for x in (0, 0.25, 0.5, 1)] == ["    ", "█   ", "██  ", "████"]
