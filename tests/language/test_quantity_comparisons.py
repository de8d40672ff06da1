"""Comparisons with both ends, flags together, and printings that have no words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.language.quantity import format_number, format_quantity, parse_quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "measure", "base"),
    [
        ("tăng 5 - 7% so với dự toán", "105", "107", "attainment", "budget"),
        ("giảm 5 - 7% so với dự toán", "93", "95", "attainment", "budget"),
        ("bằng 102 - 104% so với cùng kỳ", "2", "4", "growth", "same_period"),
        ("vượt trên 5% kế hoạch", "105", None, "attainment", "plan"),
        ("giảm dưới 5% so với cùng kỳ", "-5", None, "growth", "same_period"),
        ("giảm 3 - 4 hộ", "-4", "-3", "change", None),
    ],
)
def test_both_ends_of_a_comparison_are_moved(
    text: str, low: str, high: str | None, measure: str, base: str | None
) -> None:
    q = parse_quantity(text)
    assert (q.value, q.low, q.high) == (None, Decimal(low), Decimal(high) if high else None)
    assert (q.measure, q.base) == (measure, base)


def test_to_exceed_is_to_exceed_a_plan_whatever_else_is_named() -> None:
    q = parse_quantity("vượt 5% so với cùng kỳ")
    assert (q.value, q.measure, q.base) == (Decimal(105), "attainment", "plan")


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("ước khoảng bằng 40% so với cùng kỳ", ("approximate", "estimate", "index_suspect")),
        ("bằng 49,9% so với cùng kỳ", ("index_suspect",)),
        ("bằng 50% so với cùng kỳ", ()),
        ("bằng 40 - 45% so với cùng kỳ", ()),
    ],
)
def test_an_index_below_fifty_is_suspect(text: str, flags: tuple[str, ...]) -> None:
    assert parse_quantity(text).flags == flags


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("khoảng ước tăng 5% so với cùng kỳ", "ước khoảng tăng 5 % so với cùng kỳ"),
        ("khoảng 5 xã", "khoảng 5 xã"),
        ("ước giảm 3 hộ", "ước giảm 3 hộ"),
        ("tăng 0% so với cùng kỳ", "tăng 0 % so với cùng kỳ"),
        ("giảm 0 - 3% so với cùng kỳ", "giảm 0 - 3 % so với cùng kỳ"),
        ("ước đạt 98% nghị quyết", "ước đạt 98 % nghị quyết"),
    ],
)
def test_printing_of_comparisons(text: str, printed: str) -> None:
    assert format_quantity(parse_quantity(text)) == printed


def test_growth_on_both_sides_of_zero_has_no_words() -> None:
    around = parse_quantity("tăng 3 - 5% so với cùng kỳ")._replace(low=Decimal(-3))
    with pytest.raises(ValueError, match=r"\Agrowth on both sides of zero has no verb\Z"):
        format_quantity(around)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("20952.436", 3, "20.952,436"),
        ("1234567", 0, "1.234.567"),
        ("-1234.5", 1, "-1.234,5"),
        ("14.5", 2, "14,50"),
        ("270", -1, "270"),
    ],
)
def test_numbers_are_printed_with_comma_and_dots(value: str, decimals: int, printed: str) -> None:
    assert format_number(Decimal(value), decimals) == printed


# What is printed again: the shortest words of the same meaning, a space before each unit.
@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("5XÃ", "5 xã"), ("27 / 30 xã", "27/30 xã"), ("27/30", "27/30"), ("14%-15,5%", "14,0 - 15,5 %"), ("1.234", "1.234"),
        ("≥5%", "5 % trở lên"), (">5 xã", "trên 5 xã"), ("từ 5 trở xuống", "không quá 5"), ("<0,64", "dưới 0,64"),
        ("ước thực hiện hơn 5 xã", "ước hơn 5 xã"),
        ("giảm gần 5%", "giảm gần 5 % so với cùng kỳ"), ("ngót 5 ha", "gần 5 ha"), ("xấp xỉ 5", "khoảng 5"), ("uth 5", "ước 5"),
        ("vượt 5% KH", "đạt 105 % kế hoạch"), ("giảm 5% dự toán", "đạt 95 % dự toán"), ("98% NQ", "đạt 98 % nghị quyết"),
        ("98% KH TP", "đạt 98 % kế hoạch thành phố giao"), ("98% KH tỉnh", "đạt 98 % kế hoạch tỉnh giao"),
        ("vượt trên 5% KH", "đạt trên 105 % kế hoạch"), ("khoảng 1,5 lần KH", "khoảng bằng 1,5 lần kế hoạch"),
        ("ước gấp 3 lần cùng kỳ", "ước bằng 3 lần so với cùng kỳ"), ("bằng 92,8% so với cùng kỳ", "giảm 7,2 % so với cùng kỳ"),
        ("bằng 100% cùng kỳ", "tăng 0 % so với cùng kỳ"), ("giảm trên 5%", "giảm trên 5 % so với cùng kỳ"),
        ("giảm 5% trở lên", "giảm 5 % trở lên so với cùng kỳ"), ("giảm 3 - 4%", "giảm 3 - 4 % so với cùng kỳ"),
        ("tăng không quá 5%", "tăng không quá 5 % so với cùng kỳ"), ("tăng 0 - 3%", "tăng 0 - 3 % so với cùng kỳ"),
        ("tăng 5 xã so với cùng kỳ", "tăng 5 xã"), ("khoảng giảm 5 xã", "khoảng giảm 5 xã"),
    ],
)  # fmt: skip
def test_a_figure_is_printed_in_its_shortest_words(text: str, printed: str) -> None:
    assert format_quantity(parse_quantity(text)) == printed


def test_attainment_of_an_unnamed_base_is_printed_as_that_of_a_plan() -> None:
    made = parse_quantity("98% nghị quyết")._replace(base=None)
    assert format_quantity(made) == "đạt 98 % kế hoạch"
