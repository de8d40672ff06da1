"""A cell of several numbers (`21 4`) beside a label of as many parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.language.quantity import QuantityError, parse_quantity
from indicators.language.text import nfc
from indicators.language.units import known_unit
from indicators.prose.bind import Surrounding
from indicators.prose.model import DraftRow
from indicators.prose.vocabulary import lowered

if TYPE_CHECKING:
    from indicators.prose.bind import Binder
    from indicators.prose.context import Context
    from indicators.readers.blocks import Block, SourceDocument
    from indicators.tables.model import Column

_NUMBERS = re.compile(r"\d[\d.,]*(?:\s+\d[\d.,]*)+\Z")
_NUMBER = re.compile(r"\d[\d.,]*")
_FIGURES = re.compile(
    r"(?:cho|từ|tối thiểu|ít nhất|trên|dưới|đạt|\s)*\d[\d.,]*\s*%?(?:\s*[-–]\s*\d[\d.,]*\s*%?)?(?:\s*số)?\s*"
)
_CONFIDENCE = 0.6


def paired(
    source: SourceDocument, block: Block, at: tuple[int, int], *, label: str, unit: str | None,
    column: Column, context: Context, binder: Binder,
) -> list[DraftRow]:  # fmt: skip
    """Rows of a cell that holds one number for each part of its label; none if they do not pair.

    Args:
        source: The document.
        block: The table.
        at: The cell.
        label: Label of its row; its parts stand between semicolons.
        unit: Unit of the row.
        column: Meaning of its column.
        context: Headings above.
        binder: The indicators.
    """
    start, end = block.spans[at]
    printed = source.text[start:end]
    parts = [part for part in label.split(";") if part.strip()]
    numbers = list(_NUMBER.finditer(printed))
    if not _NUMBERS.match(printed) or len(parts) != len(numbers):
        return []
    scenario = column.scenario or context.scenario()
    rows = []
    for part, number in zip(parts, numbers, strict=True):
        try:
            quantity = parse_quantity(
                f"{number[0]} {unit}" if unit and known_unit(unit) else number[0]
            )
        except QuantityError:
            return []
        named = lowered(nfc(part.partition(" trên tổng")[0]))
        name = nfc(_FIGURES.sub(" ", named, count=1)).strip(" ,.-")
        binding = binder.bind([name], Surrounding(), unit=quantity.unit, measure="level")
        ident = binding.indicator.indicator_id if binding.indicator else None
        rows.append(
            DraftRow(
                kind="table", start=start + number.start(), end=start + number.end(),
                raw_value=number[0], raw_label=name, raw_unit=unit, quote=nfc(f"{label} | {printed}")[:240],
                page=block.page, source_locator=context.locator, indicator_id=ident,
                suggestions=binding.suggestions, confidence=min(binding.confidence, _CONFIDENCE),
                doubts=("inherited_label",), place=None, place_id=None,
                period=column.period or context.period(scenario), scenario=scenario,
                target_by=column.target_by if scenario == "target" else None, measure="level",
                bound=quantity.bound, value=quantity.value, low=quantity.low, high=quantity.high,
                denominator=quantity.denominator, decimals=quantity.decimals, unit=quantity.unit,
                price_basis=None, base_year=None,
            )
        )  # fmt: skip
    return rows
