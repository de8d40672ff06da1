"""A workbook that keeps text as text, with the formats all sheets share."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, Self

import xlsxwriter

from indicators.messages.errors import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A label that starts with =, +, - or @ stays the label; an address stays text.
_TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
_MOST_LETTERS = 32_767
_BASE: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_CELL: dict[str, Any] = {**_BASE, "border": 1, "text_wrap": True}
_KINDS: Mapping[str, dict[str, Any]] = {
    "plain": _BASE,
    "title": {**_BASE, "bold": True, "font_size": 14, "align": "center", "text_wrap": True},
    "quiet": {**_BASE, "italic": True, "text_wrap": True},
    "head": {**_CELL, "bold": True, "align": "center", "bg_color": "#D9E2EC"},
    "text": _CELL,
    "centre": {**_CELL, "align": "center"},
    "differs": {**_CELL, "bg_color": "#FCE4D6", "bold": True},
    "differs_centre": {**_CELL, "bg_color": "#FCE4D6", "bold": True, "align": "center"},
    "date": {**_CELL, "num_format": "dd/mm/yyyy", "align": "center"},
}


class Workbook:
    """An XlsxWriter workbook with named formats; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Begin a workbook at `path`."""
        self.book = xlsxwriter.Workbook(str(path), {**_TEXT_STAYS_TEXT, "in_memory": True})
        self._formats: dict[str, Format] = {}

    def __enter__(self) -> Self:
        """Write the file at the end."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Write the file, unless something went wrong."""
        if kind is None:
            self.book.close()

    def format(self, kind: str) -> Format:
        """A named format."""
        if kind not in self._formats:
            self._formats[kind] = self.book.add_format(_KINDS[kind])
        return self._formats[kind]

    def number(self, decimals: int | None, *, differs: bool = False) -> Format:
        """Numbers with thousands and so many decimals; Excel shows them in the reader's way."""
        places = max(decimals or 0, 0)
        name = f"number {places} {differs}"
        if name not in self._formats:
            pattern = "#,##0" + ("." + "0" * places if places else "")
            kind = _KINDS["differs" if differs else "text"]
            self._formats[name] = self.book.add_format(
                {**kind, "num_format": pattern, "align": "center"}
            )
        return self._formats[name]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, A4 landscape, one page wide; the name is cut and made unique."""
        clean = (
            "".join("-" if letter in "[]:*?/\\'" else letter for letter in name).strip() or "Bảng"
        )
        taken = {sheet.get_name().lower() for sheet in self.book.worksheets()}
        unique, number = clean[:31], 2
        while unique.lower() in taken:
            unique = f"{clean[:27]} ({number})"
            number += 1
        sheet = self.book.add_worksheet(unique)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&8&A&R&8&P/&N")
        return sheet


def fit(sheet: Worksheet, row: int, texts: Iterable[object], widths: Sequence[float]) -> None:
    """Make a row as tall as its longest wrapped text; spreadsheets do not do it for written files."""
    lines = max(
        sum(
            -(-max(len(line), 1) // max(int(width * 0.92), 1))
            for line in str(text or "").split("\n")
        )
        for text, width in zip(texts, widths, strict=False)
    )
    sheet.set_row(row, 17 * lines)


def shortened(text: str) -> str:
    """The text, or its beginning: XlsxWriter leaves out what is longer than a cell can hold."""
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 2] + " …"


def title(text: str) -> str:
    """A title of a chart as text: XlsxWriter takes `=Sheet!A1` for a reference."""
    shown = on_one_line(text)
    return f" {shown}" if shown.startswith("=") else shown


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | float | datetime | None,
    style: Format,
    number: Format | None = None,
) -> None:
    """Write a value as what it is: text as text, a number as a number, nothing as an empty cell."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, shortened(value), style)
    elif isinstance(value, float) and not isfinite(value):
        sheet.write_string(row, column, str(value), style)  # no cell of Excel holds such a number
    elif isinstance(value, bool | int | float):
        sheet.write_number(row, column, value, number or style)
    else:
        sheet.write_datetime(row, column, value, style)
