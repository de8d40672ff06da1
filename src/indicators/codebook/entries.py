"""What the codebook holds: indicators and the aliases that lead to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from indicators.codebook.labels import PriceBasis, read_label

if TYPE_CHECKING:
    from collections.abc import Mapping

Better = Literal["higher", "lower", "inside", "none"]
Measure = Literal["level", "growth", "attainment", "share", "change", "text"]
Level = Literal["province", "district", "commune"]
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
        also_units: Printed units that do not convert and still mean it (`lượt` of tourists).
        better: Which side of a target is the good one.
        measure: What a plain percentage of it is: `level` (a rate) or `share` (of a whole).
        price: Price basis by measure that holds where a document prints none.
        sector: `agriculture`, `industry_construction`, `trade_services` or a part of one.
        group: Structure group: the parts of one whole carry the same name.
        parent: The indicator it is a part or an aspect of.
        range: Lowest and highest possible level or share; None is no limit on that side.
        better_share: Which side is the good one for a share of it; a sector's share has none.
        definition: What is counted, of whom, and what it is not.
        definition_vi: The same in Vietnamese.
        legal: The norm that defines it, where one was seen.
        official_code: Its code in an official list, where a source shows one.
        levels: Levels of places that report it; empty where nothing is known of that.
        refused: Plain forms of labels that never mean it, however near they come.
        not_under: Contexts and folded headings under which no label means it.
        comparability: Comparability group: figures of different places may be compared inside it.
        grade: How two different indicators of that group compare; one indicator is the same.
        comparability_note: One line that defines the group, or why it stands alone.
        comparability_note_vi: The same in Vietnamese, where different places report it.
        aliases: The labels that mean it.
        overlay: Whether it is the user's own, not the package's.
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
    definition_vi: str | None = None
    also_units: tuple[str, ...] = ()
    better_share: Better = "none"
    legal: str | None = None
    official_code: str | None = None
    levels: tuple[Level, ...] = ()
    refused: frozenset[str] = frozenset()
    not_under: frozenset[str] = frozenset()
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """A printed label that means an indicator.

    Attributes:
        label: As printed; matched in its plain and loose forms (`language.forms`).
        unit: Printed unit this alias needs, as canonical symbol; None takes every unit that
            converts to the indicator's. A unit that does not convert stands for the
            indicator's own (`Tr.đồng` in a row whose label says `/ha canh tác`).
        measure: Measure this alias is bound to, or None for any.
        under: Plain headings and names of contexts, one of which must be the nearest known heading
            above; empty for any.
        levels: Levels of places whose labels it reads; empty for all.
        flags: Put on every figure matched by this alias, e.g. `definition_differs`.
        overlay: Whether it is the user's own: then it wins over the package's.
        place: place_id of the place whose labels it reads, its communes included; None for all.
    """

    label: str
    unit: str | None = None
    measure: Measure | None = None
    under: frozenset[str] = frozenset()
    levels: frozenset[Level] = frozenset()
    flags: tuple[str, ...] = ()
    overlay: bool = False
    place: str | None = None

    @property
    def key(self) -> str:
        """Folded label without words of measure and price basis."""
        return read_label(self.label).name


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


@dataclass(frozen=True, slots=True)
class Context:
    """Headings that say what a short label below them is of (`contexts.toml`).

    Attributes:
        name: What aliases call it.
        title: Its first heading.
        headings: Plain forms of all of them.
        strict: Whether an unknown heading between label and heading ends it: `Năng suất` of grafted
            coffee is not that of coffee.
        means: The context it stands for, by the level of the place that reports it.
    """

    name: str
    title: str
    headings: frozenset[str]
    strict: bool = True
    means: Mapping[Level, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Family:
    """Things of one kind that are measured alike (`families.toml`): crops, animals, sectors.

    Attributes:
        name: Of the family.
        names: The member by the plain form of each of its names.
        rows: The member by what only its heading says (`Vụ xuân` below `Lúa`).
        indicators: Indicator by member and aspect.
        forms: Aliases of an aspect, with `{name}` for the name of a member.
        strict: As of a context: the name of a member is one.
        heading: Whether its names are headings too.
    """

    name: str
    names: Mapping[str, str]
    rows: Mapping[str, str]
    indicators: Mapping[tuple[str, str], str]
    forms: tuple[tuple[str, Alias], ...]
    strict: bool = True
    heading: bool = True
