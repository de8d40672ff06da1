"""Growth on the year before: one panel an indicator, all on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from indicators.answers.charts.style import (
    Chart,
    cited,
    colour,
    footer_height,
    headed,
    numbers_of,
    phrase,
    quiet_axes,
    wrapped,
)
from indicators.messages.errors import ChartError
from indicators.messages.sentences import message
from indicators.model.display import (
    figure_text,
    period_text,
    prices_text,
    rounded_text,
    value_text,
    word,
)

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from indicators.model.display import Language

    Row = dict[str, Any]
    Point = tuple[float, float]
    Period = tuple[Any, str, Any]

_MOST = 12
_COLUMNS = 3
_WIDTH = 11.0  # inches


def draw_growth(frame: pl.DataFrame, documents: pl.DataFrame, lang: Language) -> Chart:
    """Small multiples of growth in percent.

    Args:
        frame: Rows of `store.growth`.
        documents: The documents to name as sources.
        lang: Language of all words.

    Raises:
        ChartError: If nothing is growth in percent, or constant and current prices are mixed.
    """
    rows, aside = _one_price_basis(_growing(frame))
    panels: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        panels.setdefault((row["place"], row["indicator_id"]), []).append(row)
    shown = _first(panels)
    drawn = [row for key in shown for row in panels[key]]
    documents = cited(documents, drawn)
    note = _note(len(shown), len(panels), aside, lang)
    several = len({place for place, _ in shown}) > 1
    chart, grid = _grid(len(shown), footer_height(_WIDTH, documents, lang, note))
    periods = sorted({_period(row) for row in drawn})
    limits, prices = _limits(drawn), _prices(drawn, lang)
    for axes, (place, indicator) in zip(grid, shown, strict=False):
        mine = panels[place, indicator]
        axes.set_ylim(*limits)
        name = mine[0][f"name_{lang}"] + ("" if prices else _prices(mine, lang))
        _panel(axes, mine, periods, lang, f"{place}: {name}" if several else name)
    for axes in grid[len(shown) :]:
        axes.set_axis_off()
    places = ", ".join(dict.fromkeys(place for place, _ in shown))
    title = phrase("growth", lang, places=places) + prices
    headed(chart, title, phrase("growth_legend", lang), documents, lang, note)
    chart.alt_text = _alt_text(drawn, places, lang)
    return chart


def _growing(frame: pl.DataFrame) -> list[Row]:
    """Rows with growth in percent, of the indicators that a document speaks of as growing.

    Raises:
        ChartError: If there are none.
    """
    rows = [
        row
        for row in frame.iter_rows(named=True)
        if row["growth_unit"] == "%"
        and (row["reported_bound"] is not None or row["computed"] is not None)
    ]
    if not rows:
        raise ChartError("chart.no_growth")
    # Counts that only have targets of two years are no growth anybody speaks of.
    reported = {row["indicator_id"] for row in rows if row["reported_bound"] is not None}
    return [row for row in rows if row["indicator_id"] in reported] if reported else rows


def _first(panels: dict[tuple[str, str], list[Row]]) -> list[tuple[str, str]]:
    """The panels there is room for; what has targets comes first: the place steers by it."""
    order = sorted(panels, key=lambda key: _rank(panels[key]))
    steered = [key for key in order if not _rank(panels[key])[0]]
    return (steered if len(steered) >= _COLUMNS else order)[:_MOST]


def _grid(panels: int, footer: float) -> tuple[Chart, list[Axes]]:
    """A chart with axes for so many panels, and those that are left over in the last row."""
    across = min(_COLUMNS, panels)
    down = -(-panels // across)
    height = 1.3 + down * 2.3 + footer
    chart = Chart(figsize=(_WIDTH, height))
    grid = chart.subplots(
        down, across, sharey=True, squeeze=False,
        gridspec_kw={
            "left": 0.06, "right": 0.985, "top": 1 - 1.2 / height,
            "bottom": (footer + 0.45) / height, "hspace": 0.62, "wspace": 0.08,
        },
    )  # fmt: skip
    return chart, list(grid.flat)


def _one_price_basis(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Constant and current prices never share an axis: those in current prices are set aside.

    Raises:
        ChartError: If that would leave only the indicators that are in both.
    """
    by_basis = {row["price_basis"]: row for row in rows if row["price_basis"]}
    if len(by_basis) < 2:
        return rows, []
    kept = [row for row in rows if row["price_basis"] != "current"]
    aside = [row for row in rows if row["price_basis"] == "current"]
    if {row["indicator_id"] for row in kept} <= {row["indicator_id"] for row in aside}:
        named = tuple(
            message(
                f"chart.{basis}_prices",
                ident=row["indicator_id"], locator=row["locator"] or row["level_locator"],
            )
            for basis, row in sorted(by_basis.items())
        )  # fmt: skip
        raise ChartError("chart.price_bases", named=named)
    return kept, aside


def _numbers(row: Row) -> list[float]:
    names = ("reported_value", "reported_low", "reported_high", "computed")
    found = [row[name] for name in names if row[name] is not None]
    return found + ([row["lowest"], row["highest"]] if row["disputed"] else [])


def _limits(rows: list[Row]) -> tuple[float, float]:
    numbers = [0.0, *(number for row in rows for number in _numbers(row))]
    room = (max(numbers) - min(numbers)) * 0.2 or 1.0
    return min(numbers) - (room if min(numbers) < 0 else 0), max(numbers) + room


def _rank(rows: list[Row]) -> tuple[bool, int]:
    """Indicators with targets first, then as the documents order them."""
    targets = [row for row in rows if row["role"] == "target"]
    return not targets, min(row["ordinal"] or 0 for row in targets or rows)


