"""Excel workbooks of results: for people to print, to compute with and to send on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from indicators.answers.export.appendix import add_appendix
from indicators.answers.export.output import check, deliver
from indicators.answers.export.sheets import add_analysis, add_findings, add_sources
from indicators.answers.export.workbook import Workbook

if TYPE_CHECKING:
    import polars as pl

    from indicators.answers.tabulation import Kind
    from indicators.model.display import Language


def write_workbook(  # noqa: PLR0917 (what a workbook is made of)
    path: Path | str,
    kind: Kind,
    frame: pl.DataFrame,
    sources: pl.DataFrame,
    documents: pl.DataFrame,
    findings: pl.DataFrame | None,
    lang: Language,
    caption: str,
) -> Path:
    """Write a result as a workbook: its sheets, then `Nguồn` and `Phát hiện`.

    Args:
        path: The file; an old one is replaced.
        kind: What the rows are; targets against results have the form of a report's appendix.
        frame: The rows.
        sources: `Result.sources` of the rows.
        documents: The documents behind them.
        findings: Rows of `Result.findings`, or None when there is no store.
        lang: Language of the headers of analyses; the form of the appendix is Vietnamese.
        caption: What was asked for.

    Raises:
        ExportError: If XlsxWriter is missing or the file cannot be written.
    """
    target = Path(path)
    check("xlsx", target)
    book = Workbook()
    add = add_appendix if kind == "target_vs_actual" else add_analysis
    add(book, kind, frame, lang, caption)
    add_sources(book, frame, sources, documents, caption)
    add_findings(book, findings)
    deliver(book.data(), target)
    return target
