"""Vietnamese quantities: right, or refused with a reason; never guessed.

Numbers have a decimal comma and dots between thousands. A range keeps both ends, a threshold its
side and whether it is open, a ratio its denominator. Words of comparison become growth on the
same period of the year before, or attainment of a plan. The vocabulary is in `quantity.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal

from indicators.text import DASHES, nfc, one_tone_style
from indicators.units import UnitError, find_unit, known_unit

Bound = Literal["point", "range", "at_least", "more_than", "at_most", "less_than"]
Base = Literal["same_period", "plan", "budget", "district", "city", "province"]

_LONGEST = 200
_NUMBER = r"-?\d(?:[\d.,]*\d)?"
_STRICT = re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?\Z")
_RANGE = re.compile(rf"({_NUMBER})\s*([^\d]*?)\s*(?:-|\bđến\b)\s*({_NUMBER})(?!\d)\s*(.*)\Z")
_RATIO = re.compile(rf"({_NUMBER})\s*([^\d/]*?)\s*/\s*({_NUMBER})(?!\d)\s*(.*)\Z")
_DATE = re.compile(r"\d{1,2}\s*([-/])\s*\d{1,2}\s*\1\s*(?:19|20)?\d\d(?!\d)")
_YEARS = re.compile(r"(?:18|19|20)\d\d\s*-\s*(?:18|19|20)\d\d(?![\d.,])")
_YEAR_WORDS = re.compile(r"(?:19|20)\d\d")
_FLIPPED: dict[Bound, Bound] = {
    "at_least": "at_most",
    "at_most": "at_least",
    "more_than": "less_than",
    "less_than": "more_than",
}
_HUNDRED = Decimal(100)
# An index of a same period below this is more likely a slip for growth (bằng for tăng).
_LOWEST_INDEX = Decimal(50)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a printed figure says.

    Attributes:
        bound: `point`, `range`, or the side of a threshold and whether it is open.
        value: Of a point; the numerator of a ratio.
        low: Of a range, `at_least`, `more_than`.
        high: Of a range, `at_most`, `less_than`.
        denominator: Of a ratio such as `27/30`.
        decimals: Most decimals printed in any of its numbers.
        unit: Canonical symbol of the printed unit, None if none was printed.
        measure: `level`; `growth`, percent on the same period of the year before;
            `attainment`, percent of a plan; `change`, absolute.
        base: What it is compared with, where it is.
        flags: Sorted: `approximate`, `estimate`, `index_suspect`, `unit_suspect`.
    """

    bound: Bound
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    denominator: Decimal | None
    decimals: int
    unit: str | None
    measure: Literal["level", "growth", "attainment", "change"] = "level"
    base: Base | None = None
    flags: tuple[str, ...] = ()


class QuantityError(ValueError):
    """A text that is no quantity.

    Attributes:
        reason: Stable code: `no_figure`, `dot_decimal`, `bad_number`, `ambiguous_sign`,
            `bad_range`, `looks_like_years`, `looks_like_date`, `bad_ratio`, `two_units`,
            `unknown_unit`, `no_base`, `no_unit`, `index_or_growth`, `several_figures`,
            `too_long`, `unreadable`.
        text: What was to be read.
        hint: What was probably meant, if that can be said.
    """

    def __init__(self, reason: str, text: str, message: str, hint: str | None = None) -> None:
        """Keep reason, text and hint."""
        self.reason, self.text, self.hint = reason, text, hint
        super().__init__(message)


def parse_quantity(text: str, *, base: Base | None = None) -> Quantity:
    """Read one printed figure.

    Args:
        text: For example `14% - 15%`, `dưới 0,64`, `27/30 xã`, `tăng 25,4% so với cùng kỳ`.
        base: What the head of the column compares with; words in the text win.

    Returns:
        The quantity, exact.

    Raises:
        QuantityError: If the text fits no rule; it is never read in part.
    """
    shown = nfc(text)
    if len(shown) > _LONGEST:
        raise QuantityError(
            "too_long", shown[:40] + "…", "the text is too long for one figure; split it"
        )
    words = re.sub(f"[{DASHES}]", "-", one_tone_style(shown.casefold())).rstrip(" .;,")
    if not re.search(r"\d", words):
        raise QuantityError("no_figure", shown, f"'{shown}' has no digit; write a figure")
    if any(c.isdecimal() and not c.isascii() for c in words):
        raise QuantityError(
            "unreadable", shown, f"'{shown}' has digits that are none of 0 to 9; type it again"
        )
    words, found_base = _cut_base(words, shown)
    words, verb, bound, flags = _prefixes(words)
    words, bound = _suffix(words, bound, shown)
    plain, named = _figure(words, shown)
    if bound is not None:
        plain = _threshold(plain, bound, shown)
    plain = replace(plain, flags=tuple(sorted({*plain.flags, *flags})))
    return _compare(plain, verb, found_base, base, shown, named=named)


