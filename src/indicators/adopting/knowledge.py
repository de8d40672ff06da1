"""What a data folder knows: the codebook and places of the package and the project, and its mappings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.adopting.answers import (
    Reading,
    declared,
    read_documents,
    read_headers,
    read_labels,
    read_places,
    read_units,
    with_new,
)
from indicators.adopting.entries import Entries, read_entries
from indicators.codebook import load_codebook
from indicators.codebook.places import Register, load_register
from indicators.language.units import UnitError, declare_units
from indicators.messages.errors import SourceError
from indicators.messages.sentences import both
from indicators.model.records import Finding
from indicators.tables.declared import Mappings
from indicators.tomlfile import toml_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from indicators.codebook import Codebook
    from indicators.language.units import Unit

FOLDER = "mapping"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What decides how the files of a data folder are read.

    Attributes:
        codebook: With the indicators that mappings declare.
        register: With their places.
        mappings: Their answers.
        findings: Answers that are none; errors.
    """

    codebook: Codebook
    register: Register
    mappings: Mappings = field(default_factory=Mappings)
    findings: tuple[Finding, ...] = ()


def mapping_files(data: Path) -> list[Path]:
    """The mapping workbooks of a data folder by name; lock files of Office are none."""
    folder = data / FOLDER
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.glob("*.xlsx") if not path.name.startswith((".", "~$")))


def load_knowledge(data: Path) -> Knowledge:
    """Read the codebook, the places and the mappings of a data folder.

    Units that mappings declare are known to this process from then on.

    Raises:
        CodebookError: If a TOML file of the folder is wrong.
    """
    read: dict[str, Entries] = {}
    findings: list[Finding] = []
    for path in mapping_files(data):
        file = f"{FOLDER}/{path.name}"
        try:
            read[path.stem] = read_entries(path, file)
        except SourceError as error:
            said = both("reading.unreadable", reason=error.message)
            findings.append(Finding("error", "unreadable_file", None, file, None, None, *said))
    known = knowledge_of(data, read)
    return Knowledge(known.codebook, known.register, known.mappings, (*findings, *known.findings))


def knowledge_of(data: Path, read: Mapping[str, Entries]) -> Knowledge:
    """What a data folder knows with these mappings, by name, in the place of those on disk.

    Raises:
        CodebookError: If a TOML file of the folder is wrong.
    """
    overlays = toml_files(data / "codebook")
    reading = Reading()
    # Units first: indicators and tables are in them.
    units = {name: read_units(entries, reading) for name, entries in read.items()}
    _declare(reading)
    codebook, register = load_codebook(overlays), load_register(overlays)
    places = {name: read_places(entries, register, reading) for name, entries in read.items()}
    if reading.places:
        new = (place for place, _ in reading.places.values())
        register = register.extended(new)
    labels = {
        name: read_labels(entries, units[name], codebook, reading) for name, entries in read.items()
    }
    codebook = with_new(codebook, (entry for entry, _ in reading.indicators.values()))
    by_name = {
        name: declared(name, units[name], places[name], labels[name], read_headers(entries, reading))
        for name, entries in read.items()
    }  # fmt: skip
    documents = {n: read_documents(entries) for n, entries in read.items()}
    facts = {file: given for files in documents.values() for file, given in files.items() if given}
    listed = {file: name for name, files in documents.items() for file in files}
    findings = [*reading.findings, *_without_keys(read)]
    return Knowledge(codebook, register, Mappings(by_name, facts, listed), tuple(findings))


def _declare(reading: Reading) -> None:
    """Make the units of all mappings known, but for those that are known as something else."""
    declare_units(())
    units: list[Unit] = []
    for unit, where in reading.units.values():
        try:
            declare_units([*units, unit])
        except UnitError as error:
            said = both("mapping.unit_known", reason=error)
            reading.findings.append(
                Finding("error", "mapping_answer", None, where, None, unit.symbol, *said)
            )
        else:
            units.append(unit)
    declare_units(units)


def _without_keys(read: Mapping[str, Entries]) -> Iterable[Finding]:
    for name, entries in read.items():
        for sheet in entries.lost:
            yield Finding(
                "error", "mapping_answer", None, f"{FOLDER}/{name}.xlsx, {sheet}", None, None,
                *both("mapping.no_header", sheet=sheet),
            )  # fmt: skip
