"""What a comparison is set against where its header leaves that to others, and in which form it is printed.

The row that numbers the columns may say it (`5=3/2`), else the two columns of figures beside; the
figures themselves have to agree.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Literal

from indicators.language.headers import reads_as, words_of
from indicators.tables.indices import plain_number
from indicators.tables.model import Column, HeaderError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.language.periods import Period
    from indicators.language.quantity import Base
    from indicators.readers.table import Cell

Form = Literal["difference", "ratio", "fraction", "index", "rate"]
"""A difference; 1,05; 0,05; 105; and 5, which the last three are of the base in percent."""

_HUNDRED = Decimal(100)
_MOST = Decimal("0.8")
# Numbers of a comparison in percent that are all below this may be ratios: 1,01 for 101 %.
RATIO_BELOW = Decimal(5)
_NEAR_ONE = (Decimal("0.5"), Decimal(2))
# What may be an index of 100 as well as a level.
_LIKE_INDEX = (Decimal(50), Decimal(200))
_FORMULA = re.compile(r"\(?\s*\d{1,2}\s*\)?\s*=(?P<body>.+)")
_NUMBER = re.compile(r"\(?\s*(\d{1,2})\b")
_FORMULAS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("difference", re.compile(r"(?P<result>\d+)-(?P<base>\d+)")),
    ("ratio", re.compile(r"(?P<result>\d+)[/:](?P<base>\d+)(?:[x*]100)?")),
    ("rate", re.compile(r"\((?P<result>\d+)-(?P<base>\d+)\)[/:](?P=base)(?:[x*]100)?")),
    ("rate", re.compile(r"\(?(?P<result>\d+)[/:](?P<base>\d+)(?:[x*]100)?-1(?:00)?\)?(?:[x*]100)?")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Formula:
    """How a column is worked out from two others, by their indices."""

    form: Form
    result: int
    base: int


def read_formula(column: int, numbering: Mapping[int, str]) -> Formula | None:
    """The formula of a column in the row that numbers the columns.

    Args:
        column: Its index.
        numbering: Texts of that row by column.

    >>> read_formula(7, {5: "2", 6: "(3)", 7: "(4) = (3)/(2)"})
    Formula(form='ratio', result=6, base=5)
    """
    found = _FORMULA.fullmatch(numbering.get(column, "").strip())
    if found is None:
        return None
    body = re.sub(r"[\s%]", "", found["body"]).replace("×", "x").lower()
    body = re.sub(r"\((\d+(?:[/:]\d+)?)\)", r"\1", re.sub(r"\((\d+)\)", r"\1", body))
    columns = {
        int(number[1]): index
        for index, text in numbering.items()
        if (number := _NUMBER.match(text.strip()))
    }
    for form, pattern in _FORMULAS:
        parts = pattern.fullmatch(body)
        if parts and int(parts["result"]) in columns and int(parts["base"]) in columns:
            return Formula(form, columns[int(parts["result"])], columns[int(parts["base"])])
    return None


@dataclass(frozen=True, slots=True)
class Agreement:
    """In how many of the rows that can be checked a comparison follows from its sides, by form."""

    checked: int
    rows: Counter[Form]

    def holds(self, form: Form) -> bool:
        """Whether every row that can be checked agrees, and one can."""
        return 0 < self.checked == self.rows[form]

    def in_percent(self) -> bool:
        """Whether several rows agree that it is growth in one of its forms."""
        return self.checked > 1 and any(self.holds(f) for f in ("index", "rate", "ratio"))


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns of a table as far as they are read, and the plain numbers in them."""

    columns: Mapping[int, Column]
    rows: Sequence[Mapping[int, Cell]]
    table: Period | None

    def levels(self) -> list[Column]:
        """Columns of figures that compare nothing."""
        return [c for c in self.columns.values() if c.role == "value" and c.base is None]

    def results(self) -> list[Column]:
        """Those that are no targets and leave their time to none of the others."""
        return [
            c for c in self.levels() if c.scenario != "target" and not (c.shift or c.same_period)
        ]

    def period(self, column: Column) -> Period | None:
        """The period of a column of figures, that of the table where it names none."""
        period = column.period or self.table
        return period.year_before() if period and column.shift else period

    def refused_left_of(self, index: int) -> list[Column]:
        """Columns whose headers were refused, with numbers in them, to the left of another."""
        return [
            c
            for c in self.columns.values()
            if c.refused
            and c.index < index
            and not reads_as("comparison", map(words_of, c.header))
            and self.numbers(c.index)
        ]

    def cells(self, column: int) -> list[Cell]:
        """The cells of a column."""
        return [row[column] for row in self.rows if column in row]

    def pairs(self, one: int, other: int) -> list[tuple[Decimal, Decimal]]:
        """The plain numbers of two columns, of rows that have both."""
        cells = [(row[one], row[other]) for row in self.rows if {one, other} <= row.keys()]
        numbers = [(plain_number(a), plain_number(b)) for a, b in cells]
        return [(a, b) for a, b in numbers if a is not None and b is not None]

    def numbers(self, column: int) -> list[Decimal]:
        """The plain numbers of a column."""
        return [n for cell in self.cells(column) if (n := plain_number(cell)) is not None]

    def agreement(self, compared: Column, result: Column, base: Column) -> Agreement:
        """How a comparison follows from two columns."""
        indices = (compared.index, result.index, base.index)
        forms: Counter[Form] = Counter()
        checked = 0
        for row in self.rows:
            if row.keys() >= set(indices):
                found = _forms(*(row[index] for index in indices), falls=compared.falls)
                forms.update(found or ())
                checked += found is not None
        return Agreement(checked, forms)


