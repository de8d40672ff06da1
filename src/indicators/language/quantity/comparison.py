"""Verbs and bases: what `tăng`, `bằng`, `đạt`, `vượt`, `gấp` make of a plain figure."""

from __future__ import annotations

from decimal import Decimal

from indicators.language.quantity.model import Base, Quantity, QuantityError, mirrored, moved

_HUNDRED = Decimal(100)
# An index of a same period below this is more likely a slip for growth (bằng for tăng).
_LOWEST_INDEX = Decimal(50)


def compare(
    plain: Quantity,
    verb: str | None,
    found: Base | None,
    given: Base | None,
    shown: str,
) -> Quantity:
    """Turn verb and base into growth, attainment or change.

    Args:
        plain: The figure without its verb.
        verb: `up`, `down`, `index`, `over`, `times`, `reach` or None.
        found: Base named in the text; it wins over `given`, that of the column.
        given: Base named by the header of the column.
        shown: The text, for messages.

    Raises:
        QuantityError: If verb, base and unit do not make sense together.
    """
    base = found or given
    percent = plain.unit == "%" or (plain.unit is None and given is not None)
    if _negative(plain) and verb not in (None, "reach"):
        raise QuantityError("ambiguous_sign", shown, "quantity.verb_and_minus", shown=shown)
    if verb in ("up", "down"):
        return _up_or_down(plain, verb, base, shown, percent=percent)
    if verb == "times" or _in_times(plain, verb, base):
        return _times(plain, base, shown)
    if verb == "over":
        return _over(plain, base, shown, percent=percent)
    if not percent or base is None or plain.denominator is not None:
        return _level(plain, verb, found, base, shown)
    if base != "same_period":
        return _attained(plain, base, shown)
    return _on_same_period(plain, verb, shown)


def _in_times(plain: Quantity, verb: str | None, base: Base | None) -> bool:
    return plain.unit == "lần" and base is not None and verb in (None, "index", "reach")


def _over(plain: Quantity, base: Base | None, shown: str, *, percent: bool) -> Quantity:
    if plain.denominator is not None:
        raise QuantityError("unreadable", shown, "quantity.exceeds_by_ratio", shown=shown)
    if not percent:
        raise QuantityError("no_unit", shown, "quantity.exceeds_what", shown=shown)
    return _attained(moved(plain, _HUNDRED), _plan(base), shown)


def _on_same_period(plain: Quantity, verb: str | None, shown: str) -> Quantity:
    """A percentage of the same period of the year before: an index, or growth where it is negative."""
    if verb is None and _negative(plain):  # no index is negative
        return plain._replace(unit="%", measure="growth", base="same_period")
    if verb is None:
        raise QuantityError("index_or_growth", shown, "quantity.index_or_growth", shown=shown)
    return _index(plain)


def _up_or_down(
    plain: Quantity, verb: str, base: Base | None, shown: str, *, percent: bool
) -> Quantity:
    if plain.denominator is not None or plain.unit == "lần":
        raise QuantityError("unreadable", shown, "quantity.no_change", shown=shown)
    signed = plain if verb == "up" else mirrored(plain)
    if percent and base in (None, "same_period"):
        return signed._replace(unit="%", measure="growth", base="same_period")
    if percent:
        return _attained(moved(signed, _HUNDRED), base, shown)
    if plain.unit is None:
        raise QuantityError("no_unit", shown, "quantity.percent_of_what", shown=shown)
    return signed._replace(measure="change", base=base)


def _attained(plain: Quantity, base: Base | None, shown: str) -> Quantity:
    if _negative(plain):
        raise QuantityError("unreadable", shown, "quantity.below_nothing", shown=shown)
    return plain._replace(unit="%", measure="attainment", base=base)


def _negative(quantity: Quantity) -> bool:
    return any(n is not None and n < 0 for n in (quantity.value, quantity.low, quantity.high))


def _times(plain: Quantity, base: Base | None, shown: str) -> Quantity:
    if plain.unit != "lần" or plain.value is None or plain.denominator is not None:
        raise QuantityError("unreadable", shown, "quantity.how_many_times", shown=shown)
    if plain.value < 0:
        raise QuantityError("unreadable", shown, "quantity.negative_times", shown=shown)
    if base is None:
        raise QuantityError("no_base", shown, "quantity.times_what", shown=shown)
    scaled = plain._replace(value=plain.value * 100, unit="%", decimals=plain.decimals - 2)
    if base == "same_period":
        return moved(scaled._replace(measure="growth", base=base), -_HUNDRED)
    return scaled._replace(measure="attainment", base=base)


def _index(plain: Quantity) -> Quantity:
    flags = set(plain.flags)
    if plain.value is not None and plain.value < _LOWEST_INDEX:
        flags.add("index_suspect")
    growth = moved(plain._replace(unit="%", measure="growth", base="same_period"), -_HUNDRED)
    return growth._replace(flags=tuple(sorted(flags)))


def _level(
    plain: Quantity, verb: str | None, found: Base | None, base: Base | None, shown: str
) -> Quantity:
    """What is no percentage of anything, but for its unit perhaps."""
    percent = plain.unit == "%" or plain.unit is None
    if percent and base is not None and found is None:
        raise QuantityError("unreadable", shown, "quantity.ratio_compared", shown=shown)
    if percent and base is None and verb == "index":
        raise QuantityError("no_base", shown, "quantity.equal_to_what", shown=shown)
    return plain if found is None else _level_with_base(plain, found, shown)


def _level_with_base(plain: Quantity, found: Base, shown: str) -> Quantity:
    if plain.unit is None:
        raise QuantityError("no_unit", shown, "quantity.no_percent_sign", shown=shown)
    if plain.unit == "%":
        raise QuantityError("unreadable", shown, "quantity.ratio_in_percent", shown=shown)
    return plain._replace(base=found)


def _plan(base: Base | None) -> Base:
    return "plan" if base in (None, "same_period") else base
