"""What labels make of a figure: its measure, price basis, whether it is an estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.codebook import read_label
from indicators.language.lexicon import any_of
from indicators.language.sentences import GROWTH_LABEL, RATE_LABEL, TURNOVER, WEAK_LABEL
from indicators.language.text import lowered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Indicator, Measure, PriceBasis
    from indicators.prose.labels import Stretch
    from indicators.prose.statement import Statement

_RATES = ("%", "‰", "điểm %")


def full_label(text: str, root: Statement, label: str) -> str:
    """The label with what it is a part of: `Tổng diện tích gieo trồng: lúa`."""
    parent = next((label_text(text, words) for words in root.parents if words), None)
    own = root.label[0]
    low = lowered(label)
    weak = WEAK_LABEL.fullmatch(low) or TURNOVER.fullmatch(low)
    names = own.noun or any_of("label_head", "sentence").match(label.lower())
    if parent is None or (names and not weak):
        return label
    return f"{parent}: {label}"


def label_text(text: str, label: Sequence[Stretch]) -> str:
    """The words of a label, one space between its stretches."""
    return " ".join(text[words.start : words.end] for words in label)


def is_estimate(statement: Statement, text: str) -> bool:
    """Whether the words before a figure, or its label, say that it is estimated."""
    root = statement.root
    return "estimate" in root.mention.kinds or any(
        read_label(text[w.start : w.end]).estimate for w in root.label[:1]
    )


def measure_of(statement: Statement, label: str, above: Sequence[str]) -> Measure:
    """The measure: as printed, for bare percentages as the labels say (`cơ cấu`, `tốc độ tăng`)."""
    quantity = statement.mention.quantity
    assert quantity is not None  # noqa: S101 (refused before)
    if quantity.measure != "level" or quantity.unit != "%":
        return quantity.measure
    if "share" in statement.mention.kinds:
        return "share"
    hinted = next(
        (read_label(text).measure for text in (label, *above[:3]) if read_label(text).measure), None
    )
    if hinted == "growth" and RATE_LABEL.match(label):
        return "level"
    led = above[0] if statement.root.parents and above else ""
    if hinted is None and any(GROWTH_LABEL.match(lowered(text)) for text in (label, led)):
        return "growth"
    return hinted or ("share" if "share" in statement.doubts else "level")


def in_store(
    indicator: Indicator | None, measure: Measure, unit: str | None, label: str
) -> tuple[Measure, str | None, set[str]]:
    """Measure and unit the way the store has them, for an indicator or none."""
    if (
        measure == "level"
        and indicator is not None
        and indicator.measure == "share"
        and unit == "%"
    ):
        return "share", unit, set()
    rate = RATE_LABEL.match(label) is not None
    if indicator is not None:  # growth of an index is in percent of it
        rate = indicator.unit in _RATES and (rate or measure != "growth")
    if rate and measure == "growth":
        return "growth", "điểm %", {"percentage_points"}
    if rate and measure == "change" and unit in _RATES:
        return "change", "điểm %", set()
    return measure, unit, set()


def price_basis(label: str, above: Sequence[str]) -> tuple[PriceBasis | None, int | None]:
    """Price basis and base year that the label or those above it print."""
    for text in (label, *above[:3]):
        words = read_label(text)
        if words.price_basis:
            return words.price_basis, words.base_year
    return None, None
