"""Reading .csv tables: every cell is text; delimiter and encoding are found."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from itertools import islice
from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError
from indicators.messages.sentences import message, printable
from indicators.readers.files import file_bytes
from indicators.readers.plain.encodings import decode
from indicators.readers.table import Cell, SourceFile, SourceTable

if TYPE_CHECKING:
    from pathlib import Path

# With its text and cells a larger table would not fit into 500 MB.
MOST_BYTES = 16 * 2**20
MOST_CELLS = 300_000
_SAMPLE = 10_000
_DELIMITERS = ";\t,"
_LEAST_COLUMNS = 3


def read_csv(path: Path) -> SourceFile:
    """Read a csv file as one table named like the file.

    The facts of the document may stand above the table as lines of key and value.

    Raises:
        SourceError: If the file is missing, empty, too large, of an unknown encoding, or has a row
            with more fields than its table.
    """
    data = file_bytes(path)
    if len(data) > MOST_BYTES:
        raise SourceError(path, "csv.too_large", most=MOST_BYTES // 2**20)
    if not data.strip():
        raise SourceError(path, "csv.empty")
    text, remark = decode(data, path)
    delimiter, text = _declared(text)
    delimiter = delimiter or _delimiter(text)
    cells: dict[tuple[int, int], Cell] = {}
    width = 0
    try:
        # strict: a quote without end would swallow the rest of the table
        for row, values in enumerate(
            csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True), start=1
        ):
            width = _width(path, row, values, width)
            for column, value in enumerate(values, start=1):
                if value.strip():
                    cells[row, column] = Cell(row, column, "text", value)
            if len(cells) > MOST_CELLS:
                raise SourceError(path, "csv.too_many_cells", most=MOST_CELLS)
    except csv.Error as error:
        raise SourceError(path, "csv.none", reason=error) from error
    if not cells:
        raise SourceError(path, "csv.empty")
    table = SourceTable(printable(path.stem), cells, delimiter=delimiter)
    remarks = (remark,) if remark else ()
    return SourceFile(path, hashlib.sha256(data).hexdigest(), (table,), remarks)


def _width(path: Path, row: int, values: list[str], width: int) -> int:
    """How many fields the table has that a row belongs to; 0 outside of any.

    Raises:
        SourceError: If the row has more of them.
    """
    filled = sum(bool(value.strip()) for value in values)
    if not filled:
        return 0  # another table may follow
    if width and len(values) > width:
        raise SourceError(
            path, "csv.unequal", message("place.line", line=row), fields=len(values), width=width
        )
    return width or (len(values) if filled >= _LEAST_COLUMNS else 0)


def _declared(text: str) -> tuple[str, str]:
    """The delimiter of a first line `sep=;`, which Excel reads and does not show, and the rest."""
    found = re.match(r"sep=(.)(?:\r\n|\r|\n)", text)
    return (found[1], text[found.end() :]) if found else ("", text)


def _delimiter(text: str) -> str:
    """The delimiter most of the first lines agree on; outside of quotes."""
    lines = [line.rstrip("\r\n")[:_SAMPLE] for line in islice(io.StringIO(text, newline=None), 50)]

    def score(delimiter: str) -> tuple[int, int]:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=delimiter)]
        used = [count for count in counts if count]
        most = max((used.count(count) for count in set(used)), default=0)
        return most, sum(used)

    return max(_DELIMITERS, key=score)
