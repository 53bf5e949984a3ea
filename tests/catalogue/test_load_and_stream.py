"""Files and frames to shoes, held or one at a time: tolerant where it is safe, strict elsewhere."""

from __future__ import annotations

import gc
import io
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_data import shoes_csv
from drawn import profiles, shoes
from hostile import mutated
from shoefit.catalogue import problems, rows
from shoefit.catalogue.judging import KNOWN, TEXT, validated
from shoefit.catalogue.opening import packaged
from shoefit.catalogue.problems import NAMES, CatalogueError, FirstRows, Problem, name_problems
from shoefit.catalogue.reading import load_catalogue, stream_catalogue
from shoefit.catalogue.table import open_table
from shoefit.errors import ShoefitError, SourceError, UnknownNameError
from shoefit.ranking.formats import to_json
from shoefit.ranking.order import rank
from shoefit.shoe import Shoe, columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shoefit.catalogue.catalogue import Catalogue
    from shoefit.scoring.profiles import Profile


PLAIN = "shoe_id,brand,model,heel_stack_mm,drop_mm\na,Acme,Thin,8.5,0\nb,Acme,Thick,30,\n"
WANTED = [
    Shoe(shoe_id="a", brand="Acme", model="Thin", heel_stack_mm=8.5, drop_mm=0),
    Shoe(shoe_id="b", brand="Acme", model="Thick", heel_stack_mm=30),
]


def read(text: str, **options: str) -> Catalogue:
    return load_catalogue(io.StringIO(text), **options)  # type: ignore[arg-type]


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(CatalogueError) as caught:
        read(text)
    return caught.value.problems


class TestSources:
    """Where a catalogue may come from."""

    def test_the_bundled_one(self) -> None:
        catalogue = load_catalogue()
        assert len(catalogue) > 500
        assert not catalogue.extra_columns
        assert not catalogue.problems

    def test_a_path(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.csv"
        path.write_text(PLAIN)
        assert list(load_catalogue(path)) == list(load_catalogue(str(path))) == WANTED
        assert load_catalogue(path).source == str(path)

    def test_an_open_file_of_text_or_of_bytes(self) -> None:
        assert list(load_catalogue(io.StringIO(PLAIN))) == WANTED
        assert list(load_catalogue(io.BytesIO(PLAIN.encode()))) == WANTED

    def test_a_frame(self) -> None:
        assert list(load_catalogue(pd.read_csv(io.StringIO(PLAIN)))) == WANTED

    def test_the_bundled_catalogue_comes_back_from_its_own_frame(self) -> None:
        catalogue = load_catalogue()
        assert list(load_catalogue(catalogue.to_frame())) == list(catalogue)

    @given(st.lists(shoes(), min_size=1, max_size=5, unique_by=lambda shoe: shoe.shoe_id))
    def test_what_was_written_comes_back(self, crowd: list[Shoe]) -> None:
        assert list(read(shoes_csv(crowd))) == crowd

    def test_no_such_file(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"none\.csv: No such file.*Check the path"):
            load_catalogue(tmp_path / "none.csv")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="Is a directory"):
            load_catalogue(tmp_path)

    def test_something_else(self) -> None:
        with pytest.raises(
            ShoefitError, match="takes a path, an open file or a frame as source, not 7"
        ):
            load_catalogue(7)


class TestTolerant:
    """Where a file may differ and still mean the same."""

    @pytest.mark.parametrize(
        "text",
        [
            PLAIN,
            "\ufeff" + PLAIN,
            PLAIN.replace("\n", "\r\n"),
            PLAIN.replace(",", ";"),
            PLAIN.replace(",", ";").replace("8.5", "8,5"),
            PLAIN.replace(",", "\t"),
            PLAIN.replace("shoe_id,brand", "Shoe_ID , BRAND"),
            PLAIN.replace("a,Acme,Thin,8.5,0", ' a ,"Acme",Thin, 8.5 ,0'),
            PLAIN.replace("\nb", "\n\n,,,,\nb") + "\n\n",
            "".join(f"{line},,\n" for line in PLAIN.splitlines()),
            PLAIN.replace("heel_stack_mm,drop_mm", "Heel Stack (mm),Drop-mm"),
            "\n,,,\n" + PLAIN,
            "sep=;\n" + PLAIN.replace(",", ";"),
            "drop_mm,model,heel_stack_mm,shoe_id,brand\n0,Thin,8.5,a,Acme\n,Thick,30,b,Acme\n",
        ],
        ids=[
            *["plain", "byte order mark", "carriage returns", "semicolons", "decimal commas"],
            *["tabs", "header case", "spaces and quotes", "empty lines", "empty columns"],
            *["header brackets", "empty lines above", "separator line", "column order"],
        ],
    )
    def test_the_same_shoes(self, text: str) -> None:
        assert list(read(text)) == WANTED

    def test_extra_columns_are_kept_and_reported(self) -> None:
        catalogue = read("shoe_id,drop_mm,colour,shop\na,0,red,\n")
        assert catalogue.extra_columns == ("colour", "shop")
        assert catalogue.extra["a"] == {"colour": "red"}
        assert catalogue.to_frame()["colour"].tolist() == ["red"]

    def test_the_id_is_made_of_brand_and_model(self) -> None:
        assert [s.shoe_id for s in read("brand,model,drop_mm\nXero Shoes,HFS,0\n")] == [
            "xero-shoes-hfs"
        ]

    def test_a_quoted_line_break_stays_in_its_cell(self) -> None:
        catalogue = read('shoe_id,drop_mm,note\na,0,"one\ntwo"\nb,x,\n', on_error="skip")
        assert catalogue.extra["a"]["note"] == "one\ntwo"
        assert catalogue.problems[0].row == 4


