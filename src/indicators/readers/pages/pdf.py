"""Reading .pdf files: the text layer with its places on the page, pictures of pages by OCR."""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import TYPE_CHECKING, Any

from indicators.messages.errors import SourceError
from indicators.messages.sentences import Message, message
from indicators.readers.blocks import SourceDocument
from indicators.readers.files import file_bytes
from indicators.readers.pages.composing import compose
from indicators.readers.pages.pdfpage import PageReader
from indicators.readers.pages.printed import Page, lines_of
from indicators.readers.pages.ruled import find_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

MOST_SCANS = 60
"""Recognising a page takes seconds; more pages would take over ten minutes."""

MOST_PAGES = 3000
MOST_STREAM_BYTES = 200 * 2**20

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_STREAM = re.compile(rb"stream\r?\n")
_PROBE = 2**16
_PACKED = b"\x78"
_MOST_LAYERS = 4  # of a stream packed in a stream
_RATIO = 100  # a page description is packed to a tenth, a bomb to a thousandth


def read_pdf(path: Path) -> SourceDocument:
    """Read a PDF file.

    Small raised digits become superscript digits, footnotes are told by their size and number,
    page numbers and running headers are left out. Tables drawn with lines become table blocks
    whose cells are text; tables without lines are lines with tabs. Pages that are pictures are
    recognised by tesseract, where tables are found by their gaps only.

    Raises:
        SourceError: If the file cannot be read, is empty, damaged, password-protected or no PDF;
            has no words; or holds pictures of pages and OCR is not installed or would take more
            than ten minutes.
    """
    check_pdf(path)
    return read_checked(path)


def check_pdf(path: Path) -> None:
    """Look at the bytes, before a library reads them.

    Raises:
        SourceError: If they are no PDF, or unpack to more than any report.
    """
    _check(path, file_bytes(path))


def read_checked(path: Path) -> SourceDocument:
    """Read a PDF file that has been looked at.

    Raises:
        SourceError: As `read_pdf`, but for what `check_pdf` sees.
    """
    data = file_bytes(path)
    document = _open(path, data)
    try:
        pages, notes = _pages(path, document)
    finally:
        document.close()
    encoding, decode = _decoder(pages)
    text, blocks, dropped = compose(pages, decode)
    if not text.strip():
        raise SourceError(path, "pdf.no_words")
    if encoding:
        notes.append(message("note.decoded", encoding=encoding))
    return SourceDocument(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        pages=len(pages),
        remarks=(*notes, *dropped),
        ocr=any(page.ocr for page in pages),
    )


def _check(path: Path, data: bytes) -> None:
    if not data:
        raise SourceError(path, "file.no_bytes")
    if b"%PDF-" not in data[:1024]:
        raise SourceError(path, "pdf.none")
    for found in _STREAM.finditer(data):
        head = data[found.end() : found.end() + _PROBE]
        if head[:1] == _PACKED and _unpacked(head, _PROBE * _RATIO) >= len(head) * _RATIO:
            size = _unpacked(data[found.end() :], MOST_STREAM_BYTES)
            if size >= MOST_STREAM_BYTES:
                raise SourceError(path, "pdf.unpacks", most=MOST_STREAM_BYTES // 2**20)


def _unpacked(data: bytes, limit: int) -> int:
    """Bytes that a packed stream holds, counted up to the limit; also of one packed in another."""
    most = 0
    for layers in range(1, _MOST_LAYERS + 1):
        pieces: Iterable[bytes] = (data[at : at + _PROBE] for at in range(0, len(data), _PROBE))
        for _ in range(layers):
            pieces = _inflated(pieces)
        total, first = 0, b""
        for piece in pieces:
            first = first or piece[:1]
            total += len(piece)
            if total >= limit:
                return total
        most = max(most, total)
        if first != _PACKED:
            break
    return most


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces unpacked, a little at a time; they end where they cannot be."""
    unpacker = zlib.decompressobj()
    for packed in pieces:
        rest = packed
        while rest and not unpacker.eof:
            try:
                yield unpacker.decompress(rest, _PROBE)
            except zlib.error:
                return
            rest = unpacker.unconsumed_tail


def _open(path: Path, data: bytes) -> Any:  # noqa: ANN401 (pypdfium2 is untyped)
    try:
        import pdfplumber  # noqa: F401 (asked for here, so that its lack is told at once)
        import pypdfium2
    except ImportError as error:
        raise SourceError(path, "pdf.needs_more") from error
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise SourceError(path, "pdf.protected") from error
        raise SourceError(path, "pdf.damaged") from error
    if not 0 < count <= MOST_PAGES:
        document.close()
        raise SourceError(path, "pdf.pages", count=count, most=MOST_PAGES)
    return document


def _pages(path: Path, document: Any) -> tuple[list[Page], list[Message]]:  # noqa: ANN401
    """All pages, each closed before the next is opened."""
    pages: list[Page] = []
    scans: list[int] = []
    for number in range(1, len(document) + 1):
        with PageReader(path, document, number) as reader:
            if reader.is_scan():
                scans.append(number)
                pages.append(Page(number, reader.width, reader.height, [], ocr=True))
                continue
            tables, words = find_tables(reader.edges, reader.words)
            pages.append(
                Page(number, reader.width, reader.height, lines_of(words), tables, reader.rules())
            )
    if not scans:
        return pages, []
    if len(scans) > MOST_SCANS:
        raise SourceError(path, "pdf.scans", count=len(scans), most=MOST_SCANS)
    from indicators.readers.pages.ocr import Scan, recognise, scan_note

    def render(number: int) -> Callable[[], Scan]:
        def draw() -> Scan:
            with PageReader(path, document, number) as reader:
                return reader.render()

        return draw

    found, doubtful = recognise(path, [(n, render(n)) for n in scans], scan=True)
    for page in found:
        pages[page.number - 1] = page
    return pages, [*scan_note(scans, len(pages)), *doubtful]


def _decoder(pages: Sequence[Page]) -> tuple[str | None, Callable[[str], str]]:
    """The encoding of fonts before Unicode (`.VnTime`, `VNI-Times`), if the text is written in one."""
    from indicators.readers.plain.encodings import from_tcvn3, from_vni, legacy_encoding

    sample = "\n".join(line.text for page in pages if not page.ocr for line in page.lines)
    encoding = legacy_encoding(sample)
    if encoding is None:
        return None, str
    return encoding, from_tcvn3 if encoding == "TCVN3" else from_vni
