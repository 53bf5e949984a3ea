"""How the app of docs/in-an-app.md bears load: one process, asked by four threads on loopback.

    python benchmarks/service.py [--requests 10000]

Needs the group `docs`. First each kind of request alone, every answer new; then all kinds mixed,
as often as asked, while the memory of the service is watched.
"""

from __future__ import annotations

import argparse
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import shoefit

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE: Final = Path(__file__).parents[1] / "docs" / "in-an-app.md"
THREADS: Final = 4
ALONE: Final = 400  # requests of one kind
SHOES: Final = [each.shoe_id for each in shoefit.load_catalogue()]
TITLES: Final = [each.title for each in shoefit.load_catalogue()]

_new = count(1)


def new_ranking() -> str:
    """A weight that nobody has asked for."""
    return f"/ranking?drop={next(_new) / 1e5:.5f}"


def new_explanation() -> str:
    """The next of more shoes than the cache holds."""
    return f"/shoes/{quote(SHOES[next(_new) % len(SHOES)])}/explanation"


KINDS: Final[dict[str, Callable[[], str]]] = {
    "rank, new weights each time": new_ranking,
    "rank, asked before": lambda: "/ranking?drop=2",
    "explain, another shoe each time": new_explanation,
    "explain, asked before": lambda: "/shoes/lems-primal-2/explanation",
    "score": lambda: f"/shoes/{quote(random.choice(SHOES))}/score",  # noqa: S311 - no secret
    "resolve": lambda: f"/resolve?title={quote(random.choice(TITLES))}",  # noqa: S311 - as above
}


def asked(port: int, path: Callable[[], str], times: int) -> tuple[list[float], float]:
    """Ask by several threads, each over one connection; return what each took, and all of it."""

    def one(_: int) -> list[float]:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        took = []
        for _ in range(times // THREADS):
            start = time.perf_counter()
            connection.request("GET", path())
            answer = connection.getresponse()
            answer.read()
            took.append(time.perf_counter() - start)
            # A title may leave two shoes open, which is an answer too.
            if answer.status not in {200, 404}:
                raise RuntimeError(answer.status)
        connection.close()
        return took

    start = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        each = list(pool.map(one, range(THREADS)))
    return [took for found in each for took in found], time.perf_counter() - start


def said(what: str, took: list[float], whole: float) -> None:
    """Print one row of the table."""
    percent = statistics.quantiles(took, n=100)
    print(
        f"| {what} | {len(took) / whole:,.0f} | {percent[49] * 1000:.1f} ms "
        f"| {percent[98] * 1000:.1f} ms |"
    )


def memory(process: int) -> float:
    """Resident memory of a process, MiB; Linux only."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Start the service, ask it, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=10_000)
    requests = parser.parse_args().requests
    code = re.search(
        r'title="service.py"\n(.*?)^```', PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    if code is None:
        raise LookupError(PAGE)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "service.py").write_text(code[1], encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        start = [sys.executable, "-m", "uvicorn", "service:app", "--port", str(port)]
        with subprocess.Popen(
            [*start, "--no-access-log", "--log-level", "error"], cwd=folder
        ) as server:
            try:
                _wait(port)
                _measure(port, server.pid, requests)
            finally:
                server.terminate()


def _wait(port: int) -> None:
    while True:
        try:
            asked(port, lambda: "/ranking", THREADS)
        except ConnectionError:
            time.sleep(0.2)
        else:
            return


def _measure(port: int, process: int, requests: int) -> None:
    print(f"{THREADS} threads ask one process, {ALONE} requests a row\n")
    print("| asked for | requests a second | p50 | p99 |\n|:--|--:|--:|--:|")
    for what, path in KINDS.items():
        said(what, *asked(port, path, ALONE))
    every = cycle(KINDS.values())

    def mixed() -> str:
        return next(every)()

    print(f"\nmemory of the service: {memory(process):.0f} MiB")
    for part in range(1, 5):
        took, whole = asked(port, mixed, requests // 4)
        print(
            f"after {part * requests // 4:,} more of all kinds: {memory(process):.0f} MiB "
            f"({len(took) / whole:,.0f} a second)"
        )


if __name__ == "__main__":
    main()
