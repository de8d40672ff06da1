"""Sector structure: shares over periods, targets as bands, results as joined dots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.ticker import FuncFormatter

from indicators.answers.charts.style import (
    Chart,
    apart,
    cited,
    colours,
    footer_height,
    headed,
    quiet_axes,
    wrapped,
)
from indicators.messages.errors import ChartError
from indicators.model.display import (
    figure_text,
    interval_text,
    number_text,
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
        raise ChartError(
            "no structure here has all its parts; ask for another group, place or year."
        )
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
    title = {"vi": "cơ cấu và chuyển dịch", "en": "structure and its shift"}[lang]
    subtitle = {
        "vi": "Chấm: kết quả · dải: mục tiêu dạng khoảng · Σ: tổng các phần (trong sai số làm tròn)",
        "en": "Dot: result · band: target range · Σ: sum of the parts (within rounding)",
    }[lang]
    headed(chart, f"{places}: {title}", subtitle, documents, lang, note)
    chart.alt_text = _alt_text([row for key in shown for row in panels[key]], lang)
    return chart


def _panel(axes: Axes, rows: list[Row], lang: Language) -> None:
    columns = sorted({_column(row) for row in rows})
    parts = list(dict.fromkeys(row["indicator_id"] for row in rows))
    sectors = {row["indicator_id"]: row["sector"] or row["indicator_id"] for row in rows}
    inks = colours("sector", [sectors[part] for part in parts])
    at = {column: number for number, column in enumerate(columns)}
    axes.set_xlim(-0.4, len(columns) - 0.6 + 0.25)
    highest = max(
        n for row in rows for n in (row["value"], row["high"], row["low"]) if n is not None
    )
    axes.set_ylim(0, highest * 1.14)
    quiet_axes(axes, "y")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: number_text(round(v, 6), None, lang)))
    last: dict[str, float] = {}
    for part in parts:
        ink = inks[sectors[part]]
        mine = sorted((r for r in rows if r["indicator_id"] == part), key=lambda r: at[_column(r)])
        points = [(at[_column(r)], r["value"]) for r in mine if r["value"] is not None]
        axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            "o-",
            color=ink,
            markersize=8,
            linewidth=1.4,
            zorder=4,
        )
        axes.plot(
            [at[_column(r)] for r in mine], [_middle(r) for r in mine], ":", color=ink, linewidth=1
        )
        for row in mine:
            x = at[_column(row)]
            if row["bound"] == "range":
                axes.bar(
                    x,
                    row["high"] - row["low"],
                    bottom=row["low"],
                    width=0.1,
                    color=ink,
                    alpha=0.5,
                    edgecolor=ink,
                )
            middle = _middle(row)
            last[part] = middle
            axes.annotate(
                figure_text(row, lang) if row["origin"] == "reported" else rounded_text(middle, 1, lang),
                (x, max(middle, row["high"] or 0)), (0, 6), textcoords="offset points", fontsize=8, ha="center",
                va="bottom", color=ink,
            )  # fmt: skip
    names = {row["indicator_id"]: row[f"name_{lang}"] for row in rows}
    heights = apart([last[part] for part in parts], highest * 1.14 * 0.155)
    for part, height in zip(parts, heights, strict=True):
        axes.annotate(
            wrapped(names[part], 40, 2), (1.02, height), xycoords=("axes fraction", "data"),
            fontsize=8.5, va="center", color=inks[sectors[part]], annotation_clip=False,
        )  # fmt: skip
    axes.set_xticks(range(len(columns)), [_label(c, rows, lang) for c in columns], fontsize=8.5)


def _column(row: Row) -> Column:
    """Where a row stands: targets left of the results of their period."""
    return (
        row["period_end"],
        row["role"] != "target",
        row["period_start"],
        row["period_kind"],
        row["origin"],
    )


def _middle(row: Row) -> float:
    known = [n for n in (row["value"], row["low"], row["high"]) if n is not None]
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
    said = word("scenario", row["scenario"], lang)
    return f"{period_text(row, lang)}\n{said}{origin}\nΣ {total}{mark}"


def _note(dropped: int, structures: int, lang: Language) -> str:
    notes = []
    if dropped:
        notes.append({
            "vi": f"Không vẽ {dropped} tỷ trọng của cơ cấu thiếu phần.",
            "en": f"{dropped} shares of structures with missing parts are not drawn.",
        }[lang])  # fmt: skip
    if structures > _MOST:
        notes.append({
            "vi": f"Vẽ {_MOST} trong {structures} cơ cấu; lọc bằng group hoặc place.",
            "en": f"{_MOST} of {structures} structures are drawn; filter by group or place.",
        }[lang])  # fmt: skip
    return " ".join(notes)


def _alt_text(rows: list[Row], lang: Language) -> str:
    told = "; ".join(
        f"{row[f'name_{lang}']} {period_text(row, lang)} ({word('scenario', row['scenario'], lang)}):"
        f" {figure_text(row, lang) if row['origin'] == 'reported' else rounded_text(row['value'], 1, lang)} %"
        for row in rows
    )
    return f"{ {'vi': 'Tỷ trọng', 'en': 'Shares'}[lang] }: {told}."
