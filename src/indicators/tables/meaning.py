"""What a figure means: its measure, unit, scenario, period, owner of the target, price basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.codebook import prices_in, read_label
from indicators.language.headers import base_years, is_added
from indicators.language.lexicon import phrases
from indicators.language.text import fold
from indicators.language.units import Unit, convert, find_unit, shift

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from indicators.codebook import Label, Measure, PriceBasis
    from indicators.language.periods import Period
    from indicators.language.quantity import Quantity
    from indicators.model.records import Scenario, TargetBy
    from indicators.tables.context import TableContext
    from indicators.tables.model import Column, Figure, Reading, Row, ValueCell

_RATES = ("%", "‰", "điểm %")


def measure_of(
    row: Row, column: Column, figure: Figure, words: Label, *, own_label: bool
) -> tuple[Measure, Unit | None]:
    """Measure and printed unit: the cell's words win over the header's, the header's over the label's."""
    quantity = figure.quantity
    if quantity is None:
        return "text", None
    symbol = quantity.unit or column.unit or row.unit
    unit = find_unit(symbol)[0] if symbol else None
    if quantity.measure == "change" and quantity.base is None and is_added(row.label.text):
        return "level", unit  # `thêm 02 trường` of `Số trường đạt chuẩn tăng thêm`
    if quantity.measure != "level":
        return quantity.measure, unit
    if column.measure != "level":
        return column.measure, unit
    if unit is not None and unit.symbol == "%" and not column.by_row:
        return _measure_of_percentage(row, words, own_label=own_label), unit
    return "level", unit


def _measure_of_percentage(row: Row, words: Label, *, own_label: bool) -> Measure:
    """What the label makes of a percentage, else the rows above."""
    if row.answer is not None and row.answer.is_rate:
        return "level"
    above = (row.label.text, *row.above) if own_label else row.above
    labels = (words, *(read_label(text) for text in above))
    return next((label.measure for label in labels if label.measure), "level")


def scenario_and_period(
    context: TableContext, row: Row, reading: Reading, origin: Column
) -> tuple[Scenario, Period | None]:
    """Scenario and period of a figure; a comparison has those of the figure it speaks of.

    Args:
        context: Of the table.
        row: What its figures share.
        reading: The figure.
        origin: The column of what it speaks of (see `compared`).
    """
    column = reading.value.column
    base = column.period or origin.period or context.period
    if base is not None and origin.shift:
        base = base.year_before()
    period = row.period or base
    if row.said.scenario is not None:
        return row.said.scenario, period
    scenario = column.scenario or origin.scenario or default_scenario(context, period)
    plans = context.proposing or _sets_targets(context)
    if scenario == "estimate" and plans and _is_later(context, period):
        scenario = "target"  # `Dự kiến năm 2025` in a plan
    elif scenario == "actual" and _says_estimate(reading):
        scenario = "estimate"
    return scenario, period


def _says_estimate(reading: Reading) -> bool:
    quantity = reading.figure.quantity
    return reading.words.estimate or (quantity is not None and "estimate" in quantity.flags)


def compared(context: TableContext, column: Column, row: int, cells: Sequence[ValueCell]) -> Column:
    """The column whose figure a comparison speaks of: the nearest filled one of the latest year to its left.

    A cell that was refused is filled: no other takes its place.
    """
    if column.base is None or column.by_row:
        return column
    if column.result is not None:
        return context.columns[column.result]
    if None not in (column.scenario, column.period):
        return column
    return _origin_of(context, column, row, cells) or column


def _origin_of(
    context: TableContext, column: Column, row: int, cells: Sequence[ValueCell]
) -> Column | None:
    """The column beside a comparison that it speaks of, a filled one before any."""
    beside = [
        c
        for c in context.columns.values()
        if c.role == "value"
        and c.base is None
        and (c.place or context.place_id, c.labels)
        == (column.place or context.place_id, column.labels)
    ]
    read = {v.column.index for v in cells}
    filled = [c for c in beside if c.index in read or context.is_refused(row, c.index)]
    for group in (filled, beside):
        ours = [c for c in group if column.scenario in (None, c.scenario)]  # `ƯTH so với cùng kỳ`
        found = _speaks_of(column, ours, context.period)
        if found is not None:
            return found
    return None


def _speaks_of(column: Column, candidates: Sequence[Column], table: Period | None) -> Column | None:
    same = [c for c in candidates if column.period in (None, c.period or table)] or candidates
    results = [c for c in same if c.scenario != "target"] or same
    results = [c for c in results if not (c.shift or c.same_period)] or results
    return _nearest_left(column, results, table)


def _nearest_left(column: Column, results: Sequence[Column], table: Period | None) -> Column | None:
    """The nearest of the latest year to the left, else the first."""
    latest = table.year if table else 0
    left = [c for c in results if c.index < column.index]
    if left:  # of the latest year: what it is set against may stand between
        return max(left, key=lambda c: (c.period.year if c.period else latest, c.index))
    return min(results, key=lambda c: c.index, default=None)


def default_scenario(context: TableContext, period: Period | None) -> Scenario:
    """Of a figure whose header names none: what is later is a target, in a plan what is not over."""
    if context.scenario is not None and period == context.period:
        return context.scenario
    if _is_later(context, period):
        return "target"
    issued_on = context.document.issued_on
    if not _sets_targets(context) or (period and issued_on and period.end < issued_on):
        return "actual"
    # A plan for the year after gives the year that is not over yet as it has been so far.
    planned = context.document.period or context.period
    before = period is not None and planned is not None and period.end < planned.start
    return "actual" if before else "target"


def _sets_targets(context: TableContext) -> bool:
    kind = fold(context.document.kind)
    return any(word in kind for word in phrases("target_document", "cell"))


def _is_later(context: TableContext, period: Period | None) -> bool:
    issued_on = context.document.issued_on
    return period is not None and issued_on is not None and period.start > issued_on


def target_by(
    context: TableContext,
    row: Row,
    column: Column,
    quantity: Quantity | None,
    scenario: Scenario,
    measure: Measure,
) -> TargetBy | None:
    """Who set the target, or whose target an attainment is measured against."""
    if row.said.target_by is not None and (measure == "attainment" or scenario == "target"):
        return row.said.target_by
    if measure == "attainment":
        base = quantity.base if quantity is not None and quantity.base != "same_period" else None
        of_column = column.target_by if base in (None, column.base) else None
        return of_column or base or "plan"
    return _setter(context, column) if scenario == "target" else None


def _setter(context: TableContext, column: Column) -> TargetBy | None:
    """Who set the targets of a column: as its header or a comparison with it names, else the place's own level."""
    if column.target_by is not None:
        return column.target_by
    compared = [
        c.target_by
        for c in context.columns.values()
        if column.base is not None and c.scenario == "target" and c.period == column.period
    ]
    owners = [*compared, context.register.level(context.document.place_id)]
    return next((owner for owner in owners if owner), None)


