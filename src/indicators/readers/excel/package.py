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
            raise XmlError("excel.part_twice", name=info.filename)
        seen.add(info.filename)
        if not _is_read(info.filename):
            continue
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise XmlError("excel.packing", name=info.filename)
        xml = archive.read(info)  # ends at the declared size; the checksum tells a lie
        _look_through(info.filename, xml)
        tags += xml.count(b"<")
        if tags > MOST_TAGS:
            raise SourceError(path, "excel.too_much")
        if info.filename.casefold().endswith("/sharedstrings.xml"):
            longest = max(map(len, xml.split(b"</si>")))
        shared += xml.count(b'"s"') + xml.count(b"'s'")
        if shared * longest > MOST_TEXT:
            raise SourceError(path, "excel.long_text")
        parts[info.filename] = xml
    return parts


def _archive(path: Path, data: bytes) -> zipfile.ZipFile:
    """The zip archive, after the checks that need no unpacking."""
    if not data:
        raise SourceError(path, "file.no_bytes")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SourceError(path, "excel.protected")
        raise SourceError(path, "excel.old")
    archive = open_zip(path, data, _WORKBOOK)
    if not any(info.filename.casefold().endswith("xl/workbook.xml") for info in archive.infolist()):
        raise SourceError(path, "excel.no_workbook")
    return archive


def _look_through(name: str, xml: bytes) -> None:
    """Refuse what the two readers of a workbook may understand differently."""
    if b"\x00" in xml[:200] or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise XmlError("excel.no_utf8", name=name)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise XmlError("excel.doctype", name=name)


def _is_read(name: str) -> bool:
    """Whether a part may say something about cells."""
    return is_xml(name) and not _LOOKS.search(name.casefold())
