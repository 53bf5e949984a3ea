"""Time `check` beside frictionless and pandera, and memory up to 5 million rows; ranking too.

    python benchmarks/checking.py                 # the table in docs/reliability.md
    python benchmarks/checking.py --rows 20000 --largest 100000
    python benchmarks/checking.py --only parquet    # a million clean rows, from the command line
    python benchmarks/checking.py --only one        # explain one shoe of 120,000

Every run is an interpreter of its own; the three take turns, and medians are printed. One row in
a hundred is wrong, and the readings vary, as in a real file. Seconds are of the processor, since
a busy machine is no slow program; the wall clock stands beside them.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import util
from itertools import islice
from pathlib import Path
from typing import Final

from shoefit.catalogue.opening import packaged

ROOT: Final = Path(__file__).parents[1]

_MEASURE: Final = """
import json, resource, sys, time
path, schema = sys.argv[1:]
{imports}
wall, processor = time.perf_counter(), time.process_time()
problems = {check}
print(json.dumps([
    time.process_time() - processor, time.perf_counter() - wall, problems,
    resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
]))
"""

CHECK: Final = _MEASURE.format(
    imports="from shoefit.catalogue.checking import check", check="check(path).errors"
)
RANK: Final = _MEASURE.format(
    imports="""
from shoefit.catalogue.reading import stream_catalogue
from shoefit.ranking.order import rank
def run():
    with stream_catalogue(path, on_error="skip") as shoes:
        return rank(shoes, top=10).left_out.bad_rows
""",
    check="run()",
)
TOOLS: Final = {
    "shoefit": CHECK,
    "frictionless": _MEASURE.format(
        imports=(
            "from frictionless import Resource, Schema, system\\n"
            "system.trusted = True\\n"
            "schema = Schema.from_descriptor(json.loads(schema))"
        ).replace("\\n", "\n"),
        check=("Resource(path=path, schema=schema).validate(limit_errors=10**9).stats['errors']"),
    ),
    "pandera": _MEASURE.format(
        imports="""
import pandas as pd, pandera.pandas as pa
def column(field):
    c, checks = field.get("constraints", {}), []
    if "minimum" in c: checks.append(pa.Check.ge(c["minimum"]))
    if "maximum" in c: checks.append(pa.Check.le(c["maximum"]))
    if "enum" in c: checks.append(pa.Check.isin(c["enum"]))
    kind = {"number": "float64", "integer": "Int64"}.get(field["type"], "string")
    return pa.Column(kind, checks, nullable=True, coerce=True)
schema = pa.DataFrameSchema(
    {f["name"]: column(f) for f in json.loads(schema)["fields"]}, unique=["shoe_id"]
)
def run():
    try:
        schema.validate(pd.read_csv(path), lazy=True)
    except pa.errors.SchemaErrors as error:
        return len(error.failure_cases)
    return 0
""",
        check="run()",
    ),
}


def schema() -> str:
    """The schema of the catalogue, as its data package has it."""
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    shoes = next(each for each in package["resources"] if each["name"] == "shoes")
    return json.dumps(shoes["schema"])


def write(path: Path, rows: int) -> None:
    """Write a file of so many rows: the bundled shoes again and again, their readings varied."""
    chance = random.Random(0)  # noqa: S311 - the same file every time
    with packaged("shoes.csv").open(encoding="utf-8", newline="") as file:
        header, *known = csv.reader(file)
    varied = [header.index(each) for each in ("heel_stack_mm", "toe_box_width_mm", "weight_g")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in range(rows):
            cells = known[row % len(known)].copy()
            cells[0] = f"{cells[0]}-{row}"
            for at in varied:
                if cells[at]:
                    cells[at] = f"{float(cells[at]) + chance.randint(-30, 30) / 10:.1f}"
            if row % 100 == 0:
                cells[varied[0]] = chance.choice(["8 mm", "310", "x"])
            writer.writerow(cells)


def measure(script: str, path: Path) -> tuple[float, float, int, float]:
    """Run one script once: seconds of the processor, seconds by the clock, problems, megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path), schema()],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    seconds, wall, problems, megabytes = json.loads(done.stdout.splitlines()[-1])
    return seconds, wall, problems, megabytes


