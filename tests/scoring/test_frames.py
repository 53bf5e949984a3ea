"""One body for every engine: the frame's score is the scalar score."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import shoefit
from drawn import few
from engines import ENGINES, spark
from shoefit.errors import ShoefitError
from shoefit.scoring import frames
from shoefit.scoring.criteria import READINGS, Criterion
from shoefit.scoring.frames import rank_frame, score_frame
from shoefit.scoring.profiles import ARTICLE, BALANCE, Profile
from shoefit.scoring.sub_scores import drop_of
from shoefit.shoe import Kind, Midsole, Shoe, ToeBoxShape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from engines import Engine
    from shoefit.scoring.profiles import Mean

# A number that shows a fault is as it was found: a smaller one draws no smaller frame.
PHASES = (Phase.explicit, Phase.generate)

SCORES = ["score", "score_low", "score_high", "coverage"]


def frame_of(shoes: Iterable[Shoe]) -> pd.DataFrame:
    return shoefit.Catalogue(shoes).to_frame()


def off(row: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """Name what is not the same to 1e-9: over whole catalogues, a tenth of pytest.approx's time."""
    return [
        name
        for name, value in expected.items()
        if row[name] != value and (None in {row[name], value} or abs(row[name] - value) > 1e-9)
    ]


def agree(rows: list[dict[str, Any]], shoes: Iterable[Shoe], profile: Profile) -> None:
    """Hold a scored frame against the scalar scorer, shoe by shoe."""
    for row, shoe in zip(rows, shoes, strict=True):
        found = shoefit.score(shoe, profile)
        expected: dict[str, float | None] = {name: getattr(found, name) for name in SCORES}
        expected |= {str(part.criterion): part.sub_score for part in found.parts}
        assert not off(row, expected), (shoe, row, expected)


def maybe(random: Random, least: float, most: float, *marked: float) -> float | None:
    """Nothing, anything between, what an instrument gives, an end, or a number marked here."""
    anything = random.uniform(least, most)
    return random.choice([None, None, anything, anything, round(anything, 1), least, most, *marked])


def a_shoe(random: Random, number: int) -> Shoe:
    midsole = random.choice([*Midsole])
    hardness = maybe(random, 0, 100, 15.0, 50.0)
    shoe = Shoe(
        shoe_id="".join(random.choices("abcÄz-9", k=random.randint(1, 3))) + str(number),
        kind=random.choice([*Kind]),
        heel_stack_mm=maybe(random, 0, 80, 13.0, 14.0, 14.5, 28.0, 32.0, 5.0, 20.0, 27.0),
        heel_stack_mm_tolerance=maybe(random, 0, 6),
        heel_stack_mm_tolerance_above=maybe(random, 0, 8),
        drop_mm_tolerance=maybe(random, 0, 5),
        midsole=midsole,
        midsole_hardness_shore_a=None if midsole is Midsole.NONE else hardness,
        midsole_hardness_shore_a_tolerance=maybe(random, 0, 20),
        toe_box_width_mm=maybe(random, 40, 130, 68.0, 84.0),
        toe_box_width_mm_tolerance=maybe(random, 0, 5),
        toe_box_shape=random.choice([None, *ToeBoxShape]),
    )
    # Unlike a file, a frame may hold a drop above the stack: it counts as unknown.
    return shoe.model_copy(update={"drop_mm": maybe(random, -10, 30, 0.0, 3.0, 13.0)})


def a_profile(random: Random) -> Profile:
    """A built-in profile, or another with any ends, weights and mean."""
    if random.random() < 0.3:
        return random.choice([ARTICLE, BALANCE])
    criteria: list[Criterion] = []
    for name in random.sample([*READINGS], random.randint(1, 4)):
        zero_at, one_at = random.sample(range(-2000, 10_000), 2)
        thin = maybe(random, 0, 1) if name == "midsole_hardness" else None
        criteria.append(
            Criterion(
                name=name,
                zero_at=zero_at / 100,
                one_at=one_at / 100,
                unknown=maybe(random, 0, 1),
                unknown_thin_sole=thin,
                weight=random.choice([1.0, 1.0, 2.0, 0.3]),
            )
        )
    means: list[Mean] = ["geometric", "arithmetic"]
    return Profile(name="other", mean=random.choice(means), criteria=tuple(criteria))


