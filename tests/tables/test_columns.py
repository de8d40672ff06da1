"""Columns in the light of those beside them: periods of `cùng kỳ`, and what a comparison speaks of.

Regression: of `TH 6 tháng 2024 | Cùng kỳ 2023 | So với cùng kỳ (%)` the second was the whole year
2023, and the third a growth of 2023 on 2022.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.readers.table import Merge
from tests.tables.tables import BUDGET, assert_header_is_refused, read, table

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.tables import Normalised

SIX, SIX_BEFORE = "2024-01-01..2024-06-30", "2023-01-01..2023-06-30"
YEAR, YEAR_BEFORE = "2024-01-01..2024-12-31", "2023-01-01..2023-12-31"
MONTH, MONTH_BEFORE = "2024-09-01..2024-09-30", "2023-09-01..2023-09-30"


def periods(result: Normalised) -> list[str]:
    return [f"{o.measure} {o.period_start}..{o.period_end}" for o in result.observations]


@pytest.mark.parametrize(
    ("period", "headers", "wanted"),
    [
        # six months in a header decide, whatever the document is about
        ("Năm 2024", ("Thực hiện 6 tháng năm 2024", "Cùng kỳ năm 2023"), (SIX, SIX_BEFORE)),
        ("Năm 2024", ("TH 6 tháng 2024", "TH cùng kỳ năm trước"), (SIX, SIX_BEFORE)),
        ("Tháng 9 năm 2024", ("TH 6 tháng 2024", "Thực hiện CK 2023"), (SIX, SIX_BEFORE)),
        ("Năm 2024", ("Cùng kỳ 2023", "Thực hiện 6 tháng 2024"), (SIX_BEFORE, SIX)),
        # else the document does
        ("6 tháng đầu năm 2024", ("Thực hiện", "Cùng kỳ 2023"), (SIX, SIX_BEFORE)),
        ("6 tháng đầu năm 2024", ("Kế hoạch", "Cùng kỳ 2023"), (YEAR, SIX_BEFORE)),
        ("Tháng 9 năm 2024", ("Thực hiện", "Thực hiện cùng kỳ"), (MONTH, MONTH_BEFORE)),
        ("Năm 2024", ("Thực hiện", "Cùng kỳ 2023"), (YEAR, YEAR_BEFORE)),
        ("Năm 2024", ("Thực hiện", "Cùng kỳ 2022"), (YEAR, "2022-01-01..2022-12-31")),
        # of several results the nearest to the left
        (
            "Tháng 9 năm 2024",
            ("Thực hiện tháng 9", "Cùng kỳ 2023", "Lũy kế 9 tháng", "Lũy kế cùng kỳ 2023"),
            (MONTH, MONTH_BEFORE, "2024-01-01..2024-09-30", "2023-01-01..2023-09-30"),
        ),
        # a period of its own, and a year that is no `cùng kỳ`
        ("Năm 2024", ("TH 6 tháng 2024", "Cùng kỳ 3 tháng năm 2023"), (SIX, "2023-01-01..2023-03-31")),
        ("6 tháng đầu năm 2024", ("Thực hiện", "Thực hiện năm 2023"), (SIX, YEAR_BEFORE)),
        ("Năm 2024", ("Thực hiện", "Thực hiện năm trước"), (YEAR, YEAR_BEFORE)),
        ("Năm 2024", ("Thực hiện năm 2023", "Số liệu"), (YEAR_BEFORE, YEAR)),
    ],
)  # fmt: skip
def test_the_same_period_of_a_named_year_was_the_whole_year(
    tmp_path: Path, period: str, headers: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    result = table(tmp_path, period, *headers)
    assert not result.findings
    assert periods(result) == [f"level {at}" for at in wanted]


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        (
            ("TH 6 tháng 2024", "Cùng kỳ 2023", "So với cùng kỳ (%)"),
            [f"level {SIX}", f"level {SIX_BEFORE}", f"growth {SIX}"],
        ),
        (
            ("KH 2024", "TH 2024", "TH 2023", "% KH", "So với cùng kỳ (%)"),
            [
                f"level {YEAR}", f"level {YEAR}", f"level {YEAR_BEFORE}", f"attainment {YEAR}",
                f"growth {YEAR}",
            ],
        ),
        (
            ("TH 2023", "So với cùng kỳ (%)", "TH 2024", "So với cùng kỳ (%)"),
            [f"level {YEAR_BEFORE}", f"growth {YEAR_BEFORE}", f"level {YEAR}", f"growth {YEAR}"],
        ),
        (
            ("TH 2023", "Tăng, giảm so với cùng kỳ (tỷ đồng)", "TH 2024"),
            [f"level {YEAR_BEFORE}", f"change {YEAR_BEFORE}", f"level {YEAR}"],
        ),
    ],
)  # fmt: skip
def test_a_comparison_spoke_of_what_it_compares_with(
    tmp_path: Path, headers: tuple[str, ...], wanted: list[str]
) -> None:
    result = table(tmp_path, "Năm 2024", *headers)
    assert not result.findings
    assert periods(result) == wanted


@pytest.mark.parametrize(
    ("period", "header", "reason"),
    [
        ("6 tháng đầu năm 2024", "Thực hiện năm trước", "may be the whole year before or the same months of it"),
        ("Tháng 9 năm 2024", "Thực hiện năm liền kề trước", "may be the whole year before or the same months of it"),
        ("Năm 2024", "Cùng kỳ", "may be the figure of the year before or a comparison with it"),
        ("Năm 2024", "CK", "may be the figure of the year before or a comparison with it"),
    ],
)  # fmt: skip
def test_a_header_that_may_mean_two_things_is_refused(
    tmp_path: Path, period: str, header: str, reason: str
) -> None:
    result = table(tmp_path, period, "Thực hiện", header)
    assert_header_is_refused(result, header, reason)


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        (
            ("TH 2023", "ƯTH 2024", "KH 2025", "So với năm 2024 (%)"),
            [f"level {YEAR_BEFORE}", f"level {YEAR}", "level 2025-01-01..2025-12-31", "growth 2025-01-01..2025-12-31"],
        ),
        (
            ("TH 2023", "TH 2024", "So với cùng kỳ 2022 (%)", "So với năm 2023 (%)"),
            [f"level {YEAR_BEFORE}", f"level {YEAR}", f"growth {YEAR_BEFORE}", f"growth {YEAR}"],
        ),
        (
            ("TH 2024", "Tốc độ tăng năm 2024 (%)"),
            [f"level {YEAR}", f"growth {YEAR}"],
        ),
        (
            ("TH 6 tháng 2024", "So với cùng kỳ năm 2023 (%)"),
            [f"level {SIX}", f"growth {SIX}"],
        ),
    ],
)  # fmt: skip
def test_a_comparison_that_names_its_base_speaks_of_the_year_after_that(
    tmp_path: Path, headers: tuple[str, ...], wanted: list[str]
) -> None:
    result = table(tmp_path, "Năm 2024", *headers)
    assert not result.findings
    assert periods(result) == wanted


@pytest.mark.parametrize(
    ("beside", "header", "reason"),
    [
        ("TH 2024", "So với cùng kỳ năm 2019 (%)", "compares with 2019, but no figures beside it are of 2020"),
        ("TH 2024", "So với năm 2020 (%)", "compares with 2020, but no figures beside it are of 2021"),
        ("TH 6 tháng 2024", "So với năm 2023 (%)", "may compare with the whole year or the same months of it"),
        ("TH 2024", "TH 2024 so với cùng kỳ 2019 (%)", "compares with another year than the one before"),
        ("TH 2024", "So với tháng 12/2023 (%)", "compares with something unknown"),
    ],
)  # fmt: skip
def test_growth_on_another_year_was_growth_on_the_year_before(
    tmp_path: Path, beside: str, header: str, reason: str
) -> None:
    result = table(tmp_path, "Năm 2024", beside, header)
    assert_header_is_refused(result, header, reason)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("tăng 5% so với năm 2019", 2019),
        ("bằng 105% so với cùng kỳ năm 2020", 2020),
        ("tăng 5 tỷ đồng so với năm 2020", 2020),
    ],
)
def test_words_of_growth_on_another_year_were_growth_on_the_year_before(
    tmp_path: Path, text: str, base: int
) -> None:
    headers = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024")
    result = read(tmp_path, headers, (1, BUDGET, "tỷ đồng", text))
    (finding,) = result.findings
    assert (finding.rule, finding.locator) == ("other_base", "Biểu 1!D2")
    assert finding.message_vi == (
        f"'{text}' so với năm {base}, không phải năm trước đó (2023); hãy bỏ ô này hoặc ghi mức tăng so với cùng kỳ"
    )
    assert finding.message_en == (
        f"'{text}' compares with {base}, not with the year before (2023); leave it out or write growth on that year"
    )
    assert not result.observations


@pytest.mark.parametrize(
    "text",
    ["tăng 5% so với năm 2023", "tăng 5% so với cùng kỳ 2023", "tăng 5% so với cùng kỳ (giá so sánh 2010)", "tăng 5%"],
)  # fmt: skip
def test_words_of_growth_on_the_year_before_are_read(tmp_path: Path, text: str) -> None:
    headers = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024")
    result = read(tmp_path, headers, (1, BUDGET, "tỷ đồng", text))
    assert not result.findings
    assert periods(result) == [f"growth {YEAR}"]


@pytest.mark.parametrize(
    ("header", "odd"),
    [
        ("Xã Tân Hưng năm 2024", "xã tân hưng"),
        ("Năm 2024 (xã Tân Hưng)", "xã tân hưng"),
    ],
)
def test_what_stood_beside_a_period_was_passed_over(tmp_path: Path, header: str, odd: str) -> None:
    """The figures of a commune were those of the district."""
    (finding,) = table(tmp_path, "Năm 2024", "Thực hiện", header).findings
    assert (finding.rule, finding.locator) == ("head_not_understood", "Biểu 1!E1")
    assert finding.message_en.startswith(
        f"the header '{header}' has words that are not known: '{odd}'; write it as, say, "
    )


@pytest.mark.parametrize(
    "header", ["Toàn tỉnh năm 2024", "Thực hiện năm 2024 toàn tỉnh", "Trung bình năm 2024", "Kế hoạch cả nước", "Bình quân 2021-2025"]
)  # fmt: skip
def test_the_figures_of_the_province_were_those_of_the_district(
    tmp_path: Path, header: str
) -> None:
    (finding,) = table(tmp_path, "Năm 2024", "Thực hiện", header).findings
    assert (finding.rule, finding.locator) == ("head_not_understood", "Biểu 1!E1")
    assert finding.message_en.startswith(
        f"the header '{header}' is of another place than the document, an average or of a season; write it as, say, "
    )


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("KẾT QUẢ NĂM 2024", [YEAR, YEAR]),
        ("KẾT QUẢ 6 THÁNG ĐẦU NĂM VÀ NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024", [YEAR, SIX]),
        ("KẾT QUẢ NĂM 2024 THEO NGHỊ QUYẾT 15/2023/NQ-HĐND", [YEAR, YEAR]),
        ("CHỈ TIÊU GIAI ĐOẠN 2021-2025", ["2021-01-01..2025-12-31"] * 2),
        # Regression: of several years the first was that of all figures.
        ("KẾT QUẢ NĂM 2024, KẾ HOẠCH NĂM 2025", []),
        ("CHỈ TIÊU NĂM 2025 VÀ KẾT QUẢ NĂM 2024", []),
        ("CHỈ TIÊU NĂM 2024 VÀ GIAI ĐOẠN 2021-2025", []),
    ],
)
def test_a_title_of_several_years_says_the_period_of_no_figure(
    tmp_path: Path, title: str, wanted: list[str]
) -> None:
    headers = ("STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện")
    result = read(tmp_path, (title,), headers, (1, BUDGET, "tỷ đồng", 80, 77))
    assert periods(result) == [f"level {at}" for at in wanted]
    refused = [] if wanted else ["Biểu 1!D3", "Biểu 1!E3"]
    assert [(f.rule, f.locator) for f in result.findings] == [
        ("missing_period", at) for at in refused
    ]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [("Nhiệm vụ năm 2025", ["2025-01-01..2025-12-31"]), ("Tình hình năm 2024, nhiệm vụ năm 2025", [])],
)  # fmt: skip
def test_the_title_of_a_document_may_name_several_years(
    tmp_path: Path, title: str, wanted: list[str]
) -> None:
    headers = ("STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch")
    facts = {"Kỳ báo cáo": None, "Trích yếu": title}
    result = read(tmp_path, headers, (1, BUDGET, "tỷ đồng", 80), facts=facts)
    assert periods(result) == [f"level {at}" for at in wanted]
    assert [f.rule for f in result.findings] == ([] if wanted else ["missing_period"])


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("So với cùng kỳ (%)", f"growth {YEAR}"),
        ("ƯTH 2024 so với cùng kỳ (%)", f"growth {YEAR}"),
        ("So với năm 2023 (%)", f"growth {YEAR}"),
        ("So với kế hoạch (%)", f"attainment {YEAR}"),
    ],
)
def test_the_year_above_a_comparison_is_that_of_its_figures(
    tmp_path: Path, header: str, wanted: str
) -> None:
    top = ("STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024", None)
    below = (None, None, None, "Thực hiện", header)
    merges = [Merge(1, 4, 1, 5), *(Merge(1, column, 2, column) for column in (1, 2, 3))]
    result = read(tmp_path, top, below, (1, BUDGET, "tỷ đồng", 77, 105.3), merges=merges)
    assert not result.findings
    assert periods(result) == [f"level {YEAR}", wanted]
