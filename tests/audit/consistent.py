"""Consistent figures: everything worked out from exact values, then printed as documents print it.

Beside the figures stand the ties between them: which figures were worked out from which others.
They are what a reader has in hand to see that a figure is wrong; the audit knows nothing of them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from indicators.answers.store import Store
from indicators.building.reading import overlays
from indicators.codebook import load_codebook
from indicators.language.ratings import read_ratings
from indicators.language.units import all_units
from indicators.store import frames
from indicators.store.publish import publish
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from indicators.codebook import Codebook

ONE = Decimal(1)
HUNDRED = Decimal(100)
POINTS = "điểm %"
Period = tuple[date, date, str]

# kind, document and sheet; month and day of issue, and in which year after that of its figures
REPORT, RESOLUTION, SUMMARY, OUTLOOK, MONTHLY = "BC", "NQ", "TT", "UOC", "THANG"
_ISSUED = {RESOLUTION: (-1, 12, 20), OUTLOOK: (0, 12, 10), REPORT: (1, 2, 10), SUMMARY: (1, 6, 10)}


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure; `exact` is what it was before rounding."""

    key: str
    document: str
    sheet: str
    row: int
    column: str
    source: str | None
    indicator: str
    period: Period
    scenario: str
    target_by: str | None
    measure: str
    bound: str
    exact: Decimal
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    denominator: Decimal | None
    decimals: int | None
    unit: str | None
    basis: str | None
    base_year: int | None
    words: str
    status: str | None
    topic: str

    @property
    def place(self) -> str:
        return self.document.partition("/")[0]

    @property
    def counted(self) -> bool:
        return self.unit in counted_units()

    @property
    def ends(self) -> tuple[Decimal, ...]:
        return tuple(end for end in (self.value, self.low, self.high) if end is not None)


@dataclass(frozen=True, slots=True)
class Tie:
    """Figures that were worked out from each other; the one that follows stands first."""

    kind: str
    figures: tuple[str, ...]
    factor: Decimal = ONE


@dataclass(slots=True)
class Row:
    """A row of a sheet."""

    document: str
    sheet: str
    number: int
    source: str | None


@dataclass
class Page:
    """A sheet that is being filled, row by row."""

    document: str
    sheet: str
    last: int = 4

    def row(self, source: str | None = "Phần một I.2.1", *, blank: int = 0) -> Row:
        self.last += 1 + blank
        return Row(self.document, self.sheet, self.last, source)


@dataclass
class Consistent:
    """Figures of several districts, with their ties."""

    figures: dict[str, Figure] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)

    @cached_property
    def ties_of(self) -> Mapping[str, list[Tie]]:
        found = defaultdict(list)
        for tie in self.ties:
            for key in tie.figures:
                found[key].append(tie)
        return found


@cache
def codebook() -> Codebook:
    """That of the five documents: the package's, and what their districts alone report."""
    return load_codebook(overlays(PROJECT / "data"))


@cache
def counted_units() -> frozenset[str]:
    return frozenset(unit.symbol for unit in all_units() if unit.counted)


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(ONE.scaleb(-decimals), ROUND_HALF_UP)


def year_of(number: int) -> Period:
    return date(number, 1, 1), date(number, 12, 31), "year"


def month_of(number: int, month: int) -> Period:
    return date(number, month, 1), date(number, month, 31 if month in {3, 10} else 30), "month"


def nine_months_of(number: int) -> Period:
    return date(number, 1, 1), date(number, 9, 30), "year_to_date"


def school_year_of(number: int) -> Period:
    """That which ends in the year."""
    return date(number - 1, 9, 1), date(number, 8, 31), "school_year"


def moved(period: Period, years: int) -> Period:
    start, end, kind = period
    return start.replace(year=start.year + years), end.replace(year=end.year + years), kind


def number_text(number: Decimal, decimals: int) -> str:
    """`20.952,436`."""
    text = f"{number:,.{max(decimals, 0)}f}"
    return text.translate(str.maketrans(",.", ".,"))


def raw_value(figure: Figure) -> str:
    """As the document prints it: `tăng 5,4%`, `bằng 105,4%`, `14 - 15`, `trên 20`, `27/30`."""
    if figure.bound == "text":
        return figure.words
    places = figure.decimals or 0
    texts = [number_text(end, places) for end in figure.ends]
    if figure.value is None:
        signs = {"at_least": "từ {} trở lên", "more_than": "trên {}", "at_most": "không quá {}"}
        signs |= {"less_than": "dưới {}", "range": "{} - {}"}
        return signs[figure.bound].format(*texts)
    if figure.denominator is not None:
        return f"{texts[0]}/{number_text(figure.denominator, 0)}"
    if figure.words == "bằng":
        return f"bằng {number_text(HUNDRED + figure.value, places)}%"
    if figure.words == "tăng":
        word = "giảm" if figure.value < 0 else "tăng"
        return (
            f"{word} {number_text(abs(figure.value), places)}{' điểm' * (figure.unit == POINTS)}%"
        )
    return f"đạt {texts[0]}%" if figure.words == "đạt" else texts[0]


def judged(target: Figure, result: Decimal) -> str:
    """exceeded, met or missed, as printed."""
    side = -1 if codebook().indicators[target.indicator].better == "lower" else 1
    ends = sorted(side * end for end in target.ends)
    beyond = side * result - ends[0]
    if beyond < 0 or (beyond == 0 and target.bound in {"more_than", "less_than"}):
        return "missed"
    closed = target.bound in {"point", "range"}
    return "exceeded" if closed and side * result > ends[-1] else "met"


