"""From lines to blocks: headings, items, paragraphs, footnotes, tables of tabs; cuts are joined.

Text taken from pages keeps their order: footnotes stand between the lines of the body and may cut
a sentence in two, and go on at the foot of the next page themselves. What belongs together is
told from what is still open: a body sentence without its full stop waits for its rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from indicators.readers.assemble import Assembler
from indicators.readers.blocks import Block, BlockKind, Line
from indicators.readers.tabbed import is_table_line, table_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_NOTE = re.compile(
    rf"\s*(?:(?P<raised>[{SUPERSCRIPTS}]{{1,3}})|\[\^?(?P<bracket>\d{{1,3}})\]:?)\s*(?=\S)"
)
_EMPHASIS = re.compile(r"\s*(?:#{1,6}\s+)?(?:\*{2,3}|\*(?=\S))?")
_MARK = re.compile(
    r"\s*(?:(?P<sign>[-\u2010-\u2015\u2212+*•●○▪◦·])\s*(?=\S)"
    r"|\((?P<bracket>\d{1,3}|[a-zđ])\)\s*[.:]?\s+"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=[^\W\d]|[\"“'*(])"
    r"|(?P<number>\d{1,2})[.)]\s*(?=[^\W\d]|[\"“'*(])"
    r"|(?P<letter>[a-zđ])[).]\s+"
    r"|(?P<capital>[A-ZĐ]|[IVX]+)[.)]\s*(?=[^\W\d]|[\"“'*]))"
)
_PART = re.compile(
    r"\s*\*{0,2}(?P<mark>(?:phần|chương)\s+(?:thứ\s+)?[\wìíĩỉịđ]+|phụ\s*lục(?:\s+(?:số\s+)?[\dIVX]+)?)\s*[.:*]*\s*(?=$|\s)",
    re.IGNORECASE,
)
_DOCUMENT_KIND = re.compile(
    r"[\s*_]*(?:BÁO CÁO|NGHỊ QUYẾT|KẾT LUẬN|KẾ HOẠCH|QUYẾT ĐỊNH|THÔNG BÁO|TỜ TRÌNH|CHƯƠNG TRÌNH|CHỈ THỊ|ĐỀ ÁN)(?!\w)"
)
_CLOSED = re.compile(r"[.;:!?…/][\s\"”’'»)\]*_]*\Z|[\"”»]\s*\Z")
_CLOSED_BY_COLON = re.compile(r":[\s*_]*\Z")
_HANGING = re.compile(r"[-\u2010-\u2015,][\s*_]*\Z")
_ENDS_HEADING = re.compile(r"[.;,]\Z")
_WRAPPED_BELOW = 130
_LONG_HEADING = 220
_SHORT = 40


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together, before footnotes are told from the body."""

    lines: list[Line]
    note: str | None = None
    mark: str = ""
    mark_kind: str = ""
    cut: int = 0  # characters of the first line before its words
    table: bool = False
    flagged: bool = False
    closed: bool = True

    @property
    def first(self) -> str:
        return self.lines[0].text[self.cut :]


@dataclass(slots=True)
class _Draft:
    """A block while it grows."""

    kind: BlockKind
    paragraphs: list[_Paragraph]
    note: str | None = None
    notes: list[_Draft] = field(default_factory=list)


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Find the structure of a document given as lines.

    Args:
        lines: In reading order, empty lines included.

    Returns:
        Headings, items, paragraphs, tables, and footnotes; a footnote stands after the block
        that carries its mark, or where it was found.
    """
    paragraphs = list(_paragraphs(lines))
    for paragraph in paragraphs:
        paragraph.closed = paragraph.table or _is_closed(paragraph.lines[-1].text)
    drafts = _assign(paragraphs)
    built = [_build(draft) for draft in drafts]
    return _notes_after_marks(built)


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Paragraph]:
    wrapped = _is_wrapped(lines)
    current: _Paragraph | None = None
    gap = False
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.text.strip():
            gap = True
            index += 1
            continue
        rows = _table_rows(lines, index)
        if rows:
            if current:
                yield current
            current = None
            yield _Paragraph(list(lines[index : index + rows]), table=True)
            index += rows
            gap = False
            continue
        fresh = _open(line)
        goes_on = (
            current is not None
            and not gap
            and not fresh.mark
            and fresh.note is None
            and fresh.flagged == current.flagged
            and _continues(current.lines[-1].text, fresh.first, wrapped=wrapped)
        )
        if goes_on and current is not None:
            current.lines.append(line)
        else:
            if current:
                yield current
            current = fresh
        gap = False
        index += 1
    if current:
        yield current


def _table_rows(lines: Sequence[Line], index: int) -> int:
    """How many lines from `index` on are one table; 0 if there is none."""
    if not is_table_line(lines[index].text):
        return 0
    last, rows, position = index, 1, index + 1
    while position < len(lines):
        text = lines[position].text
        if is_table_line(text, inside=True):
            last, rows = position, rows + 1
        elif text.strip():
            break
        position += 1
    return last - index + 1 if rows > 1 else 0


def _open(line: Line) -> _Paragraph:
    note = _NOTE.match(line.text)
    if note and (note["raised"] or line.text.lstrip().startswith("[")):
        number = note["raised"].translate(_DIGITS) if note["raised"] else note["bracket"]
        return _Paragraph([line], note=number, cut=note.end(), flagged=line.note)
    lead = _EMPHASIS.match(line.text)
    start = lead.end() if lead else 0
    part = _PART.match(line.text)
    if part:
        mark = " ".join(part["mark"].split())
        return _Paragraph([line], mark=mark, mark_kind="part", cut=start, flagged=line.note)
    found = _MARK.match(line.text, start) if start else _MARK.match(line.text)
    if found is None:
        return _Paragraph([line], cut=start, flagged=line.note)
    kind = found.lastgroup or ""
    if kind == "sign":  # `- (7). …`: the number tells more than the dash
        inner = _MARK.match(line.text, found.end())
        if inner and inner.lastgroup in ("bracket", "dotted"):
            found, kind = inner, inner.lastgroup
    mark = found[kind]
    mark = "-" if kind == "sign" and mark not in "+*•●○▪◦·" else mark
    mark_kind = "roman" if kind == "capital" and re.fullmatch("[IVX]+", mark) else kind
    return _Paragraph(
        [line], mark=mark, mark_kind=mark_kind, cut=found.end(), flagged=line.note
    )


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines end where the page ends rather than where the paragraph does."""
    lengths = sorted(len(line.text.strip()) for line in lines if line.text.strip())
    return bool(lengths) and lengths[int(len(lengths) * 0.95) - 1] < _WRAPPED_BELOW


