"""Sentences for people: a code with named arguments, and two texts in `messages.toml`.

A sentence is rendered only when somebody reads it, in the language asked for; `messages.toml` is
read at the first one.
"""

from __future__ import annotations

import errno
import locale
import os
import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

_LONGEST = 1000
_LAST: Mapping[Language, Mapping[str, str]] = {
    "vi": {"and": " và ", "or": " hoặc "},
    "en": {"and": " and ", "or": " or "},
}
_chosen: ContextVar[Language | None] = ContextVar("language", default=None)


@runtime_checkable
class Sentence(Protocol):
    """What can be said in either language: a `Message`, or an error that carries one."""

    def in_language(self, lang: Language) -> str:
        """The sentence in Vietnamese or English."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by its code, not yet in a language.

    Attributes:
        code: In `messages.toml`.
        arguments: What its texts name in braces. Another sentence and an error of the system are
            said in the same language; a list is joined by commas, and by the last word that the
            text asks for: `{names:and}`, `{names:or}`; `{parts:;}` has semicolons throughout.
    """

    code: str
    arguments: Mapping[str, object] = field(default_factory=dict)

    def in_language(self, lang: Language) -> str:
        """The sentence in Vietnamese or English."""
        text = texts()[self.code][lang]
        shown = {name: _shown(value, lang) for name, value in self.arguments.items()}
        return text.format_map(shown)

    def __str__(self) -> str:
        """The sentence in the language in force."""
        return self.in_language(language_in_force())


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a library says went wrong, in its own words; Vietnamese sentences quote it."""

    text: str

    @classmethod
    def of(cls, error: BaseException) -> Quoted:
        """The first line of what an error says."""
        return cls(str(error).partition("\n")[0].rstrip(". ") or type(error).__name__)

    def in_language(self, lang: Language) -> str:
        """The words, in Vietnamese between quotation marks."""
        return f"“{self.text}”" if lang == "vi" else self.text


def message(code: str, /, **arguments: object) -> Message:
    """A sentence by its code."""
    return Message(code, {name: _kept(value) for name, value in arguments.items()})


def both(code: str, /, **arguments: object) -> tuple[str, str]:
    """The sentence in Vietnamese and in English, as findings keep it."""
    return in_both(message(code, **arguments))


def in_both(sentence: Sentence) -> tuple[str, str]:
    """A sentence, or what an error says, in Vietnamese and in English."""
    return sentence.in_language("vi"), sentence.in_language("en")


def say(code: str, /, lang: Language | None = None, **arguments: object) -> str:
    """The sentence in a language, by default the one in force."""
    return message(code, **arguments).in_language(lang or language_in_force())


def language_in_force() -> Language:
    """The language somebody chose, else that of the locale, else English."""
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    found = next((name for name in named if name), None) or locale.getlocale()[0] or ""
    return "vi" if found.lower().startswith("vi") else "en"


@contextmanager
def speaking(lang: Language | None) -> Iterator[None]:
    """Let sentences be in a language for a while; None leaves the one in force."""
    before = _chosen.set(lang or _chosen.get())
    try:
        yield
    finally:
        _chosen.reset(before)


@cache
def texts() -> dict[str, dict[Language, str]]:
    """Both texts of every sentence, by code."""
    read = (resources.files("indicators.messages") / "messages.toml").read_text("utf-8")
    return {
        f"{room}.{name}": pair
        for room, pairs in tomllib.loads(read).items()
        for name, pair in pairs.items()
    }


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


def printable(name: str) -> str:
    r"""The name of a file as people and tables are shown it.

    Names may hold anything but `/`: letters that steer a terminal, bytes that are no UTF-8.

    >>> printable("b\udce1o\x1b[2J.xlsx")
    'b\\udce1o\\x1b[2J.xlsx'
    """
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def name_below(folder: Path, path: Path) -> str:
    """The printable name of a file below a folder; of one elsewhere, its last part."""
    below = path.is_relative_to(folder)
    return printable(path.relative_to(folder).as_posix() if below else path.name)


@dataclass(frozen=True, slots=True)
class _Listed:
    parts: list[str]
    lang: Language

    def __format__(self, last: str) -> str:
        if last == ";":
            return "; ".join(self.parts)
        if not last or len(self.parts) < 2:
            return ", ".join(self.parts)
        return f"{', '.join(self.parts[:-1])}{_LAST[self.lang][last]}{self.parts[-1]}"


def _shown(value: object, lang: Language) -> str | _Listed:
    if isinstance(value, Sentence):
        return value.in_language(lang)
    if isinstance(value, OSError):
        return _fault(value, lang)
    if isinstance(value, os.PathLike):
        return printable(os.fspath(value))
    if isinstance(value, (list, tuple)):
        return _Listed([f"{_shown(part, lang)}" for part in value], lang)
    return str(value)


def _kept(value: object) -> object:
    """An argument that another process can be given: of errors of libraries, what they say."""
    ours = isinstance(value, Sentence) or (isinstance(value, OSError) and value.errno)
    return Quoted.of(value) if isinstance(value, BaseException) and not ours else value


def _fault(error: OSError, lang: Language) -> str:
    """What the system says went wrong, which it says in English alone."""
    if lang == "en" and error.strerror:
        return error.strerror
    code = f"system.{errno.errorcode.get(error.errno or 0, 'other')}"
    known = code if code in texts() else "system.other"
    return Message(known, {"number": error.errno}).in_language(lang)
