"""One sentence as a document of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.language.text import lowered
from indicators.prose import knowledge
from indicators.prose.document import extract_document
from indicators.prose.mentions import mentions_of
from indicators.prose.scan import scan
from indicators.readers.blocks import SourceDocument, TextLine
from indicators.readers.structure import blocks_of
from tests.prose.expectation import figure_of

if TYPE_CHECKING:
    from indicators.prose.mentions import Mention
    from indicators.prose.model import Draft, DraftRow
    from indicators.prose.scan import Core
    from indicators.readers.blocks import Block

HEAD = """HUYỆN ỦY THANH VÂN
Số 7-BC/HU
Thanh Vân, ngày 10 tháng 12 năm 2024

BÁO CÁO
Kết quả thực hiện nhiệm vụ năm 2024

"""


def lines_of(text: str) -> list[TextLine]:
    """Lines without pages."""
    found, at = [], 0
    for line in text.split("\n"):
        found.append(TextLine(at, line))
        at += len(line) + 1
    return found


def blocks(text: str) -> tuple[Block, ...]:
    """The structure of a text."""
    return blocks_of(lines_of(text))


def draft(text: str) -> Draft:
    """The draft of a text as it stands."""
    return extract_document(
        SourceDocument(Path("van-ban.txt"), "0" * 64, text, blocks(text)), *knowledge()
    )


@cache
def said(text: str) -> Draft:
    """The draft of a report of the year 2024 that says this."""
    return draft(HEAD + text)


def rows(text: str) -> tuple[DraftRow, ...]:
    """The rows of such a report."""
    return said(text).rows


def row_of(text: str, printed: str) -> DraftRow:
    """The row whose figure is printed like this."""
    return next(row for row in rows(text) if printed in row.raw_value)


def brief(row: DraftRow) -> tuple[str, str | None, str]:
    """Figure, unit, measure."""
    return figure_of(row), row.unit, row.measure


def cores(text: str) -> list[Core]:
    """The figures of a text, without their words."""
    return scan(lowered(text))[0]


def passed(text: str) -> list[tuple[str, str]]:
    """The non-figures of a text with their reasons."""
    low = lowered(text)
    return [(text[item.start : item.end].strip(), item.reason) for item in scan(low)[1]]


def mentions(text: str) -> list[Mention]:
    """The figures of a text in the light of their words."""
    low = lowered(text)
    return mentions_of(low, scan(low)[0])
