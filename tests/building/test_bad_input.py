"""Bad input: one sentence with file, sheet and cell, and what to do; nothing published."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from indicators.answers.store import Store
from indicators.building import build
from indicators.cli import main
from tests.offices import normalised, write_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from indicators.model.records import Finding

pytestmark = pytest.mark.usefixtures("unaudited")

HEAD = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện năm 2024"]
GOOD = [1, "Tỷ lệ hộ nghèo", "%", "dưới 1,2", 1.1]


def findings_of(tmp_path: Path, rows: Sequence[Any], **options: Any) -> list[Finding]:
    write_office(tmp_path, [HEAD, *rows], **options)
    report = build(tmp_path)
    assert not report.published
    assert not (tmp_path / "processed" / "indicators.duckdb").exists()
    return [finding for finding in report.findings if finding.severity == "error"]


@pytest.mark.parametrize(
    ("row", "rule", "locator", "says"),
    [
        ([2, "Năng xuất lúa vụ xuân", "tạ/ha", 70, 71], "unknown_label", "Biểu 1!B3", ["rice_yield_spring", "indicators adopt"]),
        ([2, "Năng suất lúa vụ xuân", "triệu đồng", 70, 71], "unknown_label", "Biểu 1!B3", ["rice_yield_spring", "in tạ/ha"]),
        ([2, "Năng suất lúa vụ xuân", "tạ trên hecta", 70, 71], "unknown_unit", "Biểu 1!C3", ["'tạ trên hecta'"]),
        ([2, "Năng suất lúa vụ xuân", "tạ/ha", "70.76", 71], "unreadable_figure", "Biểu 1!D3", ["70,76"]),
        ([2, "Năng suất lúa vụ xuân", "tạ/ha", "70 và 71", 71], "unreadable_figure", "Biểu 1!D3", ["several figures"]),
        ([2, "Năng suất lúa vụ xuân", "tạ/ha", "70 quả táo", 71], "unknown_unit", "Biểu 1!D3", ["quả táo"]),
        ([2, "Số xã phù hợp với trẻ em", "xã", dt.date(2024, 5, 3), "4"], "date_in_value", "Biểu 1!D3", ["3-5", "as text"]),
        ([2, "Năng suất lúa vụ xuân", "tạ/ha", "=B1*2", 71], "formula_without_value", "Biểu 1!D3", ["recalculate"]),
        ([2, "Năng suất lúa vụ xuân", "tạ/ha", "#DIV/0!", 71], "error_value", "Biểu 1!D3", ["#DIV/0!"]),
        ([1, "Tỷ lệ hộ nghèo", "%", "dưới 1,3", None], "duplicate_figure", "Biểu 1!D3", ["Biểu 1!D2", "delete one"]),
        ([2, "Năng suất lúa vụ xuân", "tạ/ha", 70, 71, None, "lạc"], "cell_not_placed", "Biểu 1!G3", ["outside the table"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_row_is_refused_with_one_sentence(
    row: list[Any], rule: str, locator: str, says: list[str], tmp_path: Path
) -> None:
    (finding,) = findings_of(tmp_path, [GOOD, row])
    assert (finding.rule, finding.locator, finding.document_id) == (
        rule,
        locator,
        "dong-lua/12-BC-UBND",
    )
    for text in says:
        assert text in finding.message_en
    assert len(finding.message_en.splitlines()) == len(finding.message_vi.splitlines()) == 1


@pytest.mark.parametrize(
    ("typed_as", "guess"),
    [
        (dt.date(2024, 5, 3), "'3-5'"),
        (dt.date(2024, 3, 5), "'3-5'"),
        (dt.date(2024, 12, 8), "'8-12'"),
        (dt.date(2015, 10, 1), "'1-10' / '10-15'"),
    ],
)
def test_date_in_a_column_of_figures_says_what_was_probably_typed(
    typed_as: dt.date, guess: str, tmp_path: Path
) -> None:
    (finding,) = findings_of(tmp_path, [[2, "Số xã phù hợp với trẻ em", "xã", typed_as, None]])
    assert (finding.rule, finding.locator) == ("date_in_value", "Biểu 1!D2")
    assert guess in finding.message_en


def test_comparison_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    """Reading it without the base of its column used to end in a traceback."""
    head = ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2024", "So với cùng kỳ (%)"]
    write_office(
        tmp_path, [head, [1, "Doanh thu dịch vụ", "tỷ đồng", 90, "trên 3% so với cùng kỳ"]]
    )
    (finding,) = build(tmp_path).findings
    assert (finding.rule, finding.locator) == ("unreadable_figure", "Biểu 1!E2")


def test_unknown_label_names_the_three_nearest(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, [[2, "Năng xuất lúa vụ xuân", "tạ/ha", 70, 71]])
    assert finding.expected is not None
    assert len(finding.expected.split(", ")) == 3
    assert finding.expected.startswith("rice_yield_spring")


def test_figure_without_unit_is_refused(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, [[2, "Năng suất lúa vụ xuân", None, 70, 71]])
    assert (finding.rule, finding.locator) == ("missing_unit", "Biểu 1!B2")


@pytest.mark.parametrize(
    ("facts", "rule", "says"),
    [
        ({"Địa bàn": "Huyện Vĩnh Bão"}, "unknown_place", "Huyện Vĩnh Bảo"),
        ({"Địa bàn": None}, "missing_fact", "Địa bàn"),
        ({"Số ký hiệu": None}, "missing_fact", "Mã thay số"),
        ({"Ngày ban hành": "hôm qua"}, "missing_fact", "19/12/2023"),
        ({"Ngày ban hành": "31/02/2024"}, "missing_fact", "31/02/2024"),
    ],
)
def test_wrong_facts_refuse_the_file(
    facts: dict[str, str | None], rule: str, says: str, tmp_path: Path
) -> None:
    (finding,) = findings_of(tmp_path, [GOOD], facts=facts)
    assert finding.rule == rule
    assert "2024-12-05_12-BC-UBND.xlsx, Nguồn" in finding.locator
    assert says in finding.message_en


def test_missing_source_sheet(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, [GOOD], facts={})
    assert finding.rule == "missing_source_sheet"
    assert "Nguồn" in finding.message_en


def test_missing_period(tmp_path: Path) -> None:
    rows = [["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện"], [1, "Tỷ lệ hộ nghèo", "%", 1.1]]
    write_office(tmp_path, rows, facts={"Kỳ báo cáo": None, "Trích yếu": "Kết quả phát triển"})
    (finding,) = build(tmp_path).findings
    assert (finding.rule, finding.locator) == ("missing_period", "Biểu 1!D2")


@pytest.mark.parametrize("head", ["ƯTH/KH", "So với kế hoạch", "So với cùng kỳ"])
def test_ratio_without_any_percent_sign_is_refused(head: str, tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", "Ước thực hiện năm 2024", head],
        [1, "Tỷ lệ hộ nghèo", "%", 1.1, 1.04],
    ]
    write_office(tmp_path, rows)
    (finding,) = build(tmp_path).findings
    assert (finding.rule, finding.locator) == ("ratio_or_percent", "Biểu 1!E2")
    write_office(tmp_path, rows, formats={"E2": "0%"})
    assert build(tmp_path).findings == []


def test_sheet_without_heads(tmp_path: Path) -> None:
    write_office(tmp_path, [["Tỷ lệ hộ nghèo", 1.1]])
    (finding,) = build(tmp_path).findings
    assert (finding.rule, finding.locator) == ("head_not_found", "Biểu 1!A1")


@pytest.mark.parametrize("head", ["Họ và tên", "Toàn vùng", "Tăng/giảm"])
def test_unknown_head_is_refused_unless_declared(head: str, tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2024", head],
        [1, "Tỷ lệ hộ nghèo", "%", 1.1, "A"],
    ]
    write_office(tmp_path, rows)
    (finding,) = build(tmp_path).findings
    assert (finding.rule, finding.locator) == ("head_not_understood", "Biểu 1!E1")
    assert "indicators adopt" in finding.message_en
    (tmp_path / "codebook" / "own.toml").write_text(f'ignored_heads = ["{head}"]\n', "utf-8")
    report = build(tmp_path)
    assert report.findings == []
    assert (report.files[0].sums or {})["ignored"] == 1


def test_unknown_head_over_two_columns_is_one_sentence(tmp_path: Path) -> None:
    rows = [["STT", "Chỉ tiêu", "ĐVT", "Vùng", None], [1, "Tỷ lệ hộ nghèo", "%", 1.1, 1.2]]
    write_office(tmp_path, rows, merges=["D1:E1"])
    report = build(tmp_path)
    assert [(f.rule, f.locator) for f in report.findings] == [("head_not_understood", "Biểu 1!D1")]


def test_head_that_compares_with_something_unknown(tmp_path: Path) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2024", "So với vùng"],
        [1, "Tỷ lệ hộ nghèo", "%", 1.1, 102],
    ]
    write_office(tmp_path, rows)
    (finding,) = build(tmp_path).findings
    assert (finding.rule, finding.locator) == ("head_not_understood", "Biểu 1!E1")


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "0 bytes"), (b"PK\x03\x04garbage", "no .xlsx workbook"), (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password")],
)  # fmt: skip
def test_unreadable_workbook_is_listed_with_its_file(
    data: bytes, says: str, tmp_path: Path
) -> None:
    write_office(tmp_path, [HEAD, GOOD])
    (tmp_path / "raw" / "dong-lua" / "b.xlsx").write_bytes(data)
    report = build(tmp_path)
    (finding,) = report.findings
    assert (finding.rule, finding.locator) == ("unreadable_file", "raw/dong-lua/b.xlsx")
    assert says in finding.message_en
    assert not report.published


def test_two_files_claim_one_document(tmp_path: Path) -> None:
    write_office(tmp_path, [HEAD, GOOD], name="a.xlsx")
    write_office(tmp_path, [HEAD, GOOD], name="b.xlsx")
    report = build(tmp_path)
    assert [(f.rule, f.locator) for f in report.findings] == [
        ("duplicate_document", "raw/dong-lua/a.xlsx"),
        ("duplicate_document", "raw/dong-lua/b.xlsx"),
    ]
    assert all("a.xlsx and raw/dong-lua/b.xlsx" in f.message_en for f in report.findings)


def test_figures_of_text_and_footnotes_are_all_kept(tmp_path: Path) -> None:
    head = [*HEAD, "Vị trí trong văn bản"]
    rows = [head, [*GOOD, "Phần một I.2"], [*GOOD, "chú thích 3"]]
    write_office(tmp_path, rows)
    report = build(tmp_path)
    assert report.errors == 0
    assert report.figures == 4


def test_other_files_are_said_not_to_be_read(tmp_path: Path) -> None:
    write_office(tmp_path, [HEAD, GOOD])
    (tmp_path / "raw" / "dong-lua" / "scan.pdf").write_bytes(b"%PDF")
    (tmp_path / "raw" / "dong-lua" / "~$12-BC-UBND.xlsx").write_bytes(b"lock of an open workbook")
    report = build(tmp_path)
    assert [(f.severity, f.rule, f.locator) for f in report.findings] == [
        ("warning", "file_not_read", "raw/dong-lua/scan.pdf")
    ]
    assert report.published


def test_rating_without_a_figure_is_shown(tmp_path: Path) -> None:
    rows = [[*HEAD, "Đánh giá"], [*GOOD, "Đạt"], [2, "Xuất khẩu", None, None, None, "Vượt"]]
    write_office(tmp_path, rows)
    report = build(tmp_path)
    assert [(f.severity, f.rule, f.locator) for f in report.findings] == [
        ("warning", "rating_without_figure", "Biểu 1!F3")
    ]


def test_figures_of_hidden_rows_are_left_out(tmp_path: Path) -> None:
    path = write_office(tmp_path, [HEAD, GOOD])
    workbook = openpyxl.load_workbook(path)
    workbook["Biểu 1"].row_dimensions[2].hidden = True
    workbook.save(path)
    found = normalised(tmp_path)
    assert found.observations == []
    assert [(f.severity, f.rule) for f in found.findings] == [("warning", "hidden_cells")]


def test_keep_going_publishes_the_rest_and_lists_what_was_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_office(tmp_path, [HEAD, GOOD, [2, "Năng suất lúa vụ xuân", "tạ/ha", "70.76", 71]])
    assert main(["build", "--data", str(tmp_path)]) == 1
    assert "Nothing published" in capsys.readouterr().out
    assert main(["build", "--data", str(tmp_path), "--keep-going"]) == 1
    printed = capsys.readouterr().out
    assert "dong-lua/12-BC-UBND, Biểu 1!D3" in printed
    assert "Published 3 figures" in printed
    with Store(tmp_path / "processed" / "indicators.duckdb") as store:
        assert {row["locator"] for row in store.observations()} == {
            "Biểu 1!D2",
            "Biểu 1!E2",
            "Biểu 1!E3",
        }
        (finding,) = list(store.findings(severity="error"))
    assert (finding["locator"], finding["found"], finding["expected"]) == (
        "Biểu 1!D3",
        "70.76",
        "70,76",
    )


def test_failed_build_leaves_the_old_store(tmp_path: Path) -> None:
    path = write_office(tmp_path, [HEAD, GOOD])
    assert build(tmp_path).published
    before = (tmp_path / "processed" / "observations.csv").read_bytes()
    path.write_bytes(b"")
    assert not build(tmp_path).published
    assert (tmp_path / "processed" / "observations.csv").read_bytes() == before


def test_empty_data_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--data", str(tmp_path)]) == 1
    assert "put files into raw/<place>/" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[fault]\n", "not valid TOML"),
        ('[[fault]]\ndocument = "x"\n', "takes exactly"),
    ],
)
def test_wrong_corrections_are_one_sentence(
    text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_office(tmp_path, [HEAD, GOOD])
    (path.parent / "corrections.toml").write_text(text, "utf-8")
    assert main(["build", "--data", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err


def test_correction_comes_back_when_the_document_changes(tmp_path: Path) -> None:
    path = write_office(tmp_path, [HEAD, GOOD])
    fault = '[[fault]]\ndocument = "dong-lua/12-BC-UBND"\nlocator = "Biểu 1!E2"\nexpect = "{}"\nflag = "ocr_suspect"\nreason = "lỗi in"\n'
    (path.parent / "corrections.toml").write_text(fault.format("1,1"), "utf-8")
    assert build(tmp_path).published
    with Store(tmp_path / "processed" / "indicators.duckdb") as store:
        assert [row["flags"] for row in store.observations()] == [[], ["ocr_suspect"]]
    (path.parent / "corrections.toml").write_text(fault.format("1,7"), "utf-8")
    report = build(tmp_path)
    assert [f.rule for f in report.findings] == ["correction_out_of_date"]
    assert not report.published


def test_thousands_of_unknown_labels_take_no_minutes(tmp_path: Path) -> None:
    rows = [[n, f"Chỉ tiêu lạ số {n} của ngành khác", "hộ", n] for n in range(1, 1001)]
    write_office(tmp_path, [["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2024"], *rows])
    findings = normalised(tmp_path).findings
    assert {finding.rule for finding in findings} == {"unknown_label"}
    assert len(findings) == 1000
    suggested = ["gần nhất: " in finding.message_vi for finding in findings]
    assert suggested == [True] * 200 + [False] * 800
