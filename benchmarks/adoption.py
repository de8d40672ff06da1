"""How much a person has to answer for a new district: `python benchmarks/adoption.py FORM.xlsx`.

The form has 80 rows of six figures in columns D to I, from row 7 on. It is adopted, the workbook is
filled by the table of right answers in `adoption.toml` (choices only, and no choice where a label is
known), built, and every figure of the store is compared with the cell it was read from. Exit code 1
if a figure is missing or another.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

import indicators as ind

if TYPE_CHECKING:
    from indicators.adopting.asked import Line

RIGHT = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
NEW, NEW_PLACE = "chỉ tiêu mới", "địa bàn mới"
COLUMNS = "DEFGHI"


def main(form: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        place = data / "raw" / form.parent.name
        place.mkdir(parents=True)
        shutil.copy(form, place)
        (adoption,) = ind.adopt(place, data=data)
        known = judged(adoption)
        made = fill(adoption)
        report = ind.build(data)
        for finding in report.findings:
            if finding.severity == "error":
                print(f"{finding.locator}: {finding.message_en}")
        wrong = compared(data, form) if report.published else ["nothing is published"]
    print(
        f"labels: {known}; choices made: {made}; figures that are not those of the sheet: {len(wrong)}"
    )
    print("\n".join(wrong[:20]))
    return int(bool(wrong))


def row_of(line: Line) -> int:
    return int(re.search(r"! \w(\d+):", line.cells["sample"])[1])  # type: ignore[index]


def judged(adoption: ind.Adoption) -> dict[str, int]:
    """Labels before anything is answered: bound rightly, wrongly, or rightly to nothing."""
    counted = {"right": 0, "right to ask": 0, "wrong": 0, "asked though known": 0}
    for line in adoption.sheets["labels"]:
        read = set(re.findall(r"\[(\w+)\]", line.cells["reading"]))
        right = set(RIGHT["right"][str(row_of(line))])
        verdict = (
            "right" if read & right else "right to ask" if "new" in right else "asked though known"
        )
        if read and not read & right and line.status != "open":
            verdict = "wrong"
            print(f"row {row_of(line)}: {line.cells['label']} is read as {read}, right: {right}")
        counted[verdict] += 1
    return counted


def fill(adoption: ind.Adoption) -> int:
    """Choose as a person would; returns the number of choices."""
    book = openpyxl.load_workbook(adoption.path)
    sheet = book["Chỉ tiêu"]
    headers = [cell.value for cell in sheet[1]]
    made, grouped = 0, set()
    for row, line in enumerate(adoption.sheets["labels"], 2):
        number = row_of(line)
        read = set(re.findall(r"\[(\w+)\]", line.cells["reading"]))
        right = RIGHT["right"][str(number)]
        if line.status != "open" and read & set(right):
            continue
        group = RIGHT["group"].get(str(number))
        if set(line.cells["under"].split(" › ")) & grouped:
            continue
        grouped |= {line.cells["label"]} if group else set()
        choice = group or next((c for c in line.choices if f"[{right[0]}]" in c), None)
        fallback = NEW if "new" in right else right[0]
        sheet.cell(row, headers.index("Chọn chỉ tiêu") + 1).value = choice or fallback
        made += 1
    for row in range(2, len(adoption.sheets["places"]) + 2):
        book["Địa bàn"].cell(row, 5).value = NEW_PLACE
        made += 1
    book.save(adoption.path)
    return made


def compared(data: Path, form: Path) -> list[str]:
    """Figures of the sheet that are not in the store, or with another number."""
    sheet = openpyxl.load_workbook(form, data_only=True).worksheets[-1]
    with ind.open(data) as store:
        rows = (
            store.sql("SELECT locator, value, measure, flags FROM observation").to_polars().rows()
        )
    stored = {
        locator.rpartition("!")[2]: (value, measure, flags)
        for locator, value, measure, flags in rows
    }
    wrong = []
    for row in RIGHT["right"]:
        for column in COLUMNS:
            printed = float(sheet[f"{column}{row}"].value)
            value, measure, flags = stored.get(f"{column}{row}", (None, "", []))
            if "index_as_growth" in flags:
                printed -= 100
            if value is None or abs(value - printed) > 1e-6:
                wrong.append(f"{column}{row}: {printed} is {value} ({measure})")
    return wrong


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
