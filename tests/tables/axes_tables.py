"""Tables of an invented district whose communes, years or crops stand on either axis."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.codebook import Codebook, load_codebook
from indicators.codebook.places import Register, load_register
from indicators.readers.table import Merge, SourceFile
from indicators.tables import Normalised, normalise
from tests.offices import FACTS
from tests.tables.tables import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

OVERLAY = """
[[place]]
place_id = "ha-bac"
code = "98"
name = "Tỉnh Hà Bắc"
level = "province"

[[place]]
place_id = "dong-lua"
code = "981"
name = "Huyện Đồng Lúa"
level = "district"
parent = "ha-bac"

[[place]]
place_id = "lac-son"
code = "982"
name = "Huyện Lạc Sơn"
level = "district"
parent = "ha-bac"

[[place]]
place_id = "ben-xuan"
code = "98101"
name = "Xã Bến Xuân"
level = "commune"
parent = "dong-lua"

[[place]]
place_id = "an-phu"
code = "98102"
name = "Xã An Phú"
level = "commune"
parent = "dong-lua"

[[place]]
place_id = "thi-tran"
code = "98103"
name = "Thị trấn Đồng Lúa"
level = "commune"
parent = "dong-lua"

[[place]]
place_id = "yen-khe"
code = "98201"
name = "Xã Yên Khê"
level = "commune"
parent = "lac-son"

[[indicator]]
id = "people"
vi = "Dân số trung bình"
en = "Mean population"
unit = "người"
better = "none"
definition = "Mean population of the year"
aliases = ["Dân số"]

[[indicator]]
id = "buffaloes"
vi = "Tổng đàn trâu"
en = "Buffaloes"
unit = "con"
better = "higher"
definition = "Buffaloes alive"

[[indicator]]
id = "peanut_area"
vi = "Diện tích lạc"
en = "Peanut area"
unit = "ha"
better = "none"
definition = "Peanut area"

[[indicator]]
id = "peanut_output"
vi = "Sản lượng lạc"
en = "Peanut output"
unit = "tấn"
better = "higher"
definition = "Peanut output"

[[indicator]]
id = "tea_area"
vi = "Diện tích chè"
en = "Tea area"
unit = "ha"
better = "none"
definition = "Tea area"
aliases = [{ label = "Diện tích", under = ["Chè", "Cây chè"] }]

[[indicator]]
id = "tea_yield"
vi = "Năng suất chè"
en = "Tea yield"
unit = "tạ/ha"
better = "higher"
definition = "Tea yield"
aliases = [{ label = "Năng suất", under = ["Chè", "Cây chè"] }]

[[indicator]]
id = "tea_output"
vi = "Sản lượng chè"
en = "Tea output"
unit = "tấn"
better = "higher"
definition = "Tea output"
aliases = [{ label = "Sản lượng", under = ["Chè", "Cây chè"] }]
"""


@cache
def known(folder: Path) -> tuple[Codebook, Register]:
    """Indicators and places of the package with those of the district."""
    overlay = folder / "own.toml"
    overlay.write_text(OVERLAY, "utf-8")
    return load_codebook([overlay]), load_register([overlay])


def read(
    folder: Path,
    *rows: Sequence[Any],
    merges: Iterable[str] = (),
    facts: Mapping[str, Any] | None = None,
    name: str = "Biểu",
) -> Normalised:
    """One sheet of the district; merges as `D2:F2`."""
    codebook, register = known(folder)
    said = {**FACTS, **(facts or {})}
    tables = (sheet("Nguồn", list(said.items())), sheet(name, rows, map(merge, merges)))
    source = SourceFile(Path("a.xlsx"), "0" * 64, tables)
    result = normalise(source, codebook, register, "raw/a.xlsx")
    assert sum(result.ledger.sums().values()) == result.cells
    return result


def merge(name: str) -> Merge:
    first, last = name.split(":")
    return Merge(int(first[1:]), ord(first[0]) - 64, int(last[1:]), ord(last[0]) - 64)


def figures(result: Normalised) -> list[str]:
    """`D4 an-phu people actual 2024 12400 người`, in the order of cells."""
    lines = []
    for o in result.observations:
        kind = "" if o.measure == "level" else f"{o.measure} "
        period = str(o.period_end.year)
        if o.period_kind != "year":
            period = f"{o.period_start:%m}-{o.period_end:%m}/{period}"
        lines.append(
            f"{o.locator.partition('!')[2]} {o.place_id} {o.indicator_id} {o.scenario} {kind}{period} {o.value:f} {o.unit}"
        )
    return lines


def refused(result: Normalised) -> list[str]:
    """`Biểu!F2 head_not_understood`, sorted."""
    return sorted(f"{f.locator} {f.rule}" for f in result.findings)
