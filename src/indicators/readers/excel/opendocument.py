"""Reading .ods workbooks (LibreOffice): the file keeps what every cell shows, and its value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from indicators.messages.errors import SourceError
from indicators.readers.excel.ooxml import Text, XmlError, joined, local, tree
from indicators.readers.excel.shown import exact
from indicators.readers.excel.workbook import MOST_CELLS, covered, one_sentence, sight, source_file
from indicators.readers.files import file_bytes
from indicators.readers.table import Cell, Merge, SourceTable
from indicators.readers.zipped import Kind, open_zip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree import ElementTree as ET

    from indicators.readers.table import SourceFile

_KIND = Kind("workbook", "LibreOffice", ".ods", most_xml=64 * 2**20, small=2**20)
_LAST_ROW, _LAST_COLUMN = 2**20, 2**14
_NUMBERS = ("float", "percentage", "currency")
_FIGURE = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
_SPACES = re.compile(r"[\u00a0\u202f ]")
_RAISED = re.compile(r"super|[1-9]\d*%")
_HIDDEN = ("collapse", "filter")
_SCALES = (0, -3, -6, -9)


class Look(NamedTuple):
    """What an automatic style says: struck, raised, a sheet that is not shown."""

    struck: bool = False
    raised: bool = False
    hidden: bool = False


def read_ods(path: Path) -> SourceFile:
    """Read all sheets of an .ods workbook; a cell is the text that the file keeps for it.

    Numbers are shown in the language of who saved it: which marks are decimal is known from the
    value. Where the text is not the value within its rounding, the cell is flagged.

    Raises:
        SourceError: If the file is missing, empty, encrypted, corrupt or larger than the limits.
    """
    data = file_bytes(path)
    if not data:
        raise SourceError(path, "file.no_bytes")
    archive = open_zip(path, data, _KIND)
    with one_sentence(path):
        xml = archive.read("content.xml")
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            raise XmlError("excel.doctype", name="content.xml")
        root = tree(xml)
        looks = dict(_looks(root))
        sheets = [e for e in root.iter() if local(e.tag) == "table" and _at(e, "name") is not None]
        tables = tuple(_Sheet(path, element, looks).table() for element in sheets)
    return source_file(path, data, tables)


def _at(element: ET.Element, name: str) -> str | None:
    return next((value for key, value in element.items() if local(key) == name), None)


def _looks(root: ET.Element) -> Iterator[tuple[str, Look]]:
    for style in root.iter():
        if local(style.tag) != "style":
            continue
        struck = raised = hidden = False
        for part in style:
            lines = (_at(part, f"text-line-through-{kind}") for kind in ("style", "type"))
            struck |= any(line not in (None, "none") for line in lines)
            raised |= bool(_RAISED.match(_at(part, "text-position") or ""))
            hidden |= _at(part, "display") == "false"
        yield _at(style, "name") or "", Look(struck, raised, hidden)


@dataclass(slots=True)
class _Sheet:
    path: Path
    element: ET.Element
    looks: dict[str, Look]
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    struck: list[Cell] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)

    def table(self) -> SourceTable:
        name = _at(self.element, "name") or ""
        hidden = self._look(self.element).hidden
        row = column = 1
        for element in self.element.iter():
            tag = local(element.tag)
            if tag == "table-column":
                times = min(int(_at(element, "number-columns-repeated") or 1), _LAST_COLUMN)
                if _at(element, "visibility") in _HIDDEN:
                    self.hidden_columns.update(range(column, column + times))
                column += times
            elif tag == "table-row":
                times = int(_at(element, "number-rows-repeated") or 1)
                unseen = _at(element, "visibility") in _HIDDEN
                held = len(self.cells)
                self._row(element, row, unseen=unseen)
                if len(self.cells) > held:
                    for more in range(1, min(times, _LAST_ROW)):
                        self._row(element, row + more, unseen=unseen)
                        self._check(name)
                row += times
                self._check(name)
        for at in covered(self.path, name, self.merges, self.cells):
            del self.cells[at]
        return SourceTable(name, self.cells, tuple(self.merges), hidden, tuple(self.struck))

    def _check(self, name: str) -> None:
        if len(self.cells) > MOST_CELLS:
            raise SourceError(
                self.path, "excel.many_cells", name, found=len(self.cells), most=MOST_CELLS
            )

    def _look(self, element: ET.Element) -> Look:
        return self.looks.get(_at(element, "style-name") or "", Look())

    def _row(self, element: ET.Element, row: int, *, unseen: bool) -> None:
        column = 1
        for cell in element:
            if local(cell.tag) not in ("table-cell", "covered-table-cell"):
                continue
            times = int(_at(cell, "number-columns-repeated") or 1)
            down = int(_at(cell, "number-rows-spanned") or 1)
            across = int(_at(cell, "number-columns-spanned") or 1)
            if down > 1 or across > 1:
                self.merges.append(Merge(row, column, row + down - 1, column + across - 1))
            if len(cell) or _at(cell, "formula"):
                for at in range(column, min(column + times, _LAST_COLUMN + 1)):
                    self._take(cell, row, at, unseen=unseen)
            column += times

    def _take(self, element: ET.Element, row: int, column: int, *, unseen: bool) -> None:
        unseen = unseen or column in self.hidden_columns
        flags = sight(sheet=not self._look(self.element).hidden, place=not unseen)
        if _at(element, "formula"):
            flags |= {"formula"}
        made = self._cell(element, row, column)
        if made is None:
            return
        made = made._replace(flags=made.flags | flags)
        if self._look(element).struck:
            self.struck.append(made)
        else:
            self.cells[row, column] = made

    def _cell(self, element: ET.Element, row: int, column: int) -> Cell | None:
        kind, shown = _at(element, "value-type"), self._text(element)
        if kind in _NUMBERS:
            number = exact(float(_at(element, "value") or "nan"))
            return shown_number(row, column, shown.text, number, percent=kind == "percentage")
        if kind in ("date", "time"):
            printed = _at(element, "date-value")
            day = datetime.fromisoformat(printed).date() if printed else None
            return Cell(row, column, "date", shown.text, date=day)
        if kind == "boolean":
            truth = "TRUE" if _at(element, "boolean-value") == "true" else "FALSE"
            return Cell(row, column, "boolean", truth)
        if shown.text.startswith(("#", "Err:")) and _at(element, "formula"):
            return Cell(row, column, "error", shown.text)
        if not shown.text.strip():
            if kind is None and _at(element, "formula"):
                return Cell(row, column, "no_value", _at(element, "formula") or "")
            return None
        return Cell(row, column, "text", shown.text, note=shown.note)

    def _text(self, element: ET.Element) -> Text:
        """The paragraphs of a cell as lines; remarks pinned to it are no part of it."""
        lines = [joined(self._runs(p, Look())) for p in element if local(p.tag) == "p"]
        notes = "; ".join(line.note for line in lines if line.note)
        return Text("\n".join(line.text for line in lines), notes)

    def _runs(self, element: ET.Element, look: Look) -> Iterator[tuple[str, bool, bool]]:
        own = self._look(element) if local(element.tag) == "span" else Look()
        look = Look(look.struck or own.struck, look.raised or own.raised)
        yield element.text or "", look.struck, look.raised
        for child in element:
            tag = local(child.tag)
            if tag == "s":
                yield " " * min(int(_at(child, "c") or 1), 100), look.struck, look.raised
            elif tag in ("tab", "line-break"):
                yield "\n" if tag == "line-break" else "\t", look.struck, look.raised
            elif tag != "annotation":
                yield from self._runs(child, look)
            yield child.tail or "", look.struck, look.raised


def shown_number(row: int, column: int, shown: str, stored: Decimal, *, percent: bool) -> Cell:
    """The cell of a value and of the text that shows it, its figure in Vietnamese marks."""
    if not stored.is_finite():
        return Cell(row, column, "error", shown or str(stored))
    found = _FIGURE.search(shown)
    if found is None:
        if shown.strip():
            return Cell(row, column, "text", shown)
        plain = f"{stored:f}".replace(".", ",")
        return Cell(row, column, "number", plain, stored, flags=frozenset(("hidden",)))
    read = _agreeing(found[0], stored.scaleb(2) if percent else stored)
    before, after = shown[: found.start()].strip(), shown[found.end() :].strip()
    minus = before[-1:] in ("-", "\u2212") or (before.startswith("(") and after.endswith(")"))
    words = before.strip("-\u2212+( ") + after.strip("%) ")
    if (
        read is None
        or _FIGURE.search(after)
        or (minus != (stored < 0) and not (words and stored < 0))
    ):
        differs = frozenset(("shown_differs",))
        return Cell(row, column, "text", shown, flags=differs, exact=str(stored))
    number, text, decimals = read
    flags = frozenset(("more_precise_than_shown",)) if _more(number, decimals) else frozenset()
    vietnamese = f"{shown[: found.start()]}{text}{shown[found.end() :]}".strip()
    if words:
        size = f"{abs(number):f}".replace(".", ",")
        full = f"{shown[: found.start()]}{size}{shown[found.end() :]}".strip()
        return Cell(row, column, "text", vietnamese, decimals=decimals, flags=flags, exact=full)
    return Cell(row, column, "number", vietnamese, number, decimals, "%" in after, flags=flags)


def _more(number: Decimal, decimals: int) -> bool:
    return number != number.quantize(Decimal(1).scaleb(-decimals))


def _agreeing(printed: str, stored: Decimal) -> tuple[Decimal, str, int] | None:
    """The value in the unit shown, its figure in Vietnamese marks, and its decimals."""
    bare = _SPACES.sub("", printed)
    readings = [found for form in _FORMS if (found := form.fullmatch(bare))]
    for scale in _SCALES:
        for found in readings:
            whole, places = re.sub(r"\D", "", found["whole"]), found["places"] or ""
            read = Decimal(f"{whole}.{places}" if places else whole)
            size = abs(stored).scaleb(scale)
            if size.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP) != read:
                continue
            grouped = found["whole"] != whole or bare != printed
            text = f"{read:,.{len(places)}f}" if grouped else f"{whole}.{places}".rstrip(".")
            return stored.scaleb(scale), text.translate(_VIETNAMESE), len(places)
    return None


# As written in Viet Nam, and as in English.
_FORMS = (
    re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<places>\d+))?"),
    re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<places>\d+))?"),
)
_VIETNAMESE = str.maketrans(",.", ".,")
