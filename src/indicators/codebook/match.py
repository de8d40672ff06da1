"""Which indicator a printed label means: exact on a form of the label, or not at all.

The key is label, unit and measure together, the nearest known heading where an alias asks for one,
and the level of the place. Similarity only suggests, it never decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from indicators.codebook.book import (
    DEFAULT_LEVEL,
    Codebook,
    Entry,
    Heading,
    label_keys,
    names_in_brackets,
)
from indicators.codebook.entries import Match
from indicators.codebook.labels import read_label
from indicators.codebook.nearest import Suggestion, suggest
from indicators.language.forms import loose
from indicators.language.lexicon import any_of
from indicators.language.units import Unit, find_unit, other_units, unit_behind
from indicators.messages.errors import IndicatorsError
from indicators.messages.sentences import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indicators.codebook.entries import Alias, Indicator, Level, Measure
    from indicators.codebook.labels import Label

_PERCENTAGES = ("growth", "attainment", "share")
_KEPT = 16_384


class UnknownLabelError(IndicatorsError):
    """No indicator has this label with this unit and measure.

    Attributes:
        label: As printed.
        suggestions: Up to three, best first.
    """

    def __init__(self, label: str, suggestions: Sequence[Suggestion]) -> None:
        """Keep label and suggestions."""
        self.label = label
        self.suggestions = tuple(suggestions)
        near = [
            message(f"label.near_{why}", ident=ident, alias=alias, unit=unit)
            for ident, alias, unit, why in suggestions
        ]
        if near:
            super().__init__("label.unknown_near", label=label, near=near)
        else:
            super().__init__("label.unknown", label=label)
        self.args = (label, self.suggestions)


class AmbiguousLabelError(IndicatorsError):
    """Several indicators have this label with this unit and measure."""

    def __init__(self, label: str, candidates: Sequence[str]) -> None:
        """Keep label and candidates."""
        self.label = label
        self.candidates = tuple(candidates)
        super().__init__("label.ambiguous", label=label, candidates=candidates)
        self.args = (label, candidates)


class _Above:
    """The headings of a label, nearest first; read only where an alias asks for one."""

    def __init__(self, codebook: Codebook, texts: Sequence[str], level: Level) -> None:
        self._codebook, self._texts, self._level = codebook, texts, level

    def __iter__(self) -> Iterator[Heading]:
        return (self._codebook.heading(text, self._level) for text in self._texts)


class _Asked(NamedTuple):
    """A label with all that decides what it means."""

    read: Label
    keys: tuple[str, ...]
    unit: Unit | None
    measure: Measure
    level: Level


def match_label(
    codebook: Codebook,
    label: str,
    *,
    above: Sequence[str] = (),
    unit: Unit | None = None,
    measure: Measure = "level",
    level: Level | None = None,
    near: bool = True,
) -> Match:
    """Find the one indicator that `label` means.

    Args:
        codebook: Where to look.
        label: As printed.
        above: Labels of the rows it stands under, nearest first; the title of its table last.
        unit: Unit of the figure; None when none is printed anywhere.
        measure: Measure of the figure.
        level: Level of the place that reports it; None is a district or commune.
        near: Whether the error carries the nearest labels; looking for them takes its time.

    Raises:
        UnknownLabelError: If no alias fits; carries the three nearest.
        AmbiguousLabelError: If aliases of several indicators fit equally well.

    Examples:
        >>> from indicators.codebook import load_codebook, match_label
        >>> from indicators.language.units import find_unit
        >>> percent, _ = find_unit("%")
        >>> match_label(load_codebook(), "Tỷ lệ hộ nghèo", unit=percent).indicator.indicator_id
        'poverty_rate'
    """
    asked = (label, *above, unit and unit.symbol, measure, level)
    known: Match | None = codebook.matches.get(asked)
    if known is None:
        known = _matched(codebook, label, above, unit, measure, level or DEFAULT_LEVEL, near=near)
        if len(codebook.matches) >= _KEPT:
            codebook.matches.clear()
        codebook.matches[asked] = known
    return known


def _matched(
    codebook: Codebook,
    label: str,
    above: Sequence[str],
    unit: Unit | None,
    measure: Measure,
    level: Level,
    *,
    near: bool,
) -> Match:
    asked = _Asked(read_label(label), label_keys(label), unit, measure, level)
    headings = _Above(codebook, above, level)
    for entries in _by_form(codebook, label, unit):
        ranked = [
            (_strength(alias, distance, unit), indicator, alias)
            for indicator, alias in entries
            if _fits(indicator, alias, asked)
            and (distance := _distance(codebook, indicator, alias, headings)) is not None
        ]
        if not ranked:
            continue
        best = max(strength for strength, _, _ in ranked)
        chosen = [(indicator, alias) for strength, indicator, alias in ranked if strength == best]
        if len({indicator.indicator_id for indicator, _ in chosen}) == 1:
            return _with_unit(*chosen[0], asked)
        raise AmbiguousLabelError(label, sorted({i.indicator_id for i, _ in chosen}))
    nearest = suggest(codebook, label, above=above, unit=unit, measure=measure) if near else ()
    raise UnknownLabelError(label, nearest)


def _with_unit(indicator: Indicator, alias: Alias, asked: _Asked) -> Match:
    """A match, with the unit that stands for the indicator's own where one does."""
    if alias.unit is None and asked.unit is not None and asked.unit.symbol in indicator.also_units:
        return Match(indicator, replace(alias, unit=asked.unit.symbol))
    return Match(indicator, alias)


