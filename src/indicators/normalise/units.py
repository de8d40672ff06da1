"""Units as tables print them: in a column of their own, in brackets behind a label, as a ditto mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.normalise.heads import vocabulary
from indicators.text import nfc
from indicators.units import UnitError, find_unit

if TYPE_CHECKING:
    from indicators.readers.table import Cell


def is_ditto(cell: Cell) -> bool:
    """Whether a unit cell says "as above"."""
    return nfc(cell.text).casefold() in vocabulary()["words"]["ditto"]


def printed_unit(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Canonical symbol and flags of a unit cell, None when it names no known unit."""
    try:
        unit, flags = find_unit(text)
    except UnitError:
        return None
    return unit.symbol, flags


def unit_in_brackets(label: str) -> tuple[str, tuple[str, ...]] | None:
    """Unit at the end of a label, where a table has no column of units: `Tỷ lệ hộ nghèo (%)`."""
    found = re.search(r"\(([^()]+)\)[\s.:;]*\Z", label)
    return printed_unit(found[1]) if found else None
