"""Reading a printed label: its name apart from words of measure, price basis and scenario."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from indicators.language.marks import strip_mark
from indicators.language.text import fold
from indicators.language.units import known_unit

if TYPE_CHECKING:
    from indicators.codebook.entries import PriceBasis


_SAID = ("constant", "current", "estimate", "growth", "share")
_NAME_OF_GROUP = re.compile(r"\(\?P<\w+>")
_BRACKETED_UNIT = re.compile(r"\s*\(([^()]+)\)[\s.:;]*\Z")


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart.

    Attributes:
        name: Folded name, the key for matching.
        full: Folded label without mark, bracketed unit and closing punctuation, abbreviations
            written out.
        measure: `growth` or `share` when the words say so.
        price_basis: When the words say so.
        base_year: Of the constant prices, when printed.
        estimate: Whether the label says `ước`.
    """

    name: str
    full: str
    measure: Literal["growth", "share"] | None
    price_basis: PriceBasis | None
    base_year: int | None
    estimate: bool


@lru_cache(maxsize=8192)
def read_label(printed: str) -> Label:
    """Take a printed label apart (rules in `labels.toml`)."""
    words = _words()
    text = _abbreviation().sub(lambda m: abbreviations()[m[0]], fold(strip_mark(printed)[1]))
    full = name = _trim(_without_unit(text))
    found: dict[str, re.Match[str]] = {}
    changed = True
    while changed and _any(*_SAID).search(name):
        before = name
        for kind in _SAID:
            for pattern in words[kind]:
                match = pattern.search(name)
                if match and _trim(pattern.sub(" ", name, count=1)):
                    found.setdefault(kind, match)
                    name = _trim(pattern.sub(" ", name, count=1))
                    break
        changed = name != before
    year = found["constant"]["year"] if "constant" in found else None
    return Label(
        name=name,
        full=full,
        measure="growth" if "growth" in found else "share" if "share" in found else None,
        price_basis="constant"
        if "constant" in found
        else "current"
        if "current" in found
        else None,
        base_year=int(year) if year else None,
        estimate="estimate" in found,
    )


def _trim(text: str) -> str:
    before = None
    while text != before and _any("filler").search(text):
        before = text
        for pattern in _words()["filler"]:
            text = pattern.sub(" ", text).strip()
    return " ".join(text.split())


def _without_unit(text: str) -> str:
    """`tỷ lệ hộ nghèo (%)` without the bracketed unit."""
    found = _BRACKETED_UNIT.search(text)
    return text[: found.start()] if found and known_unit(found[1]) else text


@cache
def _vocabulary() -> dict[str, Any]:
    text = (resources.files("indicators.codebook") / "labels.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _words() -> dict[str, tuple[re.Pattern[str], ...]]:
    rules = {kind: rules for kind, rules in _vocabulary().items() if kind != "abbreviations"}
    return {kind: tuple(map(re.compile, patterns)) for kind, patterns in rules.items()}


@cache
def _any(*kinds: str) -> re.Pattern[str]:
    """Whether any rule of these kinds holds; most labels have none."""
    patterns = (pattern.pattern for kind in kinds for pattern in _words()[kind])
    return re.compile("|".join(_NAME_OF_GROUP.sub("(", pattern) for pattern in patterns))


def abbreviations() -> dict[str, str]:
    """Abbreviations with what they stand for, in small letters."""
    abbreviations: dict[str, str] = _vocabulary()["abbreviations"]
    return abbreviations


@cache
def _abbreviation() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, abbreviations()))})\b")