def settle_base(column: Column, formula: Formula | None, figures: Figures) -> Column:
    """A comparison whose header names no base, set against the one that others name.

    Raises:
        HeaderError: If nothing names it, or it is none that growth, changes and attainment are
            set against.
    """
    result, base = _sides(column, formula, figures)
    ours, theirs = figures.period(result), figures.period(base)
    if column.scenario not in (None, result.scenario) or column.period not in (None, ours):
        raise HeaderError("header.sides_unknown", title=column.title)
    settled = replace(
        column, open_base=False, result=result.index, scenario=result.scenario, period=ours
    )
    if ours is None or theirs is None:
        raise HeaderError("header.sides_unknown", title=column.title)
    if base.scenario == "target":
        if column.measure == "change" or column.growth_words or result.scenario == "target":
            raise HeaderError("header.growth_on_plan", title=column.title, base=base.title)
        if ours.year != theirs.year:
            raise HeaderError("header.plan_of_other_year", title=column.title)
        owner = base.target_by or "plan"
        with_budget: Base = "budget" if owner == "budget" else "plan"
        return replace(settled, measure="attainment", base=with_budget, target_by=owner)
    if theirs != ours.year_before() or column.of_target:
        raise HeaderError("header.other_base", title=column.title)
    return settled


def _sides(column: Column, formula: Formula | None, figures: Figures) -> tuple[Column, Column]:
    """The columns a comparison is worked out from: those of the formula, else those beside."""
    levels = {c.index: c for c in figures.levels()}
    if formula is None:
        result, base = _beside(column, figures)
    elif (formula.form == "difference") != (column.measure == "change"):
        raise HeaderError("header.formula_differs", title=column.title)
    elif not {formula.result, formula.base} <= levels.keys():
        raise HeaderError("header.sides_unknown", title=column.title)
    else:
        result, base = levels[formula.result], levels[formula.base]
    forms: tuple[Form, ...] = (
        ("difference",) if column.measure == "change" else ("index", "rate", "ratio")
    )
    found = figures.agreement(column, result, base)
    if found.checked and not any(2 * found.rows[form] > found.checked for form in forms):
        raise HeaderError(
            "header.sides_differ", title=column.title, result=result.title, base=base.title
        )
    return result, base


def _beside(column: Column, figures: Figures) -> tuple[Column, Column]:
    """The two columns of figures to the left; of `Đạt (%)` the only target and the result of its year."""
    left = [c for c in figures.levels() if c.index < column.index]
    if column.of_target:
        targets = [c for c in left if c.scenario == "target"]
        of_year = _year(figures.period(targets[0])) if len(targets) == 1 else None
        results = [
            c for c in left if c.scenario != "target" and _year(figures.period(c)) == of_year
        ]
        left = [*targets, *results[-1:]] if of_year else []
    if figures.refused_left_of(column.index) or len(left) != 2:
        raise HeaderError("header.sides_unknown", title=column.title)
    return _in_order(left[0], left[1], figures)


def _in_order(first: Column, second: Column, figures: Figures) -> tuple[Column, Column]:
    """Result and base of two columns: the later one first, of one time the target last."""
    ours, theirs = figures.period(first), figures.period(second)
    later = ours is not None and theirs is not None and ours.year > theirs.year
    same_year = _year(ours) == _year(theirs)
    if later or (same_year and second.scenario == "target"):
        return first, second
    return second, first


