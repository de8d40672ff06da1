"""From the figures of one row to observations: measure, indicator, scenario, period, unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indicators.codebook import AmbiguousLabelError, UnknownLabelError, match_label, read_label
from indicators.normalise.heads import vocabulary
from indicators.records import Observation
from indicators.text import fold, nfc
from indicators.units import Unit, convert, find_unit, shift

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from indicators.codebook import Label, Match, Measure, PriceBasis
    from indicators.normalise.figures import Figure
    from indicators.normalise.heads import Column
    from indicators.normalise.tables import TableContext
    from indicators.periods import Period
    from indicators.quantity import Quantity
    from indicators.readers.table import Cell
    from indicators.records import Scenario, TargetBy

_RATES = ("%", "‰", "điểm %")


@dataclass(frozen=True, slots=True)
class Row:
    """What the figures of one row share."""

    label: Cell
    above: tuple[str, ...]
    place_id: str
    period: Period | None
    unit: str | None
    raw_unit: str | None
    unit_flags: tuple[str, ...]
    source: str | None
    note: str | None
    rating: Cell | None


@dataclass(frozen=True, slots=True)
class ValueCell:
    """A cell of figures with the meaning of its column."""

    cell: Cell
    column: Column
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One figure on its way to an observation."""

    value: ValueCell
    figure: Figure
    number: int
    label: str
    words: Label
    measure: Measure
    unit: Unit | None
    match: Match


def observe(context: TableContext, row: Row, cells: Sequence[ValueCell]) -> None:
    """Add the observations of one row; what does not fit the codebook becomes a finding."""
    rated = _rated(row, cells)
    reported: set[str] = set()
    for value in cells:
        done = 0
        for number, figure in enumerate(value.figures, start=1):
            label = figure.label or row.label.text
            words = read_label(label)
            measure, unit = _measure(row, value.column, figure, words, own_label=bool(figure.label))
            above = (row.label.text, *row.above) if figure.label else row.above
            try:
                match = match_label(
                    context.codebook, label, above=above, unit=unit, measure=measure
                )
            except (UnknownLabelError, AmbiguousLabelError) as error:
                if context.locator(row.label) not in reported:
                    _report(context, row, unit, measure, error)
                    reported.add(context.locator(row.label))
                continue
            reading = _Reading(value, figure, number, label, words, measure, unit, match)
            done += _add(context, row, reading, cells, status=rated is value)
        context.book(value.cell, "observation" if done else "finding")


def _add(
    context: TableContext, row: Row, reading: _Reading, cells: Sequence[ValueCell], *, status: bool
) -> bool:
    value, column = reading.value, reading.value.column
    scenario, period = _scenario_and_period(context, row, reading, cells)
    locator = context.locator(value.cell)
    if period is None:
        context.refuse(
            value.cell, "missing_period",
            f"không rõ kỳ của cột '{column.title}'; hãy ghi năm vào tiêu đề cột, tên bảng hoặc dòng 'Kỳ báo cáo' của trang Nguồn",
            f"the period of the column '{column.title}' is not said; write the year into its head, the title or the line 'Kỳ báo cáo' of the sheet Nguồn",
        )  # fmt: skip
        return False
    indicator = reading.match.indicator
    quantity = reading.figure.quantity
    measure: Measure = reading.measure
    if (
        measure == "level"
        and indicator.measure == "share"
        and reading.unit
        and reading.unit.symbol == "%"
    ):
        measure = "share"
    flags = {*reading.figure.flags, *reading.match.alias.flags, *_cell_flags(value.cell)}
    unit, decimals = None, None
    if quantity is not None:
        flags |= set(quantity.flags) - {"estimate"}
        quantity, unit, unit_flags = _canonical(quantity, reading, measure)
        decimals = quantity.decimals
        flags |= unit_flags | (set() if reading.figure.own_unit else set(row.unit_flags))
    basis, year, assumed = _price_basis(row, reading, measure)
    flags |= {"price_basis_assumed"} if assumed else set()
    observation = Observation(
        document_id=context.document.document_id,
        locator=locator if reading.number == 1 else f"{locator}#{reading.number}",
        source_locator=row.source,
        place_id=row.place_id,
        indicator_id=indicator.indicator_id,
        period_start=period.start,
        period_end=period.end,
        period_kind=period.kind,
        scenario=scenario,
        target_by=_target_by(context, column, reading.figure.quantity, scenario, measure),
        measure=measure,
        bound=quantity.bound if quantity else "text",
        value=quantity.value if quantity else None,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        denominator=quantity.denominator if quantity else None,
        decimals=decimals,
        unit=unit,
        price_basis=basis,
        base_year=year,
        raw_label=nfc(reading.label),
        raw_value=reading.figure.raw,
        raw_unit=row.raw_unit,
        reported_status=nfc(row.rating.text) if status and row.rating else None,
        note=row.note,
        flags=tuple(sorted(flags)),
        order=(*context.order, value.cell.row, value.cell.column * 100 + reading.number),
    )
    return _unless_twice(context, observation, value.cell)


