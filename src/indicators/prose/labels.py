"""The words of a label: where it begins before a figure, and where it ends behind one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from indicators.language.lexicon import any_of, lexicon
from indicators.language.sentences import (
    CLAUSE_VERB,
    DEFINES_PERIOD,
    DESCRIBED,
    LABEL_LINK,
    LABEL_OPENING,
    NO_NAME,
    PERIOD_AHEAD,
    PERIOD_BEHIND,
    RIGHT_END_LONG,
    VERBAL,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGES = " ,;:.-–—+*•=“”\"'/_"
_RIGHT_END = re.compile(r"[,;:.()]")
_COLON = re.compile(r":\s")
_INSIDE = str.maketrans({",": "\u201a", ";": "\u037e", " ": "\u00a0"})
_SHORT_PART = 4
_TOO_SHORT = 1
_LONG_HEAD = 18
_LONGEST = 30
_LEAST_NAMES = 2
_LONGEST_CLOSER = 40


class Stretch(NamedTuple):
    """A stretch of a text; `noun`: it begins with the head word of a label."""

    start: int
    end: int
    noun: bool = False


def compounds(low: str) -> list[tuple[int, int]]:
    """Where names stand that hold commas: `nông, lâm nghiệp và thủy sản`."""
    return [found.span() for found in any_of("compound", "sentence").finditer(low)]


def kept_together(low: str, names: Sequence[tuple[int, int]]) -> str:
    """The text with signs and spaces inside such names that part no labels; offsets stay."""
    parts, at = [], 0
    for start, end in names:
        parts += [low[at:start], low[start:end].translate(_INSIDE)]
        at = end
    return "".join([*parts, low[at:]])


def left_label(
    low: str, start: int, stop: int, *, whole: bool = False
) -> tuple[Stretch | None, Stretch | None]:
    """The head before a colon, and the label right before a figure.

    Args:
        low: Text in small letters.
        start: Where the words before the figure begin.
        stop: Where they end.
        whole: Whether a label without a head word goes back over commas, as before a colon.

    Returns:
        `(head, label)`, each None where there is none: for `Cơ cấu: Trồng trọt` both, for
        `Tổng thu ước đạt` the label only.
    """
    head: Stretch | None = None
    end = _trimmed_end(low, start, stop)
    colons = [found.end() for found in _COLON.finditer(low, start, end)]
    if colons:
        head = _bare(low, start, colons[-1] - 1)
        if head is not None and len(low[head.start : head.end].split()) > _LONG_HEAD:
            head = _label(low, start, colons[-1] - 1)
        start, whole = colons[-1], True
    whole = whole and not VERBAL.search(low, start, end)
    return head, _label(low, start, end, whole=whole)


def opening(low: str, stop: int, start: int = 0) -> Stretch | None:
    """The first words of a text up to a verb: what its figures are about."""
    while start < stop and low[start] in _EDGES:
        start += 1
    found = LABEL_OPENING.match(low, start, stop)
    return _bare(low, start, found.end()) if found else None


def right_label(low: str, start: int, stop: int, *, long: bool = False) -> Stretch | None:
    """Words behind a figure that complete its name, up to a comma or a verb.

    A `long` one goes on over commas: `100% xã, thị trấn có …`.
    """
    found = (RIGHT_END_LONG if long else _RIGHT_END).search(low, start, stop)
    end = found.start() if found else stop
    halt = any_of("ends_label", "sentence").search(low, start, end)
    if halt:
        end = halt.start()
    if not long and (joined := low.find(" và ", start, end)) >= 0:
        end = joined
    while start < end and low[start] in " “”\"'":
        start += 1
    period = PERIOD_AHEAD.match(low, start, end)
    if period:
        start = period.end()
    end = _trimmed_end(low, start, end)
    if start >= end or not low[start:end].lstrip()[:1].isalpha():
        return None
    return Stretch(start, _at_most(low, start, end), noun=False)


def split_enumeration(low: str, start: int, stop: int, count: int) -> list[Stretch]:
    """The last `count` names of a list of names before `stop`."""
    end = _trimmed_end(low, start, stop)
    for separator in (
        r"\s*[,;]\s*(?:và\s+)?|\s+và\s+", r"\s*[,;]\s*", r"\s+[-–]\s+|\s+và\s+",
    ):  # fmt: skip
        parts: list[Stretch] = []
        at = start
        for found in [*re.finditer(separator, low[start:end]), None]:
            part_end = start + found.start() if found else end
            label = _bare(low, at, part_end)
            if label is not None:
                parts.append(label)
            at = start + found.end() if found else end
        if len(parts) >= count >= _LEAST_NAMES:
            return parts[-count:]
    return []


def _label(low: str, start: int, stop: int, *, whole: bool = False) -> Stretch | None:
    """The name that ends at `stop`: from its head word, or from the last comma."""
    end = _trimmed_end(low, start, stop)
    if end <= start:
        return None
    head = _head(low, start, end)
    if head is not None:
        bare = _bare(low, head, end)
        return Stretch(bare.start, bare.end, noun=True) if bare else None
    if whole and len(low[start:end].split()) <= _LONGEST:
        return _bare(low, start, end)
    parts = [start, *(start + found.end() for found in re.finditer(r",\s+", low[start:end]))]
    begin = parts[-1]
    for earlier in reversed(parts[:-1]):
        rest = len(low[begin:end].split())
        if len(low[earlier:begin].split()) > _SHORT_PART and rest > _TOO_SHORT:
            break
        begin = earlier
    return _bare(low, begin, end)


def _head(low: str, start: int, end: int) -> int | None:
    """Where the last name begins with a head word; one that only goes on with a name is none."""
    head = None
    for found in any_of("label_head", "sentence").finditer(low, start, end):
        at = found.start()
        if not low[start:at].strip(_EDGES):
            head = at
        elif LABEL_LINK.search(low[max(start, at - 12) : at]):
            goes_on = head is not None and not CLAUSE_VERB.search(low, head, at)
            if not goes_on and not DESCRIBED.search(low, max(start, at - 24), at):
                head = at
    return head


def _bare(low: str, start: int, end: int) -> Stretch | None:
    """Without signs and joining words at both ends; None if nothing is left."""
    changed = True
    while changed and start < end:
        changed = False
        while start < end and low[start] in _EDGES + ")(":
            if low[start] == "(" and ")" in low[start:end]:
                break
            start += 1
        if period := PERIOD_AHEAD.match(low, start, end):
            start, changed = period.end(), True
            continue
        if opener := _openers().match(low, start):
            start, changed = opener.end(), True
    end = _trimmed_end(low, start, end)
    if start >= end or not any(c.isalpha() for c in low[start:end]):
        return None
    if NO_NAME.fullmatch(low, start, end):
        return None
    return Stretch(_at_least(low, start, end), end)


def _trimmed_end(low: str, start: int, end: int) -> int:
    changed = True
    while changed and end > start:
        changed = False
        while end > start and (low[end - 1] in _EDGES or (low[end - 1] == "(")):
            end -= 1
        period = PERIOD_BEHIND.search(low, start, end)
        if (
            period
            and period.start() > start
            and not DEFINES_PERIOD.search(low, max(start, period.start() - 25), period.start())
        ):
            end, changed = period.start(), True
            continue
        closer = _closers().search(low, max(start, end - _LONGEST_CLOSER), end)
        if closer and not low.endswith("tổng mức", start, end):
            end, changed = closer.start(), True
    return end


def _at_least(low: str, start: int, end: int) -> int:
    words = list(re.finditer(r"\S+", low[start:end]))
    return start + words[-_LONGEST].start() if len(words) > _LONGEST else start


def _at_most(low: str, start: int, end: int) -> int:
    words = list(re.finditer(r"\S+", low[start:end]))
    return start + words[_LONGEST - 1].end() if len(words) > _LONGEST else end


@cache
def _openers() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon().phrases("before_label", "sentence")))
    return re.compile(rf"(?:{words})(?![^\W\d_])")


@cache
def _closers() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon().phrases("behind_label", "sentence")))
    return re.compile(rf"(?<![^\W\d_])(?:{words})\Z")
