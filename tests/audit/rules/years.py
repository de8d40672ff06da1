"""Rules on a figure beside those of other years, of parts of its year and of other rows."""

from __future__ import annotations

from tests.audit.cases import (
    CURRENT,
    NINE_MONTHS,
    OCTOBER,
    SECOND,
    THERE,
    Case,
    Found,
    Row,
    aim,
    at,
    counted,
    fires,
    growth,
    level,
    quiet,
    rate,
    share,
    weight,
)
from tests.figures import indicator, relation, year

Y22, Y23, Y24 = year(2022), year(2023), year(2024)
TWO = [indicator("a", unit="tỷ đồng"), indicator("b", unit="tỷ đồng")]

MAGNITUDE = "magnitude"
PLACES = "magnitude_among_places"
AGAIN = "repeated_year"
ROW = "repeated_row"
PART = "part_of_year_exceeds_year"

SAME_ROWS = [level("123", "a", **at("B5")), level("123", "b", **at("B6"))]


def people(text: str, **more: object) -> Row:
    return counted(text, "people", **{"unit": "người", **more})


def two_years(before: str, now: str, name: str) -> list[Row]:
    return [rate(before, name, **Y22), rate(now, name, **Y23)]


def harvest(text: str, place_id: str, **more: object) -> Row:
    return weight(text, "yield", unit="tạ/ha", place_id=place_id, **more)


YIELDS = [harvest("62.5", "one"), harvest("60.1", "two"), harvest("58.3", "three")]


def other_rows(count: int) -> list[Row]:
    """Rows that follow, no two alike."""
    return [level(f"{200 + row}", f"other{row}", **at(f"B{row}")) for row in range(7, 7 + count)]


