"""Reading documents by what their endings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError
from indicators.readers.files import refuse_long

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.readers.blocks import SourceDocument

TEXTS = (".txt", ".md")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
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
        from indicators.readers.pages.pdf import read_pdf

        return read_pdf(path)
    if ending == ".xlsx":
        from indicators.readers.excel.sheets import read_sheets

        return read_sheets(path)
    if ending in PICTURES:
        from indicators.readers.pages.ocr import read_image

        return read_image(path)
    raise SourceError(path, "file.no_document", suffix=path.suffix, known=", ".join(ENDINGS))
