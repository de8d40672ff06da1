"""How fast workbooks are read, against openpyxl and python-calamine alone, in one run.

`python benchmarks/reading.py` makes workbooks like an office's (5 sheets, 60 rows, 8 columns),
reads all of them in each way in turn, several rounds, and prints files a second and ratios.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import python_calamine

from indicators.readers import read_source

if TYPE_CHECKING:
    from collections.abc import Callable

FILES, ROUNDS = 40, 5
SHEETS, ROWS, COLUMNS = 5, 60, 8


def make(folder: Path) -> list[Path]:
    """Workbooks with texts, grouped numbers, percentages and ranges."""
    paths = []
    for number in range(FILES):
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        for name in range(SHEETS):
            sheet = workbook.create_sheet(f"Biểu {name + 1}")
            for row in range(1, ROWS + 1):
                sheet.append(
                    [
                        row,
                        f"Chỉ tiêu {row}",
                        "tỷ đồng",
                        "14 - 15",
                        *(row * 1000.5 + number for _ in range(COLUMNS - 4)),
                    ]
                )
                for column in range(5, COLUMNS + 1):
                    sheet.cell(row, column).number_format = "#,##0.0" if column % 2 else "0.00%"
        paths.append(folder / f"{number}.xlsx")
        workbook.save(paths[-1])
    return paths


def with_openpyxl(path: Path, *, read_only: bool) -> int:
    """Values and number formats by openpyxl."""
    workbook = openpyxl.load_workbook(path, read_only=read_only)
    return sum(
        1
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and cell.number_format
    )


def with_calamine(path: Path) -> int:
    """Values alone by python-calamine: no formats, errors, formulas, hidden rows."""
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    return sum(
        value != ""
        for name in workbook.sheet_names
        for row in workbook.get_sheet_by_name(name).to_python()
        for value in row
    )


def with_indicators(path: Path) -> int:
    """Everything a cell shows, by this library."""
    return sum(len(table.cells) for table in read_source(path).tables)


WAYS: dict[str, Callable[[Path], int]] = {
    "indicators": with_indicators,
    "python-calamine, values only": with_calamine,
    "openpyxl": lambda path: with_openpyxl(path, read_only=False),
    "openpyxl, read_only": lambda path: with_openpyxl(path, read_only=True),
}


def main() -> int:
    """Measure and print."""
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        paths = make(Path(folder))
        for _ in range(ROUNDS):
            for name, read in WAYS.items():
                gc.collect()
                start = time.perf_counter()
                cells = sum(read(path) for path in paths)
                seconds[name].append(time.perf_counter() - start)
                if cells != FILES * SHEETS * ROWS * COLUMNS:
                    message = f"{name} saw {cells} cells"
                    raise RuntimeError(message)
    ours = statistics.median(seconds["indicators"])
    print(
        f"{FILES} workbooks of {SHEETS} sheets, {ROWS} rows, {COLUMNS} columns; median of {ROUNDS} rounds"
    )
    for name, runs in seconds.items():
        median = statistics.median(runs)
        print(
            f"{name:30} {FILES / median:8.1f} files/s   {median / ours:6.2f} times the time of indicators"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
