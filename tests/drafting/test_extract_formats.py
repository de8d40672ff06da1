"""One report in every format gives one set of figures; old encodings and letterheads too."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from docx.shared import Pt
from PIL import Image, ImageDraw, ImageFont

from indicators import extract
from indicators.readers.plain.encodings import from_tcvn3
from tests.prose.expectation import figure_of
from tests.readers.test_docx import NAMESPACES, RELATIONS, level, note, note_mark, numbering
from tests.readers.test_ocr import needs_tesseract
from tests.readers.test_pdf import FONT, LEFT, grid, new_page, save, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from indicators.prose.model import Draft, DraftRow, NonFigure, Unbound

Y31, Y32 = (date(2031, 1, 1), date(2031, 12, 31)), (date(2032, 1, 1), date(2032, 12, 31))
NOTES = ("Trong đó, xã Lúa Vàng gieo trồng 305 ha.", "Đàn gia cầm đạt 820.000 con.")
NARRATIVE = (
    "Diện tích gieo trồng lúa đạt 6.120 ha¹, năng suất lúa bình quân đạt 61,5 tạ/ha. "
    "Tổng đàn lợn đạt 45.200 con² vào cuối năm."
)
# Marks are typed in texts and made by Word in documents.
REPORT: list[tuple[str, str, str]] = [
    ("line", "", "ỦY BAN NHÂN DÂN HUYỆN ĐỒNG LÚA"),
    ("line", "", "Số: 215/BC-UBND"),
    ("line", "", "Đồng Lúa, ngày 12 tháng 12 năm 2031"),
    ("line", "", "BÁO CÁO"),
    ("line", "", "Kết quả phát triển kinh tế - xã hội năm 2031"),
    ("heading", "I.", "KẾT QUẢ THỰC HIỆN NĂM 2031"),
    ("text", "", "Tổng giá trị sản xuất ước đạt 4.512,6 tỷ đồng, tăng 8,4% so với cùng kỳ."),
    ("text", "", NARRATIVE),
    ("heading", "II.", "CÁC CHỈ TIÊU CHỦ YẾU NĂM 2032"),
    ("item", "1.", "Tổng giá trị sản xuất tăng 9% trở lên."),
    ("item", "2.", "Tỷ lệ hộ nghèo dưới 1,2%."),
    ("item", "3.", "Sản lượng lương thực đạt từ 60.000 - 62.000 tấn."),
]
CAPTION = "Phụ lục. Kết quả thực hiện các chỉ tiêu năm 2031"
HEADS = [
    ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2031", ""],
    ["", "", "", "Kế hoạch", "Ước thực hiện"],
]
ROWS = [
    ["1", "Sản lượng thịt hơi", "tấn", "5.100", "5.240"],
    ["2", "Thu ngân sách nhà nước", "tỷ đồng", "410", "432,5"],
    ["3", "Số trường đạt chuẩn quốc gia", "trường", "28", "30"],
    ["4", "Tỷ lệ hộ dùng nước sạch", "%", "trên 98", "99"],
]
CUT = 2  # rows before the page end
OF_TEXT = [
    ("4512.6", "tỷ đồng", "level", "estimate", Y31),
    ("8.4", "%", "growth", "estimate", Y31),
    ("6120", "ha", "level", "actual", Y31),
    ("305", "ha", "level", "actual", Y31),
    ("61.5", "tạ/ha", "level", "actual", Y31),
    ("45200", "con", "level", "actual", Y31),
    ("820000", "con", "level", "actual", Y31),
    (">=9", "%", "growth", "target", Y32),
    ("<1.2", "%", "level", "target", Y32),
    ("60000..62000", "tấn", "level", "target", Y32),
]
OF_TABLE = [
    ("5100", "tấn", "level", "target", Y31),
    ("5240", "tấn", "level", "estimate", Y31),
    ("410", "tỷ đồng", "level", "target", Y31),
    ("432.5", "tỷ đồng", "level", "estimate", Y31),
    ("28", "trường", "level", "target", Y31),
    ("30", "trường", "level", "estimate", Y31),
    (">98", "%", "level", "target", Y31),
    ("99", "%", "level", "estimate", Y31),
]


def typed() -> str:
    """As people paste it from a PDF: a footnote below the page that cuts the table."""
    lines = [f"{mark} {text}".strip() for _, mark, text in REPORT]
    at = next(n for n, line in enumerate(lines) if line == NARRATIVE) + 1
    lines[at:at] = [f"{mark} {text}" for mark, text in zip("¹²", NOTES, strict=True)]
    parts = [*HEADS, *ROWS[:CUT]], ROWS[CUT:]
    first, second = ("\n".join("\t".join(row) for row in rows) for rows in parts)
    return "\n\n".join([*lines, CAPTION, first + "\n\f" + second]) + "\n"


def text_file(folder: Path) -> Path:
    path = folder / "bao-cao.txt"
    path.write_text(typed(), "utf-8")
    return path


def markdown_file(folder: Path) -> Path:
    def bars(row: Sequence[str]) -> str:
        return f"| {' | '.join(row)} |"

    lines = [bars(HEADS[0]), bars(["---"] * 5), bars(HEADS[1]), *map(bars, ROWS)]
    path = folder / "bao-cao.md"
    path.write_text(typed().split(HEADS[0][0] + "\t")[0] + "\n".join(lines) + "\n", "utf-8")
    return path


def docx_file(folder: Path) -> Path:
    document = docx.Document()
    for kind, mark, text in REPORT:
        if kind == "heading":
            document.add_heading(f"{mark} {text}", 1)
        else:
            document.add_paragraph("#" + text if kind == "item" else text)
    document.add_paragraph(CAPTION)
    table = document.add_table(0, 5)
    for row in (*HEADS, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(0, 3).merge(table.cell(0, 4))
    for column in range(3):
        table.cell(0, column).merge(table.cell(1, column))
    stream = io.BytesIO()
    document.save(stream)
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    notes = "".join(note(number, text) for number, text in enumerate(NOTES, 1))
    path = folder / "bao-cao.docx"
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("utf-8") if name.endswith((".xml", ".rels")) else ""
            if name == "word/document.xml":
                data = data.replace("<w:r><w:t>#", f"{listed}<w:r><w:t>")
                for number, mark in enumerate("¹²", 1):
                    data = data.replace(
                        mark, f'</w:t></w:r>{note_mark(number)}<w:r><w:t xml:space="preserve">'
                    )
            elif name == "word/_rels/document.xml.rels":
                relation = (
                    f'<Relationship Id="n" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/>'
                )
                data = data.replace("</Relationships>", f"{relation}</Relationships>")
            elif name == "word/numbering.xml":
                data = f"<w:numbering {NAMESPACES}>{numbering(level(0, 'decimal', '%1.'))}</w:numbering>"
            new.writestr(name, data or old.read(name))
        new.writestr("word/footnotes.xml", f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>")
    return path


def folded(text: str, width: float, measured: Callable[[str], float]) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if measured(longer) <= width else [*lines, word]
    return lines


def pdf_file(folder: Path) -> Path:
    pdf = new_page()
    y = 20.0
    for _, mark, text in REPORT:
        for line in folded(f"{mark} {text}".strip(), 160, pdf.get_string_width):
            x: float = LEFT
            for number, piece in enumerate(line.replace("²", "¹").split("¹")):
                if number:
                    raised = "1" if "¹" in line and number == 1 else "2"
                    x = write(pdf, x + 0.2, y - 1.8, raised, size=7)
                x = write(pdf, x, y, piece)
            y += 7
        y += 3
    write(pdf, LEFT, y, CAPTION)
    widths = [12, 68, 26, 26, 28]
    y += 5
    for x0, (text, wide, high) in zip(
        (0, 12, 80, 106, 106, 132),
        [(HEADS[0][0], 12, 28), (HEADS[0][1], 68, 28), (HEADS[0][2], 26, 28),
         (HEADS[0][3], 54, 14), (HEADS[1][3], 26, 14), (HEADS[1][4], 28, 14)],
        strict=True,
    ):  # fmt: skip
        below = 14 if text in HEADS[1] else 0
        pdf.rect(LEFT + x0, y + below, wide, high)
        write(pdf, LEFT + x0 + 1, y + below + 6, text, size=9)
    grid(pdf, y + 28, widths, ROWS[:CUT])
    pdf.line(LEFT, 262, 80, 262)
    for number, text in enumerate(NOTES, 1):
        end = write(pdf, LEFT, 262 + 6 * number, str(number), size=6)
        write(pdf, end + 1, 263.5 + 6 * number, text, size=9)
    new_page(pdf)
    grid(pdf, 20, widths, ROWS[CUT:])
    return save(pdf, folder / "bao-cao.pdf")


FORMATS = [text_file, markdown_file, docx_file, pdf_file]


def key(row: DraftRow) -> tuple[Any, ...]:
    period = None if row.period is None else (row.period.start, row.period.end)
    return figure_of(row), row.unit, row.measure, row.scenario, period


def sound(draft: Draft) -> Draft:
    """Every offset is exact and every digit accounted for."""
    for row in draft.rows:
        assert draft.text[row.start : row.end] == row.raw_value
    others: list[NonFigure | Unbound] = [*draft.nonfigures, *draft.unbound]
    for other in others:
        assert draft.text[other.start : other.end] == other.text
    assert sum(draft.ledger.values()) == draft.tokens
    return draft


@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.__name__.removesuffix("_file"))
def test_every_format_gives_the_same_figures(made: Callable[[Path], Path], tmp_path: Path) -> None:
    draft = sound(extract(made(tmp_path)))
    assert sorted(map(key, draft.rows), key=str) == sorted(OF_TEXT + OF_TABLE, key=str)
    assert draft.unbound == ()
    facts = draft.facts
    assert (facts.number, facts.issued_on) == ("215/BC-UBND", date(2031, 12, 12))
    kinds = Counter(row.kind for row in draft.rows)
    assert kinds == {"table": 8, "narrative": 5, "list": 3, "footnote": 2}
    labels = {figure_of(row): row.raw_label for row in draft.rows}
    assert labels["432.5"] == "Thu ngân sách nhà nước"
    assert labels["820000"] == "Đàn gia cầm"


@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.__name__.removesuffix("_file"))
def test_footnotes_are_bound_to_what_carries_them(
    made: Callable[[Path], Path], tmp_path: Path
) -> None:
    draft = extract(made(tmp_path))
    rows = {figure_of(row): row for row in draft.rows if row.kind == "footnote"}
    assert {row.source_locator for row in rows.values()} == {"chú thích 1", "chú thích 2"}
    area = rows["305"]
    assert area.place == "xã Lúa Vàng"
    assert area.indicator_id == next(r for r in draft.rows if figure_of(r) == "6120").indicator_id
    blocks = draft.source.blocks
    carrier = next(n for n, block in enumerate(blocks) if "6.120 ha" in block.text)
    assert [mark for _, mark in blocks[carrier].anchors] == ["1", "2"]
    assert [block.note for block in blocks[carrier + 1 : carrier + 3]] == ["1", "2"]


def scan() -> Image.Image:
    """The report on one page of 200 dpi, its table without rules."""
    page = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONT), 30)
    y = 120
    for _, mark, text in REPORT:
        for line in folded(
            f"{mark} {text.replace('¹', '').replace('²', '')}", 1350, font.getlength
        ):
            draw.text((150, y), line, font=font, fill=0)
            y += 52
        y += 18
    return page


@needs_tesseract
@pytest.mark.parametrize("ending", [".png", ".pdf"])
def test_scan_gives_nine_of_ten_figures(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"quet{ending}"
    scan().save(path, resolution=200)
    draft = sound(extract(path))
    wanted = Counter(entry for entry in OF_TEXT if entry[0] not in ("305", "820000"))
    assert (wanted & Counter(map(key, draft.rows))).total() >= 0.9 * wanted.total()
    assert draft.source.ocr
    assert draft.facts.issued_on == date(2031, 12, 12)


def test_workbook_as_offices_send_it(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append([CAPTION])
    sheet.append([])
    for row in (*HEADS, *ROWS):
        plain = [text.replace(".", "").replace(",", ".") for text in row]
        sheet.append([
            float(number) if number.replace(".", "").isdigit() else text or None
            for number, text in zip(plain, row, strict=True)
        ])  # fmt: skip
    for merged in ("A3:A4", "B3:B4", "C3:C4", "D3:E3", "A1:E1"):
        sheet.merge_cells(merged)
    workbook.save(tmp_path / "bieu.xlsx")
    draft = sound(extract(tmp_path / "bieu.xlsx"))
    assert sorted(map(key, draft.rows), key=str) == sorted(OF_TABLE, key=str)
    assert {row.kind for row in draft.rows} == {"table"}


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("utf-8-sig"),
    ],
    ids=["CRLF", "NFD", "UTF-16", "UTF-16 BE without mark", "byte order mark"],
)
def test_text_in_other_bytes_gives_the_same(
    encoded: Callable[[str], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(encoded(typed()))
    draft = sound(extract(path))
    found = [
        (*key(row)[:1], unicodedata.normalize("NFC", row.unit or ""), *key(row)[2:])
        for row in draft.rows
    ]
    assert sorted(found, key=str) == sorted(OF_TEXT + OF_TABLE, key=str)


# TCVN3 as it is shown where its font is missing.
OLD = (
    "Tæng gi¸ trÞ s¶n xuÊt n¨m 2031 ­íc ®¹t 4.512,6 tû ®ång, t¨ng 8,4% so víi cïng kú.",
    "N¨m 2031, n¨ng suÊt lóa b×nh qu©n ®¹t 61,5 t¹/ha.",
)
OF_OLD = [OF_TEXT[0], OF_TEXT[1], OF_TEXT[4]]


def test_text_in_tcvn3(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes("\n\n".join(OLD).encode("latin-1"))
    draft = sound(extract(path))
    assert [key(row) for row in draft.rows] == OF_OLD
    assert "TCVN3" in draft.source.notes[0]


def test_document_in_fonts_of_tcvn3(tmp_path: Path) -> None:
    document = docx.Document()
    for line in OLD:
        run = document.add_paragraph().add_run(line)
        run.font.name, run.font.size = ".VnTime", Pt(14)
    document.save(str(tmp_path / "cu.docx"))
    draft = sound(extract(tmp_path / "cu.docx"))
    assert [key(row) for row in draft.rows] == OF_OLD
    assert draft.text == "".join(f"{from_tcvn3(line)}\n" for line in OLD)


def test_letterhead_in_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    head = document.add_table(2, 2)
    for at, text in enumerate([
        "ỦY BAN NHÂN DÂN\nHUYỆN ĐỒNG LÚA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Số: 215/BC-UBND", "Đồng Lúa, ngày 12 tháng 12 năm 2031",
    ]):  # fmt: skip
        head.cell(at // 2, at % 2).text = text
    for _, _, text in REPORT[3:7]:
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    draft = sound(extract(tmp_path / "a.docx"))
    facts = draft.facts
    assert (facts.number, facts.issued_on, facts.kind) == (
        "215/BC-UBND",
        date(2031, 12, 12),
        "Báo cáo",
    )
    assert facts.issuer is not None
    assert facts.issuer.casefold() == "ủy ban nhân dân huyện đồng lúa"
    assert facts.place is not None
    assert "Đồng Lúa" in facts.place.title()
    assert facts.period is not None
    assert (facts.period.start, facts.period.end) == Y31
    assert [key(row) for row in draft.rows] == OF_TEXT[:2]