def _period(row: Row) -> Period:
    return (row["period_end"], row["period_kind"], row["period_start"])


def _panel(axes: Axes, rows: list[Row], periods: list[Period], lang: Language, name: str) -> None:
    ink = colour("sector", rows[0]["sector"] or rows[0]["indicator_id"])
    axes.set_xlim(-0.6, len(periods) - 0.4)
    axes.axhline(0, color=colour("part", "quiet"), linewidth=0.8)
    quiet_axes(axes, "y")
    seen = set()  # the same target is often printed as resolution and as plan
    for row in rows:
        key = (_period(row), row["role"], figure_text(row, lang, "reported_"))
        if row["role"] == "target" and key in seen:
            continue
        seen.add(key)
        _mark(axes, periods.index(_period(row)), row, ink, lang)
    labels = [
        wrapped(period_text({"period_start": s, "period_end": e, "period_kind": k}, lang), 12)
        for e, k, s in periods
    ]
    axes.set_xticks(range(len(periods)), labels, fontsize=8)
    axes.yaxis.set_major_formatter(numbers_of(lang))
    axes.set_title(wrapped(name, 44, 2), loc="left", fontsize=8.5, fontweight="bold", color=ink)


def _say(
    axes: Axes, text: str, at: Point, offset: Point, ink: str, side: Literal["left", "right"]
) -> None:
    axes.annotate(
        text, at, offset, textcoords="offset points", fontsize=8, va="center", ha=side, color=ink,
        zorder=6, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.4},
    )  # fmt: skip


def _mark(axes: Axes, at: int, row: Row, ink: str, lang: Language) -> None:
    """What a row says: a target, or a result with what disputes it and what is computed."""
    value, text = row["reported_value"], figure_text(row, lang, "reported_")
    if row["role"] == "target":
        top = _target(axes, at, row, colour("part", "target"))
        _say(axes, text, (at - 0.04, top), (0, 9), colour("part", "quiet"), "right")
        return
    if row["disputed"]:
        _dispute(axes, at, row, lang)
    if row["reported_bound"] == "point":
        face = ink if row["period_kind"] == "year" else "white"
        axes.plot(
            at, value, "o", color=ink, markersize=8, markerfacecolor=face, markeredgewidth=1.5,
            zorder=5,
        )  # fmt: skip
        down = -5 if row["disputed"] else 0
        _say(axes, text, (at, value), (8, down), colour("part", "text"), "left")
    elif row["reported_bound"] is not None:
        _target(axes, at, row, ink)
    if row["computed"] is not None:
        mark, found = colour("part", "computed"), row["computed"]
        axes.plot(at, found, "D", color=mark, markersize=7, markerfacecolor="white", zorder=4)
        if row["reported_bound"] is None:
            _say(axes, rounded_text(found, 1, lang), (at, found), (8, 0), mark, "left")


def _dispute(axes: Axes, at: int, row: Row, lang: Language) -> None:
    """A bar between the figures of one indicator that differ, and the other figure."""
    red, value = colour("verdict", "missed"), row["reported_value"]
    axes.plot([at, at], [row["lowest"], row["highest"]], color=red, linewidth=2.5, zorder=3)
    other = row["highest"] if row["highest"] != value else row["lowest"]
    axes.plot(at, other, "_", color=red, markersize=12, markeredgewidth=2.5)
    up = 5 if value is None or other > value else -5
    _say(axes, value_text(other, lang), (at, other), (8, up), red, "left")


def _target(axes: Axes, at: int, row: Row, ink: str) -> float:
    """Draws a target and returns its upper end."""
    low, high, value = (row[f"reported_{name}"] for name in ("low", "high", "value"))
    left = at - 0.17
    if row["reported_bound"] == "range":
        axes.bar(left, high - low, bottom=low, width=0.3, color=ink, alpha=0.5, edgecolor=ink)
        return float(high)
    found = next((n for n in (value, low, high) if n is not None), row["computed"])
    if found is None:
        return 0.0
    axes.plot([left - 0.15, left + 0.15], [found, found], color=ink, linewidth=3)
    if row["reported_bound"] in ("at_least", "more_than", "at_most", "less_than"):
        bottom, top = axes.get_ylim()
        end = found + (1 if low is not None else -1) * (top - bottom) * 0.16
        axes.annotate(
            "", (left, end), (left, found),
            arrowprops={"arrowstyle": "-|>", "color": ink, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip
        return float(max(found, end))
    return float(found)


def _prices(rows: list[Row], lang: Language) -> str:
    """The prices of all rows; nothing where some, such as areas, have none."""
    bases = {row["price_basis"] for row in rows}
    return f" ({prices_text(bases.pop(), lang)})" if len(bases) == 1 and bases != {None} else ""


def _note(shown: int, indicators: int, aside: list[Row], lang: Language) -> str:
    notes = []
    if shown < indicators:
        notes.append(phrase("some_indicators", lang, shown=shown, n=indicators))
    if aside:
        names = "; ".join(dict.fromkeys(row[f"name_{lang}"] for row in aside))
        notes.append(phrase("current_prices", lang, list=names))
    return " ".join(notes)


def _alt_text(rows: list[Row], places: str, lang: Language) -> str:
    listed = "; ".join(
        f"{row[f'name_{lang}']} {period_text(row, lang)} ({word('scenario', row['scenario'], lang)}):"
        f" {figure_text(row, lang, 'reported_') or rounded_text(row['computed'], 1, lang)} %"
        for row in rows
        if row["reported_bound"] is not None or row["computed"] is not None
    )
    return phrase("growth_text", lang, places=places, list=listed)
