"""Tables inside documents: what a draft makes of headers and labels that nobody has declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.language.periods import months
from indicators.prose import extract
from indicators.prose.table_labels import RowLabel, leads_of

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.prose.model import Draft, DraftRow

HEAD = """ỦY BAN NHÂN DÂN HUYỆN ĐỒNG LÚA

Số: 215/BC-UBND

Đồng Lúa, ngày 12 tháng 12 năm 2031

BÁO CÁO

Kết quả thực hiện năm 2031

"""


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "bao-cao.txt")


class Reader:
    """Drafts a report that holds one table."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, *lines: str) -> Draft:
        first, *rest = (f"| {line} |" for line in lines)
        rule = "|" + "---|" * (first.count("|") - 1)
        self.path.write_text(HEAD + "\n".join([first, rule, *rest]) + "\n", "utf-8")
        return extract(self.path)


def rows(draft: Draft) -> dict[str, DraftRow]:
    found = {row.raw_value: row for row in draft.rows}
    assert len(found) == len(draft.rows)
    return found


def test_labels_carry_the_crop_above_them(read: Reader) -> None:
    """`Diện tích` stood alone in a draft, twice, of two crops."""
    found = rows(
        read(
            "TT | Loại cây trồng | ĐVT | Kế hoạch 2031 | Thực hiện 2031",
            "1 | Lúa | | |",
            "- | Diện tích | ha | 6.000 | 6.120",
            "2 | Ngô | | |",
            "- | Diện tích | ha | 800 | 812",
        )
    )
    assert {value: (row.raw_label, row.scenario) for value, row in found.items()} == {
        "6.000": ("Lúa: Diện tích", "target"),
        "6.120": ("Lúa: Diện tích", "actual"),
        "800": ("Ngô: Diện tích", "target"),
        "812": ("Ngô: Diện tích", "actual"),
    }
    assert {row.indicator_id for row in found.values()} == {"rice_area", "maize_area"}
    assert not any(row.doubts for row in found.values())


def test_unknown_words_of_a_header_join_the_label_and_are_doubtful(read: Reader) -> None:
    """The column `Trong đó: vùng cao` was left out of the draft."""
    found = rows(
        read(
            "Chỉ tiêu | ĐVT | Thực hiện 2031 | Trong đó: vùng cao",
            "Tổng đàn lợn | con | 45.200 | 1.310",
        )
    )
    assert (found["45.200"].raw_label, found["45.200"].indicator_id) == ("Tổng đàn lợn", "pigs")
    part = found["1.310"]
    assert part.raw_label == "Tổng đàn lợn / Trong đó: vùng cao"
    assert (part.indicator_id, part.unit) == (None, "con")  # never all pigs
    assert part.doubts == ("unknown_indicator", "header_words")
    assert part.confidence < 0.6


def test_a_level_without_a_printed_unit_has_none(read: Reader) -> None:
    """The unit of the stand-in, đồng, was shown as that of the figure."""
    found = rows(read("Nội dung | Năm 2030 | Năm 2031", "Số hợp tác xã thủy lợi nhỏ | 12 | 15"))
    assert [(row.unit, row.measure) for row in found.values()] == [(None, "level")] * 2
    assert [row.period for row in found.values()] == [
        months(2030, 1, 12, "year"),
        months(2031, 1, 12, "year"),
    ]


def test_an_index_on_the_year_before_is_growth(read: Reader) -> None:
    """103,1 of a price index was a level beside one of 3,1."""
    found = rows(read("Chỉ tiêu | Năm 2030 | Năm 2031", "Chỉ số giá tiêu dùng (%) | 102,5 | 103,1"))
    assert [(str(r.value), r.measure) for r in found.values()] == [
        ("2.5", "growth"),
        ("3.1", "growth"),
    ]


def test_cells_of_a_column_that_is_not_read_are_unbound(read: Reader) -> None:
    """They were booked as words of the header, and so lost without a word."""
    draft = read("Mặt hàng | Lượng (tấn) | Giá trị (nghìn USD)", "Cà phê nhân | 1.250 | 4.300")
    assert draft.rows == ()
    assert [unbound.text for unbound in draft.unbound] == ["1.250", "4.300"]


def test_a_place_that_is_not_known_keeps_its_name(read: Reader) -> None:
    found = rows(
        read(
            "TT | Xã, thị trấn | Tổng đàn lợn (con)",
            "1 | Xã Lúa Vàng | 410",
            "2 | Xã Bến Lội | 505",
        )
    )
    assert {v: (r.place, r.indicator_id) for v, r in found.items()} == {
        "410": ("Xã Lúa Vàng", "pigs"),
        "505": ("Xã Bến Lội", "pigs"),
    }


def test_a_row_and_a_word_of_the_header_are_no_near_label(read: Reader) -> None:
    """`Xoài / Lượng` of exports was claimed to be the output of mangoes."""
    found = rows(
        read("Sản phẩm | Lượng (tấn) năm 2031 | Giá trị (nghìn USD) năm 2031", "Xoài | 310 | 325")
    )
    assert {v: (row.indicator_id, row.unit) for v, row in found.items()} == {
        "310": (None, "tấn"),
        "325": (None, "nghìn USD"),
    }


def test_a_group_line_without_tabs_parts_no_table(tmp_path: Path) -> None:
    """`Cây ăn quả` between two rows ended the table: none of its figures had a row."""
    lines = [
        "Loại cây trồng\tĐơn vị tính\tKế hoạch năm 2031\tThực hiện năm 2031",
        "Cây ăn quả",
        "Diện tích xoài\tha\t120\t125,5",
        "II. Cây công nghiệp",
        "Hằng năm",
        "Diện tích mía\tha\t60\t61,5",
        "Tổng hợp từ báo cáo của các xã.",
    ]
    path = tmp_path / "bao-cao.txt"
    path.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    draft = extract(path)
    assert {
        v: (row.raw_label.rpartition(": ")[2], row.scenario) for v, row in rows(draft).items()
    } == {
        "120": ("Diện tích xoài", "target"),
        "125,5": ("Diện tích xoài", "actual"),
        "60": ("Diện tích mía", "target"),
        "61,5": ("Diện tích mía", "actual"),
    }
    assert draft.unbound == ()


def test_a_heading_above_another_table_parts_two_tables(tmp_path: Path) -> None:
    lines = [
        "Chỉ tiêu\tĐơn vị tính\tThực hiện năm 2031",
        "Tổng đàn lợn\tcon\t45.200",
        "Biểu 2. Trồng trọt",
        "Chỉ tiêu\tĐơn vị tính\tKế hoạch năm 2031",
        "Diện tích mía\tha\t60",
    ]
    path = tmp_path / "bao-cao.txt"
    path.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    found = rows(extract(path))
    assert {v: (row.raw_label, row.scenario) for v, row in found.items()} == {
        "45.200": ("Tổng đàn lợn", "actual"),
        "60": ("Diện tích mía", "target"),
    }


def test_of_which_is_left_out_of_the_labels_above() -> None:
    """With a capital it stayed: `Đất ở, Trong đó: Đất ở đô thị`."""
    row = {1: RowLabel("-", "Đất ở đô thị", ("Đất ở, Trong đó:",))}
    assert leads_of(row) == {1: "Đất ở"}
