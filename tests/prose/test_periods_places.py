"""Periods and places that sentences name."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.language.periods import Period
from tests.prose.expectation import months_of
from tests.prose.speech import draft, row_of, rows


def _period(text: str, printed: str) -> tuple[object, object] | None:
    period = row_of(text, printed).period
    return (period.start, period.end) if period else None


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        # that of the document
        ("Thu ngân sách đạt 61 tỷ đồng.", "61", "2024-01..2024-12"),
        # named before the figure
        ("Năm 2023, thu ngân sách đạt 61 tỷ đồng.", "61", "2023-01..2023-12"),
        ("Thu ngân sách năm 2023 đạt 61 tỷ đồng.", "61", "2023-01..2023-12"),
        ("Thu ngân sách 9 tháng đạt 61 tỷ đồng.", "61", "2024-01..2024-09"),
        ("Thu ngân sách 9 tháng năm 2023 đạt 61 tỷ đồng.", "61", "2023-01..2023-09"),
        ("Thu ngân sách 6 tháng đầu năm đạt 61 tỷ đồng.", "61", "2024-01..2024-06"),
        ("Thu ngân sách tháng 10 đạt 61 tỷ đồng.", "61", "2024-10..2024-10"),
        ("Thu ngân sách tháng 10/2023 đạt 61 tỷ đồng.", "61", "2023-10..2023-10"),
        ("Thu ngân sách quý III đạt 61 tỷ đồng.", "61", "2024-07..2024-09"),
        ("Thu ngân sách quý II năm 2023 đạt 61 tỷ đồng.", "61", "2023-04..2023-06"),
        ("Giai đoạn 2021 - 2025, thu ngân sách đạt 610 tỷ đồng.", "610", "2021-01..2025-12"),
        # no period of the figure
        ("Tổng sản phẩm theo giá so sánh 2010 đạt 610 tỷ đồng.", "610", "2024-01..2024-12"),
        ("Tỷ lệ hộ nghèo theo chuẩn nghèo giai đoạn 2022 - 2025 còn 1,2%.", "1,2", "2024-01..2024-12"),
        ("Thu ngân sách đạt 61 tỷ đồng, tăng 5% so với năm 2023.", "61", "2024-01..2024-12"),
        ("Thu ngân sách đạt 61 tỷ đồng, tăng 5% so với năm 2023.", "5%", "2024-01..2024-12"),
        ("So với năm 2023, thu ngân sách tăng 5%.", "5%", "2024-01..2024-12"),
        ("Thực hiện Nghị quyết năm 2021, thu ngân sách đạt 61 tỷ đồng.", "61", "2024-01..2024-12"),
        # the same time a year before
        ("Thu ngân sách đạt 61 tỷ đồng (cùng kỳ 58 tỷ đồng).", "58", "2023-01..2023-12"),
        ("Thu ngân sách 9 tháng đạt 61 tỷ đồng (cùng kỳ 58 tỷ đồng).", "58", "2023-01..2023-09"),
        # each figure its own
        (
            "Thu ngân sách năm 2022 đạt 50 tỷ đồng, năm 2023 đạt 55 tỷ đồng.",
            "50",
            "2022-01..2022-12",
        ),
        (
            "Thu ngân sách năm 2022 đạt 50 tỷ đồng, năm 2023 đạt 55 tỷ đồng.",
            "55",
            "2023-01..2023-12",
        ),
        ("Năm 2023 thu đạt 55 tỷ đồng. Chi ngân sách đạt 40 tỷ đồng.", "40", "2023-01..2023-12"),
        ("Thu đạt 55 tỷ đồng. Xây dựng kế hoạch năm 2025. Chi ngân sách đạt 40 tỷ đồng.", "40", "2024-01..2024-12"),
        ("Thu đạt 55 tỷ đồng, tăng 4% so với bình quân năm 2022. Chi ngân sách đạt 40 tỷ đồng.", "40", "2024-01..2024-12"),
    ],
)  # fmt: skip
def test_period(text: str, printed: str, period: str) -> None:
    assert _period(text, printed) == months_of(period)


MONTHLY = """UBND HUYỆN THANH VÂN
Số: 9/BC-UBND
Thanh Vân, ngày 25 tháng 10 năm 2024

BÁO CÁO
Tình hình kinh tế - xã hội tháng 10 năm 2024

