"""What a paragraph of a .docx is: its list mark, heading or item, and how deep it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from indicators.readers.blocks import BlockKind
    from indicators.readers.word.words import Words

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED_TO_DIGITS = str.maketrans(RAISED, "0123456789")
_NOTE = re.compile(rf"([{RAISED}]{{1,3}})\s*")
_MARK = re.compile(
    r"(?:(?P<sign>[-\u2010-\u2015\u2212+*•●○▪■□◦·➢✓❖])\s*(?=\S)"
    r"|\((?P<bracket>\d{1,3}|[a-zđ]|[ivx]{1,5})\)\s*[.:]?\s*(?=\S)"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2})+)(?:[.)]\s*(?=[^\W\d]|[\"“'*(])|[.)]?\s+(?=[^\W\d_a-zđ]))"
    r"|(?P<number>\d{1,2})(?:[.)]\s*(?=[^\W\d]|[\"“'*(])|[.)/]\s+(?=\S))"
    r"|(?P<letter>[a-zđ])[).]\s+(?=\S)"
    r"|(?P<slashed>[a-zđ])/\s*(?=[^\W\d])"
    r"|(?P<roman>[IVX]{1,6})(?:[.)/]|\s?[-–]\s)\s*(?=\S)"
    r"|(?P<capital>[A-ZĐ])(?:[.)/]\s+|[.)]\s*(?=[^\W\d]{2}))(?=\S))"
)
_PART = re.compile(
    r"(?P<part>(?:phần|chương)\s+(?:thứ\s+)?[\wìíĩỉịđ]+"
    r"|phụ\s*lục(?:\s+(?:số\s+)?[\dIVX]+)?)\s*[.:]*\s*(?=$|\s)",
    re.IGNORECASE,
)
_RANKS = {
    "title": 0, "part": 1, "capital": 2, "roman": 3, "number": 4, "dotted": 5, "letter": 6,
    "bracket": 6, "bold": 9, "sign": 10,
}  # fmt: skip
_HEADING_KINDS = ("capital", "roman", "number", "dotted")
_ENDS = re.compile(r"[.;,]\Z")
_LONG = 220


class Opening(NamedTuple):
    """The list mark at the start of a paragraph.

    Attributes:
        mark: Without punctuation.
        kind: `sign`, `bracket`, `dotted`, `number`, `letter`, `capital`, `roman`, `part`; empty
            where there is none.
        cut: Characters before the words.
        level: Level of a list of Word, from 0.
    """

    mark: str = ""
    kind: str = ""
    cut: int = 0
    level: int = 0


def typed_note(text: str) -> tuple[str | None, int]:
    """The id a footnote typed by hand begins with, and the characters before its words."""
    found = _NOTE.match(text)
    return (found[1].translate(RAISED_TO_DIGITS), found.end()) if found else (None, 0)


def typed_mark(text: str) -> Opening:
    """The list mark typed at the start of a paragraph."""
    part = _PART.match(text)
    if part:
        return Opening(" ".join(part["part"].split()), "part")
    found = _MARK.match(text)
    if found is None:
        return Opening()
    if found["sign"]:  # `- (7). …`: the number tells more than the dash
        inner = _MARK.match(text, found.end())
        found = inner if inner and inner.lastgroup in ("bracket", "dotted") else found
    kind = found.lastgroup or ""
    mark = found[kind]
    if kind == "sign" and re.match("[\u2010-\u2015\u2212]", mark):
        mark = "-"
    return Opening(mark, "letter" if kind == "slashed" else kind, found.end())


def shown_mark(shown: str, level: int) -> Opening:
    """The same of a mark Word has made (`1.2.`, `a)`, `•`), which is not in the text."""
    bare = shown.strip()
    if not bare:
        return Opening(level=level)
    found = typed_mark(f"{bare} X")
    if found.kind:
        return found._replace(cut=0, level=level)
    bare = bare.strip("().:/") or bare
    return Opening(bare, "number" if bare[-1].isdecimal() else "sign", 0, level)


def kind_of(words: Words, opening: Opening, level: int) -> BlockKind:
    """What a paragraph is; `level` is that of its heading style, 0 for none."""
    text = words.text[opening.cut :]
    short = len(text) < _LONG
    if (level and short) or opening.kind == "part":
        return "heading"
    # What ends like a sentence, or goes on after a colon, and has digits is a statement.
    _, colon, rest = text.partition(":")
    speaks = bool(_ENDS.search(text)) or (bool(colon) and len(rest.strip()) > 3)
    if opening.kind in _HEADING_KINDS:
        shown = words.bold or words.italic or words.upper
        told = speaks and any(letter.isdecimal() for letter in text)
        return "heading" if short and shown and not told else "item"
    if opening.mark:
        return "item"
    strong = words.bold or words.upper
    return "heading" if strong and short and not _ENDS.search(text) else "paragraph"


class Outline:
    """How deep headings and items stand, told from the kinds of their marks in order."""

    def __init__(self) -> None:
        """Begin a document."""
        self._headings: list[tuple[int, str]] = []
        self._items: list[tuple[int, int, str]] = []

    def heading(self, words: Words, opening: Opening, level: int) -> int:
        """Depth of a heading from 1; the `level` of its style wins."""
        self._items.clear()
        kind = opening.kind or ("title" if words.upper else "bold")
        if kind == "dotted":
            kind += "." * opening.mark.count(".")
        key = (_RANKS[kind.rstrip(".")], kind)
        if level:
            key = key if opening.kind else (level - 1, kind)
            last = self._headings[-1] if self._headings else key
            padding = [last] * (level - 1 - len(self._headings))
            self._headings = [*self._headings[: level - 1], *padding, key]
        else:
            self._headings = [one for one in self._headings if one < key]
            self._headings.append(key)
        return len(self._headings)

    def item(self, opening: Opening) -> int:
        """Depth of a list item from 1, below the last heading."""
        kind = opening.kind
        name = opening.mark if kind == "sign" and len(opening.mark) == 1 else kind
        if kind == "dotted":
            name += "." * opening.mark.count(".")
        key = (_RANKS[kind], opening.level, name)
        if key in self._items:
            del self._items[self._items.index(key) :]
        while self._items and self._items[-1][:2] > key[:2]:
            self._items.pop()
        self._items.append(key)
        return max(len(self._items), opening.level + 1)
