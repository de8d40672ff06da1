"""The mapping workbook: what is asked, what was answered, and what the answers lead to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from indicators.adopting.choices import definition, indicator_choice, themes
from indicators.adopting.words import headers, word, words
from indicators.answers.export.workbook import Styled, Workbook, fit, put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from indicators.adopting.asked import Line
    from indicators.adopting.entries import Entries
    from indicators.codebook import Codebook
    from indicators.readers.table import SourceTable

_ASK, _DONE, _QUIET = "#FFF2CC", "#E2EFDA", "#F2F2F2"
_WIDTHS = {
    "label": 34, "under": 30, "unit": 12, "code": 10, "count": 8, "sample": 26, "status": 13,
    "choice": 34, "reading": 30, "candidates": 60, "name": 28, "id": 28, "english": 28, "theme": 14,
    "better": 14, "own_unit": 12, "definition": 36, "note": 20, "header": 34, "place": 30,
    "level": 10, "parent": 20, "valid_from": 12, "valid_to": 12, "file": 34, "number": 16,
    "stand_in": 14, "issued_on": 14, "issuer": 30, "kind": 14, "title": 40, "period": 16,
    "cell": 16, "indicator": 40, "scenario": 14, "measure": 18, "value": 14,
}  # fmt: skip
_CENTRED = ("unit", "code", "count", "status", "own_unit", "value", "scenario", "period", "cell")
_LISTED = ("better", "level", "theme")


def write_mapping(
    sheets: Mapping[str, Sequence[Line]],
    preview: Sequence[Mapping[str, Any]],
    codebook: Codebook,
    kept: Entries,
) -> bytes:
    """Write a mapping workbook.

    Args:
        sheets: The rows of every sheet with answers.
        preview: The rows of the sheet that shows what will be read.
        codebook: The indicators that may be chosen.
        kept: The workbook of before: columns and sheets that a person has added stay.

    Returns:
        The bytes of the workbook; the same content gives the same bytes.

    Raises:
        ExportError: If XlsxWriter is missing.
    """
    book = Workbook()
    book.book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 (same bytes)
    _add_guide(book)
    lists = _Lists(list(themes(codebook).values()))
    for kind, lines in sheets.items():
        _add_sheet(book, kind, lines, kept.added.get(kind, []), lists)
    _add_preview(book, preview)
    _add_catalogue(book, codebook)
    lists.write(book)
    for table in kept.sheets:
        _add_own(book, table)
    return book.data()


class _Lists:
    """What may be chosen in each cell: rows of a sheet of their own, because a list in a cell is short."""

    def __init__(self, themes: list[str]) -> None:
        self.themes = themes
        self._rows: list[Sequence[str]] = []
        self._at: dict[tuple[str, ...], int] = {}

    def source(self, options: Sequence[str]) -> str:
        """The range that holds these options."""
        key = tuple(options)
        if key not in self._at:
            self._rows.append(options)
            self._at[key] = len(self._rows)
        from xlsxwriter.utility import xl_col_to_name

        row = self._at[key]
        last = xl_col_to_name(len(options) - 1)
        return f"='{word('sheet', 'choices')}'!$A${row}:${last}${row}"

    def write(self, book: Workbook) -> None:
        sheet = book.sheet(word("sheet", "choices"), [30] * 8)
        for number, options in enumerate(self._rows):
            for column, option in enumerate(options):
                put(sheet, number, column, option, book.format("plain"))
        sheet.hide()


def _add_guide(book: Workbook) -> None:
    sheet = book.sheet(word("sheet", "guide"), [110])
    put(sheet, 0, 0, words()["guide"]["title"], book.format("title"))
    for number, line in enumerate(words()["guide"]["lines"], 1):
        put(sheet, number, 0, line, book.format("text"))
        fit(sheet, number, [line], [110])


def _add_sheet(
    book: Workbook, kind: str, lines: Sequence[Line], added: Sequence[str], lists: _Lists
) -> None:
    sheet = book.sheet(word("sheet", kind))
    own = headers(kind)
    columns = [(shown, _WIDTHS[key]) for key, shown in own.items()]
    rows = [
        [
            *(_styled(book, key, line) for key in own),
            *(line.added.get(name, "") for name in added),
        ]
        for line in lines
    ]
    book.table(sheet, [*columns, *((name, 20) for name in added)], rows, style="small", frozen=1)
    keys = list(own)
    for number, line in enumerate(lines, 1):
        if line.choices:
            _choose(sheet, number, keys.index("choice"), lists.source(line.choices))
    for key in _LISTED:
        if key in own and lines:
            options = lists.themes if key == "theme" else list(words()[key].values())
            at = keys.index(key)
            sheet.data_validation(1, at, len(lines), at, _validation(lists.source(options)))
    sheet.autofilter(0, 0, max(len(lines), 1), len(columns) + len(added) - 1)


def _choose(sheet: Worksheet, row: int, column: int, source: str) -> None:
    sheet.data_validation(row, column, row, column, _validation(source))


def _validation(source: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",  # an id, or words of one's own, will do as well
        "error_title": word("not_listed", "title"),
        "error_message": word("not_listed", "message"),
    }


def _styled(book: Workbook, key: str, line: Line) -> Styled:
    value = line.cells.get(key, "")
    base = "small_centre" if key in _CENTRED else "small"
    if key in ("choice", "status"):
        colour = {"open": _ASK, "answered": _DONE, "taken": _DONE}.get(line.status, _QUIET)
        return Styled(value, book.format(base, bg_color=colour))
    return Styled(value, book.format(base))


def _add_preview(book: Workbook, rows: Iterable[Mapping[str, Any]]) -> None:
    sheet = book.sheet(word("sheet", "preview"))
    own = headers("preview")
    columns = [(shown, _WIDTHS[key]) for key, shown in own.items()]
    centred = book.format("small_centre")
    cells = [
        [Styled(row.get(k, ""), centred) if k in _CENTRED else row.get(k, "") for k in own]
        for row in rows
    ]
    book.table(sheet, columns, cells, style="small")


def _add_catalogue(book: Workbook, codebook: Codebook) -> None:
    sheet = book.sheet(word("sheet", "catalogue"))
    own = headers("catalogue")
    rows = [
        [indicator_choice(entry), entry.unit, definition(entry)]
        for entry in sorted(codebook.indicators.values(), key=lambda entry: entry.vi.casefold())
    ]
    widths = (70, 16, 90)
    book.table(sheet, list(zip(own.values(), widths, strict=True)), rows, style="small")
    sheet.autofilter(0, 0, max(len(rows), 1), len(own) - 1)


def _add_own(book: Workbook, table: SourceTable) -> None:
    """A sheet that a person has added, cell by cell."""
    sheet = book.sheet(table.sheet)
    for (row, column), cell in table.cells.items():
        put(sheet, row - 1, column - 1, cell.text, book.format("plain"))
