"""Text as it is compared: one Unicode form, one spelling, one kind of dash and space.

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
_OPEN_PAIR = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![\w\u0300-\u036f])")
_ON_FIRST_VOWEL = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# After these consonants i and y are one vowel, written either way (tỉ lệ, tỷ lệ).
_I_OR_Y = re.compile(r"(?<!\w)[hklmst][iíìỉĩị](?![\w\u0300-\u036f])")
_AS_Y = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")
# Capitals that look like Đ, and what small letters they have.
_AS_D = str.maketrans("ÐƉðɖ", "ĐĐđđ")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n]")


@lru_cache(maxsize=16_384)
def nfc(text: str) -> str:
    """The text in NFC, with plain single spaces and nothing invisible; case is kept."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """The key texts are compared by: case, spelling, dashes, spaces and quotes unified.

    Idempotent; NFC and NFD input give the same.

    >>> fold("Tỉ lệ  hộ nghèo (%)")
    'tỷ lệ hộ nghèo (%)'
    >>> fold("ÐVT: Uỷ ban") == fold("Đvt:ủy ban")
    True
    """
    joined = _DASH.sub("-", one_spelling(nfc(text).casefold().translate(_QUOTES)))
    spaced = _AROUND.sub(lambda found: _ONE_STYLE[found[1]], joined)
    return " ".join(_CLOSED.sub(")", spaced).split())


def one_spelling(text: str) -> str:
    """Small letters in NFC with one spelling: hòa (not hoà), tỷ (not tỉ), đ (not ð).

    Every letter stays one letter, so that offsets stay.
    """
    return _respelled(unicodedata.normalize("NFC", text))


def _respelled(composed: str) -> str:
    plain = composed.translate(_AS_D)
    first = _OPEN_PAIR.sub(lambda found: _ON_FIRST_VOWEL[found[0]], plain)
    return _I_OR_Y.sub(lambda found: found[0].translate(_AS_Y), first)


def lowered(text: str) -> str:
    """NFC text in small letters, one spelling, plain spaces; every offset stays."""
    low = text.lower()
    if len(low) != len(text):  # İ becomes two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return _ODD_SPACE.sub(" ", _respelled(low))
