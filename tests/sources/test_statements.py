"""Who states a reading: the real catalogue's numbers, each led back to its page."""

from __future__ import annotations

import pytest

from shoefit.catalogue.reading import load_catalogue
from shoefit.scoring.criteria import Basis, CriterionName
from shoefit.scoring.profiles import ARTICLE
from shoefit.scoring.scores import parts
from shoefit.shoe import Grade, Shoe
from shoefit.sources.pages import Statement, load_stated, statements

CATALOGUE = load_catalogue()


def of(shoe: Shoe, criterion: CriterionName) -> tuple[Statement, ...]:
    part = next(each for each in parts(shoe, ARTICLE) if each.criterion == criterion)
    return statements(part, load_stated([shoe.shoe_id]))


def test_every_known_reading_of_the_catalogue_has_one_statement_that_stands() -> None:
    known = 0
    for shoe in CATALOGUE:
        stated = load_stated([shoe.shoe_id])
        for part in parts(shoe, ARTICLE):
            found = statements(part, stated)
            if not part.known or part.basis is Basis.STRUCTURE:
                assert not found
                continue
            known += 1
            first, *others = found
            assert first.stands
            assert not any(each.stands for each in others)
            assert (first.reading, first.word) == (part.reading, part.word)
            assert (first.source, first.grade) == (part.source, part.grade)
            assert len({each.source for each in found}) >= (part.sources or 0)
    assert known > 1000


def test_one_shoe_alone_is_read_as_it_is_among_all() -> None:
    everything = load_stated()
    for shoe_id in ["lems-primal-2", "xero-shoes-prio"]:
        alone = load_stated([shoe_id])
        assert alone
        assert alone == [each for each in everything if each.shoe_id == shoe_id]


def test_the_claims_stand_beside_the_measurement() -> None:
    first, *others = of(CATALOGUE["lems-primal-2"], "stack_height")
    assert (first.reading, first.grade) == (14.3, Grade.MEASURED)
    assert first.conversion == "insole not mentioned: up to 5 mm more"
    assert {8, 11, 11.5, 12.5} <= {each.reading for each in others}
    conversions = {each.reading: each.conversion for each in others}
    assert conversions[11] == "8 mm without insole, plus its own insole of 3 mm"


def test_a_conversion_says_what_was_printed_and_what_it_adds_in_doubt() -> None:
    first = of(CATALOGUE["xero-shoes-hfs-ii"], "toe_box_width")[0]
    assert (first.conversion, first.conversion_error) == ("86.7 mm by caliper", 3.6)


def test_a_drop_that_no_page_prints_says_how_it_was_made() -> None:
    assert of(CATALOGUE["luna-venado"], "drop")[0].conversion == "heel 7 mm minus forefoot 7 mm"


def test_words_have_their_pages_too_and_the_structure_needs_none() -> None:
    assert not of(CATALOGUE["luna-venado"], "toe_box_width")
    words = of(CATALOGUE["lems-primal-2"], "toe_box_width")
    assert {each.word for each in words} == {"wide", "foot-shaped"}
    assert words[0].word == CATALOGUE["lems-primal-2"].toe_box_shape


@pytest.mark.parametrize(
    "change",
    [
        {"heel_stack_mm": 9.0},
        {"heel_stack_mm_source": "https://example.org/mine"},
        {"heel_stack_mm_source": None},
        {"heel_stack_mm_grade": Grade.CLAIMED},
    ],
)
def test_a_changed_reading_is_not_what_the_pages_say(change: dict[str, object]) -> None:
    changed = CATALOGUE["lems-primal-2"].model_copy(update=change)
    assert not of(changed, "stack_height")
    assert of(changed, "drop")


def test_a_stranger_has_no_pages() -> None:
    assert not load_stated(["mine"])
    assert not of(Shoe(shoe_id="mine", heel_stack_mm=8), "stack_height")
