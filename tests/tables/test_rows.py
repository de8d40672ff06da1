"""What the rows of a table say: units behind labels, blank units, growth of the row above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.tables.tables import HEAD, brief, read

if TYPE_CHECKING:
    from pathlib import Path

HOUSEHOLDS = "Số hộ cá thể được cấp giấy chứng nhận đăng ký kinh doanh"
PLAIN = ("TT", "Chỉ tiêu", "Thực hiện năm 2024")


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Thu thường xuyên, triệu đồng", 80000, "C2 actual level 80.000 tỷ đồng"),
        ("Thu thường xuyên - tỷ đồng", 80, "C2 actual level 80 tỷ đồng"),
        ("Thu thường xuyên: tỷ đồng", 80, "C2 actual level 80 tỷ đồng"),
        ("Thu thường xuyên – Tr.đ", 80000, "C2 actual level 80.000 tỷ đồng"),
        ("Thu thường xuyên ( tỷ đồng )", 80, "C2 actual level 80 tỷ đồng"),
        ("Thu thường xuyên (ĐVT: tỷ đồng)", 80, "C2 actual level 80 tỷ đồng"),
        ("- Tỷ lệ hộ cận nghèo; %", 3.1, "C2 actual level 3.1 %"),
        ("Tỷ lệ hộ cận nghèo", 3.1, "C2 actual level 3.1 %"),  # it has no other unit
    ],
)
def test_a_unit_may_stand_behind_its_label(
    tmp_path: Path, label: str, value: Any, said: str
) -> None:
    result = read(tmp_path, PLAIN, (1, label, value))
    assert result.findings == []
    assert [brief(o) for o in result.observations] == [said]
    assert [o.raw_label for o in result.observations] == [label]


@pytest.mark.parametrize(
    ("label", "value", "rule"),
    [
        ("Thu thường xuyên, 2024", 80, "missing_unit"),
        ("Thu thường xuyên", 80, "missing_unit"),  # tỷ đồng or triệu đồng
        ("Tỷ lệ hộ cận nghèo", 0.31, "missing_unit"),  # may be 31 %
        ("Tỷ lệ phát triển dân số tự nhiên", 9.8, "missing_unit"),  # usual in ‰
        (HOUSEHOLDS, 98650, "missing_unit"),  # hộ or nghìn hộ
        ("Cán bộ, giáo viên", 98, "unknown_label"),
    ],
)
def test_a_unit_is_not_guessed(tmp_path: Path, label: str, value: Any, rule: str) -> None:
    result = read(tmp_path, PLAIN, (1, label, value))
    assert [f.rule for f in result.findings] == [rule]
    assert result.observations == []


def test_a_unit_behind_a_label_contradicts_the_column_of_units(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD[:4], (1, "Thu thường xuyên, triệu đồng", "tỷ đồng", 80))
    assert [(f.rule, f.locator) for f in result.findings] == [("two_units", "Biểu 1!B2")]


def test_a_blank_unit_is_not_that_of_money_for_households(tmp_path: Path) -> None:
    rows = [
        (1, "Thu thường xuyên", "tỷ đồng", 80),
        (2, "Chi ngân sách", None, 60),
        (3, "Tỷ lệ hộ nghèo", None, 2.5),
        (4, HOUSEHOLDS, None, 98650),
    ]
    result = read(tmp_path, HEAD[:4], *rows)
    assert [(f.rule, f.locator) for f in result.findings] == [("missing_unit", "Biểu 1!B5")]
    assert [(brief(o), o.flags) for o in result.observations[1:]] == [
        ("D3 target level 60 tỷ đồng plan", ("inherited_unit",)),
        ("D4 target level 2.5 % plan", ("unit_from_codebook",)),
    ]


def test_a_unit_above_the_table_is_not_that_of_households(tmp_path: Path) -> None:
    rows = [
        ("Đơn vị tính: triệu đồng",),
        PLAIN,
        (1, "Chi ngân sách", 60000),
        (2, HOUSEHOLDS, 98650),
    ]
    result = read(tmp_path, *rows)
    assert [(f.rule, f.locator) for f in result.findings] == [("missing_unit", "Biểu 1!B4")]
    assert [brief(o) for o in result.observations] == ["C3 actual level 60.000 tỷ đồng"]


@pytest.mark.parametrize(
    "words", ["Tốc độ tăng trưởng", "Tốc độ tăng", "Tăng trưởng so với cùng kỳ"]
)
def test_a_rate_alone_is_the_growth_of_the_row_above(tmp_path: Path, words: str) -> None:
    rows = [
        (1, "Tổng mức bán lẻ hàng hóa", "tỷ đồng", 640, 655),
        (None, words, "%", 8, 10.5),
        (2, "Tổng giá trị sản xuất", "tỷ đồng", 1200, 1300),
        (None, words, "%", 9, 9.5),
    ]
    result = read(tmp_path, HEAD, *rows)
    assert result.findings == []
    rates = [o for o in result.observations if o.measure == "growth"]
    first, _, second, _ = (o.indicator_id for o in rates)
    assert [o.locator[-2:] for o in rates] == ["D3", "E3", "D5", "E5"]
    assert (first, second) == tuple(o.indicator_id for o in result.observations[0:5:4])
    assert [float(o.value or 0) for o in rates] == [8, 10.5, 9, 9.5]


def test_a_rate_behind_the_parts_of_something_is_refused(tmp_path: Path) -> None:
    rows = [
        (1, "Tổng giá trị sản xuất", "tỷ đồng", 1200, 1300),
        (None, "- Tổng mức bán lẻ hàng hóa", "tỷ đồng", 640, 655),
        (None, "Tốc độ tăng trưởng", "%", 8, 10.5),
    ]
    result = read(tmp_path, HEAD, *rows)
    assert [(f.rule, f.locator) for f in result.findings] == [("unknown_label", "Biểu 1!B4")]


def test_a_fall_in_points_is_printed_in_percent(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD[:4], (1, "Mức giảm tỷ lệ hộ nghèo", "%", 1.1))
    assert [brief(o) for o in result.observations] == ["D2 target level 1.1 điểm % plan"]


COMPARED = (*HEAD, "Thực hiện so với kế hoạch (%)")


def test_rows_of_zeros_with_comparisons_are_not_filled_in(tmp_path: Path) -> None:
    rows = [
        (1, "Thu thường xuyên", "tỷ đồng", 0, 0, 0),
        (2, "Chi ngân sách", "tỷ đồng", "0", "0,0", "0%"),
        (3, "Tỷ lệ hộ nghèo", "%", 2, 0, 0),
    ]
    result = read(tmp_path, COMPARED, *rows)
    assert [(f.severity, f.rule, f.locator, len(f.locators)) for f in result.findings] == [
        ("warning", "not_filled_in", "Biểu 1!D2:F3", 6)
    ]
    assert [o.locator for o in result.observations] == ["Biểu 1!D4", "Biểu 1!E4", "Biểu 1!F4"]


def test_zeros_without_a_comparison_are_figures(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD, (1, "Thu thường xuyên", "tỷ đồng", 0, 0))
    assert result.findings == []
    assert [brief(o)[:21] for o in result.observations] == [
        "D2 target level 0 tỷ ",
        "E2 actual level 0 tỷ ",
    ]


def test_place_and_date_below_a_table_are_no_figure(tmp_path: Path) -> None:
    row = (1, "Thu thường xuyên", "tỷ đồng", 80, 77)
    signed = (None, None, None, "Đồng Lúa, ngày 12 tháng 12 năm 2024")
    result = read(tmp_path, HEAD, row, signed, (None, None, None, "TRƯỞNG PHÒNG"))
    assert result.findings == []
    assert len(result.observations) == 2
