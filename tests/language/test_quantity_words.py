"""The words around a figure, each by its meaning: what is in front of it, behind it, and between."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from indicators.language.quantity import Quantity, QuantityError, parse_quantity

if TYPE_CHECKING:
    from typing import Literal

    from indicators.language.quantity import Base, Bound

    Measure = Literal["level", "growth", "attainment", "change"]


def point(value: str, unit: str | None = None, decimals: int = 0) -> Quantity:
    return Quantity("point", Decimal(value), None, None, None, decimals, unit)


def refusal(text: str) -> str:
    """Why a text is no quantity."""
    with pytest.raises(QuantityError) as refused:
        parse_quantity(text)
    return refused.value.reason


# Where marks and brackets stand around a figure that means itself.
@pytest.mark.parametrize(
    "text",
    [": 5 xã", "(5 xã", ":(5 xã", "( :5 xã", "5 xã.", "5 xã;", "5 xã ,", "5 xã .;,", "5xã", "5  xã", "05 Xã", "5 XÃ"],
)  # fmt: skip
def test_marks_around_a_figure_are_no_part_of_it(text: str) -> None:
    assert parse_quantity(text) == point("5", "xã")


# A figure in brackets is a remark on another one; a bracket in the middle belongs to no unit.
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(5 xã)", "unreadable"),
        ("(5) xã", "unreadable"),
        (":5 (xã)", "unknown_unit"),
        ("5 xã)", "unknown_unit"),
        (".5 xã", "unreadable"),
        (", 5 xã", "unreadable"),
    ],
)
def test_brackets_and_stops_that_are_no_marks_are_refused(text: str, reason: str) -> None:
    assert refusal(text) == reason


FILLERS = [
    "giảm xuống còn", "giảm xuống", "giảm còn", "xuống còn", "tăng lên", "nâng lên", "ở mức", "mức", "phấn đấu đạt", "phấn đấu",
    "duy trì", "giữ vững", "hoàn thành", "là", "còn", "có", "được", "cả năm", "bình quân", "tổng số", "thực hiện", "đạt",
]  # fmt: skip


@pytest.mark.parametrize("phrase", FILLERS)
def test_words_that_name_a_level_change_nothing(phrase: str) -> None:
    assert parse_quantity(f"{phrase} 5 xã") == point("5", "xã")
    assert parse_quantity(f"{phrase.capitalize()}: 5 xã") == point("5", "xã")


@pytest.mark.parametrize(
    ("phrase", "flags"),
    [
        *((phrase, ("estimate",)) for phrase in ("ước", "ước tính", "ước đạt", "ước thực hiện", "dự kiến", "dự kiến đạt", "uth", "ƯTH")),
        *((phrase, ("approximate",)) for phrase in ("xấp xỉ", "khoảng", "trên dưới")),
        ("ước tính khoảng", ("approximate", "estimate")),
        ("khoảng ước", ("approximate", "estimate")),
    ],
)  # fmt: skip
def test_estimates_and_rounding_are_flagged(phrase: str, flags: tuple[str, ...]) -> None:
    assert parse_quantity(f"{phrase} 5 xã") == point("5", "xã")._replace(flags=flags)


@pytest.mark.parametrize(
    ("phrase", "bound", "low", "high"),
    [
        ("hơn", "more_than", "5", None),
        ("gần", "less_than", None, "5"),
        ("ngót", "less_than", None, "5"),
    ],
)
def test_rounding_to_one_side_keeps_it(
    phrase: str, bound: str, low: str | None, high: str | None
) -> None:
    """`hơn 500.000` was the point 500 000, which it is not."""
    read = parse_quantity(f"{phrase} 5 xã")
    ends = low and Decimal(low), high and Decimal(high)
    assert (read.bound, read.value, read.low, read.high) == (bound, None, *ends)
    assert read.flags == ("approximate",)


# Flags of the words and of the unit come together, sorted, each once.
@pytest.mark.parametrize("figure", ["5 triệu KW", "5 - 6 triệu KW", "5/6 triệu KW"])
def test_a_slip_in_the_unit_is_flagged_with_the_rest(figure: str) -> None:
    assert parse_quantity(figure).flags == ("unit_suspect",)
    flags = ("approximate", "estimate", "unit_suspect")
    assert parse_quantity(f"ước khoảng ước {figure}").flags == flags


BOUNDS: list[tuple[str, Bound]] = [
    ("ít nhất", "at_least"), ("tối thiểu", "at_least"), ("từ trên", "at_least"), ("không dưới", "at_least"),
    ("không ít hơn", "at_least"), ("≥", "at_least"), (">=", "at_least"), ("tối thiểu từ", "at_least"), ("≥từ", "at_least"),
    ("trên", "more_than"), ("lớn hơn", "more_than"), (">", "more_than"), ("ước trên", "more_than"), ("đạt trên", "more_than"),
    ("không quá", "at_most"), ("không vượt quá", "at_most"), ("tối đa", "at_most"), ("nhiều nhất", "at_most"),
    ("không hơn", "at_most"), ("≤", "at_most"), ("<=", "at_most"),
    ("dưới", "less_than"), ("nhỏ hơn", "less_than"), ("<", "less_than"), ("giảm xuống dưới", "less_than"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "bound"), BOUNDS)
def test_a_threshold_has_its_side_and_nothing_on_the_other(phrase: str, bound: Bound) -> None:
    q = parse_quantity(f"{phrase} 0,64%")
    lower = bound in ("at_least", "more_than")
    assert (q.bound, q.value, q.decimals, q.unit) == (bound, None, 2, "%")
    assert (q.low, q.high) == ((Decimal("0.64"), None) if lower else (None, Decimal("0.64")))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5 xã trở lên", 5, None),
        ("từ 5 xã trở lên", 5, None),
        ("có từ 5 xã trở lên", 5, None),
        ("5 xã trở xuống", None, 5),
        ("từ  5 xã trở xuống.", None, 5),
    ],
)
def test_a_threshold_behind_the_figure_includes_it(
    text: str, low: int | None, high: int | None
) -> None:
    q = parse_quantity(text)
    assert (q.bound, q.low, q.high) == ("at_least" if low else "at_most", low, high)
    assert (q.value, q.unit, q.measure) == (None, "xã", "level")


# A word is a word only where it ends: glued to the next one it is another word. A base is behind the figure.
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("làcó 5 xã", "unreadable"),
        ("trêndưới 5%", "unreadable"),
        ("trở lên 5 xã", "unreadable"),
        ("5 xãtrở lên", "unknown_unit"),
        ("5trở lên", "unknown_unit"),
        ("kế hoạch 5 xã", "unreadable"),
        ("kế hoạch 98% kế hoạch", "unreadable"),
    ],
)
def test_words_that_are_glued_or_out_of_place_are_no_words(text: str, reason: str) -> None:
    assert refusal(text) == reason


# A verb says more than `đạt`, wherever `đạt` stands; a rise without a base is one on the year before.
@pytest.mark.parametrize(
    ("text", "value"),
    [("đạt tăng 5%", 5), ("tăng đạt 5%", 5), ("tăng thêm 5%", 5), ("giảm đạt 5%", -5)],
)
def test_a_verb_wins_over_reach(text: str, value: int) -> None:
    expected = point(str(value), "%")._replace(measure="growth", base="same_period")
    assert parse_quantity(text) == expected


SAME, PLAN, BUDGET, DISTRICT, CITY, PROVINCE = "same_period", "plan", "budget", "district", "city", "province"  # fmt: skip


# What the figure is compared with may be joined by `so với`, `với`, `của`, `theo`, a comma or a bracket.
@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("đạt 98% kế hoạch", PLAN), ("đạt 98% của kế hoạch", PLAN), ("đạt 98% theo kế hoạch", PLAN), ("đạt 98% với kế hoạch", PLAN),
        ("đạt 98% so kế hoạch", PLAN), ("đạt 98% so với kế hoạch", PLAN), ("đạt 98%, so với kế hoạch", PLAN),
        ("đạt 98% (so với kế hoạch)", PLAN), ("98% (KH)", PLAN), ("98%KH", PLAN), ("đạt 98% mục tiêu", PLAN),
        ("đạt 98% chỉ tiêu đề ra", PLAN), ("đạt 98% chỉ tiêu năm", PLAN), ("đạt 98% chỉ tiêu kế hoạch", PLAN), ("98 % đề ra", PLAN),
        ("đạt 98% kế hoạch năm 2024", PLAN), ("đạt 98% kế hoạch 6 tháng năm 2024", PLAN), ("đạt 98% kế hoạch quý 3", PLAN),
        ("đạt 98% kế hoạch tháng 9", PLAN), ("đạt 98% kế hoạch 9 tháng", PLAN), ("đạt 98% kế hoạch quý 3 năm 1999", PLAN),
        ("98% dự toán", BUDGET), ("98% DT", BUDGET), ("98% nghị quyết", DISTRICT), ("98% NQ", DISTRICT), ("98% kế hoạch huyện giao", DISTRICT),
        ("98% kế hoạch thành phố", CITY), ("98% KH TP", CITY), ("98% dự toán thành phố quyết định", CITY), ("98% chỉ tiêu TP giao", CITY),
        ("98% kế hoạch của tỉnh", PROVINCE), ("98% KH tỉnh", PROVINCE), ("98% dự toán tỉnh giao", PROVINCE),
    ],
)  # fmt: skip
def test_a_percentage_of_a_target_is_attainment(text: str, base: Base) -> None:
    assert parse_quantity(text) == point("98", "%")._replace(measure="attainment", base=base)


@pytest.mark.parametrize(
    "behind",
    [
        "so với cùng kỳ", "so cùng kỳ", "cùng kỳ", "(cùng kỳ)", "CK", "so với năm trước", "so với năm học trước", "so với năm ngoái",
        "so với năm 2022", "so với năm 1999", "so với cùng kỳ năm 2022", "so với cùng kỳ 9 tháng năm 2022", "so với cùng kỳ quý 3",
        "so với cùng kỳ tháng 12", "so với cùng kỳ 9 tháng",
    ],
)  # fmt: skip
def test_an_index_of_the_same_period_is_growth(behind: str) -> None:
    q = parse_quantity(f"bằng 125,4% {behind}")
    assert q == point("25.4", "%", 1)._replace(measure="growth", base="same_period")


# A year, a month or a quarter is no figure; any other number behind the base is.
@pytest.mark.parametrize("tail", ["kế hoạch 500 xã", "cùng kỳ 2100", "kế hoạch 100 tháng"])
def test_a_second_figure_behind_the_base_is_refused(tail: str) -> None:
    assert refusal(f"bằng 98% {tail}") == "several_figures"


# What a head of a column says is taken where the text has no base of its own, and makes a bare number
# a percentage; what the text says wins.
@pytest.mark.parametrize(
    ("text", "given", "value", "measure", "base"),
    [
        ("98", BUDGET, "98", "attainment", BUDGET),
        ("đạt 98% nghị quyết", BUDGET, "98", "attainment", DISTRICT),
        ("vượt 5", BUDGET, "105", "attainment", BUDGET),
        ("vượt 5%", CITY, "105", "attainment", CITY),
        ("vượt 5% nghị quyết", None, "105", "attainment", DISTRICT),
        ("vượt 5%", SAME, "105", "attainment", PLAN),
        ("tăng 5", PLAN, "105", "attainment", PLAN),
        ("giảm 5", PLAN, "95", "attainment", PLAN),
        ("tăng 5", SAME, "5", "growth", SAME),
        ("bằng 105", SAME, "5", "growth", SAME),
        ("đạt 105", SAME, "5", "growth", SAME),
    ],
)
def test_a_comparison_is_in_percent(
    text: str, given: Base | None, value: str, measure: Measure, base: Base
) -> None:
    q = parse_quantity(text, base=given)
    assert q == point(value, "%")._replace(measure=measure, base=base)


# `2,7 lần` is 270 %, known to ten percent: one decimal becomes minus one.
@pytest.mark.parametrize(
    ("text", "given", "value", "base"),
    [
        ("2,7 lần", PLAN, "270", PLAN),
        ("bằng 2,7 lần", PLAN, "270", PLAN),
        ("đạt 2,7 lần dự toán", None, "270", BUDGET),
        ("gấp 2,7 lần", CITY, "270", CITY),
        ("tăng gấp 2,7 lần", SAME, "170", SAME),
        ("2,7 lần cùng kỳ", None, "170", SAME),
    ],
)
def test_times_are_hundreds_of_percent(
    text: str, given: Base | None, value: str, base: Base
) -> None:
    measure: Measure = "growth" if base == SAME else "attainment"
    expected = point(value, "%", -1)._replace(measure=measure, base=base)
    assert parse_quantity(text, base=given) == expected


# With a unit that is no percentage, a base is kept and nothing is computed.
@pytest.mark.parametrize(
    ("text", "given", "value", "measure", "base"),
    [
        ("50 xã so với kế hoạch", None, "50", "level", PLAN),
        ("bằng 50 xã", None, "50", "level", None),
        ("50 xã", PLAN, "50", "level", None),
        ("tăng 50 xã", PLAN, "50", "change", PLAN),
        ("giảm 50 xã so với năm trước", None, "-50", "change", SAME),
    ],
)
def test_a_count_is_compared_as_it_is(
    text: str, given: Base | None, value: str, measure: Measure, base: Base | None
) -> None:
    q = parse_quantity(text, base=given)
    assert q == point(value, "xã")._replace(measure=measure, base=base)


# One number, a range and a ratio at the edges of their rules: each is what it says, exactly.
@pytest.mark.parametrize(
    ("text", "value", "low", "high", "denominator", "decimals"),
    [
        ("0/1", 0, None, None, 1, 0),
        ("1/1 xã", 1, None, None, 1, 0),
        ("1,5/30", "1.5", None, None, 30, 1),
        ("1/2,55", 1, None, None, "2.55", 2),
        ("14,5 - 15", None, "14.5", 15, None, 1),
        ("14 - 15,25 xã", None, 14, "15.25", None, 2),
        ("-5 - 3", None, -5, 3, None, 0),
        ("2021 - 20255", None, 2021, 20255, None, 0),
        ("1.234.567,89", "1234567.89", None, None, None, 2),
    ],
)
def test_numbers_of_a_figure(
    text: str,
    value: str | int | None,
    low: str | int | None,
    high: str | int | None,
    denominator: str | int | None,
    decimals: int,
) -> None:
    q = parse_quantity(text)
    expected = [None if n is None else Decimal(n) for n in (value, low, high, denominator)]
    assert [q.value, q.low, q.high, q.denominator] == expected
    assert (q.decimals, q.bound) == (decimals, "range" if value is None else "point")
    assert (q.unit, q.measure, q.base, q.flags) == (
        "xã" if "xã" in text else None,
        "level",
        None,
        (),
    )