"""


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Thu ngân sách đạt 61 tỷ đồng, lũy kế đạt 702 tỷ đồng.",
            ["2024-10..2024-10", "2024-01..2024-10"],
        ),
        (
            "Thu ngân sách đạt 61 tỷ đồng; lũy kế 10 tháng đạt 702 tỷ đồng.",
            ["2024-10..2024-10", "2024-01..2024-10"],
        ),
        ("Thu ngân sách từ đầu năm đạt 702 tỷ đồng.", ["2024-01..2024-10"]),
        ("Tính chung 10 tháng, thu ngân sách đạt 702 tỷ đồng.", ["2024-01..2024-10"]),
        ("Dự kiến cả năm thu ngân sách đạt 850 tỷ đồng.", ["2024-01..2024-12"]),
        ("Thu ngân sách tăng 5% so với tháng 9/2024.", ["2024-10..2024-10"]),
        # Regression: both were October, because `ước cả năm` stands among the words of the figure.
        (
            "Thu ngân sách tháng 10 đạt 61 tỷ đồng; ước cả năm đạt 850 tỷ đồng, vượt 2% kế hoạch.",
            ["2024-10..2024-10", "2024-01..2024-12", "2024-01..2024-12"],
        ),
        # Regression: the month before was that of the report.
        ("Thu ngân sách tháng trước đạt 61 tỷ đồng.", ["2024-09..2024-09"]),
        ("So với tháng trước, thu ngân sách tăng 5%.", ["2024-10..2024-10"]),
        # Regression: all of the last month, or of the time of the report.
        ("Lũy kế đến hết tháng 9/2024, thu ngân sách đạt 640 tỷ đồng.", ["2024-01..2024-09"]),
        # Regression: all of the year before.
        (
            "Thu ngân sách quý III đạt 61 tỷ đồng, cùng kỳ năm 2023 đạt 55 tỷ đồng.",
            ["2024-07..2024-09", "2023-07..2023-09"],
        ),
        (
            "Thu ngân sách đạt 61 tỷ đồng. Cùng kỳ năm 2023, thu ngân sách đạt 55 tỷ đồng.",
            ["2024-10..2024-10", "2023-10..2023-10"],
        ),
        ("Từ tháng 1 đến tháng 9/2024, thu ngân sách đạt 640 tỷ đồng.", ["2024-01..2024-09"]),
        ("Từ 01/01/2024 đến 30/9/2024, thu ngân sách đạt 640 tỷ đồng.", ["2024-01..2024-09"]),
        ("Lũy kế đến ngày 30/9/2024, thu ngân sách đạt 640 tỷ đồng.", ["2024-01..2024-09"]),
        ("Thu ngân sách đạt 61 tỷ đồng, bằng 85% kế hoạch cả năm.", ["2024-10..2024-10"] * 2),
    ],
)
def test_cumulative(text: str, periods: list[str]) -> None:
    found = draft(MONTHLY + text).rows
    assert [(r.period.start, r.period.end) for r in found if r.period] == [*map(months_of, periods)]


@pytest.mark.parametrize(
    "until", ["Đến ngày 15/9/2024", "Tính đến 15/9/2024", "Đến hết ngày 15/9/2024"]
)
def test_until_a_day(until: str) -> None:
    (row,) = draft(f"{MONTHLY}{until}, thu ngân sách đạt 61 tỷ đồng.").rows
    assert row.period == Period(date(2024, 9, 15), date(2024, 9, 15), "date")


def test_the_day_of_an_event_is_no_period() -> None:
    (row,) = draft(f"{MONTHLY}Ngày 15/9/2024 đã thu 61 tỷ đồng thuế.").rows
    assert row.period is not None
    assert row.period.kind == "month"


def test_a_document_without_period_has_none() -> None:
    text = "Thu ngân sách đạt 61 tỷ đồng."
    (row,) = draft(text).rows
    assert row.period is None
    assert "period_missing" in row.doubts


@pytest.mark.parametrize(
    ("text", "printed", "place"),
    [
        ("Thu ngân sách trên địa bàn xã Bình Khê đạt 9,8 tỷ đồng.", "9,8", "xã Bình Khê"),
        ("Thu ngân sách của thị trấn Dinh Thượng đạt 9,8 tỷ đồng.", "9,8", "thị trấn Dinh Thượng"),
        ("Đã trồng 12 ha rừng tại xã Vân Đài.", "12", "xã Vân Đài"),
        ("Đã trồng 12 ha rừng tại xã.", "12", None),
        ("Đã trồng 12 ha rừng tại các xã ven sông.", "12", None),
        ("Thu ngân sách trên địa bàn huyện đạt 9,8 tỷ đồng.", "9,8", None),
        ("Thu ngân sách trên địa bàn huyện Thanh Vân đạt 9,8 tỷ đồng.", "9,8", None),
        ("Dân số của tỉnh Lam Hà là 1.120.400 người.", "1.120.400", "tỉnh Lam Hà"),
    ],
)
def test_place(text: str, printed: str, place: str | None) -> None:
    assert row_of(text, printed).place == place


def test_place_of_one_sentence_does_not_hold_for_the_next() -> None:
    found = rows("Thu ngân sách của xã Vân Đài đạt 9,8 tỷ đồng. Đàn lợn toàn huyện đạt 3.120 con.")
    assert [row.place for row in found] == ["xã Vân Đài", None]


def test_a_known_commune_is_found_in_the_register() -> None:
    text = """ỦY BAN NHÂN DÂN
