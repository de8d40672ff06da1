"""Periods that headers name by that of their table, and headers whose time nobody knows.

Regression: in a table about October `Lũy kế` and `Thực hiện tháng trước` were October, and in one about
nine months `Ước thực hiện cả năm` was nine months, all without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.readers.table import Merge
from tests.tables.tables import BUDGET, assert_header_is_refused, read, table

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.tables import Normalised

JANUARY = "2024-01-01"
OCTOBER, SEPTEMBER = "2024-10-01..2024-10-31", "2024-09-01..2024-09-30"
TEN, TEN_BEFORE = f"{JANUARY}..2024-10-31", "2023-01-01..2023-10-31"
NINE, SIX = f"{JANUARY}..2024-09-30", f"{JANUARY}..2024-06-30"
YEAR, YEAR_BEFORE = f"{JANUARY}..2024-12-31", "2023-01-01..2023-12-31"


def said(result: Normalised) -> list[str]:
    assert not result.findings
    return [
        f"{o.scenario} {o.measure} {o.period_start}..{o.period_end}" for o in result.observations
    ]


@pytest.mark.parametrize(
    ("period", "header", "wanted"),
    [
        # from the first of January
        ("Tháng 10 năm 2024", "Lũy kế", f"actual level {TEN}"),
        ("Tháng 10 năm 2024", "Lũy kế kỳ báo cáo", f"actual level {TEN}"),
        ("Tháng 10 năm 2024", "Thực hiện từ đầu năm", f"actual level {TEN}"),
        ("Tháng 10 năm 2024", "Lũy kế năm 2024", f"actual level {TEN}"),
        ("Tháng 10 năm 2024", "Cộng dồn 10 tháng 2024", f"actual level {TEN}"),
        ("Tháng 10 năm 2024", "Lũy kế đến tháng 10/2024", f"actual level {TEN}"),
        ("Năm 2024", "Lũy kế đến hết quý III/2024", f"actual level {NINE}"),
        ("Quý III năm 2024", "Lũy kế", f"actual level {NINE}"),
        ("Quý IV năm 2024", "Lũy kế", f"actual level {YEAR}"),
        ("6 tháng đầu năm 2024", "Lũy kế", f"actual level {SIX}"),
        ("15/11/2024", "Lũy kế", f"actual level {JANUARY}..2024-11-15"),
        ("Năm 2024", "Lũy kế", f"actual level {YEAR}"),
        ("Tháng 10 năm 2024", "Lũy kế cùng kỳ", f"actual level {TEN_BEFORE}"),
        ("Tháng 10 năm 2024", "Lũy kế cùng kỳ năm 2023", f"actual level {TEN_BEFORE}"),
        ("Tháng 10 năm 2024", "Lũy kế năm 2023", f"actual level {YEAR_BEFORE}"),
        # a month, a quarter, the year
        ("Tháng 10 năm 2024", "Thực hiện trong tháng", f"actual level {OCTOBER}"),
        ("10 tháng năm 2024", "Ước thực hiện tháng", f"estimate level {OCTOBER}"),
        ("10 tháng năm 2024", "Tháng báo cáo", f"actual level {OCTOBER}"),
        ("Tháng 10 năm 2024", "Kế hoạch tháng", f"target level {OCTOBER}"),
        ("Tháng 10 năm 2024", "Thực hiện tháng trước", f"actual level {SEPTEMBER}"),
        ("Lũy kế đến 15/11/2024", "Thực hiện tháng trước", f"actual level {OCTOBER}"),
        ("Tháng 1 năm 2024", "Tháng trước", "actual level 2023-12-01..2023-12-31"),
        ("Quý III năm 2024", "Thực hiện quý này", "actual level 2024-07-01..2024-09-30"),
        ("Quý III năm 2024", "Thực hiện quý trước", "actual level 2024-04-01..2024-06-30"),
        ("Quý I năm 2024", "Thực hiện quý trước", "actual level 2023-10-01..2023-12-31"),
        ("9 tháng năm 2024", "Ước thực hiện cả năm", f"estimate level {YEAR}"),
        ("9 tháng năm 2024", "Ước thực hiện đến hết năm", f"estimate level {YEAR}"),
        ("9 tháng năm 2024", "Kế hoạch giao đầu năm", f"target level {YEAR}"),
        ("Năm 2024", "Kế hoạch tỉnh Hòa Bình giao", f"target level {YEAR}"),  # no average
        # regression: of the year before, though the header says no year
        ("Tháng 10 năm 2024", "Thực hiện tháng 10 năm trước", "actual level 2023-10-01..2023-10-31"),
        ("Năm 2024", "Cùng kỳ 6 tháng", "actual level 2023-01-01..2023-06-30"),
        ("Năm 2024", "Thực hiện cùng kỳ 6 tháng 2023", "actual level 2023-01-01..2023-06-30"),
        # not all of the month that is named
        ("Năm 2024", "Thực hiện đến tháng 10/2024", "actual level 2024-10-31..2024-10-31"),
        ("Năm 2024", "Đến cuối tháng 10/2024", "actual level 2024-10-31..2024-10-31"),
    ],
)  # fmt: skip
def test_period_of_a_header_by_that_of_its_table(
    tmp_path: Path, period: str, header: str, wanted: str
) -> None:
    assert said(table(tmp_path, period, header)) == [wanted]


@pytest.mark.parametrize(
    ("period", "header", "kind"),
    [
        ("Tháng 10 năm 2024", "Lũy kế", "year_to_date"),
        ("Tháng 12 năm 2024", "Lũy kế", "year"),
        ("Năm học 2023-2024", "Lũy kế", "school_year"),
        ("9 tháng năm 2024", "Thực hiện trong tháng", "month"),
        ("Tháng 10 năm 2024", "Thực hiện tháng trước", "month"),
        ("Quý III năm 2024", "Thực hiện quý này", "quarter"),
        ("Quý III năm 2024", "Thực hiện quý trước", "quarter"),
        ("9 tháng năm 2024", "Ước thực hiện cả năm", "year"),
        ("Năm 2024", "Thực hiện đến tháng 10/2024", "date"),
    ],
)
def test_kind_of_the_period(tmp_path: Path, period: str, header: str, kind: str) -> None:
    assert [o.period_kind for o in table(tmp_path, period, header).observations] == [kind]


@pytest.mark.parametrize(
    ("period", "header"),
    [
        ("Năm 2024", "Thực hiện tháng trước"),
        ("Năm 2024", "Thực hiện trong tháng"),
        ("Lũy kế đến 15/11/2024", "Thực hiện trong tháng"),
        ("9 tháng năm 2024", "Thực hiện quý này"),
        ("Tháng 9 năm 2024", "Thực hiện quý trước"),
        ("Tháng 9 năm 2024", "Thực hiện kỳ trước"),
        ("Năm 2024", "Thực hiện đến nay"),
        ("Năm 2024", "Thực hiện đến ngày báo cáo"),
        ("Tháng 9 năm 2024", "Thực hiện đến tháng báo cáo"),
        ("Năm 2024", "Thực hiện đầu năm"),
        ("Năm 2024", "Kế hoạch năm sau"),
        ("Năm 2024", "Kế hoạch những tháng cuối năm"),
    ],
)
def test_time_that_the_table_does_not_tell(tmp_path: Path, period: str, header: str) -> None:
    result = table(tmp_path, period, "Thực hiện 2022", header)
    assert_header_is_refused(result, header, "names a time that its table does not tell")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("Thực hiện 13 tháng năm 2024", "names a time that is not known"),
        ("Thực hiện từ 15/10/2024 đến 14/11/2024", "names a time that is not known"),
        ("Từ 15/11/2023 đến 14/11/2024", "names several years"),
        ("Thực hiện 2023, ước 2024", "names several years"),
        ("Thực hiện 2023/2024", "compares with something unknown"),
        ("Thực hiện bình quân 2021-2023", "is of another place than the document, an average or of a season"),
        ("Thực hiện vụ đông xuân 2023-2024", "names a time that is not known"),
    ],
)  # fmt: skip
def test_time_of_a_header_that_is_no_period(tmp_path: Path, header: str, reason: str) -> None:
    """They were the year of the table, or one of the years they name."""
    assert_header_is_refused(table(tmp_path, "Năm 2024", "Thực hiện", header), header, reason)


@pytest.mark.parametrize(
    ("period", "headers", "wanted"),
    [
        # what a comparison speaks of is named in front of `so với`
        (
            "Tháng 10 năm 2024",
            ("Thực hiện trong tháng", "Lũy kế", "Tháng này so với cùng kỳ (%)", "Lũy kế so với cùng kỳ (%)"),
            [f"actual level {OCTOBER}", f"actual level {TEN}", f"actual growth {OCTOBER}", f"actual growth {TEN}"],
        ),
        (
            "9 tháng năm 2024",
            ("TH 9 tháng", "Ước cả năm", "Ước cả năm/KH (%)", "9 tháng/KH (%)"),
            [f"actual level {NINE}", f"estimate level {YEAR}", f"estimate attainment {YEAR}", f"actual attainment {NINE}"],
        ),
        # regression: of a header that only says whose figure it compares, the table's period was taken
        (
            "Năm 2024",
            ("TH 6 tháng 2024", "ƯTH năm 2024", "TH so với KH (%)", "ƯTH so với KH (%)"),
            [f"actual level {SIX}", f"estimate level {YEAR}", f"actual attainment {SIX}", f"estimate attainment {YEAR}"],
        ),
        # regression: the year of a plan was that of the figures
        (
            "9 tháng năm 2024",
            ("KH năm 2024", "TH 9 tháng năm 2024", "% KH năm 2024"),
            [f"target level {YEAR}", f"actual level {NINE}", f"actual attainment {NINE}"],
        ),
        (
            "Năm 2024",
            ("TH 2023", "TH 2024", "So với KH 2023 (%)", "So với KH 2024 (%)"),
            [f"actual level {YEAR_BEFORE}", f"actual level {YEAR}", f"actual attainment {YEAR_BEFORE}", f"actual attainment {YEAR}"],
        ),
        (
            "Năm 2024",
            ("Năm 2023", "Năm 2024", "So sánh 2024/2023 (%)"),
            [f"actual level {YEAR_BEFORE}", f"actual level {YEAR}", f"actual growth {YEAR}"],
        ),
    ],
)  # fmt: skip
def test_period_of_a_comparison(
    tmp_path: Path, period: str, headers: tuple[str, ...], wanted: list[str]
) -> None:
    assert said(table(tmp_path, period, *headers)) == wanted


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("So với mục tiêu đến năm 2025 (%)", "compares with a plan of 2025, but no figures beside it are of 2025"),
        ("TH 2024 so với KH 2025 (%)", "compares with a plan of another year"),
        ("KH 2024 so với KH 2023 (%)", "compares with a plan of the year before"),
    ],
)  # fmt: skip
def test_plans_of_other_years(tmp_path: Path, header: str, reason: str) -> None:
    """They were attainments of the plan of 2024, or growth on the result of 2023."""
    assert_header_is_refused(table(tmp_path, "Năm 2024", "TH 2024", header), header, reason)


@pytest.mark.parametrize(
    "header",
    [
        "So với NQ 15/2023/NQ-HĐND (%)",
        "TH 2024 so với NQ 12/2023/NQ-HĐND (%)",
        "So với Nghị quyết 06-NQ/HU ngày 10/12/2023 (%)",
        "So với 06-NQ/HU (%)",
        "Hoàn thành NQ 15/NQ-HĐND (%)",
    ],
)
def test_the_number_of_a_resolution_is_no_year_of_a_plan(tmp_path: Path, header: str) -> None:
    """It was growth on 2023, or the plan of another year."""
    result = table(tmp_path, "Năm 2024", "TH 2024", header)
    assert said(result)[1] == f"actual attainment {YEAR}"
    assert result.observations[1].target_by == "district"


@pytest.mark.parametrize(
    ("header", "owner"),
    [
        ("So dự toán tỉnh (%)", "province"), ("So dự toán huyện (%)", "district"), ("So KH thành phố (%)", "city"),
        ("% dự toán trung ương", "central"), ("So dự toán (%)", "budget"),
    ],
)  # fmt: skip
def test_whose_plan_is_attained(tmp_path: Path, header: str, owner: str) -> None:
    result = table(tmp_path, "Năm 2024", "Thực hiện", header)
    assert not result.findings
    assert [o.target_by for o in result.observations] == [None, owner]


def test_a_header_of_years_alone_made_the_table_unknown(tmp_path: Path) -> None:
    result = table(tmp_path, "Năm 2024", "2023", "2024", "2024/2023 (%)")
    assert said(result)[2] == f"actual growth {YEAR}"


@pytest.mark.parametrize("headers", [("Tháng 9", "Tháng 10"), ("TH tháng 9", "ƯTH tháng 10")])
def test_headers_of_months_made_the_table_unknown(tmp_path: Path, headers: tuple[str, ...]) -> None:
    """Where neither numbers nor units have a column."""
    row = (f"{BUDGET} (tỷ đồng)", 12, 13)
    result = read(tmp_path, ("Chỉ tiêu", *headers), row, facts={"Kỳ báo cáo": "Tháng 10 năm 2024"})
    assert [told.partition("level ")[2] for told in said(result)] == [SEPTEMBER, OCTOBER]


def test_levels_of_a_header_name_its_time_together(tmp_path: Path) -> None:
    headers = (
        ("STT", "Chỉ tiêu", "ĐVT", "Thực hiện", None, "So sánh (%) với", None),
        (None, None, None, "Tháng báo cáo", "Lũy kế", "KH năm", "Cùng kỳ"),
    )
    row = (1, BUDGET, "tỷ đồng", 10, 95, 97, 108)
    merges = [Merge(1, 4, 1, 5), Merge(1, 6, 1, 7), *(Merge(1, c, 2, c) for c in (1, 2, 3))]
    result = read(tmp_path, *headers, row, facts={"Kỳ báo cáo": "Tháng 10 năm 2024"}, merges=merges)
    assert said(result) == [
        f"actual level {OCTOBER}", f"actual level {TEN}", f"actual attainment {TEN}", f"actual growth {TEN}",
    ]  # fmt: skip


def test_a_title_counts_from_the_first_of_january(tmp_path: Path) -> None:
    rows = (
        ("LŨY KẾ ĐẾN THÁNG 10 NĂM 2024",),
        ("STT", "Chỉ tiêu", "ĐVT", "Thực hiện"),
        (1, BUDGET, "tỷ đồng", 95),
    )
    assert said(read(tmp_path, *rows)) == [f"actual level {TEN}"]
