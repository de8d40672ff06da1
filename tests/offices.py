"""Workbooks of invented offices, for tests: written the way offices write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from indicators.building.reading import overlays
from indicators.codebook import load_codebook
from indicators.codebook.places import load_register
from indicators.readers import read_source
from indicators.tables import Normalised, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FACTS = {
    "Số ký hiệu": "12/BC-UBND",
    "Ngày ban hành": "05/12/2024",
    "Cơ quan ban hành": "Ủy ban nhân dân huyện Đồng Lúa",
    "Loại văn bản": "Báo cáo",
    "Trích yếu": "Kết quả phát triển kinh tế - xã hội năm 2024",
    "Địa bàn": "Huyện Đồng Lúa",
    "Kỳ báo cáo": "Năm 2024",
}
PLACE = """
[[place]]
place_id = "dong-lua"
code = "999"
name = "Huyện Đồng Lúa"
level = "district"

[[place]]
place_id = "dong-lua/ben-xuan"
code = "99901"
name = "Xã Bến Xuân"
level = "commune"
parent = "dong-lua"
"""


def write_office(
    data: Path,
    rows: Iterable[Any],
    *,
    name: str = "2024-12-05_12-BC-UBND.xlsx",
    facts: Mapping[str, str | None] | None = None,
    sheet: str = "Biểu 1",
    merges: Iterable[str] = (),
    formats: Mapping[str, str] | None = None,
) -> Path:
    """Write one workbook below `data/raw/dong-lua`, and the place into the overlay."""
    overlay = data / "codebook" / "places.toml"
    overlay.parent.mkdir(parents=True, exist_ok=True)
    overlay.write_text(PLACE, "utf-8")
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    if facts is None or facts:
        source = workbook.create_sheet("Nguồn")
        for key, value in ({**FACTS, **(facts or {})}).items():
            if value is not None:
                source.append([key, value])
    table = workbook.create_sheet(sheet)
    for row in rows:
        table.append(list(row))
    for merge in merges:
        table.merge_cells(merge)
    for address, code in (formats or {}).items():
        table[address].number_format = code
    path = data / "raw" / "dong-lua" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


def normalised(data: Path) -> Normalised:
    """The one file of a data folder, as the build normalises it."""
    (path,) = (p for p in (data / "raw").rglob("*") if p.suffix in (".xlsx", ".csv"))
    own = overlays(data)
    name = path.relative_to(data).as_posix()
    return normalise(read_source(path), load_codebook(own), load_register(own), name)