def over_frames(engine: Engine, check: Callable[[Random], None]) -> None:
    """Check a few examples, new ones in every run, each drawn from a number.

    A shoe drawn cell by cell costs more than its score on any engine; one drawn from a number is
    as good as free, so that few examples can be full frames.
    """

    @settings(max_examples=engine.examples, phases=PHASES)
    @given(st.integers(0, 2**32))
    def each(seed: int) -> None:
        check(Random(seed))  # noqa: S311 - shoes are no secret

    each()


@pytest.mark.parametrize("profile", [ARTICLE, BALANCE], ids=lambda profile: profile.name)
def test_the_real_catalogue_scores_as_shoe_by_shoe(engine: Engine, profile: Profile) -> None:
    catalogue = shoefit.load_catalogue()
    scored = score_frame(engine.make(catalogue.to_frame()), profile)
    agree(engine.rows(scored), catalogue, profile)


def test_any_frame_scores_as_shoe_by_shoe(engine: Engine) -> None:
    def check(random: Random) -> None:
        profile = a_profile(random)
        catalogue = [a_shoe(random, number) for number in range(random.choice([1, 5, 60]))]
        scored = score_frame(engine.make(frame_of(catalogue)), profile)
        agree(engine.rows(scored), catalogue, profile)

    over_frames(engine, check)


def test_any_frame_ranks_as_shoe_by_shoe(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "SAMPLE", 3)  # so that the bar of a sample is at work

    def check(random: Random) -> None:
        profile = a_profile(random)
        top, min_coverage = random.randint(1, 12), random.choice([0, 0.25, 0.5, 1])
        # Every shoe twice, so that there are ties.
        shoes = [a_shoe(random, number) for number in range(random.choice([1, 20, 40]))]
        shoes += [shoe.model_copy(update={"shoe_id": f"{shoe.shoe_id}+"}) for shoe in shoes]
        ranked = rank_frame(
            engine.make(frame_of(shoes)), profile, top=top, min_coverage=min_coverage
        )
        expected = shoefit.rank(
            [shoe.model_copy(update={"drop_mm": drop_of(shoe)}) for shoe in shoes],
            profile=profile,
            top=top,
            min_coverage=min_coverage,
        )
        same_order(engine.rows(ranked), expected)

    over_frames(engine, check)


def same_order(rows: list[dict[str, Any]], ranking: shoefit.Ranking) -> None:
    names = ["rank", "shoe_id", *SCORES, *(each.name for each in ranking.profile.criteria)]
    expected = [{name: record[name] for name in names} for record in ranking.records()]
    assert [(row["rank"], row["shoe_id"]) for row in rows] == [
        (record["rank"], record["shoe_id"]) for record in expected
    ]
    for row, record in zip(rows, expected, strict=True):
        assert not off(row, record), (row, record)


@pytest.mark.parametrize("top", [10, 1000])
def test_the_real_catalogue_ranks_as_shoe_by_shoe(engine: Engine, top: int) -> None:
    catalogue = shoefit.load_catalogue()
    ranked = rank_frame(engine.make(catalogue.to_frame()), top=top, weights={"drop": 2})
    same_order(engine.rows(ranked), shoefit.rank(catalogue, top=top, weights={"drop": 2}))


def test_rows_and_other_columns_stay_as_they_are(engine: Engine) -> None:
    given = few(price=[3, 1], note=["x", None], drop_mm=[0.0, 4.0])
    rows = engine.rows(score_frame(engine.make(given)))
    assert [list(row)[:5] for row in rows] == [list(given.columns)] * 2
    assert [(row["shoe_id"], row["price"], row["note"]) for row in rows] == [
        ("a", 3, "x"),
        ("b", 1, None),
    ]
    assert list(rows[0])[5:] == [*SCORES, *READINGS]


def test_the_same_kind_comes_back(engine: Engine) -> None:
    given = engine.make(few(drop_mm=[0.0, 4.0]))
    assert type(score_frame(given)) is type(given)
    assert type(rank_frame(given, top=1)) is type(given)


def test_what_is_no_reading_is_unknown(engine: Engine) -> None:
    """Nothing known, a reading outside its limits, words that nobody knows."""
    given = few(
        kind=["hovercraft", None],
        midsole=["none?", "none"],
        toe_box_shape=["roomy", ""],
        drop_mm=[31.0, -11.0],
        toe_box_width_mm=[7.6, 1000.0],
        heel_stack_mm_tolerance=[-1.0, 101.0],
    ).assign(heel_stack_mm=[81.0, 12.0])
    rows = engine.rows(score_frame(engine.make(given)))
    assert rows[0]["coverage"] == 0
    assert [rows[0][name] for name in SCORES[:3]] == [None] * 3
    agree(rows[1:], [Shoe(shoe_id="b", midsole=Midsole.NONE, heel_stack_mm=12)], ARTICLE)


