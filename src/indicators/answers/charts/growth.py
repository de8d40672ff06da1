"""Growth on the year before: one panel an indicator, all on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from matplotlib.ticker import FuncFormatter

from indicators.answers.charts.style import (
    Chart,
    cited,
    colour,
    footer_height,
    headed,
    quiet_axes,
    wrapped,
)
from indicators.messages.errors import ChartError
from indicators.model.display import (
    figure_text,
    number_text,
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


def draw_growth(frame: pl.DataFrame, documents: pl.DataFrame, lang: Language) -> Chart:
    """Small multiples of growth in percent.

    Args:
        frame: Rows of `store.growth`.
        documents: The documents to name as sources.
        lang: Language of all words.

    Raises:
        ChartError: If nothing is growth in percent, or constant and current prices are mixed.
    """
    rows = [
        row
        for row in frame.iter_rows(named=True)
        if row["growth_unit"] == "%"
        and (row["reported_bound"] is not None or row["computed"] is not None)
    ]
    if not rows:
        raise ChartError("no row here is growth in percent; ask for other indicators.")
    # Counts that only have targets of two years are no growth anybody speaks of.
    spoken = [row for row in rows if row["reported_bound"] is not None]
    if spoken:
        known = {row["indicator_id"] for row in spoken}
        rows = [row for row in rows if row["indicator_id"] in known]
    rows, aside = _one_price_basis(rows)
    panels: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        panels.setdefault((row["place"], row["indicator_id"]), []).append(row)
    # What has targets comes first: it is what the place itself steers by.
    order = sorted(panels, key=lambda key: _rank(panels[key]))
    steered = [key for key in order if not _rank(panels[key])[0]]
    shown = (steered if len(steered) >= _COLUMNS else order)[:_MOST]
    drawn = [row for key in shown for row in panels[key]]
    documents = cited(documents, drawn)
    note = " ".join(
        text for text in (_note(len(shown), len(order), lang), _set_aside(aside, lang)) if text
    )
    several = len({place for place, _ in shown}) > 1
    across = min(_COLUMNS, len(shown))
    down = -(-len(shown) // across)
    width = 11.0
    footer = footer_height(width, documents, lang, note)
    height = 1.3 + down * 2.3 + footer
    chart = Chart(figsize=(width, height))
    grid = chart.subplots(
        down, across, sharey=True, squeeze=False,
        gridspec_kw={
            "left": 0.06, "right": 0.985, "top": 1 - 1.2 / height,
            "bottom": (footer + 0.45) / height, "hspace": 0.62, "wspace": 0.08,
        },
    )  # fmt: skip
    periods = sorted({_period(row) for row in drawn})
    limits = _limits(drawn)
    for position, axes in enumerate(grid.flat):
        if position >= len(shown):
            axes.set_axis_off()
            continue
        key = shown[position]
        axes.set_ylim(*limits)
        _panel(
            axes,
            panels[key],
            periods,
            lang,
            key[0] if several else "",
            own_prices=not _prices(drawn, lang),
        )
    places = ", ".join(dict.fromkeys(place for place, _ in shown))
    title = {"vi": "tăng so với cùng kỳ năm trước, %", "en": "growth on the year before, %"}[lang]
    subtitle = {
        "vi": "Chấm: văn bản nêu (rỗng: lũy kế, tháng) · dải xám: mục tiêu · thoi: tính từ hai mức"
        " · vạch đỏ: các số khác nhau của cùng một chỉ tiêu",
        "en": "Dot: reported (hollow: part of a year) · grey band: target · diamond: computed from"
        " levels · red bar: differing figures of one indicator",
    }[lang]
    headed(chart, f"{places}: {title}{_prices(drawn, lang)}", subtitle, documents, lang, note)
    chart.alt_text = _alt_text(drawn, places, lang)
    return chart


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
        named = " and ".join(
            f"{row['indicator_id']} in {basis} prices ({row['locator'] or row['level_locator']})"
            for basis, row in sorted(by_basis.items())
        )
        message = f"price bases do not mix in one chart: {named}; draw one of them."
        raise ChartError(message)
    return kept, aside


def _set_aside(rows: list[Row], lang: Language) -> str:
    if not rows:
        return ""
    names = "; ".join(dict.fromkeys(row[f"name_{lang}"] for row in rows))
    return {
        "vi": f"Không vẽ (giá hiện hành): {names}.",
        "en": f"Not drawn (current prices): {names}.",
    }[lang]


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


def _panel(
    axes: Axes,
    rows: list[Row],
    periods: list[Period],
    lang: Language,
    place: str,
    *,
    own_prices: bool,
) -> None:
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
    axes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: number_text(round(v, 6), None, lang)))
    name = rows[0][f"name_{lang}"] + (_prices(rows, lang) if own_prices else "")
    axes.set_title(
        wrapped(f"{place}: {name}" if place else name, 44, 2), loc="left", fontsize=8.5,
        fontweight="bold", color=ink,
    )  # fmt: skip


def _say(
    axes: Axes, text: str, at: Point, offset: Point, ink: str, side: Literal["left", "right"]
) -> None:
    axes.annotate(
        text, at, offset, textcoords="offset points", fontsize=8, va="center", ha=side, color=ink,
        zorder=6, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.4},
    )  # fmt: skip


def _mark(axes: Axes, at: int, row: Row, ink: str, lang: Language) -> None:
    bound, value = row["reported_bound"], row["reported_value"]
    if row["role"] == "target":
        top = _target(axes, at, row, colour("part", "target"))
        text = figure_text(row, lang, "reported_")
        _say(axes, text, (at - 0.04, top), (0, 9), colour("part", "quiet"), "right")
        return
    if row["disputed"]:
        red = colour("verdict", "missed")
        axes.plot([at, at], [row["lowest"], row["highest"]], color=red, linewidth=2.5, zorder=3)
        other = row["highest"] if row["highest"] != value else row["lowest"]
        axes.plot(at, other, "_", color=red, markersize=12, markeredgewidth=2.5)
        up = 5 if value is None or other > value else -5
        _say(axes, value_text(other, lang), (at, other), (8, up), red, "left")
    if bound == "point":
        face = ink if row["period_kind"] == "year" else "white"
        axes.plot(
            at, value, "o", color=ink, markersize=8, markerfacecolor=face, markeredgewidth=1.5,
            zorder=5,
        )  # fmt: skip
        down = -5 if row["disputed"] else 0
        _say(
            axes,
            figure_text(row, lang, "reported_"),
            (at, value),
            (8, down),
            colour("part", "text"),
            "left",
        )
    elif bound is not None:
        _target(axes, at, row, ink)
    if row["computed"] is not None:
        mark = colour("part", "computed")
        axes.plot(
            at, row["computed"], "D", color=mark, markersize=7, markerfacecolor="white", zorder=4
        )
        if bound is None:
            text = rounded_text(row["computed"], 1, lang)
            _say(axes, text, (at, row["computed"]), (8, 0), mark, "left")


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


def _note(shown: int, indicators: int, lang: Language) -> str:
    if shown == indicators:
        return ""
    return {
        "vi": f"Vẽ {shown} trong {indicators} chỉ tiêu, ưu tiên chỉ tiêu có mục tiêu; lọc bằng indicator, theme hoặc sector.",
        "en": f"{shown} of {indicators} indicators are drawn, those with targets first; filter by indicator, theme or sector.",
    }[lang]


def _alt_text(rows: list[Row], places: str, lang: Language) -> str:
    told = "; ".join(
        f"{row[f'name_{lang}']} {period_text(row, lang)} ({word('scenario', row['scenario'], lang)}):"
        f" {figure_text(row, lang, 'reported_') or rounded_text(row['computed'], 1, lang)} %"
        for row in rows
        if row["reported_bound"] is not None or row["computed"] is not None
    )
    return {
        "vi": f"Tăng so với cùng kỳ của {places}: {told}.",
        "en": f"Growth on the year before of {places}: {told}.",
    }[lang]
