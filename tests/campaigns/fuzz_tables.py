"""Fuzz targets for tables: cells to observations, csv and workbooks of any bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.codebook import load_codebook
from indicators.codebook.places import load_register
from indicators.messages.errors import SourceError
from indicators.readers.plain.csvfile import read_csv
from indicators.readers.table import Cell, Merge, SourceFile, SourceTable
from indicators.tables import Normalised, normalise
from tests.campaigns.fuzz_figures import figure_text

if TYPE_CHECKING:
    from tests.campaigns.choices import Choices

HEADS = (
    "STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện năm 2023", "Ước thực hiện năm 2024",
    "So với kế hoạch (%)", "So với cùng kỳ (%)", "ƯTH/KH", "Tốc độ tăng (%)", "Cơ cấu (%)", "Đánh giá", "Ghi chú",
    "Kỳ", "Địa bàn", "Vị trí trong văn bản", "Đơn vị chủ trì", "2025", "Số liệu", "Loại số liệu", "Cách đo", "Ai giao",
    "Giá", "Chỉ tiêu trong từ điển", "lạ", "Năm 2024", "Tăng, giảm so với cùng kỳ (tỷ đồng)", "Cùng kỳ năm 2023",
    "So với năm 2023 (%)", "Thực hiện 6 tháng năm 2024", "Dự kiến kế hoạch năm 2025", "Thực hiện năm 2024 (triệu đồng)",
)  # fmt: skip
TEXTS = (
    "I", "1", "1.1", "a)", "(2)", "-", "…", "nt", "%", "tạ/ha", "tỷ đồng", "triệu đồng", "xã", "hộ", "ha", "14-15",
    "- Trồng trọt", "+ Nông nghiệp - Thủy sản", "Tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo (%)", "Năng suất lúa cả năm",
    "Cơ cấu giá trị sản xuất", "Tổng giá trị sản xuất trên địa bàn", "Thu nhập bình quân đầu người", "Thu thường xuyên",
    "Tốc độ tăng tổng giá trị sản xuất", "dưới 0,64", "27/30", "tăng 5%", "bằng 99%", "giảm 3 hộ", "106,9%", "99.38",
    "đạt 100% dự toán thành phố giao", "gấp 2 lần so với cùng kỳ", "Đạt", "Chưa đạt", "Năm 2023", "tháng 10/2023",
    "Xã Tân Hưng", "chú thích 3", "07 xã hoàn thành; 09 xã", "3.310 người\n5.310 lượt người", "=1+1", "Thực hiện",
    "Chỉ tiêu", "% kế hoạch", "Giá trị", "Bằng chữ", "Huyện", "so sánh 2010", "poverty_rate", "x [rice_yield_year]",
    "Nơi nhận:", "TM. ỦY BAN", "BIỂU NĂM 2024", "ĐVT: tỷ đồng", "A", "B", "(1)", "(3)=(2)/(1)",
)  # fmt: skip
FACTS = (
    ("Số ký hiệu", "1/BC"), ("Ngày ban hành", "05/12/2024"), ("Cơ quan ban hành", "UBND"), ("Loại văn bản", "Báo cáo"),
    ("Trích yếu", "Số liệu"), ("Địa bàn", "Huyện Vĩnh Bảo"), ("Kỳ báo cáo", "Năm 2024"),
)  # fmt: skip
KNOWN = (load_codebook(), load_register())


def any_cell(source: Choices, row: int, column: int) -> Cell | None:
    kind = source.below(16)
    if kind < 6:
        return None
    if kind < 12:
        text = (
            source.pick(TEXTS) if kind < 9 else figure_text(source) if kind < 11 else source.text(6)
        )
        return Cell(row, column, "text", text) if text.strip() else None
    if kind < 15:
        number, decimals = source.number()
        number = -number if source.chance(6) else number
        shown, percent = f"{number}".replace(".", ","), source.chance(4)
        return Cell(row, column, "number", shown + "%" * percent, number, decimals, percent)
    odd = source.pick(("date", "error", "no_value", "boolean"))
    date = dt.date(2000 + source.below(30), 1 + source.below(12), 1 + source.below(28))
    return Cell(row, column, odd, "#REF!", date=date if odd == "date" else None)  # type: ignore[arg-type]


ROWS = (
    ("Tỷ lệ hộ nghèo", "%"), ("Năng suất lúa cả năm", "tạ/ha"), ("Tổng giá trị sản xuất trên địa bàn", "tỷ đồng"),
    ("Tổng giá trị sản xuất trên địa bàn (giá so sánh 2010)", "%"), ("Thu thường xuyên", "triệu đồng"),
    ("Cơ cấu giá trị sản xuất", "%"), ("Nông nghiệp - Thủy sản", "%"), ("- Công nghiệp - Xây dựng", "%"),
    ("Tốc độ tăng tổng giá trị sản xuất", "%"), ("Thu nhập bình quân đầu người", "triệu đồng/người/năm"),
    ("Tổng chi ngân sách", "nghìn đồng"), ("Xuất khẩu", "triệu USD"), ("Tỷ lệ hộ nghèo (ước)", "%"),
)  # fmt: skip
FITTING = {
    "STT": ("1", "2", "I", "1.1", "a", "A"), "Kỳ": ("Năm 2023", "Tháng 10/2023", "9 tháng 2024", "Lũy kế đến 15/11/2024"),
    "Địa bàn": ("Xã Tân Hưng", "Huyện Vĩnh Bảo"), "Đánh giá": ("Đạt", "Vượt", "98%"), "Ghi chú": ("khoảng",),
    "Vị trí trong văn bản": ("Phần một", "chú thích 3"), "Loại số liệu": ("Chỉ tiêu", "Ước", "Thực hiện"),
    "Cách đo": ("Giá trị", "Tăng so với cùng kỳ (%)", "% kế hoạch", "Tỷ trọng (%)", "Chênh lệch", "Bằng chữ"),
    "Ai giao": ("Huyện", "Tỉnh", "Dự toán"), "Giá": ("so sánh 2010", "hiện hành"),
    "Chỉ tiêu trong từ điển": ("poverty_rate", "x [rice_yield_year]", "Tỷ lệ [gross_output]"),
}  # fmt: skip


def fitting_cell(
    source: Choices, row: int, column: int, head: str, said: tuple[str, str]
) -> Cell | None:
    """What a person would write below this head."""
    if head in ("Chỉ tiêu", "Đơn vị tính"):
        return Cell(row, column, "text", said[head != "Chỉ tiêu"])
    if head in FITTING:
        return Cell(row, column, "text", source.pick(FITTING[head])) if source.chance(2) else None
    if source.chance(2):
        text = figure_text(source)
        return Cell(row, column, "text", text) if text.strip() else None
    number, decimals = Decimal(source.below(20_000)).scaleb(-2), source.below(3)
    percent = source.chance(5)
    shown = f"{number:.{decimals}f}".replace(".", ",") + "%" * percent
    return Cell(row, column, "number", shown, number, decimals, percent)


def any_table(source: Choices) -> SourceTable:
    """A sheet with one or two heads, or none, and rows of any cells."""
    cells: dict[tuple[int, int], Cell] = {}
    row = 1
    for _ in range(1 + source.below(2)):
        row += source.below(3)
        heads = ["STT", "Chỉ tiêu", "Đơn vị tính"] * (not source.chance(4)) + source.some(HEADS, 6)
        for column, text in enumerate(heads, 1):
            cells[row, column] = Cell(row, column, "text", text)
        for _ in range(source.below(5)):
            row += 1
            said = source.pick(ROWS)
            for column in range(1, len(heads) + 1 + source.chance(8)):
                if column > len(heads) or source.chance(12):
                    found = any_cell(source, row, column)
                else:
                    found = fitting_cell(source, row, column, heads[column - 1], said)
                if found is not None:
                    cells[row, column] = found
        row += 1
    merges = []
    for _ in range(source.below(3) if source.chance(3) else 0):
        top, left = 1 + source.below(4), 1 + source.below(6)
        merge = Merge(top, left, top + source.below(3), left + source.below(3))
        inside = [
            at
            for at in cells
            if merge.first_row <= at[0] <= merge.last_row
            and merge.first_column <= at[1] <= merge.last_column
        ]
        for at in inside:
            if at != (top, left):
                del cells[at]
        merges.append(merge)
    return SourceTable("Biểu", cells, tuple(merges))


def check_normalised(result: Normalised) -> None:
    """Every cell has one account, every observation keeps the rules of the store."""
    sums = result.ledger.sums()
    if result.document is not None:
        assert sum(sums.values()) == result.cells
    assert sums["observation"] <= len(result.observations)
    assert not sums["finding"] or result.findings
    for finding in result.findings:
        assert len(finding.message_en.splitlines()) == len(finding.message_vi.splitlines()) == 1
        assert len(finding.message_en) < 2000
    keys = [(o.locator, o.scenario, o.measure) for o in result.observations]
    assert len(keys) == len(set(keys))
    codebook, register = KNOWN
    for o in result.observations:
        assert (o.bound == "text") == (o.measure == "text")
        assert (o.bound == "point") == (o.value is not None)
        assert (o.bound in ("range", "at_least", "more_than")) == (o.low is not None)
        assert (o.bound in ("range", "at_most", "less_than")) == (o.high is not None)
        if o.low is not None and o.high is not None:
            assert o.low < o.high
        assert (o.decimals is None) == (o.bound == "text")
        assert o.period_start <= o.period_end
        assert (o.target_by is not None) == (o.scenario == "target" or o.measure == "attainment")
        assert o.indicator_id in codebook.indicators
        own = codebook.indicators[o.indicator_id].unit
        units: dict[str, set[str | None]] = {
            "growth": {"%", "điểm %"}, "attainment": {"%"}, "share": {"%"},
            "change": {own, "điểm %"}, "level": {own}, "text": {None},
        }  # fmt: skip
        assert o.unit in units[o.measure]
        if o.measure in ("attainment", "share"):  # parts of something
            assert o.denominator is None
            assert all(n is None or n >= 0 for n in (o.value, o.low, o.high))
        assert o.place_id in register


def cells(source: Choices) -> None:
    """Whatever cells a table holds, they are accounted for."""
    facts = {
        (r, c): Cell(r, c, "text", pair[c - 1]) for r, pair in enumerate(FACTS, 1) for c in (1, 2)
    }
    if source.chance(8):
        facts[source.pick(list(facts))] = Cell(1 + source.below(7), 2, "text", source.text(9) + "x")
        facts = {(cell.row, cell.column): cell for cell in facts.values()}
    tables = (SourceTable("Nguồn", facts), any_table(source))
    check_normalised(normalise(SourceFile(Path("a.xlsx"), "0", tables), *KNOWN, "raw/a.xlsx"))


@cache
def workspace() -> Path:
    """A folder in memory where there is one: a million files are written here."""
    import tempfile

    memory = Path("/dev/shm")  # noqa: S108 (a folder of its own is made in it)
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory if memory.is_dir() else None))


def csv_file(source: Choices) -> None:
    """Rows that are written as csv come back cell by cell; any bytes are read or refused."""
    path = workspace() / "a.csv"
    try:
        if source.chance(2):
            path.write_bytes(source.rest())
            check_read(read_csv(path))
            return
        rows = [
            [source.pick(TEXTS) if source.chance(2) else figure_text(source) for _ in range(3)]
            for _ in range(1 + source.below(4))
        ]
        stream = io.StringIO()
        csv.writer(stream, delimiter=source.pick(";\t,")).writerows(
            [[" ".join(text.split()) for text in row] for row in rows]
        )
        path.write_bytes(stream.getvalue().encode(source.pick(("utf-8", "utf-8-sig", "utf-16"))))
        file = read_csv(path)
        check_read(file)
        kept = "".join(found.text for found in file.tables[0].cells.values())
        assert _letters(kept) == _letters(stream.getvalue()), "letters were lost"
    except SourceError as error:
        assert len(str(error).splitlines()) == 1


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def check_read(file: SourceFile) -> None:
    for table in file.tables:
        for at, found in table.cells.items():
            assert at == (found.row, found.column)
            assert found.text.strip()
            assert (found.number is not None) == (found.kind == "number")
