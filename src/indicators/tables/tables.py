"""One table: its title, unit, period and columns, then its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from indicators.language.headers import first, is_letterhead, scenario_of_title, unit_line
from indicators.language.periods import names_several_years
from indicators.language.relative_periods import period_in
from indicators.tables.columns import read_columns
from indicators.tables.rows import Rows
from indicators.tables.thousands import in_vietnamese_marks
from indicators.tables.units import printed_unit

if TYPE_CHECKING:
    from indicators.model.records import Scenario
    from indicators.tables.context import TableContext
    from indicators.tables.layout import Block


def read_block(context: TableContext, block: Block) -> None:
    """Read one table into the observations and findings of `context`."""
    rows = context.table.rows
    for number in block.header_rows:
        for cell in rows[number].values():
            context.book(cell, "head")
    facts = context.ledger.accounts  # the lines of facts above a csv table say nothing of its own
    above = [
        cell for cell in block.above if (context.table.sheet, cell.row, cell.column) not in facts
    ]
    for cell in above:
        context.book(cell, "head")
        printed = unit_line(cell.text)
        unit = printed_unit(printed) if printed else None
        context.unit = unit[0] if unit else context.unit
    hint = (
        context.document.period.year if context.document.period else context.document.issued_on.year
    )
    titles = [cell.text for cell in above if not is_letterhead(cell.text)]
    periods = (period_in(text, year_hint=hint) for text in titles)
    context.period = next((p for p in periods if p), context.document.period)
    if any(map(names_several_years, titles)):
        context.period = None  # each header must say its year
    scenarios = (scenario_of_title(text) for text in titles)
    context.scenario = cast("Scenario | None", first(scenarios))
    context.above = tuple(cell.text for cell in reversed(above))
    context.columns = read_columns(context, block, hint)
    body = {number: rows[number] for number in block.rows}
    body |= in_vietnamese_marks(body, context.columns, context.unit)
    reader = Rows(context)
    for number in block.rows:
        reader.read(body[number])
