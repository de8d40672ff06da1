"""The text of a .docx as it is put together, and the blocks that know their place in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
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
_FIGURE = re.compile(r"[-+(<>≤≥]?\s*\d[\d.,\s]*")


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
    _widths: tuple[str, ...] = ()

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
        widths: Sequence[str] = (),
    ) -> None:
        """Add a table, or the rest of the one just before (see `_goes_on`).

        Args:
            texts: Of the cells by row and column, ascending.
            merges: Merged ranges.
            labels: Ids of the notes its cells have marks of.
            widths: Of its columns.
        """
        table = SourceTable(f"Bảng {self._tables + 1}", {}, ())
        block = Block("table", "", ((0, self._length),), self._length, table=table)
        if self._goes_on(texts, widths):
            block = self.blocks.pop()
        else:
            self._tables += 1
        self._widths = tuple(widths)
        assert block.table is not None  # noqa: S101 (a table)
        moved = max((row for row, _ in block.table.cells), default=0)
        cells, spans = self._write_cells(texts, moved)
        down = (
            replace(m, first_row=m.first_row + moved, last_row=m.last_row + moved) for m in merges
        )
        whole = replace(
            block.table,
            cells={**block.table.cells, **cells},
            merges=(*block.table.merges, *down),
        )
        self.blocks.append(
            replace(
                block,
                end=self._length,
                anchors=(*block.anchors, *((0, label) for label in labels)),
                table=whole,
                spans={**block.spans, **spans},
            )
        )
        self._write("\n")

    def _write_cells(
        self, texts: Mapping[tuple[int, int], str], moved: int
    ) -> tuple[dict[tuple[int, int], Cell], dict[tuple[int, int], tuple[int, int]]]:
        """Write the rows of a table; its cells, `moved` rows down, and the span of each in the text."""
        cells: dict[tuple[int, int], Cell] = {}
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        above, left = next(iter(texts))[0], 1
        for (row, column), text in texts.items():
            if row != above:
                self._write("\n")
                above, left = row, 1
            self._write("\t" * (column - left))
            left = column
            if text:
                at = (row + moved, column)
                cells[at] = Cell(*at, "text", text)
                spans[at] = (self._length, self._length + len(text))
                self._write(text)
        return cells, spans

    def _goes_on(self, texts: Mapping[tuple[int, int], str], widths: Sequence[str]) -> bool:
        """Whether a table is the rest of the last one, which its author has cut in two.

        Nothing stands between them, their columns are equally wide, and its first row is like the
        last one before: figures below figures, words below words.
        """
        before = self.blocks[-1].table if self.blocks else None
        if before is None or not widths or tuple(widths) != self._widths:
            return False
        last = max(row for row, _ in before.cells)
        first = min(row for row, _ in texts)
        pairs = [
            (bool(_FIGURE.match(before.cells[last, column].text)), bool(_FIGURE.match(text)))
            for (row, column), text in texts.items()
            if row == first and text and (last, column) in before.cells
        ]
        return all(above == below for above, below in pairs) and any(
            above for above, _ in pairs[1:]
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
