"""Every word of a header counts: beside one that is unknown, no header of the lexicon is read."""

from __future__ import annotations

from itertools import product

import pytest

from indicators.language.headers import unknown_words
from indicators.language.lexicon import lexicon
from indicators.language.periods import year
from indicators.language.units import known_unit
from indicators.tables.header import read_header
from indicators.tables.model import HeaderError

# Groups of people, parts of a territory, other territories, kinds of money, things: whatever may
# make the figures of a column those of somebody or something else.
UNKNOWN = [
    "nữ", "nam", "nông thôn", "thành thị", "miền núi", "đồng bào thiểu số", "hộ cận nghèo", "xã Tân Lộc", "thị trấn Đồng Sơn",
    "phường 5", "huyện Long Thành", "Bắc Hà", "vùng cao", "khu công nghiệp", "doanh nghiệp FDI", "hợp tác xã", "tư nhân",
    "ngoài quốc doanh", "xuất khẩu", "vốn vay", "bổ sung", "điều chỉnh", "chuyển nguồn", "thu hồi", "lúa", "ngô", "trâu",
    "cấp 1", "loại A", "đợt hai", "lần thứ", "sáp nhập", "mới", "cũ", "riêng", "còn lại", "không kể", "ngoài ra", "trong đó",
    "thanh niên", "trẻ em", "người già", "cán bộ", "đảng viên", "học sinh", "bệnh viện", "trường", "dự án", "công trình",
    "km", "hecta", "usd", "so", "abc", "xyz", "345", "2.5", "IX", "đại trà",
]  # fmt: skip
NOT_ALONE = {"so", "mới"}  # phrases of the lexicon themselves, or parts of one
MEANINGS = (
    "estimate", "planned", "resolved", "goal", "aim", "budget", "performed", "actual", "figures", "share", "compared",
    "same_period", "year_before", "growth_rate", "cumulative", "month_of_table", "whole_year", "completed",
)  # fmt: skip
PHRASES = sorted({p for meaning in MEANINGS for p in lexicon().phrases(meaning, "header")})
SHAPES = (
    "{phrase} 2023 {word}",
    "{word} {phrase} 2023",
    "{phrase} ({word}) năm 2023",
    "{phrase} 2023 so với {word}",
)


@pytest.mark.parametrize("shape", SHAPES)
def test_an_unknown_word_refuses_the_column(shape: str) -> None:
    table = year(2023)
    read = []
    for phrase, word in product(PHRASES, UNKNOWN):
        header = shape.format(phrase=phrase, word=word)
        if word in NOT_ALONE or ("(" in shape and known_unit(word)):
            continue  # in brackets a unit is one, and has to be that of the row
        try:
            column = read_header(4, (header,), year_hint=2023, table=table)
        except HeaderError:
            continue
        read.append((header, column.role))
    assert read == []
    assert len(PHRASES) * len(UNKNOWN) * len(SHAPES) >= 10_000


@pytest.mark.parametrize(
    ("levels", "unknown"),
    [
        (("TH 2023 xã Tân Lộc",), "xã tân lộc"),
        (("Khu vực nông thôn", "TH 2023"), "khu vực nông thôn"),
        (("Trong đó: Nữ", "TH 2022"), "đó nữ"),
        (("Toàn tỉnh", "TH 2022"), "toàn tỉnh"),
        (("20 ngày đầu tháng 9",), "20 đầu 9"),
        (("TH 2023 (tỉnh)",), "tỉnh"),
        (("Bình quân 2021-2025 (%)",), "bình quân"),
        (("Thực hiện năm 2023",), ""),
        (("Sơ bộ 2024",), ""),
        (("KH 2024 (3)",), ""),
        (("TH năm 2023*",), ""),
        (("TH năm 2023¹",), ""),
    ],
)
def test_words_of_a_result_that_nothing_accounts_for(levels: tuple[str, ...], unknown: str) -> None:
    assert unknown_words(levels, target=False, compares=False) == unknown


@pytest.mark.parametrize(
    "levels",
    [
        ("Năm 2023", "NQ HĐND"), ("Dự toán HĐND tỉnh quyết định",), ("Chỉ tiêu Nghị quyết 06",),
        ("Kế hoạch tỉnh Hòa Bình giao",), ("Nhiệm vụ năm 2025",), ("Dự toán trung ương giao 2024 (triệu đồng)",),
    ],
)  # fmt: skip
def test_a_target_may_name_who_set_it(levels: tuple[str, ...]) -> None:
    assert unknown_words(levels, target=True, compares=False) == ""


@pytest.mark.parametrize(
    "levels",
    [
        ("So sánh (%)", "ƯTH 2023/TH 2022"), ("So sánh (%)", "KH 2024/ƯTH 2023"), ("9 tháng 2024 so với cùng kỳ (%)",),
        ("Tăng (+), giảm (-)", "Số tuyệt đối"), ("Đạt (%)",), ("% so với KH",), ("Thực hiện so với KH (%)",), ("2024/2023 (%)",),
        ("So với NQ 15/2023/NQ-HĐND (%)",), ("So với Nghị quyết 06-NQ/HU ngày 10/12/2023 (%)",),
    ],
)  # fmt: skip
def test_a_comparison_may_name_its_sides(levels: tuple[str, ...]) -> None:
    assert unknown_words(levels, target=True, compares=True) == ""
