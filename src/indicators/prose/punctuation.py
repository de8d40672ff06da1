"""Where sentences end and which brackets stand open, for every figure of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.prose.mentions import Mention

_SENTENCE = re.compile(r"(?:[.!?…]+[\s*_]+(?=[^\W\d_])|;)")
_BRACKET = re.compile(r"[()]")


class Sentences:
    """The sentences of a text; a semicolon ends one as well."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], names: Sequence[tuple[int, int]] = ()
    ) -> None:
        """Find their ends; a full stop inside a figure, or a semicolon in a name, is none."""
        starts = [mention.start for mention in mentions]
        self.ends, self.stops = [0], [0]
        for found in _SENTENCE.finditer(text):
            at = found.end()
            if found[0] != ";" and not text[at : at + 1].isupper():
                continue
            if any(start < found.start() < end for start, end in names):
                continue
            index = bisect_right(starts, found.start()) - 1
            if index >= 0 and found.start() + 1 < mentions[index].end:
                continue
            self.ends.append(at)
            if found[0] != ";":
                self.stops.append(at)
        self.length = len(text)

    def opened(self, at: int) -> int:
        """Where the sentence at an offset begins, semicolons inside it or not."""
        return self.stops[bisect_right(self.stops, at) - 1]

    def around(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence at an offset."""
        index = bisect_right(self.ends, at)
        return self.ends[index - 1], self.ends[index] if index < len(self.ends) else self.length


def open_brackets(low: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """For every figure inside brackets (by its index), where the innermost one opens."""
    found: dict[int, int] = {}
    stack: list[int] = []
    signs = _BRACKET.finditer(low)
    sign = next(signs, None)
    for index, mention in enumerate(mentions):
        while sign is not None and sign.start() < mention.core.start:
            if sign[0] == "(":
                stack.append(sign.start())
            elif stack:
                stack.pop()
            sign = next(signs, None)
        if stack:
            found[index] = stack[-1]
    return found