HUYỆN VĨNH BẢO
Số: 9/BC-UBND
Vĩnh Bảo, ngày 25 tháng 12 năm 2022

BÁO CÁO
Tình hình kinh tế - xã hội năm 2022

Thu ngân sách của xã Tam Đa đạt 9,8 tỷ đồng, toàn huyện đạt 702 tỷ đồng."""
    found = draft(text)
    assert found.facts.place_id == "vinh-bao"
    assert found.rows[0].place_id is not None
    assert found.rows[0].place_id.startswith("vinh-bao/")
    assert found.rows[1].place_id is None


def test_a_period_in_a_closed_bracket_is_that_of_the_bracket() -> None:
    found = rows(
        "Trong quý III có 312 doanh nghiệp mới (quý II: 291 doanh nghiệp), vốn đăng ký 2.310 tỷ đồng."
    )
    assert [row.period.start.month for row in found if row.period] == [7, 4, 7]


def test_growth_of_the_same_time_of_the_year_before() -> None:
    found = rows(
        "Kim ngạch xuất khẩu quý III đạt 12 triệu USD; 9 tháng đạt 30 triệu USD, tăng 13% "
        "(cùng kỳ giảm 12,6%)."
    )
    assert [(row.period.year, row.period.end.month) for row in found if row.period] == [
        (2024, 9), (2024, 9), (2024, 9), (2023, 9),
    ]  # fmt: skip


def test_nine_months_are_those_of_the_heading() -> None:
    found = rows("II. KẾT QUẢ NĂM 2023\n\n9 tháng đầu năm, sản lượng thóc đạt 42.697 tấn.")
    assert [(row.period.year, row.period.end.month) for row in found if row.period] == [(2023, 9)]


def test_a_title_with_a_list_mark_lends_its_period() -> None:
    found = rows(
        "2. Xã Hòa Bình: Kết quả 6 tháng đầu năm 2023\n\nSản lượng thóc đạt 2.697 tấn, tăng 3,5%."
    )
    assert {(row.period.year, row.period.end.month) for row in found if row.period} == {(2023, 6)}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "Sản lượng chè búp tươi các năm 2021, 2022 và 2023 lần lượt đạt 410 tấn, 425 tấn, 433 tấn.",
            ["2021-01-01..2021-12-31", "2022-01-01..2022-12-31", "2023-01-01..2023-12-31"],
        ),
        (
            "Tỷ lệ che phủ rừng tăng từ 41,2% năm 2022 lên 41,9%.",
            ["2022-01-01..2022-12-31", "2024-01-01..2024-12-31"],
        ),
        (
            "Thu nhập bình quân đầu người tăng từ 38 triệu đồng (năm 2020) lên 52 triệu đồng (năm 2023).",
            ["2020-01-01..2020-12-31", "2023-01-01..2023-12-31"],
        ),
        (
            "Số hộ nghèo giảm từ 41 hộ xuống còn 30 hộ.",
            ["2023-01-01..2023-12-31", "2024-01-01..2024-12-31"],
        ),
        (
            "Từ ngày 15/12 đến ngày 14/3/2024 xảy ra 7 vụ tai nạn giao thông.",
            ["2023-12-15..2024-03-14"],
        ),
        (
            "Tính đến 26/9/2024, toàn huyện có 15 dự án, từ đầu năm đến nay có 3 dự án.",
            ["2024-09-26..2024-09-26", "2024-01-01..2024-09-26"],
        ),
        (
            "Năm 2020, đàn trâu có 500 con; nay có 412 con.",
            ["2020-01-01..2020-12-31", "2024-01-01..2024-12-31"],
        ),
        (
            "Trong tháng tám, doanh thu vận tải đạt 38 tỷ đồng. Tám tháng, doanh thu vận tải ước đạt 300 tỷ đồng.",
            ["2024-08-01..2024-08-31", "2024-01-01..2024-08-31"],
        ),
    ],
)
def test_figures_of_several_periods_have_each_its_own(text: str, spans: list[str]) -> None:
    periods = [row.period for row in rows(text)]
    assert [f"{one.start}..{one.end}" if one else None for one in periods] == spans


def test_bare_names_of_places_are_places_under_words_for_them() -> None:
    text = (
        "Tăng trưởng một số tỉnh trong vùng như sau: Hà Nội đạt 7,92%; Hải Phòng đạt 11,59%; "
        "Bắc Ninh đạt 10,12%."
    )
    assert [(row.place, row.measure) for row in rows(text)] == [
        ("Hà Nội", "growth"),
        ("Hải Phòng", "growth"),
        ("Bắc Ninh", "growth"),
    ]


def test_a_town_of_the_name_of_its_district_is_another_place() -> None:
    assert [
        row.place for row in rows("Thị trấn Thanh Vân có 9.870 hộ; huyện Thanh Vân có 40.120 hộ.")
    ] == [
        "Thị trấn Thanh Vân",
        None,
    ]
