"""Faults of the parser and its printing that fuzzing found, each by its name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.quantity import QuantityError, format_quantity, parse_quantity


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("gấp 2,7 lần so với cùng kỳ", "bằng 2,7 lần so với cùng kỳ"),
        ("1 lần dự toán", "bằng 1 lần dự toán"),
        ("ước gấp 12 lần kế hoạch thành phố giao", "ước bằng 12 lần kế hoạch thành phố giao"),
        ("bằng 0,99 lần kế hoạch", "đạt 99 % kế hoạch"),
    ],
)
def test_what_was_printed_in_times_kept_no_decimals_in_percent(text: str, printed: str) -> None:
    """`1 lần` is 100 % to the nearest hundred; `đạt 100 %` said to the nearest one."""
    found = parse_quantity(text)
    assert format_quantity(found) == printed
    assert parse_quantity(printed) == found


def test_numbers_beyond_the_digits_of_decimal_were_rounded_silently() -> None:
    longest = "1" * 24
    assert parse_quantity(f"giảm {longest} hộ").value == -Decimal(longest)
    assert parse_quantity(f"vượt 0,{'1' * 22}% kế hoạch").value == Decimal(f"100.{'1' * 22}")
    with pytest.raises(QuantityError, match="has more digits than any figure") as refused:
        parse_quantity(f"giảm {longest}1 hộ")
    assert refused.value.reason == "bad_number"


@pytest.mark.parametrize(
    "text",
    [
        "tăng giảm 5%", "giảm giảm 5%", "bằng tăng 5% so với cùng kỳ", "tăng vượt 5% kế hoạch", "gấp tăng 2 lần kế hoạch",
        "dưới trên 9 hộ", "dưới < 9 hộ", "không quá dưới 5%", "không quá ít nhất 3 hộ",
    ],
)  # fmt: skip
def test_the_second_of_two_verbs_or_thresholds_was_dropped_silently(text: str) -> None:
    """`tăng giảm 5%` was a rise and `dưới trên 9 hộ` less than 9."""
    with pytest.raises(QuantityError) as refused:
        parse_quantity(text)
    assert refused.value.reason == "unreadable"


def test_a_ratio_that_exceeds_a_plan_was_moved_by_a_hundred() -> None:
    """`vượt 27/30%` was 127/30."""
    with pytest.raises(QuantityError, match="exceeds by a ratio") as refused:
        parse_quantity("vượt 27/30% kế hoạch tỉnh giao")
    assert refused.value.reason == "unreadable"


@pytest.mark.parametrize("text", ["27/30% kế hoạch", "đạt 27/30% so với cùng kỳ"])
def test_a_ratio_in_percent_was_said_to_have_no_percent_sign(text: str) -> None:
    """`27/30% kế hoạch` was refused for the lack of a sign that it has."""
    with pytest.raises(QuantityError) as refused:
        parse_quantity(text)
    assert (refused.value.reason, refused.value.text) == ("unreadable", text)
    assert str(refused.value) == (
        f"'{text}' compares a ratio in percent; write it as đạt 98% kế hoạch"
    )


@pytest.mark.parametrize(
    ("text", "value", "measure", "base"),
    [
        ("đạt 98% mục tiêu kế hoạch", "98", "attainment", "plan"),
        ("đạt 98% chỉ tiêu kế hoạch đề ra", "98", "attainment", "plan"),
        ("tăng 5% so với năm trước (cùng kỳ)", "5", "growth", "same_period"),
    ],
)
def test_of_two_words_for_one_base_the_first_was_taken_for_a_unit(
    text: str, value: str, measure: str, base: str
) -> None:
    q = parse_quantity(text)
    assert (q.value, q.unit, q.measure, q.base) == (Decimal(value), "%", measure, base)


@pytest.mark.parametrize("text", ["27/-30", "27/ -30"])
def test_a_negative_whole_of_a_ratio_was_taken_for_a_range(text: str) -> None:
    """It was refused for the unit `/`."""
    with pytest.raises(QuantityError, match="has a part that is not positive") as refused:
        parse_quantity(text)
    assert refused.value.reason == "bad_ratio"
