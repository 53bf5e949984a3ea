"""Defects that were found from outside in 0.1, by number: what went wrong does so no more."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shoefit import OutputError, ShoefitError, check, load_catalogue, rank, write_report
from shoefit.ranking.formats import to_csv
from shoefit.text import replace_text

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
        done = shoefit(verb, "--catalogue", str(mine), *given, "-o", str(out))
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


def test_d08_an_output_that_is_not_utf8_escapes_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEAD}a,Acme,Ж👟,6,0\n", encoding="utf-8")
    for encoding in ("cp1252", "ascii"):
        env = {"PYTHONIOENCODING": encoding}
        for form in ("table", "csv"):
            done = shoefit("rank", "--catalogue", str(path), "--format", form, env=env)
            no_traceback(done, 0)
            assert b"\\u0416" in done.stdout
        done = shoefit("rank", "--catalogue", str(path), "--format", "json", env=env)
        assert json.loads(done.stdout)["shoes"][0]["model"] == "Ж👟"


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
    def test_d16_input(self, arguments: tuple[str, ...]) -> None:
        closed = "import sys; sys.stdin = None"
        no_traceback(shoefit(*arguments, before=closed), 2, "Standard input is closed")

    @pytest.mark.parametrize(
        "arguments",
        [
            ("rank",),
            ("rank", "--format", "json"),
            ("explain", "lems primal 2"),
            ("step-down", "nike-pegasus-41"),
        ],
    )
    def test_d16_output(self, arguments: tuple[str, ...]) -> None:
        closed = "import sys; sys.stdout = None"
        no_traceback(shoefit(*arguments, before=closed), 2, "Standard output is closed")

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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_d30_a_signal_leaves_no_hidden_file(tmp_path: Path, number: int) -> None:
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
    done = shoefit("rank", "--catalogue", str(mine), "-o", str(asked))
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


@pytest.mark.parametrize("verb", ["", "rank", "explain", "step-down", "check", "report"])
def test_d38_help_without_docstrings(verb: str) -> None:
    asked = ["-m", "shoefit", *([verb] if verb else []), "--help"]
    usual, bare = (
        subprocess.run([sys.executable, *how, *asked], capture_output=True, check=True).stdout
        for how in ([], ["-OO"])
    )
    assert bare == usual
    assert b"Examples:" in bare


def test_what_is_written_is_what_is_returned(mine: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    no_traceback(shoefit("rank", "--catalogue", str(mine), "--format", "csv", "-o", str(out)), 0)
    assert out.read_text() == to_csv(rank(load_catalogue(mine)))
