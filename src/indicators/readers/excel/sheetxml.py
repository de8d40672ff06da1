"""One pass over the XML of a sheet: its cells with style, value and formula, and what is hidden.

Nearly all sheets are written one way. Their cells are found by one pattern; that none was missed
follows from the number of tags, and that the XML is whole from parsing it. All other sheets are
read as a tree, element by element.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from indicators.readers.excel.ooxml import (
    Text,
    XmlError,
    is_utf8,
    local,
    rich_text,
    unescaped,
    without_escapes,
)
from indicators.readers.table import Merge, split_address

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_COLUMN, _LAST_ROW = 2**14, 2**20
_TRUE = ("1", "true")

# Comments, prefixes and instructions of a program make a sheet one that is not written the usual way.
_PREFIXED = re.compile(rb"<\w+:(?:c|row|sheetData|v|f|is|t)[ />]")
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,5})")?(?: t="(\w{1,9})")? ?(?:/>|>'
    r"(<f(?:[^>]*/>|[^>]*>[^<]*</f>))?"
    r'(?:<v>([^<]*)</v>|<v ?/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_ROW = re.compile(rb"<row([^>]*)>")
_COL = re.compile(rb"<col ([^>]*?)/?>")
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})" ?/>')
_ADDRESS = re.compile(r"[A-Z]{1,3}[0-9]{1,7}\Z")
_FORMAT = re.compile(rb"<sheetFormatPr([^>]*)>")
_VIEW = re.compile(rb"<sheetView ([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_MAY_HIDE = re.compile(rb'hidden=|ht="0|width="0|zeroHeight=|showZeros=')


class RawCell(NamedTuple):
    """One cell as it is stored.

    Attributes:
        row: 1-based.
        column: 1-based.
        style: Index of its style.
        type: `n`, `s`, `str`, `inlineStr`, `b`, `e` or `d`.
        value: As stored; None where there is none.
        formula: None where there is none, empty for one that another cell holds.
    """

    row: int
    column: int
    style: int
    type: str
    value: Text | str | None
    formula: str | None


@dataclass(slots=True)
class SheetXml:
    """What the XML of a sheet holds; cells without value and formula are left out."""

    cells: list[RawCell] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    shown_rows: set[int] | None = None
    shows_zeros: bool = True

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether the row or the column of a cell is not shown."""
        if row in self.hidden_rows or column in self.hidden_columns:
            return True
        return self.shown_rows is not None and row not in self.shown_rows

    @property
    def hides(self) -> bool:
        """Whether some row or column is not shown."""
        return bool(self.hidden_rows or self.hidden_columns or self.shown_rows is not None)


_ROOT = re.compile(
    rb"<(?:[\w.-]+:)?(?:work|chart|dialog|macro)sheet\b"
)  # also in UTF-16, without zeros


def read_sheet(xml: bytes) -> SheetXml:
    """Read a sheet.

    Raises:
        XmlError: If it is broken, no sheet, or holds a cell twice.
    """
    if not _ROOT.search(xml.replace(b"\0", b"")):
        raise XmlError("excel.no_sheet")
    sheet = _usual(xml) or _unusual(xml)
    for cell in sheet.cells:
        if not (0 < cell.row <= _LAST_ROW and 0 < cell.column <= _LAST_COLUMN):
            raise XmlError("excel.no_place", row=cell.row, column=cell.column)
    return sheet


def _usual(xml: bytes) -> SheetXml | None:
    """A sheet that is written the usual way; None for any other."""
    if b"<!" in xml or b"<?" in xml[9:] or _PREFIXED.search(xml) or not is_utf8(xml):
        return None
    sheet = SheetXml()
    try:
        cells = _usual_cells(sheet, xml.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if cells != xml.count(b"<c ") + xml.count(b"<c>") + xml.count(b"<c/>"):
        return None
    merged = _MERGE.findall(xml)
    if len(merged) != xml.count(b"<mergeCell "):
        return None
    sheet.merges = [
        _merge(f"{a.decode()}{b.decode()}", f"{c.decode()}{d.decode()}") for a, b, c, d in merged
    ]
    if _MAY_HIDE.search(xml) and not _hide(sheet, xml):
        return None
    try:
        expat.ParserCreate().Parse(xml, True)  # noqa: FBT003 (expat takes it by position)
    except expat.ExpatError as error:
        raise XmlError("excel.broken_xml", reason=error) from error
    return sheet


def _usual_cells(sheet: SheetXml, xml: str) -> int:
    """Take in the cells that hold something; how many were looked at, empty ones too."""
    columns: dict[str, int] = {}
    seen = 0
    add = sheet.cells.append
    for found in _CELL.finditer(xml):
        letters, digits, style, kind, formula, value, inline = found.groups()
        seen += 1
        value = value or inline
        if not (value or formula):
            continue
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = split_address(f"{letters}1")[1]
        if value and ("&" in value or "_x" in value or "\r" in value):
            value = unescaped(value)
        add(
            RawCell(
                int(digits),
                column,
                int(style) if style else 0,
                kind or "n",
                value or None,
                _formula(formula) if formula else None,
            )
        )
    return seen


def _hide(sheet: SheetXml, xml: bytes) -> bool:
    """Take in what is hidden; whether all rows have numbers."""
    rows = [_attributes(tag) for tag in _ROW.findall(xml)]
    if any("r" not in row for row in rows):
        return False
    for tag in (*_FORMAT.findall(xml), *_VIEW.findall(xml)):
        _look(sheet, _attributes(tag))
    for row in rows:
        _hide_row(sheet, int(row["r"]), row)
    for tag in _COL.findall(xml):
        _hide_columns(sheet, _attributes(tag))
    return True


def _formula(tag: str) -> str:
    text = tag[tag.index(">") + 1 :].removesuffix("</f>")
    return "=" + unescaped(text) if text else ""


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in _ATTRIBUTE.findall(tag)}


