"""What the labels of a table in a document mean and say: indicators or stand-ins, labels above."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from indicators.codebook import AmbiguousLabelError, Match, UnknownLabelError, match_label
from indicators.codebook.entries import Alias, Indicator
from indicators.codebook.labels import read_label
from indicators.language.lexicon import compose
from indicators.language.marks import strip_mark
from indicators.language.text import fold, lowered, nfc
from indicators.prose.bind import Surrounding
from indicators.tables.context import JOINT, UNKNOWN
from indicators.tables.layout import is_part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.codebook import Codebook, Measure
    from indicators.codebook.country import Level
    from indicators.language.units import Unit
    from indicators.model.records import Observation
    from indicators.prose.bind import Binder
    from indicators.prose.context import Context
    from indicators.prose.evidence import Evidence

_LEADING_FIGURE = re.compile(r"^\s*[-+*]?\s*\d[\d.,]*\s*%\s*")
_DEEPEST = 4


class RowLabel(NamedTuple):
    """A row by its number, its label and those above it, nearest first; `counted`: it has figures."""

    number: str
    label: str
    above: tuple[str, ...]
    counted: bool = True


def leads_of(rows: Mapping[int, RowLabel]) -> dict[int, str]:
    """The labels above each row that its own needs: those of a part, and those that tell it from others.

    >>> rows = {3: RowLabel("1", "Lúa", ("I. Cây lương thực",)), 4: RowLabel("-", "Diện tích", ("Lúa",))}
    >>> leads_of(rows)
    {3: '', 4: 'Lúa'}
    """
    paths = {row: _named(read.above) for row, read in rows.items()}
    depth: dict[int, int] = {}
    groups: set[str] = set()
    for row, read in sorted(rows.items()):
        (groups.discard if read.counted else groups.add)(read.label)
        below = not read.number and bool(read.above) and read.above[0] in groups
        depth[row] = int(below or is_part(read.number, read.label))
    for _ in range(_DEEPEST):
        alike: dict[str, list[int]] = defaultdict(list)
        for row, read in rows.items():
            alike[fold(": ".join((*paths[row][: depth[row]], strip_mark(read.label)[1])))].append(
                row
            )
        for same in alike.values():
            for row in same if len(same) > 1 else ():
                depth[row] += 1
    return {row: ": ".join(reversed(paths[row][: depth[row]])) for row in rows}


def _named(above: Sequence[str]) -> list[str]:
    """Labels without marks and closing punctuation, `Trong đó` left out."""
    closing = compose(r"[\s.,:;(]*(?:<of_which>)?[\s.:;)]*$", "label")
    printed = (nfc(strip_mark(text)[1]) for text in above)
    ends = ((text, closing.search(lowered(text))) for text in printed)
    bare = (text[: end.start()] if end else text for text, end in ends)
    return [text for text in bare if text]


class Labels:
    """Finds indicators, and makes stand-ins for labels that the codebook does not know."""

    def __init__(self, binder: Binder, context: Context) -> None:
        """Begin a table below the headings of `context`."""
        self.binder, self.headings = binder, context.headings[:2]
        self.suggestions: dict[str, tuple[str, ...]] = {}
        self.near: dict[str, float] = {}
        self.evidence: dict[str, Evidence | None] = {}
        self.used: dict[tuple[str, str | None, str], str] = {}  # one label for one indicator
        self._unitless: set[str] = set()

    def lacks_unit(self, o: Observation) -> bool:
        """Whether nothing in the table says in what a level is counted."""
        return o.measure == "level" and o.indicator_id in self._unitless

    def match(
        self,
        codebook: Codebook,
        label: str,
        *,
        above: Sequence[str] = (),
        unit: Unit | None = None,
        measure: Measure = "level",
        level: Level | None = None,
    ) -> Match:
        """The indicator of a label; never fails.

        A label that is none of the codebook's gets the nearest indicator when it is near enough
        (`near`: how sure, `suggestions`) and no other label of the table has it, else a stand-in
        whose id begins with `UNKNOWN`.
        """
        try:
            match = match_label(
                codebook, label, above=above, unit=unit, measure=measure, level=level, near=False
            )
        except (UnknownLabelError, AmbiguousLabelError):
            symbol = unit.symbol if unit else None
            binding = self.binder.bind(
                [_LEADING_FIGURE.sub("", label)], Surrounding(above, (), self.headings),
                unit=symbol, measure=measure,
            )  # fmt: skip
            # `Xoài / Lượng` joins a row and words of a header: `Sản lượng xoài` is only near
            indicator = None if JOINT in label else binding.indicator
            ident = indicator.indicator_id if indicator else ""
            key = (ident, symbol, measure)
            if indicator is not None and self.used.setdefault(key, label) == label:
                self.near[label] = binding.confidence
                self.evidence[label] = binding.evidence
                self.suggestions[label] = binding.suggestions
                return Match(indicator, Alias(label))
            ident = f"{UNKNOWN}{len(self.suggestions)} {read_label(label).name}"
            self.suggestions[ident] = binding.suggestions
            if unit is None:
                self._unitless.add(ident)
            return Match(_stand_in(ident, label, unit, measure), Alias(label))
        self.used.setdefault(
            (match.indicator.indicator_id, unit.symbol if unit else None, measure), label
        )
        return match


def _stand_in(ident: str, label: str, unit: Unit | None, measure: Measure) -> Indicator:
    rate = unit is not None and unit.symbol == "%" and measure == "level"
    own = unit.symbol if unit and (rate or unit.symbol != "%") else "đồng"
    if read_label(label).name.startswith(("tỷ lệ", "tỉ lệ", "tỷ suất")):
        own = "%"
    return Indicator(
        indicator_id=ident, vi=label, en=label, theme="", unit=own, also_units=(), better="none",
        measure="level", price={}, sector=None, group=None, parent=None, range=(None, None),
        better_share="none", definition="", definition_vi=None, legal=None, official_code=None,
        levels=(), refused=frozenset(), not_under=frozenset(), comparability=ident, grade="same",
        comparability_note="", comparability_note_vi=None, aliases=(),
    )  # fmt: skip
