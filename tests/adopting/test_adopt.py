"""A new district by its workbook: what is asked, what the answers do, and that none is lost."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

import indicators
from indicators.adopting import adopt
from indicators.building import build
from indicators.cli import main
from indicators.messages.errors import ExportError, SourceError
from tests.adopting.districts import DISTRICTS, HAI_AN, LAM_KHE, NEW, District, fill, write_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from indicators.building import Report

pytestmark = pytest.mark.usefixtures("unaudited")


def stored(data: Path) -> dict[str, tuple[float, str]]:
    """Value and unit of every figure in the store, by its cell."""
    with indicators.open(data) as store:
        rows = store.sql("SELECT locator, value, unit FROM observation").to_polars().rows()
    return {locator.rpartition("!")[2]: (value, unit) for locator, value, unit in rows}


@cache
def folder_of_adopted() -> tempfile.TemporaryDirectory[str]:
    """Where data folders with filled mappings are kept for the tests of this process."""
    return tempfile.TemporaryDirectory()


def adopted(data: Path, district: District) -> Path:
    """The filled mapping of a district, in a data folder that is made once and copied."""
    digest = hashlib.sha256(repr(district).encode()).hexdigest()
    kept = Path(folder_of_adopted().name) / digest
    mapping = Path("mapping") / f"{district.folder}.xlsx"
    if not kept.exists():
        write_form(kept, district)
        (adoption,) = adopt(kept / "raw" / district.folder, data=kept)
        fill(adoption.path, district)
        assert adoption.path == kept / mapping
    shutil.copytree(kept, data, dirs_exist_ok=True)
    return data / mapping


def change(path: Path, sheet: str, row: int, header: str, text: str | None) -> None:
    """Write into a cell of a mapping, as a person would."""
    book = openpyxl.load_workbook(path)
    headers = [cell.value for cell in book[sheet][1]]
    book[sheet].cell(row, headers.index(header) + 1).value = text
    book.save(path)


def row_of(path: Path, sheet: str, about: str) -> int:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return next(number for number, row in enumerate(rows, 1) if row[0] == about)


def cell(path: Path, sheet: str, about: str, header: str) -> Any:
    found = openpyxl.load_workbook(path)[sheet]
    headers = [one.value for one in found[1]]
    return found.cell(row_of(path, sheet, about), headers.index(header) + 1).value


def errors(report: Report) -> list[tuple[str, str]]:
    return [(f.locator, f.message_en) for f in report.findings if f.severity == "error"]


@pytest.mark.parametrize("district", DISTRICTS, ids=lambda district: district.folder)
def test_a_district_is_in_the_store_after_one_round_of_choices(
    district: District, tmp_path: Path
) -> None:
    adopted(tmp_path, district)
    report = build(tmp_path)
    assert (errors(report), report.published) == ([], True)
    assert stored(tmp_path) == district.figures
    (again,) = adopt(tmp_path / "raw", data=tmp_path)
    assert (again.open, again.figures) == (0, len(district.figures))


def test_the_new_place_has_the_level_and_the_province_that_its_name_says(tmp_path: Path) -> None:
    adopted(tmp_path, LAM_KHE)
    build(tmp_path)
    with indicators.open(tmp_path) as store:
        rows = store.sql(
            "SELECT place_id, name, level, parent FROM place WHERE place_id LIKE 'lam-khe%' OR place_id = 'son-ha'"
        ).to_polars()
    assert sorted(rows.rows()) == [
        ("lam-khe", "Huyện Lâm Khê", "district", "son-ha"),
        ("lam-khe/ea-khe", "Xã Ea Khê", "commune", "lam-khe"),
        ("lam-khe/ea-lam", "Xã Ea Lâm", "commune", "lam-khe"),
        ("son-ha", "tỉnh Sơn Hà", "province", None),
    ]


def test_every_answer_that_is_used_is_in_the_findings_with_its_cells(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    report = build(tmp_path)
    used = {f.message_en: f.locator for f in report.findings if f.rule == "answer_used"}
    row = row_of(path, "Chỉ tiêu", "Số giàn nuôi hàu")
    told = f"read by the answer in mapping/hai-an.xlsx, Chỉ tiêu!H{row} (2 cells)"
    assert used[told] == "Biểu!D5, F5"
    assert len(used) == 9  # 2 labels, 4 columns, 2 units, 1 place


def test_asking_again_writes_the_same_bytes(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    adopt(tmp_path / "raw", data=tmp_path)
    first = path.read_bytes()
    (again,) = adopt(tmp_path / "raw", data=tmp_path)
    assert (again.changed, path.read_bytes()) == (False, first)
    path.unlink()
    adopt(tmp_path / "raw", data=tmp_path)
    empty = path.read_bytes()
    path.unlink()
    adopt(tmp_path / "raw", data=tmp_path)
    assert path.read_bytes() == empty


def test_what_a_person_added_stays(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    book = openpyxl.load_workbook(path)
    sheet = book["Chỉ tiêu"]
    row = row_of(path, "Chỉ tiêu", "Số giàn nuôi hàu")
    sheet.cell(1, sheet.max_column + 1).value = "Người trả lời"
    sheet.cell(row, sheet.max_column).value = "Phòng Nông nghiệp"
    sheet.cell(row, sheet.max_column + 1).value = "gọi lại"
    book.create_sheet("Việc cần hỏi")["B2"] = "Hỏi Chi cục Thủy sản"
    book.save(path)
    change(path, "Chỉ tiêu", row, "Ghi chú", "đếm theo giàn")
    adopt(tmp_path / "raw", data=tmp_path)
    book = openpyxl.load_workbook(path)
    texts = [one.value for one in book["Chỉ tiêu"][row_of(path, "Chỉ tiêu", "Số giàn nuôi hàu")]]
    assert {"Phòng Nông nghiệp", "đếm theo giàn", "gọi lại", NEW} <= set(texts)
    assert book["Việc cần hỏi"]["B2"].value == "Hỏi Chi cục Thủy sản"


def test_an_answer_that_is_no_longer_asked_stays_and_says_so(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    rows = [row for row in HAI_AN.rows if row[:1] != ["0103"]]
    write_form(tmp_path, HAI_AN, rows)
    adopt(tmp_path / "raw", data=tmp_path)
    assert cell(path, "Chỉ tiêu", "Sản lượng hàu", "Tình trạng") == "không còn xuất hiện"
    assert cell(path, "Chỉ tiêu", "Sản lượng hàu", "Chọn chỉ tiêu") == NEW
    write_form(tmp_path, HAI_AN)
    adopt(tmp_path / "raw", data=tmp_path)
    assert cell(path, "Chỉ tiêu", "Sản lượng hàu", "Tình trạng") == "đã trả lời"


def test_rows_and_columns_may_move(tmp_path: Path) -> None:
    adopted(tmp_path, HAI_AN)
    title, blank, header, *rows = [list(row) for row in HAI_AN.rows]
    turned = [row[:3] + row[:2:-1] for row in (header, *reversed(rows))]
    write_form(tmp_path, HAI_AN, [title, blank, *turned])
    assert errors(build(tmp_path)) == []
    assert {stored(tmp_path)[at][0] for at in ("G4", "E4")} == {455, 500}


def test_a_changed_answer_counts_at_the_next_build(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    build(tmp_path)
    change(
        path, "Cột", row_of(path, "Cột", "Chốt kỳ trước 2023"), "Đọc như", "Ước thực hiện năm 2023"
    )
    report = build(tmp_path)
    assert (errors(report), report.unchanged) == ([], 0)
    assert stored(tmp_path)["E4"] == (4.7, "%")
    assert build(tmp_path).unchanged == 1


def test_a_known_label_can_be_corrected(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    row = row_of(path, "Chỉ tiêu", "Tỷ lệ hộ nghèo")
    change(path, "Chỉ tiêu", row, "Chọn chỉ tiêu", "bỏ qua")
    report = build(tmp_path)
    assert errors(report) == []
    assert "D4" not in stored(tmp_path)
    assert report.files[0].sums is not None
    assert report.files[0].sums["ignored"] == 6 + 2


def test_the_code_of_the_office_finds_a_label_that_was_renamed(tmp_path: Path) -> None:
    adopted(tmp_path, HAI_AN)
    rows = [list(row) for row in HAI_AN.rows]
    rows[4][1] = "Giàn hàu đang nuôi trong vịnh"
    write_form(tmp_path, HAI_AN, rows)
    adopt(tmp_path / "raw", data=tmp_path)
    assert errors(build(tmp_path)) == []
    assert stored(tmp_path)["D5"] == (120, "giàn nuôi")


def test_answers_of_a_neighbour_are_taken_over(tmp_path: Path) -> None:
    other = adopted(tmp_path / "one", HAI_AN)
    neighbour = HAI_AN._replace(
        folder="hai-tay", facts={**HAI_AN.facts, "Địa bàn": "Huyện Hải Tây"}
    )
    data = tmp_path / "two"
    write_form(data, neighbour)
    (adoption,) = adopt(data / "raw", data=data, like=other)
    assert [line.status for line in adoption.sheets["labels"][:2]] == ["taken", "taken"]
    assert adoption.labels["status"][0] == "lấy từ hai-an.xlsx"
    assert adoption.open == 1  # the place is its own
    fill(adoption.path, neighbour._replace(answers={"Địa bàn": {"Huyện Hải Tây": "địa bàn mới"}}))
    assert errors(build(data)) == []
    assert stored(data) == HAI_AN.figures


def test_answers_of_one_place_do_not_reach_another(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    change(path, "Chỉ tiêu", row_of(path, "Chỉ tiêu", "Tỷ lệ hộ nghèo"), "Chọn chỉ tiêu", "bỏ qua")
    adopted(tmp_path, LAM_KHE)
    build(tmp_path)
    with indicators.open(tmp_path) as store:
        found = store.sql(
            "SELECT DISTINCT place_id FROM observation WHERE indicator_id = 'poverty_rate'"
        )
        places = set(found.to_polars()["place_id"])
    assert places == {"lam-khe", "lam-khe/ea-lam", "lam-khe/ea-khe"}


def test_a_draft_asks_once_for_all_rows_of_a_label(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Chỉ tiêu", "Chỉ tiêu trong từ điển", "Đơn vị tính", "Số liệu", "Loại số liệu", "Cách đo", "Kỳ"],
        ["số giàn nuôi hàu", None, "hộ", 12, "Thực hiện", "Mức", "Năm 2023"],
        ["số giàn nuôi hàu", None, "hộ", 15, "Thực hiện", "Mức", "Năm 2024"],
        ["số giàn nuôi hàu", None, "hộ", 20, "Chỉ tiêu", "Mức", "Năm 2025"],
    ]  # fmt: skip
    draft = HAI_AN._replace(answers={
        "Chỉ tiêu": {"số giàn nuôi hàu": NEW}, "Địa bàn": HAI_AN.answers["Địa bàn"]
    }, typed={})  # fmt: skip
    write_form(tmp_path, draft, rows)
    (adoption,) = adopt(tmp_path / "raw", data=tmp_path)
    assert adoption.labels["count"].to_list() == [3]
    fill(adoption.path, draft)
    assert errors(build(tmp_path)) == []
    assert sorted(value for value, _ in stored(tmp_path).values()) == [12, 15, 20]


def test_a_workbook_that_is_open_is_not_written_over(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    before = path.read_bytes()
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"")
    with pytest.raises(ExportError) as caught:
        adopt(tmp_path / "raw", data=tmp_path)
    assert "save and close it" in caught.value.in_language("en")
    assert "lưu và đóng tệp" in caught.value.in_language("vi")
    assert path.read_bytes() == before


def test_a_mapping_that_is_damaged_is_not_written_over(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    path.write_bytes(b"no workbook")
    with pytest.raises(SourceError, match=r"hai-an\.xlsx"):
        adopt(tmp_path / "raw", data=tmp_path)
    assert path.read_bytes() == b"no workbook"
    report = build(tmp_path)
    assert "mapping/hai-an.xlsx" in [locator for locator, _ in errors(report)]
    assert not report.published


def faults() -> dict[str, tuple[Callable[[Path], None], str]]:
    """What a person may write wrongly, and the sentence about it."""

    def put(sheet: str, about: str, header: str, text: str) -> Callable[[Path], None]:
        return lambda path: change(path, sheet, row_of(path, sheet, about), header, text)

    return {
        "no indicator": (
            put("Chỉ tiêu", "Số giàn nuôi hàu", "Chọn chỉ tiêu", "Số giàn [oyster_racks]"),
            "there is no indicator 'Số giàn [oyster_racks]'; choose from the list, or copy one from the sheet Danh mục",
        ),
        "an id that is taken": (
            put("Chỉ tiêu", "Số giàn nuôi hàu", "Mã chỉ tiêu mới", "poverty_rate"),
            "the id 'poverty_rate' is in the codebook already; choose that indicator, or give the new one another id",
        ),
        "an id that is none": (
            put("Chỉ tiêu", "Số giàn nuôi hàu", "Mã chỉ tiêu mới", "Số giàn"),
            "the id 'Số giàn' of the new indicator is not valid; use small ASCII letters, digits and underscores",
        ),
        "a unit that is none": (
            put("Đơn vị", "giàn nuôi", "Đọc là", "như cái gì đó"),
            "'như cái gì đó' is not understood; write it like: như xã; 10 kg; đơn vị đếm mới",
        ),
        "no power of ten": (
            put("Đơn vị", "chục tấn", "Đọc là", "12 tấn"),
            "'12 tấn': the factor has to be a power of ten (10, 100, 1000 … tấn), or rounding is lost; declare a new counted unit instead",
        ),
        "a header that says nothing": (
            put("Cột", "Số chốt sổ 2023", "Đọc như", "số liệu kiểm kê 2023"),
            "reads this column as 'số liệu kiểm kê 2023', which is not understood",
        ),
        "no place": (
            put("Địa bàn", "Huyện Hải Ân, tỉnh Sơn Hà", "Chọn địa bàn", "Huyện Hải Gì Đó"),
            "there is no place 'Huyện Hải Gì Đó'; nearest:",
        ),
        "a theme that is none": (
            put("Chỉ tiêu", "Số giàn nuôi hàu", "Lĩnh vực", "Biển"),
            "'Biển' is no theme; choose from the list",
        ),
    }


@pytest.mark.parametrize("fault", faults())
def test_an_answer_that_is_none_is_one_sentence_with_its_cell(fault: str, tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    write, sentence = faults()[fault]
    write(path)
    report = build(tmp_path)
    told = [(locator, said) for locator, said in errors(report) if sentence in said]
    assert len(told) == 1
    assert "mapping/hai-an.xlsx, " in told[0][0] + told[0][1]
    assert not report.published


def test_two_answers_to_one_question_are_refused(tmp_path: Path) -> None:
    path = adopted(tmp_path, HAI_AN)
    book = openpyxl.load_workbook(path)
    row = row_of(path, "Chỉ tiêu", "Tỷ lệ hộ nghèo")
    sheet = book["Chỉ tiêu"]
    headers = [one.value for one in sheet[1]]
    choice = headers.index("Chọn chỉ tiêu") + 1
    sheet.cell(row, choice).value = "bỏ qua"
    last = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column).value = sheet.cell(row, column).value
    sheet.cell(last, choice).value = "Tỷ lệ hộ nghèo [poverty_rate]"
    book.save(path)
    (found,) = errors(build(tmp_path))
    assert found == (
        f"mapping/hai-an.xlsx, Chỉ tiêu!H{last}",
        f"'Tỷ lệ hộ nghèo [poverty_rate]' answers the same question differently from mapping/hai-an.xlsx, Chỉ tiêu!H{row}; keep one answer",
    )


def test_the_command_says_what_is_open_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_form(tmp_path, HAI_AN)
    arguments = ["adopt", str(tmp_path / "raw"), "--data", str(tmp_path), "--lang"]
    assert main([*arguments, "en"]) == 0
    shown = capsys.readouterr().out
    assert "8 questions are open: 2 labels, 3 columns, 2 units, 1 places, 0 documents." in shown
    assert "then run: indicators build" in shown
    assert main([*arguments, "vi"]) == 0
    assert (
        "Còn 8 câu hỏi: 2 chỉ tiêu, 3 cột, 2 đơn vị, 1 địa bàn, 0 tài liệu."
        in capsys.readouterr().out
    )


def test_a_folder_without_tables_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=r"there are no tables|không có biểu nào"):
        adopt(tmp_path / "empty", data=tmp_path)


def test_a_file_outside_raw_is_asked_about_under_its_place(tmp_path: Path) -> None:
    form = write_form(tmp_path / "elsewhere", HAI_AN)
    (adoption,) = adopt(form, data=tmp_path / "data")
    assert adoption.path == tmp_path / "data" / "mapping" / "hai-an.xlsx"
    fill(adoption.path, HAI_AN)
    shutil.copytree(tmp_path / "elsewhere" / "raw" / "hai-an", tmp_path / "data" / "raw")
    assert errors(build(tmp_path / "data")) == []
    assert stored(tmp_path / "data") == HAI_AN.figures


def test_the_preview_shows_figures_as_they_will_be_read(tmp_path: Path) -> None:
    adopted(tmp_path, HAI_AN)
    (adoption,) = adopt(tmp_path / "raw", data=tmp_path)
    shown = {row["cell"]: row for row in adoption.preview}
    row = shown["Biểu!D6"]
    assert (row["value"], row["unit"], row["period"]) == ("455", "tấn", "2023")
    assert row["scenario"] == "thực hiện"


def test_a_label_that_a_table_prints_again_and_again_is_asked_for_each_thing(
    tmp_path: Path,
) -> None:
    rows: list[list[Any]] = [
        ["TT", "Chỉ tiêu", "ĐVT", "TH 2023"],
        [1, "Hàu vùng lộng", None, None],
        [2, "Mẻ lưới cất", "mẻ", 12],
        [3, "Hàu vùng khơi", None, None],
        [4, "Mẻ lưới cất", "mẻ", 15],
    ]
    form = HAI_AN._replace(answers={
        "Đơn vị": {"mẻ": "đơn vị đếm mới"}, "Địa bàn": HAI_AN.answers["Địa bàn"]
    }, typed={})  # fmt: skip
    write_form(tmp_path, form, rows)
    (adoption,) = adopt(tmp_path / "raw", data=tmp_path)
    asked = [(line.cells["under"], line.cells["count"]) for line in adoption.sheets["labels"]]
    assert asked == [("Hàu vùng lộng", 1), ("Hàu vùng khơi", 1)]
    fill(adoption.path, form)
    for row in (2, 3):
        change(adoption.path, "Chỉ tiêu", row, "Chọn chỉ tiêu", NEW)
    assert errors(build(tmp_path)) == []
    assert stored(tmp_path) == {"D3": (12, "mẻ"), "D5": (15, "mẻ")}
    with indicators.open(tmp_path) as store:
        found = store.sql("SELECT count(DISTINCT indicator_id) AS n FROM observation").to_polars()
    assert found["n"].to_list() == [2]


def test_one_choice_answers_all_rows_below_a_label(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["TT", "Chỉ tiêu", "ĐVT", "TH 2023", "KH 2024"],
        ["I", "Giàn hàu theo vịnh", "hộ", 30, 33],
        [1, "Vịnh Trong", "hộ", 10, 11],
        [2, "Vịnh Ngoài", "hộ", 20, 22],
        ["II", "Bến cá tạm", "hộ", 5, 4],
    ]
    form = HAI_AN._replace(answers={"Địa bàn": HAI_AN.answers["Địa bàn"]}, typed={})
    write_form(tmp_path, form, rows)
    (adoption,) = adopt(tmp_path / "raw", data=tmp_path)
    offered = {line.cells["label"]: line.choices[-1] for line in adoption.sheets["labels"]}
    below = "bỏ qua, cả các dòng bên dưới"
    assert [label for label, last in offered.items() if last == below] == ["Giàn hàu theo vịnh"]
    fill(adoption.path, form)
    group = row_of(adoption.path, "Chỉ tiêu", "Giàn hàu theo vịnh")
    change(adoption.path, "Chỉ tiêu", group, "Chọn chỉ tiêu", "chỉ tiêu mới, cả các dòng bên dưới")
    alone = row_of(adoption.path, "Chỉ tiêu", "Vịnh Ngoài")
    change(adoption.path, "Chỉ tiêu", alone, "Chọn chỉ tiêu", "bỏ qua")
    last = row_of(adoption.path, "Chỉ tiêu", "Bến cá tạm")
    change(adoption.path, "Chỉ tiêu", last, "Chọn chỉ tiêu", NEW)
    report = build(tmp_path)
    assert errors(report) == []
    assert {at: value for at, (value, _) in stored(tmp_path).items()} == {
        "D2": 30, "E2": 33, "D3": 10, "E3": 11, "D5": 5, "E5": 4
    }  # fmt: skip
    used = {f.message_en: f.locator for f in report.findings if f.rule == "answer_used"}
    assert (
        used[f"read by the answer in mapping/hai-an.xlsx, Chỉ tiêu!H{group} (4 cells)"]
        == "Biểu!D2:E3"
    )
    (again,) = adopt(tmp_path / "raw", data=tmp_path)
    assert again.open == 0


def test_growth_of_a_growth_rate_is_asked_about_and_never_growth_of_the_indicator(
    tmp_path: Path,
) -> None:
    rows: list[list[Any]] = [
        ["TT", "Chỉ tiêu", "ĐVT", "TH 2023", "ƯTH 2024", "So với cùng kỳ (%)"],
        [1, "Tốc độ tăng giá trị sản xuất", "%", 12.5, 13.1, 104.8],
    ]
    form = HAI_AN._replace(answers={"Địa bàn": HAI_AN.answers["Địa bàn"]}, typed={})
    write_form(tmp_path, form, rows)
    (adoption,) = adopt(tmp_path / "raw", data=tmp_path)
    (line,) = adoption.sheets["labels"]
    assert (line.status, line.cells["label"]) == ("open", "Tốc độ tăng giá trị sản xuất")
    fill(adoption.path, form)
    ((locator, sentence),) = errors(build(tmp_path))
    assert locator == "Biểu!F2"
    assert sentence.startswith("'104,8' compares two growth rates or shares of the row")
    change(adoption.path, "Chỉ tiêu", 2, "Chọn chỉ tiêu", NEW)
    assert errors(build(tmp_path)) == []
    with indicators.open(tmp_path) as store:
        rows_read = store.sql(
            "SELECT measure, value, unit FROM observation ORDER BY ordinal"
        ).to_polars()
    assert rows_read.rows() == [("level", 12.5, "%"), ("level", 13.1, "%"), ("growth", 4.8, "%")]


def test_only_codes_of_the_office_are_offered_as_key(tmp_path: Path) -> None:
    write_form(tmp_path, HAI_AN)
    (adoption,) = adopt(tmp_path / "raw", data=tmp_path)
    choices = {line.cells["header"]: line.choices for line in adoption.sheets["headers"]}
    assert choices["Mã số"] == ["mã chỉ tiêu (dùng làm khóa)", "bỏ qua"]
    assert choices["Số chốt sổ 2023"][:3] == [
        "Thực hiện năm 2023", "Ước thực hiện năm 2023", "Kế hoạch năm 2023",
    ]  # fmt: skip
    write_form(tmp_path, LAM_KHE)
    (other,) = adopt(tmp_path / "raw" / "lam-khe", data=tmp_path)
    choices = {line.cells["header"]: line.choices for line in other.sheets["headers"]}
    assert choices["STT"] == ["bỏ qua"]
