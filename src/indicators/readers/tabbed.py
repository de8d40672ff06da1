"""Tables in plain text: cells parted by tabs, or by bars as in Markdown."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from indicators.readers.blocks import Block, TextLine
from indicators.readers.table import Cell, Merge, SourceTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*\Z")
_LEAST_TABS = 2
_MOST_HEAD_ROWS = 4


def is_table_line(text: str, *, inside: bool = False) -> bool:
    """Whether the line is a row of a table; `inside` one, a single tab is enough."""
    if text.lstrip().startswith("|"):
        return text.count("|") > _LEAST_TABS
    least = 1 if inside else _LEAST_TABS
    return text.count("\t") >= least or text.count(" | ") >= least


def table_block(lines: Sequence[TextLine]) -> Block:
    """A table of lines; an empty line among them is a page end, which may have cut a row."""
    cells: dict[tuple[int, int], Cell] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    parts: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
    row, cut = 0, False
    for line in lines:
        if not line.text.strip() or _RULE.match(line.text):
            cut = cut or not line.text.strip()
            continue
        found = list(_cells(line))
        if cut and row and _goes_on(found):
            for column, text, start in found:
                above = cells.get((row, column))
                if above is None:
                    cells[row, column] = Cell(row, column, "text", text)
                    spans[row, column] = (start, start + len(text))
                    continue
                cells[row, column] = above._replace(text=f"{above.text} {text}")
                pieces = parts.get((row, column), ((0, spans[row, column][0]),))
                parts[row, column] = (*pieces, (len(above.text) + 1, start))
        else:
            row += 1
            for column, text, start in found:
                cells[row, column] = Cell(row, column, "text", text)
                spans[row, column] = (start, start + len(text))
        cut = False
    first, last = lines[0], lines[-1]
    merges = _merges(cells, row)
    return Block(
        kind="table",
        text="",
        pieces=((0, first.start),),
        end=last.start + len(last.text),
        page=first.page,
        table=SourceTable("Bảng", cells, merges),
        spans=spans,
        parts=parts,
    )


def _merges(cells: Mapping[tuple[int, int], Cell], rows: int) -> tuple[Merge, ...]:
    """Headers over several columns: a gap right of a header with headers of its own below it."""
    found: list[Merge] = []
    for row in range(1, min(_MOST_HEAD_ROWS, rows)):
        below = {column for at, column in cells if at == row + 1}
        above = sorted(column for at, column in cells if at == row)
        words = all(not cells[row + 1, column].text[:1].isdecimal() for column in below)
        if not above or not below or min(above) in below or not words:
            break
        found += _wide(row, above, below)
    return tuple(found)


def _wide(row: int, above: Sequence[int], below: set[int]) -> Iterator[Merge]:
    """The headers of a row that stand above several headers of the next one."""
    for column, following in pairwise([*above, max(*above, *below) + 1]):
        last = column
        while last + 1 < following and last + 1 in below:
            last += 1
        if last > column and column in below:
            yield Merge(row, column, row, last)


def _cells(line: TextLine) -> Iterator[tuple[int, str, int]]:
    text = line.text
    opened = text.lstrip().startswith("|")
    bars = opened or ("\t" not in text and " | " in text)
    at = text.index("|") + 1 if opened else 0
    for number, part in enumerate(text[at:].split("|" if bars else "\t"), start=1):
        inner = part.strip().strip("*").strip()
        if inner:
            yield number, inner, line.start + at + part.index(inner)
        at += len(part) + 1


def _goes_on(found: list[tuple[int, str, int]]) -> bool:
    """Whether a row after a page end is the rest of the row before: no number, a small letter."""
    if not found or found[0][0] == 1:
        return False
    return found[0][1][:1].islower()
