"""Fuzz targets for text documents: bytes, structure, figures in sentences, whole drafts."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from indicators.language.text import lowered
from indicators.messages.errors import SourceError
from indicators.prose import knowledge
from indicators.prose.document import extract_document
from indicators.prose.scan import scan
from indicators.readers.blocks import cell_block
from indicators.readers.plain.encodings import decode
from indicators.readers.plain.textfile import read_text
from tests.campaigns.fuzz_figures import NUMBERS, UNITS, figure_text
from tests.campaigns.fuzz_tables import workspace

if TYPE_CHECKING:
    from indicators.readers.blocks import SourceDocument
    from tests.campaigns.choices import Choices

SAID = (
    "thu ngân sách", "diện tích", "sản lượng lúa", "tỷ lệ hộ nghèo", "Cơ cấu giá trị sản xuất", "nông nghiệp", "tăng",
    "giảm", "đạt", "bằng", "vượt", "chiếm", "so với cùng kỳ", "kế hoạch", "dự toán", "KH", "CK", "trong đó", "lần lượt",
    "và", "từ", "đến", "trên", "dưới", "trở lên", "năm", "tháng", "ngày", "quý", "giai đoạn", "lớp", "điều", "số",
    "Nghị quyết số 12-NQ/TW", "Quốc lộ", "xã Bình Khê", "lũy kế", "còn", "khoảng", "tuổi", "hoà", "thủy", "İ", "ΐ",
)  # fmt: skip
MARKS = ("I. ", "II. KẾT QUẢ", "1. ", "2.1. ", "a) ", "(1) ", "- ", "+ ", "• ", "| a | 1 |", "|---|---|", "a\tb\t1", "\t", "## ", "Phụ lục 1")  # fmt: skip
SIGNS = (" ", " ", " ", " ", ", ", "; ", ". ", ": ", " (", ") ", "/", " - ", "\n", "\n\n", "\r\n", "\f", "“", "…", "\u00a0", "¹", "²¹", "")  # fmt: skip


def passage(source: Choices, most: int) -> str:
    """Words, figures, marks of lists and tables, line and page ends as they come."""
    parts: list[str] = []
    for _ in range(source.below(most)):
        kind = source.below(10)
        if kind < 4:
            parts.append(source.pick(SAID))
        elif kind < 6:
            parts.append(source.pick(NUMBERS))
        elif kind < 7:
            parts.append(source.pick(UNITS))
        elif kind < 8:
            parts.append(source.pick(MARKS))
        elif kind < 9:
            parts.append(figure_text(source))
        else:
            parts.append(source.text(4))
        parts.append(source.pick(SIGNS))
    return "".join(parts)


def sentence(source: Choices) -> None:
    """Every digit of a text belongs to one figure or to what is no figure."""
    text = passage(source, 16)
    low = lowered(text)
    assert len(low) == len(text)
    cores, passed = scan(low)
    spans = sorted([(c.start, c.end) for c in cores] + [(p.start, p.end) for p in passed])
    assert all(end <= following for (_, end), (following, _) in itertools.pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert {at for at, c in enumerate(low) if c in "0123456789"} <= covered
    for core in cores:
        assert low[core.start].isdecimal()
        assert all(core.start <= a < b <= core.end for a, b in core.numbers)
        assert (core.quantity is None) == (core.problem is not None)


def check_document(document: SourceDocument) -> None:
    """Every letter of a block leads to the same letter of the document, in order, and none twice."""
    text = document.text
    for block in document.blocks:
        places = [block.place(at) for at in range(len(block.text))]
        for at, place in enumerate(places):
            if not block.text[at].isspace() and not block.composed:
                assert text[place] == block.text[at]
        assert 0 <= block.start <= block.end <= len(text)
        for address in block.spans:
            cell = cell_block(block, address)
            for offset, letter in enumerate(cell.text):
                assert letter == " " or text[cell.place(offset)] == letter
    seen = {
        block.place(at)
        for block in document.blocks
        for at, letter in enumerate(block.text)
        if letter.isalpha()
    }
    twice = sum(1 for block in document.blocks for letter in block.text if letter.isalpha()) - len(
        seen
    )
    assert twice == 0, "a letter stands in two blocks"


def text_file(source: Choices) -> None:
    """Any bytes are a document whose blocks lead back to them, or refused in one sentence."""
    path = workspace() / "a.txt"
    if source.chance(3):
        data = source.rest()
    else:
        encoding = source.pick(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1258"))
        data = passage(source, 40).encode(encoding, "replace")
    path.write_bytes(data)
    try:
        document = read_text(path)
    except SourceError as error:
        assert len(str(error).splitlines()) == 1
        return
    assert document.text == decode(data, path)[0]
    check_document(document)


def draft(source: Choices) -> None:
    """Every figure of a draft stands where it says, and the ledger of digits closes."""
    path = workspace() / "b.txt"
    path.write_text(passage(source, 40), "utf-8", newline="")
    try:
        document = read_text(path)
    except SourceError:
        return
    found = extract_document(document, *knowledge())
    text = found.text
    for row in found.rows:
        assert row.start < row.end
        assert text[row.start : row.end] == row.raw_value
        if row.low is not None and row.high is not None:
            assert row.low < row.high
    for item in found.nonfigures:
        assert text[item.start : item.end] == item.text
    for left in found.unbound:
        assert text[left.start : left.end] == left.text
    assert sum(found.ledger.values()) == found.tokens
