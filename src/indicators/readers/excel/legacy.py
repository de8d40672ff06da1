"""Reading .xls workbooks (Excel 97 to 2003) with xlrd, number formats, fonts and runs included."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from indicators.messages.errors import SourceError
from indicators.readers.excel.numfmt import BUILT_IN, read_format
from indicators.readers.excel.ooxml import Style, Text, joined
from indicators.readers.excel.shown import exact
from indicators.readers.excel.workbook import (
    MOST_CELLS,
    covered,
    number_cell,
    one_sentence,
    sight,
    source_file,
    text_cell,
)
from indicators.readers.files import file_bytes
from indicators.readers.table import Cell, Merge, SourceTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indicators.readers.table import SourceFile

MOST_BYTES = 16 * 2**20
_FIRST_OWN_FORMAT = 164
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def read_xls(path: Path) -> SourceFile:
    """Read all sheets of an .xls workbook as `read_workbook` does; formulas are not told apart.

    Raises:
        SourceError: If the file is missing, empty, encrypted, corrupt or larger than the limits.
    """
    import xlrd

    data = file_bytes(path)
    if not data:
        raise SourceError(path, "file.no_bytes")
    if len(data) > MOST_BYTES:
        raise SourceError(path, "file.too_large", most=MOST_BYTES // 2**20)
    with one_sentence(path):
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        )
        styles = [_style(book, xf) for xf in book.xf_list]
        tables = tuple(_table(path, book, sheet, styles) for sheet in book.sheets())
    return source_file(path, data, tables)


def _style(book: Any, xf: Any) -> Style:  # noqa: ANN401 (xlrd has no types)
    key = xf.format_key
    code = BUILT_IN.get(key) if key < _FIRST_OWN_FORMAT else None
    code = code or book.format_map[key].format_str
    return Style(read_format(code), bool(book.font_list[xf.font_index].struck_out))


def _table(path: Path, book: Any, sheet: Any, styles: list[Style]) -> SourceTable:  # noqa: ANN401
    cells: dict[tuple[int, int], Cell] = {}
    struck = []
    for at, flags in _places(sheet):
        style = styles[sheet.cell_xf_index(*at)]
        cell = _cell(book, sheet, at, style, flags)
        if cell is None:
            continue
        if style.struck and at not in sheet.rich_text_runlist_map:
            struck.append(cell)
        else:
            cells[cell.row, cell.column] = cell
        if len(cells) > MOST_CELLS:
            raise SourceError(
                path, "excel.many_cells", sheet.name, found=len(cells), most=MOST_CELLS
            )
    merges = tuple(Merge(a + 1, c + 1, b, d) for a, b, c, d in sheet.merged_cells)
    for at in covered(path, sheet.name, merges, cells):
        del cells[at]
    return SourceTable(sheet.name, cells, merges, sheet.visibility != 0, tuple(struck))


def _places(sheet: Any) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:  # noqa: ANN401
    """The places of a sheet from 0, hidden ones flagged."""
    rows = {n for n, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0}
    columns = {n for n, info in sheet.colinfo_map.items() if info.hidden or info.width == 0}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            unseen = row in rows or column in columns
            yield (row, column), sight(sheet=sheet.visibility == 0, place=not unseen)


def _cell(
    book: Any,  # noqa: ANN401
    sheet: Any,  # noqa: ANN401
    at: tuple[int, int],
    style: Style,
    flags: frozenset[str],
) -> Cell | None:
    from xlrd import error_text_from_code

    stored = sheet.cell(*at)
    row, column = at[0] + 1, at[1] + 1
    if stored.ctype == _TEXT:
        own = book.xf_list[stored.xf_index].font_index
        text = _runs(book, stored.value, own, sheet.rich_text_runlist_map.get(at, ()))
        return text_cell(row, column, text, style, flags)
    if stored.ctype in (_NUMBER, _DATE):
        number = exact(stored.value)
        return number_cell(row, column, number, style, flags, since_1904=book.datemode == 1)
    if stored.ctype == _BOOLEAN:
        return Cell(row, column, "boolean", "TRUE" if stored.value else "FALSE", flags=flags)
    if stored.ctype == _ERROR:
        return Cell(row, column, "error", error_text_from_code[stored.value], flags=flags)
    return None


def _runs(book: Any, text: str, own: int, runs: Any) -> Text:  # noqa: ANN401
    """The text without its struck runs, raised ones as its note; it begins in the cell's font."""
    if not runs:
        return Text(text)
    ends = [(0, own), *runs, (len(text), own)]
    return joined(
        (
            text[start:end],
            bool(book.font_list[font].struck_out),
            book.font_list[font].escapement == 1,
        )
        for (start, font), (end, _) in pairwise(ends)
        if end > start
    )
