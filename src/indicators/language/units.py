"""Units of measure: their printed spellings, and exact conversion inside a dimension."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from indicators.language.text import fold
from indicators.messages.errors import IndicatorsError

if TYPE_CHECKING:
    from collections.abc import Iterable

_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)[\s.:;]*\Z")
_BEHIND = re.compile(r"\s*(?:[,:;]|\s[-–—])\s*([^,:;()]+?)[\s.:;]*\Z")
_SAYS_UNIT = re.compile(r"\s*(?:đơn vị(?: tính)?|đvt)\s*:\s*", re.IGNORECASE)
_NO_THINGS = ("%", "‰", "điểm", "lần")
_declared: set[str] = set()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit.

    Attributes:
        symbol: Canonical Vietnamese symbol.
        en: English name.
        dimension: Units convert inside one dimension only; every count noun is one of its own.
        factor: How many base units of the dimension it is.
        counted: Whether it counts things, so that a whole number is exact.
    """

    symbol: str
    en: str
    dimension: str
    factor: Decimal
    counted: bool = False


class UnitError(IndicatorsError, ValueError):
    """A unit that is not known, or two that do not convert into each other.

    Attributes:
        nearest: Symbols of the most similar known units.
    """

    def __init__(self, code: str, nearest: tuple[str, ...] = (), /, **arguments: object) -> None:
        """Keep code, suggestions and arguments."""
        super().__init__(code, **arguments)
        self.nearest = nearest


@lru_cache(maxsize=4096)
def find_unit(text: str) -> tuple[Unit, tuple[str, ...]]:
    """The unit a printed text means, and flags.

    Returns:
        The unit and `("unit_suspect",)` when the spelling is a known slip (`triệu KW`).

    Raises:
        UnitError: If the spelling is not known; carries the nearest known ones.

    Examples:
        >>> from indicators.language.units import find_unit
        >>> unit, flags = find_unit("Tr.đồng")
        >>> unit.symbol, flags
        ('triệu đồng', ())
    """
    found = _spelled(_key(text))
    if found is None:
        nearest = _nearest(text)
        if not nearest:
            raise UnitError("unit.unknown", text=text.strip())
        raise UnitError("unit.unknown_near", nearest, text=text.strip(), near=list(nearest))
    return found


@cache
def all_units() -> tuple[Unit, ...]:
    """Every unit once, by symbol."""
    return tuple(sorted({unit for unit, _ in _spellings().values()}, key=lambda u: u.symbol))


def declare_units(units: Iterable[Unit]) -> None:
    """Make units known in this process that a person has declared, instead of those before.

    Raises:
        UnitError: If a spelling is that of another unit.
    """
    spellings = _spellings()
    for key in _declared:
        spellings.pop(key, None)
    _declared.clear()
    for unit in units:
        known = spellings.get(_key(unit.symbol))
        _claim(spellings, unit.symbol, unit, ())
        if known is None:
            _declared.add(_key(unit.symbol))
    for kept in (find_unit, known_unit, all_units):
        kept.cache_clear()


@lru_cache(maxsize=4096)
def known_unit(text: str) -> bool:
    """Whether `text` is a known spelling of a unit."""
    return _spelled(_key(text)) is not None


def unit_in_brackets(label: str) -> tuple[str, str] | None:
    """A label and the unit in brackets behind it.

    >>> unit_in_brackets("Tỷ lệ hộ nghèo ( % )")
    ('Tỷ lệ hộ nghèo', '%')
    >>> unit_in_brackets("Thu nội địa (ĐVT: tỷ đồng)")
    ('Thu nội địa', 'tỷ đồng')
    """
    return _split(label, _IN_BRACKETS)


def unit_behind(label: str) -> tuple[str, str] | None:
    """A label and the unit that stands behind its last comma, colon, semicolon or dash.

    `Trường, lớp` ends with a unit too: whether it is meant as one, only the codebook can tell.

    >>> unit_behind("Tổng đàn lợn, con")
    ('Tổng đàn lợn', 'con')
    """
    return _split(label, _BEHIND)


def _split(label: str, end: re.Pattern[str]) -> tuple[str, str] | None:
    found = end.search(label)
    if found is None or not label[: found.start()].strip():
        return None
    unit = _SAYS_UNIT.sub("", found[1]).strip()
    return (label[: found.start()].strip(), unit) if known_unit(unit) else None


