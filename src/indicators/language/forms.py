"""The forms a label is compared in: one spelling of what offices write in several ways.

The plain form has the words alone (`nông, lâm - thủy sản`, `nông lâm và thủy sản`), with one word
for those that are the same (`heo`, `lợn`). The loose form also leaves out what stands around a
name without changing it: `Tổng số`, `Tỷ lệ`, `trên địa bàn huyện`, `năm 2025`. The words are in
`forms.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from indicators.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["", "count", "rate"]

_SEPARATOR = re.compile(r"[,;:/&+()\[\]\-*]+|(?<!\d)\.|\.(?!\d)")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_SUM = re.compile(r"[ivx\d]+(?:\s*[-+]\s*[ivx\d]+)+|\d{1,2}")
_PERIOD = r"\d{4}(?: \d{4})?"


class Loose(NamedTuple):
    """A label without what stands around its name.

    Attributes:
        kind: `count` where it begins with `Số`, `rate` with `Tỷ lệ`: figures of the other kind are
            not those of this label, whatever the rest of it.
        core: The rest.
    """

    kind: Kind
    core: str


@lru_cache(maxsize=32_768)
def plain(folded: str) -> str:
    """A folded label with its words alone, in one spelling.

    >>> plain("nông, lâm nghiệp và thủy sản") == plain("nông - lâm nghiệp - thủy sản")
    True
    >>> plain("tổng đàn heo")
    'tổng đàn lợn'
    """
    words = " ".join(_SEPARATOR.sub(" ", folded).split())
    words = " ".join(_words("separator").sub(" ", words).split())
    return _respelled(words, "same_as")


def without_remarks(folded: str) -> str:
    """A folded label without bracketed remarks that do not change what it means.

    >>> without_remarks("tổng sản phẩm trong tỉnh (theo giá hiện hành)")
    'tổng sản phẩm trong tỉnh'
    >>> without_remarks("tỷ lệ che phủ rừng (kể cả cây cao su)")
    'tỷ lệ che phủ rừng (kể cả cây cao su)'
    """
    bare = _BRACKETS.sub(lambda found: " " if _is_remark(found[1]) else found[0], folded)
    return " ".join(bare.split())


def bracketed(folded: str) -> tuple[str, tuple[str, ...]]:
    """A folded label without brackets, and what stands in them.

    >>> bracketed("chỉ số giá tiêu dùng (cpi)")
    ('chỉ số giá tiêu dùng', ('cpi',))
    """
    inside = tuple(found[1].strip() for found in _BRACKETS.finditer(folded))
    return " ".join(_BRACKETS.sub(" ", folded).split()), inside


def without_period(words: str) -> str:
    """A plain label without the years behind it.

    >>> without_period("thu ngân sách trên địa bàn đến năm 2030")
    'thu ngân sách trên địa bàn'
    """
    return _period().sub("", words)


@lru_cache(maxsize=32_768)
def loose(words: str) -> Loose:
    """A plain label without what stands around its name.

    >>> loose("tổng số hộ nghèo trên địa bàn huyện")
    Loose(kind='count', core='hộ nghèo')
    >>> loose("tỷ lệ hộ nghèo năm 2025")
    Loose(kind='rate', core='hộ nghèo')
    """
    core = _without_tails(_heads("lead").sub("", _respelled(words, "loosely_same")))
    for kind, heads in (("rate", "rate_head"), ("count", "count_head")):
        bare = _heads(heads).sub("", core)
        if bare != core:
            return Loose(kind, _without_empty(bare))  # type: ignore[arg-type]
    return Loose("", _without_empty(core))


def is_generic(core: str) -> bool:
    """Whether the rest of a label says nothing without its heading (`Diện tích toàn huyện`).

    >>> is_generic("diện tích"), is_generic("diện tích rừng")
    (True, False)
    """
    return core in _table()["words"]["generic"]


def _is_remark(text: str) -> bool:
    remark = plain(text)
    return _SUM.fullmatch(text.strip()) is not None or _remark().fullmatch(remark) is not None


def _without_tails(words: str) -> str:
    before = None
    while words != before:
        before = words
        words = _tail().sub("", words)
    return words


def _without_empty(words: str) -> str:
    return " ".join(_words("empty_word").sub(" ", words).split()) or words


@cache
def _remark() -> re.Pattern[str]:
    years = rf"(?:(?:{_any('year_of', 'until')}) )?{_PERIOD}"
    return re.compile(rf"(?:{_any('remark')})(?: {years})?|{years}")


@cache
def _tail() -> re.Pattern[str]:
    years = rf"(?:{_any('year_of', 'until')}) (?:năm )?{_PERIOD}"
    return re.compile(rf"(?<=\S) (?:{_any('tail')}|{years})$")


@cache
def _period() -> re.Pattern[str]:
    return re.compile(rf"(?<=\S) (?:{_any('year_of', 'until')}) (?:năm )?{_PERIOD}$")


@cache
def _heads(meaning: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_any(meaning)}) )+(?=\S)")


@cache
def _words(meaning: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{_any(meaning)})(?!\S)")


def _respelled(words: str, table: str) -> str:
    same = _table()[table]
    return _same(table).sub(lambda found: same[found[0]], words)


@cache
def _same(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{_longest_first(_table()[table])})(?!\S)")


def _any(*meanings: str) -> str:
    return _longest_first(phrase for meaning in meanings for phrase in _table()["words"][meaning])


def _longest_first(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))


@cache
def _table() -> dict[str, Any]:
    read = tomllib.loads((resources.files("indicators.language") / "forms.toml").read_text("utf-8"))
    tables: dict[str, Any] = {
        name: {fold(printed): fold(meant) for printed, meant in read[name].items()}
        for name in ("same_as", "loosely_same")
    }
    words = {name: [fold(phrase) for phrase in phrases] for name, phrases in read["words"].items()}
    return {**tables, "words": words}
