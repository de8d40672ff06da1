"""One table: its title, unit, period and columns, then its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.codebook import match_label
from indicators.language.headers import is_letterhead, unit_line
from indicators.language.periods import names_several_years
from indicators.language.relative_periods import period_in
from indicators.model.records import Finding, Observation
from indicators.tables.columns import read_columns
from indicators.tables.rows import Rows
from indicators.tables.units import printed_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from indicators.codebook import Codebook, Match, Measure
    from indicators.codebook.places import Register
    from indicators.language.periods import Period
    from indicators.language.units import Unit
    from indicators.model.records import Account, Document
    from indicators.readers.table import Cell, SourceTable
    from indicators.tables.layout import Block
    from indicators.tables.ledger import Ledger
    from indicators.tables.model import Column

    Matcher = Callable[..., Match]

# The nearest labels take milliseconds to find: a table of another world, with thousands of labels
# that are not known, gets them for the first.
_MOST_NEAR = 200


@dataclass(slots=True)
class TableContext:
    """What the rows of one table share, and where their yield goes."""

    document: Document
    codebook: Codebook
    register: Register
    ledger: Ledger
    table: SourceTable
    order: tuple[int, int]
    observations: list[Observation]
    findings: list[Finding]
    period: Period | None = None
    unit: str | None = None
    columns: dict[int, Column] = field(default_factory=dict)
    seen: dict[tuple[object, ...], str] = field(default_factory=dict)
    matcher: Matcher | None = None

    def match(self, label: str, above: Sequence[str], unit: Unit | None, measure: Measure) -> Match:
        """The indicator a label means (errors of `match_label`)."""
        if self.matcher is not None:
            return self.matcher(self.codebook, label, above=above, unit=unit, measure=measure)
        near = len(self.findings) < _MOST_NEAR
        return match_label(self.codebook, label, above=above, unit=unit, measure=measure, near=near)

    @property
    def tidy(self) -> bool:
        """Whether each row says what its one figure is."""
        return any(column.role in ("scenario", "measure") for column in self.columns.values())

    def book(self, cell: Cell, account: Account) -> None:
        """Account for a cell of this table."""
        self.ledger.book(self.table.sheet, cell.row, cell.column, account)

    def locator(self, cell: Cell) -> str:
        """`Phụ lục!E12`."""
        return f"{self.table.sheet}!{cell.address}"

    def refuse(self, cell: Cell, rule: str, vi: str, en: str, expected: str | None = None) -> None:
        """Report a cell as an error and account for it."""
        self.book(cell, "finding")
        self.findings.append(
            Finding(
                "error", rule, self.document.document_id, self.locator(cell), expected,
                cell.text[:200], vi, en,
            )
        )  # fmt: skip


def read_block(context: TableContext, block: Block) -> None:
    """Read one table into the observations and findings of `context`."""
    rows = context.table.rows
    for number in block.head_rows:
        for cell in rows[number].values():
            context.book(cell, "head")
    for cell in block.above:
        context.book(cell, "head")
        printed = unit_line(cell.text)
        unit = printed_unit(printed) if printed else None
        context.unit = unit[0] if unit else context.unit
    hint = (
        context.document.period.year if context.document.period else context.document.issued_on.year
    )
    titles = [cell.text for cell in block.above if not is_letterhead(cell.text)]
    periods = (period_in(text, year_hint=hint) for text in titles)
    context.period = next((p for p in periods if p), context.document.period)
    if any(map(names_several_years, titles)):
        context.period = None  # each head must say its year
    context.columns = read_columns(context, block, hint)
    reader = Rows(context)
    for number in block.rows:
        reader.read(rows[number])
