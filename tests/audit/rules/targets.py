"""Rules on targets, verdicts and ratings."""

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
    Row,
    aim,
    counted,
    fires,
    growth,
    level,
    plan,
    quiet,
    rate,
    share,
    territory,
    weight,
)
from tests.figures import indicator, relation, year

LESS = "target_below_result"
HANGS = "verdict_hangs_on_rounding"
RATED = "rating_disagrees"
UNDER = "rating_understates"
CONFLICT = "verdicts_conflict"
RANGE = "range_repeated"
COUNT = "counted_targets"
UNPRINTED = "rating_without_target"

Y21, Y22, Y23 = year(2021), year(2022), year(2023)
LOWER = {"indicators": [indicator("rate", better="lower")]}
NONE = {"indicators": [indicator("rate", better="none")]}
MET = {"relations": [relation("count_of_met", "reached")]}


def item(number: int, goal: str, result: str, name: str = "", **more: object) -> list[Row]:
    """A numbered row of the table: a target and its result."""
    where = {"source_locator": f"Phụ lục I.{number}"}
    indicator_id = name or f"i{number}"
    return [
        aim(weight(goal, indicator_id, **where, **more)),
        weight(result, indicator_id, **where, **more),
    ]


def reached(text: str, of: float | None, **more: object) -> Row:
    return counted(text, "reached", unit="chỉ tiêu", denominator=of, **more)


# 21 beats 20, 19 does not reach it
EXCEEDED = [aim(rate("20")), rate("21", reported_status="Đạt")]
MISSED = [aim(rate("20")), rate("19", reported_status="Đạt")]
# Of three rows the first is reached, the others are missed by more than the rounding.
TABLE = [*item(1, "10", "12"), *item(2, "10", "8"), *item(3, "10", "7")]
CITY = aim(weight("15", "i1", source_locator="Phụ lục I.1"), "city")

