"""Digits that are no figures, and figures that look like them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.language.nonfigures import reasons
from tests.prose.speech import cores, passed, said

PASSED = [
    ("Sản lượng của phường 5 đạt 8.234 tấn", "5", "name"),
    ("Quận 12 thu ngân sách 1.200 tỷ đồng", "12", "name"),
    # dates
    ("tính đến 12/12/2023", "12/12/2023", "date"),
    ("ký 12-12-2023.", "12-12-2023", "date"),
    ("công bố 07.9.2024", "07.9.2024", "date"),
    ("ngày 12 tháng 12 năm 2023", "12 tháng 12 năm 2023", "date"),
    ("ngày 12/12 khai mạc", "12/12", "date"),
    ("từ ngày 05 đến ngày 20 tháng 6", "05 đến ngày 20 tháng 6", "date"),
    ("sáng 29/12, hội nghị khai mạc", "29/12", "date"),
    ("chiều 3/10 bế mạc", "3/10", "date"),
    ("lúc 7:30 bắt đầu", "7:30", "date"),
    ("kết thúc 16:45:10", "16:45:10", "date"),
    ("trong tháng 10/2023", "10/2023", "date"),
    ("trong tháng 10 năm 2023", "10 năm 2023", "date"),
    ("trong tháng 9, 10.", "9, 10", "date"),
    ("quý 3/2024 tăng", "3/2024", "date"),
    ("quý IV/2023 tăng", "2023", "date"),
    ("hoàn thành 10/2023", "10/2023", "date"),
    ("kỷ niệm ngày thương binh liệt sĩ 27/7", "27/7", "date"),
    ("dịp 20/10, hội tổ chức", "20/10", "date"),
    ("chào mừng 30/4 và 1/5", "30/4", "date"),
    # years
    ("năm học 2023-2024", "2023-2024", "year"),
    ("giai đoạn 2021 - 2025", "2021 - 2025", "year"),
    ("nhiệm kỳ 2020 – 2025", "2020 – 2025", "year"),
    ("so với năm 2023", "2023", "year"),
    ("cuối năm 2022", "2022", "year"),
    ("kế hoạch 2024 được giao", "2024", "year"),
    ("quy hoạch đến 2030, tầm nhìn 2050", "2030", "year"),
    # documents
    ("theo 07-NQ/HU", "07-NQ/HU", "document"),
    ("theo 1232/NQ-UBTVQH15", "1232/NQ-UBTVQH15", "document"),
    ("theo 202/2025/QH15", "202/2025/QH15", "document"),
    ("theo 2568/ĐA-UBND", "2568/ĐA-UBND", "document"),
    ("Quyết định số 19 của tỉnh", "19", "document"),
    ("triển khai Đề án 06", "06", "document"),
    ("Nghị quyết 28 về y tế", "28", "document"),
    ("Chỉ thị 05 của Bộ Chính trị", "05", "document"),
    # articles
    ("theo Điều 5 của Luật", "5", "article"),
    ("tại khoản 2, Điều này", "2", "article"),
    ("hoàn thành tiêu chí số 13", "13", "article"),
    ("xem Phụ lục 2", "2", "article"),
    # ordinals and names
    ("học sinh lớp 9 thi thử", "9", "ordinal"),
    ("vào lớp 10 công lập", "10", "ordinal"),
    ("Đại hội lần thứ 19", "19", "ordinal"),
    ("khóa 26, nhiệm kỳ này", "26", "ordinal"),
    ("đợt 2 của năm", "2", "ordinal"),
    ("đạt hạng 3, khối huyện", "3", "ordinal"),
    ("công nhận OCOP 3 sao", "3 sao", "ordinal"),
    ("đạt 4 sao trở lên", "4 sao trở lên", "ordinal"),
    ("dọc Quốc lộ 37 qua huyện", "37", "name"),
    ("trên đường tỉnh 392, đoạn", "392", "name"),
    ("tại thôn 4, xã Bình Khê", "4", "name"),
    ("mã QC02 được cấp", "02", "name"),
    ("dịch Covid-19 được kiểm soát", "19", "name"),
    ("chuẩn ISO 9001 mới", "9001", "name"),
    ("lớp chọn 12A1 đạt giải", "12A1", "name"),
    ("phủ sóng 5G", "5G", "name"),
    ("cách mạng công nghiệp 4.0", "4.0", "name"),
    # contacts
    ("điện thoại: 0225 3884 112", "0225 3884 112", "contact"),
    ("hotline 1900 8198", "1900 8198", "contact"),
    # lengths of time
    ("kế hoạch 5 năm 2021-2025", "5 năm 2021-2025", "period"),
    ("9 tháng đầu năm", "9 tháng đầu năm", "period"),
    ("sau 3 tháng cuối năm", "3 tháng cuối năm", "period"),
    ("kéo dài 10 - 15 ngày", "10 - 15 ngày", "period"),
    # ages
    ("người từ 80 tuổi", "80 tuổi", "age"),
    ("trẻ dưới 24 tháng tuổi", "24 tháng tuổi", "age"),
    ("từ 15 đến dưới 60 tuổi", "15 đến dưới 60 tuổi", "age"),
    # rates and scales
    ("quy hoạch tỷ lệ 1/500", "1/500", "scale"),
    ("bản đồ 1/2.000 được duyệt", "1/2.000", "scale"),
    # marks
    ("gồm: (1) thu nội địa; (2) thu khác", "1", "mark"),
]  # fmt: skip
KEPT = [
    ("Số thôn 45 đạt chuẩn", "45"),
    ("đạt 12,12%", "12,12%"),
    ("có 12/13 xã", "12/13 xã"),
    ("trong ngày 55,9 tỷ đồng", "55,9 tỷ đồng"),
    ("trong tháng 55,9 tỷ đồng", "55,9 tỷ đồng"),
    ("trong tháng 1.240 lượt khách", "1.240 lượt khách"),
    ("trong quý 120,5 tỷ đồng", "120,5 tỷ đồng"),
    ("trong tháng 14 vụ", "14 vụ"),
    ("hội nghị có 120 đại biểu", "120 đại biểu"),
    ("trong năm 2.024 hộ", "2.024 hộ"),
    ("tạo việc làm cho 2023 người", "2023 người"),
    ("thu hoạch 2020 tấn", "2020 tấn"),
    ("đạt 2.021 - 2.025 tỷ đồng", "2.021 - 2.025 tỷ đồng"),
    ("ban hành 28 nghị quyết", "28 nghị quyết"),
    ("triển khai đề án 06 tỷ đồng", "06 tỷ đồng"),
    ("kế hoạch 120 ha", "120 ha"),
    ("hướng dẫn 10 xã", "10 xã"),
    ("theo chương trình 35,5 tỷ đồng", "35,5 tỷ đồng"),
    ("đạt 13 tiêu chí", "13 tiêu chí"),
    ("mở 12 lớp tập huấn", "12 lớp"),
    ("đạt hạng nhất 3 trường", "3 trường"),
    ("hồ chứa 1,5 triệu m³", "1,5 triệu m³"),
    ("làm đường 4,2 km", "4,2 km"),
    ("xây dựng thôn 12 nhà văn hóa", "12 nhà văn hóa"),
    ("sản xuất 15kg", "15kg"),
    ("rộng 30ha", "30ha"),
    ("cấp 60 số điện thoại", "60"),
    ("hoàn thành 1/500 xã", "1/500 xã"),
    ("có 3 ngày công", "3 ngày công"),
    ("tặng quà 85 cụ", "85"),
    ("thu phí (12 tỷ đồng)", "12 tỷ đồng"),
]


@pytest.mark.parametrize(("text", "printed", "reason"), PASSED)
def test_no_figure(text: str, printed: str, reason: str) -> None:
    assert (printed, reason) in passed(text)
    inside = text.index(printed)
    assert not [c for c in cores(text) if inside <= c.start < inside + len(printed)]


@pytest.mark.parametrize(("text", "printed"), KEPT)
def test_figure_after_all(text: str, printed: str) -> None:
    assert printed in [text[core.start : core.end] for core in cores(text)]
    assert not passed(text)


def test_denominator_of_a_rate() -> None:
    text = "đạt 32,5 giường bệnh/10.000 dân"
    (core,) = cores(text)
    assert core.quantity is not None
    assert core.numbers == ((4, 8),)
    assert {reason for _, reason in passed(text)} <= {"per"}


def test_every_reason_has_words_in_both_languages() -> None:
    assert {reason for *_, reason in PASSED} <= set(reasons())
    assert all(set(words) == {"vi", "en"} for words in reasons().values())


@pytest.mark.parametrize("per", ["1 vạn dân", "10.000 dân", "100 dân", "1.000 người"])
def test_denominators_are_in_the_ledger(per: str) -> None:
    draft = said(f"Toàn huyện hiện nay có số giường bệnh đạt 22,5 giường bệnh/{per}.")
    (row,) = draft.rows
    assert row.value == Decimal("22.5")
    assert not draft.unbound
