"""Plain numbers of a comparison with the year before: indices (106,9) or growth rates (6,9)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from indicators.language.quantity import QuantityError, parse_quantity
from indicators.language.text import nfc
from indicators.tables.model import FigureError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indicators.language.quantity import Quantity
    from indicators.readers.table import Cell
    from indicators.tables.model import Column

# A plain number of this size or more in a column of comparisons is an index, not a rate:
# 106,9 means +6,9. In a column or row that says "tốc độ tăng" only a number near 100 is.
INDEX_FROM = Decimal(50)
INDEX_AS_GROWTH = (Decimal(85), Decimal(130))
_PLAIN = re.compile(r"-?[\d.,]*\d\s*%?")
_HUNDRED = Decimal(100)


def weigh(column: Column, cells: Iterable[Cell]) -> Column:
    """Look at all plain numbers of a column of growth: an office prints indices or rates, not both.

    Returns:
        The column; where some of its numbers read as indices and some as rates, with those of
        which there are more, counting only those that can hardly be the other, and no zeros.
    """
    sizes = [number for cell in cells if (number := plain_number(cell)) is not None]
    if len({_is_index(size, says_growth=column.growth_words) for size in sizes}) < 2:
        return column
    indices, rates = (
        sum(map(_near_hundred, sizes)),
        sum(size < INDEX_FROM and size != 0 for size in sizes),
    )
    if indices == rates:
        return replace(column, mixed="neither")
    return replace(column, mixed="index" if indices > rates else "rate")


def as_rate(
    quantity: Quantity, column: Column, raw: str, *, growth_row: bool
) -> tuple[Quantity, tuple[str, ...]]:
    """A plain number of a comparison as growth, with the flag that says it was an index.

    Args:
        quantity: A level without unit or in percent.
        column: As `weigh` gives it.
        raw: As printed, for messages.
        growth_row: Whether the label of the row says `tăng`.

    Raises:
        FigureError: If the column holds indices and rates, and this may be either.
    """
    size = max(v for v in (quantity.value, quantity.low, quantity.high) if v is not None)
    worked_out = column.mixed == "worked out"
    if column.mixed is not None and not worked_out:
        sure = {"index": _near_hundred(size), "rate": size < INDEX_FROM, "neither": False}
        if not sure[column.mixed]:
            raise FigureError(
                "index_or_growth",
                "figure.index_or_growth_in_column",
                printed=raw,
                title=column.title,
            )
    says_growth = growth_row or column.growth_words
    is_index = worked_out or column.ratio == "sure" or _is_index(size, says_growth=says_growth)
    less = _HUNDRED if is_index else Decimal(0)
    rate = quantity._replace(
        measure="growth",
        unit="%",
        value=None if quantity.value is None else quantity.value - less,
        low=None if quantity.low is None else quantity.low - less,
        high=None if quantity.high is None else quantity.high - less,
    )
    return rate, ("index_as_growth",) if is_index else ()


def _is_index(size: Decimal, *, says_growth: bool) -> bool:
    return _near_hundred(size) if says_growth else size >= INDEX_FROM


def _near_hundred(size: Decimal) -> bool:
    low, high = INDEX_AS_GROWTH
    return low <= size <= high


def plain_number(cell: Cell) -> Decimal | None:
    """The number of a cell that prints no direction."""
    if cell.kind != "text":
        return cell.number
    text = nfc(cell.text).strip()
    if not _PLAIN.fullmatch(text):
        return None
    try:
        return parse_quantity(text).value
    except QuantityError:
        return None
