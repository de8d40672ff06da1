"""What a table is refused with: rule, place, what was found, what to do, in both languages, whole."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from indicators.readers.table import Cell
from tests.tables.tables import HEAD, cell, read, sheet

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.model.records import Finding

RATE, BUDGET = "Tỷ lệ hộ nghèo", "Thu thường xuyên"
GOOD = (1, BUDGET, "tỷ đồng", 80, 77)
COMPARED = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024", "So với cùng kỳ")
PLACED = (*HEAD, "Địa bàn", "Kỳ", "Mức độ hoàn thành")
SAID = (
    "STT",
    "Chỉ tiêu",
    "Chỉ tiêu trong từ điển",
    "Đơn vị tính",
    "Số liệu",
    "Loại số liệu",
    "Cách đo",
    "Giá",
)


def special(kind: Any, text: str) -> Cell:
    return Cell(1, 1, kind, text)


def whole(f: Finding) -> tuple[Any, ...]:
    return (
        f.severity,
        f.rule,
        f.document_id,
        f.locator,
        f.expected,
        f.found,
        f.message_vi,
        f.message_en,
    )


DATE = (
    "hãy ghi như 19/12/2023, 10/2023 hoặc 2023, hoặc 'không ghi' nếu văn bản không ghi ngày",
    "write it as 19/12/2023, 10/2023 or 2023, or 'không ghi' where the document prints none",
)


@pytest.mark.parametrize(
    ("facts", "rule", "locator", "found", "vi", "en"),
    [
        (
            dict.fromkeys(("Số ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Loại văn bản", "Trích yếu", "Địa bàn", "Kỳ báo cáo")),
            "missing_source_sheet", "Nguồn", None,
            ("không có trang 'Nguồn', và các bảng không ghi rõ: Số ký hiệu, Ngày ban hành, Cơ quan ban hành, Loại văn bản, Trích yếu, Địa bàn; "
            "hãy thêm trang 'Nguồn', cột A ghi các tên đó, cột B ghi nội dung"),
            ("there is no sheet 'Nguồn', and the tables do not print: Số ký hiệu, Ngày ban hành, Cơ quan ban hành, Loại văn bản, Trích yếu, Địa bàn; "
            "add a sheet 'Nguồn' with these names in column A and what they are in column B"),
        ),
        (
            {"Số ký hiệu": None, "Loại văn bản": None}, "missing_fact", "Nguồn", None,
            "thiếu các dòng Số ký hiệu và Loại văn bản; hãy thêm các dòng đó",
            "the lines Số ký hiệu and Loại văn bản are missing; add them",
        ),
        *(
            (
                {key: None}, "missing_fact", "Nguồn", None,
                f"thiếu dòng '{key}'; hãy thêm dòng đó", f"the line '{key}' is missing; add it",
            )
            for key in ("Ngày ban hành", "Cơ quan ban hành", "Loại văn bản", "Trích yếu", "Địa bàn")
        ),
        (
            {"Số ký hiệu": None}, "missing_fact", "Nguồn", None,
            "thiếu dòng 'Số ký hiệu'; nếu văn bản không ghi số, hãy đặt 'Mã thay số'",
            "the line 'Số ký hiệu' is missing; where the document prints no number, give 'Mã thay số'",
        ),
        *(
            (
                {"Ngày ban hành": text}, "missing_fact", "Nguồn!B2", text,
                f"ngày ban hành '{text}' không đọc được; {DATE[0]}", f"the date '{text}' cannot be read; {DATE[1]}",
            )
            for text in ("hôm qua", "31/02/2024", "05/12/24", "13/2024", "ngày 1 đến ngày 2 tháng 3 năm 2024")
        ),
        (
            {"Ngày ban hành": "2024-13"}, "missing_fact", "Nguồn!B2", "13/2024",
            f"ngày ban hành '13/2024' không đọc được; {DATE[0]}", f"the date '13/2024' cannot be read; {DATE[1]}",
        ),
        (
            {"Địa bàn": "Huyện Đồng Khô"}, "unknown_place", "Nguồn!B6", "Huyện Đồng Khô",
            ("địa bàn 'Huyện Đồng Khô' chưa có trong danh mục; gần nhất: Huyện Đồng Hỷ, Huyện Đồng Phú, Huyện Đồng Lúa;"
            " hãy sửa tên hoặc khai địa bàn mới qua indicators adopt"),
            ("the place 'Huyện Đồng Khô' is not in the register; nearest: Huyện Đồng Hỷ, Huyện Đồng Phú, Huyện Đồng Lúa;"
            " mend the name or declare the place through indicators adopt"),
        ),
    ],
)  # fmt: skip
def test_facts_of_the_document(
    facts: dict[str, Any],
    rule: str,
    locator: str,
    found: str | None,
    vi: str,
    en: str,
    tmp_path: Path,
) -> None:
    result = read(tmp_path, HEAD, GOOD, facts=facts)
    assert (result.document, result.observations) == (None, [])
    (finding,) = result.findings
    assert whole(finding) == ("error", rule, None, f"raw/a.xlsx, {locator}", None, found, vi, en)


NO_HEAD = "không tìm thấy hàng tiêu đề có cột 'Chỉ tiêu'; hãy thêm hàng tiêu đề (STT, Chỉ tiêu, Đơn vị tính, …)"
OUTSIDE = "nằm ngoài bảng; hãy đặt tiêu đề cho cột hoặc chuyển ô vào bảng"
HEAD_WANTED = "hãy ghi rõ, ví dụ 'Thực hiện năm 2024', hoặc trả lời qua indicators adopt"
HEAD_WANTED_EN = "write it as, say, 'Thực hiện năm 2024', or answer it through indicators adopt"
RECALCULATE = "không phải số liệu; hãy mở tệp bằng Excel, tính lại rồi lưu"
TYPE_AGAIN = "hãy định dạng ô là văn bản và gõ lại", "format the cell as text and type it again"
SAID_WORDS = (
    "'Giá trị', 'Tăng so với cùng kỳ (%)', '% kế hoạch', 'Tỷ trọng (%)', 'Chênh lệch', 'Bằng chữ'"
)
PRICES = "'so sánh 2010', 'so sánh', 'hiện hành'"

REFUSED = [
    # the sheet
    (
        [("Tên " * 30, "Số liệu"), ("Hộ nghèo", 3)],
        "head_not_found", "A1", "Chỉ tiêu", ("Tên " * 30)[:80], NO_HEAD,
        "no header row with a column 'Chỉ tiêu' was found; add one (STT, Chỉ tiêu, Đơn vị tính, …)",
    ),
    (
        [HEAD, (*GOOD, "x" * 90)], "cell_not_placed", "F2", None, "x" * 80, f"ô '{'x' * 80}' {OUTSIDE}",
        f"the cell '{'x' * 80}' stands outside the table; give its column a header or move it into the table",
    ),
    (
        [(*HEAD, "Xã A"), (*GOOD, 5)], "head_not_understood", "F1", None, "Xã A",
        f"không hiểu tiêu đề cột 'Xã A'; {HEAD_WANTED}", f"the header 'Xã A' is not known; {HEAD_WANTED_EN}",
    ),
    (
        [(*HEAD, "So với vùng"), (*GOOD, 5)], "head_not_understood", "F1", None, "So với vùng",
        f"tiêu đề cột 'So với vùng' so sánh với mốc chưa rõ; {HEAD_WANTED}",
        f"the header 'So với vùng' compares with something unknown; {HEAD_WANTED_EN}",
    ),
    # the row
    (
        [HEAD, (1, RATE, "%%%", 1, None)], "unknown_unit", "C2", None, "%%%",
        "đơn vị tính '%%%' chưa có trong danh mục; hãy sửa lại, hoặc trả lời qua indicators adopt",
        "the unit '%%%' is not known; mend it, or answer it through indicators adopt",
    ),
    (
        [PLACED, (1, RATE, "%", 1, None, "Xã Bến Đò")], "unknown_place", "F2", "Xã Bến Xuân, Huyện Đồng Lúa", "Xã Bến Đò",
        ("địa bàn 'Xã Bến Đò' không phải địa bàn của văn bản hay đơn vị bên trong; gần nhất: Xã Bến Xuân, Huyện Đồng Lúa;"
         " hãy sửa tên hoặc khai địa bàn mới qua indicators adopt"),
        ("the place 'Xã Bến Đò' is neither that of the document nor known inside it; nearest: Xã Bến Xuân, Huyện Đồng Lúa;"
         " mend the name or declare the place through indicators adopt"),
    ),
    (
        [PLACED, (1, RATE, "%", 1, None, None, "vụ mùa")], "missing_period", "G2", None, "vụ mùa",
        "kỳ 'vụ mùa' không đọc được; hãy ghi như 'Năm 2023', 'Tháng 10/2023'",
        "the period 'vụ mùa' cannot be read; write it as 'Năm 2023' or 'Tháng 10/2023'",
    ),
    (
        [HEAD, (None, None, None, 1)], "missing_label", "D2", None, "1",
        "số liệu không có tên chỉ tiêu ở dòng này hay dòng trên; hãy ghi tên chỉ tiêu",
        "the figure has no label in its row or above; write the label",
    ),
    (
        [HEAD, GOOD, (2, BUDGET, "tỷ đồng", 81)], "duplicate_figure", "D3", "Biểu 1!D2", "81",
        "chỉ tiêu 'Thu thường xuyên' (budget_revenue_regular) đã có số liệu cùng kỳ, cùng loại ở Biểu 1!D2; hãy xóa một trong hai hoặc sửa tên chỉ tiêu",
        ("'Thu thường xuyên' (budget_revenue_regular) has a figure for the same period, scenario and measure at Biểu 1!D2 already;"
        " delete one or mend its label"),
    ),
    # the label
    (
        [HEAD, (1, RATE, None, 1)], "missing_unit", "B2", None, RATE,
        "chỉ tiêu 'Tỷ lệ hộ nghèo' không có đơn vị tính; hãy ghi đơn vị vào cột Đơn vị tính",
        "'Tỷ lệ hộ nghèo' has a figure but no unit; write the unit into its column",
    ),
    (
        [HEAD, (1, "Sản lượng lúa nếp", "tấn", 1, 2)], "unknown_label", "B2", "rice_output, rice_output_spring, rice_output_main", "Sản lượng lúa nếp",
        ("chỉ tiêu 'Sản lượng lúa nếp' (tấn, mức) chưa có trong từ điển; gần nhất: rice_output ('Sản lượng lúa'); rice_output_spring ('Sản lượng lúa xuân');"
        " rice_output_main ('Sản lượng lúa mùa'); hãy sửa tên hoặc đơn vị, hoặc trả lời qua indicators adopt"),
        ("the label 'Sản lượng lúa nếp' (tấn, level) is not in the codebook; nearest: rice_output ('Sản lượng lúa'); rice_output_spring ('Sản lượng lúa xuân');"
        " rice_output_main ('Sản lượng lúa mùa'); mend the label or unit, or answer it through indicators adopt"),
    ),
    # the figure
    (
        [HEAD, (1, RATE, "%", dt.date(2024, 5, 3))], "date_in_value", "D2", "3-5", "03/05/2024",
        f"ô là ngày tháng '03/05/2024', có lẽ Excel đã đổi từ '3-5'; {TYPE_AGAIN[0]}",
        f"the cell is a date '03/05/2024', which Excel probably made of '3-5'; {TYPE_AGAIN[1]}",
    ),
    (
        [HEAD, (1, RATE, "%", dt.date(2015, 10, 1))], "date_in_value", "D2", "1-10' / '10-15", "01/10/2015",
        f"ô là ngày tháng '01/10/2015', có lẽ Excel đã đổi từ '1-10' / '10-15'; {TYPE_AGAIN[0]}",
        f"the cell is a date '01/10/2015', which Excel probably made of '1-10' / '10-15'; {TYPE_AGAIN[1]}",
    ),
    (
        [HEAD, (1, RATE, "%", dt.date(2010, 10, 1))], "date_in_value", "D2", "1-10", "01/10/2010",
        f"ô là ngày tháng '01/10/2010', có lẽ Excel đã đổi từ '1-10'; {TYPE_AGAIN[0]}",
        f"the cell is a date '01/10/2010', which Excel probably made of '1-10'; {TYPE_AGAIN[1]}",
    ),
    (
        [HEAD, (1, RATE, "%", special("date", "3 tháng 5"))], "date_in_value", "D2", "3 tháng 5", "3 tháng 5",
        f"ô là ngày tháng '3 tháng 5', có lẽ Excel đã đổi từ '3 tháng 5'; {TYPE_AGAIN[0]}",
        f"the cell is a date '3 tháng 5', which Excel probably made of '3 tháng 5'; {TYPE_AGAIN[1]}",
    ),
    *(
        (
            [HEAD, (1, RATE, "%", special(kind, text))], rule, "D2", None, text, f"ô chứa '{text}', {RECALCULATE}",
            f"the cell holds '{text}' instead of a figure; open the file in Excel, recalculate and save",
        )
        for kind, text, rule in (
            ("error", "#DIV/0!", "error_value"),
            ("no_value", "=A1", "formula_without_value"),
            ("boolean", "TRUE", "unreadable_figure"),
        )
    ),
    (
        [HEAD, (1, BUDGET, "tỷ đồng", "5 bao gạo")], "unknown_unit", "D2", "ao, bao, nghìn thuê bao", "5 bao gạo",
        ("không đọc được '5 bao gạo' (trong '5 bao gạo', chưa biết đơn vị 'bao gạo'; gần nhất: ao, bao, nghìn thuê bao; hãy sửa lại);"
        " hãy sửa ô, hoặc tách mỗi số liệu một dòng"),
        "'5 bao gạo' cannot be read: in '5 bao gạo', the unit 'bao gạo' is not known; nearest: ao, bao, nghìn thuê bao; mend it",
    ),
    (
        [HEAD, (1, BUDGET, "tỷ đồng", "khoảng 3 hay 4")], "unreadable_figure", "D2", None, "khoảng 3 hay 4",
        ("không đọc được 'khoảng 3 hay 4' ('khoảng 3 hay 4' có nhiều số liệu; hãy ghi mỗi số liệu vào một ô riêng);"
        " hãy sửa ô, hoặc tách mỗi số liệu một dòng"),
        "'khoảng 3 hay 4' cannot be read: 'khoảng 3 hay 4' holds several figures; give each a cell of its own",
    ),
    (
        [COMPARED, (1, BUDGET, "tỷ đồng", 77, 1.04)], "ratio_or_percent", "E2", None, "1,04",
        "'1,04' có thể là tỷ số hay phần trăm; hãy ghi (%) vào tiêu đề cột hoặc định dạng ô là phần trăm",
        "'1,04' may be a ratio or a percentage; write (%) into the header of the column or format the cell as percent",
    ),
    # a row that speaks of its own figure
    (
        [SAID, (1, RATE, "budget_revenue_regular", "ha", 1)], "unit_does_not_fit", "C2", "tỷ đồng", "budget_revenue_regular",
        "chỉ tiêu [budget_revenue_regular] tính bằng 'tỷ đồng', nhưng số liệu có đơn vị 'ha'; hãy chọn chỉ tiêu khác hoặc sửa đơn vị tính",
        "'budget_revenue_regular' is counted in 'tỷ đồng', but the figure is counted in 'ha'; choose another indicator or mend the unit",
    ),
    (
        [SAID, (1, RATE, "budget_revenue_regular", None, 1)], "missing_unit", "C2", "tỷ đồng", "budget_revenue_regular",
        "chỉ tiêu [budget_revenue_regular] tính bằng 'tỷ đồng', nhưng số liệu không có đơn vị; hãy chọn chỉ tiêu khác hoặc sửa đơn vị tính",
        "'budget_revenue_regular' is counted in 'tỷ đồng', but the figure has no unit; choose another indicator or mend the unit",
    ),
    (
        [SAID, (1, RATE, "tên cũ [poverty_rat]", "%", 1)], "unknown_indicator", "C2",
        "poverty_rate, multidimensional_poverty_rate, near_poverty_rate", "tên cũ [poverty_rat]",
        ("'poverty_rat' không có trong từ điển; gần nhất: poverty_rate, multidimensional_poverty_rate, near_poverty_rate;"
        " hãy chọn lại, hoặc để trống để tra theo tên chỉ tiêu"),
        ("'poverty_rat' is no indicator of the codebook; nearest: poverty_rate, multidimensional_poverty_rate, near_poverty_rate;"
        " choose again, or leave the cell empty to look up the label"),
    ),
    (
        [SAID, (1, RATE, None, "%", 1, "Dự báo")], "unknown_word", "F2", "Chỉ tiêu, Ước thực hiện, Thực hiện", "Dự báo",
        "không hiểu 'Dự báo' ở cột 'Loại số liệu'; hãy ghi một trong các từ 'Chỉ tiêu', 'Ước thực hiện', 'Thực hiện'",
        "'Dự báo' in the column 'Loại số liệu' is not known; write one of 'Chỉ tiêu', 'Ước thực hiện', 'Thực hiện'",
    ),
    (
        [SAID, (1, RATE, None, "%", 1, None, "Tăng")], "unknown_word", "G2", SAID_WORDS.replace("'", ""), "Tăng",
        f"không hiểu 'Tăng' ở cột 'Cách đo'; hãy ghi một trong các từ {SAID_WORDS}",
        f"'Tăng' in the column 'Cách đo' is not known; write one of {SAID_WORDS}",
    ),
    (
        [SAID, (1, RATE, None, "%", 1, None, None, "2010")], "unknown_word", "H2", PRICES.replace("'", ""), "2010",
        f"không hiểu '2010' ở cột 'Giá'; hãy ghi một trong các từ {PRICES}",
        f"'2010' in the column 'Giá' is not known; write one of {PRICES}",
    ),
    (
        [SAID, (1, RATE, None, "%", "tăng 25,4%", None, "Giá trị")], "measure_contradicts", "E2", "Tăng so với cùng kỳ (%)", "tăng 25,4%",
        "'tăng 25,4%' có nghĩa là 'Tăng so với cùng kỳ (%)', nhưng cột 'Cách đo' ghi 'Giá trị'; hãy sửa một trong hai ô",
        "'tăng 25,4%' says 'Tăng so với cùng kỳ (%)', but the row says 'Giá trị'; mend one of the two cells",
    ),
    (
        [SAID, (1, RATE, None, "%", "12 xã", None, "Tỷ trọng (%)")], "unit_does_not_fit", "E2", None, "12 xã",
        "'12 xã' không phải là phần trăm, nhưng cột 'Cách đo' ghi 'Tỷ trọng (%)'; hãy sửa một trong hai ô",
        "'12 xã' is no percentage, but the row says 'Tỷ trọng (%)'; mend one of the two cells",
    ),
    *(
        (
            [SAID, (1, RATE, None, "%", text, None, "Tốc độ tăng")], "index_or_growth", "E2", None, text,
            f"'{text}' có thể là chỉ số hay tốc độ tăng; hãy ghi 'bằng {text}' hoặc 'tăng {text}'",
            f"'{text}' may be an index or a growth rate; write 'bằng {text}' or 'tăng {text}'",
        )
        for text in ("85", "130%")
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "rule", "at", "expected", "found", "vi", "en"), REFUSED)
def test_table_is_refused(
    rows: list[Any],
    rule: str,
    at: str,
    expected: str | None,
    found: str,
    vi: str,
    en: str,
    tmp_path: Path,
) -> None:
    result = read(tmp_path, *rows)
    (finding,) = result.findings
    where = f"Biểu 1!{at}"
    assert whole(finding) == ("error", rule, "dong-lua/12-BC-UBND", where, expected, found, vi, en)
    at_cell = next(
        k for k in result.ledger.accounts if cell(k[1], k[2], "").address == at and k[0] == "Biểu 1"
    )
    assert result.ledger.accounts[at_cell] == "finding"


PERIOD = "không rõ kỳ của cột 'Kết quả / Thực hiện'; hãy ghi năm vào tiêu đề cột, tên bảng hoặc dòng 'Kỳ báo cáo' của trang Nguồn"
PERIOD_EN = (
    "the period of the column 'Kết quả / Thực hiện' is unknown; write the year into its header, the title or the line"
    " 'Kỳ báo cáo' of the sheet Nguồn"
)


def test_period_that_nothing_says(tmp_path: Path) -> None:
    header = [("STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"), (None, None, None, "Thực hiện")]
    nothing = {"Kỳ báo cáo": None, "Trích yếu": "Kết quả thực hiện"}
    (found,) = read(tmp_path, *header, (1, RATE, "%", 1.1), facts=nothing).findings
    wanted = ("missing_period", "Biểu 1!D3", None, "1,1", PERIOD, PERIOD_EN)
    assert whole(found) == ("error", "missing_period", "dong-lua/12-BC-UBND", *wanted[1:])


@pytest.mark.parametrize(
    ("row", "severity", "rule", "locator", "found", "vi", "en"),
    [
        (
            (None, None, None, "Người duyệt " * 20), "note", "words_without_label", "D3", ("Người duyệt " * 20)[:200],
            f"'{('Người duyệt ' * 20)[:80]}' không có tên chỉ tiêu nên không phải số liệu (chữ ký, ghi chú?)",
            f"'{('Người duyệt ' * 20)[:80]}' has no label and is taken for no figure (a signature, a remark?)",
        ),
        (
            (2, RATE, "%", None, None, None, None, "Đạt"), "warning", "rating_without_figure", "H3", "Đạt",
            "đánh giá 'Đạt' không có số liệu nào ở dòng này; hãy ghi chỉ tiêu hoặc kết quả",
            "the rating 'Đạt' has no figure in its row; write the target or the result",
        ),
    ],
)  # fmt: skip
def test_rows_that_are_read_but_told(
    row: Any, severity: str, rule: str, locator: str, found: str, vi: str, en: str, tmp_path: Path
) -> None:
    result = read(tmp_path, PLACED, GOOD, row)
    (finding,) = result.findings
    where = f"Biểu 1!{locator}"
    assert whole(finding) == (severity, rule, "dong-lua/12-BC-UBND", where, None, found, vi, en)
    assert len(result.observations) == 2


def test_ambiguous_label_names_what_it_may_be(tmp_path: Path) -> None:
    row = (1, "Năng suất lúa cả năm", "tạ/ha", None, "tăng 5%")
    (finding,) = read(tmp_path, HEAD, row).findings
    assert whole(finding) == (
        "error", "ambiguous_label", "dong-lua/12-BC-UBND", "Biểu 1!B2",
        "rice_yield_crop_average, rice_yield_year", "Năng suất lúa cả năm",
        "chỉ tiêu 'Năng suất lúa cả năm' (%, tăng so với cùng kỳ) có thể là rice_yield_crop_average hoặc rice_yield_year; hãy ghi rõ tên hoặc đơn vị",
        "the label 'Năng suất lúa cả năm' (%, growth) may mean rice_yield_crop_average or rice_yield_year; make the label or the unit clearer",
    )  # fmt: skip


def test_each_label_is_told_once_and_all_its_figures_are_findings(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD, (1, "Sản lượng", "tấn", 1, 2), GOOD)
    assert [f.rule for f in result.findings] == ["unknown_label"]
    accounts = {at[1:]: said for at, said in result.ledger.accounts.items() if at[0] == "Biểu 1"}
    assert {at: said for at, said in accounts.items() if at[0] == 2} == {
        (2, 1): "label", (2, 2): "finding", (2, 3): "label", (2, 4): "finding", (2, 5): "finding",
    }  # fmt: skip
    assert {said for at, said in accounts.items() if at[0] == 3} == {"label", "observation"}


def test_sheets_that_hold_no_figures_are_ignored_cell_by_cell(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD, GOOD, more=[sheet("Biểu đồ", [("a", 1), (None, 2)])])
    assert result.findings == []
    ignored = {at for at, said in result.ledger.accounts.items() if said == "ignored"}
    assert ignored == {("Biểu đồ", 1, 1), ("Biểu đồ", 1, 2), ("Biểu đồ", 2, 2)}
