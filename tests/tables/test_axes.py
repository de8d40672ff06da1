"""Communes, years and crops on either axis of a table: each figure has what stands over and beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.tables.axes_tables import figures, read, refused

if TYPE_CHECKING:
    from pathlib import Path

TITLE = ("CHỈ TIÊU NĂM 2024",)
YEARS = ("MỘT SỐ CHỈ TIÊU GIAI ĐOẠN 2022-2024",)
ROWS = ("STT", "Chỉ tiêu", "ĐVT")
NONE = (None, None, None)
HERD = (1, "Tổng đàn trâu", "con")
PEOPLE = (2, "Dân số trung bình", "người")

# name: rows, merges, figures, findings
BANDS: dict[str, tuple[list[Any], list[str], list[str], list[str]]] = {
    "merged": (
        [TITLE, (*ROWS, "Toàn huyện", None, None, "Xã An Phú", None, None),
         (*NONE, "KH 2024", "TH 2024", "TH/KH (%)", "KH 2024", "ƯTH 2024", "ƯTH/KH (%)"), (*HERD, 200, 190, 95.0, 40, 50, 125.0)],
        ["A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:I2"],
        ["D4 dong-lua buffaloes target 2024 200 con", "E4 dong-lua buffaloes actual 2024 190 con",
         "F4 dong-lua buffaloes actual attainment 2024 95.0 %", "G4 an-phu buffaloes target 2024 40 con",
         "H4 an-phu buffaloes estimate 2024 50 con", "I4 an-phu buffaloes estimate attainment 2024 125.0 %"],
        [],
    ),
    "not merged, in capitals, with marks and abbreviations": (
        [TITLE, (*ROWS, "XÃ AN PHÚ", None, "2. TT Đồng Lúa", None), (*NONE, "KH 2024", "TH 2024", "KH 2024", "TH 2024"), (*HERD, 1, 2, 3, 4)],
        [],
        ["D4 an-phu buffaloes target 2024 1 con", "E4 an-phu buffaloes actual 2024 2 con",
         "F4 thi-tran buffaloes target 2024 3 con", "G4 thi-tran buffaloes actual 2024 4 con"],
        [],
    ),
    "below the year": (
        [TITLE, (*ROWS, "Năm 2023", None, "Năm 2024", None), (*NONE, "Huyện", "Xã Bến Xuân", "Huyện", "Xã Bến Xuân"), (*PEOPLE, 90, 30, 91, 31)],
        ["D2:E2", "F2:G2"],
        ["D4 dong-lua people actual 2023 90 người", "F4 dong-lua people actual 2024 91 người",
         "E4 ben-xuan people actual 2023 30 người", "G4 ben-xuan people actual 2024 31 người"],
        [],
    ),
    "one level, with the whole and others": (
        [TITLE, (*ROWS, "Huyện Đồng Lúa", "Bến Xuân", "Xã Yên Khê", "Toàn tỉnh", "Cả nước"), (*HERD, 5, 6, 7, 8, 9)],
        [],
        ["D3 dong-lua buffaloes actual 2024 5 con", "E3 ben-xuan buffaloes actual 2024 6 con"],
        ["Biểu!F2 head_not_understood", "Biểu!G2 head_not_understood", "Biểu!H2 head_not_understood"],
    ),
    "divided by communes": (
        [TITLE, (*ROWS, "Tổng số", "Chia ra", None), (*NONE, None, "Xã An Phú", "Xã Bến Xuân"), (*HERD, 50, 20, 30)],
        ["E2:F2"],
        ["D4 dong-lua buffaloes actual 2024 50 con", "E4 an-phu buffaloes actual 2024 20 con", "F4 ben-xuan buffaloes actual 2024 30 con"],
        [],
    ),
    "beside other words": (
        [TITLE, (*ROWS, "TH 2023 xã An Phú", "Xã Bến Xuân - KH 2024", "TH 2024 (Thị trấn Đồng Lúa)"), (*HERD, 1, 2, 3)],
        [],
        [],
        ["Biểu!D2 head_not_understood", "Biểu!E2 head_not_understood", "Biểu!F2 head_not_understood"],
    ),
    "the document's own beside other words, a commune with nothing but its mark": (
        [TITLE, ("STT", "Chỉ tiêu", "DVT", "TH 2023 huyện Đồng Lúa", "3) Xã Bến Xuân", "Ước TH 2024 xã Bến Xuân"), (*HERD, 1, 2, 3)],
        [],
        ["D3 dong-lua buffaloes actual 2023 1 con", "E3 ben-xuan buffaloes actual 2024 2 con"],
        ["Biểu!F2 head_not_understood"],
    ),
    "of groups": (
        [TITLE, (*ROWS, "Tổng số", "Trong đó: Nữ", "Nông thôn"), (*NONE, "TH 2024", "TH 2024", "TH 2023"), (*PEOPLE, 90, 45, 70)],
        [],
        ["D4 dong-lua people actual 2024 90 người"],
        ["Biểu!E3 head_not_understood", "Biểu!F3 head_not_understood"],
    ),
    "of two communes": (
        [TITLE, (*ROWS, "TH 2024", "Xã An Phú"), (*NONE, None, "Xã Bến Xuân"), (*PEOPLE, 90, 45)],
        [],
        ["D4 dong-lua people actual 2024 90 người"],
        ["Biểu!E3 head_not_understood"],
    ),
    "refused as one": (
        [TITLE, (*ROWS, "TH 2024", "Toàn tỉnh", None, None), (*NONE, None, "KH 2024", "TH 2024", "TH/KH (%)"), (*PEOPLE, 1, 2, 3, 4),
         (*HERD, 1, 2, 3, 4)],
        ["E2:G2"],
        ["D4 dong-lua people actual 2024 1 người", "D5 dong-lua buffaloes actual 2024 1 con"],
        ["Biểu!E3:G3 head_not_understood"],
    ),
}  # fmt: skip

PLACES: dict[str, tuple[list[Any], list[str], list[str], list[str]]] = {
    "units in brackets": (
        [TITLE, ("STT", "Đơn vị hành chính", "Dân số trung bình (người)", "Tỷ lệ hộ nghèo (%)"), (None, "TOÀN HUYỆN", 900, 3.5),
         ("I", "Thị trấn Đồng Lúa", 500, 2.5), ("II", "Xã An Phú", 400, 4.5), ("III", "Xã Lạ", 1, 2), ("IV", "Toàn tỉnh", 3, 4)],
        [],
        ["C3 dong-lua people actual 2024 900 người", "D3 dong-lua poverty_rate actual 2024 3.5 %",
         "C4 thi-tran people actual 2024 500 người", "D4 thi-tran poverty_rate actual 2024 2.5 %",
         "C5 an-phu people actual 2024 400 người", "D5 an-phu poverty_rate actual 2024 4.5 %"],
        ["Biểu!B6 unknown_place", "Biểu!B7 unknown_place"],
    ),
    "units in a row of their own, numbered columns": (
        [("KẾT QUẢ NĂM 2023",), ("TT", "Xã, thị trấn", "Dân số", "Tổng đàn trâu"), (None, None, "Người", "(con)"), ("A", "B", 1, 2),
         (1, "- Bến Xuân", 300, 20), (2, "X. An Phú", 400, 30), (None, "Cộng", 700, 50)],
        [],
        ["C5 ben-xuan people actual 2023 300 người", "D5 ben-xuan buffaloes actual 2023 20 con",
         "C6 an-phu people actual 2023 400 người", "D6 an-phu buffaloes actual 2023 30 con",
         "C7 dong-lua people actual 2023 700 người", "D7 dong-lua buffaloes actual 2023 50 con"],
        [],
    ),
    "targets and results": (
        [TITLE, ("TT", "Đơn vị", "Tổng đàn trâu (con)", None, None, "Diện tích chè (ha)", None),
         (None, None, "KH 2024", "TH 2024", "TH/KH (%)", "TH 2023", "TH 2024"),
         (1, "Xã An Phú", 10, 20, 200, 30, 40)],
        ["A2:A3", "B2:B3", "C2:E2", "F2:G2"],
        ["C4 an-phu buffaloes target 2024 10 con", "D4 an-phu buffaloes actual 2024 20 con", "E4 an-phu buffaloes actual attainment 2024 200 %",
         "F4 an-phu tea_area actual 2023 30 ha", "G4 an-phu tea_area actual 2024 40 ha"],
        [],
    ),
    "a plan by its title": (
        [("KẾ HOẠCH SẢN XUẤT NĂM 2024",), ("TT", "Tên xã", "Diện tích chè (ha)", "Sản lượng chè (tấn)"), (1, "Xã An Phú", 10, 20)],
        [],
        ["C3 an-phu tea_area target 2024 10 ha", "D3 an-phu tea_output target 2024 20 tấn"],
        [],
    ),
    "crops over measures": (
        [TITLE, ("TT", "Xã", "Cây chè", None, None, "Lạc", None),
         (None, None, "Diện tích (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)", "Diện tích (ha)", "Sản lượng (tấn)"),
         (1, "Xã An Phú", 10, 20, 30, 40, 50)],
        ["C2:E2", "F2:G2"],
        ["C4 an-phu tea_area actual 2024 10 ha", "D4 an-phu tea_yield actual 2024 20 tạ/ha", "E4 an-phu tea_output actual 2024 30 tấn",
         "F4 an-phu peanut_area actual 2024 40 ha", "G4 an-phu peanut_output actual 2024 50 tấn"],
        [],
    ),
    "measures over crops": (
        [TITLE, ("TT", "Xã, phường", "Diện tích (ha)", None, "Sản lượng (tấn)", None), (None, None, "Chè", "Lạc", "Chè", "Lạc"),
         (1, "Xã An Phú", 10, 20, 30, 40)],
        ["C2:D2", "E2:F2"],
        ["C4 an-phu tea_area actual 2024 10 ha", "D4 an-phu peanut_area actual 2024 20 ha",
         "E4 an-phu tea_output actual 2024 30 tấn", "F4 an-phu peanut_output actual 2024 40 tấn"],
        [],
    ),
    "a group over the indicators": (
        [TITLE, ("TT", "Xã", "Nữ", "Hộ người Mường", "Tổng đàn trâu (con)"), (None, None, "Dân số (người)", "Dân số (người)", None),
         (1, "Xã An Phú", 10, 20, 30)],
        ["E2:E3"],
        ["E4 an-phu buffaloes actual 2024 30 con"],
        ["Biểu!C3 head_not_understood", "Biểu!D3 unknown_label"],
    ),
    "two totals, of which one is of a part": (
        [TITLE, ("TT", "Xã, thị trấn", "Dân số (người)", "Tổng đàn trâu (con)"), (1, "Xã An Phú", 1, 2), (None, "Cộng", 3, 4),
         (2, "Xã Bến Xuân", 5, 6), (None, "Toàn huyện", 9, 8)],
        [],
        ["C3 an-phu people actual 2024 1 người", "D3 an-phu buffaloes actual 2024 2 con", "C5 ben-xuan people actual 2024 5 người",
         "D5 ben-xuan buffaloes actual 2024 6 con", "C6 dong-lua people actual 2024 9 người", "D6 dong-lua buffaloes actual 2024 8 con"],
        ["Biểu!B4 unknown_place"],
    ),
    "with years beside them": (
        [YEARS, ("Tên xã", "Năm", "Dân số (người)", "Tổng đàn trâu (con)"), ("Xã An Phú", "2023", 1, 2), (None, "2024", 3, 4),
         ("Xã Bến Xuân", "2023", 5, 6), (None, "2024", 7, 8)],
        ["A3:A4"],
        ["C3 an-phu people actual 2023 1 người", "D3 an-phu buffaloes actual 2023 2 con", "C4 an-phu people actual 2024 3 người",
         "D4 an-phu buffaloes actual 2024 4 con", "C5 ben-xuan people actual 2023 5 người", "D5 ben-xuan buffaloes actual 2023 6 con"],
        ["Biểu!C6 missing_key"],
    ),
}  # fmt: skip

TIMES: dict[str, tuple[list[Any], list[str], list[str], list[str]]] = {
    "years": (
        [YEARS, ("STT", "Năm", "Dân số (người)", "Tổng đàn trâu (con)"), (1, "2022", 1, 2), (2, 2023, 3, 4), (3, "Ước 2024", 5, 6),
         (4, "KH 2025", 7, 8), (5, "Bình quân", 9, 10)],
        [],
        ["C3 dong-lua people actual 2022 1 người", "D3 dong-lua buffaloes actual 2022 2 con", "C4 dong-lua people actual 2023 3 người",
         "D4 dong-lua buffaloes actual 2023 4 con", "C5 dong-lua people estimate 2024 5 người", "D5 dong-lua buffaloes estimate 2024 6 con",
         "C6 dong-lua people target 2025 7 người", "D6 dong-lua buffaloes target 2025 8 con"],
        ["Biểu!B7 missing_period"],
    ),
    "months, a quarter and the year": (
        [("ĐÀN VẬT NUÔI NĂM 2023",), ("Tháng", "Tổng đàn trâu (con)"), (1, 10), ("Tháng 2", 11), ("Quý I", 12), ("Cả năm", 13)],
        [],
        ["B3 dong-lua buffaloes actual 01-01/2023 10 con", "B4 dong-lua buffaloes actual 02-02/2023 11 con",
         "B5 dong-lua buffaloes actual 01-03/2023 12 con", "B6 dong-lua buffaloes actual 2023 13 con"],
        [],
    ),
    "quarters by their numbers": (
        [TITLE, ("Quý", "Tổng đàn trâu (con)", "Dân số (người)"), ("I", 10, 1), ("II", 11, 2)],
        [],
        ["B3 dong-lua buffaloes actual 01-03/2024 10 con", "C3 dong-lua people actual 01-03/2024 1 người",
         "B4 dong-lua buffaloes actual 04-06/2024 11 con", "C4 dong-lua people actual 04-06/2024 2 người"],
        [],
    ),
    "labels of two levels": (
        [YEARS, ("Năm", "Chè", None, "Dân số (người)"), (None, "Diện tích (ha)", "Sản lượng (tấn)", None), ("2023", 1, 2, 3), ("2024", 4, 5, 6)],
        ["A2:A3", "B2:C2", "D2:D3"],
        ["B4 dong-lua tea_area actual 2023 1 ha", "C4 dong-lua tea_output actual 2023 2 tấn", "D4 dong-lua people actual 2023 3 người",
         "B5 dong-lua tea_area actual 2024 4 ha", "C5 dong-lua tea_output actual 2024 5 tấn", "D5 dong-lua people actual 2024 6 người"],
        [],
    ),
    "targets and results below a label": (
        [YEARS, ("Năm", "Tổng đàn trâu (con)", None, None), (None, "Kế hoạch", "Thực hiện", "TH/KH (%)"), ("2023", 100, 99, 99.0)],
        ["A2:A3", "B2:D2"],
        ["B4 dong-lua buffaloes target 2023 100 con", "C4 dong-lua buffaloes actual 2023 99 con", "D4 dong-lua buffaloes actual attainment 2023 99.0 %"],
        [],
    ),
    "a year in the header too, and a target that is a result": (
        [YEARS, ("Năm", "Tổng đàn trâu (con)", None, "Dân số (người)"), (None, "TH 2023", "Thực hiện", None), ("KH 2024", 1, 2, 3)],
        ["B2:C2", "D2:D3"],
        ["D4 dong-lua people target 2024 3 người"],
        ["Biểu!B3 head_not_understood", "Biểu!C4 two_scenarios"],
    ),
    "communes over the indicators": (
        [YEARS, ("Năm", "Xã An Phú", None, "Xã Bến Xuân", None),
         (None, "Dân số (người)", "Tổng đàn trâu (con)", "Dân số (người)", "Tổng đàn trâu (con)"), ("2023", 1, 2, 3, 4)],
        ["B2:C2", "D2:E2"],
        ["B4 an-phu people actual 2023 1 người", "C4 an-phu buffaloes actual 2023 2 con",
         "D4 ben-xuan people actual 2023 3 người", "E4 ben-xuan buffaloes actual 2023 4 con"],
        [],
    ),
}  # fmt: skip

CROPS: dict[str, tuple[list[Any], list[str], list[str], list[str]]] = {
    "below each other": (
        [TITLE, (*ROWS, "TH 2023", "TH 2024"), ("I", "CÂY CÔNG NGHIỆP"), (1, "Chè"), (None, "- Diện tích", "ha", 10, 11),
         (None, "- Năng suất", "tạ/ha", 20, 21), (None, "- Sản lượng", "tấn", 30, 31)],
        [],
        ["D5 dong-lua tea_area actual 2023 10 ha", "E5 dong-lua tea_area actual 2024 11 ha", "D6 dong-lua tea_yield actual 2023 20 tạ/ha",
         "E6 dong-lua tea_yield actual 2024 21 tạ/ha", "D7 dong-lua tea_output actual 2023 30 tấn", "E7 dong-lua tea_output actual 2024 31 tấn"],
        [],
    ),
    "in rows, measures in columns": (
        [TITLE, ("TT", "Cây trồng", "Diện tích (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)"), (1, "Chè", 10, 20, 30), (2, "Lạc", 40, None, 50)],
        [],
        ["C3 dong-lua tea_area actual 2024 10 ha", "D3 dong-lua tea_yield actual 2024 20 tạ/ha", "E3 dong-lua tea_output actual 2024 30 tấn",
         "C4 dong-lua peanut_area actual 2024 40 ha", "E4 dong-lua peanut_output actual 2024 50 tấn"],
        [],
    ),
    "in rows, measures over years": (
        [TITLE, ("TT", "Loại cây trồng", "Diện tích (ha)", None, "Sản lượng", None), (None, None, "TH 2023", "TH 2024", "TH 2023", "TH 2024"),
         (None, None, None, None, "(tấn)", "(tấn)"), (1, "Chè", 10, 20, 30, 31)],
        ["C2:D2", "E2:F2"],
        ["C5 dong-lua tea_area actual 2023 10 ha", "D5 dong-lua tea_area actual 2024 20 ha",
         "E5 dong-lua tea_output actual 2023 30 tấn", "F5 dong-lua tea_output actual 2024 31 tấn"],
        [],
    ),
    "of which one is not known": (
        [TITLE, ("TT", "Cây trồng", "Diện tích (ha)", "Sản lượng (tấn)"), (1, "Chè", 10, 30), (2, "Cây sen", 40, 50)],
        [],
        ["C3 dong-lua tea_area actual 2024 10 ha", "D3 dong-lua tea_output actual 2024 30 tấn"],
        ["Biểu!B4 unknown_label", "Biểu!B4 unknown_label"],
    ),
}  # fmt: skip

SECTIONS: dict[str, tuple[list[Any], list[str], list[str], list[str]]] = {
    "communes with numbers": (
        [TITLE, (*ROWS, "KH 2024", "TH 2024"), ("I", "Xã An Phú"), (*HERD, 1, 2), ("II", "Xã Yên Khê"), (*HERD, 3, 4), ("III", "Toàn huyện"),
         (*HERD, 5, 6),
         ("IV", "Khu vực nông thôn"), (*PEOPLE, 7, 8), ("V", "Xã hội"), (*PEOPLE, 9, 10)],
        [],
        ["D4 an-phu buffaloes target 2024 1 con", "E4 an-phu buffaloes actual 2024 2 con", "D8 dong-lua buffaloes target 2024 5 con",
         "E8 dong-lua buffaloes actual 2024 6 con", "D12 dong-lua people target 2024 9 người", "E12 dong-lua people actual 2024 10 người"],
        ["Biểu!B10 other_territory", "Biểu!B6 other_territory"],
    ),
    "communes without numbers": (
        [TITLE, (*ROWS, "TH 2024"), (None, "TOÀN HUYỆN"), (1, "Tổng đàn trâu", "con", 1), (2, "Dân số", "người", 2), (None, "XÃ BẾN XUÂN"),
         (1, "Tổng đàn trâu", "con", 3), (2, "Dân số", "người", 4)],
        [],
        ["D4 dong-lua buffaloes actual 2024 1 con", "D5 dong-lua people actual 2024 2 người",
         "D7 ben-xuan buffaloes actual 2024 3 con", "D8 ben-xuan people actual 2024 4 người"],
        [],
    ),
    "a commune between numbered rows": (
        [TITLE, (*ROWS, "TH 2024"), (1, "Tổng đàn trâu", "con", 1), (None, "Xã Bến Xuân"), (2, "Dân số", "người", 2)],
        [],
        ["D3 dong-lua buffaloes actual 2024 1 con"],
        ["Biểu!B5 other_territory"],
    ),
    "communes below an indicator": (
        [TITLE, (*ROWS, "KH 2024", "TH 2024"), (1, "Dân số", "người", 90, 91), (None, "- Xã An Phú", None, 40, 41),
         (None, "- Xã Bến Xuân", "người", 50, 51),
         (None, "- Huyện", None, 3, 4), (2, "Tổng đàn trâu", "con", 5, 6)],
        [],
        ["D3 dong-lua people target 2024 90 người", "E3 dong-lua people actual 2024 91 người", "D4 an-phu people target 2024 40 người",
         "E4 an-phu people actual 2024 41 người", "D5 ben-xuan people target 2024 50 người", "E5 ben-xuan people actual 2024 51 người",
         "D7 dong-lua buffaloes target 2024 5 con", "E7 dong-lua buffaloes actual 2024 6 con"],
        ["Biểu!B6 unknown_label"],
    ),
    "communes in a column": (
        [TITLE, ("STT", "Địa bàn", "Chỉ tiêu", "ĐVT", "TH 2024"), (1, "Xã An Phú", "Dân số", "người", 1), (None, None, "Tổng đàn trâu", "con", 2),
         (2, "Toàn huyện", "Dân số", "người", 3),
         (3, None, "Tổng đàn trâu", "con", 4), (4, "Tỉnh Hà Bắc", "Dân số", "người", 5)],
        ["B3:B4"],
        ["E3 an-phu people actual 2024 1 người", "E4 an-phu buffaloes actual 2024 2 con", "E5 dong-lua people actual 2024 3 người"],
        ["Biểu!B7 unknown_place", "Biểu!E6 missing_key"],
    ),
    "a commune in the title of one of two tables": (
        [TITLE, (*ROWS, "TH 2024"), (*HERD, 1), ("CHỈ TIÊU NĂM 2023 XÃ AN PHÚ",), (*ROWS, "Thực hiện"), (*HERD, 2)],
        [],
        ["D3 dong-lua buffaloes actual 2024 1 con", "D6 an-phu buffaloes actual 2023 2 con"],
        [],
    ),
    "communes without an indicator": (
        [TITLE, (*ROWS, "TH 2024"), (1, "Xã An Phú", "người", 1), (2, "Dân số", "người", 2)],
        [],
        ["D4 dong-lua people actual 2024 2 người"],
        ["Biểu!B3 missing_label"],
    ),
    "the province in the title": (
        [("CHỈ TIÊU TOÀN TỈNH NĂM 2024",), (*ROWS, "TH 2024"), (*HERD, 1)],
        [],
        [],
        ["Biểu!A1 other_territory"],
    ),
}  # fmt: skip

KEYS: dict[str, tuple[list[Any], list[str], list[str], list[str]]] = {
    "communes below Chỉ tiêu": (
        [TITLE, ("TT", "Chỉ tiêu", "Dân số (người)", "Tổng đàn trâu (con)"), (1, "Xã An Phú", 11, 21), (None, "Toàn huyện", 90, 80)],
        [],
        ["C3 an-phu people actual 2024 11 người", "D3 an-phu buffaloes actual 2024 21 con",
         "C4 dong-lua people actual 2024 90 người", "D4 dong-lua buffaloes actual 2024 80 con"],
        [],
    ),
    "years below Nội dung": (
        [YEARS, ("Nội dung", "Dân số (người)", "Tổng đàn trâu (con)"), ("Năm 2023", 11, 21), ("KH 2024", 12, 22)],
        [],
        ["B3 dong-lua people actual 2023 11 người", "C3 dong-lua buffaloes actual 2023 21 con",
         "B4 dong-lua people target 2024 12 người", "C4 dong-lua buffaloes target 2024 22 con"],
        [],
    ),
    "both words in the corner": (
        [YEARS, ("Năm/Chỉ tiêu", "Dân số (người)", "Tổng đàn trâu (con)"), (2022, 11, 21)],
        [],
        ["B3 dong-lua people actual 2022 11 người", "C3 dong-lua buffaloes actual 2022 21 con"],
        [],
    ),
    "the indicator in the title": (
        [("Biểu 3. DIỆN TÍCH CHÈ PHÂN THEO XÃ GIAI ĐOẠN 2023-2024",), ("Đơn vị tính: ha",), ("TT", "Xã, thị trấn", 2023, "Ước 2024"),
         (1, "Xã An Phú", 11, 12), (None, "Tổng số", 31, 32)],
        [],
        ["C4 an-phu tea_area actual 2023 11 ha", "D4 an-phu tea_area estimate 2024 12 ha",
         "C5 dong-lua tea_area actual 2023 31 ha", "D5 dong-lua tea_area estimate 2024 32 ha"],
        [],
    ),
    "indicator and unit in the title, targets and results": (
        [("TỔNG ĐÀN TRÂU NĂM 2024 (con)",), ("TT", "Đơn vị hành chính", "KH 2024", "TH 2024"), (1, "Xã An Phú", 11, 12)],
        [],
        ["C3 an-phu buffaloes target 2024 11 con", "D3 an-phu buffaloes actual 2024 12 con"],
        [],
    ),
    "no indicator anywhere": (
        [("TÌNH HÌNH CÁC XÃ NĂM 2024",), ("TT", "Xã, thị trấn", "KH 2024", "TH 2024"), (1, "Xã An Phú", 11, 12)],
        [],
        [],
        ["Biểu!C2:D2 head_not_understood"],
    ),
    "a territory above the document's": (
        [TITLE, (*ROWS, "Tỉnh", None, "Huyện", None), (*NONE, "KH 2024", "TH 2024", "KH 2024", "TH 2024"), (*HERD, 1, 2, 3, 4)],
        ["D2:E2", "F2:G2"],
        ["F4 dong-lua buffaloes target 2024 3 con", "G4 dong-lua buffaloes actual 2024 4 con"],
        ["Biểu!D3:E3 head_not_understood"],
    ),
}  # fmt: skip

BESIDE: dict[str, tuple[list[Any], list[str], list[str], list[str]]] = {
    "two tables": (
        [TITLE, (*ROWS, "TH 2024", *ROWS, "TH 2023"), (*HERD, 1, *PEOPLE, 2)],
        [],
        ["D3 dong-lua buffaloes actual 2024 1 con", "H3 dong-lua people actual 2023 2 người"],
        [],
    ),
    "two tables of communes": (
        [TITLE, ("Xã", "Dân số (người)", None, "Xã", "Tổng đàn trâu (con)"), ("Xã An Phú", 1, None, "Xã Bến Xuân", 2)],
        [],
        ["B3 an-phu people actual 2024 1 người", "E3 ben-xuan buffaloes actual 2024 2 con"],
        [],
    ),
    "groups written above the second of their columns": (
        [TITLE, (*ROWS, None, "Năm 2022", None, None, "Năm 2023", None), (*NONE, "KH", "TH", "TH/KH (%)", "KH", "TH", "TH/KH (%)"),
         (*HERD, 1, 2, 200, 4, 5, 125)],
        [],
        [],
        ["Biểu!D3:I3 head_not_understood"],
    ),
    "a column with its own year beside a group": (
        [TITLE, (*ROWS, None, "Năm 2024", None, "So sánh (%)", None), (*NONE, "TH 2023", "KH", "TH", "TH/KH", "TH/TH 2023"), (*HERD, 10, 20, 15, 75, 150)],
        [],
        ["D4 dong-lua buffaloes actual 2023 10 con", "E4 dong-lua buffaloes target 2024 20 con", "F4 dong-lua buffaloes actual 2024 15 con",
         "G4 dong-lua buffaloes actual attainment 2024 75 %", "H4 dong-lua buffaloes actual growth 2024 50 %"],
        [],
    ),
    "another district in the title": (
        [("CHỈ TIÊU HUYỆN LẠC SƠN NĂM 2024",), (*ROWS, "TH 2024"), (*HERD, 1)],
        [],
        [],
        ["Biểu!A1 other_territory"],
    ),
    "the province around the district in the title": (
        [("CHỈ TIÊU HUYỆN ĐỒNG LÚA, TỈNH HÀ BẮC NĂM 2024",), (*ROWS, "TH 2024"), (*HERD, 1)],
        [],
        ["D3 dong-lua buffaloes actual 2024 1 con"],
        [],
    ),
    "a commune in the letterhead": (
        [("UBND XÃ AN PHÚ",), TITLE, (*ROWS, "TH 2024"), (*HERD, 1)],
        [],
        ["D4 an-phu buffaloes actual 2024 1 con"],
        [],
    ),
}  # fmt: skip

KINDS = {
    f"{kind}: {name}": case
    for kind, cases in {
        "bands": BANDS, "places": PLACES, "times": TIMES, "crops": CROPS, "sections": SECTIONS, "keys": KEYS, "beside": BESIDE,
    }.items()
    for name, case in cases.items()
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_has_what_both_axes_give_it(kind: str, tmp_path_factory: Any) -> None:
    rows, merges, expected, findings = KINDS[kind]
    folder: Path = tmp_path_factory.getbasetemp()
    result = read(folder, *rows, merges=merges)
    assert figures(result) == expected
    assert refused(result) == findings


def test_a_sheet_named_after_a_commune_is_its(tmp_path: Path) -> None:
    result = read(tmp_path, TITLE, (*ROWS, "TH 2024"), (*HERD, 1), name="2. Xã An Phú")
    assert figures(result) == ["D3 an-phu buffaloes actual 2024 1 con"]
