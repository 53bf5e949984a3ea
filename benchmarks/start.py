"""How long a start, a load and a ranking take, and how much memory a start needs.

    python benchmarks/start.py

Runs of `shoefit rank` and of `import pandas` alternate in one session, so that both meet the same
machine; medians are printed as the Markdown table of docs/performance.md.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import shoefit
from timing import REPEATS, milliseconds

PAIRS = 15
SHOEFIT = [str(Path(sys.executable).with_name("shoefit")), "rank"]
PANDAS = [sys.executable, "-c", "import pandas"]


def run(command: list[str]) -> tuple[float, float]:
    """Run a command; return its seconds and its peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    run(SHOEFIT), run(PANDAS)  # both once, so that neither meets a cold disk
    pairs = [(run(SHOEFIT), run(PANDAS)) for _ in range(PAIRS)]
    ours = statistics.median(pair[0][0] for pair in pairs)
    theirs = statistics.median(pair[1][0] for pair in pairs)
    ratio = statistics.median(pair[0][0] / pair[1][0] for pair in pairs)
    memory = max(pair[0][1] for pair in pairs)
    catalogue = shoefit.load_catalogue()
    load = milliseconds(shoefit.load_catalogue)
    rank = milliseconds(lambda: shoefit.rank(catalogue))
    cores = os.cpu_count()
    print(f"Python {platform.python_version()}, {platform.machine()}, {cores} cores,", end=" ")
    print(f"{len(catalogue)} shoes, medians of {PAIRS} pairs and {REPEATS} calls\n")
    print("| what | measured | wanted |")
    print("|:--|--:|--:|")
    print(f"| `shoefit rank`, cold start | {ours * 1000:.0f} ms | |")
    print(f"| `python -c 'import pandas'` beside it | {theirs * 1000:.0f} ms | |")
    print(f"| the first by the second | {ratio:.2f} | at most 0.50 |")
    print(f"| peak memory of `shoefit rank` | {memory:.0f} MiB | at most 60 MB |")
    print(f"| loading and validating the bundled catalogue | {load:.1f} ms | at most 25 ms |")
    print(f"| ranking it once loaded | {rank:.1f} ms | at most 18 ms |")


if __name__ == "__main__":
    main()
