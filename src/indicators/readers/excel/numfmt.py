"""Number formats: the text Excel shows for a stored number, as a Vietnamese reader sees it.

A format code (ECMA-376 part 1, 18.8.31) has up to four sections, chosen by sign or by condition.
A section is digits with literal words, signs and units around them; commas at its end cut off
thousands, a percent sign multiplies. What is shown is the figure; the stored number adds decimals
to it and must agree with it. Where literals make another number of it, it does not.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
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
_STEPS = [Decimal(1).scaleb(-decimals) for decimals in range(MOST_DECIMALS + 1)]
_VIETNAMESE = str.maketrans(",.", ".,")
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
_MINUS = "-\u2212\u2012\u2013\u2014"
_ARROWS = "▼▽↓"
_DIGIT = re.compile(r"\d")
_MONTHS = (
    "Tháng Một", "Tháng Hai", "Tháng Ba", "Tháng Tư", "Tháng Năm", "Tháng Sáu", "Tháng Bảy",
    "Tháng Tám", "Tháng Chín", "Tháng Mười", "Tháng Mười Một", "Tháng Mười Hai",
)  # fmt: skip
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (no zone in a cell)
_LAST_DAY = 2_958_465  # 31/12/9999


Kind = Literal["number", "words", "none", "disagrees"]


class Shown(NamedTuple):
    """What a cell with a stored number shows.

    Attributes:
        text: As a Vietnamese reader sees it; empty where the format hides the number.
        number: The stored number in the unit shown: 0.1464 shown as `14,64%` is 14.64, 412500000
            shown as `413` by `#,##0,,` is 412.5.
        decimals: Decimals shown.
        percent: Whether a percent sign is shown.
        kind: `number` where nothing but a number is shown, `words` where words or signs stand
            around it, `none` where no digit is shown (`-` for zero), `disagrees` where what is
            shown is another number than the stored one.
        precise: Whether the stored number is more precise than what is shown.
        exact: The text with all decimals of the stored number.
    """

    text: str
    number: Decimal
    decimals: int
    percent: bool
    kind: Kind
    precise: bool
    exact: str


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


def exact(stored: float) -> Decimal:
    """The number a person typed: 15 significant digits, as spreadsheets keep."""
    return Decimal(format(stored, ".15g"))


def show(stored: Decimal, code: NumberFormat) -> Shown:
    """What a cell shows of a stored number; dates are the business of `show_date`."""
    section, own_sign = code.section(stored)
    if section.kind == "number":
        return _numeric(stored, code, section, own_sign=own_sign)
    plain, decimals = _in_full(stored)
    if section.kind in ("general", "text"):
        before, after = section.around
        if not (before or after or own_sign):
            return Shown(
                plain, stored, decimals, percent=False, kind="number", precise=False, exact=plain
            )
        kind = _kind(before, after, stored, code, section, own_sign=own_sign)
        size = plain.lstrip("-") if own_sign else plain
        text = f"{before}{size}{after}".strip()
        return Shown(text, stored, decimals, "%" in after, kind, precise=False, exact=text)
    if section.kind == "literal":
        text = section.literal.strip()
        return Shown(text, stored, decimals, percent=False, kind="none", precise=False, exact=text)
    if section.kind == "date":  # a second section of dates, which no office writes
        return Shown(
            plain, stored, decimals, percent=False, kind="disagrees", precise=False, exact=plain
        )
    if stored == stored.to_integral_value():
        return Shown(
            plain, stored, decimals, percent=False, kind="number", precise=False, exact=plain
        )
    text = _fraction(stored, section)
    return Shown(text, stored, decimals, percent=False, kind="disagrees", precise=False, exact=text)


def _in_full(number: Decimal) -> tuple[str, int]:
    """A number with all its decimals, and how many these are."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ","), len(text.partition(".")[2])


