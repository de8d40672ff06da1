"""What a cell shows of a stored number, as a Vietnamese reader sees it.

What is shown is the figure; the stored number adds decimals to it and must agree with it. Where
literals make another number of it, it does not.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from indicators.readers.excel.numfmt import MOST_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indicators.readers.excel.numfmt import Kind, Layout, NumberFormat, Section

_STEPS = [Decimal(1).scaleb(-decimals) for decimals in range(MOST_DECIMALS + 1)]
_VIETNAMESE = str.maketrans(",.", ".,")
_MINUS = "-\u2212\u2012\u2013\u2014"
_ARROWS = "▼▽↓"
_DIGIT = re.compile(r"\d")


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
