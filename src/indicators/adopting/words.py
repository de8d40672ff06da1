"""The words of the mapping workbook: `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from indicators.language.text import fold

UNDER = " › "
"""Between the levels of a header, and between the labels above a row."""


@cache
def words() -> dict[str, Any]:
    """The content of `words.toml`."""
    return tomllib.loads((resources.files("indicators.adopting") / "words.toml").read_text("utf-8"))


def word(kind: str, key: str) -> str:
    """One word: `word("choice", "skip")`."""
    text: str = words()[kind][key]
    return text


def headers(sheet: str) -> dict[str, str]:
    """The headers of a sheet by what stands below."""
    named: dict[str, str] = words()["header"][sheet]
    return named


def says(text: str, kind: str, key: str) -> bool:
    """Whether a cell says this word."""
    return fold(text).rstrip(".") == fold(word(kind, key))


def key_of(text: str, kind: str) -> str | None:
    """What the word in a cell stands for, None if it is none of its kind."""
    known = {fold(shown): key for key, shown in words()[kind].items()}
    return known.get(fold(text).rstrip("."))
