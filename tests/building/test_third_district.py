"""Tables of a district the program was not written for: other heads, layouts, habits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from indicators.building import Report, build
from tests.offices import normalised, write_office

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.model.records import Observation

pytestmark = pytest.mark.usefixtures("unaudited")

TWO_LEVEL = [
    ["TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI CHỦ YẾU"],
    ["(Đơn vị tính: xem từng dòng)"],
    [],
    ["TT", "Tên chỉ tiêu", "ĐVT", "Thực hiện", None, None, "Năm 2024", None, "So sánh (%)", None, "Đánh giá", "Đơn vị chủ trì"],
    [None, None, None, 2021, 2022, 2023, "Kế hoạch HĐND tỉnh giao", "Ước thực hiện", "ƯTH/KH", "ƯTH 2024 so với TH 2023", None, None],
    ["A", "B", "C", 1, 2, 3, 4, 5, "6=5/4", "7=5/3", 8, 9],
    ["I", "KINH TẾ"],
    [1, "Tổng giá trị sản xuất trên địa bàn (giá SS 2010)", "tỷ đồng", 4100.5, 4500, 5012.25, "5.500 - 5.600", 5580.125, 1.0145, 1.1133, "Đạt", "Phòng TC-KH"],
    [None, "Trong đó: - Nông nghiệp - Thủy sản", '"', 1000, 1010, 1020, 1050, 1045, 0.995, 1.0245, "Không đạt", "Phòng NN"],
    [2, "Cơ cấu giá trị sản xuất (giá hiện hành)", None, None, None, None, None, None, None, None, None, None],
    [None, "- Nông nghiệp - Thuỷ sản", "%", 25.1, 24.3, 0.2201, "20-21", "20,55%", None, None, "Đạt", None],
    [None, "- Công nghiệp – Xây dựng", None, 44.9, 45.7, 47.99, "49-50", "49,45%", None, None, "Đạt", None],
    [None, "- Thương mại – Dịch vụ", None, 30, 30, 30, "30-31", "30%", None, None, "Đạt", None],
    [3, "Thu NSNN trên địa bàn", "tr.đ", 310000, 350500, "…", 400000, 412345.6, 1.0309, None, "Vượt", None],
    ["II", "XÃ HỘI"],
    [4, "Số lao động được giải quyết việc làm mới", "người", 3000, 3100, 3150, "3.200", 3310, None, None, "Vượt", None],
    [None, None, "lượt người", 5000, 5100, 5200, "trên 5.000", 5310, None, None, "Đạt", None],
    [5, "Tỷ lệ hộ nghèo", "%", 2.4, 1.9, 1.45, "dưới 1,2", 1.1, None, None, "Đạt", None],
    [6, "Số xã phù hợp với trẻ em", "xã", "9/15", "10/15", "11/15", "12/15", "12/15", None, None, "Đạt", None],
    [],
    ["Ghi chú: biểu do Phòng Tài chính - Kế hoạch tổng hợp"],
]  # fmt: skip
ALIASES = """
[[indicator]]
extends = "budget_revenue_in_area"
aliases = ["Thu NSNN trên địa bàn"]
"""


@pytest.fixture
def office(tmp_path: Path) -> Report:
    data = tmp_path / "data"
    merges = ["D4:F4", "G4:H4", "I4:J4", "A4:A5", "B4:B5", "C4:C5", "K4:K5", "L4:L5", "C11:C13"]
    formats = {f"{c}{r}": "0.00%" for c in "IJ" for r in (8, 9, 14)} | {"F11": "0.00%"}
    write_office(data, TWO_LEVEL, merges=merges, formats=formats)
    (data / "codebook" / "aliases.toml").write_text(ALIASES, "utf-8")
    return build(data)


def figures(report: Report) -> dict[str, Observation]:
    return {o.locator.split("!")[1]: o for o in normalised(report.data).observations}


def test_it_loads_without_findings(office: Report) -> None:
    assert [f.message_en for f in office.findings] == []
    assert office.published


def test_every_cell_is_accounted_for(office: Report) -> None:
    (result,) = office.files
    sums = result.sums or {}
    assert sum(sums.values()) == result.cells
    assert sums["finding"] == 0
    # A "no figure" mark and the column of who is in charge (2 cells) are declared ignores.
    assert sums["ignored"] == 3


def test_three_years_of_columns(office: Report) -> None:
    found = figures(office)
    levels = {
        a: (o.period_end.year, o.scenario, float(o.value or 0))
        for a, o in found.items()
        if a in ("D8", "E8", "F8", "H8")
    }
    assert levels == {
        "D8": (2021, "actual", 4100.5),
        "E8": (2022, "actual", 4500),
        "F8": (2023, "actual", 5012.25),
        "H8": (2024, "estimate", 5580.125),
    }


def test_target_of_the_province_is_a_range(office: Report) -> None:
    target = figures(office)["G8"]
    assert (target.scenario, target.target_by, target.bound) == ("target", "province", "range")
    assert (float(target.low or 0), float(target.high or 0)) == (5500, 5600)
    assert (target.price_basis, target.base_year) == ("constant", 2010)


def test_comparisons_shown_as_percent(office: Report) -> None:
    found = figures(office)
    attainment, growth = found["I8"], found["J8"]
    assert (attainment.measure, attainment.scenario, float(attainment.value or 0)) == (
        "attainment",
        "estimate",
        101.45,
    )
    assert (growth.measure, growth.scenario, float(growth.value or 0)) == (
        "growth",
        "estimate",
        11.33,
    )
    assert "index_as_growth" in growth.flags
    assert growth.period_end == dt.date(2024, 12, 31)


def test_shares_stand_under_their_heading_and_inherit_the_unit(office: Report) -> None:
    found = figures(office)
    shares = {
        a: (o.indicator_id, o.measure, o.price_basis, float(o.value or 0), o.unit)
        for a, o in found.items()
        if a in ("F11", "H12", "H13")
    }
    assert shares == {
        "F11": ("gross_output_agriculture", "share", "current", 22.01, "%"),
        "H12": ("gross_output_industry_construction", "share", "current", 49.45, "%"),
        "H13": ("gross_output_trade_services", "share", "current", 30.0, "%"),
    }
    assert "inherited_unit" in found["D12"].flags
    assert found["D12"].raw_unit is None


def test_ditto_mark_and_words_before_the_list_mark(office: Report) -> None:
    part = figures(office)["H9"]
    assert (part.indicator_id, part.measure, part.unit, float(part.value or 0)) == (
        "gross_output_agriculture", "level", "tỷ đồng", 1045,
    )  # fmt: skip
    assert "inherited_unit" in part.flags


def test_blank_label_means_the_same_label_and_the_unit_decides(office: Report) -> None:
    found = figures(office)
    assert [found[a].indicator_id for a in ("D16", "D17")] == [
        "jobs_created_persons",
        "jobs_created_times",
    ]
    assert (found["G17"].bound, float(found["G17"].low or 0)) == ("more_than", 5000)


def test_units_convert_and_keep_their_decimals(office: Report) -> None:
    revenue = figures(office)["H14"]
    assert (revenue.unit, float(revenue.value or 0), revenue.decimals) == ("tỷ đồng", 412.3456, 4)
    assert revenue.raw_value == "412345,6"


def test_ratings_stay_with_the_estimate(office: Report) -> None:
    found = figures(office)
    assert found["H9"].reported_status == "Không đạt"
    assert found["G9"].reported_status is None


def test_ratio_and_threshold(office: Report) -> None:
    found = figures(office)
    ratio = found["H19"]
    assert (float(ratio.value or 0), float(ratio.denominator or 0)) == (12, 15)
    assert (found["G18"].bound, float(found["G18"].high or 0)) == ("less_than", 1.2)


def test_five_year_plan_with_bare_years(tmp_path: Path) -> None:
    rows = [
        ["CÁC CHỈ TIÊU CHỦ YẾU GIAI ĐOẠN 2026 - 2030"],
        ["Số TT", "Nội dung", "Đơn vị", "NĂM 2026", "NĂM 2027", "Giai đoạn 2026 - 2030", "Ghi chú"],
        [1, "Tốc độ tăng tổng giá trị sản xuất", "%", "10 - 11", "trên 11", "11", "giá so sánh"],
    ]
    write_office(
        tmp_path, rows, facts={"Loại văn bản": "Nghị quyết", "Kỳ báo cáo": "Giai đoạn 2026-2030"}
    )
    report = build(tmp_path)
    assert report.errors == 0
    kept = [
        (o.period_end.year, o.period_kind, o.scenario, o.measure, o.bound)
        for o in figures(report).values()
    ]
    assert kept == [
        (2026, "year", "target", "growth", "range"),
        (2027, "year", "target", "growth", "more_than"),
        (2030, "multi_year", "target", "growth", "point"),
    ]


def test_six_months_against_plan_and_the_year_before(tmp_path: Path) -> None:
    rows = [
        ["KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024"],
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm", "Thực hiện cùng kỳ", "Thực hiện 6 tháng", "So với kế hoạch (%)", "So với cùng kỳ (%)"],
        [1, "Tổng mức bán lẻ hàng hóa", "Tỷ đồng", 1200, 500, 560.5, 46.7, 112.1],
        [2, "Doanh thu dịch vụ", "Tỷ đồng", 300, 130, 120, 40, "giảm 7,7%"],
    ]  # fmt: skip
    write_office(tmp_path, rows, facts={"Kỳ báo cáo": "6 tháng đầu năm 2024"})
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    found = figures(report)
    assert (found["D3"].scenario, found["D3"].period_kind, found["D3"].period_end.month) == (
        "target",
        "year",
        12,
    )
    assert (found["E3"].scenario, found["E3"].period_start) == ("actual", dt.date(2023, 1, 1))
    assert (found["F3"].period_kind, found["F3"].period_end) == (
        "year_to_date",
        dt.date(2024, 6, 30),
    )
    assert (found["G3"].measure, float(found["G3"].value or 0)) == ("attainment", 46.7)
    assert (found["H3"].measure, float(found["H3"].value or 0), found["H3"].flags) == (
        "growth",
        12.1,
        ("index_as_growth",),
    )
    assert (found["H4"].measure, float(found["H4"].value or 0), found["H4"].flags) == (
        "growth",
        -7.7,
        (),
    )


def test_several_figures_in_one_cell(tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả thực hiện năm 2024"],
        [1, "Xây dựng nông thôn mới", None, "- 07 xã hoàn thành nông thôn mới kiểu mẫu;\n- 09 xã hoàn thành nông thôn mới nâng cao."],
        [2, "Số lao động được giải quyết việc làm mới", None, "3.310 người; 5.310 lượt người"],
    ]  # fmt: skip
    write_office(tmp_path, rows)
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    kept = {a: (o.indicator_id, float(o.value or 0), o.unit) for a, o in figures(report).items()}
    assert kept == {
        "D2": ("model_rural_communes_total", 7, "xã"),
        "D2#2": ("advanced_rural_communes_total", 9, "xã"),
        "D3": ("jobs_created_persons", 3310, "người"),
        "D3#2": ("jobs_created_times", 5310, "lượt người"),
    }


def test_rating_column_with_percentages_is_attainment(tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2024", "Thực hiện năm 2024", "Mức độ hoàn thành"],
        [1, "Tổng mức bán lẻ hàng hóa", "tỷ đồng", 1000, 1015, "101,5%"],
        [2, "Doanh thu dịch vụ", "tỷ đồng", 100, 90, "Không đạt"],
    ]
    write_office(tmp_path, rows)
    found = figures(build(tmp_path))
    assert (found["F2"].measure, float(found["F2"].value or 0), found["F2"].target_by) == (
        "attainment",
        101.5,
        "plan",
    )
    assert found["E3"].reported_status == "Không đạt"


def test_two_tables_on_one_sheet(tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2023"],
        [1, "Tỷ lệ hộ nghèo", "%", 1.45],
        [],
        ["Biểu 2: năm 2024"],
        ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch"],
        [1, "Tỷ lệ hộ nghèo", "%", "dưới 1,2"],
    ]
    write_office(tmp_path, rows)
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    kept = [(o.scenario, o.period_end.year) for o in figures(report).values()]
    assert kept == [("actual", 2023), ("target", 2024)]


def test_unit_of_the_whole_table_stands_above_it(tmp_path: Path) -> None:
    rows = [
        ["THU NGÂN SÁCH NĂM 2024"],
        [None, None, "ĐVT: triệu đồng"],
        ["Số TT", "Khoản thu", "Dự toán HĐND tỉnh quyết định", "Ước thực hiện năm 2024"],
        [1, "Tổng thu ngân sách nhà nước", 500000, 512345],
    ]
    write_office(tmp_path, rows)
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    found = figures(report)
    assert (found["C4"].target_by, float(found["C4"].value or 0), found["C4"].unit) == (
        "province",
        500,
        "tỷ đồng",
    )
    assert (found["D4"].scenario, float(found["D4"].value or 0)) == ("estimate", 512.345)


def test_figures_of_a_commune(tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", "Địa bàn", "Thực hiện năm 2024"],
        [1, "Diện tích gieo cấy lúa", "ha", "Xã Bến Xuân", 120.5],
        [2, "Diện tích gieo cấy lúa", "ha", None, 4120.5],
    ]
    write_office(tmp_path, rows)
    found = figures(build(tmp_path))
    assert [found[a].place_id for a in ("E2", "E3")] == ["dong-lua/ben-xuan", "dong-lua"]


def test_csv_with_the_facts_above_the_table(tmp_path: Path) -> None:
    write_office(tmp_path, [["x"]], name="x.xlsx").unlink()
    lines = [
        "Số ký hiệu;13/BC-UBND", "Ngày ban hành;06/12/2024", "Cơ quan ban hành;UBND huyện Đồng Lúa",
        "Loại văn bản;Báo cáo", "Trích yếu;Số liệu năm 2024", "Địa bàn;Huyện Đồng Lúa", "Kỳ báo cáo;Năm 2024", "",
        "STT;Chỉ tiêu;Đơn vị tính;Thực hiện năm 2024", "1;Tỷ lệ hộ nghèo;%;1,1", "2;Năng suất lúa vụ xuân;tạ/ha;70,5",
    ]  # fmt: skip
    path = tmp_path / "raw" / "dong-lua" / "2024-12-06_13-BC-UBND.csv"
    path.write_text("\n".join(lines), "utf-8")
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    assert [(o.indicator_id, float(o.value or 0)) for o in figures(report).values()] == [
        ("poverty_rate", 1.1),
        ("rice_yield_spring", 70.5),
    ]


def test_overlay_adds_an_indicator_without_touching_the_package(tmp_path: Path) -> None:
    rows = [["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2024"], [1, "Sản lượng sen", "tấn", 12.5]]
    write_office(tmp_path, rows)
    own = '[[indicator]]\nid = "lotus_output"\nvi = "Sản lượng sen"\nen = "Lotus output"\nunit = "tấn"\nbetter = "higher"\ndefinition = "Lotus harvested"\n'
    (tmp_path / "codebook" / "lotus.toml").write_text(own, "utf-8")
    assert [o.indicator_id for o in figures(build(tmp_path)).values()] == ["lotus_output"]


def test_facts_in_a_row_with_values_below(tmp_path: Path) -> None:
    import openpyxl

    rows = [["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2024"], [1, "Tỷ lệ hộ nghèo", "%", 1.1]]
    path = write_office(tmp_path, rows)
    workbook = openpyxl.load_workbook(path)
    del workbook["Nguồn"]
    source = workbook.create_sheet("NGUỒN")
    source.append(["Số, ký hiệu", "Ngày", "Cơ quan", "Loại", "Tiêu đề", "Địa phương"])
    source.append(
        ["12/BC-UBND", dt.date(2024, 12, 5), "UBND", "Báo cáo", "Số liệu năm 2024", "Đồng Lúa"]
    )
    workbook.save(path)
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    document = report.files[0].document
    assert document is not None
    assert (document.document_id, document.issued_on) == (
        "dong-lua/12-BC-UBND",
        dt.date(2024, 12, 5),
    )


LETTERHEAD: list[list[object]] = [
    ["ỦY BAN NHÂN DÂN HUYỆN ĐỒNG LÚA", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["Số: 12/BC-UBND", None, None, "Đồng Lúa, ngày 05 tháng 12 năm 2024"],
    ["KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2023"],
    ["(Kèm theo Báo cáo số 12/BC-UBND ngày 05/12/2024)"],
    ["STT", "Chỉ tiêu", "Đơn vị tính", "Chỉ tiêu", "Kết quả thực hiện"],
    ["I. KINH TẾ"],
    [1, "Tổng mức bán lẻ hàng hóa", "tỷ đồng", 1000, 1015],
    ["II. XÃ HỘI"],
    [1, "Tỷ lệ hộ nghèo", "%", "dưới 1,2", 1.1],
    [],
    ["Nơi nhận:", None, None, None, "TM. ỦY BAN NHÂN DÂN"],
    [None, None, None, None, "CHỦ TỊCH"],
]


def test_letterhead_section_titles_and_signature(tmp_path: Path) -> None:
    rows = [list(row) for row in LETTERHEAD]
    rows[4][3] = "Kế hoạch"
    write_office(tmp_path, rows, merges=["A6:E6", "A8:E8"])
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    assert (report.files[0].sums or {})["ignored"] == 3
    assert report.published
    kept = [
        (o.indicator_id, o.scenario, o.period_kind, o.period_end.year)
        for o in figures(report).values()
    ]
    assert kept == [
        ("retail_sales", "target", "year", 2023),
        ("retail_sales", "actual", "year", 2023),
        ("poverty_rate", "target", "year", 2023),
        ("poverty_rate", "actual", "year", 2023),
    ]


def test_blank_unit_never_means_that_of_another_section(tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2024"],
        ["I. KINH TẾ"],
        [1, "Tổng mức bán lẻ hàng hóa", "tỷ đồng", 1015],
        ["II. XÃ HỘI"],
        [1, "Tỷ lệ hộ nghèo", None, 1.1],
    ]
    write_office(tmp_path, rows)
    assert [f.rule for f in build(tmp_path).findings if f.severity == "error"] == []
    (row,) = [
        row
        for row in (tmp_path / "processed" / "observations.csv").read_text("utf-8-sig").splitlines()
        if "poverty_rate" in row
    ]
    assert ",%," in row
    assert "unit_from_codebook" in row
    assert "tỷ đồng" not in row


def test_words_without_a_label_are_noted_and_are_no_figures(tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2024"],
        [1, "Tỷ lệ hộ nghèo", "%", 1.1],
        [None, None, None, "Đã đối chiếu"],
    ]
    write_office(tmp_path, rows)
    report = build(tmp_path)
    assert [(f.severity, f.rule, f.locator) for f in report.findings] == [
        ("note", "words_without_label", "Biểu 1!D3")
    ]
    assert report.published
    assert report.figures == 1


def test_plan_of_a_people_s_council(tmp_path: Path) -> None:
    """Last year, this year with plan and estimate, next year's plan, and comparisons of all of them."""
    rows = [
        ["BIỂU SỐ 01: MỘT SỐ CHỈ TIÊU CHỦ YẾU NĂM 2024"],
        ["Số TT", "Chỉ tiêu chủ yếu", "Đơn vị tính", "Thực hiện năm 2022", "Năm 2023", None, None, "Kế hoạch năm 2024", "So sánh (%)", None],
        [None, None, None, None, "Kế hoạch", "Ước TH", "UTH/KH", None, "UTH 2023/TH 2022", "KH 2024/UTH 2023"],
        ["A", "B", "C", "1", "2", "3", "4=3/2", "5", "6=3/1", "7=5/3"],
        ["A", "CHỈ TIÊU KINH TẾ"],
        [1, "Tổng giá trị sản xuất (giá so sánh 2010)", "Tỷ đồng", "10.500,5", "12.000", "12.100,7", "100,84", "13.900", "115,24", "114,87"],
        ["-", "Nông, lâm, thủy sản", "''", "2.000", "2.050", "2.060", "100,49", "2.120", "103,0", "102,91"],
        [2, "Tốc độ tăng giá trị sản xuất toàn huyện", "%", 12.5, "14,0-14,5", "15,24", None, "trên 14,5", None, None],
    ]  # fmt: skip
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3", "I2:J2"]
    write_office(tmp_path, rows, merges=merges, facts={"Loại văn bản": "Nghị quyết"})
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    found = figures(report)
    kept = {
        a: (
            found[a].period_end.year,
            found[a].scenario,
            found[a].target_by,
            found[a].measure,
            float(found[a].value or 0),
        )
        for a in ("D6", "E6", "F6", "G6", "H6", "I6", "J6")
    }
    assert kept == {
        "D6": (2022, "actual", None, "level", 10500.5),
        "E6": (2023, "target", "plan", "level", 12000),
        "F6": (2023, "estimate", None, "level", 12100.7),
        "G6": (2023, "estimate", "plan", "attainment", 100.84),
        "H6": (2024, "target", "plan", "level", 13900),
        "I6": (2023, "estimate", None, "growth", 15.24),
        "J6": (2024, "target", "plan", "growth", 14.87),
    }
    assert found["J7"].flags == ("index_as_growth",)
    assert found["F8"].measure == "growth"


