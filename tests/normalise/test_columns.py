"""Columns in the light of those beside them: periods of `cùng kỳ`, and what a comparison speaks of.

Regression: of `TH 6 tháng 2024 | Cùng kỳ 2023 | So với cùng kỳ (%)` the second was the whole year
2023, and the third a growth of 2023 on 2022.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.normalise.tables import read

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.normalise import Normalised

BUDGET = "Thu thường xuyên"
SIX, SIX_BEFORE = "2024-01-01..2024-06-30", "2023-01-01..2023-06-30"
YEAR, YEAR_BEFORE = "2024-01-01..2024-12-31", "2023-01-01..2023-12-31"
MONTH, MONTH_BEFORE = "2024-09-01..2024-09-30", "2023-09-01..2023-09-30"


def table(folder: Path, period: str, *heads: str) -> Normalised:
    row = (1, BUDGET, "tỷ đồng", *(100 + n for n in range(len(heads))))
    facts = {"Kỳ báo cáo": period}
    return read(folder, ("STT", "Chỉ tiêu", "Đơn vị tính", *heads), row, facts=facts)


def periods(result: Normalised) -> list[str]:
    return [f"{o.measure} {o.period_start}..{o.period_end}" for o in result.observations]


@pytest.mark.parametrize(
    ("period", "heads", "wanted"),
    [
        # six months in a head decide, whatever the document is about
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
    ],
)  # fmt: skip
def test_the_same_period_of_a_named_year_was_the_whole_year(
    tmp_path: Path, period: str, heads: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    result = table(tmp_path, period, *heads)
    assert not result.findings
    assert periods(result) == [f"level {at}" for at in wanted]


@pytest.mark.parametrize(
    ("heads", "wanted"),
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
    tmp_path: Path, heads: tuple[str, ...], wanted: list[str]
) -> None:
    result = table(tmp_path, "Năm 2024", *heads)
    assert not result.findings
    assert periods(result) == wanted


@pytest.mark.parametrize(
    ("period", "head", "reason"),
    [
        ("6 tháng đầu năm 2024", "Thực hiện năm trước", "may be the whole year before or the same months of it"),
        ("Tháng 9 năm 2024", "Thực hiện năm liền kề trước", "may be the whole year before or the same months of it"),
        ("Năm 2024", "Cùng kỳ", "may be the figure of the year before or a comparison with it"),
        ("Năm 2024", "CK", "may be the figure of the year before or a comparison with it"),
    ],
)  # fmt: skip
def test_a_head_that_may_mean_two_things_is_refused(
    tmp_path: Path, period: str, head: str, reason: str
) -> None:
    result = table(tmp_path, period, "Thực hiện", head)
    (finding,) = result.findings
    assert (finding.rule, finding.locator) == ("head_not_understood", "Biểu 1!E1")
    assert finding.message_en.startswith(f"the head '{head}' {reason}; write it as, say, ")
    assert [o.locator for o in result.observations] == ["Biểu 1!D2"]