def test_integers_and_categories_are_as_good(engine: Engine) -> None:
    if engine.name in {"dask", "pandas-nullable"}:
        pytest.skip("as pandas")
    given = few(kind=pd.Categorical(["sandal", "shoe"])).assign(heel_stack_mm=[6, 20])
    scored = score_frame(engine.make(given))
    expected = [
        Shoe(shoe_id="a", kind=Kind.SANDAL, heel_stack_mm=6),
        Shoe(shoe_id="b", heel_stack_mm=20),
    ]
    agree(engine.rows(scored), expected, ARTICLE)


def test_no_row_at_all(engine: Engine) -> None:
    if engine.name == "dask":
        pytest.skip("Dask makes no partition of nothing")
    given = engine.make(few(drop_mm=[0.0, 4.0]).iloc[:0])
    assert engine.rows(score_frame(given)) == []
    assert engine.rows(rank_frame(given)) == []


def test_a_column_without_a_value_has_no_type() -> None:
    import polars as pl

    nothing = few(
        drop_mm=[None, None], kind=[None, None], toe_box_width_mm=pd.array([None] * 2, "string")
    )
    for frame in (
        nothing,
        pl.from_pandas(nothing),
        pl.DataFrame({"drop_mm": [None], "heel_stack_mm": [1]}),
    ):
        assert set(nw.from_native(score_frame(frame))["coverage"]) == {0.25}


def test_nan_is_null() -> None:
    import polars as pl
    import pyarrow as pa

    columns = {
        "shoe_id": ["a", "b"],
        "heel_stack_mm": [float("nan"), None],
        "drop_mm": [4.0, 4.0],
        "drop_mm_tolerance": [None, float("nan")],
    }
    for frame in (pl.DataFrame(columns), pa.table(columns)):
        first, second = nw.from_native(score_frame(frame)).select(*SCORES).rows()
        assert first == second


def test_a_ranking_needs_a_top_and_a_share() -> None:
    with pytest.raises(ShoefitError, match="top=0"):
        rank_frame(few(), top=0)
    with pytest.raises(ShoefitError, match="min_coverage=2"):
        rank_frame(few(), min_coverage=2)


def test_pandas_keeps_its_index() -> None:
    given = few(drop_mm=[0.0, 4.0]).set_axis([7, 7])
    before = given.copy()
    assert list(score_frame(given).index) == [7, 7]
    assert list(rank_frame(given).shoe_id) == ["a", "b"]
    pd.testing.assert_frame_equal(given, before)


def test_a_wide_frame_is_scored_without_a_warning() -> None:
    """Pandas warns of each column that is put alone beside a hundred others."""
    notes = {f"note_{number}": number for number in range(98)}
    given = few(drop_mm=[0.0, 4.0]).assign(**notes)
    for job in (score_frame, rank_frame):
        assert set(notes) < set(job(given).columns)


def test_memory_a_stretch_at_a_time_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    given = shoefit.load_catalogue().to_frame()
    whole = score_frame(given), rank_frame(given, top=50)
    monkeypatch.setattr(frames, "STRETCH", 400)
    for one, other in zip(whole, (score_frame(given), rank_frame(given, top=50)), strict=True):
        pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_score_frame_and_rank_agree() -> None:
    catalogue = shoefit.load_catalogue()
    ranking = shoefit.rank(catalogue).to_frame().set_index("shoe_id")
    scored = catalogue.to_frame().pipe(score_frame).set_index("shoe_id").loc[ranking.index]
    names = [*SCORES, *READINGS]
    pd.testing.assert_frame_equal(
        scored[names], ranking[names], rtol=0, atol=1e-9, check_index_type=False
    )