class District:
    """The documents of one district, written year by year."""

    def __init__(self, place: str, years: Sequence[int], rng: random.Random) -> None:
        self.place, self.years, self.rng = place, years, rng
        self.figures: dict[str, Figure] = {}
        self.ties: list[Tie] = []
        self.levels: dict[tuple[str, str, str | None, Period], Figure] = {}
        self.pages: dict[tuple[str, str], Page] = {}
        self.topic = ""

    # ---- drawing
    def between(self, low: float, high: float) -> Decimal:
        return Decimal(repr(self.rng.uniform(low, high)))

    def whole(self, low: int, high: int) -> Decimal:
        return Decimal(self.rng.randint(low, high))

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def places(self, least: int, most: int) -> int:
        return self.rng.randint(least, most)

    def path(self, start: Decimal, low: float, high: float) -> dict[int, Decimal]:
        """A value for every year and the one before the first."""
        values = {self.years[0] - 1: start}
        for year in self.years:
            values[year] = values[year - 1] * (1 + self.between(low, high) / 100)
        return values

    # ---- writing
    def page(self, kind: str, year: int, sheet: str, month: int = 0) -> Page:
        number = f"{kind}-{month:02}-{year}" if month else f"{kind}-{year}"
        document = f"{self.place}/{number}"
        return self.pages.setdefault((document, sheet), Page(document, sheet))

    def put(self, row: Row, column: str, indicator: str, period: Period, exact: Decimal,
            decimals: int | None, **more: Any) -> Figure:  # fmt: skip
        """Print a point; `more` are fields of the figure."""
        value = None if decimals is None else rounded(exact, decimals)
        made: dict[str, Any] = {
            "scenario": "actual", "target_by": None, "measure": "level", "bound": "point", "exact": exact,
            "value": value, "low": None, "high": None, "denominator": None, "decimals": decimals,
            "unit": codebook().indicators[indicator].unit, "basis": None, "base_year": None, "words": "",
            "status": None, "topic": self.topic, "source": row.source, **more,
        }  # fmt: skip
        key = f"{row.document}:{row.sheet}!{column}{row.number}"
        figure = Figure(
            key=key, document=row.document, sheet=row.sheet, row=row.number, column=column,
            indicator=indicator, period=period, **made,
        )  # fmt: skip
        assert key not in self.figures
        self.figures[key] = figure
        if figure.scenario != "target" and figure.measure in {"level", "share"}:
            self.levels[figure.measure, indicator, figure.basis, period] = figure
        return figure

    def tie(self, kind: str, *figures: Figure | None, factor: Decimal = ONE) -> None:
        """Tie the figures, if all of them are printed."""
        keys = [figure.key for figure in figures if figure is not None]
        if len(keys) == len(figures):
            self.ties.append(Tie(kind, tuple(keys), factor))

    def level_before(self, level: Figure) -> Figure | None:
        return self.levels.get(
            (level.measure, level.indicator, level.basis, moved(level.period, -1))
        )

    def growth(self, row: Row, column: str, indicator: str, period: Period, rate: Decimal,
               level: Figure | None, **more: Any) -> Figure:  # fmt: skip
        """Growth on the same period of the year before, beside its level where that is printed."""
        assert -38 < rounded(rate, 0) < 100, (indicator, rate)
        places = self.rng.choice([0, 1, 1, 2, 2])
        words = self.rng.choice(["tăng", "tăng", "bằng", ""])
        made = self.put(
            row, column, indicator, period, rate, places, measure="growth", unit="%", words=words, **more
        )  # fmt: skip
        if level is not None:
            self.tie("growth", made, level, self.level_before(level))
        return made

    def points(self, row: Row, column: str, now: Figure, change: Decimal, decimals: int) -> Figure:
        """Change of a percentage on the year before, in points."""
        made = self.put(
            row, column, now.indicator, now.period, change, decimals, measure="growth", unit=POINTS,
            words="tăng", basis=now.basis,
        )  # fmt: skip
        self.tie("points", made, now, self.level_before(now))
        return made

    # ---- at the end
    def repeat(self) -> None:
        """Print some results again: as estimates before the year ends, and in a later document."""
        judged_too = {
            (f.indicator, f.period, f.measure)
            for f in self.figures.values()
            if f.scenario == "target"
        }
        for figure in list(self.figures.values()):
            number = figure.document.partition("/")[2]
            if figure.scenario == "target" or figure.bound == "text" or number[:2] != REPORT:
                continue
            year = figure.period[1].year
            exactly = (figure.indicator, figure.period, figure.measure) in judged_too
            if self.chance(0.1):
                self._copy(figure, self.page(SUMMARY, year, "Tổng hợp"), "actual", exactly=exactly)
            if self.chance(0.06):
                self._copy(figure, self.page(OUTLOOK, year, "Ước"), "estimate", exactly=False)

    def _copy(self, figure: Figure, page: Page, scenario: str, *, exactly: bool) -> None:
        if figure.measure == "level" and figure.indicator == "main_targets_reached":
            return
        assert figure.decimals is not None
        fewer = figure.decimals > 0 and not exactly and self.chance(0.4)
        decimals = figure.decimals - fewer
        row = page.row("Phần một I.2.1", blank=1)
        made = replace(
            figure, key=f"{page.document}:{page.sheet}!E{row.number}", document=page.document,
            sheet=page.sheet, row=row.number, column="E", source=row.source, scenario=scenario,
            value=rounded(figure.exact, decimals), decimals=decimals, status=None,
        )  # fmt: skip
        self.figures[made.key] = made
        self.tie("same", made, figure)

    def compare_sizes(self) -> None:
        """Levels of three years running are of one size; counts of a few things need not be."""
        known = {
            (f.indicator, f.basis, f.target_by, f.period): f
            for f in self.figures.values()
            if f.measure == "level"
            and f.bound == "point"
            and f.unit != "%"
            and not (f.counted and f.exact < 100)
            and f.document.partition("/")[2][:2] == REPORT
        }
        for (indicator, basis, target_by, period), figure in known.items():
            beside = (known.get((indicator, basis, target_by, moved(period, by))) for by in (-1, 1))
            self.tie("size", figure, *beside)


