"""From pages to the text of a document and its blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from indicators.language.marks import read_mark
from indicators.messages.sentences import Message, message
from indicators.readers.blocks import Block, TextLine
from indicators.readers.pages.furniture import drop_furniture, mark_notes
from indicators.readers.pages.printed import RuledTable, finish, is_raised, joined
from indicators.readers.pages.ruled import aligned, goes_on, is_cut, repeated_header
from indicators.readers.structure import blocks_of
from indicators.readers.table import Cell, Merge, SourceTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from indicators.readers.pages.printed import Page, PrintLine

_ENOUGH = 8
_CLOSED = re.compile(r"[.;:!?][”\"’)\ue000-\ue009]*\Z")


class _Frame(NamedTuple):
    """Margins, and the usual way from line to line."""

    left: float
    right: float
    pitch: float


@dataclass(slots=True)
class _TableDraft:
    """A table over one or more pages while it grows."""

    first: RuledTable
    page: int
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    rows: int = 0
    end: int = 0


def compose(
    pages: Sequence[Page], decode: Callable[[str], str] = str
) -> tuple[str, tuple[Block, ...], list[Message]]:
    """Put the pages together.

    Pages are parted by a form feed, paragraphs by line breaks, the cells of a table by tabs; the
    lines of a paragraph are joined by a space, none after a hyphen inside a word. A cell
    that a page end has cut has the words of both parts; its span is that of the first part, the
    rest stands in the text where it was printed.

    Args:
        pages: As read; what is left out of the text is taken out of them.
        decode: Turns the characters of an old encoding into Unicode.

    Returns:
        Text, blocks in reading order, and notes on what was left out.
    """
    for page in pages:
        for line in page.lines:
            line.text = decode(line.text)
        for table in page.tables:
            table.texts = {at: decode(text) for at, text in table.texts.items()}
    notes = drop_furniture(pages)
    mark_notes(pages)
    composer = _Composer(_frame([line for page in pages for line in page.lines if not line.note]))
    before: Page | None = None
    for page in pages:
        composer.page(page, before)
        before = page
    if composer.repeated:
        notes.append(message("note.repeated_headers"))
    text = "".join(composer.parts)
    blocks = _with_tables(
        blocks_of(composer.lines),
        [_block(draft, number) for number, draft in enumerate(composer.tables, start=1)],
    )
    return text, blocks, notes


class _Composer:
    """Writes the text, and keeps where its lines and cells stand."""

    def __init__(self, document: _Frame) -> None:
        self.document = document
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[TextLine] = []
        self.tables: list[_TableDraft] = []
        self.repeated = False

    def write(self, text: str) -> int:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def page(self, page: Page, before: Page | None) -> None:
        if before is not None:
            self.write("\f")
        waiting = list(page.tables)
        joins = before is not None and goes_on(before, page)
        for lines, parted in _paragraphs(page, self.document):
            first = lines[0]
            while waiting and (waiting[0].top < first.top or first.note):
                self.table(waiting.pop(0), page.number, joins=joins)
                joins = False
            if parted:
                self.lines.append(TextLine(self.write("\n"), "", page.number))
            text = joined(finish(line.text) for line in lines)
            self.lines.append(TextLine(self.write(text + "\n"), text, page.number, first.note))
        for table in waiting:
            self.table(table, page.number, joins=joins)
            joins = False

    def table(self, table: RuledTable, page: int, *, joins: bool) -> None:
        skip = cut = 0
        if joins:
            draft = self.tables[-1]
            table = aligned(draft.first, table)
            skip = repeated_header(draft.first, table)
            self.repeated = self.repeated or skip > 0
            last = _last_part(draft)
            cut = int(is_cut(last, table, skip + 1))
        else:
            self.lines.append(TextLine(self.write("\n"), "", page))
            draft = _TableDraft(table, page)
            self.tables.append(draft)
        moved = draft.rows - skip - cut
        for row in range(skip + 1, table.rows + 1):
            self._row(draft, table, row, moved)
        draft.merges += [
            Merge(m.first_row + moved, m.first_column, m.last_row + moved, m.last_column)
            for m in table.merges
            if m.first_row > skip
        ]
        draft.rows = moved + table.rows

    def _row(self, draft: _TableDraft, table: RuledTable, row: int, moved: int) -> None:
        for column in range(1, len(table.columns)):
            if column > 1:
                self.write("\t")
            text = finish(table.texts.get((row, column), ""))
            if not text:
                continue
            start = self.write(text)
            at = (row + moved, column)
            draft.end = start + len(text)
            above = draft.cells.get(at)
            draft.cells[at] = Cell(*at, "text", f"{above.text} {text}" if above else text)
            draft.spans.setdefault(at, (start, draft.end))
        self.write("\n")


def _last_part(draft: _TableDraft) -> RuledTable:
    """What has been read of the table so far, as one part."""
    texts = {at: cell.text for at, cell in draft.cells.items() if at[0] == draft.rows}
    return RuledTable(draft.first.columns, draft.rows, 0, 0, texts)


def _block(draft: _TableDraft, number: int) -> Block:
    start = min((start for start, _ in draft.spans.values()), default=draft.end)
    table = SourceTable(
        sheet=f"Bảng {number}",
        cells=dict(sorted(draft.cells.items())),
        merges=tuple(draft.merges),
    )
    return Block(
        kind="table",
        text="",
        pieces=((0, start),),
        end=draft.end,
        page=draft.page,
        table=table,
        spans=draft.spans,
    )


def _with_tables(blocks: Sequence[Block], tables: Sequence[Block]) -> tuple[Block, ...]:
    """Put tables before the first block of the body that begins after them.

    Footnotes are passed over: they stand after the block with their mark, not in the order of
    the text.
    """
    placed: list[Block] = []
    waiting = list(tables)
    for block in blocks:
        while waiting and block.kind != "footnote" and block.start > waiting[0].start:
            placed.append(waiting.pop(0))
        placed.append(block)
    return (*placed, *waiting)


def _frame(lines: Sequence[PrintLine], document: _Frame | None = None) -> _Frame:
    """Of the lines of a page; few lines tell little, then that of the document."""
    if not lines:
        return document or _Frame(0, 0, 0)
    steps = [low.top - high.top for high, low in pairwise(lines) if low.top > high.top]
    pitch = min(median(steps or [0]), 2 * median(line.size for line in lines))
    frame = _Frame(min(line.x0 for line in lines), max(line.x1 for line in lines), pitch)
    if document is None or len(lines) >= _ENOUGH:
        return frame
    return _Frame(
        min(frame.left, document.left),
        max(frame.right, document.right),
        min(frame.pitch, document.pitch),
    )


def _paragraphs(page: Page, document: _Frame) -> Iterator[tuple[list[PrintLine], bool]]:
    """Lines that the print shows to be one paragraph, and whether it is parted from the one before.

    Centred lines stay apart: whether they are one title is not seen from their places.
    """
    body = [line for line in page.lines if not line.note]
    notes = [line for line in page.lines if line.note]
    frames = {False: _frame(body, document), True: _frame(notes)}
    paragraph: list[PrintLine] = []
    parted = False
    for line in [*body, *notes]:
        if paragraph:
            above, frame = paragraph[-1], frames[line.note]
            centred = _is_centred(above, frame) or _is_centred(line, frame)
            ends = (
                above.note != line.note
                or any(above.top < table.top < line.top for table in page.tables)
                or _ends(above, line, frame, centred=centred)
            )
            if ends or centred or _begins(above.text, line.text):
                yield paragraph, parted
                paragraph, parted = [], ends
        paragraph.append(line)
    if paragraph:
        yield paragraph, parted


def _begins(above: str, text: str) -> bool:
    """Whether the words themselves show a new paragraph, where nothing else does."""
    return is_raised(text) or bool(_CLOSED.search(above) and read_mark(text).kind)


def _ends(above: PrintLine, line: PrintLine, frame: _Frame, *, centred: bool) -> bool:
    """Whether a paragraph ends between two lines.

    There is a gap; or the first word of the second line had room on the first; or the second
    line is indented.
    """
    pitch = line.top - above.top
    if pitch > 1.2 * frame.pitch or pitch < 0:
        return True
    if centred:
        return False
    if frame.right - above.x1 > line.lead + 0.8 * line.size:
        return True
    margin = max(frame.left, above.x0) + 0.8 * line.size
    return line.x0 > margin and not read_mark(above.text).kind


def _is_centred(line: PrintLine, frame: _Frame) -> bool:
    before, behind = line.x0 - frame.left, frame.right - line.x1
    return before > 2 * line.size and abs(before - behind) < 1.5 * line.size
