"""Findings for people: a list for the terminal, csv, and the workbook for the issuing office."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from indicators.answers.export.workbook import Workbook
from indicators.model.display import document_text, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl
    from xlsxwriter.worksheet import Worksheet

    from indicators.model.display import Language

    Row = Mapping[str, Any]

_SEVERITIES = ("error", "warning", "note")
_COLUMNS = {
    "STT": 5, "Mức độ": 10, "Văn bản": 17, "Chỗ trong văn bản": 17,
    "Điều thấy lạ, với phép tính": 62, "Văn bản in": 20, "Tính ra": 17, "Sai số làm tròn": 13,
    "Cách làm rõ": 30, "Ý kiến của cơ quan ban hành": 24,
}  # fmt: skip


def listing(frame: pl.DataFrame, lang: Language) -> str:
    """Findings as lines grouped by document; the last line counts them."""
    lines: list[str] = []
    for _, group in groupby(_by_document(frame), key=lambda row: row["document_id"]):
        rows = list(group)
        lines.append(_document(rows[0], lang))
        for row in rows:
            where = " · ".join(part for part in (row["source_locator"], row["locator"]) if part)
            severity = word("severity", row["severity"], lang)
            lines.append(f"  {severity}: {row[f'title_{lang}']} [{row['rule']}], {where}")
            lines.append(f"    {row[f'message_{lang}']}.")
            if row["accepted"]:
                lines.append(f"    {word('header', 'accepted', lang)}: {row['accepted']}")
        lines.append("")
    return "\n".join([*lines, counted(frame, lang)])


def _by_document(frame: pl.DataFrame) -> list[Row]:
    """Findings document by document, the gravest first in each."""
    return sorted(frame.to_dicts(), key=lambda row: str(row["document_id"] or ""))


def counted(frame: pl.DataFrame, lang: Language) -> str:
    """How many there are, by severity."""
    counts = Counter(frame["severity"].to_list())
    parts = ", ".join(word("severities", s, lang).format(counts[s]) for s in _SEVERITIES)
    return word("sentence", "findings", lang).format(count=frame.height, parts=parts)


def findings_workbook(frame: pl.DataFrame, rules: pl.DataFrame) -> bytes:
    """The report for the issuing office, in Vietnamese: `Phát hiện`, `Tóm tắt`, `Quy tắc`.

    Args:
        frame: Rows of `Store.findings`.
        rules: Table `rule`.

    Raises:
        ExportError: If XlsxWriter is missing.
    """
    rows = _by_document(frame)
    book = Workbook()
    _findings(book, [row for row in rows if row["accepted"] is None], "Phát hiện")
    accepted = [row for row in rows if row["accepted"] is not None]
    if accepted:
        _findings(book, accepted, "Đã chấp nhận")
    _summary(book, rows)
    _rules(book, rules, {row["rule"] for row in rows})
    return book.data()


def _findings(book: Workbook, rows: Sequence[Row], name: str) -> None:
    sheet = _table(
        book, name, "PHÁT HIỆN TRONG SỐ LIỆU ĐÃ CÔNG BỐ", _COLUMNS,
        (
            [
                number, word("severity", row["severity"], "vi"), _document(row, "vi"),
                "\n".join(part for part in (row["source_locator"], row["locator"]) if part),
                f"{row['title_vi']} [{row['rule']}]\n{row['message_vi']}.",
                row["found"], row["expected"], row["tolerance"], row["settle_vi"], row["accepted"],
            ]
            for number, row in enumerate(rows, 1)
        ),
    )  # fmt: skip
    if rows:
        sheet.autofilter(1, 0, len(rows) + 1, len(_COLUMNS) - 1)
    else:
        sheet.write_string(2, 0, "Không có phát hiện nào.", book.format("plain"))


def _summary(book: Workbook, rows: Sequence[Row]) -> None:
    documents: dict[str, Counter[str]] = {}
    for row in rows:
        documents.setdefault(_document(row, "vi"), Counter())[row["severity"]] += 1
    headers = {"Văn bản": 70, "Lỗi": 10, "Cảnh báo": 12, "Lưu ý": 10, "Tất cả": 10}
    _table(
        book, "Tóm tắt", "SỐ PHÁT HIỆN THEO VĂN BẢN", headers,
        (
            [name, *(counts[s] for s in _SEVERITIES), counts.total()]
            for name, counts in documents.items()
        ),
    )  # fmt: skip


def _rules(book: Workbook, rules: pl.DataFrame, used: set[str]) -> None:
    headers = {
        "Quy tắc": 34, "Mức độ": 11, "Ý nghĩa": 90, "Cách làm rõ": 60, "Tên trong chương trình": 32,
    }  # fmt: skip
    _table(
        book, "Quy tắc", "CÁC QUY TẮC ĐÃ DÙNG", headers,
        (
            [
                row["title_vi"], word("severity", row["severity"], "vi"), row["meaning_vi"],
                row["settle_vi"], row["rule"],
            ]
            for row in rules.iter_rows(named=True) if row["rule"] in used
        ),
    )  # fmt: skip


def _table(
    book: Workbook, name: str, title: str, headers: Mapping[str, int], rows: Iterable[Sequence[Any]]
) -> Worksheet:
    sheet = book.sheet(name)
    sheet.merge_range(0, 0, 0, len(headers) - 1, title, book.format("title"))
    book.table(sheet, headers, rows, top=1)
    return sheet


def _document(row: Row, lang: Language) -> str:
    if row["document_kind"] is None:  # of a file, or of the folder
        return str(row["document_id"] or row["locator"])
    return document_text(
        {**row, "kind": row["document_kind"], "number": row["document_number"], "title": row["document_title"]},
        lang,
    )  # fmt: skip
