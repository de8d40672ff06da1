"""From lines to blocks: what belongs together, what interrupts, what heads."""

from __future__ import annotations

import pytest

from indicators.readers.blocks import Block, TextLine
from indicators.readers.structure import blocks_of
from tests.prose.speech import blocks

OPEN = "Chăn nuôi giữ ổn định, tổng đàn lợn hiện có 38.400 con, đàn gia cầm"


def _brief(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.mark.text, block.text) for block in blocks(text)]


def _check(text: str, found: tuple[Block, ...]) -> None:
    for block in found:
        for at, letter in enumerate(block.text):
            if letter != " " and block.kind != "table":
                assert text[block.place(at)] == letter


@pytest.mark.parametrize(
    ("line", "kind", "mark", "words"),
    [
        ("I. KẾT QUẢ THỰC HIỆN", "heading", "I", "KẾT QUẢ THỰC HIỆN"),
        ("IV. Đầu tư", "heading", "IV", "Đầu tư"),
        ("1. Nông nghiệp", "heading", "1", "Nông nghiệp"),
        ("2.1. Trồng trọt", "heading", "2.1", "Trồng trọt"),
        ("Phần thứ nhất", "heading", "Phần thứ nhất", "Phần thứ nhất"),
        ("Phụ lục 2", "heading", "Phụ lục 2", "Phụ lục 2"),
        ("KẾT QUẢ ĐẠT ĐƯỢC", "heading", "", "KẾT QUẢ ĐẠT ĐƯỢC"),
        ("## Kết quả", "heading", "", "Kết quả"),
        ("1. Thu ngân sách đạt 61 tỷ đồng.", "item", "1", "Thu ngân sách đạt 61 tỷ đồng."),
        ("(3) Thu đạt 61 tỷ đồng.", "item", "3", "Thu đạt 61 tỷ đồng."),
        ("a) Trồng trọt:", "item", "a", "Trồng trọt:"),
        ("- Lúa đạt 12 ha.", "item", "-", "Lúa đạt 12 ha."),
        ("– Lúa đạt 12 ha.", "item", "-", "Lúa đạt 12 ha."),
        ("+ Ngô đạt 3 ha.", "item", "+", "Ngô đạt 3 ha."),
        ("• Ngô đạt 3 ha.", "item", "•", "Ngô đạt 3 ha."),
        ("Lúa đạt 12 ha.", "paragraph", "", "Lúa đạt 12 ha."),
        ("12 ha lúa đã gieo cấy.", "paragraph", "", "12 ha lúa đã gieo cấy."),
        ("1,5 ha lúa đã gieo cấy.", "paragraph", "", "1,5 ha lúa đã gieo cấy."),
    ],
)
def test_marks(line: str, kind: str, mark: str, words: str) -> None:
    assert _brief(line) == [(kind, mark, words)]


def test_brackets_of_a_mark_are_known() -> None:
    one, two = blocks("(3) Thu đạt 61 tỷ đồng.\n\n3. Chi đạt 61 tỷ đồng.")
    assert (one.mark.kind, two.mark.kind) == ("bracket", "number")


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Vụ Xuân, toàn huyện gieo cấy được 6.215 ha lúa, đạt kế hoạch đã\n"
        "đề ra; năng suất lúa ước đạt 68,7 tạ/ha, sản lượng thóc ước đạt\n"
        "42.697 tấn.\n"
        "Chăn nuôi giữ ổn định, dịch bệnh được kiểm soát tốt.\n"
    )
    found = blocks(text)
    assert [block.text for block in found] == [
        (
            "Vụ Xuân, toàn huyện gieo cấy được 6.215 ha lúa, đạt kế hoạch đã đề ra; năng suất lúa ước đạt "
            "68,7 tạ/ha, sản lượng thóc ước đạt 42.697 tấn."
        ),
        "Chăn nuôi giữ ổn định, dịch bệnh được kiểm soát tốt.",
    ]
    _check(text, found)


def test_a_sentence_goes_on_after_a_page_end() -> None:
    text = f"{OPEN}\n\nđạt 1,12 triệu con.\n"
    (block,) = blocks(text)
    assert block.text == f"{OPEN} đạt 1,12 triệu con."
    assert (
        text[slice(*block.span(block.text.index("1,12"), block.text.index("1,12") + 4))] == "1,12"
    )


def test_a_closed_sentence_does_not() -> None:
    assert len(blocks(f"{OPEN} ổn định.\n\nThủy sản đạt 12 tấn.")) == 2


def test_a_footnote_between_the_halves_of_a_sentence() -> None:
    text = (
        f"{OPEN}¹ ở các xã ven\n\n¹ Trong đó: Xã Bình Khê 9.100 con.\n\nsông đạt 1,12 triệu con.\n"
    )
    body, note = blocks(text)
    assert body.text == f"{OPEN} ở các xã ven sông đạt 1,12 triệu con."
    assert body.anchors == ((len(OPEN), "1"),)
    assert (note.kind, note.note, note.text) == (
        "footnote",
        "1",
        "Trong đó: Xã Bình Khê 9.100 con.",
    )
    _check(text, (body, note))


def test_a_footnote_that_goes_on_at_the_next_page() -> None:
    text = (
        f"{OPEN} tại một số nơi² còn giảm so với những tháng trước đó do\n\n"
        "² Cơ quan chuyên môn đã kiểm tra và xác nhận ổ dịch tại\n\n"
        "người dân tái đàn chậm, giá thức ăn cao và thời tiết không thuận\n\n"
        "xã Vân Đài, tiêu hủy 86 con lợn.\n\n"
        "³ Theo số liệu của Chi cục.\n\n"
        "lợi³ trong các tháng đầu năm.\n"
    )
    found = {block.note: block.text for block in blocks(text)}
    assert found["2"].endswith("ổ dịch tại xã Vân Đài, tiêu hủy 86 con lợn.")
    assert found[None].endswith(
        "do người dân tái đàn chậm, giá thức ăn cao và thời tiết không thuận lợi trong các tháng đầu năm."
    )


