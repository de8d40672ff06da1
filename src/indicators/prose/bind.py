"""Which indicator a figure of a sentence seems to be: exact where the label is, else the nearest.

In the draft similarity suggests an indicator and says how sure it is; a person decides. The
label, the labels above it, the topic of the paragraph and its headings are compared with the
aliases of the codebook, word by word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum
from typing import TYPE_CHECKING

from indicators.codebook import AmbiguousLabelError, UnknownLabelError, match_label, read_label
from indicators.language.lexicon import any_of
from indicators.language.sentences import WHOLE_OF
from indicators.language.units import find_unit, known_unit
from indicators.prose.nearness import Index, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Codebook, Indicator, Measure
    from indicators.language.units import Unit

# How much a word counts by where it is said.
_LABEL, _PARENT, _GRANDPARENT, _SENTENCE, _TOPIC, _HEADING = 1.0, 0.85, 0.65, 0.7, 0.5, 0.35
_ACCEPT = 0.5
_MARGIN = 0.03  # to the next indicator
_MASS = 0.15  # for saying more than another alias that is said as wholly
_CHILD = 0.1
_ALIKE = 0.6  # share of a parent's words that is said
_GENERIC = 5


@dataclass(frozen=True, slots=True)
class Binding:
    """The indicator a figure seems to be.

    Attributes:
        indicator: None if none is near enough.
        confidence: 0 to 1.
        suggestions: Up to three indicator_ids, nearest first.
        unit: Unit of the indicator where the figure counts a kind of it (`hộ nghèo` are `hộ`).
        flags: Of the alias.
    """

    indicator: Indicator | None
    confidence: float
    suggestions: tuple[str, ...] = ()
    unit: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surrounding:
    """The words around a label, of which an indicator is told.

    Attributes:
        above: Labels above it, nearest first.
        topics: Its sentence so far, then what the paragraph is about.
        headings: Headings above, nearest first.
    """

    above: Sequence[str] = ()
    topics: Sequence[str] = ()
    headings: Sequence[str] = ()

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

    def bind(
        self, labels: Sequence[str], around: Surrounding, *, unit: str | None, measure: Measure
    ) -> Binding:
        """The indicator that a label means among its surroundings.

        Args:
            labels: Variants of the label, best first.
            around: What is said around it.
            unit: Canonical symbol of the figure's unit.
            measure: Its measure.
        """
        found = find_unit(unit)[0] if unit else None
        binding = self._exact(labels, around, found, measure)
        if binding is None:
            child = self._child(labels, around, found, measure)
            binding = Binding(child, 0.85) if child else None
        if binding is None:
            special = self._special(labels[0], around, found, measure)
            binding = Binding(special, 0.78) if special else None
        if binding is not None:
            return binding
        nearest = self._nearest(labels[0], around, found, measure)
        kind = found.symbol.split()[0] if found and " " in found.symbol else ""
        if nearest.indicator is None and known_unit(kind):
            wider = self._nearest(labels[0], around, find_unit(kind)[0], measure)
            return replace(wider, unit=kind) if wider.indicator else nearest
        return nearest

    def _exact(
        self, labels: Sequence[str], around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Binding | None:
        for label in labels:
            if not self.codebook.knows(label):
                continue  # most labels of sentences; quicker than the exception
            try:
                match = match_label(
                    self.codebook, label, above=around.texts, unit=unit, measure=measure, near=False
                )
            except (UnknownLabelError, AmbiguousLabelError):
                continue
            short = len(label.split()) < _GENERIC and not match.alias.under
            special = self._special(label, around, unit, measure) if short else None
            if special is not None and special is not match.indicator:
                return Binding(special, 0.8, (match.indicator.indicator_id,))
            return Binding(match.indicator, 0.95, flags=match.alias.flags)
        return None

    def _child(
        self, labels: Sequence[str], around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Indicator | None:
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
                return self.codebook.indicators[ranked[0][0]]
        return None

    def _special(
        self, label: str, around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Indicator | None:
        """`Giá trị sản xuất` in a paragraph on industry is that of industry."""
        own = words_in(read_label(label).full)
        headed = any_of("label_head", "sentence").match(label.lower())
        if len(own) > _GENERIC or WHOLE_OF.search(label) or not headed:
            return None
        parent = own.union(*map(words_in, around.above[:1]))
        near = parent.union(*map(words_in, around.topics[:1]))
        said = near.union(*map(words_in, (*around.above[1:3], *around.topics[1:])))
        best: tuple[float, Indicator] | None = None
        for number in sorted(self.index.sharing(own) & self.index.fitting(unit, measure)):
            entry = self.index.entries[number]
            more = entry.words - own
            if not more or not own <= entry.words or not more <= said:
                continue
            if len(entry.above & said) < _ALIKE * len(entry.above):
                continue
            weight = fsum(
                self.index.weight[word] * (1.0 if word in parent else 0.7 if word in near else 0.4)
                for word in more
            )
            if best is None or weight > best[0]:
                best = (weight, entry.indicator)
        return best[1] if best else None

    def _nearest(
        self, label: str, around: Surrounding, unit: Unit | None, measure: Measure
    ) -> Binding:
        own = words_in(read_label(label).full)
        said = _said(own, around)
        fitting = self.index.fitting(unit, measure)
        parent = own.union(*map(words_in, around.above[:1]))
        pool = self.index.sharing(parent) & fitting or self.index.sharing(said) & fitting
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
        confidence = min(0.9, 0.35 + 0.5 * ranked[0][0] + 0.4 * min(margin, 0.25))
        return Binding(self.codebook.indicators[suggestions[0]], round(confidence, 2), suggestions)


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
