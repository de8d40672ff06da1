"""The candidate for the indicator of a figure, with what speaks for it and against it.

It is looked for by the label, the labels above it, the topic of the paragraph and its headings.
Whether it is claimed is decided when all of the document is read (`claims.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING

from indicators.codebook import AmbiguousLabelError, UnknownLabelError, match_label, read_label
from indicators.codebook.book import label_keys
from indicators.language.lexicon import any_of
from indicators.language.sentences import GROWN, TRADE, WEAK_LABEL, WHOLE_OF
from indicators.language.text import lowered
from indicators.language.units import find_unit, known_unit
from indicators.prose.evidence import Evidence, of_words
from indicators.prose.nearness import Index, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Codebook, Indicator, Measure
    from indicators.codebook.entries import Level
    from indicators.language.units import Unit

# How much a word counts by where it is said.
_LABEL, _PARENT, _GRANDPARENT, _SENTENCE, _TOPIC, _HEADING = 1.0, 0.85, 0.65, 0.7, 0.5, 0.35
_ACCEPT = 0.5
_MARGIN = 0.03  # to the next indicator
_MASS = 0.15  # for saying more than another alias that is said as wholly
_CHILD = 0.1
_ALIKE = 0.6  # share of a parent's words that is said
_GENERIC = 5
_KEPT = 16_384
_UNSURE = 0.35
_SCALES = ("nghìn", "triệu", "tỷ")
_FIGURE = re.compile(r"\d")
_BRACKETS = re.compile(r"\([^()]*\)")
_GROSS_OUTPUT = words_in("giá trị sản xuất")
STEPS = ("narrow", "exact", "child", "special", "nearest", "exact_part")


@dataclass(frozen=True, slots=True)
class Binding:
    """The candidate for the indicator of a figure.

    Attributes:
        indicator: None if none is near enough.
        confidence: 0 to 1, before the evidence is weighed.
        suggestions: Up to three indicator_ids, nearest first.
        unit: Unit of the indicator where the figure counts a kind of it (`hộ nghèo` are `hộ`).
        flags: Of the alias.
        evidence: What speaks for it; None where there is no candidate.
    """

    indicator: Indicator | None
    confidence: float
    suggestions: tuple[str, ...] = ()
    unit: str | None = None
    flags: tuple[str, ...] = ()
    evidence: Evidence | None = None


_NONE = Binding(None, 0.3)


@dataclass(frozen=True, slots=True)
class Surrounding:
    """The words around a label, of which an indicator is told.

    Attributes:
        above: Labels above it, nearest first.
        topics: Its sentence so far, then what the paragraph is about.
        headings: Headings above, nearest first.
        level: Level of the document's place.
    """

    above: Sequence[str] = ()
    topics: Sequence[str] = ()
    headings: Sequence[str] = ()
    level: Level | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them, nearest first."""
        return (*self.above, *self.topics, *self.headings)


