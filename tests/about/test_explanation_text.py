"""An explanation in words: complete, short, and deaf to what a catalogue's text commands."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import profiles, shoes
from shoefit.about.explanation_text import headline, html, rank_words, text
from shoefit.about.reasons import Account
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.order import Standing, Standings
from shoefit.scoring.profiles import ARTICLE, Profile
from shoefit.shoe import Kind, Midsole, Shoe, ToeBoxShape
from shoefit.sources.studies import load_studies
from shoefit.text import WIDTH, number

CATALOGUE = load_catalogue()
STANDINGS = Standings(CATALOGUE, ARTICLE)
HOSTILE = Shoe(
    shoe_id="hostile",
    brand="<script>alert(1)</script>",
    model="\x1b[31mred\u202e\nline",
    heel_stack_mm=5,
    heel_stack_mm_source="javascript:alert('x')",
    drop_mm=0,
    drop_mm_source='https://example.org/"><img src=x onerror=alert(1)>',
)


def of(shoe_id: str) -> str:
    return text(Account.of(CATALOGUE[shoe_id], STANDINGS))


def flat(said: str) -> str:
    return " ".join(said.split())


def test_the_whole_text_of_a_shoe() -> None:
    """The most important first; a change of the data or the words shows here."""
    lines = of("lems-primal-2").splitlines()
    assert lines[0] == "Lems Primal 2"
    assert lines[1].startswith("Score 47.0 of 100, rank 149 of 402. Its tolerances and unknowns")
    assert lines[2] == "It loses most by midsole hardness, which is unknown: 33.3 points."
    said = flat(of("lems-primal-2"))
    assert "Stack height: 14.3 mm, measured (lab). Asked: thin, such as a huarache" in said
    assert "Insole not mentioned: up to 5 mm more. 4 more claims: 8, 11, 11.5, 12.5 mm." in said
    assert "Midsole hardness: unknown, counted 0.15 as in an ordinary running shoe of today" in said
    assert "Toe-box width: called wide (lab)" in said
    assert "Midsole hardness: 75.5, rank 38, at 50 Shore A; 23.9, rank 327, at 15 Shore A" in said


def test_every_real_text_fits_80_columns_but_for_an_address() -> None:
    for shoe in CATALOGUE[::25]:
        for line in of(shoe.shoe_id).splitlines():
            assert len(line) <= WIDTH or re.fullmatch(r"\s+(\S.*, )?https?://\S+", line)


@given(shoes(), profiles())
def test_any_shoe_can_be_told(shoe: Shoe, profile: Profile) -> None:
    account = Account.of(shoe, Standings([shoe], profile))
    said = text(account)
    assert said.count("sub-score") == 1
    assert not re.search(r"\bnan\b", said)
    assert "None" not in said + html(account)


def test_the_printed_column_adds_up_to_what_the_score_lacks() -> None:
    for shoe in CATALOGUE[::25]:
        table = of(shoe.shoe_id).split("\n\n")[1].splitlines()
        total = next((row for row in table if "less the score" in row), None)
        if total is None:
            continue
        lost = [float(row.split()[-1]) for row in table[1:-1]]
        assert sum(lost) == pytest.approx(float(total.split()[-1]), abs=0.05 * 5 + 1e-9)


def test_both_sides_and_that_it_is_no_advice() -> None:
    said = flat(of("luna-venado"))
    for finding in load_studies().findings:
        assert (finding.brief in said) == bool(finding.brief) or not finding.brief
        if finding.brief:
            assert finding.address in said
    assert said.index("For - ") < said.index("Against, or with care - ")
    assert load_studies().not_advice in said
    assert load_studies().contradiction in said


def test_an_unknown_hardness_of_a_thin_sole_says_so() -> None:
    assert "unknown, counted 0.50 as in a sole of at most 14 mm" in flat(of("luna-venado"))


def test_a_conversion_says_what_it_adds_in_doubt() -> None:
    assert "Converted from 86.7 mm by caliper (adds +/- 3.6 mm)." in of("xero-shoes-hfs-ii")


def test_a_shoe_of_ones_own_has_no_pages() -> None:
    mine = Shoe(
        shoe_id="mine",
        heel_stack_mm=8,
        drop_mm=0,
        midsole=Midsole.NONE,
        toe_box_shape=ToeBoxShape.WIDE,
    )
    said = flat(text(Account.of(mine, STANDINGS)))
    assert "would be rank" in said
    assert "Stack height: 8 mm, no source given." in said
    assert "Midsole hardness: no midsole, no source given." in said
    assert "Toe-box width: called wide, no source given." in said


def test_too_little_or_nothing_known() -> None:
    little = headline(Account.of(Shoe(shoe_id="mine", drop_mm=0), STANDINGS))
    assert "too little known for a rank (25% of the weight, 50% needed)" in little
    nothing = headline(Account.of(Shoe(shoe_id="mine"), STANDINGS))
    assert nothing == "No score: nothing is known of it that this profile weighs."


def test_a_perfect_shoe_loses_nothing() -> None:
    foot = Shoe(shoe_id="foot", kind=Kind.SANDAL, heel_stack_mm=0, drop_mm=0, midsole=Midsole.NONE)
    assert "loses" not in headline(Account.of(foot, STANDINGS))


def test_a_terminal_shows_control_characters_and_never_obeys_them() -> None:
    said = text(Account.of(HOSTILE, STANDINGS))
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\\x1b[31mred\\u202e\\nline" in said


class Tags(HTMLParser):
    """The tags and addresses that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert {name for name, _ in attrs} <= {"href"}
        self.links += [value for _, value in attrs]


def test_a_notebook_gets_a_catalogues_text_as_text() -> None:
    seen = Tags()
    seen.feed(html(Account.of(HOSTILE, STANDINGS)))
    assert not {"script", "img"} & set(seen.tags)
    assert all((link or "").startswith("http") for link in seen.links)


def test_a_notebook_links_every_reading_to_its_page() -> None:
    seen = Tags()
    shoe = CATALOGUE["altra-escalante-4"]
    seen.feed(html(Account.of(shoe, STANDINGS)))
    assert seen.links.count(shoe.heel_stack_mm_source) == 4


@pytest.mark.parametrize(
    ("value", "written"), [(14.30, "14.3"), (7.0, "7"), (-0.04, "0"), (21.02, "21"), (0.05, "0.1")]
)
def test_numbers_have_no_idle_digits(value: float, written: str) -> None:
    assert number(value) == written


def test_ranks() -> None:
    assert rank_words(Standing(1, 3)) == "rank 1 of 3"
    assert rank_words(Standing(None, 3)) == "too little known for a rank"


@given(st.floats(0, 80))
def test_a_number_is_right_to_a_tenth(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, abs=0.05 + 1e-9)
