"""Reading csv tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.messages.errors import SourceError
from indicators.readers import read_source

if TYPE_CHECKING:
    from pathlib import Path

LINES = 'STT;Chỉ tiêu;Đơn vị tính;"KH 2024, giao"\n1;Năng suất lúa;tạ/ha;"66,12"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiter_and_encoding_are_found(encoding: str, delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "Biểu 1.csv"
    path.write_bytes(LINES.replace(";", delimiter).encode(encoding))
    (table,) = read_source(path).tables
    assert table.sheet == "Biểu 1"
    assert {c.address: c.text for c in table.cells.values()} == {
        "A1": "STT", "B1": "Chỉ tiêu", "C1": "Đơn vị tính", "D1": "KH 2024, giao",
        "A2": "1", "B2": "Năng suất lúa", "C2": "tạ/ha", "D2": "66,12",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n;;\n", "is empty"),
        (b"\xc8\xe9", "encoding is not known"),
        (b"a;b;c\n1;2;3;4\n", "line 2: the row has 4 fields, its table 3"),
        ("Chỉ tiêu,ĐVT,Năm 2024\nThu,tỷ đồng,412,5\n".encode(), "4 fields, its table 3"),
    ],
)
def test_broken_csv_is_one_sentence(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=sentence):
        read_source(path)


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"save the file as \.xlsx or \.csv"):
        read_source(tmp_path / "a.pdf")


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("before", ["", "\ufeff", "sep=;\n"])
def test_ends_of_lines_marks_and_a_declared_delimiter(
    before: str, end: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((before + LINES).replace("\n", end).encode())
    (table,) = read_source(path).tables
    assert table.cells[2, 4].text == "66,12"
    assert len(table.cells) == 8


WORDS = "Chỉ tiêu;Đơn vị tính;Thực hiện\nTỷ lệ hộ nghèo;%;0,46\nSản lượng lúa;tấn;12.345\n"
TCVN3 = {
    "ỉ": 0xD8,
    "ê": 0xAA,
    "Đ": 0xA7,
    "ơ": 0xAC,
    "ị": 0xDE,
    "í": 0xDD,
    "ự": 0xF9,
    "ệ": 0xD6,
    "ỷ": 0xFB,
    "ộ": 0xE9,
    "è": 0xCC,
    "ả": 0xB6,
    "ư": 0xAD,
    "ợ": 0xEE,
    "ú": 0xF3,
    "ấ": 0xCA,
}


def test_old_encodings_are_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(TCVN3.get(char) or ord(char) for char in WORDS))
    source = read_source(path)
    assert source.tables[0].cells[2, 1].text == "Tỷ lệ hộ nghèo"
    (remark,) = source.remarks
    assert "TCVN3" in remark.in_language("vi")
    assert "TCVN3" in remark.in_language("en")


def test_several_tables_may_have_several_widths(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b;c\n1;2;3\n\nd;e;f;g\n1;2;3;4\n", "utf-8")
    assert len(read_source(path).tables[0].cells) == 14
