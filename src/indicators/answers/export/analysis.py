"""Every other result: the table as shown, its numbers as numbers beside it, a native chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indicators.answers.export.workbook import fit, put, title
from indicators.answers.tabulation import table
from indicators.model.display import word

if TYPE_CHECKING:
    import polars as pl

    from indicators.answers.export.workbook import Workbook
    from indicators.answers.tabulation import Kind
    from indicators.model.display import Language

# The number that is charted and stands beside the words, by kind.
_NUMBERS = {
    "observations": ("value", "low", "high"),
    "growth": (
        "reported_value",
        "reported_low",
        "reported_high",
        "computed",
        "implied_base_low",
        "implied_base_high",
    ),
    "sector_structure": ("value", "low", "high", "shift_low", "shift_high", "contribution"),
    "district_comparison": ("value", "low", "high"),
}
_CHARTED = 40


def add_analysis(
    book: Workbook, kind: Kind, frame: pl.DataFrame, lang: Language, caption: str
) -> None:
    """Add the sheet `Phân tích` with all rows, and a chart of its numbers."""
    heads, rows = table(kind, frame.iter_rows(named=True), frame.columns, lang)
    numbers = [name for name in _NUMBERS.get(kind, ()) if name in frame.columns]
    sheet = book.sheet("Phân tích")
    put(sheet, 0, 0, caption or word("head", "title", lang), book.format("plain"))
    for column, head in enumerate([*heads, *numbers]):
        put(sheet, 1, column, head, book.format("head"))
        sheet.set_column(column, column, 14 if column >= len(heads) else 24)
    fit(sheet, 1, [*heads, *numbers], [24] * len(heads) + [14] * len(numbers))
    for number, (cells, row) in enumerate(zip(rows, frame.iter_rows(named=True), strict=True), 2):
        fit(sheet, number, cells, [24] * len(cells))
        for column, text in enumerate(cells):
            put(sheet, number, column, text, book.format("text"))
        for column, name in enumerate(numbers, len(heads)):
            put(
                sheet,
                number,
                column,
                row[name],
                book.format("text"),
                book.number(_decimals(row, name)),
            )
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 2)
    sheet.autofilter(1, 0, len(rows) + 1, len(heads) + len(numbers) - 1)
    if numbers and rows:
        _chart(book, heads, rows, numbers, lang)


def _decimals(row: dict[str, Any], name: str) -> int:
    prefix = name.removesuffix("value").removesuffix("low").removesuffix("high")
    known = row.get(f"{prefix}decimals")
    return 3 if known is None else max(known, 0)


def _chart(
    book: Workbook, heads: list[str], rows: list[list[str]], numbers: list[str], lang: Language
) -> None:
    names = heads.index(word("head", "name", lang)) if word("head", "name", lang) in heads else 0
    periods = (
        heads.index(word("head", "period", lang))
        if word("head", "period", lang) in heads
        else names
    )
    last = min(len(rows), _CHARTED) + 1
    chart = book.book.add_chart({"type": "bar"})
    first, second = sorted((names, periods))
    for number, colour in zip(numbers[:3], ("#0072B2", "#BFBFBF", "#7F7F7F"), strict=False):
        column = len(heads) + numbers.index(number)
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
