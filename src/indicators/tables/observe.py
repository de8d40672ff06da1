"""From the figures of one row to observations: which indicator, and the record of it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, cast

from indicators.codebook import AmbiguousLabelError, UnknownLabelError, read_label
from indicators.codebook.match import unit_fits
from indicators.language.periods import Period, parse_period
from indicators.language.text import fold, nfc
from indicators.messages.sentences import message
from indicators.model.records import Observation
from indicators.tables.axes import bind, report_label
from indicators.tables.declared import is_rate, match_declared
from indicators.tables.figures import footnote
from indicators.tables.meaning import (
    canonical,
    compared,
    measure_of,
    other_base,
    price_basis_of,
    scenario_and_period,
    target_by,
)
from indicators.tables.model import Reading, Row, ValueCell
from indicators.tables.questions import Met, samples
from indicators.tables.tidy import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Label, Match, Measure
    from indicators.language.periods import PeriodKind
    from indicators.language.quantity import Quantity
    from indicators.language.units import Unit
    from indicators.messages.sentences import Sentence
    from indicators.model.records import Scenario
    from indicators.readers.table import Cell
    from indicators.tables.context import TableContext
    from indicators.tables.declared import Answer
    from indicators.tables.model import Column, Figure


COMPARES_RATES = "compares_rates"
_PLAIN = re.compile(r"[-+]?[\d.,]+\s*%?")


def observe(context: TableContext, row: Row, cells: Sequence[ValueCell]) -> None:
    """Add the observations of one row; what does not fit the codebook becomes a finding."""
    if row.answer is not None and row.answer.value is None:
        _leave_out(context, row, row.answer, cells)
        return
    rated = _rated(row, cells)
    reported: set[str] = set()
    found: list[str] = []
    reason: Sentence | None = None
    before = len(context.findings)
    for value in cells:
        done = 0
        for number, figure in enumerate(value.figures, start=1):
            label = figure.label or row.label.text
            words = read_label(label)
            measure, unit = measure_of(
                row, value.column, figure, words, own_label=bool(figure.label)
            )
            above = (row.label.text, *row.above) if figure.label else row.above
            try:
                match = (
                    _match(context, row, label, above, unit, measure)
                    if figure.label
                    else _match_row(context, row, value.cell, unit, measure)
                )
            except (UnknownLabelError, AmbiguousLabelError) as error:
                if context.locator(row.label) not in reported:
                    report_label(context, row.label, row.label.text, unit, measure, error)
                    reported.add(context.locator(row.label))
                reason = error
                continue
            if match is None:
                continue
            if _compares_rates(row, value, figure, words) and not is_rate(match.indicator):
                _refuse_rates(context, row, value.cell)
                continue
            measure = _of_named_growth(match, measure, value.column, words)
            reading = Reading(value, figure, number, label, words, measure, unit, match)
            found.append(match.indicator.indicator_id)
            done += _add(context, row, reading, cells, status=rated is value)
        context.book(value.cell, "observation" if done else "finding")
    reason = reason or _said_twice(context, before)
    _meet(context, row, cells, tuple(dict.fromkeys(found)), reason)


def _of_named_growth(match: Match, measure: Measure, column: Column, words: Label) -> Measure:
    """The measure: growth is the level of what is called so, `Tốc độ tăng dân số tự nhiên` in percent."""
    own = words.measure == measure == "growth" and column.measure == "level"
    alias = read_label(match.alias.label)
    named = is_rate(match.indicator) and alias.measure == "growth" and not alias.index
    return "level" if own and named else measure


def _compares_rates(row: Row, value: ValueCell, figure: Figure, words: Label) -> bool:
    """Whether a plain number sets two growth rates, or two shares, against each other as growth.

    109,4 beside 38,2 % and 41,8 % is no growth of what the label names. The same row as an
    indicator of its own, a rate, may grow.
    """
    column = value.column
    if column.measure != "growth" or column.base is None or column.by_row or row.unit != "%":
        return False
    if not _PLAIN.fullmatch(figure.raw.strip()):
        return False
    labels = (words, *(read_label(text) for text in row.above))
    return any(label.measure for label in labels)


def _refuse_rates(context: TableContext, row: Row, cell: Cell) -> None:
    said = message("figure.compares_rates", label=nfc(row.label.text), text=nfc(cell.text))
    context.refuse(
        cell, COMPARES_RATES, said, cause=f"{COMPARES_RATES} {context.locator(row.label)}"
    )


def _said_twice(context: TableContext, before: int) -> Sentence | None:
    """That another row has the figures of this one, or that they compare rates: it means something else."""
    for finding in context.findings[before:]:
        if finding.rule == COMPARES_RATES:
            return message("figure.rates_compared")
        if finding.rule == "duplicate_figure":
            return message("figure.said_twice", other=finding.expected)
    return None


def _leave_out(context: TableContext, row: Row, answer: Answer, cells: Sequence[ValueCell]) -> None:
    """Leave out the figures of a row as a person has said."""
    for value in cells:
        context.book(value.cell, "ignored")
        context.questions.use(answer, context.locator(value.cell))
    _meet(context, row, cells, ())


def _match_row(
    context: TableContext, row: Row, cell: Cell, unit: Unit | None, measure: Measure
) -> Match | None:
    """What the row means: as a person or the row itself says, else by its label.

    Returns:
        None, with a finding, where what was chosen has another unit.

    Raises:
        UnknownLabelError: If the label is not known.
        AmbiguousLabelError: If it may mean several.
    """
    label = row.label.text
    if row.answer is not None:
        return _chosen(context, row, row.answer, cell, unit, measure)
    if row.said.indicator is not None:
        match = choose(context.codebook, row.said.indicator, label, row.above, unit, measure)
        if match is None:
            _report_unit(context, row, unit)
        return match
    if row.names:
        return bind(context, row.names, row.above, unit, measure)
    return _match(context, row, label, row.above, unit, measure)


def _meet(
    context: TableContext,
    row: Row,
    cells: Sequence[ValueCell],
    found: tuple[str, ...],
    reason: Sentence | None = None,
) -> None:
    """Note the label of a row as one that a person may explain."""
    path, figures = tuple(map(nfc, row.path)), samples([value.cell for value in cells])
    context.questions.meet(
        Met(
            "label", path, context.locator(row.label), row.unit_key, row.code, figures,
            ", ".join(found), reason,
        )
    )  # fmt: skip


def _chosen(
    context: TableContext,
    row: Row,
    answer: Answer,
    cell: Cell,
    unit: Unit | None,
    measure: Measure,
) -> Match | None:
    """What a person has said the label means; None with a finding where the unit is another one."""
    match = match_declared(answer, row.label.text)
    own = match.indicator.unit
    if not unit_fits(match.indicator, match.alias, unit, measure):
        printed = unit.symbol if unit else row.unit_key
        said = message(
            "mapping.other_unit", where=answer.where, ident=answer.value, own=own, unit=printed
        )
        context.refuse(cell, "unit_does_not_fit", said, own, cause=answer.where)
        return None
    context.questions.use(answer, context.locator(cell))
    return match


def _match(
    context: TableContext,
    row: Row,
    label: str,
    above: Sequence[str],
    unit: Unit | None,
    measure: Measure,
) -> Match:
    """What the label means; of a lone `Tốc độ tăng trưởng` what the row above means.

    Raises:
        UnknownLabelError: If neither is known.
    """
    try:
        return context.match(label, above, unit, measure)
    except UnknownLabelError:
        if not (read_label(label).rate_alone and row.owner and measure == "growth"):
            raise
    return context.match(row.owner[0], row.owner[1:], unit, measure)


def _add(
    context: TableContext, row: Row, reading: Reading, cells: Sequence[ValueCell], *, status: bool
) -> bool:
    """Add the observation of one figure unless it is refused; `status`: the row's rating is its."""
    value, column = reading.value, reading.value.column
    when = _when(context, row, reading, cells)
    if when is None:
        return False
    observation = _observation(context, row, reading, *when)
    if status and row.rating:
        observation = observation._replace(reported_status=nfc(row.rating.text))
    compared = column.base is not None and not column.by_row
    return _unless_twice(context, observation, value.cell, compared=compared)


