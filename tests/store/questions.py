"""Questions to a store, asked of every way to open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from indicators.answers.results import Result
    from indicators.answers.store import Store

BOTH = ["vinh-bao", "nhon-trach"]
QUESTIONS: dict[str, Callable[[Store], Result]] = {
    "observations": lambda s: s.observations(),
    "observations of a place and a year": lambda s: s.observations(place="vinh-bao", year=2023),
    "targets": lambda s: s.target_vs_actual(),
    "targets of a place and a year": lambda s: s.target_vs_actual(place="vinh-bao", year=2023),
    "growth": lambda s: s.growth(),
    "structure": lambda s: s.structure(),
    "comparison": lambda s: s.compare(BOTH),
    "comparison of a year": lambda s: s.compare(BOTH, year=2024),
    "latest": lambda s: s.sql("SELECT * FROM latest ORDER BY observation_id"),
    "findings": lambda s: s.findings(),
    "quality": lambda s: s.quality(),
    "documents": lambda s: s.documents(),
    "rules": lambda s: s.rules(),
    "search": lambda s: s.search("thu ngan sach"),
    "sources": lambda s: s.target_vs_actual(year=2023).sources(),
    "sql": lambda s: s.sql("SELECT place_id, count(*) FROM observation GROUP BY ALL ORDER BY ALL"),
}
