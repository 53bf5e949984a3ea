"""Kill shoefit 300 times while it writes, and look at what is left: python benchmarks/killing.py.

Each run starts beside a good file, and is killed at a random point of its life: two in three by
SIGKILL, which nothing can catch, the third by SIGTERM. The good file must stand as it was, or be
replaced by the whole new one; SIGTERM must leave no hidden file beside it either.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

from shoefit.catalogue.opening import packaged

GOOD: Final = "the good file that stood here before\n"


def commands(folder: Path, out: Path) -> dict[str, list[str]]:
    """Every command that writes a file; report where there is one."""
    source = folder / "mine.csv"
    lines = packaged("shoes.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    many = (line.replace(",", f"-{n},", 1) for n in range(20) for line in lines[1:])
    source.write_text("".join([lines[0], *many]), encoding="utf-8")
    found = {
        "check --fix": ["check", str(source), "--fix", str(out)],
        "rank -o": ["rank", "--all", "--format", "json", "-o", str(out)],
    }
    shown = subprocess.run([*shoefit(), "--help"], capture_output=True, text=True, check=True)
    if "  report " in shown.stdout:
        found["report -o"] = ["report", "-o", str(out)]
    return found


def shoefit() -> list[str]:
    """The command, by this interpreter."""
    return [sys.executable, "-c", "from shoefit.cli import main; main()"]


def main() -> int:
    """Kill and look; return 1 where a good file was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - a draw of moments, not a secret
    lost = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = folder / "out"
        known = commands(folder, out)
        whole, seconds = {}, {}
        for verb, arguments in known.items():
            before = time.monotonic()
            subprocess.run([*shoefit(), *arguments], check=False, capture_output=True)
            seconds[verb] = time.monotonic() - before
            whole[verb] = out.read_text(encoding="utf-8")
        for verb in known:
            seen: Counter[str] = Counter()
            for kill in range(given.kills // len(known)):
                # Every other kill waits until the file is being written.
                writing = kill % 2 == 1
                moment = chance.uniform(0, 0.02 if writing else 1.1 * seconds[verb])
                how = signal.SIGTERM if kill % 3 == 2 else signal.SIGKILL
                seen[one_kill(known[verb], out, whole[verb], moment, how, writing=writing)] += 1
            lost += seen["LOST"]
            print(f"{verb:12} {seen.total()} kills: {dict(seen)}")
    print(f"good files lost or partial: {lost}")
    return 1 if lost else 0


def hidden(folder: Path) -> list[Path]:
    """Return the files that are being written aside."""
    return list(folder.glob(".out.*"))


def one_kill(  # noqa: PLR0913 - each is drawn
    arguments: list[str],
    out: Path,
    whole: str,
    seconds: float,
    how: signal.Signals,
    *,
    writing: bool,
) -> str:
    """Start beside a good file, kill after so long, and say what stands there now."""
    out.write_text(GOOD, encoding="utf-8")
    with subprocess.Popen(
        [*shoefit(), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while writing and process.poll() is None and not hidden(out.parent):
            time.sleep(0.0005)
        time.sleep(seconds)
        process.send_signal(how)
    if how == signal.SIGTERM and hidden(out.parent):
        return "LOST"
    for each in hidden(out.parent):
        each.unlink()
    if not out.exists():
        return "LOST"
    text = out.read_text(encoding="utf-8")
    return "old file stands" if text == GOOD else "new file whole" if text == whole else "LOST"


if __name__ == "__main__":
    sys.exit(main())