class Binder:
    """Looks figures up in one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        """Index its aliases."""
        self.codebook = codebook
        self.index = Index(codebook)
        self._knows = lru_cache(maxsize=_KEPT)(codebook.knows)
        self._of: dict[int, Binder] = {}

    def of(self, place_id: str | None) -> Binder:
        """For the labels of a place: without what the codebook says of other places."""
        own = self.codebook.of(place_id)
        if own is self.codebook:
            return self
        return self._of.setdefault(id(own), self._of.get(id(own)) or Binder(own))

    def bind(
        self,
        labels: Sequence[str],
        around: Surrounding,
        *,
        unit: str | None,
        measure: Measure,
        parts: Sequence[str] = (),
    ) -> Binding:
        """The indicator that a label may mean among its surroundings.

        Args:
            labels: Variants of the label, best first.
            around: What is said around it.
            unit: Canonical symbol of the figure's unit.
            measure: Its measure.
            parts: Parts of the label, which may lead to a candidate but are no evidence.
        """
        if _is_bare_growth(labels[0]):
            return _NONE
        found = find_unit(unit)[0] if unit else None
        candidate = _NONE
        if around.above and WEAK_LABEL.fullmatch(lowered(labels[0])):  # it has an aspect of its own
            around = replace(around, above=(_aspectless(around.above[0]), *around.above[1:]))
        for step in STEPS:
            asked = parts if step == "exact_part" else labels
            found_by: Binding = getattr(self, f"_{step}")(asked, around, found, measure)
            if found_by.indicator and _is_refused(found_by.indicator, labels, around):
                found_by = replace(found_by, indicator=None)
            candidate = found_by if found_by.indicator or found_by.suggestions else candidate
            if found_by.indicator is not None:
                break
        if candidate.indicator is None:
            return replace(candidate, confidence=_UNSURE)
        ident = candidate.indicator.indicator_id
        others = tuple(other for other in candidate.suggestions if other != ident)
        return replace(
            candidate,
            suggestions=(ident, *others)[:3],
            evidence=self._evidence(step, candidate, labels, around, found, measure),
        )

    def _evidence(
        self,
        step: str,
        candidate: Binding,
        labels: Sequence[str],
        around: Surrounding,
        unit: Unit | None,
        measure: Measure,
    ) -> Evidence:
        """What speaks for a candidate: that of the alias that is said best."""
        indicator = candidate.indicator
        assert indicator is not None  # noqa: S101 (asked before)
        above = frozenset().union(*map(words_in, around.above[:1]))
        said = frozenset().union(*map(words_in, around.texts))
        if around.above and WEAK_LABEL.fullmatch(lowered(labels[0])):
            labels = [f"{around.above[0]} {labels[0]}"]  # says nothing by itself
        read = [read_label(label) for label in labels]
        forms = dict.fromkeys(form for one in read for form in (one.full, one.name) if form)
        told = [
            of_words(self.index, self.index.entries[number], _BRACKETS.sub(" ", form), above, said)
            for form in forms
            for number in self.index.of(indicator.indicator_id)
        ]
        best = max(told, key=lambda one: one["explained"] + one["said"] + one["near"])
        own_unit = unit is not None and unit.symbol == indicator.unit
        steps = {name: float(name == step) for name in ("exact", "child", "special")}
        if step == "narrow":  # the whole is said word by word, the words of its part before it
            steps["exact"] = 1.0
        return Evidence(
            **steps,
            **best,
            level=float(measure in ("level", "change", "text")),
            same_unit=float(own_unit),
            rare_unit=self.index.rarity(unit) if own_unit else 0.0,
        )

    def _exact(
        self, labels: Sequence[str], around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Binding:
        for label in labels:
            if not self._knows(label):
                continue  # most labels of sentences; quicker than the exception
            try:
                match = match_label(
                    self.codebook, label, above=around.texts, unit=unit, measure=measure,
                    level=around.level, near=False,
                )  # fmt: skip
            except (UnknownLabelError, AmbiguousLabelError):
                continue
            return Binding(match.indicator, 0.95, flags=match.alias.flags)
        return _NONE

    _exact_part = _exact  # a part of a label only suggests: `HTX` of `HTX nông nghiệp`

    def _child(
        self, labels: Sequence[str], around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Binding:
        """An alias that asks for a parent, under words that are nearly that parent."""
        said: dict[str, float] | None = None
        fitting = self.index.fitting(unit, measure)
        for label in labels:
            read = read_label(label)
            best: dict[str, float] = {}
            for number in self.index.sharing(words_in(read.name)) & fitting:
                entry = self.index.entries[number]
                if not entry.alias.under or entry.alias.key not in (read.full, read.name):
                    continue
                said = said or _fading(around.texts)
                texts = self.codebook.headings_of(entry.alias)
                fit = max((self.index.fit(words_in(text), said) for text in texts), default=0.0)
                if fit >= max(_ALIKE, best.get(entry.indicator.indicator_id, 0)):
                    best[entry.indicator.indicator_id] = fit
            ranked = sorted(best.items(), key=lambda item: -item[1])
            if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
                return Binding(self.codebook.indicators[ranked[0][0]], 0.85)
        return _NONE

    def _narrow(
        self, labels: Sequence[str], around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Binding:
        """A label for a whole behind words on a part of it: that of the part.

        `Sản xuất công nghiệp ổn định, giá trị sản xuất đạt …` is of industry.
        """
        whole = self._exact(labels[:1], around, unit, measure).indicator
        if whole is None:
            return _NONE
        since = _FIGURE.split(" ".join(reversed(around.topics[:2])))[-1]
        near = frozenset().union(*map(words_in, (*around.above[:1], since)))
        part = self._specialised(labels[0], (frozenset(), near, near), unit, measure)
        return part if part.indicator and self._is_part(part.indicator, whole) else _NONE

    def _is_part(self, part: Indicator, whole: Indicator) -> bool:
        """Whether the codebook has an indicator below another."""
        above = self.codebook.indicators.get(part.parent or "")
        return above is not None and (above is whole or self._is_part(above, whole))

    def _special(
        self, labels: Sequence[str], around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Binding:
        """`Giá trị sản xuất` in a paragraph on industry is that of industry."""
        parent = frozenset().union(*map(words_in, around.above[:1]))
        near = parent.union(*map(words_in, around.topics[:1]))
        said = near.union(*map(words_in, (*around.above[1:3], *around.topics[1:])))
        return self._specialised(labels[0], (parent, near, said), unit, measure)

    def _specialised(
        self,
        label: str,
        around: tuple[frozenset[str], frozenset[str], frozenset[str]],
        unit: Unit | None,
        measure: Measure,
    ) -> Binding:
        """The alias that has all of a short label, and most of the words nearest around it."""
        own = words_in(read_label(label).full)
        headed = any_of("label_head", "sentence").match(label.lower())
        if len(own) > _GENERIC or WHOLE_OF.search(label) or not headed:
            return _NONE
        parent, near, said = (own | words for words in around)
        best: tuple[float, Indicator] | None = None
        for number in sorted(self.index.sharing(own) & self.index.fitting(unit, measure)):
            entry = self.index.entries[number]
            more = entry.words - own
            called = more and own <= entry.words and more <= said
            if not called or len(entry.above & said) < _ALIKE * len(entry.above):
                continue
            weight = fsum(self.index.weight[w] * _nearness(w, parent, near) for w in more)
            if best is None or weight > best[0]:
                best = (weight, entry.indicator)
        return Binding(best[1], 0.78) if best else _NONE

    def _nearest(
        self, labels: Sequence[str], around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Binding:
        """The indicator whose alias is nearest; of things also for the kind they are of."""
        nearest = self._near(labels[0], around, unit, measure)
        kind = unit.symbol.split()[0] if unit and " " in unit.symbol else ""
        if nearest.indicator is None and known_unit(kind) and kind not in _SCALES:
            wider = self._near(labels[0], around, find_unit(kind)[0], measure)
            return replace(wider, unit=kind) if wider.indicator else nearest
        return nearest

    def _near(
        self, label: str, around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Binding:
        own = words_in(read_label(label).full)
        said = _said(own, around)
        fitting = self.index.fitting(unit, measure)
        parent = own.union(*map(words_in, around.above[:1]))
        pool = self.index.sharing(self.index.telling(parent)) & fitting
        pool = pool or self.index.sharing(self.index.telling(said)) & fitting
        whole = bool(WHOLE_OF.search(label))
        weights = self.index.weights(own)
        scores: dict[str, float] = {}
        masses: dict[str, float] = {}
        for number in sorted(pool):
            entry = self.index.entries[number]
            score, mass = self.index.score(entry, weights, said)
            if whole and entry.alias.under and not entry.words <= own:
                score -= _CHILD  # `tổng số giải` is none of the kinds of prizes
            ident = entry.indicator.indicator_id
            if score > scores.get(ident, 0.0):
                scores[ident], masses[ident] = score, mass
        most = max(masses.values(), default=1.0) or 1.0
        ranked = sorted(
            ((score + _MASS * masses[ident] / most, ident) for ident, score in scores.items()),
            key=lambda item: (-item[0], item[1]),
        )[:3]
        suggestions = tuple(ident for _, ident in ranked)
        if not ranked or ranked[0][0] < _ACCEPT:
            return Binding(None, 0.3, suggestions)
        margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
        if margin < _MARGIN:
            return Binding(None, 0.35, suggestions)
        nearest = self.codebook.indicators[suggestions[0]]
        return Binding(nearest, ranked[0][0], suggestions)


def _is_bare_growth(label: str) -> bool:
    """Whether a label is nothing but growth, of something said elsewhere: `tốc độ tăng bình quân`."""
    read = read_label(label)
    mean = any_of("average", "header").fullmatch(read.name) is not None
    return read.rate_alone or (mean and read.measure == "growth")


def _is_refused(indicator: Indicator, labels: Sequence[str], around: Surrounding) -> bool:
    """Whether a label is one that never means an indicator.

    So is a province's growth or structure for gross output: a province reports those of its GRDP, a
    district those of gross output; a province's gross output is called by its name.
    """
    if any(indicator.refused.intersection(label_keys(label)) for label in labels):
        return True
    if TRADE.search(lowered(labels[0])) and not any(
        TRADE.search(lowered(alias.label)) for alias in indicator.aliases
    ):
        return True  # exports and imports together are neither of the two
    if around.level != "province" or not indicator.indicator_id.startswith("gross_output"):
        return False
    return not any(words_in(text) >= _GROSS_OUTPUT for text in (*labels, *around.above[:2]))


def _nearness(word: str, parent: frozenset[str], near: frozenset[str]) -> float:
    return 1.0 if word in parent else 0.7 if word in near else 0.4


def _aspectless(label: str) -> str:
    """`năng suất lúa` above `sản lượng` is `lúa`: the label below has an aspect of its own."""
    words = GROWN.sub("", label).split()
    first = next((n for n in (4, 3, 2, 1) if WEAK_LABEL.fullmatch(lowered(" ".join(words[:n])))), 0)
    return " ".join(words[first:]) or label


def _said(own: frozenset[str], around: Surrounding) -> dict[str, float]:
    """Words that are said, with how much each counts; the nearest place tells."""
    said: dict[str, float] = {}
    for weight, texts in (
        (_HEADING, around.headings[:2]), (_TOPIC, around.topics[1:]), (_SENTENCE, around.topics[:1]),
        (_GRANDPARENT, around.above[1:3]), (_PARENT, around.above[:1]),
    ):  # fmt: skip
        for text in texts:
            said |= dict.fromkeys(words_in(text), weight)
    return said | dict.fromkeys(own, _LABEL)


def _fading(texts: Sequence[str]) -> dict[str, float]:
    """Words that are said, less and less with distance."""
    said: dict[str, float] = {}
    for distance, text in reversed(list(enumerate(texts[:7]))):
        said |= dict.fromkeys(words_in(text), 1 - 0.08 * distance)
    return said
