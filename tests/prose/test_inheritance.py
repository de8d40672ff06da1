"""What a figure takes from around it: the lead of a list, a total, the sentence before."""

from __future__ import annotations

import pytest

from tests.prose.expectation import months_of
from tests.prose.speech import draft

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LAM HÀ
Số: 317/BC-UBND
Lam Hà, ngày 20 tháng 6 năm 2024

BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2024

"""
HALF = "2024-01..2024-06"


def read(text: str) -> list[tuple[str, str, tuple[object, object] | None]]:
    """Printed figure, scenario and period of every row."""
    rows = draft(f"{HEAD}{text}\n").rows
    return [
        (row.raw_value, row.scenario, (row.period.start, row.period.end) if row.period else None)
        for row in rows
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Mục tiêu năm 2025: thu ngân sách đạt 700 tỷ đồng; tỷ lệ hộ nghèo còn 1,2%.",
            [("target", "2025-01..2025-12"), ("target", "2025-01..2025-12")],
        ),
        (
            "Các chỉ tiêu chủ yếu đề ra cho năm 2025:\n\n- Thu ngân sách đạt 700 tỷ đồng.\n\n- Tỷ lệ hộ nghèo còn 1,2%.",
            [("target", "2025-01..2025-12"), ("target", "2025-01..2025-12")],
        ),
        (
            "Kết quả tháng 5/2024 như sau:\n\n- Thu ngân sách đạt 70 tỷ đồng.\n\n- Chi ngân sách đạt 60 tỷ đồng.",
            [("actual", "2024-05..2024-05"), ("actual", "2024-05..2024-05")],
        ),
        (
            "Tổng diện tích gieo trồng ước đạt 500 ha, tăng 2%; trong đó: lúa 300 ha; ngô 200 ha.",
            [("estimate", HALF)] * 4,
        ),
        (
            "Ước tính sản lượng một số cây như sau: lúa 500 tấn; ngô 200 tấn.",
            [("estimate", HALF)] * 2,
        ),
        ("Chỉ số giá tiêu dùng tháng Năm tăng 3,5% so với cùng kỳ.", [("actual", "2024-05..2024-05")]),
        (
            "Dân số trung bình năm 2023 là 1.300.500 người. Lực lượng lao động là 720.000 người.",
            [("actual", "2023-01..2023-12"), ("actual", "2023-01..2023-12")],
        ),
        ("Dự kiến năm 2025 thu ngân sách đạt 700 tỷ đồng.", [("target", "2025-01..2025-12")]),
    ],
)  # fmt: skip
def test_scenario_and_period_are_those_of_what_governs_a_figure(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    found = [(scenario, period) for _, scenario, period in read(text)]
    assert found == [(scenario, months_of(period)) for scenario, period in wanted]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Thu nhập bình quân đầu người đạt 60 triệu đồng, bình quân cả nước 70 triệu đồng.", [None, "cả nước"]),
        ("GRDP tăng 7,2%; tỉnh Hà Thanh tăng 9,1%, tỉnh Nam Sơn tăng 8,4%.", [None, "tỉnh Hà Thanh", "tỉnh Nam Sơn"]),
    ],
)  # fmt: skip
def test_figures_of_other_places_keep_their_place(text: str, places: list[str | None]) -> None:
    assert [row.place for row in draft(f"{HEAD}{text}\n").rows] == places


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Diện tích lúa, ngô và lạc lần lượt là 500 ha, 300 ha và 120 ha.", ["Diện tích lúa", "Diện tích ngô", "Diện tích lạc"]),
        ("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ đạt 900 tỷ đồng.", ["Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ"]),
        ("Thu từ doanh nghiệp có vốn đầu tư nước ngoài đạt 90 tỷ đồng.", ["Thu từ doanh nghiệp có vốn đầu tư nước ngoài"]),
        ("Khu vực nông, lâm nghiệp và thủy sản tăng 2,1%.", ["Khu vực nông, lâm nghiệp và thủy sản"]),
        ("Toàn tỉnh có 617 hợp tác xã, với 32.495 thành viên.", ["hợp tác xã", "hợp tác xã: thành viên"]),
    ],
)  # fmt: skip
def test_whole_names(text: str, labels: list[str]) -> None:
    assert [row.raw_label for row in draft(f"{HEAD}{text}\n").rows] == labels


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện mô hình chính quyền địa phương 02 cấp.",
        "Theo Nghị quyết số 70/2025/UBTVQH15 của Quốc hội.",
        "Sửa chữa tuyến đường ĐT.379.",
        "Chủ yếu là giống lúa OM 18, BC 15.",
    ],
)
def test_names_and_numbers_of_documents_are_no_rows(text: str) -> None:
    assert draft(f"{HEAD}{text}\n").rows == ()


def test_growth_that_reaches_a_rate_is_not_taken_for_an_index() -> None:
    (row,) = draft(f"{HEAD}Tăng trưởng kinh tế chỉ đạt 6,02% so với cùng kỳ.\n").rows
    assert (row.measure, str(row.value)) == ("growth", "6.02")


def test_figures_that_contradict_each_other_are_doubtful() -> None:
    text = "Tỷ lệ hộ nghèo còn 1,2%. Tỷ lệ hộ nghèo là 1,5%."
    rows = draft(f"{HEAD}{text}\n").rows
    assert [row.indicator_id for row in rows] == ["poverty_rate", "poverty_rate"]
    assert all("contradicted" in row.doubts and row.confidence < 0.6 for row in rows)


def test_a_label_of_another_kind_of_thing_claims_nothing() -> None:
    (row,) = draft(f"{HEAD}Chi hỗ trợ vốn đầu tư toàn xã hội đạt 12 tỷ đồng.\n").rows
    assert row.indicator_id is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Năm 2023 tỷ trọng dịch vụ chiếm 40,5%.", ["chiếm 40,5%"]),
        ("Đến hết năm 2024 tỷ lệ hộ nghèo còn 2,4%.", ["2,4%"]),
        ("Năm 2023 người dân góp 35 triệu đồng.", ["35 triệu đồng"]),
        ("Số bác sĩ trên 1 vạn dân: 11,2 bác sĩ.", ["11,2 bác sĩ"]),
    ],
)
def test_years_before_rates_and_heads_of_rates_are_no_rows(text: str, printed: list[str]) -> None:
    rows = draft(f"{HEAD}{text}\n").rows
    assert [row.raw_value.removeprefix("còn ") for row in rows] == printed


def test_year_to_come_makes_a_target_and_a_bracketed_year_a_result() -> None:
    text = "Kim ngạch xuất khẩu năm 2023 đạt 512 triệu USD, năm 2025 dự kiến 560 triệu USD."
    assert [row[1] for row in read(text)] == ["actual", "target"]
    text = "Mục tiêu đến năm 2025: Độ che phủ rừng đạt 39,7% (năm 2020: 38,6%)."
    assert [row[1] for row in read(text)] == ["target", "actual"]


def test_aim_of_a_list_reaches_behind_words_that_sound_done() -> None:
    text = "Mục tiêu đến năm 2030, có 95% ấp đạt chuẩn, thu nhập bình quân đầu người 90 triệu đồng."
    assert [row[1] for row in read(text)] == ["target", "target"]


def test_whole_behind_its_part_is_of_the_part() -> None:
    text = "Sản xuất công nghiệp giữ vững, giá trị sản xuất đạt 417 tỷ đồng."
    (row,) = draft(text).rows
    assert row.suggestions[0] == "gross_output_industry"


def test_output_of_what_no_indicator_counts_claims_nothing() -> None:
    (row,) = draft(f"{HEAD}Sản lượng xi măng đạt 4.120 nghìn tấn.\n").rows
    assert row.indicator_id is None
