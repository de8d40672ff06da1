"""Finding the figures of a text: number, range or ratio with its unit, and what is no figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from indicators.language.nonfigures import nonfigure
from indicators.language.quantity import Quantity, QuantityError, parse_quantity
from indicators.language.sentences import (
    BOUND_BEHIND,
    FURTHER_UNIT,
    PERCENT_SIGN,
    RANGE_JOINT,
    RATE_NOUN,
    SMALLER_MONEY,
)
from indicators.language.text import DASHES
from indicators.language.units import find_unit, known_unit

if TYPE_CHECKING:
    from decimal import Decimal

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_OVER = re.compile(r"\s*/\s*(?=\d)")
_WORDS = re.compile(r"[^\s,;:()\[\]“”\"'=<>*]+")
_MULTIPLE = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
_STRICT = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?\Z")
_DOT_DECIMAL = re.compile(r"\d+\.\d{1,2}\Z")
_PLANNED = ("kh", "kế", "nq", "dt", "ct", "chỉ")  # 486 ha/KH 480 ha
_CHAIN = re.compile(rf"[\d.,]+\s*%(?:\s*[{DASHES};]\s*[\d.,]+\s*%){{2,}}")
_SPACES = re.compile(" *")
_SHORT_MONEY = ("tỷ", "tỉ", "triệu")
_LONGEST_UNIT = 6


@dataclass(frozen=True, slots=True)
class Core:
    """One figure without the words before it.

    Attributes:
        start: First digit.
        end: After the unit.
        numbers: Start and end of every number in it.
        text: What `parse_quantity` reads.
        quantity: None when it cannot be read; then `problem` says why.
        raw_unit: Unit as it stands in the text, None if there is none.
        suffix: `trở lên`, `trở xuống`.
        flags: `dot_decimal`, `compound`.
    """

    start: int
    end: int
    numbers: tuple[tuple[int, int], ...]
    text: str
    quantity: Quantity | None
    raw_unit: str | None = None
    suffix: str | None = None
    problem: QuantityError | None = None
    flags: tuple[str, ...] = ()


class Passed(NamedTuple):
    """Digits that are no figure."""

    start: int
    end: int
    reason: str


class UnitAt(NamedTuple):
    """A unit behind a number: canonical text for the parser, and where it ends."""

    text: str
    end: int
    power: int = 0


def scan(low: str) -> tuple[list[Core], list[Passed]]:
    """All figures and non-figures of a text in small letters (see `vocabulary.lowered`)."""
    cores: list[Core] = []
    passed: list[Passed] = []
    at = chained = 0
    while found := NUMBER.search(low, at):
        start, end = found.span()
        unit = unit_at(low, end)
        no_figure = nonfigure(low, start, end, unit=unit is not None)
        if no_figure is not None:
            reason, at = no_figure
            at = max(at, end)
            passed.append(Passed(start, at, reason))
            continue
        if start >= chained and (chain := _CHAIN.match(low, start)):
            chained = chain.end()
        alone = start < chained  # 17,9% - 17,6% - 40,2% are three figures
        core = _one(low, start, end, unit) if alone else _core(low, start, end, unit)
        cores.append(core)
        at = core.end
    return cores, passed


def _core(low: str, start: int, end: int, first: UnitAt | None) -> Core:
    after_first = first.end if first else end
    for joint, sign in ((RANGE_JOINT, " - "), (_OVER, "/")):
        link = joint.match(low, after_first) or (joint.match(low, end) if first else None)
        second = NUMBER.match(low, link.end()) if link else None
        if second is None or (sign == " - " and nonfigure(low, *second.span())):
            continue
        after = unit_at(low, second.end())
        if sign == "/" and first and after and after.text != first.text:
            continue  # `36 buổi/1.200 lượt người` is no ratio
        unit = after or first
        made = _two(low, (start, end), second.span(), unit, sign)
        if made is not None:
            return made
    return _one(low, start, end, first)


def _two(
    low: str, one: tuple[int, int], two: tuple[int, int], unit: UnitAt | None, sign: str
) -> Core | None:
    words = f"{low[slice(*one)]}{sign}{low[slice(*two)]}"
    if unit and not unit.power:
        words = f"{words} {unit.text}"
    quantity, problem = _parsed(words)
    if quantity is None and unit and sign == "/":  # `2/3 kế hoạch`
        words, unit = f"{low[slice(*one)]}/{low[slice(*two)]}", None
        quantity, problem = _parsed(words)
    if quantity is None or (quantity.bound != "range" and sign == " - "):
        return None
    stop = max(unit.end if unit else 0, two[1])
    if unit and unit.power:
        quantity = _scaled(quantity, unit)
    raw_unit = low[two[1] : unit.end].strip() or unit.text if unit else None
    return Core(one[0], stop, (one, two), words, quantity, raw_unit, problem=problem)


def _one(low: str, start: int, end: int, unit: UnitAt | None) -> Core:
    printed = low[start:end]
    stop = unit.end if unit else end
    flags: tuple[str, ...] = ()
    if not _STRICT.match(printed) and _DOT_DECIMAL.match(printed):
        printed, flags = printed.replace(".", ","), ("dot_decimal",)
    numbers = [(start, end)]
    words = f"{printed} {unit.text}" if unit and not unit.power else printed
    smaller = _smaller(low, printed, end, unit) if unit else None
    if smaller is not None:
        digits, number, stop = smaller
        words, flags = f"{words.replace(printed, f'{printed},{digits}', 1)}", ("compound",)
        numbers.append(number)
    quantity, problem = _parsed(words)
    if quantity is not None and unit and unit.power:
        quantity = _scaled(quantity, unit)
    suffix = BOUND_BEHIND.match(low, stop)
    return Core(
        start,
        suffix.end() if suffix else stop,
        tuple(numbers),
        words,
        quantity,
        low[end:stop].strip() if unit else None,
        suffix[1] if suffix else None,
        problem,
        flags,
    )


def _smaller(
    low: str, printed: str, end: int, unit: UnitAt
) -> tuple[str, tuple[int, int], int] | None:
    """The rest in a smaller unit, `2 tỷ 350 triệu đồng`: its digits, where they and it stand."""
    if low[end : unit.end].strip() not in _SHORT_MONEY or "," in printed:
        return None
    found = SMALLER_MONEY.match(low, unit.end)
    rest = unit_at(low, found.end()) if found else None
    if found is None or rest is None or _MONEY.get(rest.text, 9) >= _MONEY[unit.text]:
        return None
    return found[1].rjust(3, "0"), found.span(1), rest.end


_MONEY = {"tỷ đồng": 9, "triệu đồng": 6, "nghìn đồng": 3}


def _scaled(quantity: Quantity, unit: UnitAt) -> Quantity:
    """`1,65` with `triệu lượt` in lượt."""

    def times(number: Decimal | None) -> Decimal | None:
        return None if number is None else number.scaleb(unit.power)

    symbol = find_unit(unit.text)[0].symbol
    return quantity._replace(
        value=times(quantity.value), low=times(quantity.low), high=times(quantity.high),
        denominator=times(quantity.denominator), decimals=quantity.decimals - unit.power, unit=symbol,
    )  # fmt: skip


def unit_at(low: str, at: int) -> UnitAt | None:
    """The unit that begins at `at`: the longest run of words that is known."""
    percent = PERCENT_SIGN.match(low, at)
    if percent:
        return UnitAt("‰" if "o" in percent[0] or "‰" in percent[0] else "%", percent.end())
    words = [] if RATE_NOUN.match(low, at) else _words_at(low, at)
    for count in range(len(words), 0, -1):
        known = _known(" ".join(word for word, _ in words[:count]))
        if known is not None:
            spelled, power, cut = known
            end = words[count - 1][1] - cut
            further = FURTHER_UNIT.match(low, end) if spelled in ("xã", "phường") else None
            return UnitAt(spelled, further.end() if further else end, power)
    return None


def _words_at(low: str, at: int) -> list[tuple[str, int]]:
    """The next words that may be a unit, with their ends."""
    words: list[tuple[str, int]] = []
    while len(words) < _LONGEST_UNIT:
        at = _SPACES.match(low, at).end()  # type: ignore[union-attr]
        found = _WORDS.match(low, at)
        if found is None or (found[0][0].isdecimal() and not words):
            break
        at = found.end()
        words.append((found[0], at))
        if found[0][-1] in ".;":
            break
    return words


@lru_cache(maxsize=4096)
def _known(text: str) -> tuple[str, int, int] | None:
    """Canonical spelling, power of ten, and how many characters at the end are no unit."""
    bare = text.rstrip(".-–/…")
    cut = len(text) - len(bare)
    if not bare:
        return None
    if known_unit(bare):
        return find_unit(bare)[0].symbol, 0, cut
    first, _, rest = bare.partition(" ")
    if first in _MULTIPLE and rest and known_unit(rest):
        return find_unit(rest)[0].symbol, _MULTIPLE[first], cut
    if first.startswith("triệu/") and known_unit("triệu đồng/" + bare[6:]):
        return find_unit("triệu đồng/" + bare[6:])[0].symbol, 0, cut
    if bare == "triệu":
        return "triệu đồng", 0, cut
    head, slash, tail = bare.partition("/")
    if slash and known_unit(head) and (tail[:1].isdecimal() or tail in _PLANNED):  # con/3.200 con
        return find_unit(head)[0].symbol, 0, len(text) - len(head)
    return None


@lru_cache(maxsize=4096)
def _parsed(words: str) -> tuple[Quantity | None, QuantityError | None]:
    try:
        return parse_quantity(words), None
    except QuantityError as error:
        return None, error.with_traceback(None)  # it is kept
