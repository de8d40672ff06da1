"""What a .docx says about the look of text: styles, their parents, defaults and theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from indicators.readers.word.names import VAL, W, number, on, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEADING = re.compile(r"heading (\d)\Z")
_SWITCHES = {
    f"{W}b": "bold", f"{W}i": "italic", f"{W}caps": "caps", f"{W}vanish": "hidden",
    f"{W}strike": "struck", f"{W}dstrike": "struck",
}  # fmt: skip


class Look(NamedTuple):
    """How a run looks, as far as it matters to reading it."""

    font: str = ""
    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    raised: bool = False
    struck: bool = False


class Styles:
    """The styles of a document."""

    def __init__(self, styles: BaseOxmlElement | None, theme: BaseOxmlElement | None) -> None:
        """Index styles by their id."""
        self.styles: dict[str, BaseOxmlElement] = {}
        self.default: str | None = None
        self._fonts = dict(_theme_fonts(theme))
        self._looks: dict[tuple[str | None, str | None], Look] = {}
        self._levels: dict[str | None, int] = {}
        self._lists: dict[str | None, tuple[str | None, str | None, str | None]] = {}
        self._base = Look()
        if styles is None:
            return
        for style in styles.iter(f"{W}style"):
            ident = style.get(f"{W}styleId", "")
            self.styles.setdefault(ident, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default = ident
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = self._with(self._base, defaults)

    def style_of(self, properties: BaseOxmlElement | None) -> str | None:
        """The id of a paragraph's style."""
        named = value(properties, "pStyle")
        return named if named in self.styles else self.default

    def look(self, style: str | None, properties: BaseOxmlElement | None) -> Look:
        """The look of a run with these properties in a paragraph of this style."""
        key = (style, value(properties, "rStyle"))
        inherited = self._looks.get(key)
        if inherited is None:
            inherited = self._base
            for ident in key:
                for ancestor in reversed(list(self._chain(ident))):
                    inherited = self._with(inherited, ancestor.find(f"{W}rPr"))
            self._looks[key] = inherited
        return self._with(inherited, properties)

    def level(self, style: str | None, properties: BaseOxmlElement | None) -> int:
        """Level of the heading a paragraph is by style or outline level; 0 for body text."""
        outline = value(properties, "outlineLvl")
        if outline is not None:
            return (number(outline, 9) + 1) % 10
        if style not in self._levels:
            self._levels[style] = self._inherited_level(style)
        return self._levels[style]

    def _inherited_level(self, style: str | None) -> int:
        for ancestor in self._chain(style):
            name = (value(ancestor, "name") or "").casefold()
            found = _HEADING.match(name)
            if found or name == "title":
                return int(found[1]) if found else 1
            outline = value(ancestor.find(f"{W}pPr"), "outlineLvl")
            if outline is not None:
                return (number(outline, 9) + 1) % 10
        return 0

    def is_contents(self, style: str | None) -> bool:
        """Whether it is the style of a line in a table of contents."""
        named = self.styles.get(style or "")
        return (value(named, "name") or "").casefold().startswith("toc ")

    def list_of(
        self, style: str | None, properties: BaseOxmlElement | None
    ) -> tuple[str, int | None, str | None] | None:
        """Numbering id, level (None: the one linked to the style) and that style of a paragraph."""
        own = None if properties is None else properties.find(f"{W}numPr")
        ident, level = value(own, "numId"), value(own, "ilvl")
        linked = None
        if ident is None:
            if style not in self._lists:
                self._lists[style] = self._inherited_list(style)
            ident, inherited, linked = self._lists[style]
            level = level or inherited
        elif level is None:
            level = "0"
        if ident is None or ident == "0":
            return None
        return ident, None if level is None else min(max(number(level), 0), 8), linked

    def _inherited_list(self, style: str | None) -> tuple[str | None, str | None, str | None]:
        for ancestor in self._chain(style):
            listed = ancestor.find(f"{W}pPr/{W}numPr")
            ident = value(listed, "numId")
            if ident is not None:
                return ident, value(listed, "ilvl"), ancestor.get(f"{W}styleId")
        return None, None, None

    def _chain(self, ident: str | None) -> Iterator[BaseOxmlElement]:
        """A style and those it is based on, nearest first; Word allows a chain of ten."""
        for _ in range(20):
            if not ident or ident not in self.styles:
                return
            yield self.styles[ident]
            ident = value(self.styles[ident], "basedOn")

    def _with(self, look: Look, properties: BaseOxmlElement | None) -> Look:
        if properties is None:
            return look
        changed: dict[str, bool | str] = {}
        for child in properties:
            switch = _SWITCHES.get(child.tag)
            if switch:
                changed[switch] = on(child)
            elif child.tag == f"{W}rFonts":
                font = self._font(child)
                if font:
                    changed["font"] = font
            elif child.tag == f"{W}vertAlign":
                changed["raised"] = child.get(VAL) == "superscript"
        return look._replace(**changed) if changed else look  # type: ignore[arg-type]

    def _font(self, fonts: BaseOxmlElement) -> str | None:
        for name in ("ascii", "hAnsi"):
            themed = fonts.get(f"{W}{name}Theme")
            font = self._fonts.get(themed[:5]) if themed else fonts.get(W + name)
            if font:
                return str(font)
        return None


def _theme_fonts(theme: BaseOxmlElement | None) -> Iterator[tuple[str, str]]:
    """`minor` and `major` to the name of the font."""
    if theme is None:
        return
    for kind in ("minor", "major"):
        for latin in theme.iter(f"{_A}{kind}Font"):
            font = latin.find(f"{_A}latin")
            if font is not None:
                yield kind, font.get("typeface", "")
