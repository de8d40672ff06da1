"""What python-calamine leaves out of a workbook, read straight from its XML.

Number formats, error cells, formulas whose result was not saved, hidden rows, columns and sheets.
Values themselves (shared strings, rich text, dates) are calamine's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.parsers import expat

from indicators.readers.numfmt import BUILT_IN, NumberFormat, read_format
from indicators.readers.table import split_address

if TYPE_CHECKING:
    from zipfile import ZipFile

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


def read_formats(archive: ZipFile) -> list[NumberFormat]:
    """The number format of every cell style, by style index."""
    name = next((n for n in archive.namelist() if n.casefold().endswith("/styles.xml")), None)
    if name is None:
        return []
    codes = dict(BUILT_IN)
    styles: list[int] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        inside.append(tag)
        if tag == "numFmt" and "numFmts" in inside:
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif tag == "xf" and "cellXfs" in inside:
            styles.append(int(attributes.get("numFmtId", "0")))

    _parse(archive.read(name), start, end=lambda _tag: inside.pop())
    return [read_format(codes.get(ident, "General")) for ident in styles]


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Sheet name to the name of its XML part."""
    workbook = next(n for n in archive.namelist() if n.casefold().endswith("xl/workbook.xml"))
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

    _parse(archive.read(str(folder / "_rels" / "workbook.xml.rels")), relation)
    _parse(archive.read(workbook), sheet)
    return {name: targets[ident] for name, ident in sheets if ident in targets}


def read_marks(xml: bytes) -> SheetMarks:
    """Read styles, errors, formulas and what is hidden from the XML of a sheet.

    Only the start of elements is listened to, but for the few cells with a formula or an error:
    a sheet has thousands of cells, and every callback costs.
    """
    return _SheetReader(expat.ParserCreate()).read(xml)


class _SheetReader:
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
            self.marks.hidden_columns.update(range(first, last + 1))

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
    start: Start,
    end: Callable[[str], object] | None = None,
    parser: expat.XMLParserType | None = None,
) -> None:
    parser = parser or expat.ParserCreate()
    parser.buffer_text = True

    def entity(*_: object) -> None:
        message = "it declares XML entities, which no spreadsheet program does"
        raise XmlError(message)

    def opened(name: str, attributes: dict[str, str]) -> None:
        start(_local(name), attributes)

    parser.StartElementHandler = opened
    if end is not None:
        parser.EndElementHandler = lambda name: end(_local(name))
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
