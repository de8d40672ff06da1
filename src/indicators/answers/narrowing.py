"""Working a view out for a part of the figures, where a store is too large to do it for all.

A filter from outside does not reach the groupings inside a view. So the text of the view is run over
tables of the same names that hold only what is asked for; there still is one definition of it.
"""

from __future__ import annotations

from indicators.answers.filters import Filters
from indicators.views import view

# What each view keeps apart in all its steps: figures of another one never change its rows.
_APART = {
    "target_vs_actual": ("place_id", "indicator_id"),
    "growth": ("place_id", "indicator_id"),
    "sector_structure": ("place_id",),
    "district_comparison": ("year(period_end)", "measure"),
}


def part(name: str, chosen: Filters) -> Filters:
    """Those of the filters that may be applied before the view `name` is worked out."""
    return Filters({c: values for c, values in chosen.values.items() if c in _APART[name]})


def tables(wanted: Filters) -> str:
    """Tables of a WITH clause that stand before those of the store, and hold what is `wanted`.

    Returns:
        `observation`, `document` and `latest`, with the parameters of `wanted`.
    """
    return f"""
        observation AS MATERIALIZED (SELECT * FROM store.observation {wanted.where}),
        document AS (
            SELECT * FROM store.document WHERE document_id IN (SELECT document_id FROM observation)
        ),
        latest AS ({view("latest")}),
    """
