"""Tables as csv, and documents: Word, PDF, pictures and text that are hostile."""
# ruff: noqa: E501 (a line a file)

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from PIL import Image

from tests.drafting.test_extract_bad_input import (
    DOCUMENT,
    SENTENCE,
    bomb,
    changed,
    docx_bytes,
    nested,
    pdf_bytes,
    with_doctype,
)
from tests.hostile.archives import noise
from tests.hostile.case import Case, harmless, refused
from tests.offices import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

_FACTS = "".join(f"{key};{value}\n" for key, value in FACTS.items())
_HEAD = "STT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2024;Thực hiện năm 2024\n"
TABLE = f'{_FACTS}\n{_HEAD}1;Tỷ lệ hộ nghèo;%;"dưới 1,2";"1,1"\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def body(inner: str, **parts: bytes) -> bytes:
    said = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
    text = f'<w:document xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{said}{inner}</w:body></w:document>'
    return changed(docx_bytes(), {DOCUMENT: text.encode(), **parts})


def related(kind: str, target: str, *, external: bool = False) -> bytes:
    """A document with one relation more."""
    mode = ' TargetMode="External"' if external else ""
    name = "word/_rels/document.xml.rels"
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/></Relationships>'
    page = b"<html><script>alert(1)</script>12 xa</html>"
    return body('<w:altChunk r:id="rId9"/>', **{name: rels.encode(), "word/media/a.xml": page})


def pdf_objects(*objects: bytes) -> bytes:
    """A PDF file of these objects, the first being the catalogue."""
    made = b"%PDF-1.7\n"
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    start = len(made)
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table, len(objects) + 1, start)  # fmt: skip


def stream(data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return b"<</Length %d/Filter %s>>\nstream\n%s\nendstream" % (len(data), filters, data)


def lzw(times: int) -> bytes:
    """Zeros in the way of GIF: 7 MB in 6 kB, so many times."""
    bits = "".join(f"{code:0{width}b}" for code, width in _codes())
    return int(bits * times + f"{257:09b}" + "0" * 16, 2).to_bytes(
        (len(bits) * times + 25 + 7) // 8
    )


def _codes() -> Iterator[tuple[int, int]]:
    yield 256, 9
    yield 0, 9
    for code in range(258, 4094):
        yield code, 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12


def page(content: bytes, *more: bytes) -> bytes:
    return pdf_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        content,
        *more,
    )


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("1", (width, height)).save(made, form)
    return made.getvalue()


def vast() -> bytes:
    """A picture that says it is as wide as a street."""
    small = picture(8, 8)
    head = b"IHDR" + (40_000).to_bytes(4) + (30_000).to_bytes(4) + small[24:29]
    return small[:12] + head + zlib.crc32(head).to_bytes(4) + small[33:]


