"""What holds for every text, however odd."""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators.language.text import lowered
from indicators.prose.scan import scan
from tests.prose.expectation import figure_of
from tests.prose.speech import HEAD, draft

if TYPE_CHECKING:
    from indicators.prose.model import Draft, DraftRow

WORDS = (
    "thu ngân sách", "diện tích", "sản lượng lúa", "tỷ lệ hộ nghèo", "tăng", "giảm", "đạt", "bằng", "vượt", "gấp",
    "chiếm", "so với cùng kỳ", "kế hoạch", "dự toán", "KH", "CK", "UTH", "trong đó", "lần lượt", "và", "từ", "đến",
    "trên", "dưới", "trở lên", "không quá", "năm", "tháng", "ngày", "quý", "giai đoạn", "khóa", "lớp", "điều", "số",
    "Nghị quyết", "Quốc lộ", "xã Bình Khê", "lũy kế", "còn", "khoảng", "tuổi", "tỷ lệ", "II.", "(1)", "a)", "-", "+",
)  # fmt: skip
NUMBERS = (
    "5", "05", "12,5", "1.240", "1.240,5", "2.8", "2024", "2021-2025", "14 - 15", "27/30", "12/12/2023", "1/500", "07",
    "17,9% - 17,6% - 40,2%", "3 tỷ 214", "100%KH", "12A1", "0,15", "1.2.3", "9,8,7", "10/2023", "7:30", "¹", "²³", "٣",
)  # fmt: skip
UNITS = (
    "%",
    "ha",
    "tỷ đồng",
    "triệu",
    "triệu lượt",
    "tạ/ha",
    "m²",
    "xã",
    "hộ",
    "lần",
    "‰",
    "con",
    "tiêu chí",
    "",
)
SIGNS = (
    " ",
    "  ",
    ", ",
    "; ",
    ". ",
    ": ",
    " (",
    ") ",
    "/",
    " - ",
    "\n",
    "\n\n",
    "\t",
    "\t\t",
    "\f",
    "“",
    "”",
    "…",
    "İ",
    "\u00a0",
)
PIECES = st.sampled_from([*WORDS, *NUMBERS, *UNITS, *SIGNS, " ", ", "])
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join)
SENTENCES = (
    "Thu ngân sách đạt 61,3 tỷ đồng, bằng 91,5% dự toán, tăng 8,4% so với cùng kỳ.",
    "Diện tích gieo trồng 486 ha (KH 480 ha, cùng kỳ 470 ha), đạt 101,3% kế hoạch.",
    "Tỷ lệ hộ nghèo giảm từ 1,34% xuống còn 1,12%.",
    "Có 41/48 trường đạt chuẩn quốc gia, chiếm 85,4%.",
    "Năng suất lúa ước đạt 68,7 tạ/ha, tăng 1,2 tạ/ha so với cùng kỳ.",
    "Cơ cấu giá trị sản xuất: Nông nghiệp 14,2%, công nghiệp 58,3%, dịch vụ 27,5%.",
    "Nông nghiệp, công nghiệp và dịch vụ lần lượt tăng 3%, 14% và 9%.",
    "Thu nhập bình quân đầu người đạt 72 - 74 triệu đồng/người/năm.",
    "Tổng chi ngân sách 712 tỷ 340 triệu đồng; trong đó chi giáo dục 405,9 tỷ đồng.",
    "Thủy sản đạt 318 tấn, tăng trên 4% so với cùng kỳ năm 2023.",
    "Thực hiện Quyết định số 12/QĐ-UBND ngày 12/5/2024, huyện đã trồng 12 ha rừng.",
    "Số vụ tai nạn giao thông 02 vụ, làm bị thương 03 người.",
)


def _sound(found: Draft) -> None:
    text = found.text
    for row in found.rows:
        assert text[row.start : row.end] == row.raw_value
        assert row.start < row.end
    for item in found.nonfigures:
        assert text[item.start : item.end] == item.text
    for left in found.unbound:
        assert text[left.start : left.end] == left.text
    assert sum(found.ledger.values()) == found.tokens
    assert set(found.ledger) == {"row", "nonfigure", "unbound"}
    figures = sorted((row.start, row.end) for row in found.rows if row.bound != "text")
    for (start, end), (following, _) in itertools.pairwise(figures):
        digits = [at for at in range(start, min(end, len(text))) if text[at].isdecimal()]
        assert not [at for at in digits if at >= following]


def _said(row: DraftRow) -> tuple[str, str | None, str]:
    return figure_of(row), row.unit, row.measure


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("5 \x0c 07")  # a line that a form feed has cut ended in an IndexError
def test_any_text_is_read_soundly(text: str) -> None:
    _sound(draft(text))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789,.-–/%() \n\tahđtỷ¹²", max_size=60))
def test_any_digits_are_read_soundly(text: str) -> None:
    _sound(draft(text))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_scan_gives_every_digit_to_one_account(text: str) -> None:
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


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
def test_decomposed_letters_change_nothing(sentences: list[str]) -> None:
    text = HEAD + "\n\n".join(sentences)
    composed = draft(unicodedata.normalize("NFC", text))
    apart = draft(unicodedata.normalize("NFD", text))
    _sound(apart)
    assert [_said(row) for row in apart.rows] == [_said(row) for row in composed.rows]
    assert [row.raw_label for row in apart.rows] == [row.raw_label for row in composed.rows]
    assert [item.reason for item in apart.nonfigures] == [i.reason for i in composed.nonfigures]


@settings(max_examples=40, deadline=None)
@given(st.permutations(SENTENCES), st.integers(2, 6))
def test_the_order_of_paragraphs_changes_no_figure(sentences: list[str], count: int) -> None:
    found = draft(HEAD + "\n\n".join(sentences[:count]))
    alone = [draft(HEAD + sentence) for sentence in sentences[:count]]
    assert [_said(row) for row in found.rows] == [_said(row) for one in alone for row in one.rows]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_line_ends_and_odd_spaces_change_no_figure(sentences: list[str]) -> None:
    plain = draft("\n\n".join(sentences))
    for changed in ("\r\n\r\n".join(sentences), "\n\n".join(sentences).replace(" ", "\u00a0")):
        found = draft(changed)
        _sound(found)
        assert [_said(row) for row in found.rows] == [_said(row) for row in plain.rows]
