"""From words on a page to printed lines in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from indicators.language.marks import read_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indicators.readers.table import Merge

RAISED = range(0xE000, 0xE00A)
"""Stand for raised digits until the text is decoded: `¹` is a letter in TCVN3."""

_RAISE = dict(zip(map(ord, "0123456789"), map(chr, RAISED), strict=True))
_FINISH = dict(zip(RAISED, "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_MARK = re.compile(r"\(?(\d{1,3})\)?")
_HYPHEN = re.compile(r"\w-\Z")
_RAISED_RUN = re.compile("[\ue000-\ue009]+")


class Word(NamedTuple):
    """Characters without a space, in points from the top left corner of the page.

    `spaced` says whether the document itself prints a space before it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool = True


@dataclass(slots=True)
class PrintLine:
    """One printed line.

    Attributes:
        text: With tabs for wide gaps, and the characters of `RAISED` for raised digits.
        x0: Left end, in points.
        top: Of its tallest ordinary characters.
        x1: Right end.
        bottom: As `top`.
        size: Height of most of its characters.
        lead: Width of its first word.
        note: Whether it belongs to the footnotes of its page.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    lead: float
    note: bool = False


@dataclass(slots=True)
class RuledTable:
    """A table on one page; rows and columns count from 1.

    Attributes:
        columns: Positions of the vertical lines.
        rows: Number of rows.
        top: In points from the top of the page.
        bottom: As `top`.
        texts: Words of the cells that are not empty, by row and column.
        merges: Cells that reach over several rows or columns.
    """

    columns: list[float]
    rows: int
    top: float
    bottom: float
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What was found on one page.

    Attributes:
        number: 1-based.
        width: In points.
        height: In points.
        lines: In reading order, without those of the tables.
        tables: From top to bottom.
        rules: `(x0, x1, y)` of horizontal lines that belong to no table.
        ocr: Whether it was recognised from a picture.
    """

    number: int
    width: float
    height: float
    lines: list[PrintLine]
    tables: list[RuledTable] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    ocr: bool = False


def finish(text: str) -> str:
    """Turn the characters of `RAISED` into superscript digits."""
    return text.translate(_FINISH)


def is_raised(text: str) -> bool:
    """Whether the text begins with a raised digit."""
    return bool(text) and ord(text[0]) in RAISED


def joined(texts: Iterable[str]) -> str:
    """Lines put together with a space, with none after a hyphen inside a word (`2024-` `2025`)."""
    whole = ""
    for text in texts:
        tight = _HYPHEN.search(whole) and text[:1].isalnum()
        whole += text if tight or not whole else f" {text}"
    return whole


def lines_of(words: Iterable[Word]) -> list[PrintLine]:
    """Lines in reading order of words given in the order they were printed in.

    That order is kept (cells of a letterhead, columns) unless text lies between the lines of
    text printed before.
    """
    rows: list[list[Word]] = []
    row: _Row | None = None
    for word in words:
        if row is None or not row.takes(word):
            row = _Row(word)
            rows.append(row.words)
        else:
            row.add(word)
    return [printed_line(row) for row in _in_order(rows)]


class _Row:
    """Words of one line while it grows."""

    __slots__ = ("bottom", "top", "words", "x1")

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.x1, self.top, self.bottom = word.x1, word.top, word.bottom

    def takes(self, word: Word) -> bool:
        height, own = word.bottom - word.top, self.bottom - self.top
        shared = min(self.bottom, word.bottom) - max(self.top, word.top)
        return shared >= 0.5 * min(height, own) and word.x0 >= self.x1 - 0.5 * min(height, own)

    def add(self, word: Word) -> None:
        self.words.append(word)
        self.x1 = word.x1
        if word.bottom - word.top > self.bottom - self.top:  # a raised number came first
            self.top, self.bottom = word.top, word.bottom


