"""Opening a .docx: its sizes and its XML are known to be harmless before anything is parsed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from xml.parsers import expat

from indicators.messages.errors import SourceError
from indicators.messages.sentences import message
from indicators.readers.excel.ooxml import XmlError
from indicators.readers.zipped import Kind, is_xml, open_zip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement

# A report of 300 pages stays far below; beyond, memory and time are no longer small.
_DOCUMENT = Kind("document", "Word", ".docx", most_xml=32 * 2**20, small=4 * 2**20)
MOST_NODES = 600_000
MOST_PARAGRAPHS = 60_000
_CHUNK = 2**18
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class Package(NamedTuple):
    """The parts of a document that are read, None for those it has not."""

    body: BaseOxmlElement
    styles: BaseOxmlElement | None
    numbering: BaseOxmlElement | None
    footnotes: BaseOxmlElement | None
    endnotes: BaseOxmlElement | None
    settings: BaseOxmlElement | None
    theme: BaseOxmlElement | None
    margins: tuple[BaseOxmlElement, ...]


def open_package(path: Path, data: bytes) -> Package:
    """Open a document; pictures, fonts and embedded files are never unpacked.

    Nothing outside the file is fetched: relations to other places are not followed.

    Raises:
        SourceError: If it is empty, encrypted, of another format, or larger than the limits.
        XmlError: If a part is broken or has a DOCTYPE.
    """
    from docx import Document

    checked = _checked_copy(path, _archive(path, data))
    document = Document(checked)
    parts: dict[str, list[Part]] = {}
    for relation in document.part.rels.values():
        if not relation.is_external:
            kind = relation.reltype.rpartition("/")[2]
            parts.setdefault(kind, []).append(relation.target_part)
    first = {kind: found[0] for kind, found in parts.items()}
    body = document.element.body
    if body is None:
        raise XmlError("word.no_body")
    return Package(
        body,
        styles=_root(first.get("styles")),
        numbering=_root(first.get("numbering")),
        footnotes=_root(first.get("footnotes")),
        endnotes=_root(first.get("endnotes")),
        settings=_root(first.get("settings")),
        theme=_root(first.get("theme")),
        margins=tuple(
            root
            for part in parts.get("header", []) + parts.get("footer", [])
            if (root := _root(part)) is not None
        ),
    )


def _root(part: Part | None) -> BaseOxmlElement | None:
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    if part is None:
        return None
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _archive(path: Path, data: bytes) -> zipfile.ZipFile:
    """The zip archive, after the checks that need no unpacking."""
    if not data:
        raise SourceError(path, "file.no_bytes")
    if data.startswith(_OLE):
        _refuse_ole(path, data)
    for start, name in ((b"%PDF", "pdf"), (b"{\\rtf", "rtf")):
        if data.startswith(start):
            raise SourceError(path, "word.renamed", kind=message(f"kind.{name}"))
    archive = open_zip(path, data, _DOCUMENT)
    if not any(info.filename.casefold().startswith("word/") for info in archive.infolist()):
        raise SourceError(path, "word.no_document")
    return archive


def _refuse_ole(path: Path, data: bytes) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SourceError(path, "word.protected")
    if "WordDocument".encode("utf-16-le") in data:
        raise SourceError(path, "word.old")
    raise SourceError(path, "word.old_office")


def _checked_copy(path: Path, archive: zipfile.ZipFile) -> io.BytesIO:
    """The archive with its XML only, unpacked piece by piece and looked through.

    python-docx unpacks all parts in one go and believes the sizes the archive declares.
    """
    copy = io.BytesIO()
    nodes = paragraphs = 0
    with zipfile.ZipFile(copy, "w") as kept:
        for info in archive.infolist():
            xml = b"".join(_unpack(archive, info)) if is_xml(info.filename) else b""
            counts = _count(xml) if xml else (0, 0)
            nodes, paragraphs = nodes + counts[0], paragraphs + counts[1]
            if nodes > MOST_NODES or paragraphs > MOST_PARAGRAPHS:
                raise SourceError(path, "word.too_long")
            if info.filename == "_rels/.rels" and b"purl.oclc.org/ooxml" in xml:
                raise SourceError(path, "word.strict")
            if info.filename not in kept.NameToInfo:
                kept.writestr(info.filename, xml)
    copy.seek(0)
    return copy


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise XmlError("word.packing", name=info.filename)
    with archive.open(info) as part:  # ends at the declared size; the checksum tells a lie
        while chunk := part.read(_CHUNK):
            yield chunk


def _count(xml: bytes) -> tuple[int, int]:
    """Elements with their attributes, and paragraphs, of a part.

    Raises:
        XmlError: If it is broken or has a DOCTYPE, which no word processor writes.
    """
    parser = expat.ParserCreate()
    nodes = paragraphs = 0

    def refuse(*_: object) -> None:
        raise XmlError("word.doctype")

    def count(name: str, attributes: list[str]) -> None:
        nonlocal nodes, paragraphs
        nodes += 1 + len(attributes) // 2
        paragraphs += name[-2:] in (":p", "p")

    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = count
    try:
        parser.Parse(xml, True)  # noqa: FBT003 (expat takes it by position)
    except expat.ExpatError as error:
        raise XmlError("word.broken_xml", reason=error) from error
    return nodes, paragraphs
