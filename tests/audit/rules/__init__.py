"""All cases of all rules."""

from __future__ import annotations

from tests.audit.rules import figures, growth, plans, shares, sums, targets, words, years

ALL_CASES = [
    *figures.CASES,
    *growth.CASES,
    *plans.CASES,
    *shares.CASES,
    *sums.CASES,
    *targets.CASES,
    *words.CASES,
    *years.CASES,
]
