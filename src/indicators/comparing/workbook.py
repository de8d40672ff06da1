"""What was revised, for people: a short list grouped by document, and an Excel workbook."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from indicators.answers.export.workbook import Workbook, put
from indicators.messages.errors import ExportError
from indicators.model.display import date_text, number_text, period_text, unit_text, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

    from indicators.model.display import Language

    Row = Mapping[str, Any]

_KINDS = ("document_gone", "document_added", "changed", "added", "gone", "moved")
_LISTED = 10  # moved figures of a document: a row put in moves all below it
_MOST_ROWS = 2**20 - 2  # of a sheet of Excel, without caption and headers
_WORDS = {
    "scenario": "scenario", "measure": "measure", "target_by": "target_by", "price_basis": "basis",
}  # fmt: skip
_NUMBERS = ("value", "low", "high", "denominator")
# What the line of a figure and columns of their own say already, or nobody asks for.
_SAID = ("locator", "source_locator", "raw_value", "ordinal", "observation_id")
_WIDTHS = {
    "kind": 14, "document_id": 24, "issued_on": 12, "raw_label": 40, "changes": 50,
    "period": 12, "scenario": 14, "unit": 14,
}  # fmt: skip


def listing(frame: pl.DataFrame, lang: Language) -> str:
    """The rows of `revisions` as lines, grouped by document; the last line counts them."""
    if frame.is_empty():
        return word("revision", "nothing_differs", lang)
    lines: list[str] = []
    for _, rows in groupby(frame.iter_rows(named=True), key=lambda row: row["document_id"]):
        lines += [*_document(list(rows), lang), ""]
    counts = Counter(frame["kind"].to_list())
    listed = {kind: counts[kind] for kind in _KINDS}
    return "\n".join([*lines, word("revision", "counts", lang).format(**listed)])


def revisions_workbook(frame: pl.DataFrame, lang: Language, caption: str) -> bytes:
    """The rows of `revisions` as a workbook of one sheet; text stays text whatever it begins with.

    Raises:
        ExportError: If XlsxWriter is missing, or there are more rows than a sheet can hold.
    """
    if frame.height > _MOST_ROWS:
        raise ExportError("export.too_many_revisions", found=frame.height, most=_MOST_ROWS)
    rows = [_cells(row, lang) for row in frame.iter_rows(named=True)]
    headers = [(_header(name, lang), _WIDTHS.get(name, 18)) for name in _cells({}, lang)]
    book = Workbook()
    sheet = book.sheet(word("revision", "kind", lang))
    put(sheet, 0, 0, caption, book.format("plain"))
    book.table(sheet, headers, (list(cells.values()) for cells in rows), top=1, frozen=2)
    sheet.autofilter(1, 0, len(rows) + 1, len(headers) - 1)
    return book.data()


def _document(rows: list[Row], lang: Language) -> Iterator[str]:
    """The lines of one document; of many moved figures the first ones, and how many more."""
    first = rows[0]
    issued = _issued(first, lang)
    known = ", ".join(_clean(text) for text in (first["document_number"], issued) if text)
    yield _clean(first["document_id"]) + (f" ({known})" if known else "")
    moved = [row for row in rows if row["kind"] == "moved"]
    elsewhere = [row for row in moved if row["old_locator"] != row["new_locator"]]
    for row in rows:
        if row["kind"] != "moved":
            yield from _figure(row, lang)
    for row in elsewhere[:_LISTED]:
        yield from _figure(row, lang)
    if len(elsewhere) > _LISTED:
        yield _counted("more_moved", len(elsewhere) - _LISTED, lang)
    if len(moved) > len(elsewhere):
        yield _counted("same_cell", len(moved) - len(elsewhere), lang)


def _counted(key: str, count: int, lang: Language) -> str:
    return f"  {word('revision', 'moved', lang)}: {word('revision', key, lang).format(n=count)}"


def _figure(row: Row, lang: Language) -> Iterator[str]:
    """A line with label, unit, period, cell, place and printed figure, and one for each change."""
    kind = word("revision", row["kind"], lang)
    if row["kind"].startswith("document"):
        yield f"  {kind}"
        return
    which = [_clean(text) for text in (row["indicator_id"], unit_text(row["unit"], lang)) if text]
    about = [period_text(row, lang), _shown("scenario", row["scenario"], lang)]
    if row["measure"] not in ("level", "text"):
        about.append(_shown("measure", row["measure"], lang))
    where = (_sides(row, name, lang) for name in ("locator", "source_locator"))
    yield (
        f"  {kind}: {_clean(row['raw_label'])} ({', '.join(which)}), {', '.join(about)}"
        f" · {', '.join(text for text in where if text)} · {_sides(row, 'raw_value', lang)}"
    )
    yield from (f"    {text}" for text in _changes(row, lang))


def _sides(row: Row, name: str, lang: Language) -> str:
    """Old and new, or the one there is."""
    old, new = row[f"old_{name}"], row[f"new_{name}"]
    if row["kind"] in ("added", "gone") or old == new:
        one = new if row["kind"] == "added" else old
        return "" if one is None else _clean(one)
    return f"{_shown(name, old, lang)} -> {_shown(name, new, lang)}"


def _changes(row: Row, lang: Language) -> list[str]:
    listed = row["changes"] or []
    return [_change(change, lang) for change in listed if change["field"] not in _SAID]


def _change(change: Mapping[str, str | None], lang: Language) -> str:
    """`Value: 20 -> 21`; where rounding would make both sides alike, the numbers as they are."""
    field, old, new = str(change["field"]), change["old"], change["new"]
    shown = [_shown(field, text, lang) for text in (old, new)]
    if shown[0] == shown[1]:
        shown = [str(old), str(new)]
    return f"{word('field', field, lang)}: {shown[0]} -> {shown[1]}"


def _shown(field: str, text: str | None, lang: Language) -> str:
    if text is None:
        return word("revision", "nothing", lang)
    if field in _WORDS:
        return word(_WORDS[field], text, lang)
    if field in _NUMBERS and math.isfinite(float(text)):
        return number_text(float(text), None, lang)
    if field in ("period_start", "period_end"):
        return date_text(date.fromisoformat(text), "day", lang)
    return unit_text(text, lang) if field == "unit" else _clean(text)


def _clean(text: str) -> str:
    """One line without control characters: a file of a stranger may hold some."""
    return " ".join("".join(c if c.isprintable() else " " for c in text or "").split())


def _issued(row: Row, lang: Language) -> str:
    issued = row["issued_on"]
    return "" if issued is None else date_text(issued, row["issued_precision"], lang)


def _header(name: str, lang: Language) -> str:
    """The header of a column: `Old printed figure`."""
    if name in ("kind", "changes"):
        return word("revision", name, lang)
    side, _, field = name.partition("_")
    if side not in ("old", "new"):
        return word("field", name, lang)
    label = word("field", field, lang)
    return word("revision", side, lang).format(label if lang == "vi" else label.lower())


def _cells(row: Row, lang: Language) -> dict[str, str | None]:
    """The cells of a row of the workbook by column; none of an empty row."""
    known = bool(row) and row["indicator_id"] is not None
    printed = [
        f"{side}_{n}" for n in ("locator", "source_locator", "raw_value") for side in ("old", "new")
    ]
    return {
        "kind": word("revision", row["kind"], lang) if row else None,
        "document_id": row.get("document_id"),
        "document_number": row.get("document_number"),
        "issued_on": _issued(row, lang) if row else None,
        "place_id": row.get("place_id"),
        "indicator_id": row.get("indicator_id"),
        "raw_label": row.get("raw_label"),
        "period": period_text(row, lang) if known else None,
        "scenario": word("scenario", row["scenario"], lang) if known else None,
        "measure": word("measure", row["measure"], lang) if known else None,
        "unit": unit_text(row.get("unit"), lang),
        **{name: row.get(name) for name in printed},
        "changes": "\n".join(_changes(row, lang)) if row else None,
    }
