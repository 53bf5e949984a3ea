"""How fast a frame is scored and ranked, beside the same arithmetic by hand and beside peers.

    pip install -e ".[engines]" --group bench
    python benchmarks/frames.py            # everything

Rivals take turns within a round, so that they meet the same machine; medians of rounds and medians
of the ratios within a round are printed as the Markdown tables of docs/performance.md. Every
measurement of memory is a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from by_hand import numpy_score
from shoefit.scoring.frames import rank_frame, score_frame
from synthetic import table

if TYPE_CHECKING:
    from collections.abc import Callable

MILLION: Final = 1_000_000
FEW: Final = 20_000
ROUNDS: Final = 9
HUNDRED_MILLION_ROUNDS: Final = 3
GROWTH: Final = (10_000, 100_000, MILLION, 10 * MILLION)
WORDS: Final = ("kind", "midsole", "toe_box_shape")
CHART: Final = Path(__file__).parents[1] / "docs" / "frames-growth.svg"


def timed(job: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def race(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Time rivals in turns, after one turn that does not count."""
    for job in jobs.values():
        job()
    took: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            took[name].append(timed(job))
    return took


def ratio(took: dict[str, list[float]], one: str, other: str) -> float:
    """Median over the rounds of how many times as long one took as the other."""
    return statistics.median(a / b for a, b in zip(took[one], took[other], strict=True))


def peers(matrix: np.ndarray[Any, Any]) -> dict[str, Callable[[], object]]:
    """Weighted sums by others, of ready-made sub-scores: no bands, and the gaps filled before."""
    import skcriteria  # noqa: PLC0415 - slow to import
    from pymcdm.methods import WSM  # noqa: PLC0415
    from skcriteria.agg.simple import WeightedSumModel  # noqa: PLC0415

    weights, types = np.full(4, 0.25), np.ones(4)
    return {
        "scikit-criteria, weighted sum": lambda: WeightedSumModel().evaluate(
            skcriteria.mkdm(matrix, [max] * 4, weights=weights)
        ),
        # It looks for dominated rows pair by pair: a million would take it hours.
        f"pymcdm, WSM, {FEW:,} rows": lambda: WSM()(matrix[:FEW], weights, types),
        "pymcdm, WSM, its checks off": lambda: WSM()(matrix, weights, types, validation=False),
    }


def million(rounds: int) -> None:
    """One million rows: score with bands, and the first ten."""
    warnings.filterwarnings("ignore", "Alternatives with indices")  # pymcdm names the dominated
    pandas = table(MILLION).to_pandas()
    polars = pl.DataFrame(table(MILLION))
    sub_scores = score_frame(polars).select(
        "stack_height", "midsole_hardness", "drop", "toe_box_width"
    )
    check_by_hand(pandas)
    took = race(
        {
            "NumPy by hand, with bands": lambda: numpy_score(pandas, bands=True),
            "NumPy by hand, without bands": lambda: numpy_score(pandas, bands=False),
            "score_frame, Polars lazy": lambda: score_frame(polars.lazy()).collect(),
            "score_frame, Polars": lambda: score_frame(polars),
            "score_frame, pandas": lambda: score_frame(pandas),
            "rank_frame top 10, Polars": lambda: rank_frame(polars),
            "rank_frame top 10, Polars lazy": lambda: rank_frame(polars.lazy()).collect(),
            "rank_frame top 10, pandas": lambda: rank_frame(pandas),
            **peers(sub_scores.to_numpy().clip(0.01, 1.0)),
        },
        rounds,
    )
    print("\n| one million rows | median, ms | quickest, ms | times by hand with | without bands |")
    print("|---|---|---|---|---|")
    for name, seconds in took.items():
        beside = [
            ratio(took, name, f"NumPy by hand, {which}")
            for which in ("with bands", "without bands")
        ]
        print(
            f"| {name} | {statistics.median(seconds) * 1e3:,.0f} | {min(seconds) * 1e3:,.0f} "
            f"| {beside[0]:.2f} | {beside[1]:.2f} |"
        )
    ours = ("rank_frame top 10, Polars", "rank_frame top 10, pandas")
    print(f"\n| times as long as | {ours[0]} | {ours[1]} |\n|---|---|---|")
    for peer in [name for name in took if name.startswith(("scikit", "pymcdm"))]:
        print(f"| {peer} | {' | '.join(f'{ratio(took, peer, each):.1f}' for each in ours)} |")