def of_estimate(column: Column, figures: Figures) -> Column:
    """A comparison of `TH` that has only an estimate of its year to speak of: `% TH/KH` beside `Ước TH`."""
    if column.base is None or column.scenario != "actual":
        return column
    results = [
        (c, period)
        for c in figures.results()
        if (period := figures.period(c)) is not None and column.period in (None, period)
    ]
    latest = max((period.year for _, period in results), default=None)
    ours = [c for c, period in results if period.year == latest]
    only = bool(ours) and all(c.scenario == "estimate" for c in ours)
    return replace(column, scenario="estimate") if only else column


def of_figures(column: Column, figures: Figures) -> Column:
    """Growth that says neither whose nor when: of the nearest result, unless only another follows from the figures.

    `Năm 2022 | Ước 2023 | KH 2024 | Tăng trưởng (%)` may be that of the plan.
    """
    if not _is_of_any(column):
        return column
    follows = _grown(column, figures)
    results = [c for c in figures.results() if c.index < column.index]
    default = max(results, key=lambda c: (_year(figures.period(c)) or 0, c.index), default=None)
    if len(follows) != 1 or (default is not None and default.index in follows):
        return column
    ((index, result),) = follows.items()
    return replace(column, result=index, scenario=result.scenario, period=figures.period(result))


def _is_of_any(column: Column) -> bool:
    """Whether a column is growth and says neither whose nor when."""
    growth = (column.measure, column.base) == ("growth", "same_period")
    said = (column.result, column.scenario, column.period, column.figures_of)
    return growth and said == (None, None, None, None)


def _grown(column: Column, figures: Figures) -> dict[int, Column]:
    """The columns to the left whose growth on the year before the figures of a column are, by index."""
    return {
        result.index: result
        for result, base in product(figures.levels(), repeat=2)
        if result.index < column.index
        and _is_year_before(base, result, figures)
        and figures.agreement(column, result, base).in_percent()
    }


def _is_year_before(base: Column, result: Column, figures: Figures) -> bool:
    ours, theirs = figures.period(result), figures.period(base)
    return base.scenario != "target" and ours is not None and theirs == ours.year_before()


def verify(column: Column, formula: Formula | None, figures: Figures) -> None:
    """Look whether a comparison says itself what the row of numbers says, and speaks of figures that are read.

    Raises:
        HeaderError: If not.
    """
    if formula and (formula.form == "difference") != (column.measure == "change"):
        raise HeaderError("header.formula_differs", title=column.title)
    _refuse_other_forms(column, figures)
    if None not in (column.scenario, column.period):
        return
    nearest = max((c.index for c in figures.levels() if c.index < column.index), default=0)
    refused = figures.refused_left_of(column.index)
    if refused and refused[-1].index > nearest:
        raise HeaderError("header.result_refused", title=column.title, result=refused[-1].title)


def _refuse_other_forms(column: Column, figures: Figures) -> None:
    """Refuse percentages that are differences, and attainments that are rates, by what the figures say.

    Raises:
        HeaderError: If in every row that can be checked they are.
    """
    if column.measure == "change":
        return
    attained = column.measure == "attainment"
    ours: tuple[Form, ...] = (
        ("index", "ratio") if attained else ("index", "ratio", "rate", "fraction")
    )
    others: tuple[Form, ...] = (
        ("difference", "rate") if attained and not column.falls else ("difference",)
    )
    pairs = _agreements(column, figures)
    if not _hold(pairs, *ours) and _hold(pairs, *others):
        raise HeaderError("header.other_form", title=column.title)


def is_level(column: Column, figures: Figures) -> bool:
    """Whether `Cùng kỳ` is the figure of the year before: a comparison stands beside, or its size says it.

    It is no percentage of the figures beside when it is about as large as they are, whatever their size.
    """
    if any(c.base == "same_period" and c.index != column.index for c in figures.columns.values()):
        return True
    results = [c for c in figures.levels() if c.scenario != "target" and c.index != column.index]
    left = [c for c in results if c.index < column.index]
    nearest = left[-1:] or results[:1]
    pairs = figures.pairs(column.index, nearest[0].index) if nearest else []
    alike = all(result <= 3 * own and own <= 3 * result for own, result in pairs)
    return alike and any(not _LIKE_INDEX[0] <= own <= _LIKE_INDEX[1] for own, _ in pairs)


