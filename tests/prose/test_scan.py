"""Numbers, ranges, ratios and units, without the words before them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.prose.expectation import plain
from tests.prose.speech import cores

if TYPE_CHECKING:
    from indicators.language.quantity import Quantity


def _figure(quantity: Quantity | None) -> str:
    assert quantity is not None
    if quantity.bound == "range":
        return f"{plain(quantity.low)}..{plain(quantity.high)}"
    whole = f"/{plain(quantity.denominator)}" if quantity.denominator is not None else ""
    return plain(quantity.value) + whole


@pytest.mark.parametrize(
    ("text", "printed", "figure", "unit"),
    [
        # numbers
        ("đạt 5 ha", "5 ha", "5", "ha"),
        ("đạt 05 trường", "05 trường", "5", "trường"),
        ("đạt 1.240,5 tỷ đồng", "1.240,5 tỷ đồng", "1240.5", "tỷ đồng"),
        ("đạt 9.845.000.000 đồng.", "9.845.000.000 đồng", "9845000000", "đồng"),
        ("đạt 0,84%;", "0,84%", "0.84", "%"),
        ("đạt 12 %", "12 %", "12", "%"),
        ("còn 0,15‰", "0,15‰", "0.15", "‰"),
        ("tổng số 1.204", "1.204", "1204", None),
        ("đạt 68,7 tạ/ha", "68,7 tạ/ha", "68.7", "tạ/ha"),
        ("đạt 82 triệu đồng/người/năm", "82 triệu đồng/người/năm", "82", "triệu đồng/người/năm"),
        ("đạt 82 triệu/người/năm", "82 triệu/người/năm", "82", "triệu đồng/người/năm"),
        ("diện tích 1.250 m² đất", "1.250 m²", "1250", "m²"),
        ("dài 4,2km", "4,2km", "4.2", "km"),
        ("rộng 30ha.", "30ha", "30", "ha"),
        # units with powers of ten
        ("đón 1,65 triệu lượt khách", "1,65 triệu lượt khách", "1.65", "triệu lượt khách"),
        ("đạt 120 tỷ", "120 tỷ", "120", "tỷ đồng"),
        ("hỗ trợ 500 triệu", "500 triệu", "500", "triệu đồng"),
        # compound money
        ("thu 119 tỷ 214 triệu đồng", "119 tỷ 214 triệu đồng", "119.214", "tỷ đồng"),
        ("thu 119 tỷ 4 triệu đồng", "119 tỷ 4 triệu đồng", "119.004", "tỷ đồng"),
        ("thu 3 triệu 50 nghìn đồng", "3 triệu 50 nghìn đồng", "3.05", "triệu đồng"),
        # ranges
        ("đạt 14 - 15%", "14 - 15%", "14..15", "%"),
        ("đạt 14% – 15%", "14% – 15%", "14..15", "%"),
        ("đạt 14-15%", "14-15%", "14..15", "%"),
        ("từ 210 đến 215 triệu USD", "210 đến 215 triệu usd", "210..215", "triệu USD"),
        ("từ 210 triệu USD đến 215 triệu USD", "210 triệu usd đến 215 triệu usd", "210..215", "triệu USD"),
        ("đạt 6.000 - 6.300 tấn", "6.000 - 6.300 tấn", "6000..6300", "tấn"),
        # ratios
        ("có 27/30 xã", "27/30 xã", "27/30", "xã"),
        ("có 27 / 1.842 hộ", "27 / 1.842 hộ", "27/1842", "hộ"),
        ("đạt 19/19 tiêu chí", "19/19 tiêu chí", "19/19", "tiêu chí"),
        # glued
        ("đạt 100%KH", "100%", "100", "%"),
    ],
)  # fmt: skip
def test_one_figure(text: str, printed: str, figure: str, unit: str | None) -> None:
    (core,) = cores(text)
    low = text.lower()
    assert low[core.start : core.end] == printed
    assert _figure(core.quantity) == figure
    assert core.quantity is not None
    assert core.quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("cơ cấu 17,9% - 17,6% - 40,2%", ["17.9", "17.6", "40.2"]),
        ("cơ cấu 17,9%; 17,6%; 64,5%", ["17.9", "17.6", "64.5"]),
        ("lúa 12 ha, ngô 7 ha", ["12", "7"]),
        ("đạt 12 ha/7 xã", ["12", "7"]),
        ("36 buổi/1.200 lượt người", ["36", "1200"]),
        ("thu 2 tỷ đồng, chi 300 triệu đồng", ["2", "300"]),
        ("thu 1.850 triệu đồng và 960 triệu đồng", ["1850", "960"]),
        ("lần lượt 2 tỷ đồng và 3 tỷ đồng", ["2", "3"]),
        ("giảm từ 15% xuống 12%", ["15", "12"]),
        ("từ 15 xã lên 12 xã", ["15", "12"]),
    ],
)
def test_several_figures(text: str, figures: list[str]) -> None:
    assert [_figure(core.quantity) for core in cores(text)] == figures


def test_a_range_that_does_not_ascend_is_no_range() -> None:
    found = cores("đạt 16 - 15%")
    assert all(core.quantity is None or core.quantity.bound != "range" for core in found)


def test_numbers_of_a_compound_and_of_a_range_are_both_known() -> None:
    text = "thu 119 tỷ 214 triệu đồng, tăng 14 - 15%"
    assert [[text[a:b] for a, b in core.numbers] for core in cores(text)] == [
        ["119", "214"],
        ["14", "15"],
    ]


@pytest.mark.parametrize(("text", "value"), [("tăng 2.8%", "2.8"), ("đạt 68.75 tạ/ha", "68.75")])
def test_a_dot_as_decimal_sign_is_flagged(text: str, value: str) -> None:
    (core,) = cores(text)
    assert core.flags == ("dot_decimal",)
    assert core.quantity is not None
    assert core.quantity.value == Decimal(value)


@pytest.mark.parametrize("text", ["đạt 1.240 ha", "đạt 12.345.678 đồng", "đạt 2,8%"])
def test_dots_between_thousands_are_not(text: str) -> None:
    assert "dot_decimal" not in cores(text)[0].flags


@pytest.mark.parametrize("text", ["đạt 1.24.5 ha", "đạt 12,3,4%"])
def test_an_odd_number_is_not_guessed(text: str) -> None:
    (core,) = cores(text)
    assert core.quantity is None
    assert core.problem


@pytest.mark.parametrize(
    ("text", "suffix", "end"),
    [
        ("đạt 20% trở lên", "trở lên", "20% trở lên"),
        ("còn 3 hộ trở xuống", "trở xuống", "3 hộ trở xuống"),
    ],
)
def test_words_behind_a_threshold(text: str, suffix: str, end: str) -> None:
    (core,) = cores(text)
    assert core.suffix == suffix
    assert text[core.start : core.end] == end


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("đạt 12 ha lúa", "ha"),
        ("đạt 12 ha.", "ha"),
        ("đạt 12", None),
        ("đạt 12 quyển lịch", "quyển"),
        ("đạt 64,8 tạ/ha, tăng", "tạ/ha"),
        ("công suất 50 m³/ngày đêm", "m³/ngày đêm"),
        ("tặng 12 suất quà", "suất quà"),
    ],
)
def test_unit_as_printed(text: str, unit: str | None) -> None:
    assert cores(text)[0].raw_unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "Trạm y tế số 2, trường bên cạnh",
        "theo mẫu số 02/ttcn;",
        "xếp thứ 16/63, tăng so với trước",
        "đường liên thôn số 5 dài thêm",
    ],
)
def test_ordinals_behind_words_for_them_are_no_figures(text: str) -> None:
    assert not cores(text)


def test_the_number_behind_a_sum_is_a_figure() -> None:
    assert [one.text for one in cores("tổng số 12, trong đó nữ 5")] == ["12", "5"]
