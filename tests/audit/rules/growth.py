"""Rules on growth."""

from __future__ import annotations

from datetime import date

from tests.audit.cases import (
    CONSTANT,
    CURRENT,
    NINE_MONTHS,
    SECOND,
    THERE,
    Case,
    Found,
    aim,
    counted,
    fires,
    growth,
    level,
    plan,
    points,
    quiet,
    rate,
    territory,
)
from tests.figures import relation, year

FOLLOWS = "growth_does_not_follow"
AGAINST = "growth_against_parts"
OUTSIDE = "growth_outside_parts"
CHANGES = "product_of_changes"
INDEX = "index_or_growth"
BASE = "base_of_parts_exceeds_total"
REPEATED = "growth_repeated"
EVEN = "growth_too_even"

Y21, Y22, Y23 = year(2021), year(2022), year(2023)
NINE_OF_2022 = {"period_kind": "year_to_date", **Y22, "period_end": date(2022, 9, 30)}
SUM = {"relations": [relation("sum", "total", "a", "b")]}
SUM_OF_THREE = {"relations": [relation("sum", "total", "a", "b", "c")]}
TIMES = {"relations": [relation("product", "output", "area", "yield", factor=0.1)]}
OF_BUDGET = {"target_by": "budget"}

# 100 x (109.95 / 100.05 - 1) = 9.895 and 100 x (110.05 / 99.95 - 1) = 10.105
TEN_PERCENT = [level("100.0", **Y22), level("110.0")]
# Of the year before: a 109.95 / 1.1005 = 99.90913 to 110.05 / 1.0995 = 100.09095, b 209.95 / 1.0505
# = 199.85721 to 210.05 / 1.0495 = 200.14293. Growth of both together: 319.9 / 300.23388 = 1.06550
# to 320.1 / 299.76634 = 1.06783.
PARTS = [level("110.0", "a"), growth("10.0", "a"), level("210.0", "b"), growth("5.0", "b")]
# Less part a the rest is 399.9 to 400.1, and was 999.95 / 1.1005 - 600.05 / 1.0995 = 362.8844 to
# 1000.05 / 1.0995 - 599.95 / 1.1005 = 364.3885: it grew by 9.75 to 10.26 %.
REST = [level("1000.0", "total"), growth("10.0", "total"), level("600.0", "a"), growth("10.0", "a")]

# 99.95 / 1.1005 = 90.822 to 100.05 / 1.0995 = 90.996 a year before
WHOLE = [level("100.0", "total"), growth("10.0", "total")]
# 59.95 / 0.9005 = 66.574 to 60.05 / 0.8995 = 66.759 a year before
LARGE = [level("60.0", "a"), growth("-10.0", "a")]


def said(text: str, printed: str) -> dict[str, object]:
    return growth(text, raw_value=printed)


def grown(*levels: str, first: int = 2015) -> list[dict[str, object]]:
    """Levels of years in a row."""
    return [level(text, **year(first + number)) for number, text in enumerate(levels)]


