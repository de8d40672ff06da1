"""Reading workbooks: everything a cell shows, and one sentence for every broken file."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.styles import Font

from indicators.messages.errors import SourceError
from indicators.readers import read_source
from indicators.readers.excel.numfmt import exact, read_format, show

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.readers.table import Cell


def write(path: Path, cells: dict[str, tuple[Any, str | None]]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for address, (value, code) in cells.items():
        sheet[address] = value
        if code is not None:
            sheet[address].number_format = code
    workbook.save(path)
    return path


def read_one(path: Path, address: str) -> Cell:
    (table,) = read_source(path).tables
    return next(cell for cell in table.cells.values() if cell.address == address)


@pytest.mark.parametrize(
    ("value", "code", "text", "number", "decimals"),
    [
        (14.64, "General", "14,64", "14.64", 2),
        (0.1464, "0.00%", "14,64%", "14.64", 2),
        (0.0825, "0.00%", "8,25%", "8.25", 2),
        (1, "0%", "100%", "100", 0),
        (20952.436, "#,##0.000", "20.952,436", "20952.436", 3),
        (6150, "#,##0", "6.150", "6150", 0),
        (20, "0.0", "20,0", "20", 1),
        (2, "00", "02", "2", 0),
        (0.1 + 0.2, "General", "0,3", "0.3", 1),
        (-3.5, "0.0", "-3,5", "-3.5", 1),
        (61.88, '0.00" tạ/ha"', "61,88", "61.88", 2),
        (3305154, "#,##0", "3.305.154", "3305154", 0),
        (1234.5, "#,##0.00;[Red]-#,##0.00", "1.234,50", "1234.5", 2),
        (5, "@", "5", "5", 0),
    ],
)
def test_number_is_read_as_it_is_shown(
    value: float, code: str, text: str, number: str, decimals: int, tmp_path: Path
) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"B2": (value, code)}), "B2")
    assert (cell.kind, cell.text, cell.number, cell.decimals) == (
        "number",
        text,
        Decimal(number),
        decimals,
    )
    assert not cell.flags


@pytest.mark.parametrize(
    ("value", "code", "text"), [(14.6389, "0.0", "14,6"), (3305154.0, "#,##0,", "3.305")]
)
def test_number_more_precise_than_shown_is_kept_and_flagged(
    value: float, code: str, text: str, tmp_path: Path
) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": (value, code)}), "A1")
    assert cell.text == text
    assert cell.number == exact(value)
    assert cell.flags == {"more_precise_than_shown"}


def test_number_typed_as_text_stays_text(tmp_path: Path) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": ("6.150", "@")}), "A1")
    assert (cell.kind, cell.text) == ("text", "6.150")


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "d-mmm", "[$-42A]dd/mm/yyyy", "mm-dd-yy"])
def test_date_cell_is_told_apart(code: str, tmp_path: Path) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": (dt.date(2024, 5, 3), code)}), "A1")
    assert (cell.kind, cell.text, cell.date) == ("date", "03/05/2024", dt.date(2024, 5, 3))


def test_formula_without_saved_result_and_error_cells_are_told_apart(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.xlsx", {"A1": ("=B1*2", None), "A2": ("#REF!", None), "A3": (True, None)}
    )
    kinds = {
        address: (read_one(path, address).kind, read_one(path, address).text)
        for address in ("A1", "A2", "A3")
    }
    assert kinds == {
        "A1": ("no_value", "=B1*2"),
        "A2": ("error", "#REF!"),
        "A3": ("boolean", "TRUE"),
    }


def test_hidden_rows_columns_and_sheets_are_read_and_flagged(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["C3"] = "seen", "hidden row", "hidden column"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    other = workbook.create_sheet("Ẩn")
    other["A1"] = "hidden sheet"
    other.sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    cells = {
        c.text: c.flags for t in read_source(tmp_path / "a.xlsx").tables for c in t.cells.values()
    }
    assert cells == {
        "seen": frozenset(),
        "hidden row": {"hidden"},
        "hidden column": {"hidden"},
        "hidden sheet": {"hidden"},
    }


def test_merged_range_is_its_first_cell(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["B2"] = "đầu"
    sheet.merge_cells("B2:D3")
    workbook.save(tmp_path / "a.xlsx")
    (table,) = read_source(tmp_path / "a.xlsx").tables
    assert [c.address for c in table.cells.values()] == ["B2"]
    (merge,) = table.merges
    assert (merge.first_row, merge.first_column, merge.last_row, merge.last_column) == (2, 2, 3, 4)


def test_rich_text_and_white_space(tmp_path: Path) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    rich = CellRichText("Năng suất ", TextBlock(InlineFont(b=True), "lúa"))
    path = write(
        tmp_path / "a.xlsx", {"A1": (rich, None), "A2": ("   ", None), "A5": (" x ", None)}
    )
    (table,) = read_source(path).tables
    assert {c.address: c.text for c in table.cells.values()} == {"A1": "Năng suất lúa", "A5": " x "}


def test_both_readings_agree_with_openpyxl(tmp_path: Path) -> None:
    """An oracle: openpyxl, slow and faithful, sees the same values, formats and hidden rows."""
    rng = random.Random(7)
    codes = ["General", "0.00", "0%", "0.00%", "#,##0", "#,##0.00", "00", "@"]
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name in ("Một", "Hai", "Ba"):
        sheet = workbook.create_sheet(name)
        for row in range(rng.randint(1, 4), 60):
            for column in range(rng.randint(1, 3), 9):
                value = rng.choice(
                    [None, rng.randint(0, 10**7), round(rng.uniform(-1000, 1000), 3), f"chữ {row}"]
                )
                sheet.cell(row, column, value).number_format = rng.choice(codes)
                sheet.cell(row, column).font = Font(bold=rng.random() < 0.2)
            sheet.row_dimensions[row].hidden = rng.random() < 0.1
    workbook.save(tmp_path / "a.xlsx")
    ours = {
        (t.sheet, *at): c
        for t in read_source(tmp_path / "a.xlsx").tables
        for at, c in t.cells.items()
    }
    seen = set()
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx"):
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value is None:
                    continue
                key = (sheet.title, cell.row, cell.column)
                seen.add(key)
                if isinstance(cell.value, str):
                    assert ours[key].text == cell.value
                else:
                    shown = show(exact(float(str(cell.value))), read_format(cell.number_format))
                    assert (ours[key].text, ours[key].number, ours[key].decimals) == shown[:3]
                assert ("hidden" in ours[key].flags) == bool(sheet.row_dimensions[cell.row].hidden)
    assert seen == set(ours)


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def replace_part(path: Path, part: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    assert old in parts[part], parts[part][:500]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_formula_with_saved_result_is_its_result(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"A1": ("=1+1", None)})
    empty = b"<v />" if b"<v />" in part(path, "xl/worksheets/sheet1.xml") else b"<v></v>"
    replace_part(path, "xl/worksheets/sheet1.xml", empty, b"<v>2</v>")
    cell = read_one(path, "A1")
    assert (cell.kind, cell.number, set(cell.flags)) == ("number", Decimal(2), {"formula"})


def test_entity_declarations_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"A1": ("x", None)})
    bomb = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaa">]><worksheet'
    replace_part(path, "xl/worksheets/sheet1.xml", b"<worksheet", bomb)
    with pytest.raises(SourceError, match="entities"):
        read_source(path)


def broken(kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.xlsx"
    good = write(folder / "good.xlsx", {"A1": ("x", None)}).read_bytes()
    if kind == "folder":
        path.mkdir()
    elif kind == "zip_without_workbook":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("hello.txt", "x")
    elif kind == "no_cell":
        openpyxl.Workbook().save(path)
    elif kind == "bomb":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    elif kind != "missing":
        ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
        path.write_bytes(
            {
                "zero_bytes": b"",
                "text": "Số liệu".encode(),
                "truncated": good[: len(good) // 2],
                "old_excel": ole,
                "encrypted": ole + "EncryptedPackage".encode("utf-16-le"),
            }[kind]
        )
    return path


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("zero_bytes", "has 0 bytes"),
        ("text", "no .xlsx workbook"),
        ("truncated", "cut off"),
        ("old_excel", "Excel 97-2003"),
        ("encrypted", "password-protected"),
        ("zip_without_workbook", "no workbook"),
        ("no_cell", "is empty"),
        ("missing", "cannot be opened"),
        ("folder", "cannot be opened"),
        ("bomb", "more than is read"),
    ],
)
def test_broken_file_is_one_sentence(kind: str, sentence: str, tmp_path: Path) -> None:
    path = broken(kind, tmp_path)
    with pytest.raises(SourceError, match=sentence) as error:
        read_source(path)
    assert len(str(error.value).splitlines()) == 1
    assert str(error.value).startswith(str(path))


def test_damaged_bytes_never_end_in_a_traceback(tmp_path: Path) -> None:
    rng = random.Random(11)
    good = write(
        tmp_path / "good.xlsx", {f"A{i}": (i * 1.5, "0.00%") for i in range(1, 40)}
    ).read_bytes()
    path = tmp_path / "a.xlsx"
    for _ in range(200):
        data = bytearray(good)
        if rng.random() < 0.5:
            data = data[: rng.randrange(len(data))]
        else:
            for _ in range(rng.randint(1, 8)):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        path.write_bytes(bytes(data))
        try:
            read_source(path)
        except SourceError as error:
            assert len(str(error).splitlines()) == 1
