"""Which candidates of a document are claimed: decided when all of it has been read.

How many of its labels the codebook knows word by word says how far a label that is only near one
may be trusted; and figures that say two things of one fact make each other doubtful.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from indicators.prose.evidence import sureness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.prose.model import DraftRow

CLAIMED = 0.6  # so sure a claim must be
_UNSURE = 0.35
ROW_ONLY = {"compares": 0.0, "inherited": 0.0, "doubtful": 0.0, "contradicted": 0.0}

Unclaimed = dict[tuple[int, int], dict[str, Any]]
"""What a row is without its candidate, by the row's span."""


def decide(rows: Sequence[DraftRow], unclaimed: Unclaimed) -> list[DraftRow]:
    """The rows with the indicators that the evidence is enough for, and how sure each is.

    Args:
        rows: All rows of a document, each with its candidate.
        unclaimed: What becomes of a row whose candidate is not claimed.
    """
    familiar = _familiarity(rows)
    decided = []
    for row in rows:
        if row.evidence is None or row.indicator_id is None:
            decided.append(row)
            continue
        evidence = replace(row.evidence, familiar=familiar)
        sure = sureness(replace(evidence, **ROW_ONLY), "claim")
        if sure < CLAIMED:
            changed = {
                "indicator_id": None,
                "confidence": round(min(sure, _UNSURE), 2),
                "doubts": ("unknown_indicator", *row.doubts),
                **unclaimed.get((row.start, row.end), {}),
            }
            decided.append(replace(row, evidence=evidence, **changed))
        else:
            decided.append(replace(row, evidence=evidence))
    return _with_sureness(decided)


def _familiarity(rows: Sequence[DraftRow]) -> float:
    """Share of the labels with a candidate that are an alias word by word."""
    known: dict[tuple[str, str | None], bool] = {}
    for row in rows:
        if row.indicator_id is not None and row.measure != "text":
            exact = row.evidence is None or bool(row.evidence.exact or row.evidence.child)
            known[row.raw_label, row.indicator_id] = exact
    return sum(known.values()) / len(known) if known else 0.0


def _with_sureness(rows: Sequence[DraftRow]) -> list[DraftRow]:
    """The rows with their confidence; those that contradict each other are doubtful."""
    against = _contradictions(rows)
    sure = []
    for row in rows:
        doubts = row.doubts
        contradicted = row.indicator_id is not None and _fact(row) in against
        if contradicted:
            doubts = (*doubts, "contradicted")
        if row.evidence is None or row.indicator_id is None:
            sure.append(replace(row, doubts=doubts))
            continue
        evidence = replace(row.evidence, contradicted=float(contradicted))
        confidence = round(sureness(evidence, "row"), 2)
        sure.append(replace(row, doubts=doubts, evidence=evidence, confidence=confidence))
    return sure


def _fact(row: DraftRow) -> tuple[object, ...]:
    """What a row says something of."""
    return (
        row.indicator_id, row.place, row.period, row.scenario, row.target_by, row.measure, row.unit,
        row.price_basis,
    )  # fmt: skip


def _contradictions(rows: Sequence[DraftRow]) -> Mapping[tuple[object, ...], int]:
    """Facts of which a document says several things."""
    said: defaultdict[tuple[object, ...], set[object]] = defaultdict(set)
    for row in rows:
        if row.indicator_id is not None and row.measure != "text":
            said[_fact(row)].add((row.value, row.low, row.high))
    return {fact: len(values) for fact, values in said.items() if len(values) > 1}