def _cut_base(words: str, shown: str) -> tuple[str, Base | None]:
    """Split off the words after the figure that say what it is compared with."""
    digits = re.search(r"\d", words)
    start = digits.end() if digits else 0
    found: list[tuple[int, Base]] = []
    for name, patterns in _vocabulary()["base"].items():
        for pattern in patterns:
            match = re.compile(pattern).search(words, start)
            if match:
                found.append((match.start(), name))
                break
    if not found:
        return words, None
    cut, tail_base = min(at for at, _ in found), found[0][1]
    tail = words[cut:]
    if re.search(
        r"\d", _YEAR_WORDS.sub("", re.sub(r"\d{1,2}\s*tháng|tháng\s*\d{1,2}|quý\s*\d", "", tail))
    ):
        raise QuantityError(
            "several_figures",
            shown,
            f"'{shown}' holds several figures; give each a cell of its own",
        )
    head = re.sub(r"[\s,(]*(?:\bso với|\bso|\bvới|\bcủa|\btheo)?\s*$", "", words[:cut])
    return re.sub(r"(?<=%)\s*chỉ tiêu\Z", "", head), tail_base


def _prefixes(words: str) -> tuple[str, str | None, Bound | None, set[str]]:
    """Take the known words in front of the figure."""
    verb: str | None = None
    bound: Bound | None = None
    flags: set[str] = set()
    rest = words.lstrip(" :(") if not words.startswith("(") or ")" not in words else words
    while rest and not re.match(r"-?\d", rest):
        for phrase, kind in _prefix_words():  # noqa: B007 (used after the break)
            if rest.startswith(phrase) and (
                not phrase[-1].isalpha() or not rest[len(phrase) :][:1].isalpha()
            ):
                break
        else:
            break
        rest = rest[len(phrase) :].lstrip(" :")
        if kind in ("estimate", "approximate"):
            flags.add(kind)
        elif kind in ("at_least", "more_than", "at_most", "less_than"):
            if bound is not None:
                break
            bound = kind  # type: ignore[assignment]
        elif kind == "reach":
            verb = verb or "reach"
        elif kind != "filler":
            if verb not in (None, "reach"):
                break
            verb = kind
    return rest, verb, bound, flags


def _suffix(words: str, bound: Bound | None, shown: str) -> tuple[str, Bound | None]:
    for name, phrases in _vocabulary()["suffix"].items():
        for phrase in phrases:
            if not words.endswith(" " + phrase):
                continue
            if bound is not None:
                raise QuantityError("unreadable", shown, f"'{shown}' has two thresholds; keep one")
            rest = words.removesuffix(phrase).rstrip()
            return re.sub(r"\Atừ\s+", "", rest), name
    return words, bound


