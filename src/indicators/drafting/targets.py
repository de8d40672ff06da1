"""What became of documents, and where drafts go: never over a document or a person's review."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from indicators.answers.export.output import deliver
from indicators.language.text import nfc
from indicators.messages.errors import ExportError, IndicatorsError
from indicators.messages.sentences import Message, message, printable, say
from indicators.readers.files import file_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


LOG = "extracted.jsonl"
DRAFT = ".draft"
DOUBTFUL = 0.6
"""A person should look twice at a row whose confidence is below."""


@dataclass(frozen=True, slots=True)
class Extraction:
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
        remarks: Remarks of the reader.
        error: The sentence of a file that could not be read.
        output: The file that was written, if any.
        made: SHA-256 of the draft.
        data: The draft, where no file was written.
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
    remarks: tuple[Message, ...] = ()
    error: Message | IndicatorsError | None = None
    output: str | None = None
    made: str = ""
    data: bytes = b""
    done_before: bool = False

    @property
    def line(self) -> str:
        """One line for people."""
        if self.error is not None:
            return str(self.error)
        if self.done_before:
            return say("draft.done_before", file=self.file, output=self.output)
        told = say(
            "draft.accounted" if self.closed else "draft.not_accounted",
            file=self.file,
            found=message("draft.rows", rows=self.rows, doubtful=self.doubtful)
            if self.rows
            else message("draft.no_rows"),
            nonfigures=self.nonfigures,
            unbound=self.unbound,
            tokens=self.tokens,
        )
        notes = "".join(f"; {remark}" for remark in self.remarks)
        return f"{told}{notes}" + (f" -> {self.output}" if self.output else "")


class Target(NamedTuple):
    """The file of one draft.

    Attributes:
        path: The file.
        sha256: Of the document it was last made from; empty if it never was.
        made: Of the draft as it was made.
    """

    path: Path
    sha256: str = ""
    made: str = ""

    def is_of(self, document: Path) -> bool:
        """Whether it is there already and was made from these bytes."""
        return bool(self.sha256) and self.path.exists() and self.sha256 == _sha256(document)

    def take(self, draft: bytes) -> None:
        """Write the draft.

        Raises:
            ExportError: If it cannot be written, or would replace what a person has changed.
        """
        if self.path.exists():
            there = _sha256(self.path)
            if there == hashlib.sha256(draft).hexdigest():
                return
            if there != self.made:
                raise ExportError("draft.changed", path=self.path)
        write(draft, self.path)


def write(data: bytes, path: Path) -> None:
    """Write a draft, and the folders above it.

    Raises:
        ExportError: If that cannot be done.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    deliver(data, path)


class Folder:
    """A folder of drafts with the log of what was made into it."""

    def __init__(self, path: Path) -> None:
        """Read the log, if there is one.

        Raises:
            ExportError: If there can be no such folder.
        """
        self.path = path
        self.entries: dict[str, dict[str, str]] = {}
        try:
            path.mkdir(parents=True, exist_ok=True)
            log = (path / LOG).read_bytes() if (path / LOG).exists() else b""
        except OSError as error:
            raise _unwritable(path, error) from error
        self.cut = bool(log) and not log.endswith(b"\n")  # an interrupted run's last line
        for line in log.decode("utf-8", "replace").splitlines():
            try:
                entry = json.loads(line)
                self.entries[entry["draft"]] = {
                    key: str(entry[key]) for key in ("document", "sha256", "made")
                }
            except (ValueError, KeyError, TypeError):
                continue

    def targets(self, documents: Sequence[Path], form: str) -> Iterator[Target]:
        """A file for every document: that of the last time, or a new name."""
        ending = f"{DRAFT}.{form}"
        before = {
            entry["document"]: name for name, entry in self.entries.items() if name.endswith(ending)
        }
        taken = {_folded(name) for name in self.entries}
        stems = Counter(path.resolve().with_suffix("") for path in documents)
        for path in documents:
            name = before.get(printable(path.resolve().as_posix()))
            if name is None:
                base = path.stem if stems[path.resolve().with_suffix("")] == 1 else path.name
                free = (printable(name) + ending for name in _names(path, base))
                name = next(name for name in free if _folded(name) not in taken)
                taken.add(_folded(name))
            entry = self.entries.get(name, {})
            yield Target(self.path / name, entry.get("sha256", ""), entry.get("made", ""))

    def note(self, document: Path, outcome: Extraction) -> None:
        """Keep what was made, for the next run.

        Raises:
            ExportError: If the log cannot be written.
        """
        if outcome.error is not None or outcome.done_before or outcome.output is None:
            return
        kept = asdict(outcome)
        for key in ("data", "done_before", "error", "output", "remarks"):
            del kept[key]
        kept["notes"] = tuple(map(str, outcome.remarks))
        name = outcome.output.replace("\\", "/").rpartition("/")[2]
        entry = {"draft": name, "document": printable(document.resolve().as_posix()), **kept}
        try:
            with (self.path / LOG).open("a", encoding="utf-8") as log:
                log.write("\n" * self.cut + json.dumps(entry, ensure_ascii=False) + "\n")
        except OSError as error:
            raise _unwritable(self.path / LOG, error) from error
        self.cut = False


def _names(path: Path, base: str) -> Iterator[str]:
    """`bao-cao`, with its folder in front if that is taken, with that one's, then numbers."""
    yield base
    name = base
    for parent in path.resolve().parents:
        if parent.name:
            name = f"{parent.name}-{name}"
            yield name
    yield from (f"{base}-{number}" for number in count(2))


def _folded(name: str) -> str:
    """What two names have in common that some file systems take for one."""
    return nfc(name).casefold()


def _sha256(path: Path) -> str:
    return hashlib.sha256(file_bytes(path)).hexdigest()


def _unwritable(path: Path, error: OSError) -> ExportError:
    return ExportError("draft.unwritable", path=path, reason=error)
