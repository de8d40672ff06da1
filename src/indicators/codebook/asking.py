"""What a printed label means, for people and programs that ask outside a build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from indicators.codebook.country import Level
from indicators.codebook.labels import read_label
from indicators.codebook.loader import load_codebook
from indicators.codebook.match import (
    AmbiguousLabelError,
    UnknownLabelError,
    label_units,
)
from indicators.codebook.match import match_label as find_match
from indicators.codebook.nearest import suggest
from indicators.codebook.places import load_register
from indicators.language.units import UnitError, find_unit
from indicators.messages.sentences import language_in_force, message
from indicators.tomlfile import toml_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from indicators.codebook.book import Codebook
    from indicators.codebook.entries import Measure
    from indicators.codebook.nearest import Suggestion
    from indicators.codebook.places import Register
    from indicators.language.units import Unit
    from indicators.messages.sentences import Language, Sentence


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """What `match_label` found.

    Attributes:
        indicator_id: The indicator the label means; None where nothing is certain.
        suggestions: Ids that it may mean, best first; the first is `indicator_id` where there is one.
        sentence: Why, in either language (`sentence.in_language("vi")`).
        lang: Language of `reason`; None is the one in force when it is read.

    Examples:
        >>> found = ind.match_label("Tỷ lệ hộ nghéo", unit="%", lang="en")
        >>> found.indicator_id is None, found.suggestions[0]
        (True, 'poverty_rate')
    """

    indicator_id: str | None
    suggestions: tuple[str, ...]
    sentence: Sentence
    lang: Language | None = None

    @property
    def reason(self) -> str:
        """Why it means this, or what is missing for an answer."""
        return self.sentence.in_language(self.lang or language_in_force())


def match_label(
    label: str,
    unit: str | None = None,
    above: Sequence[str] = (),
    measure: Measure | None = None,
    place: str | None = None,
    *,
    data: Path | None = None,
    lang: Language | None = None,
) -> LabelMatch:
    """The indicator that a printed label means, as a build would bind it.

    Args:
        label: As printed.
        unit: As printed; None when it is not known.
        above: Labels of the rows it stands under, nearest first; the title of the table last.
        measure: `level`, `growth`, `share` and so on; None is what the label itself says.
        place: Id or printed name of the place that reports it, or its level (`province`,
            `district`, `commune`): `Cơ cấu kinh tế` is of GRDP for a province.
        data: Data folder whose `codebook/*.toml` extends the indicators of the package.
        lang: Language of the reason; by default that of the locale.

    Returns:
        A `LabelMatch`: `indicator_id` or None, `reason`, `suggestions`.

    Raises:
        CodebookError: If a file of the data folder is wrong.

    Examples:
        >>> found = ind.match_label("Tỷ lệ hộ nghèo", unit="%", lang="en")
        >>> found.indicator_id
        'poverty_rate'
        >>> ind.match_label("Tỷ lệ hộ nghèo", unit="tỷ đồng").indicator_id is None
        True
    """
    codebook, register = _knowledge(data)
    found = _place(register, place)
    level = _level(register, place, found)
    return answer(codebook.of(found), label, unit, above, measure, level, lang=lang)


def answer(
    codebook: Codebook,
    label: str,
    unit: str | None,
    above: Sequence[str],
    measure: Measure | None,
    level: Level | None,
    *,
    lang: Language | None = None,
) -> LabelMatch:
    """As `match_label`, in a codebook at hand; `unit` as printed."""
    meant = measure or read_label(label).measure or "level"
    try:
        known = find_unit(unit)[0] if unit else _only(label_units(codebook, label, above, level))
    except UnitError as error:
        nearest = suggest(codebook, label, above=above, measure=meant)
        return LabelMatch(None, _idents(nearest), error, lang)
    nearest = suggest(codebook, label, above=above, unit=known, measure=meant)
    near = _idents(nearest)
    try:
        found = find_match(
            codebook, label, above=above, unit=known, measure=meant, level=level, near=False
        )
    except UnknownLabelError:
        return LabelMatch(None, near, UnknownLabelError(label, nearest), lang)
    except AmbiguousLabelError as error:
        first = tuple(error.candidates)
        return LabelMatch(None, (*first, *(i for i in near if i not in first)), error, lang)
    ident = found.indicator.indicator_id
    bound = message("label.bound", ident=ident, alias=found.alias.label)
    return LabelMatch(ident, (ident, *(i for i in near if i != ident)), bound, lang)


def _only(units: set[Unit]) -> Unit | None:
    """The one unit that a label may be counted in."""
    return next(iter(units)) if len(units) == 1 else None


def _idents(nearest: Sequence[Suggestion]) -> tuple[str, ...]:
    return tuple(ident for ident, *_ in nearest)


def _level(register: Register, place: str | None, found: str | None) -> Level | None:
    """The level of a place that was found, or the word for it."""
    if found is not None:
        return register.level(found)
    return next((level for level in get_args(Level) if level == place), None)


def _place(register: Register, place: str | None) -> str | None:
    """The id of a place by its id or printed name; None for the word of a level."""
    if place is None or place in get_args(Level):
        return None
    return place if place in register else register.find(place)


@lru_cache(maxsize=4)
def _knowledge(data: Path | None) -> tuple[Codebook, Register]:
    overlays = toml_files(data / "codebook") if data else []
    return load_codebook(overlays), load_register(overlays)