CASES: list[Case] = [
    # 88 is below 89.95
    fires(LESS, "a point", [rate("90.0", **Y22), aim(rate("88"))], Found("A2 A1")),
    fires(LESS, "less is better", [rate("5.0", **Y22), aim(rate("6"))], Found("A2 A1"), **LOWER),
    # of a range the better end counts: 89 is below 89.95
    fires(LESS, "a range", [rate("90.0", **Y22), aim(rate("80..89"))], Found("A2 A1")),
    fires(LESS, "an open target", [rate("90.0", **Y22), aim(rate(">=85"))], Found("A2 A1")),
    fires(LESS, "growth", [growth("9.0", **Y22), aim(growth("6..8"))], Found("A2 A1")),
    fires(
        LESS,
        "two owners",
        [counted("9", **Y22), aim(counted("8")), aim(counted("7"), "city")],
        Found("A2 A1"),
        Found("A3 A1"),
    ),
    quiet(LESS, "rounding", [rate("90", **Y22), aim(rate("89.6"))]),
    quiet(LESS, "a range that reaches it", [rate("90.0", **Y22), aim(rate("80..90"))]),
    quiet(LESS, "an open target with the better side open", [rate("90.0", **Y22), aim(rate("<95"))]),
    quiet(LESS, "a higher one", [rate("90.0", **Y22), aim(rate("91"))]),
    quiet(LESS, "no better side", [rate("90.0", **Y22), aim(rate("88"))], **NONE),
    quiet(LESS, "shares", [share("90.0", **Y22), aim(share("88"))]),
    quiet(LESS, "two years before", [rate("90.0", **Y21), aim(rate("88"))]),
    quiet(LESS, "another place", [rate("90.0", **Y22, **THERE), aim(rate("88"))]),
    quiet(LESS, "another price basis", [level("90", **Y22, **CONSTANT), aim(level("8", **CURRENT))]),
    quiet(
        LESS,
        "another base year",
        [level("90", **Y22, **CONSTANT, base_year=2020), aim(level("8", **CONSTANT, base_year=2010))],
    ),
    quiet(LESS, "a target before", [aim(rate("90.0", **Y22)), aim(rate("88"))]),
    quiet(LESS, "a target of nine months", [rate("90.0", **Y22), aim(rate("88", **NINE_MONTHS))]),
    quiet(
        LESS,
        "another territory",
        [rate("90.0", **Y22), aim(rate("88"))],
        places=territory("here", date(2023, 4, 1)),
    ),
    # 20.0 is missed, but 20.04 would be more than 20
    fires(HANGS, "above 20", [aim(rate(">20")), rate("20.0")], Found("A2 A1")),
    # 15 is above 14.64, but may be 14.6
    fires(HANGS, "exceeded by the rounding", [aim(rate("14.64")), rate("15")], Found("A2 A1")),
    # 0.46 is below 0.464 as printed; 0.465 would be above
    fires(HANGS, "below", [aim(rate("<0.464")), rate("0.46")], Found("A2 A1"), **LOWER),
    quiet(HANGS, "clearly above", [aim(rate(">20")), rate("20.1")]),
    # 20.05 is more than 20
    quiet(HANGS, "clearly below", [aim(rate(">20")), rate("19.9")]),
    quiet(HANGS, "equal", [aim(rate("87")), rate("87")]),
    quiet(HANGS, "equal to a closed bound", [aim(rate(">=20")), rate("20.0")]),
    quiet(HANGS, "inside a range", [aim(rate("14..15")), rate("14.96")]),
    quiet(HANGS, "counted", [aim(counted(">20")), counted("20")]),
    quiet(HANGS, "nine months", [aim(rate(">20")), rate("20.0", **NINE_MONTHS)]),
    quiet(HANGS, "another price basis", [aim(level(">20", **CONSTANT)), level("20", **CURRENT)]),
    # 21 beats 20
    fires(
        UNDER,
        "met although exceeded",
        [aim(rate("20")), rate("21", reported_status="Đạt")],
        Found("A2 A1", "vượt"),
        ratings=[(1, "own", "met")],
    ),
    fires(
        RATED,
        "met although missed",
        [aim(rate("20")), rate("19", reported_status="Đạt")],
        Found("A2 A1", "không đạt"),
        ratings=[(1, "own", "met")],
    ),
    fires(
        RATED,
        "missed although the threshold is met",
        [aim(rate(">20")), rate("21", reported_status="Không đạt")],
        Found("A2 A1", "đạt"),
        ratings=[(1, "own", "missed")],
    ),
    fires(
        RATED,
        "a range as a result",
        [aim(rate("20")), rate("21..23", reported_status="Không đạt")],
        Found("A2 A1", "vượt"),
        ratings=[(1, "own", "missed")],
    ),
    quiet(
        RATED,
        "a threshold exceeded",
        [aim(rate(">20")), rate("21", reported_status="Vượt")],
        ratings=[(1, "own", "exceeded")],
    ),
    quiet(RATED, "met although exceeded", EXCEEDED, ratings=[(1, "own", "met")]),
    fires(
        UNDER,
        "less is better",
        [aim(rate("5.0")), rate("4.2", reported_status="Hoàn thành")],
        Found("A2 A1", "vượt"),
        ratings=[(1, "own", "met")],
        **LOWER,
    ),
    fires(
        UNDER,
        "above a range",
        [aim(rate("18..20")), rate("21", reported_status="Đạt")],
        Found("A2 A1", "vượt"),
        ratings=[(1, "own", "met")],
    ),
    fires(
        UNDER,
        "a later document repeats the result without a rating",
        [*EXCEEDED, rate("21", **SECOND)],
        Found("A2 A1", "vượt"),
        ratings=[(1, "own", "met")],
    ),
    quiet(UNDER, "met although missed", [aim(rate("20")), rate("19")], ratings=[(1, "own", "met")]),
    quiet(UNDER, "missed although exceeded", EXCEEDED, ratings=[(1, "own", "missed")]),
    quiet(UNDER, "it agrees", EXCEEDED, ratings=[(1, "own", "exceeded")]),
    quiet(UNDER, "equal", [aim(rate("20")), rate("20")], ratings=[(1, "own", "met")]),
    quiet(UNDER, "within a range", [aim(rate("18..22")), rate("21")], ratings=[(1, "own", "met")]),
    # a threshold is met or missed
    quiet(UNDER, "above a threshold", [aim(rate(">20")), rate("21")], ratings=[(1, "own", "met")]),
    quiet(UNDER, "the city's", EXCEEDED, ratings=[(1, "city", "met")]),
    fires(
        RATED,
        "a later document repeats the result without a rating",
        [*MISSED, rate("19", **SECOND)],
        Found("A2 A1", "không đạt"),
        ratings=[(1, "own", "met")],
    ),
    # 21 beats 20: what was said of 19 is not said of 21
    quiet(
        RATED,
        "a later document has another result",
        [*MISSED, rate("21", **SECOND)],
        ratings=[(1, "own", "met")],
    ),
    fires(
        RATED,
        "a later document repeats the result and the rating",
        [*MISSED, rate("19", reported_status="Đạt", **SECOND)],
        Found("second/A3 A1", "không đạt"),
        ratings=[(1, "own", "met"), (2, "own", "met")],
    ),
    quiet(
        RATED,
        "a later document rates the result rightly",
        [*MISSED, rate("19", **SECOND)],
        ratings=[(1, "own", "met"), (2, "own", "missed")],
    ),
    quiet(RATED, "it agrees", [aim(rate("20")), rate("21")], ratings=[(1, "own", "exceeded")]),
    quiet(RATED, "the city's", [aim(rate("20")), rate("21")], ratings=[(1, "city", "missed")]),
    quiet(RATED, "nothing said", [aim(rate("20")), rate("19")]),
    quiet(
        RATED,
        "a range around the target",
        [aim(rate("20")), rate("19..23", reported_status="Đạt")],
        ratings=[(1, "own", "met")],
    ),
    quiet(RATED, "no better side", [aim(rate("20")), rate("21")], ratings=[(1, "own", "missed")], **NONE),
    quiet(RATED, "no target", [rate("21")], ratings=[(0, "own", "missed")]),
    # 3.39 reaches 3 to 3.5; 99.96 is less than 100 with every rounding
    fires(
        CONFLICT,
        "growth is met, the plan is not",
        [aim(growth("3..3.5")), growth("3.39"), plan("99.96")],
        Found("A2 A3"),
    ),
    fires(
        CONFLICT,
        "the level is met, the plan is not",
        [aim(level("100")), level("102"), plan("97.0")],
        Found("A2 A3"),
    ),
    # 2.5 is less than 3, 104.0 more than 100
    fires(
        CONFLICT,
        "the plan is exceeded, growth is missed",
        [aim(growth("3..3.5")), growth("2.50"), plan("104.0")],
        Found("A3 A2"),
    ),
    quiet(CONFLICT, "both met", [aim(growth("3..3.5")), growth("3.39"), plan("100.0")]),
    quiet(CONFLICT, "both missed", [aim(growth("3..3.5")), growth("2.5"), plan("97.0")]),
    # 2.95 to 3.05 may be less than 3
    quiet(CONFLICT, "growth may be missed", [aim(growth("3..3.5")), growth("3.0"), plan("97.0")]),
    # 2.995 to 3.005 may reach 3.001
    quiet(CONFLICT, "growth may be met", [aim(growth("3.001")), growth("3.00"), plan("104.0")]),
    # 99.95 to 100.05 may be less than 100
    quiet(CONFLICT, "the plan may be missed", [aim(growth("3..3.5")), growth("2.5"), plan("100.0")]),
    # 99.96 printed as 100 is met
    quiet(CONFLICT, "rounding", [aim(growth("3..3.5")), growth("3.39"), plan("100")]),
    quiet(
        CONFLICT,
        "a budget",
        [aim(growth("3..3.5")), growth("3.39"), plan("97.0", target_by="budget")],
    ),
    quiet(CONFLICT, "nine months", [aim(growth("3")), growth("4"), plan("97.0", **NINE_MONTHS)]),
    quiet(CONFLICT, "another year", [aim(growth("3")), growth("4"), plan("97.0", **Y22)]),
    quiet(CONFLICT, "the city's", [aim(growth("3"), "city"), growth("4"), plan("97.0")]),
    quiet(CONFLICT, "a share", [aim(share("3")), share("4"), plan("97.0")]),
    # a result that is a range
    fires(RANGE, "both ends", [aim(rate("10..12")), rate("10..12")], Found("A2 A1")),
    fires(RANGE, "with decimals", [aim(rate("3.0..3.5")), rate("3..3.5")], Found("A2 A1")),
    quiet(RANGE, "a number", [aim(rate("10..12")), rate("11")]),
    quiet(RANGE, "another range", [aim(rate("10..12")), rate("10..11")]),
    quiet(RANGE, "a threshold", [aim(rate(">=10")), rate(">=10")]),
    quiet(RANGE, "another year", [aim(rate("10..12")), rate("10..12", **Y22)]),
    quiet(RANGE, "two targets", [aim(rate("10..12")), aim(rate("10..12"), "city")]),
    # one row is reached, two are missed
    fires(COUNT, "two of three", [*TABLE, reached("2", 3)], Found("A7 A4 A6", "1"), **MET),
    fires(COUNT, "none of three", [*TABLE, reached("0", 3)], Found("A7 A4 A6", "1"), **MET),
    # the third row has no result: one or two are reached
    fires(
        COUNT,
        "more than there can be",
        [*TABLE[:5], reached("3", 3)],
        Found("A6 A4", "1…2"),
        **MET,
    ),
    # a row of two figures is reached when both are
    fires(
        COUNT,
        "a row of two figures",
        [*TABLE, *item(1, "10", "5", "other"), reached("1", 3)],
        Found("A9 A8 A4 A6", "0"),
        **MET,
    ),
    # of 15 the city set, 12 would be missed; the district's 10 counts
    quiet(COUNT, "a target of the city beside the district's", [*TABLE, CITY, reached("1", 3)], **MET),
    fires(
        COUNT,
        "the target of the city does not count",
        [*TABLE, CITY, reached("0", 3)],
        Found("A8 A4 A6", "1"),
        **MET,
    ),
    # 12 misses the 15 of the city, so that none of the three is reached
    fires(
        COUNT,
        "a target of the city alone",
        [CITY, *TABLE[1:], reached("1", 3)],
        Found("A7 A2 A4 A6", "0"),
        **MET,
    ),
    quiet(COUNT, "one of three", [*TABLE, reached("1", 3)], **MET),
    quiet(COUNT, "what is open may be reached", [*TABLE[:5], reached("2", 3)], **MET),
    quiet(COUNT, "rows are missing", [*TABLE, reached("3", 4)], **MET),
    quiet(COUNT, "no denominator", [*TABLE, reached("2", None)], **MET),
    quiet(COUNT, "another document", [*TABLE, reached("2", 3, **SECOND)], **MET),
    quiet(COUNT, "another year", [*TABLE, reached("2", 3, **Y22)], **MET),
    quiet(COUNT, "another indicator", [*TABLE, reached("2", 3)]),
    # ratings against a target that is nowhere
    fires(
        UNPRINTED,
        "the city's",
        [aim(rate("20")), rate("21", reported_status="Vượt chỉ tiêu TP giao")],
        Found("A2"),
        ratings=[(1, "city", "exceeded")],
    ),
    fires(
        UNPRINTED,
        "that of the year before is printed",
        [aim(rate("20", **Y22), "city"), rate("21", reported_status="Vượt chỉ tiêu TP giao")],
        Found("A2"),
        ratings=[(1, "city", "exceeded")],
    ),
    quiet(
        UNPRINTED,
        "printed",
        [aim(rate("20"), "city"), rate("21")],
        ratings=[(1, "city", "exceeded")],
    ),
    quiet(
        UNPRINTED,
        "the percent of it is printed",
        [rate("21"), plan("105", "rate", target_by="city")],
        ratings=[(0, "city", "exceeded")],
    ),
    quiet(
        UNPRINTED,
        "the figure itself is that percent",
        [plan("105", "rate", target_by="city")],
        ratings=[(0, "city", "exceeded")],
    ),
    quiet(UNPRINTED, "our own", [rate("21")], ratings=[(0, "own", "exceeded")]),
]  # fmt: skip
