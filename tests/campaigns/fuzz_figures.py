"""Fuzz targets for figures: the parser of quantities, its printing, headers, periods, number formats."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from indicators.language.lexicon import phrases
from indicators.language.periods import parse_period, year
from indicators.language.quantity import (
    Quantity,
    QuantityError,
    format_number,
    format_quantity,
    parse_quantity,
)
from indicators.readers.excel.numfmt import read_format
from indicators.readers.excel.shown import exact, show
from indicators.tables.header import read_header
from indicators.tables.model import HeaderError, Role

if TYPE_CHECKING:
    from tests.campaigns.choices import Choices

WORDS = (
    "tăng", "giảm", "bằng", "đạt", "vượt", "gấp", "tăng gấp", "trên", "dưới", "không quá", "ít nhất", "tối thiểu",
    "từ", "đến", "trở lên", "trở xuống", "so với", "cùng kỳ", "cùng kỳ năm 2023", "kế hoạch", "dự toán", "nghị quyết",
    "kế hoạch thành phố giao", "tỉnh giao", "kh", "ck", "ước", "khoảng", "hơn", "còn", "năm", "9 tháng", "thủy", "hoà",
    "≥", "≤", "<", ">", "(", ")", ":", "/", "-", "–", "−", ".", ",", "…", "x", "mức", "xuống còn", "và",
)  # fmt: skip
UNITS = (
    "%", "tỷ đồng", "triệu đồng", "tạ/ha", "xã", "hộ", "lần", "‰", "điểm %", "ha", "m²", "triệu đồng/người/năm",
    "bác sỹ/1 vạn dân", "tiêu chí", "triệu kw", "quả táo", "tỷ đồng/doanh nghiệp", "người",
)  # fmt: skip
NUMBERS = (
    "0", "1", "05", "14", "14,5", "15", "99,38", "99.38", "100", "106,9", "1.240", "1.240,5", "12.34", "2023", "2021-2025",
    "27/30", "12/12/2023", "14-15", "-3", "-0,5", "0,64", "1.2.3", "9,8,7", "٣", "²", "1" * 40,
)  # fmt: skip
GAPS = (" ", " ", " ", "", "\u00a0", "  ", "\n", "\u200b")
BASES = (None, None, "same_period", "plan", "budget", "district", "city", "province")
MARKS = ("direction_not_printed", "index_suspect", "unit_suspect")


BEFORE = ("", "", "ước ", "khoảng ", "hơn ", "còn ", "từ ", "ước đạt khoảng ", "mức ", "xuống còn ")
VERBS = (
    "",
    "",
    "tăng ",
    "giảm ",
    "bằng ",
    "đạt ",
    "vượt ",
    "gấp ",
    "đạt và vượt ",
    "tăng gấp ",
    "giảm còn ",
)
SIDES = (
    "",
    "",
    "",
    "trên ",
    "dưới ",
    "không quá ",
    "ít nhất ",
    "tối thiểu từ ",
    "≥ ",
    "<= ",
    "> ",
    "tối đa ",
)
BEHIND = ("", "", "", " trở lên", " trở xuống", ".", ";", " và", " xã")
AGAINST = (
    "", "", " so với cùng kỳ", " so với cùng kỳ năm 2023", " kế hoạch", " so với kế hoạch thành phố giao",
    " dự toán tỉnh giao", " so với nghị quyết", " (cùng kỳ)", " so với 9 tháng năm 2023", " KH", "/KH", " chỉ tiêu đề ra",
    " kế hoạch năm 2024, cùng kỳ", " so CK",
)  # fmt: skip


def said(source: Choices) -> str:
    """A figure as it is said: words, verb, side, number or two, unit, what it is compared with."""
    number = source.pick(NUMBERS) if source.chance(4) else format_number(*source.number())
    unit = source.pick(("%", *UNITS)) if not source.chance(4) else ""
    unit = f" {unit}" if unit and source.chance(2) else unit
    if source.chance(4):
        joint = source.pick((" - ", "-", " đến ", "/", " / "))
        number += (unit if source.chance(3) else "") + joint + format_number(*source.number())
    text = source.pick(BEFORE) + source.pick(VERBS) + source.pick(SIDES) + number + unit
    return text + source.pick(BEHIND) + source.pick(AGAINST)


def figure_text(source: Choices) -> str:
    """A figure as it is said, or words, numbers and units as they come, with odd letters in between."""
    if not source.chance(3):
        return said(source)
    parts: list[str] = []
    for _ in range(source.below(9)):
        kind = source.below(8)
        if kind < 3:
            parts.append(source.pick(WORDS))
        elif kind < 5:
            parts.append(source.pick(NUMBERS))
        elif kind < 6:
            parts.append(format_number(*source.number()))
        elif kind < 7:
            parts.append(source.pick(UNITS))
        else:
            parts.append(source.text(5))
        parts.append(source.pick(GAPS))
    return "".join(parts)


def check_quantity(q: Quantity) -> None:
    """Bounds keep their sides, ends ascend, and nothing is half a figure."""
    assert (q.value is not None) == (q.bound == "point")
    assert (q.low is not None) == (q.bound in ("range", "at_least", "more_than"))
    assert (q.high is not None) == (q.bound in ("range", "at_most", "less_than"))
    if q.low is not None and q.high is not None:
        assert q.low < q.high
    assert q.denominator is None or (q.bound == "point" and q.denominator > 0)
    assert (q.measure in ("growth", "attainment")) <= (q.unit == "%")
    assert (q.measure == "growth") <= (q.base == "same_period")
    assert (q.measure == "attainment") <= (q.base not in (None, "same_period"))
    assert list(q.flags) == sorted(set(q.flags))
    for number in (q.value, q.low, q.high, q.denominator):
        assert number is None or number.is_finite()


def outcome(text: str, base: Any) -> Quantity | str:
    try:
        return parse_quantity(text, base=base)
    except QuantityError as error:
        assert len(str(error).splitlines()) == 1, error
        return error.reason


def quantity(source: Choices) -> None:
    """Any text is a quantity or refused with a reason, in whichever letters it is written."""
    base = source.pick(BASES)
    text = figure_text(source)
    found = outcome(unicodedata.normalize("NFC", text), base)
    if source.chance(2):
        assert found == outcome(unicodedata.normalize("NFD", text), base)
    if isinstance(found, str):
        return
    check_quantity(found)
    lost = _digits(text) - _digits_of(found)
    assert not lost, f"lost {lost} of {text!r}: {found}"
    printed = _printable(found)
    if printed is not None:
        bare = found._replace(flags=tuple(f for f in found.flags if f not in MARKS))
        again = outcome(printed, None)
        assert isinstance(again, Quantity), (text, base, found, printed, again)
        assert again._replace(flags=bare.flags) == bare, (text, printed, again)


def _digits(text: str) -> Counter[str]:
    """The digits of the figure; those of the base's period and of units belong to words."""
    words = re.sub(
        r"(?:năm\W*)?(?:19|20)\d\d|\d\d?\s*tháng|1 vạn dân", " ", unicodedata.normalize("NFC", text)
    )
    return Counter(re.sub(r"[^1-9]", "", words))


