"""A tree of real workbooks in five layouts of offices: `python benchmarks/workbooks.py 2000 FOLDER`.

They lie in FOLDER/raw/<place>/ the way `indicators build --data FOLDER` reads them. Workbook
number n is the same on every machine; FOLDER/figures.json holds the number of figures the
generator put into each, counted while writing and not by any reader.
"""

from __future__ import annotations

import json
import random
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from indicators.codebook.places import load_register

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.worth import Item, World

FIRST_YEAR, LAST_YEAR = 2015, 2023
Cell = Any  # None, a text, a number, or a `Shown` number


class Shown(NamedTuple):
    """A number with the format its cell shows it in."""

    number: float
    format: str


@dataclass
class Page:
    """A sheet in the making."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    figures: int = 0

    def put(self, *cells: Cell) -> None:
        """Add a row."""
        self.rows.append(list(cells))

    def figure(self, cell: Cell) -> Cell:
        """Count a cell that holds a figure."""
        self.figures += 1
        return cell

    def merge(self, up: int, left: int, down: int, right: int) -> None:
        """Merge cells, counted from zero."""
        self.merges.append((up, left, down, right))


@cache
def catalogue() -> tuple[list[tuple[str, list[Item]]], dict[str, Any]]:
    """Sections with their rows, and the structure block."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    sections = [(s["title"], [Item(*row) for row in s["rows"]]) for s in data["section"]]
    return sections, data["structure"]


@cache
def places() -> list[str]:
    """Districts and communes that existed until the end of 2024."""
    known = {p.place_id for p in load_register() if p.valid_from.year < FIRST_YEAR}
    return sorted(p for p in known if p.split("/")[0] in {"vinh-bao", "nhon-trach"})


def vietnamese(number: float, decimals: int) -> str:
    """`1234.5` as `1.234,5`."""
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def change(ratio: float) -> str:
    """`1.041` as `tăng 4,1%`."""
    return f"{'tăng' if ratio >= 1 else 'giảm'} {vietnamese(abs(ratio - 1) * 100, 1)}%"