CSVS: dict[str, Case] = {
    "plain": harmless("a.csv", TABLE.encode),
    "in UTF-16": harmless("a.csv", lambda: TABLE.encode("utf-16")),
    "in UTF-16 without mark": harmless("a.csv", lambda: TABLE.encode("utf-16-le")),
    "in another encoding": refused("a.csv", lambda: TABLE.encode("cp1258", "replace"), "are missing"),
    "with NULs": refused("a.csv", lambda: TABLE.replace("hộ", "\0").encode(), "zero byte"),
    "workbook": refused("a.csv", lambda: b"PK\x03\x04" + noise(5_000), "rename it"),
    "10 MB in one field": refused("a.csv", (TABLE + "x" * 10 * 2**20).encode, "field larger"),
    "20 MB": refused("a.csv", (TABLE + "x\n" * 10 * 2**20).encode, "16 MB"),
    "quote without end": refused("a.csv", (TABLE + '"x\n' + "1;2\n" * 100).encode, "unexpected end of data"),
    "a million commas": harmless("a.csv", (TABLE + ";" * 1_000_000).encode),
    "a million blank rows": harmless("a.csv", (TABLE + "\n" * 1_000_000).encode),
    "half a million cells": refused("a.csv", (TABLE + "1;2;3;4;5\n" * 100_000).encode, "more than 300000 cells"),
    "formulas": refused("a.csv", lambda: TABLE.replace("Tỷ lệ hộ nghèo", "=1+cmd|'/c calc'!A1").encode(), "calc"),
}  # fmt: skip
DOCUMENTS: dict[str, Case] = {
    # Word
    "bomb": refused("a.docx", lambda: bomb(120 * 2**20), "more than is read"),
    "bomb that lies": refused("a.docx", lambda: bomb(60 * 2**20, lie=1_000), "damaged"),
    "archives in archives": harmless("a.docx", nested),
    "long paragraph": refused("a.docx", lambda: docx_bytes(SENTENCE * 20_000), "break it into paragraphs"),
    "billion laughs": refused("a.docx", lambda: with_doctype('[<!ENTITY a "lúa"><!ENTITY b "&a;&a;">]', "&b;"), "DOCTYPE"),
    "local file as entity": refused("a.docx", lambda: with_doctype('[<!ENTITY f SYSTEM "file:///etc/hostname">]', "&f;"), "DOCTYPE"),
    "parameter entity": refused("a.docx", lambda: with_doctype('[<!ENTITY % p SYSTEM "http://example.invalid/x"> %p;]'), "DOCTYPE"),
    "entity in UTF-16": refused("a.docx", lambda: changed(docx_bytes(), {DOCUMENT: f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY a "x">]><w:document xmlns:w="{WORD}"/>'.encode("utf-16")}), "DOCTYPE"),
    "document inside": harmless("a.docx", lambda: related("aFChunk", "media/a.xml")),
    "template of elsewhere": harmless("a.docx", lambda: related("attachedTemplate", "http://example.invalid/a.dotm", external=True)),
    "picture of elsewhere": harmless("a.docx", lambda: related("image", "file:///etc/hostname", external=True)),
    "relation to itself": harmless("a.docx", lambda: related("styles", "document.xml")),
    "part of another folder": refused("a.docx", lambda: related("styles", "../../../etc/hostname"), "damaged"),
    "embedded object": harmless("a.docx", lambda: body("", **{"word/embeddings/oleObject1.bin": noise(5_000)})),
    "field that starts a program": harmless("a.docx", lambda: body('<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"/></w:p>')),
    "tables in tables": refused("a.docx", lambda: body("<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000), "damaged"),
    "a million paragraphs": refused("a.docx", lambda: body("<w:p/>" * 1_000_000, **{"word/media/a.png": noise(2**18)}), "longer than is read"),
    "macros by name": refused("a.docm", docx_bytes, "'.docm' is not read"),
    # PDF
    "bomb in a page": refused("a.pdf", lambda: page(stream(zlib.compress(bytes(210 * 2**20), 9))), "unpacks to more"),
    "bomb packed twice": refused("a.pdf", lambda: page(stream(zlib.compress(zlib.compress(bytes(210 * 2**20), 9), 9), b"[/FlateDecode/FlateDecode]")), ""),
    "bomb packed the old way": refused("a.pdf", lambda: page(stream(lzw(60), b"/LZWDecode")), ""),
    "pages that are their own parents": refused("a.pdf", lambda: pdf_objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), ""),
    "a billion pages": refused("a.pdf", lambda: pdf_objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", b"<</Type/Page/Parent 2 0 R>>"), "no words"),
    "page of a billion points": refused("a.pdf", lambda: page(stream(zlib.compress(b"")), b"x").replace(b"595 842", b"9e9 9e9"), ""),
    "script on opening": harmless("a.pdf", lambda: pdf_bytes().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction<</S/JavaScript/JS(app.alert(1))>>"), figures=1),
    "500 pages": harmless("a.pdf", lambda: pdf_bytes(500), figures=500),
    "locked": refused("a.pdf", lambda: pdf_bytes(locked=True), "password-protected"),
    "cut off": refused("a.pdf", lambda: pdf_bytes()[:700], "damaged"),
    # pictures and texts
    "picture of a billion dots": refused("a.png", vast, "far too large"),
    "picture cut off": refused("a.png", lambda: picture(2_000, 2_000)[:-60], "damaged"),
    "10 MB of sentences": refused("a.txt", lambda: SENTENCE.encode() * 140_000, "split it"),
    "one word of 10 MB": refused("a.txt", lambda: b"a" * 10 * 2**20, "split it"),
    "text of control characters": refused("a.txt", lambda: bytes(range(1, 32)) * 300, ""),
}  # fmt: skip
