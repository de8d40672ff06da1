"""Printing quantities the Vietnamese way; the inverse of `quantity.parse_quantity`."""

from __future__ import annotations

from decimal import Decimal

from indicators.language.quantity.model import Quantity, mirrored, moved

_PLANS = {
    "plan": "kế hoạch",
    "budget": "dự toán",
    "district": "nghị quyết",
    "city": "kế hoạch thành phố giao",
    "province": "kế hoạch tỉnh giao",
}


def format_number(value: Decimal, decimals: int) -> str:
    """`20952.436`, 3 -> `20.952,436`; decimals below 0 print as whole numbers."""
    text = f"{value:,.{max(decimals, 0)}f}"
    return text.translate(str.maketrans(",.", ".,"))


def format_quantity(quantity: Quantity) -> str:
    """The canonical printing of a quantity, e.g. `dưới 0,64 %`, `tăng 25,4 % so với cùng kỳ`.

    Reading it again gives the same quantity, but for flags that are no words and for the base of
    a level or a change (`50 xã so với kế hoạch`), which is no part of its printing.

    Raises:
        ValueError: For growth or change on both sides of zero, which has no verb.
    """
    words = _lead(quantity)
    if quantity.measure == "attainment":
        base = _PLANS[quantity.base or "plan"]
        if _was_times(quantity):
            return f"{words}bằng {_times(quantity)} {base}"
        return f"{words}đạt {_plain(quantity)} {base}"
    if quantity.measure == "level":
        return words + _plain(quantity)
    if quantity.measure == "growth" and _was_times(quantity):
        return f"{words}bằng {_times(moved(quantity, Decimal(100)))} so với cùng kỳ"
    ends = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    if min(ends) < 0 < max(ends):
        message = "growth on both sides of zero has no verb"
        raise ValueError(message)
    tail = "" if quantity.measure == "change" else " so với cùng kỳ"
    if min(ends) < 0:
        return f"{words}giảm {_plain(mirrored(quantity))}{tail}"
    return f"{words}tăng {_plain(quantity)}{tail}"


def _was_times(quantity: Quantity) -> bool:
    """Whether the percentage was printed as `2,7 lần`; in percent its decimals would be lost."""
    return quantity.decimals < 0 and quantity.value is not None


def _times(quantity: Quantity) -> str:
    value = None if quantity.value is None else quantity.value.scaleb(-2)
    return _plain(quantity._replace(value=value, decimals=quantity.decimals + 2, unit="lần"))


def _lead(quantity: Quantity) -> str:
    """`ước `, `khoảng `, both or nothing; `hơn 5` and `gần 5` need no `khoảng`."""
    about = "approximate" in quantity.flags and not _is_rounded(quantity)
    return ("ước " if "estimate" in quantity.flags else "") + ("khoảng " if about else "")


def _is_rounded(quantity: Quantity) -> bool:
    """Whether it is `hơn 5` or `gần 5`, not about 5."""
    return "approximate" in quantity.flags and quantity.bound in ("more_than", "less_than")


def _plain(quantity: Quantity) -> str:
    def number(value: Decimal | None) -> str:
        return "" if value is None else format_number(value, quantity.decimals)

    unit = f" {quantity.unit}" if quantity.unit else ""
    low, high = number(quantity.low) + unit, number(quantity.high) + unit
    if quantity.bound == "point":
        whole = "" if quantity.denominator is None else f"/{number(quantity.denominator)}"
        return number(quantity.value) + whole + unit
    return {
        "range": f"{number(quantity.low)} - {high}",
        "at_least": f"{low} trở lên",
        "more_than": f"{'hơn' if _is_rounded(quantity) else 'trên'} {low}",
        "at_most": f"không quá {high}",
        "less_than": f"{'gần' if _is_rounded(quantity) else 'dưới'} {high}",
    }[quantity.bound]
