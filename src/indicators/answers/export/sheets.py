"""The sheets of workbooks: `Phân tích` with the rows, `Nguồn` with the documents, `Phát hiện`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indicators.answers.export.workbook import Styled, fit, put, title
from indicators.answers.tabulation import table
from indicators.model.display import date_text, word

if TYPE_CHECKING:
    import polars as pl

    from indicators.answers.export.workbook import Workbook
    from indicators.answers.tabulation import Kind
    from indicators.model.display import Language

_SOURCES = {
    "Văn bản": 24, "Trích dẫn": 60, "Vị trí trong văn bản": 24, "Ô trong tệp": 30, "Tệp": 34,
    "SHA-256": 34,
}  # fmt: skip
_FINDING_WIDTHS = (10, 30, 18, 30, 80, 26, 40)
# The number that is charted and stands beside the words, by kind.
_NUMBERS = {
    "observations": ("value", "low", "high"),
    "growth": (
        "reported_value", "reported_low", "reported_high", "computed", "implied_base_low",
        "implied_base_high",
    ),
    "sector_structure": ("value", "low", "high", "shift_low", "shift_high", "contribution"),
    "district_comparison": ("value", "low", "high"),
}  # fmt: skip
_CHARTED = 40


def add_analysis(
    book: Workbook, kind: Kind, frame: pl.DataFrame, lang: Language, caption: str
) -> None:
    """Add the sheet `Phân tích` with all rows, and a chart of its numbers."""
    headers, rows = table(kind, frame.iter_rows(named=True), frame.columns, lang)
    numbers = [name for name in _NUMBERS.get(kind, ()) if name in frame.columns]
    sheet = book.sheet("Phân tích")
    put(sheet, 0, 0, caption or word("header", "title", lang), book.format("plain"))
    empty = Styled(None, book.format("text"))
    cells = (
        texts
        + [
            empty if row[name] is None else Styled(row[name], book.number(_decimals(row, name)))
            for name in numbers
        ]
        for texts, row in zip(rows, frame.iter_rows(named=True), strict=True)
    )
    columns = [*((name, 24) for name in headers), *((name, 14) for name in numbers)]
    book.table(sheet, columns, cells, top=1, frozen=2)
    sheet.autofilter(1, 0, len(rows) + 1, len(columns) - 1)
    if numbers and rows:
        _chart(book, headers, rows, numbers, lang)


def _decimals(row: dict[str, Any], name: str) -> int:
    prefix = name.removesuffix("value").removesuffix("low").removesuffix("high")
    known = row.get(f"{prefix}decimals")
    return 3 if known is None else max(known, 0)


def _chart(
    book: Workbook, headers: list[str], rows: list[list[str]], numbers: list[str], lang: Language
) -> None:
    at = {header: number for number, header in enumerate(headers)}
    names = at.get(word("header", "name", lang), 0)
    periods = at.get(word("header", "period", lang), names)
    last = min(len(rows), _CHARTED) + 1
    chart = book.book.add_chart({"type": "bar"})
    first, second = sorted((names, periods))
    for number, colour in zip(numbers[:3], ("#0072B2", "#BFBFBF", "#7F7F7F"), strict=False):
        column = len(headers) + numbers.index(number)
        chart.add_series({
            "name": ["Phân tích", 1, column],
            "categories": ["Phân tích", 2, first, last, second],
            "values": ["Phân tích", 2, column, last, column],
            "fill": {"color": colour},
        })  # fmt: skip
    chart.set_title({"name": title(rows[0][0] if rows else ""), "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 1000, "height": 140 + 34 * (last - 1)})
    book.sheet("Biểu đồ").insert_chart(0, 0, chart)


def add_sources(
    book: Workbook,
    frame: pl.DataFrame,
    sources: pl.DataFrame,
    documents: pl.DataFrame,
    caption: str,
) -> None:
    """The facts of this workbook as a document of its own, then the documents behind it.

    A workbook made of one document keeps its number; one made of several is a compilation
    (`Bảng tổng hợp`) with a stand-in for the number.
    """
    sheet = book.sheet("Nguồn")
    widths = list(_SOURCES.values())
    for row, (key, value) in enumerate(_facts(frame, documents, caption)):
        put(sheet, row, 0, key, book.format("header"))
        put(sheet, row, 1, value, book.format("text"))
        fit(sheet, row, [key, value], widths)
    put(sheet, 9, 0, "Danh mục văn bản", book.format("header"))
    rows = (
        [
            row["document_id"], row["citation"], row.get("source_locator"),
            ", ".join(row.get("locators") or []), row["file"], row["sha256"],
        ]
        for row in sources.iter_rows(named=True)
    )  # fmt: skip
    book.table(sheet, _SOURCES, rows, top=10, frozen=None)


def _facts(
    frame: pl.DataFrame, documents: pl.DataFrame, caption: str
) -> list[tuple[str, str | None]]:
    # a document that only contradicts a figure is listed below, but none of its figures are here
    own = {i for name in frame.columns if name.endswith("document_id") for i in frame[name]}
    rows = [row for row in documents.iter_rows(named=True) if row["document_id"] in own]
    years, places = (
        sorted(set(frame[name].to_list())) if name in frame.columns else []
        for name in ("year", "place_id")
    )
    period = f"Năm {years[0]}" if len(years) == 1 else None
    if len(rows) == 1:
        return [*_document(rows[0]), ("Kỳ báo cáo", period)]
    issued = max((row["issued_on"] for row in rows), default=None)
    when = "-".join(map(str, years)) or "nhieu-nam"
    return [
        ("Mã thay số", f"tong-hop-{'-'.join(places).replace('/', '-')}-{when}"),
        ("Ngày ban hành", None if issued is None else date_text(issued, "day", "vi")),
        ("Cơ quan ban hành", "Tổng hợp từ các văn bản trong danh mục"),
        ("Loại văn bản", "Bảng tổng hợp"),
        ("Trích yếu", f"Tổng hợp số liệu ({caption})" if caption else "Tổng hợp số liệu"),
        ("Địa bàn", places[0] if places else None),
        ("Kỳ báo cáo", period),
    ]


def _document(row: dict[str, Any]) -> list[tuple[str, str | None]]:
    number = ("Số ký hiệu", row["number"])
    if not row["number"]:
        number = ("Mã thay số", row["document_id"].split("/")[-1])
    return [
        number,
        ("Ngày ban hành", date_text(row["issued_on"], row["issued_precision"], "vi")),
        ("Cơ quan ban hành", row["issuer"]),
        ("Loại văn bản", row["kind"]),
        ("Trích yếu", row["title"]),
        ("Địa bàn", row["place_id"]),
    ]


def add_findings(book: Workbook, findings: pl.DataFrame | None) -> None:
    """The findings on the figures of the workbook; a line that there are none otherwise."""
    sheet = book.sheet("Phát hiện", _FINDING_WIDTHS)
    if findings is None or findings.is_empty():
        put(sheet, 0, 0, "Không có phát hiện nào về các số liệu này.", book.format("plain"))
        return
    headers, rows = table("findings", findings.iter_rows(named=True), findings.columns, "vi")
    # those accepted are not here, nor the reason
    columns = list(zip(headers, _FINDING_WIDTHS, strict=False))
    book.table(sheet, columns, (row[: len(columns)] for row in rows))
