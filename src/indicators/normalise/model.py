"""What a cell of figures is read to, and why one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from indicators.quantity import Quantity


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


class FigureError(ValueError):
    """A cell that cannot be read as a figure; sentences in both languages."""

    def __init__(self, rule: str, vi: str, en: str, expected: str | None = None) -> None:
        """Keep the parts of the finding to be made of it."""
        super().__init__(en)
        self.rule, self.vi, self.en, self.expected = rule, vi, en, expected


class HeadError(ValueError):
    """A head the vocabulary does not know, or one that may mean several things."""
