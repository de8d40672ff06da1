"""Putting the text of a block together from stretches of the document, marks left out."""

from __future__ import annotations

import re

from indicators.language.marks import NO_MARK, SUPERSCRIPTS, Mark, plain_digits
from indicators.readers.blocks import Block, BlockKind

_LEFT_OUT = re.compile(
    r"(?<![^\W\d_])(?P<kept>[kcdKCD]?[mM][²³])"  # units
    r"|\*{1,3}|__"  # emphasis of Markdown
    rf"|(?P<raised>[{SUPERSCRIPTS}]{{1,3}})"  # footnote marks
    r"|(?<=\S)\[\^?(?P<bracket>\d{1,3})\](?![\d(])"
    r"|(?<=\s\s)\s+"  # long runs of spaces
    r"|[\u200b\u200c\u200d\u2060\ufeff\u00ad]"
)


class Assembler:
    """Collects stretches; each call of `add` begins after one space."""

    def __init__(self) -> None:
        """Begin an empty text."""
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[tuple[int, int]] = []
        self.anchors: list[tuple[int, str]] = []
        self.end = 0

    def add(self, text: str, start: int) -> None:
        """Add a stretch that stands at `start` of the document; outer spaces are left out."""
        inner = text.strip()
        if not inner:
            return
        start += text.index(inner[0]) if inner else 0
        if self.parts:
            self.parts.append(" ")
            self.length += 1
        at = 0
        for found in _LEFT_OUT.finditer(inner):
            if found["kept"]:
                continue
            self._piece(inner[at : found.start()], start + at)
            number = found["raised"] or found["bracket"]
            if number:
                self.anchors.append((self.length, plain_digits(number)))
            at = found.end()
        self._piece(inner[at:], start + at)
        self.end = start + len(inner)

    def _piece(self, text: str, start: int) -> None:
        if text:
            self.pieces.append((self.length, start))
            self.parts.append(text)
            self.length += len(text)

    def block(
        self,
        kind: BlockKind,
        *,
        page: int | None = None,
        mark: Mark = NO_MARK,
        note: str | None = None,
    ) -> Block:
        """The block made of what was added."""
        return Block(
            kind=kind,
            text="".join(self.parts),
            pieces=tuple(self.pieces) or ((0, self.end),),
            end=self.end,
            page=page,
            mark=mark,
            anchors=tuple(self.anchors),
            note=note,
        )
