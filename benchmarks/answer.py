"""One answer of one way, in a process of its own: `python benchmarks/answer.py WAY VIEW STORE MEMORY [PLACE…]`.

From the files to the number of rows, the count of every column and the sums of the numbers, so that
no way can leave a column out and none has to hold the answer. With places it is the typical question:
one place (or a comparison of two) and one year. Prints JSON: seconds, peak gigabytes, the answer.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from memory import peak

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import duckdb

YEAR = 2020
PART = 5_000_000  # figures of a part, about
TABLES = ("observation", "document", "place", "indicator", "unit", "rating")
PERIOD = "place_id, indicator_id, period_start, period_end, period_kind"

# What all ways have in common; more of a view they leave out.
COLUMNS = {
    "latest": f"""{PERIOD}, role, scenario, target_by, measure, bound, value, low, high, denominator, decimals,
        half, least, most, unit, price_basis, base_year, basis, owner, raw_label, raw_value, reported_status,
        note, ordinal, issued_on, figures, disputed, lowest, highest, observation_id, document_id, locator,
        source_locator""",
    "target_vs_actual": f"""{PERIOD}, measure, unit, price_basis, target_by, origin, target_bound, target_value,
        target_low, target_high, result_value, verdict, gap, reported_verdict, reported_attainment,
        progress_value, other_price_basis, target_observation_id, result_observation_id""",
    "growth": f"""{PERIOD}, role, price_basis, reported_bound, reported_value, level_value, base_value, computed,
        computed_low, computed_high, implied_base, index_on_first, years, reason, other_price_basis,
        observation_id, level_observation_id, base_observation_id""",
    "sector_structure": f"""{PERIOD}, structure_group, role, origin, value, least, most, parts, members, sum_value,
        previous_value, shift, contribution, observation_id, whole_observation_id, previous_observation_id""",
    "district_comparison": f"""{PERIOD}, comparability, place_level, role, measure, bound, value, unit, price_basis,
        disputed, places, grade, reason, observation_id, document_id, locator""",
}  # fmt: skip
SUMS = {
    "latest": ["value", "half", "figures", "ordinal", "lowest"],
    "target_vs_actual": ["target_value", "result_value", "gap", "reported_attainment", "progress_value"],
    "growth": ["reported_value", "level_value", "base_value", "computed", "implied_base", "index_on_first", "years"],
    "sector_structure": ["value", "parts", "sum_value", "previous_value", "shift", "contribution"],
    "district_comparison": ["value", "places"],
}  # fmt: skip
# Words of the answer are compared by how often each of these stands there.
WORDS: dict[str, dict[str, Any]] = {
    "latest": {"disputed": True},
    "target_vs_actual": {"verdict": "met", "reported_verdict": "met", "origin": "none"},
    "growth": {"reason": "growth_disputed", "other_price_basis": "current"},
    "sector_structure": {"origin": "computed"},
    "district_comparison": {"grade": "same", "reason": "only_here", "disputed": True},
}


class Given(NamedTuple):
    """What an answer starts from.

    Attributes:
        store: The DuckDB file.
        memory: That DuckDB may use, such as `8GB`.
        places: That are asked about; none of the whole view.
    """

    store: Path
    memory: str
    places: list[str]

    @property
    def folder(self) -> Path:
        """Of the tables as Parquet, and for what does not fit into memory."""
        return self.store.with_suffix("")

    def connect(self) -> duckdb.DuckDBPyConnection:
        """The store, attached."""
        import duckdb

        spill = str(self.folder / "spill")
        connection = duckdb.connect(config={"memory_limit": self.memory, "temp_directory": spill})
        connection.execute(f"ATTACH '{self.store}' AS store (READ_ONLY)")
        connection.execute("USE store")
        return connection


def columns(name: str) -> list[str]:
    """Names of the columns of the answer."""
    return [column.strip() for column in COLUMNS[name].split(",")]


def told(name: str) -> str:
    """What is asked of an answer, as DuckDB's SQL: its rows, counts of columns, sums, words."""
    counts = [f"count({column})" for column in columns(name)]
    sums = [f"coalesce(sum({column}), 0)" for column in SUMS[name]]
    words = [f"count(*) FILTER ({column} = '{word}')" for column, word in WORDS[name].items()]
    return ", ".join(["count(*)", *counts, *sums, *words])


def by_duckdb(way: str, name: str, given: Given) -> Callable[[], list[float]]:
    """The view, or hand-written SQL; of places, SQL by hand takes their figures out first."""
    from rivals.by_hand import by_hand

    connection, places = given.connect(), given.places
    year = f"year(period_end) = {YEAR}" if places else "true"
    quoted = ", ".join(f"'{place}'" for place in places)
    among = f"place_id IN ({quoted})" if places else "true"
    answer = f"SELECT * FROM {name} WHERE {among} AND {year}"
    if way == "SQL":
        own = f"observation AS (SELECT * FROM store.observation WHERE {among}),"
        answer = f"WITH {own} answer AS ({by_hand(name)}) SELECT * FROM answer WHERE {year}"
    query = f"SELECT {told(name)} FROM ({answer})"
    return lambda: [float(number) for number in connection.execute(query).fetchone() or ()]


