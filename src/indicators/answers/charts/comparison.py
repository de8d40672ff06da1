"""Districts side by side: a row for each comparison, a mark for each place, the grade in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from indicators.answers.charts.panels import (
    Line,
    Panel,
    draw_bound,
    draw_panels,
    ends,
    panel_title,
)
from indicators.answers.charts.style import (
    cited,
    colour,
    colours,
    footer_height,
    headed,
    phrase,
)
from indicators.messages.errors import ChartError
from indicators.model.display import figure_text, period_text, word

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from indicators.answers.charts.style import Chart
    from indicators.model.display import Language

    Row = dict[str, Any]

_MOST = 40
_MARKERS = "osD^vPhX"
_SIGNS = dict(zip(_MARKERS, "●■◆▲▼✚⬢✖", strict=True))


class Dot(NamedTuple):
    """How a place is drawn."""

    ink: str
    shape: str


def draw_comparison(frame: pl.DataFrame, documents: pl.DataFrame, lang: Language) -> Chart:
    """A dot plot of what compares; what does not is named below, never drawn.

    Args:
        frame: Rows of `store.compare`.
        documents: The documents to name as sources.
        lang: Language of all words.

    Raises:
        ChartError: If the places have no comparable figure in common.
    """
    rows = [
        row
        for row in frame.iter_rows(named=True)
        if row["grade"] is not None and row["bound"] != "text"
    ]
    groups = _groups(rows)
    shown = [row for group in groups for row in group]
    names = {row["place_id"]: row["place"] for row in sorted(shown, key=lambda r: r["place_id"])}
    marks = {
        place: Dot(ink, _MARKERS[i % len(_MARKERS)])
        for i, (place, ink) in enumerate(colours("place", names).items())
    }
    panels: dict[str, Panel] = {}
    for group in groups:
        title = panel_title(group[0], lang)
        panels.setdefault(title, Panel(title)).lines.append(_line(group, marks, lang))
    note = _left_out(frame, rows, lang)
    documents = cited(documents, shown)
    headers = [*names.values()] if len(names) == 2 else [word("header", "figure", lang), ""]
    chart = draw_panels(
        list(panels.values()), [*headers, word("header", "grade", lang)],
        partial(_paint, marks=marks), lang, footer_height(11.4, documents, lang, note),
    )  # fmt: skip
    places = ", ".join(names.values())
    years = ", ".join(sorted({period_text(row, lang) for row in shown}))
    legend = " · ".join(f"{_SIGNS[marks[place].shape]} {name}" for place, name in names.items())
    scenarios = " / ".join(sorted({word("scenario", row["scenario"], lang) for row in shown}))
    headed(
        chart, phrase("comparison", lang, places=places, years=years),
        f"{legend}   ({scenarios}; {phrase('bands', lang)})", documents, lang, note,
    )  # fmt: skip
    chart.alt_text = _alt_text(groups, names, lang)
    return chart


def _groups(rows: list[Row]) -> list[list[Row]]:
    """The figures of each comparison that may be drawn.

    Raises:
        ChartError: If there is none, or there are too many.
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row["grade"] != "not comparable":
            groups.setdefault(row["comparison"], []).append(row)
    if not groups:
        raise ChartError("chart.nothing_comparable")
    if len(groups) > _MOST:
        raise ChartError("chart.too_many_comparisons", found=len(groups), most=_MOST)
    return list(groups.values())


def _paint(
    axes: Axes,
    height: int,
    group: list[Row],
    limits: tuple[float, float],
    *,
    marks: dict[str, Dot],
) -> None:
    step = 0.5 / max(len(group), 2)
    for number, row in enumerate(group):
        at = height + (number - (len(group) - 1) / 2) * step
        ink, shape = marks[row["place_id"]]
        if row["bound"] != "point":
            draw_bound(axes, at, row, "", limits, ink, thick=step * 0.8)
        axes.plot(
            ends(row, "")[:1], [at], shape, color=ink, markersize=8, markeredgecolor="white",
            zorder=5,
        )  # fmt: skip


def _line(group: list[Row], marks: dict[str, Dot], lang: Language) -> Line:
    labels = dict.fromkeys(str(row[f"name_{lang}"]) for row in group)
    ink = colour("part", "text")
    words = [(figure_text(row, lang), marks[row["place_id"]].ink) for row in group]
    if len(group) > 2:
        words = [("\n".join(text for text, _ in words), ink), ("", ink)]
    return Line(
        name=" | ".join(labels),
        words=[*words, (word("grade", group[0]["grade"], lang), ink)],
        numbers=[n for row in group for n in ends(row, "")],
        row=group,
    )


def _left_out(frame: pl.DataFrame, rows: list[Row], lang: Language) -> str:
    worse = {row["comparability"] for row in rows if row["grade"] == "not comparable"}
    labels = dict.fromkeys(row[f"name_{lang}"] for row in rows if row["comparability"] in worse)
    alone = frame["grade"].null_count()
    notes = [phrase("not_comparable", lang, list="; ".join(labels))] if labels else []
    notes += [phrase("alone", lang, n=alone)] if alone else []
    return " ".join(notes)


def _alt_text(groups: list[list[Row]], names: dict[str, str], lang: Language) -> str:
    listed = "; ".join(
        f"{group[0][f'name_{lang}']} ({word('grade', group[0]['grade'], lang)}): "
        + ", ".join(f"{names[row['place_id']]} {figure_text(row, lang)}" for row in group)
        for group in groups
    )
    return phrase("comparison_text", lang, list=listed)
