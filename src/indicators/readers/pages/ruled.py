"""Tables drawn with lines: cells between the lines, rows over a page end put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from indicators.readers.pages.printed import RuledTable, Word, joined, lines_of
from indicators.readers.table import Merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.readers.pages.printed import Page

Edge = dict[str, Any]
"""As pdfplumber's table functions take it: `x0`, `x1`, `top`, `bottom`, `orientation`."""

Box = tuple[float, float, float, float]

_NEAR = 3.0
_MOST_EDGES = 3000
_FIGURE = re.compile(r"[\d.,%\s<>≤≥+–-]+")


def edge(x0: float, top: float, x1: float, bottom: float) -> Edge | None:
    """A straight line as an edge, None if it is oblique or very short."""
    x0, x1, top, bottom = min(x0, x1), max(x0, x1), min(top, bottom), max(top, bottom)
    wide, high = x1 - x0, bottom - top
    if max(wide, high) < _NEAR or min(wide, high) > 1:
        return None
    return _straight(x0, top, x1, top) if wide > high else _straight(x0, top, x0, bottom)


def _straight(x0: float, top: float, x1: float, bottom: float) -> Edge:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if top == bottom else "v",
    }


def find_tables(edges: Sequence[Edge], words: list[Word]) -> tuple[list[RuledTable], list[Word]]:
    """Find the tables between the edges.

    Returns:
        Tables of at least two columns with words in them, and the words that stand in
        none.
    """
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright < 2 or len(edges) - upright < 2 or len(edges) > _MOST_EDGES:
        return [], words
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    merged = merge_edges(list(edges), _NEAR, _NEAR, _NEAR, _NEAR)
    merged = merge_edges(merged + _closing(merged), _NEAR, _NEAR, _NEAR, _NEAR)
    points = edges_to_intersections(merged, _NEAR, _NEAR)
    tables: list[RuledTable] = []
    for cells in cells_to_tables(intersections_to_cells(points)):
        table, rest = _table(cells, words)
        if table is not None:
            tables.append(table)
            words = rest
    return tables, words


def _closing(edges: Sequence[Edge]) -> list[Edge]:
    """Lines that a page end left out: where upright lines end together without one."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    closing: list[Edge] = []
    for end in ("top", "bottom"):
        for y in {edge[end] for edge in upright}:
            ends = [edge["x0"] for edge in upright if abs(edge[end] - y) <= _NEAR]
            if len(ends) > 1 and not any(abs(line["top"] - y) <= _NEAR for line in level):
                closing.append(_straight(min(ends), y, max(ends), y))
    return closing


def _table(cells: list[Box], words: list[Word]) -> tuple[RuledTable | None, list[Word]]:
    columns = sorted({x for cell in cells for x in (cell[0], cell[2])})
    heights = sorted({y for cell in cells for y in (cell[1], cell[3])})
    if len(columns) < 3:
        return None, words
    inside, rest = _parted(cells, words)
    table = RuledTable(columns, len(heights) - 1, heights[0], heights[-1])
    for cell, held in inside.items():
        row, last_row = bisect_left(heights, cell[1]) + 1, bisect_left(heights, cell[3])
        column, last_column = bisect_left(columns, cell[0]) + 1, bisect_left(columns, cell[2])
        if held:
            lines = lines_of(held)
            table.texts[row, column] = joined(line.text.replace("\t", " ") for line in lines)
        if (row, column) != (last_row, last_column):
            table.merges.append(Merge(row, column, last_row, last_column))
    least = 1 if len(columns) > 3 else 2  # the rest of a cut row may be one cell of several
    if len({column for _, column in table.texts}) < least:
        return None, words
    table.texts = dict(sorted(table.texts.items()))
    table.merges.sort(key=lambda merge: (merge.first_row, merge.first_column))
    return table, rest


def _parted(cells: list[Box], words: list[Word]) -> tuple[dict[Box, list[Word]], list[Word]]:
    """The words inside every cell, and those in none."""
    inside: dict[Box, list[Word]] = {cell: [] for cell in cells}
    rest: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        home = next((c for c in cells if c[0] <= x <= c[2] and c[1] <= y <= c[3]), None)
        (rest if home is None else inside[home]).append(word)
    return inside, rest


def goes_on(before: Page, after: Page) -> bool:
    """Whether the first table of a page is the rest of the last table of the page before.

    Nothing but footnotes stands between them, and the upright lines stand at the same places.
    """
    if not before.tables or not after.tables or after.number != before.number + 1:
        return False
    one, two = before.tables[-1], after.tables[0]
    between = any(line.top > one.bottom - _NEAR and not line.note for line in before.lines) or any(
        line.top < two.top and not line.note for line in after.lines
    )
    return not between and _columns(one, two) is not None


def _columns(one: RuledTable, two: RuledTable) -> dict[int, int] | None:
    """Column of `one` for each upright line of `two`, None if they do not fit."""
    if abs(one.columns[0] - two.columns[0]) > _NEAR or abs(one.columns[-1] - two.columns[-1]) > (
        _NEAR
    ):
        return None
    found: dict[int, int] = {}
    for number, x in enumerate(two.columns, start=1):
        near = min(range(len(one.columns)), key=lambda index: abs(one.columns[index] - x))
        if abs(one.columns[near] - x) > _NEAR:
            return None
        found[number] = near + 1
    return found


def aligned(one: RuledTable, two: RuledTable) -> RuledTable:
    """The second part of a table with the columns of the first (see `goes_on`)."""
    columns = _columns(one, two) or {}
    wide = [
        Merge(row, columns[column], row, columns[column + 1] - 1)
        for row in range(1, two.rows + 1)
        for column in range(1, len(two.columns))
        if columns[column + 1] - columns[column] > 1
    ]
    own = [
        Merge(m.first_row, columns[m.first_column], m.last_row, columns[m.last_column + 1] - 1)
        for m in two.merges
    ]
    texts = {(row, columns[column]): text for (row, column), text in two.texts.items()}
    return RuledTable(one.columns, two.rows, two.top, two.bottom, texts, own or wide)


def repeated_header(one: RuledTable, two: RuledTable) -> int:
    """Rows at the begin of `two` that repeat the header of `one`."""
    rows = 0
    while rows < min(one.rows, two.rows) - 1 and _row(one, rows + 1) == _row(two, rows + 1):
        rows += 1
    return rows if any(_row(two, row) for row in range(1, rows + 1)) else 0


def is_cut(one: RuledTable, two: RuledTable, row: int) -> bool:
    """Whether `row` of `two` is the rest of the last row of `one`, which a page end has cut.

    It has no number, and no label or one that goes on in lower case; a column with figures in
    both makes it a row of its own.
    """
    above, below = _row(one, one.rows), _row(two, row)
    if not above or not below or 1 in below:
        return False
    if 2 in below and not below[2][:1].islower():
        return False
    return not any(
        _FIGURE.fullmatch(text) and _FIGURE.fullmatch(above.get(column, ""))
        for column, text in below.items()
    )


def _row(table: RuledTable, row: int) -> dict[int, str]:
    columns = range(1, len(table.columns))
    return {column: table.texts[row, column] for column in columns if (row, column) in table.texts}
