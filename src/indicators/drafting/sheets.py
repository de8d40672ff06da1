"""The sheet of figures of a draft: one figure a row, with what a person should look at."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from indicators.answers.export.workbook import fit, put
from indicators.drafting.cells import (
    figure_cells,
    indicator_text,
    period_cell,
    place_text,
    prices_text,
)
from indicators.language.text import fold, nfc
from indicators.tables.tidy import printed_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from indicators.answers.export.workbook import Workbook
    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.prose.model import Draft, DraftRow

CATALOGUE = "Danh mục"
_LOW, _HIGH = 0.6, 0.85
COLOURS = {"low": "#F4B6A6", "middle": "#FFE699", "high": "#C6E0B4", "missing": "#FFF2CC"}
_CELL: dict[str, Any] = {
    "font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", "border": 1, "text_wrap": True,
}  # fmt: skip
HEADS = {
    "STT": 6, "Chỉ tiêu": 32, "Chỉ tiêu trong từ điển": 30, "Đơn vị tính": 11, "Số liệu": 16,
    "Loại số liệu": 11, "Cách đo": 13, "Ai giao": 11, "Kỳ": 12, "Địa bàn": 14, "Giá": 11,
    "Mức độ hoàn thành": 12, "Ghi chú": 14, "Vị trí trong văn bản": 14, "Độ tin cậy": 10,
    "Cần xem lại": 32, "Gợi ý": 30, "Trích dẫn": 62, "Trang": 8, "Từ ký tự": 8, "Đến ký tự": 8,
}  # fmt: skip
_AT = {head: number for number, head in enumerate(HEADS)}
_OTHER_BASE = "Tăng so với mốc khác (?)"  # `build` refuses it: the store has no such measure
_CHOICES = {"Loại số liệu": "scenario", "Cách đo": "measure", "Ai giao": "target_by"}
_CENTRED = {
    "STT", "Đơn vị tính", "Số liệu", "Loại số liệu", "Cách đo", "Ai giao", "Kỳ", "Giá",
    "Mức độ hoàn thành", "Độ tin cậy", "Trang", "Từ ký tự", "Đến ký tự",
}  # fmt: skip
_ROWS_TO_ADD = 200  # below the last figure, for what the reviewer finds


@cache
def words() -> dict[str, Any]:
    """The words of `draft.toml`."""
    return tomllib.loads((resources.files("indicators.drafting") / "draft.toml").read_text("utf-8"))


def style(book: Workbook, **more: object) -> Format:
    """A bordered, wrapped cell of the draft."""
    made: Format = book.book.add_format({**_CELL, **more})
    return made


def ask(sheet: Worksheet, book: Workbook, row: int, column: int, comment: str) -> None:
    """Colour a cell as long as it is empty, and say in a comment what belongs into it."""
    fill = book.book.add_format({"bg_color": COLOURS["missing"]})
    sheet.conditional_format(row, column, row, column, {"type": "blanks", "format": fill})
    sheet.write_comment(row, column, comment, {"x_scale": 2, "author": "indicators"})


def _fit(sheet: Worksheet, row: int, values: Sequence[Any], widths: Sequence[float]) -> None:
    """As `fit`, for the smaller letters of the draft."""
    lines = max(
        sum(-(-max(len(line), 1) // int(width * 1.05)) for line in str(value or "").split("\n"))
        for value, width in zip(values, widths, strict=True)
    )
    sheet.set_row(row, 15 * lines + 3)


def add_figures(book: Workbook, draft: Draft, codebook: Codebook, register: Register) -> None:
    """The sheet `Số liệu`, in the order of the document."""
    sheet = book.sheet("Số liệu")
    sheet.set_paper(8)  # A3: the quotation must be legible beside its figure
    widths = list(HEADS.values())
    for head, at in _AT.items():
        sheet.set_column(at, at, HEADS[head])
        put(sheet, 0, at, head, book.format("head"))
    fit(sheet, 0, list(HEADS), widths)
    plain, centred = style(book), style(book, align="center")
    levels = _level_styles(book)
    twins = _twins(draft)
    for number, row in enumerate(draft.rows, 1):
        cells = _cells(draft, codebook, register, row, number, twins.get(number))
        _fit(sheet, number, list(cells.values()), widths)
        level = "low" if row.confidence < _LOW else "middle" if row.confidence < _HIGH else "high"
        for head, value in cells.items():
            kind = centred if head in _CENTRED else plain
            if head == "Độ tin cậy":
                kind = levels[level][1]
            elif head == "Cần xem lại" and value:
                kind = levels["low" if level == "low" else "middle"][0]
            put(sheet, number, _AT[head], value, kind)
        for head, comment in _missing(row).items():
            ask(sheet, book, number, _AT[head], comment)
    _choices(sheet, len(draft.rows) + _ROWS_TO_ADD, len(codebook.indicators))
    sheet.autofilter(0, 0, max(len(draft.rows), 1), len(HEADS) - 1)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)


def _level_styles(book: Workbook) -> dict[str, tuple[Format, Format]]:
    """For each level of confidence, the style of words and that of the percentage."""
    return {
        level: (
            style(book, bg_color=COLOURS[level]),
            style(
                book,
                bg_color=COLOURS[level],
                align="center",
                num_format=f'0%" {words()["level"][level]}"',
            ),
        )
        for level in ("low", "middle", "high")
    }


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
    told = [words()["doubt"].get(code, code) for code in dict.fromkeys(doubts)]
    told += [words()["doubt"]["duplicate"].format(twin)] if twin else []
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
        "Cần xem lại": "\n".join(f"• {text}" for text in told),
        "Gợi ý": "\n".join(str(indicator_text(codebook, ident)) for ident in row.suggestions),
        "Trích dẫn": nfc(row.quote),
        "Trang": row.page,
        "Từ ký tự": row.start,
        "Đến ký tự": row.end,
    }


def _missing(row: DraftRow) -> dict[str, str]:
    """Heads of the cells that are empty and should not be, with what to write."""
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
    for head, role in _CHOICES.items():
        sheet.data_validation(1, _AT[head], last, _AT[head], {
            "validate": "list",
            "source": list(printed_words(role).values()),
            "error_title": head,
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


def table(
    book: Workbook, name: str, heads: dict[str, int], rows: Sequence[Sequence[Any]]
) -> Worksheet:
    """A sheet with a head, its rows below and a filter; a line that there is nothing otherwise."""
    sheet = book.sheet(name)
    widths = list(heads.values())
    text, centred = style(book), style(book, align="center")
    for column, (head, width) in enumerate(heads.items()):
        sheet.set_column(column, column, width)
        put(sheet, 0, column, head, book.format("head"))
    for number, row in enumerate(rows, 1):
        _fit(sheet, number, row, widths)
        for column, value in enumerate(row):
            put(sheet, number, column, value, centred if isinstance(value, int) else text)
    if not rows:
        sheet.write_string(1, 0, "Không có.", book.format("plain"))
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    return sheet
