"""Periods of heads and cells: those they name, and those they name by the period of their table.

`Lũy kế` in a table about October is January to October, `tháng trước` is September, `cả năm` the year.
The words are in `heads.toml`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from indicators.language.periods import (
    NUMBER_OF_DOCUMENT,
    Period,
    months,
    parse_period,
    to_date,
    year,
)
from indicators.language.text import fold
from indicators.tables.model import HeadError
from indicators.tables.vocabulary import first, fits, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from indicators.model.records import Scenario

PARTS = ("month", "quarter", "year_to_date", "half_year", "date")
"""Kinds of periods that are part of a year."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)|\b(?:tháng|quý)\s*\d")


def period_in(text: str, *, year_hint: int | None) -> Period | None:
    """The period a cell names; `Lũy kế đến 15/11/2024` counts from the first of January."""
    return _named([fold(text)], year_hint)


def period_of(
    folded: Sequence[str],
    title: str,
    scenario: Scenario | None,
    *,
    year_hint: int | None,
    table: Period | None,
) -> Period | None:
    """The period that a head names by itself or by that of its table; None if it names none.

    Args:
        folded: Texts of its levels, the most special first.
        title: The head as printed.
        scenario: Of its figures, as far as it says so.
        year_hint: Year of the document.
        table: Period of the table.

    Raises:
        HeadError: If it names a time that is no period, or that its table does not tell.
    """
    words = vocabulary()["when"]
    before = any(fits(text, vocabulary()["measure"]["year_before"]) for text in folded)
    to_now = any(fits(text, words["to_date"]) for text in folded)
    named = _named(folded, year_hint)
    if named is not None:
        ours = table is not None and table.kind in PARTS and (before or named.year == table.year)
        if table is not None and ours and to_now and named.kind == "year":
            return to_date(table.end).in_year(named.year)  # `Lũy kế năm 2024` in October
        says_year = any(_YEAR.search(text) for text in folded)
        return named.year_before() if before and not says_year else named  # `tháng 9 năm trước`
    if any(_NAMED.search(NUMBER_OF_DOCUMENT.sub(" ", text)) for text in folded):
        message = f"the head '{title}' names a time that is not known"
        raise HeadError(message)
    for word, make in _BY_TABLE.items():
        if word == "not_told_of_results" and scenario == "target":
            continue
        if any(fits(text, words[word]) for text in folded):
            if table is None:
                return None  # each figure will say that it has no period
            found = make(table)
            if found is None:
                message = f"the head '{title}' names a time that its table does not tell"
                raise HeadError(message)
            return found.year_before() if before else found
    return None


def _named(folded: Sequence[str], year_hint: int | None) -> Period | None:
    period = first(parse_period(text, year_hint=year_hint) for text in folded)
    words = vocabulary()["when"]
    if period is None or period.kind not in ("date", "month", "quarter"):
        return period
    if any(fits(text, words["to_date"]) for text in folded):
        return to_date(period.end)
    if period.kind != "date" and any(fits(text, words["until"]) for text in folded):
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


def _not_told(_table: Period) -> Period | None:
    return None


_BY_TABLE: dict[str, Callable[[Period], Period | None]] = {
    "to_date": _to_date,
    "not_told": _not_told,
    "not_told_of_results": _not_told,
    "month_before": _month_before,
    "month": _month,
    "quarter_before": _quarter_before,
    "quarter": _quarter,
    "year": _year,
}