def check_by_hand(frame: Any) -> None:
    """Stop where the rival does not compute the same."""
    scored = score_frame(frame)
    for name, column in numpy_score(frame, bands=True).items():
        np.testing.assert_allclose(scored[name], column, atol=1e-9)


def in_a_process(job: str, argument: str) -> dict[str, float]:
    """Run one of `JOBS` in a process of its own; it prints what it found."""
    found = subprocess.run(
        [sys.executable, __file__, "--job", job, argument], capture_output=True, check=True
    )
    result: dict[str, float] = json.loads(found.stdout)
    return result


def memory(name: str) -> float:
    """A line of /proc/self/status, in bytes: VmRSS is now, VmHWM the peak."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * float(text.split(f"{name}:")[1].split()[0])


def forget_the_peak() -> None:
    """Let the peak start from what is held now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def grow_pandas(path: str) -> dict[str, float]:
    """Score a pandas frame: seconds and peak memory over what was there before the data."""
    import pandas as pd  # noqa: PLC0415 - in the process of this job only

    score_frame(table(1000).to_pandas())  # so that what is loaded once does not count
    before = memory("VmRSS")
    frame = pd.read_parquet(path)
    held = float(frame.memory_usage(deep=True).sum())
    forget_the_peak()
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        scored = score_frame(frame)
        seconds.append(time.perf_counter() - start)
    added = float(scored.memory_usage(deep=True).sum()) - held
    return _grown(seconds, before, held, added)


def grow_polars(path: str) -> dict[str, float]:
    """The same of a Polars frame."""
    score_frame(pl.DataFrame(table(1000)))
    before = memory("VmRSS")
    frame = pl.read_parquet(path)
    held = float(frame.estimated_size())
    forget_the_peak()
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        scored = score_frame(frame)
        seconds.append(time.perf_counter() - start)
    return _grown(seconds, before, held, float(scored.estimated_size()) - held)


def _grown(seconds: list[float], before: float, held: float, added: float) -> dict[str, float]:
    peak = memory("VmHWM") - before
    return {
        "seconds": statistics.median(seconds),
        "peak": peak,
        "held": held,
        "added": added,
        "times": peak / (held + added),
    }


def growth(folder: Path) -> None:
    """Ten thousand to ten million rows."""
    rows: list[dict[str, Any]] = []
    for count in GROWTH:
        path = folder / f"{count}.parquet"
        write(path, count)
        for engine in ("pandas", "polars"):
            found = in_a_process(f"grow_{engine}", str(path))
            rows.append({"engine": engine, "rows": count, **found})
    print("\n| engine | rows | ms | ns a row | peak, MB | input, MB | added, MB | times |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        print(
            f"| {row['engine']} | {row['rows']:,} | {row['seconds'] * 1e3:,.1f} "
            f"| {row['seconds'] / row['rows'] * 1e9:,.0f} | {row['peak'] / 1e6:,.0f} "
            f"| {row['held'] / 1e6:,.1f} | {row['added'] / 1e6:,.1f} | {row['times']:.2f} |"
        )
    draw(rows)


def draw(rows: list[dict[str, Any]]) -> None:
    """Chart the time a row over the number of rows."""
    import altair as alt  # noqa: PLC0415 - slow to import

    data = pl.DataFrame(rows).select(
        "engine", "rows", (pl.col("seconds") / pl.col("rows") * 1e9).alias("nanoseconds")
    )
    scale = alt.Scale(type="log")
    alt.Chart(
        data, title="score_frame with bands: nanoseconds a row", width=420, height=240
    ).mark_line(point=True).encode(
        x=alt.X("rows", scale=scale, title="rows", axis=alt.Axis(values=list(GROWTH), format="~s")),
        y=alt.Y("nanoseconds", scale=scale, title="nanoseconds a row"),
        color=alt.Color("engine", title=None),
    ).save(CHART)


