"""Periods and places that a sentence names for its figures."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from indicators.language.periods import DEFINITION, Period, months, parse_period, to_date, year
from indicators.language.sentences import (
    COMPARED_TO,
    CUMULATIVE,
    EVENT,
    LEADING,
    MAY,
    NAMED_PLACE,
    NATION,
    NO_PERIOD,
    NOW,
    ONWARDS_WORD,
    PERIOD_BEFORE,
    PERIOD_LEAD,
    PLACE_KINDS,
    PLACE_RANKS,
    QUARTER,
    SAME_PERIOD_OF,
    SINCE_JANUARY,
    SPELLED_PERIOD,
    STRETCH_OF_DAYS,
    THIS_PERIOD,
    UNTIL,
    WHOLE_YEAR,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indicators.prose.labels import Stretch
    from indicators.prose.mentions import Mention
    from indicators.prose.scan import Passed

_TIMES = ("date", "year", "period")
_HALT = re.compile(r"[,;:.()]")
_FIGURE = re.compile(r"\d")
_FAR = 2_000  # no period or place is named so far from its figure; else time grows with its square
_BASE = 50  # how far before a period the words stand that make a base of it


class Stretches:
    """Stretches of a text, to be asked whether one holds an offset."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Sort them."""
        self.ends = sorted(stretch for stretch in stretches if stretch[1] > stretch[0])

    def holds(self, at: int) -> bool:
        """Whether one of the stretches near `at` holds it."""
        index = bisect_right(self.ends, (at, sys.maxsize))
        return any(at < end for _, end in self.ends[max(0, index - 4) : index])


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one text names.

    Attributes:
        text: The text.
        low: In small letters.
        passed: Its non-figures.
        compared: Start and end of the words behind figures that say what they are compared with.
        tails: Of those, and of the words in front that are the figure's but no part of it.
        owned: Start and end of the words right behind every figure: a period there is its own.
        hint: Year of the document.
        own: Names of the document's own place, in small letters.
    """

    text: str
    low: str
    passed: Sequence[Passed]
    compared: Stretches
    tails: Stretches
    owned: Stretches
    hint: int | None
    own: str = ""

    def period(
        self,
        start: int,
        stop: int,
        label: Sequence[Stretch],
        given: Period | None,
        *,
        behind: tuple[int, int] | None = None,
        figure: int | None = None,
        before: Period | None = None,
    ) -> Period | None:
        """The last period named between `start` and `stop`, in the label or right `behind`.

        Without a number (`cả năm`) it may also be among the words between `stop` and `figure`.
        One named `before` is what `từ đầu năm` counts to.
        """
        start = max(start, stop - _FAR)
        hint = given.year if given is not None and given.kind != "multi_year" else self.hint
        stretches = [(start, stop), *((w.start, w.end) for w in label if w.start >= stop)]
        if behind:
            stretches.append(behind)
        dated = list(self._dated(start, stop, stretches, hint))
        days = [(-1, before), *dated] if before is not None else dated
        figure = figure or stop
        named = [*dated, *self._told(max(start, figure - _FAR), stop, figure, given, hint, days)]
        last: Period | None = None
        for at, period in sorted(named):
            whole = last or given
            same = period.kind == "year" and SAME_PERIOD_OF.search(
                self.low, max(start, at - 20), at
            )
            if same and whole and whole.kind != "multi_year":
                period = whole.in_year(period.year)  # noqa: PLW2901 (`quý III 50, cùng kỳ năm 2023 46`)
            last = period
        return last

    def beside(
        self, one: Mention, two: Mention, given: Period | None, named: Period | None
    ) -> Period | None:
        """The last period named between two figures, the first of which has a `named` one."""
        stretch = one.core.end, two.left
        return self.period(*stretch, (), given, figure=two.core.start, before=named)

    def behind(self, mention: Mention, given: Period | None) -> Period | None:
        """The period right behind a figure: `33,8% năm 2022`."""
        end = mention.core.end
        far = min(end + _FAR, len(self.low))
        halt = _HALT.search(self.low, end + self.low.startswith(" (", end) * 2, far)
        move = ONWARDS_WORD.search(self.low, end, far)
        ends = [found.start() for found in (halt, move) if found]
        return self.period(end, end, (), given, behind=(end, min(ends, default=far)))

    def leading(self, start: int, stop: int, given: Period | None) -> Period | None:
        """The last period that leads a sentence between `start` and `stop`: `Năm 2020, …`."""
        last = None
        for found in LEADING.finditer(self.low, start, stop):
            last = self.period(found.start("words"), found.end(), (), given) or last
        return last

    def _dated(
        self, start: int, stop: int, stretches: Sequence[tuple[int, int]], hint: int | None
    ) -> Iterator[tuple[int, Period]]:
        """Periods that are named by their year or month: where they stand, and what they are."""
        quarters = [found.span() for found in QUARTER.finditer(self.low, start, stop)]
        first = bisect_left(self.passed, (start,))
        last = bisect_right(self.passed, (max(b for _, b in stretches),))
        for item in self.passed[first:last]:
            inside = any(a <= item.start and item.end <= b for a, b in stretches)
            if item.reason not in _TIMES or not inside:
                continue
            if self.tails.holds(item.start) or any(a <= item.start < b for a, b in quarters):
                continue
            if start <= item.start < stop and self.owned.holds(item.start):
                continue
            if self._in_closed_bracket(item, stop):
                continue
            period = self._named(item, start, hint)
            if period is not None:
                yield item.start, period

    def _told(
        self,
        start: int,
        stop: int,
        figure: int,
        given: Period | None,
        hint: int | None,
        dated: Sequence[tuple[int, Period]],
    ) -> Iterator[tuple[int, Period]]:
        """Periods that are told by that of the document: where they stand, and what they are."""
        for pattern, make in (
            (QUARTER, None),
            (SPELLED_PERIOD, None),
            (CUMULATIVE, _to_date),
            (WHOLE_YEAR, _whole),
            (THIS_PERIOD, _this),
            (PERIOD_BEFORE, _last),
            (NOW, _now),
        ):
            for found in pattern.finditer(self.low, start, figure):
                if self.compared.holds(found.start()) or self._in_closed_bracket(found, stop):
                    continue
                if self._is_base(found.start()):
                    continue
                words = MAY.sub("tháng 5", self.text[slice(*found.span())])
                if make is None:
                    period = parse_period(words, year_hint=hint)
                else:
                    day = _day_before(dated, found.start()) if make is _to_date else None
                    period = make(day or given, found[0])
                if period is not None:
                    yield found.start(), period

    def _in_closed_bracket(self, named: Passed | re.Match[str], stop: int) -> bool:
        """`(quý II: 291 doanh nghiệp), vốn đăng ký …`: what a figure in a bracket has is its own."""
        end = named.end() if isinstance(named, re.Match) else named.end
        closed = self.low.find(")", end, stop)
        return (
            closed >= 0
            and "(" not in self.low[end:closed]
            and _FIGURE.search(self.low, end, closed) is not None
        )

    def _named(self, item: Passed, start: int, hint: int | None) -> Period | None:
        lead = PERIOD_LEAD.search(self.low, max(start, item.start - 28), item.start)
        begin = lead.start() if lead else item.start
        if self._is_base(begin):
            return None
        if NO_PERIOD.search(self.low, max(0, begin - 50), begin):
            return None
        if any(m.end() >= item.end for m in DEFINITION.finditer(self.low, start, item.end)):
            return None
        stretch = STRETCH_OF_DAYS.search(self.low, max(start, item.end - 50), item.end)
        if stretch is not None:
            return _stretch(stretch, hint)
        period = parse_period(self.low[begin : item.end], year_hint=hint)
        if period is None:
            return None
        past = self.hint is not None and period.year < self.hint
        if past and EVENT.search(self.low, max(0, begin - 60), begin):
            return None
        if item.reason == "period" and "tháng" not in self.low[begin : item.end]:
            return None
        days = period.kind in ("date", "month", "quarter")
        return self._until(period, start, begin) if days else period

    def _is_base(self, at: int) -> bool:
        """Whether a period is what a figure is compared with: `so với bình quân năm 2019`."""
        return COMPARED_TO.search(self.low, max(0, at - _BASE), at) is not None

    def _until(self, period: Period, start: int, begin: int) -> Period | None:
        """`Đến 15/9` is what stood on the day, `lũy kế đến` what came since January; a mere day is an event's."""
        until = UNTIL.search(self.low, max(start, begin - 24), begin)
        if until is None:
            return None if period.kind == "date" else period
        since = max(start, until.start() - 40), until.start()
        counted = CUMULATIVE.search(self.low, *since) or SINCE_JANUARY.search(self.low, *since)
        return to_date(period.end) if counted else Period(period.end, period.end, "date")

    def place(self, start: int, mention: Mention, label: Sequence[Stretch]) -> str | None:
        """Another place that the figure speaks of: behind it, in its label, or leading its clause."""
        if any(NATION.search(self.low, words.start, words.end) for words in label):
            return "cả nước"
        far = min(mention.end + _FAR, len(self.low))
        halt = _HALT.search(self.low, mention.end, far)
        behind = (mention.end, halt.start() if halt else far)
        for begin, stop in (behind, *((words.start, words.end) for words in label)):
            for found in NAMED_PLACE.finditer(self.text, begin, stop):
                name, bare, end = _named(found)
                said = found["lead"] or found.start() in (begin, mention.end) or end == stop
                if name and said and not self._is_own(found["kind"], bare):
                    return name
        return self._leading_place(start, mention)

    def _leading_place(self, start: int, mention: Mention) -> str | None:
        """A place before the figure: in its clause, or `Xã X: …`, which leads all that follows."""
        clause = max(start, self.low.rfind(",", start, mention.left) + 1)
        for found in NAMED_PLACE.finditer(self.text, max(start, mention.left - 120), mention.left):
            name, bare, end = _named(found)
            leads = self.low[end : end + 1] == ":"
            own = self._is_own(found["kind"], bare)
            if name and (leads or found.start() >= clause) and not own:
                return name
        return None

    def _is_own(self, kind: str, bare: str) -> bool:
        """Whether a place is the document's own, or one it lies in.

        The town of a district, or the city of a province, has its name and is another.
        """
        at = self.own.find(bare)
        if at < 0:
            return False
        kinds = PLACE_KINDS.findall(self.own[:at])
        return not kinds or PLACE_RANKS[kind.lower()] >= PLACE_RANKS[kinds[-1]]