# ---- topics

SECTORS = (
    "gross_output_agriculture",
    "gross_output_industry_construction",
    "gross_output_trade_services",
)
FARMING = ("crop_output", "livestock_output", "fishery_output", "forestry_output", "agricultural_services_output")  # fmt: skip
INSIDE = ("crop_output", "livestock_fishery_output", "agricultural_services_output")
SUMS = {
    "gross_output": SECTORS,
    "gross_output_industry_construction": ("gross_output_industry", "gross_output_construction"),
    "gross_output_agriculture": FARMING,
    "livestock_fishery_output": ("livestock_output", "fishery_output"),
}


def _outputs(d: District) -> dict[str, dict[int, Decimal]]:
    """Exact gross output in constant prices."""
    leaves = {
        "crop_output": (1200, -2, 5), "livestock_output": (900, -3, 8), "fishery_output": (400, 0, 9),
        "forestry_output": (4, -2, 3), "agricultural_services_output": (150, 0, 8),
        "gross_output_industry": (5200, 6, 20), "gross_output_construction": (3900, 3, 18),
        "gross_output_trade_services": (5100, 4, 15),
    }  # fmt: skip
    values = {
        name: d.path(start * d.between(0.4, 1.8), low, high)
        for name, (start, low, high) in leaves.items()
    }
    for whole in ("gross_output_agriculture", "gross_output_industry_construction",
                  "livestock_fishery_output", "gross_output"):  # fmt: skip
        values[whole] = {
            year: sum((values[part][year] for part in SUMS[whole]), Decimal(0))
            for year in values["crop_output"]
        }
    return values


def economy(d: District) -> None:
    """Gross output: levels and growth in constant prices, structure in current ones."""
    constant = _outputs(d)
    bare = d.chance(0.25)  # levels print no price basis, and there is no structure
    prices = {name: d.path(d.between(1.2, 1.7), 1, 6) for name in constant}
    current = {
        name: {year: value * prices[name][year] for year, value in values.items()}
        for name, values in constant.items()
    }
    for whole, parts in (("livestock_fishery_output", SUMS["livestock_fishery_output"]),
                         ("gross_output_agriculture", INSIDE), ("gross_output", SECTORS)):  # fmt: skip
        current[whole] = {
            year: sum((current[part][year] for part in parts), Decimal(0))
            for year in constant[whole]
        }
    for year in d.years:
        _constant_prices(d, year, constant, bare=bare)
        if not bare:
            _structure(d, year, "gross_output", SECTORS, current, d.places(0, 2))
            _structure(d, year, "gross_output_agriculture", INSIDE, current, d.places(0, 2))


def _constant_prices(
    d: District, year: int, values: Mapping[str, Mapping[int, Decimal]], *, bare: bool
) -> None:
    page = d.page(REPORT, year, "Kinh tế")
    how = d.rng.choice(["levels", "levels", "levels", "some", "none"])
    levels: dict[str, Figure] = {}
    rates: dict[str, Figure] = {}
    priced: dict[str, Any] = {} if bare else {"basis": "constant", "base_year": 2010}
    for name, by_year in values.items():
        row = page.row()
        if how == "levels" or (how == "some" and d.chance(0.6)):
            levels[name] = d.put(
                row, "E", name, year_of(year), by_year[year], d.places(1, 3), **priced
            )
        rate = 100 * (by_year[year] / by_year[year - 1] - 1)
        rates[name] = d.growth(
            row, "F", name, year_of(year), rate, levels.get(name), basis="constant"
        )
    for whole, parts in SUMS.items():
        d.tie("sum", levels.get(whole), *(levels.get(part) for part in parts))
        known = [levels[part] for part in parts if part in levels]
        if whole in levels and known:
            d.tie("part", levels[whole], *known)
        d.tie("between", rates[whole], *(rates[part] for part in parts))
        d.tie(
            "growth of sum", rates[whole],
            *(f for part in parts for f in (levels.get(part), rates[part])),
        )  # fmt: skip


def _structure(
    d: District, year: int, whole: str, parts: Sequence[str],
    values: Mapping[str, Mapping[int, Decimal]], decimals: int,
) -> None:  # fmt: skip
    page = d.page(REPORT, year, "Cơ cấu")
    printed = d.chance(0.5)
    total = (
        d.put(page.row(), "E", whole, year_of(year), values[whole][year], 2, basis="current")
        if printed
        else None
    )
    shares, changes = [], []
    for part in parts:
        row = page.row()
        level = (
            d.put(row, "E", part, year_of(year), values[part][year], 2, basis="current")
            if printed
            else None
        )
        exact, before = (100 * values[part][y] / values[whole][y] for y in (year, year - 1))
        # the level of the part must not be taken for that of its share
        share = d.put(
            row, "H", part, year_of(year), exact, decimals, measure="share", unit="%", basis="current"
        )  # fmt: skip
        d.tie("share of level", share, level, total)
        shares.append(share)
        changes.append(d.points(row, "I", share, exact - before, decimals))
    d.tie("shares", *shares)
    d.tie("cancel", *changes)


def rice(d: District) -> None:
    """Area x yield = output, for two crops and the year: plan, result, growth, percent of plan."""
    area = {crop: d.path(d.between(2000, 9000), -3, 2) for crop in ("spring", "main")}
    crop_yield = {crop: d.path(d.between(52, 72), -2, 4) for crop in ("spring", "main")}
    exact = {year: _rice(area, crop_yield, year) for year in area["spring"]}
    for year in d.years:
        plan = exact[year]
        # above the year before, and not so close to the result that rounding decides
        while any(
            abs(exact[year][name] / planned - 1) < Decimal("0.008")
            for name, planned in plan.items()
        ):
            up = 1 + d.between(0.006, 0.04)
            plan = _rice(
                {crop: {year: values[year - 1] * up} for crop, values in area.items()},
                {
                    crop: {year: values[year - 1] * (1 + d.between(0.006, 0.05))}
                    for crop, values in crop_yield.items()
                },
                year,
            )
        _rice_year(d, year, plan, exact)


