"""One file of tables becomes one document with its observations, findings and ledger."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from indicators.language.lexicon import phrases
from indicators.language.text import fold
from indicators.messages.sentences import both, in_both, message
from indicators.model.records import Document, Finding, Observation, Severity
from indicators.tables.causes import by_cause
from indicators.tables.context import TableContext
from indicators.tables.declared import CODES, Mappings
from indicators.tables.facts import SHEET, Facts, FactsError, complete, read_document, read_facts
from indicators.tables.header import role_of
from indicators.tables.layout import find_blocks
from indicators.tables.ledger import Ledger
from indicators.tables.questions import ANSWER_USED, Met, Questions
from indicators.tables.tables import read_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.readers.table import Cell, SourceFile, SourceTable
    from indicators.tables.declared import Declared
    from indicators.tables.layout import Block


@dataclass(slots=True)
class Normalised:
    """What one file holds: its document (None if its facts cannot be read) and all it says."""

    file: str
    document: Document | None = None
    observations: list[Observation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    cells: int = 0
    met: list[Met] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)


def normalise(
    source: SourceFile,
    codebook: Codebook,
    register: Register,
    file: str,
    mappings: Mappings | None = None,
    *,
    ask: bool = False,
) -> Normalised:
    """Turn the tables of a file into observations.

    Args:
        source: What a reader found.
        codebook: Indicators by label.
        register: Known places.
        file: Path of the file to be shown to people, relative to the data folder.
        mappings: What a person has said labels, headers, units and places mean.
        ask: Whether to note in `Normalised.met` what a person may have to explain.

    Returns:
        Observations and findings. Every non-empty cell has an account in the ledger; a cell
        that has none would be a finding `cell_not_placed` itself, so the sums close.
    """
    mappings = mappings or Mappings()
    questions = Questions(met=[] if ask else None)
    result = _normalise(source, codebook, register, file, mappings, questions)
    result.findings = by_cause([*result.findings, *_answers_used(result, questions)])
    result.met = questions.met or []
    return result


def _answers_used(result: Normalised, questions: Questions) -> list[Finding]:
    """One finding for each answer, with the cells that were read by it."""
    document = result.document.document_id if result.document else None
    return [
        Finding(
            "note", ANSWER_USED, document, locator, None, None,
            *both("mapping.used", where=where), cause=where,
        )
        for where, locators in questions.used.items()
        for locator in locators
    ]  # fmt: skip


def _normalise(
    source: SourceFile,
    codebook: Codebook,
    register: Register,
    file: str,
    mappings: Mappings,
    questions: Questions,
) -> Normalised:
    cells = sum(len(table.cells) + len(table.struck) for table in source.tables)
    result = Normalised(file, cells=cells)
    _report_unseen(result, source)
    source = replace(source, tables=tuple(_seen(result, table) for table in source.tables))
    questions.declared = mappings.of(file, None)
    tables = _as_declared(source.tables, questions.declared)
    blocks = [() if fold(table.sheet) == SHEET else find_blocks(table) for table in tables]
    facts = result.facts = read_facts(source, blocks)
    complete(facts, mappings.documents.get(fold(file.rpartition("/")[2]), {}))
    for (sheet, row, column), account in facts.used.items():
        result.ledger.book(sheet, row, column, account)
    try:
        result.document = read_document(source, facts, register, file, questions)
        questions.declared = mappings.of(file, result.document.place_id)
        codebook = codebook.of(result.document.place_id)
    except FactsError as error:
        result.findings.append(
            Finding(
                "error",
                error.rule,
                None,
                f"{file}, {error.locator}",
                None,
                error.found,
                *in_both(error),
            )
        )
        return result
    if facts.printed and not facts.declared:
        _note_printed(result, result.document, facts)
    for index, table in enumerate(source.tables):
        _book_declared_ignores(result, table)
        if fold(table.sheet) not in (SHEET, *phrases("ignored_sheet", "cell")):
            _read_table(
                result,
                result.document,
                index,
                table,
                blocks[index],
                codebook=codebook,
                register=register,
                questions=questions,
            )
        _report_unplaced(result, result.document, table)
    return result


def _as_declared(tables: Sequence[SourceTable], declared: Declared) -> Sequence[SourceTable]:
    """The tables with headers that describe rows in the words a person has given for them.

    Where a table begins is told by such words: `Diễn giải` may have to be read as `Chỉ tiêu`.
    """
    words = {
        levels[0]: answer.value
        for levels, answer in declared.headers.items()
        if len(levels) == 1 and answer.value not in (None, CODES) and role_of(answer.value or "")
    }
    if not words:
        return tables
    return [
        replace(
            table,
            cells={
                at: cell._replace(text=words.get(cell.key) or cell.text)
                for at, cell in table.cells.items()
            },
        )
        for table in tables
    ]


_MOST_ASKED = 3  # rows above which a table without a known header has it


def _ask_header(table: SourceTable, questions: Questions) -> None:
    """Ask for the words of the first row of texts that may be a header."""
    for cells in list(table.rows.values()):
        texts = [cell for cell in cells.values() if cell.kind == "text"]
        if len(texts) < _MOST_ASKED:
            continue
        for cell in texts:
            questions.meet(
                Met(
                    "header",
                    (cell.text,),
                    f"{table.sheet}!{cell.address}",
                    reason=message("document.no_header"),
                )
            )
        return


def _note_printed(result: Normalised, document: Document, facts: Facts) -> None:
    """The facts that were taken from around the tables, for a person to check."""
    listed = [f"'{cell.text}' ({sheet}!{cell.address})" for sheet, cell in facts.printed.values()]
    result.findings.append(
        Finding(
            "note", "facts_printed", document.document_id, result.file, None, None,
            *both("facts.printed", facts=listed, place=document.place_id),
        )
    )  # fmt: skip


def _report_unseen(result: Normalised, source: SourceFile) -> None:
    """What the reader of the file does not see, and what its author crossed out."""
    for remark in source.remarks:
        vi, en = (said.rstrip(".") for said in in_both(remark))
        result.findings.append(Finding("note", "read_as", None, result.file, None, None, vi, en))
    for table in source.tables:
        for cell in table.struck:
            result.ledger.book(table.sheet, cell.row, cell.column, "ignored")
        unseen = [cell for cell in table.cells.values() if "out_of_sight" in cell.flags]
        _note_left_out(result, table, table.struck, "note", "struck_out")
        _note_left_out(result, table, unseen, "warning", "hidden_cells")


def _seen(result: Normalised, table: SourceTable) -> SourceTable:
    """The sheet without the rows and columns that its author has hidden: a reader does not see them.

    A merged cell is seen as long as a part of it is.
    """
    unseen = {at for at, cell in table.cells.items() if "out_of_sight" in cell.flags}
    if not unseen or fold(table.sheet) == SHEET:
        return table
    rows = {row for row, _ in table.cells.keys() - unseen}
    columns = {column for _, column in table.cells.keys() - unseen}
    for merge in table.merges:
        across = range(merge.first_column, merge.last_column + 1)
        down = range(merge.first_row, merge.last_row + 1)
        if not (columns.isdisjoint(across) or rows.isdisjoint(down)):
            unseen.discard((merge.first_row, merge.first_column))
    for row, column in unseen:
        result.ledger.book(table.sheet, row, column, "ignored")
    cells = {at: cell for at, cell in table.cells.items() if at not in unseen}
    return replace(table, cells=cells)


def _note_left_out(
    result: Normalised,
    table: SourceTable,
    cells: Sequence[Cell],
    severity: Severity,
    rule: str,
) -> None:
    """One finding for all cells of a sheet that are left out for one cause."""
    if not cells:
        return
    locator = f"{result.file}, {table.sheet}!{cells[0].address}"
    places = ", ".join(f"{cell.address} '{cell.text[:40]}'" for cell in cells[:5])
    places += ", …" if len(cells) > 5 else ""
    texts = both(f"document.{rule}", count=len(cells), places=places)
    result.findings.append(Finding(severity, rule, None, locator, None, places, *texts))


def _book_declared_ignores(result: Normalised, table: SourceTable) -> None:
    """Sheets that hold no figures of a document, and the list of documents below the facts."""
    ignoring = fold(table.sheet) in phrases("ignored_sheet", "cell")
    for row, cells in table.rows.items():
        first = cells[min(cells)]
        ignoring |= fold(table.sheet) == SHEET and first.key in phrases("list_of_documents", "cell")
        if ignoring:
            for column in cells:
                result.ledger.book(table.sheet, row, column, "ignored")


def _read_table(
    result: Normalised,
    document: Document,
    index: int,
    table: SourceTable,
    blocks: Sequence[Block],
    *,
    codebook: Codebook,
    register: Register,
    questions: Questions,
) -> None:
    if not blocks and table.cells:
        first = table.cells[min(table.cells)]
        result.findings.append(
            Finding(
                "error",
                "head_not_found",
                document.document_id,
                f"{table.sheet}!{first.address}",
                "Chỉ tiêu",
                first.text[:80],
                *both("document.no_header"),
            )
        )
        for row, column in table.cells:
            result.ledger.book(table.sheet, row, column, "finding")
        _ask_header(table, questions)
    for number, block in enumerate(blocks):
        context = TableContext(
            document=document,
            codebook=codebook,
            register=register,
            ledger=result.ledger,
            table=table,
            order=(index, number),
            observations=result.observations,
            findings=result.findings,
            questions=questions,
        )
        read_block(context, block)


def _report_unplaced(result: Normalised, document: Document, table: SourceTable) -> None:
    placed = result.ledger.accounts
    unplaced = [at for at in table.cells if (table.sheet, *at) not in placed]
    for row, column in sorted(unplaced):
        cell = table.cells[row, column]
        result.ledger.book(table.sheet, row, column, "finding")
        result.findings.append(
            Finding(
                "error",
                "cell_not_placed",
                document.document_id,
                f"{table.sheet}!{cell.address}",
                None,
                cell.text[:80],
                *both("document.outside_table", text=cell.text[:80]),
                cause=table.sheet,
            )
        )