def _named(found: re.Match[str]) -> tuple[str | None, str, int]:
    """Kind and name of a place, its bare name in small letters, and where it ends."""
    words = found["name"].split(" ")
    count = next((n for n, word in enumerate(words) if not word[0].isupper()), len(words))
    bare = " ".join(words[:count])
    return (
        f"{found['kind']} {bare}" if count else None,
        bare.lower(),
        found.start("name") + len(bare),
    )


def owned_end(low: str, mention: Mention) -> int:
    """Where the words right behind a figure end."""
    halt = _HALT.search(low, mention.core.end)
    return halt.start() if halt else len(low)


def _stretch(days: re.Match[str], hint: int | None) -> Period | None:
    """From one day to another; since the first of January it is a period with a name."""
    last = int(days["year"] or hint or 0)
    try:
        end = date(last, int(days["month"]), int(days["day"]))
        first = int(days["first_month"]), int(days["first_day"])
        before = first > (end.month, end.day)  # `từ 15/12 đến 14/3/2024`
        start = date(int(days["first_year"] or last - before), *first)
    except ValueError:
        return None
    if start == date(end.year, 1, 1):
        return to_date(end)
    return Period(start, end, "days") if start < end else None


def _to_date(given: Period | None, _words: str) -> Period | None:
    if given is None or given.kind not in ("date", "month", "quarter", "year_to_date"):
        return None
    return to_date(given.end)


