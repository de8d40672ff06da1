"""What a paragraph of a .docx is: its list mark, heading or item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.language.marks import (
    HEADING_KINDS,
    NO_MARK,
    SUPERSCRIPTS,
    Mark,
    plain_digits,
    read_section,
)

if TYPE_CHECKING:
    from indicators.readers.blocks import BlockKind
    from indicators.readers.word.words import Words

_NOTE = re.compile(rf"([{SUPERSCRIPTS}]{{1,3}})\s*")
_ENDS = re.compile(r"[.;,]\Z")
_LONG = 220


def typed_note(text: str) -> tuple[str | None, int]:
    """The id a footnote typed by hand begins with, and the characters before its words."""
    found = _NOTE.match(text)
    return (plain_digits(found[1]), found.end()) if found else (None, 0)


def shown_mark(shown: str) -> Mark:
    """A mark Word has made (`1.2.`, `a)`, `•`), which is not in the text."""
    bare = shown.strip()
    if not bare:
        return NO_MARK
    found = read_section(f"{bare} X")
    if found.kind:
        return found._replace(end=0)
    bare = bare.strip("().:/") or bare
    return Mark(bare, "number" if bare[-1].isdecimal() else "sign")


def kind_of(words: Words, mark: Mark, level: int) -> BlockKind:
    """What a paragraph is; `level` is that of its heading style, 0 for none."""
    text = words.text[mark.end :]
    short = len(text) < _LONG
    if (level and short) or mark.kind == "part":
        return "heading"
    strong = words.bold or words.upper
    if not mark.kind:
        return "heading" if strong and short and not _ENDS.search(text) else "paragraph"
    if mark.kind not in HEADING_KINDS:
        return "item"
    shown = strong or words.italic
    return "heading" if short and shown and not _is_statement(text) else "item"


def _is_statement(text: str) -> bool:
    """Whether a text has digits, and ends like a sentence or goes on after a colon."""
    _, colon, rest = text.partition(":")
    speaks = bool(_ENDS.search(text)) or (bool(colon) and len(rest.strip()) > 3)
    return speaks and any(letter.isdecimal() for letter in text)
