"""Rules on totals, products and means."""

from __future__ import annotations

from tests.audit.cases import (
    CONSTANT,
    CURRENT,
    NINE_MONTHS,
    THERE,
    Case,
    Found,
    Row,
    aim,
    counted,
    fires,
    growth,
    level,
    quiet,
    rate,
    weight,
)
from tests.figures import relation, year

Y22, Y23 = year(2022), year(2023)
TOTAL = "total_differs_from_parts"
PARTS = "parts_exceed_total"
PRODUCT = "product_does_not_hold"
MEAN = "mean_outside_parts"

SUM = {"relations": [relation("sum", "total", "a", "b")]}
SUM_OF_THREE = {"relations": [relation("sum", "total", "a", "b", "c")]}
TIMES = {"relations": [relation("product", "output", "area", "yield", factor=0.1)]}
BETWEEN = {"relations": [relation("mean", "mean", "a", "b")]}


def area(text: str, **more: object) -> Row:
    return weight(text, "area", unit="ha", **more)


def harvest(text: str, **more: object) -> Row:
    return weight(text, "yield", unit="tạ/ha", **more)


CASES: list[Case] = [
    # totals: 39.95 + 49.95 to 40.05 + 50.05; 91.0 begins at 90.95
    fires(
        TOTAL,
        "too much",
        [level("40.0", "a"), level("50.0", "b"), level("91.0", "total")],
        Found("A3 A1 A2", "89,90…90,10 tỷ đồng"),
        **SUM,
    ),
    fires(
        TOTAL,
        "a part declared as doubtful",
        [level("40.0", "a"), level("50.0", "b", flags=["digit_unclear"]), level("91.0", "total")],
        Found("A3 A1 A2", "89,90…90,10 tỷ đồng"),
        **SUM,
    ),
    # parts in the order of the relation, not of the document; 88.0 ends at 88.05
    fires(
        TOTAL,
        "too little",
        [level("88.0", "total"), level("50.0", "b"), level("40.0", "a")],
        Found("A1 A3 A2", "89,90…90,10 tỷ đồng"),
        **SUM,
    ),
    fires(
        TOTAL,
        "counted things are exact: 10 + 12 is not 23",
        [counted("10", "a"), counted("12", "b"), counted("23", "total")],
        Found("A3 A1 A2", "22,0 xã"),
        **SUM,
    ),
    # 9.5 + 19.5 to 12.5 + 20.5; 34 begins at 33.5
    fires(
        TOTAL,
        "a range as a part",
        [weight("10..12", "a"), weight("20", "b"), weight("34", "total")],
        Found("A3 A1 A2", "29,0…33,0 tấn"),
        **SUM,
    ),
    # more than 39.5 + 49.5 = 89; 80 ends at 80.5
    fires(
        TOTAL,
        "an open part",
        [weight(">40", "a"), weight("50", "b"), weight("80", "total")],
        Found("A3 A1 A2", "từ 89,0 tấn trở lên"),
        **SUM,
    ),
    # a tenth of (64.95 + 59.95) to (65.05 + 60.05): 12.49 to 12.51; 13.0 begins at 12.95
    fires(
        TOTAL,
        "with a factor",
        [
            weight("65.0", "a", unit="tạ/ha"),
            weight("60.0", "b", unit="tạ/ha"),
            weight("13.0", "total", unit="tấn/ha"),
        ],
        Found("A3 A1 A2", "12,49…12,51 tấn/ha"),
        relations=[relation("sum", "total", "a", "b", factor=0.1)],
    ),
    fires(
        TOTAL,
        "targets of one owner",
        [aim(level("4", "a")), aim(level("5", "b")), aim(level("12", "total"))],
        # 3.5 + 4.5 to 4.5 + 5.5
        Found("A3 A1 A2", "8,0…10,0 tỷ đồng"),
        **SUM,
    ),
    # 90.1 begins at 90.05, below 90.10
    quiet(
        TOTAL,
        "rounding",
        [level("40.0", "a"), level("50.0", "b"), level("90.1", "total")],
        **SUM,
    ),
    # three times 0.15 are 0.45, where 0.5 begins
    quiet(
        TOTAL,
        "an end",
        [level("0.1", "a"), level("0.1", "b"), level("0.1", "c"), level("0.5", "total")],
        **SUM_OF_THREE,
    ),
    quiet(
        TOTAL,
        "rounded weights",
        [weight("10", "a"), weight("12", "b"), weight("23", "total")],
        **SUM,
    ),
    quiet(TOTAL, "a part is missing", [level("40", "a"), level("91", "total")], **SUM),
    quiet(
        TOTAL,
        "the part of another price basis",
        [level("40", "a"), level("50", "b", **CURRENT), level("200", "total")],
        **SUM,
    ),
    quiet(
        TOTAL,
        "the part of nine months",
        [level("40", "a"), level("50", "b", **NINE_MONTHS), level("200", "total")],
        **SUM,
    ),
    quiet(
        TOTAL,
        "the total of another place",
        [level("40", "a"), level("50", "b"), level("200", "total", **THERE)],
        **SUM,
    ),
    quiet(
        TOTAL,
        "a target against results",
        [level("40", "a"), level("50", "b"), aim(level("200", "total"))],
        **SUM,
    ),
    quiet(
        TOTAL,
        "targets of two owners",
        [aim(level("40", "a")), aim(level("50", "b"), "city"), aim(level("200", "total"))],
        **SUM,
    ),
    quiet(
        TOTAL,
        "constant prices of another base year",
        [
            level("40", "a", base_year=2010, **CONSTANT),
            level("50", "b", base_year=2010, **CONSTANT),
            level("200", "total", base_year=2020, **CONSTANT),
        ],
        **SUM,
    ),
    quiet(TOTAL, "nothing", [level("0", "a"), level("0", "b"), level("0", "total")], **SUM),
    quiet(
        TOTAL,
        "growth does not add up",
        [growth("4", "a"), growth("5", "b"), growth("200", "total")],
        **SUM,
    ),
    # parts: 59.95 + 49.95 to 60.05 + 50.05, more than 100.05
    fires(
        PARTS,
        "two of three",
        [level("60.0", "a"), level("50.0", "c"), level("100.0", "total")],
        Found("A3 A1 A2", "109,90…110,10 tỷ đồng"),
        **SUM_OF_THREE,
    ),
    fires(
        PARTS,
        "one alone",
        [level("120", "a"), level("100", "total")],
        Found("A2 A1", "119,5…120,5 tỷ đồng"),
        **SUM_OF_THREE,
    ),
    # -0.5 + 119.5 to 0.5 + 120.5: a part that is printed as 0 is not negative
    fires(
        PARTS,
        "one of them nothing",
        [weight("0", "a"), weight("120", "b"), weight("100", "total")],
        Found("A3 A1 A2", "119,0…121,0 tấn"),
        **SUM_OF_THREE,
    ),
    fires(
        PARTS,
        "an open part",
        [weight(">90", "a"), weight("80", "total")],
        Found("A2 A1", "từ 89,5 tấn trở lên"),
        **SUM_OF_THREE,
    ),
    # 59.5 + 40.5 = 100 is not more than 100.5
    quiet(
        PARTS,
        "rounding",
        [weight("60", "a"), weight("41", "b"), weight("100", "total")],
        **SUM_OF_THREE,
    ),
    quiet(
        PARTS,
        "all of them",
        [level("60", "a"), level("50", "b"), level("100", "total")],
        **SUM,
    ),
    quiet(
        PARTS,
        "a negative part, so that others may be",
        [level("-20", "a"), level("130", "b"), level("100", "total")],
        **SUM_OF_THREE,
    ),
    quiet(
        PARTS,
        "another price basis",
        [level("120", "a", **CURRENT), level("100", "total", **CONSTANT)],
        **SUM_OF_THREE,
    ),
    quiet(
        PARTS,
        "constant prices of another base year",
        [
            level("120", "a", base_year=2020, **CONSTANT),
            level("100", "total", base_year=2010, **CONSTANT),
        ],
        **SUM_OF_THREE,
    ),
    quiet(PARTS, "another year", [level("9", "a", **Y22), level("5", "total")], **SUM_OF_THREE),
    # products: 999.5 x 64.95 / 10 = 6491.7525 and 1000.5 x 65.05 / 10 = 6508.2525
    fires(
        PRODUCT,
        "too much",
        [area("1000"), harvest("65.0"), weight("6600", "output")],
        Found("A3 A1 A2", "6.491,8…6.508,3 tấn"),
        **TIMES,
    ),
    fires(
        PRODUCT,
        "too little",
        [area("1000"), harvest("65.0"), weight("6480", "output")],
        Found("A3 A1 A2", "6.491,8…6.508,3 tấn"),
        **TIMES,
    ),
    # 6508 begins at 6507.5
    quiet(
        PRODUCT, "rounding", [area("1000"), harvest("65.0"), weight("6508", "output")], **TIMES
    ),
    quiet(PRODUCT, "no yield", [area("1000"), weight("6600", "output")], **TIMES),
    quiet(PRODUCT, "no area", [area("0"), harvest("65.0"), weight("9", "output")], **TIMES),
    quiet(
        PRODUCT,
        "the area of last year",
        [area("1000", **Y22), harvest("65.0"), weight("6600", "output")],
        **TIMES,
    ),
    quiet(
        PRODUCT,
        "a target",
        [area("1000"), harvest("65.0"), aim(weight("6600", "output"))],
        **TIMES,
    ),
    quiet(
        PRODUCT,
        "an open area",
        [area("<1000"), harvest("65.0"), weight("9", "output")],
        **TIMES,
    ),
    # means: 59.95 to 70.05
    fires(
        MEAN,
        "above both",
        [rate("70.0", "a"), rate("60.0", "b"), rate("75.0", "mean")],
        Found("A3 A1 A2", "59,95…70,05 %"),
        **BETWEEN,
    ),
    fires(
        MEAN,
        "below both",
        [rate("70.0", "a"), rate("60.0", "b"), rate("59.8", "mean")],
        Found("A3 A1 A2", "59,95…70,05 %"),
        **BETWEEN,
    ),
    quiet(MEAN, "between", [rate("70.0", "a"), rate("60.0", "b"), rate("66", "mean")], **BETWEEN),
    # 70.1 begins at 70.05, where 70.0 ends
    quiet(
        MEAN, "an end", [rate("70.0", "a"), rate("60.0", "b"), rate("70.1", "mean")], **BETWEEN
    ),
    # 2.1 begins at 2.05, where 2.0 ends
    quiet(MEAN, "a small end", [rate("2.0", "a"), rate("1.0", "b"), rate("2.1", "mean")], **BETWEEN),
    quiet(MEAN, "one part", [rate("70", "a"), rate("75", "mean")], **BETWEEN),
    quiet(
        MEAN,
        "parts of targets",
        [aim(rate("70", "a")), aim(rate("60", "b")), rate("75", "mean")],
        **BETWEEN,
    ),
    quiet(MEAN, "open", [rate(">70", "a"), rate("60", "b"), rate("75", "mean")], **BETWEEN),
]  # fmt: skip
