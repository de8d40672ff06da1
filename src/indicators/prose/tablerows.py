"""From observations of a table to draft rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from indicators.language.periods import Period
from indicators.language.units import convert, find_unit, known_unit, shift
from indicators.prose.model import DraftRow
from indicators.prose.standins import UNKNOWN, Labels

if TYPE_CHECKING:
    from decimal import Decimal

    from indicators.model.records import Observation
    from indicators.prose.context import Context
    from indicators.readers.blocks import Block, SourceDocument

_SURE, _UNSURE = 0.97, 0.45


def table_row(
    source: SourceDocument,
    block: Block,
    at: tuple[int, int],
    *,
    quote: str,
    context: Context,
    unknown: Labels,
    o: Observation,
) -> DraftRow:
    """The draft row of one observation of a table, its numbers in the printed unit.

    Args:
        source: The document.
        block: The table.
        at: The cell.
        quote: Its row.
        context: Headings above.
        unknown: How its label was found.
        o: What the normaliser made of it.
    """
    assert block.table is not None  # noqa: S101 (a table block)
    start, end = block.spans[at]
    printed = source.text[start:end]
    inside = printed.find(o.raw_value)
    if inside >= 0:
        start, end = start + inside, start + inside + len(o.raw_value)
    stands_in = o.indicator_id.startswith(UNKNOWN)
    doubts = ["unknown_indicator"] if stands_in else []
    doubts += sorted({"inherited_unit", "direction_not_printed"} & set(o.flags))
    missing = o.period_end.year == date.max.year
    printed_unit = _printed_unit(o)

    def shown(number: Decimal | None) -> Decimal | None:
        if number is None or printed_unit is None:
            return number
        own, unit = find_unit(o.unit or "")[0], find_unit(printed_unit)[0]
        return convert(number, own, unit)

    where = context.locator or block.table.sheet
    return DraftRow(
        kind="table", start=start, end=end, raw_value=source.text[start:end], raw_label=o.raw_label,
        raw_unit=o.raw_unit, quote=quote, page=block.page, source_locator=f"{where}, dòng {at[0]}",
        indicator_id=None if stands_in else o.indicator_id,
        suggestions=unknown.suggestions.get(o.indicator_id if stands_in else o.raw_label, ()),
        confidence=_UNSURE if stands_in else unknown.near.get(o.raw_label, _SURE), doubts=tuple(doubts), place=None,
        place_id=o.place_id if o.place_id not in (UNKNOWN, context.facts.place_id) else None,
        period=None if missing else Period(o.period_start, o.period_end, o.period_kind),
        scenario=o.scenario, target_by=o.target_by, measure=o.measure, bound=o.bound,
        value=shown(o.value), low=shown(o.low), high=shown(o.high),
        denominator=shown(o.denominator), decimals=_decimals(o, printed_unit),
        unit=printed_unit or o.unit,
        price_basis=o.price_basis, base_year=o.base_year, reported_status=o.reported_status,
        note=o.note, flags=o.flags,
    )  # fmt: skip


def _printed_unit(o: Observation) -> str | None:
    """The unit as printed, where the store would have another of its dimension."""
    if o.measure != "level" or not o.raw_unit or not known_unit(o.raw_unit) or o.unit is None:
        return None
    printed, own = find_unit(o.raw_unit)[0], find_unit(o.unit)[0]
    same = printed.symbol == own.symbol or printed.dimension != own.dimension
    return None if same else printed.symbol


def _decimals(o: Observation, unit: str | None) -> int | None:
    if unit is None or o.decimals is None:
        return o.decimals
    return o.decimals - shift(find_unit(unit)[0], find_unit(o.unit or "")[0])