def test_units_in_brackets_where_there_is_no_column_of_units(tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "NQ HĐND 2024", "Ước TH năm 2024", "Tỷ lệ đạt so với NQ (%)"],
        [1, "Tỷ lệ người dân tham gia BHYT (%)", "95 trở lên", 95.2, None],
        [2, "Tổng mức bán lẻ hàng hóa (triệu đồng)", 1000000, "1.015.000", "101,5"],
    ]
    write_office(tmp_path, rows)
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    kept = {a: (o.indicator_id, o.bound, o.unit, o.target_by) for a, o in figures(report).items()}
    assert kept == {
        "C2": ("health_insurance_coverage", "at_least", "%", "district"),
        "D2": ("health_insurance_coverage", "point", "%", None),
        "C3": ("retail_sales", "point", "tỷ đồng", "district"),
        "D3": ("retail_sales", "point", "tỷ đồng", None),
        "E3": ("retail_sales", "point", "%", "district"),
    }


def test_next_year_s_targets_against_this_year_s_estimate(tmp_path: Path) -> None:
    rows = [
        [
            "TT",
            "Nội dung",
            "ĐVT",
            "NĂM 2025",
            "ƯTH năm 2024",
            "So sánh năm 2025 với ƯTH năm 2024 (%)",
        ],
        [1, "Tổng mức bán lẻ hàng hóa", "tỷ đồng", 1120, 1000, "112"],
    ]
    write_office(tmp_path, rows, facts={"Loại văn bản": "Báo cáo"})
    report = build(tmp_path)
    assert [f.message_en for f in report.findings] == []
    growth = figures(report)["F2"]
    assert (growth.scenario, growth.period_end.year, growth.measure, float(growth.value or 0)) == (
        "target",
        2025,
        "growth",
        12,
    )
