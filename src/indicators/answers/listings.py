"""What a store holds: its indicators, themes, years and units, each with how many figures."""

from __future__ import annotations

from typing import Literal

Listing = Literal["indicators", "themes", "years", "units", "info"]

_COUNTS = """count(*) AS figures, count(DISTINCT o.place_id) AS places,
    count(DISTINCT o.indicator_id) AS indicators, count(DISTINCT o.document_id) AS documents"""

LISTINGS: dict[Listing, str] = {
    "indicators": """
        SELECT o.indicator_id, i.name_vi, i.name_en, i.theme, i.unit, count(*) AS figures,
            count(DISTINCT o.place_id) AS places, min(year(o.period_end)) AS first_year,
            max(year(o.period_end)) AS last_year
        FROM observation AS o JOIN indicator AS i USING (indicator_id)
        GROUP BY ALL ORDER BY figures DESC, o.indicator_id
    """,
    "themes": f"""
        SELECT i.theme, {_COUNTS}
        FROM observation AS o JOIN indicator AS i USING (indicator_id)
        GROUP BY i.theme ORDER BY figures DESC, i.theme
    """,
    "years": f"""
        SELECT year(o.period_end) AS year, {_COUNTS}
        FROM observation AS o GROUP BY year(o.period_end) ORDER BY year
    """,
    "units": """
        SELECT o.unit, u.name_en, count(*) AS figures, count(DISTINCT o.indicator_id) AS indicators
        FROM observation AS o LEFT JOIN unit AS u ON u.symbol = o.unit
        WHERE o.unit IS NOT NULL
        GROUP BY o.unit, u.name_en ORDER BY figures DESC, o.unit
    """,
    "info": f"""
        SELECT {_COUNTS}, min(year(o.period_end)) AS first_year, max(year(o.period_end)) AS last_year
        FROM observation AS o
    """,
}
