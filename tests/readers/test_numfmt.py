"""Number formats: the text a Vietnamese reader of Excel sees, and whether it is the stored number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.readers.excel.dates import day_of, show_date
from indicators.readers.excel.numfmt import read_format
from indicators.readers.excel.shown import show

ACCOUNTING = '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("stored", "code", "text", "number", "kind"),
    [
        ("412500000", "#,##0,,", "413", "412.5", "number"),
        ("412500000", "#,##0.0,,", "412,5", "412.5", "number"),
        ("2809228000000", '#,##0,,," tỷ"', "2.809 tỷ", "2809.228", "words"),
        ("12.34", '0.0"%"', "12,3%", "12.34", "number"),
        ("12.34", "0.0\\%", "12,3%", "12.34", "number"),
        ("0.1234", "0.0%", "12,3%", "12.34", "number"),
        ("4.6", '0.0"‰"', "4,6‰", "4.6", "words"),
        ("0.123", "[<1]0.0%;0.0", "12,3%", "12.3", "number"),
        ("12.3", "[<1]0.0%;0.0", "12,3", "12.3", "number"),
        ("0.123", "[>=1]0.0;0.0%", "12,3%", "12.3", "number"),
        ("1500", '[>=1000]#,##0.0," nghìn";0', "1,5 nghìn", "1.5", "words"),
        ("150", '[>=1000]#,##0.0," nghìn";0', "150", "150", "number"),
        ("-12.3", "0.0;(0.0)", "(12,3)", "-12.3", "number"),
        ("-12.3", "0.0;[Red]0.0", "12,3", "-12.3", "number"),
        ("-12.3", "[Blue]0.0;[Blue]0.0", "12,3", "-12.3", "disagrees"),
        ("-12.3", "0.0;0.0", "12,3", "-12.3", "disagrees"),
        ("-12.3", '"tăng "0.0"%";"giảm "0.0"%"', "giảm 12,3%", "-12.3", "words"),
        ("3.2", '"▼"0.0', "▼3,2", "3.2", "words"),
        ("5.2", "+0.0;-0.0;0", "+5,2", "5.2", "number"),
        ("-5.2", "+0.0;-0.0;0", "-5,2", "-5.2", "number"),
        ("0", '#,##0;-#,##0;"-"', "-", "0", "none"),
        ("0", ACCOUNTING, "-", "0", "none"),
        ("-57.2", ACCOUNTING, "(57)", "-57.2", "number"),
        ("1234", ACCOUNTING, "1.234", "1234", "number"),
        ("0", "#,###", "", "0", "none"),
        ("1234567", "#,###", "1.234.567", "1234567", "number"),
        ("12.3", ";;;", "", "12.3", "none"),
        ("5.25", "0.##", "5,25", "5.25", "number"),
        ("5", "0.##", "5,", "5", "number"),
        ("2", "00", "02", "2", "number"),
        ("2.5", "00.0", "02,5", "2.5", "number"),
        ("12.3", '0.00"0"', "12,300", "12.3", "disagrees"),
        ("12.3", '"-"0.0', "-12,3", "12.3", "disagrees"),
        ("2809", '0" tỷ "000" triệu"', "2 tỷ 809 triệu", "2809", "disagrees"),
        ("0.5", "# ?/?", "0 1/2", "0.5", "disagrees"),
        ("3", "# ?/?", "3", "3", "number"),
        ("123456", "0.00E+00", "1,23E+05", "123456", "number"),
        ("-3.5", "0.0", "-3,5", "-3.5", "number"),
        ("12", "#,##0 [$₫-42A]", "12 ₫", "12", "words"),
        ("2024", '"Năm "0', "Năm 2024", "2024", "words"),
        ("12.3", 'General" tỷ"', "12,3 tỷ", "12.3", "words"),
        ("-1234", "#,##0.00_ ;-#,##0.00\\ ", "-1.234,00", "-1234", "number"),
        ("7", "0" * 2000, "7", "7", "number"),
    ],
)
def test_what_is_shown(stored: str, code: str, text: str, number: str, kind: str) -> None:
    shown = show(Decimal(stored), read_format(code))
    assert (shown.text, shown.number, shown.kind) == (text, Decimal(number), kind)


@pytest.mark.parametrize(
    ("serial", "code", "text"),
    [
        ("45415", "dd/mm/yyyy", "03/05/2024"),
        ("45415", "[$-42A]dd/mm/yyyy;@", "03/05/2024"),
        ("45415", "d-mmm", "3-Thg5"),
        ("45415", "mmm-yy", "Thg5-24"),
        ("45415", '"ngày "dd" tháng "mm" năm "yyyy', "ngày 03 tháng 05 năm 2024"),
        ("45415.75", "dd/mm/yyyy h:mm", "03/05/2024 18:00"),
        ("45415.75", "h:mm AM/PM", "6:00 CH"),
        ("1.5", "[h]:mm", "36:00"),
        ("1", "dd/mm/yyyy", "01/01/1900"),
        ("61", "dd/mm/yyyy", "01/03/1900"),
    ],
)
def test_days_and_times(serial: str, code: str, text: str) -> None:
    stored = Decimal(serial)
    when = day_of(stored)
    assert when is not None
    assert read_format(code).is_date
    assert show_date(when, stored, read_format(code)) == text


@pytest.mark.parametrize("serial", ["-1", "2958466", "1e15"])
def test_no_calendar_has_the_day(serial: str) -> None:
    assert day_of(Decimal(serial)) is None


numbers = st.decimals(-(10**9), 10**9, places=4)


@given(
    numbers,
    st.sampled_from(["", "#,##", "0", "000"]),
    st.integers(0, 5),
    st.sampled_from(["", "%", ",", ",,"]),
    st.sampled_from(["", " tỷ", " (ha)", "*"]),
)
def test_the_figure_shown_is_the_stored_number_within_its_rounding(
    stored: Decimal, whole: str, decimals: int, scale: str, unit: str
) -> None:
    code = f"{whole}0{'.' + '0' * decimals if decimals else ''}{scale}" + (
        f'"{unit}"' if unit else ""
    )
    shown = show(stored, read_format(code))
    read = Decimal(
        shown.text.removesuffix(unit.strip()).strip().strip("%").replace(".", "").replace(",", ".")
    )
    power = {"": 0, "%": 2, ",": -3, ",,": -6}[scale]
    assert shown.number == stored.scaleb(power)
    assert abs(read - shown.number) <= Decimal(5).scaleb(-decimals - 1)
    assert shown.kind == ("words" if unit else "number")
    assert shown.precise == (read != shown.number)


@given(st.text('0#?,.%E+-;"\\[]_*@ đ/Gh$', max_size=12), numbers)
def test_any_code_shows_something_or_nothing(code: str, stored: Decimal) -> None:
    form = read_format(code)
    if form.is_date:
        return
    shown = show(stored, form)
    digits = "".join(char for char in shown.text if char.isdigit())
    assert shown.kind in ("number", "words", "none", "disagrees")
    assert shown.kind != "number" or digits
