"""The indicators that a label comes nearest to: suggestions for people, never a decision."""

from __future__ import annotations

import math
from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from indicators.codebook.labels import read_label
from indicators.language.forms import loose, plain
from indicators.language.text import fold
from indicators.language.units import find_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indicators.codebook.book import Codebook
    from indicators.codebook.entries import Alias, Indicator, Measure
    from indicators.language.forms import Kind
    from indicators.language.units import Unit

Suggestion = tuple[str, str, str, str]
"""`(indicator_id, alias, its unit, why it does not fit)`: `name`, `unit` or `heading`."""

_MOST = 60  # candidates whose letters are compared
_CROWDED = 300  # aliases with the rarer words of a label; more common words add none to them
_UNIT, _HEADING, _LETTERS = 0.25, 0.3, 0.2


class _Term(NamedTuple):
    indicator: Indicator
    alias: Alias
    words: frozenset[str]
    above: frozenset[str]
    core: str
    mass: float


class _Index(NamedTuple):
    terms: tuple[_Term, ...]
    by_word: Mapping[str, tuple[int, ...]]
    weight: Mapping[str, float]
    rarest: float


class _Asked(NamedTuple):
    kind: Kind
    words: frozenset[str]
    above: frozenset[str]
    mass: float
    unit: Unit | None
    measure: Measure | None


def suggest(
    codebook: Codebook,
    label: str,
    *,
    above: Sequence[str] = (),
    unit: Unit | None = None,
    measure: Measure | None = None,
    count: int = 3,
) -> list[Suggestion]:
    """The nearest indicators for a message, best first.

    Words count by how rare they are; what is counted in the unit of the figure, and what stands
    under the words of its headings, comes first.
    """
    from rapidfuzz import fuzz

    index = _index(codebook)
    kind, core = loose(plain(read_label(label).name))
    own = frozenset(core.split())
    said = frozenset(word for text in above for word in plain(read_label(text).name).split())
    asked = _Asked(kind, own, said - own, _mass(index, own), unit, measure)
    shared = _shared(index, own | _near_words(index, own))
    scored = [(_score(index.terms[n], mass, asked, index), n) for n, mass in shared.items()]
    best: dict[str, tuple[float, _Term]] = {}
    for words_alike, number in nlargest(_MOST, scored):
        term = index.terms[number]
        score = words_alike + _LETTERS * fuzz.ratio(core, term.core) / 100
        ident = term.indicator.indicator_id
        if ident not in best or score > best[ident][0]:
            best[ident] = (score, term)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:count]
    return [_suggestion(ident, term, core) for ident, (_, term) in ranked]


def _shared(index: _Index, words: frozenset[str]) -> dict[int, float]:
    """How much of the words each term has; the rarest words choose the terms that are looked at."""
    found: dict[int, float] = {}
    for word in sorted(words & index.by_word.keys(), key=lambda word: len(index.by_word[word])):
        value, crowded = index.weight[word], len(found) >= _CROWDED
        for number in index.by_word[word]:
            if number in found:
                found[number] += value
            elif not crowded:
                found[number] = value
    return found


def _suggestion(ident: str, term: _Term, core: str) -> Suggestion:
    alias, indicator = term.alias, term.indicator
    why = "name" if term.core != core else "heading" if alias.under else "unit"
    return ident, alias.label, alias.unit or indicator.unit, why


def _score(term: _Term, shared: float, asked: _Asked, index: _Index) -> float:
    """How much of label and alias is the other's, with what unit and headings add."""
    score = 2 * shared / (asked.mass + term.mass) if asked.mass + term.mass else 0.0
    if asked.above:
        said = _mass(index, asked.above & (term.words | term.above))
        score += _HEADING * said / (_mass(index, term.words | term.above) or 1.0)
    return score + _UNIT * _unit_speaks(term, asked)


def _unit_speaks(term: _Term, asked: _Asked) -> float:
    """1 where the indicator is counted in the unit, -1 where it is not; half by the label alone."""
    ratio = term.indicator.unit in ("%", "‰", "điểm %")
    if asked.unit is None:
        return 0.5 if asked.kind and ratio is (asked.kind == "rate") else 0.0
    if term.indicator.unit == "text":
        return 0.0
    if asked.measure in ("growth", "share", "attainment") and asked.unit.symbol == "%":
        return 0.0
    symbols = {term.alias.unit or term.indicator.unit, *term.indicator.also_units}
    points = term.indicator.unit == "điểm %" and asked.unit.symbol == "%"
    fits = points or any(find_unit(s)[0].dimension == asked.unit.dimension for s in symbols)
    return 1.0 if fits else -1.0


def _near_words(index: _Index, own: frozenset[str]) -> frozenset[str]:
    """Known words that differ by a letter from one that is not known: a slip of typing."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    unknown = [word for word in own if word not in index.by_word and len(word) > 2]
    known = list(index.by_word) if unknown else []
    near = (
        process.extract(word, known, scorer=Levenshtein.distance, score_cutoff=1, limit=5)
        for word in unknown
    )
    return frozenset(word for found in near for word, *_ in found)


def _mass(index: _Index, words: Iterable[str]) -> float:
    return math.fsum(index.weight.get(word, index.rarest) for word in words)


def _index(codebook: Codebook) -> _Index:
    """The aliases of a codebook by their words, made when the first suggestion is asked for."""
    known = codebook.nearest
    if known:
        return known[0]  # type: ignore[return-value]
    entries: dict[tuple[str, str, str | None], tuple[Indicator, Alias]] = {}
    for pairs in codebook.by_key.values():
        for indicator, alias in pairs:
            core = loose(plain(read_label(alias.label).name)).core
            entries.setdefault((indicator.indicator_id, core, alias.unit), (indicator, alias))
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, core, _) in enumerate(entries):
        for word in set(core.split()):
            by_word[word].append(number)
    weight = {word: math.log(1 + len(entries) / len(where)) for word, where in by_word.items()}
    terms = []
    for (_, core, _), (indicator, alias) in entries.items():
        titles = " ".join(plain(fold(title)) for title in codebook.titles_of(alias))
        words = frozenset(core.split())
        mass = math.fsum(weight[word] for word in words)
        terms.append(_Term(indicator, alias, words, frozenset(titles.split()), core, mass))
    numbers = {word: tuple(where) for word, where in by_word.items()}
    index = _Index(tuple(terms), numbers, weight, math.log(1 + len(terms)))
    known.append(index)
    return index
