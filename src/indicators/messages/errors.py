"""Errors people can act on: one sentence each, with file, place, what was found and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


_LONGEST = 1000


def on_one_line(text: str) -> str:
    """A text for people on one line, whatever a file of a stranger put into it.

    Letters that steer a terminal or turn the direction of writing become blanks; of a text that
    is too long to be read the middle is left out.
    """
    shown = text
    if not text.isprintable():
        shown = "".join(letter if letter.isprintable() else " " for letter in text)
    if len(shown) > _LONGEST:
        shown = f"{shown[: _LONGEST // 2]} … {shown[-_LONGEST // 3 :]}"
    return shown


class IndicatorsError(Exception):
    """Base of all errors of this library; `str()` is a sentence for people.

    Examples:
        >>> try:
        ...     store.observations(place="vinh-bo")
        ... except ind.IndicatorsError as error:
        ...     "vinh-bao" in str(error)
        True
    """

    def __str__(self) -> str:
        """The sentence, on one line."""
        return on_one_line(super().__str__())


class SourceError(IndicatorsError):
    """A file that cannot be read.

    Attributes:
        path: The file.
        place: Sheet or cell, None for the file as a whole.
        message: What was found and what to do.
    """

    def __init__(self, path: Path, message: str, place: str | None = None) -> None:
        """Keep file, place and message."""
        self.path, self.place, self.message = path, place, message
        super().__init__(f"{path}{', ' + place if place else ''}: {message}")


class CodebookError(IndicatorsError):
    """A codebook or place file that says something wrong."""


class PublishError(IndicatorsError):
    """The store cannot be written; the old one is as it was."""


class StoreError(IndicatorsError):
    """There is no store to open, or it is none of ours."""


class QueryError(IndicatorsError):
    """A question the store cannot answer: a wrong name, a statement that would write."""


class ChartError(IndicatorsError):
    """Rows that cannot be drawn: none, or such as do not belong into one chart."""


class ExportError(IndicatorsError):
    """A file that cannot be written."""
