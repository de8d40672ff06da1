"""Where tables stand on a sheet, what stands over each column, and what each row stands under."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.readers.table import Merge
from indicators.tables.layout import Outline, find_blocks, is_numbering
from tests.tables.tables import cell, sheet

HEAD = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024")
ROW = (1, "Tỷ lệ hộ nghèo", "%", 1.1)


def found(
    rows: list[Any], *merges: Merge
) -> list[tuple[tuple[int, ...], tuple[int, ...], list[str]]]:
    blocks = find_blocks(sheet("Biểu 1", rows, merges))
    return [(b.header_rows, b.rows, [c.text for c in b.above]) for b in blocks]


def test_tables_below_each_other_have_their_own_titles() -> None:
    rows = [
        ("BIỂU 1", "NĂM 2024"), HEAD, ROW, ROW,
        ("BIỂU 2",), ("Đơn vị: ha",), HEAD, ("A", "B", "C", 1), ROW,
        ("BIỂU 3",), HEAD, ROW, ROW,
    ]  # fmt: skip
    assert found(rows) == [
        ((2,), (3, 4), ["BIỂU 1", "NĂM 2024"]),
        ((7,), (8, 9), ["BIỂU 2", "Đơn vị: ha"]),
        ((11,), (12, 13), ["BIỂU 3"]),
    ]


def test_row_of_three_texts_or_a_number_is_no_title() -> None:
    rows = [HEAD, ROW, ("a", "b", "c"), ("BIỂU 2",), HEAD, ROW, (5, "b"), HEAD, ROW]
    assert found(rows) == [((1,), (2, 3), []), ((5,), (6, 7), ["BIỂU 2"]), ((8,), (9,), [])]


@pytest.mark.parametrize(
    ("second", "is_header"),
    [
        (("STT", "Chỉ tiêu"), True),
        (("Chỉ tiêu", "Đơn vị"), True),
        (("Chỉ tiêu", "Thực hiện năm 2024"), False),
        (("STT", "Đơn vị tính"), False),
        (("Chỉ tiêu",), False),
        (("STT", "Chỉ tiêu", 5), False),
        (("STT", "Chỉ tiêu", 1990), True),
        (("STT", "Chỉ tiêu", 2100, "2024"), True),
        (("STT", "Chỉ tiêu", 1989), False),
        (("STT", "Chỉ tiêu", 2101), False),
        (("STT", "Chỉ tiêu", 2024.5), False),
        (("STT", "Chỉ tiêu", "20245"), False),
    ],
)
def test_what_is_a_header_below_the_first(second: tuple[Any, ...], is_header: bool) -> None:
    assert len(found([HEAD, ROW, ROW, ROW, ROW, second, ROW])) == 1 + is_header


@pytest.mark.parametrize(
    ("header", "is_header"),
    [
        (("Chỉ tiêu", "Thực hiện năm 2024"), True),
        (("Chỉ tiêu", "So với cùng kỳ"), True),
        (("Chỉ tiêu", "Xã A", "Năm 2024"), True),
        (("Chỉ tiêu", "Xã A"), False),
        (("Chỉ tiêu", "Ghi chú"), False),
        (("Tên", "Thực hiện năm 2024"), False),
    ],
)
def test_first_header_may_have_figures_alone(header: tuple[str, ...], is_header: bool) -> None:
    assert len(found([header, ("Tỷ lệ hộ nghèo", 1.1)])) == is_header


HEADS = [
    (
        [HEAD, ROW], [], (1,),
        {1: ("STT",), 2: ("Chỉ tiêu",), 3: ("Đơn vị tính",), 4: ("Thực hiện năm 2024",)},
    ),
    (  # merged to the right and down; the first merge stands over a blank cell above the table
        [("TIÊU ĐỀ",), ("STT", "Chỉ tiêu", "Thực hiện", None, "Ghi chú"), (None, None, "2023", 2024), (1, "a", 2, 3)],
        [Merge(1, 3, 1, 5), Merge(2, 1, 3, 1), Merge(2, 2, 3, 2), Merge(2, 3, 2, 4), Merge(2, 5, 3, 5)], (2, 3),
        {1: ("STT",), 2: ("Chỉ tiêu",), 3: ("Thực hiện", "2023"), 4: ("Thực hiện", "2024"), 5: ("Ghi chú",)},
    ),
    (  # three columns under one header
        [("STT", "Chỉ tiêu", "Năm 2024"), (None, None, "Kế hoạch", "Thực hiện", "So với kế hoạch (%)"), ("A", "B", 1, 2, "3=2/1")],
        [Merge(1, 3, 1, 5)], (1, 2, 3),
        {1: ("STT",), 2: ("Chỉ tiêu",), 3: ("Năm 2024", "Kế hoạch"), 4: ("Năm 2024", "Thực hiện"),
         5: ("Năm 2024", "So với kế hoạch (%)")},
    ),
    (  # numbers of columns under headers of one level
        [("STT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"), ("(1)", "(2)", "(3)", "(4)")], [], (1, 2),
        {1: ("STT",), 2: ("Chỉ tiêu",), 3: ("Kế hoạch",), 4: ("Thực hiện",)},
    ),
    (  # a merge below the table says nothing of its header
        [HEAD, ROW, ("a", None, "b")], [Merge(3, 1, 3, 2)], (1,),
        {1: ("STT",), 2: ("Chỉ tiêu",), 3: ("Đơn vị tính",), 4: ("Thực hiện năm 2024",)},
    ),
    (  # a section title in front of the figures ends the header
        [HEAD, ("I", "KINH TẾ"), ROW], [], (1,),
        {1: ("STT",), 2: ("Chỉ tiêu",), 3: ("Đơn vị tính",), 4: ("Thực hiện năm 2024",)},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "merges", "header_rows", "headers"), HEADS)
def test_texts_over_each_column(
    rows: list[Any], merges: list[Merge], header_rows: tuple[int, ...], headers: dict[int, Any]
) -> None:
    (block,) = find_blocks(sheet("Biểu 1", rows, merges))
    assert (block.header_rows, block.headers) == (header_rows, headers)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("A", "B", "1", "2"), True),
        (("(1)", "(2)", "(3)"), True),
        (("1", "2", "3=2/1"), True),
        (("1", "2", "4"), False),
        (("2", "1", "3"), False),
        (("1", "2"), False),
        (("A", "B", "1"), False),
        (("A", "B", "C"), False),
        (("1", "2", "3 xã"), False),
    ],
)
def test_row_that_numbers_the_columns(texts: tuple[str, ...], expected: bool) -> None:
    assert is_numbering([cell(1, n, text) for n, text in enumerate(texts, 1)]) == expected


def test_rows_stand_under_rows_of_lower_rank() -> None:
    outline = Outline([])
    entered = [
        ("A", "P1", ""), ("I", "P2", "P1"), ("1", "P3", "P2 P1"), ("1.1", "P4", "P3 P2 P1"),
        ("a", "P5", "P4 P3 P2 P1"), ("*1", "P6", "P5 P4 P3 P2 P1"), ("", "- P7", "P6 P5 P4 P3 P2 P1"),
        ("", "+ P8", "- P7 P6 P5 P4 P3 P2 P1"), ("", "- P9", "P6 P5 P4 P3 P2 P1"), ("b)", "Q1", "P4 P3 P2 P1"),
        ("", "+ Q2", "Q1 P4 P3 P2 P1"), ("", "- Q3", "+ Q2 Q1 P4 P3 P2 P1"), ("*2", "Q4", "Q1 P4 P3 P2 P1"),
        ("1.2", "Q5", "P3 P2 P1"), ("đ", "Q6", "Q5 P3 P2 P1"), ("2", "Q7", "P2 P1"), ("II.", "Q8", "P1"),
        ("3", "Q9", "Q8 P1"), ("B", "R1", ""), ("1.1.1", "R2", "R1"), ("1.1", "R3", "R1"), ("Đ", "R4", ""),
    ]  # fmt: skip
    for number, label, above in entered:
        said = " ".join(outline.enter(number, label))
        assert (label, said) == (label, above)
