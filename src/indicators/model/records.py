"""The records that normalising yields: documents, observations, findings.

Columns and meanings are those of the store's tables (docs/data-model.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping  # noqa: TC003 (msgspec reads the types of records)
from dataclasses import dataclass
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from indicators.language.periods import Period  # noqa: TC001
from indicators.messages.sentences import on_one_line

if TYPE_CHECKING:
    from decimal import Decimal

    from indicators.codebook import Measure, PriceBasis
    from indicators.language.periods import PeriodKind

Columns = dict[str, list[Any]]
"""Figures by column; dates as ISO text, decimals as the nearest float, flags in one text."""

Scenario = Literal["target", "estimate", "actual"]
TargetBy = Literal["district", "commune", "city", "province", "central", "plan", "budget"]
SourceClass = Literal["official", "press", "other"]
TitleFrom = Literal["document", "address", "unknown"]
Severity = Literal["error", "warning", "note"]
Account = Literal["observation", "label", "head", "ignored", "finding"]


@dataclass(frozen=True, slots=True)
class Document:
    """One published document and the file that carries its tables."""

    document_id: str
    number: str | None
    title: str
    kind: str
    issuer: str
    issued_on: date | None
    issued_precision: Literal["day", "month", "year"] | None
    place_id: str
    period: Period | None
    file: str
    sha256: str
    source_class: SourceClass = "official"
    address: str | None = None
    title_from: TitleFrom = "document"

    @property
    def year(self) -> int | None:
        """The year it speaks of where it names none: of its period, else of its date."""
        day = self.period or self.issued_on
        return day.year if day else None


class Observation(NamedTuple):
    """One figure as one document gives it; a tuple, because a file has hundreds of them."""

    document_id: str
    locator: str
    source_locator: str | None
    place_id: str
    indicator_id: str
    period_start: date
    period_end: date
    period_kind: PeriodKind
    scenario: Scenario
    target_by: TargetBy | None
    measure: Measure
    bound: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    denominator: Decimal | None
    decimals: int | None
    unit: str | None
    price_basis: PriceBasis | None
    base_year: int | None
    raw_label: str
    raw_value: str
    raw_unit: str | None
    reported_status: str | None
    note: str | None
    flags: tuple[str, ...]
    order: tuple[int, int, int, int]

    @property
    def observation_id(self) -> str:
        """Stable hash of document, locator, scenario and measure."""
        key = f"{self.document_id}|{self.locator}|{self.scenario}|{self.measure}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at, with where it stands and what to do.

    Attributes:
        severity: `error`, `warning` or `note`.
        rule: Name of the rule.
        document_id: The document it is about, if there is one.
        locator: Cell or file.
        expected: What would be right.
        found: What is printed, figure by figure.
        message_vi: One sentence without the full stop.
        message_en: The same in English.
        tolerance: Half a unit of the last printed decimal of each figure.
        observation_ids: observation_id of every figure involved.
        locators: Document and locator of each.
        accepted: The reason why it is accepted, if it is.
        cause: What findings of a file share that are one for a person, where their sentences
            differ; not stored.
    """

    severity: Severity
    rule: str
    document_id: str | None
    locator: str
    expected: str | None
    found: str | None
    message_vi: str
    message_en: str
    tolerance: str | None = None
    observation_ids: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()
    accepted: str | None = None
    cause: str | None = None

    def __post_init__(self) -> None:
        """Keep messages on one line, whatever the cell they quote holds."""
        for name in ("message_vi", "message_en"):
            object.__setattr__(self, name, " ".join(on_one_line(getattr(self, name)).split()))


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file holds. Its figures are not here: a country's would not fit into memory.

    Attributes:
        file: Below the data folder.
        sha256: Of its bytes; empty when it could not be read.
        document: The document it carries; None when that cannot be told.
        findings: About this file alone.
        cells: Number of non-empty cells.
        sums: How they are accounted for; together as many.
        figures: Number of figures by sheet and by the year their period ends in.
        sheets: Number of non-empty cells by sheet.
    """

    file: str
    sha256: str = ""
    document: Document | None = None
    findings: tuple[Finding, ...] = ()
    cells: int = 0
    sums: Mapping[Account, int] | None = None
    figures: Mapping[str, Mapping[int, int]] | None = None
    sheets: Mapping[str, int] | None = None

    @property
    def count(self) -> int:
        """Number of figures."""
        return sum(sum(years.values()) for years in (self.figures or {}).values())