def are_indices(column: Column, formula: Formula | None, figures: Figures) -> bool:
    """Whether the plain numbers of growth are indices, as worked out from the figures beside."""
    levels = {c.index: c for c in figures.levels()}
    if formula is not None and {formula.result, formula.base} <= levels.keys():
        pairs = [figures.agreement(column, levels[formula.result], levels[formula.base])]
    else:
        pairs = _agreements(column, figures)
    return any(pair.checked > 1 and pair.rows["index"] >= _MOST * pair.checked for pair in pairs)


def settle_ratio(column: Column, figures: Figures) -> Column:
    """A comparison in percent whose plain numbers are ratios, where its sides say so.

    Returns:
        The column; `ratio` says that its plain numbers are ratios, or that they may be: all are
        near one, or more of them follow from their sides as ratios than as percentages.
    """
    numbers = figures.numbers(column.index)
    if column.falls or not numbers or _prints_percent(figures.cells(column.index)):
        return column
    pairs = _agreements(column, figures)
    percent = _hold(pairs, "index", "rate")
    ratio = _hold([pair for pair in pairs if 2 * pair.checked > len(numbers)], "ratio")
    if ratio and not percent:
        return replace(column, ratio="sure")
    likely = any(p.rows["ratio"] > max(p.rows["index"], p.rows["rate"]) for p in pairs)
    if _are_small(numbers):
        near = _are_near_one(numbers) and not column.growth_words
        likely = ratio if percent else near or likely or _hold(pairs, "fraction")
    return replace(column, ratio="unsure") if likely else column


def _prints_percent(cells: Sequence[Cell]) -> bool:
    return any(cell.percent or "%" in cell.text for cell in cells)


def _are_small(numbers: Sequence[Decimal]) -> bool:
    """Whether all numbers are so small that they may be ratios."""
    return all(abs(n) < RATIO_BELOW for n in numbers)


def _are_near_one(numbers: Sequence[Decimal]) -> bool:
    """Whether at least half of the numbers are."""
    low, high = _NEAR_ONE
    return 2 * sum(low <= n <= high for n in numbers) >= len(numbers)


def _agreements(column: Column, figures: Figures) -> list[Agreement]:
    """How a comparison follows from each two columns that it may set against each other."""
    return [
        figures.agreement(column, result, base)
        for result, base in product(figures.levels(), repeat=2)
        if _may_compare(column, result, base, figures)
    ]


def _hold(pairs: Sequence[Agreement], *forms: Form) -> bool:
    """Whether a comparison follows from two of the columns in one of these forms."""
    return any(pair.holds(form) for pair in pairs for form in forms)


def _may_compare(column: Column, result: Column, base: Column, figures: Figures) -> bool:
    """Whether a comparison may set these two columns against each other."""
    ours, theirs = figures.period(result), figures.period(base)
    if not (ours and theirs) or result.scenario == "target" != column.scenario:
        return False
    if column.scenario not in (None, result.scenario) or column.period not in (None, ours):
        return False
    if column.measure == "attainment":
        return base.scenario == "target" and ours.year == theirs.year
    return base.scenario != "target" and theirs == ours.year_before()


def _year(period: Period | None) -> int | None:
    return period.year if period else None


def _forms(compared: Cell, result: Cell, base: Cell, *, falls: bool) -> set[Form] | None:
    """The forms of comparison in which a figure follows from its sides; None if it cannot be checked."""
    figure, ours, theirs = plain_number(compared), plain_number(result), plain_number(base)
    if figure is None or ours is None or theirs is None or theirs <= 0:
        return None
    figure = -figure if falls else figure
    rounding, of_ours, of_theirs = (_rounding(cell) for cell in (compared, result, base))
    ratio = ours / theirs
    about = (of_ours + abs(ratio) * of_theirs) / theirs
    worked_out: dict[Form, tuple[Decimal, Decimal]] = {
        "difference": (ours - theirs, of_ours + of_theirs),
        "ratio": (ratio, about),
        "fraction": (ratio - 1, about),
        "index": (_HUNDRED * ratio, _HUNDRED * about),
        "rate": (_HUNDRED * (ratio - 1), _HUNDRED * about),
    }
    return {
        form
        for form, (exact, error) in worked_out.items()
        if abs(figure - exact) <= rounding + error
    }


def _rounding(cell: Cell) -> Decimal:
    """Half a unit of the last decimal a cell shows."""
    if cell.kind == "text":
        return Decimal(5).scaleb(-1 - len(cell.text.rstrip(" %").partition(",")[2]))
    return Decimal(5).scaleb(-1 - (cell.decimals or 0))
