"""The columns of one table: each header by itself, then in the light of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indicators.codebook import AmbiguousLabelError, UnknownLabelError
from indicators.language.headers import is_authority, is_total, scenario_of, without_unit
from indicators.language.periods import without_periods
from indicators.language.place_names import is_kind
from indicators.language.ratings import is_rating, is_tick
from indicators.language.relative_periods import PARTS
from indicators.language.text import fold
from indicators.messages.sentences import message
from indicators.tables.axes import bind, key_by_cells, measure_of_labels, read_on_axes, report_label
from indicators.tables.bases import (
    Figures,
    are_indices,
    is_level,
    of_estimate,
    of_figures,
    read_formula,
    settle_base,
    settle_ratio,
    verify,
)
from indicators.tables.declared import CODES
from indicators.tables.header import key_role, role_of
from indicators.tables.indices import weigh
from indicators.tables.meaning import default_scenario
from indicators.tables.model import Column, HeaderError
from indicators.tables.questions import Met, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from indicators.language.periods import Period
    from indicators.messages.sentences import Sentence
    from indicators.readers.table import Cell
    from indicators.tables.context import TableContext
    from indicators.tables.layout import Block


# What is wrong with a header, with what to do about it.
_HINTED = {
    f"header.{reason}"
    for reason in (
        "group_unclear",
        "no_label",
        "other_territory",
        "place_beside_words",
        "subgroup",
        "two_periods",
        "two_places",
    )
}


def read_columns(context: TableContext, block: Block, hint: int | None) -> dict[int, Column]:
    """Read the headers of a block; what is not understood becomes a finding.

    Args:
        context: Of the table, with its period.
        block: Headers and rows.
        hint: Year of the document.
    """
    columns = _ticked(context, block)
    labels = _row_labels(context, block, hint)
    for index in block.headers:
        if index in columns:
            continue
        try:
            columns[index] = _read_column(context, block, index, labels, hint)
        except HeaderError as error:
            columns[index] = _refused(context, block, index, error)
    if labels is None:
        columns = _named_by_headers(context, block, columns)
    elif context.proposing:
        columns = {index: _named_by_unit(columns, column) for index, column in columns.items()}
    rows = [context.table.rows[number] for number in block.rows]

    def beside(column: Column) -> Figures:
        """Columns of the same place and indicator, and those of which none is known."""
        ours = (column.place or context.place_id, column.labels)
        group = {
            i: c
            for i, c in columns.items()
            if c.refused or (c.place or context.place_id, c.labels) == ours
        }
        return Figures(group, rows, context.period)

    def settle(step: Callable[[Column], Column]) -> None:
        for index, column in columns.items():
            try:
                columns[index] = step(column)
            except HeaderError as error:
                columns[index] = _refused(context, block, index, error)

    settle(lambda column: _beside(column, list(beside(column).columns.values()), context.period))
    settle(lambda column: _whose(context, block, column, list(beside(column).columns.values())))
    settle(lambda column: _against(column, block, beside(column)))
    settle(lambda column: _weighed(column, block, beside(column)))
    for index, column in columns.items():
        if not column.refused:
            _meet(context, block, index, column)
    return columns


def _named_by_unit(columns: Mapping[int, Column], column: Column) -> Column:
    """`Lượng (tấn)` beside `Giá trị (triệu đồng)` names a part of the label in a draft."""
    units = {c.unit for c in columns.values() if c.role == "value" and c.unit not in (None, "%")}
    name = without_unit(column.header[-1])
    if any(map(str.isdigit, name)):
        name = without_periods(name)
    if len(units) < 2 or column.labels or column.unit not in units or not name:
        return column
    return column if scenario_of(fold(name)) or column.base else replace(column, labels=(name,))


def _meet(
    context: TableContext,
    block: Block,
    index: int,
    column: Column | None,
    reason: Sentence | None = None,
) -> None:
    """Note a header as one that a person may explain; the first figures below it go along."""
    cell = header_cell(context, block, index)
    if cell is None or context.questions.met is None:
        return
    rows = context.table.rows
    below = [rows[number][index] for number in block.rows if index in rows[number]]
    header, locator = block.headers[index], context.locator(cell)
    context.questions.meet(
        Met("header", header, locator, sample=samples(below), reason=reason, column=column)
    )


def _read_column(
    context: TableContext, block: Block, index: int, labels: list[Cell] | None, hint: int | None
) -> Column:
    """One header by itself: as a person said it is to be read, else by its words.

    Raises:
        HeaderError: If it is not understood.
    """
    header = block.headers[index]
    answer = context.questions.header(header)
    if answer is not None:
        cell = header_cell(context, block, index)
        context.questions.use(answer, context.locator(cell) if cell else context.table.sheet)
        if answer.value == CODES:
            return Column(index, header, "code")
        header = answer.levels
    ignored = answer.value is None if answer else fold(header[-1]) in context.codebook.ignored_heads
    if ignored:
        return Column(index, block.headers[index], "ignored")
    if answer is None and index in block.unclear:
        raise HeaderError("header.group_unclear", level="")
    if answer is None:
        return read_on_axes(context, index, header, hint, labels)
    try:
        column = read_on_axes(context, index, header, hint, labels)
    except HeaderError as error:
        said = {"where": answer.where, "text": answer.value, "reason": error}
        raise HeaderError("mapping.header", **said) from error
    return replace(column, header=block.headers[index])


def _against(column: Column, block: Block, figures: Figures) -> Column:
    """A comparison with its base.

    Raises:
        HeaderError: If nothing names it, or if the column it speaks of was refused.
    """
    formula = read_formula(column.index, block.numbering)
    if column.open_base:
        return settle_base(column, formula, figures)
    if column.alone and not is_level(column, figures):
        raise HeaderError("header.figure_or_comparison", title=column.title)
    if column.base is not None:
        verify(column, formula, figures)
    return of_figures(of_estimate(column, figures), figures)


def _weighed(column: Column, block: Block, figures: Figures) -> Column:
    if column.measure not in ("growth", "attainment"):
        return column
    column = settle_ratio(column, figures)
    if column.measure == "attainment" or column.ratio:
        return column
    if are_indices(column, read_formula(column.index, block.numbering), figures):
        return replace(column, mixed="worked out")
    return weigh(column, figures.cells(column.index))


def _ticked(context: TableContext, block: Block) -> dict[int, Column]:
    """Columns that rate by a tick: at least two ratings side by side, with nothing but ticks below."""
    found: dict[int, Column] = {}
    for index, header in block.headers.items():
        cells = [context.table.rows[r][index] for r in block.rows if index in context.table.rows[r]]
        if is_rating(header[-1]) and all(is_tick(cell.text) for cell in cells):
            found[index] = Column(index, header, "rating")
    return found if len(found) > 1 else {}


def _row_labels(context: TableContext, block: Block, hint: int | None) -> list[Cell] | None:
    """The cells that name the rows; None where rows name places or periods instead."""
    roles = {index: role_of(header[-1]) for index, header in block.headers.items()}
    named = [index for index, role in roles.items() if role in ("label", "indicator")]
    keys = {key_role(header[-1]) for header in block.headers.values()}
    if not named and not keys.isdisjoint(("place", "period")):
        return None
    rows = [context.table.rows[r] for r in block.rows]
    if len(named) == 1 and keys.isdisjoint(("place", "period", "unit")):
        names = _names_of_figures(block, rows, named[0])
        role = key_by_cells(context, names, hint)
        if role is not None:
            context.key[named[0]] = role
            return None
    return [row[index] for index in named for row in rows if index in row]


def _names_of_figures(block: Block, rows: list[Mapping[int, Cell]], index: int) -> list[Cell]:
    """The cells of a column that have others to their right."""
    beside = range(index + 1, max(block.headers) + 1)
    return [row[index] for row in rows if index in row and not row.keys().isdisjoint(beside)]


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
        if context.questions.label(
            (" / ".join(reversed(column.labels)),), column.unit or context.unit or ""
        ):
            continue
        try:
            bind(context, column.labels, (), unit, measure)
        except (UnknownLabelError, AmbiguousLabelError) as unknown:
            cell = header_cell(context, block, index)
            if cell is not None:
                label = " / ".join(reversed(column.labels))
                report_label(context, cell, label, unit, measure, unknown)
                _meet_label(context, block, column, label, unknown)
            settled[index] = _left_out(context, block, index)
    return settled


def _meet_label(
    context: TableContext, block: Block, column: Column, label: str, reason: Sentence
) -> None:
    """Note the label in a header as one that a person may explain."""
    cell = header_cell(context, block, column.index)
    if cell is None or context.questions.met is None:
        return
    rows = context.table.rows
    below = [rows[number][column.index] for number in block.rows if column.index in rows[number]]
    unit = column.unit or context.unit or ""
    context.questions.meet(
        Met("label", (label,), context.locator(cell), unit, "", samples(below), reason=reason)
    )


def _whose(
    context: TableContext, block: Block, column: Column, others: Collection[Column]
) -> Column:
    """A column whose header says no scenario, unless it would be a second target of one time.

    Raises:
        HeaderError: `Giai đoạn 2021-2025` beside `Mục tiêu 2021-2025` may be target or result.
    """
    _refuse_levels_of_budget(column, block)
    if column.role != "value" or column.base is not None or column.scenario is not None:
        return column
    period = column.period or context.period
    targets = [
        c for c in others if c.scenario == "target" and (c.period or context.period) == period
    ]
    if targets and default_scenario(context, period) == "target":
        raise HeaderError("header.whose", title=column.title, other=targets[0].title)
    return column


def _refuse_levels_of_budget(column: Column, block: Block) -> None:
    """Refuse `Tỉnh` and `Huyện` beside `Tổng số` or `Xã`: they are parts of a sum, not who set a target.

    Raises:
        HeaderError: With the level.
    """
    *over, lowest = column.header
    if column.role != "value" or not over or not is_authority(lowest):
        return
    beside = {header[-1] for header in block.headers.values() if [*header[:-1]] == over}
    if any(is_total(text) or (is_kind(text) and not is_authority(text)) for text in beside):
        raise HeaderError("header.subgroup", level=lowest)


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
        hinted = error.code in _HINTED
        reason = error if hinted else message("header.not_understood", reason=error)
        named = error.arguments.get(
            "level", "" if error.code == "header.no_label" else block.headers[index][-1]
        )
        words = error.arguments.get("unknown", named)  # the same in every band of columns
        _meet(context, block, index, None, error)
        context.refuse(
            cell, "head_not_understood", reason,
            cause=f"{error.code} {words}",
        )  # fmt: skip
    return _left_out(context, block, index)


def _left_out(context: TableContext, block: Block, index: int) -> Column:
    rows = context.table.rows
    for number in block.rows:
        if index in rows[number]:
            context.book(rows[number][index], "finding")
    return Column(index, block.headers[index], "ignored", refused=True)


def header_cell(context: TableContext, block: Block, index: int) -> Cell | None:
    """The lowest cell of a header that stands in its own column."""
    rows = context.table.rows
    own = [rows[r][index] for r in block.header_rows if index in rows[r]]
    return own[-1] if own else None
