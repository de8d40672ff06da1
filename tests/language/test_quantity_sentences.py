"""What a refused figure says: its reason, the text as printed, the sentence, and what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.language.quantity import QuantityError, parse_quantity

if TYPE_CHECKING:
    from indicators.language.quantity import Base


def refused(text: str, base: Base | None = None) -> QuantityError:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text, base=base)
    return caught.value


SEVERAL = "holds several figures; give each a cell of its own"
UNKNOWN = "is no figure this library knows; write, for example, 14,5 or 14 - 15 or dưới 0,64"


@pytest.mark.parametrize(
    ("text", "reason", "sentence"),
    [
        # no figure
        ("Xuất siêu", "no_figure", "'Xuất siêu' has no digit; write a figure"),
        ("Đạt ٣5", "unreadable", "'Đạt ٣5' has digits that are none of 0 to 9; type it again"),
        ("Khoá 26", "unreadable", f"'Khoá 26' {UNKNOWN}"),
        ("(3,5)", "unreadable", f"'(3,5)' {UNKNOWN}"),
        # one number too many
        ("14 Xã 15", "several_figures", f"'14 Xã 15' {SEVERAL}"),
        ("Tăng 5% so với cùng kỳ và giảm 3%", "several_figures", f"'Tăng 5% so với cùng kỳ và giảm 3%' {SEVERAL}"),
        ("Đạt 100% KH (30/30 xã)", "several_figures", f"'Đạt 100% KH (30/30 xã)' {SEVERAL}"),
        # dashes
        ("- 07 Xã", "ambiguous_sign", "the dash in '- 07 Xã' may be a list mark or a minus; write -07 xã for a negative number"),
        ("Từ - 3,5", "ambiguous_sign", "the dash in 'Từ - 3,5' may be a list mark or a minus; write -3,5 for a negative number"),
        ("2021-2025", "looks_like_years", "'2021-2025' looks like years, not like a range; write the figure"),
        ("15/11/2023", "looks_like_date", "'15/11/2023' looks like a date; write the figure"),
        # ranges and ratios
        ("15 - 14 Xã", "bad_range", "the range '15 - 14 Xã' does not ascend; write the lower end first"),
        ("15 - 15", "bad_range", "the range '15 - 15' does not ascend; write the lower end first"),
        ("27/0 Xã", "bad_ratio", "the ratio '27/0 Xã' has a part that is not positive; write it as 27/30"),
        ("-3/30", "bad_ratio", "the ratio '-3/30' has a part that is not positive; write it as 27/30"),
        ("14% - 15 Tỷ đồng", "two_units", "'14% - 15 Tỷ đồng' has two different units; keep one"),
        ("485 liều/1.000 Con", "two_units", "'485 liều/1.000 Con' has two different units; keep one"),
        ("Từ 5 Xã", "unreadable", "'Từ 5 Xã' starts like a range and has one end; write both"),
        # thresholds
        ("Dưới 5 trở lên", "unreadable", "'Dưới 5 trở lên' has two thresholds; keep one"),
        ("5-7 Xã trở lên", "unreadable", "'5-7 Xã trở lên' has a threshold and a range or ratio; keep one"),
        ("Trên 27/30", "unreadable", "'Trên 27/30' has a threshold and a range or ratio; keep one"),
        # verbs without what they need
        ("Tăng 27/30 xã", "unreadable", "'Tăng 27/30 xã' is no rise or fall this library knows; write it as tăng 5%"),
        ("Giảm 2,7 lần", "unreadable", "'Giảm 2,7 lần' is no rise or fall this library knows; write it as tăng 5%"),
        ("Tăng 14", "no_unit", "'Tăng 14' does not say percent or what; write tăng 14% or tăng 14 trường"),
        ("Tăng 3 - 4", "no_unit", "'Tăng 3 - 4' does not say percent or what; write tăng 14% or tăng 14 trường"),
        ("Vượt 27/30% KH", "unreadable", "'Vượt 27/30% KH' exceeds by a ratio; write it as vượt 5,42%"),
        ("Vượt 5", "no_unit", "'Vượt 5' does not say percent of what; write, for example, vượt 5,42% kế hoạch"),
        ("Vượt 2 Lần KH", "no_unit", "'Vượt 2 Lần KH' does not say percent of what; write, for example, vượt 5,42% kế hoạch"),
        ("Bằng 99%", "no_base", "'Bằng 99%' does not say equal to what; write, for example, bằng 99% so với cùng kỳ"),
        ("Bằng 99", "no_base", "'Bằng 99' does not say equal to what; write, for example, bằng 99% so với cùng kỳ"),
        ("Đạt 98 KH", "no_unit", "'Đạt 98 KH' compares without a percent sign; write it as đạt 98% kế hoạch"),
        # times
        ("Gấp 3", "unreadable", "'Gấp 3' does not say how many times; write gấp 2,7 lần"),
        ("Gấp 3 Hộ KH", "unreadable", "'Gấp 3 Hộ KH' does not say how many times; write gấp 2,7 lần"),
        ("Gấp 2 - 3 lần KH", "unreadable", "'Gấp 2 - 3 lần KH' does not say how many times; write gấp 2,7 lần"),
        ("Gấp 2/3 lần KH", "unreadable", "'Gấp 2/3 lần KH' does not say how many times; write gấp 2,7 lần"),
        ("Gấp 2,7 Lần", "no_base", "'Gấp 2,7 Lần' does not say times what; write gấp 2,7 lần so với cùng kỳ"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wrong_and_what_to_write(
    text: str, reason: str, sentence: str
) -> None:
    error = refused(text)
    assert (error.reason, error.text, error.hint) == (reason, text, None)
    assert str(error) == sentence


@pytest.mark.parametrize("text", ["106,9%", "106,9", "5 - 6"])
def test_a_column_on_the_same_period_wants_a_verb(text: str) -> None:
    error = refused(text, "same_period")
    assert (error.reason, error.text, error.hint) == ("index_or_growth", text, None)
    assert str(error) == f"'{text}' may be an index or a growth rate; write tăng, giảm or bằng"


# A part that is no number is named, not the whole text; a lone dot is probably a decimal comma.
@pytest.mark.parametrize(
    ("text", "part", "meant"),
    [
        ("Trên 99.38%", "99.38", "99,38"),
        ("-0.5 Hộ", "-0.5", "-0,5"),
        ("14.5 - 15,5", "14.5", "14,5"),
        ("14,5 - 15.5", "15.5", "15,5"),
        ("2.5/30", "2.5", "2,5"),
        ("27/30.5", "30.5", "30,5"),
        ("1.5 Xã 15", "1.5", "1,5"),
        ("01.234", "01.234", "01,234"),
    ],
)
def test_a_dot_that_parts_no_thousands_is_probably_a_comma(
    text: str, part: str, meant: str
) -> None:
    error = refused(text)
    assert (error.reason, error.text, error.hint) == ("dot_decimal", text, meant)
    assert str(error) == (
        f"'{part}' has a dot that does not part thousands; write {meant} if it is a decimal"
    )


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Trên 1,234.5%", "1,234.5"),
        ("5 - 1,234,567", "1,234,567"),
        ("1..234/5", "1..234"),
        ("12.34.567", "12.34.567"),
    ],
)
def test_a_number_with_its_marks_in_disorder_has_no_hint(text: str, part: str) -> None:
    error = refused(text)
    assert (error.reason, error.text, error.hint) == ("bad_number", text, None)
    assert str(error) == (
        f"'{part}' is no number with a decimal comma and dots between thousands; write it as 1.234,5"
    )


def test_of_a_number_with_too_many_digits_forty_are_shown() -> None:
    error = refused(f"Trên {'7' * 41}%")
    assert (error.reason, error.text, error.hint) == ("bad_number", f"Trên {'7' * 41}%", None)
    assert str(error) == (
        f"'{'7' * 40}' has more digits than any figure; check it and write it as 1.234,5"
    )


def test_of_a_text_that_is_too_long_forty_letters_are_shown() -> None:
    error = refused("A" * 40 + "B" * 160 + "1")
    assert (error.reason, error.text, error.hint) == ("too_long", "A" * 40 + "…", None)
    assert str(error) == "the text is too long for one figure; split it"


# Two hundred letters are the most; stops at the end are no part of the figure, but of the length.
def test_a_text_of_two_hundred_letters_is_read() -> None:
    assert parse_quantity("5" + "." * 199).value == 5
    assert refused("5" + "." * 200).reason == "too_long"


# The symbols of units that are spelt nearly like it are the hint, the most similar first.
@pytest.mark.parametrize(
    ("text", "part", "first"),
    [
        ("14 Tỷ đồngg", "tỷ đồngg", "tỷ đồng"),
        ("14 - 15 Tỷ đồngg", "tỷ đồngg", "tỷ đồng"),
        ("14 tỷ đồngg - 15 Tỷ đồng", "tỷ đồngg", "tỷ đồng"),
        ("27/30 Trườngg", "trườngg", "trường"),
        ("Từ 5 Trườngg", "trườngg", "trường"),
    ],
)
def test_an_unknown_unit_is_named_with_those_nearest_to_it(
    text: str, part: str, first: str
) -> None:
    error = refused(text)
    assert (error.reason, error.text) == ("unknown_unit", text)
    assert error.hint is not None
    assert error.hint.split(", ")[0] == first
    assert (
        str(error) == f"in '{text}', the unit '{part}' is not known; nearest: {error.hint}; mend it"
    )


def test_a_unit_like_none_that_is_known_has_no_hint() -> None:
    error = refused("14 ЖЖЖ")
    assert (error.reason, error.text, error.hint) == ("unknown_unit", "14 ЖЖЖ", None)
    assert str(error) == "in '14 ЖЖЖ', the unit 'жжж' is not known; mend it"


# What is wrong with the number itself is said before what is wrong with its unit.
def test_of_two_faults_that_of_the_number_is_said() -> None:
    assert refused("99.38 foo").reason == "dot_decimal"
