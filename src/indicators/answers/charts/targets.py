"""Target against actual: the target a band, a bar or an arrow, the result a mark with its verdict."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

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
    footer_height,
    headed,
    marker,
    phrase,
    sign,
)
from indicators.answers.tabulation import ends_text, name_text, result_text, target_text
from indicators.messages.errors import ChartError
from indicators.model.display import figure_text, word

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from indicators.answers.charts.style import Chart
    from indicators.model.display import Language

_MOST = 80


def draw_targets(frame: pl.DataFrame, documents: pl.DataFrame, lang: Language) -> Chart:
    """One row a target, panels by unit.

    Args:
        frame: Rows of `store.target_vs_actual`.
        documents: The documents to name as sources.
        lang: Language of all words.

    Raises:
        ChartError: If no target is a number, or there are too many rows to read.
    """
    rows = list(frame.iter_rows(named=True))
    drawn = [row for row in rows if row["target_bound"] not in (None, "text")]
    if not drawn:
        raise ChartError("chart.no_target")
    if len(drawn) > _MOST:
        raise ChartError("chart.too_many_targets", found=len(drawn), most=_MOST)
    places = list(dict.fromkeys(row["place"] for row in drawn))
    years = sorted({row["year"] for row in drawn})
    panels: dict[str, Panel] = {}
    for row in drawn:
        title = _title(row, lang)
        panel = panels.setdefault(title, Panel(title))
        panel.lines.append(_line(row, lang, places=len(places) > 1, years=len(years) > 1))
    note = _left_out(rows, lang)
    documents = cited(documents, drawn)
    chart = draw_panels(
        list(panels.values()),
        [word("header", name, lang) for name in ("target", "result", "verdict")],
        _paint, lang, footer_height(11.4, documents, lang, note),
    )  # fmt: skip
    when = ", ".join(map(str, years))
    headed(
        chart,
        f"{', '.join(places)} {when}: {phrase('targets', lang)}",
        phrase("targets_legend", lang),
        documents,
        lang,
        note,
    )
    chart.alt_text = _alt_text(drawn, places, when, lang)
    return chart


def _title(row: dict[str, Any], lang: Language) -> str:
    if row["origin"] == "percent_of_plan":
        return word("origin", "percent_of_plan", lang)
    return panel_title(row, lang)


def _line(row: dict[str, Any], lang: Language, *, places: bool, years: bool) -> Line:
    where = [row["place"]] * places + [str(row["year"])] * years
    name = str(row[f"name_{lang}"])
    owner = word("target_by", row["target_by"], lang)
    if row["against"] is not None:
        name += f" [{word('against', row['against'], lang)}]"
    elif row["target_by"] not in (None, "district"):
        name += f" [{owner}]"
    verdict = row["verdict"]
    judged = f"{sign(verdict)} {word('verdict', verdict, lang)}"
    if row["robust_to_result"] is False:
        judged += f", {word('mark', 'rounding', lang)}"
    if row["reason"]:
        known = [] if verdict == "undetermined" else [word("verdict", verdict, lang)]
        judged = f"{sign(verdict)} {', '.join([*known, word('reason', row['reason'], lang)])}"
    result = (
        ends_text(row, lang, "result_") if row["result_contradicted"] else result_text(row, lang)
    )
    numbers = ends(row, "target_") + _found(row)
    ink = colour("part", "text")
    return Line(
        name=": ".join([" ".join(where), name]) if where else name,
        words=[
            (target_text(row, lang), ink),
            (result, ink),
            (judged, colour("verdict", verdict)),
        ],
        numbers=numbers,
        row=row,
    )


def _found(row: dict[str, Any]) -> list[float]:
    """The numbers of the result: of one that contradicts itself the least and the most."""
    if row["result_contradicted"]:
        return [row["result_lowest"], row["result_highest"]]
    return ends(row, "result_") or ends(row, "progress_")


def _paint(axes: Axes, height: int, row: dict[str, Any], limits: tuple[float, float]) -> None:
    draw_bound(axes, height, row, "target_", limits, colour("part", "target"))
    prefix = "result_" if row["result_bound"] is not None else "progress_"
    found = _found(row)
    if not found:
        return
    ink = colour("verdict", row["verdict"])
    if len(found) == 2:
        axes.plot(found, [height, height], color=ink, linewidth=2, zorder=4)
    face = "white" if prefix == "progress_" else ink
    axes.plot(
        found, [height] * len(found), marker(row["verdict"]), color=ink, markersize=8,
        markerfacecolor=face, markeredgecolor=ink if face == "white" else "white", markeredgewidth=1.1, zorder=5,
    )  # fmt: skip


def _left_out(rows: list[dict[str, Any]], lang: Language) -> str:
    counts = Counter(row["target_bound"] for row in rows)
    parts = [
        phrase(key, lang, n=counts[bound])
        for key, bound in (("targets_in_words", "text"), ("no_target", None))
        if counts[bound]
    ]
    return phrase("not_drawn", lang, list=", ".join(parts)) if parts else ""


def _alt_text(rows: list[dict[str, Any]], places: list[str], when: str, lang: Language) -> str:
    counts = Counter(row["verdict"] for row in rows)
    counted = ", ".join(
        f"{counts[verdict]} {word('verdict', verdict, lang).lower()}"
        for verdict in ("exceeded", "met", "missed", "undetermined")
        if counts[verdict]
    )
    missed = "; ".join(
        f"{name_text(row, lang)}: {target_text(row, lang)} / {figure_text(row, lang, 'result_')}"
        for row in rows
        if row["verdict"] == "missed"
    )
    first = phrase(
        "targets_text", lang, n=len(rows), places=", ".join(places), when=when, verdicts=counted
    )
    return first + (f" {phrase('missed', lang, list=missed)}" if missed else "")
