"""The public API as a program would use it with types: checked by mypy and by pyright, both strict.

`assert_type` does nothing when it runs; to a checker it says what each call gives.
tests/test_typed_use.py runs the same lines, so that what is typed is what happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_type

import shoefit

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

MINE = "brand,model,heel_stack_mm,drop_mm\nAcme,Thin,6,0\nAcme,Thick,30,8\n"


def rankings(folder: Path) -> None:
    """From a file to places, by name, by file and by Profile."""
    path = folder / "mine.csv"
    path.write_text(MINE, encoding="utf-8")
    catalogue = assert_type(shoefit.load_catalogue(path), shoefit.Catalogue)
    shoe = assert_type(catalogue["acme-thin"], shoefit.Shoe)
    assert_type(catalogue.get("no such id"), "shoefit.Shoe | None")
    profile = assert_type(shoefit.get_profile("balance"), shoefit.Profile)
    ranking = assert_type(shoefit.rank(catalogue, profile=profile), shoefit.Ranking)
    place = assert_type(ranking[0], shoefit.RankedShoe)
    assert_type(ranking.left_out, shoefit.LeftOut)
    assert_type(place.score, float)
    assert_type(place.shoe.heel_stack_mm, "float | None")
    assert_type(place.shoe.kind, shoefit.Kind)
    for part in place.parts:
        assert_type(part, shoefit.Part)
        assert_type(part.reading, "float | None")
        assert_type(part.basis, shoefit.Basis)
        assert_type(part.grade, "shoefit.Grade | None")
    assert_type(ranking.to_json(), str)
    assert_type([each.shoe for each in ranking[:3]], list[shoefit.Shoe])
    with shoefit.stream_catalogue(path) as stream:
        assert_type(stream, shoefit.ShoeStream)
        assert_type(shoefit.rank(stream, top=1, weights={"flat": 2}), shoefit.Ranking)
    checked = assert_type(shoefit.check(path, fix=folder / "mended.csv"), shoefit.CheckResult)
    assert_type(checked.ok, bool)
    assert_type([each.row for each in checked.problems], list[int])
    sure = assert_type(shoefit.confidence(catalogue, draws=50), shoefit.Confidence)
    assert_type(sure[0], shoefit.ShoeConfidence)
    assert_type(shoe.title, str)


def answers() -> None:
    """What is asked of one shoe."""
    catalogue = shoefit.load_catalogue()
    scored = assert_type(shoefit.score("lems primal 2"), shoefit.Score)
    assert_type(scored.score, "float | None")
    assert_type(scored.parts, tuple[shoefit.Part, ...])
    explained = assert_type(shoefit.explain("lems primal 2", catalogue), shoefit.Explanation)
    assert_type(explained.score, "float | None")
    compared = shoefit.compare("lems primal 2", "xero hfs 2", catalogue=catalogue)
    assert_type(compared, shoefit.Comparison)
    near = assert_type(shoefit.similar("lems primal 2", 2), tuple[shoefit.SimilarShoe, ...])
    assert_type(near[0].distance, float)
    ladder = assert_type(shoefit.step_down("hoka bondi 9"), shoefit.Ladder)
    assert_type(ladder.steps, tuple[shoefit.Step, ...])
    assert_type(ladder.rungs, tuple[shoefit.Rung, ...])
    assert_type(ladder.gap, tuple[shoefit.Gap, ...])
    index = shoefit.minimalist_index(catalogue["lems-primal-2"])
    assert_type(index, shoefit.MinimalistIndex)
    assert_type(index.subscales, tuple[shoefit.Subscale, ...])
    told = assert_type(shoefit.claims(), shoefit.ClaimsTable)
    assert_type(told[0], shoefit.ClaimGap)
    answer = shoefit.Resolver(catalogue).resolve("xero hfs 2")
    assert_type(answer, "shoefit.Match[shoefit.Shoe] | shoefit.Ambiguous | shoefit.NoMatch")
    if isinstance(answer, shoefit.Match):
        assert_type(answer.shoe_id, str)


def frames(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame goes in and the same kind comes out."""
    scored = shoefit.score_frame(frame)
    return shoefit.rank_frame(scored[[*frame.columns]], top=2, min_coverage=0)


def errors() -> str:
    """What each error carries."""
    try:
        shoefit.get_profile("artcle")
    except shoefit.UnknownNameError as error:
        assert_type(error.nearest, tuple[str, ...])
        return assert_type(error.hint, str)
    return ""
