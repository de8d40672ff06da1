"""A store as large as a country's: `python benchmarks/national.py OBSERVATIONS FILE`.

63 provinces, 700 districts and 10 600 communes, those of the register first; 200 indicators over ten
years, of months too; targets with every bound, results, growth, shares, percents of plan, and
revisions, some of which contradict what was printed before. All of it together is 101 million
figures; fewer are those of some places, all levels in their proportion. The same number gives the
same store, whose figures are among those of a larger one.

DuckDB writes the figures (national.sql, national_figures.sql) into the package's own schema, a
million at a time, so that memory stays small.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import duckdb
import polars as pl

from indicators.codebook import load_codebook
from indicators.codebook.places import load_register
from indicators.model.schema import ddl
from indicators.store import frames
from indicators.views import VIEWS, view

HERE = Path(__file__).parent
SIZES = {"provinces": 63, "districts": 700, "communes": 10_600, "first": 2015, "years": 10}
GROUPS, OTHERS, INDICATORS = 10, 10, 200
MEMORY = "8GB"
KEYED_UP_TO = 20_000_000  # an index takes memory with every figure, and no view asks for it


def make(path: Path, rows: int, *, seed: int = 1, memory: str = MEMORY) -> None:
    """Write a store of `rows` figures to `path`, which must not be there yet."""
    # the key of the figures comes last: an index that grows with every batch is written over and over
    keyless = re.sub(r"(CREATE TABLE observation \([^,]*) PRIMARY KEY", r"\1", ddl())
    with duckdb.connect(str(path), config={"memory_limit": memory}) as connection:
        connection.execute(keyless)
        for name in VIEWS:
            connection.execute(f"CREATE VIEW {name} AS {view(name)}")
        _insert(connection, "unit", frames.units())
        _insert(connection, "place", frames.places(load_register(), ("vinh-bao", "nhon-trach")))
        _insert(connection, "indicator", indicators())
        for name, value in (SIZES | {"rows": rows, "seed": seed}).items():
            connection.execute(f"SET VARIABLE {name} = {value}")
        connection.execute((HERE / "national.sql").read_text("utf-8"))
        figures = (HERE / "national_figures.sql").read_text("utf-8")
        for (batch,) in connection.sql("SELECT DISTINCT batch FROM area ORDER BY batch").fetchall():
            connection.execute(f"SET VARIABLE batch = {batch}")
            connection.execute(figures)
        if rows <= KEYED_UP_TO:
            connection.execute("ALTER TABLE observation ADD PRIMARY KEY (observation_id)")
        connection.execute((HERE / "national_ratings.sql").read_text("utf-8"))
        connection.execute("CHECKPOINT")


def indicators() -> pl.DataFrame:
    """200 indicators: groups of a whole and three parts, some others, and those of the codebook."""
    codebook = frames.indicators(load_codebook()).filter(pl.col("unit") != "text")
    wholes = codebook["parent"].drop_nulls().unique().to_list()
    of_structures = pl.col("structure_group").is_not_null() | pl.col("indicator_id").is_in(wholes)
    real = codebook.sort(of_structures, "indicator_id", descending=[True, False])
    made = [_part(group, part) for group in range(GROUPS) for part in range(4)]
    made += [_other(number) for number in range(OTHERS)]
    synthetic = pl.DataFrame(made, schema=frames.types_of("indicator"))
    return pl.concat([synthetic, real.head(INDICATORS - len(made))])


def _part(group: int, part: int) -> dict[str, object]:
    whole = f"synthetic_{group}_0"
    belongs = {"parent": whole, "sector": f"sector_{part}", "structure_group": f"synthetic_{group}"}
    return _indicator(f"synthetic_{group}_{part}", group, "tỷ đồng") | (belongs if part else {})


def _other(number: int) -> dict[str, object]:
    """Best inside a range; two and two compare, as the grade says."""
    unit = ("%", "ha", "xã", "người")[number // 2 % 4]
    pair = f"synthetic_pair_{number // 2}"
    grade = ("similar", "not comparable", "same")[number // 2 % 3]
    return _indicator(f"synthetic_other_{number}", number, unit) | {
        "better": "inside",
        "comparability": pair,
        "grade": grade,
    }


def _indicator(name: str, number: int, unit: str) -> dict[str, object]:
    return dict.fromkeys(frames.types_of("indicator")) | {
        "indicator_id": name, "name_vi": f"Chỉ tiêu {name}", "name_en": f"Indicator {name}",
        "theme": f"synthetic_{number % 3}", "unit": unit, "measure": "level",
        "better": ("higher", "higher", "lower", "none")[number % 4], "better_share": "none", "definition": "As printed",
        "comparability": name, "grade": "same", "comparability_note": "As the documents define it",
    }  # fmt: skip


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")


def main() -> None:
    """Make a store and say how large it is."""
    rows, path = int(sys.argv[1]), Path(sys.argv[2])
    start = time.perf_counter()
    make(path, rows)
    seconds = time.perf_counter() - start
    with duckdb.connect(str(path), read_only=True) as connection:
        (count,) = connection.execute("SELECT count(*) FROM observation").fetchone() or (0,)
    print(f"{path}: {count} figures, {path.stat().st_size / 2**30:.2f} GB, {seconds:.0f} s")


if __name__ == "__main__":
    main()
