"""The draft of a document as a workbook: reviewed in Excel, then taken by `build` as it is."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from indicators.answers.export.output import check, deliver
from indicators.answers.export.workbook import Styled, Workbook, fit, put
from indicators.codebook.places import load_register
from indicators.codebook.unknown_places import why_unknown
from indicators.drafting.cells import (
    figure_cells,
    indicator_text,
    period_cell,
    place_text,
    prices_text,
)
from indicators.language.nonfigures import reasons
from indicators.language.text import fold, nfc
from indicators.messages.sentences import message, printable
from indicators.model.display import date_text
from indicators.tables.tidy import printed_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.prose.model import Draft, DraftRow

CATALOGUE = "Danh mục"
_LOW, _HIGH = 0.6, 0.85
COLOURS = {"low": "#F4B6A6", "middle": "#FFE699", "high": "#C6E0B4", "missing": "#FFF2CC"}
HEADERS = {
    "STT": 6, "Chỉ tiêu": 32, "Chỉ tiêu trong từ điển": 30, "Đơn vị tính": 11, "Số liệu": 16,
    "Loại số liệu": 11, "Cách đo": 13, "Ai giao": 11, "Kỳ": 12, "Địa bàn": 14, "Giá": 11,
    "Mức độ hoàn thành": 12, "Ghi chú": 14, "Vị trí trong văn bản": 14, "Độ tin cậy": 10,
    "Cần xem lại": 32, "Gợi ý": 30, "Trích dẫn": 62, "Trang": 8, "Từ ký tự": 8, "Đến ký tự": 8,
}  # fmt: skip
_AT = {header: number for number, header in enumerate(HEADERS)}
_OTHER_BASE = "Tăng so với mốc khác (?)"  # `build` refuses it: the store has no such measure
_CHOICES = {"Loại số liệu": "scenario", "Cách đo": "measure", "Ai giao": "target_by"}
_CENTRED = {
    "STT", "Đơn vị tính", "Số liệu", "Loại số liệu", "Cách đo", "Ai giao", "Kỳ", "Giá",
    "Mức độ hoàn thành", "Độ tin cậy", "Trang", "Từ ký tự", "Đến ký tự",
}  # fmt: skip
_ROWS_TO_ADD = 200  # below the last figure, for what the reviewer finds
_SPANS = {"Trích dẫn": 90, "Trang": 8, "Từ ký tự": 10, "Đến ký tự": 10}


@cache
def words() -> dict[str, Any]:
    """The words of `draft.toml`."""
    return tomllib.loads((resources.files("indicators.drafting") / "draft.toml").read_text("utf-8"))


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
    register = register or load_register()
    book = Workbook()
    book.book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 (same bytes)
    _add_guide(book)
    _add_facts(book, draft, register)
    _add_figures(book, draft, codebook, register)
    _add_unbound(book, draft)
    _add_nonfigures(book, draft)
    _add_catalogue(book, codebook)
    data = book.data()
    if path is not None:
        deliver(data, path)
    return data


def _add_guide(book: Workbook) -> None:
    sheet = book.sheet("Hướng dẫn", [110])
    put(sheet, 0, 0, words()["guide"]["title"], book.format("title"))
    for number, line in enumerate(words()["guide"]["lines"], 1):
        put(sheet, number, 0, line, book.format("text"))
        fit(sheet, number, [line], [110])


def _add_facts(book: Workbook, draft: Draft, register: Register) -> None:
    """The facts as `build` reads them; what is missing stands open, and is listed below."""
    widths = (24, 90)
    sheet = book.sheet("Nguồn", widths)
    sheet.merge_range(0, 0, 0, 1, "THÔNG TIN VĂN BẢN", book.format("title"))
    sheet.set_row(0, 24)

    def pair(row: int, key: str, value: str | None, style: Format) -> None:
        put(sheet, row, 0, key, book.format("header"))
        put(sheet, row, 1, value, style)
        fit(sheet, row, [key, value], widths)

    facts = _facts(draft, register)
    for row, (name, value) in enumerate(facts.items(), 1):
        key, hint = words()["fact"][name]
        unknown = bool(value) and name == "place" and draft.facts.place_id is None
        marked = book.format("text", bg_color=COLOURS["missing"])
        pair(row, key, value, marked if unknown else book.format("text"))
        if not value:
            _ask(sheet, book, row, 1, hint[:1].upper() + hint[1:] + ".")
    below = [": ".join(words()["fact"][name]) for name, value in facts.items() if not value]
    below += _unknown_place(draft, register)
    top = len(facts) + 2
    if below:
        put(sheet, top, 0, "Cần bổ sung", book.format("header"))
        for row, line in enumerate(below, top + 1):
            sheet.merge_range(row, 0, row, 1, line, book.format("quiet"))
            fit(sheet, row, [line], [sum(widths)])
        top += len(below) + 2
    origin = [("Tệp gốc", printable(draft.source.path.name)), ("SHA-256", draft.source.sha256)]
    origin += [("Lưu ý", remark.in_language("vi")) for remark in draft.source.remarks]
    for row, (key, value) in enumerate(origin, top):
        pair(row, key, value, book.format("text"))


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
    printed = nfc(facts.place)
    why = why_unknown(register, printed, on=facts.issued_on) or message(
        "place.unknown", printed=printed, near=", ".join(register.nearest(printed))
    )
    return [f"Địa bàn: {why.in_language('vi')}"]


def _ask(sheet: Worksheet, book: Workbook, row: int, column: int, comment: str) -> None:
    """Colour a cell as long as it is empty, and say in a comment what belongs into it."""
    fill = book.book.add_format({"bg_color": COLOURS["missing"]})
    sheet.conditional_format(row, column, row, column, {"type": "blanks", "format": fill})
    sheet.write_comment(row, column, comment, {"x_scale": 2, "author": "indicators"})


def _add_figures(book: Workbook, draft: Draft, codebook: Codebook, register: Register) -> None:
    """The sheet `Số liệu`, in the order of the document."""
    sheet = book.sheet("Số liệu")
    sheet.set_paper(8)  # A3: the quotation must be legible beside its figure
    twins = _twins(draft)
    rows = (
        _styled(book, _cells(draft, codebook, register, row, number, twins.get(number)))
        for number, row in enumerate(draft.rows, 1)
    )
    book.table(sheet, HEADERS, rows, style="small", frozen=2)
    for number, row in enumerate(draft.rows, 1):
        for header, comment in _missing(row).items():
            _ask(sheet, book, number, _AT[header], comment)
    _choices(sheet, len(draft.rows) + _ROWS_TO_ADD, len(codebook.indicators))
    sheet.autofilter(0, 0, max(len(draft.rows), 1), len(HEADERS) - 1)


def _styled(book: Workbook, cells: dict[str, str | float | None]) -> list[Styled]:
    """The cells of a row in their formats; how sure it is stands in colour and in a word."""
    confidence = cells["Độ tin cậy"]
    assert isinstance(confidence, float)  # noqa: S101 (every row has one)
    level = "low" if confidence < _LOW else "middle" if confidence < _HIGH else "high"
    formats = {header: book.format("small_centre") for header in _CENTRED}
    percent = f'0%" {words()["level"][level]}"'
    formats["Độ tin cậy"] = book.format("small_centre", bg_color=COLOURS[level], num_format=percent)
    if cells["Cần xem lại"]:
        doubtful = COLOURS["low" if level == "low" else "middle"]
        formats["Cần xem lại"] = book.format("small", bg_color=doubtful)
    plain = book.format("small")
    return [Styled(value, formats.get(header, plain)) for header, value in cells.items()]


def _cells(
    draft: Draft,
    codebook: Codebook,
    register: Register,
    row: DraftRow,
    number: int,
    twin: int | None,
) -> dict[str, str | float | None]:
    facts = draft.facts
    figure = figure_cells(row)
    period = period_cell(row.period)
    place = None
    if row.place_id != facts.place_id or row.place_id is None:
        place = place_text(
            register, row.place, row.place_id, within=facts.place_id, on=facts.issued_on
        )
    doubts = list(row.doubts)
    doubts += [
        code
        for code, holds in (
            ("unknown_indicator", row.indicator_id is None and "ambiguous_indicator" not in doubts),
            ("unit_missing", row.unit is None and row.bound != "text"),
            ("period_missing", row.period is None),
            ("period_unwritable", period == "?"),
            ("not_read_back", not figure.read_back),
        )
        if holds
    ]
    remarks = [words()["doubt"].get(code, code) for code in dict.fromkeys(doubts)]
    remarks += [words()["doubt"]["duplicate"].format(twin)] if twin else []
    owner = printed_words("target_by").get(row.target_by) if row.target_by else None
    return {
        "STT": number,
        "Chỉ tiêu": " ".join(row.raw_label.split()),
        "Chỉ tiêu trong từ điển": indicator_text(codebook, row.indicator_id),
        "Đơn vị tính": figure.unit,
        "Số liệu": figure.value,
        "Loại số liệu": printed_words("scenario")[row.scenario],
        "Cách đo": _OTHER_BASE
        if "other_base" in row.doubts
        else printed_words("measure")[row.measure],
        "Ai giao": owner,
        "Kỳ": period,
        "Địa bàn": place,
        "Giá": prices_text(row),
        "Mức độ hoàn thành": row.reported_status,
        "Ghi chú": row.note,
        "Vị trí trong văn bản": row.source_locator,
        "Độ tin cậy": row.confidence,
        "Cần xem lại": "\n".join(f"• {text}" for text in remarks),
        "Gợi ý": "\n".join(str(indicator_text(codebook, ident)) for ident in row.suggestions),
        "Trích dẫn": nfc(row.quote),
        "Trang": row.page,
        "Từ ký tự": row.start,
        "Đến ký tự": row.end,
    }


def _missing(row: DraftRow) -> dict[str, str]:
    """Headers of the cells that are empty and should not be, with what to write."""
    asked = {}
    if row.indicator_id is None:
        asked["Chỉ tiêu trong từ điển"] = (
            "Hãy chọn chỉ tiêu trong danh sách; cột Gợi ý nêu các chỉ tiêu gần nhất."
        )
    if row.unit is None and row.bound != "text":
        asked["Đơn vị tính"] = "Hãy ghi đơn vị tính như in trong văn bản."
    if row.period is None:
        asked["Kỳ"] = (
            "Hãy ghi kỳ như Năm 2023, Tháng 10/2023, 9 tháng 2024; để trống là lấy Kỳ báo cáo ở trang Nguồn."
        )
    return asked


def _choices(sheet: Worksheet, last: int, indicators: int) -> None:
    at = _AT["Chỉ tiêu trong từ điển"]
    sheet.data_validation(1, at, last, at, {
        "validate": "list",
        "source": f"='{CATALOGUE}'!$A$2:$A${indicators + 1}",
        "error_type": "warning",  # an id alone will do as well
        "error_title": "Chỉ tiêu lạ",
        "error_message": "Chỉ tiêu này không có trong trang Danh mục; hãy chọn trong danh sách hoặc để trống.",
    })  # fmt: skip
    for header, role in _CHOICES.items():
        sheet.data_validation(1, _AT[header], last, _AT[header], {
            "validate": "list",
            "source": list(printed_words(role).values()),
            "error_title": header,
            "error_message": "Hãy chọn một từ trong danh sách.",
        })  # fmt: skip


def _twins(draft: Draft) -> dict[int, int]:
    """Rows that `build` would refuse as duplicates, with the first row that says the same."""
    first: dict[tuple[object, ...], int] = {}
    twins = {}
    for number, row in enumerate(draft.rows, 1):
        owner = row.target_by if row.scenario == "target" or row.measure == "attainment" else None
        note = row.source_locator or ""
        key = (
            row.place_id or row.place or draft.facts.place_id, row.indicator_id,
            row.period or draft.facts.period, row.scenario, row.measure, owner, row.price_basis,
            note if fold(note).startswith("chú thích") else "",
        )  # fmt: skip
        if row.indicator_id is not None and first.setdefault(key, number) != number:
            twins[number] = first[key]
    return twins


def _add_list(
    book: Workbook, name: str, headers: dict[str, int], rows: Sequence[Sequence[Any]]
) -> None:
    """A sheet with headers, its rows below and a filter; a line where there is nothing."""
    sheet = book.sheet(name)
    centred = book.format("small_centre")
    cells = ([Styled(v, centred) if isinstance(v, int) else v for v in row] for row in rows)
    book.table(sheet, headers, cells, style="small")
    if not rows:
        sheet.write_string(1, 0, "Không có.", book.format("plain"))
    sheet.autofilter(0, 0, max(len(rows), 1), len(headers) - 1)


def _add_unbound(book: Workbook, draft: Draft) -> None:
    headers = {"STT": 6, "Số liệu": 24, "Lý do": 60, **_SPANS}
    _add_list(book, "Chưa gắn được", headers, [
        [number, nfc(u.text), f"{u.message_vi} [{u.rule}]", nfc(u.quote), u.page, u.start, u.end]
        for number, u in enumerate(draft.unbound, 1)
    ])  # fmt: skip


def _add_nonfigures(book: Workbook, draft: Draft) -> None:
    headers = {"STT": 6, "Chữ số trong văn bản": 24, "Lý do": 36, **_SPANS}
    _add_list(book, "Không phải số liệu", headers, [
        [
            number, nfc(n.text), reasons().get(n.reason, {}).get("vi", n.reason), nfc(n.quote),
            n.page, n.start, n.end,
        ]
        for number, n in enumerate(draft.nonfigures, 1)
    ])  # fmt: skip


def _add_catalogue(book: Workbook, codebook: Codebook) -> None:
    headers = {"Chỉ tiêu [mã]": 90, "Đơn vị tính": 24, "Tên tiếng Anh": 70}
    _add_list(book, CATALOGUE, headers, [
        [indicator_text(codebook, entry.indicator_id), entry.unit, entry.en]
        for entry in sorted(codebook.indicators.values(), key=lambda entry: _collated(entry.vi))
    ])  # fmt: skip


def _collated(name: str) -> tuple[str, str]:
    """Letters before their marks, so that Đàn stands under D."""
    folded = name.casefold().replace("đ", "d")
    letters = unicodedata.normalize("NFD", folded)
    return "".join(c for c in letters if not unicodedata.combining(c)), name
