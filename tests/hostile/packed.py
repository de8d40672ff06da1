"""Workbooks whose archive or XML is hostile: bombs, lies, entities, paths, other kinds of files."""
# ruff: noqa: E501 (a line a file)

from __future__ import annotations

import io
import zipfile

from tests.drafting.test_extract_bad_input import (
    docx_bytes,
    encrypted,
    nested,
    pdf_bytes,
    png_bytes,
)
from tests.hostile.archives import (
    BOOK,
    MAIN,
    RELATIONS,
    SHEET,
    STRINGS,
    STYLES,
    TABLE,
    edited,
    flagged,
    lying,
    members,
    noise,
    overlapping,
    part,
    repacked,
    sheet,
    twice,
    with_parts,
    with_sheet,
    without,
    workbook,
)
from tests.hostile.case import Case, harmless, refused

BILLION = '<!DOCTYPE x [<!ENTITY a "lulz"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
LOCAL = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.invalid/p.dtd"> %p;]>'


def declared(name: str, doctype: str, used: str = "") -> bytes:
    """A part of the workbook behind a DOCTYPE, perhaps with an entity in it."""
    text = part(name).decode()
    text = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
    if used:
        at = text.index("</")
        text = text[:at] + used + text[at:]
    return with_parts({name: (doctype + text).encode()})


def beside(size: int, data: bytes) -> bytes:
    """The part of strings is large, packed noise beside it."""
    return with_parts({"xl/media/a.png": noise(size), STRINGS: data})


def shared(*, long: int, cells: int) -> bytes:
    """One long text that many cells share."""
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * long}</t></si></sst>'
    rows = "".join(
        f'<row r="{n}">' + f'<c r="A{n}" t="s"><v>0</v></c>' + "</row>" for n in range(3, cells)
    )
    return with_parts({STRINGS: strings.encode(), SHEET: sheet(TABLE + rows)})


