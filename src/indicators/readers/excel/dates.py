"""Serial numbers as days, and what a cell shows of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from indicators.readers.excel.numfmt import NumberFormat, Token

_MONTHS = (
    "Tháng Một", "Tháng Hai", "Tháng Ba", "Tháng Tư", "Tháng Năm", "Tháng Sáu", "Tháng Bảy",
    "Tháng Tám", "Tháng Chín", "Tháng Mười", "Tháng Mười Một", "Tháng Mười Hai",
)  # fmt: skip
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (no zone in a cell)
_LAST_DAY = 2_958_465  # 31/12/9999


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
