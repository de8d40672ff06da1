"""From lines to paragraphs: marks, footnote numbers, what goes on in the next line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.language.letterheads import ATTACHED_LINE, DOCUMENT_KIND_LINE
from indicators.language.marks import NO_MARK, SUPERSCRIPTS, Mark, plain_digits, read_section
from indicators.readers.tabbed import is_table_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indicators.readers.blocks import TextLine

_NOTE = re.compile(
    rf"\s*(?:(?P<raised>[{SUPERSCRIPTS}]{{1,3}})|\[\^?(?P<bracket>\d{{1,3}})\]:?)\s*(?=\S)"
)
_EMPHASIS = re.compile(r"\s*(?:#{1,6}\s+)?(?:\*{2,3}|\*(?=\S[^*]*\*))?")
_LETTERS = re.compile(r"[^\W\d_]+")
_CLOSED = re.compile(r"[.;:!?…/][\s\"”’'»)\]*_]*\Z|[\"”»]\s*\Z")
_WRAPPED_BELOW = 130
_LONG_GROUP = 60
_MOST_GROUPS = 4  # lines, the row of figures among them
SHORT = 40
"""A line shorter than this ends where it was meant to."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, before footnotes are told from the body.

    Attributes:
        lines: Its lines.
        note: Number of the footnote that begins here.
        mark: List mark or number.
        cut: Characters of the first line before its words.
        table: Whether it is a table.
        flagged: Whether its reader knows that it belongs to the footnotes.
        closed: Whether its last sentence has ended.
    """

    lines: list[TextLine]
    note: str | None = None
    mark: Mark = NO_MARK
    cut: int = 0
    table: bool = False
    flagged: bool = False
    closed: bool = True

    @property
    def first(self) -> str:
        """Words of the first line."""
        return self.lines[0].text[self.cut :]


def paragraphs_of(lines: Sequence[TextLine]) -> Iterator[Paragraph]:
    """Group lines into paragraphs and tables."""
    wrapped = _is_wrapped(lines)
    current: Paragraph | None = None
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
            yield Paragraph(list(lines[index : index + rows]), table=True)
            index += rows
            gap = False
            continue
        fresh = _open(line)
        goes_on = (
            current is not None
            and not gap
            and not fresh.mark.kind
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


def _table_rows(lines: Sequence[TextLine], index: int) -> int:
    """How many lines from `index` on are one table; 0 if there is none."""
    if not is_table_line(lines[index].text):
        return 0
    last, rows, position = index, 1, index + 1
    while position < len(lines):
        text = lines[position].text
        if is_table_line(text, inside=True):
            last, rows = position, rows + 1
        elif text.strip() and not _groups_rows(lines, position):
            break
        position += 1
    return last - index + 1 if rows > 1 else 0


def _groups_rows(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line without tabs names the rows of figures right below it: `Cây ăn quả`."""
    for line in lines[index : index + _MOST_GROUPS]:
        text = line.text.strip()
        if is_table_line(line.text, inside=True):
            return any(cell.strip()[:1].isdecimal() for cell in text.split("\t")[1:])
        if not text or len(text) > _LONG_GROUP or text[-1] in ".;":
            return False
    return False


def _open(line: TextLine) -> Paragraph:
    note = _NOTE.match(line.text)
    if note:
        number = note["bracket"] or plain_digits(note["raised"])
        return Paragraph([line], note=number, cut=note.end(), flagged=line.note)
    lead = _EMPHASIS.match(line.text)
    start = lead.end() if lead else 0
    mark = read_section(line.text, start)
    return Paragraph([line], mark=mark, cut=max(start, mark.end), flagged=line.note)


def _is_wrapped(lines: Sequence[TextLine]) -> bool:
    """Whether lines end where the page ends rather than where the paragraph does."""
    lengths = sorted(len(line.text.strip()) for line in lines if line.text.strip())
    return bool(lengths) and lengths[int(len(lengths) * 0.95) - 1] < _WRAPPED_BELOW


def _continues(before: str, text: str, *, wrapped: bool) -> bool:
    if is_closed(before):
        return wrapped and text[:1].islower()
    if DOCUMENT_KIND_LINE.match(text) or ATTACHED_LINE.match(text):
        return False
    if is_upper(before) or is_upper(text):
        return is_upper(before) and is_upper(text)
    short = len(text) < _WRAPPED_BELOW  # a longer line is a paragraph of its own
    return starts_inside(text) or (wrapped and short and len(before) > SHORT)


def starts_inside(text: str) -> bool:
    """Whether the words can only be the rest of a sentence."""
    first = text.lstrip("*_ ")[:1]
    return first.islower() or first.isdecimal() or first in "(,;%"


def is_closed(text: str) -> bool:
    """Whether the last sentence of a text has ended."""
    bare = text.rstrip(SUPERSCRIPTS + " *_")
    return bool(_CLOSED.search(bare)) or not bare


def is_upper(text: str) -> bool:
    """Whether a text is written in capitals."""
    letters = "".join(_LETTERS.findall(text))
    return len(letters) > 2 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
