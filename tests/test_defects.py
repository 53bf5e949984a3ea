"""Defects that were found from outside in 0.1, by number: what went wrong does so no more."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from click.testing import CliRunner

import shoefit as shoefit_package
from shoefit import (
    Catalogue,
    CatalogueError,
    FrameColumnsError,
    Limits,
    Match,
    OutputError,
    ProfileError,
    Resolver,
    Shoe,
    ShoefitError,
    SourceError,
    check,
    explain,
    get_profile,
    load_catalogue,
    rank,
    rank_frame,
    score_frame,
    step_down,
    stream_catalogue,
    write_report,
)
from shoefit.catalogue.opening import packaged
from shoefit.cli import main
from shoefit.ranking.formats import to_csv
from shoefit.text import replace_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEAD = "shoe_id,brand,model,heel_stack_mm,drop_mm\n"
GOOD = f"{HEAD}a,Acme,Thin,6,0\nb,Acme,Thick,30,8\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(GOOD)
    return path


def shoefit(
    *arguments: str | bytes, before: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, after what a shell would do first."""
    start = [sys.executable, "-c", f"{before}\nfrom shoefit.cli import main; main()"]
    return subprocess.run(
        [*start, *arguments],
        capture_output=True,
        check=False,
        env=None if env is None else os.environ | env,
    )


