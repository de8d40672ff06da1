"""Rules on single figures, their flags, and on several figures of one fact."""

from __future__ import annotations

from tests.audit.cases import (
    CONSTANT,
    CURRENT,
    NINE_MONTHS,
    SECOND,
    THERE,
    Case,
    Found,
    Row,
    aim,
    counted,
    fires,
    growth,
    level,
    plan,
    points,
    quiet,
    rate,
    share,
    weight,
)
from tests.figures import indicator, year

ESTIMATE = {"scenario": "estimate"}
SECOND_THERE = {"document_id": "there/second"}
Y22, Y23, Y24 = year(2022), year(2023), year(2024)
MONEY = [indicator("output", unit="tỷ đồng", range_low=0.0)]
RATE = [indicator("rate", range_low=0.0, range_high=100.0)]

WITHIN = "figures_differ_in_document"
BETWEEN = "figures_differ_between_documents"
REVISED = "estimate_revised"
BOUNDS = "bounds_differ"
IMPOSSIBLE = "impossible_value"
DOUBT = "doubtful_print"
EARLY = "result_before_period_end"
PRICES = "price_basis_not_printed"
HOUSEHOLDS = "people_per_household"

# 0,5 triệu lượt khách
ROUNDED = {"decimals": -5, "raw_value": "0,5 triệu"}


def visits(text: str, **more: object) -> Row:
    return counted(text, "visits", **{"unit": "lượt khách", **more})


def homes(text: str, **more: object) -> Row:
    return counted(text, "households", **{"unit": "hộ", **more})


def people(text: str, **more: object) -> Row:
    return counted(text, "population", **{"unit": "người", **more})


