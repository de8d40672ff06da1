"""Headers seen in real tables, and what their columns mean."""

from __future__ import annotations

import pytest

from indicators.language.periods import parse_period, year
from indicators.tables.header import read_header
from indicators.tables.model import HeaderError


def meaning(*levels: str) -> str:
    column = read_header(4, levels, year_hint=2024, table=year(2024))
    if column.role != "value":
        return column.role
    period = f"{column.period.end.year} {column.period.kind}" if column.period else "-"
    before = " before" if column.shift else ""
    return f"{column.scenario or '-'} {column.measure} {column.target_by or '-'} {period}{before}"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("TT", "number"), ("STT", "number"), ("Số TT", "number"), ("Mã chỉ tiêu", "number"),
        ("Chỉ tiêu", "label"), ("Tên chỉ tiêu", "label"), ("Tên tiêu chí", "label"), ("CHỈ TIÊU CHỦ YẾU", "label"),
        ("Nội dung", "label"), ("Khoản thu", "label"), ("ĐVT", "unit"), ("DVT", "unit"), ("Đơn vị", "unit"), ("Đơn vị tính:", "unit"),
        ("Mức độ hoàn thành", "rating"), ("Đánh giá", "rating"), ("Ghi chú", "note"), ("Đơn vị chủ trì", "ignored"),
        ("Chỉ tiêu Nghị quyết", "target level district -"),
        ("Kế hoạch năm 2024", "target level plan 2024 year"),
        ("KH 2024", "target level plan 2024 year"),
        ("Mục tiêu 2026", "target level plan 2026 year"),
        ("Mục tiêu đến năm 2030", "target level plan 2030 year"),
        ("Dự toán", "target level budget -"),
        ("Dự toán HĐND tỉnh quyết định", "target level province -"),
        ("Dự toán HĐND huyện giao", "target level district -"),
        ("Lũy kế đến 30/6/2024", "actual level - 2024 year_to_date"),
        ("Thực hiện đến 30/6/2024", "actual level - 2024 date"),
        ("Dự toán năm 2024 (TP giao)", "target level city 2024 year"),
        ("Chỉ tiêu huyện giao", "target level district -"),
        ("NĂM 2026", "- level - 2026 year"),
        ("2030", "- level - 2030 year"),
        ("Giai đoạn 2026 - 2030", "- level - 2030 multi_year"),
        ("Kết quả thực hiện năm 2023", "actual level - 2023 year"),
        ("Kết quả thực hiện kế hoạch năm 2023", "actual level - 2023 year"),
        ("Kế hoạch thực hiện năm 2024", "target level plan 2024 year"),
        ("Thực hiện 6 tháng", "actual level - 2024 year_to_date"),
        ("Lũy kế kỳ báo cáo", "actual level - 2024 year"),
        ("Luỹ kế 11 tháng", "actual level - 2024 year_to_date"),
        ("Ước thực hiện năm 2024", "estimate level - 2024 year"),
        ("ƯTH 2024", "estimate level - 2024 year"),
        ("UTH 2024", "estimate level - 2024 year"),
        ("Dự kiến tháng 12", "estimate level - 2024 month"),
        # Regression: a plan to be decided was an estimate, a task a result.
        ("Dự kiến kế hoạch năm 2025", "target level plan 2025 year"),
        ("Dự kiến KH 2025", "target level plan 2025 year"),
        ("Nhiệm vụ năm 2025", "target level - 2025 year"),
        ("Tầm nhìn đến năm 2045", "target level - 2045 year"),
        ("NH 2023-2024", "- level - 2024 school_year"),
        ("Đạt năm 2024", "actual level - 2024 year"),
        ("Quyết toán năm 2023", "actual level - 2023 year"),
        ("Đề nghị năm 2025", "target level - 2025 year"),
        # Regression: a header in constant prices compared with something unknown.
        ("Năm 2024 (giá so sánh 2010)", "- level - 2024 year"),
        ("Thực hiện năm 2024 (giá so sánh năm 2010)", "actual level - 2024 year"),
        # Regression: Q1/2024 was January, 9T 2024 the whole year.
        ("Q1/2024", "- level - 2024 quarter"),
        ("TH T10/2024", "actual level - 2024 month"),
        ("TH 9T/2024", "actual level - 2024 year_to_date"),
        ("Thực hiện năm trước", "actual level - - before"),
        ("Thực hiện cùng kỳ", "actual level - - before"),
        ("Lũy kế cùng kỳ", "actual level - 2023 year"),
        ("Kế hoạch năm", "target level plan -"),
        ("So với kế hoạch (%)", "- attainment plan -"),
        ("So với dự toán", "- attainment budget -"),
        ("Hoàn thành KH (%)", "- attainment plan -"),
        ("% hoàn thành", "- attainment plan -"),
        ("ƯTH/KH", "estimate attainment plan -"),
        ("TH/KH (%)", "actual attainment plan -"),
        ("So với cùng kỳ (%)", "- growth - -"),
        ("Tăng, giảm so với cùng kỳ (%)", "- growth - -"),
        ("Tốc độ tăng trưởng (%)", "- growth - -"),
        ("So sánh năm 2026 với ƯTH năm 2025", "- growth - 2026 year"),
        ("UTH 2024/TH 2023", "estimate growth - 2024 year"),
        ("Cơ cấu (%)", "- share - -"),
        ("Tỷ trọng (%)", "- share - -"),
    ],
)  # fmt: skip
def test_header_is_understood(header: str, expected: str) -> None:
    assert meaning(header) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("Thực hiện", "2023"), "actual level - 2023 year"),
        (("Năm 2024", "Kế hoạch"), "target level plan 2024 year"),
        (("Năm 2024", "Ước thực hiện"), "estimate level - 2024 year"),
        (("Kết quả thực hiện", "Kế hoạch"), "target level plan -"),
        (("So sánh (%)", "Kế hoạch"), "- attainment plan -"),
        (("So sánh (%)", "Cùng kỳ"), "- growth - -"),
        (("So sánh (%)", "ƯTH/KH"), "estimate attainment plan -"),
        (("Năm", "2023"), "- level - 2023 year"),
        (("Chia ra các năm", "2023"), "- level - 2023 year"),
        (("Năm 2023", "UTH/KH"), "estimate attainment plan 2023 year"),
        (("ƯTH 2024 so với", "TH 2023"), "estimate growth - 2024 year"),
        (("ƯTH 2024 so với", "KH 2024"), "estimate attainment plan 2024 year"),
        (("Năm 2024", "Ghi chú"), "note"),
    ],
)
def test_lower_level_decides_and_the_upper_one_completes(
    levels: tuple[str, ...], expected: str
) -> None:
    assert meaning(*levels) == expected


@pytest.mark.parametrize("header", ["Kế hoạch", "Dự toán tỉnh giao", "Kế hoạch năm"])
def test_target_in_a_table_about_part_of_a_year_is_the_years(header: str) -> None:
    table = parse_period("6 tháng đầu năm 2024")
    assert read_header(4, (header,), year_hint=2024, table=table).period == year(2024)
    month = read_header(4, ("Kế hoạch tháng 6",), year_hint=2024, table=table).period
    assert month == parse_period("tháng 6/2024")


@pytest.mark.parametrize(
    "header",
    [
        "So sánh",
        "Tăng/giảm",
        "So với vùng",
        "Người lập",
        "Xã A",
        "Đầu năm 2024",
        "Vụ đông 2023-2024",
    ],
)
def test_unknown_header_is_refused(header: str) -> None:
    with pytest.raises(HeaderError):
        meaning(header)
