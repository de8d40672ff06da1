"""The columns of one table: each header by itself, then in the light of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indicators.codebook import AmbiguousLabelError, UnknownLabelError
from indicators.language.relative_periods import PARTS
from indicators.language.text import fold
from indicators.messages.sentences import message
from indicators.tables.axes import bind, measure_of_labels, read_on_axes, report_label
from indicators.tables.header import role_of
from indicators.tables.indices import weigh
from indicators.tables.model import Column, HeaderError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from indicators.language.periods import Period
    from indicators.readers.table import Cell
    from indicators.tables.context import TableContext
    from indicators.tables.layout import Block


def read_columns(context: TableContext, block: Block, hint: int) -> dict[int, Column]:
    """Read the headers of a block; what is not understood becomes a finding.

    Args:
        context: Of the table, with its period.
        block: Headers and rows.
        hint: Year of the document.
    """
    columns: dict[int, Column] = {}
    labels = _row_labels(context, block)
    for index, header in block.headers.items():
        if fold(header[-1]) in context.codebook.ignored_heads:
            columns[index] = Column(index, header, "ignored")
            continue
        try:
            columns[index] = read_on_axes(context, index, header, hint, labels)
        except HeaderError as error:
            columns[index] = _refused(context, block, index, error)
    if labels is None:
        columns = _named_by_headers(context, block, columns)
    others = list(columns.values())
    rows = context.table.rows
    for index, column in columns.items():
        try:
            ours = [c for c in others if (c.place, c.labels) == (column.place, column.labels)]
            settled = _beside(column, ours, context.period)
        except HeaderError as error:
            columns[index] = _refused(context, block, index, error)
            continue
        if settled.measure == "growth":
            settled = weigh(settled, (rows[r][index] for r in block.rows if index in rows[r]))
        columns[index] = settled
    return columns


def _row_labels(context: TableContext, block: Block) -> list[Cell] | None:
    """The cells that name the rows; None where rows name places or periods instead."""
    roles = {index: role_of(header[-1]) for index, header in block.headers.items()}
    named = [index for index, role in roles.items() if role in ("label", "indicator")]
    if not named and not {"place", "period", "unit"}.isdisjoint(roles.values()):
        return None
    rows = context.table.rows
    return [rows[r][i] for i in named for r in block.rows if i in rows[r]]


def _named_by_headers(
    context: TableContext, block: Block, columns: Mapping[int, Column]
) -> dict[int, Column]:
    """The columns of a table whose headers name the indicators; those of none are refused."""
    settled: dict[int, Column] = {}
    periods = any(column.role == "period" for column in columns.values())
    for index, column in columns.items():
        settled[index] = column
        if column.role != "value":
            continue
        if periods and column.period is not None:
            error = HeaderError("header.two_periods", title=column.title)
            settled[index] = _refused(context, block, index, error)
            continue
        unit, measure = measure_of_labels(context, column)
        try:
            bind(context, column.labels, (), unit, measure)
        except (UnknownLabelError, AmbiguousLabelError) as unknown:
            cell = header_cell(context, block, index)
            if cell is not None:
                report_label(
                    context, cell, " / ".join(reversed(column.labels)), unit, measure, unknown
                )
            settled[index] = _left_out(context, block, index)
    return settled


def _beside(column: Column, others: Collection[Column], table: Period | None) -> Column:
    """The period of a column that leaves it to the figures beside it.

    `Cùng kỳ năm 2023` beside six months of 2024 is six months of 2023: of the nearest results to
    its left, else to its right, else of the table.

    Raises:
        HeaderError: If it may be a whole year as well as a part of it.
    """
    if column.role != "value":
        return column
    if column.figures_of is not None:
        return _of_year(column, column.figures_of, others, table)
    if column.base is not None or not (column.same_period or column.shift):
        return column
    if not column.same_period:
        return _of_year_before(column, table)
    results = [c for c in _results(others) if not (c.same_period or c.shift)]
    period = _nearest(column, results, table)
    named = column.period
    if period is None:
        return column
    if named is None:
        return replace(column, period=period.year_before(), shift=0)
    if named.kind == "year" and named.year < period.year:
        return replace(column, period=period.in_year(named.year))
    return column


def _of_year_before(column: Column, table: Period | None) -> Column:
    """`Thực hiện năm trước`.

    Raises:
        HeaderError: If the table is of a part of a year.
    """
    if table is None or table.kind not in PARTS:
        return column
    raise HeaderError("header.year_before_or_months", title=column.title)


def _of_year(column: Column, year: int, others: Collection[Column], table: Period | None) -> Column:
    """A comparison that names the year of its base: it speaks of figures of the year that follows.

    That is the same year for a plan, and the year after that for growth.

    Raises:
        HeaderError: If there are no such figures. If growth names a year, and the figures are of a
            part of one.
    """
    period = _nearest(column, _levels_of(year, others, table), table)
    growth = column.measure != "attainment"
    if period is None or period.year != year:
        if growth:
            raise HeaderError(
                "header.growth_on_nothing", title=column.title, base=year - 1, year=year
            )
        raise HeaderError("header.plan_of_nothing", title=column.title, year=year)
    if growth and period.kind in PARTS and not column.same_period:
        raise HeaderError("header.whole_year_or_months", title=column.title)
    return replace(column, period=column.period or period)


def _levels_of(year: int, others: Collection[Column], table: Period | None) -> list[Column]:
    """The results of a year, else its targets: a plan may be compared too."""
    levels = [c for c in others if c.role == "value" and c.base is None]
    levels = [c for c in levels if not (c.shift or c.same_period) and _year(c, table) == year]
    return _results(levels) or levels


def _results(columns: Collection[Column]) -> list[Column]:
    return [c for c in columns if c.role == "value" and c.base is None and c.scenario != "target"]


def _year(column: Column, table: Period | None) -> int | None:
    period = column.period or table
    return period.year if period else None


def _nearest(column: Column, results: list[Column], table: Period | None) -> Period | None:
    """Period of the nearest result to the left, else to the right, else of the table."""
    left = [c for c in results if c.index < column.index]
    nearest = left[-1:] or results[:1]
    return next((c.period for c in nearest), None) or table


def _refused(context: TableContext, block: Block, index: int, error: HeaderError) -> Column:
    """Report a header where it stands, and account for the cells below it."""
    cell = header_cell(context, block, index)
    if cell is not None:  # a merged header is reported once
        named = error.arguments.get("level", block.headers[index][-1])
        words = error.arguments.get("unknown", named)  # the same in every band of columns
        context.refuse(
            cell, "head_not_understood", message("header.not_understood", reason=error),
            cause=f"{error.code} {words}",
        )  # fmt: skip
    return _left_out(context, block, index)


def _left_out(context: TableContext, block: Block, index: int) -> Column:
    rows = context.table.rows
    for number in block.rows:
        if index in rows[number]:
            context.book(rows[number][index], "finding")
    return Column(index, block.headers[index], "ignored")


def header_cell(context: TableContext, block: Block, index: int) -> Cell | None:
    """The lowest cell of a header that stands in its own column."""
    rows = context.table.rows
    own = [rows[r][index] for r in block.header_rows if index in rows[r]]
    return own[-1] if own else None
