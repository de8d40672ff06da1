"""Periods as offices write them."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.language.periods import parse_period


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("Năm 2023", "2023-01-01", "2023-12-31", "year"),
        ("NĂM 2026", "2026-01-01", "2026-12-31", "year"),
        ("Kết quả thực hiện năm 2023", "2023-01-01", "2023-12-31", "year"),
        ("KH 2024", "2024-01-01", "2024-12-31", "year"),
        ("ƯTH 2024", "2024-01-01", "2024-12-31", "year"),
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("9 tháng năm 2024", "2024-01-01", "2024-09-30", "year_to_date"),
        ("9 tháng 2024", "2024-01-01", "2024-09-30", "year_to_date"),
        ("9 tháng đầu năm 2024", "2024-01-01", "2024-09-30", "year_to_date"),
        ("Thực hiện 6 tháng/2024", "2024-01-01", "2024-06-30", "year_to_date"),
        ("6 tháng cuối năm 2024", "2024-07-01", "2024-12-31", "half_year"),
        ("12 tháng năm 2024", "2024-01-01", "2024-12-31", "year"),
        ("Tháng 10/2023", "2023-10-01", "2023-10-31", "month"),
        ("tháng 10 năm 2023", "2023-10-01", "2023-10-31", "month"),
        ("10/2023", "2023-10-01", "2023-10-31", "month"),
        ("tháng 02/2024", "2024-02-01", "2024-02-29", "month"),
        ("Quý III/2024", "2024-07-01", "2024-09-30", "quarter"),
        ("quý 1 năm 2024", "2024-01-01", "2024-03-31", "quarter"),
        ("Quý IV năm 2023", "2023-10-01", "2023-12-31", "quarter"),
        ("Q1/2024", "2024-01-01", "2024-03-31", "quarter"),
        ("QIII/2024", "2024-07-01", "2024-09-30", "quarter"),
        ("T10/2024", "2024-10-01", "2024-10-31", "month"),
        ("6T/2024", "2024-01-01", "2024-06-30", "year_to_date"),
        ("TH 9T 2024", "2024-01-01", "2024-09-30", "year_to_date"),
        ("NH 2023-2024", "2023-09-01", "2024-08-31", "school_year"),
        ("Giai đoạn 2026 - 2030", "2026-01-01", "2030-12-31", "multi_year"),
        ("2021-2025", "2021-01-01", "2025-12-31", "multi_year"),
        ("Năm học 2023-2024", "2023-09-01", "2024-08-31", "school_year"),
        # Regression: of two years, months or days the first was the period.
        ("Năm học 2023/2024", "2023-09-01", "2024-08-31", "school_year"),
        ("từ năm 2021 đến năm 2025", "2021-01-01", "2025-12-31", "multi_year"),
        ("từ 2021 đến hết năm 2025", "2021-01-01", "2025-12-31", "multi_year"),
        ("Từ tháng 1 đến tháng 10/2024", "2024-01-01", "2024-10-31", "year_to_date"),
        ("tháng 1 - 12 năm 2024", "2024-01-01", "2024-12-31", "year"),
        ("tháng 4-6/2024", "2024-04-01", "2024-06-30", "quarter"),
        ("tháng 7 đến hết tháng 12 năm 2024", "2024-07-01", "2024-12-31", "half_year"),
        ("tháng 5-5/2024", "2024-05-01", "2024-05-31", "month"),
        ("01/01/2024 đến 15/11/2024", "2024-01-01", "2024-11-15", "year_to_date"),
        ("từ 01/01 - ngày 31/12/2024", "2024-01-01", "2024-12-31", "year"),
        # Regression: the date of a document was the period.
        ("Năm 2024 (theo BC số 12/BC-UBND ngày 05/12/2024)", "2024-01-01", "2024-12-31", "year"),
        (
            "6 tháng 2024, Báo cáo 499-BC/HU ngày 19 tháng 12 năm 2023",
            "2024-01-01",
            "2024-06-30",
            "year_to_date",
        ),
        ("KH 2024 (NQ 15/2023/NQ-HĐND ngày 10/12/2023)", "2024-01-01", "2024-12-31", "year"),
        ("TH 2023/KH 2024", "2023-01-01", "2023-12-31", "year"),  # no number of a document
        ("Q3/năm 2024", "2024-07-01", "2024-09-30", "quarter"),
        ("T10 năm 2024", "2024-10-01", "2024-10-31", "month"),
        ("01/4/2024 đến hết ngày 30/6/2024", "2024-04-01", "2024-06-30", "quarter"),
        ("đến 15/11/2023", "2023-11-15", "2023-11-15", "date"),
        ("ngày 30 tháng 9 năm 2024", "2024-09-30", "2024-09-30", "date"),
        ("Thực hiện 6 tháng", "2022-01-01", "2022-06-30", "year_to_date"),
        ("tháng 10", "2022-10-01", "2022-10-31", "month"),
        ("quý II", "2022-04-01", "2022-06-30", "quarter"),
    ],
)
def test_period_is_read(text: str, start: str, end: str, kind: str) -> None:
    period = parse_period(text, year_hint=2022)
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat(), period.kind) == (start, end, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch", "Chỉ tiêu Nghị quyết", "Đơn vị tính", "Tổng giá trị sản xuất (giá so sánh năm 2010)",
        "theo chuẩn nghèo giai đoạn 2021-2025", "Bộ tiêu chí quốc gia về y tế xã giai đoạn đến năm 2030", "13 tháng năm 2024",
        "99/2023/x", "20.952,436", "2.023", "32/13/2023", "Nghị quyết 06",
        "2023/2024", "từ 15/11/2023 đến 14/11/2024", "từ 15/10/2024 đến 14/11/2024", "tháng 2-6/2024", "tháng 6-2/2024",
        "31/02/2024 đến 15/11/2024", "Nghị quyết 12/2023/NQ-HĐND",
    ],
)  # fmt: skip
def test_what_is_no_period_is_passed_over(text: str) -> None:
    assert parse_period(text) is None


def test_part_of_a_year_needs_the_year_of_the_document() -> None:
    assert parse_period("Thực hiện 6 tháng") is None


def test_same_period_of_the_year_before() -> None:
    leap = parse_period("tháng 02/2024")
    nine = parse_period("9 tháng năm 2024")
    assert leap is not None
    assert nine is not None
    assert nine.year_before() == parse_period("9 tháng năm 2023")
    assert leap.year_before().end == date(2023, 2, 28)
