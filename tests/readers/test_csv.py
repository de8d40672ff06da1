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
        ("Chỉ tiêu".encode("utf-16-le"), "not UTF-8"),
        (b"\xc8\xe9", "not UTF-8"),
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
