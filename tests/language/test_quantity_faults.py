"""Faults of the parser and its printing that fuzzing found, each by its name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.language.quantity import Base, QuantityError, format_quantity, parse_quantity


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


@pytest.mark.parametrize(
    "text",
    ["giảm -5%", "tăng -5%", "giảm -5 hộ", "vượt -5% kế hoạch", "bằng -5% so với cùng kỳ", "giảm -5 - -3%"],
)  # fmt: skip
def test_a_fall_by_a_negative_number_was_a_rise(text: str) -> None:
    """Offices write `giảm -5%` for a fall by 5 %."""
    with pytest.raises(QuantityError, match="has a verb and a minus sign") as refused:
        parse_quantity(text)
    assert (refused.value.reason, refused.value.text) == ("ambiguous_sign", text)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("-5", "plan"), ("-5%", "budget"), ("-5% kế hoạch", None), ("đạt -5% kế hoạch", None),
        ("giảm 105% kế hoạch", None), ("-5 - 3", "plan"),
    ],
)  # fmt: skip
def test_less_than_nothing_of_a_plan_was_an_attainment(text: str, base: Base | None) -> None:
    with pytest.raises(QuantityError, match=f"^'{text}' is less than nothing of a plan") as refused:
        parse_quantity(text, base=base)
    assert (refused.value.reason, refused.value.text) == ("unreadable", text)


@pytest.mark.parametrize(
    ("text", "base", "ends", "measure"),
    [
        ("-5,2", "same_period", ("-5.2", None, None), "growth"),
        ("-5,2%", "same_period", ("-5.2", None, None), "growth"),
        ("-5 - -3", "same_period", (None, "-5", "-3"), "growth"),
        ("+6,9", "same_period", ("6.9", None, None), "growth"),
        ("+6,9% so với cùng kỳ", None, ("6.9", None, None), "growth"),
        ("+106,9", "same_period", ("106.9", None, None), "growth"),
        ("+5 - 7%", "same_period", (None, "5", "7"), "growth"),
        ("+5,42", "plan", ("105.42", None, None), "attainment"),
    ],
)
def test_a_printed_sign_was_no_direction(
    text: str, base: Base | None, ends: tuple[str | None, ...], measure: str
) -> None:
    """Of a comparison; elsewhere a plus may be the mark of a list."""
    q = parse_quantity(text, base=base)
    assert (q.value, q.low, q.high) == tuple(None if n is None else Decimal(n) for n in ends)
    assert (q.measure, q.unit, q.base) == (measure, "%", base or "same_period")


@pytest.mark.parametrize("text", ["27/30", "bằng 27/30", "27/30%"])
@pytest.mark.parametrize("base", ["plan", "same_period"])
def test_a_ratio_in_a_comparison_was_taken_for_a_percentage(text: str, base: Base) -> None:
    with pytest.raises(QuantityError, match="is a ratio where a percentage is compared") as refused:
        parse_quantity(text, base=base)
    assert (refused.value.reason, refused.value.text) == ("unreadable", text)


@pytest.mark.parametrize("text", ["+5 xã", "+80", "+5%", "+ 5%", "++5%"])
def test_a_plus_without_a_base_may_be_the_mark_of_a_list(text: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_quantity(text)
    assert refused.value.reason == "unreadable"


def test_equal_to_a_ratio_of_a_plan_was_said_to_have_no_base() -> None:
    with pytest.raises(QuantityError) as refused:
        parse_quantity("bằng 27/30 kế hoạch")
    assert refused.value.reason == "no_unit"


@pytest.mark.parametrize("text", ["-3 lần", "gấp -3 lần", "ước đạt khoảng -3 lần", "bằng -0,5 lần"])
@pytest.mark.parametrize("base", ["city", "same_period", None])
def test_less_than_nothing_times_something_was_read(text: str, base: Base | None) -> None:
    """Found by fuzzing: an attainment of -300 %, growth of -400 %."""
    if base is None and "gấp" not in text and "bằng" not in text:
        assert parse_quantity(text).measure == "level"  # whatever it counts
        return
    with pytest.raises(QuantityError) as refused:
        parse_quantity(text, base=base)
    assert refused.value.reason in ("unreadable", "ambiguous_sign")


def test_what_is_said_of_less_than_nothing_times_something() -> None:
    with pytest.raises(QuantityError) as refused:
        parse_quantity("-3 lần", base="plan")
    assert (refused.value.text, str(refused.value)) == (
        "-3 lần", "'-3 lần' is less than nothing times something; write gấp 2,7 lần",
    )  # fmt: skip
    assert parse_quantity("0 lần", base="plan").value == 0
