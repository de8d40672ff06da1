"""Periods in the spellings of many offices; each was read wrongly or not at all once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.language.periods import parse_period, without_periods


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("chín tháng năm 2024", "2024-01-01", "2024-09-30", "year_to_date"),
        ("mười một tháng 2024", "2024-01-01", "2024-11-30", "year_to_date"),
        ("mười hai tháng năm 2023", "2023-01-01", "2023-12-31", "year"),
        ("sáu tháng", "2022-01-01", "2022-06-30", "year_to_date"),
        ("năm tháng đầu năm 2024", "2024-01-01", "2024-05-31", "year_to_date"),
        ("quý một", "2022-01-01", "2022-03-31", "quarter"),
        ("quý tư năm 2023", "2023-10-01", "2023-12-31", "quarter"),
        ("quý 1/23", "2023-01-01", "2023-03-31", "quarter"),
        ("Q3.2023", "2023-07-01", "2023-09-30", "quarter"),
        ("ba quý năm 2024", "2024-01-01", "2024-09-30", "year_to_date"),
        ("3 quý đầu năm 2024", "2024-01-01", "2024-09-30", "year_to_date"),
        ("6T.2023", "2023-01-01", "2023-06-30", "year_to_date"),
        ("6T/23", "2023-01-01", "2023-06-30", "year_to_date"),
        ("6T2023", "2023-01-01", "2023-06-30", "year_to_date"),
        ("2023 (10 tháng)", "2023-01-01", "2023-10-31", "year_to_date"),
        ("Năm 2023 (9 tháng đầu năm)", "2023-01-01", "2023-09-30", "year_to_date"),
        ("tháng 10.2023", "2023-10-01", "2023-10-31", "month"),
        ("10.2023", "2023-10-01", "2023-10-31", "month"),
        ("tháng 9/24", "2024-09-01", "2024-09-30", "month"),
        ("tháng Chín", "2022-09-01", "2022-09-30", "month"),
        ("tháng năm năm 2024", "2024-05-01", "2024-05-31", "month"),
        ("TH đến 30.9.2023", "2023-09-30", "2023-09-30", "date"),
        ("đến 30/9/23", "2023-09-30", "2023-09-30", "date"),
        ("Ngày 5 tháng Chín năm 2024", "2024-09-05", "2024-09-05", "date"),
        ("2024-09-05", "2024-09-05", "2024-09-05", "date"),
        ("05-09-2024", "2024-09-05", "2024-09-05", "date"),
        ("nửa đầu năm 2024", "2024-01-01", "2024-06-30", "year_to_date"),
        ("nửa cuối năm 2024", "2024-07-01", "2024-12-31", "half_year"),
        ("TH2022", "2022-01-01", "2022-12-31", "year"),
        ("năm học 2023-24", "2023-09-01", "2024-08-31", "school_year"),
        ("giai đoạn 2021-25", "2021-01-01", "2025-12-31", "multi_year"),
        ("năm 2023¹", "2023-01-01", "2023-12-31", "year"),
    ],
)
def test_spelling_of_a_period(text: str, start: str, end: str, kind: str) -> None:
    period = parse_period(text, year_hint=2022)
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat(), period.kind) == (start, end, kind)


@pytest.mark.parametrize(
    "text",
    [
        "20 ngày đầu tháng 9", "20 ngày đầu tháng 9/2024", "Tháng năm 2024", "2023-12", "vụ đông xuân 2023-2024",
        "nửa năm 2024", "tuần 3 tháng 9/2024", "tháng 13/2024", "quý 1/99", "31.2.2023", "năm học 2023-25",
    ],
)  # fmt: skip
def test_time_that_is_no_period_or_has_two_readings(text: str) -> None:
    assert parse_period(text, year_hint=2022) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("TH 2023 xã Tân Lộc", "th xã tân lộc"),
        ("Ước thực hiện 9 tháng năm 2024", "ước thực hiện"),
        ("20 ngày đầu tháng 9", "20 ngày đầu tháng 9"),
        ("9 tháng 2024 so với 9 tháng 2023", "so với"),
        ("Sơ bộ 2024", "sơ bộ"),
        ("Nghị quyết 15/2023/NQ-HĐND ngày 10/12/2023", "nghị quyết"),
    ],
)
def test_words_beside_periods_are_left(text: str, rest: str) -> None:
    assert without_periods(text) == rest


NUMBERS = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"]  # fmt: skip


@given(count=st.integers(1, 12), year=st.integers(1990, 2035))
def test_months_in_words_are_those_in_digits(count: int, year: int) -> None:
    words = NUMBERS[count - 1]
    assert parse_period(f"{words} tháng đầu năm {year}") == parse_period(
        f"{count} tháng đầu năm {year}"
    )
    assert parse_period(f"tháng {words} năm {year}") == parse_period(f"tháng {count} năm {year}")
