"""What one file was read to, and the same as bytes: for other processes and for the next build."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from indicators.language.ratings import read_ratings
from indicators.model.records import Columns, FileRead, Finding, Observation

if TYPE_CHECKING:
    from indicators.tables import Normalised

_PRINTED = [name for name in Observation._fields if name != "order"]
_values = attrgetter(*_PRINTED)
_encoder = msgspec.json.Encoder(decimal_format="number")
_heads = msgspec.json.Decoder(FileRead)
_columns = msgspec.json.Decoder(Columns)


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
    columns: Columns = {name: [] for name in _PRINTED}
    if rows:
        printed = zip(*map(_values, rows), strict=True)
        columns = dict(zip(_PRINTED, map(list, printed), strict=True))
    columns["flags"] = [" ".join(flags) for flags in columns["flags"]]
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
    encode = _encoder.encode
    return Outcome(sha256, encode(read), encode(columns), encode(ratings))


def refused(name: str, finding: Finding) -> Outcome:
    """The outcome of a file that could not be read."""
    return Outcome("", _encoder.encode(FileRead(name, findings=(finding,))))


def file_read(head: bytes) -> FileRead:
    """The `FileRead` of an outcome."""
    return _heads.decode(head)


def columns_read(columns: bytes) -> Columns:
    """The figures or ratings of an outcome; dates are ISO text."""
    return _columns.decode(columns)
