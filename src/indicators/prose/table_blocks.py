"""Tables of documents go through the same normaliser as workbooks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from indicators.codebook.places import OPEN_START, Place, Register
from indicators.language.text import nfc
from indicators.model.records import Document
from indicators.prose.model import DraftRow, NonFigure, Unbound
from indicators.prose.paired import paired
from indicators.prose.standins import UNKNOWN, Labels
from indicators.prose.tablerows import table_row
from indicators.readers.blocks import Block as TextBlock
from indicators.readers.blocks import cell_block
from indicators.readers.table import Cell, Merge, SourceTable
from indicators.tables.layout import find_blocks
from indicators.tables.ledger import Ledger
from indicators.tables.tables import TableContext, read_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from indicators.language.periods import Period
    from indicators.model.records import Finding, Observation, Scenario, TargetBy
    from indicators.prose.bind import Binder
    from indicators.prose.context import Context
    from indicators.prose.model import DocumentFacts
    from indicators.readers.blocks import Block, SourceDocument
    from indicators.tables.model import Column

_DIGIT = re.compile(r"\d")
_CAPTIONS = 3
_LONG_CAPTION = 240
_SENTENCE = 5


@dataclass(slots=True)
class TableYield:
    """What one table gives: rows, and the account of every cell by its span.

    `texts` are cells of sentences, to be read as such: with scenario and period of their column.
    """

    rows: list[DraftRow] = field(default_factory=list)
    nonfigures: list[NonFigure] = field(default_factory=list)
    unbound: list[Unbound] = field(default_factory=list)
    taken: list[tuple[int, int, str]] = field(default_factory=list)
    texts: list[tuple[TextBlock, Scenario, Period | None]] = field(default_factory=list)


def has_head(table: SourceTable) -> bool:
    """Whether it is a table of figures, not a letterhead or a block of signatures."""
    return bool(find_blocks(table))


def as_paragraphs(source: SourceDocument, block: Block) -> Iterator[TextBlock]:
    """The cells of a table without a head, each as a paragraph of its own."""
    for at in sorted(block.spans):
        start, end = block.spans[at]
        text = source.text[start:end]
        at_line = 0
        for line in text.split("\n"):
            bare = line.strip()
            if bare:
                begin = start + at_line + line.index(bare[0])
                yield TextBlock(
                    "paragraph", bare, ((0, begin),), begin + len(bare), page=block.page
                )
            at_line += len(line) + 1


def read_table(
    source: SourceDocument,
    block: Block,
    captions: Sequence[str],
    context: Context,
    *,
    binder: Binder,
    register: Register,
    owner: TargetBy | None,
) -> TableYield:
    """Read a table with a head.

    Args:
        source: The document.
        block: The table.
        captions: Texts right above it: title, unit.
        context: Headings above.
        binder: The indicators; a label near none gives a row without indicator.
        register: The places.
        owner: Who sets the targets of the document.
    """
    assert block.table is not None  # noqa: S101 (a table block)
    lines = [text for text in captions if len(text) < _LONG_CAPTION][-_CAPTIONS:]
    table = _with_captions(block.table, lines)
    unknown = Labels(binder, context)
    observations: list[Observation] = []
    findings: list[Finding] = []
    ledger = Ledger()
    document = _document(context.facts, context, source)
    known = _register(register, context.facts, owner)
    columns: dict[int, Column] = {}
    for number, found in enumerate(find_blocks(table)):
        reading = TableContext(
            document=document, codebook=binder.codebook, register=known, ledger=ledger, table=table,
            order=(0, number), observations=observations, findings=findings, matcher=unknown.match,
        )  # fmt: skip
        read_block(reading, found)
        columns |= reading.columns
    read = _Read(block, len(lines), columns, observations, findings, ledger)
    return _collect(source, context, unknown, read)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the normaliser made of a table whose rows stand `shift` rows lower."""

    block: Block
    shift: int
    columns: Mapping[int, Column]
    observations: Sequence[Observation]
    findings: Sequence[Finding]
    ledger: Ledger

    def account(self, at: tuple[int, int]) -> str:
        assert self.block.table is not None  # noqa: S101 (a table block)
        place = (self.block.table.sheet, at[0] + self.shift, at[1])
        return self.ledger.accounts.get(place, "head")


