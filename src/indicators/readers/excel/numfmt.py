"""Number formats: the codes of ECMA-376 part 1, 18.8.31, taken apart.

A code has up to four sections, chosen by sign or by condition. A section is digits with literal
words, signs and units around them; commas at its end cut off thousands, a percent sign multiplies.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Built-in formats of ECMA-376 part 1, 18.8.30, as far as they are not General.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 42: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@",
}  # fmt: skip

MOST_DECIMALS = 30
_LONGEST = 1000
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>general|standard)"
    r"|(?P<half>am/pm|a/p)"
    r"|(?P<exponent>e[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<text>@)"
    r"|(?P<semicolon>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+)\Z", re.IGNORECASE
)
_ELAPSED = re.compile(r"(h+|m+|s+)\Z", re.IGNORECASE)


Kind = Literal["number", "words", "none", "disagrees"]


class Token(NamedTuple):
    """A piece of a format code: `literal`, `digit`, `point`, `comma`, `percent`, `date` and others."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    """One section of a format code."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    colour: str = ""

    def adding(self, token: Token) -> Section:
        """The section with one more token at its end."""
        return replace(self, tokens=(*self.tokens, token))

    @cached_property
    def kind(self) -> Literal["general", "date", "text", "fraction", "number", "literal"]:
        """What it does with a number."""
        kinds = {token.kind for token in self.tokens}
        if "date" in kinds:
            return "date"
        if "general" in kinds:
            return "general"
        if "digit" not in kinds:
            return "text" if "text" in kinds else "literal"
        return "fraction" if "slash" in kinds else "number"

    @cached_property
    def layout(self) -> Layout:
        """Where the digits of a number go."""
        return _layout(self.tokens)

    @cached_property
    def verdicts(self) -> dict[tuple[bool, bool, bool], Kind]:
        """What `_kind` said of its words, by sign of the number and who shows it."""
        return {}

    @cached_property
    def quick(self) -> bool:
        """Whether its digits are shown in one piece with fixed decimals, as nearly all are."""
        if self.kind != "number":
            return False
        layout = self.layout
        fixed = layout.decimals == layout.kept and layout.digits == 1
        return (
            layout.simple
            and fixed
            and not layout.exponent
            and layout.point == (layout.decimals > 0)
        )

    @cached_property
    def around(self) -> tuple[str, str]:
        """Its words before and after `General` or `@`."""
        at = next(i for i, t in enumerate(self.tokens) if t.kind in ("general", "text"))
        return _words(self.tokens[:at]), _words(self.tokens[at + 1 :])

    @cached_property
    def literal(self) -> str:
        """Its words alone."""
        return "".join(token.text for token in self.tokens if token.kind == "literal")


class Layout(NamedTuple):
    """The digits of a section.

    Attributes:
        before: Words in front of the digits.
        after: Words behind them.
        whole: Placeholders and literals of the whole part.
        places: Placeholders and literals behind the point.
        digits: Least number of whole digits.
        decimals: Places behind the point.
        kept: Those of them that are shown even as zeros.
        grouped: Whether thousands are parted.
        scale: Power of ten by which the number shown differs from the stored one.
        point: Whether a point is shown.
        exponent: Places of an exponent, 0 for none.
        simple: Whether no literal stands among the digits.
    """

    before: str
    after: str
    whole: tuple[Token, ...]
    places: tuple[Token, ...]
    digits: int
    decimals: int
    kept: int
    grouped: bool
    scale: int
    point: bool
    exponent: int
    simple: bool


@dataclass(frozen=True)
class NumberFormat:
    """A format code, read."""

    sections: tuple[Section, ...]

    @cached_property
    def is_date(self) -> bool:
        """Whether numbers are shown as dates or times."""
        return self.sections[0].kind == "date"

    @cached_property
    def text(self) -> Section | None:
        """The section for texts, where there is one."""
        if len(self.sections) == 4:
            return self.sections[3]
        only = self.sections[0]
        return only if len(self.sections) == 1 and only.kind == "text" else None

    def section(self, number: Decimal) -> tuple[Section, bool]:
        """The section for a number, and whether it shows the sign by its own means."""
        sections = self.sections[:3]
        if len(sections) == 1 and sections[0].condition is None:
            return sections[0], False
        if any(section.condition for section in sections[:2]):
            return self._by_condition(number)
        if number > 0 or (number == 0 and len(sections) < 3):
            return sections[0], False
        return (sections[1], True) if number < 0 else (sections[2], False)

    def _by_condition(self, number: Decimal) -> tuple[Section, bool]:
        sections = self.sections[:3]
        first = sections[0].condition
        for section in sections[:2]:
            if section.condition and _COMPARE[section.condition[0]](number, section.condition[1]):
                return section, section.condition == ("<", Decimal(0))
        if len(sections) == 1:
            return sections[0], False
        rest = sections[1] if len(sections) == 2 or sections[1].condition is None else sections[2]
        if len(sections) == 3 and sections[1].condition is None:
            rest = sections[1] if number < 0 else sections[2]
        own = rest is sections[1] and first is not None and first[0] in (">", ">=") and not first[1]
        return rest, own or (len(sections) == 3 and rest is sections[1])


