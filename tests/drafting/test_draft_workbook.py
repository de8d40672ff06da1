"""The draft of a document as a workbook, and its way back into `build`."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from indicators.building import Report, build
from indicators.codebook import load_codebook
from indicators.drafting import text as draft_text
from indicators.drafting.cells import figure_cells, period_cell
from indicators.drafting.workbook import write_draft
from indicators.language.periods import months, parse_period
from indicators.messages.errors import ExportError
from indicators.store import frames
from tests.drafting.drafts import NOTHING, ROWS, TEXT, draft, row
from tests.offices import PLACE, normalised

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.model.records import Observation

pytestmark = pytest.mark.usefixtures("unaudited")

HEADS = [
    "STT", "Chỉ tiêu", "Chỉ tiêu trong từ điển", "Đơn vị tính", "Số liệu", "Loại số liệu", "Cách đo", "Ai giao",
    "Kỳ", "Địa bàn", "Giá", "Mức độ hoàn thành", "Ghi chú", "Vị trí trong văn bản", "Độ tin cậy", "Cần xem lại",
    "Gợi ý", "Trích dẫn", "Trang", "Từ ký tự", "Đến ký tự",
]  # fmt: skip
Y24, Y25 = "2024-01-01..2024-12-31", "2025-01-01..2025-12-31"
# indicator, place, period, scenario, target_by, measure, bound, value, low, high, denominator, decimals, unit
WANTED = [
    ("gross_output", "dong-lua", Y24, "estimate", None, "level", "point", "5580.125", None, None, None, 3, "tỷ đồng"),
    ("gross_output", "dong-lua", Y24, "estimate", None, "growth", "point", "11.33", None, None, None, 2, "%"),
    ("gross_output_agriculture", "dong-lua", Y24, "actual", None, "growth", "point", "6.9", None, None, None, 1, "%"),
    ("crop_output", "dong-lua", Y24, "actual", None, "growth", "range", None, "-1", "2", None, 0, "%"),
    ("crop_output", "dong-lua", Y24, "actual", None, "share", "point", "20.55", None, None, None, 2, "%"),
    ("budget_revenue_in_area", "dong-lua", Y24, "actual", None, "level", "point", "412.3456", None, None, None, 4, "tỷ đồng"),
    ("budget_revenue_in_area", "dong-lua", Y24, "actual", "budget", "attainment", "point", "103.09", None, None, None, 2, "%"),
    ("budget_revenue_in_area", "dong-lua", Y24, "actual", "city", "attainment", "point", "103.5", None, None, None, 1, "%"),
    ("poverty_rate", "dong-lua", Y24, "actual", None, "change", "point", "-0.35", None, None, None, 2, "điểm %"),
    ("poverty_rate", "dong-lua", Y25, "target", "city", "level", "less_than", None, None, "1.2", None, 1, "%"),
    ("gross_output_agriculture", "dong-lua", Y25, "target", "district", "share", "range", None, "20", "21", None, 0, "%"),
    ("rice_yield_spring", "dong-lua", Y25, "target", "plan", "level", "at_least", None, "70", None, None, 0, "tạ/ha"),
    ("rice_yield_spring", "dong-lua", Y24, "actual", None, "level", "point", "70.5", None, None, None, 1, "tạ/ha"),
    ("child_friendly_communes", "dong-lua", Y24, "actual", None, "level", "point", "12", None, None, "15", 0, "xã"),
    ("budget_revenue_in_area", "dong-lua/ben-xuan", Y24, "actual", None, "level", "point", "0.31", None, None, None, 3, "tỷ đồng"),
    ("budget_revenue_in_area", "dong-lua", Y25, "target", "province", "text", "text", None, None, None, None, None, None),
    ("rice_area_main", "dong-lua", Y25, "target", "plan", "level", "at_most", None, None, "4000", None, 0, "ha"),
    ("rice_area_spring", "dong-lua", Y25, "target", "plan", "level", "more_than", None, "5000", None, None, 0, "ha"),
    ("rice_output", "dong-lua", "2024-01-01..2024-11-15", "actual", None, "level", "point", "30100", None, None, None, 0, "tấn"),
    ("rice_output", "dong-lua", "2024-10-01..2024-10-31", "actual", None, "level", "point", "2050", None, None, None, 0, "tấn"),
    ("poor_households", "dong-lua", Y24, "actual", None, "level", "point", "45", None, None, None, 0, "hộ"),
    ("budget_revenue_regular", "dong-lua", Y24, "actual", None, "level", "point", "77", None, None, None, 0, "tỷ đồng"),
]  # fmt: skip


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_draft(draft(), load_codebook())


@pytest.fixture
def book(written: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written))


def column(sheet: Any, head: str) -> int:
    return [str(cell.value) for cell in sheet[1]].index(head) + 1


def cell(sheet: Any, number: int, head: str) -> Any:
    return sheet.cell(number + 1, column(sheet, head))


def built(book: Any, data: Path) -> Report:
    (data / "codebook").mkdir(parents=True)
    (data / "codebook" / "places.toml").write_text(PLACE, "utf-8")
    (data / "raw").mkdir()
    book.save(data / "raw" / "bao-cao.xlsx")
    return build(data)


def fact(o: Observation) -> tuple[object, ...]:
    numbers = (o.value, o.low, o.high, o.denominator)
    return (
        o.indicator_id, o.place_id, f"{o.period_start}..{o.period_end}", o.scenario, o.target_by, o.measure, o.bound,
        *(None if number is None else f"{number.normalize():f}" for number in numbers), o.decimals, o.unit,
    )  # fmt: skip


def test_reviewed_draft_goes_into_the_store_figure_by_figure(book: Any, tmp_path: Path) -> None:
    cell(book["Số liệu"], 21, "Chỉ tiêu trong từ điển").value = "Số hộ nghèo [poor_households]"
    report = built(book, tmp_path)
    assert report.published, [finding.message_en for finding in report.findings]
    assert report.findings == []
    (result,) = report.files
    found = sorted(normalised(tmp_path).observations, key=lambda o: o.order)
    assert [fact(o) for o in found] == WANTED
    assert result.document is not None
    assert result.document.document_id == "dong-lua/12-BC-UBND"
    assert (found[0].price_basis, found[0].base_year, found[4].price_basis) == (
        "constant",
        2010,
        "current",
    )
    assert [o.reported_status for o in found[:3]] == [None, "Vượt", None]
    assert [o.raw_label for o in found[2:4]] == ["- Nông nghiệp - thủy sản", "+ Trồng trọt"]
    assert found[3].note == "=ghi lại"
    assert found[15].raw_value == "thực hiện theo Nghị quyết 09 của tỉnh"


def test_draft_asks_for_what_the_document_does_not_say(tmp_path: Path) -> None:
    data = write_draft(draft((ROWS[0],), NOTHING), load_codebook())
    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Nguồn"]
    lines = {str(r[0].value): r for r in sheet.iter_rows(max_row=9)}
    assert list(lines) == [
        "THÔNG TIN VĂN BẢN", "Số ký hiệu", "Mã thay số", "Ngày ban hành", "Cơ quan ban hành", "Loại văn bản",
        "Trích yếu", "Địa bàn", "Kỳ báo cáo",
    ]  # fmt: skip
    answers = {
        "Mã thay số": "BC-nam-2024", "Ngày ban hành": "12/2024", "Cơ quan ban hành": "UBND huyện Đồng Lúa",
        "Loại văn bản": "Báo cáo", "Trích yếu": "Kết quả năm 2024", "Kỳ báo cáo": "Năm 2024",
    }  # fmt: skip
    coloured = {str(area.sqref) for area in sheet.conditional_formatting}
    for key, line in lines.items():
        if key == "THÔNG TIN VĂN BẢN":
            continue
        if key == "Địa bàn":
            assert line[1].value == "Huyện Đồng Lúa"
            continue
        assert line[1].value is None
        assert "ãy" in line[1].comment.text
        assert line[1].coordinate in coloured
        line[1].value = answers.get(key)
    below = [str(r[0].value) for r in sheet.iter_rows(min_row=10)]
    assert "Cần bổ sung" in below
    assert any(line.startswith("Ngày ban hành: hãy ghi như 19/12/2023") for line in below)
    assert any("'Huyện Đồng Lúa' chưa có trong danh mục" in line for line in below)
    report = built(book, tmp_path)
    assert report.published, [finding.message_en for finding in report.findings]
    (result,) = report.files
    assert result.document is not None
    assert result.document.document_id == "dong-lua/BC-nam-2024"
    assert result.document.number is None
    assert result.count == 1


def test_untouched_draft_without_facts_is_refused(tmp_path: Path) -> None:
    data = write_draft(draft((ROWS[0],), NOTHING), load_codebook())
    report = built(openpyxl.load_workbook(io.BytesIO(data)), tmp_path)
    assert [finding.rule for finding in report.findings] == ["missing_fact"]


def test_sheet_of_figures(book: Any) -> None:
    assert book.sheetnames == [
        "Hướng dẫn", "Nguồn", "Số liệu", "Chưa gắn được", "Không phải số liệu", "Danh mục",
    ]  # fmt: skip
    sheet = book["Số liệu"]
    assert [c.value for c in sheet[1]] == HEADS
    assert [c.value for c in sheet[2]][:14] == [
        1, "Tổng giá trị sản xuất trên địa bàn", "Tổng giá trị sản xuất trên địa bàn [gross_output]", "tỷ đồng",
        "5.580,125 tỷ đồng", "Ước thực hiện", "Giá trị", None, "Năm 2024", None, "so sánh 2010", None, None,
        "Phần một I",
    ]  # fmt: skip
    assert [cell(sheet, n, "Số liệu").value for n in (2, 3, 4, 13)] == [
        "tăng 11,33% so với cùng kỳ", "tăng 6,9 % so với cùng kỳ", "-1 - 2 %", "70,5",
    ]  # fmt: skip
    assert [cell(sheet, n, "Kỳ").value for n in (19, 20, 22)] == [
        "Lũy kế đến 15/11/2024",
        "Tháng 10/2024",
        None,
    ]
    assert [cell(sheet, n, "Cách đo").value for n in (2, 5, 7, 9, 16)] == [
        "Tăng so với cùng kỳ (%)", "Tỷ trọng (%)", "% kế hoạch", "Chênh lệch", "Bằng chữ",
    ]  # fmt: skip
    assert [cell(sheet, n, "Ai giao").value for n in (7, 8, 11, 12, 16)] == [
        "Dự toán", "Thành phố", "Huyện", "Kế hoạch", "Tỉnh",
    ]  # fmt: skip
    assert cell(sheet, 15, "Địa bàn").value == "dong-lua/ben-xuan"
    assert (
        cell(sheet, 21, "Gợi ý").value
        == "Số hộ nghèo [poor_households]\nTỷ lệ hộ nghèo [poverty_rate]"
    )
    first, last = (cell(sheet, 1, head).value for head in ("Từ ký tự", "Đến ký tự"))
    assert TEXT[first:last] == "5.580,125 tỷ đồng"


def test_text_is_no_formula(book: Any) -> None:
    sheet = book["Số liệu"]
    for number, head, text in (
        (3, "Chỉ tiêu", "- Nông nghiệp - thủy sản"),
        (4, "Chỉ tiêu", "+ Trồng trọt"),
        (4, "Ghi chú", "=ghi lại"),
    ):
        assert (cell(sheet, number, head).value, cell(sheet, number, head).data_type) == (text, "s")


def test_confidence_has_a_word_and_a_colour(book: Any) -> None:
    sheet = book["Số liệu"]
    found = {}
    for number in (1, 3, 21):
        at = cell(sheet, number, "Độ tin cậy")
        found[number] = (at.value, at.number_format, at.fill.fgColor.rgb[-6:])
    assert found == {
        1: (0.9, '0%" cao"', "C6E0B4"),
        3: (0.7, '0%" vừa"', "FFE699"),
        21: (0.3, '0%" thấp"', "F4B6A6"),
    }
    assert "lấy từ câu hoặc dòng trước" in cell(sheet, 3, "Cần xem lại").value
    assert cell(sheet, 19, "Cần xem lại").value.splitlines()[1] == "• odd_code"
    assert "Kỳ báo cáo" in cell(sheet, 22, "Cần xem lại").value
    assert cell(sheet, 1, "Cần xem lại").value is None
    coloured = {str(area.sqref) for area in sheet.conditional_formatting}
    assert coloured == {
        cell(sheet, 21, "Chỉ tiêu trong từ điển").coordinate,
        cell(sheet, 22, "Kỳ").coordinate,
    }


def test_choices_are_lists(book: Any) -> None:
    sheet = book["Số liệu"]
    lists = {
        str(v.sqref)[:1]: v.formula1
        for v in sheet.data_validations.dataValidation
        if v.type == "list"
    }
    count = len(load_codebook().indicators)
    assert lists == {
        "C": f"'Danh mục'!$A$2:$A${count + 1}",
        "F": '"Chỉ tiêu,Ước thực hiện,Thực hiện"',
        "G": '"Giá trị,Tăng so với cùng kỳ (%),% kế hoạch,Tỷ trọng (%),Chênh lệch,Bằng chữ"',
        "H": '"Huyện,Xã,Thành phố,Tỉnh,Trung ương,Kế hoạch,Dự toán"',
    }
    names = [r[0].value for r in book["Danh mục"].iter_rows(min_row=2)]
    assert len(names) == count
    assert "Tỷ lệ hộ nghèo [poverty_rate]" in names
    assert names.index("Sản lượng lúa cả năm [rice_output]") < names.index(
        "Số trường đạt chuẩn quốc gia [national_standard_schools]"
    )


def test_sheet_is_ready_for_screen_and_paper(book: Any) -> None:
    sheet = book["Số liệu"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:U{len(ROWS) + 1}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage  # one page wide, as many as it takes tall
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.cell(2, 2).alignment.wrap_text


def test_what_is_no_row_is_listed_with_its_place(book: Any) -> None:
    unbound = [c.value for c in book["Chưa gắn được"][2]]
    people = TEXT.index("8 người")
    assert unbound == [
        1, "8 người", "không thấy tên chỉ tiêu [no_label]", "Đoàn 8 người.", 2, people, people + 7,
    ]  # fmt: skip
    page = TEXT.index("3.\n")
    assert [c.value for c in book["Không phải số liệu"][2]] == [
        1, "3", "số trang", "Trang 3.", 2, page, page + 1,
    ]  # fmt: skip
    assert len(list(book["Hướng dẫn"].iter_rows())) == 6


def test_rows_that_say_the_same_are_told() -> None:
    again = replace(ROWS[1], raw_value="11,33%")
    data = write_draft(draft((*ROWS[:2], again)), load_codebook())
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Số liệu"]
    assert "trùng với dòng STT 2" in cell(sheet, 3, "Cần xem lại").value
    assert cell(sheet, 2, "Cần xem lại").value is None


def test_same_draft_same_bytes(written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "nhap.xlsx"
    assert write_draft(draft(), load_codebook(), path) == written == path.read_bytes()


def test_refuses_another_ending_and_a_missing_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ExportError, match=r"ends in \.xlsx"):
        write_draft(draft(), load_codebook(), tmp_path / "nhap.ods")
    monkeypatch.delitem(sys.modules, "indicators.answers.export.workbook", raising=False)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExportError, match=r"pip install 'indicators\[excel\]'"):
        write_draft(draft(), load_codebook())


@pytest.mark.parametrize(
    ("raw", "more", "wanted"),
    [
        ("12/15 xã", {"value": "12", "unit": "xã"}, "12 xã"),  # not the ratio
        ("45 hộ", {"value": "45", "unit": "người"}, "45 người"),
        ("20 - 21%", {"value": "20", "unit": "%"}, "20 %"),
        ("tăng 11,33%", {"value": "11.33", "unit": "%"}, "11,33 %"),
        ("20 - 21%", {"measure": "growth", "bound": "range", "low": "20", "high": "21", "unit": "%"},
         "tăng 20 - 21 % so với cùng kỳ"),  # a heading said that it is a rise
        ("20 - 21%", {"measure": "growth", "bound": "range", "low": "20", "high": "21", "unit": "%",
                      "doubts": ("direction_not_printed",)}, "20 - 21%"),
        ("8", {"measure": "attainment", "value": "98", "unit": "%"}, "đạt 98 % kế hoạch"),
        ("20,55%", {"measure": "growth", "value": "-20.55", "unit": "%"}, "giảm 20,55 % so với cùng kỳ"),
        ("45 hộ", {"measure": "change", "value": "45", "unit": "hộ"}, "45 hộ"),
        ("vượt 3,5%", {"measure": "change", "value": "3.5", "unit": "điểm %"}, "tăng 3,5 điểm %"),
        ("103,09%", {"measure": "growth", "value": "103.09", "unit": "%"}, "tăng 103,09 % so với cùng kỳ"),
        ("45 hộ", {"bound": "range", "low": "4.25", "high": "5", "unit": "hộ", "decimals": 1}, "4,25 - 5,00 hộ"),
    ],
)  # fmt: skip
def test_value_is_written_so_that_it_is_read_again(
    raw: str, more: dict[str, Any], wanted: str
) -> None:
    cells = figure_cells(row("Chỉ tiêu", raw, None, **more))
    assert (cells.value, cells.read_back) == (wanted, True)


@pytest.mark.parametrize(
    ("raw", "more", "wanted"),
    [
        (
            "412.345,6 triệu đồng",
            {"value": "412345.6", "raw_unit": "tr.đồng", "unit": "triệu đồng"},
            ("412.345,6 triệu đồng", "tr.đồng"),
        ),
        # the row counts in another unit than the document prints
        (
            "412.345,6",
            {"value": "412.3456", "raw_unit": "tr.đồng", "unit": "tỷ đồng"},
            ("412.345,6", "tr.đồng"),
        ),
        ("412.345,6", {"value": "412.3456", "unit": "tỷ đồng"}, ("412,3456 tỷ đồng", "tỷ đồng")),
        # the printed unit stands for another one
        ("70,5", {"value": "70.5", "raw_unit": "tạ", "unit": "tạ/ha"}, ("70,5", "tạ/ha")),
        ("70,5", {"value": "70.5", "raw_unit": "thúng đầy", "unit": "tạ/ha"}, ("70,5", "tạ/ha")),
        (
            "vượt 3,5%",
            {"measure": "growth", "value": "3.5", "unit": "điểm %"},
            ("tăng 3,5 % so với cùng kỳ", "%"),
        ),
    ],
)
def test_unit_stands_as_printed_where_it_can(
    raw: str, more: dict[str, Any], wanted: tuple[str, str]
) -> None:
    cells = figure_cells(row("Chỉ tiêu", raw, None, **more))
    assert (*cells[:2], cells.read_back) == (*wanted, True)


def test_figure_that_cannot_be_written_is_told() -> None:
    odd = row("Chỉ tiêu", "45 hộ", None, bound="range", low="50", high="40", unit="hộ")
    assert figure_cells(odd) == ("45 hộ", "hộ", False)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(write_draft(draft((odd,)), load_codebook())))[
        "Số liệu"
    ]
    assert "chưa đọc lại được" in cell(sheet, 1, "Cần xem lại").value


def test_growth_on_another_base_is_refused_unless_a_person_says_what_it_is(tmp_path: Path) -> None:
    grown = row("Đàn lợn", "tăng 11,33%", "gross_output", value="11.33", decimals=2, unit="%",
                measure="growth", doubts=("other_base",))  # fmt: skip
    book: Any = openpyxl.load_workbook(io.BytesIO(write_draft(draft((grown,)), load_codebook())))
    assert cell(book["Số liệu"], 1, "Cách đo").value == "Tăng so với mốc khác (?)"
    report = built(book, tmp_path)
    assert [found.rule for found in report.findings] == ["unknown_word"]


@pytest.mark.parametrize(
    "words",
    ["Năm 2024", "Tháng 10/2023", "Quý 3/2024", "9 tháng 2024", "6 tháng cuối 2024", "31/12/2023",
     "Giai đoạn 2021-2025", "Năm học 2023-2024"],
)  # fmt: skip
def test_periods_are_written_as_they_are_read(words: str) -> None:
    assert period_cell(parse_period(words)) == words


def test_period_without_words_is_refused_later() -> None:
    assert period_cell(None) is None
    assert period_cell(months(2024, 3, 8, "quarter")) == "?"


def records(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_csv_has_the_columns_of_the_store() -> None:
    found = records(draft_text.draft_csv([draft()]))
    assert list(found[0]) == [
        *frames.types_of("observation"), "file", "kind", "place", "page", "start", "end", "quote", "confidence", "doubts",
        "suggestions",
    ]  # fmt: skip
    assert len(found) == len(ROWS)
    start = TEXT.index("5.580,125 tỷ")
    first = found[0]
    assert (first["document_id"], first["locator"]) == (
        "dong-lua/12-BC-UBND",
        f"{start}-{start + 17}",
    )
    assert (first["value"], first["unit"], first["period_start"]) == (
        "5580.125",
        "tỷ đồng",
        "2024-01-01",
    )
    assert (first["place_id"], first["place"], first["file"]) == (
        "dong-lua",
        "Huyện Đồng Lúa",
        "in/bao-cao.txt",
    )
    assert (found[14]["place_id"], found[14]["place"]) == ("dong-lua/ben-xuan", "Xã Bến Xuân")
    assert [r["raw_label"] for r in found[2:4]] == ["'- Nông nghiệp - thủy sản", "'+ Trồng trọt"]
    assert (found[3]["note"], found[8]["value"]) == ("'=ghi lại", "-0.35")
    assert (found[1]["raw_value"], found[18]["doubts"]) == (
        "tăng 11,33% so với\ncùng kỳ",
        "inherited_label|odd_code",
    )
    assert (found[21]["period_start"], found[21]["confidence"], found[21]["ordinal"]) == (
        "",
        "0.9",
        "22",
    )
    assert len({r["observation_id"] for r in found}) == len(ROWS)


def test_numbers_have_no_exponent() -> None:
    huge = replace(ROWS[0], value=Decimal("1E+9"), low=Decimal("1E-9"))
    (found,) = records(draft_text.draft_csv([draft((huge,))]))
    assert (found["value"], found["low"]) == ("1000000000", "0.000000001")
    line = draft_text.draft_jsonl([draft((huge,))]).decode()
    assert '"value": 1000000000, "low": 0.000000001' in line


def test_jsonl_says_the_same() -> None:
    drafts = [draft(), draft(ROWS[:1], NOTHING)]
    lines = [json.loads(line) for line in draft_text.draft_jsonl(drafts).decode().splitlines()]
    rows = records(draft_text.draft_csv(drafts))
    assert len(lines) == len(rows) == len(ROWS) + 1
    assert [line["observation_id"] for line in lines] == [r["observation_id"] for r in rows]
    assert lines[20]["suggestions"] == ["poor_households", "poverty_rate"]
    assert (lines[2]["raw_label"], lines[2]["value"], lines[2]["low"]) == (
        "- Nông nghiệp - thủy sản",
        6.9,
        None,
    )
    assert (lines[-1]["document_id"], lines[-1]["place_id"]) == ("bao-cao", None)
