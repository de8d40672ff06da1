"""Number formats: how a stored number is shown, with how many decimals, as percent or date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

# Built-in formats of ECMA-376 part 1, 18.8.30, as far as they are not General.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
}  # fmt: skip
_STEPS = [Decimal(1).scaleb(-decimals) for decimals in range(31)]
_VIETNAMESE = str.maketrans(",.", ".,")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"([#0?](?:[#0?,]*[#0?])?)(?:\.([#0?]*))?(,*)")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format code says about a number.

    Attributes:
        is_date: Whether numbers are shown as dates or times.
        decimals: Decimals shown; None for General and for text.
        percent: Whether shown in percent.
        grouped: Whether thousands are parted.
        digits: Least number of whole digits (`00` shows 2 as 02).
        scaled: Thousands cut off by commas at the end of the code.
    """

    is_date: bool = False
    decimals: int | None = None
    percent: bool = False
    grouped: bool = False
    digits: int = 1
    scaled: int = 0


@lru_cache(maxsize=4096)
def read_format(code: str) -> NumberFormat:
    """Read a format code such as `#,##0.00`, `0.00%`, `[$-42A]dd/mm/yyyy`."""
    bare = _LITERAL.sub("", code.split(";", 1)[0])
    if not bare or bare.strip().casefold() in ("general", "@", "standard"):
        return NumberFormat()
    if re.search(r"[ymdhsYMDHS]", bare.replace("E+", "").replace("E-", "")):
        return NumberFormat(is_date=True)
    found = _DIGITS.search(bare)
    if found is None or "E" in bare or "/" in bare:
        return NumberFormat(percent="%" in bare)
    whole = found[1]
    return NumberFormat(
        decimals=min(len(found[2] or ""), 30),
        percent="%" in bare,
        grouped="," in whole,
        digits=max(1, whole.replace(",", "").count("0")),
        scaled=len(found[3]),
    )


def exact(stored: float) -> Decimal:
    """The number a person typed: 15 significant digits, as spreadsheets keep."""
    return Decimal(format(stored, ".15g"))


def show(stored: Decimal, code: NumberFormat) -> tuple[str, Decimal, int, bool]:
    """How a stored number is shown.

    Returns:
        Text the Vietnamese way; the number in the unit shown; decimals shown; whether the stored
        number is more precise than what is shown.
    """
    number = stored.scaleb(2) if code.percent else stored
    if code.decimals is None:
        decimals = max(0, -int(number.normalize().as_tuple().exponent))
        shown = number
    else:
        decimals = code.decimals
        scaled = number.scaleb(-3 * code.scaled) if code.scaled else number
        shown = scaled.quantize(_STEPS[decimals], ROUND_HALF_UP)  # as spreadsheets round
    text = f"{shown:,.{decimals}f}" if code.grouped else f"{shown:.{decimals}f}"
    if code.digits > 1:
        sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
        text = sign + digits.zfill(code.digits + (decimals + 1 if decimals else 0))
    text = text.translate(_VIETNAMESE)
    more = shown != number or code.scaled > 0
    return text + "%" if code.percent else text, number, decimals, more
