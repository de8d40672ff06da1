"""The tree of `workbooks.py` to figures with pandas alone, as a practised analyst would write it.

`python benchmarks/analyst.py FOLDER ENGINE OUTPUT` reads with `pandas.read_excel`, melts, and parses
all cells at once with string methods of pandas; it writes OUTPUT.parquet and a DuckDB file. It knows
these five layouts and nothing else: no messages, no ledger of cells, no citations.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import duckdb
import pandas as pd

NAMES = {"Chỉ tiêu", "Tên chỉ tiêu", "Nội dung"}
UNITS = {"Đơn vị tính", "ĐVT"}
NO_FIGURES = {"STT", "TT", "Số TT", "Đánh giá", "Ghi chú", "Đơn vị chủ trì", "Chênh lệch"}
WORDS = {"Kế hoạch": "target", "Ước thực hiện": "estimate", "Thực hiện": "actual"}
SAID = {"Chỉ tiêu": "target", "Thực hiện": "actual", "Ước thực hiện": "estimate"}
MEASURES = {"Giá trị": "level", "Tăng so với cùng kỳ (%)": "growth"}
CONVERTED = {"triệu đồng": ("tỷ đồng", 0.001)}
COLUMNS = [
    "document", "indicator", "year", "scenario", "measure", "bound", "value", "low", "high", "unit",
]  # fmt: skip


def labels() -> dict[str, str]:
    """Indicator by label."""
    data = tomllib.loads(Path(__file__).with_name("workbooks.toml").read_text("utf-8"))
    found = {row[0]: row[2] for section in data["section"] for row in section["rows"]}
    return found | dict(data["structure"]["rows"])


def column_meaning(head: str, year: int) -> tuple[str, str, int] | None:
    """Scenario, measure and year of a column; None if it holds no figures."""
    if head in NAMES | UNITS | NO_FIGURES:
        return None
    if "ƯTH/KH" in head or head == "So với kế hoạch (%)":
        return "estimate", "attainment", year
    if "so với TH" in head or head == "So với cùng kỳ (%)":
        return "estimate", "growth", year
    said = re.search(r"20\d\d", head)
    scenario = next((s for word, s in WORDS.items() if word in head), "actual")
    return scenario, "level", int(said[0]) if said else year


def melted(document: str, sheet: pd.DataFrame, year: int) -> pd.DataFrame | None:
    """One row a cell with a figure, not parsed yet."""
    named = sheet.isin(NAMES)
    if not named.to_numpy().any():
        return None
    top = int(named.any(axis=1).idxmax())
    label = int(named.loc[top].idxmax())
    heads = sheet.loc[top].astype("object")
    first = top + 1
    below = sheet.loc[first] if first < len(sheet) else heads
    if pd.isna(below[label]):  # a second level below merged heads, then the numbers of the columns
        heads = heads.ffill()
        heads = heads.where(below.isna(), heads.astype(str) + "|" + below.astype(str))
        first += 2
    body = sheet.loc[first:]
    unit = int(heads.isin(UNITS).idxmax())
    frame = pd.DataFrame({"label": body[label], "unit": body[unit].replace('"', None)})
    frame = frame[frame["label"].notna()]
    frame["unit"] = frame["unit"].ffill()
    if "Số liệu" in set(heads):
        at = {head: column for column, head in heads.items()}
        frame["cell"] = body[at["Số liệu"]]
        frame["scenario"] = body[at["Loại số liệu"]].map(SAID)
        frame["measure"] = body[at["Cách đo"]].map(MEASURES)
        frame["year"] = body[at["Kỳ"]].str[-4:].astype(int)
        return frame.assign(document=document)
    parts = []
    for column, head in heads.items():
        meaning = column_meaning(str(head), year)
        if meaning is not None:
            scenario, measure, of = meaning
            part = frame.assign(cell=body[column], scenario=scenario, measure=measure, year=of)
            parts.append(part[part["cell"].notna()])
    return pd.concat(parts).assign(document=document)


def read(path: Path, engine: str) -> list[pd.DataFrame]:
    """All sheets of one workbook."""
    sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=object, engine=engine)
    facts = dict(sheets.pop("Nguồn").iloc[:, :2].itertuples(index=False))
    document = f"{facts['Địa bàn']}/{facts['Số ký hiệu'].replace('/', '-')}"
    year = int(facts["Kỳ báo cáo"][-4:])
    found = (melted(document, sheet, year) for sheet in sheets.values())
    return [frame for frame in found if frame is not None]


def number(text: pd.Series) -> pd.Series:
    """`1.234,5` as 1234.5."""
    plain = text.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    return pd.to_numeric(plain)


def parsed(frame: pd.DataFrame) -> pd.DataFrame:
    """Values, ranges and thresholds of all cells."""
    frame = frame[frame["label"].isin(labels())].reset_index(drop=True)
    frame = frame[~frame["cell"].isin(["-", "…"])].reset_index(drop=True)
    frame["indicator"] = frame["label"].map(labels())
    numeric = pd.to_numeric(frame["cell"], errors="coerce").astype(float)
    text = frame["cell"].where(numeric.isna() | frame["cell"].map(type).eq(str)).astype("string")
    digits = r"(\d[\d.]*(?:,\d+)?)"
    one = number(text.str.extract(digits, expand=False)).astype(float)
    two = number(text.str.extract(rf"{digits}\s*[-–]\s*{digits}")[1]).astype(float)
    value = numeric.where(text.isna(), one)
    frame["bound"] = "point"
    for words, bound in (
        (r"\d\s*[-–]\s*\d", "range"), (r"trên |>", "more_than"), (r"dưới ", "less_than"),
        (r"≥|ít nhất|trở lên", "at_least"), (r"≤", "at_most"),
    ):  # fmt: skip
        fits = text.str.contains(words, regex=True).fillna(value=False).astype(bool)
        frame.loc[fits, "bound"] = bound
    part = frame["label"].str.startswith("- ")
    frame.loc[part, "measure"] = "share"
    percent = part | (frame["measure"].isin(["attainment", "growth"]) & text.isna())
    value = value.where(~percent, value * 100)
    value = value.where(~(frame["measure"].eq("growth") & text.isna()), value - 100)
    value = value.where(~text.str.startswith("giảm").fillna(value=False).astype(bool), -value)
    factor = frame["unit"].map({unit: by for unit, (_, by) in CONVERTED.items()}).fillna(1.0)
    level = frame["measure"].eq("level")
    value, two = value.where(~level, value * factor), two.where(~level, two * factor)
    frame["unit"] = frame["unit"].replace({unit: to for unit, (to, _) in CONVERTED.items()})
    frame.loc[~level, "unit"] = "%"
    bound = frame["bound"]
    frame["value"] = value.where(bound.eq("point"))
    frame["low"] = value.where(bound.isin(["range", "more_than", "at_least"]))
    frame["high"] = two.where(bound.eq("range"), value.where(bound.isin(["less_than", "at_most"])))
    return frame[COLUMNS]


def main() -> int:
    """Read, parse, write."""
    folder, engine, output = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    paths = sorted((folder / "raw").rglob("*.xlsx"))
    frames = [frame for path in paths for frame in read(path, engine)]
    figures = parsed(pd.concat(frames, ignore_index=True))
    figures.to_parquet(output.with_suffix(".parquet"))
    with duckdb.connect(str(output.with_suffix(".duckdb"))) as connection:
        connection.execute("CREATE OR REPLACE TABLE observation AS SELECT * FROM figures")
    print(len(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
