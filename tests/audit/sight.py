"""What a reader can see with pencil and paper: whether figures that hang together still agree.

Every figure stands for the interval of values that are printed like it. Ties are those that the
figures were worked out by; nothing here knows how the audit looks for anything.
"""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.audit.consistent import POINTS, codebook, digits, judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tests.audit.consistent import Consistent, Figure, Tie

End = Fraction | float
Span = tuple[End, End]
_SAID = {"Vượt": "exceeded", "Hoàn thành vượt": "exceeded", "Đạt": "met", "Hoàn thành": "met"}


def span(figure: Figure) -> Span:
    """The values that are printed like this; a whole number of things is exact."""
    assert figure.decimals is not None
    half = Fraction(5) / Fraction(10) ** (figure.decimals + 1)
    if figure.counted and figure.decimals == 0:
        half = Fraction(0)
    low = figure.low if figure.value is None else figure.value
    high = figure.high if figure.value is None else figure.value
    return (
        -math.inf if low is None else Fraction(low) - half,
        math.inf if high is None else Fraction(high) + half,
    )


def meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def total(spans: Iterable[Span]) -> Span:
    lows, highs = zip(*spans, strict=True)
    return sum(lows, Fraction(0)), sum(highs, Fraction(0))


def times(spans: Iterable[Span], factor: Fraction = Fraction(1)) -> Span:
    """Of numbers that are not negative."""
    low: End = factor
    high: End = factor
    for one in spans:
        low, high = low * one[0], high * one[1]
    return low, high


def percent(part: Span, whole: Span) -> Span:
    """Part over a whole above zero, in percent."""
    return 100 * part[0] / whole[1], 100 * part[1] / whole[0]


def _sum(figures: Sequence[Figure], factor: Fraction) -> bool:
    result, *terms = map(span, figures)
    return meet(result, times([total(terms)], factor))


def _part(figures: Sequence[Figure], _: Fraction) -> bool:
    result, *terms = map(span, figures)
    return result[1] >= total(terms)[0]


def _product(figures: Sequence[Figure], factor: Fraction) -> bool:
    result, *terms = map(span, figures)
    return meet(result, times(terms, factor))


def _product_of_indices(shift: int) -> Callable[[Sequence[Figure], Fraction], bool]:
    def holds(figures: Sequence[Figure], _: Fraction) -> bool:
        """In a hundredth each: 105,4 % of plan, or growth by 5,4 %."""
        result, *terms = (
            ((low + shift) / 100, (high + shift) / 100) for low, high in map(span, figures)
        )
        return min(low for low, _ in terms) <= 0 or meet(result, times(terms))

    return holds


def _growth(figures: Sequence[Figure], _: Fraction) -> bool:
    rate, level, before = map(span, figures)
    if before[0] <= 0:
        return True
    low, high = percent(level, before)
    return meet(rate, (low - 100, high - 100))


def _points(figures: Sequence[Figure], _: Fraction) -> bool:
    change, level, before = map(span, figures)
    return meet(change, (level[0] - before[1], level[1] - before[0]))


def _between(figures: Sequence[Figure], _: Fraction) -> bool:
    """A total grows between its slowest and its fastest part; so a mean lies among its parts."""
    result, *parts = map(span, figures)
    return meet(result, (min(low for low, _ in parts), max(high for _, high in parts)))


def _growth_of_sum(figures: Sequence[Figure], _: Fraction) -> bool:
    rate, *rest = map(span, figures)
    levels, rates = rest[::2], rest[1::2]
    if min(low for low, _ in rates) <= -100 or min(low for low, _ in levels) <= 0:
        return True
    bases = [
        (level[0] / (1 + grown[1] / 100), level[1] / (1 + grown[0] / 100))
        for level, grown in zip(levels, rates, strict=True)
    ]
    low, high = percent(total(levels), total(bases))
    return meet(rate, (low - 100, high - 100))


def _percent(figures: Sequence[Figure], _: Fraction) -> bool:
    reached, part, whole = map(span, figures)
    return whole[0] <= 0 or meet(reached, percent(part, whole))


def _of_its_own(figures: Sequence[Figure], _: Fraction) -> bool:
    """A percentage beside its ratio (73/79)."""
    whole = figures[1].denominator
    assert whole is not None
    exact = Fraction(whole), Fraction(whole)
    return meet(span(figures[0]), percent(span(figures[1]), exact))


def _budget(figures: Sequence[Figure], _: Fraction) -> bool:
    level, rate, other_level, other_rate = map(span, figures)
    if rate[0] <= 0 or other_rate[0] <= 0:
        return True
    return meet(percent(level, rate), percent(other_level, other_rate))


def _within(figures: Sequence[Figure], _: Fraction) -> bool:
    part, whole = map(span, figures)
    return part[0] <= whole[1]


def _level_implied(figures: Sequence[Figure], _: Fraction) -> bool:
    """By growth on the year before, and by percent of plan."""
    rate, before, reached, plan = map(span, figures)
    grown = times([before, (1 + rate[0] / 100, 1 + rate[1] / 100)])
    return grown[0] < 0 or meet(grown, times([reached, plan], Fraction(1, 100)))