class TestStrict:
    """What is refused, with row, column, value and rule."""

    @pytest.mark.parametrize(
        ("column", "value", "rule"),
        [
            ("heel_stack_mm", "8 mm", "not a number"),
            ("heel_stack_mm", "8,5", None),
            ("heel_stack_mm", "nan", "not a number"),
            ("heel_stack_mm", "-1", "must be at least 0"),
            ("heel_stack_mm", "310", "must be at most 80"),
            ("drop_mm", "-11", "must be at least -10"),
            ("seen", "2019.5", "not a whole number"),
            ("seen", "last", "not a whole number"),
            ("kind", "slipper", "unknown word"),
            ("midsole", "fome", "unknown word"),
            ("toe_box_shape", "roomy", "unknown word"),
            ("heel_stack_mm_grade", "guessed", "unknown word"),
        ],
    )
    def test_a_bad_cell(self, column: str, value: str, rule: str | None) -> None:
        if rule is None:  # a comma splits the cell where commas separate
            assert problems_of(f"shoe_id,{column}\na,{value}\n")[0].rule.startswith("has 3 cells")
            return
        header = f"shoe_id,weight_g,toe_box_width_mm,{column}"
        (problem,) = problems_of(f"{header}\na,200,75,{value}\n")
        assert (problem.row, problem.column, problem.value) == (2, column, value)
        assert problem.rule == rule
        assert problem.hint

    def test_the_nearest_word_is_offered(self) -> None:
        (problem,) = problems_of("shoe_id,drop_mm,midsole\na,0,foams\n")
        assert problem.hint == "Did you mean 'foam'?"

    def test_heel_minus_forefoot_contradicts_drop(self) -> None:
        text = "shoe_id,heel_stack_mm,forefoot_stack_mm,drop_mm\na,20,10,8.9\nb,20,10,9\n"
        (problem,) = problems_of(text)
        assert (problem.row, problem.column) == (2, "drop_mm")
        assert problem.rule == "heel minus forefoot is 10 mm"

    def test_an_id_stands_once(self) -> None:
        (problem,) = problems_of("shoe_id,drop_mm\na,0\nb,0\na,4\n")
        assert (problem.row, problem.rule) == (4, "stands in row 2 already")

    def test_a_row_without_a_name(self) -> None:
        (problem,) = problems_of("brand,model,drop_mm\n,,0\n")
        assert problem.rule == "the shoe has no name"

    @pytest.mark.parametrize("row", ["a", "a,0,0,extra"])
    def test_a_row_of_another_length(self, row: str) -> None:
        (problem,) = problems_of(f"shoe_id,heel_stack_mm,drop_mm\n{row}\n")
        assert "cells where the header has 3" in problem.rule

    def test_a_hardness_without_a_midsole(self) -> None:
        (problem,) = problems_of("shoe_id,midsole,midsole_hardness_shore_a\na,none,40\n")
        assert (problem.column, problem.value) == ("midsole_hardness_shore_a", "40")

    def test_all_problems_come_at_once(self) -> None:
        found = problems_of("shoe_id,heel_stack_mm,drop_mm\na,x,99\nb,8,0\nc,y,0\n")
        assert [(each.row, each.column) for each in found] == [
            (2, "heel_stack_mm"),
            (2, "drop_mm"),
            (4, "heel_stack_mm"),
        ]

    def test_the_first_thousand_in_full_and_the_rest_counted(self) -> None:
        text = "shoe_id,drop_mm\n" + "".join(f"s{i},x\n" for i in range(1500))
        with pytest.raises(CatalogueError, match="1,500 problems in 1,500 rows") as caught:
            read(text)
        assert len(caught.value.problems) == 1000
        assert caught.value.count == 1500
        assert "and 500 more" in str(caught.value)

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "is empty"),
            ("\n\n", "is empty"),
            ("shoe_id,drop_mm,drop_mm\na,0,0\n", "'drop_mm' stands twice"),
            ("brand,drop_mm\nA,0\n", "names no shoes"),
            ("shoe_id,colour\na,red\n", "holds no readings"),
            ("shoe,drop_mm\na,0\n", "Is 'shoe' for shoe_id meant"),
        ],
    )
    def test_a_file_that_is_no_catalogue(self, text: str, told: str) -> None:
        with pytest.raises(SourceError, match=told):
            read(text)

    def test_a_quote_that_never_closes_costs_its_own_row(self) -> None:
        text = 'shoe_id,drop_mm\na,"0\nb,1\nc,2\n'
        (problem,) = problems_of(text)
        assert (problem.row, problem.code) == (2, "quoting")
        assert [shoe.shoe_id for shoe in read(text, on_error="skip")] == ["b", "c"]

    def test_bytes_that_are_not_utf_8_are_read_as_latin_1_and_that_is_said(self) -> None:
        catalogue = load_catalogue(io.BytesIO("shoe_id,drop_mm\ncafé,0\n".encode("latin-1")))
        assert catalogue[0].shoe_id == "café"
        assert "Line 2 is not UTF-8" in catalogue.notes[0]


