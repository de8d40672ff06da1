"""The ledger of digits: every token with a digit is a row, a non-figure or a finding."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.language.letterheads import ARTICLE
from indicators.language.text import nfc
from indicators.messages.sentences import both
from indicators.prose.model import NonFigure, Unbound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.readers.blocks import Block, SourceDocument

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_UNIT = re.compile(r"(?<![^\W\d_])[kcdKCD]?[mM]\Z")


@dataclass(slots=True)
class Left:
    """Tokens that no block accounted for."""

    nonfigures: list[NonFigure] = field(default_factory=list)
    unbound: list[Unbound] = field(default_factory=list)


def close(
    source: SourceDocument,
    taken: Sequence[tuple[int, int, str]],
    facts: Mapping[str, tuple[int, int]],
) -> tuple[dict[str, int], int, Left]:
    """Account for every token with a digit.

    Args:
        source: The document.
        taken: Start, end and account of what rows, non-figures and findings cover.
        facts: Where the facts of the document stand.

    Returns:
        Number of tokens by account, of all tokens, and the tokens that were left: list marks
        and footnote marks are non-figures, anything else is a finding.
    """
    ordered = sorted(taken)
    starts = [start for start, _, _ in ordered]
    blocks = sorted((b for b in source.blocks if b.kind != "table"), key=lambda b: b.start)
    begins = [(b.start, b.end) for b in blocks]
    ledger: Counter[str] = Counter(row=0, nonfigure=0, unbound=0)
    left = Left()
    tokens = 0
    for found in TOKEN.finditer(source.text):
        if _UNIT.search(source.text, max(0, found.start() - 3), found.start()) and found[0] in "²³":
            continue  # m², m³
        tokens += 1
        account = _account(ordered, starts, found.start(), found.end())
        if account is None:
            account = _leftover(source, found, begins, blocks, facts, left)
        ledger[account] += 1
    return dict(ledger), tokens, left


def _account(
    ordered: Sequence[tuple[int, int, str]], starts: Sequence[int], start: int, end: int
) -> str | None:
    index = bisect_right(starts, start)
    for begin, stop, account in reversed(ordered[max(0, index - 6) : index]):
        if begin <= start and end <= stop:
            return account
    following = ordered[index] if index < len(ordered) else None
    return following[2] if following and following[0] < end else None


def _leftover(
    source: SourceDocument,
    found: re.Match[str],
    begins: Sequence[tuple[int, int]],
    blocks: Sequence[Block],
    facts: Mapping[str, tuple[int, int]],
    left: Left,
) -> str:
    start, end = found.span()
    quote = nfc(source.text[max(0, start - 40) : end + 40])
    reason = None
    if not found[0][0].isascii():
        reason = "note"
    elif any(a <= start < b for a, b in facts.values()):
        reason = "document"
    elif ARTICLE.search(source.text, max(0, start - 16), start):
        reason = "article"
    elif _marks(source.text, start, begins, blocks):
        reason = "mark"
    if reason:
        left.nonfigures.append(NonFigure(start, end, found[0], reason, quote, None))
        return "nonfigure"
    texts = both("prose.not_read", printed=found[0])
    left.unbound.append(Unbound(start, end, found[0], "not_read", *texts, quote, None))
    return "unbound"


def _marks(
    text: str, start: int, begins: Sequence[tuple[int, int]], blocks: Sequence[Block]
) -> bool:
    """Whether the token is the mark of the block that begins right behind it, or a `[3]`."""
    if (
        re.match(r"\[\^?\d{1,3}\]", text[max(0, start - 1) : start + 5])
        or text[max(0, start - 2) : start] == "[^"
    ):
        return True
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    index = bisect_right(begins, (start, 1 << 60))
    if (
        index < len(begins)
        and "\n" not in text[start : begins[index][0]]
        and not before.strip("-+*–( .0123456789#")
    ):
        return bool(blocks[index].mark.kind or blocks[index].note)
    return False