def _numeric(stored: Decimal, code: NumberFormat, section: Section, *, own_sign: bool) -> Shown:
    layout = section.layout
    number = stored.scaleb(layout.scale) if layout.scale else stored
    below = number < 0
    size = -number if below else number
    decimals = layout.decimals
    if layout.exponent:
        digits, rounded, decimals = _scientific(size, layout)
    else:
        rounded = size.quantize(_STEPS[decimals], ROUND_HALF_UP)  # as spreadsheets round
        if section.quick:
            shown = f"{rounded:,f}" if layout.grouped else f"{rounded:f}"
            digits = shown.translate(_VIETNAMESE)
        else:
            if decimals > layout.kept:
                decimals = max(layout.kept, -int(rounded.normalize().as_tuple().exponent))
                rounded = rounded.quantize(_STEPS[decimals])
            digits = _digits(rounded, decimals, layout)
    seen = (below, number == 0, own_sign)
    kind = section.verdicts.get(seen)
    if kind is None:
        kind = _kind(layout.before, layout.after, number, code, section, own_sign=own_sign)
        section.verdicts[seen] = kind
    if not section.quick:
        kind = _checked(kind, digits, rounded, layout)
    before, after = layout.before, layout.after
    text = exact = (
        f"-{before}{digits}{after}" if below and not own_sign else f"{before}{digits}{after}"
    )
    precise = rounded != size
    if precise and kind == "words":
        exact = text.replace(digits, _in_full(size)[0])
    percent = "%" in after or "%" in before
    return Shown(text.strip(), number, decimals, percent, kind, precise, exact.strip())


def _checked(kind: Kind, digits: str, rounded: Decimal, layout: Layout) -> Kind:
    """The kind, where literals stand among the digits or placeholders show nothing."""
    if not _DIGIT.search(digits):  # `#` shows nothing for zero
        return "none"
    if layout.simple or kind == "disagrees":
        return kind
    return "number" if kind == "number" and _same(digits, rounded) else "disagrees"


def _digits(rounded: Decimal, decimals: int, layout: Layout) -> str:
    """The digits as shown, decimal comma and dots between thousands."""
    if layout.simple:
        text = f"{rounded:,.{decimals}f}" if layout.grouped else f"{rounded:.{decimals}f}"
        whole, _, places = text.partition(".")
        if layout.digits != 1:
            whole = whole.zfill(layout.digits) if layout.digits else whole.lstrip("0")
        point = "." if layout.point else ""
        return f"{whole}{point}{places}".translate(_VIETNAMESE)
    whole, _, places = f"{rounded:.{decimals}f}".partition(".")
    parts = [*_laid(whole.lstrip("0"), layout), *("," if layout.point else "")]
    behind = iter(places)
    parts += [next(behind, "") if t.kind == "digit" else t.text for t in layout.places]
    return "".join(parts)


def _laid(whole: str, layout: Layout) -> Iterator[str]:
    """Whole digits laid into their placeholders from the right, literals among them."""
    places = [t for t in layout.whole if t.kind == "digit"]
    lacking = len(places) - len(whole)
    digits = list(whole[max(0, -lacking) :]) if places else []
    extra = whole[: max(0, -lacking)]
    seen = 0
    for token in layout.whole:
        if token.kind != "digit":
            yield token.text if token.kind == "literal" else ""
            continue
        if seen == 0:
            yield extra
        if seen < lacking:
            yield {"0": "0", "?": " "}.get(token.text, "")
        else:
            yield digits[seen - max(0, lacking)]
        seen += 1


def _scientific(size: Decimal, layout: Layout) -> tuple[str, Decimal, int]:
    """`1,23E+05`, the number it means, and the decimals of that."""
    power = size.adjusted() if size else 0
    mantissa = size.scaleb(-power).quantize(_STEPS[layout.decimals], ROUND_HALF_UP)
    if mantissa >= 10:
        power += 1
        mantissa = size.scaleb(-power).quantize(_STEPS[layout.decimals], ROUND_HALF_UP)
    text = f"{mantissa:.{layout.decimals}f}".translate(_VIETNAMESE)
    sign = "-" if power < 0 else "+"
    shown = f"{text}E{sign}{abs(power):0{layout.exponent}d}"
    return shown, mantissa.scaleb(power), max(0, layout.decimals - power)


def _kind(
    before: str,
    after: str,
    number: Decimal,
    code: NumberFormat,
    section: Section,
    *,
    own_sign: bool,
) -> Kind:
    """Whether what is shown is the number, the number with words, or another number."""
    front, back = before.strip(), after.strip()
    if front[-1:].isdigit() or back[:1].isdigit() or back[:1] in (".", ","):
        return "disagrees"
    bracketed = front.startswith("(") and back.endswith(")") and "(" not in back
    signed = bracketed or any(sign in _MINUS for sign in front[:1] + front[-1:])
    unsigned = number < 0 and own_sign
    if number and signed != unsigned and (signed or not _shows_less(front, code, section)):
        return "disagrees"
    rest = front.strip(f"({_MINUS}+ ") + back.rstrip(")" * bracketed).strip("% ")
    return "words" if rest else "number"


