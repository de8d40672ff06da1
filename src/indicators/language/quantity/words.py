"""The words around a figure: bases behind it, verbs and thresholds around it."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from indicators.language.headers import OF_AUTHORITY
from indicators.language.lexicon import compose, meanings
from indicators.language.quantity.model import Base, Bound, QuantityError

_DIGIT = re.compile(r"\d")
_SIGNED_DIGIT = re.compile(r"-?\d")
_TIMES = re.compile(r"\d{1,2}\s*tháng|tháng\s*\d{1,2}|quý\s*\d")
_YEAR_WORDS = re.compile(r"(?:19|20)\d\d")
# The bound that each meaning is, and what it says beside that.
_THRESHOLDS: dict[str, tuple[Bound, set[str]]] = {
    "at_least": ("at_least", set()),
    "more_than": ("more_than", set()),
    "at_most": ("at_most", set()),
    "less_than": ("less_than", set()),
    "rounded_down": ("more_than", {"approximate"}),
    "rounded_up": ("less_than", {"approximate"}),
}
_AROUND = (
    "filler", "estimate", "approximate", *_THRESHOLDS, "up", "down", "index", "over", "times", "reach",
)  # fmt: skip
# What a figure is compared with; the first that fits the words after the figure wins.
_BASES: dict[Base, str] = {
    "same_period": r"<same_period>|so với năm (?:19|20)\d\d",
    "city": OF_AUTHORITY.format("city"),
    "province": OF_AUTHORITY.format("province"),
    "district": r"<resolved>|<district_authority> <decided>",
    "budget": r"<budget>",
    "plan": r"<planned>|<goal>|<indicator> <set_out>|<set_out_alone>",
}


def cut_base(words: str, shown: str) -> tuple[str, Base | None]:
    """Split off the words after the figure that say what it is compared with."""
    digits = _DIGIT.search(words)
    start = digits.end() if digits else 0
    if not _any_base().search(words, start):
        return words, None
    matches = {
        base: match
        for base, grammar in _BASES.items()
        if (match := compose(grammar, "cell").search(words, start))
    }
    # the first word of `mục tiêu kế hoạch`, whichever it is
    cut = min(match.start() for match in matches.values())
    if _DIGIT.search(_YEAR_WORDS.sub("", _TIMES.sub("", words[cut:]))):
        raise QuantityError("several_figures", shown, "quantity.several_figures", shown=shown)
    figure = compose(r"[\s,(]*<lead_to_base>?\s*$", "cell").sub("", words[:cut])
    return compose(r"(?<=%)\s*<indicator>\Z", "cell").sub("", figure), next(iter(matches))


def take_prefixes(words: str) -> tuple[str, str | None, Bound | None, set[str]]:
    """Take the known words in front of the figure."""
    verb: str | None = None
    bound: Bound | None = None
    flags: set[str] = set()
    rest = words.lstrip(" :(") if not words.startswith("(") or ")" not in words else words
    while not _SIGNED_DIGIT.match(rest) and (found := _prefix(rest)):
        phrase, kind = found
        # A second threshold or verb is left where it stands: what follows is no figure then.
        if kind in ("estimate", "approximate"):
            flags.add(kind)
        elif kind in _THRESHOLDS:
            if bound is not None:
                break
            bound, more = _THRESHOLDS[kind]
            flags |= more
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


def _prefix(words: str) -> tuple[str, str] | None:
    """The longest phrase that the words begin with, and its meaning."""
    for phrase, kind in meanings(_AROUND, "cell").items():
        ends = not phrase[-1].isalpha() or not words[len(phrase) :][:1].isalpha()
        if words.startswith(phrase) and ends:
            return phrase, kind
    return None


def take_suffix(words: str, bound: Bound | None, shown: str) -> tuple[str, Bound | None]:
    """Take `trở lên` or `trở xuống` behind the figure; the rest and its bound."""
    for phrase, kind in meanings(("at_least_behind", "at_most_behind"), "cell").items():
        if not words.endswith(" " + phrase):
            continue
        if bound is not None:
            raise QuantityError("unreadable", shown, "quantity.two_thresholds", shown=shown)
        rest = re.sub(r"\Atừ\s+", "", words.removesuffix(" " + phrase))
        return rest, cast("Bound", kind.removesuffix("_behind"))
    return words, bound


@cache
def _any_base() -> re.Pattern[str]:
    """Whether there is any base at all; most figures have none."""
    return compose("|".join(_BASES.values()), "cell")