def _rice(
    area: Mapping[str, Mapping[int, Decimal]], crop_yield: Mapping[str, Mapping[int, Decimal]], year: int
) -> dict[str, Decimal]:  # fmt: skip
    values = {f"rice_area_{crop}": by_year[year] for crop, by_year in area.items()}
    values |= {f"rice_yield_{crop}": by_year[year] for crop, by_year in crop_yield.items()}
    for crop in area:
        values[f"rice_output_{crop}"] = (
            values[f"rice_area_{crop}"] * values[f"rice_yield_{crop}"] / 10
        )
    for what in ("area", "output"):
        values[f"rice_{what}"] = values[f"rice_{what}_spring"] + values[f"rice_{what}_main"]
    values["rice_yield_year"] = (values["rice_yield_spring"] + values["rice_yield_main"]) / 10
    values["rice_yield_crop_average"] = 10 * values["rice_output"] / values["rice_area"]
    return values


_RICE_SUMS = {
    "rice_area": ("rice_area_spring", "rice_area_main", ONE),
    "rice_output": ("rice_output_spring", "rice_output_main", ONE),
    "rice_yield_year": ("rice_yield_spring", "rice_yield_main", ONE / 10),
}
_RICE_PRODUCTS = {
    "rice_output": ("rice_area", "rice_yield_crop_average"),
    "rice_output_spring": ("rice_area_spring", "rice_yield_spring"),
    "rice_output_main": ("rice_area_main", "rice_yield_main"),
}


def _rice_year(
    d: District, year: int, plan: Mapping[str, Decimal], exact: Mapping[int, Mapping[str, Decimal]]
) -> None:
    page = d.page(REPORT, year, "Lúa")
    with_plan = d.chance(0.7)
    printed: dict[str, dict[str, Figure]] = defaultdict(dict)
    for name, value in exact[year].items():
        row = page.row()
        places = d.places(1, 2) if "yield" in name else d.places(0, 2)
        if with_plan:
            printed["plan"][name] = d.put(
                row, "D", name, year_of(year), plan[name], max(places, 1), scenario="target", target_by="district"
            )  # fmt: skip
        level = d.put(row, "E", name, year_of(year), value, places)
        printed["level"][name] = level
        rate = 100 * (value / exact[year - 1][name] - 1)
        printed["growth"][name] = d.growth(row, "F", name, year_of(year), rate, level)
        if with_plan:
            percent = d.put(
                row, "G", name, year_of(year), 100 * value / plan[name], d.places(1, 2),
                measure="attainment", unit="%", target_by="plan", words="đạt",
            )  # fmt: skip
            printed["percent"][name] = percent
            d.tie("percent", percent, level, printed["plan"][name])
    for figures in (printed["level"], printed["plan"]):
        for whole, (first, second, factor) in _RICE_SUMS.items():
            d.tie("sum", figures.get(whole), figures.get(first), figures.get(second), factor=factor)
        for whole, terms in _RICE_PRODUCTS.items():
            d.tie("product", figures.get(whole), *(figures.get(t) for t in terms), factor=ONE / 10)
        mean = ("rice_yield_crop_average", "rice_yield_spring", "rice_yield_main")
        d.tie("mean", *(figures.get(name) for name in mean))
    for measure in ("growth", "percent"):
        for whole, terms in _RICE_PRODUCTS.items():
            figures = printed[measure]
            d.tie(f"product of {measure}", figures.get(whole), *(figures.get(t) for t in terms))
    for whole, terms in {"rice_output": ("rice_output_spring", "rice_output_main"),
                         "rice_area": ("rice_area_spring", "rice_area_main")}.items():  # fmt: skip
        rates, levels = printed["growth"], printed["level"]
        d.tie("between", rates[whole], *(rates[t] for t in terms))
        d.tie("growth of sum", rates[whole], *(f for t in terms for f in (levels[t], rates[t])))


def budget(d: District) -> None:
    """Revenue and expenditure of months and the year, with percent of the yearly budget."""
    for name, start in (("budget_revenue_total", 1800), ("budget_revenue_regular", 420),
                        ("budget_revenue_local", 260), ("budget_expenditure", 1500)):  # fmt: skip
        amount = start * d.between(0.6, 1.9)
        shares = {
            month: {y: d.between(0.075, 0.095) for y in (d.years[0] - 1, *d.years)}
            for month in (3, 10)
        }
        for year in d.years:
            before = amount
            plan = before * (1 + d.between(0.02, 0.15))
            amount = plan * (1 + d.rng.choice([-1, 1, 1]) * d.between(0.02, 0.2))
            pairs = [
                _budget_of(
                    d, name, month_of(year, month), month, amount * shares[month][year],
                    before * shares[month][year - 1], plan,
                )
                for month in (3, 10)
            ]  # fmt: skip
            pairs.append(_budget_of(d, name, year_of(year), 0, amount, before, plan))
            for level, _ in pairs[:-1]:
                d.tie("within the year", level, pairs[-1][0])
            for number, (level, percent) in enumerate(pairs):
                for other in pairs[:number]:
                    d.tie("budget", level, percent, *other)


def _budget_of(
    d: District, name: str, period: Period, month: int, amount: Decimal, before: Decimal, plan: Decimal
) -> tuple[Figure, Figure]:  # fmt: skip
    year = period[1].year
    row = d.page(MONTHLY if month else REPORT, year, "Thu chi", month).row()
    level = d.put(row, "E", name, period, amount, d.places(2, 3))
    percent = d.put(
        row, "G", name, period, 100 * amount / plan, d.places(1, 2), measure="attainment", unit="%",
        target_by="budget", words="đạt",
    )  # fmt: skip
    if d.chance(0.7):
        d.growth(row, "H", name, period, 100 * (amount / before - 1), level)
    if not month:
        target = d.put(row, "D", name, period, plan, 3, scenario="target", target_by="budget")
        d.tie("percent", percent, level, target)
    return level, percent


