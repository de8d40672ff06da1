"""Headers that set two figures against each other: attainment of a plan, growth, a difference."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from indicators.language.headers import first, owner_of, reads_as, scenario_of, sides, unit_of
from indicators.language.periods import parse_period, without_periods
from indicators.language.relative_periods import PARTS, UnknownTimeError, period_of
from indicators.language.text import fold
from indicators.tables.model import Column, HeaderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indicators.language.periods import Period
    from indicators.model.records import Scenario, TargetBy

_YEARS = re.compile(r"(?:19|20)\d\d")


class _Sides(NamedTuple):
    """The levels of a header: what stands before `so với` or `/`, what follows, and levels without."""

    subjects: list[str]
    bases: list[str]
    others: list[str]

    @classmethod
    def of(cls, folded: Iterable[str]) -> _Sides:
        parts = [sides(text) for text in folded]
        subjects = [part[0] for part in parts if len(part) > 1]
        bases = [part[1] for part in parts if len(part) > 1]
        others = [part[0] for part in parts if len(part) == 1]  # `Năm 2023` over `ƯTH/KH`
        if bases and not re.sub(r"\([^()]*\)", "", bases[0]).strip():
            return cls(subjects, others, [])  # `ƯTH 2024 so với` over `TH 2023`
        return cls(subjects, bases, others)

    def compares(self, with_what: str) -> bool:
        """Whether a base reads as `with_what`; without `so với` any level may."""
        return reads_as(with_what, self.bases + self.others)

    @property
    def scenario(self) -> Scenario | None:
        """Whose figures are compared."""
        return cast("Scenario | None", first(scenario_of(text) for text in self.subjects))

    @property
    def of_time(self) -> list[str]:
        """The levels that may name the time of the figures compared."""
        return [
            *self.subjects,
            *(text for text in self.others if not reads_as("comparison", [text])),
        ]

    @property
    def names_base(self) -> bool:
        """Whether it says what with (`Tốc độ tăng (%)` does not)."""
        return any(text.strip() for text in self.bases)


def read_comparison(
    index: int,
    levels: tuple[str, ...],
    folded: Sequence[str],
    *,
    year_hint: int | None,
    table: Period | None,
) -> Column:
    """Read a header that compares.

    Args:
        index: 1-based column.
        levels: Of the header, top first.
        folded: Their words, the most special first.
        year_hint: Year of the document.
        table: Period of the whole table.

    Raises:
        HeaderError: If it compares with something unknown, or with what growth and attainment are not
            set against.
    """
    title = " / ".join(levels)
    parts = _Sides.of(folded)
    if _has_other_base(parts, year_hint, table):
        raise HeaderError("header.other_base", title=title)
    column = Column(
        index,
        levels,
        "value",
        scenario=parts.scenario,
        period=read_period(parts.of_time, title, parts.scenario, year_hint=year_hint, table=table),
        unit=unit_of(levels),
        growth_words=reads_as("growth", folded),
        falls=reads_as("fall", folded) and not reads_as("rise", folded),
    )
    # `Tăng trưởng 9 tháng` names the time of its figures, `% KH năm 2024` that of the plan.
    named = first(parse_period(text, year_hint=year_hint) for text in parts.others)
    difference, planned = _is_difference(levels), parts.compares("with_plan")
    measure: Literal["growth", "change"] = "change" if difference else "growth"
    if _with_year_before(parts, planned=planned):
        return _growth(replace(column, period=column.period or named), parts, measure)
    if planned and not difference:
        return _attainment(column, parts, named)
    is_open = not planned and not parts.names_base
    if is_open and (difference or reads_as("percentage", folded)):
        reach = reads_as("reach", folded)
        return replace(column, base="same_period", measure=measure, open_base=True, of_target=reach)
    raise HeaderError(
        "header.other_difference" if difference else "header.unknown_base", title=title
    )


def _has_other_base(sides: _Sides, year_hint: int | None, table: Period | None) -> bool:
    """Whether a base is the month before, the first of January or another time than ours a year ago."""
    if reads_as("other_base", [without_periods(text) for text in sides.bases]):
        return True
    ours = first(parse_period(text, year_hint=year_hint) for text in sides.subjects + sides.others)
    ours = ours or table
    for text in sides.bases:
        theirs = parse_period(text, year_hint=year_hint)
        if theirs is None or theirs.kind not in ("month", "quarter", "date"):
            continue
        if ours is not None and ours.kind in PARTS and theirs.in_year(ours.year) != ours:
            return True
    return False


def read_period(
    folded: Sequence[str],
    title: str,
    scenario: Scenario | None,
    *,
    year_hint: int | None,
    table: Period | None,
) -> Period | None:
    """The period of a header (see `relative_periods.period_of`).

    Raises:
        HeaderError: If it names a time that is no period, or that its table does not tell.
    """
    try:
        return period_of(folded, target=scenario == "target", year_hint=year_hint, table=table)
    except UnknownTimeError as error:
        raise HeaderError(f"header.time_{error}", title=title) from error


def _years(texts: Iterable[str]) -> set[int]:
    return {int(year) for text in texts for year in _YEARS.findall(text)}


def _with_year_before(sides: _Sides, *, planned: bool) -> bool:
    compared, bases = _years(sides.subjects), _years(sides.bases)
    if sides.compares("with_same_period") or any(year - 1 in bases for year in compared):
        return True
    named = {parse_period(text) for text in sides.bases} - {None}
    whole = all(period and period.kind == "year" for period in named)
    return len(named) == 1 and whole and not compared and not planned


def _growth(column: Column, sides: _Sides, measure: Literal["growth", "change"]) -> Column:
    compared, bases = _years(sides.subjects), _years(sides.bases)
    if compared and bases and not any(year - 1 in bases for year in compared):
        raise HeaderError("header.other_year", title=column.title)
    if first(scenario_of(text) for text in sides.bases) == "target":
        raise HeaderError("header.plan_of_year_before", title=column.title)
    year = min(bases) if len(bases) == 1 and not compared else None
    return replace(
        column,
        measure=measure,
        base="same_period",
        same_period=year is not None and sides.compares("with_same_period"),
        figures_of=None if year is None else year + 1,
    )


def _attainment(column: Column, sides: _Sides, named: Period | None) -> Column:
    compared, bases = _years(sides.subjects), _years(sides.bases)
    if compared and bases and not compared & bases:
        raise HeaderError("header.plan_of_other_year", title=column.title)
    texts = sides.bases + sides.others
    target_by = cast("TargetBy", owner_of(texts) or "plan")
    column = replace(
        column,
        measure="attainment",
        base="budget" if target_by == "budget" else "plan",
        target_by=target_by,
    )
    if column.period is not None:
        return column
    of_plan = {named.year} if named and named.kind == "year" else bases
    if not of_plan:
        return replace(column, period=named)
    return replace(column, figures_of=min(of_plan)) if len(of_plan) == 1 else column


def _is_difference(levels: Sequence[str]) -> bool:
    """Whether a comparison is in the unit of its figures, by the lowest of its words that say so.

    Raises:
        HeaderError: If it is in times, whose plain numbers may be a rise or an index.
    """
    for text in reversed(levels):
        folded = [fold(text)]
        if reads_as("percentage", folded):
            return False
        unit = unit_of((text,))
        if unit == "lần":
            raise HeaderError("header.times", title=" / ".join(levels))
        if unit is not None or reads_as("difference", folded) or reads_as("amount", folded):
            return True
        if reads_as("comparison", folded):
            return False
    return False
