"""Text as it is compared: one Unicode form, one tone-mark style, one kind of dash and space.

Nothing here guesses: names that differ by a letter stay different (Vinh Quang, Vĩnh Quang).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DASH = re.compile(f"[{DASHES}]")
_CLOSED = re.compile(r"\)\s+(?=[.,;:)])")
_QUOTES = dict.fromkeys(map(ord, "\"'“”‘’„‟«»"))
_AROUND = re.compile(r"\s*([-/+();:]|,(?!\d))\s*")
_ONE_STYLE = {
    "(": " (",
    ")": ") ",
    ",": ", ",
    ";": "; ",
    ":": ": ",
    "-": " - ",
    "/": "/",
    "+": " + ",
}
# The tone mark of oa, oe, uy stands on the first vowel in the older style, on the second in the
# newer one (hòa, hoà). Only at the end of a syllable; after q, u is no vowel (quý).
_TONE = r"[\u0300\u0301\u0303\u0309\u0323]"
_OPEN_PAIR = re.compile(rf"(?<!q)(o[ae]|uy)({_TONE})(?![\w\u0300-\u036f])")
_LAST_VOWEL = re.compile("o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ]")
_MARK = re.compile(
    rf"\s*(?:(?P<sign>[{DASHES}+*•●○▪◦·])\s*(?=\S)"
    r"|\((?P<bracket>\d{1,3}|[a-zđA-ZĐ])\)[.:]?\s+"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]\s+(?=\D)"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2})+)\s+(?=\D)"
    r"|(?P<letter>[a-zđ])\)\s*"
    r"|(?P<capital>[A-ZĐ]|[IVXL]+)[.)]\s+)"
)


@lru_cache(maxsize=16_384)
def nfc(text: str) -> str:
    """The text in NFC, with plain single spaces and nothing invisible; case is kept."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """The key texts are compared by: case, tone-mark style, dashes, spaces and quotes unified.

    Idempotent; NFC and NFD input give the same.
    """
    joined = _DASH.sub("-", one_tone_style(nfc(text).casefold().translate(_QUOTES)))
    spaced = _AROUND.sub(lambda found: _ONE_STYLE[found[1]], joined)
    return " ".join(_CLOSED.sub(")", spaced).split())


def one_tone_style(text: str) -> str:
    """The text in NFC with the tone marks of oa, oe, uy on the first vowel (hòa, thủy)."""
    composed = unicodedata.normalize("NFC", text)
    if _LAST_VOWEL.search(composed) is None:
        return composed
    spread = unicodedata.normalize("NFD", composed)
    return unicodedata.normalize("NFC", _OPEN_PAIR.sub(_on_first_vowel, spread))


def _on_first_vowel(found: re.Match[str]) -> str:
    pair, tone = found.groups()
    return pair[0] + tone + pair[1]


@lru_cache(maxsize=16_384)
def strip_mark(label: str) -> tuple[str, str]:
    """Split a leading list mark from a label: `- Trồng trọt` -> (`-`, `Trồng trọt`).

    Marks are `-` (any dash), `+`, `*`, `•`, `1.`, `1.2.`, `(3)`, `a)`, `I.`; numbers and letters
    are returned without their punctuation, all dashes as `-`. Without a mark the first part is
    empty.
    """
    found = _MARK.match(label)
    if found is None:
        return "", label.strip()
    mark = next(part for part in found.groups() if part is not None)
    return _DASH.sub("-", mark), label[found.end() :].strip()
