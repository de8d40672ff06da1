"""Marks of lists and sections: read alike in .docx, .txt and labels of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from indicators.language.marks import read_alone, read_mark, read_section, strip_mark
from indicators.prose import extract
from indicators.tables.layout import Outline

if TYPE_CHECKING:
    from pathlib import Path

MARKS = [
    ("- Lúa", "-", "sign"), ("–Lúa", "-", "sign"), ("+ Lúa", "+", "sign"), ("-15 xã", "-", "sign"),
    ("■ Lúa", "■", "sign"), ("□Lúa", "□", "sign"),
    ("a) Lúa", "a", "letter"), ("đ)Lúa", "đ", "letter"), ("a/ Lúa", "a", "letter"),
    ("a/Lúa", "a", "letter"), ("a. Lúa", "a", "letter"), ("ii) Lúa", "ii", "letter"),
    ("(3). Lúa", "3", "bracket"), ("(3)Lúa", "3", "bracket"), ("- (7). Lúa", "7", "bracket"),
    ("(iv) Lúa", "iv", "bracket"), ("(a) Lúa", "a", "bracket"),
    ("1. Lúa", "1", "number"), ("1.Lúa", "1", "number"), ("1/ Lúa", "1", "number"),
    ("1/Lúa", "1", "number"), ("1. 100% số xã", "1", "number"), ("1) Lúa", "1", "number"),
    ("1.2. Lúa", "1.2", "dotted"), ("1.2 Lúa", "1.2", "dotted"), ("2.1. 100% hộ", "2.1", "dotted"),
    ("I.1.2 Lúa", "I.1.2", "dotted"), ("II.3. Lúa", "II.3", "dotted"),
    ("IV. Kết quả", "IV", "roman"), ("IV.Kết quả", "IV", "roman"), ("I - Kết quả", "I", "roman"),
    ("I- Kết quả", "I", "roman"), ("II/ Kết quả", "II", "roman"),
    ("IX.Kết quả", "IX", "roman"), ("X. Kết quả", "X", "roman"),
    ("B. Kết quả", "B", "capital"), ("H.Kết quả", "H", "capital"), ("A/ Kết quả", "A", "capital"), ("A/Kết quả", "A", "capital"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mark", "kind"), MARKS)
def test_list_marks_are_read(text: str, mark: str, kind: str) -> None:
    found = read_mark(text)
    assert (found.text, found.kind) == (mark, kind)
    assert strip_mark(text) == (mark, text[found.end :])
    assert text[found.end :] in ("Lúa", "Kết quả", "15 xã", "100% số xã", "100% hộ")


@pytest.mark.parametrize(
    "text",
    [
        "Lúa", "100% xã", "14 - 15", "1.250 tấn lúa", "3.5 triệu đồng", "6.5 ước đạt", "1/3 số hộ",
        "15/12 là ngày", "15.10. 2024", "đ/kg", "đ/người", "8/NQ-TW", "A/H1N1", "X-quang", "P.5 Quận 3",
        "Phần lớn hộ", "P.Quang Trung", "P. Lê Lợi", "X.Tân Lộc", "TT.Đồng Sơn", "TP. Hòa Bình", "Q.Hải An",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert read_section(text).kind == ""
    assert strip_mark(text) == ("", text)


@pytest.mark.parametrize(
    ("text", "mark", "kind", "words"),
    [
        ("PHẦN THỨ NHẤT", "PHẦN THỨ NHẤT", "part", "PHẦN THỨ NHẤT"),
        ("Phụ lục I Kèm theo", "Phụ lục I", "part", "Phụ lục I Kèm theo"),
        ("Điều 5. Tổ chức", "Điều 5", "article", "Tổ chức"),
        ("1. Lúa", "1", "number", "Lúa"),
    ],
)
def test_sections_are_read(text: str, mark: str, kind: str, words: str) -> None:
    found = read_section(text)
    assert (found.text, found.kind, text[found.end :]) == (mark, kind, words)


def test_marks_stand_above_each_other_in_one_order() -> None:
    texts = ["Phần một", "A. X", "I. X", "1. X", "1.1 X", "1.1.1 X", "a) X", "(1) X", "- X"]
    ranks = [read_section(text).rank for text in texts]
    assert ranks == sorted(set(ranks))
    assert read_mark("I.1.2 X").rank == read_mark("1.2 X").rank
    assert read_mark("1. X").series == read_mark("7/ X").series
    assert read_mark("1. X").series != read_mark("1.1 X").series
    assert read_mark("- X").series != read_mark("+ X").series


@pytest.mark.parametrize(
    ("text", "mark", "kind"),
    [
        ("1", "1", "number"), ("(12)", "12", "number"), ("1.2", "1.2", "dotted"), ("I.1.2", "I.1.2", "dotted"),
        ("II.", "II", "roman"), ("b)", "b", "letter"), ("Đ", "Đ", "capital"), ("*1", "", ""),
    ],
)  # fmt: skip
def test_marks_stand_alone_in_a_column_of_numbers(text: str, mark: str, kind: str) -> None:
    assert read_alone(text)[:2] == (mark, kind)


LINES = [
    "Phần thứ nhất", "A/ KẾT QUẢ NĂM 2024", "I - Kinh tế", "1/ Nông nghiệp", "a/ Trồng trọt:",
    "■ Sản lượng lúa đạt 52.000 tấn.", "■ Sản lượng ngô đạt 1.250 tấn.", "b/Chăn nuôi:",
    "(iv) Sản lượng thịt hơi đạt 9.300 tấn.", "2.Công nghiệp", "2.1. Giá trị sản xuất đạt 3.600 tỷ đồng.",
    "II.3 Thu ngân sách đạt 61 tỷ đồng.", "(2)Số hộ nghèo là 930 hộ.",
]  # fmt: skip


def test_one_text_has_the_same_locators_and_labels_as_docx_and_txt(tmp_path: Path) -> None:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(tmp_path / "one.docx"))
    (tmp_path / "one.txt").write_text("\n\n".join(LINES), encoding="utf-8")
    read = {
        name: [
            (row.source_locator, row.raw_label, row.raw_value)
            for row in extract(tmp_path / name).rows
        ]
        for name in ("one.docx", "one.txt")
    }
    assert read["one.docx"] == read["one.txt"]
    assert read["one.txt"] == [
        ("Phần một A.I.1.a", "Sản lượng lúa", "đạt 52.000 tấn"),
        ("Phần một A.I.1.a", "Sản lượng ngô", "đạt 1.250 tấn"),
        ("Phần một A.I.1.b (iv)", "Sản lượng thịt hơi", "đạt 9.300 tấn"),
        ("Phần một A.I.2.1", "Giá trị sản xuất", "đạt 3.600 tỷ đồng"),
        ("Phần một A.II.3", "Thu ngân sách", "đạt 61 tỷ đồng"),
        ("Phần một A.II.3 (2)", "Số hộ nghèo", "930 hộ"),
    ]


def test_labels_of_tables_stand_under_the_same_marks() -> None:
    outline = Outline([])
    above = [
        outline.enter("", line)
        for line in ("I - Kinh tế", "1/ Lúa", "a/Ngô", "■ Đậu", "b/ Lạc", "2/Cá")
    ]
    assert above == [
        (), ("I - Kinh tế",), ("1/ Lúa", "I - Kinh tế"), ("a/Ngô", "1/ Lúa", "I - Kinh tế"),
        ("1/ Lúa", "I - Kinh tế"), ("I - Kinh tế",),
    ]  # fmt: skip
