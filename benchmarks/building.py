"""From a tree of workbooks to a store, against reading its cells alone and against pandas.

    python benchmarks/building.py WORKBOOKS [--rounds N] [--folder FOLDER]

Every measurement is a process of its own. Wall seconds are what one waits, with all processes the
way uses; CPU seconds are of all its processes together and hang less on what else the machine does.
Peak memory is the sum of each process's own peak. The way `analyst` gives the same figures with
pandas (`analyst.py`); that they are equal is checked, as are the figures the generator counted.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import workbooks  # the script beside this one

HERE = Path(__file__).parent
FASTER, OVER_READING = 8, 3
CELLS = ("fastexcel", "python-calamine", "openpyxl")
EQUAL = """
WITH ours AS (
    SELECT document_id AS document, indicator_id AS indicator, year(period_end) AS year, scenario,
        measure, bound, round(value::DOUBLE, 6) AS value, round(low::DOUBLE, 6) AS low,
        round(high::DOUBLE, 6) AS high, unit
    FROM store.observation
), theirs AS (
    SELECT document, indicator, year, scenario, measure, bound, round(value, 6) AS value,
        round(low, 6) AS low, round(high, 6) AS high, unit
    FROM analyst.observation
)
SELECT (SELECT count(*) FROM ours), (SELECT count(*) FROM theirs),
    (SELECT count(*) FROM (FROM ours INTERSECT ALL FROM theirs))
"""


@dataclass
class Way:
    """One way, measured some times."""

    name: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peaks: list[tuple[int, int]] = field(default_factory=list)
    said: str = ""

    def run(self, *arguments: object) -> None:
        """Measure once; what it prints last is kept."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        command = [sys.executable, *map(str, arguments)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        watch = Watch(child.pid)
        out = child.communicate()[0]
        self.wall.append(time.perf_counter() - start)
        self.peaks.append(watch.stop())
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if child.returncode:
            message = f"{self.name} ended with {child.returncode}"
            raise RuntimeError(message)
        self.said = out.strip().splitlines()[-1]

    def ratios(self, other: Way) -> tuple[float, float]:
        """How many times the wall and CPU seconds of the other."""
        wall = statistics.median(self.wall) / statistics.median(other.wall)
        return wall, statistics.median(self.cpu) / statistics.median(other.cpu)

    def line(self, files: int) -> str:
        """For the table."""
        wall, cpu = statistics.median(self.wall), statistics.median(self.cpu)
        parent, together = max(self.peaks, key=lambda peak: peak[1])
        memory = f"{parent / 1024:7.0f} {together / 1024:7.0f}"
        return f"{self.name:44} {wall:7.1f} {cpu:7.1f} {files / wall:8.1f} {memory}"


class Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until it ends."""

    def __init__(self, pid: int) -> None:
        """Begin."""
        super().__init__(daemon=True)
        self.pid, self.peaks, self.ended = pid, dict[int, int](), threading.Event()
        self.start()

    def run(self) -> None:
        """Note the peak of every process that is seen."""
        while not self.ended.wait(0.05):
            todo = [self.pid]
            while todo:
                pid = todo.pop()
                try:
                    status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
                    for task in Path(f"/proc/{pid}/task").iterdir():
                        todo += map(int, (task / "children").read_text("ascii").split())
                except OSError:
                    continue
                if "VmHWM:" in status:
                    peak = int(status.split("VmHWM:")[1].split()[0])
                    self.peaks[pid] = max(peak, self.peaks.get(pid, 0))

    def stop(self) -> tuple[int, int]:
        """Peak of the process itself, and of all together, in kB."""
        self.ended.set()
        self.join()
        return self.peaks.get(self.pid, 0), sum(self.peaks.values())


def read_cells(reader: str, folder: Path) -> int:
    """Number of non-empty cells, all of them brought to Python or Arrow."""
    cells = 0
    for path in sorted((folder / "raw").rglob("*.xlsx")):
        if reader == "fastexcel":
            import fastexcel

            book = fastexcel.read_excel(path)
            for name in book.sheet_names:
                batch = book.load_sheet(name, header_row=None, dtypes="string").to_arrow()
                cells += sum(len(column) - column.null_count for column in batch.columns)
        elif reader == "python-calamine":
            import python_calamine

            with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
                for name in book.sheet_names:
                    rows = book.get_sheet_by_name(name).to_python()
                    cells += sum(value != "" for row in rows for value in row)
        else:
            import openpyxl

            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            for sheet in book.worksheets:
                rows = sheet.iter_rows(values_only=True)
                cells += sum(value is not None for row in rows for value in row)
            book.close()
    return cells


def build(folder: Path, workers: int) -> str:
    """Build; figures, and files that were not read again."""
    import indicators

    report = indicators.build(folder, workers=workers)
    if not report.published:
        raise SystemExit("\n".join(f.message_en for f in report.findings[:5]))
    return f"{report.figures} {report.unchanged}"


def check(folder: Path, counted: dict[str, int]) -> int:
    """Figures of the store; each file has as many as were written into it, and pandas the same."""
    with duckdb.connect() as connection:
        store = folder / "processed" / "indicators.duckdb"
        for name, path in (("store", store), ("analyst", folder / "analyst.duckdb")):
            connection.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")
        by_file = connection.execute(
            "SELECT file, count(*) FROM store.observation JOIN store.document USING (document_id) GROUP BY file"
        ).fetchall()
        ours, theirs, same = connection.execute(EQUAL).fetchall()[0]
    if dict(by_file) != counted or not ours == theirs == same:
        message = f"{ours} figures, {theirs} of the analyst, {same} equal, {sum(counted.values())} were written"
        raise RuntimeError(message)
    return int(ours)


def rounds(folder: Path, files: int, times: int) -> list[Way]:
    """All ways in turn, some times."""
    script, csv = Path(__file__), folder / "processed" / "observations.csv"
    changed = max(1, files // 100)
    cells = [Way(f"cells alone, {reader}") for reader in CELLS]
    analysts = [Way(f"analyst, pandas with {engine}") for engine in ("openpyxl", "calamine")]
    one, two = Way("indicators build, 1 process"), Way("indicators build, 2 processes")
    again = Way("indicators build again, nothing changed")
    some = Way(f"indicators build again, {changed} files changed")
    for turn in range(times):
        for reader, way in zip(CELLS, cells, strict=True):
            way.run(script, "--cells", reader, "--folder", folder)
        for engine, way in zip(("calamine", "openpyxl"), reversed(analysts), strict=True):
            way.run(HERE / "analyst.py", folder, engine, folder / "analyst")
        for way, workers in ((one, 1), (two, 2)):
            shutil.rmtree(folder / "processed", ignore_errors=True)
            way.run(script, "--build", workers, "--folder", folder)
        counted = json.loads((folder / "figures.json").read_text("utf-8"))
        figures = check(folder, counted)
        again.run(script, "--build", 2, "--folder", folder)
        for number in range(changed):
            file, held = workbooks.write(folder, number * 97 % files, edition=turn + 1)
            counted[file] = held
        (folder / "figures.json").write_text(json.dumps(counted), "utf-8")
        some.run(script, "--build", 2, "--folder", folder)
        incremental = csv.read_bytes()
        shutil.rmtree(folder / "processed")
        Way("full").run(script, "--build", 2, "--folder", folder)
        if incremental != csv.read_bytes():
            raise RuntimeError("observations.csv of an incremental build differs")
    kept = (
        f"{again.said.split()[1]} and {some.said.split()[1]} of {files} files were not read again"
    )
    print(f"the same {figures} figures by indicators and analyst, and as many as were written")
    print(f"{kept}; observations.csv is the same, byte for byte, as of a full build")
    return [*cells, *analysts, one, two, again, some]


def measure(files: int, times: int, folder: Path) -> None:
    """Make the tree, measure, print."""
    figures = workbooks.make(folder, files)
    size = sum(p.stat().st_size for p in folder.rglob("*.xlsx")) / 1e6
    print(
        f"{files} workbooks in 5 layouts, {sum(figures.values())} figures, {size:.0f} MB;"
        f" median of {times}; {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    )
    ways = rounds(folder, files, times)
    print(f"{'':44} {'wall s':>7} {'CPU s':>7} {'files/s':>8} {'peak MB':>7} {'of all':>7}")
    for way in ways:
        print(way.line(files))
    fastest = min(ways[: len(CELLS)], key=lambda way: statistics.median(way.wall))
    pandas = ways[len(CELLS)]
    for ours in ways[len(CELLS) + 2 : len(CELLS) + 4]:
        faster, cpu = pandas.ratios(ours)
        goal = "reached" if faster >= FASTER else "NOT reached"
        told = f"{faster:.1f} times as fast as {pandas.name} (by CPU {cpu:.1f})"
        print(f"{ours.name}: {told}; goal at least {FASTER}: {goal}")
        longer, cpu = ours.ratios(fastest)
        goal = "reached" if longer <= OVER_READING else "NOT reached"
        told = f"{longer:.1f} times the time of {fastest.name} (by CPU {cpu:.1f})"
        print(f"{ours.name}: {told}; goal at most {OVER_READING}: {goal}")


def main() -> int:
    """Measure, or be one of the measured."""
    parser = argparse.ArgumentParser(description="Workbooks to store")
    parser.add_argument("workbooks", type=int, nargs="?", default=2000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--cells", choices=CELLS, help=argparse.SUPPRESS)
    parser.add_argument("--build", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.cells:
        print(read_cells(options.cells, options.folder))
    elif options.build:
        print(build(options.folder, options.build))
    elif options.folder:
        measure(options.workbooks, options.rounds, options.folder)
    else:
        with tempfile.TemporaryDirectory() as folder:
            measure(options.workbooks, options.rounds, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
