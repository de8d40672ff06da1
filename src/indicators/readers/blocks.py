"""What document readers yield: a text, and blocks of it that know where they stand in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from indicators.language.marks import NO_MARK, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from indicators.messages.sentences import Message
    from indicators.readers.table import SourceTable

_LETTER = re.compile(r"[\s\S][\u0300-\u036f]*")
_MOST_ACCENTS = 2
BlockKind = Literal["heading", "paragraph", "item", "footnote", "table"]


class TextLine(NamedTuple):
    """One line of a document whose structure is still to be found (`structure.blocks_of`).

    Attributes:
        start: Offset of its first character in the text of the document.
        text: Its characters, exactly as they stand in the text from `start` on, without the
            line break.
        page: 1-based page, None where the reader knows none.
        note: Whether it is known to belong to the footnotes of its page.
    """

    start: int
    text: str
    page: int | None = None
    note: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, footnote or table.

    Attributes:
        kind: What it is.
        text: Its words in reading order: lines and pages joined by one space, footnote marks and
            list mark left out. Empty for a table.
        pieces: `(offset in text, offset in the document's text)` of every stretch that is copied
            as it stands, ascending.
        end: Offset in the document's text after its last character.
        page: 1-based page it begins on, None where the document has none.
        mark: Its list mark or number.
        composed: Whether letters with separate accents were put together (`in_nfc`).
        anchors: `(offset in text, id)` of every footnote mark that was left out.
        note: Of a footnote: its id as printed, digits for superscripts (`21`).
        table: Of a table: its cells.
        spans: Of a table: start and end of the text of each cell, by row and column.
        parts: Of a table: pieces of a cell that a page end has cut, as in `pieces`; its span is
            that of the first.
    """

    kind: BlockKind
    text: str
    pieces: tuple[tuple[int, int], ...]
    end: int
    page: int | None = None
    mark: Mark = NO_MARK
    composed: bool = False
    anchors: tuple[tuple[int, str], ...] = ()
    note: str | None = None
    table: SourceTable | None = None
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    parts: Mapping[tuple[int, int], tuple[tuple[int, int], ...]] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Offset in the document's text of its first character."""
        return self.pieces[0][1] if self.pieces else self.end

    def place(self, offset: int) -> int:
        """Offset in the document's text of the character at `offset` of `text`."""
        index = max(bisect_right(self.pieces, (offset, 1 << 60)) - 1, 0)
        inside, outside = self.pieces[index]
        return outside + offset - inside

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the document's text of `text[start:end]` (not empty)."""
        last = self.place(end - 1) + 1
        if self.composed:  # the accents of the last letter belong to it
            following = self.place(end) if end < len(self.text) else self.end
            last = following if following - last <= _MOST_ACCENTS else last
        return self.place(start), last


def in_nfc(block: Block) -> Block:
    """The block with its text in NFC; its offsets lead to the document as it is."""
    if unicodedata.is_normalized("NFC", block.text):
        return block
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    offsets: list[int] = []  # of every old character in the new text
    length = 0
    for found in _LETTER.finditer(block.text):
        letter = unicodedata.normalize("NFC", found[0])
        place = block.place(found.start())
        if not pieces or place - pieces[-1][1] != length - pieces[-1][0]:
            pieces.append((length, place))
        offsets += [length] * len(found[0])
        parts.append(letter)
        length += len(letter)
    offsets.append(length)
    anchors = tuple((offsets[at], note) for at, note in block.anchors)
    return replace(block, text="".join(parts), pieces=tuple(pieces), anchors=anchors, composed=True)


def cell_block(block: Block, at: tuple[int, int]) -> Block:
    """A cell of a table as a paragraph of its own."""
    assert block.table is not None  # noqa: S101 (a table)
    start, end = block.spans[at]
    pieces = block.parts.get(at, ((0, start),))
    text = block.table.cells[at].text
    last = pieces[-1][1] + len(text) - pieces[-1][0] if len(pieces) > 1 else end
    return Block("paragraph", text, pieces, last, page=block.page)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One document as its reader found it.

    Attributes:
        path: The file.
        sha256: Of its bytes.
        text: All its text; every offset is a position in it. For a text file: the decoded file,
            line breaks as they stand there.
        blocks: In reading order; a footnote stands after the block that carries its mark.
        pages: Number of pages, None where the format has none.
        remarks: What a person should know, one sentence each (`read by OCR`, `TCVN3 decoded`).
        ocr: Whether the text was recognised from pictures.
    """

    path: Path
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    remarks: tuple[Message, ...] = ()
    ocr: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """The remarks in the language in force."""
        return tuple(map(str, self.remarks))
