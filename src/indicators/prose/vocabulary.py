"""The vocabulary of `grammar.toml`, compiled."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from indicators.language.text import lowered

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["base", "context", "ends_with_kind", "grammar", "kind_before", "lowered", "words_of"]


@cache
def grammar() -> dict[str, Any]:
    """The tables of `grammar.toml`."""
    text = (resources.files("indicators.prose") / "grammar.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def kind_before() -> dict[str, str]:
    """Words right before a figure with their kind."""
    return {word: kind for kind, words in grammar()["before"].items() for word in words}


@cache
def ends_with_kind() -> re.Pattern[str]:
    """Finds the longest of those words at the end of a text."""
    return re.compile(rf"(?:(?<=[\s(,:;/“”\"*])|^)({_either(kind_before())})\s*:?\s*\Z")


@cache
def base() -> dict[str, re.Pattern[str]]:
    """What stands behind a figure to say what it is compared with."""
    words = grammar()["base"]
    return {
        kind: re.compile(f"{words['lead']}(?P<base>{words[kind]})")
        for kind in ("plan", "same_period", "other_period")
    }


@cache
def words_of(section: str, name: str) -> re.Pattern[str]:
    """Any word of a list of `grammar.toml`, whole."""
    return re.compile(rf"(?<!\w)(?:{_either(grammar()[section][name])})(?!\w)")


@cache
def context(name: str) -> re.Pattern[str]:
    """Any pattern of a list below `[context]`."""
    return re.compile("|".join(grammar()["context"][name]))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
