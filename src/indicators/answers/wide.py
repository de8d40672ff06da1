"""A result as a table with a column for each indicator, place or year: one latest figure a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from indicators.messages.errors import QueryError
from indicators.model.display import figure_text, unit_text, value_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.model.display import Language

    Row = Mapping[str, Any]

Ranges = Literal["text", "middle"]
_ALIKE = frozenset({"measure", "price_basis", "period_kind"})
_NAMES = {"indicator": "indicator_id", "place": "place_id", "document": "document_id"}


def widen(
    frame: pl.DataFrame, index: str, columns: str, ranges: Ranges, lang: Language
) -> pl.DataFrame:
    """See `Result.wide`.

    Raises:
        QueryError: If kinds of figures are mixed, or a cell has several.
    """
    for name in (index, columns):
        if _NAMES.get(name, name) not in frame.columns:
            raise QueryError("query.no_column", name=name, known=sorted(frame.columns))
    numbers = frame.filter(pl.col("bound") != "text")
    _refuse_mixed(numbers, lang)
    cells = _cells(numbers, index, columns, lang)
    rows = sorted(cells)
    heads = dict.fromkeys(head for row in cells.values() for head in row)
    made = [_column(head, [cells[row].get(head) for row in rows], ranges, lang) for head in heads]
    return pl.DataFrame([pl.Series(index, rows), *made])


def _refuse_mixed(numbers: pl.DataFrame, lang: Language) -> None:
    mixed = (
        "role" if "role" in numbers.columns else "scenario"
    )  # an estimate stands beside actual figures
    for name in sorted({*_ALIKE, mixed} & set(numbers.columns)):
        kinds = sorted({value_text(kind, lang) for kind in numbers[name].to_list()})
        if len(kinds) > 1:
            raise QueryError("query.mixed", name=name, found=kinds)


def _cells(
    numbers: pl.DataFrame, index: str, columns: str, lang: Language
) -> dict[Any, dict[str, Row]]:
    """The row of each cell, by what stands in front of the rows and above the columns."""
    cells: dict[Any, dict[str, Row]] = {}
    for row in numbers.iter_rows(named=True):
        at = cells.setdefault(row[_NAMES.get(index, index)], {})
        head = _head(row, columns, lang)
        if head in at:
            raise QueryError("query.twice", column=head, index=row[_NAMES.get(index, index)])
        at[head] = row
    return cells


def _column(head: str, rows: list[Row | None], ranges: Ranges, lang: Language) -> pl.Series:
    """Numbers, or texts where one of them is none."""
    numbers = [None if row is None else _number(row, ranges) for row in rows]
    if sum(number is None for number in numbers) == sum(row is None for row in rows):
        return pl.Series(head, numbers, pl.Float64())
    return pl.Series(
        head, [None if row is None else figure_text(row, lang) for row in rows], pl.String()
    )


def _number(row: Row, ranges: Ranges) -> float | None:
    """The figure as a number; of a threshold there is none, of a range its middle where asked for."""
    if row["bound"] == "range" and ranges == "middle":
        return float(row["low"] + row["high"]) / 2
    return None if row["value"] is None else float(row["value"])


def _head(row: Row, columns: str, lang: Language) -> str:
    """The header of a column: what it is of, and the unit of its numbers."""
    name = row[_NAMES.get(columns, columns)]
    unit = unit_text(row["unit"], lang)
    return f"{name} ({unit})" if unit else str(name)
