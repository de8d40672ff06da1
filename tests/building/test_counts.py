"""Declared counts: what gets lost from a document is noticed."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from indicators.building import build
from indicators.cli import main
from indicators.messages.errors import CodebookError
from tests.building.test_documents import read_expected
from tests.campaigns import deletions
from tests.conftest import PROJECT
from tests.offices import write_office

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("unaudited")

RAW = PROJECT / "data" / "raw"
ROWS: list[list[Any]] = [
    ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2023", "Thực hiện năm 2024"],
    ["I", "XÃ HỘI"],
    [1, "Tỷ lệ hộ nghèo", "%", 1.4, 1.1],
    [2, "Tỷ lệ lao động qua đào tạo", "%", 85.5, 87],
]
DECLARED = """
["dong-lua/12-BC-UBND"]
"Nguồn" = { cells = 14 }
"Biểu 1" = { cells = 17, 2023 = 2, 2024 = 2 }
"""
FILE = "raw/dong-lua/2024-12-05_12-BC-UBND.xlsx"


def office(data: Path, rows: list[list[Any]], declared: str = DECLARED) -> Path:
    path = write_office(data, rows)
    (path.parent / "counts.toml").write_text(declared, "utf-8")
    return path


def told(data: Path) -> list[tuple[str, str, str]]:
    report = build(data)
    assert not report.published
    return [(f.locator, f.message_vi, f.message_en) for f in report.findings]


def test_what_is_declared_and_found_is_published(tmp_path: Path) -> None:
    office(tmp_path, ROWS)
    assert build(tmp_path).published


def test_a_row_that_was_lost(tmp_path: Path) -> None:
    office(tmp_path, ROWS[:3])
    ((locator, vi, en),) = told(tmp_path)
    assert locator == "Biểu 1"
    assert vi == (
        f"trang 'Biểu 1' của {FILE} không như khai báo, ô không trống: 12 (khai 17),"
        " số liệu năm 2023: 1 (khai 2), số liệu năm 2024: 1 (khai 2); hãy tìm phần bị mất hay thừa,"
        " hoặc sửa khai báo trong raw/dong-lua/counts.toml"
    )
    assert en == (
        f"the sheet 'Biểu 1' of {FILE} is not as declared, cells that are not empty: 12"
        " (declared 17), figures of 2023: 1 (declared 2), figures of 2024: 1 (declared 2);"
        " find what was lost or added, or mend the declaration in raw/dong-lua/counts.toml"
    )


def test_a_row_without_figures_that_was_lost(tmp_path: Path) -> None:
    office(tmp_path, [ROWS[0], *ROWS[2:]])
    ((_, _, message),) = told(tmp_path)
    assert "is not as declared, cells that are not empty: 15 (declared 17); find" in message


def test_a_sheet_that_is_not_declared(tmp_path: Path) -> None:
    path = office(tmp_path, ROWS)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Biểu 1"]).title = "Biểu 2"
    book.save(path)
    found = [message for locator, _, message in told(tmp_path) if locator == "Biểu 2"]
    assert len(found) == 1
    assert "cells that are not empty: 17 (declared 0), figures of 2023: 2 (declared 0)" in found[0]


def test_a_file_that_was_lost(tmp_path: Path) -> None:
    office(tmp_path, ROWS).unlink()
    write_office(tmp_path, ROWS, name="other.xlsx", facts={"Số ký hiệu": "13/BC-UBND"})
    assert told(tmp_path) == [(
        "raw/dong-lua/counts.toml",
        "raw/dong-lua/counts.toml khai văn bản dong-lua/12-BC-UBND nhưng không đọc được tệp nào của văn bản này; hãy đặt lại hoặc sửa tệp, hay xóa khai báo",
        "raw/dong-lua/counts.toml declares the document dong-lua/12-BC-UBND, but no file of it could be read; put it back, mend it, or delete the declaration",
    )]  # fmt: skip


def test_files_chosen_by_path_are_not_all_there_are(tmp_path: Path) -> None:
    office(tmp_path, ROWS)
    other = write_office(tmp_path, ROWS, name="other.xlsx", facts={"Số ký hiệu": "13/BC-UBND"})
    assert build(tmp_path, paths=[other]).published


@pytest.mark.parametrize(
    "declared",
    [
        '["dong-lua/12-BC-UBND"]\n"Biểu 1" = 17',
        '["dong-lua/12-BC-UBND"]\n"Biểu 1" = { 2024 = 2 }',
        '["dong-lua/12-BC-UBND"]\n"Biểu 1" = { cells = "17" }',
        '["dong-lua/12-BC-UBND"]\n"Biểu 1" = { cells = 17, figures = 4 }',
        '"dong-lua/12-BC-UBND" = 17',
    ],
)
def test_a_declaration_that_says_anything_else(tmp_path: Path, declared: str) -> None:
    office(tmp_path, ROWS, declared)
    with pytest.raises(CodebookError, match=r"counts.toml: the declaration of dong-lua/12-BC-UBND takes lines such as"):  # fmt: skip
        build(tmp_path)


def test_a_document_declared_twice(tmp_path: Path) -> None:
    office(tmp_path, ROWS)
    (tmp_path / "raw" / "counts.toml").write_text(DECLARED, "utf-8")
    with pytest.raises(CodebookError, match=r"is declared in raw/counts.toml already; delete one of the two"):  # fmt: skip
        build(tmp_path)


def test_the_command_prints_what_the_build_accepts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office(tmp_path, ROWS, "")
    (path.parent / "broken.xlsx").write_text("no workbook", "utf-8")
    assert main(["counts", "--data", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert tomllib.loads(printed) == tomllib.loads(DECLARED)
    assert "# raw/dong-lua/broken.xlsx: " in printed
    assert not (tmp_path / "processed").exists()


def declared_of_the_five() -> dict[str, dict[str, dict[str, int]]]:
    files = sorted(RAW.glob("*/counts.toml"))
    return {k: v for f in files for k, v in tomllib.loads(f.read_text("utf-8")).items()}


def test_declared_figures_of_the_five_are_those_of_the_second_reading() -> None:
    declared: Counter[tuple[str, str]] = Counter()
    for document, sheets in declared_of_the_five().items():
        for counts in sheets.values():
            for year, count in counts.items():
                declared[document, year] += 0 if year == "cells" else count
    expected = Counter((e.document, str(e.period[1])[:4]) for e in read_expected())
    assert +declared == expected


def test_declared_cells_of_the_five_are_those_that_openpyxl_counts() -> None:
    declared = declared_of_the_five()
    paths = sorted(RAW.rglob("*.xlsx"))
    assert len(paths) == len(declared) == 5
    for path in paths:
        handle = re.sub(r"^[\d-]+_", "", path.stem)
        cells = {
            sheet.title: sum(
                c is not None for row in sheet.iter_rows(values_only=True) for c in row
            )
            for sheet in openpyxl.load_workbook(path).worksheets
        }
        found = declared[f"{path.parent.name}/{handle}"]
        assert {sheet: counts["cells"] for sheet, counts in found.items()} == cells


def test_deletions_from_the_five_are_noticed(tmp_path: Path) -> None:
    outcomes = deletions.run(15, tmp_path)
    assert {deletion.kind for deletion, _ in outcomes} == set(deletions.KINDS)
    assert [deletion for deletion, was in outcomes if not was] == []


def test_a_deletion_is_not_noticed_where_nothing_is_declared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(RAW, tmp_path / "undeclared")
    for path in (tmp_path / "undeclared").rglob("counts.toml"):
        path.unlink()
    monkeypatch.setattr(deletions, "RAW", tmp_path / "undeclared")
    row = deletions.Deletion(
        "row", "vinh-bao/2023-12-12_07-NQ-HU.xlsx", "vinh-bao/07-NQ-HU", "Chỉ tiêu 2024", 10
    )
    assert not deletions.noticed(row, tmp_path / "data")
