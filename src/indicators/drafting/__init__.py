"""Many documents to drafts: folders and patterns, on all cores, going on after a bad file."""

from __future__ import annotations

import hashlib
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Literal

from indicators.drafting.finding import Found, find_documents
from indicators.drafting.targets import DOUBTFUL, Extraction, Folder, write
from indicators.messages.errors import IndicatorsError
from indicators.messages.sentences import Message, Quoted, message, printable
from indicators.running import processes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from indicators.drafting.targets import Target
    from indicators.prose.model import Draft
    from indicators.running import Runner

__all__ = ["Extraction", "Format", "Found", "draft_documents", "find_documents", "lost", "write"]

Format = Literal["xlsx", "csv", "jsonl"]


def draft_documents(
    paths: Sequence[Path],
    form: Format,
    *,
    folder: Path | None = None,
    data: Path | None = None,
    workers: int | None = None,
    run: Runner[Extraction] | None = None,
) -> Iterator[Extraction]:
    """Extract documents, in order; drafts that are written nowhere come in `Extraction.data`.

    Args:
        paths: The documents.
        form: What to make of each.
        folder: Write one file a document into it; a document of the same bytes whose draft is
            there already is not read again, and a draft that a person has changed is not
            written over.
        data: Data folder whose codebook extends the package's.
        workers: Processes; by default one a core.
        run: What does the jobs, instead of processes on this machine.

    Raises:
        ExportError: If the folder cannot be written.
        CodebookError: If the codebook of the data folder is wrong.
    """
    from indicators.prose import knowledge

    knowledge(data)  # what is wrong with it is reported once, before any work
    into = Folder(folder) if folder is not None else None
    targets = into.targets(paths, form) if into is not None else repeat(None, len(paths))
    jobs = [
        partial(_draft, path, form, target, data)
        for path, target in zip(paths, targets, strict=True)
    ]
    run = run or processes(lost, workers)
    for path, outcome in zip(paths, run(jobs), strict=True):
        if into is not None:
            into.note(path, outcome)
        yield outcome


def lost(job: partial[Extraction]) -> Extraction:
    """What is reported of a document whose reading ended its process."""
    name = printable(str(job.args[0]))
    return Extraction(name, error=_stopped(name, "reading.ended_process"))


def _stopped(name: str, code: str, **arguments: object) -> Message:
    return message("draft.stopped", file=name, reason=message(code, **arguments))


def _draft(path: Path, form: Format, target: Target | None, data: Path | None) -> Extraction:
    """One document; no fault in it stops the others."""
    try:
        if target is not None and target.is_of(path):
            return Extraction(
                printable(str(path)),
                target.sha256,
                output=printable(str(target.path)),
                done_before=True,
            )
        from indicators.prose import extract

        draft = extract(path, data=data)
        made = _made(draft, form, data)
        if target is not None:
            target.take(made)
    except IndicatorsError as error:
        return Extraction(printable(str(path)), error=error)
    except (RecursionError, MemoryError):
        return Extraction(
            printable(str(path)), error=_stopped(printable(str(path)), "reading.too_deep")
        )
    except Exception as error:  # noqa: BLE001 (the other documents can still be read)
        reason = Quoted(" ".join(f"{type(error).__name__} {error}".split()))
        return Extraction(
            printable(str(path)),
            error=_stopped(printable(str(path)), "reading.fault", reason=reason),
        )
    return Extraction(
        file=printable(str(path)),
        sha256=draft.source.sha256,
        rows=len(draft.rows),
        doubtful=sum(row.confidence < DOUBTFUL for row in draft.rows),
        nonfigures=len(draft.nonfigures),
        unbound=len(draft.unbound),
        tokens=draft.tokens,
        closed=sum(draft.ledger.values()) == draft.tokens,
        remarks=draft.source.remarks,
        output=printable(str(target.path)) if target else None,
        made=hashlib.sha256(made).hexdigest(),
        data=b"" if target else made,
    )


def _made(draft: Draft, form: Format, data: Path | None) -> bytes:
    if form == "xlsx":
        from indicators.drafting.workbook import write_draft
        from indicators.prose import knowledge

        binder, register = knowledge(data)
        return write_draft(draft, binder.codebook, register=register)
    from indicators.drafting.text import draft_csv, draft_jsonl

    return draft_csv([draft]) if form == "csv" else draft_jsonl([draft])