def typed(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in this process, where nothing but what it says and returns is asked."""
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return subprocess.CompletedProcess([], done.exit_code, done.stdout_bytes, done.stderr_bytes)


def on_a_terminal(*arguments: str) -> str:
    """Run the command with a terminal as its outputs; return what the terminal got."""
    ours, theirs = pty.openpty()
    start = [sys.executable, "-c", "from shoefit.cli import main; main()"]
    with subprocess.Popen([*start, *arguments], stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        try:
            while more := os.read(ours, 65536):
                said += more
        except OSError:  # Linux ends a terminal so
            pass
        process.wait()
    os.close(ours)
    return said.decode()


def no_traceback(done: subprocess.CompletedProcess[bytes], code: int, said: str = "") -> None:
    assert b"Traceback" not in done.stderr
    assert done.returncode == code, done.stderr
    assert said in done.stderr.decode()


class TestD01AnOutputIsNeverWhatIsRead:
    """However an output is named."""

    @pytest.mark.parametrize("verb", ["rank", "report"])
    @pytest.mark.parametrize("how", ["itself", "link", "profile"])
    def test_d01_by_name_by_link_and_the_profile(
        self, mine: Path, tmp_path: Path, verb: str, how: str
    ) -> None:
        kept, out = mine, mine
        if how == "link":
            out = tmp_path / "out.csv"
            out.symlink_to(mine)
        if how == "profile":
            kept = out = tmp_path / "mine.toml"
            out.write_text("[criteria.drop]\nweight = 2\n")
        before = kept.read_bytes()
        given = ["--profile", str(out)] if how == "profile" else []
        done = typed(verb, "--catalogue", str(mine), *given, "-o", str(out))
        no_traceback(done, 2, "is what is read")
        assert kept.read_bytes() == before

    @pytest.mark.parametrize("verb", ["rank", "report"])
    def test_d01_standard_input(self, mine: Path, verb: str) -> None:
        with mine.open("rb") as file:
            done = subprocess.run(
                [sys.executable, "-m", "shoefit", verb, "--catalogue", "-", "-o", str(mine)],
                stdin=file,
                capture_output=True,
                check=False,
            )
        no_traceback(done, 2, "is what is read")
        assert mine.read_text() == GOOD

    def test_d01_from_python(self, mine: Path) -> None:
        pytest.importorskip("vl_convert")
        with pytest.raises(OutputError, match="what is read"):
            write_report(rank(load_catalogue(mine)), mine)
        assert mine.read_text() == GOOD


CONTROLS = [*range(9), 0xB, 0xC, *range(0xE, 0x20), 0x7F, 0xFFFE, 0xFFFF]


@pytest.mark.parametrize("column", ["shoe_id", "brand", "model"])
def test_d02_a_control_character_in_a_name_is_refused(column: str) -> None:
    cells = {"shoe_id": "a", "brand": "Acme", "model": "Thin", "heel_stack_mm": "6"}
    for number in CONTROLS:
        row = cells | {column: f"x{chr(number)}y"}
        text = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
        found = check(io.StringIO(text))
        assert [(each.code, each.column) for each in found.problems] == [
            ("control-character", column)
        ]
        with pytest.raises(CatalogueError, match="holds a control character"):
            load_catalogue(io.StringIO(text))
        with pytest.raises(ValueError, match="holds a control character"):
            Shoe.model_validate(row)


def test_d02_the_renderer_is_handed_nothing_that_it_dies_of() -> None:
    pytest.importorskip("vl_convert")
    from shoefit.report.charts import ranking_bands  # noqa: PLC0415 - they need the extra
    from shoefit.report.pictures import svg  # noqa: PLC0415

    every = "".join(map(chr, [0x1B, *CONTROLS, *range(0xD800, 0xE000, 64)]))
    shoe = Shoe(shoe_id="a", heel_stack_mm=6, drop_mm=0).model_copy(update={"model": every})
    assert "\\x1b" in svg(ranking_bands(rank([shoe])))


def test_d04_a_name_is_refused_above_a_length() -> None:
    text = f"{HEAD}a,Acme,{'x' * 501},6,0\n"
    assert check(io.StringIO(text)).problems[0].code == "too-long"
    with pytest.raises(CatalogueError, match="501 characters long"):
        load_catalogue(io.StringIO(text))
    limits = Limits(name=501)
    assert check(io.StringIO(text), limits=limits).ok
    assert len(load_catalogue(io.StringIO(text), limits=limits)) == 1


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\u200b", " "])
class TestD05FormulasInEveryCell:
    """D5 and D33: in the known columns, the header, rows of another width; signs of every kind."""

    def test_d05_d33_a_mended_file_holds_none(self, tmp_path: Path, sign: str, before: str) -> None:
        bad = f"{before}{sign}cmd"
        text = (
            f"shoe_id,model,kind,heel_stack_mm,{bad}\n"
            f"a,{bad},{bad},{bad},{bad}\nb,{bad}\nc,x,shoe,6,1,{bad}\nd,-1,shoe,-1,+49 30\n"
        )
        fixed = tmp_path / "fixed.csv"
        found = check(io.StringIO(text), fix=fixed)
        lines = fixed.read_text(encoding="utf-8").splitlines()
        assert "".join(lines).count(f"'{bad}") == 7
        assert not any(bad in each.replace(f"'{bad}", "") for each in lines)
        assert lines[-1] == "d,-1,shoe,-1,+49 30"
        assert sum(each.code == "formula" for each in found.problems) == 7

    def test_d33_a_ranking_holds_none(self, sign: str, before: str) -> None:
        shoe = Shoe(shoe_id="a", model="x", heel_stack_mm=6, drop_mm=0)
        named = shoe.model_copy(update={"model": f"{before}{sign}cmd"})
        assert f"'{before}{sign}cmd" in to_csv(rank([named]))


class TestD07Sheets:
    """What only Excel files did."""

    @pytest.fixture(autouse=True)
    def _needs_the_extra(self) -> None:
        pytest.importorskip("openpyxl")

    @staticmethod
    def workbook(path: Path, *rows: Sequence[object], at: str = "") -> Path:
        from openpyxl import Workbook  # noqa: PLC0415 - it needs the extra

        book = Workbook()
        for row in rows:
            book.active.append(row)
        if at:
            book.active[at] = "far"
        book.save(path)
        return path

    def test_d07_blank_rows_are_none(self, tmp_path: Path) -> None:
        path = self.workbook(tmp_path / "m.xlsx", ["shoe_id", "drop_mm"], ["a", 0], [], ["b", 4])
        found = check(path)
        assert (found.rows, found.accepted) == (2, 2)

    def test_d13_one_far_cell_costs_one_row(self, tmp_path: Path) -> None:
        head = ["shoe_id", "drop_mm"]
        path = self.workbook(tmp_path / "m.xlsx", head, ["a", 0], at="XFD1048576")
        found = check(path)
        assert (found.rows, found.accepted, found.problems[0].row) == (2, 1, 1048576)
        assert found.problems[0].code == "cells"

    def test_d26_a_second_column_of_a_name_is_told(self, tmp_path: Path) -> None:
        path = self.workbook(tmp_path / "m.xlsx", ["shoe_id", "drop_mm", "drop_mm"], ["a", 0, 9])
        with pytest.raises(SourceError, match="'drop_mm' stands twice"):
            load_catalogue(path)


def test_d08_an_output_that_is_not_utf8_escapes_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEAD}a,Acme,Ж👟,6,0\n", encoding="utf-8")
    asked = ["rank", "--catalogue", str(path), "--format"]
    each = f"for form in ('table', 'csv'): main([*{asked}, form], standalone_mode=False)"
    for encoding in ("cp1252", "ascii"):
        env = {"PYTHONIOENCODING": encoding}
        done = shoefit(*asked, "json", before=f"from shoefit.cli import main\n{each}", env=env)
        no_traceback(done, 0)
        assert done.stdout.count(b"\\u0416") == 3
        document = done.stdout[done.stdout.index(b"{") :]
        assert json.loads(document)["shoes"][0]["model"] == "Ж👟"


@pytest.mark.parametrize(
    "line", ["\n", "same,Acme,Thin,6,0\n", '""\n'], ids=["feeds", "rows", "quotes"]
)
def test_d11_a_gzip_bomb_is_refused_at_once(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress((HEAD + line * (3 * 10**6 // len(line))).encode(), 6))
    before = time.process_time()
    with pytest.raises(SourceError, match="unpacks to more than 200 times its size") as told:
        check(path)
    assert time.process_time() - before < 5
    assert told.value.code == "too-large"


def test_limits_are_told_and_can_be_moved(tmp_path: Path) -> None:
    rows = HEAD + "".join(f"s{at},Acme,M{at},6,0\n" for at in range(10))
    for limits, said in ((Limits(rows=9), "more than 9 rows"), (Limits(rows=10), "")):
        if said:
            with pytest.raises(SourceError, match=said):
                load_catalogue(io.StringIO(rows), limits=limits)
        else:
            assert len(load_catalogue(io.StringIO(rows), limits=limits)) == 10
    path = tmp_path / "mine.csv.gz"
    path.write_bytes(gzip.compress(rows.encode()))
    with pytest.raises(SourceError, match="more than 100 bytes"):
        load_catalogue(path, limits=Limits(unpacked=100))


def test_d12_d27_parquet_by_batches(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    path = tmp_path / "mine.parquet"
    count = 3_000
    long = pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), ["x" * 90_000])
    pq.write_table(pa.table({"shoe_id": long, "drop_mm": [0.0] * count}), path)
    assert path.stat().st_size < 500_000
    with pytest.raises(CatalogueError, match="90,000 characters long"):
        load_catalogue(path)
    pq.write_table(pa.table({"shoe_id": [b"a", b"b"], "drop_mm": [0, 4]}), path)
    assert [shoe.shoe_id for shoe in load_catalogue(path)] == ["a", "b"]


def test_d14_the_umask_of_the_process_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_: int) -> int:
        raise AssertionError

    monkeypatch.setattr(os, "umask", never)
    replace_text(tmp_path / "new", "x")
    assert (tmp_path / "new").read_text() == "x"


class TestD16ClosedStreams:
    """What a shell can close."""

    @pytest.mark.parametrize("arguments", [("check", "-"), ("rank", "--catalogue", "-")])
    def test_d16_input(
        self,
        arguments: tuple[str, ...],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert "Standard input is closed" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "arguments",
        [
            ("rank",),
            ("rank", "--format", "json"),
            ("explain", "lems primal 2"),
            ("step-down", "nike-pegasus-41"),
        ],
    )
    def test_d16_output(
        self,
        arguments: tuple[str, ...],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert "Standard output is closed" in capsys.readouterr().err

    def test_d16_by_a_shell(self) -> None:
        command = f"{sys.executable} -m shoefit rank"
        for how in (">&-", "--catalogue - <&-"):
            done = subprocess.run(
                ["/bin/sh", "-c", f"{command} {how}"], capture_output=True, check=False
            )
            no_traceback(done, 2, "is closed")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_d17_a_path_that_is_not_utf8(tmp_path: Path, form: str) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.csv"
    Path(os.fsdecode(path)).write_text(GOOD)
    out = tmp_path / "out"
    done = shoefit("rank", "--catalogue", path, "--format", form, "-o", str(out))
    no_traceback(done, 0)
    assert "Thin" in out.read_text(encoding="utf-8")
    no_traceback(shoefit("check", path, "--format", "json"), 0)


def test_d19_a_zero_in_a_path(mine: Path) -> None:
    with pytest.raises(ShoefitError, match="no file has such a name"):
        load_catalogue("a\0b.csv")
    with pytest.raises(OutputError, match="no file has such a name"):
        check(mine, fix="a\0b.csv")


@pytest.mark.parametrize(
    ("data", "said", "code"),
    [
        (b"PAR1" + bytes(100) + b"PAR1", "is damaged", "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old or a protected Excel file", "not-supported"),
        ({"content.xml": ""}, "an OpenDocument sheet", "not-supported"),
        ({"xl/workbook.bin": ""}, "a binary Excel file", "not-supported"),
        ({"mine.csv": GOOD}, "a folder packed with zip", "not-supported"),
        ({}, "a folder packed with zip", "not-supported"),
        (b"PK\x03\x04" + bytes(100), "is damaged", "damaged"),
        (b"", "is empty", "empty"),
        (b"\x1f\x8b\x08\x00cut", "damaged or ends midway", "damaged"),
        (b"a,b\n", "names no shoes", "no-names"),
        (b"shoe_id,colour\n", "holds no readings", "no-readings"),
    ],
)
def test_d23_d24_every_failure_has_a_name_a_cause_and_a_way_out(
    tmp_path: Path, data: bytes | dict[str, str], said: str, code: str
) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "mine"
    if isinstance(data, dict):
        with zipfile.ZipFile(path, "w") as packed:
            for name, text in data.items():
                packed.writestr(name, text)
    else:
        path.write_bytes(data)
    with pytest.raises(SourceError, match=said) as told:
        load_catalogue(path)
    assert told.value.code == code
    assert told.value.hint
    assert str(path) in told.value.message
    no_traceback(typed("check", str(path)), 1)


def test_d20_frames_whose_columns_have_no_names_of_their_own() -> None:
    twice = pd.DataFrame([["a", 0, 1]], columns=["shoe_id", "drop_mm", "drop_mm"])
    with pytest.raises(SourceError, match="cannot be told apart") as told:
        load_catalogue(twice)
    assert (told.value.code, bool(told.value.hint)) == ("frame-columns", True)
    numbered = pd.DataFrame([["a", 0, 1]], columns=["shoe_id", "drop_mm", 0])
    assert load_catalogue(numbered).extra_columns == ("0",)


def test_d28_a_mended_file_is_read_again(tmp_path: Path) -> None:
    zeros = "\0x" * 400
    text = f"shoe_id,drop_mm,colour\na,0,{zeros}\nb,0,{zeros}\n"
    fixed, rejects = tmp_path / "fixed.csv", tmp_path / "rejects.csv"
    check(io.StringIO(text + f"c{zeros},x,{zeros}\n"), fix=fixed, rejects=rejects)
    assert check(fixed).rows == 3
    assert check(rejects).rows == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_d30_a_signal_leaves_no_hidden_file(tmp_path: Path, number: int) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("this run was started deaf to the signal, as nohup does; so are its children")
    rows = "".join(f"s{i},Acme,M{i},6,0\n" for i in range(200_000))
    (tmp_path / "mine.csv").write_text(HEAD + rows)
    out = tmp_path / "out.csv"
    out.write_text("good")
    start = [sys.executable, "-m", "shoefit", "check", str(tmp_path / "mine.csv")]
    with subprocess.Popen([*start, "--fix", str(out)], stderr=subprocess.PIPE) as process:
        while process.poll() is None and not list(tmp_path.glob(".out*")):
            time.sleep(0.001)
        process.send_signal(number)
        _, said = process.communicate()
    assert process.returncode == 128 + number
    assert b"no file was written" in said
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine.csv", "out.csv"]
    assert out.read_text() == "good"


def test_d31_a_message_names_the_file_that_was_asked_for(mine: Path, tmp_path: Path) -> None:
    asked = tmp_path / "none" / "ranked.csv"
    done = typed("rank", "--catalogue", str(mine), "-o", str(asked))
    no_traceback(done, 2, f"{asked}: No such file or directory")
    assert b".ranked" not in done.stderr


def test_d32_the_report_quotes_the_file_in_its_command(tmp_path: Path) -> None:
    from shoefit.report.content import content  # noqa: PLC0415 - this test alone

    path = tmp_path / "mine; rm -rf ~.csv"
    path.write_text(GOOD)
    assert content(rank(load_catalogue(path)))["source"] == "'mine; rm -rf ~.csv'"


class TestD34ATerminalIsSentNoEscapes:
    """Whatever the format, and in messages too."""

    @pytest.mark.parametrize("form", ["csv", "json"])
    def test_d34_in_any_format(self, tmp_path: Path, form: str) -> None:
        path = tmp_path / "mine.csv"
        path.write_text(f"{HEAD}a,Ac\u202eme,Th\u2066in,6,0\n", encoding="utf-8")
        said = on_a_terminal("rank", "--catalogue", str(path), "--format", form)
        assert "\u202e" not in said
        assert "\u2066" not in said
        assert "202e" in said

    def test_d35_in_usage_errors_and_names_of_files(self, mine: Path, tmp_path: Path) -> None:
        wrong = on_a_terminal("rank", "--catalogue", "no\x1b[31m.csv")
        assert "\x1b" not in wrong
        assert "x1b[31m.csv" in wrong
        assert "\x1b" not in on_a_terminal("rank", "--no\x1b[31m")
        pytest.importorskip("vl_convert")
        out = tmp_path / "o\x1b[31m.html"
        done = on_a_terminal("report", "--catalogue", str(mine), "-o", str(out))
        assert "\x1b" not in done
        assert "wrote " in done


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_d37_a_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    os.chown(path, 12345, 23456)
    path.chmod(0o640)
    replace_text(path, "new")
    seen = path.stat()
    assert (seen.st_uid, seen.st_gid, seen.st_mode & 0o777) == (12345, 23456, 0o640)


def test_d37_the_folder_reaches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    sync = os.fsync

    def watched(handle: int) -> None:
        synced.append(os.fstat(handle))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    replace_text(tmp_path / "new", "x")
    assert os.path.samestat(synced[-1], tmp_path.stat())


def test_d38_help_without_docstrings() -> None:
    code = (
        "from shoefit.cli import main\n"
        "for verb in [[], ['rank'], ['explain'], ['step-down'], ['check'], ['report']]:\n"
        "    main([*verb, '--help'], 'shoefit', standalone_mode=False)"
    )
    usual, bare = (
        subprocess.run([sys.executable, *how, "-c", code], capture_output=True, check=True).stdout
        for how in ([], ["-OO"])
    )
    assert bare == usual
    assert bare.count(b"Examples:") == 6


def test_what_is_written_is_what_is_returned(mine: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    no_traceback(typed("rank", "--catalogue", str(mine), "--format", "csv", "-o", str(out)), 0)
    assert out.read_text() == to_csv(rank(load_catalogue(mine)))


@pytest.mark.parametrize("link", ["endless.toml", "endless.json"])
def test_d18_an_endless_profile(tmp_path: Path, link: str) -> None:
    (tmp_path / link).symlink_to("/dev/zero")
    with pytest.raises(ProfileError, match="over 1,000,000 characters long"):
        get_profile(tmp_path / link)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (
            pd.DataFrame([["a", 0, 1]], columns=["shoe_id", "drop_mm", "drop_mm"]),
            "two of its columns have one name",
        ),
        (
            pd.DataFrame([["a", 0, 1]], columns=["shoe_id", "drop_mm", 0]),
            "the name of column 0 is no text",
        ),
        (
            pd.DataFrame({"shoe_id": ["a", "b"], "drop_mm": [1, "x mm"]}, dtype=object),
            "should be a number",
        ),
    ],
    ids=["twice", "number", "text"],
)
def test_d20_frames_that_cannot_be_scored(frame: pd.DataFrame, said: str) -> None:
    for take in (score_frame, rank_frame):
        with pytest.raises(FrameColumnsError, match=said):
            take(frame)


@pytest.mark.parametrize("option", ["--min-coverage", "--max-stack", "--max-price"])
def test_d22_no_number_is_wrong_usage(option: str) -> None:
    found = CliRunner().invoke(main, ["rank", option, "nan"])
    assert found.exit_code == 2
    assert "is not a number" in found.stderr


@pytest.mark.parametrize("limit", ["max_stack_mm", "since", "max_price", "min_coverage"])
def test_d22_from_python_no_number_is_no_limit(limit: str) -> None:
    shoes = [Shoe(shoe_id="a", heel_stack_mm=6, drop_mm=0)]
    with pytest.raises(ShoefitError, match=rf"rank takes a (whole )?number as {limit}, not nan"):
        rank(shoes, **{limit: float("nan")})  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["Raise", "strict", "ignore", "", None, 3, []])
def test_d06_what_a_bad_row_does_is_one_of_two_words(word: Any) -> None:
    bad = f"{HEAD}a,Acme,Thin,6 mm,0\nb,Acme,Thick,30,8\n"
    for read in (load_catalogue, stream_catalogue):
        with pytest.raises(ShoefitError, match='"raise" or "skip" as on_error'):
            read(io.StringIO(bad), on_error=word)
    assert len(load_catalogue(io.StringIO(bad), on_error="skip")) == 1


@pytest.mark.parametrize("model", ["Mach X 2.0", "X 2.0", "Q 1.0", "A1 B2.0"])
def test_d03_no_name_breaks_the_titles_of_its_catalogue(model: str) -> None:
    odd = Shoe(shoe_id="odd", brand="Hoka", model=model)
    other = Shoe(shoe_id="other", brand="Lems", model="Primal 2")
    answer = Resolver([odd, other]).resolve("lems primal 2")
    assert isinstance(answer, Match)
    assert answer.shoe_id == "other"


def test_d09_files_are_written_where_only_unix_can_do_more(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("fchmod", "pread", "chown"):
        monkeypatch.delattr(os, name, raising=False)
    replace_text(mine, "new")
    assert mine.read_text() == "new"
    mine.write_text(GOOD)
    assert len(load_catalogue(mine)) == 2


def test_d10_names_of_every_script_are_names() -> None:
    rows = "brand,model,drop_mm\n鞋,一,0\nXero,日本,0\nXero,中国,4\n"
    found = load_catalogue(io.StringIO(rows))
    assert [shoe.shoe_id for shoe in found] == ["鞋-一", "xero-日本", "xero-中国"]
    assert explain("Xero 中国", found).shoe.drop_mm == 4


def test_d15_an_id_is_told_from_the_same_in_capitals() -> None:
    found = load_catalogue(io.StringIO("shoe_id,drop_mm\nA,0\na,8\n"))
    assert [explain(each, found).shoe.shoe_id for each in ("A", "a")] == ["A", "a"]


@pytest.mark.parametrize(
    "call",
    [lambda: rank(5), lambda: explain(5), lambda: check([1]), lambda: Resolver([1])],  # type: ignore[arg-type, type-var]
)
def test_d21_a_wrong_call_is_one_error_that_says_what_is_taken(call: Callable[[], object]) -> None:
    """A few; tests/test_public_calls.py has every public function."""
    with pytest.raises(ShoefitError, match=r"takes? |holds shoes"):
        call()


def test_d25_an_extra_brings_what_reads_excel() -> None:
    project = Path(__file__).parents[1] / "pyproject.toml"
    extras = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {re.split("[>=]", each)[0] for each in extras["sheets"]} >= {"openpyxl", "pyarrow"}


def test_d29_no_temporary_folder_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = HEAD + "".join(f"s{at},,,6,0\n" for at in range(70_000))
    (tmp_path / "mine.csv").write_text(rows)
    none = dict.fromkeys(("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"), "/nowhere")
    for name, folder in none.items():
        monkeypatch.setenv(name, folder)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    assert check(tmp_path / "mine.csv").accepted == 70_000


def test_d36_it_is_imported_from_a_zip(tmp_path: Path) -> None:
    package = Path(shoefit_package.__file__).parent
    data = packaged("shoes.csv").parent
    with zipfile.ZipFile(tmp_path / "shoefit.zip", "w") as packed:
        for each in package.rglob("*"):
            if each.is_file() and each.suffix != ".pyc":
                packed.write(each, Path("shoefit") / each.relative_to(package))
        for each in data.glob("*.csv"):
            packed.write(each, Path("shoefit", "data", each.name))
    code = (
        "import shoefit; assert 'shoefit.zip' in shoefit.__file__; "
        "from shoefit.cli import main; main(['explain', 'lems primal 2'])"
    )
    env = os.environ | {"PYTHONPATH": str(tmp_path / "shoefit.zip")}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, check=False, env=env, cwd=tmp_path
    )
    no_traceback(done, 0)
    assert b"Lems Primal 2" in done.stdout


def test_d39_an_id_is_found_without_taking_names_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    from shoefit.catalogue import catalogue  # noqa: PLC0415 - this test alone looks inside

    def never(_: object) -> dict[str, Shoe]:
        raise AssertionError

    monkeypatch.setattr(catalogue, "_exact", never)
    shoes = [Shoe(shoe_id=f"s{at}", heel_stack_mm=6, drop_mm=0) for at in range(10)]
    assert catalogue.find_shoes(shoes, ["s5"]) == [shoes[5]]


@pytest.fixture
def _files_are_large_from_the_third_shoe_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shoefit.catalogue.rows._AS_THEY_ARE", 2)
    monkeypatch.setattr("shoefit.catalogue.rows._FEW", 0)


@pytest.mark.usefixtures("_files_are_large_from_the_third_shoe_on")
def test_d39_of_a_large_file_rows_are_held_and_every_answer_is_the_same() -> None:
    large = load_catalogue(packaged("shoes.csv"))
    held = Catalogue(list(large), source=large.source)
    assert large == held == pickle.loads(pickle.dumps(large))  # noqa: S301 - made here
    assert [each.model_fields_set for each in large] == [each.model_fields_set for each in held]
    assert large[-1] == large[held[-1].shoe_id] == held[-1]
    assert explain("LEMS primal 2", large).to_json() == explain("LEMS primal 2", held).to_json()
    assert step_down("hoka bondi 9", catalogue=large) == step_down("hoka bondi 9", catalogue=held)
    assert rank(large) == rank(held)
