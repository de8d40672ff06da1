"""The facts of a document: where they stand, and dates in all their forms."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from indicators.model.records import Document
from indicators.readers.table import SourceFile
from indicators.tables import Normalised, normalise
from tests.tables.tables import HEAD, codebook, read, register, sheet

if TYPE_CHECKING:
    from indicators.readers.table import SourceTable

ROW = (1, "Tỷ lệ hộ nghèo", "%", 1.2, 1.1)
KEYS = ("Số ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Loại văn bản", "Trích yếu", "Địa bàn")
VALUES = ("12/BC-UBND", "05/12/2024", "UBND huyện", "Báo cáo", "Kết quả năm 2024", "Huyện Đồng Lúa")


def of_sheets(folder: Path, *tables: SourceTable) -> Normalised:
    file = SourceFile(Path("a.xlsx"), "0" * 64, tables)
    return normalise(file, codebook(), register(folder), "raw/a.xlsx")


@pytest.mark.parametrize(
    ("printed", "day", "precision"),
    [
        ("05/12/2024", (2024, 12, 5), "day"),
        ("5.12.2024", (2024, 12, 5), "day"),
        ("Ngày 05 tháng 12 năm 2024", (2024, 12, 5), "day"),
        (" 2024-12-05 ", (2024, 12, 5), "day"),
        ("2024-1-9", (2024, 1, 9), "day"),
        (dt.date(2024, 12, 5), (2024, 12, 5), "day"),
        ("10/2024", (2024, 10, 1), "month"),
        ("2024-10", (2024, 10, 1), "month"),
        ("tháng 10 năm 2024", (2024, 10, 1), "month"),
        ("2024", (2024, 1, 1), "year"),
        ("Năm 2024", (2024, 1, 1), "year"),
        # Regression: the digits alone were 5 and 2024, that is May.
        ("Ngày 5 tháng Chín năm 2024", (2024, 9, 5), "day"),
        ("tháng Mười năm 2024", (2024, 10, 1), "month"),
        ("Đồng Lúa, ngày 15 tháng mười một năm 2024", (2024, 11, 15), "day"),
    ],
)
def test_date_of_issue(
    printed: Any, day: tuple[int, int, int], precision: str, tmp_path: Path
) -> None:
    document = read(tmp_path, HEAD, ROW, facts={"Ngày ban hành": printed}).document
    assert document is not None
    assert (document.issued_on, document.issued_precision) == (dt.date(*day), precision)


def test_a_document_may_print_no_date(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD, ROW, facts={"Ngày ban hành": "Không ghi"})
    assert result.document is not None
    assert (result.document.issued_on, result.document.issued_precision) == (None, None)
    assert len(result.observations) == 2


def test_source_address_and_origin_of_the_title(tmp_path: Path) -> None:
    facts = {
        "Loại nguồn": "Báo chí",
        "Địa chỉ": "https://bao.example/tin-1.html",
        "Trích yếu lấy từ": "địa chỉ của trang",
    }
    document = read(tmp_path, HEAD, ROW, facts=facts).document
    assert document is not None
    assert (document.source_class, document.address, document.title_from) == (
        "press",
        "https://bao.example/tin-1.html",
        "address",
    )
    plain = read(tmp_path, HEAD, ROW, facts={}).document
    assert plain is not None
    assert (plain.source_class, plain.address, plain.title_from) == ("official", None, "document")


def test_a_class_of_sources_that_is_not_known(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD, ROW, facts={"Loại nguồn": "Mạng xã hội"})
    (finding,) = result.findings
    assert finding.message_vi == (
        "không hiểu 'Mạng xã hội' ở dòng 'Loại nguồn'; hãy ghi cơ quan nhà nước, báo chí hoặc nguồn khác"
    )


def test_a_year_of_issue_holds_the_communes_of_both_halves(tmp_path: Path) -> None:
    """2025 was taken for its first of January, before the commune existed."""
    facts = {"Địa bàn": "Xã Hội Sơn, tỉnh Gia Lai", "Ngày ban hành": "2025"}
    document = read(tmp_path, HEAD, ROW, facts=facts).document
    assert document is not None
    assert document.place_id == "gia-lai/hoi-son"


@pytest.mark.parametrize("printed", ["mồng 5 Chín 2024", "Quý IV/2024", "5 Sept 2024", "hè 2024"])
def test_date_with_strange_words_is_asked_for(printed: str, tmp_path: Path) -> None:
    result = read(tmp_path, HEAD, ROW, facts={"Ngày ban hành": printed})
    assert [(f.rule, f.found) for f in result.findings] == [("missing_fact", printed)]
    assert result.document is None


@pytest.mark.parametrize(
    ("place", "issued", "sentence"),
    [
        ("Huyện Vĩnh Bảo, thành phố Hải Phòng", "20/12/2025", "existed until 30/06/2025 only"),
        ("Xã Vĩnh Hải, huyện Vĩnh Bảo", "20/12/2024", "exists since 01/01/2025"),
    ],
)
def test_place_of_another_time_is_answered_with_its_dates(
    place: str, issued: str, sentence: str, tmp_path: Path
) -> None:
    result = read(tmp_path, HEAD, ROW, facts={"Địa bàn": place, "Ngày ban hành": issued})
    (finding,) = result.findings
    assert (finding.rule, finding.locator) == ("unknown_place", "raw/a.xlsx, Nguồn!B6")
    assert sentence in finding.message_en


def test_record_of_the_document(tmp_path: Path) -> None:
    document = read(tmp_path, HEAD, ROW, facts={"Kỳ báo cáo": "6 tháng đầu năm"}).document
    assert document is not None
    assert document.period is not None
    assert (document.period.kind, str(document.period.end)) == ("year_to_date", "2024-06-30")
    assert document == Document(
        document_id="dong-lua/12-BC-UBND", number="12/BC-UBND",
        title="Kết quả phát triển kinh tế - xã hội năm 2024", kind="Báo cáo",
        issuer="Ủy ban nhân dân huyện Đồng Lúa", issued_on=dt.date(2024, 12, 5), issued_precision="day",
        place_id="dong-lua", period=document.period, file="raw/a.xlsx", sha256="0" * 64,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "handle", "number", "year"),
    [
        ({"Số ký hiệu": None, "Mã thay số": "bao cao 6T"}, "bao-cao-6T", None, 2024),
        ({"Mã thay số": "bao cao"}, "12-BC-UBND", "12/BC-UBND", 2024),
        ({"Kỳ báo cáo": None, "Trích yếu": "Kết quả năm 2023"}, "12-BC-UBND", "12/BC-UBND", 2023),
    ],
)
def test_number_or_its_stand_in_and_period_of_the_title(
    facts: dict[str, Any], handle: str, number: str | None, year: int, tmp_path: Path
) -> None:
    document = read(tmp_path, HEAD, ROW, facts=facts).document
    assert document is not None
    assert (document.document_id, document.number) == (f"dong-lua/{handle}", number)
    assert document.period is not None
    assert document.period.year == year


def accounts(result: Normalised, name: str) -> dict[tuple[int, int], str]:
    return {at[1:]: said for at, said in result.ledger.accounts.items() if at[0] == name}


@pytest.mark.parametrize("parts", [(6,), (2, 4), (2, 2, 2)])
def test_keys_in_one_row_values_below(parts: tuple[int, ...], tmp_path: Path) -> None:
    rows: list[Any] = [("THÔNG TIN VĂN BẢN",)]
    done = 0
    for size in parts:
        rows += [KEYS[done : done + size], VALUES[done : done + size]]
        done += size
    result = of_sheets(tmp_path, sheet("Nguồn", rows), sheet("Biểu 1", [HEAD, ROW]))
    assert result.findings == []
    assert result.document is not None
    assert (result.document.issuer, result.document.title) == ("UBND huyện", "Kết quả năm 2024")
    wanted = {(1, 1): "head"}
    for number, size in enumerate(parts):
        for column in range(1, size + 1):
            wanted |= {(2 + 2 * number, column): "head", (3 + 2 * number, column): "label"}
    assert accounts(result, "Nguồn") == wanted


def test_facts_above_the_table_of_a_csv_file(tmp_path: Path) -> None:
    pairs = [(f"{key}: ", value) for key, value in zip(KEYS, VALUES, strict=True)]
    result = of_sheets(tmp_path, sheet("Bảng", [*pairs, HEAD, ROW]))
    assert result.findings == []
    assert len(result.observations) == 2
    found = accounts(result, "Bảng")
    # the lines above a header are its title too
    assert [found[row, 1] for row in range(1, 8)] == ["head"] * 7
    away = [*pairs[:-1], ("Địa bàn", "Huyện Lạ")]
    (finding,) = of_sheets(tmp_path, sheet("Bảng", [*away, HEAD, ROW])).findings
    assert (finding.rule, finding.locator) == ("unknown_place", "raw/a.xlsx, Bảng!B6")
    (finding,) = of_sheets(tmp_path, sheet("Bảng", [*pairs[:-1], HEAD, ROW])).findings
    assert (finding.rule, finding.locator) == ("missing_fact", "raw/a.xlsx, Bảng")


def test_first_of_two_facts_counts_and_the_list_below_is_ignored(tmp_path: Path) -> None:
    rows = [
        *zip(KEYS, VALUES, strict=True),
        ("Địa bàn", "Huyện Lạ"),
        ("Danh mục văn bản",),
        ("Số ký hiệu", "13/BC-UBND"),
    ]
    result = of_sheets(tmp_path, sheet("Nguồn", rows), sheet("Biểu 1", [HEAD, ROW]))
    assert result.document is not None
    assert result.document.document_id == "dong-lua/12-BC-UBND"
    found = accounts(result, "Nguồn")
    assert [found.get((row, 2)) for row in (6, 7, 9)] == ["label", "finding", "ignored"]
    assert [f.locator for f in result.findings] == ["Nguồn!A7:B7"]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Lũy kế đến 15/11/2024", "2024-01-01..2024-11-15"),
        ("Quý III và 9 tháng năm 2024", "2024-01-01..2024-09-30"),
        # Regression: the figures of both years were those of the first.
        ("Năm 2023 và 2024", None),
        ("Từ 15/12/2023 đến 14/12/2024", None),
    ],
)
def test_period_of_the_document(said: str, wanted: str | None, tmp_path: Path) -> None:
    document = read(tmp_path, HEAD, ROW, facts={"Kỳ báo cáo": said}).document
    assert document is not None
    period = document.period
    assert (f"{period.start}..{period.end}" if period else None) == wanted


def test_place_of_a_document_is_that_of_its_date(tmp_path: Path) -> None:
    """Huyện Vĩnh Bảo existed until the end of June 2025."""
    before = read(tmp_path, HEAD, ROW, facts={"Địa bàn": "Huyện Vĩnh Bảo"})
    assert before.document is not None
    assert before.document.place_id == "vinh-bao"
    after = {"Địa bàn": "Huyện Vĩnh Bảo", "Ngày ban hành": "05/12/2025"}
    (finding,) = read(tmp_path, HEAD, ROW, facts=after).findings
    assert finding.rule == "unknown_place"
