"""What a cell shows decides its figure: words of formats, marks, merges, what is hidden or struck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from indicators.readers.table import Cell, Merge, SourceFile
from indicators.tables import normalise
from tests.tables.tables import BUDGET, HEAD, brief, codebook, one, read, register, sheet

if TYPE_CHECKING:
    from pathlib import Path

ONE = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024")


def row(value: Any, unit: str = "tỷ đồng", label: str = BUDGET) -> tuple[Any, ...]:
    return (1, label, unit, value)


def text(shown: str, **more: Any) -> Cell:
    return Cell(1, 1, "text", shown, **more)


@pytest.mark.parametrize(
    ("value", "figure", "note"),
    [
        ("4.512,3*", "D2 actual level 4512.3 tỷ đồng", "*"),
        ("412,5¹", "D2 actual level 412.5 tỷ đồng", "¹"),
        ("45 200", "D2 actual level 45200 tỷ đồng", None),
        ("45\u00a0200,5", "D2 actual level 45200.5 tỷ đồng", None),
        ("1\u202f234\u202f567", "D2 actual level 1234567 tỷ đồng", None),
        (text("412,5", note="(2)"), "D2 actual level 412.5 tỷ đồng", "(2)"),
        (
            text("12,5 tỷ đồng", exact="12,46 tỷ đồng", decimals=1),
            "D2 actual level 12.46 tỷ đồng",
            None,
        ),
        (text("trên 12,5", exact="trên 12,46", decimals=1), "D2 actual level >12.46 tỷ đồng", None),
    ],
)
def test_figure_and_note(value: Any, figure: str, note: str | None, tmp_path: Path) -> None:
    found = one(tmp_path, ONE, row(value))
    assert (brief(found), found.note) == (figure, note)


@pytest.mark.parametrize("value", ["-", "NA", "n.a.", "N/A", "..", "...", "…", ":", "x"])
def test_signs_for_no_figure(value: str, tmp_path: Path) -> None:
    result = read(tmp_path, HEAD, (1, BUDGET, "tỷ đồng", value, 412))
    assert result.findings == []
    assert [brief(o)[:2] for o in result.observations] == ["E2"]


@pytest.mark.parametrize(
    ("value", "unit", "label", "rule"),
    [
        ("412 ,", "tỷ đồng", BUDGET, "unreadable_figure"),
        ("(0,57)", "tỷ đồng", BUDGET, "unreadable_figure"),
        ("3/5", "%", "Tỷ lệ hộ nghèo", "unit_does_not_fit"),
        ("12.345", "%", "Tỷ lệ hộ nghèo", "unreadable_figure"),
        ("10³", "tỷ đồng", BUDGET, "unknown_unit"),
        (text("12,300", flags=frozenset({"shown_differs"}), exact="12.3"), "tỷ đồng", BUDGET, "shown_differs"),
    ],
)  # fmt: skip
def test_refused(value: Any, unit: str, label: str, rule: str, tmp_path: Path) -> None:
    result = read(tmp_path, ONE, row(value, unit, label))
    assert result.observations == []
    assert [finding.rule for finding in result.findings] == [rule]


VISITS = "Số lượt khách du lịch"


def test_commas_between_thousands_are_told_by_things_one_counts(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        HEAD,
        (1, VISITS, "lượt khách", "98,650", "99,380"),
        (2, BUDGET, "tỷ đồng", "1,210", 5),
    )
    assert result.findings == []
    assert [o.value for o in result.observations] == [98650, 99380, 1210, 5]
    assert result.observations[0].raw_value == "98,650"


def test_a_table_with_both_marks_refuses_the_count(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        HEAD,
        (1, VISITS, "lượt khách", "98,650", 99380),
        (2, BUDGET, "tỷ đồng", "12,5", "1,210"),
    )
    assert [finding.locator for finding in result.findings] == ["Biểu 1!D2"]
    assert [float(o.value or 0) for o in result.observations] == [99380, 12.5, 1.21]


@pytest.mark.parametrize("merge", [Merge(2, 4, 3, 4), Merge(2, 4, 2, 5)])
def test_a_figure_merged_over_rows_or_columns_is_refused(merge: Merge, tmp_path: Path) -> None:
    rows = (
        HEAD,
        (1, BUDGET, "tỷ đồng", 400, None),
        (2, "Tổng chi ngân sách nhà nước", "tỷ đồng", None, 300),
    )
    result = read(tmp_path, *rows, merges=[merge])
    assert [(f.rule, f.locator) for f in result.findings] == [("merged_figure", "Biểu 1!D2")]
    assert str(merge) in result.findings[0].message_vi


def test_a_row_merged_as_a_whole_is_one_row(tmp_path: Path) -> None:
    merges = [Merge(2, column, 3, column) for column in range(1, 5)]
    assert one(tmp_path, ONE, row(400), merges=merges).value == 400


def test_hidden_and_struck_cells_are_left_out_with_one_finding(tmp_path: Path) -> None:
    unseen = text("412")._replace(flags=frozenset({"hidden", "out_of_sight"}))
    result = read(tmp_path, HEAD, (1, BUDGET, "tỷ đồng", unseen, 420))
    assert [o.value for o in result.observations] == [420]
    assert [(f.severity, f.rule) for f in result.findings] == [("warning", "hidden_cells")]


def test_facts_above_a_csv_table_are_no_title_of_it(tmp_path: Path) -> None:
    from tests.offices import FACTS

    facts = {**FACTS, "Kỳ báo cáo": "Năm 2024", "Ngày ban hành": "20/12/2024"}
    lines = [("Kỳ báo cáo", facts.pop("Kỳ báo cáo")), *facts.items()]
    table = sheet("a", [*lines, (), ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện"), row("412")])
    file = SourceFile(tmp_path / "a.csv", "0" * 64, (table,))
    (found,) = normalise(file, codebook(), register(tmp_path), "raw/a.csv").observations
    assert (found.period_kind, f"{found.period_end}") == ("year", "2024-12-31")


def test_a_remark_that_is_a_bare_number_was_parted_from_its_figure(tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.offices import FACTS

    rows = [*FACTS.items(), (), (*ONE, "Ghi chú"), (*row("0", "%", "Tỷ lệ hộ nghèo"), "46")]
    table = replace(sheet("a", rows), delimiter=",")
    file = SourceFile(tmp_path / "a.csv", "0" * 64, (table,))
    result = normalise(file, codebook(), register(tmp_path), "raw/a.csv")
    assert result.observations == []
    assert [finding.rule for finding in result.findings] == ["unreadable_figure"]


def test_hidden_rows_and_columns_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    # Regression: headers and labels in them were reported one by one, though nobody sees them.
    hidden = frozenset({"hidden", "out_of_sight"})
    working = text("Giá trị tạm tính")._replace(flags=hidden)
    rows = [
        (*HEAD, working),
        (1, BUDGET, "tỷ đồng", 400, 420, text("17")._replace(flags=hidden)),
        (*(text(t)._replace(flags=hidden) for t in ("2", "Khoản tạm", "tỷ đồng", "1", "2", "3")),),
    ]
    result = read(tmp_path, *rows)
    assert [o.value for o in result.observations] == [400, 420]
    assert [(f.severity, f.rule) for f in result.findings] == [("warning", "hidden_cells")]


def test_a_merged_cell_is_seen_as_long_as_a_part_of_it_is(tmp_path: Path) -> None:
    hidden = frozenset({"hidden", "out_of_sight"})
    over = text("Năm 2024")._replace(flags=hidden)
    below = text("Kế hoạch")._replace(flags=hidden)
    figure = text("400")._replace(flags=hidden)
    rows = [
        (*HEAD[:3], over),
        (None, None, None, below, "Thực hiện"),
        (1, BUDGET, "tỷ đồng", figure, 420),
    ]
    merges = [Merge(1, 4, 1, 5), *(Merge(1, n, 2, n) for n in (1, 2, 3))]
    (o,) = read(tmp_path, *rows, merges=merges).observations
    assert o.value == 420
    assert (o.scenario, o.period_end.year) == ("actual", 2024)
