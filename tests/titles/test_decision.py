"""Which answer the agreements give, and in which words."""

from __future__ import annotations

import pytest

from shoefit.titles.resolver import Ambiguous, Match, NoMatch, Resolver

RESOLVER = Resolver.from_names(
    {
        "ghost-16": ("Brooks", "Brooks Ghost 16"),
        "ghost-17": ("Brooks", "Brooks Ghost 17"),
        "ghost-17-gtx": ("Brooks", "Brooks Ghost 17 GTX"),
        "monster": ("On", "On Cloudmonster"),
        "hyper": ("On", "On Cloudmonster Hyper"),
        "topo-phantom": ("Topo Athletic", "Topo Phantom 3"),
        "armour-phantom": ("Under Armour", "Under Armour HOVR Phantom 3"),
        "tempo": ("Skora", "Skora Tempo"),
        "pegasus": ("Nike", "Nike Pegasus 41"),
    }
)


@pytest.mark.parametrize(
    ("title", "answer", "reason"),
    [
        ("Ghost 16 mens", Match, "'ghost' and '16' in the title, and nothing against it"),
        ("Pegassus 41", Match, "; 'pegassus' read as 'pegasus'"),
        ("ghost-16", Match, "the title is the shoe's own name or id"),
        ("Ghost", Ambiguous, "no version asked, 16 and 17 in the catalogue"),
        ("Ghost GTX", Ambiguous, "no version asked, 17 in the catalogue"),
        ("Ghost 15", NoMatch, "version 15 asked, 16 and 17 in the catalogue"),
        ("Ghost 16 17", Ambiguous, "names two versions, 16 and 17"),
        ("Ghost 16 vs Pegasus 41", Ambiguous, "'vs': the title compares shoes"),
        ("Ghost 16 Pegasus 41", Ambiguous, "names Brooks Ghost 16 and Nike Pegasus 41"),
        ("Phantom 3 shoes", Ambiguous, "fits "),
        ("tempo, unheard and gentle", Ambiguous, "names no brand, and says more than Skora Tempo"),
        ("my unheard tempo", NoMatch, "'unheard' is no word of Skora Tempo"),
        ("Ghost 16 SE", NoMatch, "'se' makes it another shoe than Brooks Ghost 16"),
        ("Adidas Ghost 16", NoMatch, "another brand's shoe than Brooks Ghost 16"),
        ("Hyper unheard", NoMatch, "no 'cloudmonster', as in On Cloudmonster Hyper"),
    ],
)
def test_answers(title: str, answer: type, reason: str) -> None:
    given = RESOLVER.resolve(title)
    assert isinstance(given, answer)
    assert reason in given.reason
    assert given.title == title


def test_the_brand_settles_what_the_model_leaves_open() -> None:
    for title, shoe_id in (("Topo Phantom 3", "topo-phantom"), ("UA Phantom 3", "armour-phantom")):
        answer = RESOLVER.resolve(title)
        assert isinstance(answer, Match)
        assert answer.shoe_id == shoe_id


def test_the_longer_name_wins_where_the_title_holds_it() -> None:
    answer = RESOLVER.resolve("On Cloudmonster Hyper mens")
    assert isinstance(answer, Match)
    assert answer.shoe_id == "hyper"
    assert [candidate.shoe_id for candidate in answer.candidates] == ["hyper", "monster"]
    assert answer.candidates[1].reason == "another variant: hyper"


def test_candidates_are_few_and_best_first() -> None:
    names = {str(version): ("Brooks", f"Brooks Ghost {version}") for version in range(1, 20)}
    answer = Resolver.from_names(names).resolve("Ghost 99")
    assert len(answer.candidates) == 5
    assert {candidate.reason for candidate in answer.candidates} == {"another version: 99"}
