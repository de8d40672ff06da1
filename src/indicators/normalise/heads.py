"""What a column means, read from its head (vocabulary in `heads.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from indicators import periods
from indicators.periods import Period, parse_period
from indicators.text import fold
from indicators.units import UnitError, find_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indicators.codebook import Measure
    from indicators.quantity import Base
    from indicators.records import Scenario, TargetBy

Role = Literal[
    "number", "label", "unit", "place", "period", "source", "note", "rating", "ignored", "value",
    "indicator", "scenario", "measure", "target_by", "prices",
]  # fmt: skip
T = TypeVar("T")
_BRACKETED = re.compile(r"\(([^()]+)\)")
PARTS = ("month", "quarter", "year_to_date", "half_year", "date")
"""Kinds of periods that are part of a year."""
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
        same_period: Whether it is the same period of another year (see `columns`).
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
    target_by: TargetBy | None = None
    unit: str | None = None
    growth_words: bool = False
    by_row: bool = False
    mixed: Literal["index", "rate", "neither"] | None = None

    @property
    def title(self) -> str:
        """Head in one line, for messages."""
        return " / ".join(self.head)


class HeadError(ValueError):
    """A head the vocabulary does not know, or one that compares with something unknown."""


@cache
def vocabulary() -> dict[str, Any]:
    """The words of `heads.toml`."""
    text = (resources.files("indicators.normalise") / "heads.toml").read_text("utf-8")
    return tomllib.loads(text)


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
    folded = [fold(text) for text in reversed(levels)]  # the most special level first
    if any(_fits(text, vocabulary()["compare"]["marks"]) for text in folded):
        return _comparison(index, levels, folded, year_hint)
    words = vocabulary()["measure"]
    period = _first(parse_period(text, year_hint=year_hint) for text in folded)
    period = _cumulative(period, folded)
    before = period is None and any(_fits(text, words["year_before"]) for text in folded)
    scenario: Scenario | None = _first(_scenario(text) for text in folded)
    if scenario == "target" and period is None and table is not None and table.kind in PARTS:
        period = periods.year(table.year)  # plans and budgets are made for years
    share = any(_fits(text, words["share"]) for text in folded)
    if not (scenario or period or share or any(_fits(text, words["plain"]) for text in folded)):
        message = f"the head '{' / '.join(levels)}' is not known"
        raise HeadError(message)
    return Column(
        index,
        levels,
        "value",
        scenario=scenario,
        measure="share" if share else "level",
        period=period,
        shift=1 if before else 0,
        same_period=any(_fits(text, words["same_period"]) for text in folded),
        target_by=_first(_target_by(text) for text in folded) if scenario == "target" else None,
        unit=_unit(levels),
    )


def attainment_column(column: Column) -> Column:
    """The column read as percent of the plan."""
    return replace(column, role="value", measure="attainment", base="plan", target_by="plan")


def period_in(text: str, *, year_hint: int | None) -> Period | None:
    """The period a cell names; `Lũy kế đến 15/11/2024` counts from the first of January."""
    return _cumulative(parse_period(text, year_hint=year_hint), (fold(text),))


def _cumulative(period: Period | None, folded: Iterable[str]) -> Period | None:
    words = vocabulary()["measure"]["cumulative"]
    if period and period.kind == "date" and any(_fits(text, words) for text in folded):
        return Period(period.start.replace(month=1, day=1), period.end, "year_to_date")
    return period


def _comparison(
    index: int, levels: tuple[str, ...], folded: Sequence[str], year_hint: int | None
) -> Column:
    words = vocabulary()["compare"]
    if len(levels) == 1 and folded[0] in words["alone"]:
        message = (
            f"the head '{levels[0]}' may be the figure of the year before or a comparison with it"
        )
        raise HeadError(message)
    # What stands before "so với" or "/" is compared, what follows is the base.
    sides = [
        re.split(r"\bso với\b|\bvới\b|/(?!\s*\d)|\bso\b(?!\s*sánh)", text, maxsplit=1)
        for text in folded
    ]
    bases = [side[1] if len(side) > 1 else side[0] for side in sides]
    subjects = [side[0] for side in sides if len(side) > 1]
    compared = {int(year) for text in subjects for year in _YEARS.findall(text)}
    against = {int(year) for text in bases for year in _YEARS.findall(text)}
    scenario: Scenario | None = _first(_scenario(text) for text in subjects)
    others = [side[0] for side in sides if len(side) == 1]  # `Năm 2023` over `ƯTH/KH`
    period = _first(parse_period(text, year_hint=year_hint) for text in (*subjects, *others))
    unit = _unit(levels)
    growth = any(_fits(text, words["growth"]) for text in folded)
    column = Column(
        index, levels, "value", scenario=scenario, period=period, unit=unit, growth_words=growth
    )
    same_period = any(_fits(text, words["same_period"]) for text in bases) or (
        any(year - 1 in against for year in compared)
    )
    difference = _is_difference(levels)
    if same_period:
        measure: Measure = "change" if difference else "growth"
        return replace(column, measure=measure, base="same_period")
    if difference:
        message = f"the head '{' / '.join(levels)}' is a difference from something else than the year before"
        raise HeadError(message)
    if any(_fits(text, words["plan"]) for text in bases):
        target_by = _first(_target_by(text) for text in bases) or "plan"
        base: Literal["budget", "plan"] = "budget" if target_by == "budget" else "plan"
        return replace(
            column, measure="attainment", base=base, target_by=cast("TargetBy", target_by)
        )
    message = f"the head '{' / '.join(levels)}' compares with something unknown"
    raise HeadError(message)


def _is_difference(levels: Sequence[str]) -> bool:
    """Whether a comparison is in the unit of its figures, by the lowest of its words that say so.

    Raises:
        HeadError: If it is in times, whose plain numbers may be a rise or an index.
    """
    words = vocabulary()["compare"]
    for text in reversed(levels):
        folded = fold(text)
        if _fits(folded, words["rate"]):
            return False
        unit = _unit((text,))
        if unit == "lần":
            message = f"the head '{' / '.join(levels)}' compares in times, not in percent"
            raise HeadError(message)
        if unit is not None or _fits(folded, words["difference"]):
            return True
        if _fits(folded, words["marks"]):
            return False
    return False


def _scenario(text: str) -> Scenario | None:
    """The scenario whose word comes first: `Kết quả thực hiện kế hoạch` is actual."""
    best: tuple[int, Scenario] | None = None
    for scenario, patterns in vocabulary()["scenario"].items():
        for pattern in patterns:
            found = re.search(pattern, text)
            if found and (best is None or found.start() < best[0]):
                best = (found.start(), cast("Scenario", scenario))
    return best[1] if best else None


def _target_by(text: str) -> TargetBy | None:
    for owner in vocabulary()["target_by"]:
        if _fits(text, owner["patterns"]):
            return cast("TargetBy", owner["who"])
    return None


def _unit(levels: Iterable[str]) -> str | None:
    for text in reversed(tuple(levels)):
        for inner in _BRACKETED.findall(text):
            folded = fold(inner)
            if (
                folded in vocabulary()["words"]["no_unit"]
                or _scenario(folded)
                or _target_by(folded)
            ):
                continue  # `Năm 2023 (kế hoạch)`: whose figure, not in what
            words = re.sub(r"^\s*(?:đvt|đơn vị(?: tính)?)\s*:\s*", "", inner, flags=re.IGNORECASE)
            try:
                return find_unit(words)[0].symbol
            except UnitError:
                continue
    return None


def _fits(text: str, patterns: Iterable[str]) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)


def _first(items: Iterable[T | None]) -> T | None:
    return next((item for item in items if item is not None), None)