def _digits_of(q: Quantity) -> Counter[str]:
    """Digits the quantity has kept; an index or a rise on a plan is kept moved by a hundred."""
    kept: Counter[str] = Counter()
    for number in (q.value, q.low, q.high, q.denominator):
        if number is None:
            continue
        digits = Counter(f"{abs(number):f}")
        if q.measure in ("growth", "attainment"):
            digits |= Counter(f"{abs(number + 100):f}") | Counter(f"{abs(number - 100):f}")
        kept += digits
    return kept


def _printable(q: Quantity) -> str | None:
    """The quantity as printed; None where printing it again has no words for it."""
    if q.measure in ("level", "change") and q.base is not None:
        return None
    if q.unit in ("kế hoạch", "mục tiêu", "nghị quyết"):  # `5 kế hoạch` may lack its percent sign
        return None
    try:
        return format_quantity(q)
    except ValueError:
        return None


def formatted(source: Choices) -> None:
    """Printing and reading are inverse for every quantity that has words."""
    measure = source.pick(("level", "growth", "attainment", "change"))
    unit: str | None = (
        "%" if measure in ("growth", "attainment") else source.pick((None, *UNITS[:5]))
    )
    if measure == "change" and unit in (None, "%"):
        unit = "xã"
    base = {"growth": "same_period", "attainment": source.pick(BASES[3:])}.get(measure)
    bound = source.pick(("point", "range", "at_least", "more_than", "at_most", "less_than"))
    number, decimals = source.number()
    other = number + (1 + source.below(10**6)) * Decimal(1).scaleb(-decimals)
    if measure in ("growth", "change") and source.chance(2) and number > 0:
        number, other = -other, -number
    ratio = measure == "level" and bound == "point" and source.chance(2)
    flags = [flag for flag in ("approximate", "estimate") if source.chance(2)]
    q = Quantity(
        bound=bound,  # type: ignore[arg-type]
        value=number if bound == "point" else None,
        low=number if bound in ("range", "at_least", "more_than") else None,
        high=other if bound in ("range", "at_most", "less_than") else None,
        denominator=other if ratio else None,
        decimals=decimals,
        unit=unit,
        measure=measure,  # type: ignore[arg-type]
        base=base,  # type: ignore[arg-type]
        flags=tuple(flags),
    )
    assert parse_quantity(format_quantity(q)) == q


