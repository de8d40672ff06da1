"""Reading .csv tables: every cell is text, the delimiter is found, the encoding is Unicode."""

from __future__ import annotations

import csv
import hashlib
import io
from itertools import islice
from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError
from indicators.readers.files import file_bytes
from indicators.readers.table import Cell, SourceFile, SourceTable

if TYPE_CHECKING:
    from pathlib import Path

# With its text and cells a larger table would not fit into 500 MB.
MOST_BYTES = 16 * 2**20
MOST_CELLS = 300_000
_SAMPLE = 10_000
_DELIMITERS = ";\t,"


def read_csv(path: Path) -> SourceFile:
    """Read a csv file as one table named like the file.

    The facts of the document may stand above the table as lines of key and value.

    Raises:
        SourceError: If the file is missing, empty, too large or not UTF-8 (or UTF-16 with mark).
    """
    data = file_bytes(path)
    if len(data) > MOST_BYTES:
        raise SourceError(path, "csv.too_large", most=MOST_BYTES // 2**20)
    text = _decode(path, data)
    cells: dict[tuple[int, int], Cell] = {}
    try:
        for row, values in enumerate(
            # strict: a quote without end would swallow the rest of the table
            csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True),
            start=1,
        ):
            for column, value in enumerate(values, start=1):
                if value.strip():
                    cells[row, column] = Cell(row, column, "text", value)
            if len(cells) > MOST_CELLS:
                raise SourceError(path, "csv.too_many_cells", most=MOST_CELLS)
    except csv.Error as error:
        raise SourceError(path, "csv.none", reason=error) from error
    if not cells:
        raise SourceError(path, "csv.empty")
    return SourceFile(path, hashlib.sha256(data).hexdigest(), (SourceTable(path.stem, cells),))


def _decode(path: Path, data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(path, "csv.no_utf8", byte=error.start) from error


def _delimiter(text: str) -> str:
    """The delimiter most of the first lines agree on; outside of quotes."""
    lines = [line.rstrip("\r\n")[:_SAMPLE] for line in islice(io.StringIO(text), 50)]

    def score(delimiter: str) -> tuple[int, int]:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=delimiter)]
        used = [count for count in counts if count]
        most = max((used.count(count) for count in set(used)), default=0)
        return most, sum(used)

    return max(_DELIMITERS, key=score)
