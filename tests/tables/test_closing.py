"""Whatever a table holds, every cell is accounted for and nothing ends in a traceback."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.codebook import load_codebook
from indicators.codebook.places import load_register
from indicators.readers.table import Cell, Merge, SourceFile, SourceTable
from indicators.tables import normalise

CODEBOOK, REGISTER = load_codebook(), load_register()
HEADS = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện năm 2023", "So với kế hoạch (%)",
         "So với cùng kỳ (%)", "Đánh giá", "Ghi chú", "Kỳ", "Địa bàn", "Vị trí trong văn bản", "Đơn vị chủ trì", "2025", "lạ"]  # fmt: skip
TEXTS = ["I", "1", "a)", "- Trồng trọt", "+ Nông nghiệp - Thủy sản", "Tỷ lệ hộ nghèo", "Năng suất lúa cả năm", "Cơ cấu giá trị sản xuất",
         "Tổng giá trị sản xuất trên địa bàn", "Thu nhập bình quân đầu người", "%", "tạ/ha", "tỷ đồng", "triệu đồng", "xã", "nt", "-", "…",
         "14-15", "dưới 0,64", "27/30", "tăng 5%", "bằng 99%", "giảm 3 hộ", "đạt 100% dự toán thành phố giao", "99.38", "gấp 2 lần",
         "trên 3% so với cùng kỳ", "106,9%", "bằng 1,2 lần so với cùng kỳ", "Đạt",
         "Năm 2023", "tháng 10/2023", "Xã Tân Hưng", "chú thích 3", "07 xã hoàn thành; 09 xã", "3.310 người\n5.310 lượt người", "=1", " ", "x"]  # fmt: skip
FACTS = {
    "Số ký hiệu": "1/BC", "Ngày ban hành": "05/12/2024", "Cơ quan ban hành": "UBND", "Loại văn bản": "Báo cáo",
    "Trích yếu": "Số liệu", "Địa bàn": "Huyện Vĩnh Bảo", "Kỳ báo cáo": "Năm 2024",
}  # fmt: skip


def text_cell(row: int, column: int, text: str) -> Cell:
    return Cell(row, column, "text", text)


SOURCE = SourceTable(
    "Nguồn",
    {
        (r, c): text_cell(r, c, pair[c - 1])
        for r, pair in enumerate(FACTS.items(), 1)
        for c in (1, 2)
    },
)


@st.composite
def tables(draw: st.DrawFn) -> SourceTable:
    headers = draw(st.lists(st.sampled_from(HEADS), min_size=1, max_size=9))
    height = draw(st.integers(1, 9))
    cells = {(2, c): text_cell(2, c, header) for c, header in enumerate(headers, 1)}
    if draw(st.booleans()):
        cells[1, 1] = text_cell(1, 1, draw(st.sampled_from(["BIỂU NĂM 2024", "ĐVT: tỷ đồng", "1"])))
    for row in range(3, 3 + height):
        for column in range(1, len(headers) + draw(st.integers(0, 1)) + 1):
            kind = draw(st.sampled_from(["none", "none", "text", "text", "number", "odd"]))
            if kind == "text":
                text = draw(st.sampled_from(TEXTS) | st.text(max_size=8))
                if text.strip():
                    cells[row, column] = text_cell(row, column, text)
            elif kind == "number":
                number = draw(st.decimals(-1000, 100000, places=2))
                cells[row, column] = Cell(
                    row, column, "number", f"{number}", number, 2, draw(st.booleans())
                )
            elif kind == "odd":
                odd = draw(st.sampled_from(["date", "error", "boolean", "no_value"]))
                date = dt.date(2024, 5, 3) if odd == "date" else None
                cells[row, column] = Cell(row, column, odd, "#REF!", date=date)  # type: ignore[arg-type]
    merges = draw(
        st.lists(
            st.builds(Merge, st.just(2), st.integers(1, 4), st.integers(2, 3), st.integers(4, 6)),
            max_size=2,
        )
    )
    return SourceTable("Biểu", cells, tuple(merges))


def one_account(table: SourceTable) -> None:
    source = SourceFile(Path("a.xlsx"), "0", (SOURCE, table))
    result = normalise(source, CODEBOOK, REGISTER, "raw/a.xlsx")
    sums = result.ledger.sums()
    assert sum(sums.values()) == result.cells == len(SOURCE.cells) + len(table.cells)
    assert sums["observation"] <= len(result.observations)
    assert (sums["finding"] > 0) == bool(result.findings)
    for finding in result.findings:
        assert len(finding.message_en.splitlines()) == len(finding.message_vi.splitlines()) == 1
    keys = [(o.locator, o.scenario, o.measure) for o in result.observations]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("examples", [100, pytest.param(600, marks=pytest.mark.slow)])
def test_every_cell_of_any_table_has_one_account(examples: int) -> None:
    settings(max_examples=examples, deadline=None)(given(tables())(one_account))()


def test_a_table_without_columns_that_name_its_rows_is_no_silent_loss() -> None:
    """Its figures were booked as findings, and there was none."""
    headers = ("STT", "STT", "STT", "STT", "Kế hoạch năm 2024", "STT", "Chỉ tiêu")
    cells = {(2, n): text_cell(2, n, text) for n, text in enumerate(headers, 1)}
    cells[3, 5] = Cell(3, 5, "number", "12,5", Decimal("12.5"), 1)
    table = SourceTable("Biểu", cells, ())
    result = normalise(
        SourceFile(Path("a.xlsx"), "0", (SOURCE, table)), CODEBOOK, REGISTER, "raw/a.xlsx"
    )
    (finding,) = result.findings
    assert (finding.rule, finding.locator) == ("missing_label", "Biểu!E3")
    assert not result.observations


def rules_of_the_store(table: SourceTable) -> None:
    source = SourceFile(Path("a.xlsx"), "0", (SOURCE, table))
    for o in normalise(source, CODEBOOK, REGISTER, "raw/a.xlsx").observations:
        assert (o.bound == "text") == (o.measure == "text")
        assert (o.bound == "point") == (o.value is not None)
        assert (o.bound in ("range", "at_least", "more_than")) == (o.low is not None)
        assert (o.bound in ("range", "at_most", "less_than")) == (o.high is not None)
        if o.bound == "range":
            assert (o.low or Decimal(0)) <= (o.high or Decimal(0))
        assert (o.target_by is not None) == (o.scenario == "target" or o.measure == "attainment")
        assert o.indicator_id in CODEBOOK.indicators
        assert o.place_id in REGISTER


@pytest.mark.parametrize("examples", [50, pytest.param(200, marks=pytest.mark.slow)])
def test_every_observation_keeps_the_rules_of_the_store(examples: int) -> None:
    settings(max_examples=examples, deadline=None)(given(tables())(rules_of_the_store))()
