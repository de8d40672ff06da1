"""Reading .docx: what Word shows, where it stands, and one sentence for every broken file."""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING

import docx
import pytest

from indicators.messages.errors import SourceError
from indicators.readers.table import Merge
from indicators.readers.word.document import read_docx
from indicators.readers.word.numbering import written

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.readers.blocks import Block, SourceDocument

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def parts_of(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def blank() -> dict[str, bytes]:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return parts_of(stream.getvalue())


BLANK = blank()


def pack(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def write(folder: Path, body: str, /, **parts: str) -> Path:
    """A document with this XML as its body; `parts` are the contents of further parts."""
    files = dict(BLANK)
    files["word/document.xml"] = (
        f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    )
    for name, inner in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(name, name)
        place = "theme/theme1" if name == "theme" else name
        files[f"word/{place}.xml"] = f"<w:{root} {NAMESPACES}>{inner}</w:{root}>".encode()
        rels = files["word/_rels/document.xml.rels"]
        if f'Target="{place}.xml"'.encode() not in rels:
            relation = f'<Relationship Id="x{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
            files["word/_rels/document.xml.rels"] = rels.replace(
                b"</Relationships>", f"{relation}</Relationships>".encode()
            )
    return pack(folder / "a.docx", files)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else p(one) for one in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str]) -> str:
    lines = "".join(
        "<w:tr>" + "".join(one if one.startswith("<") else cell(one) for one in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{lines}</w:tbl>"


def listed(ident: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr>'


def level(at: int, form: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str) -> str:
    """Lists 1, 2, …, one for each definition."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>'
        for at, levels in enumerate(lists, 1)
    )
    return abstract + "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(lists) + 1)
    )


def note_mark(ident: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{ident}"/></w:r>'


def note(ident: int, *paragraphs: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{ident}">{"".join(p(one) for one in paragraphs)}</w:{kind}>'


def check_spans(document: SourceDocument) -> None:
    """Every block and every cell stands in the text where it says."""
    for block in document.blocks:
        edges = [*block.pieces, (len(block.text), block.end)]
        for (start, place), (end, _) in pairwise(edges):
            stretch = block.text[start:end].removesuffix(" ") if end < len(block.text) else ""
            stretch = stretch or block.text[start:end]
            if stretch:
                assert document.text[slice(*block.span(start, start + len(stretch)))] == stretch
                assert block.place(start) == place
        if block.text and not any(letter in "⁰¹²³⁴⁵⁶⁷⁸⁹" for letter in document.text):
            for start in range(len(block.text)):
                for end in range(start + 1, min(start + 20, len(block.text)) + 1):
                    found = document.text[slice(*block.span(start, end))]
                    assert found.replace("\n", " ") == block.text[start:end]
        for at, span in block.spans.items():
            assert block.table is not None
            assert document.text[slice(*span)] == block.table.cells[at].text
        if block.table is not None:
            assert block.spans.keys() == block.table.cells.keys()


def read(path: Path) -> SourceDocument:
    document = read_docx(path)
    check_spans(document)
    return document


def shown(document: SourceDocument) -> list[tuple[str, str, str]]:
    return [(block.kind, block.mark.text, block.text) for block in document.blocks]


def cells(block: Block) -> dict[tuple[int, int], str]:
    assert block.table is not None
    return {at: one.text for at, one in block.table.cells.items()}


BOLD = "<w:b/>"


def test_report_made_by_python_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Báo cáo thử", 0)
    document.add_heading("I. Kinh tế", 1)
    document.add_paragraph("").add_run("1. Nông nghiệp").bold = True
    document.add_paragraph("Sản lượng đạt 120 tấn.")
    document.add_paragraph("- Lúa: 100 tấn;")
    document.add_paragraph("+ Vụ xuân: 60 tấn;")
    document.add_paragraph("- Ngô: 20 tấn.")
    document.add_paragraph("Chấm đầu dòng", style="List Bullet")
    document.add_paragraph("Bảng 1. Cây trồng")
    grid = document.add_table(2, 2)
    for at, text in enumerate(["Cây", "Tấn", "Lúa", "100"]):
        grid.cell(at // 2, at % 2).text = text
    document.add_heading("II. Xã hội", 1)
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    assert shown(found) == [
        ("heading", "", "Báo cáo thử"),
        ("heading", "I", "Kinh tế"),
        ("heading", "1", "Nông nghiệp"),
        ("paragraph", "", "Sản lượng đạt 120 tấn."),
        ("item", "-", "Lúa: 100 tấn;"),
        ("item", "+", "Vụ xuân: 60 tấn;"),
        ("item", "-", "Ngô: 20 tấn."),
        ("item", "•", "Chấm đầu dòng"),
        ("paragraph", "", "Bảng 1. Cây trồng"),
        ("table", "", ""),
        ("heading", "II", "Xã hội"),
    ]
    assert cells(found.blocks[9]) == {(1, 1): "Cây", (1, 2): "Tấn", (2, 1): "Lúa", (2, 2): "100"}
    assert found.blocks[9].table is not None
    assert found.blocks[9].table.sheet == "Bảng 1"
    assert "\nBảng 1. Cây trồng\nCây\tTấn\nLúa\t100\nII. Xã hội\n" in found.text
    assert (found.notes, found.pages) == ((), None)


@pytest.mark.parametrize(
    ("text", "properties", "kind"),
    [
        ("1. Trồng trọt", BOLD, "heading"),
        ("1. Trồng trọt", "<w:i/>", "heading"),
        ("1. Trồng trọt", "", "item"),
        ("1. Trồng trọt", '<w:b w:val="0"/>', "item"),
        ("II. KẾT QUẢ NĂM 2024", "", "heading"),
        ("II. Kết quả năm 2024", "<w:caps/>", "heading"),
        ("1. Thu ngân sách: đạt 12 tỷ đồng", BOLD, "item"),
        ("2. Thu ngân sách đạt 12 tỷ đồng.", BOLD, "item"),
        ("a) Trồng trọt", BOLD, "item"),
        ("PHẦN THỨ HAI", "", "heading"),
        ("Tình hình chung", BOLD, "heading"),
        ("Tình hình chung", "", "paragraph"),
    ],
)
def test_heading_is_told_from_item(text: str, properties: str, kind: str, tmp_path: Path) -> None:
    (block,) = read(write(tmp_path, p(run(text, properties)))).blocks
    assert block.kind == kind


def test_automatic_marks_are_those_word_shows(tmp_path: Path) -> None:
    outline = (
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%2.", "<w:isLgl/>")
        + level(2, "decimal", "%1.%2.%3.", "<w:isLgl/>")
        + level(3, "lowerLetter", "%4)")
    )
    signs = level(0, "bullet", "-") + level(1, "bullet", "+") + level(2, "bullet", "\uf0b7")
    kept = level(0, "decimal", "%1.") + level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')
    order = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1)]
    order += [(2, 0), (2, 1), (2, 2), (2, 0), (1, 1), (3, 0), (3, 1), (3, 0), (3, 1)]
    body = "".join(p("Mục", properties=listed(*one)) for one in order)
    found = read(write(tmp_path, body, numbering=numbering(outline, signs, kept)))
    marks = ["I", "1", "1.1.1", "1.1.2", "a", "b", "2", "1.2.1", "II", "1"]
    marks += ["-", "+", "•", "-", "2", "1", "1", "2", "2"]
    assert [block.mark.text for block in found.blocks] == marks
    assert found.text == "Mục\n" * len(order)


def test_lists_share_their_counter_or_begin_anew(tmp_path: Path) -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    order = [1, 1, 2, 3, 3, 1, 9, 0]
    body = "".join(p("Mục", properties=listed(one)) for one in order)
    found = read(write(tmp_path, body, numbering=lists))
    assert [block.mark.text for block in found.blocks] == ["1", "2", "3", "5", "6", "7", "", ""]
    assert found.blocks[-1].kind == "paragraph"


def test_numbering_of_a_heading_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/>'
        '<w:basedOn w:val="H"/></w:style>'
    )
    linked = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.", '<w:pStyle w:val="H"/>')
    body = p("Một", properties='<w:pStyle w:val="Mine"/>') * 2
    found = read(write(tmp_path, body, styles=styles, numbering=numbering(linked)))
    assert shown(found) == [("heading", "1.1", "Một"), ("heading", "1.2", "Một")]


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (26, "lowerLetter", "z"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (10**9, "upperRoman", "1000000000"),
        (10**9, "lowerLetter", "1000000000"),
    ],
)
def test_number_formats(count: int, form: str, text: str) -> None:
    assert written(count, form) == text


def test_notes_stand_after_the_block_with_their_mark(tmp_path: Path) -> None:
    body = (
        p("Đạt 95%", note_mark(8), " kế hoạch", note_mark(3), ".")
        + table(["Lúa", cell(p("100", note_mark(5)))])
        + p("Hết", note_mark(2, "endnote"))
    )
    path = write(
        tmp_path,
        body,
        footnotes=note(3, "Hai.") + note(8, " Một", "tiếp 7 xã.") + note(5, "Ba."),
        endnotes=note(2, "Cuối.", kind="endnote"),
    )
    found = read(path)
    assert [(b.kind, b.text, b.note, b.anchors) for b in found.blocks] == [
        ("paragraph", "Đạt 95% kế hoạch.", None, ((7, "1"), (16, "2"))),
        ("footnote", "Một tiếp 7 xã.", "1", ()),
        ("footnote", "Hai.", "2", ()),
        ("table", "", None, ((0, "3"),)),
        ("footnote", "Ba.", "3", ()),
        ("paragraph", "Hết", None, ((3, "i"),)),
        ("footnote", "Cuối.", "i", ()),
    ]
    assert found.text == "Đạt 95% kế hoạch.\nMột\ntiếp 7 xã.\nHai.\nLúa\t100\nBa.\nHết\nCuối.\n"


def test_note_with_a_mark_of_its_own_and_another_start(tmp_path: Path) -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    path = write(
        tmp_path,
        p("Một", own) + p("Hai", note_mark(2)),
        footnotes=note(1, "Sao.") + note(2, "Năm."),
        settings='<w:footnotePr><w:numStart w:val="5"/><w:numRestart w:val="eachPage"/></w:footnotePr>',
    )
    found = read(path)
    assert [(b.text, b.note) for b in found.blocks] == [
        ("Một", None), ("Sao.", "*"), ("Hai", None), ("Năm.", "5"),
    ]  # fmt: skip
    assert len(found.notes) == 1
    assert found.notes[0].startswith("Footnotes begin anew")


def test_raised_digits_are_no_part_of_figures(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = p("Diện tích 1.234", run("5", raised), " m", run("2", raised), ".")
    found = read(write(tmp_path, body + p(run("5", raised), " Gồm đất lúa.")))
    assert found.text == "Diện tích 1.234⁵ m².\n⁵ Gồm đất lúa.\n"
    assert [(b.kind, b.text, b.note, b.anchors) for b in found.blocks] == [
        ("paragraph", "Diện tích 1.234 m².", None, ((15, "5"),)),
        ("footnote", "Gồm đất lúa.", "5", ()),
    ]


def test_merged_cells(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    grid = table(
        [
            cell("TT", properties=down),
            cell("Chỉ tiêu", properties='<w:gridSpan w:val="2"/>' + down),
            cell("Năm", properties='<w:gridSpan w:val="2"/>'),
        ],
        [
            cell("mất", properties=on),
            cell("", properties='<w:gridSpan w:val="2"/>' + on),
            "2023",
            "2024",
        ],
        ["1", "Lúa", "vụ xuân", "", cell(p("12"), p("13"))],
    )
    (block,) = read(write(tmp_path, grid)).blocks
    assert cells(block) == {
        (1, 1): "TT", (1, 2): "Chỉ tiêu", (1, 4): "Năm", (2, 4): "2023", (2, 5): "2024",
        (3, 1): "1", (3, 2): "Lúa", (3, 3): "vụ xuân", (3, 5): "12 13",
    }  # fmt: skip
    assert block.table is not None
    assert set(block.table.merges) == {Merge(1, 1, 2, 1), Merge(1, 2, 2, 3), Merge(1, 4, 1, 5)}


def wide(*rows: list[str], widths: tuple[int, ...] = (500, 3000, 900)) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return table(*rows).replace("<w:tbl>", f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>", 1)


def test_table_cut_in_two_is_one(tmp_path: Path) -> None:
    # Regression: the second part has no header of its own, and its figures were lost.
    first = wide(["TT", "Chỉ tiêu", "2024"], ["1", "Lúa", "12,5"])
    found = read(write(tmp_path, first + p("") + wide(["2", "Ngô", "3,5"], ["3", "Lạc", "4"])))
    (block,) = found.blocks
    assert cells(block) == {
        (1, 1): "TT", (1, 2): "Chỉ tiêu", (1, 3): "2024", (2, 1): "1", (2, 2): "Lúa",
        (2, 3): "12,5", (3, 1): "2", (3, 2): "Ngô", (3, 3): "3,5", (4, 1): "3", (4, 2): "Lạc", (4, 3): "4",
    }  # fmt: skip


@pytest.mark.parametrize(
    "second",
    [
        p("Biểu 2") + wide(["2", "Ngô", "3,5"]),  # words stand between
        wide(["TT", "Tên", "2025"], ["2", "Ngô", "3,5"]),  # a header of its own
        wide(["2", "Ngô", "3,5"], widths=(500, 2000, 1900)),  # other columns
    ],
)
def test_two_tables_stay_two(second: str, tmp_path: Path) -> None:
    first = wide(["TT", "Chỉ tiêu", "2024"], ["1", "Lúa", "12,5"])
    found = read(write(tmp_path, first + p("") + second))
    assert [block.kind for block in found.blocks if block.kind == "table"] == ["table"] * 2


def test_table_in_a_cell_follows_its_row(tmp_path: Path) -> None:
    inner = table(["x", "y"], ["z", "t"])
    grid = table(["a", cell(p("b"), inner, p(""))], ["c", "d"])
    found = read(write(tmp_path, grid))
    assert found.text == "a\tb\n\tx\ty\n\tz\tt\nc\td\n"
    assert cells(found.blocks[0])[3, 3] == "t"


def test_frame_of_one_cell_is_no_table(tmp_path: Path) -> None:
    found = read(write(tmp_path, table([cell(p("- Một"), p("- Hai"))])))
    assert shown(found) == [("item", "-", "Một"), ("item", "-", "Hai")]


def test_numbers_word_makes_in_cells_are_kept(tmp_path: Path) -> None:
    count = level(0, "decimal", "%1")
    rows = [[cell(p("", properties=listed(1))), name] for name in ("Lúa", "Ngô")]
    found = read(write(tmp_path, table(*rows), numbering=numbering(count)))
    assert found.text == "1\tLúa\n2\tNgô\n"


def test_breaks_tabs_and_invisible_letters(tmp_path: Path) -> None:
    body = p(
        "<w:r><w:tab/></w:r>", "Thu ngân ", "<w:r><w:br/></w:r>", " sách\u200b:", "<w:r><w:tab/></w:r>",
        "12", "<w:r><w:noBreakHyphen/></w:r>", "15 tỷ", "<w:r><w:br/><w:br/></w:r>",
    )  # fmt: skip
    found = read(write(tmp_path, body))
    assert found.text == "Thu ngân\nsách:\t12-15 tỷ\n"
    (block,) = found.blocks
    assert block.text == "Thu ngân sách:\t12-15 tỷ"
    assert block.pieces == ((0, 0), (9, 9))


def test_text_boxes_are_paragraphs_and_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('Trong khung 7')}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(write(tmp_path, p("Trước", drawn, " sau") + p("Cuối")))
    assert [block.text for block in found.blocks] == ["Trước sau", "Trong khung 7", "Cuối"]
    assert found.notes == ()


def test_tracked_changes_and_hidden_text(tmp_path: Path) -> None:
    body = (
        p("Đạt ", "<w:del><w:r><w:delText>10</w:delText></w:r></w:del>", f"<w:ins>{run('12')}</w:ins>", " tấn", run(" mật 99", "<w:vanish/>"))
        + p("Hai đoạn ", properties="<w:rPr><w:del/></w:rPr>")
        + p("thành một.")
    )  # fmt: skip
    found = read(write(tmp_path, body))
    assert found.text == "Đạt 12 tấn\nHai đoạn thành một.\n"
    assert [sentence[:24] for sentence in found.notes] == [
        "The document has tracked", "Hidden text is left out.",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_text_is_left_out(line: str, tmp_path: Path) -> None:
    # Regression: `400` struck out beside `412` was read as 400412.
    body = p("Đạt ", run("400", line), "412 tấn") + table(["a", cell(p(run("400", line), "412"))])
    found = read(write(tmp_path, body))
    assert found.text == "Đạt 412 tấn\na\t412\n"
    assert found.notes == ("Text that is struck through is left out.",)


def test_fields_show_their_result(tmp_path: Path) -> None:
    def step(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>SEQ Bảng</w:instrText></w:r>"
    body = p("Bảng ", step("begin"), code, run("mã 5"), step("separate"), "3", step("end"), ". Lúa")
    assert read(write(tmp_path, body)).text == "Bảng 3. Lúa\n"


def test_contents_pictures_and_margins_are_told_of(tmp_path: Path) -> None:
    page = '<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>'
    toc = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    picture = '<w:r><w:drawing><a:blip r:link="rId99"/></w:drawing></w:r>'
    body = p("I. Kinh tế 5", properties='<w:pStyle w:val="T"/>') + p("Ảnh", picture)
    found = read(write(tmp_path, body, styles=toc, header=p("Số 12"), footer=page))
    assert found.text == "Ảnh\n"
    assert [sentence.split()[1] for sentence in found.notes] == ["table", "charts", "headers"]
    assert read(write(tmp_path, p("Chữ"), footer=page)).notes == ()


@pytest.mark.parametrize(
    ("font", "typed", "text"),
    [
        (".VnTime", "N¨ng suÊt lóa", "Năng suất lúa"),
        (".VnTimeH", "N¨ng suÊt", "NĂNG SUẤT"),
        (".VnTime", "Năng suất", "Năng suất"),
        ("VNI-Times", "Naêng suaát luùa", "Năng suất lúa"),
    ],
)
@pytest.mark.parametrize("where", ["run", "style", "defaults", "theme"])
def test_fonts_from_before_unicode(
    font: str, typed: str, text: str, where: str, tmp_path: Path
) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    named = '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr>'
    styles = {
        "run": "",
        "style": f'<w:style w:type="paragraph" w:styleId="S">{fonts}</w:style>',
        "defaults": f"<w:docDefaults><w:rPrDefault>{fonts}</w:rPrDefault></w:docDefaults>",
        "theme": f"<w:docDefaults><w:rPrDefault>{named}</w:rPrDefault></w:docDefaults>",
    }[where]
    theme = f'<a:minorFont><a:latin typeface="{font}"/></a:minorFont>'
    inner = fonts.removeprefix("<w:rPr>").removesuffix("</w:rPr>") if where == "run" else ""
    half = len(typed) // 2  # runs may part a letter from its tone
    body = p(run(typed[:half], inner), run(typed[half:], inner), properties='<w:pStyle w:val="S"/>')
    found = read(write(tmp_path, body, styles=styles, theme=theme))
    assert found.text == f"{text}\n"
    assert len(found.notes) == 1
    assert ("VNI" in found.notes[0]) == font.startswith("VNI")


def test_places_hold_in_any_document(tmp_path: Path) -> None:
    rng = random.Random(5)
    words = ["- ", "1. ", "a) ", "lúa", " ", "12,5%", "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", note_mark(1), note_mark(2), "đạt", "I. "]  # fmt: skip
    for _ in range(8):
        made = [p(*rng.choices(words, k=rng.randint(0, 9))) for _ in range(8)]
        made.insert(4, table([cell(made[0]), cell(made[1])], [cell(made[2], made[3])]))
        path = write(tmp_path, "".join([p("đầu"), *made]), footnotes=note(1, "x") + note(2, " y "))
        found = read(path)
        assert sum(len(block.anchors) for block in found.blocks) >= found.text.count("\nx\n")


def test_long_report_is_read_fast(tmp_path: Path) -> None:
    runs = [
        run("Sản lượng lương thực có hạt ước đạt 12.345,6 tấn, tăng 2,5% "),
        run("so với cùng kỳ."),
    ]
    path = write(tmp_path, p(*runs) * 1200)
    started = time.perf_counter()
    assert len(read_docx(path).text) > 90_000
    assert time.perf_counter() - started < 2


def hostile(kind: str, folder: Path) -> Path:
    path = write(folder, p("Chữ 5"))
    good = path.read_bytes()
    parts = parts_of(good)
    office = b"schemas.openxmlformats.org/officeDocument/2006"
    strict = parts["_rels/.rels"].replace(office, b"purl.oclc.org/ooxml/officeDocument")
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    bodies = {
        "zero_bytes": b"",
        "text": "Số liệu".encode(),
        "pdf": b"%PDF-1.7\n",
        "rtf": b"{\\rtf1 x}",
        "truncated": good[: len(good) // 2],
        "encrypted": OLE + "EncryptedPackage".encode("utf-16-le"),
        "old_word": OLE + "WordDocument".encode("utf-16-le"),
        "old_other": OLE,
        "many_parts": good + b"PK\x01\x02" * 6000,
    }
    changes: dict[str, dict[str, bytes]] = {
        "no_word": {"hello.txt": b"x"},
        "no_text": parts_of(write(folder, p("")).read_bytes()),
        "entities": {**parts, "word/document.xml": doctype + parts["word/document.xml"]},
        "entities_aside": {**parts, "customXml/item1.xml": doctype + b"<x>&a;</x>"},
        "bomb": {**parts, "word/media/a.png": b"0" * 60_000_000},
        "bomb_of_xml": {**parts, "word/document.xml": b"<x>" + b" " * 34_000_000},
        "elements": {**parts, "word/x.xml": b"<x>" + b"<y/>" * 610_000 + b"</x>"},
        "paragraphs": {**parts, "word/x.xml": b"<x>" + b"<p/>" * 60_100 + b"</x>"},
        "deep": {
            **parts,
            "word/document.xml": parts["word/document.xml"].replace(
                b"<w:p>", b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000 + b"<w:p>"
            ),
        },
        "strict": {**parts, "_rels/.rels": strict},
        "no_body": {**parts, "word/document.xml": f"<w:document {NAMESPACES}/>".encode()},
        "broken_xml": {**parts, "word/document.xml": b"<w:document"},
    }  # fmt: skip
    if kind in bodies:
        path.write_bytes(bodies[kind])
    elif kind == "lying_size":
        size = len(parts["word/document.xml"])
        path.write_bytes(good.replace(size.to_bytes(4, "little"), (size - 9).to_bytes(4, "little")))
    elif kind == "missing":
        path.unlink()
    else:
        pack(path, changes[kind])
    return path


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("zero_bytes", "has 0 bytes"),
        ("text", "no .docx document"),
        ("pdf", "a PDF document renamed"),
        ("rtf", "an RTF document renamed"),
        ("truncated", "cut off"),
        ("encrypted", "password-protected"),
        ("old_word", "Word 97-2003"),
        ("old_other", "old Office file"),
        ("many_parts", "more parts"),
        ("no_word", "no document"),
        ("no_text", "has no text"),
        ("entities", "DOCTYPE"),
        ("entities_aside", "DOCTYPE"),
        ("bomb", "more than is read"),
        ("bomb_of_xml", "more than is read"),
        ("elements", "longer than is read"),
        ("paragraphs", "longer than is read"),
        ("deep", "damaged"),
        ("strict", "Strict Open XML"),
        ("no_body", "no body"),
        ("broken_xml", "XML is broken"),
        ("lying_size", "damaged"),
        ("missing", "cannot be opened"),
    ],
)
def test_broken_file_is_one_sentence(kind: str, sentence: str, tmp_path: Path) -> None:
    path = hostile(kind, tmp_path)
    with pytest.raises(SourceError, match=sentence) as error:
        read_docx(path)
    assert len(str(error.value).splitlines()) == 1
    assert str(error.value).startswith(str(path))


def test_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, p("Chữ"))
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SourceError, match=r"pip install 'indicators\[documents\]'"):
        read_docx(path)


def test_nothing_outside_is_fetched(tmp_path: Path) -> None:
    path = write(tmp_path, p("Chữ"))
    parts = parts_of(path.read_bytes())
    remote = f'<Relationship Id="far" Type="{RELATIONS}/attachedTemplate" Target="http://localhost:9/a.dotm" TargetMode="External"/>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", f"{remote}</Relationships>".encode())
    assert read(pack(path, parts)).text == "Chữ\n"


def test_damaged_bytes_never_end_in_a_traceback(tmp_path: Path) -> None:
    rng = random.Random(11)
    body = p("Một", note_mark(1)) + table(["a", "b"]) + p("Hai", properties=listed(1))
    path = write(
        tmp_path, body, footnotes=note(1, "x"), numbering=numbering(level(0, "decimal", "%1."))
    )
    good = path.read_bytes()
    parts = parts_of(good)
    for turn in range(40):
        if turn % 2:
            data = bytearray(good)
            for _ in range(rng.randint(1, 8)):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            path.write_bytes(bytes(data))
        else:  # sound archive, senseless XML
            name = rng.choice(["word/document.xml", "word/numbering.xml", "word/footnotes.xml"])
            xml = bytearray(parts[name])
            for _ in range(rng.randint(1, 3)):
                xml[rng.randrange(len(xml))] = rng.choice(b'9-"<x ')
            pack(path, {**parts, name: bytes(xml)})
        try:
            read(path)
        except SourceError as error:
            assert len(str(error).splitlines()) == 1