_PUPILS = {
    "primary_123": ("excellent", "good", "completed", "not_completed"),
    "primary_45": ("good", "completed", "not_completed"),
    "secondary_67_study": ("good", "passed", "failed"),
    "secondary_89_study": ("good", "weak"),
    "secondary_89_conduct": ("good", "weak"),
}


def pupils(d: District) -> None:
    """Structures of pupils, with points gained and lost on the school year before."""
    for group, parts in _PUPILS.items():
        counts = {
            year: {part: d.whole(60, 4000) for part in parts} for year in (d.years[0] - 1, *d.years)
        }
        for year in d.years:
            page = d.page(REPORT, year, "Văn hóa - xã hội")
            page.last += 1
            decimals = d.places(1, 2)
            shares, changes = [], []
            for part in parts:
                row = page.row("chú thích 34")
                exact, before = (
                    100 * counts[y][part] / sum(counts[y].values()) for y in (year, year - 1)
                )
                share = d.put(
                    row, "F", f"{group}_{part}", school_year_of(year), exact, decimals, measure="share", unit="%"
                )  # fmt: skip
                shares.append(share)
                changes.append(d.points(row, "G", share, exact - before, decimals))
            d.tie("shares", *shares)
            d.tie("cancel", *changes)


_COUNTS = {
    "pupil_prizes": ("pupil_prizes_first", "pupil_prizes_second", "pupil_prizes_third", "pupil_prizes_encouragement"),
    "land_certificates": ("land_certificates_first", "land_certificates_transfer"),
    "clearance_dyke_households": ("clearance_dyke_residential_households", "clearance_dyke_farm_households"),
}  # fmt: skip


def counts(d: District) -> None:
    """Counts that add up, with growth; of some totals only a part is printed."""
    for whole, parts in _COUNTS.items():
        values = {
            year: {part: d.whole(400, 640) + 300 * at for at, part in enumerate(parts)}
            for year in (d.years[0] - 1, *d.years)
        }  # fmt: skip
        for year in d.years:
            page = d.page(REPORT, year, "Đếm")
            named = parts if d.chance(0.8) else parts[:1]
            levels, rates = [], []
            for name in (whole, *named):
                now, before = (
                    values[y].get(name, sum(values[y].values())) for y in (year, year - 1)
                )
                row = page.row("chú thích 12")
                level = d.put(row, "E", name, year_of(year), Decimal(now), 0)
                levels.append(level)
                rates.append(
                    d.growth(
                        row, "F", name, year_of(year), 100 * (Decimal(now) / Decimal(before) - 1), level
                    )
                    if d.chance(0.6)
                    else None
                )  # fmt: skip
            d.tie("sum" if named == parts else "part", *levels)
            if named == parts:
                d.tie("between", *rates)
                pairs = zip(levels[1:], rates[1:], strict=True)
                d.tie("growth of sum", rates[0], *(figure for pair in pairs for figure in pair))


def schools(d: District) -> None:
    """Rates with their counts, and the enrolment of two ages with that of both."""
    total = d.rng.choice([d.whole(61, 99), Decimal(80), Decimal(64)])
    reached = total // 2
    for year in d.years:
        target = min(reached + d.whole(2, 4), total)
        reached = min(target + d.rng.choice([-1, 0, 0, 1]), total)
        page = d.page(REPORT, year, "Trường học")
        rows = page.row(), page.row()
        for column, count, role in (("D", target, {"scenario": "target", "target_by": "district"}),
                                    ("E", reached, {})):  # fmt: skip
            counted = d.put(
                rows[0], column, "national_standard_schools", year_of(year), count, 0,
                denominator=total, **role,
            )  # fmt: skip
            rate = d.put(
                rows[1], column, "national_standard_schools_rate", year_of(year), 100 * count / total,
                2, **role,
            )  # fmt: skip
            d.tie("own rate", rate, counted)
        _enrolment(d, page, year)
        _religious(d, year)


def _enrolment(d: District, page: Page, year: int) -> None:
    sizes = d.whole(2000, 6000), d.whole(1500, 4000)
    rates = d.between(93, 99.4), d.between(30, 50)
    both = (sizes[0] * rates[0] + sizes[1] * rates[1]) / sum(sizes)
    names = ("kindergarten_enrolment_rate", "nursery_enrolment_rate", "preschool_enrolment_rate")
    parts = [
        d.put(page.row(), "E", name, year_of(year), exact, d.places(0, 2))
        for name, exact in zip(names, (*rates, both), strict=True)
    ]
    d.tie("mean", parts[2], *parts[:2])


_RELIGIOUS = {
    "religious_establishments_registered": "religious_establishments_registered_rate",
    "religious_establishments_certified": "religious_establishments_certified_rate",
    "religious_land_registered": "religious_land_registered_rate",
    "religious_land_certificate_files": "religious_land_certified_rate",
}


def _religious(d: District, year: int) -> None:
    page = d.page(REPORT, year, "Tôn giáo")
    total = d.whole(40, 160)
    whole = d.put(page.row(), "E", "religious_establishments_uncertified", year_of(year), total, 0)
    for name, rate_name in _RELIGIOUS.items():
        count = d.whole(11, int(total))
        part = d.put(page.row(), "E", name, year_of(year), count, 0)
        rate = d.put(page.row(), "E", rate_name, year_of(year), 100 * count / total, d.places(0, 2))
        d.tie("rate", rate, part, whole)