def other_units(unit: Unit) -> bool:
    """Whether the same may be counted in other units: con and nghìn con, but only xã."""
    return any(u.dimension == unit.dimension and u.symbol != unit.symbol for u in all_units())


def is_thing(symbol: str | None) -> bool:
    """Whether the unit is something one counts (`hộ`, `giấy phép`), no measure; so is None."""
    if symbol is None:
        return True
    unit = find_unit(symbol)[0]
    alone = unit.dimension == unit.symbol and "/" not in unit.symbol
    return unit.counted or (alone and unit.symbol not in _NO_THINGS)


def unscaled(symbol: str | None) -> str | None:
    """The unit without thousands or millions of things: `triệu lượt khách` -> `lượt khách`.

    Examples:
        >>> unscaled("triệu lượt khách"), unscaled("triệu đồng")
        ('lượt khách', 'triệu đồng')
    """
    first, _, rest = (symbol or "").partition(" ")
    scaled = first in ("nghìn", "triệu") and rest and known_unit(rest) and is_thing(rest)
    return rest if scaled else symbol


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal:
    """`value` in `target` units, exact.

    Raises:
        UnitError: If the dimensions differ.
    """
    if source.dimension != target.dimension:
        raise UnitError("unit.no_conversion", source=source.symbol, target=target.symbol)
    return value * source.factor / target.factor


def shift(source: Unit, target: Unit) -> int:
    """Decimals gained by converting: triệu đồng to tỷ đồng gains 3.

    Raises:
        UnitError: If the dimensions differ or the ratio is no power of ten.
    """
    ratio = convert(Decimal(1), target, source)
    exponent = ratio.log10()
    if exponent != exponent.to_integral_value():
        raise UnitError("unit.no_power", source=source.symbol, target=target.symbol)
    return int(exponent)


def _spelled(key: str) -> tuple[Unit, tuple[str, ...]] | None:
    """The unit of a spelling; `tỷ đồng/doanh nghiệp` is made of `tỷ đồng` and a unit of `[per]`."""
    known = _spellings().get(key)
    head, slash, tail = key.rpartition("/")
    if known is not None or not slash or tail not in _per():
        return known
    of = _spelled(head)
    if of is None:
        return None
    unit, flags = of
    thing = next(name for name, english in _per().items() if english == _per()[tail])
    made = Unit(
        f"{unit.symbol}/{thing}",
        f"{unit.en} per {_per()[thing]}",
        f"{unit.dimension}/{thing}",
        unit.factor,
    )
    return made, flags


def _key(text: str) -> str:
    return fold(text).rstrip(".").replace(" / ", "/")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((resources.files("indicators.language") / "units.toml").read_text("utf-8"))


@cache
def _per() -> dict[str, str]:
    return {_key(name): english for name, english in _table()["per"].items()}


@cache
def _spellings() -> dict[str, tuple[Unit, tuple[str, ...]]]:
    spellings: dict[str, tuple[Unit, tuple[str, ...]]] = {}
    for table in _table()["unit"]:
        unit = Unit(
            symbol=table["symbol"],
            en=table["en"],
            dimension=table.get("dimension", table["symbol"]),
            factor=Decimal(table.get("factor", "1")),
            counted=table.get("counted", False),
        )
        for spelling in (unit.symbol, *table.get("aliases", ())):
            _claim(spellings, spelling, unit, ())
        for spelling in table.get("fixable", ()):
            _claim(spellings, spelling, unit, ("unit_suspect",))
    return spellings


def _claim(
    spellings: dict[str, tuple[Unit, tuple[str, ...]]],
    spelling: str,
    unit: Unit,
    flags: tuple[str, ...],
) -> None:
    other = spellings.setdefault(_key(spelling), (unit, flags))
    if other[0] != unit:
        raise UnitError(
            "unit.claimed_twice", spelling=spelling, symbol=other[0].symbol, other=unit.symbol
        )


def _nearest(text: str) -> tuple[str, ...]:
    from rapidfuzz import process

    keys = process.extract(_key(text), list(_spellings()), limit=6, score_cutoff=50)
    return tuple(dict.fromkeys(_spellings()[key][0].symbol for key, _, _ in keys))[:3]
