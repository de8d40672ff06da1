"""What a figure is measured against: whose target, which year."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from indicators.language.headers import target_by_of

if TYPE_CHECKING:
    from indicators.model.records import TargetBy

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@lru_cache(maxsize=4096)
def owner_of(phrase: str) -> str | None:
    """Whose target the words name: `kế hoạch tỉnh giao` is the province's."""
    return target_by_of(phrase)


def owned(base_of: str | None) -> TargetBy | None:
    """Whose target a base is; None for a period."""
    if base_of in (None, "same_period", "other_period"):
        return None
    return base_of  # type: ignore[return-value]


def year_of(phrase: str) -> int | None:
    """The year that words of comparison name: `so với năm 2020`."""
    found = _YEAR.search(phrase)
    return int(found[0]) if found else None
