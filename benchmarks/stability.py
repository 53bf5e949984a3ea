"""How long confidence takes beside the bare arithmetic, and how much memory; and a ladder.

    python benchmarks/stability.py

`confidence` and as many draws written straight in NumPy (each sub-score one of 256 equally likely
ones, weights, logarithm, weighted sum, argsort, count) alternate in one session, so that both meet
the same machine. The bare ones spend nothing on what is unknown leaning on the sole.
Medians are printed as the Markdown table of docs/performance.md.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np

import shoefit

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

DRAWS = 10_000
CHUNK = 50  # of 25, 50, 100, 250, 500 and 1,000 the one at which the bare arithmetic is fastest
PAIRS = 15
WHOLE = "import shoefit; shoefit.confidence(shoefit.load_catalogue())"


def bare(places: NDArray[np.float32]) -> NDArray[np.int64]:
    """Draw, score, sort and count, on arrays that are ready: (criterion, shoe, likely place)."""
    rng = np.random.default_rng(0)
    criteria, shoes, likely = places.shape
    flat, column = places.ravel(), np.arange(shoes)
    firsts = np.arange(criteria * shoes).reshape(criteria, shoes) * likely
    counts = np.zeros(shoes * shoes, np.int64)
    for _ in range(0, DRAWS, CHUNK):
        weights = rng.dirichlet(np.ones(criteria), CHUNK).astype(np.float32)
        drawn = flat.take(firsts + rng.integers(0, likely, (CHUNK, criteria, shoes)))
        scores = np.einsum("dc,dcs->ds", weights, np.log(np.clip(drawn, 0.01, 1)))
        order = np.argsort(-scores, axis=1)
        counts += np.bincount((order * shoes + column).ravel(), minlength=shoes * shoes)
    return counts


def seconds(job: Callable[[], object]) -> float:
    """Time of one call."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def peak_mib() -> float:
    """Peak memory of a process that does nothing else."""
    process = subprocess.Popen([sys.executable, "-c", WHOLE])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"confidence failed with {process.returncode}")
    return usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    catalogue = shoefit.load_catalogue()
    ranking = shoefit.rank(catalogue)
    low = np.array([[part.sub_score_low for part in place.parts] for place in ranking]).T
    high = np.array([[part.sub_score_high for part in place.parts] for place in ranking]).T
    places = low[:, :, None] + (high - low)[:, :, None] * (np.arange(256) + 0.5) / 256
    places = places.astype(np.float32)
    shoefit.confidence(catalogue, draws=100)
    pairs = [
        (
            seconds(lambda: shoefit.confidence(catalogue, draws=DRAWS)),
            seconds(lambda: bare(places)),
        )
        for _ in range(PAIRS)
    ]
    ours = statistics.median(pair[0] for pair in pairs)
    theirs = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    memory = max(peak_mib() for _ in range(3))
    starts = [s for s in catalogue if s.heel_stack_mm is not None and s.drop_mm is not None]
    climbs = [seconds(lambda s=s: shoefit.step_down(s, catalogue=catalogue)) for s in starts]  # type: ignore[misc]
    print(
        f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()},",
        end=" ",
    )
    print(f"{os.cpu_count()} cores, {len(ranking)} ranked of {len(catalogue)} shoes,", end=" ")
    print(f"{DRAWS:,} draws, medians of {PAIRS} pairs and {len(starts)} ladders\n")
    print("| what | measured | wanted |")
    print("|:--|--:|--:|")
    print(f"| `confidence`, catalogue loaded | {ours * 1000:.0f} ms | at most 1,000 ms |")
    print(f"| the bare arithmetic beside it | {theirs * 1000:.0f} ms | |")
    print(f"| the first by the second | {ratio:.2f} | at most 2 |")
    print(f"| peak memory of load and `confidence` | {memory:.0f} MiB | at most 200 MiB |")
    print(f"| `step_down`, median | {statistics.median(climbs) * 1000:.1f} ms | |")
    print(f"| `step_down`, slowest start | {max(climbs) * 1000:.0f} ms | at most 200 ms |")


if __name__ == "__main__":
    main()
