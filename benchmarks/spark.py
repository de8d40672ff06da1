"""The five views on Spark and in DuckDB, over the same Parquet data set, and whether they agree.

`python benchmarks/spark.py [OBSERVATIONS|STORE] [MASTER]` makes a store (benchmarks/national.py; 10
million figures unless told) or takes one, publishes it, answers each view in DuckDB from the files
and on Spark (`local-cluster[2,1,2048]` unless told: two executors, processes of their own), and
compares what comes of it: rows, how many are known of each column, the sum of each column of numbers,
and of hashes of all words and days of a row. Whole numbers are summed exactly, others to six decimals
(whole from a billion on), each rounded before it is summed, so that no order of addition matters. It
ends with an error where they differ.
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

    from indicators.answers.store import Store

OBSERVATIONS, MASTER = "10000000", "local-cluster[2,1,2048]"
SETTINGS = {"spark.executor.memory": "2g", "spark.driver.memory": "2g"}


def checksums(store: Store, name: str) -> str:
    """A query of one row: how many rows a view has, of each column the known, and checksums."""
    like = store.sql(f"SELECT * FROM {name} LIMIT 0").to_polars().schema
    known = [f"count({column}) AS {column}_known" for column in like]
    numbers = {column: kind for column, kind in like.items() if kind.is_numeric()}
    sums = [f"sum({_number(column, kind)}) AS {column}_sum" for column, kind in numbers.items()]
    texts = [_text(column, kind) for column, kind in like.items() if column not in numbers]
    words = f"CAST('0x' || substr(md5(concat_ws('|', {', '.join(texts)})), 1, 7) AS BIGINT)"
    return (
        f"SELECT count(*) AS n_rows, {', '.join(known + sums)}, sum({words}) AS words FROM {name}"
    )


def _number(column: str, kind: pl.DataType) -> str:
    if kind.is_integer():
        return f"CAST({column} AS BIGINT)"
    # no division here: at a half, a last bit of a power would decide
    return f"""CASE
        WHEN abs({column}) < 1e9 THEN CAST(round({column} * 1000000) AS BIGINT)
        WHEN abs({column}) < 1e18 THEN CAST(round({column}) AS BIGINT)
    END"""


def _text(column: str, kind: pl.DataType) -> str:
    text = f"array_to_string({column}, '+')" if kind.is_nested() else f"CAST({column} AS VARCHAR)"
    return f"coalesce({text}, '')"


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
        f"{name:20} {rows[0]['n_rows']:>9} rows x {sum(key.endswith('_known') for key in rows[0]):2} columns: DuckDB"
        f" {seconds[0]:6.1f} s, Spark {seconds[1]:6.1f} s, {told}",
        flush=True,
    )
    return not wrong


if __name__ == "__main__":
    given = [*sys.argv[1:], *(OBSERVATIONS, MASTER)[len(sys.argv) - 1 :]]
    sys.exit(main(*given))
