"""How the benchmarks take time: the median of repeated calls, which a busy machine sways least."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

REPEATS = 30


def milliseconds(job: Callable[[], object]) -> float:
    """Median of repeated calls, in milliseconds."""
    took = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        job()
        took.append(time.perf_counter() - start)
    return statistics.median(took) * 1000