def write(path: Path, count: int) -> None:
    """Write a catalogue, a million rows at a time."""
    writer = None
    for part in range(max(1, count // MILLION)):
        made = table(min(count, MILLION), seed=part)
        writer = writer or pq.ParquetWriter(path, made.schema)
        writer.write_table(made)
    if writer:
        writer.close()


def _duckdb() -> Any:
    import duckdb  # noqa: PLC0415 - in the process of this job only

    return duckdb.connect()


def _columns(path: str) -> list[str]:
    return [name for name in pq.read_schema(path).names if name != "shoe_id"]


def _duckdb_scan(path: str) -> None:
    """Read every cell and no more: sums, since a minimum or maximum stands in the file's footer."""
    cells = [f"length({name})" if name in WORDS else name for name in _columns(path)]
    sums = ", ".join(f"sum({cell})" for cell in cells)
    _duckdb().sql(f"SELECT {sums} FROM '{path}'").fetchall()  # noqa: S608 - our own file and names


def _polars_scan(path: str) -> None:
    """Read every cell and no more."""
    words = pl.col(WORDS).str.len_bytes()
    numbers = pl.col([name for name in _columns(path) if name not in WORDS])
    pl.scan_parquet(path).select(words.sum(), numbers.sum()).collect(engine="streaming")


# Each answers with its first ten ids, which have to be the same, or with None.
LARGE: Final[dict[str, Callable[[str], Any]]] = {
    "DuckDB, rank_frame": lambda path: rank_frame(_duckdb().read_parquet(path)).pl()["shoe_id"],
    "DuckDB, plain scan": _duckdb_scan,
    "Polars, rank_frame": lambda path: rank_frame(pl.scan_parquet(path)).collect(
        engine="streaming"
    )["shoe_id"],
    "Polars, plain scan": _polars_scan,
}


def large(argument: str) -> dict[str, Any]:
    """Run one job over the large file: seconds, seconds of work on both cores, peak memory."""
    name, path = argument.split("@")
    start, work = time.perf_counter(), time.process_time()
    found = LARGE[name](path)
    return {
        "seconds": time.perf_counter() - start,
        "work": time.process_time() - work,
        "peak": memory("VmHWM"),
        "ids": None if found is None else found.to_list(),
    }


def hundred_million(folder: Path, count: int) -> None:
    """The first ten of a file that fits no memory."""
    path = folder / "large.parquet"
    write(path, count)
    print(f"\n{count:,} rows of Parquet, {path.stat().st_size / 1e9:.2f} GB\n")
    took: dict[str, list[dict[str, Any]]] = {name: [] for name in LARGE}
    for _ in range(HUNDRED_MILLION_ROUNDS):
        for name, runs in took.items():
            runs.append(in_a_process("large", f"{name}@{path}"))
    path.unlink()
    answers = {tuple(run["ids"]) for runs in took.values() for run in runs if run["ids"]}
    if len(answers) != 1:
        raise SystemExit(f"The rivals do not agree: {answers}")
    print("| job | s | CPU s | times a scan | times in CPU | peak, GiB |")
    print("|---|---|---|---|---|---|")
    for name, runs in took.items():
        scan = took[next(each for each in LARGE if each.startswith(name[:6]) and "scan" in each)]
        beside = {
            key: statistics.median(a[key] / b[key] for a, b in zip(runs, scan, strict=True))
            for key in ("seconds", "work")
        }
        print(
            f"| {name} | {statistics.median(run['seconds'] for run in runs):.1f} "
            f"| {statistics.median(run['work'] for run in runs):.1f} | {beside['seconds']:.2f} "
            f"| {beside['work']:.2f} | {max(run['peak'] for run in runs) / 2**30:.2f} |"
        )


JOBS: Final = {"grow_pandas": grow_pandas, "grow_polars": grow_polars, "large": large}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--job", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=["million", "growth", "large"])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of the million rows")
    parser.add_argument("--large-rows", type=int, default=100 * MILLION)
    chosen = parser.parse_args()
    if chosen.job:
        name, argument = chosen.job
        print(json.dumps(JOBS[name](argument)))
        return
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory() as scratch:
        if chosen.only in {None, "million"}:
            million(chosen.rounds)
        if chosen.only in {None, "growth"}:
            growth(Path(scratch))
        if chosen.only in {None, "large"}:
            hundred_million(Path(scratch), chosen.large_rows)


if __name__ == "__main__":
    main()
