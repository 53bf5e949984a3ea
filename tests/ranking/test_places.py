"""The ranking itself: a sequence, a frame, a table in a notebook."""

from __future__ import annotations

from shoefit.catalogue.catalogue import Catalogue
from shoefit.catalogue.reading import load_catalogue
from shoefit.ranking.order import rank
from shoefit.shoe import Shoe

CATALOGUE = load_catalogue()


class TestRanking:
    """The object itself."""

    def test_it_is_a_sequence(self) -> None:
        ranking = rank(CATALOGUE, top=5)
        assert len(ranking[1:3]) == 2
        assert ranking[-1] is ranking[4]
        assert ranking[0] in ranking
        assert repr(ranking).startswith("Ranking(5 of ")

    def test_to_frame_has_the_documented_columns(self) -> None:
        frame = rank(CATALOGUE, top=5).to_frame()
        assert list(frame.columns) == [
            *["rank", "shoe_id", "brand", "model", "first_seen", "seen"],
            *["score", "score_low", "score_high", "coverage"],
            *["stack_height", "midsole_hardness", "drop", "toe_box_width", "assumed"],
        ]
        assert [str(each) for each in frame.dtypes] == (
            ["Int64", "string", "string", "string", "Int64", "Int64"] + ["float64"] * 8 + ["string"]
        )

    def test_an_empty_ranking_still_has_its_columns(self) -> None:
        assert list(rank([]).to_frame().columns) == rank(CATALOGUE).columns

    def test_a_name_cannot_become_html(self) -> None:
        hostile = Shoe(brand="<script>alert(1)</script>", model="&", heel_stack_mm=1, drop_mm=0)
        shown = rank([hostile])._repr_html_()
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown

    def test_rows_that_the_reader_left_out_are_counted(self) -> None:
        catalogue = Catalogue(list(CATALOGUE)[:3], rows_left_out=2)
        assert rank(catalogue).left_out.bad_rows == 2

    def test_a_notebook_shows_the_first_rows_and_says_how_many_there_are(self) -> None:
        ranking = rank(CATALOGUE)
        html = ranking._repr_html_()
        assert html.count("<tr>") == 21
        assert f"20 of {len(ranking)} ranked shoes; profile article 2" in html
        assert ranking[19].shoe.title in html
        assert ranking[20].shoe.title not in html
        low, high = ranking[0].score_low, ranking[0].score_high
        assert f"{low:.0f} to {high:.0f}" in html
        mine = Shoe(shoe_id="mine", heel_stack_mm=8, drop_mm=0)
        assert "unknown" in rank([mine])._repr_html_()
        assert "0 of 0 ranked shoes" in rank([])._repr_html_()
