"""Many documents to drafts: folders and globs, on all cores, going on after a bad file."""

from __future__ import annotations

import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from functools import partial
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from indicators.errors import IndicatorsError, SourceError
from indicators.readers.documents import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indicators.extraction.model import Draft

Format = Literal["xlsx", "csv", "jsonl"]
_LOG = "extracted.jsonl"
_DOUBTFUL = 0.6
_FEW = 4  # starting a pool takes longer than reading so many


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    Attributes:
        file: The document.
        sha256: Of its bytes; empty when it could not be read.
        rows: Draft rows.
        doubtful: Rows whose confidence is low.
        nonfigures: Declared non-figures.
        unbound: Figures without a label.
        tokens: Tokens with a digit.
        closed: Whether every one of them is accounted for.
        notes: What the reader had to say.
        error: The sentence of a file that could not be read.
        output: The file that was written, if any.
        data: Rows as csv or JSON Lines, where no file was written.
        done_before: Whether an earlier run made the draft of the same bytes.
    """

    file: str
    sha256: str = ""
    rows: int = 0
    doubtful: int = 0
    nonfigures: int = 0
    unbound: int = 0
    tokens: int = 0
    closed: bool = True
    notes: tuple[str, ...] = ()
    error: str | None = None
    output: str | None = None
    data: bytes = b""
    done_before: bool = False

    @property
    def line(self) -> str:
        """One line for people."""
        if self.error is not None:
            return self.error
        if self.done_before:
            return f"{self.file}: done before, {self.output} is kept"
        sums = f"{self.tokens} tokens with a digit, {'the sum closes' if self.closed else 'THE SUM DOES NOT CLOSE'}"
        told = f"{self.file}: {self.rows} figures, {self.doubtful} of them doubtful; {self.nonfigures} non-figures, {self.unbound} not bound; {sums}"
        notes = "".join(f"; {note}" for note in self.notes)
        return told + notes + (f" -> {self.output}" if self.output else "")


def find_documents(given: Iterable[str]) -> list[Path]:
    """The files that names, folders and patterns mean, each once, in order.

    Folders are searched through; hidden files and Office's lock files are left out.

    Raises:
        SourceError: If a name or pattern means nothing.
    """
    found: dict[Path, None] = {}
    for name in given:
        path = Path(name)
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if p.is_file() and _is_document(p)]
        elif path.exists() or not any(sign in name for sign in "*?["):
            inside = [path]
        else:
            matches = sorted(glob(name, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
            inside = [p for p in map(Path, matches) if p.is_file()]
        if not inside:
            raise SourceError(
                path, f"no document is found here; give files of {', '.join(ENDINGS)}"
            )
        found |= dict.fromkeys(inside)
    return list(found)


def draft_documents(
    paths: Sequence[Path],
    form: Format,
    *,
    folder: Path | None = None,
    output: Path | None = None,
    data: Path | None = None,
    workers: int | None = None,
) -> Iterator[Outcome]:
    """Extract documents, in order.

    Args:
        paths: The documents.
        form: What to make of each.
        folder: Write one file a document into it; a document of the same bytes whose draft is
            there already is not read again.
        output: Write the draft of the only document to this file.
        data: Data folder whose codebook extends the package's.
        workers: Processes; by default one a core.
    """
    done = _read_log(folder)
    names = _names(paths, form, folder) if folder else {}
    jobs = [
        partial(_draft, path, form, output or names.get(path), data, done.get(str(path)))
        for path in paths
    ]
    for outcome in _run(jobs, workers or os.cpu_count() or 1):
        if folder is not None and outcome.error is None and not outcome.done_before:
            _log(folder, outcome)
        yield outcome


def _run(jobs: Sequence[partial[Outcome]], workers: int) -> Iterator[Outcome]:
    if len(jobs) < _FEW or workers == 1:
        yield from (job() for job in jobs)
        return
    context = multiprocessing.get_context("spawn")
    at = 0
    while at < len(jobs):
        try:
            with ProcessPoolExecutor(workers, mp_context=context) as pool:
                for outcome in pool.map(_call, jobs[at:]):
                    at += 1
                    yield outcome
        except BrokenProcessPool:  # one document has brought its process down
            path: Path = jobs[at].args[0]
            yield Outcome(
                str(path), error=f"{path}: reading it ended the process (memory?); look at the file"
            )
            at += 1


def _call(job: partial[Outcome]) -> Outcome:
    return job()


def _draft(
    path: Path, form: Format, output: Path | None, data: Path | None, before: dict[str, str] | None
) -> Outcome:
    try:
        if before and output is not None and output.exists() and before["sha256"] == _sha256(path):
            return Outcome(str(path), before["sha256"], output=str(output), done_before=True)
        from indicators.extraction import extract

        draft = extract(path, data=data)
        made = _made(draft, form, data)
        if output is not None:
            _write(output, made)
    except IndicatorsError as error:
        return Outcome(str(path), error=str(error))
    except RecursionError:
        return Outcome(str(path), error=f"{path}: it is nested too deeply; save it anew in Word")
    return Outcome(
        file=str(path),
        sha256=draft.source.sha256,
        rows=len(draft.rows),
        doubtful=sum(row.confidence < _DOUBTFUL for row in draft.rows),
        nonfigures=len(draft.nonfigures),
        unbound=len(draft.unbound),
        tokens=draft.tokens,
        closed=sum(draft.ledger.values()) == draft.tokens,
        notes=draft.source.notes,
        output=str(output) if output else None,
        data=b"" if output else made,
    )


def _made(draft: Draft, form: Format, data: Path | None) -> bytes:
    if form == "xlsx":
        from indicators.export.draft import write_draft
        from indicators.extraction import knowledge

        return write_draft(draft, knowledge(data)[0].codebook)
    from indicators.export.draft_text import draft_csv, draft_jsonl

    return draft_csv([draft]) if form == "csv" else draft_jsonl([draft])


def _write(output: Path, made: bytes) -> None:
    """Write beside, then rename: an interrupted run leaves no half draft."""
    from indicators.export.output import deliver

    output.parent.mkdir(parents=True, exist_ok=True)
    beside = output.with_name(f".{output.name}.part")
    deliver(made, beside)
    beside.replace(output)


def _names(paths: Sequence[Path], form: Format, folder: Path) -> dict[Path, Path]:
    """A file name for every document; documents of one name get their folder's in front."""
    names: dict[Path, Path] = {}
    taken: set[str] = set()
    for path in paths:
        name = path.stem
        for parent in (*path.resolve().parents, None):
            if name not in taken or parent is None:
                break
            name = f"{parent.name}-{name}"
        taken.add(name)
        names[path] = folder / f"{name}.{form}"
    return names


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$"))


def _sha256(path: Path) -> str:
    import hashlib

    from indicators.readers.files import file_bytes

    return hashlib.sha256(file_bytes(path)).hexdigest()


def _read_log(folder: Path | None) -> dict[str, dict[str, str]]:
    if folder is None or not (folder / _LOG).exists():
        return {}
    lines = (folder / _LOG).read_text("utf-8").splitlines()
    done: dict[str, dict[str, str]] = {}
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:  # the last line of an interrupted run
            continue
        done[entry["file"]] = entry
    return done


def _log(folder: Path, outcome: Outcome) -> None:
    kept = {k: v for k, v in asdict(outcome).items() if k not in ("data", "done_before", "error")}
    with (folder / _LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(kept, ensure_ascii=False) + "\n")
