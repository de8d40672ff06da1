"""Tables of documents go through the same normaliser as workbooks; their rows in the draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from indicators.codebook.country import OPEN_START, Place
from indicators.language.marks import strip_mark
from indicators.language.periods import Period
from indicators.language.quantity import QuantityError, parse_quantity
from indicators.language.sentences import FIGURES_OF_LABEL
from indicators.language.text import lowered, nfc
from indicators.language.units import convert, find_unit, known_unit, shift
from indicators.messages.sentences import both
from indicators.model.records import Document
from indicators.prose.bind import Surrounding
from indicators.prose.model import DraftRow, NonFigure, Unbound
from indicators.prose.table_labels import Labels, RowLabel, leads_of
from indicators.readers.blocks import Block as TextBlock
from indicators.readers.blocks import cell_block
from indicators.readers.table import Cell, Merge, SourceTable
from indicators.tables.context import UNKNOWN, TableContext
from indicators.tables.layout import find_blocks
from indicators.tables.ledger import Ledger
from indicators.tables.tables import read_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from indicators.codebook.places import Register
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
_SURE, _UNSURE = 0.97, 0.45
_NUMBERS = re.compile(r"\d[\d.,]*(?:\s+\d[\d.,]*)+\Z")
_NUMBER = re.compile(r"\d[\d.,]*")
_CONFIDENCE = 0.6


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


def has_header(table: SourceTable) -> bool:
    """Whether it is a table of figures, not a letterhead or a block of signatures."""
    return bool(find_blocks(table))


def as_paragraphs(source: SourceDocument, block: Block) -> Iterator[TextBlock]:
    """The cells of a table without a header, each as a paragraph of its own."""
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
    """Read a table with a header.

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
    paths: dict[int, tuple[str, ...]] = {}
    for number, found in enumerate(find_blocks(table)):
        reading = TableContext(
            document=document, codebook=binder.codebook, register=known, ledger=ledger, table=table,
            order=(0, number), observations=observations, findings=findings, matcher=unknown.match,
        )  # fmt: skip
        read_block(reading, found)
        columns |= reading.columns
        paths |= reading.paths
    paths = {row - len(lines): above for row, above in paths.items()}
    read = _Read(block, block.table, len(lines), columns, paths, observations, findings, ledger)
    return _collect(source, context, unknown, read)


@dataclass(frozen=True)
class _Read:
    """What the normaliser made of a table whose rows stand `shift` rows lower."""

    block: Block
    table: SourceTable
    shift: int
    columns: Mapping[int, Column]
    paths: Mapping[int, tuple[str, ...]]
    observations: Sequence[Observation]
    findings: Sequence[Finding]
    ledger: Ledger

    def account(self, at: tuple[int, int]) -> str:
        """What the normaliser made of a cell."""
        place = (self.table.sheet, at[0] + self.shift, at[1])
        return self.ledger.accounts.get(place, "finding")

    @cached_property
    def quotes(self) -> Mapping[int, str]:
        """The words of every row."""
        rows = self.table.rows.items()
        return {row: " | ".join(nfc(c.text) for c in cells.values())[:240] for row, cells in rows}

    def beside(self, row: int) -> Mapping[str, str]:
        """Texts of a row by the roles of their columns."""
        cells = self.table.rows[row]
        return {c.role: cells[at].text for at, c in self.columns.items() if at in cells}

    def finding(self, at: tuple[int, int]) -> Finding | None:
        """The finding on a cell, else on its row, else on the header of its column."""
        row = [(at[0], column) for column in self.table.rows[at[0]]]
        column = [place for place in self.table.cells if place[1] == at[1] and place[0] < at[0]]
        addresses = (
            self.table.cells[place]._replace(row=place[0] + self.shift).address
            for place in (at, *row, *reversed(column))
        )
        return next((self._findings[a] for a in addresses if a in self._findings), None)

    @cached_property
    def leads(self) -> Mapping[int, str]:
        """The labels above a row without which it is not clear what it counts."""
        counted = {o.order[2] - self.shift for o in self.observations}
        rows = {}
        for row, above in self.paths.items():
            beside = self.beside(row)
            number, label = beside.get("number", ""), beside.get("label", "")
            rows[row] = RowLabel(number, label, above, row in counted)
        return leads_of(rows)

    def label(self, o: Observation) -> str:
        """The label of a figure with those above it."""
        row = o.order[2] - self.shift
        lead = self.leads.get(row)
        own = nfc(self.beside(row).get("label", ""))
        if not lead or not own or not o.raw_label.startswith(own):
            return o.raw_label
        return f"{lead}: {strip_mark(o.raw_label)[1]}"

    @cached_property
    def _findings(self) -> Mapping[str, Finding]:
        return {finding.locator.split("!")[-1]: finding for finding in self.findings}

    def role_of_sentence(self, at: tuple[int, int], *, measured: bool) -> Scenario | None:
        """The scenario of a cell that is to be read as a sentence; None for any other cell."""
        column, account = self.columns.get(at[1]), self.account(at)
        text = self.table.cells[at].text
        if column is None or account == "head" or not _DIGIT.search(text):
            return None
        if len(text.split()) < _SENTENCE:
            return None
        if column.role == "value" and account == "finding":
            return column.scenario or "actual"
        return "target" if column.role == "label" and not measured else None


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
    stand_in = Place(UNKNOWN, "", facts.place or "", level, None, OPEN_START)
    return register.extended([stand_in])


