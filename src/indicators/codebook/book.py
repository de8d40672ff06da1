"""The codebook: indicators by id, and what labels and headings may mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from indicators.codebook.labels import read_label
from indicators.language.forms import (
    Loose,
    bracketed,
    is_generic,
    loose,
    plain,
    without_period,
    without_remarks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indicators.codebook.entries import (
        Alias,
        Context,
        Family,
        Indicator,
        Level,
        Match,
        Relation,
    )

Entry = tuple["Indicator", "Alias"]

_LED_BY = 3  # letters
_NAME = "{name}"
_NEUTRAL = "neutral"
_KEPT = 16_384
DEFAULT_LEVEL: Level = "district"
"""Whose labels are read where no place is given: districts and communes, which report alike."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row above a label is.

    Attributes:
        opens: Its plain forms, and `@name` of contexts, members and indicators: labels below that
            ask for one of them mean what they say.
        lives: What labels like itself ask for: it is one of their rows, and they may stand below it.
        known: Whether the codebook knows it at all.
        neutral: Whether it only groups rows (`Trong đó`, `Chỉ tiêu kinh tế - xã hội`).
    """

    opens: frozenset[str]
    lives: frozenset[str]
    known: bool
    neutral: bool


@dataclass(frozen=True)
class Codebook:
    """All indicators by id, with the aliases that lead to them.

    Attributes:
        indicators: By id, sorted.
        relations: What follows from what.
        ignored_heads: Folded heads of columns that the user declares to hold no figures.
        contexts: By name.
        families: Members of which share their aliases.
    """

    indicators: Mapping[str, Indicator]
    relations: tuple[Relation, ...] = ()
    ignored_heads: frozenset[str] = frozenset()
    contexts: Mapping[str, Context] = field(default_factory=dict)
    families: tuple[Family, ...] = ()

    def of(self, place_id: str | None) -> Codebook:
        """The codebook by which a place's labels are read: without what other places say.

        Args:
            place_id: Of the place, or None: all that is known.
        """
        if place_id is None:
            return self
        own = frozenset(p for p in self._places if f"{place_id}/".startswith(f"{p}/"))
        if own == self._places:
            return self
        if own not in self._by_places:
            self._by_places[own] = replace(
                self,
                indicators={
                    ident: replace(
                        entry,
                        aliases=tuple(
                            a for a in entry.aliases if a.place is None or a.place in own
                        ),
                    )
                    for ident, entry in self.indicators.items()
                },
            )
        return self._by_places[own]

    @cached_property
    def _places(self) -> frozenset[str]:
        aliases = (alias for entry in self.indicators.values() for alias in entry.aliases)
        return frozenset(alias.place for alias in aliases if alias.place is not None)

    @cached_property
    def _by_places(self) -> dict[frozenset[str], Codebook]:
        return {}

    @cached_property
    def matches(self) -> dict[tuple[object, ...], Match]:
        """What `match_label` has found already; offices use the same labels over and over."""
        return {}

    @cached_property
    def nearest(self) -> list[object]:
        """Where the index of words is kept once it is made (`nearest.py`)."""
        return []

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Entry, ...]]:
        """Indicators and aliases by folded name, one alias a member and name of a family."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for indicator, alias in self._entries():
            found[alias.key].append((indicator, alias))
        return {key: tuple(entries) for key, entries in found.items()}

    def knows(self, label: str) -> bool:
        """Whether a label, apart from its unit and heading, is one of the codebook's."""
        return any(self.exactly(key) for key in label_keys(label))

    def is_heading(self, label: str) -> bool:
        """Whether some label is read by what this one says above it."""
        heading = self.heading(label, DEFAULT_LEVEL)
        return not heading.opens.isdisjoint(self._asked)

    def headings_of(self, alias: Alias) -> frozenset[str]:
        """The headings that an alias asks for, as plain forms."""
        known = self._written_out.get(alias.under)
        if known is None:
            texts: set[str] = set()
            for name in alias.under:
                texts |= self._headings_named(name)
            known = self._written_out[alias.under] = frozenset(texts)
        return known

    def titles_of(self, alias: Alias) -> tuple[str, ...]:
        """The first heading of each thing that an alias asks for."""
        contexts = self.contexts
        return tuple(
            contexts[name[1:]].title
            if name[1:] in contexts
            else min(self._headings_named(name), key=len)
            for name in sorted(alias.under)
        )

    def _headings_named(self, name: str) -> frozenset[str]:
        """The headings that a context, a member or an indicator names; itself where it is one."""
        bare = name.removeprefix("@")
        if bare == name:
            return frozenset({name})
        if bare in self.contexts:
            return self.contexts[bare].headings
        if bare in self.indicators:
            return frozenset({plain(read_label(self.indicators[bare].vi).full)})
        members = {f"{f.name}.{m}": f for f in self.families for m in f.names.values()}
        family = members[bare]
        return frozenset(key for key, m in family.names.items() if f"{family.name}.{m}" == bare)

    @cached_property
    def _written_out(self) -> dict[frozenset[str], frozenset[str]]:
        return {}

    def exactly(self, key: str) -> tuple[Entry, ...]:
        """Indicators and aliases of a plain label."""
        return (*self._plain.get(key, ()), *self._of_families(key))

    def loosely(self, form: Loose) -> tuple[Entry, ...]:
        """Indicators and aliases of a label without what stands around its name."""
        if is_generic(form.core):
            return ()
        entries = (*self._loose.get(form.core, ()), *self._of_families(form.core))
        return tuple(
            (indicator, alias) for indicator, alias in entries if _same_kind(form, indicator, alias)
        )

    def heading(self, text: str, level: Level) -> Heading:
        """What a row above a label says about it."""
        known = self._headings.get((text, level))
        if known is None:
            known = self._read_heading(text, level)
            if len(self._headings) >= _KEPT:
                self._headings.clear()
            self._headings[text, level] = known
        return known

    def is_strict(self, under: Iterable[str]) -> bool:
        """Whether an unknown heading ends all of these contexts."""
        return all(name in self._strict for name in under)

    def _read_heading(self, text: str, level: Level) -> Heading:
        keys = label_keys(text)
        opens = self._named_by({*keys, *(loose(key).core for key in keys)}, level)
        lives: set[str] = set()
        for indicator, alias in self._entries_of_heading(keys):
            if alias.levels and level not in alias.levels:
                continue
            lives |= alias.under
            if not alias.under:
                opens.add(f"@{indicator.indicator_id}")
                lives.update(*(other.under for other in indicator.aliases))
        known = bool(opens or lives) or not self._asked.isdisjoint(keys)
        return Heading(
            frozenset(opens.union(keys)),
            frozenset(lives),
            known,
            not keys or f"@{_NEUTRAL}" in opens,
        )

    def _entries_of_heading(self, keys: Sequence[str]) -> list[Entry]:
        exact = [entry for key in keys for entry in self.exactly(key)]
        return exact or [entry for key in keys for entry in self.loosely(loose(key))]

    def _named_by(self, keys: set[str], level: Level) -> set[str]:
        """The contexts and members that a heading names."""
        contexts = {
            f"@{context.means.get(level, name)}"
            for name, context in self.contexts.items()
            if not context.headings.isdisjoint(keys)
        }
        members = {
            f"@{family.name}.{family.names.get(key) or family.rows[key]}"
            for family in self.families
            if family.heading
            for key in keys
            if key in family.names or key in family.rows
        }
        return contexts | members

    @cached_property
    def _headings(self) -> dict[tuple[str, Level], Heading]:
        return {}

    @cached_property
    def _asked(self) -> frozenset[str]:
        """Headings and contexts that some alias asks for."""
        own = (alias for indicator in self.indicators.values() for alias in indicator.aliases)
        forms = (alias for family in self.families for _, alias in family.forms)
        members = (
            f"@{family.name}.{member}"
            for family in self.families
            for member in family.names.values()
        )
        return frozenset(name for alias in (*own, *forms) for name in alias.under).union(members)

    @cached_property
    def _strict(self) -> frozenset[str]:
        contexts = {f"@{name}" for name, context in self.contexts.items() if context.strict}
        members = {
            f"@{family.name}.{member}"
            for family in self.families
            if family.strict
            for member in family.names.values()
        }
        return frozenset(contexts | members)

    @cached_property
    def _plain(self) -> Mapping[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for indicator, alias in self._written():
            for key in alias_keys(alias.label):
                found[key].append((indicator, alias))
        return found

    @cached_property
    def _loose(self) -> Mapping[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for indicator, alias in self._written():
            for core in {loose(key).core for key in alias_keys(alias.label)}:
                found[core].append((indicator, alias))
        return found

    def _written(self) -> Iterator[Entry]:
        """Aliases as they are written, and those that all members of a family share."""
        for indicator in self.indicators.values():
            for alias in indicator.aliases:
                yield indicator, alias
        for family in self.families:
            for (member, aspect), ident in family.indicators.items():
                for of, alias in family.forms:
                    if of == aspect and _NAME not in alias.label:
                        yield self.indicators[ident], _of_member(alias, family.name, member)

    def _entries(self) -> Iterator[Entry]:
        """Aliases as they are written, and each name of a member in the first form of its aspects."""
        for indicator in self.indicators.values():
            for alias in indicator.aliases:
                yield indicator, alias
        for family in self.families:
            first = {
                aspect: alias for aspect, alias in reversed(family.forms) if _NAME in alias.label
            }
            for name, member in family.names.items():
                for aspect, alias in first.items():
                    ident = family.indicators.get((member, aspect))
                    if ident is not None:
                        yield self.indicators[ident], _named(alias, family.name, member, name)

    def _of_families(self, key: str) -> Iterator[Entry]:
        for before, after, forms in (
            *self._patterns.get("", ()),
            *self._patterns.get(key[:_LED_BY], ()),
        ):
            if not key.startswith(before) or not key.endswith(after):
                continue
            name = key[len(before) : len(key) - len(after)].strip()
            for family, aspect, alias in forms:
                member = family.names.get(name)
                ident = family.indicators.get((member, aspect)) if member else None
                if member is not None and ident is not None:
                    yield self.indicators[ident], _named(alias, family.name, member, name)

    @cached_property
    def _patterns(
        self,
    ) -> Mapping[str, list[tuple[str, str, list[tuple[Family, str, Alias]]]]]:
        """Beginning, end and meanings of labels of families, by the first letters of a beginning."""
        found: dict[tuple[object, ...], tuple[str, str, tuple[Family, str, Alias]]] = {}
        for family in self.families:
            for aspect, alias in family.forms:
                if _NAME not in alias.label:
                    continue
                full = plain(read_label(alias.label).full)
                for key in (full, loose(full).core):
                    before, _, after = key.partition(_NAME)
                    found.setdefault(
                        (
                            family.name,
                            aspect,
                            before,
                            after,
                            alias.under,
                            alias.measure,
                            alias.levels,
                        ),
                        (before, after, (family, aspect, alias)),
                    )
        forms: defaultdict[tuple[str, str], list[tuple[Family, str, Alias]]] = defaultdict(list)
        for before, after, form in found.values():
            forms[before, after].append(form)
        led: defaultdict[str, list[tuple[str, str, list[tuple[Family, str, Alias]]]]]
        led = defaultdict(list)
        for (before, after), meant in forms.items():
            led[before[:_LED_BY] if len(before) >= _LED_BY else ""].append((before, after, meant))
        return led


def label_keys(label: str) -> tuple[str, ...]:
    """Plain forms that a printed label may be known by, the fullest first."""
    read = read_label(label)
    texts = (read.full, read.name, without_remarks(read.full), without_remarks(read.name))
    keys = [plain(text) for text in texts]
    return tuple(dict.fromkeys(filter(None, [*keys, *map(without_period, keys)])))


def alias_keys(label: str) -> tuple[str, ...]:
    """Plain forms that an alias is known by."""
    read = read_label(label)
    return tuple(dict.fromkeys(filter(None, map(plain, (read.full, read.name)))))


def names_in_brackets(label: str) -> tuple[str, tuple[str, ...]] | None:
    """The plain label without brackets, and the plain names in them; None where there are none."""
    bare, inside = bracketed(read_label(label).name)
    return (plain(bare), tuple(map(plain, inside))) if inside and bare else None


def _same_kind(form: Loose, indicator: Indicator, alias: Alias) -> bool:
    """Whether a count is not taken for a rate."""
    own = loose(plain(read_label(alias.label).full)).kind
    ratio = indicator.unit in ("%", "‰", "điểm %")
    if form.kind == "count":
        return own != "rate" and not ratio
    if form.kind == "rate":
        return own != "count" and ratio
    return True


def _of_member(alias: Alias, family: str, member: str) -> Alias:
    return replace(alias, under=frozenset(_placed(name, family, member) for name in alias.under))


def _named(alias: Alias, family: str, member: str, name: str) -> Alias:
    label = alias.label.replace(_NAME, name)
    return replace(_of_member(alias, family, member), label=label)


def _placed(name: str, family: str, member: str) -> str:
    return f"@{family}.{member}" if name == "@{member}" else name
