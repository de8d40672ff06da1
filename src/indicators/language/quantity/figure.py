"""The figure itself: numbers, ranges, ratios, thresholds, with their units."""

from __future__ import annotations

import re
from decimal import Decimal

from indicators.language.quantity.model import Bound, Quantity, QuantityError
from indicators.language.units import UnitError, find_unit, known_unit

# Decimal keeps 28 digits; with fewer, a rise on a plan or another unit is still exact.
_MOST_DIGITS = 24
_NUMBER = r"-?\d(?:[\d.,]*\d)?"
_STRICT = re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?\Z")
_FROM = re.compile(r"\Atừ\s+")
_LOOSE_DASH = re.compile(r"-\s+\d")
_SINGLE = re.compile(rf"({_NUMBER})(?!\d)\s*(.*)\Z")
_RANGE = re.compile(rf"({_NUMBER})\s*([^\d]*?)\s*(?:-|\bđến\b)\s*({_NUMBER})(?!\d)\s*(.*)\Z")
_RATIO = re.compile(rf"({_NUMBER})\s*([^\d/]*?)\s*/\s*({_NUMBER})(?!\d)\s*(.*)\Z")
_DATE = re.compile(r"\d{1,2}\s*([-/])\s*\d{1,2}\s*\1\s*(?:19|20)?\d\d(?!\d)")
_YEARS = re.compile(r"(?:18|19|20)\d\d\s*-\s*(?:18|19|20)\d\d(?![\d.,])")


def read_figure(words: str, shown: str) -> Quantity:
    """The figure itself: one number, a range or a ratio."""
    starts_range = words.startswith("từ ")
    words = _FROM.sub("", words)
    if _LOOSE_DASH.match(words):
        raise QuantityError("ambiguous_sign", shown, "quantity.dash", shown=shown, number=words[2:])
    if _YEARS.match(words):
        raise QuantityError("looks_like_years", shown, "quantity.years", shown=shown)
    if _DATE.match(words):
        raise QuantityError("looks_like_date", shown, "quantity.date", shown=shown)
    single = _SINGLE.match(words)
    if single and not starts_range and (not single[2] or known_unit(single[2])):
        value, decimals = _number(single[1], shown)
        unit, flags = _unit(single[2], shown)
        return Quantity("point", value, None, None, None, decimals, unit, flags=flags)
    for pattern, make in ((_RATIO, _ratio), (_RANGE, _range)):
        match = pattern.match(words)
        if match:
            return make(match, shown)
    if single is None:
        raise QuantityError("unreadable", shown, "quantity.no_figure", shown=shown)
    _number(single[1], shown)
    if re.search(r"\d", single[2]):
        raise QuantityError("several_figures", shown, "quantity.several_figures", shown=shown)
    _unit(single[2], shown)
    raise QuantityError("unreadable", shown, "quantity.half_range", shown=shown)


def _range(match: re.Match[str], shown: str) -> Quantity:
    (low, first), (high, second) = _number(match[1], shown), _number(match[3], shown)
    unit, flags = _one_unit(match[2], match[4], shown)
    if low >= high:
        raise QuantityError("bad_range", shown, "quantity.descending", shown=shown)
    return Quantity("range", None, low, high, None, max(first, second), unit, flags=flags)


def _ratio(match: re.Match[str], shown: str) -> Quantity:
    (value, first), (whole, second) = _number(match[1], shown), _number(match[3], shown)
    unit, flags = _one_unit(match[2], match[4], shown)
    if whole <= 0 or value < 0:
        raise QuantityError("bad_ratio", shown, "quantity.ratio_part", shown=shown)
    return Quantity("point", value, None, None, whole, max(first, second), unit, flags=flags)


def _number(printed: str, shown: str) -> tuple[Decimal, int]:
    if not _STRICT.match(printed):
        if re.fullmatch(r"-?\d+\.\d+", printed):
            hint = printed.replace(".", ",")
            raise QuantityError(
                "dot_decimal", shown, "quantity.dot", hint, printed=printed, hint=hint
            )
        raise QuantityError("bad_number", shown, "quantity.bad_number", printed=printed)
    number = printed.replace(".", "").replace(",", ".")
    if len(number) > _MOST_DIGITS:
        raise QuantityError("bad_number", shown, "quantity.many_digits", printed=printed[:40])
    return Decimal(number), len(number.partition(".")[2])


def _one_unit(first: str, second: str, shown: str) -> tuple[str | None, tuple[str, ...]]:
    units = [_unit(text, shown) for text in (first, second) if text.strip()]
    if len({unit for unit, _ in units}) > 1:
        raise QuantityError("two_units", shown, "quantity.two_units", shown=shown)
    return units[0] if units else (None, ())


def _unit(text: str, shown: str) -> tuple[str | None, tuple[str, ...]]:
    if not text.strip():
        return None, ()
    try:
        unit, flags = find_unit(text)
    except UnitError as error:
        raise QuantityError(
            "unknown_unit",
            shown,
            "quantity.unit",
            ", ".join(error.nearest) or None,
            shown=shown,
            reason=error,
        ) from error
    return unit.symbol, flags


def open_bound(plain: Quantity, bound: Bound, shown: str) -> Quantity:
    """Turn a point into a threshold."""
    if plain.bound != "point" or plain.denominator is not None:
        raise QuantityError("unreadable", shown, "quantity.threshold_and_range", shown=shown)
    lower = bound in ("at_least", "more_than")
    return plain._replace(
        bound=bound,
        value=None,
        low=plain.value if lower else None,
        high=None if lower else plain.value,
    )
