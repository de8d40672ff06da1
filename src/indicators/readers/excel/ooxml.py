"""The parts of an .xlsx beside its sheets: list of sheets, styles, shared and rich texts."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from indicators.messages.errors import IndicatorsError
from indicators.readers.excel.numfmt import BUILT_IN, NumberFormat, read_format

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FALSE = ("0", "false", "off", "none")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SI = re.compile("<si>(.*?)</si>", re.DOTALL)
_PLAIN_TEXT = re.compile(r'<t(?: xml:space="preserve")?>([^<]*)</t>\Z')
_REFERENCE = re.compile(r"&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_UNIT_BEFORE = re.compile(r"(?<![^\W\d_])[kcdm]?m\Z", re.IGNORECASE)
_TEN_BEFORE = re.compile(r"(?<![\d.,])10\Z")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class XmlError(IndicatorsError, ValueError):
    """XML that is broken or declares entities, which no spreadsheet program writes."""


class Style(NamedTuple):
    """What the style of a cell says about its value."""

    format: NumberFormat
    struck: bool = False


class Text(NamedTuple):
    """A text as it is read: without struck runs; raised ones are the note."""

    text: str
    note: str = ""


class Sheet(NamedTuple):
    """One worksheet in the workbook's list."""

    name: str
    part: str
    hidden: bool


class Contents(NamedTuple):
    """The worksheets of a workbook in their order, and its epoch."""

    sheets: tuple[Sheet, ...]
    since_1904: bool


GENERAL = Style(read_format("General"))


def tree(xml: bytes) -> ET.Element:
    """The XML as a tree.

    Raises:
        XmlError: If it is broken.
    """
    try:
        return ET.fromstring(xml)  # noqa: S314 (entities were refused with the package)
    except ET.ParseError as error:
        raise XmlError("excel.broken_xml", reason=error) from error


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """`{namespace}row` -> `row`: transitional, strict and prefixed workbooks alike."""
    return name.rpartition("}")[2]


