"""Excel workbooks of results: for people to print, to compute with and to send on."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.messages.errors import ExportError

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
        path: The file; written beside its place and renamed, so that an old one is replaced whole.
        kind: What the rows are; targets against results have the form of a report's appendix.
        frame: The rows.
        sources: `Result.sources` of the rows.
        documents: The documents behind them.
        findings: Rows of `Result.findings`, or None when there is no store.
        lang: Language of the heads of analyses; the form of the appendix is Vietnamese.
        caption: What was asked for.

    Raises:
        ExportError: If XlsxWriter is missing or the file cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        message = f"{target}: an Excel workbook ends in .xlsx; give such a name."
        raise ExportError(message)
    try:
        from indicators.answers.export.workbook import Workbook
    except ImportError as error:
        message = (
            "Excel workbooks need XlsxWriter; install it with: pip install 'indicators[excel]'."
        )
        raise ExportError(message) from error
    from indicators.answers.export.analysis import add_analysis
    from indicators.answers.export.appendix import add_appendix
    from indicators.answers.export.sheets import add_findings, add_sources

    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        os.close(handle)
        beside = Path(name)
        try:
            with Workbook(beside) as book:
                add = add_appendix if kind == "target_vs_actual" else add_analysis
                add(book, kind, frame, lang, caption)
                add_sources(book, frame, sources, documents, caption)
                add_findings(book, findings)
            beside.chmod(0o644)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        message = f"{target}: the workbook cannot be written ({error.strerror or error}); close it in Excel, or choose another folder."
        raise ExportError(message) from error
    return target
