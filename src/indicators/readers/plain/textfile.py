"""Reading .txt and .md files."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError
from indicators.readers.blocks import SourceDocument, TextLine
from indicators.readers.files import file_bytes, refuse_long
from indicators.readers.plain.encodings import decode
from indicators.readers.structure import blocks_of

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"[^\r\n\f]*")


def read_text(path: Path) -> SourceDocument:
    """Read a text file; form feeds part its pages.

    Raises:
        SourceError: If the file cannot be read, is empty or too long, or its encoding is not known.
    """
    data = file_bytes(path)
    text, note = decode(data, path)
    if not text.strip():
        raise SourceError(path, "text.empty")
    paged = "\f" in text
    lines = []
    page = 1
    at = 0
    while at <= len(text):
        found = _LINE.match(text, at)
        end = found.end() if found else len(text)
        lines.append(TextLine(at, text[at:end], page if paged else None))
        if text[end : end + 1] == "\f":
            page += 1
        at = end + (2 if text[end : end + 2] == "\r\n" else 1)
    refuse_long(path, text, (line.text for line in lines))  # before their structure is looked for
    return SourceDocument(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=blocks_of(lines),
        pages=page if paged else None,
        remarks=(note,) if note else (),
    )
