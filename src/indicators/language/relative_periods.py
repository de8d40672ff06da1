"""Periods of headers and cells: those they name, and those they name by the period of their table.

`Lũy kế` in a table about October is January to October, `tháng trước` is September, `cả năm` the year.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from indicators.language.headers import first, reads_as
from indicators.language.lexicon import compose
from indicators.language.periods import (
    NUMBER_OF_DOCUMENT,
    Period,
    months,
    parse_period,
    to_date,
    year,
)
from indicators.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PARTS = ("month", "quarter", "year_to_date", "half_year", "date")
"""Kinds of periods that are part of a year."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)|\b(?:tháng|quý)\s*\d")
_OF = "(?:<performed>|<estimate>|<planned>)"

# Which day or month, only the author of a table knows.
_UNKNOWN = r"<time_unknown>|<time_unit> <next>|<until> (?:<moment>|<time_unit>) <this>"
_CUMULATIVE = r"<cumulative>"
_UNTIL = r"<until_end_of>"


class UnknownTimeError(ValueError):
    """A time that is no period (`unknown`), or that the period of the table leaves open (`not_in_table`)."""


def period_in(text: str, *, year_hint: int | None) -> Period | None:
    """The period a cell names; `Lũy kế đến 15/11/2024` counts from the first of January."""
    return _named([fold(text)], year_hint)


def period_of(
    folded: Sequence[str], *, target: bool, year_hint: int | None, table: Period | None
) -> Period | None:
    """The period that a header names by itself or by that of its table; None if it names none.

    Args:
        folded: Texts of its levels, the most special first.
        target: Whether its figures are targets: what was planned at the beginning of a year is
            planned for the year.
        year_hint: Year of the document.
        table: Period of the table.

    Raises:
        UnknownTimeError: If it names a time that is no period, or that its table does not tell.
    """
    before = reads_as("year_before", folded)
    named = _named(folded, year_hint)
    if named is not None:
        return _in_table(named, folded, table, before=before)
    if any(_NAMED.search(NUMBER_OF_DOCUMENT.sub(" ", text)) for text in folded):
        raise UnknownTimeError("unknown")
    make = next((make for words, make in _by_table(target=target) if _fits(words, folded)), None)
    if make is None or table is None:
        return None  # without a table each figure will say that it has no period
    found = make(table)
    if found is None:
        raise UnknownTimeError("not_in_table")
    return found.year_before() if before else found


def _fits(grammar: str, folded: Iterable[str]) -> bool:
    return any(compose(grammar, "header").search(text) for text in folded)


def _in_table(
    named: Period, folded: Sequence[str], table: Period | None, *, before: bool
) -> Period:
    """A named period beside that of its table."""
    if named.kind == "year" and table is not None and table.kind in PARTS:
        ours = before or named.year == table.year
        if ours and _fits(_CUMULATIVE, folded):
            return to_date(table.end).in_year(named.year)  # `Lũy kế năm 2024` in October
    names_year = any(_YEAR.search(text) for text in folded)
    return named.year_before() if before and not names_year else named  # `tháng 9 năm trước`


def _named(folded: Sequence[str], year_hint: int | None) -> Period | None:
    years = {p.year for text in folded if (p := parse_period(text)) and p.kind == "year"}
    hint = years.pop() if len(years) == 1 else year_hint  # `Tháng 10` below `Năm 2023`
    period = first(parse_period(text, year_hint=hint) for text in folded)
    if period is None or period.kind not in ("date", "month", "quarter"):
        return period
    if _fits(_CUMULATIVE, folded):
        return to_date(period.end)
    if period.kind != "date" and _fits(_UNTIL, folded):
        return Period(period.end, period.end, "date")
    return period


def _to_date(table: Period) -> Period | None:
    return to_date(table.end) if table.kind in PARTS else table


def _month(table: Period) -> Period | None:
    month = _last_month(table)
    return month if month and month.end == table.end else None  # not to the 15th


def _month_before(table: Period) -> Period | None:
    month = _last_month(table)
    if month is None:
        return None
    last = month.start - timedelta(days=1)
    return months(last.year, last.month, last.month, "month")


def _last_month(table: Period) -> Period | None:
    if table.kind not in ("month", "year_to_date"):
        return None
    return months(table.year, table.end.month, table.end.month, "month")


def _quarter(table: Period) -> Period | None:
    return table if table.kind == "quarter" else None


def _quarter_before(table: Period) -> Period | None:
    if table.kind != "quarter":
        return None
    last = table.start - timedelta(days=1)
    return months(last.year, last.month - 2, last.month, "quarter")


def _year(table: Period) -> Period | None:
    return year(table.year) if table.kind in (*PARTS, "year") else None


def _unknown(_table: Period) -> Period | None:
    return None


def _by_table(*, target: bool) -> Iterable[tuple[str, Callable[[Period], Period | None]]]:
    """Times by the period of the table; the first whose words fit decides."""
    yield _CUMULATIVE, _to_date
    yield _UNKNOWN, _unknown
    if not target:
        yield r"<edge_of_period>", _unknown
    yield r"<month_before>", _month_before
    yield rf"<month_of_table>|{_OF} <month_unit>$", _month
    yield r"<quarter_before>", _quarter_before
    yield rf"<quarter_of_table>|{_OF} <quarter_unit>$", _quarter
    yield r"<year_of_table>", lambda table: table if table.kind == "year" else None
    yield r"<whole_year>", _year
