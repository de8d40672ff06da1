"""Declared counts of documents: `counts.toml` beside the tables, `data/raw/<place>/counts.toml`.

Whoever types a document counts it once; from then on a row, a column, a sheet or a file that gets
lost is an error of the build. A line is a sheet: its cells that are not empty, and its figures by
the year their period ends in. Documents that are not declared are not checked.

    ["vinh-bao/07-NQ-HU"]
    "Nguồn" = { cells = 15 }
    "Chỉ tiêu 2024" = { cells = 226, 2024 = 62 }
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from indicators.building.outcome import file_read
from indicators.building.reading import find_tables, fingerprint, lost, read_file
from indicators.messages.errors import CodebookError
from indicators.messages.sentences import both, language_in_force, message, name_below
from indicators.model.records import Finding
from indicators.running import processes
from indicators.tomlfile import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from indicators.model.records import FileRead

NAME = "counts.toml"
_KEY = re.compile(r"cells|(19|20)\d\d")
_FEW = 40  # starting processes takes longer than reading so many


def check_counts(data: Path, reads: Iterable[FileRead], *, complete: bool) -> list[Finding]:
    """Compare what was read with what is declared.

    Args:
        data: The data folder.
        reads: The files that were read.
        complete: Whether these are all files of the folder: a declared document that is not among
            them is missing then.

    Returns:
        A finding `counts_differ` for each sheet that holds more or less than is declared, and for
        each declared document that is not there.

    Raises:
        CodebookError: If a declaration is no TOML, declares a document twice, or says anything
            but counts.
    """
    known = {read.document.document_id: read for read in reads if read.document is not None}
    findings = []
    for document_id, (name, declared) in _declared(data).items():
        if document_id in known:
            read = known[document_id]
            found = _counts(read)
            for sheet in {**declared, **found}:
                counts = declared.get(sheet, {}), found.get(sheet, {})
                if counts[0] != counts[1]:
                    findings.append(_differ(document_id, read.file, name, sheet, *counts))
        elif complete:
            findings.append(
                Finding("error", "counts_differ", document_id, name, document_id, None, *both("counts.document_missing", name=name, document_id=document_id))
            )  # fmt: skip
    return findings


def declaration(data: Path) -> str:
    """The counts of all documents of a data folder as TOML, to be checked and kept.

    Args:
        data: The data folder; its files are read, nothing is written.
    """
    state = fingerprint(data)
    jobs = [
        partial(read_file, path, name_below(data, path), data, state)
        for path in find_tables(data)[0]
    ]
    return "\n\n".join(_told_of(file_read(o.head)) for o in processes(lost, few=_FEW)(jobs))


def _told_of(read: FileRead) -> str:
    """The declaration of one document; of a file that cannot be read, why."""
    if read.document is None:
        vietnamese = language_in_force() == "vi"
        return "\n".join(
            f"# {f.locator}: {f.message_vi if vietnamese else f.message_en}" for f in read.findings
        )
    lines = [f"[{_quoted(read.document.document_id)}]"]
    for sheet, counts in _counts(read).items():
        told = ", ".join(f"{key} = {count}" for key, count in counts.items())
        lines.append(f"{_quoted(sheet)} = {{ {told} }}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _counts(read: FileRead) -> dict[str, dict[str, int]]:
    figures = read.figures or {}
    return {
        sheet: {"cells": cells}
        | {str(year): count for year, count in sorted(figures.get(sheet, {}).items())}
        for sheet, cells in (read.sheets or {}).items()
    }


def _declared(data: Path) -> dict[str, tuple[str, Mapping[str, Mapping[str, int]]]]:
    """Counts by document, with the name of the file that declares them."""
    found: dict[str, tuple[str, Mapping[str, Mapping[str, int]]]] = {}
    for path in sorted((data / "raw").rglob(NAME)):
        name = name_below(data, path)
        for document_id, sheets in read_toml(path).items():
            if document_id in found:
                raise CodebookError(
                    "counts.twice", path=path, document_id=document_id, other=found[document_id][0]
                )
            if not _are_counts(sheets):
                raise CodebookError("counts.lines", path=path, document_id=document_id)
            found[document_id] = name, sheets
    return found


def _are_counts(sheets: Any) -> bool:  # noqa: ANN401 (whatever stands in the file)
    return isinstance(sheets, dict) and all(
        isinstance(counts, dict)
        and "cells" in counts
        and all(_KEY.fullmatch(key) and type(count) is int for key, count in counts.items())
        for counts in sheets.values()
    )


def _differ(
    document_id: str,
    file: str,
    name: str,
    sheet: str,
    declared: Mapping[str, int],
    found: Mapping[str, int],
) -> Finding:
    keys = [k for k in {**declared, **found} if declared.get(k, 0) != found.get(k, 0)]
    counts = [
        message(
            "counts.cells" if key == "cells" else "counts.year",
            year=key, found=found.get(key, 0), declared=declared.get(key, 0),
        )
        for key in keys
    ]  # fmt: skip
    return Finding(
        "error",
        "counts_differ",
        document_id,
        sheet,
        _told(declared, keys),
        _told(found, keys),
        *both("counts.differ", sheet=sheet, file=file, counts=counts, name=name),
    )


def _told(counts: Mapping[str, int], keys: Iterable[str]) -> str:
    return ", ".join(f"{key} = {counts.get(key, 0)}" for key in keys)
