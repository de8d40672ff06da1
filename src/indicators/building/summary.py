"""What a build did, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.messages.sentences import language_in_force, message, say
from indicators.model.display import word

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
        name = result.document.document_id if result.document else say("done.refused")
        lines.append(say("done.figures", count=f"{result.count:6}", name=name, file=result.file))
    lines.append(say("done.files", count=len(report.files), unchanged=report.unchanged))
    sums = {"observation": 0, "label": 0, "head": 0, "ignored": 0, "finding": 0}
    for result in report.files:
        for account, count in (result.sums or {}).items():
            sums[account] += count
    cells = sum(result.cells for result in report.files if result.sums)
    lines.append(str(message("done.cells", cells=cells, **sums)))
    lang = language_in_force()
    for finding in report.findings:
        where = f"{finding.document_id}, " if finding.document_id else ""
        severity = finding.severity if lang == "en" else word("severity", finding.severity, lang)
        sentence = finding.message_vi if lang == "vi" else finding.message_en
        lines.append(f"{severity}: {where}{finding.locator}: {sentence}.")
    warnings = sum(f.severity == "warning" for f in report.findings)
    lines.append(say("done.findings", errors=report.errors, warnings=warnings))
    store = report.data / "processed" / "indicators.duckdb"
    if report.published:
        lines.append(say("done.published", count=report.figures, store=store))
        lines.append(say("done.audit", count=len(report.audit)))
    else:
        lines.append(say("done.nothing_published", store=store))
    return "\n".join(lines)
