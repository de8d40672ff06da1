"""Reading documents by what their endings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.readers.blocks import SourceDocument

TEXTS = (".txt", ".md")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
ENDINGS = (".docx", ".pdf", *TEXTS, ".xlsx", *PICTURES)


def read_document(path: Path) -> SourceDocument:
    """Read a document.

    Raises:
        SourceError: One sentence for any file that cannot be read.
    """
    ending = path.suffix.lower()
    if ending in TEXTS:
        from indicators.readers.textfile import read_text

        return read_text(path)
    if ending == ".docx":
        from indicators.readers.docx import read_docx

        return read_docx(path)
    if ending == ".pdf":
        from indicators.readers.pdf import read_pdf

        return read_pdf(path)
    if ending == ".xlsx":
        from indicators.readers.sheets import read_sheets

        return read_sheets(path)
    if ending in PICTURES:
        from indicators.readers.ocr import read_image

        return read_image(path)
    raise SourceError(
        path, f"the ending '{path.suffix}' is not read; give a file of {', '.join(ENDINGS)}"
    )