def _look(sheet: SheetXml, attributes: Mapping[str, str]) -> None:
    """Whether rows that are not named are hidden, and whether zeros are."""
    if attributes.get("zeroHeight") in _TRUE:
        sheet.shown_rows = set()
    if attributes.get("showZeros") in ("0", "false"):
        sheet.shows_zeros = False


def _hide_row(sheet: SheetXml, number: int, attributes: Mapping[str, str]) -> None:
    if attributes.get("hidden") in _TRUE or _is_zero(attributes.get("ht")):
        sheet.hidden_rows.add(number)
    elif sheet.shown_rows is not None:
        sheet.shown_rows.add(number)


def _hide_columns(sheet: SheetXml, attributes: Mapping[str, str]) -> None:
    if attributes.get("hidden") in _TRUE or _is_zero(attributes.get("width")):
        first, last = int(attributes["min"]), int(attributes["max"])
        sheet.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))


def _is_zero(length: str | None) -> bool:
    return length is not None and float(length) == 0


def _merge(first: str, last: str) -> Merge:
    return Merge(*_place(first), *_place(last))


def _place(address: str) -> tuple[int, int]:
    row, column = split_address(address) if _ADDRESS.match(address) else (0, 0)
    if not (0 < row <= _LAST_ROW and 0 < column <= _LAST_COLUMN):
        raise XmlError("excel.no_address", address=address)
    return row, column


def _unusual(xml: bytes) -> SheetXml:
    """A sheet read element by element: prefixes, rich texts, cells without address."""
    sheet = SheetXml()
    row = column = 0
    try:
        for event, element in ET.iterparse(io.BytesIO(xml), ("start", "end")):  # noqa: S314
            tag = local(element.tag)
            if tag == "row" and event == "start":
                row, column = int(element.get("r", row + 1)), 0
                _hide_row(sheet, row, element.attrib)
            elif event == "start":
                continue
            elif tag == "c":
                address = element.get("r")
                row, column = _place(address) if address else (row, column + 1)
                _take(sheet, row, column, element)
                element.clear()
            elif tag in ("row", "sheetData"):
                element.clear()
            elif tag in _BESIDE:
                _take_beside(sheet, tag, element.attrib)
    except ET.ParseError as error:
        raise XmlError("excel.broken_xml", reason=error) from error
    return sheet


_BESIDE = ("col", "mergeCell", "sheetFormatPr", "sheetView")


def _take_beside(sheet: SheetXml, tag: str, attributes: Mapping[str, str]) -> None:
    if tag == "col":
        _hide_columns(sheet, attributes)
    elif tag == "mergeCell":
        first, _, last = attributes.get("ref", "").partition(":")
        sheet.merges.append(_merge(first, last or first))
    else:
        _look(sheet, attributes)


def _take(sheet: SheetXml, row: int, column: int, cell: ET.Element) -> None:
    """Add a cell, unless it holds neither a value nor a formula."""
    value: Text | str | None = None
    formula = None
    for child in cell:
        tag = local(child.tag)
        if tag == "v" and child.text:
            value = without_escapes(child.text)
        elif tag == "f":
            formula = "=" + child.text if child.text else ""
        elif tag == "is":
            rich = rich_text(child)
            value = rich if rich.note else rich.text
    if value is not None or formula is not None:
        style = int(cell.get("s", "0"))
        sheet.cells.append(RawCell(row, column, style, cell.get("t", "n"), value, formula))