def _named(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (child for child in element.iter() if local(child.tag) == name)


def _is_on(element: ET.Element) -> bool:
    return element.get("val", "1").casefold() not in _FALSE


def read_contents(parts: Mapping[str, bytes]) -> Contents:
    """The worksheets of a workbook; sheets of charts and macros hold no cells of a table.

    Raises:
        XmlError: If one is missing, two have one name, or the XML is broken.
    """
    name = next(n for n in parts if n.casefold().endswith("xl/workbook.xml"))
    folder = PurePosixPath(name).parent
    targets: dict[str, tuple[str, bool]] = {}
    for relation in _named(
        tree(parts[str(folder / "_rels" / "workbook.xml.rels")]), "Relationship"
    ):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else str(folder / target)
        is_worksheet = relation.get("Type", "").endswith("/worksheet")
        targets[relation.get("Id", "")] = path, is_worksheet
    workbook = tree(parts[name])
    sheets = []
    for sheet in _named(workbook, "sheet"):
        ident = next((v for k, v in sheet.items() if local(k) == "id" and k != "sheetId"), "")
        path, is_worksheet = targets.get(ident, ("", True))
        if not is_worksheet:
            continue
        title = sheet.get("name", "")
        if path not in parts:
            raise XmlError("excel.sheet_missing", name=title)
        sheets.append(Sheet(title, path, sheet.get("state", "visible") != "visible"))
    names = [sheet.name for sheet in sheets]
    for name in names:
        if names.count(name) > 1:
            raise XmlError("excel.sheet_twice", name=name)
    epoch = next((p.get("date1904", "0") for p in _named(workbook, "workbookPr")), "0")
    return Contents(tuple(sheets), epoch.casefold() not in _FALSE)


def read_styles(parts: Mapping[str, bytes]) -> Sequence[Style]:
    """What every cell style says, by style index."""
    name = next((n for n in parts if n.casefold().endswith("/styles.xml")), None)
    return () if name is None else _styles(parts[name])


@lru_cache(maxsize=16)  # the workbooks of an office have the same styles
def _styles(xml: bytes) -> Sequence[Style]:
    codes = dict(BUILT_IN)
    struck: list[bool] = []
    styles: list[Style] = []
    for section in tree(xml):
        kind = local(section.tag)
        if kind == "numFmts":
            for entry in _named(section, "numFmt"):
                codes[int(entry.get("numFmtId", "0"))] = entry.get("formatCode", "General")
        elif kind == "fonts":
            struck = [any(map(_is_on, _named(font, "strike"))) for font in _named(section, "font")]
        elif kind == "cellXfs":
            for xf in _named(section, "xf"):
                font_id = int(xf.get("fontId", "0"))
                code = codes.get(int(xf.get("numFmtId", "0")), "General")
                styles.append(Style(read_format(code), font_id < len(struck) and struck[font_id]))
    return styles


def read_strings(parts: Mapping[str, bytes]) -> Sequence[Text]:
    """The texts that cells share."""
    name = next((n for n in parts if n.casefold().endswith("/sharedstrings.xml")), None)
    if name is None:
        return ()
    xml = parts[name]
    entries = _SI.findall(xml.decode("utf-8")) if is_utf8(xml) and b"<!" not in xml else []
    if len(entries) != xml.count(b"<si"):
        return [rich_text(element) for element in _named(tree(xml), "si")]
    texts = []
    for entry in entries:
        found = _PLAIN_TEXT.match(entry)
        texts.append(
            Text(unescaped(found[1])) if found else rich_text(tree(f"<si>{entry}</si>".encode()))
        )
    tree(xml)  # whether it is whole
    return texts


def is_utf8(xml: bytes) -> bool:
    """Whether the XML says nothing else than that it is UTF-8."""
    declared = re.match(rb"""[^<]*<\?xml[^>]*encoding=["']([^"']+)""", xml[:200])
    return declared is None or declared[1].lower() in (b"utf-8", b"us-ascii", b"utf8")


@lru_cache(maxsize=8192)  # offices use the same labels and units over and over
def unescaped(text: str) -> str:
    """The text that the XML between two tags stands for."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _REFERENCE.sub(_referred, text)
    return without_escapes(text)


def _referred(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    return _NAMED[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))


def without_escapes(text: str) -> str:
    """`a_x0009_` is `a` and a tab: characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def rich_text(element: ET.Element) -> Text:
    """The text of `si` or `is`: its own, or that of its runs; readings above it are left out."""
    pieces: list[tuple[str, bool, bool]] = []
    for child in element:
        tag = local(child.tag)
        if tag == "t":
            pieces.append((child.text or "", False, False))
        elif tag == "r":
            struck = any(_is_on(mark) for mark in _named(child, "strike"))
            raised = any(m.get("val") == "superscript" for m in _named(child, "vertAlign"))
            text = "".join(t.text or "" for t in child if local(t.tag) == "t")
            pieces.append((text, struck, raised))
    return joined((without_escapes(text), struck, raised) for text, struck, raised in pieces)


def joined(runs: Iterator[tuple[str, bool, bool]]) -> Text:
    """Runs (text, struck, raised) as one text with its note.

    A raised 2 or 3 behind a metre belongs to the unit, a raised number behind a ten to the
    figure; any other raised run is the mark of a footnote.
    """
    pieces = list(runs)
    if all(raised or not text.strip() for text, _, raised in pieces):
        pieces = [(text, struck, False) for text, struck, _ in pieces]  # nothing it is raised above
    text, notes = "", []
    for run, struck, raised in pieces:
        if struck:
            notes += [f"gạch bỏ: {run.strip()}"] if run.strip() else []
        elif not raised or (run.strip() in ("2", "3") and _UNIT_BEFORE.search(text)):
            text += run
        elif run.strip().isdigit() and _TEN_BEFORE.search(text):
            text += run.translate(_RAISED)
        else:
            notes += [run.strip()] if run.strip() else []
    return Text(text, "; ".join(notes))