class TestSkipping:
    """Bad rows are left out on request, and none is lost."""

    def test_the_good_rows_are_ranked_and_the_bad_ones_listed(self) -> None:
        catalogue = read("shoe_id,drop_mm\na,0\nb,x\nc,99\nd,1\n", on_error="skip")
        assert [shoe.shoe_id for shoe in catalogue] == ["a", "d"]
        assert catalogue.rows_left_out == 2
        assert [each.row for each in catalogue.problems] == [3, 4]

    def test_no_file_of_the_caller_is_closed(self) -> None:
        file = io.BytesIO(PLAIN.encode())
        load_catalogue(file)
        assert not file.closed

    @given(st.lists(st.sampled_from(["0", "4", "x", "99", ""]), max_size=20))
    def test_kept_plus_left_out_is_what_came_in(self, drops: list[str]) -> None:
        text = "shoe_id,drop_mm\n" + "".join(f"s{i},{drop}\n" for i, drop in enumerate(drops))
        catalogue = read(text, on_error="skip")
        assert len(catalogue) + catalogue.rows_left_out == len(drops)

    def test_of_two_rows_with_one_id_the_first_stays(self) -> None:
        catalogue = read("shoe_id,drop_mm\na,0\na,4\n", on_error="skip")
        assert catalogue["a"].drop_mm == 0


BAD = "shoe_id,drop_mm,colour\na,4 mm,red\nb,0,blue\nb,1,green\nc,2\n"


def test_the_bundled_catalogue_ranks_as_when_it_is_held() -> None:
    with stream_catalogue() as shoes:
        ranking = rank(shoes, top=20)
    held = rank(load_catalogue(), top=20)
    assert to_json(ranking) == to_json(held)
    assert ranking.left_out == held.left_out
    assert ranking.source == held.source
    assert len(held.shoes) > len(ranking.shoes) == 20


@given(st.integers(0, 2**63))
def test_any_file_gives_the_same_shoes_and_problems(drawn: int) -> None:
    data = mutated(drawn)
    try:
        held = load_catalogue(io.BytesIO(data), on_error="skip")
    except ShoefitError as error:
        with pytest.raises(type(error)), stream_catalogue(io.BytesIO(data)) as shoes:
            list(shoes)
        return
    with stream_catalogue(io.BytesIO(data), on_error="skip") as shoes:
        assert list(shoes) == list(held)
        assert shoes.problems == held.problems
        assert shoes.rows_left_out == held.rows_left_out
        assert shoes.notes == held.notes
        assert shoes.extra_columns == held.extra_columns


def slowly(data: bytes) -> list[Shoe]:
    """Every row that can be used, judged as a whole and by itself."""
    shoes: dict[str, Shoe] = {}
    with open_table(io.BytesIO(data)) as table:
        for row, cells, broken in table.rows():
            known = {
                name: (str.strip if name in TEXT else table.clean)(cell)
                for name, cell in zip(table.columns, cells, strict=not broken)
                if name in KNOWN
            }
            given = {name: cell for name, cell in known.items() if cell}
            _, shoe = validated(given, brief=True)
            names = {each: cell for each, cell in given.items() if each in NAMES}
            if not broken and shoe and not name_problems(row, names, 500):
                shoes.setdefault(shoe.shoe_id, shoe)
    return list(shoes.values())


