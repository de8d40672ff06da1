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

    from indicators.messages.sentences import Message


class Cell(NamedTuple):
    """One non-empty cell; a tuple, because a file has thousands of them.

    Attributes:
        row: 1-based.
        column: 1-based.
        kind: `number` where nothing but a number is shown; `no_value` is a formula whose result
            was not saved.
        text: As shown to a Vietnamese reader: `20.952,436`, `14,64%`, `dưới 0,64`, without struck
            and raised characters; the formula for `no_value`.
        number: In the unit shown: 0.1464 shown as 14.64% is 14.64, 412500000 shown as 413 by
            `#,##0,,` is 412.5. Float noise is removed the way spreadsheets do it, at 15
            significant digits.
        decimals: Decimals shown.
        percent: Whether the number is shown with a percent sign.
        date: Of a date cell.
        flags: `hidden` (row, column, sheet or number format), `out_of_sight` (row or column),
            `more_precise_than_shown`, `formula`, `shown_differs` (the number format shows another number than is stored).
        exact: The text with all decimals of the stored number, where words stand around it.
        note: Raised and struck characters of the cell.
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
    exact: str = ""
    note: str = ""

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

    def __str__(self) -> str:
        """`E12:E13`."""
        first = f"{column_letters(self.first_column)}{self.first_row}"
        return f"{first}:{column_letters(self.last_column)}{self.last_row}"


@dataclass(frozen=True)
class SourceTable:
    """One sheet: its non-empty cells by row and column.

    Cells that are struck out as a whole are told apart: who crossed them out takes them back.
    `delimiter` is what parts the fields of a csv table.
    """

    sheet: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    struck: tuple[Cell, ...] = ()
    delimiter: str = ""

    @cached_property
    def merged_from(self) -> Mapping[tuple[int, int], Merge]:
        """Merged ranges by their top-left cell."""
        return {(merge.first_row, merge.first_column): merge for merge in self.merges}

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """Cells by row and column, both ascending."""
        rows: dict[int, dict[int, Cell]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, {})[column] = self.cells[row, column]
        return rows


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file; `remarks` say what a person should know of how it was read."""

    path: Path
    sha256: str
    tables: tuple[SourceTable, ...]
    remarks: tuple[Message, ...] = ()


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
