"""What python-calamine leaves out of a workbook, read straight from its XML.

Number formats, error cells, formulas whose result was not saved, hidden rows, columns and sheets.
Values themselves (shared strings, rich text, dates) are calamine's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
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
    """Read styles, errors, formulas and what is hidden from the XML of a sheet."""
    marks = SheetMarks()
    at = (0, 0)
    kind = ""
    text: list[str] = []
    row = column = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal at, kind, row, column
        if tag == "c":
            at = split_address(attributes["r"]) if "r" in attributes else (row, column + 1)
            column = at[1]
            kind = attributes.get("t", "n")
            if "s" in attributes:
                marks.styles[at] = int(attributes["s"])
        elif tag == "row":
            row, column = int(attributes.get("r", row + 1)), 0
            if attributes.get("hidden") in ("1", "true"):
                marks.hidden_rows.add(row)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            marks.hidden_columns.update(range(int(attributes["min"]), int(attributes["max"]) + 1))
        if tag in ("v", "f", "t"):
            text.clear()

    def end(tag: str) -> None:
        if tag == "f":
            marks.formulas[at] = "=" + "".join(text)
        elif tag in ("v", "t") and text:
            marks.valued.add(at)
            if kind == "e" and tag == "v":
                marks.errors[at] = "".join(text)

    _parse(xml, start, end=end, text=text.append)
    return marks


def _parse(
    xml: bytes,
    start: Start,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def entity(*_: object) -> None:
        message = "it declares XML entities, which no spreadsheet program does"
        raise XmlError(message)

    def opened(name: str, attributes: dict[str, str]) -> None:
        start(_PREFIX.sub("", name), attributes)

    parser.StartElementHandler = opened
    if end is not None:
        parser.EndElementHandler = lambda name: end(_PREFIX.sub("", name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(xml, True)  # noqa: FBT003 (expat takes it by position)
    except expat.ExpatError as error:
        message = f"its XML is broken ({error})"
        raise XmlError(message) from error


_PREFIX = re.compile(r"^[^:]*:")
