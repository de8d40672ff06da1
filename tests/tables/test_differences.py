"""Columns that set two figures apart by a difference, and figures that are no percentages.

Regression: in a comparison every plain number was taken for a percentage, whatever the header or the
cell said of its unit: `Tăng, giảm so với cùng kỳ (tỷ đồng)` 12 was a growth of 12 %, `5 tỷ đồng`
beside `So với kế hoạch` an attainment of 5 %, `27/30` below `Tỷ trọng` a share of 27 %.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from indicators.readers.table import Merge
from tests.tables.tables import cell, districts, percent, read

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.tables import Normalised

BUDGET = "Thu thường xuyên"
CELL = "Biểu 1!E2"


def compared(folder: Path, header: str, value: Any, unit: str = "tỷ đồng") -> Normalised:
    headers = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024", header)
    return read(folder, headers, (1, BUDGET, unit, 80, value))


@pytest.mark.parametrize(
    "header",
    [
        "Tăng, giảm so với cùng kỳ (tỷ đồng)",
        "Tăng (+), giảm (-) so với cùng kỳ năm trước (tỷ đồng)",
        "So với cùng kỳ (số tuyệt đối)",
        "Chênh lệch so với cùng kỳ",
        "Mức tăng so với năm trước (tỷ đồng)",
    ],
)
@pytest.mark.parametrize(
    ("value", "change"),
    [
        (12, "12"),
        (-3.5, "-3.5"),
        ("106,9", "106.9"),
        ("-0,4", "-0.4"),
        ("5 tỷ đồng", "5"),
        ("+5", "5"),
        ("tăng 500 triệu đồng", "0.5"),
        ("giảm 2 tỷ đồng", "-2"),
    ],
)
def test_a_difference_was_read_as_a_growth_rate(
    tmp_path: Path, header: str, value: Any, change: str
) -> None:
    result = compared(tmp_path, header, value)
    (found,) = [o for o in result.observations if o.locator == CELL]
    assert (found.measure, found.bound, found.value, found.unit) == (
        "change", "point", Decimal(change), "tỷ đồng",
    )  # fmt: skip
    assert not result.findings


def test_a_difference_in_another_unit_is_converted(tmp_path: Path) -> None:
    result = compared(tmp_path, "Tăng, giảm so với cùng kỳ (triệu đồng)", 1500)
    (found,) = [o for o in result.observations if o.locator == CELL]
    assert (found.measure, found.value, found.unit) == ("change", Decimal("1.5"), "tỷ đồng")


def test_of_two_columns_below_one_header_each_says_what_it_is(tmp_path: Path) -> None:
    top = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024", "So với cùng kỳ", None)
    merges = [Merge(1, 5, 1, 6), *(Merge(1, c, 2, c) for c in (1, 2, 3, 4))]
    below = (None, None, None, None, "+/-", "%")
    row = (1, BUDGET, "tỷ đồng", 80, 4, 105.3)
    result = read(tmp_path, top, below, row, merges=merges)
    found = {o.locator: (o.measure, o.value, o.unit) for o in result.observations}
    assert found["Biểu 1!E3"] == ("change", Decimal(4), "tỷ đồng")
    assert found["Biểu 1!F3"] == ("growth", Decimal("5.3"), "%")


def test_the_unit_of_the_header_above_is_not_that_of_a_comparison(tmp_path: Path) -> None:
    top = ("STT", "Chỉ tiêu", "Số liệu (tỷ đồng)", None)
    below = (None, None, "Thực hiện năm 2024", "So với cùng kỳ")
    merges = [Merge(1, 3, 1, 4), Merge(1, 1, 2, 1), Merge(1, 2, 2, 2)]
    result = read(tmp_path, top, below, (1, BUDGET, 80, 105.3), merges=merges)
    found = {o.locator: (o.measure, o.value, o.unit) for o in result.observations}
    assert found["Biểu 1!D3"] == ("growth", Decimal("5.3"), "%")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("So với kế hoạch (tỷ đồng)", "is a difference from something else than the year before"),
        ("Chênh lệch so với kế hoạch", "is a difference from something else than the year before"),
        ("So với dự toán (số tuyệt đối)", "is a difference from something else than the year before"),
        ("So với cùng kỳ (lần)", "compares in times, not in percent"),
    ],
)  # fmt: skip
def test_a_difference_from_a_plan_was_read_as_an_attainment(
    tmp_path: Path, header: str, reason: str
) -> None:
    result = compared(tmp_path, header, 12)
    (finding,) = result.findings
    assert (finding.rule, finding.locator) == ("head_not_understood", "Biểu 1!E1")
    assert finding.message_en.startswith(f"the header '{header}' {reason}; ")
    assert [o.locator for o in result.observations] == ["Biểu 1!D2"]


@pytest.mark.parametrize(
    ("header", "value", "what_vi", "what_en"),
    [
        ("So với kế hoạch", "5 tỷ đồng", "phần trăm", "percentage"),
        ("So với kế hoạch", "27/30 tỷ đồng", "phần trăm", "percentage"),
        ("So với kế hoạch", "tăng 5 tỷ đồng", "phần trăm", "percentage"),
        ("So với cùng kỳ (%)", "5 tỷ đồng", "phần trăm", "percentage"),
        ("Tỷ trọng (%)", "5 tỷ đồng", "phần trăm", "percentage"),
        ("Tỷ trọng (%)", "27/30", "phần trăm", "percentage"),
        ("Tỷ trọng (%)", "27/30%", "phần trăm", "percentage"),
        ("Chênh lệch so với cùng kỳ", "5%", "số chênh lệch", "difference"),
        ("Chênh lệch so với cùng kỳ", percent(5), "số chênh lệch", "difference"),
        ("Chênh lệch so với cùng kỳ", "27/30", "số chênh lệch", "difference"),
    ],
)
def test_a_figure_of_another_unit_was_read_as_what_its_column_holds(
    tmp_path: Path, header: str, value: Any, what_vi: str, what_en: str
) -> None:
    result = compared(tmp_path, header, value)
    (finding,) = result.findings
    shown = cell(1, 1, value).text
    assert (finding.severity, finding.rule, finding.locator) == (
        "error", "unit_does_not_fit", CELL,
    )  # fmt: skip
    assert finding.message_vi == (
        f"'{shown}' không phải là {what_vi} như cột '{header}'; hãy sửa ô hoặc tiêu đề cột"
    )
    assert finding.message_en == (
        f"'{shown}' is no {what_en}, as in the column '{header}'; mend the cell or the header"
    )
    assert [o.locator for o in result.observations] == ["Biểu 1!D2"]


@pytest.mark.parametrize("value", ["27/30", "bằng 27/30"])
@pytest.mark.parametrize("header", ["So với kế hoạch", "So với cùng kỳ (%)"])
def test_a_ratio_was_read_as_a_percentage(tmp_path: Path, header: str, value: str) -> None:
    (finding,) = compared(tmp_path, header, value).findings
    assert (finding.rule, finding.locator) == ("unreadable_figure", CELL)
    assert finding.message_en == (
        f"'{value}' cannot be read: '{value}' is a ratio where a percentage is compared; write it as 90%"
    )


def test_a_rise_in_its_own_unit_beside_growth_stays_a_change(tmp_path: Path) -> None:
    result = compared(tmp_path, "So với cùng kỳ", "tăng 5 tỷ đồng")
    (found,) = [o for o in result.observations if o.locator == CELL]
    assert (found.measure, found.value, found.unit) == ("change", Decimal(5), "tỷ đồng")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("So với kế hoạch (%)", -5),
        ("So với kế hoạch", percent(-5.5)),
        ("Tỷ trọng (%)", -5),
        ("Cơ cấu (%)", "-5%"),
    ],
)
def test_a_negative_part_of_something_was_taken(tmp_path: Path, header: str, value: Any) -> None:
    (finding,) = compared(tmp_path, header, value).findings
    shown = cell(1, 1, value).text
    assert (finding.rule, finding.locator) == ("unreadable_figure", CELL)
    assert finding.message_vi == (
        f"'{shown}' là số âm, nhưng cột '{header}' ghi phần trăm của một số; hãy sửa ô"
    )
    assert finding.message_en == (
        f"'{shown}' is negative, but the column '{header}' holds parts of something; mend the cell"
    )


@pytest.mark.parametrize(
    ("value", "growth"), [("+6,9", "6.9"), ("-6,9", "-6.9"), ("+106,9", "106.9")]
)
def test_a_sign_is_a_direction(tmp_path: Path, value: str, growth: str) -> None:
    result = compared(tmp_path, "Tăng (+), giảm (-) so với cùng kỳ (%)", value)
    (found,) = [o for o in result.observations if o.locator == CELL]
    assert (found.measure, found.value, found.flags) == ("growth", Decimal(growth), ())
    assert not result.findings


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Số xã đạt chuẩn nông thôn mới nâng cao", "change"),
        ("Số trường học được công nhận đạt chuẩn quốc gia tăng thêm", "level"),
    ],
)
def test_what_was_added_was_read_as_the_whole(tmp_path: Path, label: str, measure: str) -> None:
    unit = "trường" if "trường" in label else "xã"
    headers = ("STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024")
    result = read(tmp_path, headers, (1, label, unit, f"thêm 02 {unit}"), own=districts())
    assert not result.findings
    (found,) = result.observations
    assert (found.measure, found.value, found.unit) == (measure, Decimal(2), unit)