def inside(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xlsx", data)
    return stream.getvalue()


def strings_bomb() -> bytes:
    return f'<sst xmlns="{MAIN}">'.encode() + b" " * (60 * 2**20) + b"</sst>"


PACKED: dict[str, Case] = {
    # sizes
    "bomb in a sheet": refused("a.xlsx", lambda: with_parts({SHEET: bytes(100 * 2**20)}), "more than is read"),
    "bomb in a picture": refused("a.xlsx", lambda: with_parts({"xl/media/a.png": bytes(150 * 2**20)}), "more than is read"),
    "bomb among noise": harmless("a.xlsx", lambda: with_parts({"xl/media/a.png": noise(2**20), SHEET: sheet(TABLE + " " * 20 * 2**20)})),
    "parts of 60 MB each": refused("a.xlsx", lambda: with_parts({f"xl/worksheets/x{n}.xml": bytes(20 * 2**20) for n in range(4)}), "more than is read"),
    "many tags among noise": refused("a.xlsx", lambda: beside(2**20, b"<x>" + b"<c/>" * 3_100_000 + b"</x>"), "more than is read"),
    "bomb that lies about its size": refused("a.xlsx", lambda: lying(STRINGS, strings_bomb(), 1000, where="both"), "damaged"),
    "bomb that lies in the directory": refused("a.xlsx", lambda: lying(STRINGS, strings_bomb(), 1000, where="central"), "damaged"),
    "size that lies beside the part": refused("a.xlsx", lambda: lying(STRINGS, strings_bomb(), 7, where="local"), "more than is read"),
    "size that promises more": harmless("a.xlsx", lambda: lying(SHEET, sheet(), 50_000, where="central")),
    "overlapping entries": refused("a.xlsx", lambda: overlapping(300), "damaged"),
    "5 000 parts": refused("a.xlsx", lambda: with_parts({f"x/{n}.xml": b"" for n in range(5_100)}), "more parts"),
    "archives in archives": harmless("a.xlsx", lambda: with_parts({"xl/embeddings/a.zip": nested()})),
    "long text in many cells": refused("a.xlsx", lambda: shared(long=30_000, cells=30_000), "too many cells"),
    # XML
    "billion laughs in a sheet": refused("a.xlsx", lambda: declared(SHEET, BILLION, "&c;"), "DOCTYPE"),
    "billion laughs in the strings": refused("a.xlsx", lambda: declared(STRINGS, BILLION, "&c;"), "DOCTYPE"),
    "local file as entity": refused("a.xlsx", lambda: declared(STRINGS, LOCAL, "&f;"), "DOCTYPE"),
    "outside DOCTYPE": refused("a.xlsx", lambda: declared(BOOK, OUTSIDE), "DOCTYPE"),
    "parameter entity": refused("a.xlsx", lambda: declared(STYLES, PARAMETER), "DOCTYPE"),
    "entity in the types": refused("a.xlsx", lambda: declared("[Content_Types].xml", LOCAL), "DOCTYPE"),
    "entity in UTF-16": refused("a.xlsx", lambda: with_parts({SHEET: (BILLION + sheet().decode()).encode("utf-16")}), "not written in UTF-8"),
    "entity in UTF-16 without mark": refused("a.xlsx", lambda: with_parts({SHEET: (BILLION + sheet().decode()).encode("utf-16-le")}), "not written in UTF-8"),
    "XInclude": harmless("a.xlsx", lambda: with_sheet(after='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>')),
    "stylesheet": harmless("a.xlsx", lambda: with_parts({SHEET: b'<?xml-stylesheet href="http://example.invalid/x.xsl"?>' + sheet()})),
    "100 000 levels": harmless("a.xlsx", lambda: with_sheet(after="<a>" * 100_000 + "</a>" * 100_000)),
    "100 000 levels of styles": harmless("a.xlsx", lambda: with_parts({STYLES: f'<styleSheet xmlns="{MAIN}"><cellXfs>'.encode() + b"<xf>" * 100_000 + b"</xf>" * 100_000 + b"</cellXfs></styleSheet>"})),
    "broken XML": refused("a.xlsx", lambda: with_parts({SHEET: sheet()[:-20]}), "XML is broken"),
    "not UTF-8": refused("a.xlsx", lambda: with_parts({SHEET: sheet().replace("ệ".encode(), b"\xe9\xff")}), "XML is broken"),
    # paths
    "member that climbs": harmless("a.xlsx", lambda: members({"../../../escaped.xml": b"<x/>"})),
    "member of the root": harmless("a.xlsx", lambda: members({"/escaped.xml": b"<x/>"})),
    "member with backslashes": harmless("a.xlsx", lambda: members({"..\\..\\escaped.xml": b"<x/>"})),
    "member that is a link": harmless("a.xlsx", lambda: members({"xl/link.xml": b"/etc/hostname"}, link=True)),
    "sheet of another folder": refused("a.xlsx", lambda: edited(RELATIONS, "/xl/worksheets/sheet2.xml", "../../../../etc/hostname"), "damaged"),
    "relation to itself": refused("a.xlsx", lambda: edited(RELATIONS, "/xl/worksheets/sheet2.xml", "/xl/_rels/workbook.xml.rels"), "is none"),
    "name of 60 000 letters": harmless("a.xlsx", lambda: members({"x" * 60_000 + ".xml": b"<x/>"})),
    # kinds
    "macros": harmless("a.xlsx", lambda: with_parts({"xl/vbaProject.bin": encrypted("VBA")})),
    "macros by name": refused("a.xlsm", workbook, "'.xlsm' is not read"),
    "macros by type": harmless("a.xlsx", lambda: edited("[Content_Types].xml", "spreadsheetml.sheet.main+xml", "vnd.ms-excel.sheet.macroEnabled.main+xml")),
    "password": refused("a.xlsx", lambda: encrypted("EncryptedPackage"), "password-protected"),
    "password of zip": refused("a.xlsx", flagged, "password-protected"),
    "old Excel": refused("a.xlsx", lambda: encrypted("Workbook"), "Excel 97-2003"),
    "pdf": refused("a.xlsx", pdf_bytes, "no .xlsx workbook"),
    "Word": refused("a.xlsx", docx_bytes, "no workbook"),
    "picture": refused("a.xlsx", png_bytes, "no .xlsx workbook"),
    "text": refused("a.xlsx", lambda: b"STT;x\n1;2\n", "no .xlsx workbook"),
    "web page as old Excel": refused("a.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "'.xls' is not read"),
    "workbook in a zip": refused("a.xlsx", lambda: inside(workbook()), "no workbook"),
    "0 bytes": refused("a.xlsx", bytes, "0 bytes"),
    "cut off": refused("a.xlsx", lambda: workbook()[:-300], "cut off"),
    "bytes in front": harmless("a.xlsx", lambda: b"MZ" + bytes(500) + workbook()),
    "bytes behind": harmless("a.xlsx", lambda: workbook() + b"\n" * 500),
    "zip64": harmless("a.xlsx", lambda: repacked(zipfile.ZIP_DEFLATED, big=True)),
    "unusual packing": refused("a.xlsx", lambda: repacked(zipfile.ZIP_LZMA), "packed in a way"),
    "part that is there twice": refused("a.xlsx", lambda: twice(SHEET, sheet()), "twice"),
    "no sheet": refused("a.xlsx", lambda: without(SHEET), "damaged"),
    "no relations": refused("a.xlsx", lambda: without(RELATIONS), "damaged"),
    "no styles": harmless("a.xlsx", lambda: without(STYLES)),
    "no types": harmless("a.xlsx", lambda: without("[Content_Types].xml")),
}  # fmt: skip
