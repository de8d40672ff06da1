"""Labels of tables: found in the codebook, near to one of it, or with a stand-in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.codebook import AmbiguousLabelError, Match, UnknownLabelError, match_label
from indicators.codebook.entries import Alias, Indicator
from indicators.codebook.labels import read_label
from indicators.prose.bind import Surrounding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Codebook, Measure
    from indicators.language.units import Unit
    from indicators.prose.bind import Binder
    from indicators.prose.context import Context

UNKNOWN = "?"
_FIGURE = re.compile(r"^\s*[-+*]?\s*\d[\d.,]*\s*%\s*")


class Labels:
    """Finds indicators, and makes stand-ins for labels that the codebook does not know."""

    def __init__(self, binder: Binder, context: Context) -> None:
        """Begin a table below the headings of `context`."""
        self.binder, self.headings = binder, context.headings[:2]
        self.suggestions: dict[str, tuple[str, ...]] = {}
        self.near: dict[str, float] = {}
        self.used: dict[tuple[str, str | None, str], str] = {}  # one label for one indicator

    def match(
        self,
        codebook: Codebook,
        label: str,
        *,
        above: Sequence[str] = (),
        unit: Unit | None = None,
        measure: Measure = "level",
    ) -> Match:
        """The indicator of a label; never fails.

        A label that is none of the codebook's gets the nearest indicator when it is near enough
        (`near`: how sure, `suggestions`) and no other label of the table has it, else a stand-in
        whose id begins with `UNKNOWN`.
        """
        try:
            match = match_label(
                codebook, label, above=above, unit=unit, measure=measure, near=False
            )
        except (UnknownLabelError, AmbiguousLabelError):
            symbol = unit.symbol if unit else None
            binding = self.binder.bind(
                [_FIGURE.sub("", label)], Surrounding(above, (), self.headings),
                unit=symbol, measure=measure,
            )  # fmt: skip
            ident = binding.indicator.indicator_id if binding.indicator else ""
            key = (ident, symbol, measure)
            if binding.indicator is not None and self.used.setdefault(key, label) == label:
                self.near[label] = binding.confidence
                self.suggestions[label] = binding.suggestions
                return Match(binding.indicator, Alias(label, label))
            ident = f"{UNKNOWN}{len(self.suggestions)} {read_label(label).name}"
            self.suggestions[ident] = binding.suggestions
            return Match(_stand_in(ident, label, unit, measure), Alias(label, label))
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
        ident, label, label, "", own, "none", "level", {}, None, None, None,
        (None, None), "", ident, "same", "", None, (),
    )  # fmt: skip
