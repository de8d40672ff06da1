"""The draft of a document as a workbook: reviewed in Excel, then taken by `build` as it is."""

from __future__ import annotations

import tempfile
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.answers.export.output import check, deliver
from indicators.codebook.places import load_register
from indicators.drafting.cells import indicator_text, period_cell, place_text
from indicators.language.text import nfc
from indicators.messages.errors import ExportError
from indicators.model.display import date_text
from indicators.prose.nonfigures import reasons

if TYPE_CHECKING:
    from indicators.answers.export.workbook import Workbook
    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.prose.model import Draft

_SPANS = {"Trích dẫn": 90, "Trang": 8, "Từ ký tự": 10, "Đến ký tự": 10}


def write_draft(
    draft: Draft, codebook: Codebook, path: Path | None = None, *, register: Register | None = None
) -> bytes:
    """Write a draft as a workbook.

    Args:
        draft: What was found in the document.
        codebook: The indicators a reviewer may choose from.
        path: Also write the file there.
        register: Places with their names; those of the package by default.

    Returns:
        The bytes of the workbook; the same draft gives the same bytes.

    Raises:
        ExportError: If XlsxWriter is missing, or the file cannot be written.
    """
    if path is not None:
        check("xlsx", path)
    try:
        from indicators.answers.export.workbook import Workbook
    except ImportError as error:
        message = (
            "Excel workbooks need XlsxWriter; install it with: pip install 'indicators[excel]'."
        )
        raise ExportError(message) from error
    from indicators.drafting.sheets import add_figures

    register = register or load_register()
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder, "draft.xlsx")
        with Workbook(beside) as book:
            book.book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 (same bytes)
            _add_guide(book)
            _add_facts(book, draft, register)
            add_figures(book, draft, codebook, register)
            _add_unbound(book, draft)
            _add_nonfigures(book, draft)
            _add_catalogue(book, codebook)
        data = beside.read_bytes()
    if path is not None:
        deliver(data, path)
    return data


def _add_guide(book: Workbook) -> None:
    from indicators.answers.export.workbook import fit, put
    from indicators.drafting.sheets import words

    sheet = book.sheet("Hướng dẫn")
    sheet.set_column(0, 0, 110)
    put(sheet, 0, 0, words()["guide"]["title"], book.format("title"))
    for number, line in enumerate(words()["guide"]["lines"], 1):
        put(sheet, number, 0, line, book.format("text"))
        fit(sheet, number, [line], [110])


def _add_facts(book: Workbook, draft: Draft, register: Register) -> None:
    """The facts as `build` reads them; what is missing stands open, and is listed below."""
    from indicators.answers.export.workbook import fit, put
    from indicators.drafting.sheets import COLOURS, ask, style, words

    sheet = book.sheet("Nguồn")
    widths = (24, 90)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 1, "THÔNG TIN VĂN BẢN", book.format("title"))
    sheet.set_row(0, 24)
    facts = _facts(draft, register)
    asked = [name for name, value in facts.items() if not value]
    for row, (name, value) in enumerate(facts.items(), 1):
        key, hint = words()["fact"][name]
        put(sheet, row, 0, key, book.format("head"))
        strange = name == "place" and draft.facts.place_id is None
        mend = style(book, font_size=12, bg_color=COLOURS["missing"])
        put(sheet, row, 1, value, mend if strange and value else book.format("text"))
        fit(sheet, row, [key, value], widths)
        if not value:
            ask(sheet, book, row, 1, hint[:1].upper() + hint[1:] + ".")
    below = [": ".join(words()["fact"][name]) for name in asked]
    below += _unknown_place(draft, register)
    top = len(facts) + 2
    if below:
        put(sheet, top, 0, "Cần bổ sung", book.format("head"))
        for row, line in enumerate(below, top + 1):
            sheet.merge_range(row, 0, row, 1, line, book.format("quiet"))
            fit(sheet, row, [line], [sum(widths)])
        top += len(below) + 2
    origin = [("Tệp gốc", draft.source.path.name), ("SHA-256", draft.source.sha256)]
    origin += [("Lưu ý", note) for note in draft.source.notes]
    for row, (key, value) in enumerate(origin, top):
        put(sheet, row, 0, key, book.format("head"))
        put(sheet, row, 1, value, book.format("text"))
        fit(sheet, row, [key, value], widths)


def _facts(draft: Draft, register: Register) -> dict[str, str | None]:
    facts = draft.facts
    issued = None if facts.issued_on is None else date_text(facts.issued_on, "day", "vi")
    period = period_cell(facts.period)
    found = {
        "number": facts.number,
        "stand_in": None,
        "issued_on": issued,
        "issuer": facts.issuer,
        "kind": facts.kind,
        "title": facts.title,
        "place": place_text(register, facts.place, facts.place_id, on=facts.issued_on),
        "period": None if period == "?" else period,
    }
    if facts.number:
        del found["stand_in"]
    return {name: nfc(value) if value else None for name, value in found.items()}


def _unknown_place(draft: Draft, register: Register) -> list[str]:
    facts = draft.facts
    if facts.place is None or facts.place_id is not None:
        return []
    near = ", ".join(register.nearest(facts.place))
    return [
        f"Địa bàn: “{nfc(facts.place)}” chưa có trong danh mục; gần nhất: {near}; hãy sửa tên hoặc khai báo [[place]] trong data/codebook"
    ]


def _add_unbound(book: Workbook, draft: Draft) -> None:
    from indicators.drafting.sheets import table

    heads = {"STT": 6, "Số liệu": 24, "Lý do": 60, **_SPANS}
    table(book, "Chưa gắn được", heads, [
        [number, nfc(u.text), f"{u.message_vi} [{u.rule}]", nfc(u.quote), u.page, u.start, u.end]
        for number, u in enumerate(draft.unbound, 1)
    ])  # fmt: skip


def _add_nonfigures(book: Workbook, draft: Draft) -> None:
    from indicators.drafting.sheets import table

    heads = {"STT": 6, "Chữ số trong văn bản": 24, "Lý do": 36, **_SPANS}
    table(book, "Không phải số liệu", heads, [
        [
            number, nfc(n.text), reasons().get(n.reason, {}).get("vi", n.reason), nfc(n.quote),
            n.page, n.start, n.end,
        ]
        for number, n in enumerate(draft.nonfigures, 1)
    ])  # fmt: skip


def _add_catalogue(book: Workbook, codebook: Codebook) -> None:
    from indicators.drafting.sheets import CATALOGUE, table

    heads = {"Chỉ tiêu [mã]": 90, "Đơn vị tính": 24, "Tên tiếng Anh": 70}
    table(book, CATALOGUE, heads, [
        [indicator_text(codebook, entry.indicator_id), entry.unit, entry.en]
        for entry in sorted(codebook.indicators.values(), key=lambda entry: _collated(entry.vi))
    ])  # fmt: skip


def _collated(name: str) -> tuple[str, str]:
    """Letters before their marks, so that Đàn stands under D."""
    folded = name.casefold().replace("đ", "d")
    letters = unicodedata.normalize("NFD", folded)
    return "".join(c for c in letters if not unicodedata.combining(c)), name
