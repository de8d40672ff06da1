"""How documents write the names of territories: their kinds, short forms, and those around them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from indicators.language.lexicon import phrases
from indicators.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KINDS = ("thành phố", "thị trấn", "thị xã", "phường", "huyện", "quận", "tỉnh", "đặc khu", "xã")
_SHORT_KINDS = {
    "tp": "thành phố", "tt": "thị trấn", "tx": "thị xã", "đk": "đặc khu",
    "p": "phường", "h": "huyện", "q": "quận", "x": "xã", "t": "tỉnh",
}  # fmt: skip
_SHORT_NAMES = {"hcm": "hồ chí minh"}
_SHORT = re.compile(
    r"(?P<kind>t\. ?p|t\. ?t|t\. ?x|tp|tt|tx|đk|[phqxt])(?:\. ?|(?<=\S\S) |(?<=[pq])(?=\d))(?P<name>.+)"
)
_CITY = re.compile(r"tp(?=hcm\b)")
_NUMBER = re.compile(r"0+(?=\d+\Z)")
_LONG = re.compile(rf"({'|'.join(_KINDS)}) ")
_COMMAS = re.compile(r"[,;()]")
_BETWEEN = re.compile(
    rf"(?<=\w)\W+(?=(?:(?<!thị )xã|{'|'.join(_KINDS[:-1])}) \w|(?:tp|tt|tx|[hxpqt])\.)"
)
_LONGEST_NAME = 5  # syllables behind the kind


@cache
def wholes() -> tuple[str, ...]:
    """What stands in front of a kind of territory for the whole of one: `toàn huyện`."""
    return tuple(f"{phrase} " for phrase in phrases("whole_of", "header"))


def slug(name: str) -> str:
    """`Thị trấn Vĩnh Bảo` -> `vinh-bao`: the bare name in ASCII."""
    plain = unicodedata.normalize("NFD", bare_name(name).replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join("".join(c if c.isalnum() else " " for c in letters).split())


def is_kind(name: str) -> bool:
    """Whether a name is that of a kind of territory alone: `Huyện`, `Xã`."""
    return fold(name).strip(" :.") in _KINDS


def bare_name(name: str) -> str:
    """The folded name without its kind: `Huyện Vĩnh Bảo` -> `vĩnh bảo`."""
    return kind_and_name(fold(name))[1]


@lru_cache(maxsize=65_536)
def kind_and_name(folded: str) -> tuple[str, str]:
    """The kind of a territory, written out, and its name: `tt. vĩnh bảo` -> (`thị trấn`, `vĩnh bảo`).

    >>> kind_and_name("tp.hcm"), kind_and_name("p. 05"), kind_and_name("vĩnh bảo")
    (('thành phố', 'hồ chí minh'), ('phường', '5'), ('', 'vĩnh bảo'))
    """
    folded = _CITY.sub("tp.", folded)
    if long := _LONG.match(folded):
        return long[1], _plain(folded[long.end() :].strip())
    if short := _SHORT.fullmatch(folded):
        return _SHORT_KINDS[short["kind"].replace(".", "").replace(" ", "")], _plain(short["name"])
    return "", _plain(folded)


def _plain(name: str) -> str:
    """One way of writing a bare name: no leading zeros of a number, no dash between its parts."""
    return _SHORT_NAMES.get(name, _NUMBER.sub("", name.replace(" - ", " ").replace("-", " ")))


def from_the_smallest_up(text: str) -> tuple[str, ...]:
    """The names that a text has one beside the other, each folded.

    >>> from_the_smallest_up("xã Tân Hưng (huyện Vĩnh Bảo), TP. Hải Phòng")
    ('xã tân hưng', 'huyện vĩnh bảo', 'tp. hải phòng')
    >>> from_the_smallest_up("Huyện Vĩnh Bảo - TP Hải Phòng")
    ('huyện vĩnh bảo', 'tp hải phòng')
    """
    return tuple(name for part in _COMMAS.split(text) for name in _beside(part))


@lru_cache(maxsize=65_536)
def _beside(text: str) -> tuple[str, ...]:
    """Names that nothing but their kinds, or a dash, keeps apart."""
    names: list[str] = []
    joined = ""
    for piece in _BETWEEN.split(fold(text)):
        joined = f"{joined} {piece}".strip(" .:-")
        if joined and joined not in _KINDS:  # `Phường Phường Đúc`
            names.append(joined)
            joined = ""
    return (*names, joined) if joined else tuple(names)


def names_by_kind(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Stretches of words that begin with a kind of territory, the longest first."""
    kinds = {kind.split()[0] for kind in _KINDS} | set(_SHORT_KINDS)
    for start, word in enumerate(words):
        if word.strip("():;,.-").partition(".")[0] not in kinds:
            continue
        for end in range(min(len(words), start + _LONGEST_NAME), start + 1, -1):
            name = " ".join(words[start:end]).strip("():;,.- ")
            if kind_and_name(name)[0]:
                yield start, end, name
