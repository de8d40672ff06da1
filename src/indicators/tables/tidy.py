"""What a row says of its own figure, in tables that hold one figure a row."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from indicators.codebook import AmbiguousLabelError, UnknownLabelError, match_label
from indicators.codebook.entries import Alias, Match
from indicators.language.lexicon import compose, lexicon, meanings
from indicators.language.text import fold, nfc
from indicators.language.units import find_unit
from indicators.messages.sentences import message
from indicators.tables.figures import read_cell
from indicators.tables.indices import INDEX_AS_GROWTH
from indicators.tables.model import Figure, FigureError, Said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.codebook import Codebook, Indicator, Measure, PriceBasis
    from indicators.language.quantity import Base, Quantity
    from indicators.language.units import Unit
    from indicators.model.records import TargetBy
    from indicators.readers.table import Cell
    from indicators.tables.context import TableContext
    from indicators.tables.model import Column

# What a row may say of its figure, by the role of the column.
_CHOICES = {
    "scenario": ("target", "estimate", "actual"),
    "measure": ("level", "growth", "attainment", "share", "change", "text"),
    "target_by": ("district", "commune", "city", "province", "central", "plan", "budget"),
}
_PRICES: dict[PriceBasis, str] = {
    "constant": r"<constant_prices>(?: <year>)?(?: (?P<year>(?:19|20)\d\d))?",
    "current": r"<current_prices>",
}
WEAK = ("typed_once", "secondary")
"""Flags of figures that were typed once, or that their source quotes from another."""
_PERCENTAGES = ("growth", "attainment", "share")
UNDIRECTED = "direction_not_printed"
_RATES = ("%", "‰", "điểm %")
_BASES: Mapping[TargetBy, Base] = {
    "budget": "budget",
    "city": "city",
    "district": "district",
    "province": "province",
}


def read_said(context: TableContext, by_role: Mapping[str, Cell]) -> Said | None:
    """Read the columns in which a row speaks of its own figure; None after a finding."""
    said: dict[str, Any] = {}
    refused = False
    for role in ("scenario", "measure", "target_by"):
        if role in by_role:
            said[role] = _word(context, role, by_role[role])
            refused |= said[role] is None
    if "prices" in by_role:
        prices = _prices(context, by_role["prices"])
        refused |= prices is None
        said["price_basis"], said["base_year"] = prices or (None, None)
    if "entry" in by_role:
        flags = _entry(context, by_role["entry"])
        refused |= flags is None
        said["flags"] = flags or ()
    if "indicator" in by_role:
        said["chosen"] = by_role["indicator"]
        said["indicator"] = _indicator(context, by_role["indicator"])
        refused |= said["indicator"] is None
    return None if refused else Said(**said)


def printed_words(role: str) -> dict[str, str]:
    """The word a cell of this role says for each meaning: `{"actual": "Thực hiện", …}`."""
    words = ((meaning, lexicon().written(f"row_{meaning}")) for meaning in _CHOICES[role])
    return {meaning: word[:1].upper() + word[1:] for meaning, word in words}


def in_row(column: Column, said: Said) -> Column:
    """The column as the row means it; a column of comparisons says itself what it measures."""
    if column.role != "value" or column.base is not None:
        return column
    if said.scenario is not None and said.scenario != column.scenario:
        column = replace(column, scenario=said.scenario)
    if said.measure is None:
        return column
    base: Base | None = {"growth": "same_period", "attainment": "plan"}.get(said.measure)  # type: ignore[assignment]
    if said.measure == "attainment" and said.target_by is not None:
        base = _BASES.get(said.target_by, base)
    return replace(
        column,
        header=(*column.header, printed_words("measure")[said.measure]),
        measure=said.measure,
        base=base,
        target_by=said.target_by or column.target_by,
        by_row=True,
    )


def read_as_said(cell: Cell, column: Column, *, growth_row: bool) -> list[Figure]:
    """The figures of a cell whose row says how they are measured.

    Args:
        cell: Not empty and no placeholder.
        column: As `in_row` gives it.
        growth_row: Whether the row's label says `tăng`, so that the direction is printed there.

    Raises:
        FigureError: If the cell cannot be read, or its words say something else than the row.
    """
    if column.measure == "text":
        return [Figure(cell.text, None)]
    figures = read_cell(cell, replace(column, measure="level"), growth_row=False)
    return [_figure_as_said(figure, column, growth_row=growth_row) for figure in figures]


def _figure_as_said(figure: Figure, column: Column, *, growth_row: bool) -> Figure:
    if figure.quantity is None:
        return figure
    quantity = _as_said(figure.quantity, column, nfc(figure.raw))
    directed = growth_row or any(n is not None and n < 0 for n in (quantity.value, quantity.low))
    flags = tuple(flag for flag in figure.flags if flag != UNDIRECTED or not directed)
    return figure._replace(quantity=quantity, flags=flags)


def _as_said(quantity: Quantity, column: Column, raw: str) -> Quantity:
    said, found = column.measure, quantity.measure
    if said == "change" and quantity.unit in ("%", "điểm %") and found in ("growth", "change"):
        return quantity._replace(measure="change", unit="%", base=None)  # in points of a rate
    if found == said:
        return quantity
    if found != "level":
        words = printed_words("measure")
        raise FigureError(
            "measure_contradicts",
            "row.measure_contradicts",
            words[found],
            printed=raw,
            found=words[found],
            said=words[said],
        )
    if said not in _PERCENTAGES:
        return quantity
    if quantity.unit not in (None, "%") or quantity.denominator is not None:
        raise FigureError(
            "unit_does_not_fit",
            "row.no_percentage",
            printed=raw,
            said=printed_words("measure")[said],
        )
    if said == "share":
        return quantity
    if said == "attainment":
        return quantity._replace(measure="attainment", unit="%", base=column.base)
    low, high = INDEX_AS_GROWTH
    size = max(n for n in (quantity.value, quantity.low, quantity.high) if n is not None)
    if low <= size <= high:
        raise FigureError("index_or_growth", "figure.index_or_growth", printed=raw)
    return quantity._replace(measure="growth", unit="%", base="same_period")


def choose(
    codebook: Codebook,
    indicator: Indicator,
    label: str,
    above: Sequence[str],
    unit: Unit | None,
    measure: Measure,
) -> Match | None:
    """The chosen indicator with the alias the label leads to; None if the unit does not fit."""
    try:
        match = match_label(codebook, label, above=above, unit=unit, measure=measure)
    except (UnknownLabelError, AmbiguousLabelError):
        match = None
    if match is not None and match.indicator.indicator_id == indicator.indicator_id:
        return match
    return Match(indicator, Alias(nfc(label))) if _fits(indicator, unit, measure) else None


def _fits(indicator: Indicator, unit: Unit | None, measure: Measure) -> bool:
    if measure == "text":
        return True
    if indicator.unit == "text":
        return False
    own = find_unit(indicator.unit)[0]
    if measure in _PERCENTAGES:
        return unit is None or unit.symbol in ("%", "điểm %")
    if unit is not None and (
        own.symbol == "điểm %" or (measure == "change" and own.symbol in _RATES)
    ):
        return unit.symbol in ("%", "điểm %")
    return unit is not None and unit.dimension == own.dimension


def _word(context: TableContext, role: str, cell: Cell) -> str | None:
    words = meanings(tuple(f"row_{meaning}" for meaning in _CHOICES[role]), "cell")
    found = words.get(fold(cell.text).rstrip("."))
    if found is None:
        _refuse_word(context, cell, tuple(printed_words(role).values()))
        return None
    return found.removeprefix("row_")


def _entry(context: TableContext, cell: Cell) -> tuple[str, ...] | None:
    """Flags of how a figure was come by: `nhập một lần; dẫn lại`."""
    words = meanings(WEAK, "cell")
    parts = [fold(part).rstrip(".") for part in re.split("[;,]", cell.text)]
    if not all(part in words for part in parts):
        _refuse_word(context, cell, [lexicon().written(flag) for flag in WEAK])
        return None
    return tuple(words[part] for part in parts)


def _prices(context: TableContext, cell: Cell) -> tuple[PriceBasis, int | None] | None:
    folded = fold(cell.text).rstrip(".")
    for basis, grammar in _PRICES.items():
        found = compose(grammar, "cell").fullmatch(folded)
        if found is not None:
            year = found.groupdict().get("year")
            return basis, int(year) if year else None
    _refuse_word(context, cell, ("so sánh 2010", "so sánh", "hiện hành"))
    return None


def _refuse_word(context: TableContext, cell: Cell, allowed: Sequence[str]) -> None:
    title = context.columns[cell.column].title
    words = ", ".join(f"'{word}'" for word in allowed)
    context.refuse(
        cell,
        "unknown_word",
        message("row.word_unknown", text=nfc(cell.text), title=title, words=words),
        ", ".join(allowed),
    )


def _indicator(context: TableContext, cell: Cell) -> Indicator | None:
    """`Tên [id]` or the id alone."""
    from rapidfuzz import process

    text = nfc(cell.text)
    bracketed = re.search(r"\[([^\[\]]*)\]\s*\Z", text)
    ident = (bracketed[1] if bracketed else text).strip()
    indicators = context.codebook.indicators
    if ident in indicators:
        return indicators[ident]
    by_id = bracketed is not None or re.fullmatch(r"\w+", ident, re.ASCII) is not None
    known = {key: key if by_id else entry.vi for key, entry in indicators.items()}
    near = ", ".join(match[2] for match in process.extract(ident, known, limit=3))
    context.refuse(
        cell, "unknown_indicator", message("row.indicator_unknown", ident=ident, near=near), near
    )
    return None
