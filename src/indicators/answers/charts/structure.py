"""Sector structure: shares over periods, targets as bands, results as joined dots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indicators.answers.charts.style import (
    Chart,
    apart,
    cited,
    colours,
    footer_height,
    headed,
    numbers_of,
    phrase,
    quiet_axes,
    wrapped,
)
from indicators.messages.errors import ChartError
from indicators.model.display import (
    figure_text,
    interval_text,
    period_text,
    prices_text,
    rounded_text,
    word,
)

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from indicators.model.display import Language

    Row = dict[str, Any]
    Column = tuple[Any, ...]

_MOST = 6
_FIRST = ("sectors", "agriculture_internal")


def draw_structure(frame: pl.DataFrame, documents: pl.DataFrame, lang: Language) -> Chart:
    """One panel a place and structure; only complete structures in one price basis are drawn.

    Args:
        frame: Rows of `store.structure`.
        documents: The documents to name as sources.
        lang: Language of all words.

    Raises:
        ChartError: If no structure has all its parts.
    """
    whole = [row for row in frame.iter_rows(named=True) if row["complete"]]
    if not whole:
        raise ChartError("chart.no_structure")
    panels: dict[tuple[str, str, str], list[Row]] = {}
    for row in whole:
        key = (row["place"], row["structure_group"], row["price_basis"] or "")
        panels.setdefault(key, []).append(row)
    order = sorted(panels, key=lambda key: (key[1] not in _FIRST, key[1] != _FIRST[0]))
    shown = order[:_MOST]
    documents = cited(documents, [row for key in shown for row in panels[key]])
    note = _note(frame.height - len(whole), len(order), lang)
    width = 11.0
    footer = footer_height(width, documents, lang, note)
    height = 1.1 + 3.55 * len(shown) + footer
    chart = Chart(figsize=(width, height))
    for number, key in enumerate(shown):
        bottom = height - 1.35 - 3.55 * (number + 1) + 1.0
        axes = chart.add_axes((0.06, bottom / height, 0.62, 2.45 / height))
        _panel(axes, panels[key], lang)
        prices = f" ({prices_text(key[2], lang)})" if key[2] else ""
        axes.set_title(
            f"{key[0]}: {word('group', key[1], lang)}, %{prices}", loc="left", fontsize=9.5,
            fontweight="bold",
        )  # fmt: skip
    places = ", ".join(dict.fromkeys(key[0] for key in shown))
    title = phrase("structure", lang, places=places)
    headed(chart, title, phrase("structure_legend", lang), documents, lang, note)
    chart.alt_text = _alt_text([row for key in shown for row in panels[key]], lang)
    return chart


def _panel(axes: Axes, rows: list[Row], lang: Language) -> None:
    columns = sorted({_column(row) for row in rows})
    at = {column: number for number, column in enumerate(columns)}
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(row["indicator_id"], []).append(row)
    sectors = {part: mine[0]["sector"] or part for part, mine in parts.items()}
    inks = colours("sector", list(sectors.values()))
    highest = 1.14 * max(number for row in rows for number in _numbers(row))
    axes.set_xlim(-0.4, len(columns) - 0.6 + 0.25)
    axes.set_ylim(0, highest)
    quiet_axes(axes, "y")
    axes.yaxis.set_major_formatter(numbers_of(lang))
    last = [
        _part(axes, [(at[_column(row)], row) for row in mine], inks[sectors[part]], lang)
        for part, mine in parts.items()
    ]
    for (part, mine), height in zip(parts.items(), apart(last, highest * 0.155), strict=True):
        axes.annotate(
            wrapped(mine[-1][f"name_{lang}"], 40, 2), (1.02, height), xycoords=("axes fraction", "data"),
            fontsize=8.5, va="center", color=inks[sectors[part]], annotation_clip=False,
        )  # fmt: skip
    axes.set_xticks(range(len(columns)), [_label(c, rows, lang) for c in columns], fontsize=8.5)


def _part(axes: Axes, rows: list[tuple[int, Row]], ink: str, lang: Language) -> float:
    """Draw the shares of one part over the columns; returns the height of the last one."""
    rows = sorted(rows, key=lambda pair: pair[0])
    points = [(x, row["value"]) for x, row in rows if row["value"] is not None]
    axes.plot(
        [x for x, _ in points], [y for _, y in points], "o-", color=ink, markersize=8,
        linewidth=1.4, zorder=4,
    )  # fmt: skip
    axes.plot([x for x, _ in rows], [_middle(row) for _, row in rows], ":", color=ink, linewidth=1)
    for x, row in rows:
        if row["bound"] == "range":
            low, high = row["low"], row["high"]
            axes.bar(x, high - low, bottom=low, width=0.1, color=ink, alpha=0.5, edgecolor=ink)
        axes.annotate(
            _share(row, lang), (x, max(_middle(row), row["high"] or 0)), (0, 6), textcoords="offset points",
            fontsize=8, ha="center", va="bottom", color=ink,
        )  # fmt: skip
    return _middle(rows[-1][1])


def _share(row: Row, lang: Language) -> str:
    """As printed, or what it is computed to be."""
    if row["origin"] == "reported":
        return figure_text(row, lang)
    return rounded_text(_middle(row), 1, lang)


def _numbers(row: Row) -> list[float]:
    return [n for n in (row["value"], row["low"], row["high"]) if n is not None]


def _column(row: Row) -> Column:
    """Where a row stands: targets left of the results of their period."""
    return (
        row["period_end"], row["role"] != "target", row["period_start"], row["period_kind"],
        row["origin"],
    )  # fmt: skip


def _middle(row: Row) -> float:
    known = _numbers(row)
    return float(sum(known) / len(known))


def _label(column: Column, rows: list[Row], lang: Language) -> str:
    row = next(r for r in rows if _column(r) == column)
    total = (
        rounded_text(row["sum_value"], row["decimals"] or 1, lang)
        if row["sum_value"] is not None
        else interval_text(row["sum_low"], row["sum_high"], lang)
    )
    mark = "" if row["sums_to_100"] else f" ({word('mark', 'not_100', lang)})"
    origin = f", {word('origin', 'computed', lang)}" if row["origin"] == "computed" else ""
    scenario = word("scenario", row["scenario"], lang)
    return f"{period_text(row, lang)}\n{scenario}{origin}\nΣ {total}{mark}"


def _note(dropped: int, structures: int, lang: Language) -> str:
    notes = [phrase("incomplete", lang, n=dropped)] if dropped else []
    if structures > _MOST:
        notes.append(phrase("some_structures", lang, shown=_MOST, n=structures))
    return " ".join(notes)


def _alt_text(rows: list[Row], lang: Language) -> str:
    listed = "; ".join(
        f"{row[f'name_{lang}']} {period_text(row, lang)} ({word('scenario', row['scenario'], lang)}):"
        f" {_share(row, lang)} %"
        for row in rows
    )
    return phrase("structure_text", lang, list=listed)
