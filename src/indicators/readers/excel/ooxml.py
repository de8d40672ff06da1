"""What python-calamine leaves out of a workbook, read straight from its XML.

Number formats, error cells, formulas whose result was not saved, hidden rows, columns and sheets.
Values themselves (shared strings, rich text, dates) are calamine's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.parsers import expat

from indicators.readers.excel.numfmt import BUILT_IN, NumberFormat, read_format
from indicators.readers.table import split_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LAST_COLUMN = 2**14

Start = Callable[[str, dict[str, str]], None]


class XmlError(ValueError):
    """XML that is broken or declares entities, which no spreadsheet program writes."""


@dataclass(slots=True)
class SheetMarks:
    """What stands beside the values of a sheet, by (row, column)."""

    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    valued: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_formats(parts: Mapping[str, bytes]) -> Sequence[NumberFormat]:
    """The number format of every cell style, by style index."""
    name = next((n for n in parts if n.casefold().endswith("/styles.xml")), None)
    return () if name is None else _formats(parts[name])


@lru_cache(maxsize=16)  # the workbooks of an office have the same styles
def _formats(xml: bytes) -> Sequence[NumberFormat]:
    codes = dict(BUILT_IN)
    styles: list[int] = []
    section = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal section
        if tag in ("numFmts", "cellXfs", "cellStyleXfs", "dxfs"):
            section = tag
        elif tag == "numFmt" and section == "numFmts":
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif tag == "xf" and section == "cellXfs":
            styles.append(int(attributes.get("numFmtId", "0")))

    _parse(xml, start)
    return [read_format(codes.get(ident, "General")) for ident in styles]


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Sheet name to the name of its XML part."""
    workbook = next(n for n in parts if n.casefold().endswith("xl/workbook.xml"))
    folder = PurePosixPath(workbook).parent
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes["Target"]
            path = target.lstrip("/") if target.startswith("/") else str(folder / target)
            targets[attributes["Id"]] = path

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            ident = next(v for k, v in attributes.items() if k.split(":")[-1] == "id")
            sheets.append((attributes["name"], ident))

    _parse(parts[str(folder / "_rels" / "workbook.xml.rels")], relation)
    _parse(parts[workbook], sheet)
    return {name: targets[ident] for name, ident in sheets if ident in targets}


def read_marks(xml: bytes) -> SheetMarks:
    """Read styles, errors, formulas and what is hidden from the XML of a sheet."""
    return _plain_marks(xml) or _SheetReader(expat.ParserCreate()).read(xml)


# What makes a sheet more than cells with values and styles, written one way.
_NOT_PLAIN = re.compile(rb"<!|<f[ />]|t=\"e\"|hidden=|<\w+:(?:c|row|sheetData)[ />]")
_PLAIN_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,5})")?(?: t="\w{1,9}")?'
    rb"(/>|></c>|><v>[^<]+</v></c>|><is>)"
)


def _plain_marks(xml: bytes) -> SheetMarks | None:
    """The marks of a sheet without formulas, errors and anything hidden; None if it is none.

    Nearly all sheets of offices are such. Parsing them in C and looking for their cells with one
    pattern takes a third of the time of a callback for every element.
    """
    if _NOT_PLAIN.search(xml):
        return None
    cells = _PLAIN_CELL.findall(xml)
    if len(cells) != xml.count(b"<c ") + xml.count(b"<c>"):
        return None  # written another way
    _parse(xml)  # whether it is whole
    marks = SheetMarks()
    columns: dict[bytes, int] = {}
    for letters, digits, style, rest in cells:
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = split_address(f"{letters.decode()}1")[1]
        at = (int(digits), column)
        if style:
            marks.styles[at] = int(style)
        if rest not in _VALUELESS:
            marks.valued.add(at)
    return marks


_VALUELESS = (b"/>", b"></c>")


class _SheetReader:
    """Listens to the start of elements alone, but for the few cells with a formula or an error.

    Every callback costs.
    """

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.marks = SheetMarks()
        self.at = (0, 0)
        self.kind = ""
        self.text: list[str] = []
        self.columns: dict[str, int] = {}

    def read(self, xml: bytes) -> SheetMarks:
        _parse(xml, self.start, parser=self.parser)
        return self.marks

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "is"):
            self.marks.valued.add(self.at)
            self.text.clear()
        elif tag == "row":
            self.at = (int(attributes.get("r", self.at[0] + 1)), 0)
            if attributes.get("hidden") in ("1", "true"):
                self.marks.hidden_rows.add(self.at[0])
        elif tag == "f":
            self._listen()
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), int(attributes["max"])
            self.marks.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))

    def _cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        if address is None:
            self.at = (self.at[0], self.at[1] + 1)
        else:
            letters = address.rstrip("0123456789")
            column = self.columns.get(letters)
            if column is None:
                column = self.columns[letters] = split_address(address)[1]
            self.at = (int(address[len(letters) :]), column)
        if "s" in attributes:
            self.marks.styles[self.at] = int(attributes["s"])
        self.kind = attributes.get("t", "n")
        if self.kind == "e":
            self._listen()

    def _listen(self) -> None:
        """Hear the text of this cell and where its elements end."""
        self.text.clear()
        self.parser.CharacterDataHandler = self.text.append
        self.parser.EndElementHandler = self._end

    def _end(self, name: str) -> None:
        tag = _local(name)
        if tag == "f":
            self.marks.formulas[self.at] = "=" + "".join(self.text)
        elif tag == "v":
            if not self.text:  # a formula whose result was not saved has an empty value
                self.marks.valued.discard(self.at)
            elif self.kind == "e":
                self.marks.errors[self.at] = "".join(self.text)
        elif tag == "c":
            self.parser.CharacterDataHandler = None
            self.parser.EndElementHandler = None


def _parse(
    xml: bytes,
    start: Start | None = None,
    parser: expat.XMLParserType | None = None,
) -> None:
    parser = parser or expat.ParserCreate()
    parser.buffer_text = True

    def entity(*_: object) -> None:
        message = "it declares XML entities, which no spreadsheet program does"
        raise XmlError(message)

    if start is not None:
        parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(xml, True)  # noqa: FBT003 (expat takes it by position)
    except expat.ExpatError as error:
        message = f"its XML is broken ({error})"
        raise XmlError(message) from error


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    """`x:row` -> `row`: some programs write prefixes."""
    return name.rpartition(":")[2]
