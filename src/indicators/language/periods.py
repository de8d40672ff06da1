"""Periods as Vietnamese offices write them: năm 2023, 9 tháng năm 2024, tháng 10/2023, quý III."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from indicators.language.text import fold

PeriodKind = Literal[
    "year",
    "quarter",
    "month",
    "year_to_date",
    "half_year",
    "date",
    "multi_year",
    "school_year",
]
Unnamed = Literal["days"]
"""A stretch that has no name, 22 August to 21 September: drafts have it, the store has not."""

_YEAR = r"(?:19|20)\d\d"
# Two digits are a year behind a sign that parts it from a month or quarter, and only a recent one:
# `6T/23`, `quý 1/23`.
_SHORT = r"(?:1[5-9]|2\d|3[0-5])(?![\d]|[.,/]\d)"
_OF_YEAR = rf"(?:[\s,(]*(?:đầu|của)?\s*(?:[/.-]?\s*năm|[/.-])?\s*(?P<year>{_YEAR})|\s*[/.]\s*(?P<short>{_SHORT}))"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Numbers in words, as they stand before and behind `tháng` and `quý`.
_NUMBERS = {
    "mười hai": 12, "mười một": 11, "mười": 10, "một": 1, "giêng": 1, "nhất": 1, "hai": 2, "nhị": 2, "ba": 3,
    "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
# `năm` is five as well as year: `năm tháng đầu năm 2024` counts, `trong năm tháng 9` does not, and
# `tháng năm 2024` may be May or any month of the year.
_COUNTED = re.compile(
    rf"\b(?P<word>{_WORD})(?=\s+(?:tháng|quý)\b)(?!\s+(?:tháng|quý)\s*\d{{1,2}}(?!\d))"
)
_NAMED = re.compile(rf"(?<=\btháng )(?P<word>{_WORD})\b|(?<=\bquý )(?P<quarter>{_WORD})\b")
_MAY = re.compile(r"năm(?!\s+(?:năm|20))")
# Years that are part of a definition, not of a period: a price base, a poverty line, a horizon.
DEFINITION = re.compile(
    rf"(?:gi[áa]\s+(?:so sánh|cố định|hiện hành|thực tế|ss|cđ|hh)\s*(?:năm\s*)?{_YEAR}"
    rf"|(?:chuẩn|tiêu chí)[^,;()]*?giai đoạn\s*(?:đến năm\s*)?{_YEAR}(?:\s*-\s*{_YEAR})?"
    rf"|(?:chuẩn|tiêu chí)[^,;()]*?{_YEAR}\s*-\s*{_YEAR})"
)
# The number of a document, with its date: `15/2023/NQ-HĐND`, `12/BC-UBND ngày 05/12/2024`.
NUMBER_OF_DOCUMENT = re.compile(
    rf"(?<!\d)(?!{_YEAR}(?!\d))\d+\s*(?:/\s*{_YEAR}\s*/\s*\w|[-/]\s*(?:nq|qđ|bc|kh|tb|cv|kl|ct|ttr|nđ|tt|hd|ctr)\b)[\w/-]*"
    rf"(?:[^()\d]{{0,20}}ngày\s*\d{{1,2}}(?:/|\s*tháng\s*)\d{{1,2}}(?:/|\s*năm\s*){_YEAR})?"
    r"(?:\s-\s(?:hđnd|ubnd|cp|tw|ttg|hu|tu|đu|btc|bnn|bkh|qh)\w*)?"
)
_TO = r"\s*(?:-|đến)(?:\s*hết)?\s*"
_STRETCH = re.compile(rf"(?:{_YEAR}{_TO}(?:năm\s*)?|(?:học|\bnh)\s*{_YEAR}\s*/\s*){_YEAR}")
_QUARTERS = {(1, 3), (4, 6), (7, 9), (10, 12)}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time a figure speaks of; both ends belong to it."""

    start: date
    end: date
    kind: PeriodKind | Unnamed

    @property
    def year(self) -> int:
        """The year a reader files the period under: that of its end."""
        return self.end.year

    def year_before(self) -> Period:
        """The same period one year earlier (cùng kỳ)."""
        return self.in_year(self.year - 1)

    def in_year(self, number: int) -> Period:
        """The same period, ending in the year `number`."""
        years = number - self.year
        return Period(_shift(self.start, years), _shift(self.end, years), self.kind)


