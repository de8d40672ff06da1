"""Fuzz targets for workbooks: sheets of any elements, in archives of which bytes are changed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from indicators.messages.errors import SourceError
from indicators.readers.excel.workbook import read_workbook
from tests.campaigns.fuzz_tables import check_read, workspace

if TYPE_CHECKING:
    from tests.campaigns.choices import Choices

TAGS = (
    "c",
    "v",
    "is",
    "t",
    "f",
    "row",
    "sheetData",
    "mergeCell",
    "mergeCells",
    "col",
    "cols",
    "x",
    "r",
)
NAMES = ("r", "t", "s", "ref", "hidden", "min", "max", "xml:space")
VALUES = (
    "A1", "B2", "C3", "A1:B2", "Z9:A1", "n", "s", "str", "inlineStr", "b", "e", "d", "0", "1", "2", "-1", "3.5", "1e9", "45000",
    "A", "1A", "XFD1048576", "#REF!", "2024-05-03", "true", "Chỉ tiêu", "", "1e400", "nan", "A0", "ZZZZ1",
)  # fmt: skip
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PARTS = {
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook {MAIN} {RELATED}><sheets><sheet name="Biểu" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
    "xl/styles.xml": f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs></styleSheet>',
}


def sheet_xml(source: Choices) -> str:
    """A sheet as spreadsheet programs write it, or any elements inside each other."""
    parts = []
    if source.chance(2):
        for row in range(1, 2 + source.below(3)):
            parts.append(f'<row r="{row}">')
            for letter in "ABC":
                kind, style, value = (
                    source.pick(("n", "str", "e", "b", "d")),
                    source.below(4),
                    source.pick(VALUES),
                )
                formula = "<f>1+1</f>" if source.chance(5) else ""
                parts.append(
                    f'<c r="{letter}{row}" s="{style}" t="{kind}">{formula}<v>{value}</v></c>'
                )
            parts.append("</row>")
        return f"<worksheet {MAIN}><sheetData>{''.join(parts)}</sheetData></worksheet>"
    open_tags: list[str] = []
    for _ in range(source.below(24)):
        if open_tags and source.chance(2):
            parts.append(f"</{open_tags.pop()}>")
        tag = source.pick(TAGS)
        attributes = "".join(
            f" {name}={quoteattr(source.pick(VALUES))}"
            for name in sorted(set(source.some(NAMES, 3)))
        )
        parts.append(f"<{tag}{attributes}>{source.pick(VALUES)}")
        open_tags.append(tag)
    parts += [f"</{tag}>" for tag in reversed(open_tags)]
    return f"<worksheet {MAIN}><sheetData>{''.join(parts)}</sheetData></worksheet>"


def workbook(source: Choices) -> None:
    """Whatever the sheet of a workbook holds, it is read or refused in one sentence."""
    path = workspace() / "a.xlsx"
    bent = source.pick((*[None] * 12, *PARTS))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in PARTS.items():
            archive.writestr(name, sheet_xml(source) if name == bent else text)
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml(source))
    data = bytearray(stream.getvalue())
    for _ in range(source.below(3) if source.chance(8) else 0):
        data[source.below(len(data))] = source.below(256)
    path.write_bytes(data)
    try:
        check_read(read_workbook(path))
    except SourceError as error:
        assert len(str(error).splitlines()) == 1
