"""A workbook that keeps text as text, with the formats and the tables all sheets share."""

from __future__ import annotations

import io
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from indicators.messages.errors import ExportError
from indicators.messages.sentences import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
_DIFFERS: dict[str, Any] = {**_CELL, "bg_color": "#FCE4D6", "bold": True}
_STYLES: Mapping[str, dict[str, Any]] = {
    "plain": _BASE,
    "title": {**_BASE, "bold": True, "font_size": 14, "align": "center", "text_wrap": True},
    "quiet": {**_BASE, "italic": True, "text_wrap": True},
    "header": {**_CELL, "bold": True, "align": "center", "bg_color": "#D9E2EC"},
    "text": _CELL,
    "centre": {**_CELL, "align": "center"},
    "differs": _DIFFERS,
    "differs_centre": {**_DIFFERS, "align": "center"},
    "small": {**_CELL, "font_size": 11},
    "small_centre": {**_CELL, "font_size": 11, "align": "center"},
}


class Styled(NamedTuple):
    """A value of a table in another format than the cells around it."""

    value: Any
    style: Format


class Workbook:
    """An XlsxWriter workbook in memory, with named formats; `data` closes it."""

    def __init__(self) -> None:
        """Begin a workbook.

        Raises:
            ExportError: If XlsxWriter is missing.
        """
        try:
            import xlsxwriter
        except ImportError as error:
            raise ExportError("export.needs_xlsxwriter") from error
        self._file = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._file, {**_TEXT_STAYS_TEXT, "in_memory": True})
        self._formats: dict[tuple[Any, ...], Format] = {}

    def data(self) -> bytes:
        """The bytes of the finished workbook."""
        self.book.close()
        return self._file.getvalue()

    def format(self, style: str, **more: object) -> Format:
        """A named format, with properties of XlsxWriter beside its own."""
        key = (style, *more.items())
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**_STYLES[style], **more})
        return self._formats[key]

    def number(self, decimals: int | None, *, differs: bool = False) -> Format:
        """Numbers with thousands and so many decimals; Excel shows them in the reader's way."""
        places = max(decimals or 0, 0)
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return self.format("differs_centre" if differs else "centre", num_format=pattern)

    def sheet(self, name: str, widths: Iterable[float] = ()) -> Worksheet:
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
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def table(
        self,
        sheet: Worksheet,
        headers: Mapping[str, float] | Sequence[tuple[str, float]],
        rows: Iterable[Sequence[Any]],
        *,
        top: int = 0,
        style: str = "text",
        frozen: int | None = 0,
    ) -> None:
        """A table whose headers are printed on every page.

        Args:
            sheet: Where it stands, from the first column on.
            headers: Header and width in letters of every column.
            rows: Values, or `Styled` values.
            top: Row of the headers.
            style: Format of the cells.
            frozen: Columns that stay when the sheet is scrolled; None lets the headers go, too.
        """
        pairs = list(headers.items()) if hasattr(headers, "items") else list(headers)
        widths = [width for _, width in pairs]
        for column, (header, width) in enumerate(pairs):
            sheet.set_column(column, column, width)
            put(sheet, top, column, header, self.format("header"))
        fit(sheet, top, [header for header, _ in pairs], widths)
        small = style.startswith("small")
        for number, row in enumerate(rows, top + 1):
            fit(sheet, number, row, widths, small=small)
            for column, cell in enumerate(row):
                value, kind = cell if isinstance(cell, Styled) else Styled(cell, self.format(style))
                put(sheet, number, column, value, kind)
        if frozen is not None:
            sheet.repeat_rows(top)
            sheet.freeze_panes(top + 1, frozen)


def fit(
    sheet: Worksheet,
    row: int,
    cells: Iterable[object],
    widths: Sequence[float],
    *,
    small: bool = False,
) -> None:
    """Make a row as tall as its longest wrapped text; spreadsheets do not do it for written files."""
    letters, line, room = (1.05, 15, 3) if small else (0.92, 17, 0)
    values = (cell.value if isinstance(cell, Styled) else cell for cell in cells)
    lines = max(
        sum(-(-max(len(part), 1) // max(int(width * letters), 1)) for part in text.split("\n"))
        for value, width in zip(values, widths, strict=False)
        for text in [value if isinstance(value, str) else ""]  # a number is never wrapped
    )
    sheet.set_row(row, line * lines + room)


def shortened(text: str) -> str:
    """The text, or its beginning: XlsxWriter leaves out what is longer than a cell can hold."""
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 2] + " …"


def title(text: str) -> str:
    """A title of a chart as text: XlsxWriter takes `=Sheet!A1` for a reference."""
    shown = on_one_line(text)
    return f" {shown}" if shown.startswith("=") else shown


def put(sheet: Worksheet, row: int, column: int, value: str | float | None, style: Format) -> None:
    """Write a value as what it is: text as text, a number as a number, nothing as an empty cell."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, shortened(value), style)
    elif not isfinite(value):
        sheet.write_string(row, column, str(value), style)  # no cell of Excel holds such a number
    else:
        sheet.write_number(row, column, value, style)
