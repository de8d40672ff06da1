"""What the views cost on national data, against other SQL, polars and pandas, and as the data grow.

    python benchmarks/views.py [OBSERVATIONS …] [--rounds N] [--folder FOLDER] [--ways WAY …] [--views VIEW …] [--whole]

Stores of so many figures (1 and 10 million unless told) are made by `national.py`. Each view is
answered by every way in turn, from its files, in a process of its own (`answer.py`):

view              the view as the package has it
in parts          the same, some provinces after others (of the comparison of all places, some years), five
                  million figures at a time; of less there is one part
SQL               the same answer by hand-written DuckDB SQL in another formulation (rivals/*.sql)
polars            polars over Parquet, streaming
polars in memory  polars from frames in memory; reading them is not counted
pandas            pandas over Parquet, Arrow types: `latest` and `district_comparison`, which have the most
                  rows; the others begin with `latest`, so what it takes is the least they would take

Then, unless `--whole`, the typical question, one place and one year: `package` is the call of the open store. Counts of
all columns and sums must agree, else the run ends with an error. Seconds are the best of the rounds
(one round above 10 million); with `cpu` the processor's, which other work on the machine stretches
less. DuckDB may use `--duckdb` gigabytes (8) and a disk; the others end at `--memory` gigabytes or after `--minutes`, and
are asked up to `--frames-up-to` observations only.
`--folder` keeps the stores, or uses those that lie there. Linux only.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import national
from answer import TABLES

from indicators.views import VIEWS

HERE = Path(__file__).parent
WHOLE = ("view", "in parts", "SQL", "polars", "polars in memory", "pandas")
FRAMES = ("polars", "pandas")
QUESTION = ("package", "view", "SQL", "polars", "pandas")
# The store has no call for `latest`; pandas was written for the views with the most rows.
NOT_WRITTEN = {
    ("package", "latest"),
    *(("pandas", n) for n in ("target_vs_actual", "growth", "sector_structure")),
}
Runs = dict[tuple[int, str, str, bool], dict[str, Any]]


def prepared(folder: Path, rows: int, *, frames: bool) -> Path:
    """The store of so many figures and, beside it, its tables as Parquet where frames are asked."""
    store, tables = folder / f"{rows}.duckdb", folder / str(rows)
    start = time.perf_counter()
    if not store.exists():
        made = store.with_suffix(".part")
        national.make(made, rows)
        made.rename(store)
    tables.mkdir(exist_ok=True)
    with duckdb.connect(str(store), read_only=True, config={"memory_limit": "8GB"}) as connection:
        for name in TABLES if frames else ():
            file = tables / f"{name}.parquet"
            if not file.exists():
                connection.execute(
                    f"COPY {name} TO '{file}.part' (FORMAT parquet, COMPRESSION zstd)"
                )
                Path(f"{file}.part").rename(file)
    parquet = sum(file.stat().st_size for file in tables.glob("*.parquet"))
    beside = f", Parquet {parquet / 2**30:.2f} GB" if parquet else ""
    print(
        f"{rows} observations: store {store.stat().st_size / 2**30:.2f} GB{beside};"
        f" made or found in {time.perf_counter() - start:.0f} s",
        flush=True,
    )
    return store


def asked(store: Path) -> list[str]:
    """Two places, districts where there are two: the first is asked about, both are compared."""
    query = """SELECT place_id FROM (SELECT DISTINCT place_id, level FROM place)
        WHERE place_id IN (SELECT place_id FROM document)
        ORDER BY level <> 'district', level, hash(place_id) LIMIT 2"""
    with duckdb.connect(str(store), read_only=True) as connection:
        return [str(place) for (place,) in connection.execute(query).fetchall()]


def run(
    way: str, name: str, store: Path, places: list[str], options: argparse.Namespace
) -> dict[str, Any]:
    """One answer in a process of its own, or why there is none."""
    duck = way in ("view", "in parts", "SQL", "package")
    most = resource.RLIM_INFINITY if duck else int(options.memory * 2**30)
    command = [
        sys.executable,
        str(HERE / "answer.py"),
        way,
        name,
        str(store),
        f"{options.duckdb:g}GB",
        *places,
    ]
    try:
        done = subprocess.run(
            ["/usr/bin/prlimit", f"--data={'unlimited' if most < 0 else most}", *command],
            capture_output=True, text=True, check=False, timeout=60 * options.minutes,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"none": f"not in {options.minutes} minutes"}
    if done.returncode == 0:
        return dict(json.loads(done.stdout))
    words = done.stderr.lower()
    if any(word in words for word in ("memory", "alloc", "capacity")) or done.returncode < 0:
        return {"none": f"not in {options.memory:g} GB"}
    print(done.stderr, file=sys.stderr)
    return {"none": "fails"}


def measured(sizes: list[int], folder: Path, options: argparse.Namespace) -> Runs:
    """Every view by every way, for every size: the best of the rounds."""
    best: Runs = {}
    for rows in sizes:
        frames = rows <= options.frames_up_to and any(w.startswith(FRAMES) for w in options.ways)
        store = prepared(folder, rows, frames=frames)
        places = asked(store)
        for one in (False,) if options.whole else (False, True):
            for name in options.views:
                ways = [way for way in (QUESTION if one else WHOLE) if way in options.ways]
                given = (places if name == "district_comparison" else places[:1]) if one else []
                for _ in range(options.rounds if rows <= 10_000_000 else 1):
                    for way in ways:
                        key = (rows, name, way, one)
                        if "none" in best.get(key, {}) or (way, name) in NOT_WRITTEN:
                            continue
                        if way.startswith(FRAMES) and rows > options.frames_up_to:
                            continue
                        if one and (way, name) == ("view", "district_comparison"):
                            continue  # it counts all places; the call, and SQL by hand, these two
                        found = run(way, name, store, given, options)
                        best[key] = _better(best.get(key, found), found)
            table(best, rows, one)
    return best


def _better(one: dict[str, Any], two: dict[str, Any]) -> dict[str, Any]:
    if "none" in two:
        return two
    least = {key: min(one[key], two[key]) for key in ("seconds", "cpu")}
    return {**two, **least, "peak": max(one["peak"], two["peak"])}


def table(best: Runs, rows: int, one: bool) -> None:  # noqa: FBT001 (whole view or question)
    """What was measured for one size; ends the run where answers differ."""
    ways = QUESTION if one else WHOLE
    first = ways[0]
    print(f"\n{'one place, one year' if one else 'whole view'}, {rows} observations")
    print(f"{'':20} {'way':17} {'rows':>9} {'seconds':>8} {'cpu':>8} {'GB':>5}   {first} takes")
    for name in VIEWS:
        base = best.get((rows, name, first, one), {})
        for way in ways:
            found = best.get((rows, name, way, one))
            if found is None:
                continue
            if "none" in found:
                print(f"{name:20} {way:17} {found['none']}")
                continue
            if not _same(
                found["answer"], best.get((rows, name, "SQL", one), found).get("answer", [])
            ):
                sys.exit(f"{name}: {way} answers otherwise than the view: {found['answer']}")
            shown = (f"{base[key] / found[key]:.2f} times the {key}" for key in ("seconds", "cpu"))
            ratio = ", ".join(shown) if "seconds" in base and found is not base else ""
            print(
                f"{name:20} {way:17} {found['answer'][0]:9.0f} {found['seconds']:8.2f} {found['cpu']:8.2f}"
                f" {found['peak']:5.1f}   {ratio}", flush=True,
            )  # fmt: skip


def _same(one: list[float], two: list[float]) -> bool:
    """The same, as far as both have it (a call has no sums)."""
    return all(
        math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-6) for a, b in zip(one, two, strict=False)
    )


def growth(best: Runs, sizes: list[int]) -> None:
    """What an observation costs as they become more."""
    print(
        f"\ncost of an observation in microseconds of cpu, and against {sizes[0]} observations (1 is linear)"
    )
    for name in VIEWS:
        for way in WHOLE:
            found = [best.get((rows, name, way, False), {}) for rows in sizes]
            costs = [
                f["cpu"] / rows * 1e6 if "cpu" in f else None
                for f, rows in zip(found, sizes, strict=True)
            ]
            if costs[0]:
                shown = (
                    f"{c:7.2f} ({c / costs[0]:4.2f})" if c else "              -" for c in costs
                )
                print(f"{name:20} {way:17} {' '.join(shown)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("observations", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=float, default=14.0)
    parser.add_argument("--duckdb", type=float, default=8.0)
    parser.add_argument("--minutes", type=float, default=15.0)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--frames-up-to", type=int, default=10_000_000)
    parser.add_argument("--whole", action="store_true", help="leave out the question of one place")
    parser.add_argument("--views", nargs="+", choices=VIEWS, default=list(VIEWS))
    parser.add_argument("--ways", nargs="+", default=[*WHOLE, "package"])
    options = parser.parse_args()
    libraries = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "polars", "pandas"))
    print(
        f"best of {options.rounds}, one above 10 million; {os.cpu_count()} cores, {platform.machine()},"
        f" {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB, Python {platform.python_version()}, {libraries};"
        f" load at the start {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        growth(measured(options.observations, folder, options), options.observations)


if __name__ == "__main__":
    main()
