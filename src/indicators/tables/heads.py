"""What a column means, read from its head (vocabulary in `heads.toml`)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from indicators.language import periods
from indicators.language.periods import DEFINITION, Period, names_several_years
from indicators.language.text import fold
from indicators.tables.comparisons import read_comparison
from indicators.tables.model import Column, HeadError
from indicators.tables.vocabulary import (
    first,
    fits,
    odd_words,
    scenario_of,
    target_by_of,
    unit_of,
    vocabulary,
)  # fmt: skip
from indicators.tables.when import PARTS, period_of

if TYPE_CHECKING:
    from indicators.model.records import Scenario
    from indicators.tables.model import Role


def role_of(text: str) -> Role | None:
    """Role of a column whose head is `text`, when that is not a column of figures."""
    return _roles().get(fold(text).rstrip(":."))


@cache
def _roles() -> dict[str, Role]:
    roles = reversed(vocabulary()["role"].items())  # the first that has a head wins
    return {head: role for role, heads in roles for head in heads}


@lru_cache(maxsize=4096)
def read_head(
    index: int, head: tuple[str, ...], *, year_hint: int | None, table: Period | None
) -> Column:
    """Read the head of one column.

    Args:
        index: 1-based column.
        head: Texts of its levels, top first, merged cells spread.
        year_hint: Year of the document, for heads such as `9 tháng`.
        table: Period of the whole table, from its title or the document.

    Raises:
        HeadError: If the head is none the vocabulary knows, or compares with something unknown.
    """
    levels = head
    role = role_of(levels[-1])
    if role is not None:
        return Column(index, levels, role)
    # the most special level first; `giá so sánh 2010` compares nothing
    folded = [DEFINITION.sub(" ", fold(text)) for text in reversed(levels)]
    if any(fits(text, vocabulary()["compare"]["marks"]) for text in folded):
        return read_comparison(index, levels, folded, year_hint=year_hint, table=table)
    title = " / ".join(levels)
    if any(map(names_several_years, folded)):
        message = f"the head '{title}' names several years"
        raise HeadError(message)
    words = vocabulary()["measure"]
    scenario: Scenario | None = first(scenario_of(text) for text in folded)
    period = period_of(folded, title, scenario, year_hint=year_hint, table=table)
    before = period is None and any(fits(text, words["year_before"]) for text in folded)
    if scenario == "target" and period is None and table is not None and table.kind in PARTS:
        period = periods.year(table.year)  # plans and budgets are made for years
    share = any(fits(text, words["share"]) for text in folded)
    if not (scenario or period or share or any(fits(text, words["plain"]) for text in folded)):
        message = f"the head '{title}' is not known"
        raise HeadError(message)
    if any(fits(text, words["elsewhere"]) for text in folded):
        message = (
            f"the head '{title}' is of another place than the document, an average or of a season"
        )
        raise HeadError(message)
    if scenario is None and not share and (odd := odd_words(levels)):
        message = f"the head '{title}' is not known: '{odd}' beside its period"
        raise HeadError(message)
    return Column(
        index,
        levels,
        "value",
        scenario=scenario,
        measure="share" if share else "level",
        period=period,
        shift=1 if before else 0,
        same_period=any(fits(text, words["same_period"]) for text in folded),
        target_by=first(target_by_of(text) for text in folded) if scenario == "target" else None,
        unit=unit_of(levels),
    )


def attainment_column(column: Column) -> Column:
    """The column read as percent of the plan."""
    return replace(column, role="value", measure="attainment", base="plan", target_by="plan")
