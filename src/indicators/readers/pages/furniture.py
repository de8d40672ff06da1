"""What is printed on pages but is no body text: page numbers, running headerers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import dropwhile
from typing import TYPE_CHECKING

from indicators.language.letterheads import PAGE_NUMBER, UNIT_LINE
from indicators.messages.sentences import Message, message
from indicators.readers.pages.printed import RAISED, is_raised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indicators.readers.pages.printed import Page, PrintLine

_PLAIN_MARK = re.compile(r"(\d{1,3})(?=[\s.)]*[^\W\d])")
_RAISED_RUN = re.compile("[\ue000-\ue009]+")
_DEEPEST = 3
_SMALL = 0.93


def drop_furniture(pages: Sequence[Page]) -> list[Message]:
    """Take page numbers, running headerers and footers out of the lines.

    A page number counts up with the pages; a running header stands at the same height of several
    pages. Lines that name a unit are kept.

    Returns:
        One sentence for each kind that was left out.
    """
    offsets: Counter[int] = Counter()
    headers: Counter[tuple[bool, str, int]] = Counter()
    margins = [(page, top) for page in pages for top in (True, False)]
    for page, top in margins:
        outer = list(_outer(page, top=top))
        offsets.update({_number(line) - page.number for line in outer if _number(line)})
        headers.update({_key(page, line, top=top) for line in outer})
    numbers, running = 0, dict[str, None]()
    for page, top in margins:
        for line in list(_outer(page, top=top)):
            key = _key(page, line, top=top)
            if _counts_up(_number(line), page, offsets):
                numbers += 1
            elif headers[key] >= _needed(key[1], len(pages)) and not UNIT_LINE.search(line.text):
                running[" ".join(line.text.split())] = None
            else:
                break
            page.lines.remove(line)
    notes = [message("note.page_numbers")] if numbers else []
    if running:
        first = next(iter(running))
        more = len(running) - 1
        if more:
            notes.append(message("note.running_headers_more", first=first[:80], more=more))
        else:
            notes.append(message("note.running_headers", first=first[:80]))
    return notes


def _counts_up(number: int, page: Page, offsets: Counter[int]) -> bool:
    """Whether a number in the margin is that of the page, or counts up with the pages."""
    offset = number - page.number
    return number > 0 and (offsets[offset] > 1 or offset == 0)


def _outer(page: Page, *, top: bool) -> Iterator[PrintLine]:
    """The outermost lines, outside of any table, from the margin inwards."""
    edge = min if top else max
    limit = edge(((t.top if top else t.bottom) for t in page.tables), default=None)
    lines = sorted(page.lines, key=lambda line: line.top, reverse=not top)
    for line in lines[:_DEEPEST]:
        if limit is not None and (line.top > limit if top else line.top < limit):
            return
        yield line


def _number(line: PrintLine) -> int:
    found = PAGE_NUMBER.fullmatch(line.text)
    return int(found[1]) if found else 0


def _key(page: Page, line: PrintLine, *, top: bool) -> tuple[bool, str, int]:
    text = re.sub(rf"\b{page.number}\b", "#", line.text)
    return top, text, round((line.top if top else page.height - line.top) / 8)


def _needed(text: str, pages: int) -> float:
    """Pages a header must stand on; one with a number could be the title of an annex."""
    return max(3, pages / 2) if "#" in text else max(2, min(5, 0.4 * pages))


def mark_notes(pages: Sequence[Page]) -> None:
    """Find the footnotes: smaller lines at the foot of a page, from the first number on.

    Where a line is ruled above, or footnotes stood at the foot of the page before, lines in
    front of the first number are the rest of a footnote. Plain numbers in front of a footnote
    are raised if the page prints such a mark.
    """
    body = _body_size([line for page in pages if not page.ocr for line in page.lines])
    before = False
    for page in pages:
        foot = _foot(page, body * _SMALL) if not page.ocr else []
        marks = _marks(page)
        if not any(is_raised(line.text) for line in foot):
            for line in foot:
                _raise_plain(line, marks)
        goes_on = bool(foot) and (before or _ruled(page, foot[0]))
        notes = foot if goes_on else list(dropwhile(lambda line: not is_raised(line.text), foot))
        for line in notes:
            line.note = True
        before = bool(notes)


def _body_size(lines: Sequence[PrintLine]) -> float:
    """The largest size that a good part of the text has: footnotes can outweigh the body."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size * 2) / 2] += len(line.text)
    total = sum(weights.values())
    return max((size for size, weight in weights.items() if weight >= 0.2 * total), default=0.0)


def _foot(page: Page, limit: float) -> list[PrintLine]:
    foot: list[PrintLine] = []
    lowest = max((table.bottom for table in page.tables), default=0.0)
    for line in reversed(page.lines):
        if line.size >= limit or line.top < lowest:
            break
        foot.insert(0, line)
    return foot


def _marks(page: Page) -> set[str]:
    texts = [line.text for line in page.lines]
    texts += [text for table in page.tables for text in table.texts.values()]
    return {
        "".join(str(ord(char) - RAISED.start) for char in run)
        for text in texts
        for run in _RAISED_RUN.findall(text)
    }


def _raise_plain(line: PrintLine, marks: set[str]) -> None:
    found = _PLAIN_MARK.match(line.text)
    if found and found[1] in marks:
        raised = "".join(chr(RAISED.start + int(digit)) for digit in found[1])
        line.text = raised + line.text[found.end() :]


def _ruled(page: Page, line: PrintLine) -> bool:
    """Whether a short line is ruled right above."""
    return any(
        line.top - 2 * line.size < y < line.top + 0.3 * line.size and x1 - x0 < 0.6 * page.width
        for x0, x1, y in page.rules
    )
