"""A workbook without a sheet Nguồn: its facts are those that its tables print around themselves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.readers.table import SourceFile
from indicators.tables import Normalised, normalise
from tests.tables.tables import HEAD, codebook, register, sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW = (1, "Tỷ lệ hộ nghèo", "%", 1.2, 1.1)
TITLE = "Kết quả thực hiện các chỉ tiêu năm 2024"
ATTACHED = "(Kèm theo Báo cáo số 31/BC-UBND ngày 05/12/2024 của UBND huyện Đồng Lúa)"


def office(folder: Path, *rows: Sequence[Any], file: str = "raw/phong-tckh/a.xlsx") -> Normalised:
    source = SourceFile(Path("a.xlsx"), "0" * 64, (sheet("Biểu 1", rows),))
    return normalise(source, codebook(), register(folder), file)


def test_the_line_of_an_attachment_names_the_document(tmp_path: Path) -> None:
    result = office(tmp_path, ("BIỂU SỐ 01",), (TITLE,), (ATTACHED,), HEAD, ROW)
    document = result.document
    assert document is not None
    assert (document.document_id, document.number) == ("dong-lua/31-BC-UBND", "31/BC-UBND")
    assert (document.issued_on, document.kind) == (dt.date(2024, 12, 5), "Báo cáo")
    assert (document.issuer, document.title) == ("UBND huyện Đồng Lúa", TITLE)
    assert [o.locator for o in result.observations] == ["Biểu 1!D5", "Biểu 1!E5"]
    (note,) = result.findings
    assert (note.severity, note.rule) == ("note", "facts_printed")
    assert "'31/BC-UBND' (Biểu 1!A3)" in note.message_vi


def test_letterhead_title_and_signature_name_the_document(tmp_path: Path) -> None:
    rows = [
        ("UBND HUYỆN ĐỒNG LÚA", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", None, None, "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 47/BC-TCKH",),
        ("BÁO CÁO kết quả thực hiện các chỉ tiêu năm 2024",),
        ("(Số liệu ước tính đến ngày 10/12/2024)",),
        HEAD,
        ROW,
        (None, None, None, "Đồng Lúa, ngày 12 tháng 12 năm 2024"),
        (None, None, None, "TRƯỞNG PHÒNG"),
    ]
    document = office(tmp_path, *rows).document
    assert document is not None
    assert document.document_id == "dong-lua/47-BC-TCKH"
    assert document.issued_on == dt.date(2024, 12, 12)
    assert (document.kind, document.issuer) == ("Báo cáo", "PHÒNG TÀI CHÍNH - KẾ HOẠCH")
    assert document.title == "kết quả thực hiện các chỉ tiêu năm 2024"


def test_what_is_missing_is_asked_for_at_once(tmp_path: Path) -> None:
    result = office(tmp_path, (TITLE,), HEAD, ROW, file="raw/dong-lua/2024-12-15_bieu.xlsx")
    (finding,) = result.findings
    assert result.document is None
    assert (finding.rule, finding.locator) == (
        "missing_source_sheet", "raw/dong-lua/2024-12-15_bieu.xlsx, Nguồn",
    )  # fmt: skip
    assert finding.message_vi == (
        "không có trang 'Nguồn', và các bảng không ghi rõ: Số ký hiệu, Ngày ban hành, Cơ quan ban hành, "
        "Loại văn bản (tên tệp gợi ý ngày 15/12/2024); hãy thêm trang 'Nguồn', cột A ghi các tên đó, "
        "cột B ghi nội dung"
    )


def test_a_fact_that_is_printed_in_two_ways_is_not_taken(tmp_path: Path) -> None:
    other = ATTACHED.replace("31/BC", "32/BC")
    (finding,) = office(tmp_path, (TITLE,), (ATTACHED,), (other,), HEAD, ROW).findings
    assert finding.rule == "missing_source_sheet"
    assert "không ghi rõ: Số ký hiệu;" in finding.message_vi
