"""The text of a .docx as it is put together, and the blocks that know their place in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.language.marks import SUPERSCRIPTS, Mark, plain_digits
from indicators.readers.blocks import Block, BlockKind
from indicators.readers.table import Cell, SourceTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.readers.table import Merge

_NOT_COPIED = re.compile(
    rf"(?<![^\W\d_])(?P<kept>[kcdKCD]?[mM][²³])|(?P<raised>[{SUPERSCRIPTS}]{{1,3}})|\n"
)


@dataclass(slots=True)
class Composition:
    """Text and blocks so far.

    Attributes:
        blocks: In reading order.
    """

    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _tables: int = 0

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)

    def add(
        self,
        kind: BlockKind,
        text: str,
        mark: Mark,
        labels: Sequence[tuple[int, str]] = (),
        *,
        note: str | None = None,
    ) -> None:
        """Add a block of words.

        Args:
            kind: What it is.
            text: With its list mark; lines parted by line breaks.
            mark: Its list mark.
            labels: `(offset in text, id)` of the notes it has marks of.
            note: Id of the note it is.
        """
        start = self._length
        parts: list[str] = []
        pieces: list[tuple[int, int]] = []
        anchors: list[tuple[int, str]] = []
        at, length = mark.end, 0
        for found in [*_NOT_COPIED.finditer(text, mark.end), None]:
            if found and found["kept"]:
                continue
            stretch = text[at : found.start() if found else len(text)]
            if stretch:
                pieces.append((length, start + at))
                parts.append(stretch)
                length += len(stretch)
            if found and found["raised"]:
                anchors.append((length, plain_digits(found["raised"])))
            elif found:
                parts.append(" ")
                length += 1
            at = found.end() if found else at
        self._write(text + "\n")
        anchors += [(_inside(pieces, start + place, length), label) for place, label in labels]
        self.blocks.append(
            Block(
                kind=kind,
                text="".join(parts),
                pieces=tuple(pieces) or ((0, start + len(text)),),
                end=start + len(text),
                mark=mark,
                anchors=tuple(sorted(anchors, key=lambda anchor: anchor[0])),
                note=note,
            )
        )

    def add_table(
        self,
        texts: Mapping[tuple[int, int], str],
        merges: tuple[Merge, ...],
        labels: Sequence[str],
    ) -> None:
        """Add a table.

        Args:
            texts: Of the cells by row and column, ascending.
            merges: Merged ranges.
            labels: Ids of the notes its cells have marks of.
        """
        self._tables += 1
        cells: dict[tuple[int, int], Cell] = {}
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        start = self._length
        above, left = next(iter(texts))[0], 1
        for (row, column), text in texts.items():
            if row != above:
                self._write("\n")
                above, left = row, 1
            self._write("\t" * (column - left))
            left = column
            if text:
                cells[row, column] = Cell(row, column, "text", text)
                spans[row, column] = (self._length, self._length + len(text))
                self._write(text)
        end = self._length
        self._write("\n")
        self.blocks.append(
            Block(
                kind="table",
                text="",
                pieces=((0, start),),
                end=end,
                anchors=tuple((0, label) for label in labels),
                table=SourceTable(f"Bảng {self._tables}", cells, merges),
                spans=spans,
            )
        )

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _inside(pieces: Sequence[tuple[int, int]], place: int, length: int) -> int:
    """Where a place of the document stands in the text of a block."""
    index = bisect_right(pieces, place, key=lambda piece: piece[1]) - 1
    if index < 0:
        return 0
    inside, outside = pieces[index]
    last = pieces[index + 1][0] if index + 1 < len(pieces) else length
    return min(inside + place - outside, last)
