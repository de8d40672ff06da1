"""One table: its title, unit, period and columns, then its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from indicators.language.headers import (
    first,
    is_below_table,
    is_letterhead,
    scenario_of_title,
    unit_line,
)
from indicators.language.periods import names_several_years
from indicators.language.relative_periods import period_in
from indicators.language.text import nfc
from indicators.messages.sentences import message
from indicators.tables.columns import read_columns
from indicators.tables.questions import Met
from indicators.tables.rows import Rows, repeated_labels
from indicators.tables.thousands import in_vietnamese_marks
from indicators.tables.units import printed_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indicators.language.periods import Period
    from indicators.model.records import Account, Scenario
    from indicators.readers.table import Cell
    from indicators.tables.context import TableContext
    from indicators.tables.layout import Block
    from indicators.tables.units import PrintedUnit


def place_of_title(context: TableContext, titles: Iterable[str]) -> str | None:
    """The territory inside the document's that the titles of a table name, if they name one."""
    found = {taken[0] for title in titles if (taken := context.take_out_place(title))}
    inner = found - {context.document.place_id}
    return inner.pop() if len(inner) == 1 else None


def read_block(context: TableContext, block: Block) -> None:
    """Read one table into the observations and findings of `context`."""
    _book_rows(context, block.header_rows, "head")
    above = _read_above(context, block)
    context.above = tuple(cell.text for cell in reversed(above))
    titles = [cell for cell in above if not is_letterhead(cell.text)]
    year = context.document.year
    _read_titles(context, [cell.text for cell in titles], year)
    outside = next((cell for cell in titles if context.is_outside(cell.text)), None)
    if outside is not None:
        context.refuse(
            outside, "other_territory", message("row.title_elsewhere", text=nfc(outside.text))
        )
        _book_rows(context, block.rows, "finding")
        return
    context.place = place_of_title(
        context,
        [context.table.sheet, *(cell.text for cell in above if not is_below_table(cell.text))],
    )
    context.columns = read_columns(context, block, year)
    _read_rows(context, block)


def _book_rows(context: TableContext, numbers: Iterable[int], account: Account) -> None:
    for number in numbers:
        for cell in context.table.rows[number].values():
            context.book(cell, account)


def _read_above(context: TableContext, block: Block) -> list[Cell]:
    """The lines above a table that are its own; the unit of the table from the last that prints one."""
    facts = context.ledger.accounts  # the lines of facts above a csv table say nothing of its own
    above = [
        cell for cell in block.above if (context.table.sheet, cell.row, cell.column) not in facts
    ]
    for cell in above:
        context.book(cell, "head")
        printed = unit_line(cell.text)
        unit = _declared_unit(context, printed, cell) if printed else None
        context.unit = unit[0] if unit else context.unit
    return above


def _declared_unit(context: TableContext, printed: str, cell: Cell) -> PrintedUnit | None:
    """The unit of a line above a table: as a person has said, else as it is known."""
    locator = context.locator(cell)
    declared = context.questions.unit(printed, locator)
    unit = (declared, ()) if declared else printed_unit(printed)
    if unit is None:
        context.questions.meet(Met("unit", (printed,), locator))
    return unit


def _read_titles(context: TableContext, titles: Sequence[str], year: int | None) -> None:
    """The period and the scenario of a table from its titles; `year` is that of the document."""
    periods = (period_in(text, year_hint=year) for text in titles)
    named = next((p for p in periods if p), None)
    context.period = named or _period_of_sheet(context, year)
    if any(map(names_several_years, titles)):
        context.period = None  # each header must say its year
    scenarios = (scenario_of_title(text) for text in titles)
    context.scenario = cast("Scenario | None", first(scenarios))


def _period_of_sheet(context: TableContext, year: int | None) -> Period | None:
    """The period of a table whose title names none: that of its sheet (`Tháng 3`), else of its document.

    The sheet `2024` of a document about six months of that year adds nothing. A sheet that is
    called by figures alone (`03.2024`) may have been called by the day it was typed: then each
    header must say its time.
    """
    document = context.document.period
    sheet = period_in(context.table.sheet, year_hint=year)
    if sheet is None or (document and sheet.start <= document.start and document.end <= sheet.end):
        return document
    in_words = sheet.kind in ("year", "multi_year") or any(map(str.isalpha, context.table.sheet))
    return sheet if in_words else None


def _read_rows(context: TableContext, block: Block) -> None:
    body = {number: context.table.rows[number] for number in block.rows}
    body |= in_vietnamese_marks(body, context.columns, context.unit)
    asked = context.questions.met is not None or context.questions.declared.labels
    repeated = repeated_labels(context.columns, body.values()) if asked else frozenset()
    reader = Rows(context, repeated=repeated)
    for number in block.rows:
        reader.read(body[number])