def year(number: int) -> Period:
    """The calendar year `number`."""
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def months(number: int, first: int, last: int, kind: PeriodKind) -> Period:
    """Months `first` to `last` of the year `number`."""
    return Period(
        date(number, first, 1), date(number, last, calendar.monthrange(number, last)[1]), kind
    )


def to_date(end: date) -> Period:
    """From the first of January to `end`; to the last day of December it is the year."""
    start = date(end.year, 1, 1)
    return year(end.year) if end == date(end.year, 12, 31) else Period(start, end, "year_to_date")


def parse_period(text: str, *, year_hint: int | None = None) -> Period | None:
    """Read the period that a header, a title or a cell names.

    Args:
        text: For example `Ước thực hiện 9 tháng năm 2024`, `Tháng 10/2023`, `NĂM 2026`.
        year_hint: Year of the document, used where the text names a part of a year only
            (`Thực hiện 6 tháng`).

    Returns:
        The period, or None when the text names none. Years of a price base
        (`giá so sánh năm 2010`), of a poverty line or of a set of criteria are definitions
        and are passed over, as is the year in the number of a document.

    Examples:
        >>> from indicators.language.periods import parse_period
        >>> period = parse_period("Ước thực hiện 9 tháng năm 2024")
        >>> period.start, period.end, period.kind
        (datetime.date(2024, 1, 1), datetime.date(2024, 9, 30), 'year_to_date')
    """
    named = _first(plain(text), year_hint)
    return named.period if named else None


def without_periods(text: str) -> str:
    """The words of a header that name no period: what is left when all its periods are taken out.

    A time that is no period of ours (`20 ngày đầu tháng 9`) stays, so that it is seen.
    """
    rest = plain(text)
    while (named := _first(rest, 2000)) and named.period is not None:
        rest = f"{rest[: named.start]}|{rest[named.end :]}"  # what stood apart stays apart
    return " ".join(rest.replace("|", " ").split())


def plain(text: str) -> str:
    """The folded text in which numbers of months and quarters are digits, and definitions are left out."""
    folded = NUMBER_OF_DOCUMENT.sub(" ", DEFINITION.sub(" ", fold(text)))
    if "tháng" not in folded and "quý" not in folded:
        return folded
    counted = _COUNTED.sub(_digits, folded)
    return _NAMED.sub(_digits, counted)


def _digits(found: re.Match[str]) -> str:
    word = found["word"] or found["quarter"]
    if word == "năm" and not _counts_five(found):
        return word
    return str(_NUMBERS[word])


def _counts_five(found: re.Match[str]) -> bool:
    rest = found.string[found.end() :]
    if re.match(r"\s+tháng\b", rest):  # `năm tháng đầu năm`, `năm tháng năm 2024`
        return re.match(r"\s+tháng\s+(?:đầu|năm|cuối)\b", rest) is not None
    return re.match(r"\s+năm\s+\d", rest) is not None  # `tháng năm năm 2024`


class _Found(NamedTuple):
    """Where a text names a time; without a period when that is none of ours."""

    start: int
    end: int
    period: Period | None


def _first(folded: str, hint: int | None) -> _Found | None:
    for pattern, make in _PATTERNS:
        found = pattern.search(folded)
        if found is None:
            continue
        period = make(found, hint)
        if period is not None or make in _DECISIVE:  # 13 tháng năm 2024 is no year
            return _Found(*found.span(), period)
    return None


def names_several_years(text: str) -> bool:
    """Whether a title names several years, so that it says the period of no figure by itself.

    `Kết quả năm 2024, kế hoạch năm 2025` does; `giai đoạn 2021 - 2025` is one stretch of time, and
    the year in the number of a document is none.
    """
    folded = NUMBER_OF_DOCUMENT.sub(" ", DEFINITION.sub(" ", fold(text)))
    rest, stretches = _STRETCH.subn(" ", folded)
    return stretches + len(set(re.findall(rf"(?<![\d.,]){_YEAR}(?![\d.,]\d|\d)", rest))) > 1


