"""What documents say of an attainment, `Đạt`, `Vượt chỉ tiêu TP giao; không đạt chỉ tiêu NQ 06`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from indicators.language.lexicon import any_of, phrases
from indicators.language.text import fold

Verdict = Literal["exceeded", "met", "missed"]
_VERDICTS: tuple[Verdict, ...] = ("missed", "exceeded", "met")
_OWNERS = ("city", "province", "central", "budget")
OWN = "own"


@dataclass(frozen=True, slots=True)
class Rating:
    """One statement of a rating.

    Attributes:
        target_by: Whose target it speaks of (`city`, `budget`, …); `own`: that of the row.
        verdict: What it says.
    """

    target_by: str
    verdict: Verdict


@lru_cache(maxsize=4096)
def read_ratings(text: str) -> tuple[Rating, ...]:
    """The statements of a rating as printed; those without a rating are left out.

    Args:
        text: For example `Đạt`, `Chưa đạt`, `Đạt chỉ tiêu thành phố giao, không đạt chỉ tiêu NQ 06`.

    Returns:
        One rating for each owner, in the order printed. Empty when nothing is understood, or
        when two statements about one owner contradict each other.
    """
    found: dict[str, Verdict] = {}
    for statement in re.split(r"[,;]", fold(text)):
        verdict = next(
            (v for v in _VERDICTS if any_of(f"rated_{v}", "cell").match(statement.strip())), None
        )
        if verdict is None:
            continue
        owner = next((name for name in _OWNERS if _owner(name).search(statement)), OWN)
        if found.setdefault(owner, verdict) != verdict:
            return ()
    return tuple(Rating(owner, verdict) for owner, verdict in found.items())


def is_rating(text: str) -> bool:
    """Whether a header is a rating and nothing else: `Vượt`, `Không đạt`."""
    folded = fold(text)
    return any(folded in phrases(f"rated_{verdict}", "cell") for verdict in _VERDICTS)


def is_tick(text: str) -> bool:
    """Whether a cell only marks that its column applies."""
    return fold(text) in phrases("tick", "cell")


def _owner(name: str) -> re.Pattern[str]:
    return any_of(name if name == "budget" else f"{name}_authority", "cell")