def _continues(before: str, text: str, *, wrapped: bool) -> bool:
    if _is_closed(before):
        return wrapped and text[:1].islower()
    if _DOCUMENT_KIND.match(text):
        return False
    if _is_upper(before) or _is_upper(text):
        return _is_upper(before) and _is_upper(text)
    return _starts_inside(text) or (wrapped and len(before) > _SHORT)


def _starts_inside(text: str) -> bool:
    """Whether the words can only be the rest of a sentence."""
    first = text.lstrip("*_ ")[:1]
    return first.islower() or first.isdecimal() or first in "(,;%"


def _is_closed(text: str) -> bool:
    bare = text.rstrip(SUPERSCRIPTS + " *_")
    return bool(_CLOSED.search(bare)) or not bare


def _is_upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _assign(paragraphs: list[_Paragraph]) -> list[_Draft]:
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
    paragraphs: list[_Paragraph],
    index: int,
    body: _Draft | None,
    note: _Draft | None,
    *,
    after_note: bool,
) -> Literal["note", "rest", "body"]:
    paragraph = paragraphs[index]
    if paragraph.note is not None:
        return "note"
    if note is not None and paragraph.flagged:
        return "note"
    if paragraph.table or paragraph.mark_kind in ("part", "roman", "dotted"):
        return "body"
    body_open = (
        body is not None
        and body.kind in ("paragraph", "item")
        and not body.paragraphs[-1].closed
        and len(body.paragraphs[-1].lines[-1].text) > _SHORT
    )
    low = not paragraph.mark and _starts_inside(paragraph.first)
    if note is not None:
        note_open = not note.paragraphs[-1].closed
        if note_open and low and not after_note and _note_follows(paragraphs, index):
            return "note"
        ends_in_colon = bool(_CLOSED_BY_COLON.search(note.paragraphs[-1].lines[-1].text))
        same_mark = note.paragraphs[-1].mark == paragraph.mark
        if after_note and paragraph.mark_kind == "sign" and (ends_in_colon or same_mark):
            return "note"
        if body_open and not low and _notes_go_on(paragraphs, index):
            return "note"
    if body_open and body and not paragraph.mark:
        hanging = _HANGING.search(body.paragraphs[-1].lines[-1].text)
        return "rest" if low or after_note or hanging else "body"
    return "body"


def _note_follows(paragraphs: list[_Paragraph], index: int) -> bool:
    return index + 1 < len(paragraphs) and paragraphs[index + 1].note is not None


def _notes_go_on(paragraphs: list[_Paragraph], index: int) -> bool:
    """Whether a footnote or the rest of the open sentence comes before the body goes on."""
    for paragraph in paragraphs[index + 1 : index + 8]:
        if paragraph.note is not None:
            return True
        if paragraph.table or paragraph.mark_kind not in ("", "sign"):
            return False
        if not paragraph.mark and paragraph.first[:1].islower():
            return True
    return False


def _kind(paragraph: _Paragraph) -> BlockKind:
    if paragraph.table:
        return "table"
    text = " ".join(line.text for line in paragraph.lines).strip().strip("*_ ")
    if paragraph.mark_kind == "part":
        return "heading"
    ends = bool(_ENDS_HEADING.search(text))
    if paragraph.mark_kind in ("roman", "capital", "number", "dotted"):
        return "heading" if not ends and len(text) < _LONG_HEADING and not _speaks(text) else "item"
    if paragraph.mark:
        return "item"
    whole = paragraph.lines[0].text.strip()
    bold = whole.startswith(("**", "#")) and len(text) < _LONG_HEADING and not ends
    return "heading" if bold or (_is_upper(text) and len(text) < _LONG_HEADING) else "paragraph"


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
            cut = paragraph.cut if position == 0 and (number == 0 or not paragraph.mark) else 0
            assembler.add(line.text[cut:], line.start + cut)
    return assembler.block(
        draft.kind,
        page=first.lines[0].page,
        mark=first.mark,
        bracketed=first.mark_kind == "bracket",
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