CASES: list[Case] = [
    fires(REPEATED, "to the hundredth", [growth("14.64", **Y22), growth("14.64", **Y23)], Found("A2 A1")),
    fires(
        REPEATED,
        "in two documents",
        [growth("14.64", **Y22), growth("14.64", **Y23, **SECOND)],
        Found("second/A2 A1"),
    ),
    quiet(REPEATED, "to the tenth", [growth("14.6", **Y22), growth("14.6", **Y23)]),
    quiet(REPEATED, "of another year", [growth("14.64", **Y21), growth("14.64", **Y23)]),
    quiet(REPEATED, "of targets", [growth("14.64", **Y22), growth("14.64", **Y23, scenario="target")]),
    quiet(REPEATED, "nothing grew", [growth("0.00", **Y22), growth("0.00", **Y23)]),
    # 23822.66 / 20713.56 = 1.15010, 27398.45 / 23822.66 = 1.15010, 31507.85 / 27398.45 = 1.14999
    fires(
        EVEN,
        "four years",
        grown("20713.56", "23822.66", "27398.45", "31507.85"),
        Found("A1 A2 A3 A4", "14,999…15,010 %"),
    ),
    # the last one grows by 15.1
    quiet(EVEN, "a tenth of a point", grown("20713.56", "23822.66", "27398.45", "31535.62")),
    quiet(EVEN, "what hardly grows", grown("100000", "100100", "100201", "100302")),
    quiet(EVEN, "three years", grown("20713.56", "23822.66", "27398.45")),
    # 1150 / 1000 may be 14.9 or 15.1
    quiet(EVEN, "too few digits", grown("1000", "1150", "1323", "1521")),
    fires(FOLLOWS, "12 instead of 10", [*TEN_PERCENT, growth("12.0")], Found("A3 A2 A1", "9,90…10,11 %")),
    # 100 x (89.95 / 100.05 - 1) = -10.095 and 100 x (90.05 / 99.95 - 1) = -9.905
    fires(
        FOLLOWS,
        "a fall",
        [level("100.0", **Y22), level("90.0"), growth("-12.0")],
        Found("A3 A2 A1", "−10,09…−9,90 %"),
    ),
    # 51.95 - 50.05 to 52.05 - 49.95
    fires(
        FOLLOWS,
        "points",
        [rate("50.0", **Y22), rate("52.0"), points("3.0")],
        Found("A3 A2 A1", "1,90…2,10 điểm %"),
    ),
    # 100 x (12 / 10 - 1), counted
    fires(
        FOLLOWS,
        "counted things are exact",
        [counted("10", **Y22), counted("12"), growth("21", "communes")],
        Found("A3 A2 A1", "20,0 %"),
    ),
    fires(
        FOLLOWS,
        "nine months of both years",
        [
            level("100.0", **NINE_OF_2022),
            level("110.0", **NINE_MONTHS),
            growth("12.0", **NINE_MONTHS),
        ],
        Found("A3 A2 A1", "9,90…10,11 %"),
    ),
    fires(
        FOLLOWS,
        "levels print no prices",
        [*TEN_PERCENT, growth("12.0", **CONSTANT)],
        Found("A3 A2 A1", "9,90…10,11 %"),
    ),
    quiet(FOLLOWS, "rounding", [*TEN_PERCENT, growth("10.1")]),
    # 1.5 to 1.7 points touch 0.5 to 1.5
    quiet(FOLLOWS, "an end", [rate("50.0", **Y22), rate("51.6"), points("1")]),
    quiet(
        FOLLOWS,
        "levels of another price basis",
        [level("100", **Y22, **CURRENT), level("110", **CURRENT), growth("50", **CONSTANT)],
    ),
    quiet(
        FOLLOWS,
        "levels in its prices go before those without",
        [
            level("100.0", **Y22, **CONSTANT),
            level("110.0", **CONSTANT),
            level("100.0", **Y22),
            level("130.0"),
            growth("10.0", **CONSTANT),
        ],
    ),
    quiet(
        FOLLOWS,
        "another base year",
        [
            level("100", **Y22, **CONSTANT, base_year=2010),
            level("160", **CONSTANT, base_year=2020),
            growth("10", **CONSTANT),
        ],
    ),
    quiet(FOLLOWS, "nine months on a year", [level("100", **Y22), level("110", **NINE_MONTHS), growth("50")]),
    quiet(FOLLOWS, "two years before", [level("100", **Y21), level("110"), growth("50")]),
    quiet(FOLLOWS, "another place", [level("100", **Y22, **THERE), level("110"), growth("50")]),
    quiet(FOLLOWS, "from nothing", [level("0", **Y22), level("110"), growth("50")]),
    quiet(FOLLOWS, "a range", [level("90..110", **Y22), level("110"), growth("50")]),
    quiet(FOLLOWS, "a target", [*TEN_PERCENT, aim(growth("50"))]),
    quiet(FOLLOWS, "percent of a percentage", [rate("50", **Y22), rate("52"), growth("30", "rate")]),
    quiet(
        FOLLOWS,
        "another territory",
        [*TEN_PERCENT, growth("50")],
        places=territory("here", date(2023, 4, 1)),
    ),
    quiet(
        FOLLOWS,
        "a level that was revised later",
        [level("100.0", **Y22), level("110.0"), growth("10.0"), level("120.0", **SECOND)],
    ),
    # 121 on 110 is 10 %
    quiet(
        FOLLOWS,
        "both levels revised later",
        [
            level("100.0", **Y22), level("115.0"), growth("10.0"),
            level("110.0", **Y22, **SECOND), level("121.0", **SECOND),
        ],
    ),
    quiet(
        FOLLOWS,
        "growth of the revised level",
        [level("100.0", **Y22), level("110.0"), level("120.0", **SECOND), growth("20.0", **SECOND)],
    ),
    # 119.95 / 100.05 = 1.19890 to 120.05 / 99.95 = 1.20110; nor does 110 on 100 make it 15
    fires(
        FOLLOWS,
        "neither the first level nor the revised one",
        [level("100.0", **Y22), level("110.0"), growth("15.0"), level("120.0", **SECOND)],
        Found("A3 second/A4 A1", "19,89…20,11 %"),
    ),
    # the whole against its parts
    fires(
        AGAINST,
        "too fast",
        [*PARTS, growth("8.0", "total")],
        Found("A5 A1 A2 A3 A4", "6,55…6,78 %"),
        **SUM,
    ),
    fires(
        AGAINST,
        "too slow, its prices printed for growth alone",
        [
            level("110.0", "a"),
            growth("10.0", "a", **CONSTANT),
            level("210.0", "b"),
            growth("5.0", "b", **CONSTANT),
            growth("6.0", "total", **CONSTANT),
        ],
        Found("A5 A1 A2 A3 A4", "6,55…6,78 %"),
        **SUM,
    ),
    quiet(AGAINST, "it follows", [*PARTS, growth("6.7", "total")], **SUM),
    # 6.8 begins at 6.75
    quiet(AGAINST, "rounding", [*PARTS, growth("6.8", "total")], **SUM),
    quiet(AGAINST, "growth of one part", [*PARTS[:3], growth("8.0", "total")], **SUM),
    quiet(
        AGAINST,
        "one part in another price basis",
        [*PARTS[:3], growth("5.0", "b", **CURRENT), growth("8.0", "total")],
        **SUM,
    ),
    quiet(AGAINST, "a total in another price basis", [*PARTS, growth("8.0", "total", **CURRENT)], **SUM),
    quiet(AGAINST, "a target", [*PARTS, aim(growth("8.0", "total"))], **SUM),
    quiet(AGAINST, "nine months", [*PARTS, growth("8.0", "total", **NINE_MONTHS)], **SUM),
    quiet(
        AGAINST,
        "a part that vanished",
        [level("0", "a"), growth("-100", "a"), *PARTS[2:], growth("8.0", "total")],
        **SUM,
    ),
    # b: 29.95 / 1.0005 = 29.935 to 30.05 / 0.9995 = 30.065; with a 96.509 to 96.824
    fires(
        BASE,
        "two of three",
        [*WHOLE, *LARGE, level("30.0", "b"), growth("0.0", "b")],
        Found("A1 A2 A3 A4 A5 A6", "96,51…96,82 tỷ đồng"),
        **SUM_OF_THREE,
    ),
    # 59.95 / 0.6005 = 99.8335 to 60.05 / 0.5995 = 100.1668
    fires(
        BASE,
        "one alone, levels that print no prices",
        [
            growth("-40.0", "b", **CONSTANT), growth("10.0", "total", **CONSTANT),
            level("60.0", "b"), level("100.0", "total"),
        ],
        Found("A4 A2 A3 A1", "99,83…100,17 tỷ đồng"),
        **SUM_OF_THREE,
    ),
    # a tenth of 599.5 / 0.6005 = 998.335 to 600.5 / 0.5995 = 1001.668
    fires(
        BASE,
        "parts in a smaller unit",
        [
            *WHOLE,
            level("600", "a", raw_unit="nghìn"),
            growth("-40.0", "a"),
        ],
        Found("A1 A2 A3 A4", "99,83…100,17 tỷ đồng"),
        relations=[relation("sum", "total", "a", "b", factor=0.1)],
    ),
    quiet(BASE, "less than the total", [*WHOLE, *LARGE], **SUM_OF_THREE),
    # 90.95 / 1.0005 = 90.905 is not more than 90.996
    quiet(BASE, "rounding", [*WHOLE, level("91.0", "a"), growth("0.0", "a")], **SUM_OF_THREE),
    quiet(
        BASE,
        "all parts, which growth_against_parts compares",
        [*WHOLE, *LARGE, level("30.0", "b"), growth("0.0", "b")],
        **SUM,
    ),
    quiet(
        BASE,
        "a part without growth",
        [*WHOLE, *LARGE, level("30.0", "b")],
        **SUM_OF_THREE,
    ),
    quiet(
        BASE,
        "a total without growth",
        [WHOLE[0], level("60.0", "a"), growth("-40.0", "a")],
        **SUM_OF_THREE,
    ),
    quiet(
        BASE,
        "growth in other prices",
        [*WHOLE, level("60.0", "a"), growth("-40.0", "a", **CURRENT)],
        **SUM_OF_THREE,
    ),
    quiet(
        BASE,
        "nine months",
        [*WHOLE, level("60.0", "a", **NINE_MONTHS), growth("-40.0", "a", **NINE_MONTHS)],
        **SUM_OF_THREE,
    ),
    quiet(
        BASE,
        "targets",
        [*WHOLE, aim(level("60.0", "a")), aim(growth("-40.0", "a"))],
        **SUM_OF_THREE,
    ),
    quiet(BASE, "points", [*WHOLE, level("60.0", "a"), points("-40.0", "a")], **SUM_OF_THREE),
    quiet(BASE, "a part that vanished", [*WHOLE, level("0", "a"), growth("-100", "a")], **SUM_OF_THREE),
    # 8.95 is more than 8.05
    fires(
        OUTSIDE,
        "faster than the fastest",
        [growth("5.0", "a"), growth("8.0", "b"), growth("9.0", "total")],
        Found("A3 A1 A2", "4,95…8,05 %"),
        **SUM,
    ),
    fires(
        OUTSIDE,
        "slower than the slowest",
        [growth("-5.0", "a"), growth("8.0", "b"), growth("-6.0", "total")],
        Found("A3 A1 A2", "−5,05…8,05 %"),
        **SUM,
    ),
    fires(
        OUTSIDE,
        "the rest does not grow like the other part",
        [*REST, growth("20.0", "b")],
        Found("A2 A4 A5 A1 A3", "19,95…20,05 %"),
        **SUM,
    ),
    quiet(OUTSIDE, "between", [growth("5", "a"), growth("8", "b"), growth("7", "total")], **SUM),
    # 8.1 begins at 8.05, 2.1 at 2.05
    quiet(OUTSIDE, "an end", [growth("5.0", "a"), growth("8.0", "b"), growth("8.1", "total")], **SUM),
    quiet(OUTSIDE, "a small end", [growth("1.0", "a"), growth("2.0", "b"), growth("2.1", "total")], **SUM),
    quiet(OUTSIDE, "a part is missing", [growth("5", "a"), growth("9", "total")], **SUM),
    quiet(
        OUTSIDE,
        "another price basis",
        [growth("5", "a"), growth("8", "b", **CURRENT), growth("19", "total")],
        **SUM,
    ),
    quiet(OUTSIDE, "points", [points("5", "a"), points("8", "b"), points("19", "total")], **SUM),
    quiet(OUTSIDE, "the rest grows so", [*REST, growth("10.2", "b")], **SUM),
    quiet(
        OUTSIDE,
        "nothing is left",
        [level("500.0", "total"), *REST[1:], growth("20.0", "b")],
        **SUM,
    ),
    # 1.0195 x 1.0295 = 1.04957525 and 1.0205 x 1.0305 = 1.05162525
    fires(
        CHANGES,
        "growth",
        [growth("2.0", "area"), growth("3.0", "yield"), growth("7.0")],
        Found("A3 A1 A2", "4,96…5,16 %"),
        **TIMES,
    ),
    # 0.9795 x 1.0095 = 0.98880525 and 0.9805 x 1.0105 = 0.99079525
    fires(
        CHANGES,
        "percent of plan",
        [plan("98.0", "area"), plan("101.0", "yield"), plan("104.1")],
        Found("A3 A1 A2", "98,88…99,08 %"),
        **TIMES,
    ),
    # 0.8995 x 0.9495 = 0.85407525 and 0.9005 x 0.9505 = 0.85592525
    fires(
        CHANGES,
        "falls",
        [growth("-10.0", "area"), growth("-5.0", "yield"), growth("-5.0")],
        Found("A3 A1 A2", "−14,59…−14,41 %"),
        **TIMES,
    ),
    quiet(CHANGES, "rounding", [growth("2.0", "area"), growth("3.0", "yield"), growth("5.2")], **TIMES),
    quiet(CHANGES, "one of them", [growth("2.0", "area"), growth("7.0")], **TIMES),
    quiet(CHANGES, "growth and plan", [growth("2", "area"), plan("103", "yield"), growth("7")], **TIMES),
    quiet(
        CHANGES,
        "two owners",
        [plan("98", "area"), plan("101", "yield"), plan("104", **OF_BUDGET)],
        **TIMES,
    ),
    quiet(
        CHANGES,
        "two periods",
        [growth("2", "area", **NINE_MONTHS), growth("3", "yield"), growth("7")],
        **TIMES,
    ),
    quiet(CHANGES, "all gone", [growth("-100", "area"), growth("3", "yield"), growth("7")], **TIMES),
    # 38 % of the same period is a fall of 62; a rise of 38 would be less of a change
    fires(INDEX, "below 61.8", [said("-62", "bằng 38%")], Found("A1")),
    fires(INDEX, "a rise of more than 100", [said("123", "tăng 123%")], Found("A1")),
    # levels 100 and 50: -50, not -62
    fires(
        INDEX,
        "levels that do not confirm it",
        [level("100.0", **Y22), level("50.0"), said("-62", "bằng 38%")],
        Found("A3"),
    ),
    # x = 0.62: x (1 + x) = 1.0044 is more than 1; 0.61: 0.9821 is less
    quiet(INDEX, "62 %", [said("-38", "bằng 62%")]),
    fires(INDEX, "61 %", [said("-39", "bằng 61%")], Found("A1")),
    quiet(INDEX, "a fall in words", [said("-45", "giảm 45%")]),
    quiet(INDEX, "100", [said("100", "tăng 100%")]),
    quiet(INDEX, "an index above 200", [said("150", "bằng 250%")]),
    quiet(INDEX, "a target", [aim(said("-62", "bằng 38%"))]),
    quiet(INDEX, "points", [points("123", raw_value="tăng 123 điểm")]),
    quiet(INDEX, "confirmed", [level("100.0", **Y22), level("38.0"), said("-62", "bằng 38%")]),
    quiet(INDEX, "a rise confirmed", [level("100", **Y22), level("223"), said("123", "tăng 123%")]),
]  # fmt: skip
