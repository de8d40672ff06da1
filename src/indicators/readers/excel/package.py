"""Opening an .xlsx: what it unpacks to is known and bounded before anything is parsed."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError
from indicators.readers.excel.ooxml import XmlError
from indicators.readers.zipped import Kind, is_xml, open_zip

if TYPE_CHECKING:
    from pathlib import Path

# Office tables are far smaller; a file beyond this is broken or hostile.
_WORKBOOK = Kind("workbook", "Excel", ".xlsx", most_xml=64 * 2**20, small=2**20)
MOST_TAGS = 3_000_000
MOST_TEXT = 150 * 2**20  # a text that many cells share is unpacked for each of them
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOOKS = re.compile(r"(?:^|/)(?:docprops|theme|drawings|charts|media)/")


def open_package(path: Path, data: bytes) -> dict[str, bytes]:
    """Open a workbook; pictures, macros and embedded files are never unpacked.

    Returns:
        Its XML parts by name.

    Raises:
        SourceError: If it is empty, encrypted, of another format, or larger than the limits.
        XmlError: If a part is no UTF-8, or has a DOCTYPE.
    """
    archive = _archive(path, data)
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    tags = shared = longest = 0
    for info in archive.infolist():
        if info.filename in seen:
            raise XmlError(f"it holds {info.filename} twice")
        seen.add(info.filename)
        if not _is_read(info.filename):
            continue
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise XmlError(f"{info.filename} is packed in a way Excel does not know")
        xml = archive.read(info)  # ends at the declared size; the checksum tells a lie
        _look_through(info.filename, xml)
        tags += xml.count(b"<")
        if tags > MOST_TAGS:
            raise SourceError(path, "the workbook holds more than is read; split it")
        if info.filename.casefold().endswith("/sharedstrings.xml"):
            longest = max(map(len, xml.split(b"</si>")))
        shared += xml.count(b'"s"') + xml.count(b"'s'")
        if shared * longest > MOST_TEXT:
            raise SourceError(
                path, "a long text stands in too many cells of the workbook; split it"
            )
        parts[info.filename] = xml
    return parts


def _archive(path: Path, data: bytes) -> zipfile.ZipFile:
    """The zip archive, after the checks that need no unpacking."""
    if not data:
        raise SourceError(path, "the file has 0 bytes; get it again from its sender")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SourceError(
                path, "the workbook is password-protected; save it without a password"
            )
        raise SourceError(path, "this is a workbook of Excel 97-2003; save it as .xlsx")
    archive = open_zip(path, data, _WORKBOOK)
    if not any(info.filename.casefold().endswith("xl/workbook.xml") for info in archive.infolist()):
        raise SourceError(
            path, "the file is a zip archive but no workbook; open it in Excel and save it as .xlsx"
        )
    return archive


def _look_through(name: str, xml: bytes) -> None:
    """Refuse what the two readers of a workbook may understand differently."""
    if b"\x00" in xml[:200] or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise XmlError(f"{name} is not written in UTF-8")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise XmlError(
            f"{name} declares a DOCTYPE or XML entities, which no spreadsheet program does"
        )


def _is_read(name: str) -> bool:
    """Whether a part may say something about cells."""
    return is_xml(name) and not _LOOKS.search(name.casefold())