def _in_order(rows: list[list[Word]]) -> list[list[Word]]:
    groups: list[list[list[Word]]] = []
    for row in rows:
        if groups and row[0].bottom > groups[-1][-1][0].top:
            groups[-1].append(row)
        else:
            groups.append([row])
    groups.sort(key=lambda group: min(row[0].top for row in group))
    if len(groups) == 1:
        return groups[0]
    ordered: list[list[Word]] = []
    cluster: list[list[list[Word]]] = []
    low = 0.0
    for group in groups:
        if cluster and min(row[0].top for row in group) >= low - 1:
            ordered += _untangled(cluster)
            cluster = []
        cluster.append(group)
        low = max(low, *(row[0].bottom for row in group))
    return ordered + _untangled(cluster)


def _untangled(groups: list[list[list[Word]]]) -> list[list[Word]]:
    """Groups of lines side by side, one after the other; tangled ones from top to bottom."""
    if any(_tangled(one, two) for at, one in enumerate(groups) for two in groups[at + 1 :]):
        return _merged([row for group in groups for row in group])
    return [row for group in groups for row in group]


def _tangled(one: list[list[Word]], two: list[list[Word]]) -> bool:
    left = [row for row in one if row[0].bottom > two[0][0].top and row[0].top < two[-1][0].bottom]
    right = [row for row in two if row[0].bottom > one[0][0].top and row[0].top < one[-1][0].bottom]
    if not left or not right:
        return False
    return not (
        max(row[-1].x1 for row in left) <= min(row[0].x0 for row in right)
        or max(row[-1].x1 for row in right) <= min(row[0].x0 for row in left)
    )


def _merged(rows: list[list[Word]]) -> list[list[Word]]:
    rows.sort(key=lambda row: max(word.bottom for word in row))
    merged: list[list[Word]] = []
    for row in rows:
        above = merged[-1] if merged else None
        if above and _same_height(above[0], row[0]):
            above += row
        else:
            merged.append(list(row))
    for row in merged:
        row.sort(key=lambda word: word.x0)
    return merged


def _same_height(one: Word, two: Word) -> bool:
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    return shared >= 0.5 * min(one.bottom - one.top, two.bottom - two.top)


def printed_line(words: Sequence[Word], *, raise_marks: bool = True) -> PrintLine:
    """One line of its words; small raised digits become characters of `RAISED`."""
    size = _size(words)
    full = [word for word in words if word.bottom - word.top > 0.85 * size] or list(words)
    bottom = max(word.bottom for word in full)
    marks = [_raised_mark(word, size, bottom) if raise_marks else None for word in words]
    return PrintLine(
        text=_text(words, marks, size),
        x0=words[0].x0,
        top=min(word.top for word in full),
        x1=words[-1].x1,
        bottom=bottom,
        size=size,
        lead=words[0].x1 - words[0].x0,
    )


def _text(words: Sequence[Word], marks: Sequence[str | None], size: float) -> str:
    """Words with the gaps between them; nothing stands between a word and its mark."""
    wide = _wide_gap(words, size)
    text = marks[0] or words[0].text
    for (before, word), (after, mark) in zip(pairwise(words), pairwise(marks), strict=True):
        gap = word.x0 - before.x1
        if gap > wide and not _is_mark(text):
            text += "\t"
        elif not mark and (gap > 0.25 * size or (word.spaced and not after)):
            text += " "
        text += mark or word.text
    return text


def _raised_mark(word: Word, size: float, bottom: float) -> str | None:
    """The mark of a footnote, if a word is one: small digits above the foot of its line."""
    if word.bottom - word.top >= 0.85 * size or word.bottom >= bottom - 1:
        return None
    found = _MARK.fullmatch(word.text)
    return found[1].translate(_RAISE) if found else None


def _is_mark(text: str) -> bool:
    """Whether a text is the mark of a list or a footnote and nothing else."""
    return bool(_RAISED_RUN.fullmatch(text)) or read_mark(f"{text} X").end == len(text) + 1


def _size(words: Sequence[Word]) -> float:
    """Height of most characters."""
    weights: dict[float, int] = {}
    for word in words:
        height = round(word.bottom - word.top, 1)
        weights[height] = weights.get(height, 0) + len(word.text)
    return max(weights, key=lambda height: (weights[height], height))


def _wide_gap(words: Sequence[Word], size: float) -> float:
    """A gap beyond this parts columns; in a justified line all gaps are wide."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    usual = median(gaps) if len(gaps) > 2 else 0.0
    return max(2 * size, 3 * usual)
