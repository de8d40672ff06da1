"""The words around a figure: bases behind it, verbs and thresholds around it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from indicators.language.quantity.model import Base, Bound, QuantityError

_DIGIT = re.compile(r"\d")
_SIGNED_DIGIT = re.compile(r"-?\d")
_YEAR_WORDS = re.compile(r"(?:19|20)\d\d")


def cut_base(words: str, shown: str) -> tuple[str, Base | None]:
    """Split off the words after the figure that say what it is compared with."""
    digits = _DIGIT.search(words)
    start = digits.end() if digits else 0
    if not _any_base().search(words, start):
        return words, None
    found: list[tuple[int, Base]] = []
    for name, patterns in _vocabulary()["base"].items():
        matches = (re.compile(pattern).search(words, start) for pattern in patterns)
        starts = [match.start() for match in matches if match]
        if starts:  # the first word of `mục tiêu kế hoạch`, whichever it is
            found.append((min(starts), name))
    if not found:
        return words, None
    cut, tail_base = min(at for at, _ in found), found[0][1]
    tail = words[cut:]
    if re.search(
        r"\d", _YEAR_WORDS.sub("", re.sub(r"\d{1,2}\s*tháng|tháng\s*\d{1,2}|quý\s*\d", "", tail))
    ):
        raise QuantityError(
            "several_figures",
            shown,
            f"'{shown}' holds several figures; give each a cell of its own",
        )
    head = re.sub(r"[\s,(]*(?:\bso với|\bso|\bvới|\bcủa|\btheo)?\s*$", "", words[:cut])
    return re.sub(r"(?<=%)\s*chỉ tiêu\Z", "", head), tail_base


def take_prefixes(words: str) -> tuple[str, str | None, Bound | None, set[str]]:
    """Take the known words in front of the figure."""
    verb: str | None = None
    bound: Bound | None = None
    flags: set[str] = set()
    rest = words.lstrip(" :(") if not words.startswith("(") or ")" not in words else words
    while not _SIGNED_DIGIT.match(rest):
        for phrase, kind in _prefix_words():  # noqa: B007 (used after the break)
            if rest.startswith(phrase) and (
                not phrase[-1].isalpha() or not rest[len(phrase) :][:1].isalpha()
            ):
                break
        else:
            break
        # A second threshold or verb is left where it stands: what follows is no figure then.
        if kind in ("estimate", "approximate"):
            flags.add(kind)
        elif kind in ("at_least", "more_than", "at_most", "less_than"):
            if bound is not None:
                break
            bound = kind  # type: ignore[assignment]
        elif kind == "reach":
            verb = verb or "reach"
        elif kind != "filler":
            if verb not in (None, "reach"):
                break
            verb = kind
        rest = rest[len(phrase) :].lstrip(" :")
    if bound is not None:
        rest = rest.removeprefix("từ ")  # tối thiểu từ 30%
    return rest, verb, bound, flags


def take_suffix(words: str, bound: Bound | None, shown: str) -> tuple[str, Bound | None]:
    """Take `trở lên` or `trở xuống` behind the figure; the rest and its bound."""
    for name, phrases in _vocabulary()["suffix"].items():
        for phrase in phrases:
            if not words.endswith(" " + phrase):
                continue
            if bound is not None:
                raise QuantityError("unreadable", shown, f"'{shown}' has two thresholds; keep one")
            return re.sub(r"\Atừ\s+", "", words.removesuffix(" " + phrase)), name
    return words, bound


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(
        (resources.files("indicators.language.quantity") / "words.toml").read_text("utf-8")
    )


@cache
def _any_base() -> re.Pattern[str]:
    """Whether there is any base at all; most figures have none."""
    bases = _vocabulary()["base"].values()
    return re.compile("|".join(f"(?:{pattern})" for patterns in bases for pattern in patterns))


@cache
def _prefix_words() -> tuple[tuple[str, str], ...]:
    """Phrases in front of a figure with their kind, longest first."""
    words = _vocabulary()["prefix"]
    return tuple(
        sorted(
            ((phrase, kind) for kind in words for phrase in words[kind]), key=lambda w: -len(w[0])
        )
    )
