"""What a header and a cell of figures are read to, and why they are refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from indicators.messages.errors import IndicatorsError

if TYPE_CHECKING:
    from indicators.codebook import Indicator, Label, Match, Measure, PriceBasis
    from indicators.language.periods import Period
    from indicators.language.quantity import Base, Quantity
    from indicators.language.units import Unit
    from indicators.model.records import Scenario, TargetBy
    from indicators.readers.table import Cell
    from indicators.tables.declared import Answer

Role = Literal[
    "number", "label", "unit", "place", "period", "source", "note", "rating", "ignored", "value",
    "indicator", "scenario", "measure", "target_by", "prices", "code", "entry",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """The meaning of one column.

    Attributes:
        index: 1-based column of the sheet.
        header: Header as printed, its levels from top to bottom.
        role: What its cells are.
        scenario: Of its figures; None where the row decides (comparisons).
        measure: `level`, `growth`, `attainment`, `share` or `change`; any where the row says it.
        base: For a comparison, what with (see `quantity.parse_quantity`).
        period: Of its figures, as far as the header names one.
        shift: 1 for the year before.
        same_period: Whether it is the same period of another year, or a comparison with that
            (see `columns`).
        figures_of: Year whose figures a comparison speaks of, which names that of its base alone.
        target_by: Who set the target, or whose target is the measure.
        unit: Canonical unit printed in the header.
        growth_words: Whether the header says that plain numbers are growth rates.
        falls: Whether it says that they are falls (`Giảm so với cùng kỳ`).
        by_row: Whether the row itself says the measure (see `tidy`).
        place: place_id of the territory the header names.
        labels: What it names of an indicator, the nearest first (see `axes`).
        open_base: Whether a comparison leaves to others what it is set against (see `bases`).
        of_target: Whether that can only be a target (`Đạt (%)`).
        alone: Whether it may be a comparison as well: `Cùng kỳ` with nothing beside it.
        result: Index of the column whose figures a comparison speaks of, where that is known.
        ratio: Whether plain numbers of a comparison are ratios (1,05 for 105 %), or may be.
        preliminary: Whether its results may still be corrected (`Sơ bộ`).
        refused: Whether its header was not understood.
        doubtful: Whether words of its header are not understood, and stand in its labels.
        mixed: Of growth whose plain numbers are indices and rates: which are the more; `worked out`:
            all are indices, as the figures beside say (see `indices`).
    """

    index: int
    header: tuple[str, ...]
    role: Role
    scenario: Scenario | None = None
    measure: Measure = "level"
    base: Base | None = None
    period: Period | None = None
    shift: int = 0
    same_period: bool = False
    figures_of: int | None = None
    target_by: TargetBy | None = None
    unit: str | None = None
    growth_words: bool = False
    falls: bool = False
    by_row: bool = False
    place: str | None = None
    labels: tuple[str, ...] = ()
    open_base: bool = False
    of_target: bool = False
    alone: bool = False
    result: int | None = None
    ratio: Literal["sure", "unsure"] | None = None
    preliminary: bool = False
    refused: bool = False
    doubtful: bool = False
    mixed: Literal["index", "rate", "neither", "worked out"] | None = None

    @property
    def title(self) -> str:
        """Header in one line, for messages."""
        return " / ".join(self.header)


class Figure(NamedTuple):
    """One figure of a cell: a quantity, or words where `quantity` is None.

    Attributes:
        raw: As printed.
        quantity: What was read.
        label: A label of its own, where the cell names several things.
        flags: To be put on the observation.
        own_unit: Whether the cell itself prints a unit.
    """

    raw: str
    quantity: Quantity | None
    label: str | None = None
    flags: tuple[str, ...] = ()
    own_unit: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says in columns of its own; None where it leaves that to header and label.

    Attributes:
        indicator: Chosen from the codebook.
        chosen: The cell that chooses it.
        scenario: Target, estimate or actual.
        measure: What the figure is.
        target_by: Who set the target, or whose target it is measured against.
        price_basis: Of its prices.
        base_year: Of constant prices.
        flags: How the figure was come by.
    """

    indicator: Indicator | None = None
    chosen: Cell | None = None
    scenario: Scenario | None = None
    measure: Measure | None = None
    target_by: TargetBy | None = None
    price_basis: PriceBasis | None = None
    base_year: int | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What the figures of one row share; `own_unit`: not only that of the whole table.

    `names` are the parts of a label that stand on both axes of the table, the nearest first.
    `owner`: see `layout.Outline`. `unit_key` and `code`: what an answer about the label is found
    by; `after`: the label it follows, where the table prints it again and again; `answer`: that answer.
    """

    label: Cell
    above: tuple[str, ...]
    place_id: str
    period: Period | None
    unit: str | None
    own_unit: bool
    raw_unit: str | None
    unit_flags: tuple[str, ...]
    source: str | None
    note: str | None
    rating: Cell | None
    said: Said
    names: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    unit_key: str = ""
    code: str = ""
    after: str = ""
    answer: Answer | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The label with what it stands under, nearest first: what an answer about it is found by."""
        return (self.label.text, *((self.after,) if self.after else ()), *self.above)


class ValueCell(NamedTuple):
    """A cell of figures with the meaning of its column."""

    cell: Cell
    column: Column
    figures: tuple[Figure, ...]


class Reading(NamedTuple):
    """One figure on its way to an observation."""

    value: ValueCell
    figure: Figure
    number: int
    label: str
    words: Label
    measure: Measure
    unit: Unit | None
    match: Match


class FigureError(IndicatorsError, ValueError):
    """A cell that cannot be read as a figure.

    Attributes:
        rule: Of the finding to be made of it.
        expected: What was probably meant.
    """

    def __init__(
        self, rule: str, code: str, expected: str | None = None, /, **arguments: object
    ) -> None:
        """Keep rule, code, arguments and what was probably meant."""
        super().__init__(code, **arguments)
        self.rule, self.expected = rule, expected


class HeaderError(IndicatorsError, ValueError):
    """A header the vocabulary does not know, or one that may mean several things."""
