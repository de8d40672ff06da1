"""Reading documents by what their endings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from indicators.readers.blocks import SourceDocument

TEXTS = (".txt", ".md")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
ENDINGS = (".docx", ".pdf", *TEXTS, ".xlsx", *PICTURES)

MOST_CHARACTERS = 3_000_000
"""About a thousand pages full of figures, whose draft takes some 400 MB."""

MOST_IN_PARAGRAPH = 100_000
"""Forty pages without a paragraph are no report, and figures are read within their paragraph."""


def read_document(path: Path) -> SourceDocument:
    """Read a document.

    Raises:
        SourceError: One sentence for any file that cannot be read, or is longer than any report.
    """
    document = _read(path)
    refuse_long(path, document.text, (block.text for block in document.blocks))
    return document


def refuse_long(path: Path, text: str, paragraphs: Iterable[str]) -> None:
    """Refuse what is longer than any report.

    Raises:
        SourceError: If the text or one of its paragraphs is.
    """
    if len(text) > MOST_CHARACTERS:
        raise SourceError(
            path,
            f"the text has {len(text)} characters, at most {MOST_CHARACTERS} are read; split it",
        )
    longest = max(paragraphs, key=len, default="")
    if len(longest) > MOST_IN_PARAGRAPH:
        beginning = " ".join(longest[:40].split())
        raise SourceError(
            path,
            f"the paragraph '{beginning}…' has {len(longest)} characters, at most"
            f" {MOST_IN_PARAGRAPH} are read; break it into paragraphs",
        )


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
    raise SourceError(
        path, f"the ending '{path.suffix}' is not read; give a file of {', '.join(ENDINGS)}"
    )