def _when(
    context: TableContext, row: Row, reading: Reading, cells: Sequence[ValueCell]
) -> tuple[Scenario, Period, Column] | None:
    """Scenario, period and the column a figure speaks of; None with a finding where they are not clear."""
    value, column = reading.value, reading.value.column
    origin = compared(context, column, value.cell.row, cells)
    if origin is not column and context.is_refused(value.cell.row, origin.index):
        context.refuse(
            value.cell, "result_refused", message("row.result_refused", title=origin.title)
        )
        return None
    scenario, period = scenario_and_period(context, row, reading, origin)
    if period is None and context.proposing:
        period = Period(date.max, date.max, "date")
    if period is None:
        context.refuse(value.cell, "missing_period", message("row.no_period", title=column.title))
        return None
    if _has_other_base(context, reading, period) or _names_other_year(
        context, row, reading, period
    ):
        return None
    return scenario, period, origin


def _names_other_year(context: TableContext, row: Row, reading: Reading, period: Period) -> bool:
    """Refuse the figure of a label that names another year: `Tổng đàn lợn năm 2023` in a table of 2024."""
    named = parse_period(reading.label)
    if named is None or named.kind != "year" or named.year == period.year:
        return False
    if str(named.year) in reading.match.alias.label or row.period is not None:
        return False  # it is part of the name, or the row says its period
    said = message("row.label_of_year", label=nfc(reading.label), year=period.year)
    context.refuse(reading.value.cell, "two_periods", said)
    return True


