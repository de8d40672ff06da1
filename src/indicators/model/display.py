"""How figures, periods and sources are written for people, in Vietnamese and in English."""

from __future__ import annotations

import math
import tomllib
from calendar import monthrange
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from indicators.language.units import UnitError, find_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["vi", "en"]


def word(kind: str, key: str | None, lang: Language) -> str:
    """The word of `display.toml` for a header, verdict, reason …; the key itself where it has none."""
    if key is None:
        return ""
    pair = _words().get(kind, {}).get(key)
    return key if pair is None else pair[lang == "en"]


def words_of(kind: str) -> dict[str, list[str]]:
    """All words of a kind, Vietnamese and English, and others that people say for them, by key."""
    known = {key: list(pair) for key, pair in _words().get(kind, {}).items()}
    for key, others in _words().get(f"said_{kind}", {}).items():
        known.setdefault(key, []).extend(others)
    return known


class Word(NamedTuple):
    """A word of `display.toml` within a sentence of `messages.toml`."""

    kind: str
    key: str

    def in_language(self, lang: Language) -> str:
        """The word in Vietnamese or English."""
        return word(self.kind, self.key, lang)


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((resources.files("indicators.model") / "display.toml").read_text("utf-8"))


def number_text(value: float, decimals: int | None, lang: Language) -> str:
    """`20.952,436` in Vietnamese, `20,952.436` in English; missing decimals are not invented."""
    places = max(decimals or 0, 0)
    shown = f"{value:,.{places}f}" if abs(round(value, places) - value) < 1e-9 else f"{value:,.10g}"
    return shown.translate(str.maketrans(",.", ".,")) if lang == "vi" else shown


def rounded_text(value: float, decimals: int, lang: Language, *, signed: bool = False) -> str:
    """A computed number, rounded: `+1,25`, `18.276,7`."""
    value = round(value, max(decimals, 0)) + 0.0  # no minus in front of zero
    shown = f"{value:{'+' if signed else ''},.{max(decimals, 0)}f}".replace("-", "−")
    return shown.translate(str.maketrans(",.", ".,")) if lang == "vi" else shown


def seen_text(value: float, decimals: int, lang: Language) -> str:
    """A difference with its sign, with as many decimals as it takes to be seen: `−0,04`, not `0,0`."""
    places = max(decimals, 0)
    while round(value, places) == 0 and abs(value) > 1e-9 and places < 6:
        places += 1
    return rounded_text(value, places, lang, signed=round(value, places) != 0)