def _plan_in_ratio(figures: Sequence[Figure], _: Fraction) -> bool:
    ratio, plan = figures
    assert ratio.denominator is not None
    return span(plan)[0] <= ratio.denominator <= span(plan)[1]


def _all(sums_to: int) -> Callable[[Sequence[Figure], Fraction], bool]:
    def holds(figures: Sequence[Figure], _: Fraction) -> bool:
        return meet(total(map(span, figures)), (sums_to, sums_to))

    return holds


def _same(figures: Sequence[Figure], _: Fraction) -> bool:
    one, other = map(span, figures)
    return meet(one, other)


def _printed_alike(figures: Sequence[Figure], _: Fraction) -> bool:
    one, other = figures
    return (one.bound, one.ends) == (other.bound, other.ends)


def _rating(figures: Sequence[Figure], _: Fraction) -> bool:
    result, target = figures
    assert result.value is not None
    verdict = judged(target, result.value)
    said = _SAID.get(result.status or "", "missed")
    if verdict == "met" and target.bound not in {"point", "range"}:
        return said != "missed"  # a threshold is not exceeded
    return said == verdict


def _count(figures: Sequence[Figure], _: Fraction) -> bool:
    """A row is reached when all its figures are; rows by their number."""
    statement, *pairs = figures
    missed = defaultdict(list)
    for result, target in zip(pairs[::2], pairs[1::2], strict=True):
        assert result.value is not None
        missed[target.source].append(judged(target, result.value) == "missed")
    assert statement.denominator is not None
    return statement.value == statement.denominator - sum(map(any, missed.values()))


def _size(figures: Sequence[Figure], _: Fraction) -> bool:
    """Not ten times, nor a tenth, of both neighbouring years."""
    level, *years = map(span, figures)
    return not (
        level[0] >= 10 * max(high for _, high in years)
        or 10 * level[1] <= min(low for low, _ in years)
    )


HOLDS: Mapping[str, Callable[[Sequence[Figure], Fraction], bool]] = {
    "sum": _sum, "part": _part, "product": _product, "mean": _between, "between": _between,
    "product of growth": _product_of_indices(100), "product of percent": _product_of_indices(0),
    "growth": _growth, "points": _points, "growth of sum": _growth_of_sum,
    "percent": _percent, "share of level": _percent, "rate": _percent,
    "own rate": _of_its_own, "ratio": _of_its_own, "budget": _budget, "level implied": _level_implied, "plan in the ratio": _plan_in_ratio,
    "within the year": _within,
    "shares": _all(100), "cancel": _all(0), "same": _same, "target again": _printed_alike,
    "rating": _rating, "count": _count, "size": _size,
}  # fmt: skip


def holds(tie: Tie, figures: Mapping[str, Figure]) -> bool:
    return HOLDS[tie.kind]([figures[key] for key in tie.figures], Fraction(tie.factor))


def possible(figure: Figure) -> bool:
    """Inside the limits that the codebook knows; nothing falls by more than all of it."""
    low, high = span(figure)
    if figure.measure == "growth":
        return figure.unit == POINTS or high >= -100
    if figure.measure == "attainment":
        return high >= 0
    least, most = codebook().indicators[figure.indicator].range
    return (least is None or high >= least) and (most is None or low <= most)


def worded_well(figure: Figure) -> bool:
    """Neither an index that reads like growth (`bằng 12,5%`) nor growth that reads like an index.

    Below 61,8 (where x and 100 / (100 + x) cross) an index says more of a change than the same
    number read as growth.
    """
    if figure.measure != "growth" or figure.unit == POINTS or figure.value is None:
        return True
    if figure.words != "bằng":
        return figure.value <= 100
    index = float(100 + figure.value)
    return index <= 0 or 100 / index <= 1 + index / 100


def visible(changed: Mapping[str, Figure], made: Consistent, rows: int = 0) -> bool:
    """Whether the changed figures contradict others, or themselves.

    Args:
        changed: The figures of the fault, by key.
        made: All figures as they were, with their ties.
        rows: Where the fault made a row equal to the one above: rows of that sheet.
    """
    figures = {**made.figures, **changed}
    ties = {tie for key in changed for tie in made.ties_of.get(key, ())}
    if not all(holds(tie, figures) for tie in ties) or not all(map(possible, changed.values())):
        return True
    borne_out = {tie.figures[0] for tie in ties if tie.kind == "growth"}
    if any(not worded_well(figure) and key not in borne_out for key, figure in changed.items()):
        return True
    # two equal rows: with more digits than chance explains among the rows of the sheet
    shown = sum(digits(figure.value) for figure in changed.values() if figure.value is not None)
    return rows > 0 and 10**shown > 20 * rows


def neighbours(keys: Iterable[str], made: Consistent) -> set[str]:
    """The figures, and those they are tied to."""
    return set(keys) | {
        other for key in keys for tie in made.ties_of.get(key, ()) for other in tie.figures
    }
