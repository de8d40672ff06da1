"""Faults of the kinds that documents have, put into consistent figures one at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tests.audit.consistent import HUNDRED, ONE, POINTS, rows_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Mapping

    from tests.audit.consistent import Figure


@dataclass(frozen=True, slots=True)
class Fault:
    """Figures of one district as they are after the fault, by key."""

    kind: str
    changed: Mapping[str, Figure]
    rows: int = 0  # of the sheet, where a row was copied


def _shown(figure: Figure, end: str) -> Decimal:
    """The number that is printed, without its sign: of growth perhaps an index."""
    number: Decimal = getattr(figure, end)
    return abs(number + HUNDRED if figure.words == "bằng" else number)


def _with(figure: Figure, end: str, shown: Decimal, decimals: int | None = None) -> Figure:
    """The figure, read again from another printed number; the words around it stay."""
    before: Decimal = getattr(figure, end)
    value = shown - HUNDRED if figure.words == "bằng" else shown if before >= 0 else -shown
    read: dict[str, Any] = {end: value}
    return replace(figure, **read, decimals=figure.decimals if decimals is None else decimals)


def _in_order(figure: Figure) -> bool:
    return figure.low is None or figure.high is None or figure.low < figure.high


def swapped(figure: Figure, rng: random.Random) -> Iterator[Figure]:
    """Two adjacent digits change places; the comma stays where it is."""
    for end in ("value", "low", "high"):
        if getattr(figure, end) is None:
            continue
        text = f"{_shown(figure, end):f}"
        at = [i for i, sign in enumerate(text) if sign != "."]
        pairs = [(a, b) for a, b in pairwise(at) if text[a] != text[b]]
        for a, b in rng.sample(pairs, len(pairs)):
            signs = list(text)
            signs[a], signs[b] = signs[b], signs[a]
            yield _with(figure, end, Decimal("".join(signs)))


def without_comma(figure: Figure, _: random.Random) -> Iterator[Figure]:
    if (figure.decimals or 0) > 0 and figure.value is not None:
        shown = _shown(figure, "value").scaleb(figure.decimals or 0)
        yield _with(figure, "value", shown.quantize(ONE), 0)


def index_as_growth(figure: Figure, _: random.Random) -> Iterator[Figure]:
    """`tăng 112,5%` where growth is 12,5 %."""
    if figure.measure == "growth" and figure.unit != POINTS and figure.words != "bằng":
        assert figure.value is not None
        yield replace(figure, value=HUNDRED + figure.value)


def growth_as_index(figure: Figure, _: random.Random) -> Iterator[Figure]:
    """`bằng 12,5%` where the index is 112,5 %."""
    if figure.words == "bằng" and figure.value != 0:
        assert figure.value is not None
        yield replace(figure, value=abs(figure.value) - HUNDRED)


def wrong_unit(figure: Figure, rng: random.Random) -> Iterator[Figure]:
    if figure.measure != "level" or figure.unit == "%" or not figure.value:
        return
    assert figure.decimals is not None
    by = rng.choice([1, 3, -3])
    yield replace(figure, value=figure.value.scaleb(by), decimals=figure.decimals - by)


def other_share(figure: Figure, rng: random.Random) -> Iterator[Figure]:
    """By more than rounding: twice its step and up to six points."""
    if figure.measure != "share" or figure.value is None:
        return
    assert figure.decimals is not None
    step = ONE.scaleb(-figure.decimals)
    by = 2 * step + step * rng.randint(0, int(6 / step))
    yield replace(figure, value=figure.value + rng.choice([by, -by]))


SINGLE: Mapping[str, Callable[[Figure, random.Random], Iterator[Figure]]] = {
    "two digits swapped": swapped,
    "decimal comma dropped": without_comma,
    "index printed as growth": index_as_growth,
    "growth printed as index": growth_as_index,
    "wrong unit": wrong_unit,
    "share changed": other_share,
}
COPIED = "row copied from above"
KINDS = (*SINGLE, COPIED)


def fault(kind: str, figures: Mapping[str, Figure], rng: random.Random) -> Fault | None:
    """One fault of the kind at a place drawn by lot; None where no figure can have it."""
    if kind == COPIED:
        return _copied(figures, rng)
    numbers = [figure for figure in figures.values() if figure.bound != "text"]
    for figure in rng.sample(numbers, len(numbers)):
        for made in SINGLE[kind](figure, rng):
            if _in_order(made):
                return Fault(kind, {made.key: made})
    return None


def _copied(figures: Mapping[str, Figure], rng: random.Random) -> Fault | None:
    """The figures of the row above take the place of a row's own."""
    rows = rows_of(figures.values())
    for place in rng.sample(sorted(rows), len(rows)):
        own, above = rows[place], rows.get((place[0], place[1], place[2] - 1), [])
        if [_column(f) for f in own] != [_column(f) for f in above] or own[0].bound != "point":
            continue
        changed = {
            mine.key: replace(
                mine, value=its.value, low=its.low, high=its.high, decimals=its.decimals,
                words=its.words, denominator=its.denominator,
            )
            for mine, its in zip(own, above, strict=True)
        }  # fmt: skip
        if any(figures[key].value != figure.value for key, figure in changed.items()):
            sheet = sum(other[:2] == place[:2] for other in rows)
            return Fault(COPIED, changed, sheet)
    return None


def _column(figure: Figure) -> tuple[str, str, str, bool]:
    return figure.column, figure.measure, figure.bound, figure.denominator is None
