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
from indicators.readers.excel.numfmt import read_format
from indicators.readers.excel.shown import exact, show

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
    ("value", "code", "text", "number"),
    [(14.6389, "0.0", "14,6", "14.6389"), (3305154.0, "#,##0,", "3.305", "3305.154")],
)
def test_number_more_precise_than_shown_is_kept_and_flagged(
    value: float, code: str, text: str, number: str, tmp_path: Path
) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": (value, code)}), "A1")
    assert cell.text == text
    assert cell.number == Decimal(number)
    assert cell.flags == {"more_precise_than_shown"}


def test_number_typed_as_text_stays_text(tmp_path: Path) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": ("6.150", "@")}), "A1")
    assert (cell.kind, cell.text) == ("text", "6.150")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("dd/mm/yyyy", "03/05/2024"),
        ("d-mmm", "3-Thg5"),
        ("[$-42A]dd/mm/yyyy;@", "03/05/2024"),
        ("mm-dd-yy", "03/05/2024"),
        ('"Tháng "m/yyyy', "Tháng 5/2024"),
    ],
)
def test_date_cell_is_told_apart(code: str, text: str, tmp_path: Path) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": (dt.date(2024, 5, 3), code)}), "A1")
    assert (cell.kind, cell.text, cell.date) == ("date", text, dt.date(2024, 5, 3))


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
        "hidden row": {"hidden", "out_of_sight"},
        "hidden column": {"hidden", "out_of_sight"},
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


def runs(*parts: str | tuple[str, dict[str, Any]]) -> Any:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    made = [
        part if isinstance(part, str) else TextBlock(InlineFont(**part[1]), part[0])
        for part in parts
    ]
    return CellRichText(*made)


RAISED, STRUCK = {"vertAlign": "superscript"}, {"strike": True}


@pytest.mark.parametrize(
    ("rich", "text", "note"),
    [
        (runs("61,88", ("1", RAISED)), "61,88", "1"),
        (runs("5-6", ("(2)", RAISED), " ha"), "5-6 ha", "(2)"),
        (runs(("500", STRUCK), "600"), "600", "gạch bỏ: 500"),
        (runs("Diện tích (km", ("2", RAISED), ")"), "Diện tích (km2)", ""),
        (runs("120 m", ("3", RAISED), "/người"), "120 m3/người", ""),
        (runs("10", ("3", RAISED), " con"), "10³ con", ""),  # ten cubed, or ten with note 3
        (runs("năm 2023", ("1", RAISED)), "năm 2023", "1"),
        (runs(("12", {"vertAlign": "subscript"}), ",5"), "12,5", ""),
        (runs(("7", RAISED)), "7", ""),
    ],
)
def test_struck_and_raised_runs_are_no_part_of_the_text(
    rich: Any, text: str, note: str, tmp_path: Path
) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": (rich, None)}), "A1")
    assert (cell.kind, cell.text, cell.note) == ("text", text, note)


def test_cells_struck_out_as_a_whole_are_told_apart(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["A3"] = 400, 412, "bỏ"
    sheet["A1"].font = sheet["A3"].font = Font(strike=True)
    workbook.save(tmp_path / "a.xlsx")
    (table,) = read_source(tmp_path / "a.xlsx").tables
    assert [cell.text for cell in table.cells.values()] == ["412"]
    assert [cell.address for cell in table.struck] == ["A1", "A3"]


@pytest.mark.parametrize(
    ("value", "code", "kind", "text", "exact_text"),
    [
        (12.46, '0.0" tỷ"', "text", "12,5 tỷ", "12,46 tỷ"),
        (0.6389, '"dưới "0.00', "text", "dưới 0,64", "dưới 0,6389"),
        (0, '#,##0;-#,##0;"-"', "text", "-", ""),
        ("abc", '"xã "@', "text", "xã abc", ""),
    ],
)
def test_words_of_the_number_format_are_part_of_the_text(
    value: Any, code: str, kind: str, text: str, exact_text: str, tmp_path: Path
) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": (value, code)}), "A1")
    assert (cell.kind, cell.text, cell.exact) == (kind, text, exact_text)


@pytest.mark.parametrize("value", [12.5, "chữ"])
def test_what_the_number_format_hides_is_read_and_flagged(value: Any, tmp_path: Path) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": (value, ";;;")}), "A1")
    assert (cell.text, set(cell.flags)) == (str(value).replace(".", ","), {"hidden"})


@pytest.mark.parametrize(
    ("value", "code"), [(12.3, '0.00"0"'), (-12.3, "0.0;0.0"), (12.3, '"-"0.0'), (0.5, "# ?/?")]
)
def test_format_that_shows_another_number_is_flagged(
    value: float, code: str, tmp_path: Path
) -> None:
    cell = read_one(write(tmp_path / "a.xlsx", {"A1": (value, code)}), "A1")
    assert cell.number is None
    assert cell.flags == {"shown_differs"}


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<row r="2"', '<row ht="0" customHeight="1" r="2"'),
        ("<sheetData>", '<cols><col min="1" max="2" width="0" customWidth="1"/></cols><sheetData>'),
    ],
)
def test_rows_of_no_height_and_columns_of_no_width_are_hidden(
    old: str, new: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.xlsx", {"B2": (5, None)})
    replace_part(path, SHEET, old.encode(), new.encode())
    assert read_one(path, "B2").flags == {"hidden", "out_of_sight"}


def test_rows_hidden_by_default_and_zeros_that_are_not_shown(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"B2": (5, None), "B3": (0, None)})
    replace_part(path, SHEET, b"<sheetFormatPr ", b'<sheetFormatPr zeroHeight="1" ')
    assert read_one(path, "B2").flags == frozenset()  # its row is there, so it is shown
    replace_part(path, SHEET, b"<sheetView ", b'<sheetView showZeros="0" ')
    zero = read_one(path, "B3")
    assert (zero.text, set(zero.flags)) == ("0", {"hidden"})


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        (
            '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a &amp; b&#10;c</t></is></c>',
            " a & b\nc",
            "text",
        ),
        (
            '<c r="A1" t="inlineStr"><is><t>500</t><rPh sb="0" eb="1"><t>9</t></rPh></is></c>',
            "500",
            "text",
        ),
        ('<c r="A1" t="str"><f>B1</f><v>chữ</v></c>', "chữ", "text"),
        ('<c r="A1" t="d"><v>2024-05-03</v></c>', "03/05/2024", "date"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A", "error"),
        ('<c  r="A1" ><!-- a remark --><v>1.50</v></c>', "1,5", "number"),
        ('<c t="n"><v>2</v></c>', "2", "number"),
    ],
)
def test_cells_however_they_are_written(cell: str, text: str, kind: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"A1": (7, None)})
    replace_part(path, SHEET, b'<c r="A1" t="n"><v>7</v></c>', cell.encode())
    found = read_one(path, "A1")
    assert (found.kind, found.text) == (kind, text)


