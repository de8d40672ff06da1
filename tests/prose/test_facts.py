"""What a document says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.prose.model import DocumentFacts
from tests.prose.expectation import months_of
from tests.prose.speech import draft

PARTY = """ĐẢNG BỘ TỈNH LAM HÀ
HUYỆN ỦY THANH VÂN
*
Số 14-NQ/HU
ĐẢNG CỘNG SẢN VIỆT NAM

Thanh Vân, ngày 18 tháng 12 năm 2023

NGHỊ QUYẾT
của Ban Chấp hành Đảng bộ huyện về phương hướng, nhiệm vụ năm 2024
"""
PEOPLE = """ỦY BAN NHÂN DÂN
HUYỆN THANH VÂN
Số: 317/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Thanh Vân, ngày 20 tháng 6 năm 2024

BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2024
"""
COUNCIL = """HỘI ĐỒNG NHÂN DÂN
TỈNH LAM HÀ
Số: 41/2024/NQ-HĐND

Lam Hà, ngày 9 tháng 12 năm 2024

NGHỊ QUYẾT
Về kế hoạch phát triển kinh tế - xã hội năm 2025
"""
STATISTICS = """TỔNG CỤC THỐNG KÊ
CỤC THỐNG KÊ TỈNH LAM HÀ
Số: 233/BC-CTK

Lam Hà, ngày 28 tháng 9 năm 2023

BÁO CÁO
Tình hình kinh tế - xã hội quý III và 9 tháng năm 2023
"""
COMMUNE = """UBND XÃ BÌNH KHÊ
Số: 58/KH-UBND
Bình Khê, ngày 03 tháng 01 năm 2025

KẾ HOẠCH
Sản xuất nông nghiệp vụ Xuân năm 2025
"""
CITY = """THÀNH ỦY ĐÔNG KINH
Số 102-KL/TU
Đông Kinh, ngày 1 tháng 7 năm 2024

KẾT LUẬN
của Ban Thường vụ Thành ủy về nhiệm vụ quý III năm 2024
"""


@pytest.mark.parametrize(
    ("head", "number", "issued_on", "kind", "place", "period"),
    [
        (PARTY, "14-NQ/HU", date(2023, 12, 18), "Nghị quyết", "Huyện Thanh Vân, tỉnh Lam Hà", "2024-01..2024-12"),
        (PEOPLE, "317/BC-UBND", date(2024, 6, 20), "Báo cáo", "Huyện Thanh Vân", "2024-01..2024-06"),
        (COUNCIL, "41/2024/NQ-HĐND", date(2024, 12, 9), "Nghị quyết", "Tỉnh Lam Hà", "2025-01..2025-12"),
        (STATISTICS, "233/BC-CTK", date(2023, 9, 28), "Báo cáo", "Tỉnh Lam Hà", "2023-01..2023-09"),
        (COMMUNE, "58/KH-UBND", date(2025, 1, 3), "Kế hoạch", "Xã Bình Khê", None),  # a season of crops is no period of ours
        (CITY, "102-KL/TU", date(2024, 7, 1), "Kết luận", "Thành phố Đông Kinh", "2024-07..2024-09"),
    ],
)  # fmt: skip
def test_letterheads(
    head: str, number: str, issued_on: date, kind: str, place: str, period: str | None
) -> None:
    facts = draft(f"{head}\nI. TÌNH HÌNH CHUNG\n\nTrong kỳ, tình hình ổn định.").facts
    assert (facts.number, facts.issued_on, facts.kind, facts.place) == (
        number,
        issued_on,
        kind,
        place,
    )
    named = (facts.period.start, facts.period.end) if facts.period else None
    assert named == (months_of(period) if period else None)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        (PARTY, "HUYỆN ỦY THANH VÂN"),
        (PEOPLE, "ỦY BAN NHÂN DÂN HUYỆN THANH VÂN"),
        (COUNCIL, "HỘI ĐỒNG NHÂN DÂN TỈNH LAM HÀ"),
        (STATISTICS, "CỤC THỐNG KÊ TỈNH LAM HÀ"),
        (COMMUNE, "UBND XÃ BÌNH KHÊ"),
    ],
)
def test_issuer(head: str, issuer: str) -> None:
    found = draft(head + "\nI. TÌNH HÌNH\n").facts.issuer
    assert found is not None
    assert issuer in found


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (PARTY, "của Ban Chấp hành Đảng bộ huyện về phương hướng, nhiệm vụ năm 2024"),
        (PEOPLE, "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024"),
        (COMMUNE, "Sản xuất nông nghiệp vụ Xuân năm 2025"),
    ],
)
def test_title(head: str, title: str) -> None:
    assert draft(head + "\nI. TÌNH HÌNH\n").facts.title == title


def test_spans_say_where() -> None:
    found = draft(PEOPLE)
    assert "317/BC-UBND" in found.text[slice(*found.facts.spans["number"])]
    assert "20 tháng 6 năm 2024" in found.text[slice(*found.facts.spans["issued_on"])]


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách đạt 61 tỷ đồng.",
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 12/5/2024, thu đạt 61 tỷ đồng.",
        "Danh sách người tham gia",
    ],
)
def test_what_is_not_printed_is_none(text: str) -> None:
    assert draft(text).facts == DocumentFacts()


def test_missing_number_and_day() -> None:
    text = PEOPLE.replace("317/BC-UBND", "      /BC-UBND").replace("20 tháng 6", "     tháng 6")
    facts = draft(text).facts
    assert facts.number is None
    assert facts.issued_on is None
    assert facts.place == "Huyện Thanh Vân"
    assert facts.period is not None


def test_a_day_that_does_not_exist() -> None:
    assert draft(PEOPLE.replace("20 tháng 6", "31 tháng 6")).facts.issued_on is None


def test_a_document_it_refers_to_is_not_its_number() -> None:
    text = PEOPLE.replace("Số: 317/BC-UBND\n", "").replace(
        "BÁO CÁO\n", "BÁO CÁO\n(theo Công văn số 12/CV-STC)\n"
    )
    assert draft(text).facts.number is None


def test_attachment() -> None:
    text = """BIỂU CHỈ TIÊU NĂM 2024

