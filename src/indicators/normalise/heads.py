"""What a column means, read from its head (vocabulary in `heads.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, cast

from indicators import periods
from indicators.normalise.model import HeadError
from indicators.normalise.vocabulary import (
    first,
    fits,
    odd_words,
    scenario_of,
    target_by_of,
    unit_of,
    vocabulary,
)  # fmt: skip
from indicators.normalise.when import PARTS, period_of
from indicators.periods import DEFINITION, Period, names_several_years, parse_period
from indicators.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Measure
    from indicators.quantity import Base
    from indicators.records import Scenario, TargetBy

Role = Literal[
    "number", "label", "unit", "place", "period", "source", "note", "rating", "ignored", "value",
    "indicator", "scenario", "measure", "target_by", "prices",
]  # fmt: skip
_YEARS = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Column:
    """The meaning of one column.

    Attributes:
        index: 1-based column of the sheet.
        head: Head as printed, its levels from top to bottom.
        role: What its cells are.
        scenario: Of its figures; None where the row decides (comparisons).
        measure: `level`, `growth`, `attainment`, `share` or `change`; any where the row says it.
        base: For a comparison, what with (see `quantity.parse_quantity`).
        period: Of its figures, as far as the head names one.
        shift: 1 for the year before.
        same_period: Whether it is the same period of another year, or a comparison with that
            (see `columns`).
        figures_of: Year whose figures a comparison speaks of, which names that of its base alone.
        target_by: Who set the target, or whose target is the measure.
        unit: Canonical unit printed in the head.
        growth_words: Whether the head says that plain numbers are growth rates.
        by_row: Whether the row itself says the measure (see `tidy`).
        mixed: Of growth whose plain numbers are indices and rates: which are the more (see `indices`).
    """

    index: int
    head: tuple[str, ...]
    role: Role
    scenario: Scenario | None = None
    measure: Measure = "level"
    base: Base | None = None
    period: Period | None = None
    shift: int = 0
    same_period: bool = False
    figures_of: int | None = None
    target_by: TargetBy | None = None
    unit: str | None = None
    growth_words: bool = False
    by_row: bool = False
    mixed: Literal["index", "rate", "neither"] | None = None

    @property
    def title(self) -> str:
        """Head in one line, for messages."""
        return " / ".join(self.head)


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
        return _comparison(index, levels, folded, year_hint, table)
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


def _comparison(
    index: int,
    levels: tuple[str, ...],
    folded: Sequence[str],
    year_hint: int | None,
    table: Period | None,
) -> Column:
    words = vocabulary()["compare"]
    title = " / ".join(levels)
    if len(levels) == 1 and folded[0] in words["alone"]:
        message = (
            f"the head '{levels[0]}' may be the figure of the year before or a comparison with it"
        )
        raise HeadError(message)
    # What stands before "so với" or "/" is compared, what follows is the base.
    sides = [
        re.split(
            r"\bso với\b|\bvới\b|/(?!\s*\d)|(?<=20\d\d)\s*/(?=\s*20\d\d)|\bso\b(?!\s*sánh)",
            text,
            maxsplit=1,
        )
        for text in folded
    ]
    subjects = [side[0] for side in sides if len(side) > 1]
    said = [side[1] for side in sides if len(side) > 1]
    others = [side[0] for side in sides if len(side) == 1]  # `Năm 2023` over `ƯTH/KH`
    if said and not re.sub(r"\([^()]*\)", "", said[0]).strip():  # `ƯTH 2024 so với` over `TH 2023`
        said, others = others, []
    bases = said + others
    compared = {int(year) for text in subjects for year in _YEARS.findall(text)}
    named = {int(year) for text in said for year in _YEARS.findall(text)}
    scenario: Scenario | None = first(scenario_of(text) for text in subjects)
    beside = [text for text in others if not fits(text, words["marks"])]
    period = period_of([*subjects, *beside], title, scenario, year_hint=year_hint, table=table)
    # `Tăng trưởng 9 tháng` names the time of its figures, `% KH năm 2024` that of the plan
    marked = period or first(parse_period(text, year_hint=year_hint) for text in others)
    column = Column(
        index,
        levels,
        "value",
        scenario=scenario,
        period=marked,
        unit=unit_of(levels),
        growth_words=any(fits(text, words["growth"]) for text in folded),
    )
    same_period = any(fits(text, words["same_period"]) for text in bases) or (
        any(year - 1 in named for year in compared)
    )
    difference = _is_difference(levels)
    planned = any(fits(text, words["plan"]) for text in bases)
    whole = {parse_period(text) for text in said} - {None}
    one_year = len(whole) == 1 and all(period and period.kind == "year" for period in whole)
    if same_period or (one_year and not compared and not planned):
        if compared and named and not any(year - 1 in named for year in compared):
            message = f"the head '{title}' compares with another year than the one before"
            raise HeadError(message)
        if first(scenario_of(text) for text in said) == "target":
            message = f"the head '{title}' compares with a plan of the year before"
            raise HeadError(message)
        year = min(named) if len(named) == 1 and not compared else None
        return replace(
            column,
            measure="change" if difference else "growth",
            base="same_period",
            same_period=same_period and year is not None,
            figures_of=None if year is None else year + 1,
        )
    if difference:
        message = f"the head '{title}' is a difference from something else than the year before"
        raise HeadError(message)
    if planned:
        if compared and named and not compared & named:
            message = f"the head '{title}' compares with a plan of another year"
            raise HeadError(message)
        target_by = first(target_by_of(text) for text in bases) or "plan"
        base: Literal["budget", "plan"] = "budget" if target_by == "budget" else "plan"
        of_plan = {marked.year} if marked and not period and marked.kind == "year" else named
        return replace(
            column,
            measure="attainment",
            base=base,
            target_by=cast("TargetBy", target_by),
            period=None if of_plan and period is None else marked,
            figures_of=min(of_plan) if len(of_plan) == 1 and period is None else None,
        )
    message = f"the head '{title}' compares with something unknown"
    raise HeadError(message)


def _is_difference(levels: Sequence[str]) -> bool:
    """Whether a comparison is in the unit of its figures, by the lowest of its words that say so.

    Raises:
        HeadError: If it is in times, whose plain numbers may be a rise or an index.
    """
    words = vocabulary()["compare"]
    for text in reversed(levels):
        folded = fold(text)
        if fits(folded, words["rate"]):
            return False
        unit = unit_of((text,))
        if unit == "lần":
            message = f"the head '{' / '.join(levels)}' compares in times, not in percent"
            raise HeadError(message)
        if unit is not None or fits(folded, words["difference"]):
            return True
        if fits(folded, words["marks"]):
            return False
    return False