def test_footnotes_stand_behind_the_block_of_their_mark() -> None:
    text = "Lúa đạt 12 ha¹.\n\nNgô đạt 3 ha².\n\n¹ Tăng 2 ha.\n\n² Giảm 1 ha.\n"
    assert [block.note for block in blocks(text)] == [None, "1", None, "2"]


def test_footnotes_of_brackets() -> None:
    text = "Lúa đạt 12 ha[1].\n\n[1] Tăng 2 ha.\n"
    body, note = blocks(text)
    assert (body.text, body.anchors) == ("Lúa đạt 12 ha.", ((13, "1"),))
    assert (note.kind, note.note, note.text) == ("footnote", "1", "Tăng 2 ha.")


@pytest.mark.parametrize("unit", ["m²", "m³", "km²", "dm³", "cm²"])
def test_a_raised_figure_of_a_unit_is_no_footnote(unit: str) -> None:
    (block,) = blocks(f"Diện tích sàn đạt 1.250 {unit}, tăng 2%.")
    assert unit in block.text
    assert not block.anchors


def test_a_footnote_behind_a_unit_with_a_raised_figure() -> None:
    (block,) = blocks("Diện tích sàn đạt 1.250 m²¹, tăng 2%.")
    assert block.text == "Diện tích sàn đạt 1.250 m², tăng 2%."
    assert block.anchors == ((26, "1"),)


def test_a_footnote_behind_a_word_that_ends_in_m() -> None:
    (block,) = blocks("Toàn bộ số tôm² được nuôi ở đầm.")
    assert block.text == "Toàn bộ số tôm được nuôi ở đầm."
    assert block.anchors == ((14, "2"),)


def test_table_of_tabs() -> None:
    text = "Bảng số liệu\n\nTT\tChỉ tiêu\tNăm 2024\n1\tLúa\t12\n2\tNgô\t3\n\nHết bảng."
    before, table, after = blocks(text)
    assert (before.kind, table.kind, after.kind) == ("paragraph", "table", "paragraph")
    assert table.table is not None
    assert [cell.text for cell in table.table.cells.values()] == [
        "TT", "Chỉ tiêu", "Năm 2024", "1", "Lúa", "12", "2", "Ngô", "3",
    ]  # fmt: skip
    assert {at: text[slice(*span)] for at, span in table.spans.items()}[3, 3] == "3"


def test_empty_cells_keep_their_column() -> None:
    (table,) = blocks("TT\tChỉ tiêu\tKH\tTH\n\tLúa\t\t12\n")
    assert table.table is not None
    assert {at for at in table.table.cells if at[0] == 2} == {(2, 2), (2, 4)}


def test_a_row_cut_by_a_page_end() -> None:
    text = "TT\tChỉ tiêu\tTH\n1\tRau màu các\t12\n\n\tloại khác\t\n2\tNgô\t3\n"
    (table,) = blocks(text)
    assert table.table is not None
    assert table.table.cells[2, 2].text == "Rau màu các loại khác"
    assert table.table.cells[3, 2].text == "Ngô"
    assert [text[start:][: len("loại")] for _, start in table.parts[2, 2]][1] == "loại"


def test_table_of_bars() -> None:
    (table,) = blocks("| Chỉ tiêu | TH |\n|---|---|\n| **Lúa** | 12 |\n")
    assert table.table is not None
    assert table.table.cells[2, 1].text == "Lúa"


def test_emphasis_is_left_out() -> None:
    text = "**Thu ngân sách** đạt *61 tỷ* đồng.\n"
    (block,) = blocks(text)
    assert block.text == "Thu ngân sách đạt 61 tỷ đồng."
    _check(text, (block,))


def test_pages_are_kept() -> None:
    found = blocks_of(
        [TextLine(0, "Lúa đạt 12 ha.", 1), TextLine(15, "", 1), TextLine(16, "Ngô 3 ha.", 2)]
    )
    assert [block.page for block in found] == [1, 2]


def test_lines_known_to_be_notes() -> None:
    lines = [
        TextLine(0, "Lúa đạt 12 ha¹.", 1),
        TextLine(16, "¹ Trong đó vụ Xuân 7 ha,", 1, note=True),
        TextLine(41, "vụ Mùa 5 ha.", 1, note=True),
    ]
    _, note = blocks_of(lines)
    assert note.text == "Trong đó vụ Xuân 7 ha, vụ Mùa 5 ha."


def test_nothing() -> None:
    assert blocks("") == ()
    assert blocks("\n \n") == ()


def test_a_title_is_no_beginning_of_the_long_paragraph_below_it() -> None:
    title = "Tình hình kinh tế - xã hội năm 2025 và nhiệm vụ năm 2026"
    body = "Thực hiện sự chỉ đạo của cấp trên, " + "xã triển khai các nhiệm vụ " * 8
    found = blocks(f"BÁO CÁO\n{title}\n{body}\n1. Kết quả\n2. Nhiệm vụ\nA\nB")
    assert [block.text.strip() for block in found][1:3] == [title, body.strip()]


def test_cells_parted_by_bars_alone_are_a_table() -> None:
    found = blocks(
        "Địa phương | Mầm non | Tiểu học\nHuyện An Lão | 14 | 13\nHuyện Kiến Thụy | 9 | 8"
    )
    assert [block.kind for block in found] == ["table"]
    table = found[0].table
    assert table is not None
    assert table.cells[2, 2].text == "14"
