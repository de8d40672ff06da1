"""Bytes of text files to text, and the Vietnamese encodings from before Unicode."""

from __future__ import annotations

import codecs
import re
import tomllib
import unicodedata
from collections import Counter
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from indicators.language.syllables import CAPITALS, SYLLABLE
from indicators.messages.errors import SourceError
from indicators.messages.sentences import Message, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Legacy = Literal["TCVN3", "VNI"]

_SAMPLE = 20_000
_LEAST_SHARE = 0.6
"""Of the words with letters outside ASCII, how many must be syllables: names and abbreviations
(`HĐND`, `Đắk`) are none; over a page, a wrong encoding makes about one in seven."""
_LEAST_MARKED = 0.1
"""Of all words, how many must be such syllables: not the two `µm` of an English text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16 LE
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_BINARY = (
    (b"%PDF-", "pdf", ".pdf"),
    (b"{\\rtf", "rtf", ".rtf"),
    (b"\x89PNG\r\n", "png", ".png"),
    (b"\xff\xd8\xff", "jpeg", ".jpg"),
    (b"GIF87a", "gif", ".gif"),
    (b"GIF89a", "gif", ".gif"),
    (b"II*\x00", "tiff", ".tif"),
    (b"MM\x00*", "tiff", ".tif"),
    (b"\x1f\x8b\x08", "gzip", ".gz"),
    (b"7z\xbc\xaf\x27\x1c", "seven_zip", ".7z"),
    (b"Rar!\x1a\x07", "rar", ".rar"),
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED = (
    (b"word/", "word", ".docx"),
    (b"xl/", "excel", ".xlsx"),
    (b"ppt/", "powerpoint", ".pptx"),
    (b"opendocument.text", "opendocument", ".odt"),
    (b"", "zip", ".zip"),
)
_COMPOUND = (
    ("WordDocument".encode("utf-16-le"), "old_word", ".doc"),
    ("Workbook".encode("utf-16-le"), "old_excel", ".xls"),
    (b"", "old_office", ".doc|.xls"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")

_WORD = re.compile(r"[A-Za-z¡-®µ-¹»-¾À-ɏ\u0300-\u036fḀ-ỹ]+")
_PLAIN = re.compile(r"[A-Za-z]")
_LATIN_1 = re.compile(r"[¡-ÿ]")
_BEYOND = re.compile(r"[Ā-ɏ\u0300-\u036fḀ-ỹ]")
_TONE = re.compile(r"[\u0300\u0301\u0303\u0309\u0323]")
_STOPS, _TONES_OF_STOPS = ("c", "ch", "p", "t"), (["\u0301"], ["\u0323"])


def _table(name: str) -> Iterator[tuple[str, str]]:
    text = (resources.files("indicators.readers.plain") / "encodings.toml").read_text("utf-8")
    for shown, meant in tomllib.loads(text)[name].items():
        yield from zip(shown.split(), meant.split(), strict=True)


# As Latin-1, the bytes 0x80 to 0x9F are controls; both encodings leave them to Windows-1252:
# quotes, dashes, dots.
_PUNCTUATION = {
    byte: shown for byte in range(0x80, 0xA0) if (shown := bytes([byte]).decode("cp1252", "ignore"))
}
_TCVN3 = str.maketrans(dict(_table("tcvn3"))) | _PUNCTUATION
_TONED = "".join(
    meant for _, meant in _table("tcvn3") if _TONE.search(unicodedata.normalize("NFD", meant))
)
_SHOUTED = re.compile(rf"(?<![^\W\d_])[{CAPITALS}{_TONED}]{{3,}}(?![^\W\d_])")

_VNI = {
    base + mark: meant.upper() if base.isupper() else meant
    for shown, meant in _table("vni")
    for base in (shown[0], shown[0].upper())
    for mark in {shown[1:], shown[1:].upper()}
}
_VNI_LETTER = re.compile(  # one branch a base letter: one a pair is slow
    "|".join(
        f"{base}[{marks}]" + "?" * (base in _VNI) if marks else base
        for base, letters in groupby(sorted(_VNI), key=lambda letter: letter[0])
        for marks in ("".join(letter[1:] for letter in letters),)
    )
)


def from_tcvn3(text: str) -> str:
    """The Unicode text (NFC) behind TCVN3 bytes that are shown as Windows-1252 or Latin-1.

    A word of capitals takes its letters with tone marks along (`VIÖT` is VIỆT): TCVN3 has them
    only as small ones. Where a font of capitals is known to be used, raise the case of the result.
    """
    return _SHOUTED.sub(_raised, unicodedata.normalize("NFC", text.translate(_TCVN3)))


def _raised(found: re.Match[str]) -> str:
    word = found[0]
    return word.upper() if sum(map(str.isupper, word)) > 1 else word


def from_vni(text: str) -> str:
    """The Unicode text (NFC) behind VNI for Windows shown as Windows-1252 or Latin-1."""
    letters = _VNI_LETTER.sub(lambda found: _VNI[found[0]], text.translate(_PUNCTUATION))
    return unicodedata.normalize("NFC", letters)


_CONVERTERS: dict[Legacy, Callable[[str], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}


def legacy_encoding(text: str) -> Legacy | None:
    """The old encoding a text is in, judged by which one makes its words Vietnamese syllables.

    None for text that is right as it stands, for other languages, for a mixture with Unicode, and
    where fewer than two different words speak for an old encoding.
    """
    sample = text[:_SAMPLE]
    if text.isascii() or len(_BEYOND.findall(sample)) * 50 > len(_LATIN_1.findall(sample)):
        return None
    shares = {name: _share(sample, convert) for name, convert in _CONVERTERS.items()}
    best = max(_CONVERTERS, key=lambda name: shares[name])
    return best if shares[best] >= max(_LEAST_SHARE, 2 * _share(sample)) else None


def decode(data: bytes, path: Path) -> tuple[str, Message | None]:
    """The text of a text file, and a sentence about its encoding where a person should know.

    UTF-8, UTF-16 and UTF-32 with byte order mark, UTF-8 and UTF-16 without, Windows-1258, TCVN3
    and VNI. Line breaks stay as they are; the byte order mark is left out; the combining tone marks
    of Windows-1258 are kept.

    Raises:
        SourceError: If the file is no text, its encoding is not known, or it breaks its encoding.
    """
    _refuse_binary(data, path)
    text, note = _decoded(data, path)
    controls = _CONTROL.findall(text)
    if "\x00" in controls or len(controls) * 20 > len(text):
        raise SourceError(path, "text.controls")
    legacy = legacy_encoding(text)
    if legacy is None:
        return text, note
    return _CONVERTERS[legacy](text), message("note.converted", encoding=legacy)


def _decoded(data: bytes, path: Path) -> tuple[str, Message | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, path, len(mark)), None
    if b"\x00" in data:
        order = _byte_order(data, path)
        note = message("note.byte_order", order=order.upper())
        return _strictly(data, f"utf-16-{order}", path), note
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        lenient = data.decode("utf-8", "replace")
        faults = lenient.count("\ufffd")
        if sum(not char.isascii() for char in lenient) > 2 * faults:
            raise _fault(path, data, "utf-8", error.start) from error
        return _eight_bit(data, path, error.start)


def _strictly(data: bytes, encoding: str, path: Path, start: int = 0) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _fault(path, data, encoding, start + error.start) from error


def _fault(path: Path, data: bytes, encoding: str, at: int) -> SourceError:
    line = data[:at].decode(encoding, "ignore").count("\n") + 1
    found = f"0x{data[at]:02X}"
    place = message("place.line_byte", line=line, byte=at + 1)
    return SourceError(path, "text.broken", place, found=found, encoding=encoding.upper())


def _byte_order(data: bytes, path: Path) -> Literal["le", "be"]:
    """Where the zero bytes of blanks, digits and plain letters stand in UTF-16."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    enough = len(data) // 10
    if odd > enough and even * 20 < odd:
        return "le"
    if even > enough and odd * 20 < even:
        return "be"
    at = data.index(0) + 1
    raise SourceError(path, "text.zero_byte", message("place.byte", byte=at))


