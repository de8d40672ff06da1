"""How near words are to the aliases of the codebook; rare words count more."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from indicators.codebook.labels import abbreviations
from indicators.codebook.match import unit_fits
from indicators.language.text import lowered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indicators.codebook import Alias, Codebook, Indicator, Measure
    from indicators.language.units import Unit

_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(  # too frequent to tell indicators apart
    ("và", "của", "các", "cho", "tại", "trên", "với", "theo", "được", "có", "là", "đã", "đạt",
     "trong", "đó", "số", "tổng", "từ", "về", "đến", "năm", "địa", "bàn", "một", "những", "này")
)  # fmt: skip
_TELLING = 6
_ABOVE = 0.7  # a word of the parent an alias asks for, to one of its own
_COVERAGE, _RECALL = 0.58, 0.27  # of the alias that is said; of the label that the alias says


@dataclass(frozen=True, slots=True)
class Entry:
    """An alias with its words.

    Attributes:
        indicator: What it means.
        alias: The alias.
        words: Its words.
        first: The first of them.
        above: Words of the parents it asks for.
        terms: Words with their weights, those of the parents included.
        total: Sum of these weights.
    """

    indicator: Indicator
    alias: Alias
    words: frozenset[str]
    first: str
    above: frozenset[str]
    terms: tuple[tuple[str, float, bool], ...]
    total: float


class Index:
    """The aliases of a codebook by their words."""

    def __init__(self, codebook: Codebook) -> None:
        """Index all of them."""
        pairs = [pair for pairs in codebook.by_key.values() for pair in pairs]
        found: defaultdict[str, set[int]] = defaultdict(set)
        split = []
        for number, (_, alias) in enumerate(pairs):
            above = frozenset().union(*map(words_in, codebook.titles_of(alias)))
            split.append((words_in(alias.key), above))
            for word in split[-1][0] | above:
                found[word].add(number)
        self.by_word: Mapping[str, set[int]] = found
        self.rare = math.log(1 + len(pairs))
        self.weight = {w: math.log(1 + len(pairs) / len(where)) for w, where in found.items()}
        self.entries = [
            self._entry(*pair, *words) for pair, words in zip(pairs, split, strict=True)
        ]
        self._alike: defaultdict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
        for number, (indicator, alias) in enumerate(pairs):
            self._alike[indicator.unit, alias.unit, alias.measure].append(number)
        self._of: defaultdict[str, list[int]] = defaultdict(list)
        for number, (indicator, _) in enumerate(pairs):
            self._of[indicator.indicator_id].append(number)
        self._in_unit = Counter(one.unit for one in codebook.indicators.values())
        self._fitting: dict[tuple[str | None, Measure], frozenset[int]] = {}

    def _entry(
        self, indicator: Indicator, alias: Alias, words: frozenset[str], above: frozenset[str]
    ) -> Entry:
        own = [(word, self.weight[word], False) for word in sorted(words)]
        parent = [(word, _ABOVE * self.weight[word], True) for word in sorted(above - words)]
        terms = (*own, *parent)
        return Entry(
            indicator,
            alias,
            words,
            first_word(alias.key),
            above,
            terms,
            sum(value for _, value, _ in terms),
        )

    def of(self, indicator_id: str) -> Sequence[int]:
        """Entries of one indicator."""
        return self._of[indicator_id]

    def fitting(self, unit: Unit | None, measure: Measure) -> frozenset[int]:
        """Entries a figure of this unit and measure may belong to."""
        key = (unit.symbol if unit else None, measure)
        if key not in self._fitting:
            self._fitting[key] = frozenset(
                number
                for (_, _, asked), numbers in self._alike.items()
                if asked in (None, measure) and self._fits(numbers[0], unit, measure)
                for number in numbers
            )
        return self._fitting[key]

    def _fits(self, number: int, unit: Unit | None, measure: Measure) -> bool:
        entry = self.entries[number]
        return unit_fits(entry.indicator, entry.alias, unit, measure)

    def rarity(self, unit: Unit | None) -> float:
        """How few indicators are in a unit, from 0 to 1."""
        where = self._in_unit[unit.symbol] if unit else 0
        return 1 - math.log(where) / math.log(sum(self._in_unit.values())) if where else 0.0

    def sharing(self, words: Iterable[str]) -> set[int]:
        """Entries that share a word."""
        found: set[int] = set()
        for word in words:
            found |= self.by_word.get(word, frozenset())
        return found

    def telling(self, words: Iterable[str]) -> list[str]:
        """The words that tell most among those that aliases have; common ones lead nowhere."""
        known = (word for word in words if word in self.by_word)
        return sorted(known, key=lambda word: (-self.weight[word], word))[:_TELLING]

    def score(
        self, entry: Entry, own: Mapping[str, float], said: Mapping[str, float]
    ) -> tuple[float, float]:
        """How near an entry is to the words `own` of a label and those `said` around it.

        Returns:
            Its score, and the weight of the words of it that are said.
        """
        mass = 0.0
        for word, value, parent in entry.terms:
            heard = said.get(word, 0.0)
            mass += value * (min(1.0, 1.25 * heard) if parent else heard)
        mine = math.fsum(own.values())
        meant = math.fsum(
            [value for word, value in own.items() if word in entry.words or word in entry.above]
        )
        coverage = mass / entry.total if entry.total else 0.0
        return _COVERAGE * coverage + _RECALL * (meant / mine if mine else 0.0), mass

    def fit(self, words: frozenset[str], said: Mapping[str, float]) -> float:
        """The share of some words that is said."""
        whole = math.fsum(self.weights(words).values())
        told = math.fsum(self.weight.get(word, self.rare) * said.get(word, 0.0) for word in words)
        return told / whole if whole else 0.0

    def mass(self, words: Iterable[str]) -> float:
        """How much some words tell together."""
        weight, rare = self.weight, self.rare
        return math.fsum([weight.get(word, rare) for word in words])

    def rarest(self, words: Iterable[str]) -> float:
        """How much the rarest of some words tells, to a word that no alias has."""
        weight, rare = self.weight, self.rare
        return max([weight.get(word, rare) for word in words], default=0.0) / rare

    def weights(self, words: Iterable[str]) -> dict[str, float]:
        """How much each word tells; sums of them are exact, so their order does not matter."""
        return {word: self.weight.get(word, self.rare) for word in words}


@lru_cache(maxsize=4096)
def first_word(text: str) -> str:
    """The first telling word of a text: what kind of thing it names."""
    return next((word for word in _WORD.findall(lowered(text)) if word not in _COMMON), "")


@lru_cache(maxsize=4096)
def words_in(text: str) -> frozenset[str]:
    """The telling words of a text, small, abbreviations written out."""
    found: set[str] = set()
    written_out = abbreviations()
    for word in _WORD.findall(lowered(text)):
        if word in written_out:
            found.update(written_out[word].split())
        else:
            found.add(word)
    return frozenset(found - _COMMON)
