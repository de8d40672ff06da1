"""What a person has said labels, headers, units and places of an office mean.

An answer is found by what is printed, folded, never by where it stood. It counts before the
codebook, so that it can correct that as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.codebook import read_label
from indicators.codebook.entries import Alias, Match
from indicators.codebook.places import Territory
from indicators.language.periods import without_periods
from indicators.language.text import fold, nfc
from indicators.language.units import find_unit, known_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.codebook import Indicator

LabelKey = tuple[tuple[str, ...], str]

CODES = "code"
"""The answer to a header over the office's own codes, by which labels are then known."""
_RATES = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        where: The cell that gives it: `mapping/dong-lua.xlsx, Chỉ tiêu!H5`.
        value: indicator_id, words of a header, symbol of a unit or place_id; None to leave out.
        indicator: Of a label.
        unit: Of a label beside which no unit is printed.
    """

    where: str
    value: str | None
    indicator: Indicator | None = None
    unit: str | None = None

    @property
    def is_rate(self) -> bool:
        """Whether plain percentages of the indicator are its levels, whatever the label says."""
        return self.indicator is not None and is_rate(self.indicator)

    @property
    def levels(self) -> tuple[str, ...]:
        """The words of a header by level, top first."""
        return tuple(part.strip() for part in (self.value or "").split(" / "))


@dataclass(frozen=True, slots=True)
class Declared:
    """The answers of one mapping, by what is printed."""

    name: str = ""
    labels: Mapping[LabelKey, Answer] = field(default_factory=dict)
    codes: Mapping[str, Answer] = field(default_factory=dict)
    headers: Mapping[tuple[str, ...], Answer] = field(default_factory=dict)
    units: Mapping[str, Answer] = field(default_factory=dict)
    places: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mappings:
    """All mappings of a data folder.

    Attributes:
        by_name: The answers by the name of the mapping: a folder below `raw/`, or a place.
        documents: Facts of documents by the name of their file, each with the cell that gives it.
        listed: The mapping that lists a file.
    """

    by_name: Mapping[str, Declared] = field(default_factory=dict)
    documents: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)

    def of(self, file: str, place_id: str | None) -> Declared:
        """The answers for a file: of the mapping that lists it, of its folder, or of its place."""
        *folders, name = file.split("/")
        places = [place_id.replace("/", "-")] if place_id else []
        for named in (self.listed.get(fold(name), ""), *folders[1:], *places):
            if named in self.by_name:
                return self.by_name[named]
        return NOTHING_DECLARED


NOTHING_DECLARED = Declared()


def is_rate(indicator: Indicator) -> bool:
    """Whether plain percentages are its levels, not its growth or share."""
    return indicator.unit in _RATES and indicator.measure == "level"


def label_key(path: Sequence[str], unit: str) -> LabelKey:
    """What an answer to a label is found by: it and those above it, without years, and its unit.

    >>> label_key(["- Lúa  đông xuân", "I. Diện tích năm 2023"], "Ha")
    (('lúa đông xuân', 'diện tích'), 'ha')
    """
    return tuple(without_periods(read_label(text).full).strip() for text in path), unit_key(unit)


def header_key(levels: Sequence[str]) -> tuple[str, ...]:
    """What an answer to a header is found by.

    >>> header_key(["NĂM 2023 ", "Số  TH"])
    ('năm 2023', 'số th')
    """
    return tuple(fold(level) for level in levels)


def unit_key(printed: str) -> str:
    """What an answer about a unit is found by: its symbol where it is known, else the text.

    >>> unit_key("Tr.đồng"), unit_key("Xã,  TT."), unit_key("")
    ('triệu đồng', 'xã, tt', '')
    """
    text = fold(printed).rstrip(". ")
    return fold(find_unit(text)[0].symbol) if text and known_unit(text) else text


def match_declared(answer: Answer, label: str) -> Match:
    """The indicator an answer chooses, in the place of an alias of the codebook."""
    assert answer.indicator is not None  # noqa: S101 (asked of answers that choose one)
    return Match(answer.indicator, Alias(nfc(label)))


def territory_declared(answer: Answer) -> Territory:
    """The territory an answer names; one without id where it is to be left out."""
    return Territory(answer.value)