def _eight_bit(data: bytes, path: Path, at: int) -> tuple[str, Message]:
    latin, windows = data.decode("latin-1"), data.decode("cp1258", "replace")
    shares = {name: _share(latin[:_SAMPLE], convert) for name, convert in _CONVERTERS.items()}
    (second, _), (share, best) = sorted((share, name) for name, share in shares.items())
    of_windows = 0 if "\ufffd" in windows else _share(windows[:_SAMPLE])
    if of_windows >= _LEAST_SHARE and of_windows > share:
        return windows, message("note.read_as", encoding="Windows-1258")
    if share >= _LEAST_SHARE and share > max(second, of_windows):
        return _CONVERTERS[best](latin), message("note.converted", encoding=best)
    place = message("place.byte", byte=f"{at + 1} (0x{data[at]:02X})")
    raise SourceError(path, "text.encoding_unknown", place)


def _refuse_binary(data: bytes, path: Path) -> None:
    if data.startswith(_ZIP):
        kinds = tuple(kind for kind in _ZIPPED if kind[0] in data)
    elif data.startswith(_OLE):
        kinds = tuple(kind for kind in _COMPOUND if kind[0] in data)
    else:
        kinds = tuple(kind for kind in _BINARY if data.startswith(kind[0]))
    for _, what, ending in kinds[:1]:
        raise SourceError(
            path, "text.other_kind", kind=message(f"kind.{what}"), ending=ending.split("|")
        )


def _share(text: str, convert: Callable[[str], str] = str) -> float:
    """How many of the words with letters outside ASCII are syllables; 0 if hardly any are."""
    words = _WORD.findall(text)
    marked = Counter(word for word in words if not word.isascii() and _PLAIN.search(word))
    read = convert("\n".join(marked)).split("\n")
    right = [times for word, times in zip(read, marked.values(), strict=False) if _syllable(word)]
    if len(right) < 2 or sum(right) < _LEAST_MARKED * len(words):
        return 0
    return sum(right) / marked.total()


def _syllable(word: str) -> bool:
    word = unicodedata.normalize("NFC", word)
    if not (word.islower() or word.isupper() or word.istitle()) or _TONE.search(word):
        return False
    spread = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(spread)
    plain = unicodedata.normalize("NFC", _TONE.sub("", spread))
    if len(tones) > 1 or not SYLLABLE.fullmatch(plain):
        return False
    return not plain.endswith(_STOPS) or tones in _TONES_OF_STOPS
