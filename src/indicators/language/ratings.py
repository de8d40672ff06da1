"""What documents say of an attainment, `Đạt`, `Vượt chỉ tiêu TP giao; không đạt chỉ tiêu NQ 06`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, cast

from indicators.language.text import fold

Verdict = Literal["exceeded", "met", "missed"]
_VERDICTS: tuple[Verdict, ...] = ("missed", "exceeded", "met")
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
    """The statements of a rating as printed; those without a word of `ratings.toml` are left out.

    Args:
        text: For example `Đạt`, `Chưa đạt`, `Đạt chỉ tiêu thành phố giao, không đạt chỉ tiêu NQ 06`.

    Returns:
        One rating for each owner, in the order printed. Empty when nothing is understood, or
        when two statements about one owner contradict each other.
    """
    found: dict[str, Verdict] = {}
    for statement in re.split(r"[,;]", fold(text)):
        verdict = next((v for v in _VERDICTS if _words(v).match(statement.strip())), None)
        if verdict is None:
            continue
        owner = next((name for name, words in _owners() if words.search(statement)), OWN)
        if found.setdefault(owner, verdict) != verdict:
            return ()
    return tuple(Rating(owner, verdict) for owner, verdict in found.items())


@cache
def _table() -> dict[str, object]:
    return tomllib.loads(
        (resources.files("indicators.language") / "ratings.toml").read_text("utf-8")
    )


@cache
def _words(verdict: Verdict) -> re.Pattern[str]:
    return _either(cast("list[str]", _table()[verdict]))


@cache
def _owners() -> tuple[tuple[str, re.Pattern[str]], ...]:
    owners = cast("dict[str, list[str]]", _table()["owner"])
    return tuple((name, _either(words)) for name, words in owners.items())


def _either(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted((fold(word) for word in words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