@lru_cache(maxsize=4096)
def read_format(code: str) -> NumberFormat:
    """Read a format code such as `#,##0.00`, `0.00%`, `[<1]0.0%;0.0`, `[$-42A]dd/mm/yyyy`."""
    if len(code) > _LONGEST:  # Excel takes 255 signs
        code = "General"
    sections = [Section(())]
    for found in _TOKEN.finditer(code):
        kind, text = found.lastgroup or "other", found[found.lastgroup or 0]
        if kind == "semicolon":
            sections.append(Section(()))
        elif kind == "bracket":
            sections[-1] = _bracketed(sections[-1], text)
        elif kind != "fill":
            token = Token(_TOKENS.get(kind, kind), _SHOWN_AS.get(kind, text))
            if token.kind != "literal":
                token = token._replace(text=token.text.casefold())
            sections[-1] = sections[-1].adding(token)
    if len(sections) == 1 and not sections[0].tokens:
        return NumberFormat((Section((Token("general", ""),)),))
    return NumberFormat(tuple(sections))


_TOKENS = {
    "quoted": "literal",
    "escaped": "literal",
    "other": "literal",
    "space": "literal",
    "half": "date",
}
_SHOWN_AS = {"space": " ", "half": "ampm"}


def _bracketed(section: Section, text: str) -> Section:
    """The section with what stands in square brackets: a condition, a colour, hours, a sign."""
    limit = _CONDITION.match(text.strip())
    if limit:
        return replace(section, condition=(limit[1], Decimal(limit[2])))
    if _COLOUR.match(text):
        return replace(section, colour=text.casefold())
    if _ELAPSED.match(text):
        return section.adding(Token("date", f"[{text.casefold()}]"))
    if text.startswith("$"):
        return section.adding(Token("literal", text[1:].partition("-")[0]))
    return section


def _layout(tokens: Sequence[Token]) -> Layout:
    parts = _parts(tokens)
    inner = _without_end(parts.whole, "comma")
    ones, tenths = _texts(parts.whole), _texts(parts.places)
    cut = len(parts.whole) - len(inner) + _count(parts.behind, "comma")
    return Layout(
        before=_words(parts.front),
        after=_words(parts.behind),
        whole=_without(parts.whole, "comma"),
        places=_without(parts.places, "comma"),
        digits=len(ones) - ones.index("0") if "0" in ones else 0,
        decimals=min(len(tenths), MOST_DECIMALS),
        kept=min(len("".join(tenths).rstrip("#")), MOST_DECIMALS),
        grouped=_count(inner, "comma") > 0,
        scale=2 * _count(tokens, "percent") - 3 * cut,
        point=parts.point,
        exponent=parts.exponent,
        simple={(t.kind, t.text) for t in (*parts.whole, *parts.places)} <= _SIMPLE,
    )


class _Parts(NamedTuple):
    """Tokens before the digits, of the whole part, behind the point and behind the digits."""

    front: Sequence[Token]
    whole: Sequence[Token]
    places: Sequence[Token]
    behind: Sequence[Token]
    point: bool
    exponent: int


def _parts(tokens: Sequence[Token]) -> _Parts:
    first = next(i for i, token in enumerate(tokens) if token.kind == "digit")
    at = next(_places_of(tokens[first:], "exponent"), len(tokens) - first) + first
    body, tail = tokens[:at], tokens[at:]
    last = max(_places_of(body, "digit"))
    point = next(_places_of(body, "point"), None)
    behind = _without(tail, "digit")
    power = _count(tail, "digit")
    if point is None:
        whole, places = body[first : last + 1], body[:0]
    else:
        first, last = min(first, point), max(last, point)
        whole, places = body[first:point], body[point + 1 : last + 1]
    after = (*body[last + 1 :], *behind)
    return _Parts(body[:first], whole, places, after, point is not None, power)


def _places_of(tokens: Sequence[Token], kind: str) -> Iterator[int]:
    return (i for i, token in enumerate(tokens) if token.kind == kind)


def _without(tokens: Sequence[Token], kind: str) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token.kind != kind)


_SIMPLE = {("digit", "0"), ("digit", "#"), ("comma", ",")}


def _count(tokens: Sequence[Token], kind: str) -> int:
    return sum(token.kind == kind for token in tokens)


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens if token.kind == "digit"]


def _without_end(tokens: Sequence[Token], kind: str) -> Sequence[Token]:
    return tokens if not tokens or tokens[-1].kind != kind else _without_end(tokens[:-1], kind)


def _words(tokens: Sequence[Token]) -> str:
    return "".join("%" if t.kind == "percent" else t.text for t in tokens if t.kind in _SEEN)


_SEEN = ("literal", "percent", "slash")
