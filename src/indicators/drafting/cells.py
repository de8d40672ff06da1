"""How the parts of a draft row are written so that `build` reads exactly them again."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from indicators.codebook import read_label
from indicators.language.quantity import Quantity, format_quantity
from indicators.language.relative_periods import period_in
from indicators.language.text import nfc
from indicators.language.units import convert, find_unit
from indicators.model.display import date_text, period_text
from indicators.readers.table import Cell
from indicators.tables.model import Column, FigureError, Said
from indicators.tables.tidy import UNDIRECTED, in_row, read_as_said
from indicators.tables.units import printed_unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.language.periods import Period
    from indicators.prose.model import DraftRow

_POINTS = {"%", "điểm %"}


def indicator_text(codebook: Codebook, indicator_id: str | None) -> str | None:
    """`Tổng thu ngân sách [budget_revenue_total]`; the id alone where the codebook lacks it."""
    if indicator_id is None or indicator_id not in codebook.indicators:
        return indicator_id
    return f"{codebook.indicators[indicator_id].vi} [{indicator_id}]"


class FigureCells(NamedTuple):
    """The cells `Số liệu` and `Đơn vị tính`, and whether they are read as the row has them."""

    value: str
    unit: str | None
    read_back: bool


def figure_cells(row: DraftRow) -> FigureCells:
    """Figure and unit as printed if `build` reads them as the row has them, else in canonical words."""
    printed = " ".join(row.raw_value.split())
    raw_unit = nfc(row.raw_unit) if row.raw_unit and printed_unit(row.raw_unit) else None
    if row.bound == "text":
        return FigureCells(printed, raw_unit, read_back=True)
    unit = "%" if row.measure == "growth" else row.unit
    canonical = ((text, unit) for text in _canonical(row))
    for text, beside in chain([(printed, raw_unit), (printed, unit)], canonical):
        if _reads(text, beside, row):
            return FigureCells(text, beside, read_back=True)
    return FigureCells(printed, raw_unit or unit, read_back=False)


def period_cell(period: Period | None) -> str | None:
    """The period in words that are read as it; `?`, which is refused, where there are none."""
    if period is None:
        return None
    row = {"period_start": period.start, "period_end": period.end, "period_kind": period.kind}
    words = period_text(row, "vi")
    day = date_text(period.end, "day", "vi")
    kinds = {"year": f"Năm {words}", "month": f"Tháng {words}", "multi_year": f"Giai đoạn {words}"}
    for text in (kinds.get(period.kind, words), f"lũy kế đến {day}"):
        if period_in(text, year_hint=None) == period:
            return text[:1].upper() + text[1:]
    return "?"


def prices_text(row: DraftRow) -> str | None:
    """The price basis; nothing where it was only assumed, which `build` then says as well."""
    if row.price_basis is None or "price_basis_assumed" in row.flags:
        return None
    if row.price_basis == "current":
        return "hiện hành"
    return f"so sánh {row.base_year}" if row.base_year else "so sánh"


def place_text(
    register: Register,
    name: str | None,
    place_id: str | None,
    *,
    within: str | None = None,
    on: date | None = None,
) -> str | None:
    """The name as printed if it leads to the place, else the id of the place."""
    if place_id is None or (name and register.find(name, within=within, on=on) == place_id):
        return nfc(name) if name else None
    return place_id


def _reads(text: str, beside: str | None, row: DraftRow) -> bool:
    """Whether `build` reads the text, with this unit beside it, as the figure of the row."""
    column = in_row(Column(1, ("Số liệu",), "value"), _said(row))
    growing = read_label(row.raw_label).measure == "growth"
    try:
        figures = read_as_said(Cell(1, 1, "text", text), column, growth_row=growing)
    except FigureError:
        return False
    found = figures[0].quantity
    if len(figures) != 1 or found is None:
        return False
    if UNDIRECTED in set(figures[0].flags) - {*row.flags, *row.doubts}:
        return False  # a heading said what the figure itself does not
    known = printed_unit(beside) if beside else None
    unit = found.unit or (known[0] if known else None)
    if row.measure in ("growth", "change") and {unit, row.unit} <= _POINTS:
        unit = row.unit
    numbers = (found.value, found.low, found.high, found.denominator)
    wanted = (row.value, row.low, row.high, row.denominator)
    return found.bound == row.bound and _in_unit(numbers, unit, row.unit) == wanted


def _in_unit(
    numbers: tuple[Decimal | None, ...], unit: str | None, wanted: str | None
) -> tuple[Decimal | None, ...] | None:
    """The numbers in the unit of the row; None where they do not convert."""
    if unit == wanted:
        return numbers
    if unit is None or wanted is None:
        return None
    source, target = find_unit(unit)[0], find_unit(wanted)[0]
    if source.dimension != target.dimension:
        return None
    return tuple(None if n is None else convert(n, source, target) for n in numbers)


def _canonical(row: DraftRow) -> Iterator[str]:
    numbers = [n for n in (row.value, row.low, row.high, row.denominator) if n is not None]
    places = [-int(number.as_tuple().exponent) for number in numbers]
    column = in_row(Column(1, ("Số liệu",), "value"), _said(row))
    plain = Quantity(
        bound=row.bound,  # type: ignore[arg-type]
        value=row.value,
        low=row.low,
        high=row.high,
        denominator=row.denominator,
        decimals=max(row.decimals or 0, *places, 0),
        unit="%" if row.measure == "growth" else row.unit,
        flags=tuple(flag for flag in row.flags if flag == "approximate"),
    )
    if row.measure in ("growth", "attainment", "change"):
        with suppress(ValueError):  # on both sides of zero: no verb
            yield format_quantity(plain._replace(measure=row.measure, base=column.base))
    yield format_quantity(plain)


def _said(row: DraftRow) -> Said:
    return Said(scenario=row.scenario, measure=row.measure, target_by=row.target_by)
