"""Reading .xlsx and .xlsm workbooks: every cell as its reader sees it."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError
from indicators.messages.sentences import message
from indicators.readers.excel import ooxml
from indicators.readers.excel.dates import day_of, show_date
from indicators.readers.excel.ooxml import GENERAL, Style, Text
from indicators.readers.excel.package import open_package
from indicators.readers.excel.sheetxml import read_sheet
from indicators.readers.excel.shown import exact, show
from indicators.readers.files import file_bytes
from indicators.readers.plain.encodings import from_tcvn3, from_vni, legacy_encoding
from indicators.readers.table import Cell, Merge, SourceFile, SourceTable, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from indicators.messages.sentences import Message
    from indicators.readers.excel.sheetxml import RawCell, SheetXml

MOST_CELLS = 300_000
"""Of a sheet: a draft of ten thousand figures has 210 000; more would not fit into 500 MB."""

MOST_COVERED = 4_000_000
_MOST_NUMBER = Decimal("1e21")  # no figure of a country is as large; beyond, a cell shows ###
_MOST_DIGITS = 15
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (no zone in a cell)
_NO_FLAGS: frozenset[str] = frozenset()


def read_workbook(path: Path) -> SourceFile:
    """Read all sheets of a workbook, hidden ones too; macros are never looked at.

    Returns:
        The file with a table for each worksheet. A cell is what its number format and its runs of
        text show; errors, formulas without a saved result, hidden and struck cells are told apart.

    Raises:
        SourceError: If the file is missing, empty, encrypted, corrupt, larger than the limits,
            or holds no cell at all.
    """
    data = file_bytes(path)
    with one_sentence(path):
        parts = open_package(path, data)
        styles = ooxml.read_styles(parts)
        contents = ooxml.read_contents(parts)
        strings = ooxml.read_strings(parts)
        tables = []
        for sheet in contents.sheets:
            view = SheetView(
                path, sheet.name, read_sheet(parts[sheet.part]), styles, strings,
                hidden=sheet.hidden, since_1904=contents.since_1904,
            )  # fmt: skip
            tables.append(view.table())
    return source_file(path, data, tables)


def source_file(path: Path, data: bytes, tables: Iterable[SourceTable]) -> SourceFile:
    """The file of these tables; sheets in fonts from before Unicode are converted, and named.

    Raises:
        SourceError: If none of them holds a cell.
    """
    found = tuple(tables)
    if not any(table.cells for table in found):
        raise SourceError(path, "excel.empty")
    remarks: dict[str, Message] = {}
    read = []
    for table in found:
        texts = (cell.text for cell in table.cells.values() if cell.kind == "text")
        legacy = legacy_encoding("\n".join(texts))
        if legacy is None:
            read.append(table)
            continue
        remarks[legacy] = message("note.converted", encoding=legacy)
        convert = from_tcvn3 if legacy == "TCVN3" else from_vni
        cells = {
            at: cell._replace(text=convert(cell.text)) if cell.kind == "text" else cell
            for at, cell in table.cells.items()
        }
        read.append(replace(table, cells=cells))
    return SourceFile(path, hashlib.sha256(data).hexdigest(), tuple(read), tuple(remarks.values()))


@contextmanager
def one_sentence(path: Path) -> Iterator[None]:
    """Turn what parsers raise on broken files, which is of many kinds, into one sentence.

    Raises:
        SourceError: In place of any other error.
    """
    try:
        yield
    except SourceError:
        raise
    except BaseException as error:
        # calamine panics on some files, which is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise SourceError(path, "excel.damaged", reason=error) from error


@dataclass(slots=True)
class SheetView:
    """Makes the cells of one sheet from what is stored."""

    path: Path
    name: str
    xml: SheetXml
    styles: Sequence[Style]
    strings: Sequence[Text]
    hidden: bool = False
    since_1904: bool = False
    plain: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    struck: list[Cell] = field(default_factory=list)

    def table(self) -> SourceTable:
        """The sheet as a table.

        Raises:
            SourceError: If it has more cells than are read, or one of them twice.
        """
        stored = self.xml.cells
        if len(stored) > MOST_CELLS:
            raise SourceError(
                self.path, "excel.many_cells", self.name, found=len(stored), most=MOST_CELLS
            )
        self.plain = not (self.hidden or self.xml.hides)
        for raw in stored:
            at = (raw.row, raw.column)
            style = self.styles[raw.style] if 0 <= raw.style < len(self.styles) else GENERAL
            cell = self._cell(raw, style)
            if cell is None:
                continue
            if at in self.cells:
                raise SourceError(self.path, "excel.cell_twice", f"{self.name}!{column_letters(raw.column)}{raw.row}")  # fmt: skip
            if style.struck:
                self.struck.append(cell)
            else:
                self.cells[at] = cell
        for at in covered(self.path, self.name, self.xml.merges, self.cells):
            del self.cells[at]
        return SourceTable(
            self.name, self.cells, tuple(self.xml.merges), self.hidden, tuple(self.struck)
        )

    def _cell(self, raw: RawCell, style: Style) -> Cell | None:
        flags = self._flags(raw)
        kind, value = raw.type, raw.value
        if value is None or not (value.text if isinstance(value, Text) else value).strip():
            if raw.formula is None or kind in ("str", "inlineStr"):
                return None  # a formula of words that shows nothing
            return Cell(raw.row, raw.column, "no_value", raw.formula or "=…", flags=flags)
        if kind == "n" and type(value) is str:
            return self._number(raw, value, style, flags)
        if kind == "s":
            value = self.strings[_index(str(value))]
        if kind in ("s", "str", "inlineStr"):
            text = value if isinstance(value, Text) else Text(value)
            return text_cell(raw.row, raw.column, text, style, flags)
        return _other(raw, value.text if isinstance(value, Text) else value, style, flags)

    def _flags(self, raw: RawCell) -> frozenset[str]:
        flags = _NO_FLAGS
        if not self.plain:
            flags = sight(sheet=not self.hidden, place=not self.xml.is_hidden(raw.row, raw.column))
        return flags | {"formula"} if raw.formula is not None else flags

    def _number(self, raw: RawCell, word: str, style: Style, flags: frozenset[str]) -> Cell:
        try:
            number = Decimal(word) if len(word) <= _MOST_DIGITS else exact(float(word))
        except (InvalidOperation, ValueError):
            return Cell(raw.row, raw.column, "error", word, flags=flags)
        return number_cell(
            raw.row, raw.column, number, style, flags,
            since_1904=self.since_1904, shows_zero=self.xml.shows_zeros,
        )  # fmt: skip


def sight(*, sheet: bool, place: bool) -> frozenset[str]:
    """The flags of a cell by whether its sheet, and its row and column, are shown."""
    return frozenset(
        name for name, shown in (("hidden", sheet and place), ("out_of_sight", place)) if not shown
    )


def _other(raw: RawCell, word: str, style: Style, flags: frozenset[str]) -> Cell:
    """A truth value, a day or an error."""
    at = (raw.row, raw.column)
    if raw.type == "b":
        return Cell(*at, "boolean", "TRUE" if word in ("1", "true") else "FALSE", flags=flags)
    if raw.type == "d":
        when = datetime.fromisoformat(word).replace(tzinfo=None)
        text = show_date(when, Decimal((when - _EPOCH) / timedelta(days=1)), style.format)
        return Cell(*at, "date", text, date=when.date(), flags=flags)
    if raw.type in ("e", "n"):
        return Cell(*at, "error", word, flags=flags)
    raise ooxml.XmlError("excel.cell_kind", type=raw.type)


def _index(word: str) -> int:
    index = int(word)
    if index < 0:
        raise ooxml.XmlError("excel.text_missing", index=index)
    return index


def text_cell(
    row: int, column: int, text: Text, style: Style, flags: frozenset[str] = _NO_FLAGS
) -> Cell | None:
    """The cell of a text; None where nothing but space is in it."""
    words, note = text
    if not words.strip():
        return None
    section = style.format.text
    if section is not None and section.kind != "general":
        before, after = section.around if section.kind == "text" else (section.literal, "")
        if section.kind == "text":
            words = f"{before}{words}{after}" if before.strip() or after.strip() else words
        elif before.strip():
            words = before
        else:
            flags |= {"hidden"}
    return Cell(row, column, "text", words, flags=flags, note=note)


def number_cell(
    row: int,
    column: int,
    number: Decimal,
    style: Style,
    flags: frozenset[str] = _NO_FLAGS,
    *,
    since_1904: bool = False,
    shows_zero: bool = True,
) -> Cell:
    """The cell of a stored number, as its number format shows it."""
    if not number.is_finite() or abs(number) >= _MOST_NUMBER:
        return Cell(row, column, "error", str(number), flags=flags)
    if style.format.is_date:
        when = day_of(number, since_1904=since_1904)
        if when is None:  # a spreadsheet shows ####
            return Cell(row, column, "error", str(number), flags=flags)
        day = when.date() if number >= 1 else None  # else a time
        return Cell(
            row, column, "date", show_date(when, number, style.format), date=day, flags=flags
        )
    shown = show(number, style.format)
    if shown.precise:
        flags |= {"more_precise_than_shown"}
    if shown.kind == "number" and (shows_zero or number):
        return Cell(
            row,
            column,
            "number",
            shown.text,
            shown.number,
            shown.decimals,
            shown.percent,
            flags=flags,
        )
    if shown.kind == "words":
        return Cell(
            row, column, "text", shown.text, decimals=shown.decimals, flags=flags, exact=shown.exact
        )
    if shown.kind == "disagrees":
        return Cell(
            row, column, "text", shown.text, flags=flags | {"shown_differs"}, exact=str(number)
        )
    if shown.text and shows_zero:
        return Cell(row, column, "text", shown.text, flags=flags)
    bare = show(number, GENERAL.format)
    return Cell(
        row, column, "number", bare.text, bare.number, bare.decimals, flags=flags | {"hidden"}
    )


def covered(
    path: Path, sheet: str, merges: Sequence[Merge], cells: Mapping[tuple[int, int], Cell]
) -> set[tuple[int, int]]:
    """Cells under a merged range; each range is gone through the shorter way.

    Raises:
        SourceError: If the ranges are larger than is gone through.
    """
    under: set[tuple[int, int]] = set()
    steps = 0
    for merge in merges:
        rows = range(merge.first_row, merge.last_row + 1)
        columns = range(merge.first_column, merge.last_column + 1)
        few = len(rows) * len(columns) < len(cells)
        steps += len(rows) * len(columns) if few else len(cells)
        if steps > MOST_COVERED:
            raise SourceError(path, "excel.many_merges", sheet)
        inside = product(rows, columns) if few else cells
        under.update(at for at in inside if at[0] in rows and at[1] in columns and at in cells)
        under.discard((merge.first_row, merge.first_column))
    return under
