"""Errors people can act on: one sentence each, with file, place, what was found and what to do."""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

from indicators.messages.sentences import Language, Message, language_in_force, message, on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_T = TypeVar("_T")


class IndicatorsError(Exception):
    """Base of all errors of this library; `str()` is a sentence for people.

    Examples:
        >>> try:
        ...     store.observations(place="vinh-bo")
        ... except ind.IndicatorsError as error:
        ...     "vinh-bao" in error.in_language("vi")
        True

    Attributes:
        code: Of the sentence, in `messages/messages.toml`.
        arguments: What the sentence names.
        lang: The language it was asked for in; None is the one in force when it is read.
    """

    lang: Language | None = None

    def __init__(self, code: str, /, **arguments: object) -> None:
        """Keep code and arguments."""
        super().__init__(code)
        self.code, self.arguments = code, message(code, **arguments).arguments

    def __eq__(self, other: object) -> bool:
        """Whether it is the same error: one that comes from another process is."""
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        """By its code."""
        return hash(self.code)

    def in_language(self, lang: Language) -> str:
        """The sentence in Vietnamese or English, on one line."""
        return on_one_line(Message(self.code, self.arguments).in_language(lang))

    def __str__(self) -> str:
        """The sentence in the language asked for, else in the one in force."""
        return self.in_language(self.lang or language_in_force())


class SourceError(IndicatorsError):
    """A file that cannot be read.

    Attributes:
        path: The file.
        place: Sheet or cell, None for the file as a whole.
        message: What was found and what to do.
    """

    def __init__(
        self, path: Path, code: str, place: str | Message | None = None, /, **arguments: object
    ) -> None:
        """Keep file, place, code and arguments."""
        super().__init__(code, **arguments)
        self.args = (path, code, place)
        self.path, self.place = path, place

    @property
    def message(self) -> Message:
        """What was found and what to do, without the file."""
        return Message(self.code, self.arguments)

    def in_language(self, lang: Language) -> str:
        """File, place and sentence in Vietnamese or English, on one line."""
        place = self.place.in_language(lang) if isinstance(self.place, Message) else self.place
        where = f"{self.path}, {place}" if place else str(self.path)
        return on_one_line(f"{where}: {super().in_language(lang)}")


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


@contextmanager
def errors_in(lang: Language | None) -> Iterator[None]:
    """Let the errors raised inside be said in a language; None leaves that to who reads them."""
    try:
        yield
    except IndicatorsError as error:
        if lang is not None and error.lang is None:
            error.lang = lang
        raise


def errors_in_own_language(made: type[_T]) -> type[_T]:
    """Let the errors of a class's public methods be said in its `lang_of_errors`."""
    for name, method in list(vars(made).items()):
        if isinstance(method, FunctionType) and not name.startswith("_"):
            setattr(made, name, _in_own_language(method))
    return made


def _in_own_language(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def said(self: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 (any method)
        with errors_in(self.lang_of_errors):
            return method(self, *given, **named)

    return said
