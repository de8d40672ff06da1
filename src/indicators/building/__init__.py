"""Building the store: all tables below `data/raw`, read, normalised, checked, published."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.adopting import load_knowledge
from indicators.building.cache import NAME, Cache, DamagedError
from indicators.building.corrections import apply_corrections
from indicators.building.counts import check_counts
from indicators.building.outcome import file_read
from indicators.building.reading import find_tables, fingerprint, lost, read_file
from indicators.messages.errors import errors_in
from indicators.messages.sentences import both, name_below, say
from indicators.model.records import Finding
from indicators.running import processes
from indicators.store.locations import STORE, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indicators.building.outcome import Outcome
    from indicators.messages.sentences import Language
    from indicators.model.records import FileRead
    from indicators.running import Runner

_TOGETHER = 16  # files that go to a process at once: each takes a few milliseconds
_FEW = 40  # starting processes takes longer than reading so many


@dataclass(slots=True)
class Report:
    """What a build did.

    Attributes:
        data: The data folder.
        files: What each file holds, by path.
        findings: All findings of the build, of files and between them; errors stop publishing.
        audit: What the audit found in the documents; it never stops publishing.
        published: Whether the store was written.
        unchanged: Number of files that were not read again, because an earlier build had read
            the same content.

    Examples:
        >>> report = ind.Report(Path("data"))  # what `build` returns, before it has read anything
        >>> report.published, report.figures, report.errors
        (False, 0, 0)
    """

    data: Path
    files: list[FileRead] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    audit: list[Finding] = field(default_factory=list)
    published: bool = False
    unchanged: int = 0

    @property
    def errors(self) -> int:
        """Number of findings that stop publishing."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def figures(self) -> int:
        """Number of observations."""
        return sum(read.count for read in self.files)


def build(
    data: Path | str | None = None,
    *,
    keep_going: bool = False,
    progress: bool = False,
    paths: Sequence[Path] | None = None,
    workers: int | None = None,
    run: Runner[Outcome] | None = None,
    lang: Language | None = None,
) -> Report:
    """Read all tables of a data folder and publish the store.

    Args:
        data: The data folder with `raw/` and, if you like, `codebook/`; by default the one of the
            project the current folder lies in.
        keep_going: Publish although there are errors, without what was refused; all that was
            refused is in the table `finding`.
        progress: Show a progress bar on standard error.
        paths: The files to read, instead of all below `raw/`; their order does not matter.
        workers: Processes that read; by default one a core.
        run: What reads the files, instead of processes on this machine.
        lang: Language of errors; by default that of the locale. Findings are in both.

    Returns:
        What was read and found; `published` is False when errors stopped it, and then the store
        of before is as it was.

    Raises:
        CodebookError: If the codebook or the register of places is wrong.
        PublishError: If the store cannot be written.

    Examples:
        >>> report = ind.build()
        >>> report.published, report.figures, report.errors
        (True, 555, 0)
    """
    folder = data_folder() if data is None else Path(data)
    options = {"keep_going": keep_going, "progress": progress}
    run = run or processes(lost, workers, chunk=_TOGETHER, few=_FEW)
    with errors_in(lang):
        try:
            return _build(Report(folder), paths, run, **options)
        except DamagedError:  # the cache, which shows itself where it is read
            return _build(Report(folder), paths, run, **options, afresh=True)


def _build(
    report: Report,
    paths: Sequence[Path] | None,
    run: Runner[Outcome],
    *,
    keep_going: bool,
    progress: bool,
    afresh: bool = False,
) -> Report:
    # Here and not above: processes that read need no database.
    from indicators.audit import read_settings
    from indicators.building.writing import Figures, write
    from indicators.store.locking import building

    known = load_knowledge(report.data)
    settings = read_settings(report.data)
    complete = paths is None
    if paths is None:
        paths, report.findings = find_tables(report.data)
    report.findings += known.findings
    published = report.data / STORE.parent
    with building(report.data, published), _cache(published, report.data, afresh) as cache:
        report.files = sorted(
            _watched(_read(report, cache, paths, run), len(paths), progress=progress),
            key=lambda read: read.file,
        )
        _refuse_duplicates(report.files)
        report.findings += [finding for read in report.files for finding in read.findings]
        figures = Figures(cache, report.files)
        report.findings += check_counts(report.data, report.files, complete=complete)
        report.findings += apply_corrections(report.data, figures.of)
        report.findings.sort(key=lambda f: (f.document_id or "", f.locator, f.rule))
        if report.files and (keep_going or not report.errors):
            report.audit = write(
                published, report.files, report.findings, figures,
                codebook=known.codebook, register=known.register, settings=settings,
            )  # fmt: skip
            report.published = True
            cache.keep(read.file for read in report.files)
        if cache.distrusted:  # said of this build alone: the store is what it would be without
            name = f"{STORE.parent.name}/{NAME}"
            sentence = both("build.cache_made_anew")
            report.findings.append(
                Finding("note", "cache_made_anew", None, name, None, None, *sentence)
            )
    return report


def _cache(folder: Path, data: Path, afresh: bool) -> Cache:  # noqa: FBT001
    path = folder / NAME
    if afresh:
        path.unlink(missing_ok=True)
    return Cache(path, fingerprint(data))


def _read(
    report: Report, cache: Cache, paths: Sequence[Path], run: Runner[Outcome]
) -> Iterator[FileRead]:
    """Every file as it is read; those known from an earlier build first."""
    state = fingerprint(report.data)
    jobs: list[partial[Outcome]] = []
    for path in paths:
        name = name_below(report.data, path)
        head = cache.head(name, _sha256(path))
        if head is None:
            jobs.append(partial(read_file, path, name, report.data, state))
        else:
            report.unchanged += 1
            yield file_read(head)
    for outcome in run(jobs):
        read = file_read(outcome.head)
        if outcome.sha256:
            cache.put(read.file, outcome)
        yield read


def _sha256(path: Path) -> str:
    """Of the content; of a file that cannot be opened, nothing: reading it says why."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _watched(reads: Iterable[FileRead], total: int, *, progress: bool) -> Iterable[FileRead]:
    from tqdm import tqdm

    bar: Iterable[FileRead] = tqdm(
        reads,
        total=total,
        desc=say("progress.reading"),
        unit=f" {say('progress.files')}",
        disable=not progress,
    )
    return bar


def _refuse_duplicates(files: list[FileRead]) -> None:
    """Two files that claim one document are both refused: which one is right is not known."""
    claims: defaultdict[str, list[int]] = defaultdict(list)
    for at, read in enumerate(files):
        if read.document is not None:
            claims[read.document.document_id].append(at)
    for document_id, places in claims.items():
        if len(places) == 1:
            continue
        names = tuple(files[at].file for at in places)
        for at in places:
            finding = Finding(
                "error",
                "duplicate_document",
                document_id,
                files[at].file,
                "1",
                str(len(places)),
                *both("build.duplicate_document", names=names, document_id=document_id),
            )
            files[at] = replace(
                files[at], document=None, figures=None, findings=(*files[at].findings, finding)
            )
