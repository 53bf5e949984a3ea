"""`explain`: one call from a name to the reasons."""

from __future__ import annotations

import subprocess
import sys

import pytest

from shoefit.about.explanation import Explanation, explain
from shoefit.catalogue.reading import load_catalogue
from shoefit.errors import ProfileError, UnknownNameError
from shoefit.ranking.order import rank
from shoefit.shoe import Kind, Midsole, Shoe

CATALOGUE = load_catalogue()


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
        "shoefit.sources.claim_gaps as t, "
        "shoefit.about.similarity as s; "
        "str(e.explain('lems-primal-2')), str(c.compare('lems-primal-2', 'luna-venado')); "
        "str(t.claims()), s.similar('luna-venado'); "
        "print([m for m in ('pandas', 'numpy', 'altair', 'narwhals', 'rich') if m in sys.modules])"
    )
    found = subprocess.run(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"
