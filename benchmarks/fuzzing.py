"""Feed shoefit 100,000 hostile files and say what happened: python benchmarks/fuzzing.py.

A file that breaks something is kept in tests/fuzz/found/, where every test run tries it again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from functools import cache
from importlib import import_module, util
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from shoefit.catalogue.reading import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from hostile import mutated, mutated_profile, mutated_title, named  # noqa: E402
from verdict import (  # noqa: E402 - after the path to it
    MEMORY,
    judge_catalogue,
    judge_every_verb,
    judge_frames,
    judge_profile,
)

IN_ONE_PASS, CHARTED = 500, 50  # files whose frames are scored together, and which has charts
FOUND = ROOT / "tests" / "fuzz" / "found"


class Tally(NamedTuple):
    """What became of a share of the inputs."""

    files: int = 0
    refused: int = 0
    rows: int = 0
    profiles: int = 0
    titles: int = 0
    verbs: int = 0
    charts: int = 0
    broken: int = 0


def share(task: tuple[int, int]) -> Tally:
    """Try so many inputs, drawn by hypothesis from one start."""
    start, files = task
    counts = dict.fromkeys(Tally._fields, 0)
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        folder = Path(name)
        frames: dict[int, pd.DataFrame] = {}

        def catalogue(drawn: int) -> None:
            counts["files"] += 1
            data = _file(drawn)
            rows = judge_catalogue(data, folder)
            # Charts take seconds: one file a pass.
            charts = counts["files"] == CHARTED and util.find_spec("vl_convert") is not None
            frame = judge_every_verb(data, folder, charts=charts)
            counts["verbs"] += frame is not None
            if frame is not None:
                counts["charts"] += charts
                frames[drawn] = frame
            counts["refused"] += rows is None
            counts["rows"] += rows or 0

        def scored(drawn: int) -> None:
            judge_frames([frames[drawn]])

        def profile(drawn: int) -> None:
            counts["profiles"] += 1
            judge_profile(*mutated_profile(drawn), folder)

        def title(drawn: int) -> None:
            counts["titles"] += 1
            resolve(mutated_title(drawn))

        counts["broken"] += _tried(catalogue, start, files)
        try:
            judge_frames([*frames.values()])
        except Exception:  # noqa: BLE001 - each is tried alone, and named
            counts["broken"] += sum(_breaks(scored, drawn) for drawn in frames) or 1
        counts["broken"] += _tried(profile, start, -(-files // 4))
        if util.find_spec("shoefit.titles.resolver") is not None:
            resolve = _resolver()
            counts["broken"] += _tried(title, start, -(-files // 4))
    return Tally(**counts)


def _file(drawn: int) -> bytes:
    """Rows of the real catalogue wronged, or shoes of random names, by turns."""
    return named(drawn) if drawn % 2 else mutated(drawn)


def _tried(part: Callable[[int], None], start: int, count: int) -> int:
    """Run one part on so many draws; return how many broke it."""
    broken = 0

    @seed(start)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(st.integers(0, 2**63))
    def one(drawn: int) -> None:
        nonlocal broken
        broken += _breaks(part, drawn)

    one()
    return broken


def _breaks(part: Callable[[int], None], drawn: int) -> bool:
    try:
        part(drawn)
    except Exception:  # noqa: BLE001 - counted, kept and printed
        _keep(part.__name__, drawn)
        return True
    return False


@cache
def _resolver() -> Callable[[str], object]:
    names = import_module("shoefit.titles.resolver")
    resolve: Callable[[str], object] = names.Resolver(load_catalogue()).resolve
    return resolve


def _keep(what: str, drawn: int) -> None:
    FOUND.mkdir(exist_ok=True)
    if what in {"catalogue", "scored"}:
        (FOUND / f"{drawn}.csv").write_bytes(_file(drawn))
    elif what == "profile":
        suffix, data = mutated_profile(drawn)
        (FOUND / f"{drawn}{suffix}").write_bytes(data)
    print(f"\n{what} {drawn} broke:\n{traceback.format_exc()}")


def main() -> int:
    """Share the inputs among the processors and print the sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--inputs", dest="files", type=int, default=100_000, help="how many catalogues"
    )
    parser.add_argument("--seed", type=int, default=0, help="where the draws start")
    parser.add_argument("--processes", type=int, default=2)
    given_ = parser.parse_args()
    tasks = [
        (given_.seed + at, min(IN_ONE_PASS, given_.files - at))
        for at in range(0, given_.files, IN_ONE_PASS)
    ]
    before = time.monotonic()
    with Pool(given_.processes) as pool:
        tallies = list(pool.imap_unordered(share, tasks))
    seconds = time.monotonic() - before
    whole = Tally(*map(sum, zip(*tallies, strict=True)))
    print(
        f"catalogue files  {whole.files:,}\n"
        f"  refused whole  {whole.refused:,}\n"
        f"  rows in them   {whole.rows:,}, every one accepted or rejected\n"
        f"  every verb     {whole.verbs:,}, of which {whole.charts:,} with charts\n"
        f"profile files    {whole.profiles:,}\n"
        f"titles           {whole.titles:,}\n"
        f"broken           {whole.broken:,} (tracebacks, lost rows, over 1 s)\n"
        f"seconds          {seconds:,.0f}, {whole.files / seconds:.0f} files a second"
    )
    return 1 if whole.broken else 0


if __name__ == "__main__":
    sys.exit(main())
