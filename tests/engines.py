"""The dataframe engines that the tests of frames run over: `pytest --engines all`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Maker = Callable[[pd.DataFrame], Any]


@dataclass(frozen=True)
class Engine:
    """One kind of frame.

    Attributes:
        name: What `--engines` calls it.
        packages: What must be installed.
        make: Brings a pandas frame to it, missing values as its own.
        examples: How many random frames it is tried on.
        quick: Whether it runs without being asked for.
    """

    name: str
    packages: tuple[str, ...]
    make: Maker
    examples: int = 6
    quick: bool = True

    def rows(self, frame: Any) -> list[dict[str, Any]]:
        """Collect a frame of this kind, missing values as None."""
        import pandas as pd

        found = nw.from_native(frame)
        table = found.collect() if isinstance(found, nw.LazyFrame) else found
        cells = table.to_pandas().astype(object)
        return [
            {
                column: None if pd.isna(cell) else cell
                for column, cell in zip(table.columns, row, strict=True)
            }
            for row in cells.itertuples(index=False, name=None)
        ]


def _pandas_object(frame: pd.DataFrame) -> Any:
    return frame.astype({name: object for name in frame.columns if frame[name].dtype == "string"})


def _pyarrow(frame: pd.DataFrame) -> Any:
    import pyarrow as pa

    return pa.Table.from_pandas(frame, preserve_index=False)


def _polars(frame: pd.DataFrame) -> Any:
    import polars as pl

    return pl.from_arrow(_pyarrow(frame))


def _duckdb(frame: pd.DataFrame) -> Any:
    import duckdb

    connection = duckdb.connect()  # a user's own: not the one that duckdb keeps for itself
    connection.register("frame", _pyarrow(frame))
    connection.execute("CREATE TABLE shoes AS SELECT * FROM frame")
    return connection.table("shoes")


def _dask(frame: pd.DataFrame) -> Any:
    import dask.dataframe as dd

    return dd.from_pandas(frame, npartitions=3)


@cache
def spark() -> Any:
    """Start Spark on two threads of this machine, once."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("shoefit")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def _pyspark(frame: pd.DataFrame) -> Any:
    return spark().createDataFrame(_pyarrow(frame))


def _ibis(frame: pd.DataFrame) -> Any:
    import ibis

    return ibis.memtable(_pyarrow(frame))


ENGINES = {
    each.name: each
    for each in (
        Engine("pandas", ("pandas",), lambda frame: frame),
        Engine("pandas-object", ("pandas",), _pandas_object),
        Engine("pandas-nullable", ("pandas",), lambda frame: frame.convert_dtypes()),
        Engine(
            "pandas-pyarrow",
            ("pandas", "pyarrow"),
            lambda frame: frame.convert_dtypes(dtype_backend="pyarrow"),
        ),
        Engine("polars", ("polars", "pyarrow"), _polars),
        Engine("polars-lazy", ("polars", "pyarrow"), lambda frame: _polars(frame).lazy()),
        Engine("pyarrow", ("pyarrow",), _pyarrow),
        Engine("duckdb", ("duckdb", "pyarrow"), _duckdb, examples=3),
        Engine("dask", ("dask", "pyarrow"), _dask, examples=2, quick=False),
        Engine("ibis", ("ibis", "duckdb", "pyarrow"), _ibis, examples=3, quick=False),
        Engine("pyspark", ("pyspark", "pyarrow"), _pyspark, examples=2, quick=False),
    )
}
