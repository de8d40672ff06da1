"""Reading documents by what their endings say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError
from indicators.readers.files import refuse_long
from indicators.running import EndedError, guarded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from indicators.readers.blocks import SourceDocument

TEXTS = (".txt", ".md")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_SECONDS, _BYTES_A_SECOND = 20, 10_000  # a page of tables takes a tenth of a second or two
_MEGABYTES = 350
ENDINGS = (".docx", ".pdf", *TEXTS, ".xlsx", *PICTURES)


def read_document(path: Path) -> SourceDocument:
    """Read a document.

    Raises:
        SourceError: One sentence for any file that cannot be read, or is longer than any report.
    """
    document = _read(path)
    refuse_long(path, document.text, (block.text for block in document.blocks))
    return document


def _read(path: Path) -> SourceDocument:
    ending = path.suffix.lower()
    if ending in TEXTS:
        from indicators.readers.plain.textfile import read_text

        return read_text(path)
    if ending == ".docx":
        from indicators.readers.word.document import read_docx

        return read_docx(path)
    if ending == ".pdf":
        from indicators.readers.pages.pdf import check_pdf, read_checked

        check_pdf(path)
        return _guarded(path, read_checked)
    if ending == ".xlsx":
        from indicators.readers.excel.sheets import read_sheets

        return read_sheets(path)
    if ending in PICTURES:
        from indicators.readers.pages.ocr import read_image

        return _guarded(path, read_image)
    raise SourceError(path, "file.no_document", suffix=path.suffix, known=", ".join(ENDINGS))


def _guarded(path: Path, read: Callable[[Path], SourceDocument]) -> SourceDocument:
    """Read with libraries that a small file can make take seconds and gigabytes.

    Raises:
        SourceError: If reading ended its process, or what reading itself raises.
    """
    size = path.stat().st_size if path.is_file() else 0
    seconds = _SECONDS + size // _BYTES_A_SECOND
    try:
        return guarded(partial(read, path), seconds=seconds, megabytes=_MEGABYTES + size // 250_000)
    except EndedError as error:
        raise SourceError(path, "reading.ended_process") from error
