"""From the figures of one row to observations: which indicator, and the record of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.codebook import AmbiguousLabelError, UnknownLabelError, read_label
from indicators.language.text import fold, nfc
from indicators.model.records import Observation
from indicators.tables.figures import footnote
from indicators.tables.meaning import (
    canonical,
    measure_of,
    other_base,
    price_basis_of,
    scenario_and_period,
    target_by,
)
from indicators.tables.model import Reading, Row, ValueCell
from indicators.tables.tidy import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Match, Measure
    from indicators.language.periods import Period
    from indicators.language.quantity import Quantity
    from indicators.language.units import Unit
    from indicators.readers.table import Cell
    from indicators.tables.context import TableContext


def observe(context: TableContext, row: Row, cells: Sequence[ValueCell]) -> None:
    """Add the observations of one row; what does not fit the codebook becomes a finding."""
    rated = _rated(row, cells)
    reported: set[str] = set()
    for value in cells:
        done = 0
        for number, figure in enumerate(value.figures, start=1):
            label = figure.label or row.label.text
            words = read_label(label)
            measure, unit = measure_of(
                row, value.column, figure, words, own_label=bool(figure.label)
            )
            above = (row.label.text, *row.above) if figure.label else row.above
            match: Match | None
            try:
                if row.said.indicator is not None and not figure.label:
                    match = choose(
                        context.codebook, row.said.indicator, label, above, unit, measure
                    )
                else:
                    match = context.match(label, above, unit, measure)
            except (UnknownLabelError, AmbiguousLabelError) as error:
                if context.locator(row.label) not in reported:
                    _report(context, row, unit, measure, error)
                    reported.add(context.locator(row.label))
                continue
            if match is None:
                _report_unit(context, row, unit)
                continue
            reading = Reading(value, figure, number, label, words, measure, unit, match)
            done += _add(context, row, reading, cells, status=rated is value)
        context.book(value.cell, "observation" if done else "finding")


def _add(
    context: TableContext, row: Row, reading: Reading, cells: Sequence[ValueCell], *, status: bool
) -> bool:
    value, column = reading.value, reading.value.column
    scenario, period = scenario_and_period(context, row, reading, cells)
    if period is None:
        context.refuse(
            value.cell, "missing_period",
            f"không rõ kỳ của cột '{column.title}'; hãy ghi năm vào tiêu đề cột, tên bảng hoặc dòng 'Kỳ báo cáo' của trang Nguồn",
            f"the period of the column '{column.title}' is not said; write the year into its head, the title or the line 'Kỳ báo cáo' of the sheet Nguồn",
        )  # fmt: skip
        return False
    if _has_other_base(context, reading, period):
        return False
    locator = context.locator(value.cell)
    measure = _of_rate(reading)
    quantity, unit, flags = _in_own_unit(row, reading, measure)
    basis, year, assumed = price_basis_of(row, reading, measure)
    flags |= {"price_basis_assumed"} if assumed else set()
    observation = Observation(
        document_id=context.document.document_id,
        locator=locator if reading.number == 1 else f"{locator}#{reading.number}",
        source_locator=row.source,
        place_id=row.place_id,
        indicator_id=reading.match.indicator.indicator_id,
        period_start=period.start,
        period_end=period.end,
        period_kind=period.kind,
        scenario=scenario,
        target_by=target_by(context, row, column, reading.figure.quantity, scenario, measure),
        measure=measure,
        bound=quantity.bound if quantity else "text",
        value=quantity.value if quantity else None,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        denominator=quantity.denominator if quantity else None,
        decimals=quantity.decimals if quantity else None,
        unit=unit,
        price_basis=basis,
        base_year=year,
        raw_label=nfc(reading.label),
        raw_value=reading.figure.raw,
        raw_unit=row.raw_unit,
        reported_status=nfc(row.rating.text) if status and row.rating else None,
        note="; ".join(filter(None, (row.note, footnote(value.cell)))) or None,
        flags=tuple(sorted(flags)),
        order=(*context.order, value.cell.row, value.cell.column * 100 + reading.number),
    )
    return _unless_twice(
        context, observation, value.cell, compared=column.base is not None and not column.by_row
    )


def _has_other_base(context: TableContext, reading: Reading, period: Period) -> bool:
    """Refuse growth on another year than the one before."""
    base = other_base(reading, period)
    if base is None:
        return False
    context.refuse(
        reading.value.cell, "other_base",
        f"'{nfc(reading.figure.raw)}' so với năm {base}, không phải năm trước đó ({period.year - 1}); hãy bỏ ô này hoặc ghi mức tăng so với cùng kỳ",
        f"'{nfc(reading.figure.raw)}' compares with {base}, not with the year before ({period.year - 1}); leave it out or write growth on that year",
    )  # fmt: skip
    return True


def _of_rate(reading: Reading) -> Measure:
    """The measure; a level in percent of an indicator that is a share is one."""
    percent = reading.unit is not None and reading.unit.symbol == "%"
    if reading.measure == "level" and reading.match.indicator.measure == "share" and percent:
        return "share"
    return reading.measure


def _in_own_unit(
    row: Row, reading: Reading, measure: Measure
) -> tuple[Quantity | None, str | None, set[str]]:
    """The quantity in the indicator's unit, that unit, and all flags of the figure."""
    figure, column = reading.figure, reading.value.column
    flags = {*figure.flags, *reading.match.alias.flags, *_cell_flags(reading.value.cell)}
    if figure.quantity is None:
        return None, None, flags
    quantity, unit, unit_flags = canonical(figure.quantity, reading, measure)
    flags |= (set(figure.quantity.flags) - {"estimate"}) | unit_flags
    if column.base is None and column.unit is None and not figure.own_unit:
        flags |= set(row.unit_flags)
    return quantity, unit, flags


