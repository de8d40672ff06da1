"""What the places of `workbooks.py` are worth: figures that documents of different years agree on."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import NamedTuple

START = 2010
TOTALS = {
    "gross_output": (
        "gross_output_agriculture", "gross_output_industry_construction", "gross_output_trade_services",
    ),
    "rice_area": ("rice_area_spring", "rice_area_main"),
}  # fmt: skip


class Item(NamedTuple):
    """One row of the catalogue."""

    label: str
    unit: str
    indicator: str
    low: float
    high: float
    decimals: int


class World:
    """Figures of places by indicator and year; they follow from the names alone."""

    def __init__(self, items: list[Item]) -> None:
        """Know the catalogue."""
        self.items = {item.indicator: item for item in items}

    @lru_cache(maxsize=100_000)  # noqa: B019 (there is one world)
    def worth(self, place: str, indicator: str, year: int) -> float:
        """The result of a year; it rises or falls by a few percent, and parts add up."""
        item = self.items[indicator]
        if indicator in TOTALS:
            parts = (self.worth(place, part, year) for part in TOTALS[indicator])
            return round(sum(parts), item.decimals)
        rng = random.Random(f"{place}/{indicator}")  # noqa: S311 (any repeatable numbers will do)
        start = rng.uniform(item.low, item.low + 0.6 * (item.high - item.low))
        rate = rng.uniform(0.998, 1.05)
        grown = start * rate ** (year - START)
        return round(min(max(grown, item.low), item.high), item.decimals)

    def planned(self, place: str, indicator: str, year: int) -> tuple[float, float]:
        """The target of a year, and a draw that decides how documents write it."""
        item = self.items[indicator]
        rng = random.Random(f"{place}/{indicator}/{year}")  # noqa: S311
        planned = self.worth(place, indicator, year) * rng.uniform(1.0, 1.03)
        if item.unit == "%":
            planned = min(planned, item.high)
        return round(planned, item.decimals), rng.random()
