"""Units that are said in several places: the nearest holds, and two that contradict each other are refused.

Regression: the header won over the row and the column of units over the label, silently, so that
80 000 below `(triệu đồng)` in a row of `tỷ đồng` was 80 tỷ đồng; the unit of the whole table won
over that of a label.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.tables.tables import HEAD, read

if TYPE_CHECKING:
    from pathlib import Path

BUDGET = "Thu thường xuyên"
MILLIONS = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024 (triệu đồng)")
PLAIN = ("STT", "Chỉ tiêu", "Thực hiện năm 2024")


@pytest.mark.parametrize(
    ("rows", "locator", "vi", "en"),
    [
        (
            [HEAD, (1, f"{BUDGET} (triệu đồng)", "tỷ đồng", 80, 77)], "B2",
            "tên chỉ tiêu ghi 'triệu đồng', cột đơn vị tính ghi 'tỷ đồng'; hãy giữ một đơn vị",
            "the label says 'triệu đồng', the column of units 'tỷ đồng'; keep one of them",
        ),
        (
            [MILLIONS, (1, BUDGET, "tỷ đồng", 80000)], "D2",
            "tiêu đề cột 'Thực hiện năm 2024 (triệu đồng)' ghi 'triệu đồng', dòng ghi 'tỷ đồng'; hãy giữ một đơn vị",
            "the header 'Thực hiện năm 2024 (triệu đồng)' says 'triệu đồng', the row 'tỷ đồng'; keep one of them",
        ),
        (
            [(*PLAIN[:2], MILLIONS[3]), (1, f"{BUDGET} (tỷ đồng)", 80000)], "C2",
            "tiêu đề cột 'Thực hiện năm 2024 (triệu đồng)' ghi 'triệu đồng', dòng ghi 'tỷ đồng'; hãy giữ một đơn vị",
            "the header 'Thực hiện năm 2024 (triệu đồng)' says 'triệu đồng', the row 'tỷ đồng'; keep one of them",
        ),
    ],
)  # fmt: skip
def test_of_two_units_one_was_taken_silently(
    tmp_path: Path, rows: list[Any], locator: str, vi: str, en: str
) -> None:
    result = read(tmp_path, *rows)
    (finding,) = result.findings
    assert (finding.severity, finding.rule, finding.locator) == (
        "error", "two_units", f"Biểu 1!{locator}",
    )  # fmt: skip
    assert (finding.message_vi, finding.message_en) == (vi, en)
    assert finding.expected == ("tỷ đồng" if locator == "B2" else "triệu đồng")
    assert not result.observations


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        # the cell says it
        ([MILLIONS, (1, BUDGET, "tỷ đồng", "80 tỷ đồng")], "80"),
        ([MILLIONS, (1, BUDGET, "tỷ đồng", "80.000 triệu đồng")], "80"),
        # the same twice is one
        ([MILLIONS, (1, BUDGET, "triệu đồng", 80000)], "80"),
        ([MILLIONS, (1, f"{BUDGET} (triệu đồng)", "Tr.đ", 80000)], "80"),
        # the unit of the whole table holds where no other is said
        ([("Đơn vị tính: triệu đồng",), PLAIN, (1, BUDGET, 80000)], "80"),
        ([("Đơn vị tính: triệu đồng",), PLAIN, (1, f"{BUDGET} (tỷ đồng)", 80)], "80"),
        ([("Đơn vị tính: triệu đồng",), (*PLAIN[:2], "Thực hiện năm 2024 (tỷ đồng)"), (1, BUDGET, 80)], "80"),
        ([("Đơn vị tính: triệu đồng",), HEAD[:4], (1, BUDGET, "tỷ đồng", 80)], "80"),
    ],
)  # fmt: skip
def test_the_nearest_unit_holds(tmp_path: Path, rows: list[Any], value: str) -> None:
    result = read(tmp_path, *rows)
    assert not result.findings
    assert [(o.value, o.unit) for o in result.observations] == [(Decimal(value), "tỷ đồng")]


def test_a_label_that_says_its_unit_does_not_take_that_of_the_row_above(tmp_path: Path) -> None:
    rows = [HEAD, (1, BUDGET, "tỷ đồng", 80, 77), (2, "Tỷ lệ hộ nghèo (%)", None, 1.5, 1.2)]
    result = read(tmp_path, *rows)
    assert not result.findings
    assert [(o.value, o.unit, o.flags) for o in result.observations[2:]] == [
        (Decimal("1.5"), "%", ()),
        (Decimal("1.2"), "%", ()),
    ]


@pytest.mark.parametrize(("mark", "rules"), [("II", ["missing_unit"]), ("2", [])])
def test_a_blank_unit_is_that_of_the_row_above_but_not_of_another_section(
    tmp_path: Path, mark: str, rules: list[str]
) -> None:
    rows = [HEAD, ("I", BUDGET, "tỷ đồng", 80, 77), (mark, "Chi ngân sách", None, 60, 61)]
    result = read(tmp_path, *rows)
    assert [finding.rule for finding in result.findings] == rules
    assert len(result.observations) == (2 if rules else 4)
