"""Which candidates of a document are claimed: decided when all of it has been read.

Figures that say two things of one fact make each other doubtful.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from indicators.prose.evidence import sureness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.prose.evidence import Evidence
    from indicators.prose.model import DraftRow

CLAIMED = 0.65  # so sure a claim must be
_UNSURE = 0.35
_SAID = 0.3  # a label and an alias that share less may be of anything
_UNKNOWN = 0.99  # a word that no alias has
_TELLING = 0.5  # a word of the alias that few others have
_RARE = 0.7  # a unit of so few indicators that the figure cannot count much else
_DOUBTFUL = 0.59  # what is doubtful is looked at, however sure the indicator is
_HARMLESS = frozenset(("shared_verb", "measure_inherited", "inherited_label", "base_assumed"))
ROW_ONLY = {"compares": 0.0, "inherited": 0.0, "doubtful": 0.0, "contradicted": 0.0}

Unclaimed = dict[tuple[int, int], dict[str, Any]]
"""What a row is without its candidate, by the row's span."""


def decide(rows: Sequence[DraftRow], unclaimed: Unclaimed) -> list[DraftRow]:
    """The rows with the indicators that the evidence is enough for, and how sure each is.

    Args:
        rows: All rows of a document, each with its candidate.
        unclaimed: What becomes of a row whose candidate is not claimed.
    """
    decided = []
    for row in rows:
        if row.evidence is None or row.indicator_id is None:
            decided.append(row)
            continue
        sure = sureness(replace(row.evidence, **ROW_ONLY), "claim")
        if sure < CLAIMED or names_other(row.evidence):
            changed = {
                "indicator_id": None,
                "confidence": round(min(sure, _UNSURE), 2),
                "doubts": ("unknown_indicator", *row.doubts),
                **unclaimed.get((row.start, row.end), {}),
            }
            decided.append(replace(row, **changed))
        else:
            decided.append(row)
    return _with_sureness(decided)


def names_other(evidence: Evidence) -> bool:
    """Whether a label names another kind of thing than the alias it is near, `chi …`, or little of it."""
    if evidence.exact or evidence.child:
        return False
    if evidence.both < _SAID and not evidence.complete:
        return True
    if evidence.strange >= _UNKNOWN and evidence.unheard > _TELLING > evidence.both:
        return True  # `đường kính` is no `sản lượng mía`: one has a word of its own, the other too
    return not (evidence.head or evidence.local) and not (
        evidence.said == 1 and evidence.rare_unit >= _RARE
    )


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
        if not _HARMLESS.issuperset(doubts):
            confidence = min(confidence, _DOUBTFUL)
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
        if (
            row.indicator_id is not None
            and row.measure != "text"
            and "other_base" not in row.doubts
        ):
            said[_fact(row)].add((row.value, row.low, row.high))
    return {fact: len(values) for fact, values in said.items() if len(values) > 1}
