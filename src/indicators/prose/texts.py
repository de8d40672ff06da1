"""Targets in words: items of a list of targets that hold no figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.language.sentences import TARGET_VERB, TARGETS, TASKS
from indicators.language.text import nfc
from indicators.prose.bind import Surrounding
from indicators.prose.model import DraftRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.prose.rows import Maker, Surroundings
    from indicators.prose.statement import Statement

_SENTENCE = re.compile(r"[^;.]+(?:\.(?=\d)[^;.]*)*")
_LEAST_WORDS = 4
_LONGEST = 220


def text_targets(
    maker: Maker, around: Surroundings, statements: Sequence[Statement]
) -> list[DraftRow]:
    """Rows for the sentences of a target list that say something without a figure."""
    block = around.block
    if block.kind != "item" or (around.kind != "list" and not statements):
        return []
    if around.context.scenario() != "target" or not _in_list(around.context.headings):
        return []
    rows = []
    for found in _SENTENCE.finditer(block.text):
        words = found[0].strip(" -+–()“”")
        if len(words.split()) < _LEAST_WORDS or len(words) > _LONGEST or words.endswith(":"):
            continue
        start = found.start() + found[0].index(words)
        end = start + len(words)
        inside = any(start <= s.mention.core.start < found.end() for s in statements)
        if inside or ":" in block.text[end : end + 2] or "trong đó" in words[-12:]:
            continue
        rows.append(_row(maker, around, start, end))
    return rows


def _in_list(headings: Sequence[str]) -> bool:
    for text in headings:
        if TASKS.search(text) and not TARGETS.search(text):
            return False
        if TARGETS.search(text):
            return not TASKS.search(text) or text.lower().index("chỉ tiêu") < 30
    return False


def _row(maker: Maker, around: Surroundings, start: int, end: int) -> DraftRow:
    block = around.block
    words = block.text[start:end]
    head, colon, said = words.partition(":")
    label = nfc(head if colon and said.strip() else words)
    verb = TARGET_VERB.search(words)
    variants = [label, *([nfc(words[: verb.start()]), nfc(words[verb.end() :])] if verb else [])]
    value_start = start + words.index(said.strip()) if colon and said.strip() else start
    binding = maker.binder.bind(
        [text for text in variants if len(text.split()) > 1] or [label],
        Surrounding(around.above, around.topics, around.context.headings[:3]),
        unit=None, measure="text",
    )  # fmt: skip
    first, last = block.span(value_start, end)
    doubts = () if binding.indicator else ("unknown_indicator",)
    return DraftRow(
        kind="list", start=first, end=last, raw_value=maker.text[first:last], raw_label=label,
        raw_unit=None, quote=nfc(words), page=block.page, source_locator=around.locator,
        indicator_id=binding.indicator.indicator_id if binding.indicator else None,
        suggestions=binding.suggestions, confidence=round(binding.confidence * 0.9, 2),
        doubts=("text_target", *doubts), place=None, place_id=None,
        period=around.context.period("target"), scenario="target",
        target_by=maker.owner_of(around.context.facts), measure="text", bound="text", value=None, low=None, high=None,
        denominator=None, decimals=None, unit=None, price_basis=None, base_year=None,
    )  # fmt: skip
