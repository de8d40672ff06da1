"""Which indicator a figure of a sentence seems to be: exact where the label is, else the nearest.

In the draft similarity suggests an indicator and says how sure it is; a person decides. The
label, the labels above it, the topic of the paragraph and its headings are compared with the
aliases of the codebook, word by word; rare words count more.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from indicators.codebook import AmbiguousLabelError, UnknownLabelError, match_label, read_label
from indicators.codebook.match import unit_fits
from indicators.extraction.vocabulary import words_of
from indicators.units import find_unit, known_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indicators.codebook import Alias, Codebook, Indicator, Measure
    from indicators.units import Unit

_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(  # too frequent to tell indicators apart
    ("và", "của", "các", "cho", "tại", "trên", "với", "theo", "được", "có", "là", "đã", "đạt",
     "trong", "đó", "số", "tổng", "từ", "về", "đến", "năm", "địa", "bàn", "một", "những", "này")
)  # fmt: skip
_LABEL, _PARENT, _GRANDPARENT, _SENTENCE, _TOPIC, _HEADING = 1.0, 0.85, 0.65, 0.7, 0.5, 0.35
_ABOVE = 0.7
_ACCEPT = 0.5
_MARGIN = 0.03
_CANDIDATES = 60
_GENERIC = 5
_MOST = 0.6
_ALIKE = 0.6
_CHILD = 0.1
_MASS = 0.15
_RECALLED = 0.27
_WHOLE = re.compile(r"(?i)\b(?:tổng|toàn)\b")


@dataclass(frozen=True, slots=True)
class Binding:
    """The indicator a figure seems to be.

    Attributes:
        indicator: None if none is near enough.
        confidence: 0 to 1.
        suggestions: Up to three indicator_ids, nearest first.
        exact: Whether the label is an alias of it.
        unit: Unit of the indicator where the figure counts a kind of it (`hộ nghèo` are `hộ`).
        flags: Of the alias.
    """

    indicator: Indicator | None
    confidence: float
    suggestions: tuple[str, ...]
    exact: bool = False
    unit: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    indicator: Indicator
    alias: Alias
    words: frozenset[str]
    above: frozenset[str]


class Binder:
    """Looks figures up in one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        """Index the words of all aliases and names."""
        self.codebook = codebook
        self.entries = [
            _Entry(
                indicator, alias, _words(alias.key), frozenset().union(*map(_words, alias.under))
            )
            for entries in codebook.by_key.values()
            for indicator, alias in entries
        ]
        self.by_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for word in entry.words | entry.above:
                self.by_word[word].append(number)
        count = len(self.entries)
        self.weight: Mapping[str, float] = {
            word: math.log(1 + count / len(where)) for word, where in self.by_word.items()
        }
        self.rare = math.log(1 + count)

    def bind(
        self,
        labels: Sequence[str],
        *,
        above: Sequence[str] = (),
        topics: Sequence[str] = (),
        headings: Sequence[str] = (),
        unit: str | None,
        measure: Measure,
    ) -> Binding:
        """The indicator that label and surroundings mean.

        Args:
            labels: Variants of the label, best first.
            above: Labels above it, nearest first.
            topics: Beginning of the paragraph, the sentence a footnote belongs to.
            headings: Headings above, nearest first.
            unit: Canonical symbol of the figure's unit.
            measure: Its measure.
        """
        found = find_unit(unit)[0] if unit else None
        surroundings = (*above, *topics, *headings)
        for label in labels:
            try:
                match = match_label(
                    self.codebook,
                    label,
                    above=surroundings,
                    unit=found,
                    measure=measure,
                    near=False,
                )
            except (UnknownLabelError, AmbiguousLabelError):
                continue
            short = len(label.split()) < _GENERIC and not match.alias.under
            special = self._special(label, above, topics, found, measure) if short else None
            if special is not None and special is not match.indicator:
                return Binding(special, 0.8, (match.indicator.indicator_id,))
            return Binding(match.indicator, 0.95, (), exact=True, flags=match.alias.flags)
        child = self._child(labels, surroundings, found, measure)
        if child is not None:
            return Binding(child, 0.85, ())
        special = self._special(labels[0], above, topics, found, measure)
        if special is not None:
            return Binding(special, 0.78, ())
        binding = self._nearest(labels[0], above, topics, headings, found, measure)
        if binding.indicator is None and found is not None and " " in found.symbol:
            kind = found.symbol.split()[0]
            if known_unit(kind):
                wider = self._nearest(
                    labels[0], above, topics, headings, find_unit(kind)[0], measure
                )
                return replace(wider, unit=kind) if wider.indicator else binding
        return binding

    def _child(
        self, labels: Sequence[str], around: Sequence[str], unit: Unit | None, measure: Measure
    ) -> Indicator | None:
        """An alias that asks for a parent, under words that are nearly that parent."""
        for label in labels:
            read = read_label(label)
            best: dict[str, float] = {}
            said: dict[str, float] = {}
            for nearness, text in reversed(list(enumerate(around[:7]))):
                said |= dict.fromkeys(_words_of(text), 1 - 0.08 * nearness)
            for key in dict.fromkeys((read.full, read.name)):
                for indicator, alias in self.codebook.by_key.get(key, ()):
                    if alias.measure not in (None, measure) or not unit_fits(
                        indicator, alias, unit, measure
                    ):
                        continue
                    fit = max((self._fit(_words(under), said) for under in alias.under), default=0)
                    if fit >= _ALIKE and fit > best.get(indicator.indicator_id, 0):
                        best[indicator.indicator_id] = fit
            ranked = sorted(best.items(), key=lambda item: -item[1])
            if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
                return self.codebook.indicators[ranked[0][0]]
        return None

    def _fit(self, words: frozenset[str], said: Mapping[str, float]) -> float:
        whole = sum(self.weight.get(word, self.rare) for word in words)
        told = sum(self.weight.get(word, self.rare) * said.get(word, 0.0) for word in words)
        return told / whole if whole else 0.0

    def _special(
        self,
        label: str,
        above: Sequence[str],
        topics: Sequence[str],
        unit: Unit | None,
        measure: Measure,
    ) -> Indicator | None:
        """`Giá trị sản xuất` in a paragraph on industry is that of industry."""
        own = _words(read_label(label).full)
        if (
            len(own) > _GENERIC
            or _WHOLE.search(label)
            or not words_of("label", "heads").match(label.lower())
        ):
            return None
        parent = own.union(*map(_words_of, above[:1]))
        near = parent.union(*map(_words_of, topics[:1]))
        said = near.union(*map(_words_of, (*above[1:3], *topics[1:])))
        best: tuple[float, Indicator] | None = None
        for number in {n for word in own for n in self.by_word.get(word, ())}:
            entry = self.entries[number]
            more = entry.words - own
            if not more or not own <= entry.words or not more <= said:
                continue
            if len(entry.above & said) < _MOST * len(entry.above):
                continue
            if entry.alias.measure not in (None, measure) or not unit_fits(
                entry.indicator, entry.alias, unit, measure
            ):
                continue
            weight = sum(
                self.weight[word] * (1.0 if word in parent else 0.7 if word in near else 0.4)
                for word in more
            )
            if best is None or weight > best[0]:
                best = (weight, entry.indicator)
        return best[1] if best else None

    def _nearest(
        self,
        label: str,
        above: Sequence[str],
        topics: Sequence[str],
        headings: Sequence[str],
        unit: Unit | None,
        measure: Measure,
    ) -> Binding:
        own = _words(read_label(label).full)
        weights: dict[str, float] = {}
        for weight, texts in (
            (_HEADING, headings[:2]), (_TOPIC, topics[1:]), (_SENTENCE, topics[:1]), (_GRANDPARENT, above[1:3]), (_PARENT, above[:1]),
        ):  # fmt: skip
            for text in texts:
                weights |= dict.fromkeys(_words_of(text), weight)
        weights |= dict.fromkeys(own, _LABEL)
        whole = bool(_WHOLE.search(label))
        scores: dict[str, float] = {}
        masses: dict[str, float] = {}
        for number in self._candidates(weights):
            entry = self.entries[number]
            if entry.alias.measure not in (None, measure) or not unit_fits(
                entry.indicator, entry.alias, unit, measure
            ):
                continue
            score, mass = self._score(entry, own, weights)
            if whole and entry.alias.under and not entry.words <= own:
                score -= _CHILD  # `tổng số giải` is none of the kinds of prizes
            ident = entry.indicator.indicator_id
            if score > scores.get(ident, 0.0):
                scores[ident], masses[ident] = score, mass
        most = max(masses.values(), default=1.0) or 1.0
        scores = {ident: score + _MASS * masses[ident] / most for ident, score in scores.items()}
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:3]
        suggestions = tuple(ident for ident, _ in ranked)
        if not ranked or ranked[0][1] < _ACCEPT:
            return Binding(None, 0.3, suggestions)
        margin = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
        if margin < _MARGIN:
            return Binding(None, 0.35, suggestions)
        confidence = min(0.9, 0.35 + 0.5 * ranked[0][1] + 0.4 * min(margin, 0.25))
        return Binding(self.codebook.indicators[ranked[0][0]], round(confidence, 2), suggestions)

    def _candidates(self, weights: Mapping[str, float]) -> Iterable[int]:
        """Entries that share the most telling words."""
        votes: defaultdict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            if word in self.weight:
                value = weight * self.weight[word]
                for number in self.by_word[word]:
                    votes[number] += value
        return sorted(votes, key=lambda number: -votes[number])[:_CANDIDATES]

    def _score(
        self, entry: _Entry, own: frozenset[str], weights: Mapping[str, float]
    ) -> tuple[float, float]:
        """How much of the alias is said and of the label the alias says; the mass of it."""
        said = total = 0.0
        for word in entry.words:
            value = self.weight[word]
            total += value
            said += value * weights.get(word, 0.0)
        for word in entry.above - entry.words:
            value = _ABOVE * self.weight[word]
            total += value
            said += value * min(1.0, 1.25 * weights.get(word, 0.0))
        both = entry.words | entry.above
        mine = sum(self.weight.get(word, self.rare) for word in own)
        meant = sum(self.weight[word] for word in own & both)
        coverage = said / total if total else 0.0
        share = meant / mine if mine else 0.0
        return (0.85 - _RECALLED) * coverage + _RECALLED * share, said


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text)) - _COMMON


@lru_cache(maxsize=16_384)
def _words_of(text: str) -> frozenset[str]:
    return _words(read_label(text).full)