def parquet(path: Path, rows: int) -> list[str]:
    """Write clean rows as Parquet; return the command that ranks them."""
    import pyarrow as pa  # noqa: PLC0415 - as below
    import pyarrow.compute as pc  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415 - only for this figure

    from synthetic import table  # noqa: PLC0415

    made = table(rows)
    stack, drop, hardness = "heel_stack_mm", "drop_mm", "midsole_hardness_shore_a"
    steep = pc.fill_null(pc.greater(pc.abs(made[drop]), made[stack]), fill_value=False)
    bare = pc.equal(made["midsole"], "none")
    none = pa.scalar(None, pa.float64())
    for name, wrong in ((drop, steep), (hardness, bare)):
        cells = pc.if_else(wrong, none, made[name])
        made = made.set_column(made.column_names.index(name), name, cells)
    pq.write_table(made, path)
    return [sys.executable, "-m", "shoefit", "rank", "--catalogue", str(path)]


def one_of(path: Path, rows: int) -> list[str]:
    """Write so many shoes as CSV; return the command that explains one of them."""
    write(path, rows)
    with path.open(encoding="utf-8", newline="") as file:
        # Every hundredth row is wrong, and so left out: the one beside it is asked for.
        shoe = next(islice(csv.DictReader(file), rows // 200 * 100 + 1, None))["shoe_id"]
    verb = ["explain", shoe, "--catalogue", str(path), "--skip-bad-rows"]
    return [sys.executable, "-m", "shoefit", *verb]


def one_command(command: list[str]) -> str:
    """Run a command; say its seconds and its memory."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            raise SystemExit(f"{command} failed:\n{said.read().decode()}")
    processor, wall = usage.ru_utime + usage.ru_stime, time.perf_counter() - start
    return (
        f"{processor:.1f} s of a processor, {wall:.1f} s by the clock, {usage.ru_maxrss // 1024} MB"
    )


def main() -> None:
    """Print both tables, or one other figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000, help="rows for the three tools")
    parser.add_argument("--largest", type=int, default=5_000_000, help="rows for shoefit alone")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=["parquet", "one"])
    given = parser.parse_args()
    if given.only:
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "rows"
            make, rows = {"parquet": (parquet, 1_000_000), "one": (one_of, 120_000)}[given.only]
            command = make(path, rows)
            for _ in range(given.runs):
                print(f"{rows:,} rows, {command[3]}: {one_command(command)}", flush=True)
        return
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "many.csv"
        write(path, given.rows)
        tools = [each for each in TOOLS if util.find_spec(each)]
        print("| tool | rows | rows/s | rows/s by the clock | MB | problems |")
        print("|---|--:|--:|--:|--:|--:|")
        runs = [[measure(TOOLS[tool], path) for tool in tools] for _ in range(given.runs)]
        for tool, of_tool in zip(tools, zip(*runs, strict=True), strict=True):
            report(tool, given.rows, list(of_tool))
        for missing in [each for each in TOOLS if each not in tools]:
            print(f"| {missing} | not installed | | | | |")
        rows = 100_000
        while rows <= given.largest:
            write(path, rows)
            report("shoefit", rows, [measure(CHECK, path)])
            report("shoefit, `rank`, top 10", rows, [measure(RANK, path)])
            rows = given.largest if rows < given.largest < rows * 10 else rows * 10
    print(
        "\npandera reads the whole file into memory first, and stops at a row with too many cells;"
        "\na column with one word in it has one type error for the column; there is no row of the"
        "\nfile, no hint and no mend; scales are not converted, and heel minus forefoot is not held"
        "\nagainst the drop."
    )


def report(tool: str, rows: int, runs: list[tuple[float, float, int, float]]) -> None:
    """Print the medians of some runs as one line of the table."""
    seconds, wall, problems, megabytes = map(statistics.median, zip(*runs, strict=True))
    print(
        f"| {tool} | {rows:,} | {rows / seconds:,.0f} | {rows / wall:,.0f} | {megabytes:,.0f} "
        f"| {problems:,.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
