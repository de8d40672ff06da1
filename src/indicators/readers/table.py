"""What readers yield: files of tables, tables of cells, each cell with its address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from indicators.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path


class Cell(NamedTuple):
    """One non-empty cell; a tuple, because a file has thousands of them.

    Attributes:
        row: 1-based.
        column: 1-based.
        kind: `no_value` is a formula whose result was not saved.
        text: As shown to a Vietnamese reader: `20.952,436`, `14,64%`; the formula for `no_value`.
        number: In the unit shown: 0.1464 shown as 14.64% is 14.64. Float noise is removed the
            way spreadsheets do it, at 15 significant digits.
        decimals: Decimals shown.
        percent: Whether the number is shown with a percent sign.
        date: Of a date cell.
        flags: `hidden` (row, column or sheet), `more_precise_than_shown`, `formula`.
    """

    row: int
    column: int
    kind: Literal["text", "number", "date", "boolean", "error", "no_value"]
    text: str
    number: Decimal | None = None
    decimals: int | None = None
    percent: bool = False
    date: date | None = None
    flags: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The folded text, which the cell is compared by; folded once for every text."""
        return fold(self.text)

    @property
    def address(self) -> str:
        """`E12`."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; only its top-left cell is among the cells."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class SourceTable:
    """One sheet: its non-empty cells by row and column."""

    sheet: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """Cells by row and column, both ascending."""
        rows: dict[int, dict[int, Cell]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, {})[column] = self.cells[row, column]
        return rows


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file."""

    path: Path
    sha256: str
    tables: tuple[SourceTable, ...]


@cache
def column_letters(column: int) -> str:
    """1 -> A, 28 -> AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def split_address(address: str) -> tuple[int, int]:
    """`E12` -> (12, 5)."""
    column = 0
    for position, letter in enumerate(address):
        if letter.isdigit():
            return int(address[position:]), column
        column = column * 26 + ord(letter) - 64
    message = f"'{address}' is no cell address"
    raise ValueError(message)
