"""What `indicators adopt` does, with words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.adopting.adoption import adopt
from indicators.messages.sentences import language_in_force, message, say
from indicators.model.display import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from indicators.adopting.adoption import Adoption

_SHEETS = ("labels", "headers", "units", "places", "documents")


def adopt_files(files: Sequence[Path], data: Path | None, like: Path | None) -> int:
    """Ask about files and say what is open.

    Returns:
        The exit code: 0 if every file was read, 1 if one was not or an answer is none.

    Raises:
        SourceError: If there is nothing to read, or a mapping cannot be read.
        ExportError: If a workbook cannot be written.
    """
    adoptions = adopt(files, data=data, like=like)
    for adoption in adoptions:
        print("\n".join(_told(adoption)))  # noqa: T201
    return int(any(adoption.unread or adoption.findings for adoption in adoptions))


def _told(adoption: Adoption) -> Iterator[str]:
    lang = language_in_force()
    for sentence in adoption.unread:
        yield sentence.in_language(lang)
    for finding in adoption.findings:
        said = finding.message_vi if lang == "vi" else finding.message_en
        severity = finding.severity if lang == "en" else word("severity", finding.severity, lang)
        yield f"{severity}: {finding.locator}: {said}."
    counted = {f"{sheet}_{status}": 0 for sheet in _SHEETS for status in ("open", "gone")}
    for sheet in _SHEETS:
        for line in adoption.sheets[sheet]:
            key = f"{sheet}_{line.status}"
            counted[key] = counted.get(key, 0) + 1
    written = "written" if adoption.changed else "unchanged"
    yield say(f"adopt.{written}", path=adoption.path)
    yield say("adopt.read", count=adoption.figures)
    gone = sum(counted[f"{sheet}_gone"] for sheet in _SHEETS)
    if gone:
        yield say("adopt.gone", count=gone)
    if adoption.open:
        asked: dict[str, object] = {sheet: counted[f"{sheet}_open"] for sheet in _SHEETS}
        yield message("adopt.open", open=adoption.open, **asked).in_language(lang)
    else:
        yield say("adopt.all_answered")
