"""Defects that a second attack found, in what 0.2 was to be: what went wrong does so no more.

Those of version 0.1 stand by number in `test_defects.py`.
"""

from __future__ import annotations

import gc
import json
import os
import pty
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from shoefit import (
    FrameColumnsError,
    Limits,
    OutputError,
    Profile,
    Shoe,
    ShoefitError,
    SourceError,
    UnknownNameError,
    check,
    confidence,
    get_profile,
    load_catalogue,
    minimalist_index,
    rank,
    rank_frame,
    score_frame,
    stream_catalogue,
    write_report,
)
from shoefit.catalogue.opening import packaged
from shoefit.cli import main
from shoefit.ranking.formats import to_markdown
from shoefit.report.content import content
from shoefit.text import replace_text

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = "shoe_id,brand,model,heel_stack_mm,drop_mm\na,Acme,Thin,6,0\nb,Acme,Thick,30,8\n"
FLAT = "[criteria.drop]\nweight = 2\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(GOOD)
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


class TestAnOutputIsNeverWhatIsRead:
    """Whoever names it, and wherever the profile is by then."""

    @pytest.mark.parametrize("weights", [None, {"drop": 2}])
    def test_a_report_over_what_its_ranking_was_made_of(
        self, mine: Path, tmp_path: Path, weights: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pytest.importorskip("vl_convert")
        monkeypatch.chdir(tmp_path)
        Path("mine.toml").write_text(FLAT)
        ranking = rank(mine, profile="mine.toml", weights=weights)
        by_name, held = rank(mine.name, weights=weights), load_catalogue(mine.name)
        with stream_catalogue(mine.name) as stream:
            monkeypatch.chdir("/")
            streamed = rank(stream, top=1)
        assert held.file == str(mine)
        for made, read in (
            (ranking, tmp_path / "mine.toml"),
            *((each, mine) for each in (ranking, by_name, rank(held), streamed)),
        ):
            with pytest.raises(OutputError, match="what is read"):
                write_report(made, read)
        assert (tmp_path / "mine.toml").read_text() == FLAT
        assert mine.read_text() == GOOD

    def test_a_folder_that_is_gone_takes_nothing_along(self, tmp_path: Path, mine: Path) -> None:
        gone = tmp_path / "gone"
        gone.mkdir()
        told = (
            f"import os, shoefit; os.chdir({str(gone)!r}); "
            f"held = shoefit.load_catalogue({str(mine)!r}); "
            f"os.rmdir({str(gone)!r}); assert shoefit.rank(held).file == {str(mine)!r}; "
            "assert shoefit.rank(list(held)).file == ''"
        )
        done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr

    def test_profiles_are_equal_wherever_they_were_read_from(self, tmp_path: Path) -> None:
        one, other = tmp_path / "mine.toml", tmp_path / "sub" / "mine.toml"
        other.parent.mkdir()
        for path in (one, other):
            path.write_text(FLAT)
        assert get_profile(one) == get_profile(other)
        assert get_profile(one).file == str(one)
        assert get_profile("article").file == ""
        assert "file" not in get_profile(one).model_dump()

    @pytest.mark.parametrize("verb", ["rank", "report"])
    def test_the_bundled_catalogue(self, verb: str) -> None:
        before = packaged("shoes.csv").read_bytes()
        result = run(verb, "-o", str(packaged("shoes.csv")))
        assert result.exit_code == 2
        assert "is what is read" in result.stderr
        assert packaged("shoes.csv").read_bytes() == before

    def test_the_bundled_catalogue_from_python(self) -> None:
        with pytest.raises(OutputError, match="what is read"):
            check(fix=packaged("shoes.csv"))

    def test_a_file_may_be_called_as_a_profile_that_is_none(
        self, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert run("rank", "--catalogue", str(mine), "-o", "article").exit_code == 0
        assert "Acme Thin" in (tmp_path / "article").read_text()


class TestWhatIsToldIsNotObeyed:
    """By a shell, a terminal, or a reader of Markdown."""

    @pytest.mark.parametrize(
        "hostile", ["$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "%PATH%"]
    )
    def test_the_way_out_for_a_title_holds_nothing_that_a_shell_would_run(
        self, hostile: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "odd.csv"
        replace_text(
            path, pd.DataFrame({"shoe_id": ["a"], f"drop {hostile} mm": ["4"]}).to_csv(index=False)
        )
        with pytest.raises(SourceError) as caught:
            load_catalogue(path)
        advice = str(caught.value).partition("--column ")[2].partition(", columns=")[0]
        assert advice == "TITLE=drop_mm"
        title = json.loads(json.dumps(f"drop {hostile} mm".casefold()))
        assert f"columns={{{title!r}: 'drop_mm'}}" in str(caught.value)

    def test_an_ordinary_title_stands_in_the_command(self, tmp_path: Path) -> None:
        path = tmp_path / "own.csv"
        path.write_text("shoe_id,Total drop (mm)\na,4\n")
        with pytest.raises(SourceError, match=r'--column "total drop \(mm\)=drop_mm"'):
            load_catalogue(path)

    def test_a_file_s_name_in_the_bar_that_shows_how_far_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "\x1b[31mred.csv"
        path.write_text(GOOD)
        slow = (
            "from shoefit.cli import options; options._SILENT_SECONDS = -1\n"
            "from shoefit.catalogue import table; table._PROGRESS_ROWS = 1\n"
            "from shoefit.cli import main; main()"
        )
        ours, theirs = pty.openpty()
        start = [sys.executable, "-c", slow, "check", str(path)]
        done = subprocess.run(start, stdout=subprocess.PIPE, stderr=theirs, check=False)
        os.close(theirs)
        said = os.read(ours, 1_000_000).decode()
        os.close(ours)
        assert done.returncode == 0
        assert "checking" in said
        assert "\x1b[31mred" not in said

    @pytest.mark.parametrize(
        "brand", ["http://x", "https://x.y/z", "mailto:a", "www.x.y", "$x$", "ftp://x.y"]
    )
    def test_no_brand_becomes_a_link_or_a_formula_in_markdown(self, brand: str) -> None:
        shoe = Shoe(shoe_id="a", brand=brand, model="M", heel_stack_mm=8, drop_mm=0)
        written = to_markdown(rank([shoe]))
        assert not {":", "$"} & {*written.replace("\\:", "").replace("\\$", "").split("\n")[2]}
        shown = MarkdownIt("commonmark").enable("table").render(written)
        assert f"<td>{brand} M" in shown.replace(' style="text-align:left"', "")


class TestNothingIsDroppedInSilence:
    """Neither a title, nor an option, nor a way to write one."""

    def test_of_two_titles_the_unclear_one_is_told(self) -> None:
        result = run("explain", "lems primal 2", "altra escalante")
        assert result.exit_code == 2
        assert "Which shoe is 'altra escalante'?" in result.stderr

    @pytest.mark.parametrize("verb", ["explain", "step-down"])
    @pytest.mark.parametrize(
        ("words", "left"),
        [
            ("lems primal 2 altra escalante", "altra"),
            ("lems-primal-2 xyzzy", "xyzzy"),
            ("primal-2 xyzzy", "xyzzy"),
            ("nike-pegasus-41x lems-primal-2x", "x"),
            ("Altra Superior 4.5 Altra Paradigm", "paradigm"),
            ("Torin-8 Adizero-Adios-2 new", "torin"),
            ("nike-pegasus-41 nike-pegasus-39x", "39"),
            ("altra lone peak 7 altra lone peak 8", "8"),
            ("lems primal 2 99", "99"),
            ("lems-primal-2 3", "3"),
        ],
    )
    def test_a_word_that_is_none_of_the_title_is_told(
        self, verb: str, words: str, left: str
    ) -> None:
        result = run(verb, *words.split())
        assert result.exit_code == 2
        assert f"'{left}' is no word of" in result.stderr
        assert "quote each title" in result.stderr

    def test_step_down_takes_one_title(self) -> None:
        result = run("step-down", "nike pegasus 41", "xero prio")
        assert result.exit_code == 2
        assert "'xero' is no word of Nike Pegasus 41" in result.stderr

    def test_brands_and_ids_may_be_words_of_another_title(self, tmp_path: Path) -> None:
        path = tmp_path / "own.csv"
        path.write_text(
            "shoe_id,brand,model,heel_stack_mm,drop_mm\n"
            "1,On,X,6,0\n2,Acme,Walk On,8,0\n3,Acme,Primal 2,9,0\n"
        )
        for title in ("Acme Walk On", "Acme Primal 2"):
            result = run("explain", *title.split(), "--catalogue", str(path))
            assert result.stdout.startswith(title), result.stderr

    def test_the_words_of_a_title_of_the_catalogue_need_no_quotes(self) -> None:
        for each in load_catalogue()[::97]:
            result = run("explain", *each.title.split())
            assert result.stdout.startswith(each.title), result.stderr

    def test_words_without_quotes_are_told_as_one_title(self) -> None:
        for words in ("lems primal 2", "LEMS Primal II", "lems-primal 2"):
            assert "Lems Primal 2" in run("explain", *words.split()).stdout
        assert "Xero Shoes HFS II" in run("explain", "xero", "hfs", "2").stdout
        assert "1080 v13" in run("explain", "nb", "1080", "v13").stdout
        assert "Z-Trail" in run("explain", "xero", "ztrail", "ev").stdout
        assert "Lems Primal 2" in run("explain", "lems", "primal", "version", "2.0").stdout
        assert "Which shoe is 'lems primal 9'?" in run("explain", "lems", "primal", "9").stderr

    @pytest.mark.parametrize(
        ("option", "one", "other"),
        [("--weight", "flat=0", "flat=2"), ("--column", "Drop=drop_mm", "Drop=weight_g")],
    )
    def test_an_option_given_twice(self, mine: Path, option: str, one: str, other: str) -> None:
        result = run("rank", "--catalogue", str(mine), option, one, option, other)
        assert result.exit_code == 2
        assert "is given twice" in result.stderr

    def test_an_option_that_is_no_number_is_not_given_twice(self) -> None:
        assert "Weight drop=nan cannot be used" in run("rank", "--weight", "flat=nan").stderr

    def test_a_title_given_twice_in_another_case(self, tmp_path: Path) -> None:
        path = tmp_path / "own.csv"
        path.write_text("id,Fall\na,4\n")
        with pytest.raises(SourceError, match="is to be two columns, drop_mm and weight_g"):
            load_catalogue(path, columns={"id": "shoe_id", "Fall": "drop_mm", "FALL ": "weight_g"})

    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_a_title_is_told_in_any_case_whatever_parts_the_columns(
        self, tmp_path: Path, mark: str
    ) -> None:
        path = tmp_path / "own.csv"
        path.write_text(f"Marke{mark}Modell{mark} Fall\nAcme{mark}Thin{mark}4\n")
        told = {"marke": "brand", "MODELL ": "model", "fall": "drop_mm"}
        assert load_catalogue(path, columns=told)["acme-thin"].drop_mm == 4

    @pytest.mark.parametrize("mark", [";", "\t"])
    def test_a_header_of_strange_titles_is_parted_all_the_same(
        self, tmp_path: Path, mark: str
    ) -> None:
        path = tmp_path / "own.csv"
        path.write_text(f"Marke{mark}Modell{mark}Fall\nAcme{mark}Thin{mark}4\n")
        with pytest.raises(SourceError, match="its columns are 'marke', 'modell', 'fall'"):
            load_catalogue(path)

    def test_digits_with_a_low_line_are_no_number(self, tmp_path: Path) -> None:
        path = tmp_path / "own.csv"
        wrong = ["1_2", "_4", "_-4", "__20", "20_", "1_2.", "1_0.5", "1__0"]
        for column in ("drop_mm", "weight_oz", "seen", "heel_stack_mm", "midsole_hardness"):
            rows = [f"a_{at},{cell},1,shore_a" for at, cell in enumerate(wrong)]
            head = f"shoe_id,{column},heel_stack_in,hardness_scale"
            path.write_text("\n".join([head, *rows, "z_3,,1,shore_a"]))
            found = check(path)
            told = [each.value for each in found.problems if each.column == column]
            assert told == wrong
            assert all("number" in each.code for each in found.problems)
            assert [each.shoe_id for each in load_catalogue(path, on_error="skip")] == ["z_3"]

    def test_semicolons_in_a_title_part_no_columns(self, tmp_path: Path) -> None:
        path = tmp_path / "own.csv"
        path.write_text('shoe_id,drop_mm,"info; brand; model; y"\na,4,x\n')
        assert load_catalogue(path)["a"].drop_mm == 4

    @pytest.mark.parametrize("told", ["sep=;\n", "SEP=;\n", "\ufeffsep=;\r\n", "sep=;\n;;\n"])
    def test_what_parts_the_columns_may_be_told(self, tmp_path: Path, told: str) -> None:
        path = tmp_path / "own.csv"
        path.write_text(f"{told}shoe_id;drop_mm\na;4\n", encoding="utf-8", newline="")
        assert load_catalogue(path)["a"].drop_mm == 4
        path.write_text("sep=;\n", encoding="utf-8")
        with pytest.raises(SourceError, match="is empty"):
            load_catalogue(path)

    def test_accents_of_a_title_may_be_written_either_way(self, tmp_path: Path) -> None:
        path = tmp_path / "own.csv"
        path.write_text("shoe_id,Gro\u0308sse\na,4\n", encoding="utf-8")
        assert load_catalogue(path, columns={"Gr\u00f6sse": "drop_mm"})["a"].drop_mm == 4


class TestWhereAnOutputIsNoFile:
    """A pipe behind a link, and a device that is full."""

    @pytest.mark.parametrize("verb", [("rank", "-o"), ("check", "--fix")])
    def test_standard_output_by_its_path(self, mine: Path, verb: tuple[str, str]) -> None:
        if not Path("/dev/stdout").exists():
            pytest.skip("this system has no such path")
        name, option = verb
        given = ["--catalogue", str(mine)] if name == "rank" else [str(mine)]
        start = [sys.executable, "-m", "shoefit", name, *given, option, "/dev/stdout"]
        done = subprocess.run(start, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert b"Thin" in done.stdout

    def test_help_to_a_full_disk(self) -> None:
        if not Path("/dev/full").exists():
            pytest.skip("this system has no such device")
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "shoefit", "--help"],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
        assert b"Make room." in done.stderr


NUMBERS = [np.float32(0.5), np.float64(0.5), Fraction(1, 2)]


class TestNumbersOfAnyLibrary:
    """They count, and what comes of them can be written."""

    @pytest.mark.parametrize("half", NUMBERS, ids=lambda each: type(each).__name__)
    def test_a_least_coverage(self, mine: Path, half: Any) -> None:
        ranking = rank(mine, min_coverage=half)
        assert type(ranking.min_coverage) is float
        assert json.loads(ranking.to_json())["min_coverage"] == 0.5

    def test_whole_ones(self, mine: Path) -> None:
        sure = confidence(mine, draws=np.int64(100), seed=np.int32(1), around=np.float32(20))  # type: ignore[arg-type]
        assert json.loads(sure.to_json())["draws"] == {"draws": 100, "seed": 1, "around": 20.0}
        held: Any = {"devices": np.int8(1), "weight_g": np.float32(200)}
        index = minimalist_index("lems-primal-2", **held)
        assert json.loads(index.to_json())["subscales"][2]["reading"] == 200

    @pytest.mark.parametrize("two", [np.float32(2), Fraction(2), np.int8(2)], ids=repr)
    def test_a_weight(self, mine: Path, two: Any) -> None:
        ranking = rank(mine, weights={"flat": two})
        assert ranking.to_json() == rank(mine, weights={"flat": 2}).to_json()

    @pytest.mark.parametrize(
        "call",
        [
            lambda path: load_catalogue(path, columns={"model": 5}),  # type: ignore[dict-item]
            lambda path: load_catalogue(path, columns={1: "model"}),  # type: ignore[dict-item]
            lambda path: rank(path, weights={1: 2}),  # type: ignore[dict-item]
            lambda path: rank(path, weights={"flat": np.array([1, 2])}),  # type: ignore[dict-item]
            lambda path: rank(path, weights={"flat": Decimal(2)}),  # type: ignore[dict-item]
            lambda path: rank(path, weights={"flat": 1j}),  # type: ignore[dict-item]
            lambda path: load_catalogue(path, limits=Limits),  # type: ignore[arg-type]
            lambda path: rank(path, weights={"flat": 10**400}),
            lambda path: rank(path, min_coverage=10**400),
            lambda path: rank(path, min_coverage=Fraction(10**400)),  # type: ignore[arg-type]
            lambda path: rank(path, top=Fraction(10**400)),  # type: ignore[arg-type]
            lambda path: load_catalogue(path, limits=Limits(rows="5")),  # type: ignore[arg-type]
            lambda path: load_catalogue(path, limits=Limits(name=None)),  # type: ignore[arg-type]
            lambda path: load_catalogue(path, limits=Limits(rows=float("nan"))),  # type: ignore[arg-type]
            lambda path: check(path, limits=Limits(ratio=-1)),
        ],
    )
    def test_what_is_inside_is_looked_at_too(
        self, mine: Path, call: Callable[[Path], object]
    ) -> None:
        with pytest.raises(ShoefitError):
            call(mine)

    def test_a_limit_may_be_told_as_none_at_all(self, mine: Path) -> None:
        assert len(load_catalogue(mine, limits=Limits(rows=float("inf")))) == 2  # type: ignore[arg-type]
        assert len(load_catalogue(mine, limits=Limits(rows=10**400))) == 2


PANDAS = {
    "periods": pd.period_range("2020", periods=2, freq="M"),
    "intervals": pd.interval_range(0, 2),
    "complex numbers": [1 + 2j, 3j],
    "true and nothing": [True, None],
    "true or false": pd.Series([True, False], dtype=object),
    "true and a number": pd.Series([True, 8], dtype=object),
    "lists": [[1], [2]],
    "numbers and words": [8, "x"],
}


class TestFramesOfAnything:
    """One error of ours, whatever a column holds; what can be computed is."""

    @pytest.mark.parametrize("held", PANDAS)
    @pytest.mark.parametrize("function", [score_frame, rank_frame])
    def test_a_reading(self, held: str, function: Any) -> None:
        cells = {"shoe_id": ["a", "b"], "heel_stack_mm": PANDAS[held], "drop_mm": [0.0, 4.0]}
        with pytest.raises(
            FrameColumnsError, match=r"'heel_stack_mm' is .*, but should be a number"
        ):
            function(pd.DataFrame(cells))

    @pytest.mark.parametrize("held", PANDAS)
    def test_an_id(self, held: str) -> None:
        cells = {"shoe_id": PANDAS[held], "heel_stack_mm": [8, 9], "drop_mm": [0.0, 4.0]}
        with pytest.raises(FrameColumnsError, match=r"'shoe_id' is .*, but should be text"):
            rank_frame(pd.DataFrame(cells))

    @pytest.mark.parametrize("column", ["shoe_id", "heel_stack_mm"])
    @pytest.mark.parametrize("lazy", [False, True])
    def test_objects_of_polars(self, column: str, *, lazy: bool) -> None:
        cells = {"shoe_id": ["a", "b"], "heel_stack_mm": [8, 9], "drop_mm": [0.0, 4.0]}
        frame = pl.DataFrame(cells).with_columns(pl.Series(column, [object(), 8], dtype=pl.Object))
        with pytest.raises(FrameColumnsError, match=f"'{column}' is Object"):
            rank_frame(frame.lazy() if lazy else frame)

    @pytest.mark.parametrize("odd", [pd.NA, pd.NaT, 10**400], ids=["NA", "NaT", "a huge one"])
    def test_what_no_float_can_be_beside_numbers(self, odd: Any) -> None:
        frame = pd.DataFrame({"heel_stack_mm": pd.Series([6, odd], dtype=object)})
        with pytest.raises(FrameColumnsError, match="'heel_stack_mm' is Object"):
            score_frame(frame)

    def test_a_number_that_is_none_costs_its_row_alone(self) -> None:
        cells = {"shoe_id": ["a", "b"], "drop_mm": [Decimal("sNaN"), Decimal(4)]}
        found = load_catalogue(pd.DataFrame(cells), on_error="skip")
        assert [each.shoe_id for each in found] == ["b"]

    def test_texts_of_every_kind_of_arrow(self) -> None:
        cells = {"heel_stack_mm": [8.0, 8.0], "kind": pa.array(["sandal", "shoe"])}
        scores = score_frame(pa.table(cells))["score"]
        viewed = cells | {"kind": pa.array(["sandal", "shoe"], pa.string_view())}
        assert score_frame(pa.table(viewed))["score"] == scores

    def test_words_of_duckdb_may_be_json(self) -> None:
        rows = duckdb.connect().sql("select 8 heel_stack_mm, 0 drop_mm, '\"shoe\"'::JSON kind")
        assert len(score_frame(rows).fetchall()) == 1

    def test_numbers_kept_as_objects_count(self) -> None:
        held = [Decimal(8), Fraction(17, 2), 9, np.float32(10), None]
        frame = pd.DataFrame({"heel_stack_mm": pd.Series(held, dtype=object)})
        plain = pd.DataFrame({"heel_stack_mm": [8, 8.5, 9, 10, None]})
        pd.testing.assert_series_equal(score_frame(frame)["score"], score_frame(plain)["score"])


class TestTheProfile:
    """How far its ends may be, and when it is the built-in one."""

    @pytest.mark.parametrize("end", [1e308, -1e308, 1_000_001])
    def test_an_end_is_not_beyond_a_million(self, end: float) -> None:
        criteria = [{"name": "drop", "zero_at": end, "one_at": 0}]
        with pytest.raises(ValueError, match=r"criteria\.0\.zero_at"):
            Profile(name="far", criteria=criteria)  # type: ignore[arg-type]

    def test_another_of_the_same_name_is_no_built_in_one(self, mine: Path, tmp_path: Path) -> None:
        path = tmp_path / "article.toml"
        path.write_text("[criteria.drop]\nzero_at = 20\n")
        assert not content(rank(mine, profile=path))["repeatable"]
        assert content(rank(mine, weights={"drop": 2}))["repeatable"]

    def test_a_brand_is_not_blamed_for_a_file_without_rows(self, tmp_path: Path) -> None:
        path = tmp_path / "empty.csv"
        path.write_text(GOOD.splitlines()[0])
        assert not rank(path, brand="Nike")
        with pytest.raises(UnknownNameError):
            rank([Shoe(brand="Luna", model="Venado")], brand="Nike")


def test_a_program_that_runs_commands_keeps_its_own_collector() -> None:
    before = gc.get_threshold()
    run("rank", "--top", "1")
    assert gc.get_threshold() == before
