"""From lines to blocks: headings, items, paragraphs, footnotes, tables of tabs; cuts are joined.

Text taken from pages keeps their order: footnotes stand between the lines of the body and may cut
a sentence in two, and go on at the foot of the next page themselves. What belongs together is
told from what is still open: a body sentence without its full stop waits for its rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from indicators.language.letterheads import ATTACHED_LINE
from indicators.language.marks import HEADING_KINDS
from indicators.readers.assemble import Assembler
from indicators.readers.paragraphs import (
    SHORT,
    Paragraph,
    is_closed,
    is_upper,
    paragraphs_of,
    starts_inside,
)
from indicators.readers.tabbed import table_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.readers.blocks import Block, BlockKind, TextLine

_CLOSED_BY_COLON = re.compile(r":[\s*_]*\Z")
_HANGING = re.compile(r"[-\u2010-\u2015,][\s*_]*\Z")
_ENDS_HEADING = re.compile(r"[.;,]\Z")
_LONG_HEADING = 220


@dataclass(slots=True)
class _Draft:
    """A block while it grows."""

    kind: BlockKind
    paragraphs: list[Paragraph]
    note: str | None = None
    notes: list[_Draft] = field(default_factory=list)


def blocks_of(lines: Sequence[TextLine]) -> tuple[Block, ...]:
    """Find the structure of a document given as lines.

    Args:
        lines: In reading order, empty lines included.

    Returns:
        Headings, items, paragraphs, tables, and footnotes; a footnote stands after the block
        that carries its mark, or where it was found.
    """
    paragraphs = list(paragraphs_of(lines))
    for paragraph in paragraphs:
        paragraph.closed = paragraph.table or is_closed(paragraph.lines[-1].text)
    drafts = _assign(paragraphs)
    built = [_build(draft) for draft in drafts]
    return _notes_after_marks([b for b in built if b.text or b.table])


def _assign(paragraphs: list[Paragraph]) -> list[_Draft]:
    """Give every paragraph to the body or to a footnote, joining what a page end has cut."""
    drafts: list[_Draft] = []
    body: _Draft | None = None
    note: _Draft | None = None
    after_note = False
    for index, paragraph in enumerate(paragraphs):
        where = _where(paragraphs, index, body, note, after_note=after_note)
        if where == "note" and paragraph.note is not None:
            note = _Draft("footnote", [paragraph], paragraph.note)
            drafts.append(note)
            after_note = True
        elif where == "note" and note is not None:
            note.paragraphs.append(paragraph)
            after_note = True
        elif where == "rest" and body is not None:
            body.paragraphs.append(paragraph)
            after_note = False
        else:
            body = _Draft(_kind(paragraph), [paragraph])
            drafts.append(body)
            after_note = False
    return drafts


def _where(
    paragraphs: list[Paragraph],
    index: int,
    body: _Draft | None,
    note: _Draft | None,
    *,
    after_note: bool,
) -> Literal["note", "rest", "body"]:
    paragraph = paragraphs[index]
    if paragraph.note is not None or (note is not None and paragraph.flagged):
        return "note"
    if paragraph.table or paragraph.mark.kind in ("part", "article", "roman", "dotted"):
        return "body"
    waiting = _waiting(body, paragraph)
    low = not paragraph.mark.kind and starts_inside(paragraph.first)
    if note is not None:
        if _is_of_note(note.paragraphs[-1], paragraphs, index, low=low, after_note=after_note):
            return "note"
        if waiting and not low and _notes_go_on(paragraphs, index):
            return "note"
    return "rest" if waiting and _ends(waiting, paragraph, sure=low or after_note) else "body"


def _waiting(body: _Draft | None, paragraph: Paragraph) -> Paragraph | None:
    """The last paragraph of the body, if its sentence is open and the next paragraph may end it."""
    if (
        body is None
        or body.kind not in ("paragraph", "item")
        or ATTACHED_LINE.match(paragraph.first)
    ):
        return None
    last = body.paragraphs[-1]
    return last if not last.closed and len(last.lines[-1].text) > SHORT else None


def _ends(waiting: Paragraph, paragraph: Paragraph, *, sure: bool) -> bool:
    """Whether a paragraph is the rest of the sentence that waits for it."""
    if paragraph.mark.kind or (is_upper(paragraph.first) and not is_upper(waiting.first)):
        return False
    return sure or bool(_HANGING.search(waiting.lines[-1].text))


def _is_of_note(
    last: Paragraph, paragraphs: list[Paragraph], index: int, *, low: bool, after_note: bool
) -> bool:
    """Whether a footnote goes on: an item of its list, or the rest of it before the next one."""
    if not after_note:
        return low and not last.closed and _note_follows(paragraphs, index)
    mark = paragraphs[index].mark
    opened = _CLOSED_BY_COLON.search(last.lines[-1].text) or last.mark.text == mark.text
    return mark.kind == "sign" and bool(opened)


def _note_follows(paragraphs: list[Paragraph], index: int) -> bool:
    return index + 1 < len(paragraphs) and paragraphs[index + 1].note is not None


def _notes_go_on(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a footnote or the rest of the open sentence comes before the body goes on."""
    for paragraph in paragraphs[index + 1 : index + 8]:
        if paragraph.note is not None:
            return True
        if paragraph.table or paragraph.mark.kind not in ("", "sign"):
            return False
        if not paragraph.mark.kind and paragraph.first[:1].islower():
            return True
    return False


def _kind(paragraph: Paragraph) -> BlockKind:
    if paragraph.table:
        return "table"
    text = " ".join(line.text for line in paragraph.lines).strip().strip("*_ ")
    if paragraph.mark.kind == "part":
        return "heading"
    ends = bool(_ENDS_HEADING.search(text))
    if paragraph.mark.kind in HEADING_KINDS:
        return "heading" if not ends and len(text) < _LONG_HEADING and not _speaks(text) else "item"
    if paragraph.mark.kind:
        return "item"
    whole = paragraph.lines[0].text.strip()
    bold = whole.startswith(("**", "#")) and len(text) < _LONG_HEADING and not ends
    return "heading" if bold or (is_upper(text) and len(text) < _LONG_HEADING) else "paragraph"


def _speaks(text: str) -> bool:
    """Whether something is said after the colon of a lead-in (`2. Thu ngân sách: đạt …`)."""
    _, colon, rest = text.partition(":")
    return bool(colon) and len(rest.strip(" *_")) > 3


def _build(draft: _Draft) -> Block:
    first = draft.paragraphs[0]
    if first.table:
        return table_block(first.lines)
    assembler = Assembler()
    for number, paragraph in enumerate(draft.paragraphs):
        for position, line in enumerate(paragraph.lines):
            cut = paragraph.cut if position == 0 and (number == 0 or not paragraph.mark.kind) else 0
            assembler.add(line.text[cut:], line.start + cut)
    return assembler.block(
        draft.kind,
        page=first.lines[0].page,
        mark=first.mark,
        note=draft.note,
    )


def _notes_after_marks(blocks: list[Block]) -> tuple[Block, ...]:
    """Move every footnote behind the block that carries its mark (the last one before it)."""
    placed: list[list[Block]] = [[block] for block in blocks]
    carriers: dict[str, int] = {}
    for index, block in enumerate(blocks):
        carriers |= {mark: index for _, mark in block.anchors}
        if block.kind == "footnote" and block.note in carriers and carriers[block.note] != index:
            placed[carriers[block.note]].append(block)
            placed[index].remove(block)
    return tuple(block for group in placed for block in group)
