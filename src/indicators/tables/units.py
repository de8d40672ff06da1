"""Units as tables print them: in a column of their own, in brackets behind a label, as a ditto mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.codebook import label_units, read_label
from indicators.language.lexicon import phrases
from indicators.language.text import nfc
from indicators.language.units import find_unit, known_unit, unit_behind, unit_in_brackets
from indicators.tables.model import FigureError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Codebook
    from indicators.language.quantity import Quantity
    from indicators.readers.table import Cell
    from indicators.tables.model import Column, Figure, Row

PrintedUnit = tuple[str, tuple[str, ...]]
"""Canonical symbol and flags."""
_DITTO = ('"', "″", "''", "-", "//")


def is_ditto(cell: Cell) -> bool:
    """Whether a unit cell says "as above"."""
    return nfc(cell.text) in _DITTO or cell.key in phrases("ditto", "cell")


def printed_unit(text: str) -> PrintedUnit | None:
    """Canonical symbol and flags of a unit cell, None when it names no known unit."""
    if not known_unit(text):  # without looking for the nearest, which takes milliseconds
        return None
    unit, flags = find_unit(text)
    return unit.symbol, flags


def contradict(one: str | None, other: str | None) -> bool:
    """Whether two symbols count the same thing in different units: triệu đồng and tỷ đồng."""
    if one is None or other is None or one == other:
        return False
    return find_unit(one)[0].dimension == find_unit(other)[0].dimension


def check_units(row: Row, column: Column, figures: Sequence[Figure]) -> None:
    """Refuse figures whose header and row count in different units, unless the cell says which.

    The unit of a whole table (`ĐVT: triệu đồng`) is only what holds where nothing else is said.

    Raises:
        FigureError: With both units.
    """
    _refuse_odd_counts(row, column, figures)
    if not (row.own_unit and column.measure == "level" and contradict(column.unit, row.unit)):
        return
    if not all(figure.own_unit for figure in figures):
        raise FigureError(
            "two_units",
            "figure.unit_of_header",
            column.unit,
            title=column.title,
            unit=column.unit,
            row_unit=row.unit,
        )


_DOTTED = re.compile(r"(?<![\d.,])\d{1,2}\.\d{3}(?![\d.,])")
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])")


def _refuse_odd_counts(row: Row, column: Column, figures: Sequence[Figure]) -> None:
    """Refuse 98,650 people, which may be 98 650 written the English way, and 3/5 in percent.

    Raises:
        FigureError: With what was probably meant.
    """
    if column.measure != "level":
        return
    for figure in figures:
        quantity = figure.quantity
        if quantity is None or quantity.measure != "level":
            continue
        symbol = quantity.unit or column.unit or row.unit
        if symbol in ("%", "‰"):
            _refuse_odd_share(figure.raw, quantity, symbol)
        elif symbol:
            _refuse_english_thousands(figure.raw, quantity, symbol)


def _refuse_odd_share(raw: str, quantity: Quantity, symbol: str) -> None:
    """Refuse 3/5 in percent, and 12.345 %, whose dot may be a decimal comma."""
    if quantity.denominator is not None:
        raise FigureError("unit_does_not_fit", "figure.ratio_in_unit", printed=raw, unit=symbol)
    if symbol == "%" and _DOTTED.search(raw) and not quantity.decimals:
        hint = raw.replace(".", ",")
        raise FigureError(
            "unreadable_figure", "figure.dotted_percent", hint, printed=raw, hint=hint
        )


def _refuse_english_thousands(raw: str, quantity: Quantity, symbol: str) -> None:
    """Refuse a number with three decimals of what is counted one by one."""
    if quantity.decimals != 3 or not _THOUSANDS.search(raw):
        return
    if find_unit(symbol)[0].counted:
        hint = raw.replace(",", ".")
        raise FigureError(
            "unreadable_figure", "figure.thousands", hint, printed=raw, unit=symbol, hint=hint
        )


def unit_of_label(codebook: Codebook, label: str) -> PrintedUnit | None:
    """Unit at the end of a label: `Tỷ lệ hộ nghèo (%)`, `Tổng đàn lợn, con`.

    Without brackets it is none where the codebook knows the whole label (`Trường, lớp`).
    """
    found = unit_in_brackets(label)
    if found is None and not codebook.knows(label):
        found = unit_behind(label)
    return printed_unit(found[1]) if found else None


def may_inherit(codebook: Codebook, symbol: str, label: str, above: Sequence[str]) -> bool:
    """Whether the unit above a blank cell, or of the whole table, may be that of a label.

    A label that is counted in something else does not take it: people below `tỷ đồng`.
    """
    units, unit = label_units(codebook, label, above), find_unit(symbol)[0]
    if not units or any(unit.dimension == own.dimension for own in units):
        return True
    return unit.symbol == "%" and any(read_label(text).measure for text in (label, *above))