CASES: list[Case] = [
    # 232310 / 26518 = 8.76
    fires(HOUSEHOLDS, "too many people", [homes("26518"), people("232310")], Found("A1 A2", "8,8")),
    # 30000 / 20000 = 1.5
    fires(HOUSEHOLDS, "too few people", [homes("20000"), people("30000")], Found("A1 A2", "1,5")),
    quiet(HOUSEHOLDS, "3.6 of them", [homes("50000"), people("180000")]),
    quiet(HOUSEHOLDS, "of another year", [homes("26518", **Y22), people("232310", **Y23)]),
    # 20.0 is 19.95 to 20.05, 40.17 is 40.165 to 40.175: no value in common
    fires(WITHIN, "table and text", [level("20.0"), level("40.17")], Found("A1 A2")),
    fires(
        WITHIN,
        "what is done stands before what was estimated",
        [level("20", **ESTIMATE), level("22")],
        Found("A2 A1"),
    ),
    # 27 communes are 27; 26.6 is at most 26.65
    fires(WITHIN, "counted things are exact", [counted("27"), counted("26.6")], Found("A1 A2")),
    # 10 to 12 with its rounding ends at 12.5; 12.6 begins at 12.55
    fires(WITHIN, "beyond a range", [weight("10..12"), weight("12.6")], Found("A1 A2")),
    # more than 20 begins at 19.5, 15 ends at 15.5
    fires(WITHIN, "below an open bound", [weight(">20"), weight("15")], Found("A1 A2")),
    fires(
        WITHIN,
        "one finding a document",
        [level("1"), level("3"), level("5", **SECOND), level("8", **SECOND)],
        Found("A1 A2"),
        Found("second/A3 second/A4"),
    ),
    # 27 t is 26.5 to 27.5
    quiet(WITHIN, "rounded", [weight("27"), weight("26.6")]),
    # both ends belong: 2.05, 2.15, 0.35 and 12.35 are rounded either way
    # 0.5 million without further decimals is 450000 to 550000
    quiet(WITHIN, "counted in hundreds of thousands", [visits("500000", **ROUNDED), visits("485000")]),
    fires(
        WITHIN,
        "less than half a million is",
        [visits("500000", **ROUNDED), visits("449999")],
        Found("A1 A2"),
    ),
    fires(
        WITHIN,
        "a flagged figure",
        [level("20.0", flags=["ocr_suspect"]), level("40.17", flags=["hidden"])],
        Found("A1 A2"),
    ),
    quiet(WITHIN, "neighbours 2.0 and 2.1", [level("2.0"), level("2.1")]),
    quiet(WITHIN, "neighbours 0.3 and 0.4", [level("0.3"), level("0.4")]),
    quiet(WITHIN, "neighbours 1.00 and 1.01", [level("1.00"), level("1.01")]),
    quiet(WITHIN, "another price basis", [level("20", **CONSTANT), level("40", **CURRENT)]),
    quiet(WITHIN, "no price basis", [level("20"), level("40", **CURRENT)]),
    quiet(
        WITHIN,
        "another base year",
        [level("20", base_year=2010, **CONSTANT), level("40", base_year=2020, **CONSTANT)],
    ),
    quiet(WITHIN, "nine months", [level("20", **NINE_MONTHS), level("40")]),
    quiet(WITHIN, "another year", [level("20", **Y22), level("40", **Y23)]),
    quiet(WITHIN, "another place", [level("20"), level("40", **THERE)]),
    quiet(WITHIN, "target and result", [aim(level("20")), level("40")]),
    quiet(WITHIN, "two owners", [aim(level("20")), aim(level("40"), "city")]),
    quiet(WITHIN, "another measure", [level("20"), growth("40")]),
    quiet(WITHIN, "points are not percent", [growth("2"), points("4", "output")]),
    quiet(WITHIN, "inside an open bound", [weight(">20"), weight("25")]),
    quiet(WITHIN, "inside a range", [weight("10..12"), weight("12.4")]),
    quiet(WITHIN, "two documents", [level("20"), level("40", **SECOND)]),
    # between documents: the later one first
    fires(BETWEEN, "two results", [level("100"), level("112", **SECOND)], Found("second/A2 A1")),
    fires(
        BETWEEN,
        "three documents",
        [level("100"), level("112", **SECOND), level("100", **SECOND_THERE)],
        Found("second/A2 there/second/A3 A1"),
    ),
    fires(
        BETWEEN,
        "two targets of one owner",
        [aim(level("100")), aim(level("120"))  | SECOND],
        Found("second/A2 A1"),
    ),
    fires(
        BETWEEN,
        "two estimates",
        [level("100", **ESTIMATE), level("112", **ESTIMATE, **SECOND)],
        Found("second/A2 A1"),
    ),
    quiet(BETWEEN, "rounding", [level("100"), level("100.4", **SECOND)]),
    quiet(BETWEEN, "estimate and result", [level("100", **ESTIMATE), level("112", **SECOND)]),
    quiet(BETWEEN, "one document", [level("100"), level("112")]),
    quiet(BETWEEN, "two owners", [aim(level("1")), aim(level("3"), "city") | SECOND]),
    quiet(
        BETWEEN,
        "another base year",
        [
            level("100", base_year=2010, **CONSTANT),
            level("150", base_year=2020, **CONSTANT, **SECOND),
        ],
    ),
    quiet(BETWEEN, "another price basis", [level("1", **CONSTANT), level("3", **SECOND)]),
    # estimates: 500 is 499.5 and more, 485 is 485.5 and less
    fires(
        REVISED,
        "estimate, then result",
        [level("485", **ESTIMATE), level("500", **SECOND)],
        Found("second/A2 A1"),
    ),
    fires(
        REVISED,
        "two documents have the result, the first of them is named",
        [level("485", **ESTIMATE), level("500", **SECOND), level("500", **SECOND_THERE)],
        Found("second/A2 A1"),
    ),
    quiet(REVISED, "rounding", [level("485", **ESTIMATE), level("485.4", **SECOND)]),
    quiet(REVISED, "one document", [level("485", **ESTIMATE), level("500")]),
    quiet(REVISED, "estimates only", [level("4", **ESTIMATE), level("5", **ESTIMATE, **SECOND)]),
    quiet(REVISED, "nine months", [level("4", **ESTIMATE), level("9", **SECOND, **NINE_MONTHS)]),
    quiet(REVISED, "a target", [level("4", **ESTIMATE), aim(level("9", **SECOND))]),
    quiet(
        REVISED,
        "another base year",
        [
            level("4", **ESTIMATE, **CONSTANT, base_year=2010),
            level("9", **SECOND, **CONSTANT, base_year=2020),
        ],
    ),
    # one target in two ways
    fires(BOUNDS, "below or equal", [aim(rate("<0.64")), aim(rate("0.64"))], Found("A1 A2")),
    # 11.91 lies inside 11.85 to 11.95
    fires(BOUNDS, "decimals", [aim(rate("11.91")), aim(rate("11.9"))], Found("A1 A2")),
    fires(BOUNDS, "an end more", [aim(weight(">20")), aim(weight(">=20"))], Found("A1 A2")),
    fires(
        BOUNDS,
        "across documents",
        [aim(weight("14..15")), aim(weight("14")) | SECOND],
        Found("second/A2 A1"),
    ),
    # 2.05 is both, so that they do not contradict each other
    fires(BOUNDS, "neighbours", [aim(rate("2.0")), aim(rate("2.1"))], Found("A1 A2")),
    quiet(BOUNDS, "the same number", [aim(rate("11.9")), aim(rate("11.90"))]),
    quiet(BOUNDS, "contradicting", [aim(rate("10")), aim(rate("12"))]),
    quiet(BOUNDS, "two owners", [aim(rate("<0.64")), aim(rate("0.64"), "city")]),
    quiet(BOUNDS, "results", [rate("11.91"), rate("11.9")]),
    quiet(BOUNDS, "another year", [aim(rate("11.91", **Y22)), aim(rate("11.9", **Y23))]),
    # what cannot be: 100.6 is 100.55 at least
    fires(IMPOSSIBLE, "a rate", [rate("100.6")], Found("A1", "0,00…100,00 %"), indicators=RATE),
    fires(
        IMPOSSIBLE,
        "a negative amount",
        [level("-3")],
        Found("A1", "từ 0,0 tỷ đồng trở lên"),
        indicators=MONEY,
    ),
    fires(
        IMPOSSIBLE,
        "a share of what is counted in money",
        [share("120")],
        Found("A1", "0,0…100,0 %"),
        indicators=MONEY,
    ),
    fires(
        IMPOSSIBLE,
        "a fall of more than all",
        [growth("-101")],
        Found("A1", "từ −100,0 % trở lên"),
    ),
    fires(IMPOSSIBLE, "below no plan", [plan("-5.0")], Found("A1", "từ 0,00 % trở lên")),
    # the whole range 105 to 110 lies above 100
    fires(
        IMPOSSIBLE, "a range", [rate("105..110")], Found("A1", "0,0…100,0 %"), indicators=RATE
    ),
    fires(
        IMPOSSIBLE, "a target", [aim(rate(">101"))], Found("A1", "0,0…100,0 %"), indicators=RATE
    ),
    quiet(IMPOSSIBLE, "all", [rate("100.0")], indicators=RATE),
    quiet(IMPOSSIBLE, "nothing", [rate("0")], indicators=RATE),
    # 100.04 with one decimal less would be 100.0: its interval begins at 99.99
    quiet(IMPOSSIBLE, "a range that begins inside", [rate("100..105")], indicators=RATE),
    quiet(IMPOSSIBLE, "an open bound", [aim(rate(">=95"))], indicators=RATE),
    quiet(IMPOSSIBLE, "growth has no upper end", [growth("250")], indicators=MONEY),
    quiet(IMPOSSIBLE, "a fall to nothing", [growth("-100")]),
    quiet(IMPOSSIBLE, "points", [points("-120", "output")], indicators=MONEY),
    quiet(IMPOSSIBLE, "more than planned", [plan("1200")], indicators=MONEY),
    quiet(
        IMPOSSIBLE,
        "limits of the level are not those of the share",
        [share("45")],
        indicators=[indicator("output", unit="tỷ đồng", range_low=0.0, range_high=40.0)],
    ),
    quiet(IMPOSSIBLE, "no limits", [rate("130"), rate("-130", **Y22)]),
    # flags
    fires(
        DOUBT,
        "a unit of another kind",
        [level("5", flags=["hidden", "unit_suspect"], note="m3 thay cho m2"), level("6")],
        Found("A1"),
    ),
    fires(DOUBT, "neither rise nor fall", [growth("5", flags=["direction_not_printed"])], Found("A1")),
    quiet(DOUBT, "approximate", [level("5", flags=["approximate", "hidden", "inherited_unit"])]),
    quiet(DOUBT, "a note alone", [level("5", note="xem chú thích")]),
    # the first document is of 10 January 2024, the second of 10 June 2024
    fires(
        EARLY,
        "one line a document and period",
        [level("5", **Y24), growth("6", **Y24), level("4", **Y23)],
        Found("A1 A2"),
    ),
    fires(
        EARLY,
        "nine months",
        [level("5", **SECOND, **{**NINE_MONTHS, **year(2024)})],
        Found("second/A1"),
    ),
    quiet(EARLY, "estimates", [level("5", **Y24, **ESTIMATE)]),
    quiet(EARLY, "targets", [aim(level("5", **Y24))]),
    quiet(EARLY, "the year has ended", [level("5", **Y23)]),
    quiet(EARLY, "years of a plan", [level("5", **{**Y24, "period_kind": "multi_year"})]),
    # prices
    fires(
        PRICES,
        "one line a document",
        [
            growth("5", flags=["price_basis_assumed"], **CONSTANT),
            share("6", flags=["price_basis_assumed"], **CURRENT),
            growth("7", flags=["price_basis_assumed"], **CONSTANT, **SECOND),
        ],
        Found("A1 A2"),
        Found("second/A3"),
    ),
    quiet(PRICES, "printed", [growth("5", **CONSTANT)]),
    quiet(PRICES, "none needed", [level("5", flags=["hidden"])]),
]  # fmt: skip
