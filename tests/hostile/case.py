"""What a hostile file is, and how reading it has to end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Case(NamedTuple):
    """A file and its outcome.

    Attributes:
        name: Its name; tables (.xlsx, .csv) are built, documents extracted.
        made: Its bytes.
        refused: Words of the one sentence that refuses it.
        figures: How many figures are read where it is harmless; else -1.
        flag: What its figures are flagged with.
        several: Whether there is a sentence for each of many cells.
        either: Whether it may be refused as well as read.
    """

    name: str
    made: Callable[[], bytes]
    refused: str = ""
    figures: int = 2
    flag: str = ""
    several: bool = False
    either: bool = False


def refused(name: str, made: Callable[[], bytes], words: str, *, several: bool = False) -> Case:
    return Case(name, made, refused=words, figures=-1, several=several)


def harmless(name: str, made: Callable[[], bytes], figures: int = 2, flag: str = "") -> Case:
    return Case(name, made, figures=figures, flag=flag)