def by_parts(_: str, name: str, given: Given) -> Callable[[], list[float]]:
    """The view over some provinces after others; over some years where it compares all places."""
    from indicators.views import view

    connection = given.connect()

    def ask() -> list[float]:
        key = (
            "year(period_end)" if name == "district_comparison" else "split_part(place_id, '/', 1)"
        )
        counted = connection.execute(
            f"SELECT {key}, count(*) FROM observation GROUP BY 1 ORDER BY 1"
        )
        total: list[float] = []
        for first, last in _parts(counted.fetchall()):
            # a place is named after its province: a range of names, which DuckDB finds without looking
            of = (
                f"{key} BETWEEN {first} AND {last}"
                if isinstance(first, int)
                else (f"(place_id >= '{first}' AND place_id < '{last}0')")
            )
            answer = f"""WITH observation AS (SELECT * FROM store.observation WHERE {of}),
                latest AS ({view("latest")}) SELECT {told(name)} FROM ({view(name)})"""
            found = [float(number) for number in connection.execute(answer).fetchone() or ()]
            total = [a + b for a, b in zip(total, found, strict=True)] if total else found
        return total

    return ask


def _parts(counted: Sequence[tuple[Any, int]]) -> list[tuple[Any, Any]]:
    """First and last key of each part."""
    parts: list[tuple[Any, Any]] = []
    held = PART
    for key, rows in counted:
        if held + rows > PART:
            parts.append((key, key))
            held = 0
        parts[-1] = (parts[-1][0], key)
        held += rows
    return parts


def by_package(_: str, name: str, given: Given) -> Callable[[], list[float]]:
    """The typical question as people ask it: the call of the open store."""
    import indicators

    opened, places = indicators.open(given.store), given.places
    calls = {
        "latest": "observations",
        "sector_structure": "structure",
        "district_comparison": "compare",
    }
    call = getattr(opened, calls.get(name, name))
    place = places if name == "district_comparison" else places[0]
    if name == "district_comparison":
        return lambda: [float(call(place, year=YEAR).to_polars().height)]
    return lambda: [float(call(place=place, year=YEAR).to_polars().height)]


def by_polars(way: str, name: str, given: Given) -> Callable[[], list[float]]:
    """polars over Parquet: its streaming engine, or with the frames in memory beforehand."""
    import polars as pl

    if way == "polars":
        pl.Config.set_engine_affinity("streaming")
    modules = {
        "target_vs_actual": "targets",
        "sector_structure": "structure",
        "district_comparison": "comparison",
    }
    folder, places = given.folder, given.places
    run = getattr(import_module(f"rivals.polars_{modules.get(name, name)}"), name)
    frames = {table: pl.scan_parquet(folder / f"{table}.parquet") for table in TABLES}
    if way == "polars in memory":
        frames = {table: frame.collect().lazy() for table, frame in frames.items()}

    def ask() -> list[float]:
        tables = dict(frames)
        if places:
            tables["observation"] = tables["observation"].filter(pl.col("place_id").is_in(places))
        answer = run(tables)
        if places:
            answer = answer.filter(pl.col("period_end").dt.year() == YEAR)
        counts = [
            pl.col(column).count().cast(pl.Float64).alias(f"c{n}")
            for n, column in enumerate(columns(name))
        ]
        sums = [
            pl.col(column).cast(pl.Float64).sum().alias(f"s{n}")
            for n, column in enumerate(SUMS[name])
        ]
        words = [
            (pl.col(column) == word).sum().cast(pl.Float64).alias(f"w{n}")
            for n, (column, word) in enumerate(WORDS[name].items())
        ]
        return list(
            answer.select(pl.len().cast(pl.Float64).alias("rows"), *counts, *sums, *words)
            .collect()
            .row(0)
        )

    return ask


def by_pandas(_: str, name: str, given: Given) -> Callable[[], list[float]]:
    """pandas over Parquet, Arrow strings."""
    import pandas as pd

    folder, places = given.folder, given.places
    run = getattr(import_module("rivals.by_pandas"), name)

    def ask() -> list[float]:
        only = [("place_id", "in", places)] if places else None
        tables = {
            table: pd.read_parquet(
                folder / f"{table}.parquet",
                filters=only if table == "observation" else None,
                dtype_backend="pyarrow",
            )
            for table in TABLES
        }
        answer = run(tables)
        if places:
            answer = answer[answer["period_end"].dt.year == YEAR]
        counts = [float(answer[column].count()) for column in columns(name)]
        sums = [float(answer[column].sum()) for column in SUMS[name]]
        words = [float((answer[column] == word).sum()) for column, word in WORDS[name].items()]
        return [float(len(answer)), *counts, *sums, *words]

    return ask


WAYS = {
    "view": by_duckdb,
    "in parts": by_parts,
    "SQL": by_duckdb,
    "package": by_package,
    "polars": by_polars,
    "polars in memory": by_polars,
    "pandas": by_pandas,
}


def main() -> None:
    """Answer once and print."""
    way, name, store, memory, *places = sys.argv[1:]
    ask = WAYS[way](way, name, Given(Path(store), memory, places))
    start, before = time.perf_counter(), os.times()
    answer = ask()
    seconds, after = time.perf_counter() - start, os.times()
    cpu = after.user + after.system - before.user - before.system
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak(), "answer": answer}))


if __name__ == "__main__":
    main()
