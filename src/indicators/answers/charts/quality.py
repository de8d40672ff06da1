"""Quality: of the figures of each document, how many an error or a warning touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indicators.answers.charts.style import (
    Chart,
    colour,
    footer_height,
    headed,
    quiet_axes,
    sign,
    wrapped,
)
from indicators.messages.errors import ChartError
from indicators.model.display import document_text, rounded_text, word

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from indicators.model.display import Language

    Row = dict[str, Any]

# Column, colour, hatching and sign: known by shape as well as by colour.
_PARTS = {
    "untouched": (colour("verdict", "met"), "", sign("met")),
    "warned": (colour("part", "computed"), "////", sign("exceeded")),
    "failed": (colour("verdict", "missed"), "xxxx", sign("missed")),
}
_MOST = 30


def draw_quality(frame: pl.DataFrame, documents: pl.DataFrame, lang: Language) -> Chart:
    """One bar a document; the documents with most figures where there are many.

    Args:
        frame: Rows of `store.quality`.
        documents: The documents to name as sources.
        lang: Language of all words.

    Raises:
        ChartError: If no document has figures.
    """
    rows = [row for row in frame.iter_rows(named=True) if row["figures"]]
    if not rows:
        raise ChartError("chart.no_figures")
    most = sorted(rows, key=lambda row: -int(row["figures"]))[:_MOST]
    shown = [row for row in rows if row in most]
    left_out = len(rows) - len(shown)
    note = word("quality", "left_out", lang).format(left_out) if left_out else ""
    footer = footer_height(11.0, documents, lang, note)
    height = 1.75 + 0.62 * len(shown) + footer
    chart = Chart(figsize=(11.0, height))
    axes = chart.add_axes((0.27, (footer + 0.5) / height, 0.43, 1 - (footer + 1.45) / height))
    for at, row in enumerate(shown):
        _bar(axes, at, row, lang)
    axes.set_yticks(range(len(shown)), [wrapped(document_text(row, lang), 36, 3) for row in shown])
    axes.set(xlim=(0, 100), ylim=(len(shown) - 0.5, -0.5))
    axes.set_xlabel(word("quality", "axis", lang))
    quiet_axes(axes)
    handles = [
        axes.barh(0, 0, color=ink, hatch=hatch, edgecolor="white") for ink, hatch, _ in _PARTS.values()
    ]  # fmt: skip
    names = [f"{mark} {word('quality', part, lang)}" for part, (_, _, mark) in _PARTS.items()]
    axes.legend(
        handles, names, ncols=3, loc="lower left", bbox_to_anchor=(0, 1), frameon=False,
        handlelength=2.5,
    )  # fmt: skip
    title = word("quality", "title", lang)
    headed(chart, title, word("quality", "subtitle", lang), documents, lang, note)
    chart.alt_text = f"{title}. " + "; ".join(
        f"{document_text(row, lang)}: "
        + ", ".join(f"{row[part]} {word('quality', part, lang)}" for part in _PARTS)
        for row in shown
    )
    return chart


def _bar(axes: Axes, at: int, row: Row, lang: Language) -> None:
    start = 0.0
    for part, (ink, hatch, _) in _PARTS.items():
        wide = 100 * row[part] / row["figures"]
        axes.barh(
            at, wide, left=start, height=0.56, color=ink, hatch=hatch, edgecolor="white",
            linewidth=0.6,
        )  # fmt: skip
        start += wide
    percent = rounded_text(100 * row["untouched"] / row["figures"], 1, lang)
    inside = row["untouched"] * 100 >= 12 * row["figures"]  # else the words do not fit
    if inside:
        axes.text(2, at, f"{percent} %", va="center", color="white", fontweight="bold")
    counts = " · ".join(f"{mark} {row[part]}" for part, (_, _, mark) in _PARTS.items())
    axes.text(103, at, word("quality", "counts", lang).format(counts, row["figures"]), va="center")
