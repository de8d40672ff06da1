"""What a person may choose from, in the words of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.adopting.words import word, words
from indicators.codebook.nearest import suggest
from indicators.language.headers import words_of
from indicators.language.relative_periods import period_in
from indicators.language.units import UnitError, find_unit, known_unit
from indicators.model.display import period_text
from indicators.model.display import word as shown
from indicators.tables.header import is_code_header, read_header
from indicators.tables.model import HeaderError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.codebook import Codebook, Indicator
    from indicators.language.periods import Period
    from indicators.tables.model import Column

_MOST = 5
_SOME_YEAR = 2000


def themes(codebook: Codebook) -> dict[str, str]:
    """The themes of indicators, by key, in Vietnamese."""
    keys = sorted({entry.theme for entry in codebook.indicators.values()})
    return {key: shown("theme", key, "vi") for key in keys}


def indicator_choice(indicator: Indicator) -> str:
    """`Tỷ lệ hộ nghèo [poverty_rate]`: what a cell that chooses it says."""
    return f"{indicator.vi} [{indicator.indicator_id}]"


def candidates(codebook: Codebook, label: str, above: Sequence[str], unit: str) -> list[Indicator]:
    """The indicators that a label below others may mean, the likeliest first."""
    printed = find_unit(unit)[0] if unit and known_unit(unit) else None
    near = suggest(codebook, label, above=above, unit=printed, count=_MOST)
    return [codebook.indicators[ident] for ident, *_ in near]


def described(indicator: Indicator, unit: str) -> str:
    """A candidate with its unit and definition, and a warning where the printed unit is another."""
    printed = find_unit(unit)[0] if unit and known_unit(unit) else None
    own = indicator.unit
    differs = (
        printed is not None and own != "text" and find_unit(own)[0].dimension != printed.dimension
    )
    warned = word("candidate", "other_unit") if differs else ""
    return f"• {indicator_choice(indicator)}, {own}{warned}: {definition(indicator)}"


def definition(indicator: Indicator) -> str:
    """What an indicator is, in Vietnamese where that is written."""
    return indicator.definition_vi or indicator.definition


def header_choices(levels: Sequence[str], column: Column | None, table: Period | None) -> list[str]:
    """Headers in known words that this one may stand for, each read without doubt.

    Args:
        levels: Of the header, top first.
        column: What it is read as; None where it is not understood.
        table: Period of the whole table.
    """
    role = column.role if column is not None else None
    if role is not None and role not in ("value", "ignored", "number"):
        return [word("choice", "skip")]
    if role == "number":  # numbers of rows change with the next form
        codes = [word("choice", "codes")] if is_code_header(levels) else []
        return [*codes, word("choice", "skip")]
    hint = table.year if table else None
    text = words_of(" ".join(levels))
    period = period_in(text, year_hint=hint) or table
    named = _period_words(period)
    options = [option.format(named).replace("  ", " ") for option in words()["option"].values()]
    readable = [text.strip() for text in options if _is_read(text.strip(), period)]
    return [*readable, *words()["roles"], word("choice", "skip")]


def _period_words(period: Period | None) -> str:
    """A period as a header may print it: `năm 2023`, `9 tháng 2024`."""
    if period is None:
        return ""
    row = {"period_start": period.start, "period_end": period.end, "period_kind": period.kind}
    text = period_text(row, "vi")
    return f"năm {text}" if period.kind == "year" else text


def _is_read(text: str, period: Period | None) -> bool:
    try:
        read_header(0, (text,), year_hint=period.year if period else _SOME_YEAR, table=period)
    except HeaderError:
        return False
    return True


def unit_choices(printed: str) -> list[str]:
    """Known units that a printed one may be, and a new one."""
    near: Sequence[str] = ()
    try:
        find_unit(printed)
    except UnitError as error:
        near = error.nearest
    return [*(word("choice", "like").format(symbol) for symbol in near), word("choice", "counted")]


def reading_of(column: Column) -> str:
    """What a column is read as, in words."""
    words_by_role: Mapping[str, str] = words()["reading"]
    if column.role != "value":
        return words_by_role.get(column.role, column.role)
    parts = [shown("measure", column.measure, "vi")]
    if column.scenario:
        parts.insert(0, shown("scenario", column.scenario, "vi"))
    if column.period:
        parts.append(_period_words(column.period))
    if column.target_by:
        parts.append(shown("target_by", column.target_by, "vi"))
    if column.labels:
        parts.append(" / ".join(reversed(column.labels)))
    if column.place:
        parts.append(column.place)
    if column.unit:
        parts.append(column.unit)
    return ", ".join(parts)
