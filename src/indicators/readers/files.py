"""Getting the bytes of a file, or one sentence why not; what is too long for a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.messages.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_BYTES = 64 * 2**20
"""Files of office tables are far smaller; a larger one is broken or hostile."""


MOST_CHARACTERS = 3_000_000
"""About a thousand pages full of figures, whose draft takes some 400 MB."""

MOST_IN_PARAGRAPH = 100_000
"""Forty pages without a paragraph are no report, and figures are read within their paragraph."""

MOST_FIGURES_IN_PARAGRAPH = 2_000
"""A page of tables has some two hundred; what is between them is asked of each figure."""

_FIGURE = re.compile(r"\d[\d.,]*")


def file_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        SourceError: If it is missing, may not be read, or is larger than `MOST_BYTES`.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceError(path, "file.too_large", most=MOST_BYTES // 2**20)
        return path.read_bytes()
    except OSError as error:
        raise SourceError(path, "file.cannot_open", reason=error) from error


def refuse_long(path: Path, text: str, paragraphs: Iterable[str]) -> None:
    """Refuse what is longer than any report.

    Raises:
        SourceError: If the text or one of its paragraphs is.
    """
    if len(text) > MOST_CHARACTERS:
        raise SourceError(path, "text.too_long", found=len(text), most=MOST_CHARACTERS)
    for paragraph in paragraphs:
        letters = len(paragraph)
        if letters <= MOST_FIGURES_IN_PARAGRAPH:
            continue
        figures = sum(1 for _ in _FIGURE.finditer(paragraph))
        for code, found, most in (
            ("text.long_paragraph", letters, MOST_IN_PARAGRAPH),
            ("text.many_figures", figures, MOST_FIGURES_IN_PARAGRAPH),
        ):
            if found > most:
                beginning = " ".join(paragraph[:40].split())
                raise SourceError(path, code, beginning=beginning, found=found, most=most)