def _observation(
    context: TableContext,
    row: Row,
    reading: Reading,
    scenario: Scenario,
    period: Period,
    origin: Column,
) -> Observation:
    """The record of a figure, not rated."""
    cell, column = reading.value.cell, reading.value.column
    locator = context.locator(cell)
    measure = _of_rate(reading)
    quantity, unit, flags = _in_own_unit(row, reading, measure)
    basis, year, assumed = price_basis_of(context, row, reading, measure, origin)
    flags |= {"price_basis_assumed"} if assumed else set()
    flags |= {"preliminary"} if column.preliminary and scenario == "actual" else set()
    observation = Observation(
        document_id=context.document.document_id,
        locator=locator if reading.number == 1 else f"{locator}#{reading.number}",
        source_locator=row.source,
        place_id=row.place_id,
        indicator_id=reading.match.indicator.indicator_id,
        period_start=period.start,
        period_end=period.end,
        period_kind=cast("PeriodKind", period.kind),  # cells name no stretch of days
        scenario=scenario,
        target_by=target_by(context, row, column, reading.figure.quantity, scenario, measure),
        measure=measure,
        bound="text",
        value=None,
        low=None,
        high=None,
        denominator=None,
        decimals=None,
        unit=unit,
        price_basis=basis,
        base_year=year,
        raw_label=nfc(reading.label),
        raw_value=reading.figure.raw,
        raw_unit=row.raw_unit,
        reported_status=None,
        note="; ".join(filter(None, (row.note, footnote(cell)))) or None,
        flags=tuple(sorted(flags)),
        order=(*context.order, cell.row, cell.column * 100 + reading.number),
    )
    return observation if quantity is None else _with_numbers(observation, quantity)


def _with_numbers(observation: Observation, quantity: Quantity) -> Observation:
    return observation._replace(
        bound=quantity.bound,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        denominator=quantity.denominator,
        decimals=quantity.decimals,
    )


def _has_other_base(context: TableContext, reading: Reading, period: Period) -> bool:
    """Refuse growth on another year than the one before."""
    base = other_base(reading, period)
    if base is None:
        return False
    context.refuse(
        reading.value.cell,
        "other_base",
        message(
            "figure.other_base", printed=nfc(reading.figure.raw), base=base, before=period.year - 1
        ),
    )
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
    flags = {
        *figure.flags,
        *reading.match.alias.flags,
        *_cell_flags(reading.value.cell),
        *row.said.flags,
    }
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
    first = context.seen.setdefault(_fact(o, compared=compared), o.locator)
    if first != o.locator and not context.proposing:
        context.refuse(
            cell,
            "duplicate_figure",
            message("figure.twice", label=o.raw_label, ident=o.indicator_id, other=first),
            first,
        )
        return False
    context.observations.append(observation)
    return True


def _fact(o: Observation, *, compared: bool) -> tuple[object, ...]:
    """What makes two figures of a table one fact."""
    noted = o.source_locator and fold(o.source_locator).startswith("chú thích")
    return (
        o.place_id, o.indicator_id, o.period_start, o.period_end, o.scenario, o.measure,
        o.target_by, o.price_basis, o.source_locator if noted else "", compared,
    )  # fmt: skip


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
    ident, own = indicator.indicator_id, indicator.unit
    if unit is None:
        rule, reason = "missing_unit", message("row.chosen_without_unit", ident=ident, own=own)
    else:
        rule = "unit_does_not_fit"
        reason = message("row.chosen_in_other_unit", ident=ident, own=own, unit=unit.symbol)
    context.refuse(cell, rule, reason, own)