@pytest.fixture(autouse=True, scope="module")
def _rows_are_remembered_from_the_first_on() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rows, "_FEW", 0)
        patched.setattr(rows, "_AS_THEY_ARE", 1)
        yield


@given(st.integers(0, 2**63))
def test_rows_judged_in_parts_are_the_shoes_of_whole_rows(drawn: int) -> None:
    data = mutated(drawn)
    try:
        found = load_catalogue(io.BytesIO(data), on_error="skip")
    except ShoefitError:
        return
    wanted = slowly(data)
    assert list(found) == wanted
    assert [each.model_fields_set for each in found] == [each.model_fields_set for each in wanted]


@given(
    st.lists(shoes(), max_size=30, unique_by=lambda shoe: shoe.shoe_id),
    profiles(),
    st.integers(1, 9),
    st.sampled_from([0, 0.25, 0.5, 1]),
)
def test_the_first_of_a_file_are_those_of_all_its_shoes(
    crowd: list[Shoe], profile: Profile, top: int, known: float
) -> None:
    whole = rank(crowd, profile=profile, min_coverage=known)
    with stream_catalogue(io.StringIO(shoes_csv(crowd))) as stream:
        first = rank(stream, profile=profile, top=top, min_coverage=known)
    assert list(first) == list(rank(crowd, profile=profile, top=top, min_coverage=known))
    assert list(first) == list(whole[:top])
    assert (first.ranked, first.left_out) == (whole.ranked, whole.left_out)


ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64()}
TYPED = pa.schema([(name, ARROW[about["type"]]) for name, about in columns(Shoe).items()])
WRONG: dict[str, Any] = {"drop_mm": 99.0, "kind": "Boots", "shoe_id": "twice", "brand": "a\tb"}
DOUBTFUL: dict[str, Any] = {"heel_stack_mm": 0.3, "midsole": "FOAM", "model": "Übel ", "seen": 2020}


@settings(max_examples=25)  # each is written, read and ranked twice
@given(
    st.lists(shoes(), max_size=12, unique_by=lambda shoe: shoe.shoe_id),
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from([*WRONG, *DOUBTFUL])), max_size=4),
    profiles(),
    st.integers(1, 9),
    st.sampled_from([0, 0.5, 1]),
)
def test_columns_are_judged_and_ranked_as_rows_are(
    crowd: list[Shoe],
    spoilt: list[tuple[int, str]],
    profile: Profile,
    top: int,
    known: float,
) -> None:
    cells = [shoe.model_dump(mode="json") for shoe in crowd]
    for at, name in spoilt:
        if at < len(cells):
            cells[at][name] = {**WRONG, **DOUBTFUL}[name]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(cells, schema=TYPED), file)
    data = file.getvalue()
    held = load_catalogue(io.BytesIO(data), on_error="skip")
    whole = rank(list(held), profile=profile, min_coverage=known)
    with stream_catalogue(io.BytesIO(data), on_error="skip") as stream:
        first = rank(stream, profile=profile, top=top, min_coverage=known)
        assert stream.problems == held.problems
    assert list(first) == list(whole[:top])
    assert (first.ranked, first.left_out.too_little_known) == (
        whole.ranked,
        whole.left_out.too_little_known,
    )
    assert first.left_out.bad_rows == held.rows_left_out


@pytest.mark.parametrize("kind", [pa.int64(), pa.float32(), pa.float64(), pa.string()])
def test_numbers_of_any_type_may_be_missing_from_columns(kind: Any) -> None:
    heel, drop = (pa.array(each).cast(kind) for each in ([6, None, 8, 10], [0, 2, None, 12]))
    file = io.BytesIO()
    table = pa.table({"shoe_id": [*"abcd"], "heel_stack_mm": heel, "drop_mm": drop})
    pq.write_table(table, file)
    with stream_catalogue(io.BytesIO(file.getvalue()), on_error="skip") as stream:
        first = rank(stream, top=3, min_coverage=0)
    assert [each.shoe.shoe_id for each in first] == ["a", "c", "b"]
    assert [each.code for each in stream.problems] == ["drop-above-stack"]


