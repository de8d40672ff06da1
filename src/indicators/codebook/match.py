"""Which indicator a printed label means: exact on the normalised label, or not at all.

The key is label, unit and measure together, and the rows above where an alias asks for them.
Similarity only suggests, it never decides.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from indicators.codebook.entries import Match
from indicators.codebook.labels import read_label
from indicators.language.lexicon import any_of
from indicators.language.units import Unit, find_unit, other_units, unit_behind
from indicators.messages.errors import IndicatorsError
from indicators.messages.sentences import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook.entries import Alias, Codebook, Indicator, Measure
    from indicators.codebook.labels import Label

_PERCENTAGES = ("growth", "attainment", "share")
_KEPT = 16_384

Suggestion = tuple[str, str, str, str]
"""`(indicator_id, alias, its unit, why it does not fit)`: `name`, `unit` or `heading`."""


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


def match_label(
    codebook: Codebook,
    label: str,
    *,
    above: Sequence[str] = (),
    unit: Unit | None = None,
    measure: Measure = "level",
    near: bool = True,
) -> Match:
    """Find the one indicator that `label` means.

    Args:
        codebook: Where to look.
        label: As printed.
        above: Labels of the rows it stands under, nearest first.
        unit: Unit of the figure; None when none is printed anywhere.
        measure: Measure of the figure.
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
    asked = (label, *above, unit and unit.symbol, measure)
    known: Match | None = codebook.matches.get(asked)
    if known is None:
        known = _matched(codebook, label, above, unit, measure, near=near)
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
    *,
    near: bool,
) -> Match:
    read = read_label(label)

    @cache
    def parents() -> set[str]:  # few aliases ask for them
        return {key for text in above for key in (read_label(text).name, read_label(text).full)}

    for key in _keys(read, unit):
        entries = [
            (indicator, alias)
            for indicator, alias in codebook.by_key.get(key, ())
            if (not alias.under or alias.under & parents())
            and alias.measure in (None, measure)
            and unit_fits(indicator, alias, unit, measure)
        ]
        if not entries:
            continue
        best = max(_strength(alias, unit) for _, alias in entries)
        chosen = [entry for entry in entries if _strength(entry[1], unit) == best]
        if len({indicator.indicator_id for indicator, _ in chosen}) == 1:
            return Match(*chosen[0])
        raise AmbiguousLabelError(label, sorted({i.indicator_id for i, _ in chosen}))
    raise UnknownLabelError(label, suggest(codebook, label) if near else ())


def _keys(read: Label, unit: Unit | None) -> list[str]:
    """What a label may be listed under: as it stands, by its name, and without a unit behind it."""
    keys = [read.full, read.name]
    behind = unit_behind(read.full)
    if behind and unit is not None and find_unit(behind[1])[0] == unit:
        bare = read_label(behind[0])
        keys += [bare.full, bare.name]
    return list(dict.fromkeys(keys))


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


def label_units(codebook: Codebook, label: str, above: Sequence[str] = ()) -> set[Unit]:
    """The units of the indicators whose level a label may mean; empty when it is not known."""
    read = read_label(label)
    parents = {key for text in above for key in (read_label(text).name, read_label(text).full)}
    return {
        find_unit(alias.unit or indicator.unit)[0]
        for key in (read.full, read.name)
        for indicator, alias in codebook.by_key.get(key, ())
        if indicator.unit != "text"
        and alias.measure in (None, "level", "share")
        and (not alias.under or alias.under & parents)
    }


def suggest(codebook: Codebook, label: str, *, count: int = 3) -> list[Suggestion]:
    """The nearest indicators for a message, best first."""
    from rapidfuzz import fuzz, process

    name = read_label(label).name
    nearest: dict[str, Suggestion] = {}
    for key, _score, _ in process.extract(
        name, list(codebook.by_key), scorer=fuzz.token_sort_ratio, limit=4 * count
    ):
        for indicator, alias in codebook.by_key[key]:
            why = "name" if key != name else "heading" if alias.under else "unit"
            found = (indicator.indicator_id, alias.label, alias.unit or indicator.unit, why)
            nearest.setdefault(indicator.indicator_id, found)
    return list(nearest.values())[:count]


def unit_fits(indicator: Indicator, alias: Alias, unit: Unit | None, measure: Measure) -> bool:
    """Whether a figure of this unit and measure may belong to the alias."""
    if measure == "text":
        return True
    if indicator.unit == "text":
        return False
    own = find_unit(indicator.unit)[0]
    if measure in _PERCENTAGES and (unit is None or unit.symbol in ("%", "điểm %")):
        return True
    if unit is None:
        return False
    if alias.unit is not None:
        return unit.symbol == alias.unit
    if own.symbol == "điểm %" and unit.symbol == "%":
        return True  # `Mức giảm tỷ lệ hộ nghèo`: points are printed as percent
    return unit.dimension == own.dimension


def _strength(alias: Alias, unit: Unit | None) -> tuple[bool, bool, bool]:
    return (
        bool(alias.under),
        alias.unit is not None and unit is not None and alias.unit == unit.symbol,
        alias.measure is not None,
    )