def _figure(words: str, shown: str) -> tuple[Quantity, bool]:
    """The figure itself: one number, a range or a ratio, and whether a unit is printed."""
    starts_range = words.startswith("từ ")
    words = re.sub(r"\Atừ\s+", "", words)
    if re.match(r"-\s+\d", words):
        raise QuantityError(
            "ambiguous_sign",
            shown,
            f"the dash in '{shown}' may be a list mark or a minus; write -{words[1:].strip()} for a negative number",
        )
    if _YEARS.match(words):
        raise QuantityError(
            "looks_like_years",
            shown,
            f"'{shown}' looks like years, not like a range; write the figure",
        )
    if _DATE.match(words):
        raise QuantityError(
            "looks_like_date", shown, f"'{shown}' looks like a date; write the figure"
        )
    single = re.match(rf"({_NUMBER})(?!\d)\s*(.*)\Z", words)
    if single and not starts_range and (not single[2] or known_unit(single[2])):
        value, decimals = _number(single[1], shown)
        unit, flags = _unit(single[2], shown)
        return Quantity(
            "point", value, None, None, None, decimals, unit, flags=flags
        ), unit is not None
    for pattern, make in ((_RANGE, _range), (_RATIO, _ratio)):
        match = pattern.match(words)
        if match:
            return make(match, shown)
    if single is None:
        raise QuantityError(
            "unreadable",
            shown,
            f"'{shown}' is no figure this library knows; write, for example, 14,5 or 14 - 15 or dưới 0,64",
        )
    _number(single[1], shown)
    if re.search(r"\d", single[2]):
        raise QuantityError(
            "several_figures",
            shown,
            f"'{shown}' holds several figures; give each a cell of its own",
        )
    _unit(single[2], shown)
    raise QuantityError(
        "unreadable", shown, f"'{shown}' starts like a range and has one end; write both"
    )


def _range(match: re.Match[str], shown: str) -> tuple[Quantity, bool]:
    (low, first), (high, second) = _number(match[1], shown), _number(match[3], shown)
    unit, flags = _one_unit(match[2], match[4], shown)
    if low >= high:
        raise QuantityError(
            "bad_range", shown, f"the range '{shown}' does not ascend; write the lower end first"
        )
    return Quantity(
        "range", None, low, high, None, max(first, second), unit, flags=flags
    ), unit is not None


def _ratio(match: re.Match[str], shown: str) -> tuple[Quantity, bool]:
    (value, first), (whole, second) = _number(match[1], shown), _number(match[3], shown)
    unit, flags = _one_unit(match[2], match[4], shown)
    if whole <= 0 or value < 0:
        raise QuantityError(
            "bad_ratio",
            shown,
            f"the ratio '{shown}' has a part that is not positive; write it as 27/30",
        )
    return Quantity(
        "point", value, None, None, whole, max(first, second), unit, flags=flags
    ), unit is not None


def _number(printed: str, shown: str) -> tuple[Decimal, int]:
    if not _STRICT.match(printed):
        if re.fullmatch(r"-?\d+\.\d+", printed):
            hint = printed.replace(".", ",")
            raise QuantityError(
                "dot_decimal",
                shown,
                f"'{printed}' has a dot that does not part thousands; write {hint} if it is a decimal",
                hint,
            )
        raise QuantityError(
            "bad_number",
            shown,
            f"'{printed}' is no number with a decimal comma and dots between thousands; write it as 1.234,5",
        )
    number = printed.replace(".", "").replace(",", ".")
    return Decimal(number), len(number.partition(".")[2])


def _one_unit(first: str, second: str, shown: str) -> tuple[str | None, tuple[str, ...]]:
    units = [_unit(text, shown) for text in (first, second) if text.strip()]
    if len({unit for unit, _ in units}) > 1:
        raise QuantityError("two_units", shown, f"'{shown}' has two different units; keep one")
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
            f"in '{shown}', {error}; mend it",
            ", ".join(error.nearest) or None,
        ) from error
    return unit.symbol, flags


def _threshold(plain: Quantity, bound: Bound, shown: str) -> Quantity:
    if plain.bound != "point" or plain.denominator is not None:
        raise QuantityError(
            "unreadable", shown, f"'{shown}' has a threshold and a range or ratio; keep one"
        )
    lower = bound in ("at_least", "more_than")
    return replace(
        plain,
        bound=bound,
        value=None,
        low=plain.value if lower else None,
        high=None if lower else plain.value,
    )


