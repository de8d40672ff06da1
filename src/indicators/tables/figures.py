"""From a cell of figures to quantities: numbers, words, several figures in one cell."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from indicators.language.lexicon import phrases
from indicators.language.marks import strip_mark
from indicators.language.quantity import Base, Quantity, QuantityError, parse_quantity
from indicators.language.text import nfc
from indicators.tables.bases import RATIO_BELOW
from indicators.tables.indices import INDEX_FROM, as_rate
from indicators.tables.model import Figure, FigureError

if TYPE_CHECKING:
    from indicators.language.quantity.model import Bound
    from indicators.readers.table import Cell
    from indicators.tables.model import Column

# A mark behind a figure; behind a ten it may be an exponent, behind a letter a unit (m²).
_FOOTNOTE = re.compile(r"(?<=[\d%])(?<!\b10)\s*([*¹²³⁰⁴-⁹†]{1,3}|\(\*{1,3}\))\Z")
_SPACED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d.]| \d)")
_TYPED_AS_TEXT = re.compile(r"\A['’](?=[-+]?\d)")  # the sign that makes Excel keep a number as text
_ZERO = re.compile(r"0+(?:,0+)?\s*%?")
_CUT_OFF = re.compile(r"\d\s*,\Z")
_DOTS = re.compile(r"[.…:]+")
# A fall of at least 3 is a change of at most -3.
_TURNED: dict[Bound, Bound] = {
    "at_least": "at_most", "at_most": "at_least", "more_than": "less_than", "less_than": "more_than",
}  # fmt: skip
_PLUS = re.compile(r"\A\+(?=\d)")


def is_placeholder(cell: Cell) -> bool:
    """Whether the cell says that there is no figure (`-`, `…`, `x`)."""
    if cell.kind != "text":
        return False
    return cell.key in phrases("no_figure", "cell") or bool(_DOTS.fullmatch(cell.key))


def is_zero(cell: Cell) -> bool:
    """Whether the cell holds a zero, as a number or as text."""
    if cell.number is not None:
        return cell.number == 0
    return _ZERO.fullmatch(cell.text.strip()) is not None


def footnote(cell: Cell) -> str | None:
    """The mark of a footnote at a figure: raised in its cell, or printed behind it."""
    printed = _FOOTNOTE.search(nfc(cell.text)) if cell.kind == "text" else None
    return "; ".join(filter(None, (cell.note, printed[1] if printed else ""))) or None


def is_figure(cell: Cell) -> bool:
    """Whether a cell that should hold words (a rating) holds a plain figure."""
    if cell.number is not None:
        return True
    try:
        parse_quantity(nfc(cell.text), base="plan")
    except QuantityError:
        return False
    return True


def read_cell(
    cell: Cell, column: Column, *, growth_row: bool, row_base: Base | None = None
) -> list[Figure]:
    """Read the figures of one cell.

    Args:
        cell: Not empty and no placeholder.
        column: Meaning of its column.
        growth_row: Whether the row's label says that its percentages are growth rates.
        row_base: What the target of the row is set against (`Tăng 5% so với dự toán`): a result
            that only says `Tăng 0,4%` is measured against the same.

    Returns:
        One figure, or several where the cell names several things; words without any digit
        become a figure without quantity.

    Raises:
        FigureError: If the cell holds an error, a date, a formula without value, or text with
            digits that fits no rule.
    """
    if cell.kind == "date":
        guess = _before_excel(cell)
        raise FigureError("date_in_value", "figure.date", guess, text=cell.text, guess=guess)
    if cell.kind in ("error", "no_value", "boolean"):
        rules = {"error": "error_value", "no_value": "formula_without_value"}
        raise FigureError(rules.get(cell.kind, "unreadable_figure"), "figure.none", text=cell.text)
    if "shown_differs" in cell.flags:
        raise FigureError(
            "shown_differs", "figure.shown_differs", cell.exact, text=cell.text, exact=cell.exact
        )
    if cell.number is not None:
        quantity = _of_number(cell)
        return [_in_column(Figure(cell.text, quantity), column, growth_row=growth_row)]
    text = nfc(cell.text)
    try:
        figure = _of_text(cell, column, row_base)
    except QuantityError as error:
        if error.reason == "no_figure":
            return [Figure(cell.text, None)]
        parts = _split(cell.text)
        if parts:
            return parts
        raise FigureError(
            "unknown_unit" if error.reason == "unknown_unit" else "unreadable_figure",
            "figure.unreadable",
            error.hint,
            text=text,
            error=error,
        ) from error
    return [_in_column(figure, column, growth_row=growth_row)]


def _of_text(cell: Cell, column: Column, row_base: Base | None) -> Figure:
    """Read text in the light of its column; words of a number format with all its decimals.

    Raises:
        QuantityError: If it is no quantity.
    """
    raw = cell.text
    text = _TYPED_AS_TEXT.sub("", _FOOTNOTE.sub("", nfc(cell.exact or raw)))
    text = _SPACED.sub(lambda found: found[0].replace(" ", "."), text)
    if _CUT_OFF.search(text):
        raise QuantityError("bad_number", text, "quantity.comma_at_end", text=text)
    flags: tuple[str, ...] = ()
    change = column.measure == "change"  # there +5 is a number, elsewhere a rise
    base = None if change else column.base
    try:
        quantity = parse_quantity(_PLUS.sub("", text) if change else text, base=base)
    except QuantityError as error:
        if error.reason != "index_or_growth":
            raise
        quantity, flags = parse_quantity(text), ("direction_not_printed",)
    if row_base is not None and quantity.measure == "growth" and column.base is None:
        quantity = parse_quantity(text, base=row_base)
    if cell.decimals is not None:
        quantity = quantity._replace(decimals=cell.decimals)
    return Figure(raw, quantity, flags=flags, own_unit=quantity.unit is not None)


def _of_number(cell: Cell) -> Quantity:
    return Quantity(
        bound="point",
        value=cell.number,
        low=None,
        high=None,
        denominator=None,
        decimals=cell.decimals or 0,
        unit="%" if cell.percent else None,
        measure="level",
        base=None,
        flags=(),
    )


def _in_column(figure: Figure, column: Column, *, growth_row: bool) -> Figure:
    """Give a plain number the measure of its column; tell indices from growth rates."""
    quantity = figure.quantity
    if quantity is None:
        return figure
    _refuse_other_units(figure.raw, quantity, column)
    _refuse_negative(figure.raw, quantity, column)
    if column.falls:
        return figure._replace(quantity=_fall(figure.raw, quantity, column))
    if quantity.measure != "level":
        return figure
    if column.measure == "change":
        return figure._replace(quantity=quantity._replace(measure="change"))
    if column.ratio == "sure" and quantity.unit is None:
        quantity = _hundredfold(quantity)
    elif _may_be_ratio(quantity, column):
        raise FigureError("ratio_or_percent", "figure.ratio_or_percent", printed=figure.raw)
    if column.measure == "attainment":
        return figure._replace(quantity=quantity._replace(measure="attainment", unit="%"))
    if column.measure != "growth" and not growth_row:
        return figure
    if quantity.unit not in (None, "%"):
        return figure
    rate, flags = as_rate(quantity, column, figure.raw, growth_row=growth_row)
    return figure._replace(
        quantity=rate, flags=flags or figure.flags
    )  # an index prints its direction


def _fall(raw: str, quantity: Quantity, column: Column) -> Quantity:
    """A plain number below a header that says `giảm`: what is missing to the base.

    Raises:
        FigureError: If the number has a direction of its own, or may be an index.
    """
    ends = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    percent = column.measure != "change"
    plain = quantity.measure == "level" and all(n >= 0 for n in ends)
    if not plain or (percent and any(n >= INDEX_FROM for n in ends)):
        raise FigureError(
            "index_or_growth", "figure.fall_or_index", printed=raw, title=column.title
        )
    base = Decimal(100) if column.measure == "attainment" else Decimal(0)
    value, low, high = (
        None if n is None else base - n for n in (quantity.value, quantity.high, quantity.low)
    )
    return quantity._replace(
        measure=column.measure,  # type: ignore[arg-type]  # a comparison is no share and no text
        bound=_TURNED.get(quantity.bound, quantity.bound),
        value=value,
        low=low,
        high=high,
        unit="%" if percent else quantity.unit,
    )


def _refuse_other_units(raw: str, quantity: Quantity, column: Column) -> None:
    """Refuse `5 xã` and `27/30` where percentages stand, and `5%` where differences do.

    A rise in another unit is no percentage either; beside a column of plans it would be taken for
    one on the year before.

    Raises:
        FigureError: With the header of the column.
    """
    unit, measure = quantity.unit, quantity.measure
    if column.measure in ("attainment", "share", "growth") and measure in ("level", "change"):
        points = column.measure == "growth" and unit == "điểm %"
        rise = column.measure == "growth" and measure == "change"
        fits = points or rise or (unit in (None, "%") and quantity.denominator is None)
        code = "figure.no_percentage"
    elif column.measure == "change" and measure == "level":
        fits = unit != "%" and quantity.denominator is None
        code = "figure.no_difference"
    else:
        return
    if not fits:
        raise FigureError("unit_does_not_fit", code, printed=raw, title=column.title)


def _refuse_negative(raw: str, quantity: Quantity, column: Column) -> None:
    """Refuse a negative part of a plan or of a whole.

    Raises:
        FigureError: With the header of the column.
    """
    ends = (quantity.value, quantity.low, quantity.high)
    if column.measure in ("attainment", "share") and quantity.measure == "level":
        if not any(n is not None and n < 0 for n in ends):
            return
        raise FigureError("unreadable_figure", "figure.negative", printed=raw, title=column.title)


def _hundredfold(quantity: Quantity) -> Quantity:
    """A ratio in percent: 1,0145 is 101,45; one of a single decimal is worth no whole percent."""
    value, low, high = (
        None if n is None else n.scaleb(2) for n in (quantity.value, quantity.low, quantity.high)
    )
    return quantity._replace(
        value=value,
        low=low,
        high=high,
        decimals=max(0, quantity.decimals - 2),
        flags=(*quantity.flags, *(("approximate",) if quantity.decimals == 1 else ())),
    )


def _may_be_ratio(quantity: Quantity, column: Column) -> bool:
    """Whether 1,04 may stand for 104 %: in a comparison without any percent sign, or as the column makes likely."""
    if column.ratio == "unsure":
        return quantity.unit is None
    return (
        column.base is not None
        and quantity.unit is None
        and quantity.value is not None
        and abs(quantity.value) < RATIO_BELOW
        and not column.growth_words
        and not any("%" in text for text in column.header)
    )


def _split(text: str) -> list[Figure]:
    """Several figures in one cell, each on its line or after a semicolon, each with its words."""
    parts = [part.strip() for part in re.split(r"[\n;]+", text) if part.strip()]
    if len(parts) == 1:
        return []
    figures = []
    for part in parts:
        figure = _named(strip_mark(nfc(part))[1].rstrip(". "), raw=part)
        if figure is None:
            return []
        figures.append(figure)
    return figures


def _named(text: str, raw: str) -> Figure | None:
    """`Số xã đạt chuẩn: 07 xã`, `07 xã đạt chuẩn` or a bare `3.800 người`."""
    label, colon, value = text.rpartition(":")
    if colon:
        try:
            quantity = parse_quantity(value)
            return Figure(raw, quantity, label=label.strip(), own_unit=quantity.unit is not None)
        except QuantityError:
            return None
    try:
        quantity = parse_quantity(text)
        return Figure(raw, quantity, own_unit=quantity.unit is not None)
    except QuantityError:
        pass
    words = text.split()
    # The figure ends with the longest known unit; what follows is the label.
    for cut in range(len(words) - 1, 1, -1):
        try:
            quantity = parse_quantity(" ".join(words[:cut]))
        except QuantityError:
            continue
        if quantity.unit is None:
            return None
        label = f"{quantity.unit} {' '.join(words[cut:])}"
        return Figure(raw, quantity, label=label, own_unit=True)
    return None


def _before_excel(cell: Cell) -> str:
    """What a person probably typed: `3-5` becomes a day and a month, `10-15` a month and a year."""
    if cell.date is None:
        return cell.text
    day, month, year = cell.date.day, cell.date.month, cell.date.year % 100
    guess = f"{min(day, month)}-{max(day, month)}"  # ranges ascend, whichever way dates are read
    return f"{guess}' / '{month}-{year}" if day == 1 and month < year else guess
