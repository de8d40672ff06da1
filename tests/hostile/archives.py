"""A good workbook, and what can be done to the archive it is."""

from __future__ import annotations

import io
import random
import struct
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from tests.building.test_bad_input import GOOD, HEAD
from tests.drafting.test_extract_bad_input import changed
from tests.offices import write_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STYLES, STRINGS, SHEET = "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LETTERS = "ABCDEFGHIJ"


@cache
def workbook() -> bytes:
    """A workbook with two figures: the sheets Nguồn and Biểu 1 (`SHEET`)."""
    with tempfile.TemporaryDirectory() as folder:
        return write_office(Path(folder), [HEAD, GOOD]).read_bytes()


@cache
def part(name: str) -> bytes:
    if name == STRINGS:  # openpyxl writes texts into their cells
        return f'<sst xmlns="{MAIN}"><si><t>x</t></si></sst>'.encode()
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        return archive.read(name)


def with_parts(parts: Mapping[str, bytes]) -> bytes:
    return changed(workbook(), dict(parts))


def without(name: str) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
    return stream.getvalue()


def edited(name: str, old: str, new: str) -> bytes:
    text = part(name)
    assert old.encode() in text, text[:2000]
    return with_parts({name: text.replace(old.encode(), new.encode(), 1)})


def cell(address: str, value: str | float) -> str:
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def row(number: int, values: Iterable[Any], attributes: str = "") -> str:
    cells = "".join(cell(f"{LETTERS[at]}{number}", value) for at, value in enumerate(values))
    return f'<row r="{number}"{attributes}>{cells}</row>'


TABLE = row(1, HEAD) + row(2, GOOD)


def sheet(rows: str = TABLE, *, before: str = "", after: str = "") -> bytes:
    """The XML of a sheet, whatever stands in it."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def with_sheet(rows: str = TABLE, *, before: str = "", after: str = "") -> bytes:
    return with_parts({SHEET: sheet(rows, before=before, after=after)})


def figure(xml: str) -> bytes:
    """The workbook with another cell for the second figure."""
    return with_sheet(TABLE.replace(cell("E2", 1.1), xml))


def noise(size: int) -> bytes:
    """Bytes that cannot be packed, so that what is packed beside them looks innocent."""
    return random.Random(1).randbytes(size)


def members(names: Mapping[str, bytes], *, link: bool = False) -> bytes:
    """Further members under names that want out."""
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as archive:
        for name, data in names.items():
            info = zipfile.ZipInfo(name)
            if link:
                info.external_attr = 0o120777 << 16
            archive.writestr(info, data)
    return stream.getvalue()


def twice(name: str, data: bytes) -> bytes:
    import warnings

    stream = io.BytesIO(workbook())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of zipfile: that is what is meant
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr(name, data)
    return stream.getvalue()


def repacked(kind: int, *, big: bool = False) -> bytes:
    """The workbook packed another way."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(stream, "w", kind) as new,
    ):
        for name in old.namelist():
            with new.open(zipfile.ZipInfo(name) if big else name, "w", force_zip64=big) as out:
                out.write(old.read(name))
    return stream.getvalue()


def lying(name: str, data: bytes, size: int, *, where: str) -> bytes:
    """A part whose size is declared wrongly, in the central directory or beside the part."""
    made = bytearray(with_parts({name: data}))
    told = struct.pack("<I", len(data))
    starts = []
    at = made.find(told)
    while at >= 0:
        starts.append(at)
        at = made.find(told, at + 1)
    chosen = starts[-1:] if where == "central" else starts[:1] if where == "local" else starts
    for at in chosen:
        made[at : at + 4] = struct.pack("<I", size)
    return bytes(made)


def overlapping(count: int) -> bytes:
    """Many entries of the directory that all mean the same packed bytes."""
    data = with_parts({SHEET: sheet(TABLE + " " * 2**20)})
    end = data.rfind(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    directory = data[start:end]
    at = directory.find(b"PK\x01\x02", 1)
    first = directory[:at]
    more = first * count
    entries = struct.unpack("<H", data[end + 10 : end + 12])[0] + count
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, entries, entries, len(directory) + len(more), start, 0)  # fmt: skip
    return data[:start] + directory + more + tail


def flagged() -> bytes:
    """All members say they are encrypted."""
    made = bytearray(workbook())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = made.find(mark)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)