def _compare(
    plain: Quantity,
    verb: str | None,
    found: Base | None,
    given: Base | None,
    shown: str,
    *,
    named: bool,
) -> Quantity:
    """Turn verb and base into growth, attainment or change."""
    base = found or given
    percent = plain.unit == "%" or (plain.unit is None and given is not None)
    if verb in ("up", "down"):
        return _up_or_down(plain, verb, base, shown, percent=percent, named=named)
    if verb == "times":
        return _times(plain, base, shown)
    if verb == "over":
        if not percent and plain.unit != "%":
            raise QuantityError(
                "no_unit",
                shown,
                f"'{shown}' does not say percent of what; write, for example, vượt 5,42% kế hoạch",
            )
        return _moved(replace(plain, unit="%", measure="attainment", base=_plan(base)), _HUNDRED)
    compared = percent and base is not None and plain.denominator is None
    if not compared:
        if verb == "index" and (plain.unit == "%" or plain.unit is None):
            raise QuantityError(
                "no_base",
                shown,
                f"'{shown}' does not say equal to what; write, for example, bằng 99% so với cùng kỳ",
            )
        return plain if found is None else _level_with_base(plain, found, shown)
    if base != "same_period":
        return replace(plain, unit="%", measure="attainment", base=base)
    if verb is None:
        raise QuantityError(
            "index_or_growth",
            shown,
            f"'{shown}' may be an index or a growth rate; write tăng, giảm or bằng",
        )
    return _index(plain)


def _up_or_down(
    plain: Quantity, verb: str, base: Base | None, shown: str, *, percent: bool, named: bool
) -> Quantity:
    if plain.denominator is not None or plain.unit == "lần":
        raise QuantityError(
            "unreadable",
            shown,
            f"'{shown}' is no rise or fall this library knows; write it as tăng 5%",
        )
    signed = plain if verb == "up" else mirrored(plain)
    if percent and base in (None, "same_period"):
        return replace(signed, unit="%", measure="growth", base="same_period")
    if percent:
        return _moved(replace(signed, unit="%", measure="attainment", base=base), _HUNDRED)
    if not named:
        raise QuantityError(
            "no_unit",
            shown,
            f"'{shown}' does not say percent or what; write tăng 14% or tăng 14 trường",
        )
    return replace(signed, measure="change", base=base)


def _times(plain: Quantity, base: Base | None, shown: str) -> Quantity:
    if plain.unit != "lần" or plain.bound != "point" or plain.denominator is not None:
        raise QuantityError(
            "unreadable", shown, f"'{shown}' does not say how many times; write gấp 2,7 lần"
        )
    if base is None:
        raise QuantityError(
            "no_base", shown, f"'{shown}' does not say times what; write gấp 2,7 lần so với cùng kỳ"
        )
    scaled = _percent_of_times(plain)
    if base == "same_period":
        return _moved(replace(scaled, measure="growth", base=base), -_HUNDRED)
    return replace(scaled, measure="attainment", base=base)


def _percent_of_times(plain: Quantity) -> Quantity:
    value = None if plain.value is None else plain.value * 100
    return replace(plain, value=value, unit="%", decimals=plain.decimals - 2)


def _index(plain: Quantity) -> Quantity:
    flags = set(plain.flags)
    if plain.value is not None and plain.value < _LOWEST_INDEX:
        flags.add("index_suspect")
    moved = _moved(replace(plain, unit="%", measure="growth", base="same_period"), -_HUNDRED)
    return replace(moved, flags=tuple(sorted(flags)))


def _level_with_base(plain: Quantity, found: Base, shown: str) -> Quantity:
    if plain.unit is not None and plain.unit != "%":
        return replace(plain, base=found)
    raise QuantityError(
        "no_unit", shown, f"'{shown}' compares without a percent sign; write it as đạt 98% kế hoạch"
    )


def _plan(base: Base | None) -> Base:
    return "plan" if base in (None, "same_period") else base


def mirrored(q: Quantity) -> Quantity:
    """The quantity with its sign turned: ends change places, thresholds change sides."""

    def minus(number: Decimal | None) -> Decimal | None:
        return None if number is None else -number

    bound = _FLIPPED.get(q.bound, q.bound)
    return replace(q, bound=bound, value=minus(q.value), low=minus(q.high), high=minus(q.low))


def _moved(q: Quantity, by: Decimal) -> Quantity:
    def move(number: Decimal | None) -> Decimal | None:
        return None if number is None else number + by

    return replace(q, value=move(q.value), low=move(q.low), high=move(q.high))


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads((resources.files("indicators") / "quantity.toml").read_text("utf-8"))


@cache
def _prefix_words() -> tuple[tuple[str, str], ...]:
    """Phrases in front of a figure with their kind, longest first."""
    words = _vocabulary()["prefix"]
    return tuple(
        sorted(
            ((phrase, kind) for kind in words for phrase in words[kind]), key=lambda w: -len(w[0])
        )
    )