# Indicator, smallest and largest value in the first year, and a step a year.
_RATES = {
    "certified_labour_rate": (20, 30, 3), "trained_labour_rate": (60, 75, 3),
    "health_insurance_coverage": (70, 85, 2), "social_insurance_coverage": (20, 35, 3),
    "household_waste_collection_rate": (60, 80, 3), "cultural_families_rate": (60, 85, 2),
    "green_cover_rate": (20, 35, 2), "hospital_beds_per_10000": (20, 30, 1),
    "physicians_per_10000": (6, 9, 1), "income_per_head": (45, 65, 5),
    "poverty_rate": (3, 6, -0.5), "near_poverty_rate": (3, 6, -0.4), "child_underweight_rate": (9, 14, -0.7),
    "urban_unemployment_rate": (3, 5, -0.3),
}  # fmt: skip
_TARGET_COUNTS = {
    "party_members_admitted": (120, 260), "jobs_created_times": (2000, 4000),
    "cooperatives_registered": (12, 40), "ocop_products": (12, 60),
}  # fmt: skip
_WORDS = {
    "exceeded": ("Vượt", "Hoàn thành vượt"), "met": ("Đạt", "Hoàn thành"),
    "missed": ("Không đạt", "Chưa đạt"),
}  # fmt: skip


def table(d: District) -> None:
    """The table of targets with results and ratings, the resolution before, the count of reached ones."""
    last: dict[str, Decimal] = {}
    for name, (low, high, _) in _RATES.items():
        last[name] = rounded(d.between(low, high), 2)
    for name, (few, many) in _TARGET_COUNTS.items():
        last[name] = d.whole(few, many)
    for year in d.years:
        _table_of(d, year, last)


def _table_of(d: District, year: int, last: dict[str, Decimal]) -> None:
    page, decided = d.page(REPORT, year, "Phụ lục"), d.page(RESOLUTION, year, "Chỉ tiêu")
    names = list(last)
    numbers = [min(at + 1, 9) if at < 9 else at for at in range(len(names))]  # 9 has two figures
    verdicts: dict[int, list[str]] = defaultdict(list)
    pairs: list[Figure] = []
    for at, name in enumerate(names):
        number = numbers[at]
        section = "I" if number <= 6 else "II" if number <= 12 else "III"
        row = page.row(f"Phụ lục {section}.{number}")
        target, result = _aim(d, row, year, name, last[name])
        value = result.value
        assert value is not None
        verdict = judged(target, value)
        if d.chance(0.7):
            words: tuple[str, ...] = _WORDS[verdict]
            if verdict == "met" and target.bound not in {"point", "range"}:
                words += ("Vượt",)
            result = replace(result, status=d.rng.choice(words))
            d.figures[result.key] = result
            d.tie("rating", result, target)
        if name == "poverty_rate":
            d.points(row, "F", result, result.exact - last[name], 2)
        verdicts[number].append(verdict)
        pairs += [result, target]
        last[name] = value
        if d.chance(0.5):
            again = decided.row(f"II.2 ({decided.last - 3})")
            _copy_target(d, target, again)
    final = max(numbers) + 1
    row = page.row(f"Phụ lục III.{final}")
    for column, scenario in (("D", "target"), ("E", "actual")):
        d.put(
            row, column, "conscription_goal", year_of(year), ONE, None, scenario=scenario,
            target_by="district" if scenario == "target" else None, measure="text", bound="text",
            unit=None, words="Hoàn thành chỉ tiêu giao",
        )  # fmt: skip
    reached = final - sum("missed" in found for found in verdicts.values())
    statement = d.put(
        page.row("Phần một I", blank=1), "E", "main_targets_reached", year_of(year), Decimal(reached), 0,
        denominator=Decimal(final),
    )  # fmt: skip
    d.tie("count", statement, *pairs)


def _copy_target(d: District, target: Figure, row: Row) -> None:
    made = replace(
        target, key=f"{row.document}:{row.sheet}!D{row.number}", document=row.document,
        sheet=row.sheet, row=row.number, column="D", source=row.source,
    )  # fmt: skip
    d.figures[made.key] = made
    d.tie("target again", made, target)


def _aim(d: District, row: Row, year: int, name: str, before: Decimal) -> tuple[Figure, Figure]:
    """A target no worse than the year before, and a result clear of rounding."""
    better = codebook().indicators[name].better
    side = -1 if better == "lower" else 1
    counted = name in _TARGET_COUNTS
    step = Decimal(3) if counted else abs(Decimal(str(_RATES[name][2])))
    decimals = 0 if counted else d.places(1, 2)
    if codebook().indicators[name].unit == "%":  # stay inside 0 and 100
        step = min(step, (HUNDRED - before) / 4 if side > 0 else before / 5)
    edge = before + side * step * d.between(0.2, 1)
    if counted:
        edge = edge.to_integral_value() + 1
    bound = d.rng.choice(["point", "point", "range", "closed", "open"])
    ends: dict[str, Any] = {"bound": bound, "value": None}
    edge = rounded(edge, decimals)
    while side * edge < side * before:
        edge += side * ONE.scaleb(-decimals)
    if bound == "point":
        ends["value"] = edge
    elif bound == "range":
        ends["low"], ends["high"] = sorted([edge, edge + side * rounded(step, decimals)])
    else:
        kinds = ("at_least", "more_than") if side > 0 else ("at_most", "less_than")
        ends["bound"] = kinds[bound == "open"]
        ends["low" if side > 0 else "high"] = edge
    target = d.put(
        row, "D", name, year_of(year), edge, decimals, scenario="target", target_by="district", **ends
    )  # fmt: skip
    while True:
        exact = edge + side * step * d.between(-0.6, 2.2)
        if counted:
            exact = max(exact.to_integral_value(), ONE)
        places = 0 if counted else d.places(1, 2)
        value = rounded(exact, places)
        half = Decimal(0) if counted else Decimal(5).scaleb(-places - 1)
        if value == before:  # repeated_year would ask about it
            continue
        same = {judged(target, value + by) for by in (-half, Decimal(0), half)}
        closed = target.bound not in {"more_than", "less_than"}
        if len(same) == 1 or (closed and judged(target, value) == "met"):
            return target, d.put(row, "E", name, year_of(year), exact, places)