CASES: list[Case] = [
    # size: 10000 is more than 10 x 110.5; 10 x 5.5 is less than 99.5
    fires(
        MAGNITUDE,
        "hundredfold",
        [weight("100", **Y22), weight("10000", **Y23), weight("110", **Y24)],
        Found("A2 A1 A3"),
    ),
    fires(
        MAGNITUDE,
        "a twentieth",
        [weight("100", **Y22), weight("5", **Y23), weight("110", **Y24)],
        Found("A2 A1 A3"),
    ),
    # 31000000 / 1000 lies between 30000 and 32000
    fires(
        MAGNITUDE,
        "persons, three digits too many",
        [people("30000", **Y22), people("31000000", **Y23), people("32000", **Y24)],
        Found("A2 A1 A3"),
    ),
    # 31 x 1000 lies between them
    fires(
        MAGNITUDE,
        "persons, three digits too few",
        [people("30000", **Y22), people("31", **Y23), people("32000", **Y24)],
        Found("A2 A1 A3"),
    ),
    # 12 / 10 is not 1
    quiet(
        MAGNITUDE,
        "small counts jump",
        [counted("1", **Y22), counted("12", **Y23), counted("1", **Y24)],
    ),
    # 999.5 is less than 10 x 100.5
    quiet(
        MAGNITUDE,
        "ten times but for the rounding",
        [weight("100", **Y22), weight("1000", **Y23), weight("100", **Y24)],
    ),
    quiet(
        MAGNITUDE,
        "a step",
        [weight("100", **Y22), weight("5000", **Y23), weight("5100", **Y24)],
    ),
    quiet(
        MAGNITUDE,
        "counted",
        [counted("1", **Y22), counted("40", **Y23), counted("2", **Y24)],
    ),
    quiet(MAGNITUDE, "rates", [rate("1", **Y22), rate("40", **Y23), rate("2", **Y24)]),
    quiet(MAGNITUDE, "nothing", [weight("0", **Y22), weight("40", **Y23), weight("0", **Y24)]),
    quiet(MAGNITUDE, "no year after", [weight("1", **Y22), weight("40", **Y23)]),
    quiet(
        MAGNITUDE,
        "another price basis",
        [level("10", **Y22), level("4000", **Y23, **CURRENT), level("20", **Y24)],
    ),
    quiet(
        MAGNITUDE,
        "nine months",
        [level("1000", **Y22), level("9", **NINE_MONTHS), level("1100", **Y24)],
    ),
    # Among places: the others reach from 58.3 to 62.5, a spread of 1.072. 6.15 lies below 58.3 / 1.072
    # = 54.4, but 61.5 from there to 62.5 x 1.072 = 67.0; the nearest of them is 58.3.
    fires(PLACES, "a tenth", [*YIELDS, harvest("6.15", "fourth")], Found("A4 A3")),
    # so do 615 / 10, and 62.5 is the nearest
    fires(PLACES, "tenfold", [*YIELDS, harvest("615", "fourth")], Found("A4 A1")),
    # neither 2.0 nor 20 nor 200 lies from 54.4 to 67.0
    quiet(PLACES, "of another size, but no slip of the comma", [*YIELDS, harvest("20.0", "fourth")]),
    quiet(PLACES, "as the others", [*YIELDS, harvest("56.1", "fourth")]),
    quiet(PLACES, "two places", [YIELDS[0], harvest("6.15", "fourth")]),
    quiet(PLACES, "another year", [*YIELDS, harvest("6.15", "fourth", **Y22)]),
    quiet(PLACES, "a target", [*YIELDS, aim(harvest("6.15", "fourth"))]),
    quiet(
        PLACES,
        "not per unit: places differ in size",
        [{**row, "unit": "tạ"} for row in [*YIELDS, harvest("6.15", "fourth")]],
    ),
    # Last year's figure. Levels of a place that usually move by m have 2 x m x n places to go, n
    # being the figure in units of its last digit: less than 1 % for all pairs together where
    # 2 x m x n > 100 x pairs. With one pair m is taken as 1: 2 x 12345 > 100.
    fires(
        AGAIN, "a level", [level("1234.5", **Y22), level("1234.5", **Y23)], Found("A2 A1")
    ),
    fires(
        AGAIN,
        "a growth target says nothing of the result",
        [level("1234.5", **Y22), level("1234.5", **Y23), aim(growth(">=0"))],
        Found("A2 A1"),
    ),
    fires(AGAIN, "a share", [share("34.21", **Y22), share("34.21", **Y23)], Found("A2 A1")),
    quiet(
        AGAIN,
        "said to be unchanged",
        [level("1234.5", **Y22), level("1234.5", **Y23), growth("0.0")],
    ),
    quiet(AGAIN, "round", [level("500", **Y22), level("500", **Y23)]),
    quiet(AGAIN, "another place", [level("1234.5", **Y22), level("1234.5", **Y23, **THERE)]),
    quiet(AGAIN, "targets", [aim(level("1234.5", **Y22)), aim(level("1234.5", **Y23))]),
    quiet(AGAIN, "two years apart", [level("1234.5", **Y22), level("1234.5", **Y24)]),
    quiet(AGAIN, "another price basis", [level("1234.5", **Y22), level("1234.5", **CURRENT)]),
    quiet(AGAIN, "nine months", [level("1234.5", **Y22), level("1234.5", **NINE_MONTHS)]),
    quiet(AGAIN, "the last digit", [level("1234.5", **Y22), level("1234.6", **Y23)]),
    # 2 x 1 x 5 (of 500) is less than 100 x 1; 2 x 1 x 51 is more
    fires(AGAIN, "two digits of a single pair", [level("51", **Y22), level("51")], Found("A2 A1")),
    quiet(AGAIN, "a number too small for that", [level("49", **Y22), level("49", **Y23)]),
    # 50 to 50.5 and 80 to 80.8 move by 0.01: 2 x 0.01 x 6364 = 127 is less than 100 x 3
    quiet(
        AGAIN,
        "a slow rate among slow ones",
        [
            *two_years("63.64", "63.64", "a"),
            *two_years("50.00", "50.50", "b"),
            *two_years("80.00", "80.80", "c"),
        ],
    ),
    # 50 to 55 and 80 to 88 move by 0.1: 2 x 0.1 x 6364 = 1273 is more than 100 x 3
    fires(
        AGAIN,
        "the same rate among faster ones",
        [
            *two_years("63.64", "63.64", "a"),
            *two_years("50.00", "55.00", "b"),
            *two_years("80.00", "88.00", "c"),
        ],
        Found("A2 A1"),
    ),
    # the median of 0.01, 0.01 and 1 is 0.01: 127 is less than 100 x 4
    quiet(
        AGAIN,
        "one that doubles does not make a place fast",
        [
            *two_years("63.64", "63.64", "a"),
            *two_years("50.00", "50.50", "b"),
            *two_years("80.00", "80.80", "c"),
            *two_years("40.00", "80.00", "d"),
        ],
    ),
    # the others move by 1/2 down to 1/4, by 1/3 in the middle: 2 x 1/3 x 12 = 8 is less than 600
    quiet(
        AGAIN,
        "one of six pairs",
        [
            level(str(number), f"i{pair}", **when)
            for pair, now in enumerate((12, 13, 15, 16, 17, 18))
            for number, when in ((12 if pair == 0 else 24, Y22), (now, Y23))
        ],
    ),
    # Rows: the second one is named first. d digits are one chance in 10^d a row, less than 1 % for
    # the sheet where 10^d > 100 x rows: 10^4 > 200.
    fires(
        ROW,
        "one figure of four digits",
        [level("1234", "a", **at("B5")), level("1234", "b", **at("B6"))],
        Found("B6 B5"),
        indicators=TWO,
    ),
    fires(
        ROW,
        "two columns",
        [
            level("123", "a", **at("B5"), **Y22),
            level("456", "a", **at("C5"), **Y23),
            level("123", "b", **at("B6"), **Y22),
            level("456", "b", **at("C6"), **Y23),
        ],
        Found("B6 C6 B5 C5"),
        indicators=TWO,
    ),
    quiet(
        ROW,
        "a row between",
        [level("1234", "a", **at("B5")), level("1234", "b", **at("B7"))],
        indicators=TWO,
    ),
    quiet(
        ROW,
        "another column",
        [level("1234", "a", **at("B5")), level("1234", "b", **at("C6"))],
        indicators=TWO,
    ),
    quiet(
        ROW,
        "one column differs",
        [
            level("123", "a", **at("B5"), **Y22),
            level("456", "a", **at("C5"), **Y23),
            level("123", "b", **at("B6"), **Y22),
            level("457", "b", **at("C6"), **Y23),
        ],
        indicators=TWO,
    ),
    quiet(ROW, "one indicator", [level("1234", **at("B5")), level("1234", **at("B6"))]),
    quiet(
        ROW,
        "two sheets",
        [level("1234", "a", locator="T!B5"), level("1234", "b", locator="U!B6")],
        indicators=TWO,
    ),
    quiet(
        ROW,
        "two documents",
        [level("1234", "a", **at("B5")), level("1234", "b", **at("B6"), **SECOND)],
        indicators=TWO,
    ),
    # 10^3 > 100 x 9, but not > 100 x 10
    fires(
        ROW,
        "three digits in nine rows",
        [*SAME_ROWS, *other_rows(7)],
        Found("B6 B5"),
    ),
    quiet(ROW, "three digits in ten rows", [*SAME_ROWS, *other_rows(8)]),
    quiet(
        ROW,
        "a total and its only part",
        [level("1234", "a", **at("B5")), level("1234", "b", **at("B6"))],
        relations=[relation("sum", "a", "b", "c")],
    ),
    quiet(
        ROW,
        "the total below its only part",
        [level("1234", "a", **at("B5")), level("1234", "b", **at("B6"))],
        relations=[relation("sum", "b", "a", "c")],
    ),
    quiet(
        ROW,
        "a mean and its only part",
        [weight("62.53", "a", **at("B5")), weight("62.53", "b", **at("B6"))],
        relations=[relation("mean", "a", "b", "c")],
    ),
    # a mean of 62.53 and 58.41 lies between them
    fires(
        ROW,
        "a mean equal to one of its two parts",
        [
            weight("62.53", "a", **at("B5")),
            weight("62.53", "b", **at("B6")),
            weight("58.41", "c", **at("B7")),
        ],
        Found("B6 B5"),
        relations=[relation("mean", "a", "b", "c")],
    ),
    # 10^2 < 100 x 6
    quiet(
        ROW,
        "two digits in six rows",
        [level(text, name, **at(f"B{row}")) for row, (name, text) in enumerate(
            zip("abcdef", ("12", "12", "34", "45", "56", "67"), strict=True), 5)],
    ),
    # parts of a year: 110 is 109.5 and more, 100 is 100.5 and less
    fires(PART, "nine months", [level("110", **NINE_MONTHS), level("100")], Found("A1 A2")),
    fires(PART, "a month", [level("110", **OCTOBER), level("100")], Found("A1 A2")),
    quiet(PART, "rounding", [level("100.4", **NINE_MONTHS), level("100")]),
    quiet(PART, "the year before", [level("110", **NINE_MONTHS), level("100", **Y22)]),
    quiet(PART, "another price basis", [level("110", **NINE_MONTHS, **CURRENT), level("100")]),
    quiet(PART, "another place", [level("110", **NINE_MONTHS, **THERE), level("100")]),
    quiet(PART, "not money", [weight("110", **NINE_MONTHS), weight("100")]),
    quiet(PART, "a stock of a target", [level("110", **NINE_MONTHS), aim(level("100"))]),
    quiet(PART, "a balance", [level("-5", **NINE_MONTHS), level("-9")]),
]  # fmt: skip