def _collect(source: SourceDocument, context: Context, unknown: Labels, read: _Read) -> TableYield:
    out = TableYield()
    measured = {o.order[2] - read.shift for o in read.observations if o.measure != "text"}
    for observation in read.observations:
        at = (observation.order[2] - read.shift, observation.order[3] // 100)
        quote = read.quotes[at[0]]
        out.rows.append(
            _row(source, read, at, quote=quote, context=context, unknown=unknown, o=observation)
        )
    for at, (start, end) in read.block.spans.items():
        account = read.account(at)
        role = read.role_of_sentence(at, measured=at[0] in measured)
        if role is not None:
            period = read.columns[at[1]].period or context.period("actual")
            out.texts.append((cell_block(read.block, at), role, period))
        elif account == "observation":
            out.taken.append((start, end, "row"))
        elif _DIGIT.search(read.table.cells[at].text):
            _account_for(out, source, at, context=context, unknown=unknown, read=read)
    return out


def _account_for(
    out: TableYield,
    source: SourceDocument,
    at: tuple[int, int],
    *,
    context: Context,
    unknown: Labels,
    read: _Read,
) -> None:
    """Book a cell with digits that gave no observation: pairs, a finding, or words of the header."""
    start, end = read.block.spans[at]
    printed, quote, page = source.text[start:end], read.quotes[at[0]], read.block.page
    refused = read.account(at) == "finding"
    column = read.columns.get(at[1])
    if refused and column is not None and column.role == "value":
        beside = read.beside(at[0])
        pairs = _paired(
            source, read.block, at, label=beside.get("label", ""), unit=beside.get("unit"),
            column=column, context=context, binder=unknown.binder,
        )  # fmt: skip
        if pairs:
            out.rows += pairs
            out.taken += [(row.start, row.end, "row") for row in pairs]
            return
    if refused:
        finding = read.finding(at)
        told = (
            (finding.rule, finding.message_vi, finding.message_en)
            if finding is not None
            else ("not_read", *both("prose.not_read", printed=printed))
        )
        out.taken.append((start, end, "unbound"))
        out.unbound.append(Unbound(start, end, printed, *told, quote, page))
        return
    out.taken.append((start, end, "nonfigure"))
    out.nonfigures.append(NonFigure(start, end, printed, "head", quote, page))


def _row(
    source: SourceDocument,
    read: _Read,
    at: tuple[int, int],
    *,
    quote: str,
    context: Context,
    unknown: Labels,
    o: Observation,
) -> DraftRow:
    """The draft row of one observation of a table, its numbers in the printed unit.

    Args:
        source: The document.
        read: The table.
        at: The cell.
        quote: Its row.
        context: Headings above.
        unknown: How its label was found.
        o: What the normaliser made of it.
    """
    start, end = read.block.spans[at]
    printed = source.text[start:end]
    inside = printed.find(o.raw_value)
    if inside >= 0:
        start, end = start + inside, start + inside + len(o.raw_value)
    stands_in = o.indicator_id.startswith(UNKNOWN)
    doubts = _doubts(o, read.columns.get(at[1]))
    missing = o.period_end.year == date.max.year
    printed_unit = _printed_unit(o)

    def shown(number: Decimal | None) -> Decimal | None:
        if number is None or printed_unit is None:
            return number
        own, unit = find_unit(o.unit or "")[0], find_unit(printed_unit)[0]
        return convert(number, own, unit)

    where = context.locator or read.table.sheet
    sure = _UNSURE if stands_in else unknown.near.get(o.raw_label, _SURE)
    place, place_id = _place(o, context.facts)
    return DraftRow(
        kind="table", start=start, end=end, raw_value=source.text[start:end],
        raw_label=read.label(o), raw_unit=o.raw_unit, quote=quote, page=read.block.page, source_locator=f"{where}, dòng {at[0]}",
        indicator_id=None if stands_in else o.indicator_id,
        suggestions=unknown.suggestions.get(o.indicator_id if stands_in else o.raw_label, ()),
        confidence=min(sure, _UNSURE) if "header_words" in doubts else sure, doubts=doubts,
        place=place, place_id=place_id,
        period=None if missing else Period(o.period_start, o.period_end, o.period_kind),
        scenario=o.scenario, target_by=o.target_by, measure=o.measure, bound=o.bound,
        value=shown(o.value), low=shown(o.low), high=shown(o.high),
        denominator=shown(o.denominator), decimals=_decimals(o, printed_unit),
        unit=None if unknown.lacks_unit(o) else printed_unit or o.unit,
        price_basis=o.price_basis, base_year=o.base_year, reported_status=o.reported_status,
        note=o.note, flags=o.flags, evidence=unknown.evidence.get(o.raw_label),
    )  # fmt: skip


def _doubts(o: Observation, column: Column | None) -> tuple[str, ...]:
    """What a person has to look at, the worst first."""
    doubts = ["unknown_indicator"] if o.indicator_id.startswith(UNKNOWN) else []
    doubts += sorted({"inherited_unit", "direction_not_printed"} & set(o.flags))
    return (*doubts, *(["header_words"] if column is not None and column.doubtful else []))


def _place(o: Observation, facts: DocumentFacts) -> tuple[str | None, str | None]:
    """Name of a place that is not known, or id of one that is not the document's."""
    if o.place_id.startswith(UNKNOWN):
        return o.place_id.removeprefix(UNKNOWN).strip() or None, None
    return None, o.place_id if o.place_id != facts.place_id else None


def _printed_unit(o: Observation) -> str | None:
    """The unit as printed, where the store would have another of its dimension."""
    if o.measure != "level" or not o.raw_unit or not known_unit(o.raw_unit) or o.unit is None:
        return None
    printed, own = find_unit(o.raw_unit)[0], find_unit(o.unit)[0]
    same = printed.symbol == own.symbol or printed.dimension != own.dimension
    return None if same else printed.symbol


def _decimals(o: Observation, unit: str | None) -> int | None:
    if unit is None or o.decimals is None:
        return o.decimals
    return o.decimals - shift(find_unit(unit)[0], find_unit(o.unit or "")[0])


def _paired(
    source: SourceDocument, block: Block, at: tuple[int, int], *, label: str, unit: str | None,
    column: Column, context: Context, binder: Binder,
) -> list[DraftRow]:  # fmt: skip
    """Rows of a cell that holds one number for each part of its label; none if they do not pair.

    Args:
        source: The document.
        block: The table.
        at: The cell.
        label: Label of its row; its parts stand between semicolons.
        unit: Unit of the row.
        column: Meaning of its column.
        context: Headings above.
        binder: The indicators.
    """
    start, end = block.spans[at]
    printed = source.text[start:end]
    parts = [part for part in label.split(";") if part.strip()]
    numbers = list(_NUMBER.finditer(printed))
    if not _NUMBERS.match(printed) or len(parts) != len(numbers):
        return []
    scenario = column.scenario or context.scenario()
    rows = []
    for part, number in zip(parts, numbers, strict=True):
        try:
            quantity = parse_quantity(
                f"{number[0]} {unit}" if unit and known_unit(unit) else number[0]
            )
        except QuantityError:
            return []
        named = lowered(nfc(part.partition(" trên tổng")[0]))
        name = nfc(FIGURES_OF_LABEL.sub(" ", named, count=1)).strip(" ,.-")
        binding = binder.bind([name], Surrounding(), unit=quantity.unit, measure="level")
        ident = binding.indicator.indicator_id if binding.indicator else None
        rows.append(
            DraftRow(
                kind="table", start=start + number.start(), end=start + number.end(),
                raw_value=number[0], raw_label=name, raw_unit=unit, quote=nfc(f"{label} | {printed}")[:240],
                page=block.page, source_locator=context.locator, indicator_id=ident,
                suggestions=binding.suggestions, confidence=min(binding.confidence, _CONFIDENCE),
                doubts=("inherited_label",), place=None, place_id=None,
                period=column.period or context.period(scenario), scenario=scenario,
                target_by=column.target_by if scenario == "target" else None, measure="level",
                bound=quantity.bound, value=quantity.value, low=quantity.low, high=quantity.high,
                denominator=quantity.denominator, decimals=quantity.decimals, unit=quantity.unit,
                price_basis=None, base_year=None, evidence=binding.evidence,
            )
        )  # fmt: skip
    return rows
