"""Vietnamese quantities: right, or refused with a reason; never guessed.

Numbers have a decimal comma and dots between thousands. A range keeps both ends, a threshold its
side and whether it is open, a ratio its denominator. Words of comparison become growth on the
same period of the year before, or attainment of a plan. The words are in the lexicon.
"""

from __future__ import annotations

import re

from indicators.language.quantity.comparison import compare
from indicators.language.quantity.figure import open_bound, read_figure
from indicators.language.quantity.formatting import format_number, format_quantity
from indicators.language.quantity.model import Base, Bound, Quantity, QuantityError
from indicators.language.quantity.words import cut_base, take_prefixes, take_suffix
from indicators.language.text import DASHES, nfc, one_spelling

__all__ = [
    "Base",
    "Bound",
    "Quantity",
    "QuantityError",
    "format_number",
    "format_quantity",
    "parse_quantity",
]

_LONGEST = 200
_DASH = re.compile(f"[{DASHES}]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_DIGIT = re.compile(r"\d")
_PLUS = re.compile(r"\A\+(?=\d)")


def parse_quantity(text: str, *, base: Base | None = None) -> Quantity:
    """Read one printed figure.

    Args:
        text: For example `14% - 15%`, `dưới 0,64`, `27/30 xã`, `tăng 25,4% so với cùng kỳ`.
        base: What the header of the column compares with; words in the text win.

    Returns:
        The quantity, exact.

    Raises:
        QuantityError: If the text fits no rule; it is never read in part.

    Examples:
        >>> from indicators.language.quantity import parse_quantity
        >>> target = parse_quantity("14% - 15%")
        >>> target.bound, target.low, target.high
        ('range', Decimal('14'), Decimal('15'))
        >>> parse_quantity("dưới 0,64").high
        Decimal('0.64')
    """
    shown = nfc(text)
    if len(shown) > _LONGEST:
        raise QuantityError("too_long", shown[:40] + "…", "quantity.too_long")
    words = _DASH.sub("-", one_spelling(shown.casefold())).rstrip(" .;,")
    if not _DIGIT.search(words):
        raise QuantityError("no_figure", shown, "quantity.no_digit", shown=shown)
    if _FOREIGN_DIGIT.search(words):
        raise QuantityError("unreadable", shown, "quantity.other_digits", shown=shown)
    words, found_base = cut_base(words, shown)
    if base is not None or found_base is not None:  # else it may be the mark of a list
        words = _PLUS.sub("tăng ", words)
    words, verb, bound, flags = take_prefixes(words)
    words, bound = take_suffix(words, bound, shown)
    plain = read_figure(words, shown)
    if bound is not None:
        plain = open_bound(plain, bound, shown)
    if flags:
        plain = plain._replace(flags=tuple(sorted({*plain.flags, *flags})))
    return compare(plain, verb, found_base, base, shown)
