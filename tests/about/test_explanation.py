"""`explain`: one call from a name to the reasons, told to a reader, a program and a notebook."""

from __future__ import annotations

import json
import math
import pickle
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

import oracle
from drawn import profiles, shoes
from published import schema
from shoefit.about.comparison import compare
from shoefit.about.explanation import Explanation, explain, headline
from shoefit.catalogue.catalogue import Catalogue
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import ProfileError, UnknownNameError
from shoefit.ranking.order import Standing, Standings, rank
from shoefit.scoring.profiles import ARTICLE, Profile
from shoefit.shoe import Kind, Midsole, Shoe, ToeBoxShape
from shoefit.sources.studies import load_studies
from shoefit.text import WIDTH

CATALOGUE = load_catalogue()
EXPLANATION, COMPARISON = schema("explanation"), schema("comparison")
STANDINGS = Standings(CATALOGUE, ARTICLE)
HOSTILE = Shoe(
    shoe_id="hostile",
    brand="<script>alert(1)</script>",
    model="\x9b31mred\u202e\nline",
    heel_stack_mm=5,
    heel_stack_mm_source="javascript:alert('x')",
    drop_mm=0,
    drop_mm_source='https://example.org/"><img src=x onerror=alert(1)>',
)


def test_rank_and_score_are_those_of_the_ranking() -> None:
    for place in list(rank(CATALOGUE, profile="balance", weights={"stack_height": 3}))[::60]:
        found = explain(place.shoe.title, CATALOGUE, "balance", {"stack_height": 3})
        assert (found.standing.rank, found.score) == (place.rank, place.score)
        assert (found.score_low, found.score_high) == (place.score_low, place.score_high)


def test_the_bundled_catalogue_is_the_default() -> None:
    found = explain("lems primal 2")
    assert isinstance(found, Explanation)
    assert found.shoe.shoe_id == "lems-primal-2"
    assert found.source.endswith("shoes.csv")
    assert found.listed


def test_what_a_catalogue_keeps_is_never_out_of_date() -> None:
    """Its ranks and its titles are made once; for another profile, or of a list, anew."""
    by_sole = Profile(name="one", criteria=(ARTICLE.criterion("stack_height"),))
    by_drop = Profile(name="two", criteria=(ARTICLE.criterion("drop"),))
    thin = Shoe(shoe_id="thin", heel_stack_mm=6, drop_mm=5)
    thick = Shoe(shoe_id="thick", heel_stack_mm=40, drop_mm=0)
    held = Catalogue([thin, thick])
    for profile, rank_of_thick in ((by_sole, 2), (by_drop, 1), (by_sole, 2)):
        for asked in ("thick", "thick mens"):
            assert explain(asked, held, profile).standing == Standing(rank_of_thick, 2)
    assert pickle.loads(pickle.dumps(held)) == held  # noqa: S301 - our own
    growing = [thin]
    assert explain("thin", growing, by_sole).standing == Standing(1, 1)
    growing.append(thick)
    assert explain("thick mens", growing, by_sole).standing == Standing(2, 2)


def test_a_shoe_of_ones_own_is_ranked_as_if_added() -> None:
    mine = Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0, midsole=Midsole.NONE, kind=Kind.SANDAL)
    found = explain(mine, CATALOGUE)
    ranking = rank([*CATALOGUE, mine])
    place = next(each for each in ranking if each.shoe is mine)
    assert (found.standing.rank, found.standing.ranked) == (place.rank, len(ranking))
    assert not found.listed


def test_any_sequence_of_shoes_is_a_catalogue() -> None:
    mine = [Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0)]
    assert explain("mine", mine).standing.rank == 1


def test_it_shows_itself() -> None:
    found = explain("lems-primal-2", CATALOGUE)
    assert str(found).startswith("Lems Primal 2\nScore ")
    assert found._repr_html_().startswith("<p><b>Lems Primal 2</b>")


def test_what_cannot_be_explained_says_why() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'Lems Primal 2' or 'Lems Primal 3'"):
        explain("lems primal", CATALOGUE)
    with pytest.raises(UnknownNameError, match="'article'"):
        explain("lems primal 2", CATALOGUE, "artcle")
    with pytest.raises(ProfileError):
        explain("lems primal 2", CATALOGUE, weights={"drop": -1})