@cache
def _header_words() -> tuple[str, ...]:
    headers = [
        header
        for role in get_args(Role)
        if role not in ("value", "code")  # a column of codes is declared, not read from words
        for header in sorted(phrases(f"{role}_column", "header"))
    ]
    return (
        *headers, "Kế hoạch", "Thực hiện", "Ước thực hiện", "So với", "cùng kỳ", "(%)", "Cơ cấu", "2023", "năm 2024",
        "9 tháng", "quý III", "tháng 13", "31/02/2024", "30/6/2024", "năm học 2023-2024", "2025 - 2020", "Lũy kế đến",
        "KH", "ƯTH", "/", "/", "(TP giao)", "dự toán", "tỉnh giao", "(tỷ đồng)", "Tăng, giảm", "-", "ngày", "năm 0000",
    )  # fmt: skip


def header(source: Choices) -> None:
    """Any header is a column or refused; any period ends after it begins."""
    levels = [
        " ".join([*source.some(_header_words(), 4), source.text(4)])
        for _ in range(1 + source.below(3))
    ]
    hint = source.pick((None, 2024, 1990))
    for text in levels:
        period = parse_period(text, year_hint=hint)
        assert period is None or period.start <= period.end, text
    try:
        column = read_header(
            4, tuple(levels), year_hint=hint, table=source.pick((None, year(2024)))
        )
    except HeaderError as error:
        assert str(error)
        return
    assert column.role == "value" or column.base is None
    assert (column.measure == "growth") <= (column.base == "same_period")
    assert (column.measure == "attainment") <= (column.target_by is not None)


CODES = (
    "0", "#", "?", ",", ".", "%", "E+", ";", '"', "\\", "[", "]", "_", "*", "@", "General", "dd", "mm", "yy", "h", "$",
    "#,##0", "0.00", "/", "[Red]", "-", " ", "đ",
)  # fmt: skip


def number_format(source: Choices) -> None:
    """Whatever a format says, the number stays what was stored, and what is shown reads as one."""
    code = "".join(source.some(CODES, 7))
    form = read_format(code)
    number, _ = source.number()
    stored = exact(float(-number if source.chance(3) else number))
    if form.is_date:
        return
    shown = show(stored, form)
    scale = abs(shown.number / stored) if stored else 1
    assert set(f"{scale:f}") <= set("01."), (code, stored, shown)
    assert shown.decimals >= 0
    if shown.kind == "number" and not shown.precise and shown.number >= 1 and "E" not in shown.text:
        text = shown.text.lstrip("+").rstrip(",")
        with contextlib.suppress(QuantityError):  # `00 000` is refused, never another number
            assert parse_quantity(text).value == shown.number, (code, shown)