def test_problems_are_raised_after_the_last_row() -> None:
    with stream_catalogue(io.StringIO(BAD)) as shoes:
        assert next(shoes).shoe_id == "b"
        with pytest.raises(CatalogueError) as caught:
            next(shoes)
    with pytest.raises(CatalogueError) as whole:
        load_catalogue(io.StringIO(BAD))
    assert str(caught.value) == str(whole.value)


def test_bad_rows_can_be_left_out() -> None:
    with stream_catalogue(io.StringIO(BAD), on_error="skip") as shoes:
        ranking = rank(shoes, min_coverage=0)
    assert [place.shoe.shoe_id for place in ranking] == ["b"]
    assert ranking.left_out.bad_rows == 3


def test_no_shoe_is_held() -> None:
    with stream_catalogue() as shoes:
        first = weakref.ref(next(shoes))
        next(shoes)
        gc.collect()
        assert first() is None


def test_progress_is_told(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("shoe_id,drop_mm\n" + "".join(f"s{i},0\n" for i in range(3000)))
    seen: list[tuple[int, float | None]] = []
    with stream_catalogue(path, progress=lambda *told: seen.append(told)) as shoes:
        assert sum(1 for _ in shoes) == 3000
    assert [rows for rows, _ in seen] == [1024, 2048]
    assert all(share is not None and 0 < share <= 1 for _, share in seen)


def test_an_unknown_encoding_is_refused_when_it_is_opened() -> None:
    with (
        pytest.raises(UnknownNameError, match="latn"),
        stream_catalogue(packaged("shoes.csv"), encoding="latn-1"),
    ):
        pass


def test_a_stream_is_read_once() -> None:
    with stream_catalogue() as shoes:
        rank(shoes, top=1)
        with pytest.raises(ShoefitError, match=r"read once.* Open it again"):
            rank(shoes, top=1)


def test_a_stream_ends_with_its_file() -> None:
    with stream_catalogue() as shoes:
        next(shoes)
    with pytest.raises(ShoefitError, match="closed"):
        rank(shoes, top=1)


@pytest.fixture(params=[0, 3])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first three ids, or none, be all that the dictionary takes."""
    monkeypatch.setattr(problems, "_IN_MEMORY", request.param)


@pytest.mark.usefixtures("few")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=3)))
def test_the_first_row_is_that_of_a_dictionary(ids: list[str]) -> None:
    oracle: dict[str, int] = {}
    with FirstRows() as rows:
        for row, shoe_id in enumerate(ids):
            wanted = oracle.get(shoe_id)
            oracle.setdefault(shoe_id, row)
            assert rows.first_row(shoe_id, row) == wanted


@pytest.mark.usefixtures("few")
def test_what_went_to_the_disk_is_found_again() -> None:
    with FirstRows() as rows:
        many = 40_000
        for row in range(many):
            assert rows.first_row(f"shoe-{row}", row) is None
        for row in range(0, many, 97):
            assert rows.first_row(f"shoe-{row}", many) == row
        assert rows.first_row("another", 1) is None


def test_few_ids_open_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlite3.connect", None)
    with FirstRows() as rows:
        assert rows.first_row("a", 2) is None
        assert rows.first_row("a", 3) == 2


@pytest.mark.usefixtures("few")
def test_a_stream_is_read_on_in_another_thread() -> None:
    with FirstRows() as rows, ThreadPoolExecutor(1) as pool:
        assert [rows.first_row(each, 2) for each in "abcde"] == [None] * 5
        assert pool.submit(rows.first_row, "e", 3).result() == 2


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("long", ["x" * 200, "é" * 32, "\ud800" * 3])
def test_a_long_or_odd_id_is_told_from_its_like(long: str) -> None:
    with FirstRows() as rows:
        firsts = [
            rows.first_row(each, row) for row, each in enumerate([f"{long}a", f"{long}b"] * 3)
        ]
        assert firsts == [None, None, 0, 1, 0, 1]


def test_the_former_name_of_seen_is_read_and_both_are_one_error() -> None:
    old = io.StringIO("shoe_id,drop_mm,year\nmine,0,2019\n")
    assert load_catalogue(old)["mine"].seen == 2019
    with pytest.raises(SourceError, match=r"'seen' stands twice \(year is read so too\)"):
        load_catalogue(io.StringIO("shoe_id,drop_mm,year,seen\nmine,0,2019,2020\n"))


def test_a_midsole_alone_gives_a_drop_and_no_stack() -> None:
    head = "shoe_id,heel_stack_mm,forefoot_stack_mm,stack_basis\n"
    (shoe,) = load_catalogue(io.StringIO(f"{head}mine,14,10,midsole_only\n"))
    assert (shoe.heel_stack_mm, shoe.drop_mm) == (None, 4)
