"""How periods are written for people, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.model.display import period_text


@pytest.mark.parametrize(
    ("start", "end", "kind", "vi", "en"),
    [
        ("2024-01-01", "2024-12-31", "year", "2024", "2024"),
        ("2024-10-01", "2024-10-31", "month", "10/2024", "10/2024"),
        ("2024-07-01", "2024-09-30", "quarter", "quý 3/2024", "Q3 2024"),
        ("2024-01-01", "2024-09-30", "year_to_date", "9 tháng 2024", "9 months of 2024"),
        # Regression: what is counted to the 15th was called nine months.
        ("2024-01-01", "2024-09-15", "year_to_date", "lũy kế đến 15/09/2024", "year to 2024-09-15"),
        ("2024-01-01", "2024-02-29", "year_to_date", "2 tháng 2024", "2 months of 2024"),
        ("2024-07-01", "2024-12-31", "half_year", "6 tháng cuối 2024", "second half of 2024"),
        ("2024-09-15", "2024-09-15", "date", "15/09/2024", "2024-09-15"),
        ("2021-01-01", "2025-12-31", "multi_year", "2021-2025", "2021-2025"),
        ("2023-09-01", "2024-08-31", "school_year", "năm học 2023-2024", "school year 2023-2024"),
    ],
)
def test_period(start: str, end: str, kind: str, vi: str, en: str) -> None:
    row = {
        "period_start": date.fromisoformat(start),
        "period_end": date.fromisoformat(end),
        "period_kind": kind,
    }
    assert (period_text(row, "vi"), period_text(row, "en")) == (vi, en)
