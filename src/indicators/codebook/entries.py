"""What the codebook holds: indicators and the aliases that lead to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Better = Literal["higher", "lower", "inside", "none"]
Measure = Literal["level", "growth", "attainment", "share", "change", "text"]
PriceBasis = Literal["constant", "current"]
Grade = Literal["same", "similar", "not comparable"]
RelationKind = Literal["sum", "product", "mean", "rate", "count_of_met"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: figures belong to it only if definition, unit and price basis agree.

    Attributes:
        indicator_id: Stable snake_case English key.
        vi: Vietnamese name.
        en: English name.
        theme: Name of the theme file, e.g. `agriculture`.
        unit: Symbol of the canonical unit of its levels; `text` for qualitative targets.
        better: Which side of a target is the good one.
        measure: What a plain percentage of it is: `level` (a rate) or `share` (of a whole).
        price: Price basis by measure that holds where a document prints none.
        sector: `agriculture`, `industry_construction`, `trade_services` or a part of one.
        group: Structure group: the parts of one whole carry the same name.
        parent: The indicator it is a part or an aspect of.
        range: Lowest and highest possible level or share; None is no limit on that side.
        definition: One line.
        comparability: Comparability group: figures of different places may be compared inside it.
        grade: How two different indicators of that group compare; one indicator is the same.
        comparability_note: One line that defines the group, or why it stands alone.
        comparability_note_vi: The same in Vietnamese, where different places report it.
        aliases: The labels that mean it.
    """

    indicator_id: str
    vi: str
    en: str
    theme: str
    unit: str
    better: Better
    measure: Literal["level", "share"]
    price: Mapping[str, PriceBasis]
    sector: str | None
    group: str | None
    parent: str | None
    range: tuple[float | None, float | None]
    definition: str
    comparability: str
    grade: Grade
    comparability_note: str
    comparability_note_vi: str | None
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """A printed label that means an indicator.

    Attributes:
        label: As printed; matched folded, without words of measure and price basis.
        key: The folded form that is looked up.
        unit: Printed unit this alias needs, as canonical symbol; None takes every unit that
            converts to the indicator's. A unit that does not convert stands for the
            indicator's own (`Tr.đồng` in a row whose label says `/ha canh tác`).
        measure: Measure this alias is bound to, or None for any.
        under: Folded labels of a parent row, one of which must stand above; empty for any.
        flags: Put on every figure matched by this alias, e.g. `definition_differs`.
    """

    label: str
    key: str
    unit: str | None = None
    measure: Measure | None = None
    under: frozenset[str] = frozenset()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The indicator a label means, and the alias that led to it."""

    indicator: Indicator
    alias: Alias


@dataclass(frozen=True, slots=True)
class Relation:
    """How an indicator follows from others by definition (`relations.toml` says what each kind means).

    Attributes:
        kind: `sum`, `product`, `mean`, `rate` or `count_of_met`.
        result: The indicator that follows.
        terms: The indicators it follows from, in order; complete.
        factor: Between the units of both sides.
    """

    kind: RelationKind
    result: str
    terms: tuple[str, ...]
    factor: float = 1.0


@dataclass(frozen=True)
class Codebook:
    """All indicators by id, with the aliases that lead to them.

    Attributes:
        indicators: By id, sorted.
        relations: What follows from what.
        ignored_heads: Folded heads of columns that the user declares to hold no figures.
    """

    indicators: Mapping[str, Indicator]
    relations: tuple[Relation, ...] = ()
    ignored_heads: frozenset[str] = frozenset()

    @cached_property
    def matches(self) -> dict[tuple[object, ...], Match]:
        """What `match_label` has found already; offices use the same labels over and over."""
        return {}

    @cached_property
    def headings(self) -> frozenset[str]:
        """Folded headings that some alias asks for."""
        aliases = (alias for entry in self.indicators.values() for alias in entry.aliases)
        return frozenset(heading for alias in aliases for heading in alias.under)

    @cached_property
    def by_key(self) -> Mapping[str, tuple[tuple[Indicator, Alias], ...]]:
        """Indicators and aliases by folded label."""
        found: defaultdict[str, list[tuple[Indicator, Alias]]] = defaultdict(list)
        for indicator in self.indicators.values():
            for alias in indicator.aliases:
                found[alias.key].append((indicator, alias))
        return {key: tuple(entries) for key, entries in found.items()}
