"""Figures that share names and verb: `A, B và C lần lượt tăng 3%, 4% và 5%`."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from indicators.language.sentences import GROWS, IN_TURN, LIST_JOINT, PERIODS_IN_TURN
from indicators.prose.labels import Stretch, split_enumeration
from indicators.prose.mentions import as_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.prose.mentions import Mention

_DASH = re.compile(r"[-–]")
_NUMBERS = re.compile(r"(?<!\w)(?:\d[\d/]*|[ivx]+)(?!\w)")
_MOST = 24
_MANY = 3  # so many figures in brackets are a list without being told


def enumeration(
    low: str, mentions: Sequence[Mention], index: int, begin: int, opened: int | None
) -> list[Stretch]:
    """The names of the figures from `index` on, one each, if they share them; else none.

    Args:
        low: The text in small letters.
        mentions: All figures; those of the list get the verb of the first.
        index: The first figure.
        begin: Where the words before it begin.
        opened: Where the bracket opens it stands in.
    """
    first = mentions[index]
    words = low[begin : first.start]
    told = IN_TURN.search(words) is not None
    if first.quantity is None or not (told or opened is not None or first.percent):
        return []
    listed = _listed(low, mentions[index : index + _MOST])
    dashes = [_DASH.search(low[one.tail : two.start]) for one, two in pairwise(listed)]
    told = told or (len(listed) >= _MANY and (opened is not None or all(dashes)))
    if len(listed) == 1 or not told:
        return []
    stop = first.left if opened is None or opened < begin else opened
    names = split_enumeration(low, begin, stop, len(listed))
    if names:
        _share(first.verb or _growth(words, opened), listed)
    return names


def periods_in_turn(
    low: str, mentions: Sequence[Mention], index: int, begin: int
) -> tuple[int, list[str]]:
    """Where the periods of a list begin, and the period of each figure from `index` on.

    `Sản lượng các năm 2021, 2022 lần lượt đạt 5 và 6 tấn` has one name and two periods.
    """
    start = mentions[index].start
    told = IN_TURN.search(low, begin, start)
    named = next(PERIODS_IN_TURN.finditer(low, begin, start), None) if told else None
    if named is None:
        return 0, []
    numbers = _NUMBERS.findall(named["numbers"])
    listed = _listed(low, mentions[index : index + len(numbers)])
    if len(listed) != len(numbers):
        return 0, []
    _share(mentions[index].verb, listed)
    return named.start(), [f"{named['unit']} {number}" for number in numbers]


def _growth(words: str, opened: int | None) -> str | None:
    """`Các ngành đều phát triển (…)`: figures in brackets that grow."""
    return "up" if opened is not None and GROWS.search(words) else None


def _listed(low: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The figures from the first on that follow each other like members of a list."""
    joined = takewhile(lambda pair: _joined(low, *pair), pairwise(mentions))
    return [mentions[0], *(two for _, two in joined)]


def _share(verb: str | None, listed: Sequence[Mention]) -> None:
    """Give the verb of the first figure to all that have none."""
    for mention in listed:
        if verb is not None and mention.verb is None:
            as_verb(mention, verb, listed[-1].base or "same_period")
            mention.doubts.append("shared_verb")


def _joined(low: str, one: Mention, two: Mention) -> bool:
    if one.core.quantity is None or two.core.quantity is None:
        return False
    same = one.core.quantity.unit == two.core.quantity.unit
    return same and bool(LIST_JOINT.match(low[one.tail : two.start]))
