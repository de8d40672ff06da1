"""Districts side by side: a row for each comparison, a mark for each place, the grade in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indicators.answers.charts.panels import Line, Panel, draw_bound, draw_panels, ends
from indicators.answers.charts.style import Chart, cited, colour, colours, footer_height, headed
from indicators.messages.errors import ChartError
from indicators.model.display import figure_text, period_text, prices_text, unit_text, word

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from indicators.model.display import Language

    Row = dict[str, Any]

_MOST = 40
_MARKERS = "osD^vPhX"


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
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row["grade"] != "not comparable":
            groups.setdefault(row["comparison"], []).append(row)
    if not groups:
        raise ChartError(
            "these places have no comparable figure in common; compare other places or years."
        )
    if len(groups) > _MOST:
        message = f"{len(groups)} comparisons are too many for one chart (at most {_MOST}); filter by theme or indicator."
        raise ChartError(message)
    shown = [row for group in groups.values() for row in group]
    names = {row["place_id"]: row["place"] for row in sorted(shown, key=lambda r: r["place_id"])}
    inks = colours("place", names)
    shapes = {place: _MARKERS[i % len(_MARKERS)] for i, place in enumerate(names)}
    panels: dict[str, Panel] = {}
    for group in groups.values():
        first = group[0]
        measure = "" if first["measure"] == "level" else word("measure", first["measure"], lang)
        parts = (unit_text(first["unit"], lang), measure, prices_text(first["price_basis"], lang))
        title = ", ".join(part for part in parts if part)
        panels.setdefault(title, Panel(title)).lines.append(_line(group, inks, lang))
    note = _left_out(frame, rows, lang)
    documents = cited(documents, shown)
    heads = [*names.values(), ""][:2] if len(names) == 2 else [word("head", "figure", lang), ""]

    def paint(axes: Axes, height: int, group: list[Row], limits: tuple[float, float]) -> None:
        step = 0.5 / max(len(group), 2)
        for number, row in enumerate(group):
            at = height + (number - (len(group) - 1) / 2) * step
            ink = inks[row["place_id"]]
            if row["bound"] != "point":
                draw_bound(axes, at, row, "", limits, ink, thick=step * 0.8)
            axes.plot(
                ends(row, "")[:1],
                [at],
                shapes[row["place_id"]],
                color=ink,
                markersize=8,
                markeredgecolor="white",
                zorder=5,
            )

    chart = draw_panels(
        list(panels.values()), [*heads, word("head", "grade", lang)],
        paint, lang, footer_height(11.4, documents, lang, note),
    )  # fmt: skip
    legend = " · ".join(f"{_SHAPE_SIGNS[shapes[place]]} {name}" for place, name in names.items())
    years = ", ".join(sorted({period_text(row, lang) for row in shown}))
    title = {
        "vi": f"So sánh {', '.join(names.values())}, {years}",
        "en": f"{', '.join(names.values())} compared, {years}",
    }[lang]
    said = " / ".join(sorted({word("scenario", row["scenario"], lang) for row in shown}))
    bands = {"vi": "dải: khoảng, mũi tên: ngưỡng", "en": "band: range, arrow: threshold"}[lang]
    headed(chart, title, f"{legend}   ({said}; {bands})", documents, lang, note)
    chart.alt_text = _alt_text(groups, names, lang)
    return chart


_SHAPE_SIGNS = {"o": "●", "s": "■", "D": "◆", "^": "▲", "v": "▼", "P": "✚", "h": "⬢", "X": "✖"}


def _line(group: list[Row], inks: dict[str, str], lang: Language) -> Line:
    labels = list(dict.fromkeys(str(row[f"name_{lang}"]) for row in group))
    grade = group[0]["grade"]
    figures = "\n".join(figure_text(row, lang) for row in group)
    ink = colour("part", "text")
    words = [(figure_text(row, lang), inks[row["place_id"]]) for row in group[:2]]
    if len(group) > 2:
        words = [(figures, ink), ("", ink)]
    return Line(
        name=labels[0] if len(labels) == 1 else " | ".join(labels),
        words=[*words, (word("grade", grade, lang), ink)],
        numbers=[n for row in group for n in ends(row, "")],
        row=group,
    )


def _left_out(frame: pl.DataFrame, rows: list[Row], lang: Language) -> str:
    worse = {row["comparability"] for row in rows if row["grade"] == "not comparable"}
    labels = list(
        dict.fromkeys(row[f"name_{lang}"] for row in rows if row["comparability"] in worse)
    )
    alone = sum(grade is None for grade in frame["grade"])
    notes = []
    if labels:
        notes.append(
            {"vi": "Không vẽ vì không so được: ", "en": "Not drawn, not comparable: "}[lang]
            + "; ".join(labels)
            + "."
        )
    if alone:
        notes.append(
            {
                "vi": f"{alone} số liệu chỉ một nơi có.",
                "en": f"{alone} figures are reported by one place only.",
            }[lang]
        )
    return " ".join(notes)


def _alt_text(groups: dict[str, list[Row]], names: dict[str, str], lang: Language) -> str:
    told = "; ".join(
        f"{group[0][f'name_{lang}']} ({word('grade', group[0]['grade'], lang)}): "
        + ", ".join(f"{names[row['place_id']]} {figure_text(row, lang)}" for row in group)
        for group in groups.values()
    )
    return {"vi": f"So sánh: {told}.", "en": f"Comparison: {told}."}[lang]
