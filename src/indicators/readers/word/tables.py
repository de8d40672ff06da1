"""The grid of a .docx table: cells where Word shows them, merges, tables in cells as rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.readers.table import Merge
from indicators.readers.word.names import VAL, W, contents, number, on, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from indicators.readers.word.words import Found

_MOST_COLUMNS = 63  # of Word
_ROW, _CELL, _TABLE, _PARAGRAPH = f"{W}tr", f"{W}tc", f"{W}tbl", f"{W}p"
_DELETED = {f"{W}del", f"{W}moveFrom"}


def children(element: BaseOxmlElement, *tags: str) -> Iterator[BaseOxmlElement]:
    """The nearest elements of these tags, through content controls and insertions."""
    for child in contents(element):
        if child.tag in tags:
            yield child
        elif child.tag not in _DELETED and child.tag not in (_TABLE, _PARAGRAPH, _ROW, _CELL):
            yield from children(child, *tags)


def only_cell(table: BaseOxmlElement) -> BaseOxmlElement | None:
    """The cell of a table that is but a frame around text."""
    cells = [cell for row in children(table, _ROW) for cell in children(row, _CELL)]
    return cells[0] if len(cells) == 1 else None


@dataclass(slots=True)
class Grid:
    """A table as a grid; rows and columns count from 1.

    Attributes:
        found: What a person should be told of.
        cells: The cells that are shown, by row and column.
        rows: Number of rows.
    """

    found: set[Found]
    cells: dict[tuple[int, int], BaseOxmlElement] = field(default_factory=dict)
    rows: int = 0
    _ends: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def add(self, table: BaseOxmlElement, left: int = 1) -> None:
        """Add the rows of a table, the first column at `left`; one inside it after its row."""
        above: dict[int, tuple[int, int]] = {}
        for row in children(table, _ROW):
            properties = row.find(f"{W}trPr")
            if self._is_left_out(properties):
                continue
            self.rows += 1
            column = left + min(number(value(properties, "gridBefore")), _MOST_COLUMNS)
            above, placed = self._row(row, column, above)
            for at, cell in placed:
                for inner in children(cell, _TABLE):
                    self.add(inner, at)

    def merges(self) -> tuple[Merge, ...]:
        """The merged ranges."""
        return tuple(Merge(*at, *end) for at, end in self._ends.items() if at != end)

    def _is_left_out(self, properties: BaseOxmlElement | None) -> bool:
        if properties is None:
            return False
        if properties.find(f"{W}del") is not None:
            self.found.add("tracked")
            return True
        if on(properties.find(f"{W}hidden")):
            self.found.add("hidden")
            return True
        return False

    def _row(
        self, row: BaseOxmlElement, column: int, above: dict[int, tuple[int, int]]
    ) -> tuple[dict[int, tuple[int, int]], list[tuple[int, BaseOxmlElement]]]:
        """Place the cells of a row: what goes on below by column, and the cells placed."""
        below: dict[int, tuple[int, int]] = {}
        placed: list[tuple[int, BaseOxmlElement]] = []
        last = (self.rows, column)
        for cell in children(row, _CELL):
            properties = cell.find(f"{W}tcPr")
            width = min(max(number(value(properties, "gridSpan"), 1), 1), _MOST_COLUMNS)
            end = column + width - 1
            down = None if properties is None else properties.find(f"{W}vMerge")
            goes_on = down is not None and down.get(VAL, "continue") == "continue"
            if value(properties, "hMerge") == "continue" and last in self._ends:
                self._ends[last] = (self._ends[last][0], end)
            elif goes_on and column in above:
                last = below[column] = above[column]
                self._ends[last] = (self.rows, self._ends[last][1])
            else:
                last = (self.rows, column)
                self.cells[last] = cell
                placed.append((column, cell))
                self._ends[last] = (self.rows, end)
                if down is not None:
                    below[column] = last
            column = end + 1
        return below, placed
