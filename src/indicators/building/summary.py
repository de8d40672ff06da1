"""What a build did, for people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indicators.messages.sentences import language_in_force, message, say
from indicators.model.display import word
from indicators.tables.causes import ranges
from indicators.tables.questions import ANSWER_USED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indicators.building import Report
    from indicators.model.records import Finding

_MOST_LISTED = 100
_MOST_FINDINGS = 20  # of one document: nobody reads hundreds of lines


def summary(report: Report) -> str:
    """What a build did, in lines a person can read.

    Findings of one document stand with the most frequent cause first; of more than twenty, those of
    one rule are counted behind the first of them. The table `finding` has every one.
    """
    warnings = sum(f.severity == "warning" for f in report.findings)
    lines = [
        *_of_files(report),
        say("done.files", count=len(report.files), unchanged=report.unchanged),
        _of_cells(report),
        *_of_answers(report),
        *map(_of_finding, _shown([f for f in report.findings if f.rule != ANSWER_USED])),
        say("done.findings", errors=report.errors, warnings=warnings),
        *_of_store(report),
    ]
    return "\n".join(lines)


def _of_files(report: Report) -> Iterator[str]:
    shown = report.files
    if len(shown) > _MOST_LISTED:  # nobody reads thousands of lines: those that hold nothing
        shown = [result for result in report.files if not result.count]
    for result in shown:
        name = result.document.document_id if result.document else say("done.refused")
        yield say("done.figures", count=f"{result.count:6}", name=name, file=result.file)


def _of_cells(report: Report) -> str:
    sums = {"observation": 0, "label": 0, "head": 0, "ignored": 0, "finding": 0}
    for result in report.files:
        for account, count in (result.sums or {}).items():
            sums[account] += count
    cells = sum(result.cells for result in report.files if result.sums)
    return str(message("done.cells", cells=cells, **sums))


def _of_answers(report: Report) -> Iterator[str]:
    """How many answers of mappings were used: the table `finding` has each, with its cells."""
    used = [finding for finding in report.findings if finding.rule == ANSWER_USED]
    if used:
        yield say("done.answers", count=len(used), cells=sum(map(_cells, used)))


def _of_finding(finding: Finding) -> str:
    lang = language_in_force()
    where = f"{finding.document_id}, " if finding.document_id else ""
    severity = finding.severity if lang == "en" else word("severity", finding.severity, lang)
    sentence = finding.message_vi if lang == "vi" else finding.message_en
    return f"{severity}: {where}{finding.locator}: {sentence}."


def _of_store(report: Report) -> Iterator[str]:
    store = report.data / "processed" / "indicators.duckdb"
    if not report.published:
        yield say("done.nothing_published", store=store)
        return
    yield say("done.published", count=report.figures, store=store)
    yield say("done.audit", count=len(report.audit))


def _shown(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of every document, at most twenty each, those of most cells first."""
    documents: dict[str, list[Finding]] = {}
    for finding in findings:
        documents.setdefault(finding.document_id or finding.locator, []).append(finding)
    shown: list[Finding] = []
    for found in documents.values():
        shown += sorted(_at_most_twenty(found), key=_cells, reverse=True)
    return shown


def _at_most_twenty(findings: list[Finding]) -> list[Finding]:
    """The findings, or rules with many of them as one: as few rules as it needs."""
    if len(findings) <= _MOST_FINDINGS:
        return findings
    rules: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        rules.setdefault((finding.severity, finding.rule), []).append(finding)
    lines = len(findings)
    shown: list[Finding] = []
    for found in sorted(rules.values(), key=len, reverse=True):
        if lines > _MOST_FINDINGS and len(found) > 1:
            lines -= len(found) - 1
            shown.append(_first_of(found))
        else:
            shown += found
    return shown


def _first_of(findings: list[Finding]) -> Finding:
    """The one of most cells, with the number and the cells of all."""
    first = max(findings, key=_cells)
    cells = [place for finding in findings for place in _places(finding)]
    said = {"count": len(findings), "ranges": ranges(cells) or first.locator}
    return replace(
        first,
        message_vi=say("finding.first_of", "vi", said=first.message_vi, **said),
        message_en=say("finding.first_of", "en", said=first.message_en, **said),
        locators=tuple(cells),
    )


def _places(finding: Finding) -> list[str]:
    """The cells a finding of a file stands at."""
    listed = (place.partition(" ")[2] for place in finding.locators)
    return list(listed) or [finding.locator]


def _cells(finding: Finding) -> int:
    return max(1, len(finding.locators))
