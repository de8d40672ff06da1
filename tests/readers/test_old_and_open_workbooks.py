"""Workbooks of Excel 97 to 2003 and of LibreOffice, saved by LibreOffice 7.4 from one .xlsx."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.messages.errors import SourceError
from indicators.readers import read_source
from indicators.readers.excel.opendocument import shown_number

FOLDER = Path(__file__).parent / "workbooks"
SHOWN = {
    1: "8,25%", 2: "20.952,436", 3: "412,5", 4: "12,5 tỷ", 5: "dưới 0,64", 6: "-", 7: "(57,2)",
    8: "-3,5", 9: "14,6", 10: "12,5", 11: "20,0", 12: "1.234.567", 13: "5", 14: "0,3",
    15: "03/05/2024", 16: "giảm 3,2", 17: "12,300", 18: "02", 19: "chữ", 20: "TRUE",
}  # fmt: skip
NUMBERS = {
    1: "8.25",
    2: "20952.436",
    3: "412.5",
    7: "-57.2",
    8: "-3.5",
    9: "14.6389",
    11: "20",
    18: "2",
}


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_cells_are_what_they_show(ending: str) -> None:
    shown, hidden = read_source(FOLDER / f"shown.{ending}").tables
    assert {row: shown.cells[row, 2].text for row in SHOWN} == SHOWN
    assert {row: shown.cells[row, 2].number for row in NUMBERS} == {
        row: Decimal(number) for row, number in NUMBERS.items()
    }
    assert shown.cells[15, 2].date == date(2024, 5, 3)
    assert set(shown.cells[9, 2].flags) == {"more_precise_than_shown"}
    assert shown.cells[4, 2].exact == "12,46 tỷ"
    assert [str(merge) for merge in shown.merges] == ["D1:E2"]
    assert hidden.hidden
    assert set(hidden.cells[1, 1].flags) == {"hidden"}


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_struck_raised_and_hidden_are_told_apart(ending: str) -> None:
    shown, _ = read_source(FOLDER / f"shown.{ending}").tables
    assert (shown.cells[1, 3].text, shown.cells[1, 3].note) == ("61,88", "1")
    assert (shown.cells[2, 3].text, shown.cells[2, 3].note) == ("412", "gạch bỏ: 400")
    assert [(cell.address, cell.text) for cell in shown.struck] == [("C3", "99")]
    unseen = {(7, 1), (7, 2), (10, 2), (1, 6)}  # a row, a number format, a column
    assert {at for at, cell in shown.cells.items() if "hidden" in cell.flags} == unseen


@pytest.mark.parametrize(
    ("shown", "stored", "text", "number"),
    [
        ("1.234", "1.234", "1,234", "1.234"),  # saved in English
        ("1.234", "1234", "1.234", "1234"),  # saved in Vietnamese
        ("1,234.5", "1234.5", "1.234,5", "1234.5"),
        ("45 200", "45200", "45.200", "45200"),
        ("413", "412500000", "413", "412.5"),
        ("-3.2", "-3.2", "-3,2", "-3.2"),
        ("(3.2)", "-3.2", "(3,2)", "-3.2"),
    ],
)
def test_value_tells_which_marks_are_decimal(
    shown: str, stored: str, text: str, number: str
) -> None:
    cell = shown_number(1, 1, shown, Decimal(stored), percent=False)
    assert (cell.kind, cell.text, cell.number) == ("number", text, Decimal(number))


@pytest.mark.parametrize(("shown", "stored"), [("3,2", "-3.2"), ("-3,2", "3.2"), ("7", "3.2")])
def test_text_that_is_not_the_value_is_flagged(shown: str, stored: str) -> None:
    cell = shown_number(1, 1, shown, Decimal(stored), percent=False)
    assert (cell.kind, set(cell.flags)) == ("text", {"shown_differs"})


@pytest.mark.parametrize("ending", ["xls", "ods"])
@pytest.mark.parametrize("kept", [0, 100, 3000])
def test_broken_files_are_one_sentence(ending: str, kept: int, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes((FOLDER / f"shown.{ending}").read_bytes()[:kept])
    with pytest.raises(SourceError) as error:
        read_source(path)
    assert len(str(error.value).splitlines()) == 1


def test_macros_of_a_workbook_are_never_looked_at(tmp_path: Path) -> None:
    import zipfile

    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = 5
    workbook.save(tmp_path / "a.xlsx")
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "a.xlsm")
    with zipfile.ZipFile(tmp_path / "a.xlsm", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"no macro at all")
    (table,) = read_source(tmp_path / "a.xlsm").tables
    assert table.cells[1, 1].text == "5"
