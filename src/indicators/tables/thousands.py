"""Commas between thousands: a table written the English way is told by its own figures.

`98,650 người` cannot be a decimal, for people are whole, and neither can `1,234,567`. Where a table
has such figures and none with a decimal comma, all its `1,210` are thousands; where it has both,
each is refused on its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.language.units import find_unit
from indicators.tables.units import printed_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from indicators.readers.table import Cell
    from indicators.tables.model import Column

Line = dict[int, "Cell"]

_GROUPED = re.compile(r"\s*-?[1-9]\d{0,2}((?:,\d{3})+)\s*\Z")
_DECIMAL = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?![\d,])|\.\d{3},\d|\b0,\d")
_WHOLE_GROUP = 4


def in_vietnamese_marks(
    lines: Mapping[int, Mapping[int, Cell]], columns: Mapping[int, Column], unit: str | None
) -> dict[int, Line]:
    """Rows with `1,210` in place to be read as 1.210; empty unless the table is written so.

    Args:
        lines: Cells by row and column.
        columns: Meaning of the columns.
        unit: Of the whole table.
    """
    figures = list(_figures(lines, columns))
    if not any(_is_evidence(cell, _unit(lines[cell.row], columns, unit)) for cell in figures):
        return {}
    if any(_DECIMAL.search(cell.text) for cell in figures):
        return {}
    changed: dict[int, Line] = {}
    for cell in figures:
        if _GROUPED.match(cell.text):
            line = changed.setdefault(cell.row, dict(lines[cell.row]))
            line[cell.column] = cell._replace(exact=cell.text.replace(",", "."))
    return changed


def _figures(
    lines: Mapping[int, Mapping[int, Cell]], columns: Mapping[int, Column]
) -> Iterator[Cell]:
    for cells in lines.values():
        for index, cell in cells.items():
            if cell.kind == "text" and index in columns and columns[index].role == "value":
                yield cell


def _unit(cells: Mapping[int, Cell], columns: Mapping[int, Column], unit: str | None) -> str | None:
    texts: Iterable[str] = (
        cell.text for n, cell in cells.items() if n in columns and columns[n].role == "unit"
    )
    printed = next((printed_unit(text) for text in texts), None)
    return printed[0] if printed else unit


def _is_evidence(cell: Cell, unit: str | None) -> bool:
    """Whether the figure can only be one with commas between thousands."""
    found = _GROUPED.match(cell.text)
    if found is None:
        return False
    return len(found[1]) > _WHOLE_GROUP or (unit is not None and find_unit(unit)[0].counted)
