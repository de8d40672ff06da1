"""List marks Word makes itself: counted and written as Word shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from indicators.readers.word.names import W, number, on, value

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from indicators.readers.word.styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Letters of the fonts Symbol, Wingdings and Courier New that are drawn as bullets.
_BULLETS = {"o": "○", "\uf0a7": "▪", "\uf02d": "-", "\uf02b": "+", "\uf02a": "*", "": "•"}


class Level(NamedTuple):
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


class Numbering:
    """The lists of a document with their counters, which advance as marks are asked for."""

    def __init__(self, numbering: BaseOxmlElement | None, styles: Styles) -> None:
        """Index lists by their id."""
        self._styles = styles
        self._abstract: dict[str, BaseOxmlElement] = {}
        self._lists: dict[str, BaseOxmlElement] = {}
        self._levels: dict[str, tuple[str, list[Level]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        if numbering is None:
            return
        for element in numbering:
            if element.tag == f"{W}abstractNum":
                self._abstract.setdefault(element.get(f"{W}abstractNumId", ""), element)
            elif element.tag == f"{W}num":
                self._lists.setdefault(element.get(f"{W}numId", ""), element)

    def mark(self, ident: str, level: int | None, style: str | None) -> str:
        """The mark of the next paragraph of a list, as shown.

        Args:
            ident: Id of the list.
            level: From 0; None for the one that is linked to the style.
            style: Id of the style that carries the list.
        """
        if ident not in self._lists:
            return ""
        abstract, levels = self._resolve(ident)
        if level is None:
            linked = [at for at, one in enumerate(levels) if one.style and one.style == style]
            level = linked[0] if linked else 0
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        self._override(ident, counters)
        before = counters[level]
        counters[level] = levels[level].start if before is None else before + 1
        for at in range(level):
            if counters[at] is None:
                counters[at] = levels[at].start
        for at in range(level + 1, _LEVELS):
            restart = levels[at].restart
            if restart is None or level < restart:
                counters[at] = None
        return _shown(levels, level, counters)

    def _override(self, ident: str, counters: list[int | None]) -> None:
        """Begin anew where a list says so at its first use."""
        if ident in self._started:
            return
        self._started.add(ident)
        for change in self._lists[ident].iter(f"{W}lvlOverride"):
            start = value(change, "startOverride")
            level = number(change.get(f"{W}ilvl"), -1)
            if start is not None and 0 <= level < _LEVELS:
                counters[level] = number(start, 1) - 1

    def _resolve(self, ident: str) -> tuple[str, list[Level]]:
        """The counters' key and the nine levels of a list."""
        if ident not in self._levels:
            own = self._lists[ident]
            abstract = self._abstract_of(ident)
            levels = [Level()] * _LEVELS
            definitions = [] if abstract is None else list(abstract.iter(f"{W}lvl"))
            for definition in definitions + list(own.iter(f"{W}lvl")):
                at = number(definition.get(f"{W}ilvl"), -1)
                if 0 <= at < _LEVELS:
                    levels[at] = _level(definition)
            key = "" if abstract is None else abstract.get(f"{W}abstractNumId", "")
            self._levels[ident] = (key, levels)
        return self._levels[ident]

    def _abstract_of(self, ident: str) -> BaseOxmlElement | None:
        """The definition of a list, found through a list style where there is one."""
        seen: set[str] = set()
        while ident in self._lists and ident not in seen:
            seen.add(ident)
            abstract = self._abstract.get(value(self._lists[ident], "abstractNumId") or "")
            style = self._styles.styles.get(value(abstract, "numStyleLink") or "")
            if style is None:
                return abstract
            ident = value(style.find(f"{W}pPr/{W}numPr"), "numId") or ""
        return None


def _level(definition: BaseOxmlElement) -> Level:
    restart = value(definition, "lvlRestart")
    return Level(
        start=number(value(definition, "start"), 0),
        form=value(definition, "numFmt") or "decimal",
        text=(value(definition, "lvlText") or "")[:32],
        restart=None if restart is None else number(restart),
        legal=on(definition.find(f"{W}isLgl")),
        style=value(definition, "pStyle"),
    )


def _shown(levels: list[Level], level: int, counters: list[int | None]) -> str:
    own = levels[level]
    if own.form == "bullet":
        return _bullet(own.text)
    if own.form == "none":
        return _PLACE.sub("", own.text)

    def fill(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        return written(counters[at] or 0, "decimal" if own.legal else levels[at].form)

    return _PLACE.sub(fill, own.text)


def _bullet(text: str) -> str:
    if text in _BULLETS:
        return _BULLETS[text]
    return "•" if "\ue000" <= text[0] <= "\uf8ff" else text


def written(count: int, form: str) -> str:
    """A number in one of Word's formats: `decimal`, `upperRoman`, `lowerLetter`.

    What Word itself cannot write so, such as letters beyond 780, is written with digits.
    """
    if form.endswith("Roman") and 0 < count < 4000:
        letters = ""
        for size, sign in _ROMAN:
            letters += sign * (count // size)
            count %= size
        return letters.upper() if form == "upperRoman" else letters
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 780:
        again, letter = divmod(count - 1, 26)
        letters = chr(97 + letter) * (again + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)
