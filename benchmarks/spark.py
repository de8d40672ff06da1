"""The five views on Spark and in DuckDB, over the same Parquet data set, and whether they agree.

`python benchmarks/spark.py [OBSERVATIONS|STORE] [MASTER]` makes a store (benchmarks/national.py; 10
million figures unless told) or takes one, publishes it, answers each view in DuckDB from the files and on Spark
(`local-cluster[2,1,2048]` unless told: two executors, processes of their own), and compares what comes
of it: rows, and for each column how many are null and a checksum. Texts and days are summed by hash,
whole numbers and truths exactly, other numbers to nine digits, each row rounded to them before it is
summed so that no order of addition matters. It ends with an error where they differ.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import indicators
from indicators.spark.session import spark_session
from indicators.views import VIEWS

sys.path.insert(0, str(Path(__file__).parent))
import national

if TYPE_CHECKING:
    import polars as pl

    from indicators.store.store import Store

OBSERVATIONS, MASTER = "10000000", "local-cluster[2,1,2048]"
SETTINGS = {"spark.executor.memory": "2g", "spark.driver.memory": "2g"}


def checksums(store: Store, name: str) -> str:
    """A query of one row: how many rows a view has, and of each column nulls and a checksum."""
    like = store.sql(f"SELECT * FROM {name} LIMIT 0").to_polars().schema
    return f"SELECT count(*) AS n_rows, {', '.join(map(_sum, like.items()))} FROM {name}"


def _sum(column: tuple[str, pl.DataType]) -> str:
    name, kind = column
    counted = f"count({name}) AS {name}_known"
    if kind.is_float():
        # nine digits, as a whole number; its power of ten apart
        size = f"CAST(floor(log10(abs({name}))) AS INTEGER)"
        some = f"{name} IS NULL OR {name} = 0 OR abs({name}) > 1e300"
        digits = f"CAST(round({name} / power(10, {size} - 8)) AS BIGINT)"
        value = f"CASE WHEN {some} THEN 0 ELSE {digits} + {size} END"
    elif kind.is_integer():
        value = f"CAST({name} AS BIGINT)"
    else:
        text = f"array_to_string({name}, '|')" if kind.is_nested() else f"CAST({name} AS VARCHAR)"
        value = f"CAST('0x' || substr(md5({text}), 1, 7) AS BIGINT)"
    return f"{counted}, sum({value}) AS {name}_sum"


def main(figures: str, master: str) -> int:
    source = Path(figures)
    folder = Path(tempfile.mkdtemp(prefix="indicators-spark-"))
    session = spark_session(master, SETTINGS)
    differ = 0
    try:
        if not source.is_file():
            source = folder / "store.duckdb"
            national.make(source, int(figures))
        began = time.perf_counter()
        with indicators.open(source) as store:
            print(store)
            store.export("parquet", folder / "set")
        size = sum(path.stat().st_size for path in (folder / "set").rglob("*.parquet"))
        print(f"published: {time.perf_counter() - began:.0f} s, {size / 1e6:.0f} MB")
        executors = len(session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()) - 1  # noqa: SLF001
        print(f"Spark {session.version} at {master}: {executors} executors")
        duck = indicators.open(folder / "set")
        spark = indicators.open("spark", data=folder / "set", session=session)
        with duck, spark:
            for name in VIEWS:
                differ += not compared(duck, spark, name)
    finally:
        session.stop()
        shutil.rmtree(folder)
    return int(differ > 0)


def compared(duck: Store, spark: Store, name: str) -> bool:
    query = checksums(duck, name)
    rows, seconds = [], []
    for store in (duck, spark):
        began = time.perf_counter()
        (row,) = store.sql(query)
        seconds.append(time.perf_counter() - began)
        rows.append(row)
    wrong = [key for key in rows[0] if rows[0][key] != rows[1][key]]
    told = "equal" if not wrong else f"DIFFERENT in {', '.join(wrong)}"
    print(
        f"{name:20} {rows[0]['n_rows']:>9} rows x {(len(rows[0]) - 1) // 2:2} columns: DuckDB"
        f" {seconds[0]:6.1f} s, Spark {seconds[1]:6.1f} s, {told}",
        flush=True,
    )
    return not wrong


if __name__ == "__main__":
    given = [*sys.argv[1:], *(OBSERVATIONS, MASTER)[len(sys.argv) - 1 :]]
    sys.exit(main(*given))
