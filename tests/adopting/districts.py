"""Forms of invented districts that no register knows, and what a person answers about them.

Each is laid out in another way: communes in rows, an office's own codes and units, quarters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


class District(NamedTuple):
    """A form.

    Attributes:
        folder: Below `raw/`.
        name: Of the file.
        facts: Of the sheet Nguồn; none where the form has no such sheet.
        rows: Of the form.
        answers: By sheet: what a row is about (its first cell, or `label | unit`), and the choice.
        figures: Every figure that has to be in the store: cell, value, unit.
    """

    folder: str
    name: str
    facts: Mapping[str, str]
    rows: Sequence[Sequence[Any]]
    answers: Mapping[str, Mapping[str, str]]
    figures: Mapping[str, tuple[float, str]]
    typed: Mapping[str, Mapping[str, Mapping[str, str]]] = {}


def facts(number: str, day: str, place: str, period: str) -> dict[str, str]:
    return {
        "Số ký hiệu": number,
        "Ngày ban hành": day,
        "Cơ quan ban hành": f"Ủy ban nhân dân {place.split(',', maxsplit=1)[0]}",
        "Loại văn bản": "Báo cáo",
        "Trích yếu": f"Tình hình kinh tế - xã hội {period}",
        "Địa bàn": place,
        "Kỳ báo cáo": period,
    }


NEW_PLACE = "địa bàn mới"
NEW = "chỉ tiêu mới"

# Communes in rows, indicators in the header; the second indicator is nobody's, one row is a stranger.
LAM_KHE = District(
    folder="lam-khe",
    name="2024-12-10_88-BC-UBND.xlsx",
    facts=facts("88/BC-UBND", "10/12/2024", "Huyện Lâm Khê, tỉnh Sơn Hà", "Năm 2024"),
    rows=[
        ["KẾT QUẢ THỰC HIỆN MỘT SỐ CHỈ TIÊU NĂM 2024"],
        [],
        ["STT", "Xã, thị trấn", "Tỷ lệ hộ nghèo (%)", "Số nhà rông được tu sửa (nhà rông)"],
        [1, "Xã Ea Lâm", 4.12, 3],
        [2, "Xã Ea Khê", 3.8, 1],
        [3, "Nông trường 52", 6.1, 0],
        [None, "Toàn huyện", 3.95, 4],
    ],
    answers={
        "Chỉ tiêu": {"Số nhà rông được tu sửa (nhà rông)": NEW},
        "Địa bàn": {
            "Huyện Lâm Khê, tỉnh Sơn Hà": NEW_PLACE,
            "Xã Ea Lâm": NEW_PLACE,
            "Xã Ea Khê": NEW_PLACE,
            "Nông trường 52": "bỏ qua",
        },
    },
    figures={
        "C4": (4.12, "%"), "C5": (3.8, "%"), "C7": (3.95, "%"),
        "D4": (3, "nhà"), "D5": (1, "nhà"), "D7": (4, "nhà"),
    },
    typed={"Chỉ tiêu": {"Số nhà rông được tu sửa (nhà rông)": {"Đơn vị tính": "nhà"}}},
)  # fmt: skip

# The office's own codes; a unit nobody knows, and one that is ten of another; a header of its own.
HAI_AN = District(
    folder="hai-an",
    name="2024-11-20_301-BC-UBND.xlsx",
    facts=facts("301/BC-UBND", "20/11/2024", "Huyện Hải Ân, tỉnh Sơn Hà", "Năm 2024"),
    rows=[
        ["BIỂU TỔNG HỢP CHỈ TIÊU NĂM 2024"],
        [],
        ["Mã số", "Tên chỉ tiêu", "ĐVT", "Số chốt sổ 2023", "Chốt kỳ trước 2023", "KH 2024", "Người theo dõi"],
        ["0101", "Tỷ lệ hộ nghèo", "%", 4.5, 4.7, 3.9, "Bà Hoa"],
        ["0102", "Số giàn nuôi hàu", "giàn nuôi", 120, 118, 130, "Ông Lâm"],
        ["0103", "Sản lượng hàu", "chục tấn", 45.5, 44, 50, "Ông Lâm"],
    ],
    answers={
        "Chỉ tiêu": {"Số giàn nuôi hàu": NEW, "Sản lượng hàu": NEW},
        "Cột": {
            "Mã số": "mã chỉ tiêu (dùng làm khóa)",
            "Số chốt sổ 2023": "Thực hiện năm 2023",
            "Chốt kỳ trước 2023": "bỏ qua",
            "Người theo dõi": "bỏ qua",
        },
        "Đơn vị": {"giàn nuôi": "đơn vị đếm mới", "chục tấn": "10 tấn"},
        "Địa bàn": {"Huyện Hải Ân, tỉnh Sơn Hà": NEW_PLACE},
    },
    figures={
        "D4": (4.5, "%"), "F4": (3.9, "%"), "D5": (120, "giàn nuôi"), "F5": (130, "giàn nuôi"),
        "D6": (455, "tấn"), "F6": (500, "tấn"),
    },
    typed={"Chỉ tiêu": {"Sản lượng hàu": {"Đơn vị tính": "tấn"}}},
)  # fmt: skip

# Quarters, two levels of headers, no sheet Nguồn: the form itself says who, but neither number nor day.
CAM_TRUNG = District(
    folder="cam-trung",
    name="quy-3-2024.xlsx",
    facts={},
    rows=[
        ["ỦY BAN NHÂN DÂN HUYỆN CẨM TRUNG"],
        ["TÌNH HÌNH KINH TẾ - XÃ HỘI QUÝ III NĂM 2024"],
        [],
        ["TT", "Nội dung", "Đơn vị tính", "Quý III/2024", None, "Lũy kế từ đầu năm (9 tháng 2024)"],
        [None, None, None, "Kế hoạch", "Thực hiện", None],
        [1, "Thu ngân sách phần huyện hưởng theo phân cấp mới", "tr.đ", 52000, 54125, 148300],
        [2, "Số giờ phát thanh bằng tiếng dân tộc", "Giờ", 90, 88, 262],
    ],
    answers={
        "Chỉ tiêu": {
            "Thu ngân sách phần huyện hưởng theo phân cấp mới": NEW,
            "Số giờ phát thanh bằng tiếng dân tộc": NEW,
        },
        "Địa bàn": {"Huyện Cẩm Trung": NEW_PLACE},
    },
    figures={
        "D6": (52000, "triệu đồng"), "E6": (54125, "triệu đồng"), "F6": (148300, "triệu đồng"),
        "D7": (90, "giờ"), "E7": (88, "giờ"), "F7": (262, "giờ"),
    },
    typed={
        "Tài liệu": {
            "quy-3-2024.xlsx": {
                "Số ký hiệu": "77/BC-UBND", "Ngày ban hành": "05/10/2024", "Loại văn bản": "Báo cáo",
            }
        }
    },
)  # fmt: skip
DISTRICTS = (LAM_KHE, HAI_AN, CAM_TRUNG)
MERGES = {"cam-trung": ("D4:E4", "A4:A5", "B4:B5", "C4:C5", "F4:F5")}


def write_form(data: Path, district: District, rows: Iterable[Sequence[Any]] | None = None) -> Path:
    """Write the form of a district below `data/raw`."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if district.facts:
        source = book.create_sheet("Nguồn")
        for pair in district.facts.items():
            source.append(pair)
    sheet = book.create_sheet("Biểu")
    for row in rows or district.rows:
        sheet.append(list(row))
    for merge in MERGES.get(district.folder, ()):
        sheet.merge_cells(merge)
    path = data / "raw" / district.folder / district.name
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def fill(path: Path, district: District) -> int:
    """Fill the workbook as a person does: choices, and what only a person can know.

    Returns:
        The number of choices made and of cells typed.
    """
    book = openpyxl.load_workbook(path)
    made = 0
    for sheet, answers in district.answers.items():
        made += _choose(book[sheet], answers)
    for sheet, rows in district.typed.items():
        for about, cells in rows.items():
            for header, text in cells.items():
                made += _put(book[sheet], about, header, text)
    book.save(path)
    return made


CHOICES = ("Chọn chỉ tiêu", "Đọc như", "Đọc là", "Chọn địa bàn")


def _choose(sheet: Any, answers: Mapping[str, str]) -> int:
    header = next(cell.value for cell in sheet[1] if cell.value in CHOICES)
    return sum(_put(sheet, about, header, choice) for about, choice in answers.items())


def _put(sheet: Any, about: str, header: str, text: str) -> int:
    """Write into the row about something; its first cell may be a path that ends in it."""
    headers = [cell.value for cell in sheet[1]]
    rows = [
        row for row in sheet.iter_rows(min_row=2) if str(row[0].value).rpartition("/")[2] == about
    ]
    assert len(rows) == 1, f"{sheet.title}: {about} is asked {len(rows)} times"
    rows[0][headers.index(header)].value = text
    return 1