def _school_year(found: re.Match[str], _hint: int | None) -> Period | None:
    first = int(found["first"])
    last = (
        int(found["last"]) if len(found["last"]) == 4 else first // 100 * 100 + int(found["last"])
    )
    # Circulars of the ministry let a school year begin in September.
    return (
        Period(date(first, 9, 1), date(last, 8, 31), "school_year") if last == first + 1 else None
    )


def _span(found: re.Match[str], _hint: int | None) -> Period | None:
    first = int(found["first"])
    count = found.groupdict().get("count")
    last = (
        int(found["last"]) if len(found["last"]) == 4 else first // 100 * 100 + int(found["last"])
    )
    if first >= last or (count and int(count) != last - first + 1):  # `5 năm 2021-2025`
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), "multi_year")


def _day(found: re.Match[str], _hint: int | None) -> Period | None:
    try:
        day = date(int(_named_year(found) or 0), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return Period(day, day, "date")


def _days(found: re.Match[str], _hint: int | None) -> Period | None:
    """`01/01 đến 15/11/2024`; a stretch that is no period of ours (15/12/2023 - 14/12/2024) is none."""
    last = int(found["year"])
    try:
        start = date(
            int(found["first_year"] or last), int(found["first_month"]), int(found["first"])
        )
        end = date(last, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    if start == date(last, 1, 1) <= end:
        return to_date(end)
    whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    return _from_month(last, start.month, end.month) if whole and start.year == last else None


def _several_months(found: re.Match[str], hint: int | None) -> Period | None:
    number = _year_of(found, hint)
    if number is None:
        return None
    return _from_month(number, int(found["first"]), int(found["month"]))


def _from_month(number: int, first: int, last: int) -> Period | None:
    """Months that people call by a name: since January, a quarter, the second half."""
    if not 1 <= first <= last <= 12:
        return None
    if first == last:
        return months(number, first, last, "month")
    if first == 1:
        return to_date(months(number, 1, last, "year_to_date").end)
    if (first, last) == (7, 12):
        return months(number, first, last, "half_year")
    return months(number, first, last, "quarter") if (first, last) in _QUARTERS else None


def _part(found: re.Match[str], hint: int | None) -> Period | None:
    number = _year_of(found, hint)
    count = int(found["count"])
    if number is None or not 1 <= count <= 12:
        return None
    if found.groupdict().get("last_half"):
        return months(number, 13 - count, 12, "half_year") if count == 6 else None
    return year(number) if count == 12 else months(number, 1, count, "year_to_date")


def _month(found: re.Match[str], hint: int | None) -> Period | None:
    number, month = _year_of(found, hint), int(found["month"])
    if number is None or not 1 <= month <= 12:
        return None
    return months(number, month, month, "month")


def _quarter(found: re.Match[str], hint: int | None) -> Period | None:
    number, quarter = _year_of(found, hint), _ROMAN[found["quarter"]]
    if number is None:
        return None
    return months(number, 3 * quarter - 2, 3 * quarter, "quarter")


def _whole_year(found: re.Match[str], _hint: int | None) -> Period | None:
    return year(int(found["year"]))


def _quarters(found: re.Match[str], hint: int | None) -> Period | None:
    """`ba quý năm 2024`: as many quarters since January."""
    number = _year_of(found, hint)
    return None if number is None else _from_month(number, 1, 3 * int(found["count"]))


def _half(found: re.Match[str], hint: int | None) -> Period | None:
    number = _year_of(found, hint)
    if number is None:
        return None
    first = 1 if found["half"] == "đầu" else 7
    return _from_month(number, first, first + 5)


def _no_period(_found: re.Match[str], _hint: int | None) -> Period | None:
    return None


def _year_of(found: re.Match[str], hint: int | None) -> int | None:
    return _named_year(found) or hint


def _named_year(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    return 2000 + int(groups["short"]) if groups.get("short") else None


_PATTERNS = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (
            rf"(?:năm học|\bnh|niên học)\s*(?P<first>{_YEAR})\s*[-/]\s*(?P<last>{_YEAR}|\d\d(?!\d))",
            _school_year,
        ),
        (
            (
                rf"(?<![\d/])(?P<first>\d{{1,2}})/(?P<first_month>\d{{1,2}})(?:/(?P<first_year>{_YEAR}))?"
                rf"{_TO}(?:ngày\s*)?(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>{_YEAR})(?!\d)"
            ),
            _days,
        ),
        (
            (
                rf"(?<![\d/.,])(?P<day>\d{{1,2}})(?P<sign>[/.])(?P<month>\d{{1,2}})(?P=sign)"
                rf"(?:(?P<year>{_YEAR})(?!\d)|(?P<short>{_SHORT}))"
            ),
            _day,
        ),
        (rf"(?<!\d)(?P<day>\d{{1,2}}) - (?P<month>\d{{1,2}}) - (?P<year>{_YEAR})(?!\d)", _day),
        (rf"(?<!\d)(?P<year>{_YEAR}) - (?P<month>\d\d) - (?P<day>\d\d)(?!\d)", _day),
        (
            rf"(?:ngày\s*)?(?<!\d)(?P<day>\d{{1,2}})\s*tháng\s*(?P<month>\d{{1,2}})\s*(?:,\s*)?năm\s*(?P<year>{_YEAR})",
            _day,
        ),
        # so many days of a month, a week, a season: no period of ours
        (
            r"(?<!\d)\d{1,2}\s*ngày\s+(?:đầu|cuối|giữa)\b|\btuần\s+(?:thứ\s+)?\d|\bvụ\s+(?:đông|xuân|hè|thu|mùa|chiêm|màu)\b[^\d]*\d{4}",
            _no_period,
        ),
        (
            rf"(?:(?<!\d)(?P<count>\d)\s*năm\s*(?:giai đoạn\s*)?)?(?P<first>{_YEAR}){_TO}(?:năm\s*)?(?P<last>{_YEAR})",
            _span,
        ),
        (rf"giai đoạn\s*(?P<first>{_YEAR}) - (?P<last>\d\d)(?!\d)", _span),
        (rf"{_YEAR} - \d{{1,2}}(?![\d.,])", _no_period),  # a month, a school year, a range
        (
            rf"tháng\s*(?P<first>\d{{1,2}}){_TO}(?:tháng\s*)?(?P<month>\d{{1,2}})(?!\d|[.,]\d){_OF_YEAR}?",
            _several_months,
        ),
        (
            rf"(?P<year>{_YEAR})\s*\(\s*(?P<count>\d{{1,2}})\s*tháng(?:\s*đầu năm)?\s*\)",
            _part,
        ),
        (
            rf"(?<!\d)(?P<count>\d{{1,2}})\s*tháng(?!\s*\d{{1,2}}(?!\d))(?P<last_half>\s*cuối)?(?:{_OF_YEAR}|\s*đầu năm)?",
            _part,
        ),
        (rf"(?<![\d.,])(?P<count>\d{{1,2}})\s?t\s*(?:{_OF_YEAR})", _part),
        (rf"\bq(?P<quarter>iv|iii|ii|i|[1-4])\s*(?:{_OF_YEAR})", _quarter),
        (rf"\bt(?P<month>\d{{1,2}})\s*(?:{_OF_YEAR})", _month),
        (rf"(?<!\d)(?P<count>[1-4])\s*quý(?!\s*(?:[iv\d]))(?:{_OF_YEAR}|\s*đầu năm)?", _quarters),
        (rf"quý\s*(?P<quarter>iv|iii|ii|i|[1-4])\b(?:{_OF_YEAR}|(?![/.]\d))", _quarter),
        (rf"tháng\s*(?P<month>\d{{1,2}})(?!\d)(?:{_OF_YEAR}|(?![/.]\d))", _month),
        (rf"nửa (?:năm )?(?P<half>đầu|cuối)(?: năm)?(?:{_OF_YEAR})?", _half),
        (rf"nửa năm\s*(?P<year>{_YEAR})", _no_period),
        (rf"\btháng năm\s*{_YEAR}", _no_period),  # May, or a month of the year
        (rf"(?<![\d/.,])(?P<month>\d{{1,2}})[/.](?P<year>{_YEAR})(?![\d.,]\d|\d)", _month),
        (rf"(?<![\d/.,])(?P<year>{_YEAR})(?![\d.,]\d|\d|\s*/\s*{_YEAR})", _whole_year),
    )
)
_DECISIVE = (_day, _days, _several_months, _part, _month, _quarter, _quarters, _no_period)


def _shift(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
