"""The rows of a mapping workbook as a person has left it, each with the cells it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.adopting.words import headers, words
from indicators.language.text import fold, nfc
from indicators.readers import read_source
from indicators.readers.table import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from indicators.readers.table import Cell, SourceTable

ASKED = ("labels", "headers", "units", "places", "documents")
"""Sheets with answers."""
_KEYS = {
    "labels": "label", "headers": "header", "units": "unit", "places": "place", "documents": "file"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a sheet.

    Attributes:
        file: The workbook, below the data folder.
        sheet: As it is called.
        number: Of the row.
        texts: What its cells say, by the key of their header (`words.toml`), or by the header
            itself where a person has added the column.
        columns: Where each of these columns stands.
        answered_in: The cell that chooses for it, where that is in another row.
    """

    file: str
    sheet: str
    number: int
    texts: Mapping[str, str]
    columns: Mapping[str, int]
    answered_in: str = ""

    def text(self, column: str) -> str:
        """What the cell says; empty where it is blank."""
        return self.texts.get(column, "")

    def where(self, column: str = "choice") -> str:
        """`mapping/dong-lua.xlsx, Chỉ tiêu!H5`."""
        if column == "choice" and self.answered_in:
            return self.answered_in
        at = self.columns.get(column)
        cell = f"{column_letters(at)}{self.number}" if at else f"A{self.number}"
        return f"{self.file}, {self.sheet}!{cell}"


@dataclass(slots=True)
class Entries:
    """What a workbook holds.

    Attributes:
        rows: By sheet (`words.toml`), from top to bottom.
        added: Headers of columns that a person has added, by sheet.
        sheets: Sheets that a person has added.
        lost: Sheets whose key column is missing: what they say cannot be told.
    """

    rows: dict[str, list[Entry]] = field(default_factory=dict)
    added: dict[str, list[str]] = field(default_factory=dict)
    sheets: list[SourceTable] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def read_entries(path: Path, file: str) -> Entries:
    """Read a mapping workbook.

    Args:
        path: Of the workbook.
        file: Its name for people.

    Raises:
        SourceError: If it cannot be read.
    """
    entries = Entries()
    names = {fold(shown): key for key, shown in words()["sheet"].items()}
    for table in read_source(path).tables:
        kind = names.get(fold(table.sheet))
        if kind is None:
            entries.sheets.append(table)
        elif kind in ASKED:
            _read_sheet(entries, kind, table, file)
    return entries


def _read_sheet(entries: Entries, kind: str, table: SourceTable, file: str) -> None:
    key = fold(headers(kind)[_KEYS[kind]])
    rows = dict(table.rows)
    first = next((n for n, row in rows.items() if key in {c.key for c in row.values()}), None)
    if first is None:
        entries.lost += [table.sheet] if rows else []
        return
    below = {number: row for number, row in rows.items() if number > first}
    at = _names(kind, rows[first], below.values())
    columns = {name: column for column, name in at.items()}
    entries.added[kind] = [name for name in columns if name not in headers(kind)]
    entries.rows[kind] = [
        Entry(
            file, table.sheet, number,
            {at[column]: cell.text.strip() for column, cell in row.items()}, columns,
        )
        for number, row in below.items()
    ]  # fmt: skip


def _names(
    kind: str, header: Mapping[int, Cell], below: Iterable[Mapping[int, Cell]]
) -> dict[int, str]:
    """What the columns of a sheet are called: ours by their key, others by header or letter."""
    known = {fold(shown): key for key, shown in headers(kind).items()}
    at = {column: known.get(cell.key, nfc(cell.text)) for column, cell in header.items()}
    unnamed = {column for row in below for column in row} - at.keys()
    return at | {column: column_letters(column) for column in sorted(unnamed)}
