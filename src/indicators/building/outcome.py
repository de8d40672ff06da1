"""What one file was read to, and the same as bytes: for other processes and for the next build."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from indicators.language.ratings import read_ratings
from indicators.model.records import Columns, Document, FileRead, Finding, Observation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.tables import Normalised

_PRINTED = [name for name in Observation._fields if name != "order"]
_values = attrgetter(*_PRINTED)
_DATES = ("period_start", "period_end")
_NUMBERS = ("value", "low", "high", "denominator")
_OF_DOCUMENT = [f.name for f in fields(Document) if f.name != "period"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file was read to, as bytes.

    Attributes:
        sha256: Of the bytes that were read; empty when there were none.
        head: The `FileRead`.
        figures: Columns of the table `observation`.
        ratings: Columns of the table `rating`.
    """

    sha256: str
    head: bytes
    figures: bytes = b"{}"
    ratings: bytes = b"{}"


def outcome(result: Normalised, sha256: str) -> Outcome:
    """The outcome of a file that was normalised."""
    rows = sorted(result.observations, key=lambda o: o.order)
    columns: Columns = {key: [] for key in _PRINTED}
    if rows:
        columns = {
            name: _column(name, values)
            for name, values in zip(_PRINTED, zip(*map(_values, rows), strict=True), strict=True)
        }
    columns["observation_id"] = [o.observation_id for o in rows]
    columns["ordinal"] = list(range(1, len(rows) + 1))
    rated = [(o, r) for o in rows if o.reported_status for r in read_ratings(o.reported_status)]
    ratings: Columns = {
        "observation_id": [o.observation_id for o, _ in rated],
        "target_by": [rating.target_by for _, rating in rated],
        "verdict": [rating.verdict for _, rating in rated],
    }
    counted: dict[str, Counter[int]] = {}
    for o in rows:
        counted.setdefault(o.locator.rpartition("!")[0], Counter())[o.period_end.year] += 1
    read = FileRead(
        result.file,
        sha256,
        result.document,
        tuple(result.findings),
        result.cells,
        result.ledger.sums(),
        counted,
        Counter(sheet for sheet, _, _ in result.ledger.accounts),
    )
    return Outcome(sha256, _head(read), _bytes(columns), _bytes(ratings))


def refused(name: str, finding: Finding) -> Outcome:
    """The outcome of a file that could not be read."""
    return Outcome("", _head(FileRead(name, findings=(finding,))))


def file_read(head: bytes) -> FileRead:
    """The `FileRead` of an outcome."""
    told = json.loads(head)
    document = told["document"]
    if document is not None:
        document["issued_on"] = date.fromisoformat(document["issued_on"])
        document = Document(**document, period=None)
    findings = tuple(_finding(one) for one in told["findings"])
    figures = {
        sheet: {int(year): number for year, number in years.items()}
        for sheet, years in (told["figures"] or {}).items()
    }
    return FileRead(
        told["file"], told["sha256"], document, findings, told["cells"], told["sums"], figures,
        told["sheets"],
    )  # fmt: skip


def _finding(told: dict[str, Any]) -> Finding:
    return Finding(**told | {k: tuple(v) for k, v in told.items() if isinstance(v, list)})


def _head(read: FileRead) -> bytes:
    document = read.document
    return _bytes(
        {
            "file": read.file,
            "sha256": read.sha256,
            "document": document
            and {name: getattr(document, name) for name in _OF_DOCUMENT}
            | {"issued_on": document.issued_on.isoformat()},
            "findings": [
                {f.name: getattr(finding, f.name) for f in fields(Finding)}
                for finding in read.findings
            ],
            "cells": read.cells,
            "sums": read.sums,
            "figures": read.figures,
            "sheets": read.sheets,
        }
    )


def _bytes(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _column(name: str, values: Sequence[Any]) -> list[Any]:
    if name in _DATES:
        return [_iso(day) for day in values]
    if name in _NUMBERS:
        return [None if number is None else float(number) for number in values]
    if name == "flags":
        return [" ".join(flags) for flags in values]
    return list(values)


@lru_cache(maxsize=4096)
def _iso(day: date) -> str:
    return day.isoformat()
