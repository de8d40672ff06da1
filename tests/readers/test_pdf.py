"""Reading PDF files: reading order, footnotes, tables over page ends, one sentence if it fails."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import fpdf
import matplotlib as mpl
import pytest
from fpdf.fonts import TTFFont

from indicators.messages.errors import SourceError
from indicators.readers.pages.pdf import read_pdf
from indicators.readers.table import Merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.readers.blocks import Block, SourceDocument

FONT = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
LEFT, RIGHT = 30, 190  # millimetres


def new_page(pdf: fpdf.FPDF | None = None) -> fpdf.FPDF:
    if pdf is None:
        pdf = fpdf.FPDF()
        pdf.add_font("D", fname=FONT)
        pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    pdf.set_font("D", size=12)
    return pdf


def save(pdf: fpdf.FPDF, path: Path) -> Path:
    pdf.output(str(path))
    for font in pdf.fonts.values():  # fpdf2 leaves the file of the font open
        if isinstance(font, TTFFont):
            font.ttfont.close()
    return path


def write(pdf: fpdf.FPDF, x: float, y: float, text: str, size: float = 12) -> float:
    """Print words on the line `y`; gives where they end."""
    pdf.set_font("D", size=size)
    pdf.text(x, y, text)
    return x + pdf.get_string_width(text)


def filled(pdf: fpdf.FPDF, y: float, text: str) -> None:
    """A line of a justified paragraph: its words reach from margin to margin."""
    words = text.split()
    pdf.set_font("D", size=12)
    gap = (RIGHT - LEFT - sum(map(pdf.get_string_width, words))) / (len(words) - 1)
    x: float = LEFT
    for word in words:
        pdf.text(x, y, word)
        x += pdf.get_string_width(word) + gap


def grid(pdf: fpdf.FPDF, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """A table with ruled cells of 14 mm, two lines at most in a cell."""
    for row in rows:
        x: float = LEFT
        for width, cell in zip(widths, row, strict=True):
            pdf.rect(x, y, width, 14)
            for number, line in enumerate(cell.split("\n")):
                write(pdf, x + 1, y + 5 + 6 * number, line, size=10)
            x += width
        y += 14


def read(pdf: fpdf.FPDF, folder: Path) -> SourceDocument:
    document = read_pdf(save(pdf, folder / "bao-cao.pdf"))
    for block in document.blocks:
        assert_spans(document, block)
    return document


def assert_spans(document: SourceDocument, block: Block) -> None:
    """What a block says of its place holds: its words stand there in the text."""
    if block.table is None:
        start, end = block.span(0, min(9, len(block.text)))
        assert document.text[start:end] == block.text[: min(9, len(block.text))]
        return
    for at, (start, end) in block.spans.items():
        assert block.table.cells[at].text.startswith(document.text[start:end])


def cells(block: Block) -> dict[tuple[int, int], str]:
    assert block.table is not None
    return {at: cell.text for at, cell in block.table.cells.items()}


def test_paragraph_goes_on_over_lines_and_a_page_end(tmp_path: Path) -> None:
    pdf = new_page()
    write(pdf, 105, 12, "7")
    filled(pdf, 30, "Sản xuất nông nghiệp của huyện tiếp tục ổn định, diện tích lúa")
    filled(pdf, 37, "gieo cấy trong vụ là 6.150 ha. Năng suất lúa bình quân của các xã")
    new_page(pdf)
    write(pdf, 105, 12, "8")
    write(pdf, LEFT, 30, "trong huyện ước đạt 61,88 tạ/ha.")
    write(pdf, LEFT, 44, "Chăn nuôi phát triển.")
    document = read(pdf, tmp_path)
    first, second = document.blocks
    assert first.text == (
        "Sản xuất nông nghiệp của huyện tiếp tục ổn định, diện tích lúa gieo cấy trong vụ là "
        "6.150 ha. Năng suất lúa bình quân của các xã trong huyện ước đạt 61,88 tạ/ha."
    )
    assert (first.page, second.page, document.pages) == (1, 2, 2)
    assert second.text == "Chăn nuôi phát triển."
    assert document.text.count("\f") == 1
    assert document.notes == ("page numbers were left out",)
    assert not document.ocr


def test_years_cut_at_a_hyphen_are_whole_again(tmp_path: Path) -> None:
    pdf = new_page()
    filled(pdf, 30, "Kế hoạch xây dựng nông thôn mới của huyện cho giai đoạn 2031-")
    write(pdf, LEFT, 37, "2035 được ban hành.")
    document = read(pdf, tmp_path)
    assert document.blocks[0].text == (
        "Kế hoạch xây dựng nông thôn mới của huyện cho giai đoạn 2031-2035 được ban hành."
    )
    assert "2031-2035" in document.text


def test_small_raised_number_is_a_footnote_mark(tmp_path: Path) -> None:
    pdf = new_page()
    filled(pdf, 30, "Huyện đã tổ chức nhiều hội nghị, lớp tập huấn cho cán bộ các xã")
    end = write(pdf, LEFT, 37, "và thị trấn")
    end = write(pdf, end + 0.2, 35, "12", size=7)
    write(pdf, end + 1.5, 37, "trên diện tích 30 m")
    write(pdf, write(pdf, LEFT, 44, "nhà văn hóa rộng 45 m"), 42.4, "2", size=7)
    pdf.line(LEFT, 250, 80, 250)
    write(pdf, write(pdf, LEFT, 256, "12", size=6) + 1, 257.5, "Trong đó 35 hội nghị", size=9)
    write(pdf, LEFT, 262, "ở xã.", size=9)
    new_page(pdf)
    filled(pdf, 30, "Các hội nghị được tổ chức đúng quy định của cấp trên và kịp thời.")
    document = read(pdf, tmp_path)
    body = document.blocks[0]
    assert body.anchors[0][1] == "12"
    assert body.text[: body.anchors[0][0]].endswith("và thị trấn")
    assert "45 m²" in document.text
    (note,) = [block for block in document.blocks if block.kind == "footnote"]
    assert (note.note, note.text) == ("12", "Trong đó 35 hội nghị ở xã.")


def test_footnote_goes_on_at_the_foot_of_the_next_page(tmp_path: Path) -> None:
    pdf = new_page()
    filled(pdf, 30, "Công tác văn hóa được quan tâm, các lễ hội được tổ chức trang")
    write(pdf, write(pdf, LEFT, 37, "nghiêm, tiết kiệm") + 0.2, 35, "1", size=7)
    write(pdf, write(pdf, LEFT, 266, "1", size=6) + 1, 267, "Lễ hội đình làng,", size=9)
    new_page(pdf)
    filled(pdf, 30, "và an toàn. Phong trào thể dục thể thao phát triển rộng khắp ở")
    write(pdf, LEFT, 37, "các xã.")
    write(pdf, LEFT, 267, "lễ hội đền và 12 lễ hội khác.", size=9)
    document = read(pdf, tmp_path)
    (note,) = [block for block in document.blocks if block.kind == "footnote"]
    assert note.text == "Lễ hội đình làng, lễ hội đền và 12 lễ hội khác."
    assert document.blocks[0].text.endswith(
        "tiết kiệm và an toàn. Phong trào thể dục thể thao phát triển rộng khắp ở các xã."
    )


def test_table_with_ruled_cells(tmp_path: Path) -> None:
    pdf = new_page()
    write(pdf, LEFT, 25, "Các chỉ tiêu chủ yếu:")
    grid(
        pdf,
        30,
        [15, 75, 30],
        [["TT", "Chỉ tiêu", "Năm 2031"], ["1", "Tổng giá trị\nsản xuất", "1.234,5"]],
    )
    write(pdf, LEFT, 70, "Ghi chú: số ước tính.")
    document = read(pdf, tmp_path)
    before, table, after = document.blocks
    assert (before.text, after.text) == ("Các chỉ tiêu chủ yếu:", "Ghi chú: số ước tính.")
    assert cells(table) == {
        (1, 1): "TT", (1, 2): "Chỉ tiêu", (1, 3): "Năm 2031",
        (2, 1): "1", (2, 2): "Tổng giá trị sản xuất", (2, 3): "1.234,5",
    }  # fmt: skip
    assert table.table is not None
    assert table.table.sheet == "Bảng 1"
    assert "1\tTổng giá trị sản xuất\t1.234,5\n" in document.text


def test_merged_cells_are_told(tmp_path: Path) -> None:
    pdf = new_page()
    grid(pdf, 30, [90, 60], [["Chỉ tiêu", "Thực hiện"]])
    grid(pdf, 44, [90, 30, 30], [["Lúa", "5", "6"], ["Ngô", "7", ""]])
    (table,) = read(pdf, tmp_path).blocks
    assert table.table is not None
    assert table.table.merges == (Merge(1, 2, 1, 3),)
    assert cells(table) == {
        (1, 1): "Chỉ tiêu", (1, 2): "Thực hiện",
        (2, 1): "Lúa", (2, 2): "5", (2, 3): "6", (3, 1): "Ngô", (3, 2): "7",
    }  # fmt: skip


def test_table_over_a_page_end_is_one_and_its_cut_row_is_whole(tmp_path: Path) -> None:
    widths = [15, 75, 30]
    pdf = new_page()
    grid(pdf, 240, widths, [["TT", "Chỉ tiêu", "Kế hoạch"], ["1", "Thu ngân sách", "85"]])
    grid(pdf, 268, widths, [["2", "Tỷ lệ hộ dùng nước", "99,5"]])
    new_page(pdf)
    grid(pdf, 20, widths, [["", "sạch hợp vệ sinh", ""], ["3", "Số hộ nghèo", "120"]])
    document = read(pdf, tmp_path)
    (table,) = document.blocks
    assert cells(table) == {
        (1, 1): "TT", (1, 2): "Chỉ tiêu", (1, 3): "Kế hoạch",
        (2, 1): "1", (2, 2): "Thu ngân sách", (2, 3): "85",
        (3, 1): "2", (3, 2): "Tỷ lệ hộ dùng nước sạch hợp vệ sinh", (3, 3): "99,5",
        (4, 1): "3", (4, 2): "Số hộ nghèo", (4, 3): "120",
    }  # fmt: skip
    start, end = table.spans[3, 2]
    assert document.text[start:end] == "Tỷ lệ hộ dùng nước"
    assert "\n\f\tsạch hợp vệ sinh\t\n" in document.text


def test_row_with_its_own_figures_is_no_rest_of_the_row_above(tmp_path: Path) -> None:
    widths = [15, 75, 30]
    pdf = new_page()
    grid(pdf, 260, widths, [["TT", "Chỉ tiêu", "Kế hoạch"], ["1", "Sản lượng thịt", "85"]])
    new_page(pdf)
    grid(pdf, 20, widths, [["", "trong đó: thịt lợn", "60"]])
    (table,) = read(pdf, tmp_path).blocks
    assert cells(table)[3, 2] == "trong đó: thịt lợn"
    assert cells(table)[3, 3] == "60"


def test_head_printed_again_on_the_next_page_is_read_once(tmp_path: Path) -> None:
    widths = [15, 75, 30]
    head = ["TT", "Chỉ tiêu", "Kế hoạch"]
    pdf = new_page()
    grid(pdf, 260, widths, [head, ["1", "Thu ngân sách", "85"]])
    new_page(pdf)
    grid(pdf, 20, widths, [head, ["2", "Chi ngân sách", "70"]])
    document = read(pdf, tmp_path)
    (table,) = document.blocks
    assert sorted({row for row, _ in cells(table)}) == [1, 2, 3]
    assert cells(table)[3, 2] == "Chi ngân sách"
    assert any("printed again" in note for note in document.notes)


def test_tables_with_other_columns_stay_apart(tmp_path: Path) -> None:
    pdf = new_page()
    grid(pdf, 260, [15, 75, 30], [["TT", "Chỉ tiêu", "Kế hoạch"], ["1", "Thu", "85"]])
    new_page(pdf)
    grid(pdf, 20, [60, 60], [["Xã", "Số hộ"], ["Xã A", "70"]])
    first, second = read(pdf, tmp_path).blocks
    assert first.table is not None
    assert second.table is not None
    assert (first.table.sheet, second.table.sheet) == ("Bảng 1", "Bảng 2")


def test_cells_of_a_letterhead_are_read_one_after_the_other(tmp_path: Path) -> None:
    pdf = new_page()
    write(pdf, 35, 20, "HUYỆN ỦY A")
    write(pdf, 35, 27, "Số 12-BC/HU")
    write(pdf, 110, 20, "ĐẢNG CỘNG SẢN VIỆT NAM")
    write(pdf, 110, 27, "A, ngày 05 tháng 12 năm 2031")
    filled(pdf, 45, "Thực hiện chương trình công tác, huyện báo cáo kết quả như sau.")
    text = read(pdf, tmp_path).text
    expected = (
        "HUYỆN ỦY A Số 12-BC/HU ĐẢNG CỘNG SẢN VIỆT NAM A, ngày 05 tháng 12 năm 2031 "
        "Thực hiện chương trình công tác, huyện báo cáo kết quả như sau."
    )
    assert " ".join(text.split()) == expected


def test_running_headers_are_left_out_and_named_but_units_are_kept(tmp_path: Path) -> None:
    pdf = None
    for number, place in enumerate(["xã", "phường", "thôn"], start=1):
        pdf = new_page(pdf)
        write(pdf, LEFT, 12, "Báo cáo của huyện A")
        write(pdf, LEFT, 25, "Đơn vị tính: tỷ đồng")
        write(pdf, LEFT, 40, f"Phần về {place} có 5 mục.")
        write(pdf, 100, 285, f"Trang {number}/3")
    assert pdf is not None
    document = read(pdf, tmp_path)
    assert "Báo cáo của huyện" not in document.text
    assert document.text.count("Đơn vị tính: tỷ đồng") == 3
    assert "Trang" not in document.text
    assert document.notes == (
        "page numbers were left out",
        "running headers and footers were left out: 'Báo cáo của huyện A'",
    )


def test_words_in_a_turned_page_are_read_as_shown(tmp_path: Path) -> None:
    import pypdfium2

    pdf = new_page()
    with pdf.rotation(90, 0, 0):
        write(pdf, -280, 50, "Dòng thứ nhất của trang ngang.")
        write(pdf, -280, 64, "Dòng thứ hai của trang ngang.")
    path = save(pdf, tmp_path / "ngang.pdf")
    turned = pypdfium2.PdfDocument(path)
    turned[0].set_rotation(90)
    turned.save(path.with_name("turned.pdf"))
    turned.close()
    document = read_pdf(path.with_name("turned.pdf"))
    assert document.text.split("\n")[0] == "Dòng thứ nhất của trang ngang."
    assert [block.text for block in document.blocks] == [
        "Dòng thứ nhất của trang ngang.",
        "Dòng thứ hai của trang ngang.",
    ]


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF file of its objects, the first being the catalogue."""
    data = b"%PDF-1.5\n"
    for number, content in enumerate(objects, start=1):
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    return data + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def page_with(stream: bytes, extra: bytes = b"") -> bytes:
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            b"<</Length %d%b>>stream\n%b\nendstream" % (len(stream), extra, stream),
        ]
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "0 bytes"),
        (b"PK\x03\x04 no portable document", "this is no PDF file"),
        (b"%PDF-1.7\nnothing else", "damaged or was cut off"),
        (page_with(b""), "no words were found"),
    ],
    ids=["empty", "zip", "cut off", "blank page"],
)
def test_unreadable_file_is_told_in_one_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "hong.pdf"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=words) as caught:
        read_pdf(path)
    assert "\n" not in str(caught.value)


