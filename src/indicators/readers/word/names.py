"""Names in the XML of a .docx, and small ways to ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE = f"{_MC}AlternateContent"
VAL = f"{W}val"
_OFF = ("0", "false", "off", "none")
_LARGEST = 10**9


def on(element: BaseOxmlElement | None) -> bool:
    """Whether a switch such as `<w:b/>` is there and on."""
    return element is not None and element.get(VAL, "1") not in _OFF


def value(parent: BaseOxmlElement | None, name: str) -> str | None:
    """`w:val` of the child `w:name`, None where there is none."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL)


def number(text: str | None, default: int = 0) -> int:
    """A whole number from an attribute; what is none, or beyond sense, is the default."""
    if text is None or len(text) > 10:
        return default
    try:
        return min(int(text), _LARGEST)
    except ValueError:
        return default


def contents(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Child elements; of alternatives for older and newer programs the first one only."""
    for child in element:
        if child.tag != ALTERNATE:
            if isinstance(child.tag, str):  # comments and instructions have none
                yield child
            continue
        for choice in child:
            if choice.tag in (f"{_MC}Choice", f"{_MC}Fallback"):
                yield from contents(choice)
                break
