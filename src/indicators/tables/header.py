"""What a column means, read from its header (words and grammar in `language/headers.py`)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast, get_args

from indicators.language import periods
from indicators.language.headers import (
    first,
    is_alone,
    owner_of,
    reads_as,
    scenario_of,
    unit_of,
    unknown_words,
    without_dots,
    without_unit,
    words_of,
    year_of_either,
)
from indicators.language.lexicon import meanings, phrases
from indicators.language.periods import DEFINITION, Period, names_several_years, without_periods
from indicators.language.relative_periods import PARTS
from indicators.language.text import fold
from indicators.tables.comparisons import read_comparison, read_period
from indicators.tables.model import Column, HeaderError, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.model.records import Scenario, TargetBy


def role_of(text: str) -> Role | None:
    """Role of a column whose header is `text`, when that is not a column of figures."""
    folded = without_dots(fold(text).rstrip(":."))
    role = _roles().get(folded)
    if role is None:  # `Khả năng thực hiện đến năm 2025`
        of_period = _roles().get(without_periods(folded).removesuffix(" đến năm"))
        role = "rating" if of_period == "rating" else None
    return role


def is_code_header(levels: Sequence[str]) -> bool:
    """Whether a column holds the office's own codes, not just numbers of rows: `Mã số`."""
    return role_of(levels[-1]) == "number" and fold(levels[-1]) in phrases("code_column", "header")


def key_role(text: str) -> Role | None:
    """Role of a header in a table without a column of labels: `Đơn vị` stands over communes."""
    if fold(text).rstrip(":.") in phrases("key_of_places", "header"):
        return "place"
    parts = {role_of(part) for part in re.split(r"[/\\\n]", text)}
    if len(parts) == 2 and "label" in parts:  # `Năm/Chỉ tiêu` in the corner
        return next((role for role in parts if role in ("place", "period")), role_of(text))
    return role_of(text)


@cache
def _roles() -> Mapping[str, Role]:
    roles = [role for role in get_args(Role) if role not in ("value", "code")]
    columns = meanings(tuple(f"{role}_column" for role in roles), "header")
    return {
        header: cast("Role", meaning.removesuffix("_column")) for header, meaning in columns.items()
    }


@lru_cache(maxsize=4096)
def read_header(
    index: int,
    header: tuple[str, ...],
    *,
    year_hint: int | None,
    table: Period | None,
    proposing: bool = False,
) -> Column:
    """Read the header of one column.

    Args:
        index: 1-based column.
        header: Texts of its levels, top first, merged cells spread.
        year_hint: Year of the document, for headers such as `9 tháng`.
        table: Period of the whole table, from its title or the document.
        proposing: Whether words that are not known are left to the labels of the column.

    Raises:
        HeaderError: If the header is none the vocabulary knows, or compares with something unknown.
    """
    role = _role_of_levels(header)
    if role is not None:
        return Column(index, header, role)
    # the most special level first; `giá so sánh 2010` compares nothing
    folded = [DEFINITION.sub(" ", words_of(text)) for text in reversed(header)]
    either = _either(folded, table.year if table else year_hint)
    if reads_as("comparison", folded) and not is_alone(folded) and not either:
        _refuse_elsewhere(folded, header)
        column = read_comparison(index, header, folded, year_hint=year_hint, table=table)
        target = column.base != "same_period"
        return _accounted(column, target=target, compares=True, proposing=proposing)
    title = " / ".join(header)
    if any(map(names_several_years, folded)):
        raise HeaderError("header.several_years", title=title)
    scenario: Scenario | None = "estimate" if either else _scenario(folded)
    named = read_period(folded, title, scenario, year_hint=year_hint, table=table)
    column = Column(index, header, "value", scenario, period=named)
    column = _rest_read(column, folded, table, proposing=proposing)
    return _accounted(column, target=scenario == "target", compares=False, proposing=proposing)


def _role_of_levels(header: Sequence[str]) -> Role | None:
    role = role_of(header[-1])
    if role == "period" and len(header) > 1:  # `Thực hiện` over `Tháng`
        return None
    return role


def _refuse_elsewhere(folded: Sequence[str], header: Sequence[str]) -> None:
    if reads_as("elsewhere", folded):
        raise HeaderError("header.elsewhere", title=" / ".join(header))


def _scenario(folded: Sequence[str]) -> Scenario | None:
    if is_alone(folded):
        return "actual"
    return cast("Scenario | None", first(scenario_of(text) for text in folded))


def _rest_read(
    column: Column, folded: Sequence[str], table: Period | None, *, proposing: bool
) -> Column:
    """A column that compares nothing, of which scenario and time are read, with what else it says.

    Raises:
        HeaderError: If its header says nothing that is known, or speaks of another territory.
    """
    share = reads_as("share", folded)
    named = reads_as("figures", folded) or reads_as("prices", map(fold, column.header))
    if not (column.scenario or column.period or share or named or proposing):
        raise HeaderError("header.unknown", title=column.title)
    if not proposing:
        _refuse_elsewhere(folded, column.header)
    settled = replace(
        column,
        measure="share" if share else "level",
        shift=int(column.period is None and reads_as("year_before", folded)),
        same_period=reads_as("same_period", folded),
        unit=unit_of(column.header),
        alone=is_alone(folded),
        preliminary=column.scenario == "actual" and reads_as("preliminary", folded),
    )
    if column.scenario != "target":
        return settled
    return replace(settled, period=_of_plan(column.period, table), target_by=_owner(folded))


def _either(folded: Sequence[str], year: int | None) -> bool:
    """Whether the header gives the estimate or the result of the year of its table.

    Of another year, or in percent, it sets the two against each other.
    """
    years = {year_of_either(text) for text in folded} - {None}
    others = [text for text in folded if year_of_either(text) is None]
    compared = reads_as("comparison", others) or reads_as("percentage", folded)
    return years == {year} and not compared


def _of_plan(named: Period | None, table: Period | None) -> Period | None:
    """The period of a target: plans and budgets are made for years."""
    if named is None and table is not None and table.kind in PARTS:
        return periods.year(table.year)
    return named


def _owner(folded: Sequence[str]) -> TargetBy | None:
    return cast("TargetBy | None", owner_of(folded))


def _accounted(column: Column, *, target: bool, compares: bool, proposing: bool) -> Column:
    """The column, if every word of its header is understood; a level with others names a label.

    Raises:
        HeaderError: With the words that are not.
    """
    if proposing:
        others = [
            level
            for level in column.header
            if unknown_words([level], target=target, compares=compares)
        ]
        labels = tuple(without_unit(level) for level in reversed(others))
        return replace(column, labels=labels, doubtful=bool(labels))
    if unknown := unknown_words(column.header, target=target, compares=compares):
        raise HeaderError("header.unknown_words", title=column.title, unknown=unknown)
    return column


def attainment_column(column: Column) -> Column:
    """The column read as percent of the plan."""
    return replace(column, role="value", measure="attainment", base="plan", target_by="plan")