def test_a_page_that_unpacks_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.readers.pages.pdf.MOST_STREAM_BYTES", 2**20)
    path = tmp_path / "bom.pdf"
    path.write_bytes(page_with(zlib.compress(bytes(2 * 2**20), 9), b"/Filter/FlateDecode"))
    with pytest.raises(SourceError, match="1 MB"):
        read_pdf(path)


def test_password_is_told(tmp_path: Path) -> None:
    pdf = new_page()
    write(pdf, LEFT, 30, "Mật")
    pdf.set_encryption(owner_password="owner", user_password="guest")  # noqa: S106
    with pytest.raises(SourceError, match="password-protected; save it without a password"):
        read(pdf, tmp_path)


def test_missing_library_is_told_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(SourceError, match=r"pip install 'indicators\[documents\]'"):
        read(new_page(), tmp_path)


def test_old_vietnamese_encoding_is_decoded_and_told(tmp_path: Path) -> None:
    # Nhân dân huyện thực hiện tốt các nhiệm vụ, kinh tế phát triển, xã hội ổn định
    printed = "Nh©n d©n huyÖn thùc hiÖn tèt c¸c nhiÖm vô, kinh tÕ ph¸t triÓn, x· héi æn ®Þnh"
    pdf = new_page()
    end = write(pdf, LEFT, 30, printed, size=10)
    write(pdf, end + 0.2, 28.6, "3", size=6)
    document = read(pdf, tmp_path)
    assert document.text.strip() == (
        "Nhân dân huyện thực hiện tốt các nhiệm vụ, kinh tế phát triển, xã hội ổn định³"
    )
    assert document.notes[0] == "the text was decoded from TCVN3"