def _day_before(dated: Sequence[tuple[int, Period]], at: int) -> Period | None:
    """The day named last: `đến 26/9/2025 có 915 dự án, từ đầu năm đến nay có 106`."""
    before = [period for start, period in dated if start < at]
    return before[-1] if before and before[-1].kind == "date" else None


def _this(given: Period | None, words: str) -> Period | None:
    """The month or quarter a report on a longer time ends with."""
    if given is None or given.kind == "multi_year":
        return None
    last = given.end.month
    if words.endswith("tháng"):
        return months(given.year, last, last, "month")
    return months(given.year, last - 2, last, "quarter") if last % 3 == 0 else None


def _last(given: Period | None, words: str) -> Period | None:
    """The month or quarter before the one a report ends with."""
    this = _this(given, f"trong {words.split(maxsplit=1)[0]}")
    if this is None:
        return None
    end = this.start - timedelta(days=1)
    if this.kind == "month":
        return months(end.year, end.month, end.month, "month")
    return months(end.year, end.month - 2, end.month, "quarter")


def _now(given: Period | None, _words: str) -> Period | None:
    """`nay` behind a past year is the time of the document again."""
    return given


def _whole(given: Period | None, _words: str) -> Period | None:
    return year(given.year) if given is not None and given.kind != "multi_year" else None
