"""Workbooks of results: the form of the appendix, real numbers, and the same figures when read again."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indicators
from indicators.building import build
from indicators.messages.errors import ExportError
from tests.figures import figure, indicator, make_store, target

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from indicators.answers.store import Store

DATA = Path(__file__).parents[2] / "data"
pytestmark = pytest.mark.usefixtures("unaudited")

FACTS = """
    SELECT place_id, indicator_id, period_start, period_end, period_kind, scenario, target_by, measure, bound,
        round(value, 9) AS value, round(low, 9) AS low, round(high, 9) AS high, denominator, decimals, unit,
        price_basis, reported_status, CASE WHEN measure = 'text' THEN raw_value END AS words
    FROM observation
"""


@pytest.mark.parametrize(
    ("place", "year", "figures"),
    [("vinh-bao", 2023, 119), ("vinh-bao", 2024, 51), ("nhon-trach", 2024, 61)],
)
def test_what_was_exported_loads_again_with_the_same_figures(
    place: str, year: int, figures: int, store: Store, tmp_path: Path
) -> None:
    result = store.target_vs_actual(place=place, year=year)
    frame = result.to_polars()
    data = tmp_path / "data"
    (data / "raw").mkdir(parents=True)
    shutil.copytree(DATA / "codebook", data / "codebook")
    result.to_excel(data / "raw" / "export.xlsx")
    report = build(data)
    assert report.published, [finding.message_en for finding in report.findings]
    ids = {
        i for name in ("target_observation_id", "result_observation_id") for i in frame[name] if i
    }
    wanted = store.sql(f"{FACTS} WHERE list_contains(?, observation_id)", [sorted(ids)])
    assert len(wanted) == len(ids) == figures
    with indicators.open(data) as again:
        found = again.sql(FACTS).to_polars()
    expected = wanted.to_polars()
    assert set(map(str, expected.rows())) <= set(map(str, found.rows()))
    # nothing else, but for figures that stand on the sheets of two owners, once without a rating
    assert set(map(str, found.drop("reported_status").rows())) == set(
        map(str, expected.drop("reported_status").rows())
    )


@pytest.fixture(scope="module")
def appendix(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("excel") / "phu-luc.xlsx"
    assert store.target_vs_actual(place="vinh-bao", year=2023).to_excel(path) == path
    return path


def row_of(sheet: Worksheet, label: str) -> dict[str, Any]:
    heads = [str(cell.value) for cell in sheet[3]]
    (row,) = (
        row for row in sheet.iter_rows(min_row=4) if row[heads.index("Chỉ tiêu")].value == label
    )
    return dict(zip(heads, row, strict=True))


def test_the_form_is_that_of_the_appendix(appendix: Path) -> None:
    book = openpyxl.load_workbook(appendix)
    assert book.sheetnames == [
        "Phụ lục 2023",
        "Thành phố giao 2023",
        "Kế hoạch 2023",
        "Dự toán 2023",
        "Biểu đồ",
        "Nguồn",
        "Phát hiện",
    ]
    sheet = book["Phụ lục 2023"]
    heads = [cell.value for cell in sheet[3]]
    form = [
        "STT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Chỉ tiêu Nghị quyết",
        "Kết quả thực hiện năm 2023",
        "Mức độ hoàn thành",
    ]
    assert [head for head in heads if head in form] == form
    assert "Mức độ hoàn thành (tính)" in heads
    assert sheet.max_row == 3 + 49  # 48 rows of the appendix and the one without a target


def test_numbers_are_numbers_and_ranges_text_beside_hidden_numbers(appendix: Path) -> None:
    sheet = openpyxl.load_workbook(appendix)["Phụ lục 2023"]
    income = row_of(sheet, "Thu nhập bình quân đầu người")
    assert income["Chỉ tiêu Nghị quyết"].value == "69–70"
    assert (income["Chỉ tiêu từ (số)"].value, income["Chỉ tiêu đến (số)"].value) == (69, 70)
    assert sheet.column_dimensions[income["Chỉ tiêu từ (số)"].column_letter].hidden
    result = income["Kết quả thực hiện năm 2023"]
    assert (result.value, result.number_format) == (72.16, "#,##0.00")
    invested = row_of(sheet, "Tổng vốn đầu tư toàn xã hội")["Kết quả thực hiện năm 2023"]
    assert (invested.value, invested.number_format) == (6150, "#,##0")


def test_rows_that_differ_are_marked_in_word_and_colour(appendix: Path) -> None:
    sheet = openpyxl.load_workbook(appendix)["Phụ lục 2023"]
    marked = {
        row[1].value: row[1].fill.fgColor.rgb
        for row in sheet.iter_rows(min_row=4)
        if "không khớp" in [cell.value for cell in row]
    }
    assert set(marked) == {
        "Tổng vốn đầu tư toàn xã hội",
        "Số lao động được giải quyết việc làm mới",
    }
    assert set(marked.values()) == {"FFFCE4D6"}
    built = row_of(sheet, "Tốc độ tăng giá trị sản xuất xây dựng (giá so sánh năm 2010)")
    assert built["Mức độ hoàn thành (tính)"].value == "Chưa xác định (các số liệu mâu thuẫn)"
    assert built["Mức độ hoàn thành"].value == "Đạt"


def test_it_prints_on_a4_landscape_with_repeated_headers(appendix: Path) -> None:
    sheet = openpyxl.load_workbook(appendix)["Phụ lục 2023"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.freeze_panes == "C4"


def test_charts_are_native(appendix: Path) -> None:
    with zipfile.ZipFile(appendix) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        first = archive.read(charts[0]).decode()
    assert len(charts) >= 3
    assert "'Phụ lục 2023'!" in first


def test_sources_name_document_place_and_hash(appendix: Path) -> None:
    sheet = openpyxl.load_workbook(appendix)["Nguồn"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "499-BC/HU" in cells
    assert "Phụ lục I.1" in cells
    assert any(isinstance(c, str) and len(c) == 64 for c in cells)


@pytest.mark.parametrize("kind", ["growth", "structure", "compare", "observations"])
def test_every_analysis_becomes_a_workbook(kind: str, store: Store, tmp_path: Path) -> None:
    result = {
        "growth": lambda: store.growth(place="vinh-bao"),
        "structure": lambda: store.structure(place="vinh-bao"),
        "compare": lambda: store.compare(["vinh-bao", "nhon-trach"], year=2024),
        "observations": lambda: store.observations(place="nhon-trach"),
    }[kind]()
    book = openpyxl.load_workbook(result.to_excel(tmp_path / "a.xlsx", lang="en"))
    assert book.sheetnames == ["Phân tích", "Biểu đồ", "Nguồn", "Phát hiện"]
    assert book["Phân tích"].max_row == len(result) + 2
    assert "Indicator" in [cell.value for cell in book["Phân tích"][2]]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40
)
dangerous = st.builds(lambda sign, rest: sign + rest, st.sampled_from("+-=@'\""), texts)


@pytest.mark.parametrize("examples", [4, pytest.param(15, marks=pytest.mark.slow)])
def test_text_arrives_as_text_whatever_it_starts_with(
    examples: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(dangerous | texts, min_size=1, max_size=30))
    def check(labels: list[str]) -> None:
        arrives_as_text(labels, tmp_path_factory.mktemp("text"))

    check()


def arrives_as_text(labels: list[str], folder: Path) -> None:
    known, figures = [], []
    for number, label in enumerate(labels):
        name = f"rate_{number:02}"
        known.append(indicator(name) | {"name_vi": label})
        figures += [target("10", indicator_id=name), figure("-9.5", indicator_id=name)]
    result = make_store(folder, figures, known).target_vs_actual()
    book = openpyxl.load_workbook(result.to_excel(folder / "a.xlsx"))
    rows = list(book["Phụ lục 2023"].iter_rows(min_row=4))
    assert [row[1].value for row in rows] == [label.replace("\r", "\n") for label in labels]
    for sheet in book:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
            "s",
            "n",
            "inlineStr",
        }
    heads = [cell.value for cell in book["Phụ lục 2023"][3]]
    assert {row[heads.index("Kết quả (số)")].value for row in rows} == {-9.5}


def test_a_path_that_cannot_be_written_is_one_sentence(store: Store, tmp_path: Path) -> None:
    result = store.growth(place="vinh-bao", year=2023)
    with pytest.raises(ExportError, match=r"an Excel workbook ends in \.xlsx; give such a name\.$"):
        result.to_excel(tmp_path / "a.xls")
    with pytest.raises(
        ExportError, match=r"cannot be written .*; close the file or choose another place\.$"
    ):
        result.to_excel(tmp_path / "missing" / "a.xlsx")


def test_an_old_workbook_stays_when_writing_fails(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(ExportError, match="No space left on device"):
        store.growth(place="vinh-bao", year=2023).to_excel(path)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
