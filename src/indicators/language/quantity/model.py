"""What a printed figure says, and why a text is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from indicators.messages.errors import IndicatorsError

if TYPE_CHECKING:
    from decimal import Decimal

Bound = Literal["point", "range", "at_least", "more_than", "at_most", "less_than"]
Base = Literal["same_period", "plan", "budget", "district", "city", "province"]

_FLIPPED: dict[Bound, Bound] = {
    "at_least": "at_most",
    "at_most": "at_least",
    "more_than": "less_than",
    "less_than": "more_than",
}


class Quantity(NamedTuple):
    """What a printed figure says; a tuple, because a file has hundreds of them.

    Attributes:
        bound: `point`, `range`, or the side of a threshold and whether it is open.
        value: Of a point; the numerator of a ratio.
        low: Of a range, `at_least`, `more_than`.
        high: Of a range, `at_most`, `less_than`.
        denominator: Of a ratio such as `27/30`.
        decimals: Most decimals printed in any of its numbers.
        unit: Canonical symbol of the printed unit, None if none was printed.
        measure: `level`; `growth`, percent on the same period of the year before;
            `attainment`, percent of a plan; `change`, absolute.
        base: What it is compared with, where it is.
        flags: Sorted: `approximate`, `estimate`, `index_suspect`, `unit_suspect`.
    """

    bound: Bound
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    denominator: Decimal | None
    decimals: int
    unit: str | None
    measure: Literal["level", "growth", "attainment", "change"] = "level"
    base: Base | None = None
    flags: tuple[str, ...] = ()


class QuantityError(IndicatorsError, ValueError):
    """A text that is no quantity.

    Attributes:
        reason: Stable code: `no_figure`, `dot_decimal`, `bad_number`, `ambiguous_sign`,
            `bad_range`, `looks_like_years`, `looks_like_date`, `bad_ratio`, `two_units`,
            `unknown_unit`, `no_base`, `no_unit`, `index_or_growth`, `several_figures`,
            `too_long`, `unreadable`.
        text: What was to be read.
        hint: What was probably meant, if that can be said.
    """

    def __init__(
        self, reason: str, text: str, code: str, hint: str | None = None, /, **arguments: object
    ) -> None:
        """Keep reason, text, hint, code and arguments."""
        super().__init__(code, **arguments)
        self.args = (reason, text, code, hint)
        self.reason, self.text, self.hint = reason, text, hint


def mirrored(q: Quantity) -> Quantity:
    """The quantity with its sign turned: ends change places, thresholds change sides."""

    def minus(number: Decimal | None) -> Decimal | None:
        return None if number is None else -number

    bound = _FLIPPED.get(q.bound, q.bound)
    return q._replace(bound=bound, value=minus(q.value), low=minus(q.high), high=minus(q.low))


def moved(q: Quantity, by: Decimal) -> Quantity:
    """The quantity with `by` added to every number but the denominator."""

    def move(number: Decimal | None) -> Decimal | None:
        return None if number is None else number + by

    return q._replace(value=move(q.value), low=move(q.low), high=move(q.high))
