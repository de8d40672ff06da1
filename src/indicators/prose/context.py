"""What headings lend to the figures below them: place in the document, scenario, period, labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from indicators.language.marks import NO_MARK, SIGN_RANK, Mark, read_alone
from indicators.language.periods import parse_period
from indicators.language.sentences import NO_TIME, PART_NUMERALS, TITLE_LINE, TITLE_PARTS, context
from indicators.language.text import lowered, nfc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indicators.language.periods import Period
    from indicators.model.records import Scenario
    from indicators.prose.model import DocumentFacts
    from indicators.readers.blocks import Block

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SHORT = 160
_SENTENCES = re.compile(r"(?<=[.;])\s+")
_LEAD_IN = re.compile(r"[^:]{3,120}:")


@dataclass(slots=True)
class _Level:
    mark: Mark
    rank: float  # of its mark; a heading without one stands beside the heading above it
    text: str
    heading: bool

    @property
    def lends(self) -> bool:
        """Whether it only introduces what stands below it."""
        text = self.text.rstrip()
        return self.heading or (
            len(text) < _SHORT
            and (text.endswith(":") or TITLE_LINE.fullmatch(text.lower()) is not None)
        )


@dataclass(slots=True)
class Context:
    """Where the reader is in the document.

    Attributes:
        facts: Of the document.
        levels: Numbered headings and items above, outermost first.
        items: Items above by series of marks, outermost first.
        lead: The paragraph that leads to the items below it: `Kết quả tháng 5 như sau:`.
        given: Scenario and period that hold whatever the headings say (a column of a table).
    """

    facts: DocumentFacts
    levels: list[_Level] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)
    lead: str | None = None
    given: tuple[Scenario, Period | None] | None = None
    _known: dict[str, Any] = field(default_factory=dict)  # until the next block

    def enter(self, block: Block) -> None:
        """Take in the next block that is no footnote."""
        self._known = {}
        mark = block.mark
        self._take_lead(block)
        if mark.rank < SIGN_RANK:
            while self.levels and self.levels[-1].rank >= mark.rank:
                self.levels.pop()
            self.levels.append(_Level(mark, mark.rank, block.text, block.kind == "heading"))
            self.items.clear()
        elif block.kind == "heading":
            while self.levels and not self.levels[-1].mark.kind:
                self.levels.pop()
            if self.levels and self.levels[-1].rank > 1:
                self.levels.clear()  # a heading without number ends the numbered ones
            self.levels.append(
                _Level(
                    NO_MARK, self.levels[-1].rank if self.levels else -1.0, block.text, heading=True
                )
            )
            self.items.clear()
        elif block.kind == "item":
            series = [one for one, _ in self.items]
            if mark.series in series:
                del self.items[series.index(mark.series) :]
            self.items.append((mark.series, block.text))
        elif block.kind == "paragraph":
            self.items.clear()

    def _take_lead(self, block: Block) -> None:
        """Keep a paragraph that ends in a colon for the items below it."""
        if block.kind != "item" or block.mark.rank < SIGN_RANK:
            leads = block.kind == "paragraph" and block.text.rstrip().endswith(":")
            self.lead = block.text if leads else None

    @property
    def locator(self) -> str | None:
        """`Phần một I.2.1`, `II.2 (1)`, `Phụ lục`."""
        parts: list[Mark] = []
        lead = tail = ""
        for mark in (level.mark for level in self.levels if level.mark.kind):
            if mark.kind == "part":
                lead = _part_name(mark.text)
            elif mark.kind == "bracket":
                tail = f" ({mark.text})"
            else:
                if mark.kind == "dotted":  # it repeats the numbers above it; I.1.2 has all of them
                    first = read_alone(mark.text.partition(".")[0])
                    parts = [part for part in parts if part.rank < first.rank]
                parts.append(mark)
        joined = ".".join(part.text for part in parts) + tail
        return " ".join(part for part in (lead, joined.strip()) if part) or None

    @property
    def leads(self) -> Iterator[str]:
        """What introduces the current block: items and a paragraph that end in a colon."""
        for _, text in reversed(self.items[:-1]):
            if text.rstrip().endswith(":"):
                yield text
        if self.lead is not None and self.items:
            yield _SENTENCES.split(self.lead)[-1]

    @property
    def headings(self) -> list[str]:
        """Texts of the headings above, nearest first."""
        texts = [level.text for level in reversed(self.levels)]
        return [*texts, self.facts.title or ""]

    @property
    def above(self) -> tuple[str, ...]:
        """Labels of the items above the current one, nearest first."""
        labels = [text for _, text in reversed(self.items[:-1])]
        labels += [
            level.text
            for level in reversed(self.levels)
            if level.mark.kind == "bracket" or not level.heading
        ]
        labels += [level.text for level in reversed(self.levels) if level.heading]
        return tuple(_lead_in(text) for text in labels)

    def scenario(self) -> Scenario:
        """Target or actual, as the nearest heading that tells says."""
        if self.given is not None:
            return self.given[0]
        if "scenario" not in self._known:
            self._known["scenario"] = self._told()
        told: Scenario = self._known["scenario"]
        return told

    def _told(self) -> Scenario:
        for text in (*self.leads, *self._lending):
            found = _scenario(lowered(nfc(text)))
            if found:
                return found
        for text in (self.facts.title or "",):
            found = _scenario(lowered(text))
            if found:
                return found
        kind = (self.facts.kind or "").lower()
        return (
            "target"
            if kind in ("nghị quyết", "kế hoạch", "chỉ thị", "quyết định") and not self.levels
            else "actual"
        )

    def period(self, scenario: Scenario) -> Period | None:
        """The period the nearest heading names, else that of the document."""
        if self.given is not None and self.given[1] is not None:
            return self.given[1]
        if scenario not in self._known:
            self._known[scenario] = self._named(scenario)
        named: Period | None = self._known[scenario]
        return named

    def _named(self, scenario: Scenario) -> Period | None:
        hint = self.hint
        of_years = self.facts.period is not None and self.facts.period.kind == "multi_year"
        for text in (*self.leads, *self._lending):
            period = _named(text, hint, of_years=of_years)
            if period is not None:
                return period
        if scenario == "target" and self.facts.title:
            parts = TITLE_PARTS.split(self.facts.title)
            named = [p for part in parts if (p := _named(part, hint, of_years=False)) is not None]
            if named:
                return named[-1]
        return self.facts.period

    @property
    def _lending(self) -> Iterator[str]:
        """Texts of the levels above that only introduce what stands below, nearest first."""
        return (level.text for level in reversed(self.levels) if level.lends)

    @property
    def hint(self) -> int | None:
        """Year of the document, for parts of a year."""
        if self.facts.period is not None:
            return self.facts.period.year
        return self.facts.issued_on.year if self.facts.issued_on else None


def _part_name(mark: str) -> str:
    words = mark.lower().split()
    if words[0] == "phụ":
        return " ".join(["Phụ lục", *mark.split()[2:]])
    number = words[-1]
    return f"{words[0].capitalize()} {PART_NUMERALS.get(number, number)}"


@lru_cache(maxsize=4096)
def _scenario(low: str) -> Scenario | None:
    target, result = context("target").search(low), context("result").search(low)
    if target and (result is None or target.start() < result.start()):
        return "target"
    return "actual" if result else None


@lru_cache(maxsize=4096)
def _named(text: str, hint: int | None, *, of_years: bool) -> Period | None:
    plain = NO_TIME.sub(" ", text[:300])
    years = _YEAR.findall(plain)
    period = parse_period(plain, year_hint=int(years[-1]) if years else hint)
    if period is None and (of_years or context("target").search(lowered(text[:300]))):
        period = parse_period(text[:300])  # targets of a term, or a report on one
    return None if period is not None and period.kind == "date" else period


def _lead_in(text: str) -> str:
    found = _LEAD_IN.match(text)
    return found[0][:-1] if found else text[:120]
