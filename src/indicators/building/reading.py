"""The files of a data folder: which are read, and what a process of its own reads one to."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.adopting import load_knowledge, mapping_files
from indicators.building.outcome import Outcome, outcome, refused
from indicators.messages.errors import SourceError
from indicators.messages.sentences import Message, both, message, name_below
from indicators.model.records import Finding
from indicators.readers import ENDINGS, read_source
from indicators.tables import normalise
from indicators.tomlfile import toml_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from functools import partial

    from indicators.adopting import Knowledge


_BESIDE = {".toml", ".md", ".txt"}  # corrections and notes live beside the tables


def find_tables(data: Path) -> tuple[list[Path], list[Finding]]:
    """Files to read below `raw/`, and findings about the others."""
    raw = data / "raw"
    paths, findings = [], []

    def closed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            findings.append(_closed(name_below(data, Path(error.filename)), error))

    for path in sorted(_entries(raw, closed)):
        if _is_link(path) and not _leads_inside(path, data):
            findings.append(_link(name_below(data, path)))
            continue
        if not _is_file(path):
            continue
        hidden = path.name.startswith((".", "~$"))  # also the lock file of an open workbook
        if path.suffix.lower() in ENDINGS and not hidden:
            paths.append(path)
        elif path.suffix.lower() not in _BESIDE and not hidden:
            name = name_below(data, path)
            findings.append(
                Finding("warning", "file_not_read", None, name, ", ".join(ENDINGS), path.suffix, *both("build.file_not_read", name=Path(name).name))
            )  # fmt: skip
    if not paths:
        findings.append(
            Finding("error", "no_files", None, f"{raw}", None, None, *both("build.no_files", raw=raw))
        )  # fmt: skip
    return paths, findings


def _entries(raw: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    """Files below a folder, and links to folders, which are not followed."""
    for folder, folders, names in os.walk(raw, onerror=closed):
        yield from (Path(folder, name) for name in names)
        yield from (link for name in folders if _is_link(link := Path(folder, name)))


def _is_link(path: Path) -> bool:
    """Whether it is a link; what stands in a folder that may only be listed is refused when read."""
    try:
        return path.is_symlink()
    except OSError:
        return False


def _leads_inside(link: Path, data: Path) -> bool:
    """Whether a link leads to a file of the data folder."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # broken, a circle
        return False
    return target.is_file() and target.is_relative_to(data.resolve())


def _link(name: str) -> Finding:
    return Finding("error", "link_not_followed", None, name, None, None, *both("build.link"))


def _closed(name: str, error: OSError) -> Finding:
    return Finding("error", "unreadable_folder", None, name, None, None, *both("build.folder_unreadable", reason=error))  # fmt: skip


def _is_file(path: Path) -> bool:
    """Whether to look at it; what may not even be asked about counts, and reading it says why."""
    try:
        return path.is_file()
    except OSError:
        return True


def overlays(data: Path) -> list[Path]:
    """The project's own codebook files."""
    return toml_files(data / "codebook")


def fingerprint(data: Path) -> str:
    """SHA-256 of all that decides what a file is read to, but for the file: program, codebook, mappings."""
    told = hashlib.sha256(_program())
    for path in (*overlays(data), *mapping_files(data)):
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


@cache
def _program() -> bytes:
    told = hashlib.sha256(f"{sys.version} {version('xlrd')}".encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".toml", ".csv"}:
            told.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return told.digest()


def read_file(path: Path, name: str, data: Path, state: str) -> Outcome:
    """Read and normalise one file; no fault in it stops the others.

    Args:
        path: An .xlsx or .csv.
        name: Of the file, for people: below the data folder.
        data: The data folder, for its codebook.
        state: The `fingerprint`; a process keeps the codebook while it is the same.
    """
    try:
        source = read_source(path)
        known = _knowledge(data, state)
        result = normalise(source, known.codebook, known.register, name, known.mappings)
        return outcome(result, source.sha256)
    except SourceError as error:
        place = f", {error.place}" if error.place else ""
        return _refused(name, place, error.message)
    except (RecursionError, MemoryError):
        return _refused(name, "", message("reading.too_deep"))


def lost(job: partial[Outcome]) -> Outcome:
    """The outcome of a file whose reading ended its process."""
    return _refused(job.args[1], "", message("reading.ended_process"))


def _refused(name: str, place: str, reason: Message) -> Outcome:
    return refused(
        name,
        Finding(
            "error", "unreadable_file", None, name + place, None, None,
            *both("reading.unreadable", reason=reason),
        ),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _knowledge(data: Path, _state: str) -> Knowledge:
    return load_knowledge(data)
