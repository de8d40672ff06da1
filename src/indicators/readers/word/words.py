"""The words of a .docx paragraph: runs with their look, marks of notes, text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from indicators.readers.word.names import W, contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from indicators.readers.plain.encodings import Legacy
    from indicators.readers.word.styles import Look, Styles

Found = Literal[
    "tracked", "hidden", "struck", "TCVN3", "VNI", "pictures", "contents", "restarted", "margins"
]

_RUN, _TEXT, _PROPERTIES = f"{W}r", f"{W}t", f"{W}rPr"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_INSERTED = {f"{W}ins", f"{W}moveTo"}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_NO_WORDS = {
    f"{W}{name}" for name in ("pPr", "sdtPr", "sdtEndPr", "rt", "smartTagPr", "customXmlPr")
}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
_PICTURES = {"blip", "chart", "relIds", "imagedata", "OLEObject"}
_SYMBOLS = {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xB9: "≠", 0xBB: "≈", 0x2D: "-"}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD)) | dict.fromkeys(
    (9, 10, 13), " "
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNICODE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")


class NoteMark(NamedTuple):
    """The mark of a footnote or endnote; `custom` is one typed by hand, such as `*`."""

    kind: str
    ident: str
    custom: str


class Run(NamedTuple):
    """A stretch in one look, or the mark of a note."""

    text: str
    look: Look
    note: NoteMark | None = None


class Words(NamedTuple):
    """A paragraph as read.

    Attributes:
        text: With line breaks and tabs, spaces around them and at the ends left out.
        notes: `(offset in text, mark)`.
        bold: Whether all of it is.
        italic: Whether all of it is.
        upper: Whether it is written or shown in capitals.
    """

    text: str
    notes: tuple[tuple[int, NoteMark], ...]
    bold: bool
    italic: bool
    upper: bool


@dataclass(slots=True)
class Gatherer:
    """Takes paragraphs apart.

    Attributes:
        styles: Of the document.
        boxes: Text boxes met, to be read after the block they are anchored in.
        found: What a person should be told of.
    """

    styles: Styles
    boxes: list[BaseOxmlElement] = field(default_factory=list)
    found: set[Found] = field(default_factory=set)

    def runs(self, paragraph: BaseOxmlElement, style: str | None) -> list[Run]:
        """The runs of a paragraph: inserted ones too, deleted, hidden and struck ones left out."""
        return list(self._runs(paragraph, style, []))

    def _runs(
        self, element: BaseOxmlElement, style: str | None, fields: list[bool]
    ) -> Iterator[Run]:
        """Walk a container; `fields` says of each open field whether its result has begun."""
        for child in contents(element):
            if child.tag == _RUN:
                look = self.styles.look(style, child.find(_PROPERTIES))
                yield from self._run(child, look, fields)
            elif child.tag == _MATH_TEXT:
                yield Run(child.text or "", self.styles.look(style, None))
            elif child.tag in _DELETED:
                self.found.add("tracked")
            elif child.tag not in _NO_WORDS:
                if child.tag in _INSERTED:
                    self.found.add("tracked")
                yield from self._runs(child, style, fields)

    def _run(self, run: BaseOxmlElement, look: Look, fields: list[bool]) -> Iterator[Run]:
        for child in contents(run):
            if child.tag == f"{W}fldChar":
                _advance(fields, child.get(f"{W}fldCharType"))
            elif child.tag in _DRAWN:
                self._drawn(child)
            elif look.hidden or look.struck:
                if child.tag == _TEXT and child.text:
                    self.found.add("hidden" if look.hidden else "struck")
            elif child.tag in _NOTES and all(fields):
                mark = _note_mark(run, child)
                yield Run("", look, mark)
                if mark.custom:
                    return
            elif all(fields):
                yield from self._words(child, look)

    def _words(self, child: BaseOxmlElement, look: Look) -> Iterator[Run]:
        """The words of an element of a run: text, or a sign."""
        if child.tag == _TEXT:
            yield self._text(child.text or "", look)
        elif child.tag in _SIGNS:
            yield Run(_SIGNS[child.tag], look)
        elif child.tag == f"{W}sym":
            yield Run(_symbol(child.get(f"{W}char", "")), look)

    def _text(self, text: str, look: Look) -> Run:
        encoding = _encoding(look.font)
        soft = encoding == "TCVN3" and not _UNICODE.search(text)  # the letter ư
        text = text.translate(_INVISIBLE | {0xAD: "\xad"} if soft else _INVISIBLE)
        if look.raised and text.strip().isdecimal() and text.isascii():
            text = text.translate(_RAISED)
        if encoding is not None:
            self.found.add(encoding)
        return Run(text, look)

    def _drawn(self, element: BaseOxmlElement) -> None:
        for child in contents(element):
            if child.tag == f"{W}txbxContent":
                self.boxes.append(child)
                continue
            if child.tag.rpartition("}")[2] in _PICTURES:
                self.found.add("pictures")
            self._drawn(child)


def _note_mark(run: BaseOxmlElement, child: BaseOxmlElement) -> NoteMark:
    """The mark of a note; a custom one is typed in the same run."""
    custom = child.get(f"{W}customMarkFollows") in ("1", "true", "on")
    typed = "".join(text.text or "" for text in run.iter(_TEXT)) if custom else ""
    return NoteMark(_NOTES[child.tag], child.get(f"{W}id", ""), typed.strip())


def _advance(fields: list[bool], step: str | None) -> None:
    if step == "begin":
        fields.append(False)
    elif fields and step == "separate":
        fields[-1] = True
    elif fields and step == "end":
        fields.pop()


def _symbol(code: str) -> str:
    """A letter of a symbol font, which Word moves to the private use area."""
    try:
        point = int(code[:4], 16)
    except ValueError:
        return ""
    if 0xE000 <= point <= 0xF8FF:
        return _SYMBOLS.get(point - 0xF000, "•")
    return chr(point) if 0x20 <= point < 0xD800 else ""


def words_of(runs: Iterable[Run]) -> Words:
    """Put runs together; old encodings are decoded over adjacent runs of one font kind."""
    parts: list[str] = []
    notes: list[tuple[int, NoteMark]] = []
    length = 0
    seen: list[Look] = []
    upper: list[bool] = []
    for (mark, encoding, capitals, caps), group in groupby(runs, _script):
        stretch = list(group)
        if mark is not None:
            notes.append((length, mark))
            continue
        text = _decoded("".join(run.text for run in stretch), encoding)
        text = text.upper() if capitals else text
        parts.append(text)
        length += len(text)
        seen += [run.look for run in stretch if run.text.strip()]
        upper += [caps or letter.isupper() for letter in text if letter.isalpha()]
    text, notes = _trimmed("".join(parts), notes)
    return Words(
        text,
        tuple(notes),
        bold=bool(seen) and all(look.bold for look in seen),
        italic=bool(seen) and all(look.italic for look in seen),
        upper=len(upper) > 2 and sum(upper) > 0.8 * len(upper),
    )


def _script(run: Run) -> tuple[NoteMark | None, Legacy | None, bool, bool]:
    """What parts runs that are not decoded together."""
    encoding = _encoding(run.look.font)
    capitals = encoding is not None and run.look.font.endswith("H")
    return run.note, encoding, capitals, run.look.caps


def _encoding(font: str) -> Legacy | None:
    """The encoding from before Unicode a font is made for."""
    name = font[:4].casefold()
    return "TCVN3" if name.startswith(".vn") else "VNI" if name == "vni-" else None


def _decoded(text: str, encoding: Legacy | None) -> str:
    if encoding is None or _UNICODE.search(text):  # Word shows Unicode there in another font
        return text
    from indicators.readers.plain.encodings import from_tcvn3, from_vni

    return from_tcvn3(text) if encoding == "TCVN3" else from_vni(text)


def _trimmed(
    text: str, notes: list[tuple[int, NoteMark]]
) -> tuple[str, list[tuple[int, NoteMark]]]:
    """Leave out spaces at the ends of lines, and empty lines."""
    lines: list[str] = []
    moved: list[tuple[int, NoteMark]] = []
    at = length = 0
    for line in text.split("\n"):
        inner = line.strip()
        start = at + (line.index(inner) if inner else 0)
        at += len(line) + 1
        if not inner:
            continue
        length += 1 if lines else 0
        while len(moved) < len(notes) and notes[len(moved)][0] < at:
            place, mark = notes[len(moved)]
            moved.append((length + min(max(place - start, 0), len(inner)), mark))
        lines.append(inner)
        length += len(inner)
    moved += [(length, mark) for _, mark in notes[len(moved) :]]
    return "\n".join(lines), moved