def _unless_twice(context: TableContext, observation: Observation, cell: Cell) -> bool:
    o = observation
    part = (
        o.source_locator
        if o.source_locator and fold(o.source_locator).startswith("chú thích")
        else ""
    )
    key = (
        o.place_id, o.indicator_id, o.period_start, o.period_end, o.scenario, o.measure,
        o.target_by, o.price_basis, part,
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


def _measure(
    row: Row, column: Column, figure: Figure, words: Label, *, own_label: bool
) -> tuple[Measure, Unit | None]:
    """Measure and printed unit: the cell's words win over the head's, the head's over the label's."""
    quantity = figure.quantity
    if quantity is None:
        return "text", None
    symbol = quantity.unit or column.unit or row.unit
    unit = find_unit(symbol)[0] if symbol else None
    if quantity.measure != "level":
        return quantity.measure, unit
    if column.measure != "level":
        return column.measure, unit
    if unit is not None and unit.symbol == "%":
        labels = [words, *(read_label(text) for text in ((row.label.text,) if own_label else ()))]
        labels += [read_label(text) for text in row.above]
        hinted = next((label.measure for label in labels if label.measure), None)
        if hinted:
            return hinted, unit
    return "level", unit


def _scenario_and_period(
    context: TableContext, row: Row, reading: _Reading, cells: Sequence[ValueCell]
) -> tuple[Scenario, Period | None]:
    column = reading.value.column
    origin = column
    if column.base is not None and column.scenario is None:
        origin = _compared(context, column, cells)
    base = column.period or origin.period or context.period
    if base is not None and origin.shift:
        base = base.year_before()
    period = row.period or base
    scenario = column.scenario or origin.scenario or _default_scenario(context, period)
    quantity = reading.figure.quantity
    says_estimate = reading.words.estimate or (
        quantity is not None and "estimate" in quantity.flags
    )
    if scenario == "actual" and says_estimate:
        scenario = "estimate"
    return scenario, period


def _compared(context: TableContext, column: Column, cells: Sequence[ValueCell]) -> Column:
    """The column whose figure a comparison speaks of: the nearest filled one to its left."""
    filled = [v.column for v in cells if v.column.base is None]
    every = [c for c in context.columns.values() if c.role == "value" and c.base is None]
    for candidates in (filled, every):
        results = [c for c in candidates if c.scenario != "target" and not c.shift] or candidates
        left = [c for c in results if c.index < column.index]
        if left:
            return max(left, key=lambda c: c.index)
        if results:
            return min(results, key=lambda c: c.index)
    return column


def _default_scenario(context: TableContext, period: Period | None) -> Scenario:
    kind = fold(context.document.kind)
    targets = any(word in kind for word in vocabulary()["words"]["target_kinds"])
    later = period is not None and period.start > context.document.issued_on
    return "target" if targets or later else "actual"


def _target_by(
    context: TableContext,
    column: Column,
    quantity: Quantity | None,
    scenario: Scenario,
    measure: Measure,
) -> TargetBy | None:
    base = quantity.base if quantity is not None and quantity.base != "same_period" else None
    if measure == "attainment":
        return base or column.target_by or "plan"
    if scenario == "target":
        return column.target_by or context.register.level(context.document.place_id)
    return None


def _canonical(
    quantity: Quantity, reading: _Reading, measure: Measure
) -> tuple[Quantity, str, set[str]]:
    """The quantity in the indicator's unit; percentages stay percentages."""
    indicator, printed = reading.match.indicator, reading.unit
    if measure in ("attainment", "share"):
        return quantity, "%", set()
    if measure == "growth":
        if indicator.unit in _RATES:
            return quantity, "điểm %", {"percentage_points"}
        return quantity, "%", set()
    own = find_unit(indicator.unit)[0]
    if measure == "change" and own.symbol in _RATES:
        return quantity, "điểm %", set()
    if printed is None or printed.symbol == own.symbol:
        return quantity, own.symbol, set()
    if printed.dimension != own.dimension:
        return quantity, own.symbol, {"unit_from_label"}

    def to_own(number: Decimal | None) -> Decimal | None:
        return None if number is None else convert(number, printed, own)

    moved = replace(
        quantity,
        value=to_own(quantity.value),
        low=to_own(quantity.low),
        high=to_own(quantity.high),
        denominator=to_own(quantity.denominator),
        decimals=quantity.decimals + shift(printed, own),
    )
    return moved, own.symbol, set()


def _price_basis(
    row: Row, reading: _Reading, measure: Measure
) -> tuple[PriceBasis | None, int | None, bool]:
    """Price basis: as the label prints it, else its head or parents, else the codebook's rule."""
    indicator = reading.match.indicator
    if measure not in ("level", "growth", "share"):
        return None, None, False
    labels = [reading.words]
    if indicator.price:
        labels += [read_label(text) for text in (*reading.value.column.head, *row.above)]
    for label in labels:
        if label.price_basis:
            return label.price_basis, label.base_year, False
    assumed = indicator.price.get(measure)
    return assumed, None, assumed is not None


def _rated(row: Row, cells: Sequence[ValueCell]) -> ValueCell | None:
    """The cell a rating speaks of: the last result of the row, or its target."""
    if row.rating is None:
        return None
    levels = [v for v in cells if v.column.base is None]
    results = [v for v in levels if v.column.scenario in ("actual", "estimate")]
    rated = results or levels
    return rated[-1] if rated else None


def _cell_flags(cell: Cell) -> set[str]:
    return set(cell.flags) & {"hidden", "more_precise_than_shown"}


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
        near = ", ".join(ident for ident, _, _ in error.suggestions)
        context.refuse(
            row.label, "unknown_label",
            f"chỉ tiêu '{nfc(row.label.text)}'{with_unit} chưa có trong từ điển; gần nhất: {near}; hãy sửa tên hoặc thêm vào data/codebook",
            f"{error}{with_unit}; mend the label or unit, or add it to data/codebook",
            near,
        )  # fmt: skip
    else:
        names = ", ".join(error.candidates)
        context.refuse(
            row.label, "ambiguous_label",
            f"chỉ tiêu '{nfc(row.label.text)}'{with_unit} có thể là {names}; hãy ghi rõ tên hoặc đơn vị",
            f"{error}{with_unit}; make the label or the unit clearer",
            names,
        )  # fmt: skip
