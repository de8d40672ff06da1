"""One self-contained HTML page about a place and a year, for people without Python."""

from __future__ import annotations

import base64
import re
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.answers.export.output import deliver
from indicators.messages.errors import ChartError, ExportError, QueryError
from indicators.model.display import cite, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indicators.answers.results import Result
    from indicators.answers.store import Store

_TEMPLATE = "report.html.j2"
# Targets a place answers for itself; plans and budgets have a part of their own.
_OWN = ("district", "commune", "city", "province", "central")


def write_report(store: Store, place: str, year: int, path: Path | str) -> Path:
    """Write the report of a place and a year.

    Args:
        store: An open store; the page is in its language.
        place: place_id.
        year: Calendar year.
        path: The HTML file; an existing one is replaced. It holds charts and styles itself and
            asks no other file or server for anything.

    Returns:
        The path.

    Raises:
        QueryError: If the place is not in the store, or has no targets, growth or structure in
            that year; the sentence says which years there are.
        ExportError: If Jinja2 is missing or the file cannot be written.
    """
    target = Path(path)
    deliver(render(store, place, year).encode(), target)
    return target


def render(store: Store, place: str, year: int) -> str:
    """The HTML page as text; raises as `write_report` does."""
    try:
        import jinja2
        import matplotlib as _  # noqa: F401, ICN001 (so that its absence is known first)
    except ImportError as error:
        raise ExportError("report.needs_jinja") from error
    targets = store.target_vs_actual(place=place, year=year, target_by=_OWN)
    growth = store.growth(place=place, year=[year, year + 1])
    structure = store.structure(place=place, year=[year, year + 1])
    if not len(targets) and not len(store.growth(place=place, year=year)):
        raise QueryError("part.only", sentence=targets.note)
    figures = [str(f) for part in (targets, growth, structure) for f in part.figures()]
    findings = store.findings(figures=figures)
    sections = list(_sections(store, place, year, targets, growth, structure))
    name = next(str(row["place"]) for result in (targets, growth) for row in result)
    template = (resources.files("indicators.answers.report") / _TEMPLATE).read_text("utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["strong"] = _strong
    return environment.from_string(template).render(
        lang=store.lang, name=name, year=year, sections=sections,
        findings=_compact(*findings.table(), place_first=False) if len(findings) else None,
        sources=_sources(store, targets, growth, structure), word=lambda key: word("report", key, store.lang),
    )  # fmt: skip


def _sections(
    store: Store, place: str, year: int, targets: Result, growth: Result, structure: Result
) -> Iterator[dict[str, object]]:
    """Title, sentences, charts and table of each part; charts by theme, so that a page holds one."""
    by_theme = [
        store.target_vs_actual(place=place, year=year, theme=theme, target_by=_OWN)
        for theme in dict.fromkeys(str(row["theme"]) for row in targets)
    ]
    by_group = [
        store.structure(place=place, year=[year, year + 1], group=group)
        for group in dict.fromkeys(str(row["structure_group"]) for row in structure)
    ]
    plans = store.target_vs_actual(place=place, year=year, target_by=["plan", "budget"])
    following = store.target_vs_actual(place=place, year=year + 1, target_by=_OWN)
    parts: tuple[tuple[str, Result, list[Result]], ...] = (
        ("targets", targets, by_theme),
        ("plans", plans, [plans]),
        ("growth", growth, [growth]),
        ("structure", structure, by_group),
        ("following", following, []),
    )
    for key, result, drawn in parts:
        if len(result):
            headers, rows = _compact(*result.table())
            charts = [chart for each in drawn for chart in _charts(each)]
            yield {"key": key, "result": result, "charts": charts, "headers": headers, "rows": rows}


def _compact(
    headers: list[str], rows: list[list[str]], *, place_first: bool = True
) -> tuple[list[str], list[list[str]]]:
    """The table without empty columns, nor the first where it is the place the page is about."""
    kept = [at for at in range(place_first, len(headers)) if any(row[at] for row in rows)]
    return [headers[at] for at in kept], [[row[at] for at in kept] for row in rows]


def _charts(result: Result) -> Iterator[dict[str, str]]:
    """The chart of a result with its text, or nothing where there is nothing to draw."""
    try:
        chart = result.plot()
    except ChartError:  # nothing here is a number that could be drawn
        return
    picture = base64.b64encode(chart.png()).decode()
    yield {"picture": f"data:image/png;base64,{picture}", "text": chart.alt_text}


def _sources(store: Store, *results: Result) -> list[dict[str, object]]:
    """Every document once: citation, places in it, file and its hash."""
    documents = {str(row["document_id"]): row for row in store.documents()}
    found: dict[str, list[dict[str, Any]]] = {}
    for result in results:
        for row in result.sources():
            found.setdefault(str(row["document_id"]), []).append(row)
    return [
        {
            "citation": cite(documents[ident], store.lang),
            "places": ", ".join(filter(None, dict.fromkeys(r.get("source_locator") for r in rows))),
            "file": rows[0]["file"],
            "sha256": rows[0]["sha256"],
        }
        for ident, rows in found.items()
    ]


def _strong(text: str) -> object:
    r"""Escaped text with `**words**` in bold; what stands behind a `\` is itself."""
    from markupsafe import Markup

    strong = re.sub(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*", r"<strong>\1</strong>", escape(text))
    return Markup(re.sub(r"\\([\\`*\[\]]|&(?:lt|amp);)", r"\1", strong))  # noqa: S704 (escaped)
