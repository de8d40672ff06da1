"""What a build did, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.building import Report

_MOST_LISTED = 100


def summary(report: Report) -> str:
    """What a build did, in lines a person can read; every finding is listed."""
    lines = []
    shown = report.files
    if len(shown) > _MOST_LISTED:  # nobody reads thousands of lines: those that hold nothing
        shown = [result for result in report.files if not result.count]
    for result in shown:
        name = result.document.document_id if result.document else "(refused)"
        lines.append(f"{result.count:6} figures  {name}  ({result.file})")
    lines.append(
        f"Files: {len(report.files)}, {report.unchanged} of them unchanged, not read again."
    )
    sums = {"observation": 0, "label": 0, "head": 0, "ignored": 0, "finding": 0}
    for result in report.files:
        for account, count in (result.sums or {}).items():
            sums[account] += count
    cells = sum(result.cells for result in report.files if result.sums)
    lines.append(
        f"Cells: {cells} not empty = {sums['observation']} with figures + {sums['label']} labels"
        f" + {sums['head']} heads + {sums['ignored']} ignored + {sums['finding']} in findings."
    )
    for finding in report.findings:
        where = f"{finding.document_id}, " if finding.document_id else ""
        lines.append(f"{finding.severity}: {where}{finding.locator}: {finding.message_en}.")
    warnings = sum(f.severity == "warning" for f in report.findings)
    lines.append(f"Findings: {report.errors} errors, {warnings} warnings.")
    store = report.data / "processed" / "indicators.duckdb"
    if report.published:
        lines.append(f"Published {report.figures} figures in {store}.")
        lines.append(
            f"Audit: {len(report.audit)} findings in the documents; `indicators audit` lists them."
        )
    else:
        lines.append(
            f"Nothing published; {store} is as it was. Mend the errors, or use --keep-going."
        )
    return "\n".join(lines)
