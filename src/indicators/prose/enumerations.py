"""Figures that share names and verb: `A, B và C lần lượt tăng 3%, 4% và 5%`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.prose.labels import Stretch, split_enumeration
from indicators.prose.mentions import as_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.prose.mentions import Mention

_JOINT = re.compile(r"\s*(?:[-–;,/]|và|,\s*và)?\s*\Z")
_TOLD = re.compile(r"lần lượt|tương ứng")
_GROWS = re.compile(r"phát triển|tăng")
_DASH = re.compile(r"[-–]")
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
    told = bool(_TOLD.search(words))
    if first.quantity is None or not (told or opened is not None or first.percent):
        return []
    last = index
    dashes = 0
    while last + 1 < min(len(mentions), index + _MOST):
        one, two = mentions[last], mentions[last + 1]
        if not _joined(low, one, two):
            break
        dashes += bool(_DASH.search(low[one.tail : two.start]))
        last += 1
    count = last - index + 1
    told = told or (count >= _MANY and (opened is not None or dashes == count - 1))
    if count == 1 or not told:
        return []
    stop = opened if opened is not None and opened >= begin else first.left
    names = split_enumeration(low, begin, stop, count)
    verb = first.verb or ("up" if opened is not None and _GROWS.search(words) else None)
    for mention in mentions[index : last + 1] if names and verb else ():
        if mention.verb is None and verb is not None:
            as_verb(mention, verb, mentions[last].base or "same_period")
            mention.doubts.append("shared_verb")
    return names


def _joined(low: str, one: Mention, two: Mention) -> bool:
    if one.core.quantity is None or two.core.quantity is None:
        return False
    same = one.core.quantity.unit == two.core.quantity.unit
    return same and bool(_JOINT.match(low[one.tail : two.start]))