def _with_captions(table: SourceTable, captions: Sequence[str]) -> SourceTable:
    """The table with the texts above it as its first rows."""
    shift = len(captions)
    cells: dict[tuple[int, int], Cell] = {
        (row, 1): Cell(row, 1, "text", text) for row, text in enumerate(captions, start=1)
    }
    for (row, column), cell in table.cells.items():
        cells[row + shift, column] = cell._replace(row=row + shift)
    merges = tuple(
        Merge(m.first_row + shift, m.first_column, m.last_row + shift, m.last_column)
        for m in table.merges
    )
    return SourceTable(table.sheet, cells, merges)


def _document(facts: DocumentFacts, context: Context, source: SourceDocument) -> Document:
    period = context.period("actual")
    issued = facts.issued_on or (period.end if period else date(date.max.year, 12, 31))
    return Document(
        "draft", facts.number, facts.title or "", facts.kind or "", facts.issuer or "", issued, "day",
        facts.place_id or UNKNOWN, period, str(source.path), source.sha256,
    )  # fmt: skip


def _register(register: Register, facts: DocumentFacts, owner: TargetBy | None) -> Register:
    if facts.place_id is not None:
        return register
    levels: dict[str | None, Any] = {
        "commune": "commune",
        "province": "province",
        "city": "province",
    }
    level = levels.get(owner, "district")
    stand_in = Place(UNKNOWN, "", facts.place or "", level, None, OPEN_START, None, None)
    return Register([*register.places, stand_in])


def _collect(source: SourceDocument, context: Context, unknown: Labels, read: _Read) -> TableYield:
    out = TableYield()
    block, shift = read.block, read.shift
    assert block.table is not None  # noqa: S101 (a table block)
    rows = block.table.rows
    quotes = {
        number: " | ".join(nfc(c.text) for c in cells.values())[:240]
        for number, cells in rows.items()
    }
    measured = {o.order[2] - shift for o in read.observations if o.measure != "text"}
    for observation in read.observations:
        at = (observation.order[2] - shift, observation.order[3] // 100)
        out.rows.append(
            table_row(
                source,
                block,
                at,
                quote=quotes[at[0]],
                context=context,
                unknown=unknown,
                o=observation,
            )
        )
    told = {f.locator.split("!")[-1]: f for f in read.findings}
    for at, (start, end) in block.spans.items():
        cell = block.table.cells[at]
        account = read.account(at)
        column = read.columns.get(at[1])
        if column is not None and _DIGIT.search(cell.text) and len(cell.text.split()) >= _SENTENCE:
            role = "target" if column.role == "label" and at[0] not in measured else None
            if column.role == "value" and account == "finding":
                role = column.scenario or "actual"
            if role is not None and account != "head":
                period = column.period or context.period("actual")
                out.texts.append((cell_block(block, at), cast("Scenario", role), period))
                continue
        if account == "observation":
            out.taken.append((start, end, "row"))
            continue
        if not _DIGIT.search(cell.text):
            continue
        if account == "finding" and column is not None and column.role == "value":
            beside = {
                c.role: rows[at[0]][i].text for i, c in read.columns.items() if i in rows[at[0]]
            }
            pairs = paired(
                source, block, at, label=beside.get("label", ""), unit=beside.get("unit"),
                column=column, context=context, binder=unknown.binder,
            )  # fmt: skip
            out.rows += pairs
            out.taken += [(row.start, row.end, "row") for row in pairs]
            if pairs:
                continue
        finding = told.get(cell._replace(row=at[0] + shift).address)
        if account == "finding" and finding is not None:
            out.taken.append((start, end, "unbound"))
            out.unbound.append(
                Unbound(
                    start, end, source.text[start:end], finding.rule, finding.message_vi,
                    finding.message_en, quotes[at[0]], block.page,
                )
            )  # fmt: skip
            continue
        out.taken.append((start, end, "nonfigure"))
        out.nonfigures.append(
            NonFigure(start, end, source.text[start:end], "head", quotes[at[0]], block.page)
        )
    return out
