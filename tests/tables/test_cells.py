"""What a header makes of a column, and a column of its cells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from indicators.language.periods import parse_period, year
from indicators.language.quantity import Quantity
from indicators.language.relative_periods import period_in
from indicators.language.units import unit_in_brackets
from indicators.readers.table import Cell
from indicators.tables.figures import (
    is_figure,
    is_placeholder,
    read_cell,
)
from indicators.tables.header import attainment_column, read_header, role_of
from indicators.tables.model import Column, Figure, FigureError, Said
from indicators.tables.tidy import in_row
from indicators.tables.units import is_ditto
from tests.tables.tables import cell, percent


def column(*levels: str, **said: Any) -> Column:
    return Column(4, levels, "value", **said)


COLUMNS = [
    column("Giá trị (tỷ đồng)", "So với dự toán", measure="attainment", base="budget", target_by="budget", unit="tỷ đồng"),
    column("So với kế hoạch (%)", measure="attainment", base="plan", target_by="plan", unit="%"),
    column("So với Nghị quyết", measure="attainment", base="plan", target_by="district"),
    column("% hoàn thành", measure="attainment", base="plan", target_by="plan"),
    column("So với dự toán HĐND tỉnh giao (%)", measure="attainment", base="plan", target_by="province", unit="%"),
    column("UTH 2024/TH 2023 (%)", scenario="estimate", measure="growth", base="same_period", period=year(2024), unit="%"),
    column("Tốc độ tăng (%)", measure="growth", base="same_period", unit="%", growth_words=True),
    column("Năm 2023", "ƯTH/KH", scenario="estimate", measure="attainment", base="plan", target_by="plan", period=year(2023)),
    column("So sánh năm 2024 với năm 2023", measure="growth", base="same_period", period=year(2024)),
    column("Năm 2023 (kế hoạch)", scenario="target", target_by="plan", period=year(2023)),
    column("Năm 2024 (ĐVT: tỷ đồng)", period=year(2024), unit="tỷ đồng"),
    column("Năm 2024 (Đơn vị tính : ha)", period=year(2024), unit="ha"),
    column("Năm 2024 (ha)", period=year(2024), unit="ha"),
    column("Năm 2024 (tạm) (ha)", period=year(2024), unit="ha"),
    column("Năm 2024 (ha)", "Thực hiện (xã)", scenario="actual", period=year(2024), unit="xã"),
    column("Thực hiện cùng kỳ (ha)", scenario="actual", shift=1, same_period=True, unit="ha"),
    column("Cùng kỳ năm 2023", scenario="actual", period=year(2023), same_period=True),
    column("Cơ cấu năm 2024", measure="share", period=year(2024)),
    column("Số liệu"),
]  # fmt: skip


@pytest.mark.parametrize("expected", COLUMNS, ids=lambda c: c.title)
def test_whole_meaning_of_a_header(expected: Column) -> None:
    assert read_header(4, expected.header, year_hint=2024, table=year(2024)) == expected


def test_columns_of_words() -> None:
    ratings = read_header(7, ("Năm 2024", "Đánh giá"), year_hint=2024, table=None)
    assert ratings == Column(7, ("Năm 2024", "Đánh giá"), "rating")
    assert attainment_column(ratings) == Column(
        7, ratings.header, "value", measure="attainment", base="plan", target_by="plan"
    )
    assert [role_of(text) for text in ("Đơn vị:", "Năm .", "ĐVT.:", "Đơn vị x")] == [
        "unit", None, "unit", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("Lũy kế đến 15/11/2024", "2024-01-01", "2024-11-15", "year_to_date"),
        ("Từ đầu năm đến 15/11/2024", "2024-01-01", "2024-11-15", "year_to_date"),
        ("15/11/2024", "2024-11-15", "2024-11-15", "date"),
        ("Lũy kế năm 2023", "2023-01-01", "2023-12-31", "year"),
    ],
)
def test_cumulative_periods_begin_with_the_year(text: str, start: str, end: str, kind: str) -> None:
    period = period_in(text, year_hint=2024)
    assert period is not None
    assert (str(period.start), str(period.end), period.kind) == (start, end, kind)
    assert period_in("vụ mùa", year_hint=2024) is None


@pytest.mark.parametrize(
    "table", ["6 tháng đầu năm 2024", "Quý I/2024", "Tháng 5/2024", "15/11/2024"]
)
def test_plan_in_a_table_about_part_of_a_year(table: str) -> None:
    period = parse_period(table)
    plan = read_header(4, ("Kế hoạch giao",), year_hint=2024, table=period)
    assert plan.period == year(2024)
    assert read_header(4, ("Thực hiện",), year_hint=2024, table=period).period is None


def point(number: str, **more: Any) -> Quantity:
    value = Decimal(number)
    decimals = max(0, -int(value.as_tuple().exponent))
    plain: dict[str, Any] = dict.fromkeys(("low", "high", "denominator", "unit", "base"))
    said = {"bound": "point", "measure": "level", "flags": (), **plain, **more}
    return Quantity(value=value, decimals=decimals, **said)


LEVEL, GROWTH = column("Năm 2024"), column("So với cùng kỳ", measure="growth", base="same_period")
SAYS_GROWTH = column("Tốc độ tăng", measure="growth", base="same_period", growth_words=True)
PLAN = column("So với kế hoạch (%)", measure="attainment", base="plan", target_by="plan")
grown = {"measure": "growth", "unit": "%"}


@pytest.mark.parametrize(
    ("printed", "header", "growth_row", "quantity", "flags"),
    [
        (77, LEVEL, False, point("77"), ()),
        (7.50, LEVEL, False, point("7.5"), ()),
        (percent(98.5), LEVEL, False, point("98.5", unit="%"), ()),
        (98.5, PLAN, False, point("98.5", measure="attainment", unit="%"), ()),
        # an index, from 50 where the header only compares
        (50, GROWTH, False, point("-50", **grown), ("index_as_growth",)),
        (49.9, GROWTH, False, point("49.9", **grown), ()),
        (106.9, GROWTH, False, point("6.9", **grown), ("index_as_growth",)),
        (5, GROWTH, False, point("5", **grown), ()),
        (percent(4.99), GROWTH, False, point("4.99", **grown), ()),
        # and only near 100 where header or row say that it grows
        (85, SAYS_GROWTH, False, point("-15", **grown), ("index_as_growth",)),
        (84.9, SAYS_GROWTH, False, point("84.9", **grown), ()),
        (130, SAYS_GROWTH, False, point("30", **grown), ("index_as_growth",)),
        (130.1, SAYS_GROWTH, False, point("130.1", **grown), ()),
        (1.04, SAYS_GROWTH, False, point("1.04", **grown), ()),
        (130, LEVEL, True, point("30", **grown), ("index_as_growth",)),
        (130.1, LEVEL, True, point("130.1", **grown), ()),
        (60, LEVEL, True, point("60", **grown), ()),
    ],
)
def test_plain_number_of_a_cell(
    printed: Any, header: Column, growth_row: bool, quantity: Quantity, flags: tuple[str, ...]
) -> None:
    at = cell(2, 4, printed)
    wanted = [Figure(at.text, quantity, flags=flags)]
    assert read_cell(at, header, growth_row=growth_row) == wanted


@pytest.mark.parametrize(
    ("text", "ends", "flags"),
    [
        ("106 - 107", ("6", "7"), ("index_as_growth",)),
        ("6 - 7", ("6", "7"), ("direction_not_printed",)),
        ("48 - 49", ("48", "49"), ("direction_not_printed",)),
        ("48 - 50", ("-52", "-50"), ("index_as_growth",)),
    ],
)
def test_ranges_in_a_comparison(text: str, ends: tuple[str, str], flags: tuple[str, ...]) -> None:
    (figure,) = read_cell(cell(2, 4, text), GROWTH, growth_row=False)
    assert figure.quantity is not None
    assert (str(figure.quantity.low), str(figure.quantity.high)) == ends
    assert (figure.quantity.measure, figure.flags) == ("growth", flags)


@pytest.mark.parametrize("number", [1.04, 4.99, -1.04, 0])
def test_number_that_may_be_a_ratio(number: float) -> None:
    with pytest.raises(FigureError) as refused:
        read_cell(cell(2, 4, number), GROWTH, growth_row=False)
    assert refused.value.rule == "ratio_or_percent"
    signed = GROWTH.__class__(
        4, ("So sánh", "Cùng kỳ (%)"), "value", measure="growth", base="same_period"
    )
    assert read_cell(cell(2, 4, number), signed, growth_row=False)[0].quantity is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Số xã đạt chuẩn: 07 xã; 3 thôn văn hóa mới",
            [("Số xã đạt chuẩn: 07 xã", "7", "xã", "Số xã đạt chuẩn", True),
             ("3 thôn văn hóa mới", "3", "thôn", "thôn văn hóa mới", True)],
        ),
        (
            "- Lớp: 5\n\n+ 3.800 người.",
            [("- Lớp: 5", "5", None, "Lớp", False), ("+ 3.800 người.", "3800", "người", None, True)],
        ),
        ("5; 6", [("5", "5", None, None, False), ("6", "6", None, None, False)]),
        (
            "12 triệu đồng mỗi người;5 xã tốt",
            [("12 triệu đồng mỗi người", "12", "triệu đồng", "triệu đồng mỗi người", True),
             ("5 xã tốt", "5", "xã", "xã tốt", True)],
        ),
    ],
)  # fmt: skip
def test_several_figures_in_one_cell(text: str, expected: list[Any]) -> None:
    found = read_cell(cell(2, 4, text), LEVEL, growth_row=False)
    assert [
        (f.raw, f"{f.quantity.value:f}", f.quantity.unit, f.label, f.own_unit)
        for f in found
        if f.quantity
    ] == expected


@pytest.mark.parametrize("text", ["5 xã; x", "5 gạch; 3 xã", "Lớp: ba; 5 xã", "5 6 xã; 3 xã"])
def test_one_part_that_is_no_figure_refuses_all(text: str) -> None:
    with pytest.raises(FigureError):
        read_cell(cell(2, 4, text), LEVEL, growth_row=False)


def test_words_are_a_figure_of_words() -> None:
    assert read_cell(cell(2, 4, "Hoàn thành tốt"), LEVEL, growth_row=False) == [
        Figure("Hoàn thành tốt", None)
    ]


@pytest.mark.parametrize(
    ("text", "header", "row_base", "wanted"),
    [
        ("tăng 0,4%", LEVEL, None, ("growth", "0.4", "same_period")),
        ("tăng 0,4%", LEVEL, "budget", ("attainment", "100.4", "budget")),
        ("tăng 0,4%", GROWTH, "budget", ("growth", "0.4", "same_period")),
        ("77 tỷ đồng", LEVEL, "budget", ("level", "77", None)),
    ],
)
def test_row_tells_what_a_growth_is_measured_against(
    text: str, header: Column, row_base: Any, wanted: tuple[str, str, str | None]
) -> None:
    (figure,) = read_cell(cell(2, 4, text), header, growth_row=False, row_base=row_base)
    q = figure.quantity
    assert q is not None
    assert (q.measure, str(q.value), q.base) == wanted
    assert figure.own_unit


def special(kind: Any, text: str) -> Cell:
    return Cell(1, 1, kind, text)


def test_cells_that_hold_no_figure() -> None:
    assert [is_placeholder(cell(1, 1, text)) for text in ("-", " X ", "…", "không", "5")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert not is_placeholder(special("error", "-"))
    assert [is_ditto(cell(1, 1, text)) for text in ('"', "NT", "Như trên", "ha")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert [is_figure(cell(1, 1, value)) for value in (5, "98,5%", "vượt 5%", "Đạt")] == [
        True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Tỷ lệ hộ nghèo (%)", ("Tỷ lệ hộ nghèo", "%")),
        ("Thu ngân sách (tỷ đồng) .:", ("Thu ngân sách", "tỷ đồng")),
        ("Chè búp ( tấn )", ("Chè búp", "tấn")),
        ("Chè búp (ĐVT: tấn)", ("Chè búp", "tấn")),
        ("Thu (ngân sách)", None),
        ("Thu (ha) ngân sách", None),
        ("Thu ngân sách", None),
    ],
)
def test_unit_at_the_end_of_a_label(label: str, unit: Any) -> None:
    assert unit_in_brackets(label) == unit


def test_column_as_the_row_means_it() -> None:
    plain = column("Số liệu", target_by="plan")
    assert in_row(plain, Said()) == plain
    assert in_row(plain, Said(scenario="target")) == column(
        "Số liệu", scenario="target", target_by="plan"
    )
    assert in_row(plain, Said(measure="share")) == column(
        "Số liệu", "Tỷ trọng (%)", measure="share", target_by="plan", by_row=True
    )
    assert in_row(plain, Said(measure="growth")) == column(
        "Số liệu", "Tăng so với cùng kỳ (%)", measure="growth", base="same_period", target_by="plan", by_row=True
    )  # fmt: skip
    for owner, base in (
        ("city", "city"),
        ("budget", "budget"),
        ("central", "plan"),
        ("commune", "plan"),
    ):
        said = Said(measure="attainment", target_by=owner)  # type: ignore[arg-type]
        assert in_row(plain, said) == column(
            "Số liệu", "% kế hoạch", measure="attainment", base=base, target_by=owner, by_row=True
        )  # fmt: skip
    assert in_row(GROWTH, Said(measure="share")) == GROWTH
    words = Column(4, ("Ghi chú",), "note")
    assert in_row(words, Said(measure="share")) == words