def code(decimals: int) -> str:
    """Number format with grouped thousands."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


@cache
def world() -> World:
    """What the workbooks agree on."""
    return World([item for _, items in catalogue()[0] for item in items])


@dataclass(frozen=True)
class Office:
    """Whoever types the workbook of a place about a year."""

    rng: random.Random
    place: str
    year: int

    def result(self, item: Item, year: int) -> Cell:
        """A result: a number, a formatted number, a text, so many out of so many."""
        number = world().worth(self.place, item.indicator, year)
        style = self.rng.random()
        if item.unit == "xã" and style < 0.5:
            return f"{number:.0f}/{item.high:.0f}"
        if style < 0.2:
            return vietnamese(number, item.decimals)
        if style < 0.3 and item.decimals:  # the cell shows fewer decimals than it holds
            return Shown(number + 0.3 / 10**item.decimals, code(item.decimals))
        return Shown(number, code(item.decimals))

    def target(self, item: Item) -> Cell:
        """The target of the year: also ranges and thresholds."""
        number, style = world().planned(self.place, item.indicator, self.year)
        shown = vietnamese(number, item.decimals)
        if style < 0.2:
            higher = round(number * 1.05 + 1, item.decimals)
            higher = min(higher, 99.9) if item.unit == "%" else higher
            dash = self.rng.choice([" - ", "-", " – "])
            return shown + dash + vietnamese(higher, item.decimals)
        if style < 0.4:
            words = ["trên {}", "dưới {}", "≥ {}", "≤ {}", "{} trở lên", ">{}", "ít nhất {}"]
            return words[int(style * 1000) % len(words)].format(shown)
        return shown if self.rng.random() < 0.2 else Shown(number, code(item.decimals))

    def ratios(self, item: Item) -> tuple[float | None, float | None]:
        """Result to target, where it is one number, and to the year before."""
        number = world().worth(self.place, item.indicator, self.year)
        before = world().worth(self.place, item.indicator, self.year - 1)
        planned, style = world().planned(self.place, item.indicator, self.year)
        if item.unit in {"%", "xã"} or not before * planned:
            return None, None
        return (number / planned if style >= 0.4 else None), number / before

    def rating(self, item: Item) -> str | None:
        """What is said of result and target, where it is plain."""
        attained = self.ratios(item)[0]
        if attained is None or self.rng.random() < 0.5 or attained < 1:
            return None
        return "Vượt" if attained > 1 else "Đạt"


def chosen(rng: random.Random, count: int) -> list[tuple[str, list[Item]]]:
    """So many rows of the catalogue, in its order, by section."""
    sections = catalogue()[0]
    kept = set(rng.sample([item.label for _, items in sections for item in items], count))
    return [(title, [i for i in items if i.label in kept]) for title, items in sections]


ROMAN = ("I", "II", "III")


def plain(office: Office) -> list[Page]:
    """STT, Chỉ tiêu, ĐVT, Kế hoạch, Thực hiện, Đánh giá; years in the heads; sections."""
    rng, year = office.rng, office.year
    page = Page("Biểu 1")
    page.put("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI")
    page.merge(0, 0, 0, 6)
    page.put()
    heads = ("Chỉ tiêu", "ĐVT", f"Kế hoạch năm {year}", f"Thực hiện năm {year}", "Đánh giá")
    page.put("STT", *heads, "Ghi chú")
    number = 0
    for roman, (title, items) in zip(ROMAN, chosen(rng, rng.randint(22, 32)), strict=True):
        page.put(roman, title)
        for item in items:
            number += 1
            planned = page.figure(office.target(item)) if rng.random() < 0.9 else "-"
            done, note = (
                page.figure(office.result(item, year)),
                rng.choice([None, None, "số sơ bộ"]),
            )
            page.put(number, item.label, item.unit, planned, done, office.rating(item), note)
    return [page]


def two_levels(office: Office) -> list[Page]:
    """Merged heads over years, a row that numbers the columns, ratios shown as percent."""
    rng, year = office.rng, office.year
    page = Page("Biểu 02-TH")
    page.put("TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU")
    page.put("(Kèm theo báo cáo của Ủy ban nhân dân)")
    page.put()
    head = ("TT", "Tên chỉ tiêu", "Đơn vị tính", "Thực hiện", None, f"Năm {year}", None)
    page.put(*head, "So sánh (%)", None, "Đơn vị chủ trì")
    below = (year - 2, year - 1, "Kế hoạch", "Ước thực hiện", "ƯTH/KH")
    page.put(None, None, None, *below, f"ƯTH {year} so với TH {year - 1}", None)
    page.put("A", "B", "C", 1, 2, 3, 4, "5=4/3", "6=4/2", 7)
    for left, right in ((3, 4), (5, 6), (7, 8)):
        page.merge(3, left, 3, right)
    for column in (0, 1, 2, 9):
        page.merge(3, column, 4, column)
    for letter, (title, items) in zip("ABC", chosen(rng, rng.randint(20, 28)), strict=True):
        page.put(letter, title)
        for number, item in enumerate(items, 1):
            figures = [page.figure(office.result(item, y)) for y in (year - 2, year - 1)]
            figures += [page.figure(office.target(item)), page.figure(office.result(item, year))]
            ratios = [
                None if ratio is None else page.figure(Shown(round(ratio, 4), "0.00%"))
                for ratio in office.ratios(item)
            ]
            page.put(number, item.label, item.unit, *figures, *ratios, "Phòng TC-KH")
    return [page]


def compared(office: Office) -> list[Page]:
    """A sheet for each section; comparisons in words, ditto marks, errors in a column passed over."""
    rng, year = office.rng, office.year
    pages = []
    for title, items in chosen(rng, rng.randint(22, 30)):
        page = Page(title.capitalize())
        page.put(f"{title} NĂM {year}")
        page.put()
        page.put(
            "Số TT", "Nội dung", "ĐVT", "Kế hoạch", "Ước thực hiện", "So với kế hoạch (%)",
            "So với cùng kỳ (%)", "Chênh lệch",
        )  # fmt: skip
        above = ""
        for number, item in enumerate(sorted(items, key=lambda i: i.unit), 1):
            row = [page.figure(office.target(item)), page.figure(office.result(item, year))]
            attained, grown = office.ratios(item)
            words = [
                None if attained is None else page.figure(f"đạt {vietnamese(attained * 100, 2)}%"),
                None if grown is None else page.figure(change(grown)),
            ]
            unit = rng.choice(['"', None]) if item.unit == above else item.unit
            above = item.unit
            page.put(number, item.label, unit, *row, *words, rng.choice([None, "#DIV/0!"]))
        pages.append(page)
    return pages


def tidy(office: Office) -> list[Page]:
    """One figure a row."""
    rng, year = office.rng, office.year
    page = Page("Số liệu")
    page.put(
        "STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Loại số liệu", "Cách đo", "Kỳ", "Ghi chú"
    )
    items = [item for _, items in chosen(rng, rng.randint(20, 36)) for item in items]
    for number, item in enumerate(items, 1):
        planned = rng.random() < 0.3
        period = year if planned else rng.choice([year, year - 1])
        figure = page.figure(office.target(item) if planned else office.result(item, period))
        said = "Chỉ tiêu" if planned else rng.choice(["Thực hiện", "Ước thực hiện"])
        page.put(number, item.label, item.unit, figure, said, "Giá trị", f"Năm {period}", None)
        grown = office.ratios(item)[1]
        if grown is not None and rng.random() < 0.1:
            growth = page.figure(change(grown))
            growth_row = ("Thực hiện", "Tăng so với cùng kỳ (%)", f"Năm {year}", None)
            page.put(None, item.label, "%", growth, *growth_row)
    return [page]


def wide(office: Office) -> list[Page]:
    """A column a year; a heading with parts under it, blank units, signatures."""
    rng, year = office.rng, office.year
    page = Page("Phụ lục")
    years = list(range(year - 4, year + 1))
    page.put("SỐ LIỆU CHỦ YẾU QUA CÁC NĂM")
    page.put()
    page.put("STT", "Chỉ tiêu", "ĐVT", *(f"Năm {y}" for y in years), "Ghi chú")
    structure = catalogue()[1]
    number = 0
    for roman, (title, items) in zip(ROMAN, chosen(rng, rng.randint(18, 26)), strict=True):
        page.put(roman, title)
        for item in items:
            number += 1
            cells = [
                page.figure(office.result(item, y)) if rng.random() < 0.95 else "…" for y in years
            ]
            page.put(number, item.label, item.unit, *cells, None)
        if roman == "I":
            number += 1
            page.put(number, structure["heading"])
            for row, (label, part) in enumerate(structure["rows"]):
                shares = [
                    world().worth(office.place, part, y)
                    / world().worth(office.place, "gross_output", y)
                    for y in years
                ]
                cells = [page.figure(Shown(round(share, 4), "0.00%")) for share in shares]
                page.put(None, label, None if row else "%", *cells, None)
    page.put()
    page.put(None, "Nơi nhận:")
    return [page]


LAYOUTS = (plain, two_levels, compared, tidy, wide)


def write(folder: Path, number: int, *, edition: int = 0) -> tuple[str, int]:
    """Write workbook `number`; its path below `folder` and how many figures it holds.

    Another edition is the same document at the same path with other figures.
    """
    rng = random.Random(number)  # noqa: S311 (any repeatable numbers will do)
    layout = LAYOUTS[number % len(LAYOUTS)]
    year, place = rng.randint(FIRST_YEAR, LAST_YEAR), rng.choice(places())
    pages = layout(Office(random.Random(f"{number}/{edition}"), place, year))  # noqa: S311
    path = folder / "raw" / place / f"{year + 1}-01-15_{number:05}-BC-UBND.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = Page("Nguồn")
    for key, value in (
        ("Số ký hiệu", f"{number:05}/BC-UBND"), ("Ngày ban hành", f"15/01/{year + 1}"),
        ("Cơ quan ban hành", "Ủy ban nhân dân"), ("Loại văn bản", "Báo cáo"),
        ("Trích yếu", "Tình hình kinh tế - xã hội"), ("Địa bàn", place), ("Kỳ báo cáo", f"Năm {year}"),
    ):  # fmt: skip
        facts.put(key, value)
    save(path, [facts, *pages])
    return path.relative_to(folder).as_posix(), sum(page.figures for page in pages)


def save(path: Path, pages: list[Page]) -> None:
    """Write the sheets with xlsxwriter."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2025, 1, 1, tzinfo=UTC)})
        formats: dict[str, Any] = {}
        for page in pages:
            sheet = book.add_worksheet(page.name[:31])
            for row, cells in enumerate(page.rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, Shown):
                        if cell.format not in formats:
                            formats[cell.format] = book.add_format({"num_format": cell.format})
                        sheet.write_number(row, column, cell.number, formats[cell.format])
                    elif cell == "#DIV/0!":
                        sheet.write_formula(row, column, "=1/0", None, cell)
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write_number(row, column, cell)
            for merge in page.merges:
                up, left = merge[:2]
                sheet.merge_range(*merge, page.rows[up][left])


def make(folder: Path, count: int, *, processes: int = 2) -> dict[str, int]:
    """Write `count` workbooks; figures by file, as in figures.json."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(processes) as pool:
        figures = dict(sorted(pool.map(partial(write, folder), range(count), chunksize=50)))
    (folder / "figures.json").write_text(json.dumps(figures, indent=0), "utf-8")
    return figures


def main() -> int:
    """Write the tree."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    figures = make(folder, count)
    print(f"{len(figures)} workbooks with {sum(figures.values())} figures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