def test_explaining_needs_no_pandas() -> None:
    code = (
        "import sys, shoefit.about.explanation as e, shoefit.about.comparison as c, "
        "shoefit.sources.claim_gaps as t; "
        "str(e.explain('lems-primal-2')), str(c.compare('lems-primal-2', 'luna-venado')); "
        "str(t.claims()), c.similar('luna-venado'); "
        "print([m for m in ('pandas', 'numpy', 'altair', 'narwhals', 'rich') if m in sys.modules])"
    )
    found = subprocess.run(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"


def of(shoe_id: str) -> str:
    return str(Explanation.of(CATALOGUE[shoe_id], STANDINGS))


def flat(said: str) -> str:
    return " ".join(said.split())


def test_the_whole_text_of_a_shoe() -> None:
    """The most important first; a change of the data or the words shows here."""
    lines = of("lems-primal-2").splitlines()
    assert lines[0] == "Lems Primal 2"
    assert lines[1].startswith("Score 71.3 of 100, rank 207 of 745. Its tolerances and unknowns")
    assert lines[2] == "It loses most by stack height: 12.6 points."
    said = flat(of("lems-primal-2"))
    assert "Stack height: 14.3 mm, measured (lab). Asked: thin, such as a huarache" in said
    assert "Insole not mentioned: up to 5 mm more. 7 more claims: 8, 11, 11.5, 12, 12.5 mm." in said
    assert "unknown: soles of 14.3 mm are ordinarily of 36 Shore A, 0.59. Asked: hard" in said
    assert "Toe-box width: called foot-shaped (reviewer, 2016)" in said
    assert "Midsole hardness: 81.1, rank 81, at 49.6 Shore A; 59.5, rank 248, at 25" in said


def test_every_real_text_fits_80_columns_but_for_an_address() -> None:
    for shoe in CATALOGUE[::25]:
        for line in of(shoe.shoe_id).splitlines():
            assert len(line) <= WIDTH or re.fullmatch(r"\s+(\S.*, )?https?://\S+", line)


@given(shoes(), profiles())
def test_any_shoe_can_be_told(shoe: Shoe, profile: Profile) -> None:
    found = Explanation.of(shoe, Standings([shoe], profile))
    said = str(found)
    assert said.count("sub-score") == 1
    assert not re.search(r"\bnan\b", said)
    assert "None" not in said + found._repr_html_()


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


def told(shoe: Shoe, profile: Profile = ARTICLE) -> str:
    return flat(str(Explanation.of(shoe, Standings([], profile))))


def test_an_unknown_reading_says_what_it_counts_as_and_why() -> None:
    assert "Drop: unknown: soles of 5.5 mm are flat, 0.99." in told(
        Shoe(shoe_id="a", heel_stack_mm=5.5)
    )
    fixed = ARTICLE.criterion("drop").model_copy(update={"unknown": 0.35})
    own = Profile(name="own", criteria=(ARTICLE.criteria[0], fixed))
    said = told(Shoe(shoe_id="a", heel_stack_mm=5.5), own)
    assert "Drop: unknown: the profile says so, 0.35." in said
    assert "at 0 mm; " in said.split("What knowing more")[1]
    assert "at 13 mm." in said.split("What knowing more")[1]


def test_where_two_criteria_are_assumed_it_says_of_whom_that_does_not_speak() -> None:
    outside = "does not speak of spikes, football boots, ballet flats, heels, work boots"
    one = Shoe(shoe_id="a", heel_stack_mm=8, drop_mm=0, toe_box_shape=ToeBoxShape.WIDE)
    two = one.model_copy(update={"toe_box_shape": None})
    assert outside not in told(one)
    assert outside in told(two)
    assert outside in Explanation.of(two, STANDINGS)._repr_html_()


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
    said = flat(str(Explanation.of(mine, STANDINGS)))
    assert "would be rank" in said
    assert "Stack height: 8 mm, no source given." in said
    assert "Midsole hardness: no midsole, which needs no page." in said
    assert "Toe-box width: called wide, no source given." in said


def test_too_little_or_nothing_known() -> None:
    little = headline(Explanation.of(Shoe(shoe_id="mine", drop_mm=0), STANDINGS))
    assert "too little known for a rank (25% of the weight, 50% needed)" in little
    nothing = headline(Explanation.of(Shoe(shoe_id="mine"), STANDINGS))
    assert nothing == "No score: nothing is known of it that this profile weighs."


def test_a_perfect_shoe_loses_nothing() -> None:
    foot = Shoe(shoe_id="foot", kind=Kind.SANDAL, heel_stack_mm=0, drop_mm=0, midsole=Midsole.NONE)
    assert "loses" not in headline(Explanation.of(foot, STANDINGS))


def test_a_terminal_shows_control_characters_and_never_obeys_them() -> None:
    said = str(Explanation.of(HOSTILE, STANDINGS))
    assert "\x9b" not in said
    assert "\u202e" not in said
    assert "\\x9b31mred\\u202e\\nline" in said


class Tags(HTMLParser):
    """The tags and addresses that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert {name for name, _ in attrs} <= {"href", "style"}
        self.links += [value for name, value in attrs if name == "href"]


def test_a_notebook_gets_a_catalogues_text_as_text() -> None:
    seen = Tags()
    seen.feed(Explanation.of(HOSTILE, STANDINGS)._repr_html_())
    assert not {"script", "img"} & set(seen.tags)
    assert all((link or "").startswith("http") for link in seen.links)


def test_a_notebook_links_every_reading_to_its_page() -> None:
    seen = Tags()
    shoe = CATALOGUE["altra-escalante-4"]
    seen.feed(Explanation.of(shoe, STANDINGS)._repr_html_())
    assert seen.links.count(shoe.heel_stack_mm_source) == 4


def remade(document: dict[str, Any]) -> list[tuple[float, float]]:
    """Make the score of a shoe again from its JSON alone: by the mean, and by what it loses."""
    found = []
    for shoe in [document["shoe"]] if "shoe" in document else document["shoes"]:
        parts = [each["part"] for each in shoe["reasons"]]
        for reason, part in zip(shoe["reasons"], parts, strict=True):
            if part["basis"] == "reading":
                size = abs(part["reading"]) if part["criterion"] == "drop" else part["reading"]
                again = oracle.ramp(size, reason["zero_at"], reason["one_at"])
                assert part["sub_score"] == pytest.approx(again, abs=1e-12)
        weights = [document["profile"]["weights"][part["criterion"]] for part in parts]
        assert weights == [part["weight"] for part in parts]
        values = [part["sub_score"] for part in parts]
        joined = oracle.mean(values, weights, document["profile"]["mean"])
        less = 100 - math.fsum(each["points_lost"] for each in shoe["reasons"])
        found.append((joined, less))
    return found


def test_the_score_of_real_shoes_follows_from_their_json() -> None:
    for shoe in CATALOGUE[::40]:
        document = json.loads(Explanation.of(shoe, STANDINGS).to_json())
        EXPLANATION.validate(document)
        if document["shoe"]["score"] is not None:
            for again in remade(document)[0]:
                assert again == pytest.approx(document["shoe"]["score"], abs=1e-9)


def test_every_known_number_has_its_address_and_its_way_from_the_page() -> None:
    document = json.loads(explain("xero-shoes-hfs-ii", CATALOGUE).to_json())
    for reason in document["shoe"]["reasons"]:
        first = reason["statements"][0]
        assert first["stands"]
        assert first["source"] == reason["part"]["source"]
        assert first["reading"] == reason["part"]["reading"]
    width = document["shoe"]["reasons"][3]["statements"][0]
    assert width["conversion"] == "86.7 mm by caliper"


@settings(max_examples=15)  # each checks two large documents
@given(shoes("one"), shoes("other"), profiles())
def test_any_shoe_keeps_to_the_schemas(one: Shoe, other: Shoe, profile: Profile) -> None:
    single = json.loads(explain(one, [one], profile).to_json())
    EXPLANATION.validate(single)
    both = json.loads(compare(one, other, catalogue=[one], profile=profile).to_json())
    COMPARISON.validate(both)
    for document in (single, both):
        explained = [document["shoe"]] if "shoe" in document else document["shoes"]
        for shoe, ways in zip(explained, remade(document), strict=True):
            if shoe["score"] is not None:
                assert list(ways) == pytest.approx([shoe["score"]] * 2)


def test_no_other_property_is_allowed() -> None:
    document = json.loads(explain("lems-primal-2", CATALOGUE).to_json())
    inner = [
        document,
        document["shoe"],
        document["shoe"]["standing"],
        document["shoe"]["reasons"][0],
        document["shoe"]["reasons"][0]["statements"][0],
        document["shoe"]["unknowns"][0]["best"],
        document["evidence"]["findings"][0],
    ]
    for each in inner:
        each["more"] = 1
        with pytest.raises(jsonschema.ValidationError, match="more"):
            EXPLANATION.validate(document)
        del each["more"]


def test_the_evidence_goes_with_it() -> None:
    document = json.loads(explain("lems-primal-2", CATALOGUE, "balance").to_json())
    sides = {each["side"] for each in document["evidence"]["findings"]}
    assert sides == {"for", "against"}
    assert document["evidence"]["note"]
