"""Rows and titles as offices lay them out: strays, labels in the first column, numbers of a new page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.tables.tables import HEAD, brief, one, read

if TYPE_CHECKING:
    from pathlib import Path

RATE = "Tỷ lệ hộ nghèo"


def test_figures_behind_a_stray_number_are_read(tmp_path: Path) -> None:
    header = ("STT", "Chỉ tiêu", "Đơn vị tính", None, "Thực hiện năm 2024")
    result = read(tmp_path, header, (1, RATE, "%", 5, 1.1))
    assert [brief(o) for o in result.observations] == ["E2 actual level 1.1 %"]
    assert [(f.rule, f.locator) for f in result.findings] == [("cell_not_placed", "Biểu 1!D2")]


def test_a_label_in_the_column_of_numbers(tmp_path: Path) -> None:
    found = one(tmp_path, HEAD, (RATE, None, "%", None, 1.1))
    assert (found.indicator_id, found.raw_label, brief(found)) == (
        "poverty_rate", RATE, "E2 actual level 1.1 %",
    )  # fmt: skip


def test_columns_numbered_again_on_a_new_page(tmp_path: Path) -> None:
    again = ("(1)", "(2)", "(3)", "(4)", "(5)")
    rows = [(1, RATE, "%", 1.2, 1.1), again, (2, "Tỷ lệ hộ cận nghèo", "%", 2.2, 2.1)]
    result = read(tmp_path, HEAD, *rows)
    assert result.findings == []
    assert [o.locator for o in result.observations] == [
        "Biểu 1!D2", "Biểu 1!E2", "Biểu 1!D4", "Biểu 1!E4",
    ]  # fmt: skip
    assert {result.ledger.accounts["Biểu 1", 3, column] for column in range(1, 6)} == {"head"}


def test_a_quarter_without_a_year_is_of_the_year_the_document_reports(tmp_path: Path) -> None:
    header = ("Chỉ tiêu", "Đơn vị tính", "Kỳ", "Thực hiện")
    facts = {"Kỳ báo cáo": "Năm 2023", "Ngày ban hành": "05/01/2024"}
    found = one(tmp_path, header, (RATE, "%", "Quý I", 1.1), facts=facts)
    assert (found.period_start, found.period_end, found.period_kind) == (
        dt.date(2023, 1, 1), dt.date(2023, 3, 31), "quarter",
    )  # fmt: skip


def test_the_title_of_a_table_says_its_year(tmp_path: Path) -> None:
    header = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện")
    found = one(tmp_path, ("KẾT QUẢ NĂM 2022",), header, (1, RATE, "%", 1.1))
    assert (found.period_start, found.period_end) == (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
