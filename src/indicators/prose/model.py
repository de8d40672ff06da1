"""What extraction yields: draft rows, declared non-figures and figures that could not be bound."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from indicators.codebook import Measure, PriceBasis
    from indicators.language.periods import Period
    from indicators.model.records import Scenario, TargetBy
    from indicators.prose.evidence import Evidence
    from indicators.readers.blocks import SourceDocument

Kind = Literal["table", "list", "narrative", "footnote"]
Fact = Literal["number", "issued_on", "issuer", "kind", "title", "place", "period"]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One figure of a document, with what it seems to mean.

    Attributes:
        kind: What part of the document it stands in.
        start: Offset of the first character of `raw_value` in the document's text.
        end: Offset after its last character.
        raw_value: The figure as printed, `text[start:end]`; words of comparison belong to it
            (`tăng 25,4%`, `dưới 0,64%`, `20% trở lên`).
        raw_label: Words that name what is counted, as printed or put together from the sentence.
        raw_unit: Unit as printed, None if none is.
        quote: The sentence around it, at most 240 characters.
        page: Page, None where the document has none.
        source_locator: Place in the document: `Phần một I.2.1`, `II.2 (1)`, `chú thích 21`,
            `Phụ lục I.1`.
        indicator_id: The indicator it seems to be; None if none is near enough.
        suggestions: Up to three indicator_ids, nearest first.
        confidence: 0 to 1; below 0.6 a person should look twice.
        doubts: Why the confidence is low, as codes (`unknown_indicator`, `inherited_label`, …).
        place: Name of the place as printed when it is another than the document's.
        place_id: The place when it is known.
        period: None when it is not said.
        scenario: Target, estimate or actual.
        target_by: Who set the target, or whose target it is measured against.
        measure: As in the store.
        bound: As in the store; `text` for words.
        value: In the printed unit.
        low: In the printed unit.
        high: In the printed unit.
        denominator: Of a ratio.
        decimals: As printed.
        unit: Canonical symbol of the unit of value, low and high; `%` for growth, attainment and
            share, `điểm %` for changes of a percentage.
        price_basis: As printed or said by the heading.
        base_year: Of constant prices.
        reported_status: `Đạt`, `Vượt` where the document says so.
        note: Anything else that was printed beside it.
        flags: As in the store.
        evidence: What speaks for the indicator, claimed or not (`evidence.py`).
    """

    kind: Kind
    start: int
    end: int
    raw_value: str
    raw_label: str
    raw_unit: str | None
    quote: str
    page: int | None
    source_locator: str | None
    indicator_id: str | None
    suggestions: tuple[str, ...]
    confidence: float
    doubts: tuple[str, ...]
    place: str | None
    place_id: str | None
    period: Period | None
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
    reported_status: str | None = None
    note: str | None = None
    flags: tuple[str, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class NonFigure:
    """Digits that are no figure of an indicator: `reason` is one of `language/nonfigures.toml`."""

    start: int
    end: int
    text: str
    reason: str
    quote: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Unbound:
    """A figure that could not be bound to a label, with the reason in both languages."""

    start: int
    end: int
    text: str
    rule: str
    message_vi: str
    message_en: str
    quote: str
    page: int | None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document says of itself; None is asked for in the draft, never guessed.

    Attributes:
        number: `499-BC/HU`.
        issued_on: Day of issue.
        issuer: Office as printed.
        kind: `Báo cáo`, `Nghị quyết`, …
        title: Without the kind.
        place: `Huyện Vĩnh Bảo, thành phố Hải Phòng` as far as printed.
        place_id: The place when the register knows it.
        period: What the document speaks of.
        spans: Where each was found.
    """

    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    kind: str | None = None
    title: str | None = None
    place: str | None = None
    place_id: str | None = None
    period: Period | None = None
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """All that one document yields.

    The sum closes: every token with a digit belongs to exactly one row, non-figure or unbound
    figure (`tokens == figures_tokens + non-figure tokens + unbound tokens`, see `ledger`).

    Attributes:
        source: The document.
        facts: What it says of itself.
        rows: In the order of the document.
        nonfigures: Declared non-figures.
        unbound: Figures without a label.
        ledger: Number of tokens with a digit by account: `row`, `nonfigure`, `unbound`.
        tokens: Number of all tokens with a digit in the text.

    Examples:
        >>> _ = Path("note.txt").write_text("Tỷ lệ hộ nghèo năm 2023 còn 0,46%.", "utf-8")
        >>> draft = ind.extract("note.txt")
        >>> draft.tokens, dict(draft.ledger)
        (2, {'row': 1, 'nonfigure': 1, 'unbound': 0})
        >>> [draft.text[row.start : row.end] for row in draft.rows]
        ['0,46%']
    """

    source: SourceDocument
    facts: DocumentFacts
    rows: tuple[DraftRow, ...]
    nonfigures: tuple[NonFigure, ...]
    unbound: tuple[Unbound, ...]
    ledger: Mapping[str, int]
    tokens: int

    @property
    def text(self) -> str:
        """Text of the document; `text[row.start:row.end] == row.raw_value`."""
        return self.source.text