def test_a_lazy_frame_is_not_read() -> None:
    import duckdb
    import polars as pl

    def read(_: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError("the frame was read")

    schema = {"shoe_id": pl.String, "heel_stack_mm": pl.Float64, "drop_mm": pl.Float64}
    lazy = pl.LazyFrame(schema=schema).map_batches(read, schema=schema)
    connection = duckdb.connect()
    relation = connection.sql(
        "SELECT 'a' AS shoe_id, CAST(error('the frame was read') AS DOUBLE) AS heel_stack_mm, "
        "4.0 AS drop_mm"
    )
    for job in (score_frame, rank_frame):
        planned = job(lazy)
        with pytest.raises(AssertionError, match="the frame was read"):
            planned.collect()
        query = job(relation)
        with pytest.raises(duckdb.Error, match="the frame was read"):
            query.fetchall()


def test_duckdb_fetches_nothing_late() -> None:
    """It would copy every formula into all of its uses: seven seconds of planning."""
    frame = shoefit.load_catalogue().to_frame()
    ranked = rank_frame(ENGINES["duckdb"].make(frame), top=1)
    assert "join" not in ranked.explain().casefold()
    assert len(ranked) == 1


def test_importing_loads_no_engine() -> None:
    engines = ["pandas", "numpy", "polars", "pyarrow", "duckdb", "dask", "pyspark", "ibis"]
    code = f"import sys, shoefit.scoring.frames; print([m for m in {engines} if m in sys.modules])"
    found = subprocess.run(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"


@pytest.fixture
def partitions(tmp_path: Path) -> Path:
    """The bundled catalogue as four Parquet files."""
    import polars as pl

    frame = pl.from_pandas(shoefit.load_catalogue().to_frame())
    for part in range(4):
        frame[part::4].write_parquet(tmp_path / f"part-{part}.parquet")
    return tmp_path


@pytest.mark.cluster
def test_spark_runs_the_score_without_python(partitions: Path) -> None:
    shoes = spark().read.parquet(str(partitions))
    catalogue = shoefit.load_catalogue()
    for job in (score_frame, rank_frame):
        plan = job(shoes)._jdf.queryExecution().executedPlan().toString()
        assert "FileScan parquet" in plan
        assert not re.search("python|pandas|arrow|udf", plan, re.IGNORECASE)
    same_order(
        [row.asDict() for row in rank_frame(shoes, top=20).collect()],
        shoefit.rank(catalogue, top=20),
    )
    scored = {row["shoe_id"]: row.asDict() for row in score_frame(shoes).collect()}
    agree([scored[shoe.shoe_id] for shoe in catalogue], catalogue, ARTICLE)


@pytest.mark.cluster
def test_two_dask_workers_share_the_work(partitions: Path) -> None:
    import dask.dataframe as dd
    from distributed import Client, LocalCluster, wait

    catalogue = shoefit.load_catalogue()
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        shoes = dd.read_parquet(partitions)
        assert shoes.npartitions == 4
        scored = score_frame(shoes).persist()
        wait(scored)
        holders = {worker for workers in client.who_has().values() for worker in workers}
        assert len(holders) == 2
        rows = {row["shoe_id"]: row for row in ENGINES["dask"].rows(scored)}
        top = ENGINES["dask"].rows(rank_frame(shoes, top=20))
    agree([rows[shoe.shoe_id] for shoe in catalogue], catalogue, ARTICLE)
    same_order(top, shoefit.rank(catalogue, top=20))


PAGE = Path(__file__).parents[2] / "docs" / "engines.md"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
START, *SECTIONS = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
JOBS = {each.splitlines()[0]: found[1] for each in SECTIONS if (found := BLOCK.search(each))}
[CATALOGUE_AS_PARQUET] = BLOCK.findall(START)
CLUSTERS = {"Ibis", "Dask", "Spark"}


WEIGHTS: dict[str, dict[str, float]] = {"pandas": {"drop": 2}}

# What a job ends with, so that its first ten can be held against `rank`.
TELL = """
import narwhals.stable.v2 as nw
rows = nw.from_native(globals().get("top", shoes))
print((rows.collect() if isinstance(rows, nw.LazyFrame) else rows)["shoe_id"].to_list())
"""


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.cluster] if name in CLUSTERS else []) for name in JOBS],
)
def test_the_job_of_each_engine_runs_as_written(name: str, tmp_path: Path) -> None:
    """In an interpreter of its own, as a reader's: Spark's paths start where its JVM did."""
    assert len(JOBS[name].splitlines()) <= 11
    job = "\n".join((CATALOGUE_AS_PARQUET, JOBS[name], TELL))
    file = tmp_path / "job.py"
    file.write_text(f"if __name__ == '__main__':\n{textwrap.indent(job, '    ')}", "utf-8")
    ran = subprocess.run(  # noqa: S603 - this interpreter, with our own page
        [sys.executable, file], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    expected = shoefit.rank(shoefit.load_catalogue(), top=10, weights=WEIGHTS.get(name, {}))
    ids = [place.shoe.shoe_id for place in expected]
    if "top" in JOBS[name]:
        assert ran.stdout.splitlines()[-1] == str(ids)


def test_the_page_has_a_job_for_every_engine() -> None:
    assert set(JOBS) == {"pandas", "Polars", "PyArrow", "DuckDB", "Ibis", "Dask", "Spark"}