def _shows_less(front: str, code: NumberFormat, section: Section) -> bool:
    """Whether a section says by words, an arrow or a colour of its own that a number is negative."""
    if any(char.isalpha() or char in _ARROWS for char in front):
        return True
    return bool(section.colour) and section.colour != code.sections[0].colour


def _same(digits: str, rounded: Decimal) -> bool:
    """Whether digits with literals among them are still that number."""
    plain = digits.replace(" ", "").rstrip(",").replace(".", "").replace(",", ".")
    return bool(re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", plain)) and Decimal(plain) == rounded


def _fraction(stored: Decimal, section: Section) -> str:
    """`12 1/2`: the nearest fraction with as many digits as there are placeholders."""
    slash = next(i for i, t in enumerate(section.tokens) if t.kind == "slash")
    places = sum(1 for t in section.tokens[slash:] if t.kind == "digit") or 2
    from fractions import Fraction

    whole, rest = divmod(abs(stored), 1)
    near = Fraction(rest).limit_denominator(10 ** min(places, 4) - 1)
    sign = "-" if stored < 0 else ""
    return f"{sign}{whole} {near.numerator}/{near.denominator}"


def day_of(stored: Decimal, *, since_1904: bool = False) -> datetime | None:
    """The day and time behind a serial number; None if no calendar has it.

    The epoch of 1900 counts a 29th of February 1900, which did not exist.
    """
    days = float(stored)
    base = _EPOCH_1904 if since_1904 else _EPOCH_1900 + timedelta(days=days < 60)
    if not 0 <= days <= _LAST_DAY:
        return None
    return base + timedelta(seconds=round(days * 86_400))


def show_date(when: datetime, stored: Decimal, code: NumberFormat) -> str:
    """What a cell shows of a day and time, months and weekdays in Vietnamese."""
    section, _ = code.section(stored)
    if section.kind != "date":
        return f"{when:%d/%m/%Y}"
    tokens = section.tokens
    half = any(t.text == "ampm" for t in tokens)
    parts = []
    for at, token in enumerate(tokens):
        if token.kind == "date":
            parts.append(_date_part(when, stored, _minutes(tokens, at), half=half))
        elif token.kind in ("literal", "slash", "comma", "point"):
            parts.append(token.text)
    return "".join(parts).strip()


def _minutes(tokens: Sequence[Token], at: int) -> str:
    """`m` behind hours or in front of seconds means minutes."""
    text = tokens[at].text
    if text not in ("m", "mm"):
        return text
    dates = [(i, t.text) for i, t in enumerate(tokens) if t.kind == "date"]
    place = next(n for n, (i, _) in enumerate(dates) if i == at)
    before = dates[place - 1][1] if place else ""
    behind = dates[place + 1][1] if place + 1 < len(dates) else ""
    return f"min {len(text)}" if before.strip("[")[:1] == "h" or behind[:1] == "s" else text


def _date_part(when: datetime, stored: Decimal, text: str, *, half: bool) -> str:
    hour = (when.hour % 12 or 12) if half else when.hour
    seconds = round(float(stored) * 86_400)
    parts = {
        "d": f"{when.day}", "dd": f"{when:%d}",
        "ddd": _WEEKDAYS[when.weekday()], "dddd": _WEEKDAYS[when.weekday()],
        "m": f"{when.month}", "mm": f"{when:%m}", "mmm": f"Thg{when.month}",
        "mmmm": _MONTHS[when.month - 1], "mmmmm": "T",
        "h": f"{hour}", "hh": f"{hour:02d}",
        "min 1": f"{when.minute}", "min 2": f"{when.minute:02d}",
        "s": f"{when.second}", "ss": f"{when.second:02d}",
        "ampm": "SA" if when.hour < 12 else "CH",
        "[h]": f"{seconds // 3600}", "[hh]": f"{seconds // 3600:02d}",
        "[m]": f"{seconds // 60}", "[mm]": f"{seconds // 60:02d}", "[s]": f"{seconds}",
    }  # fmt: skip
    if text[0] == "y":
        return f"{when.year % 100:02d}" if len(text) < 3 else f"{when.year}"
    return parts.get(text, parts.get(text[:2], ""))