def other_base(reading: Reading, period: Period) -> int | None:
    """The year that the words of a growth compare with, where it is not the one before."""
    quantity = reading.figure.quantity
    if quantity is None or quantity.measure not in ("growth", "change"):
        return None
    years = base_years(reading.figure.raw)
    return min(years) if years and period.year - 1 not in years else None


def canonical(
    quantity: Quantity, reading: Reading, measure: Measure
) -> tuple[Quantity, str, set[str]]:
    """The quantity in the indicator's unit; percentages stay percentages."""
    indicator, printed = reading.match.indicator, reading.unit
    if measure in ("attainment", "share"):
        return quantity, "%", set()
    if measure == "growth":
        # 105,3 set against a rate of 92,4 % is their ratio: five percent of it, not five points
        ratio = "index_as_growth" in (*quantity.flags, *reading.figure.flags)
        # and `Chỉ số giá tiêu dùng tăng 3,1 %` is of the index, whether 103,1 or 3,1 is printed
        if indicator.unit in _RATES and not ratio and not read_label(indicator.vi).index:
            return quantity, "điểm %", {"percentage_points"}
        return quantity, "%", set()
    own = find_unit(indicator.unit)[0]
    if measure == "change" and own.symbol in _RATES:
        return quantity, "điểm %", set()
    if printed is None or printed.symbol == own.symbol:
        return quantity, own.symbol, set()
    if printed.dimension == own.dimension:
        return _converted(quantity, printed, own), own.symbol, set()
    # the label says the rest of the unit: `tỷ đồng` in a row `… trên 1 ha` are thousands of triệu đồng/ha
    counted = find_unit(own.symbol.partition("/")[0])[0]
    if printed.dimension == counted.dimension:
        quantity = _converted(quantity, printed, counted)
    return quantity, own.symbol, {"unit_from_label"}


def _converted(quantity: Quantity, printed: Unit, own: Unit) -> Quantity:
    def to_own(number: Decimal | None) -> Decimal | None:
        return None if number is None else convert(number, printed, own)

    return quantity._replace(
        value=to_own(quantity.value),
        low=to_own(quantity.low),
        high=to_own(quantity.high),
        denominator=to_own(quantity.denominator),
        decimals=quantity.decimals + shift(printed, own),
    )


def price_basis_of(
    context: TableContext, row: Row, reading: Reading, measure: Measure, origin: Column
) -> tuple[PriceBasis | None, int | None, bool]:
    """Price basis: as the nearest prints it (label, header, parents, lines above), else the codebook's rule.

    Args:
        context: Of the table.
        row: What its figures share.
        reading: The figure.
        measure: What it is.
        origin: The column of what it speaks of (see `compared`), whose prices it has.
    """
    indicator = reading.match.indicator
    if measure == "text":
        return None, None, False
    if row.said.price_basis is not None:
        return row.said.price_basis, row.said.base_year, False
    if reading.words.price_basis:
        return reading.words.price_basis, reading.words.base_year, False
    for text in _nearest_first(context, row, reading, origin) if indicator.price else ():
        if printed := prices_in(text):
            return *printed, False
    assumed = indicator.price.get(measure)
    return assumed, None, assumed is not None


def _nearest_first(
    context: TableContext, row: Row, reading: Reading, origin: Column
) -> tuple[str, ...]:
    """The texts that a figure inherits its price basis from.

    A comparison has that of the figure it speaks of, where nothing of its own says it.
    """
    column = reading.value.column
    of_result = origin.header if origin is not column else ()
    return (*reversed(column.header), *reversed(of_result), *row.above, *context.above)


def says_growth(row: Row) -> bool:
    """Whether the label, or else the rows above, say that percentages are growth rates."""
    if row.answer is not None and row.answer.is_rate:
        return False
    labels = (row.label.text, *row.above)
    return next((m for m in (read_label(text).measure for text in labels) if m), None) == "growth"


def prints_percent(row: Row, column: Column) -> bool:
    """Whether plain figures of the column in this row are percentages."""
    return (column.unit or row.unit) in (None, "%") and column.measure == "level"