(Kèm theo Báo cáo số 655/BC-UBND ngày 12/12/2024 của Ủy ban nhân dân huyện)

Diện tích lúa đạt 101 ha.
"""
    facts = draft(text).facts
    assert (facts.number, facts.issued_on) == ("655/BC-UBND", date(2024, 12, 12))


def test_attachment_line_below_a_title() -> None:
    text = """BÁO CÁO
Kết quả thực hiện các chỉ tiêu kinh tế - xã hội năm 2024

(Kèm theo Báo cáo số 655/BC-UBND ngày 12/12/2024 của Ủy ban nhân dân huyện)

Diện tích lúa đạt 101 ha.
"""
    facts = draft(text).facts
    assert (facts.number, facts.issued_on) == ("655/BC-UBND", date(2024, 12, 12))
    assert facts.period is not None
    assert facts.period.year == 2024


def test_numbers_of_the_head_are_no_figures() -> None:
    found = draft(PARTY)
    assert not found.rows
    assert not found.unbound


def facts_of(text: str) -> tuple[str | None, str | None, tuple[date, date] | None]:
    found = draft(text).facts
    return (
        found.title,
        found.place,
        (found.period.start, found.period.end) if found.period else None,
    )


MENU = "Đăng nhập\n\nTHỐNG KÊ TỈNH LAM HÀ\n\nThông báo\n\nTổng điều tra kinh tế năm 2026\n\n"
BODY = "Thời gian qua, sản xuất trên địa bàn cơ bản ổn định, các ngành đều phát triển.\n"


@pytest.mark.parametrize(
    ("headline", "months"),
    [
        ("Tình hình kinh tế - xã hội tỉnh Lam Hà tháng 12 và cả năm 2022", "2022-01..2022-12"),
        ("Tình hình kinh tế - xã hội tỉnh Lam Hà tháng Tư và bốn tháng đầu năm 2025", "2025-01..2025-04"),
        ("Kinh tế tỉnh Lam Hà quý III và chín tháng năm 2024", "2024-01..2024-09"),
    ],
)  # fmt: skip
def test_a_page_is_dated_by_its_headline_and_not_by_its_menu_or_time_stamp(
    headline: str, months: str
) -> None:
    text = f"{MENU}{headline}\n07/02/2026 07:36\n\n{BODY}"
    assert facts_of(text) == (headline, "Tỉnh Lam Hà", months_of(months))


def test_an_entry_of_an_encyclopedia_is_of_the_place_in_its_title() -> None:
    text = "Thanh Vân (huyện)\n\nTổng giá trị sản xuất (giá so sánh 2010) 500 tỷ đồng. Năm 2021, tăng 5%.\n"
    assert facts_of(text) == ("Thanh Vân (huyện)", "Huyện Thanh Vân", months_of("2021-01..2021-12"))


def test_a_bare_title_is_a_place_where_the_text_says_which() -> None:
    said = "Lam Hà\n\nNăm 2021, tỉnh Lam Hà thu ngân sách 500 tỷ đồng, tăng 5% so với năm 2020.\n"
    assert facts_of(said)[1] == "Tỉnh Lam Hà"
    assert facts_of(said.replace("tỉnh Lam Hà", "toàn tỉnh"))[1] is None