def _by_form(codebook: Codebook, label: str, unit: Unit | None) -> Iterator[Iterable[Entry]]:
    """What a label may mean, by its form: as it stands, then with ever less around its name."""
    labels = [label, *_without_unit(label, unit)]
    for text in labels:
        for key in label_keys(text):
            yield codebook.exactly(key)
    for text in labels:
        if (named := names_in_brackets(text)) is not None:
            bare, inside = named
            yield _also_named(codebook, bare, inside)
    for text in labels:
        for key in label_keys(text):
            yield codebook.loosely(loose(key))


def _without_unit(label: str, unit: Unit | None) -> list[str]:
    """The label without the unit behind its comma, where that is the figure's."""
    behind = unit_behind(read_label(label).full)
    return [behind[0]] if behind and unit is not None and find_unit(behind[1])[0] == unit else []


def _also_named(codebook: Codebook, bare: str, inside: Sequence[str]) -> list[Entry]:
    """Entries of a label whose brackets hold another name of the same indicator."""
    named = [{entry[0].indicator_id for entry in codebook.exactly(key)} for key in inside]
    return [
        (indicator, alias)
        for indicator, alias in codebook.exactly(bare)
        if all(indicator.indicator_id in idents for idents in named)
    ]


def _fits(indicator: Indicator, alias: Alias, asked: _Asked) -> bool:
    """Whether unit, measure and place of a figure are those of the alias."""
    if alias.measure not in (None, asked.measure) or not indicator.refused.isdisjoint(asked.keys):
        return False
    if alias.levels and asked.level not in alias.levels:
        return False
    says = None if alias.under else read_label(alias.label).measure
    if says is not None and says != asked.read.measure:
        return False  # `Tỷ trọng công nghiệp` is not any `Công nghiệp`
    return unit_fits(indicator, alias, asked.unit, asked.measure)


def _distance(
    codebook: Codebook, indicator: Indicator, alias: Alias, headings: Iterable[Heading]
) -> int | None:
    """How far above the heading is that an alias asks for; None where another one is nearer.

    Zero where it asks for none.
    """
    if not alias.under:
        barred = _barred(indicator, headings)
        return None if barred else 0
    strict = codebook.is_strict(alias.under)
    for distance, heading in enumerate(headings):
        if not heading.opens.isdisjoint(alias.under):
            return distance
        if heading.neutral or not heading.lives.isdisjoint(alias.under):
            continue
        if heading.known or strict:
            return None
    return None


def _barred(indicator: Indicator, headings: Iterable[Heading]) -> bool:
    """Whether the nearest known heading is one under which the indicator is not meant."""
    if not indicator.not_under:
        return False
    nearest = next((heading for heading in headings if heading.known and not heading.neutral), None)
    return nearest is not None and not nearest.opens.isdisjoint(indicator.not_under)


def _strength(
    alias: Alias, distance: int, unit: Unit | None
) -> tuple[bool, int, bool, int, bool, bool]:
    """How special an alias is: a nearer heading, the user's own, its unit, measure and level."""
    own_unit = 1 if alias.unit is None else 2 if unit and alias.unit == unit.symbol else 0
    return (
        bool(alias.under),
        -distance,
        alias.overlay,
        own_unit,
        alias.measure is not None,
        bool(alias.levels),
    )


def only_unit(codebook: Codebook, label: str, above: Sequence[str] = ()) -> Unit | None:
    """The unit of a label that means one indicator, if that is counted in no other one.

    A percentage is only one where the label says so (`Tỷ lệ …`) and no rate in ‰ is usual.
    """
    units = label_units(codebook, label, above)
    unit = next(iter(units)) if len(units) == 1 else None
    if unit is None or unit.symbol != "%":
        return None if unit is None or other_units(unit) else unit
    name = read_label(label).full
    says = any_of("ratio_label", "label").match(name) and not any_of("per_mille", "label").search(
        name
    )
    return unit if says else None


def label_units(
    codebook: Codebook, label: str, above: Sequence[str] = (), level: Level | None = None
) -> set[Unit]:
    """The units of the indicators whose level a label may mean; empty when it is not known."""
    headings = _Above(codebook, above, level or DEFAULT_LEVEL)
    for entries in _by_form(codebook, label, None):
        units = {
            find_unit(symbol)[0]
            for indicator, alias in entries
            for symbol in ({alias.unit} if alias.unit else {indicator.unit, *indicator.also_units})
            if indicator.unit != "text"
            and alias.measure in (None, "level", "share")
            and _distance(codebook, indicator, alias, headings) is not None
        }
        if units:
            return units
    return set()


def unit_fits(indicator: Indicator, alias: Alias, unit: Unit | None, measure: Measure) -> bool:
    """Whether a figure of this unit and measure may belong to the alias."""
    if measure == "text":
        return True
    if indicator.unit == "text":
        return False
    own = find_unit(indicator.unit)[0]
    if measure in _PERCENTAGES and (unit is None or unit.symbol in ("%", "điểm %")):
        return (
            measure != "growth" or alias.unit in (None, "%", "điểm %") or alias.measure is not None
        )
    if unit is None:
        return False
    if alias.unit is not None:
        return unit.symbol == alias.unit
    if unit.symbol in indicator.also_units:
        return True
    if own.symbol == "điểm %" and unit.symbol == "%":
        return True  # `Mức giảm tỷ lệ hộ nghèo`: points are printed as percent
    return unit.dimension == own.dimension
