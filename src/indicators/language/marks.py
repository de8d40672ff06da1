"""Marks of lists and sections at the start of a paragraph, a line or a label: one grammar.

`I.`, `I -`, `A/`, `1.`, `1/`, `1.2`, `I.1.2`, `a)`, `a/`, `(3)`, `(iv)`, `-`, `■`, with or without a
space behind; `Phần thứ nhất`, `Phụ lục 2` and `Điều 5` where sections may begin.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from indicators.language.text import DASHES

MarkKind = Literal[
    "", "part", "article", "capital", "roman", "number", "dotted", "letter", "bracket", "sign"
]
HEADING_KINDS = ("article", "capital", "roman", "number", "dotted")
"""Kinds of marks that headings carry as well as items."""
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Raised digits, as marks of footnotes."""

_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_UPPER = "".join(filter(str.isupper, map(chr, range(ord("A"), 0x1EFA))))
_ROMAN = r"(?=[IVX])(?:XL|X{0,3})(?:IX|IV|V?I{0,3})"
_WORD = r"(?=[^\W\d]|[\"“'*(])"
_AFTER = rf"(?:\s+(?=\S)|{_WORD})"
_NAME = rf"(?=[{_UPPER}][^\W\d])"  # behind a slash without a space: a/Lúa, but not đ/kg
_WORD_NAME = rf"(?=[{_UPPER}][^\W\d{_UPPER}])"  # 1/Lúa, but not 8/NQ
_NAMED = rf"(?!(?<![IVX]X)(?<=X)\.{_WORD_NAME})"  # X.Tân Lộc is a commune, no tenth section
_MARK = re.compile(
    rf"\s*(?:(?P<sign>[{DASHES}+*•●○▪■□◦·➢✓❖])\s*(?=\S)"
    rf"|\((?P<bracket>\d{{1,3}}|[A-Za-zĐđ]|[ivx]{{2,5}})\)\s*[.:]?{_AFTER}"
    rf"|(?P<dotted>(?:{_ROMAN}|\d{{1,2}})(?:\.\d{{1,2}})+)"
    rf"(?:[.)](?:{_WORD}|\s+(?=\S)(?!\d{{4}}))|\s+(?=[{_UPPER}\"“'*(]))"
    rf"|(?P<number>\d{{1,2}})(?:[.)]{_AFTER}|/(?:\s+{_WORD}|{_WORD_NAME}))"
    rf"|(?P<letter>[a-zđ]|[ivx]{{2,5}}(?=\)))(?:\){_AFTER}|\.\s+(?=\S)|/(?:\s+{_WORD}|{_NAME}))"
    rf"|(?P<roman>{_ROMAN}){_NAMED}(?:[.)/]{_AFTER}|\s?[-–—](?:\s+(?=\S)|(?=[{_UPPER}])))"
    rf"|(?P<capital>[A-HĐ])(?:[.)/]\s+(?=\S)|[.)](?=[^\W\d]{{2}})|/{_NAME}))"
)
_ALONE = re.compile(
    rf"[\s(]*(?:(?P<dotted>(?:{_ROMAN}|\d{{1,2}})(?:\.\d{{1,2}})+)|(?P<number>\d{{1,3}})"
    rf"|(?P<letter>[a-zđ])|(?P<roman>{_ROMAN})|(?P<capital>[A-ZĐ]))[\s).:/]*"
)
_PART = re.compile(
    r"\s*(?P<part>(?:phần|chương)\s+(?:thứ\s+)?"
    r"(?:nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|[ivx]+|\d{1,2})(?!\w)"
    r"|phụ\s*lục(?:\s+(?:số\s+)?[\dIVX]+)?)\s*[.:*]*\s*(?=$|\s)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\s*(?P<article>Điều\s+\d{1,3})\s*[.:]\s*\*{0,2}(?=\S)")
SIGN_RANK = 9.0
"""Signs have no order among each other: offices use `-` and `+` both ways round."""
_RANKS: dict[str, float] = {
    "part": 0.0, "capital": 0.5, "roman": 1.0, "article": 1.0, "number": 2.0, "dotted": 2.0,
    "letter": 3.0, "bracket": 4.0, "sign": SIGN_RANK, "": SIGN_RANK,
}  # fmt: skip


class Mark(NamedTuple):
    """The mark of a list item or a section.

    Attributes:
        text: Without punctuation: `1.2`, `(3)` as `3`, `II`, every dash as `-`; empty for none.
        kind: `dotted` has several numbers; `sign` is `-`, `+`, `•`; empty for none.
        end: Characters before the words behind it; those of a part belong to its words.
    """

    text: str = ""
    kind: MarkKind = ""
    end: int = 0

    @property
    def rank(self) -> float:
        """Its place in the order part, A, I, 1, 1.1, a, (1), sign: a lower rank stands above."""
        dots = self.text.count(".") - self.text[:1].isalpha() if self.kind == "dotted" else 0
        return _RANKS[self.kind] + dots / 10

    @property
    def series(self) -> str:
        """What it shares with the marks beside it: `1` and `2`, not `1` and `1.1` or `-` and `+`."""
        return f"sign {self.text}" if self.kind == "sign" else f"{self.kind} {self.rank}"


NO_MARK = Mark()


def read_mark(text: str, at: int = 0) -> Mark:
    """The list mark at the start of a text; of `- (7).` the number, which tells more."""
    found = _MARK.match(text, at)
    if found is None:
        return NO_MARK
    if found.lastgroup == "sign":
        inner = _MARK.match(text, found.end())
        found = inner if inner and inner.lastgroup in ("bracket", "dotted") else found
    return _made(found, found.end())


def read_section(text: str, at: int = 0) -> Mark:
    """The mark at the start of a paragraph: of a part, an article or a list."""
    part = _PART.match(text, at)
    if part:
        return _made(part, at)
    article = _ARTICLE.match(text, at)
    return _made(article, article.end()) if article else read_mark(text, at)


def read_alone(text: str) -> Mark:
    """A mark that stands alone, as in a column of numbers: `1`, `1.2`, `II.`, `a)`."""
    found = _ALONE.fullmatch(text)
    return _made(found, found.end()) if found else NO_MARK


def _made(found: re.Match[str], end: int) -> Mark:
    kind: MarkKind = found.lastgroup or ""  # type: ignore[assignment]
    text = " ".join(found[kind].split())
    return Mark("-" if kind == "sign" and text in DASHES else text, kind, end)


@lru_cache(maxsize=16_384)
def strip_mark(label: str) -> tuple[str, str]:
    """Split a leading list mark from a label: `- Trồng trọt` -> (`-`, `Trồng trọt`)."""
    mark = read_mark(label)
    return mark.text, label[mark.end :].strip()


def plain_digits(raised: str) -> str:
    """Raised digits as ordinary ones."""
    return raised.translate(_TO_DIGITS)