# Plan, result, growth and percent of plan of one indicator: first value.
_PLANS = {
    "electricity_consumption": 210.0, "retail_sales": 5200.0, "service_revenue": 610.0,
    "lodging_food_revenue": 330.0, "investment_total": 4200.0, "insurance_revenue": 640.0,
    "land_auction_proceeds": 280.0, "linked_production_area": 1300.0, "guava_area": 45.0,
    "output_per_hectare": 150.0, "rabies_vaccination": 14000, "poultry_flu_vaccination": 420000,
    "lumpy_skin_vaccination": 6200, "jobs_created_persons": 3100, "tourist_visits": 410000,
    "waste_sorting_households": 21000, "house_permits": 140,
}  # fmt: skip


def plans(d: District) -> None:
    """Plan, result, percent of plan and growth; where one is left out, the others must still agree."""
    for name, start in _PLANS.items():
        counted = codebook().indicators[name].unit in counted_units()
        value = Decimal(str(start)) * d.between(0.5, 2)
        value = value.to_integral_value() if counted else value
        for year in d.years:
            before = value
            plan = before * (1 + d.between(0.01, 0.12))
            if counted:  # decided counts are round ones, so that percents of them end in a 5
                unit = 20 if plan > 400 else 4
                plan = (plan / unit).to_integral_value() * unit + unit
            value = plan * (1 + d.rng.choice([-1, 1]) * d.between(0.02, 0.15))
            value = value.to_integral_value() if counted else value
            _plan_of(d, name, year, plan, value, before)


def _plan_of(
    d: District, name: str, year: int, plan: Decimal, value: Decimal, before: Decimal
) -> None:
    counted = codebook().indicators[name].unit in counted_units()
    row = d.page(REPORT, year, "Kế hoạch").row("Phần một I.2.2")
    decimals = 0 if counted else d.places(1, 2)
    has_plan, has_level, has_percent, has_growth = (d.chance(p) for p in (0.7, 0.9, 0.6, 0.6))
    target = level = None
    if has_plan:
        target = d.put(
            row, "D", name, year_of(year), plan, decimals, scenario="target",
            target_by=d.rng.choice(["district", "plan"]),
        )  # fmt: skip
    if has_level:
        level = d.put(row, "E", name, year_of(year), value, decimals)
    if has_percent:
        percent = d.put(
            row, "G", name, year_of(year), 100 * value / plan, d.places(0, 2), measure="attainment",
            unit="%", target_by="plan", words=d.rng.choice(["đạt", ""]),
        )  # fmt: skip
        d.tie("percent", percent, level, target)
    if has_growth:
        rate = d.growth(row, "F", name, year_of(year), 100 * (value / before - 1), level)
        if has_percent and level is None:
            last_year = d.levels.get(("level", name, None, year_of(year - 1)))
            d.tie("level implied", rate, last_year, percent, target)
    if name == "tourist_visits":
        so_far = _nine_months(d, year, plan, value)
        d.tie("within the year", so_far, level)
        d.tie("plan in the ratio", so_far, target)


def _nine_months(d: District, year: int, plan: Decimal, value: Decimal) -> Figure:
    row = d.page(MONTHLY, year, "Du lịch", 9).row("chú thích 9")
    so_far = (value * d.between(0.6, 0.8)).to_integral_value()
    level = d.put(row, "E", "tourist_visits", nine_months_of(year), so_far, 0, denominator=plan)
    percent = d.put(
        row, "G", "tourist_visits", nine_months_of(year), 100 * so_far / plan, d.places(0, 2),
        measure="attainment", unit="%", target_by="plan", words="đạt",
    )  # fmt: skip
    d.tie("ratio", percent, level)
    return level


_LONE = (
    "patient_visits", "inpatients", "children_gifts", "september_gifts_mothers", "tet_gifts_city_recipients",
    "tet_gifts_city_value", "donated_gifts_value", "july_gifts_city_recipients", "july_gifts_city_value",
    "grade_10_candidates", "streamed_pupils", "land_certificate_page4_files", "cleanup_participants",
    "cleanup_waste", "business_households_capital", "business_households_registered",
    "social_insurance_recipients", "social_insurance_payments",
)  # fmt: skip


def lone(d: District) -> None:
    """Figures that nothing else hangs on."""
    sizes = {name: d.between(30, 40000) for name in _LONE}
    for year in d.years:
        page = d.page(REPORT, year, "Khác")
        for name in _LONE:
            if d.chance(0.25):
                continue
            counted = codebook().indicators[name].unit in counted_units()
            sizes[name] *= 1 + d.between(-0.2, 0.3)
            value = sizes[name].to_integral_value() if counted else sizes[name]
            d.put(page.row("chú thích 37"), "F", name, year_of(year), value, 0 if counted else 1)


TOPICS: dict[str, Callable[[District], None]] = {
    "economy": economy, "rice": rice, "budget": budget, "pupils": pupils, "counts": counts,
    "schools": schools, "table": table, "plans": plans, "lone": lone,
}  # fmt: skip


def district(place: str, years: Sequence[int], topics: Sequence[str], seed: int) -> District:
    """One district; the same seed makes the same figures."""
    rng = random.Random(f"{seed} {place}")
    while True:
        made = District(place, years, rng)
        for topic in topics:
            made.topic = topic
            TOPICS[topic](made)
        made.repeat()
        made.compare_sizes()
        if not _coincidences(made):
            return made


