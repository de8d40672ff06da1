"""Comparisons with both ends, flags together, and printings that have no words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.quantity import format_quantity, parse_quantity


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
