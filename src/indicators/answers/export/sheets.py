"""The sheets every workbook has: `Nguồn` with the documents, `Phát hiện` with the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indicators.answers.export.workbook import fit, put
from indicators.answers.tabulation import table
from indicators.model.display import date_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polars as pl

    from indicators.answers.export.workbook import Workbook

_SOURCE_WIDTHS = (24, 60, 24, 30, 34, 34)
_FINDING_WIDTHS = (10, 30, 18, 30, 80, 26, 40)


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
    for column, width in enumerate(_SOURCE_WIDTHS):
        sheet.set_column(column, column, width)
    for row, (key, value) in enumerate(_facts(frame, documents, caption)):
        put(sheet, row, 0, key, book.format("head"))
        put(sheet, row, 1, value, book.format("text"))
        fit(sheet, row, [key, value], _SOURCE_WIDTHS)
    top = 9
    put(sheet, top, 0, "Danh mục văn bản", book.format("head"))
    heads = ["Văn bản", "Trích dẫn", "Vị trí trong văn bản", "Ô trong tệp", "Tệp", "SHA-256"]
    _table(book, "Nguồn", top + 1, heads, _SOURCE_WIDTHS, (
        [
            row["document_id"], row["citation"], row.get("source_locator"),
            ", ".join(row.get("locators") or []), row["file"], row["sha256"],
        ]
        for row in sources.iter_rows(named=True)
    ))  # fmt: skip


def _facts(
    frame: pl.DataFrame, documents: pl.DataFrame, caption: str
) -> list[tuple[str, str | None]]:
    # a document that only contradicts a figure is listed below, but none of its figures are here
    own = {
        i for name in frame.columns if name.endswith("document_id") for i in frame[name].unique()
    }
    rows = [row for row in documents.iter_rows(named=True) if row["document_id"] in own]
    years = sorted(set(frame["year"].to_list())) if "year" in frame.columns else []
    period = f"Năm {years[0]}" if len(years) == 1 else None
    places = sorted(set(frame["place_id"].to_list())) if "place_id" in frame.columns else []
    place = places[0] if places else None
    if len(rows) == 1:
        (one,) = rows
        day = date_text(one["issued_on"], one["issued_precision"], "vi")
        number = (
            ("Số ký hiệu", one["number"])
            if one["number"]
            else ("Mã thay số", one["document_id"].split("/")[-1])
        )
        return [
            number, ("Ngày ban hành", day), ("Cơ quan ban hành", one["issuer"]),
            ("Loại văn bản", one["kind"]), ("Trích yếu", one["title"]),
            ("Địa bàn", one["place_id"]), ("Kỳ báo cáo", period),
        ]  # fmt: skip
    issued = max((row["issued_on"] for row in rows), default=None)
    when = "-".join(map(str, years)) or "nhieu-nam"
    return [
        ("Mã thay số", f"tong-hop-{'-'.join(places).replace('/', '-')}-{when}"),
        ("Ngày ban hành", None if issued is None else date_text(issued, "day", "vi")),
        ("Cơ quan ban hành", "Tổng hợp từ các văn bản trong danh mục"),
        ("Loại văn bản", "Bảng tổng hợp"),
        ("Trích yếu", f"Tổng hợp số liệu ({caption})" if caption else "Tổng hợp số liệu"),
        ("Địa bàn", place),
        ("Kỳ báo cáo", period),
    ]


def add_findings(book: Workbook, findings: pl.DataFrame | None) -> None:
    """The findings on the figures of the workbook; a line that there are none otherwise."""
    sheet = book.sheet("Phát hiện")
    for column, width in enumerate(_FINDING_WIDTHS):
        sheet.set_column(column, column, width)
    if findings is None or findings.is_empty():
        put(sheet, 0, 0, "Không có phát hiện nào về các số liệu này.", book.format("plain"))
        return
    heads, rows = table("findings", findings.iter_rows(named=True), findings.columns, "vi")
    kept = len(_FINDING_WIDTHS)  # those accepted are not here, nor the reason
    _table(book, "Phát hiện", 0, heads[:kept], _FINDING_WIDTHS, (row[:kept] for row in rows))
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)


def _table(
    book: Workbook,
    name: str,
    top: int,
    heads: list[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[Any]],
) -> None:
    sheet = book.book.get_worksheet_by_name(name)
    for column, head in enumerate(heads):
        put(sheet, top, column, head, book.format("head"))
    for number, row in enumerate(rows, top + 1):
        fit(sheet, number, row, widths)
        for column, value in enumerate(row):
            put(sheet, number, column, value, book.format("text"))
