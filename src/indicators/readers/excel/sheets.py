"""Workbooks as documents: every sheet a table, its rows as lines of tabs in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.readers.blocks import Block, SourceDocument
from indicators.readers.excel.workbook import read_workbook

if TYPE_CHECKING:
    from pathlib import Path


def read_sheets(path: Path) -> SourceDocument:
    """Read a workbook through the table reader.

    Returns:
        One table block a sheet; the text has a line for each sheet's name and each row, cells
        parted by tabs, as they are shown.

    Raises:
        SourceError: As `read_workbook`.
    """
    source = read_workbook(path)
    parts: list[str] = []
    length = 0
    blocks = []
    for number, table in enumerate(source.tables, start=1):
        parts.append(table.sheet + "\n")
        start = length = length + len(parts[-1])
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        at = None
        for row, column in sorted(table.cells):
            text = table.cells[row, column].text
            if at is not None:
                parts.append("\n" if row != at[0] else "\t" * (column - at[1]))
                length += len(parts[-1])
            spans[row, column] = (length, length + len(text))
            parts.append(text)
            length += len(text)
            at = (row, column)
        blocks.append(
            Block("table", "", ((0, start),), length, page=number, table=table, spans=spans)
        )
        parts.append("\n")
        length += 1
    return SourceDocument(
        path, source.sha256, "".join(parts), tuple(blocks), pages=len(source.tables)
    )
