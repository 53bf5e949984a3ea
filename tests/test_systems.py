"""What only Unix has stands behind a guard, and writing and reading do without it."""

from __future__ import annotations

import ast
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import shoefit
from shoefit import check, load_catalogue
from shoefit.cli import main
from shoefit.text import replace_text

if TYPE_CHECKING:
    import pytest

SOURCE = Path(shoefit.__file__).parent

# Marked "Availability: Unix" in docs.python.org/3/library/os.html, signal.html and the modules.
UNIX = frozenset(
    [
        "chown",
        "chroot",
        "fchmod",
        "fchown",
        "fork",
        "forkpty",
        "getegid",
        "geteuid",
        "getgid",
        "getgroups",
        "getloadavg",
        "getpgid",
        "getpriority",
        "getuid",
        "killpg",
        "lchown",
        "lockf",
        "mkfifo",
        "mknod",
        "nice",
        "openpty",
        "posix_fallocate",
        "posix_spawn",
        "pread",
        "preadv",
        "pwrite",
        "pwritev",
        "sched_yield",
        "sendfile",
        "setsid",
        "statvfs",
        "sync",
        "ttyname",
        "uname",
        "wait",
        "O_DIRECTORY",
        "O_NOFOLLOW",
        "O_TMPFILE",
        "O_SYNC",
        "SIGALRM",
        "SIGHUP",
        "SIGKILL",
        "SIGPIPE",
        "SIGUSR1",
        "alarm",
        "setitimer",
        "pthread_kill",
        "sigwait",
    ]
)
MODULES = frozenset(["fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"])
# Each stands behind a guard that the tests below hold.
GUARDED = {("text.py", "chown"), ("cli/__init__.py", "SIGHUP")}


def test_what_only_unix_has_is_guarded() -> None:
    found = set()
    for path in SOURCE.rglob("*.py"):
        name = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if node.value.id in {"os", "signal"} and node.attr in UNIX:
                    found.add((name, node.attr))
            elif isinstance(node, ast.Import | ast.ImportFrom):
                names = {each.name for each in node.names} | {str(getattr(node, "module", ""))}
                found |= {(name, each) for each in names & MODULES}
    assert found == GUARDED


def test_writing_and_reading_without_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def no_folder(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "a folder cannot be opened", str(path))
        return opened(path, flags, mode)

    for module in (os, signal):
        for name in UNIX & set(dir(module)):
            monkeypatch.delattr(module, name)
    monkeypatch.setattr(os, "open", no_folder)
    out = tmp_path / "mine.csv"
    replace_text(out, "shoe_id,drop_mm\na,4 mm\n")
    replace_text(out, "shoe_id,drop_mm\nb,4 mm\n")  # over one that stands there
    assert check(out, fix=tmp_path / "fixed.csv").mended == 1
    assert load_catalogue(tmp_path / "fixed.csv")[0].shoe_id == "b"
    main(["rank", "-o", str(tmp_path / "ranked.csv"), "--format", "csv"], standalone_mode=False)
    assert len((tmp_path / "ranked.csv").read_text(encoding="utf-8").splitlines()) == 11