def test_formula_that_shows_nothing_is_a_blank_cell(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"A1": (7, None), "A2": (8, None)})
    blank = b'<c r="A1" t="str"><f>IF(B1=0,"",B1)</f><v></v></c>'
    replace_part(path, SHEET, b'<c r="A1" t="n"><v>7</v></c>', blank)
    (table,) = read_source(path).tables
    assert [cell.address for cell in table.cells.values()] == ["A2"]


@pytest.mark.parametrize("kind", ["n", "b", "d", "e"])
@pytest.mark.parametrize(
    "value", ["<v> </v>", "<v>&#10;</v>", "<is><t> </t></is>", "<is><x/></is>"]
)
def test_a_stored_value_of_nothing_but_space_is_none(kind: str, value: str, tmp_path: Path) -> None:
    """It was an error without a text, or FALSE."""
    path = write(tmp_path / "a.xlsx", {"A1": (7, None), "A2": (8, None)})
    cell = f'<c r="A1" t="{kind}"><f>B1</f>{value}</c><c r="B1" t="{kind}">{value}</c>'
    replace_part(path, SHEET, b'<c r="A1" t="n"><v>7</v></c>', cell.encode())
    (table,) = read_source(path).tables
    assert {cell.address: (cell.kind, cell.text) for cell in table.cells.values()} == {
        "A1": ("no_value", "=B1"), "A2": ("number", "8"),
    }  # fmt: skip


def test_a_cell_twice_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"A1": (7, None)})
    replace_part(path, SHEET, b"</c>", b'</c><c r="A1"><v>8</v></c>')
    with pytest.raises(SourceError, match="twice"):
        read_source(path)


def test_days_since_1904(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"A1": (43953, "dd/mm/yyyy")})
    replace_part(path, "xl/workbook.xml", b"<workbookPr/>", b'<workbookPr date1904="1"/>')
    assert read_one(path, "A1").date == dt.date(2024, 5, 3)


def test_both_ways_through_a_sheet_see_the_same(tmp_path: Path) -> None:
    """The pattern for sheets written the usual way, and the tree for all others."""
    from indicators.readers.excel.sheetxml import _unusual, _usual

    rng = random.Random(3)
    for number in range(20):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        assert sheet is not None
        for row in range(1, 30):
            for column in range(1, 8):
                sheet.cell(row, column).value = rng.choice(
                    [
                        None,
                        rng.random() * 1000,
                        row,
                        "<a & b>\r\n",
                        "=A1+1",
                        True,
                        "x_x0041_",
                        "#REF!",
                    ]
                )
            sheet.row_dimensions[row].hidden = rng.random() < 0.1
        sheet.merge_cells("B2:C3")
        sheet.column_dimensions["D"].hidden = number % 2 == 0
        workbook.save(tmp_path / "a.xlsx")
        xml = part(tmp_path / "a.xlsx", SHEET)
        usual = _usual(xml)
        assert usual is not None
        assert usual == _unusual(xml)


def test_strict_workbook_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"B2": (0.0825, "0.00%"), "B3": ("chữ", None)})
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml"):
        old = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        for there, strict in (
            (old, b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
            (main, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        ):
            if there in part(path, name):
                replace_part(path, name, there, strict)
    assert (read_one(path, "B2").text, read_one(path, "B3").text) == ("8,25%", "chữ")


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
                    assert shown.kind == "number"
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


def test_sheets_in_fonts_from_before_unicode_are_converted_and_named(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    old, new = workbook.worksheets[0], workbook.create_sheet("Hai")
    old.append(["ChØ tiªu", "§¬n vÞ tÝnh", "Thùc hiÖn"])
    old.append(["Tû lÖ hé nghÌo", "%", 0.46])
    new.append(["Chỉ tiêu", "Đơn vị tính"])
    workbook.save(tmp_path / "a.xlsx")
    source = read_source(tmp_path / "a.xlsx")
    texts = [[cell.text for cell in table.cells.values()] for table in source.tables]
    assert texts == [
        ["Chỉ tiêu", "Đơn vị tính", "Thực hiện", "Tỷ lệ hộ nghèo", "%", "0,46"],
        ["Chỉ tiêu", "Đơn vị tính"],
    ]
    assert ["TCVN3" in remark.in_language("vi") for remark in source.remarks] == [True]