def _unless_twice(
    context: TableContext, observation: Observation, cell: Cell, *, compared: bool
) -> bool:
    """Add the observation unless its table has it already.

    A column of comparisons may say again what a row of growth rates says.
    """
    o = observation
    part = (
        o.source_locator
        if o.source_locator and fold(o.source_locator).startswith("chú thích")
        else ""
    )
    key = (
        o.place_id, o.indicator_id, o.period_start, o.period_end, o.scenario, o.measure,
        o.target_by, o.price_basis, part, compared,
    )  # fmt: skip
    first = context.seen.setdefault(key, o.locator)
    if first != o.locator:
        context.refuse(
            cell, "duplicate_figure",
            f"chỉ tiêu '{o.raw_label}' đã có số liệu cùng kỳ, cùng loại ở {first}; hãy xóa một trong hai hoặc sửa tên chỉ tiêu",
            f"'{o.raw_label}' ({o.indicator_id}) has a figure for the same period, scenario and measure at {first} already; delete one or mend its label",
            first,
        )  # fmt: skip
        return False
    context.observations.append(observation)
    return True


def _rated(row: Row, cells: Sequence[ValueCell]) -> ValueCell | None:
    """The cell a rating speaks of: the last result of the row, or its target."""
    if row.rating is None:
        return None
    levels = [v for v in cells if v.column.base is None or v.column.by_row]
    results = [v for v in levels if v.column.scenario in ("actual", "estimate")]
    rated = results or levels
    return rated[-1] if rated else None


def _cell_flags(cell: Cell) -> set[str]:
    return set(cell.flags) & {"hidden", "more_precise_than_shown"}


def _report_unit(context: TableContext, row: Row, unit: Unit | None) -> None:
    """The chosen indicator and the unit of the figure do not go together."""
    cell, indicator = row.said.chosen, row.said.indicator
    assert cell is not None  # noqa: S101 (an indicator was chosen in it)
    assert indicator is not None  # noqa: S101
    if unit is None:
        rule, vi, en = "missing_unit", "không có đơn vị", "has no unit"
    else:
        rule, vi = "unit_does_not_fit", f"có đơn vị '{unit.symbol}'"
        en = f"is counted in '{unit.symbol}'"
    name, own = indicator.indicator_id, indicator.unit
    context.refuse(
        cell, rule,
        f"chỉ tiêu [{name}] tính bằng '{own}', nhưng số liệu {vi}; hãy chọn chỉ tiêu khác hoặc sửa đơn vị tính",
        f"'{name}' is counted in '{own}', but the figure {en}; choose another indicator or mend the unit",
        own,
    )  # fmt: skip


def _report(
    context: TableContext,
    row: Row,
    unit: Unit | None,
    measure: Measure,
    error: UnknownLabelError | AmbiguousLabelError,
) -> None:
    if unit is None and measure == "level":
        context.refuse(
            row.label, "missing_unit",
            f"chỉ tiêu '{nfc(row.label.text)}' không có đơn vị tính; hãy ghi đơn vị vào cột Đơn vị tính",
            f"'{nfc(row.label.text)}' has a figure but no unit; write the unit into its column",
        )  # fmt: skip
        return
    with_unit = f" ({unit.symbol}, {measure})" if unit else f" ({measure})"
    if isinstance(error, UnknownLabelError):
        near = ", ".join(ident for ident, *_ in error.suggestions)
        vi = f"; gần nhất: {near}" if near else ""
        context.refuse(
            row.label, "unknown_label",
            f"chỉ tiêu '{nfc(error.label)}'{with_unit} chưa có trong từ điển{vi}; hãy sửa tên hoặc thêm vào data/codebook",
            f"{error}{with_unit}; mend the label or unit, or add it to data/codebook",
            near,
        )  # fmt: skip
    else:
        names = ", ".join(error.candidates)
        context.refuse(
            row.label, "ambiguous_label",
            f"chỉ tiêu '{nfc(error.label)}'{with_unit} có thể là {names}; hãy ghi rõ tên hoặc đơn vị",
            f"{error}{with_unit}; make the label or the unit clearer",
            names,
        )  # fmt: skip