def interval_text(low: float, high: float, lang: Language, *, signed: bool = False) -> str:
    """Both ends of a computed interval, with the decimals that its width makes sense of."""
    if not (math.isfinite(low) and math.isfinite(high)):
        end, bound = (low, "at_least") if math.isfinite(low) else (high, "at_most")
        return word("bound", bound, lang).format(rounded_text(end, 2, lang, signed=signed))
    width = high - low
    decimals = min(max(1 - math.floor(math.log10(width)), 0), 4) if width > 0 else 2
    ends = [rounded_text(end, decimals, lang, signed=signed) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else "…".join(ends)


def figure_text(row: Mapping[str, Any], lang: Language, prefix: str = "") -> str:
    """The figure of a row with its bound: `14–15`, `dưới 0,64`, `27/30`.

    Args:
        row: Has `bound`, `value`, `low`, `high`, `decimals`, and where there are such `denominator`
            and `raw_value`, all with `prefix` in front.
        lang: Number format.
        prefix: For example `target_`.
    """
    bound, decimals = row[f"{prefix}bound"], row[f"{prefix}decimals"]
    if bound is None:
        return ""
    if bound == "text":
        return str(row[f"{prefix}raw_value"])
    low, high = row[f"{prefix}low"], row[f"{prefix}high"]
    if bound == "range":
        return "–".join(number_text(end, decimals, lang) for end in (low, high))
    if bound == "point":
        text = number_text(row[f"{prefix}value"], decimals, lang)
        if row.get(f"{prefix}denominator") is not None:
            text += "/" + number_text(row[f"{prefix}denominator"], decimals, lang)
        return text
    return word("bound", bound, lang).format(
        number_text(low if low is not None else high, decimals, lang)
    )


def period_text(row: Mapping[str, Any], lang: Language) -> str:
    """`2023`, `9 tháng 2024`, `10/2023`, `quý III/2024`."""
    start, end, kind = row["period_start"], row["period_end"], row["period_kind"]
    vietnamese = lang == "vi"
    if kind == "year":
        return str(end.year)
    if kind in ("multi_year", "school_year"):
        school = ("năm học " if vietnamese else "school year ") if kind == "school_year" else ""
        return f"{school}{start.year}-{end.year}"
    if kind == "month":
        return f"{end.month:02}/{end.year}"
    if kind == "year_to_date":
        if end.day != monthrange(end.year, end.month)[1]:
            day = date_text(end, "day", lang)
            return f"lũy kế đến {day}" if vietnamese else f"year to {day}"
        return (
            f"{end.month} tháng {end.year}" if vietnamese else f"{end.month} months of {end.year}"
        )
    if kind == "quarter":
        return f"quý {end.month // 3}/{end.year}" if vietnamese else f"Q{end.month // 3} {end.year}"
    if kind == "half_year":
        return f"6 tháng cuối {end.year}" if vietnamese else f"second half of {end.year}"
    return date_text(end, "day", lang)


def date_text(day: date | None, precision: str | None, lang: Language) -> str:
    """`19/12/2023` or `2023-12-19`, as exact as it is known; in words where there is none."""
    if day is None:
        return word("sentence", "undated", lang)
    if lang == "en":
        return {"day": f"{day:%Y-%m-%d}", "month": f"{day:%Y-%m}"}.get(precision or "", f"{day:%Y}")
    return {"day": f"{day:%d/%m/%Y}", "month": f"{day:%m/%Y}"}.get(precision or "", f"{day:%Y}")


def cite(row: Mapping[str, Any], lang: Language) -> str:
    """A citation ready to paste: issuer, kind and number, date, place in the document, address."""
    where = f", {row['source_locator']}" if row.get("source_locator") else ""
    address = f", {row['address']}" if row.get("address") else ""
    return f"{row['issuer']}, {document_text(row, lang)}{where}{address}"


def document_text(row: Mapping[str, Any], lang: Language) -> str:
    """Kind, number and date of a document: `Báo cáo 499-BC/HU, ngày 19/12/2023`."""
    issued = date_text(row["issued_on"], row["issued_precision"], lang)
    kind = word("document_kind", row["kind"], lang)
    restored = row.get("title_from") == "address"
    mark = f" {word('sentence', 'title_restored', lang)}" if restored else ""
    number = f" {row['number']}" if row["number"] else f" “{row['title']}”{mark}"
    day = ("ngày " if lang == "vi" else "") if row["issued_precision"] == "day" else ""
    return f"{kind}{number}, {day}{issued}"


def unit_text(symbol: str | None, lang: Language) -> str:
    """A unit by its Vietnamese symbol or its English name."""
    if symbol is None or lang == "vi":
        return symbol or ""
    try:
        return find_unit(symbol)[0].en
    except UnitError:
        return symbol


def prices_text(basis: str | None, lang: Language) -> str:
    """`giá so sánh`, `constant prices`; nothing where none is printed."""
    if basis is None:
        return ""
    prices = word("basis", basis, lang)
    return f"giá {prices}" if lang == "vi" else f"{prices} prices"


def value_text(value: object, lang: Language) -> str:
    """Any other value as text: nothing for null, numbers in the way of the language."""
    if value is None:
        return ""
    if isinstance(value, float):
        return number_text(value, None, lang)
    if isinstance(value, date):
        return date_text(value, "day", lang)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
