"""What the words of heads and cells say, by `heads.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar, cast

from indicators.language.periods import DEFINITION
from indicators.language.text import fold
from indicators.language.units import find_unit, known_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indicators.model.records import Scenario, TargetBy

T = TypeVar("T")
_BRACKETED = re.compile(r"\(([^()]+)\)")


@cache
def vocabulary() -> dict[str, Any]:
    """The words of `heads.toml`."""
    text = (resources.files("indicators.tables") / "heads.toml").read_text("utf-8")
    return tomllib.loads(text)


def scenario_of(text: str) -> Scenario | None:
    """The scenario whose word comes first: `Kết quả thực hiện kế hoạch` is actual."""
    best: tuple[int, Scenario] | None = None
    for scenario, patterns in vocabulary()["scenario"].items():
        for pattern in patterns:
            found = re.search(pattern, text)
            if found and (best is None or found.start() < best[0]):
                best = (found.start(), cast("Scenario", scenario))
    return best[1] if best else None


def target_by_of(text: str) -> TargetBy | None:
    """Who set the target, None if it is not said."""
    for owner in vocabulary()["target_by"]:
        if fits(text, owner["patterns"]):
            return cast("TargetBy", owner["who"])
    return None


def unit_of(levels: Iterable[str]) -> str | None:
    """The unit in brackets of the lowest level that has one."""
    for text in reversed(tuple(levels)):
        for inner in _BRACKETED.findall(text):
            folded = fold(inner)
            if (
                folded in vocabulary()["words"]["no_unit"]
                or scenario_of(folded)
                or target_by_of(folded)
            ):
                continue  # `Năm 2023 (kế hoạch)`: whose figure, not in what
            words = re.sub(r"^\s*(?:đvt|đơn vị(?: tính)?)\s*:\s*", "", inner, flags=re.IGNORECASE)
            if known_unit(words):
                return find_unit(words)[0].symbol
    return None


def odd_words(levels: Sequence[str]) -> str:
    """What stands beside a period and its unit, and is not known."""
    known = set(vocabulary()["measure"]["beside"])
    words = []
    for text in levels:
        for inner in _BRACKETED.findall(text):
            if unit_of((f"({inner})",)) or fold(inner) in vocabulary()["words"]["no_unit"]:
                text = text.replace(f"({inner})", " ")  # noqa: PLW2901
        folded = DEFINITION.sub(" ", fold(text)).replace("tháng đầu năm", "tháng")
        words += re.findall(r"[^\W\d_]+", folded)
    return " ".join(word for word in words if word not in known)


def fits(text: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns is in the text."""
    return any(re.search(pattern, text) for pattern in patterns)


def first(items: Iterable[T | None]) -> T | None:
    """The first that is there."""
    return next((item for item in items if item is not None), None)
