"""One file of tables, read and normalised; what a process of its own can do."""

from __future__ import annotations

import hashlib
import sys
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.building.outcome import Outcome, outcome, refused
from indicators.codebook import load_codebook
from indicators.codebook.places import load_register
from indicators.messages.errors import SourceError
from indicators.model.records import Finding
from indicators.readers import read_source
from indicators.tables import normalise
from indicators.tomlfile import toml_files

if TYPE_CHECKING:
    from functools import partial

    from indicators.codebook import Codebook
    from indicators.codebook.places import Register


def overlays(data: Path) -> list[Path]:
    """The project's own codebook files."""
    return toml_files(data / "codebook")


def fingerprint(data: Path) -> str:
    """SHA-256 of all that decides what a file is read to, but for the file: program, codebook."""
    told = hashlib.sha256(_program())
    for path in overlays(data):
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


@cache
def _program() -> bytes:
    told = hashlib.sha256(f"{sys.version} {version('python-calamine')}".encode())
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
        return outcome(normalise(source, *_knowledge(data, state), name), source.sha256)
    except SourceError as error:
        place = f", {error.place}" if error.place else ""
        return _refused(name, place, error.message)
    except (RecursionError, MemoryError):
        return _refused(name, "", "it is nested too deeply or too large; save it anew, or split it")


def lost(job: partial[Outcome]) -> Outcome:
    """The outcome of a file whose reading ended its process."""
    told = "reading it ended the process (too little memory?); split it or look at the file"
    return _refused(job.args[1], "", told)


def _refused(name: str, place: str, message: str) -> Outcome:
    return refused(
        name,
        Finding(
            "error", "unreadable_file", None, name + place, None, None,
            f"không đọc được tệp ({message})", message,
        ),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _knowledge(data: Path, _state: str) -> tuple[Codebook, Register]:
    return load_codebook(overlays(data)), load_register(overlays(data))
