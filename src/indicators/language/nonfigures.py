"""Digits that are no figure: dates, years, numbers of documents, ordinals, parts of names."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

_YEAR = r"(?:1[5-9]|20)\d\d"
_DASH = r"\s*[-\u2010-\u2015\u2212]\s*"
_WINDOW = 60


class _Rule(NamedTuple):
    reason: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    whole: re.Pattern[str] | None
    unless_unit: bool


@cache
def reasons() -> dict[str, dict[str, str]]:
    """Every reason with its words in Vietnamese and English."""
    found: dict[str, dict[str, str]] = _table()["reason"]
    return found


def nonfigure(low: str, start: int, end: int, *, unit: bool = False) -> tuple[str, int] | None:
    """Whether the number at `low[start:end]` is no figure.

    Args:
        low: The text in small letters.
        start: First digit.
        end: After the last digit of the number with its commas and dots.
        unit: Whether a known unit follows it.

    Returns:
        The reason and where it ends (later numbers may belong to it), or None.
    """
    before = low[max(0, start - _WINDOW) : start]
    for rule in _rules():
        if unit and rule.unless_unit:
            continue
        stop = end
        if rule.whole is not None:
            found = rule.whole.match(low, start)
            if found is None:
                continue
            stop = max(found.end(), end)
        if rule.after is not None:
            found = rule.after.match(low, stop)
            if found is None:
                continue
            stop = found.end()
        if rule.before is not None and not rule.before.search(before):
            continue
        return rule.reason, stop
    return None


@cache
def _table() -> dict[str, Any]:
    text = (resources.files("indicators.language") / "nonfigures.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _rules() -> tuple[_Rule, ...]:
    def pattern(text: str | None, *, end: bool = False) -> re.Pattern[str] | None:
        if text is None:
            return None
        filled = text.replace("YEAR", _YEAR).replace(" - ", _DASH).replace("WORD", r"[^\W\d_]")
        return re.compile(f"(?:{filled})\\Z" if end else filled)

    return tuple(
        _Rule(
            rule["reason"],
            pattern(rule.get("before"), end=True),
            pattern(rule.get("after")),
            pattern(rule.get("whole")),
            rule.get("unless_unit", False),
        )
        for rule in _table()["rule"]
    )
