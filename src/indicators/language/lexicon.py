"""The lexicon: phrases of `phrases.toml` by what they mean and where they may stand.

Words are data, grammar is code: `compose` makes a pattern of the order of words, digits and
wildcards, in which `<meaning>` stands for every phrase of that meaning.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, get_args

from indicators.language.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = Literal["cell", "header", "label", "sentence"]

_SHORT_FOR = "short_for"
_WRITTEN = "written"
_PLACES = (*get_args(Place), _WRITTEN)
_SLOT = re.compile(r"(?<!\?P)<([a-z_]+)(\+?)>")


class LexiconError(ValueError):
    """The data of the lexicon contradicts itself."""


class Lexicon:
    """Phrases, each once, with their meanings and the places where they have them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Read and verify the tables `[meaning]` and `[phrase]`.

        Raises:
            LexiconError: If a phrase stands twice (once folded), or names a meaning or place that
                is not declared; if a meaning has no phrase, or two that the program writes.
        """
        self._meanings: Mapping[str, str] = data["meaning"]
        self._phrases: dict[tuple[str, str], list[str]] = {}
        self.abbreviations: dict[str, str] = {}
        known: dict[str, str] = {}
        for printed, entry in data["phrase"].items():
            phrase = fold(printed)
            if known.setdefault(phrase, printed) != printed:
                message = f"'{printed}' and '{known[phrase]}' are one phrase; keep one of them"
                raise LexiconError(message)
            self._take(phrase, entry)
        used = {meaning for meaning, _ in self._phrases}
        if unused := sorted(set(self._meanings) - used):
            message = f"no phrase has the meaning {', '.join(unused)}; leave it out"
            raise LexiconError(message)

    def _take(self, phrase: str, entry: Mapping[str, str]) -> None:
        for meaning, places in entry.items():
            if meaning == _SHORT_FOR:
                self.abbreviations[phrase] = fold(places)
                continue
            if meaning not in self._meanings:
                message = f"'{phrase}' has the unknown meaning '{meaning}'; declare it in [meaning]"
                raise LexiconError(message)
            for place in places.split():
                if place not in _PLACES:
                    message = (
                        f"'{phrase}' may stand in '{place}'; write one of {', '.join(_PLACES)}"
                    )
                    raise LexiconError(message)
                self._phrases.setdefault((meaning, place), []).append(phrase)
            if len(self._phrases.get((meaning, _WRITTEN), ())) > 1:
                message = f"two phrases are written for '{meaning}'; '{phrase}' is the second"
                raise LexiconError(message)

    def phrases(self, meaning: str, place: Place) -> tuple[str, ...]:
        """Phrases of a meaning, folded, longest first.

        Raises:
            LexiconError: If there are none: a misspelt meaning would never be found.
        """
        found = self._phrases.get((meaning, place))
        if not found:
            message = f"no phrase of the lexicon means '{meaning}' in a {place}"
            raise LexiconError(message)
        return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))

    def written(self, meaning: str) -> str:
        """The phrase this program writes for a meaning."""
        return self._phrases[meaning, _WRITTEN][0]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package."""
    text = (resources.files("indicators.language") / "phrases.toml").read_text("utf-8")
    return Lexicon(tomllib.loads(text))


@cache
def phrases(meaning: str, place: Place) -> frozenset[str]:
    """Phrases of a meaning, for texts that are one of them and nothing else.

    >>> "đvt" in phrases("unit_column", "header")
    True
    """
    return frozenset(lexicon().phrases(meaning, place))


@cache
def meanings(of: tuple[str, ...], place: Place) -> Mapping[str, str]:
    """The meaning by phrase, longest phrase first, of those that have one of the meanings `of`.

    >>> meanings(("at_least", "at_most"), "cell")["không quá"]
    'at_most'

    Raises:
        LexiconError: If a phrase has two of these meanings.
    """
    found: dict[str, str] = {}
    for meaning in of:
        for phrase in lexicon().phrases(meaning, place):
            if found.setdefault(phrase, meaning) != meaning:
                message = f"'{phrase}' means {found[phrase]} and {meaning} in a {place}; keep one"
                raise LexiconError(message)
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


@cache
def any_of(meaning: str, place: Place) -> re.Pattern[str]:
    """Any phrase of a meaning, in whole words."""
    return compose(f"<{meaning}>", place)


@cache
def any_of_all(meanings: tuple[str, ...], place: Place) -> re.Pattern[str]:
    """Any phrase of several meanings, in whole words, the longest first."""
    found = {phrase for meaning in meanings for phrase in lexicon().phrases(meaning, place)}
    ordered = sorted(found, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(_whole(phrase, open_end=False) for phrase in ordered))


@cache
def compose(grammar: str, place: Place) -> re.Pattern[str]:
    """A regular expression in which `<meaning>` stands for any phrase of it, in whole words.

    After `<meaning+>` the word may go on.

    >>> compose(r"<rate>.*<carried_out>", "header").search("tỷ lệ hộ đạt chuẩn") is not None
    True
    """
    return re.compile(
        _SLOT.sub(lambda slot: _alternation(slot[1], place, open_end=bool(slot[2])), grammar)
    )


def _alternation(meaning: str, place: Place, *, open_end: bool) -> str:
    """The phrases in their order; what parts words is asked once for those that follow each other."""
    kinds = groupby(lexicon().phrases(meaning, place), lambda phrase: _edges(phrase, open_end))
    runs = (f"{before}(?:{'|'.join(map(re.escape, run))}){after}" for (before, after), run in kinds)
    return f"(?:{'|'.join(runs)})"


def _whole(phrase: str, open_end: bool) -> str:  # noqa: FBT001
    before, after = _edges(phrase, open_end)
    return f"{before}{re.escape(phrase)}{after}"


def _edges(phrase: str, open_end: bool) -> tuple[str, str]:  # noqa: FBT001
    """What has to stand around a phrase: ends of words; a sign is one by itself."""
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() and not open_end else ""
    return before, after
