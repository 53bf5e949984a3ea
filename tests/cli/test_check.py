"""`shoefit check`, as a user types it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from shoefit.catalogue.opening import packaged
from shoefit.cli import main

SCHEMA = Path(__file__).parents[2] / "docs" / "check.schema.json"
BROKEN = "shoe_id,drop_mm\na,4 mm\nb,0\n"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=stdin)


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """Start the command in an interpreter of its own, with a pipe at every end."""
    # Where this run was started in the background, its children would not hear Ctrl-C.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"from shoefit.cli import main; main({['check', *arguments]!r})"
    )
    return subprocess.Popen(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.csv"
    path.write_text(BROKEN)
    return str(path)


def test_a_clean_file() -> None:
    result = run(str(packaged("shoes.csv")))
    assert result.exit_code == 0
    assert result.stdout.endswith("1,020 accepted, 0 rejected\nNothing is wrong.\n")
    assert not result.stderr


def test_a_file_with_problems(mine: str) -> None:
    result = run(mine)
    assert result.exit_code == 1
    assert "row 2 drop_mm '4 mm': not a number" in result.stdout


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("shoe_id,drop_mm\na,-4\n")
    result = run(str(path))
    assert result.exit_code == 0
    assert "0 errors, 1 warning" in result.stdout


def test_json(mine: str) -> None:
    document = json.loads(run(mine, "--format", "json").stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert document["check"]["problems"][0]["mend"] == "4"


def test_standard_input_and_all_outputs(tmp_path: Path) -> None:
    names = ["--fix", "f.csv", "--rejects", "r.csv", "--all", "a.csv"]
    paths = [each if each.startswith("--") else str(tmp_path / each) for each in names]
    result = run("-", *paths, stdin=BROKEN)
    assert result.exit_code == 1
    assert (tmp_path / "f.csv").read_text() == "shoe_id,drop_mm\na,4\nb,0\n"
    assert "drop_mm: not a number" in (tmp_path / "r.csv").read_text()
    assert ",yes\n" in (tmp_path / "a.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument"),
        (["none.csv"], "does not exist"),
        (["."], "is a directory"),
        (["/dev/zero"], "is a device"),
        (["MINE", "--fix", "MINE"], "is what is read"),
        (["MINE", "--fix", "/none/out.csv"], "No such file"),
        (["MINE", "--fix", "/dev/full"], "No space left on device. Make room."),
        (["MINE", "--encoding", "utf-99"], "no encoding 'utf-99'"),
        (["MINE", "--format", "xml"], "not one of"),
    ],
)
def test_wrong_usage_is_one_clear_block(mine: str, arguments: list[str], told: str) -> None:
    result = run(*(mine if each == "MINE" else each for each in arguments))
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_no_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(bytes(range(256)) * 10)
    result = run(str(path))
    assert result.exit_code == 1
    assert "names no shoes" in result.stderr
    assert result.stderr.rstrip("\n").isprintable()


def test_a_reader_that_has_seen_enough(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("shoe_id,drop_mm\n" + "".join(f"s{i},x\n" for i in range(3000)))
    with started(str(path)) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_ctrl_c_leaves_no_half_written_output(tmp_path: Path) -> None:
    fixed = tmp_path / "fixed.csv"
    fixed.write_text("good")
    with started("-", "--fix", str(fixed)) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(BROKEN.encode())
        process.stdin.flush()
        while len(list(tmp_path.iterdir())) == 1:  # until it has begun to write
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert told == b"Stopped; no file was written.\n"
    assert fixed.read_text() == "good"
    assert list(tmp_path.iterdir()) == [fixed]
