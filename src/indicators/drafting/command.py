"""What `indicators extract` does, with words for people on standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.answers.export.output import deliver
from indicators.drafting import draft_documents, find_documents, write
from indicators.messages.errors import ExportError, SourceError
from indicators.messages.sentences import say
from indicators.store.locations import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indicators.drafting import Extraction, Format
    from indicators.running import Runner


def extract_documents(
    names: Sequence[str],
    form: Format,
    output: Path | None = None,
    data: Path | None = None,
    workers: int | None = None,
    run: Runner[Extraction] | None = None,
) -> int:
    """Extract what the names mean and say what became of each document.

    Args:
        names: Files, folders and patterns.
        form: What to make of each document.
        output: A folder for one draft a document, or a file for one workbook or for all rows;
            None for the current folder (workbooks) or standard output (rows).
        data: Data folder whose codebook extends the package's; by default the project's.
        workers: Processes; by default one a core.
        run: What does the jobs, instead of processes on this machine.

    Returns:
        The exit code: 0 if all were read, 1 if some failed and the others were done, 2 if there
        is nothing to read, 130 if it was interrupted.

    Raises:
        ExportError: If the drafts cannot be written as asked; nothing was read.
        SourceError: If the data folder does not exist.
        CodebookError: If its codebook is wrong.
    """
    found = find_documents(names)
    for sentence in (*found.missing, *found.passed_over):
        _print(f"indicators: {sentence}")
    if not found.paths:
        return 2
    folder, file = _places(found.paths, form, output)
    progress = _Progress(len(found.paths), bar=folder is not None or not sys.stdout.isatty())
    outcomes = draft_documents(
        found.paths, form, folder=folder, data=_codebook(data), workers=workers, run=run
    )
    try:
        pieces = _pieces(progress.of(outcomes), form)
        if file is not None:
            if drafts := list(pieces):
                write(b"".join(drafts), file)
                _print(say("done.written", place=file))
        else:
            for piece in pieces:
                deliver(piece, None)
    except KeyboardInterrupt:
        code = "draft.interrupted" if folder is not None else "draft.not_all"
        _print(f"indicators: {say(code)}")
        return 130
    if len(found.paths) > 1:
        _print(progress.sums)
    return int(progress.failed > 0 or bool(found.missing))


def _places(
    paths: Sequence[Path], form: Format, output: Path | None
) -> tuple[Path | None, Path | None]:
    """The folder or the file that is written; neither for standard output."""
    if output is None:
        return (Path() if form == "xlsx" else None), None
    if output.is_dir() or not (output.suffix or output.exists()):
        return output, None
    _check_file(paths, form, output)
    return None, output


def _check_file(paths: Sequence[Path], form: Format, output: Path) -> None:
    """Refuse a file that the drafts cannot be written into, before any work."""
    if output.is_file() and not output.suffix:
        raise ExportError("draft.file_without_ending", output=output, form=form)
    if output.suffix.lower() != f".{form}" and (form == "xlsx" or output.suffix):
        raise ExportError("draft.wrong_ending", output=output, form=form)
    if form == "xlsx" and len(paths) > 1:
        raise ExportError("draft.one_workbook", output=output, number=len(paths))
    if output.resolve() in {path.resolve() for path in paths}:
        raise ExportError("draft.is_input", output=output)
    if not output.parent.is_dir():
        raise ExportError("draft.no_folder", output=output, folder=output.parent)


def _codebook(data: Path | None) -> Path | None:
    """The data folder, where it has a codebook of its own."""
    if data is not None and not data.is_dir():
        raise SourceError(data, "draft.no_data_folder")
    folder = data or data_folder()
    return folder if (folder / "codebook").is_dir() else None


def _pieces(outcomes: Iterable[Extraction], form: Format) -> Iterator[bytes]:
    """Drafts that were written nowhere, as they come; a csv has one header."""
    begun = False
    for outcome in outcomes:
        if outcome.data:
            yield outcome.data.partition(b"\n")[2] if begun and form == "csv" else outcome.data
            begun = True


class _Progress:
    """Says what became of each document, below a bar if this is a terminal, and counts."""

    def __init__(self, total: int, *, bar: bool) -> None:
        self.total, self.bar = total, bar and total > 1 and sys.stderr.isatty()
        self.failed = self.rows = self.before = 0

    def of(self, outcomes: Iterable[Extraction]) -> Iterator[Extraction]:
        from tqdm import tqdm

        with tqdm(
            outcomes,
            total=self.total,
            desc=say("progress.extract"),
            unit=f" {say('progress.files')}",
            disable=not self.bar,
        ) as bar:
            for outcome in bar:
                tqdm.write(outcome.line, file=sys.stderr)
                self.failed += outcome.error is not None
                self.before += outcome.done_before
                self.rows += outcome.rows
                yield outcome

    @property
    def sums(self) -> str:
        """One line for all documents."""
        read = self.total - self.failed - self.before
        return say(
            "draft.sums",
            total=self.total, read=read, rows=self.rows, before=self.before, failed=self.failed,
        )  # fmt: skip


def _print(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201
