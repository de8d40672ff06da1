"""One cause is one finding, with the range and the number of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.tables.causes import ranges
from tests.tables.tables import HEAD, read

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.tables import Normalised


def places(result: Normalised) -> list[tuple[str, str, int]]:
    return [(f.rule, f.locator, len(f.locators)) for f in result.findings]


def test_a_band_of_cells_outside_a_table_is_one_finding(tmp_path: Path) -> None:
    rows = [(n, "Tỷ lệ hộ nghèo" if n == 1 else None, "%", None, None, n, n) for n in range(1, 41)]
    result = read(tmp_path, HEAD, *rows)
    assert places(result) == [("cell_not_placed", "Biểu 1!F2:G41", 80)]
    assert result.findings[0].message_vi.endswith("chuyển ô vào bảng (80 ô)")
    assert result.findings[0].message_en.endswith("into the table (80 cells)")


def test_a_label_that_is_not_known_is_reported_once_for_all_its_rows(tmp_path: Path) -> None:
    rows = [
        (1, "Chim yến nuôi", "tổ", 5, 6),
        (2, "Tỷ lệ hộ nghèo", "%", 1.5, 1.2),
        (3, "Chim yến nuôi", "tổ", 7, 8),
        (4, "Chim yến nuôi", "tổ", 9, 9),
        (5, "Ong rừng", "tổ", 9, 9),
    ]
    assert places(read(tmp_path, HEAD, *rows)) == [
        ("unknown_label", "Biểu 1!B2, B4:B5", 3),
        ("unknown_label", "Biểu 1!B6", 0),
    ]


def test_bands_of_columns_with_the_same_unknown_words_are_one_finding(tmp_path: Path) -> None:
    heads = ("TH 2022 vùng bãi ngang", "TH 2023 vùng bãi ngang", "TH 2023 vùng lõi")
    result = read(tmp_path, (*HEAD[:3], *heads), (1, "Tỷ lệ hộ nghèo", "%", 1, 2, 3))
    assert places(result) == [
        ("head_not_understood", "Biểu 1!D1:E1", 2),
        ("head_not_understood", "Biểu 1!F1", 0),
    ]


def test_a_table_without_any_unit_is_one_finding(tmp_path: Path) -> None:
    head = ("STT", "Chỉ tiêu", "Thực hiện năm 2024")
    rows = [(1, "Chim yến nuôi", 5), (2, "Ong rừng", 6), (3, "Dê núi", 7)]
    assert places(read(tmp_path, head, *rows)) == [("missing_unit", "Biểu 1!B2:B4", 3)]


@pytest.mark.parametrize(
    ("cells", "listed"),
    [
        ("A1", "B!A1"),
        ("A1 A2 A3", "B!A1:A3"),
        ("Y7 Z7 AA7", "B!Y7:AA7"),
        ("D4 E4 D5 E5 G5", "B!D4:E5, G5"),
        ("A1 A3 A5 A7 A9 A11", "B!A1, A3, A5, A7, A9, …"),
    ],
)
def test_cells_are_listed_as_ranges(cells: str, listed: str) -> None:
    assert ranges(f"B!{cell}" for cell in cells.split()) == listed