def digits(value: Decimal) -> int:
    """Significant ones: without zeros at both ends."""
    return len(f"{abs(value):f}".replace(".", "").strip("0"))


def _coincidences(made: District) -> bool:
    """Whether figures are equal by chance: last year's again, or those of the row above.

    A reader would ask about them, and so do repeated_year and repeated_row; they hold the chance
    below 5 % a place or sheet, which among many is often enough.
    """
    levels: dict[tuple[object, ...], list[Decimal]] = defaultdict(list)
    for f in made.figures.values():
        if f.scenario != "target" and f.measure in {"level", "share"} and f.value is not None:
            levels[f.indicator, f.basis, f.measure, f.period].append(f.value)
    enough = len(str(10 * len(levels)))
    again = any(
        digits(f.value) >= enough
        and f.value in levels.get((f.indicator, f.basis, f.measure, moved(f.period, -1)), ())
        for f in made.figures.values()
        if f.value is not None and f.scenario != "target"
    )
    rows = rows_of(made.figures.values())
    copied = any(
        _shown(row) == _shown(above) and sum(digits(end) for f in row for end in f.ends) > 1
        for place, row in rows.items()
        if (above := rows.get((place[0], place[1], place[2] - 1)))
    )
    return again or copied


def _shown(row: Sequence[Figure]) -> list[tuple[Any, ...]]:
    return [(f.column, f.measure, f.value, f.low, f.high) for f in row if f.bound != "text"]


def rows_of(figures: Iterable[Figure]) -> Mapping[tuple[str, str, int], list[Figure]]:
    """The figures row by row, by document, sheet and number."""
    rows = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.column):
        rows[figure.document, figure.sheet, figure.row].append(figure)
    return rows


def consistent(
    seed: int, districts: int = 7, years: Sequence[int] = range(2019, 2024)
) -> Consistent:
    """About 10 000 figures that agree with each other."""
    made = Consistent()
    for number in range(districts):
        one = district(f"district-{number:02}", years, tuple(TOPICS), seed)
        made.figures |= one.figures
        made.ties += one.ties
    return made


# ---- the store


def make_store(folder: Path, figures: Iterable[Figure]) -> Store:
    """A published store of the figures, with the real codebook, opened."""
    ordered = sorted(figures, key=lambda f: (f.document, f.sheet, f.row, f.column))
    tables = {
        "document": _documents({f.document for f in ordered}),
        "place": _places({f.place for f in ordered}),
        "indicator": frames.indicators(codebook()),
        "alias": frames.aliases(codebook()),
        "unit": frames.units(),
        "relation": frames.relations(codebook()),
        "observation": _observations(ordered),
        "rating": _ratings(ordered),
        "finding": pl.DataFrame([], schema=frames.types_of("finding")),
        "build": pl.DataFrame([], schema=frames.types_of("build")),
    }
    publish(folder, tables)
    return Store(folder / "indicators.duckdb")


def _observations(figures: Sequence[Figure]) -> pl.DataFrame:
    known = codebook().indicators
    plain = {
        name: [getattr(f, name) for f in figures]
        for name in ("scenario", "target_by", "measure", "bound", "decimals", "unit", "base_year")
    }
    numbers = {
        name: [None if (x := getattr(f, name)) is None else float(x) for f in figures]
        for name in ("value", "low", "high", "denominator")
    }
    periods = {
        name: [f.period[at] for f in figures]
        for at, name in enumerate(("period_start", "period_end", "period_kind"))
    }
    rest = {
        "observation_id": [f.key for f in figures],
        "document_id": [f.document for f in figures],
        "locator": [f"{f.sheet}!{f.column}{f.row}" for f in figures],
        "source_locator": [f.source for f in figures],
        "place_id": [f.place for f in figures],
        "indicator_id": [f.indicator for f in figures],
        "price_basis": [f.basis for f in figures],
        "raw_label": [known[f.indicator].vi for f in figures],
        "raw_value": [raw_value(f) for f in figures],
        "raw_unit": [known[f.indicator].unit for f in figures],
        "reported_status": [f.status for f in figures],
        "note": [None for _ in figures],
        "flags": [["percentage_points"] if f.unit == POINTS else [] for f in figures],
    }
    frame = pl.DataFrame(
        {**plain, **numbers, **periods, **rest, "ordinal": [0 for _ in figures]},
        schema_overrides=frames.types_of("observation"),
    )
    return frame.select(list(frames.types_of("observation"))).with_columns(
        ordinal=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("document_id")
    )


def _ratings(figures: Iterable[Figure]) -> pl.DataFrame:
    rows = [
        [f.key, rating.target_by, rating.verdict]
        for f in figures
        if f.status
        for rating in read_ratings(f.status)
    ]
    return pl.DataFrame(rows, schema=frames.types_of("rating"), orient="row")


def _documents(ids: Iterable[str]) -> pl.DataFrame:
    rows = []
    for one in sorted(ids):
        place, _, number = one.partition("/")
        kind, *rest = number.split("-")
        year = int(rest[-1])
        after, month, day = _ISSUED.get(kind, (0, int(rest[0]), 28))
        # a month is reported on when it is over
        if kind == MONTHLY:
            month += 1
        issued = date(year + after, month, day)
        rows.append(
            [
                one,
                number,
                "T",
                "Báo cáo",
                "UBND",
                issued,
                "day",
                place,
                "f.xlsx",
                "0" * 64,
                "official",
                None,
                "document",
            ]
        )
    return pl.DataFrame(rows, schema=frames.types_of("document"), orient="row")


def _places(ids: Iterable[str]) -> pl.DataFrame:
    rows = [
        [one, "1", f"Huyện {one}", "district", None, date(1900, 1, 1), None, None]
        for one in sorted(ids)
    ]
    return pl.DataFrame(rows, schema=frames.types_of("place"), orient="row")
