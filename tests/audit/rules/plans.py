"""Rules on percents of plan and what they imply."""

from __future__ import annotations

from datetime import date

from tests.audit.cases import (
    CONSTANT,
    CURRENT,
    NINE_MONTHS,
    OCTOBER,
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
    quiet,
    territory,
    weight,
)
from tests.figures import indicator, year

PLANS = "implied_plans_differ"
BELOW = "plan_below_previous"
BUDGET = "budget_below_previous"
AIMED = "plan_differs_from_target"
PERCENT = "attainment_does_not_follow"
LEVEL = "implied_levels_differ"

Y21, Y22, Y23 = year(2021), year(2022), year(2023)
NINE_OF_2022 = {"period_kind": "year_to_date", **Y22, "period_end": date(2022, 9, 30)}
# Of no other case: there is no such period of the year before.
EIGHT_MONTHS = {"period_kind": "year_to_date", "period_end": date(2023, 8, 31)}
TEN_MONTHS = {"period_kind": "year_to_date", "period_end": date(2023, 10, 31)}
TO_SEPTEMBER = {
    "period_kind": "month", "period_start": date(2023, 9, 1), "period_end": date(2023, 9, 30)
}  # fmt: skip
OURS = {"target_by": "district"}
OF_BUDGET = {"target_by": "budget"}
LOWER = {"indicators": [indicator("output", unit="tỷ đồng", better="lower")]}

# 100 x 49.95 / 5.05 = 989.11 and 100 x 50.05 / 4.95 = 1011.11
SEPTEMBER = [level("50.0", **TO_SEPTEMBER), plan("5.0", **OF_BUDGET, **TO_SEPTEMBER)]

# 94.95 x 114.95 / 100 = 109.145 to 95.05 x 115.05 / 100 = 109.355
BY_PLAN = [aim(level("115.0")), plan("95.0")]
HUNDRED = level("100.0", **Y22)


CASES: list[Case] = [
    # 100 x 599.95 / 50.05 = 1198.70 and 100 x 600.05 / 49.95 = 1201.30 against 989 to 1011
    fires(
        PLANS,
        "a month and ten months",
        [*SEPTEMBER, level("600.0", **TEN_MONTHS), plan("50.0", **OF_BUDGET, **TEN_MONTHS)],
        Found("A3 A4 A1 A2", "989,11…1.011,11 tỷ đồng"),
    ),
    fires(
        PLANS,
        "nine months and the year",
        [
            level("1200"), plan("100", **OF_BUDGET),
            level("500.0", **NINE_MONTHS), plan("50.0", **OF_BUDGET, **NINE_MONTHS),
        ],
        # 100 x 499.95 / 50.05 = 998.90 and 100 x 500.05 / 49.95 = 1001.10
        Found("A1 A2 A3 A4", "998,9…1.001,1 tỷ đồng"),
    ),
    quiet(
        PLANS,
        "one plan",
        [*SEPTEMBER, level("600.0", **TEN_MONTHS), plan("60.0", **OF_BUDGET, **TEN_MONTHS)],
    ),
    quiet(
        PLANS,
        "a percent of plan",
        [*SEPTEMBER, level("600.0", **TEN_MONTHS), plan("50.0", **TEN_MONTHS)],
    ),
    quiet(PLANS, "two years", [*SEPTEMBER, level("600.0", **Y22), plan("50.0", **OF_BUDGET, **Y22)]),
    quiet(
        PLANS,
        "another place",
        [
            *SEPTEMBER,
            level("600.0", **TEN_MONTHS, **THERE),
            plan("50.0", **OF_BUDGET, **TEN_MONTHS, **THERE),
        ],
    ),
    quiet(
        PLANS,
        "nothing collected",
        [*SEPTEMBER, level("0", **OCTOBER), plan("0", **OF_BUDGET, **OCTOBER)],
    ),
    # (100 + 1.95) / 1.0405 = 97.98 and (100 + 2.05) / 1.0395 = 98.17
    fires(
        BELOW,
        "104 % of plan with 2 % growth",
        [level("105.0"), plan("104.0"), growth("2.0")],
        Found("A2 A1 A3", "97,98…98,17 %"),
    ),
    # (100 - 5.05) / 1.0005 = 94.90 and (100 - 4.95) / 0.9995 = 95.10
    fires(
        BELOW,
        "a fall that was planned",
        [level("95.0"), plan("100.0"), growth("-5.0")],
        Found("A2 A1 A3", "94,90…95,10 %"),
    ),
    fires(
        BELOW,
        "one finding, with the level in the prices of the growth",
        [level("105.0", **CONSTANT), level("140.0"), plan("104.0"), growth("2.0", **CONSTANT)],
        Found("A3 A1 A4", "97,98…98,17 %"),
    ),
    quiet(BELOW, "a higher plan", [level("105"), plan("104.0"), growth("5.0")]),
    # 102.05 is more than 101.95: equal within rounding
    quiet(BELOW, "rounding", [level("105"), plan("102.0"), growth("2.0")]),
    quiet(BELOW, "less is better", [level("105"), plan("104.0"), growth("2.0")], **LOWER),
    quiet(
        BELOW,
        "nine months",
        [level("5", **NINE_MONTHS), plan("104", **NINE_MONTHS), growth("2", **NINE_MONTHS)],
    ),
    quiet(BELOW, "two prices", [level("5", **CURRENT), plan("104"), growth("2", **CONSTANT)]),
    quiet(BELOW, "the plan of the city", [level("5"), plan("104", target_by="city"), growth("2")]),
    # 100 x 449.95 / 50.05 = 899.00 and 100 x 450.05 / 49.95 = 901.00, less than 999.95
    fires(
        BUDGET,
        "nine months",
        [
            level("1000.0", **Y22),
            level("450.0", **NINE_MONTHS),
            plan("50.0", **OF_BUDGET, **NINE_MONTHS),
        ],
        Found("A2 A3 A1", "899,00…901,00 tỷ đồng"),
    ),
    # 100 x 899.95 / 100.05 = 899.50 and 100 x 900.05 / 99.95 = 900.50
    fires(
        BUDGET,
        "a year",
        [level("1000.0", **Y22), level("900.0"), plan("100.0", **OF_BUDGET)],
        Found("A2 A3 A1", "899,50…900,50 tỷ đồng"),
    ),
    # 100 x 450.05 / 44.95 = 1001.2
    quiet(
        BUDGET,
        "rounding",
        [
            level("1000.0", **Y22),
            level("450.0", **NINE_MONTHS),
            plan("45.0", **OF_BUDGET, **NINE_MONTHS),
        ],
    ),
    quiet(BUDGET, "a plan", [level("1000", **Y22), level("450"), plan("50")]),
    quiet(BUDGET, "less is better", [level("1000", **Y22), level("450"), plan("50", **OF_BUDGET)], **LOWER),
    quiet(
        BUDGET,
        "nine months of the year before",
        [level("1000", **NINE_OF_2022), level("450"), plan("50", **OF_BUDGET)],
    ),
    quiet(
        BUDGET,
        "another territory",
        [level("1000", **Y22), level("450"), plan("50", **OF_BUDGET)],
        places=territory("here", date(2023, 4, 1)),
    ),
    quiet(
        BUDGET,
        "another territory, and nothing of the same months before",
        [
            level("1000.0", **Y22),
            level("450.0", **EIGHT_MONTHS),
            plan("50.0", **OF_BUDGET, **EIGHT_MONTHS),
        ],
        places=territory("here", date(2023, 4, 1)),
    ),
    # 101.95 / 0.9805 - 100 = 3.978 and 102.05 / 0.9795 - 100 = 4.186; 8.0 begins at 7.95
    fires(
        AIMED,
        "a target of 8",
        [level("100"), growth("2.0"), plan("98.0"), aim(growth("8.0"))],
        Found("A3 A2 A4", "3,98…4,19 %"),
    ),
    fires(
        AIMED,
        "a range",
        [level("100"), growth("2.0"), plan("98.0"), aim(growth("1..2"))],
        Found("A3 A2 A4", "3,98…4,19 %"),
    ),
    quiet(AIMED, "rounding", [level("9"), growth("2.0"), plan("98.0"), aim(growth("4.2"))]),
    quiet(AIMED, "a range around it", [level("9"), growth("2.0"), plan("98.0"), aim(growth("3..5"))]),
    quiet(AIMED, "an open target", [level("9"), growth("2.0"), plan("98.0"), aim(growth(">3"))]),
    quiet(AIMED, "no level", [growth("2.0"), plan("98.0"), aim(growth("8.0"))]),
    quiet(AIMED, "the city's", [level("9"), growth("2"), plan("98"), aim(growth("8"), "city")]),
    quiet(
        AIMED,
        "two prices",
        [level("9"), growth("2", **CURRENT), plan("98"), aim(growth("8", **CONSTANT))],
    ),
    quiet(
        AIMED,
        "the target of the plan itself goes before the district's",
        [
            level("100"), growth("2.0"), plan("98.0"),
            aim(growth("4.1"), "plan"), aim(growth("8.0")),
        ],
    ),
    # 100 x 89.95 / 100.05 = 89.905 and 100 x 90.05 / 99.95 = 90.095
    fires(
        PERCENT,
        "95 instead of 90",
        [aim(level("100.0")), level("90.0"), plan("95.0")],
        Found("A3 A2 A1", "89,91…90,10 %"),
    ),
    # 100 x 89.95 / 110.5 = 81.40 and 100 x 90.05 / 79.5 = 113.27
    fires(
        PERCENT,
        "a range",
        [aim(level("80..110")), level("90.0"), plan("120.0")],
        Found("A3 A2 A1", "81,40…113,27 %"),
    ),
    # at most 100 x 90.05 / 99.5 = 90.50
    fires(
        PERCENT,
        "an open plan",
        [aim(level(">=100")), level("90.0"), plan("95.0")],
        Found("A3 A2 A1", "0,00…90,50 %"),
    ),
    fires(
        PERCENT,
        "27 of 30 communes",
        [aim(counted("30")), counted("27"), plan("91", "communes")],
        Found("A3 A2 A1", "90,0 %"),
    ),
    # at most 100 x 18.5 / 19.5 = 94.87
    fires(
        PERCENT,
        "both open",
        [aim(weight(">=20")), weight("<=18"), plan("96", "crop")],
        Found("A3 A2 A1", "không quá 94,9 %"),
    ),
    quiet(
        PERCENT,
        "both open, and it may be",
        [aim(weight(">=20")), weight("<=18"), plan("90", "crop")],
    ),
    # more than any percent, for the plan may be close to nothing
    quiet(PERCENT, "both open to one side", [aim(weight(">=20")), weight(">=18"), plan("300", "crop")]),
    quiet(PERCENT, "rounding", [aim(level("100.0")), level("90.0"), plan("90.1")]),
    # -5.5 / 9.5 = -57.9 % to -4.5 / 10.5 = -42.9 %
    quiet(PERCENT, "a negative result", [aim(level("10")), level("-5"), plan("-45.0")]),
    quiet(PERCENT, "in the range", [aim(level("80..100")), level("90.0"), plan("110")]),
    quiet(PERCENT, "below an end", [aim(level("<=100")), level("90.0"), plan("10")]),
    quiet(PERCENT, "of nothing", [aim(level("0")), level("90.0"), plan("10")]),
    quiet(PERCENT, "the city's", [aim(level("100"), "city"), level("90"), plan("10")]),
    quiet(PERCENT, "nine months", [aim(level("100")), level("90", **NINE_MONTHS), plan("10")]),
    quiet(
        PERCENT, "two prices", [aim(level("100", **CONSTANT)), level("90", **CURRENT), plan("10")]
    ),
    quiet(
        PERCENT,
        "two base years",
        [
            aim(level("100", **CONSTANT, base_year=2010)),
            level("150", **CONSTANT, base_year=2020),
            plan("90"),
        ],
    ),
    quiet(
        PERCENT,
        "the plan itself goes before the target of the district",
        [aim(level("100.0"), "plan"), aim(level("120.0")), level("90.0"), plan("90.0")],
    ),
    quiet(
        PERCENT,
        "the percent fits the current prices",
        [
            aim(level("100.0", **CURRENT)), level("90.0", **CURRENT),
            aim(level("100.0", **CONSTANT)), level("70.0", **CONSTANT),
            plan("90.0"),
        ],
    ),
    quiet(PERCENT, "an attainment of ours", [aim(level("100.0")), level("90.0"), plan("90", **OURS)]),
    # 99.95 x 1.1195 = 111.894 to 100.05 x 1.1205 = 112.106
    fires(
        LEVEL,
        "12 % of growth",
        [HUNDRED, *BY_PLAN, growth("12.0")],
        Found("A3 A2 A1 A4", "109,15…109,36 tỷ đồng"),
    ),
    # 99.95 x 0.8795 = 87.906 to 100.05 x 0.8805 = 88.094; at least 94.95 x 114.95 / 100
    fires(
        LEVEL,
        "an open plan",
        [HUNDRED, aim(level(">=115.0")), plan("95.0"), growth("-12.0")],
        Found("A3 A2 A1 A4", "từ 109,15 tỷ đồng trở lên"),
    ),
    fires(
        LEVEL,
        "the plan itself goes before the target of the district",
        [HUNDRED, aim(level("115.0"), "plan"), aim(level("118.0")), plan("95.0"), growth("12.0")],
        Found("A4 A2 A1 A5", "109,15…109,36 tỷ đồng"),
    ),
    # 99.95 x 1.0915 = 109.095 to 100.05 x 1.0925 = 109.305
    quiet(LEVEL, "rounding", [HUNDRED, *BY_PLAN, growth("9.2")]),
    quiet(LEVEL, "the level is printed", [HUNDRED, *BY_PLAN, growth("12.0"), level("112.0")]),
    quiet(LEVEL, "an open plan that it exceeds", [HUNDRED, aim(level(">=115.0")), plan("95.0"), growth("12.0")]),
    quiet(LEVEL, "the city's", [HUNDRED, aim(level("115.0"), "city"), plan("95.0"), growth("12.0")]),
    quiet(LEVEL, "a budget", [HUNDRED, aim(level("115.0")), plan("95.0", **OF_BUDGET), growth("12.0")]),
    quiet(LEVEL, "two years before", [level("100.0", **Y21), *BY_PLAN, growth("12.0")]),
    quiet(
        LEVEL,
        "a plan in other prices",
        [level("100.0", **Y22, **CONSTANT), *BY_PLAN, growth("12.0", **CONSTANT)],
    ),
    quiet(
        LEVEL,
        "growth in other prices",
        [
            level("100.0", **Y22, **CURRENT), aim(level("115.0", **CURRENT)), plan("95.0"),
            growth("12.0", **CONSTANT),
        ],
    ),
    quiet(LEVEL, "growth of nine months", [HUNDRED, *BY_PLAN, growth("12.0", **NINE_MONTHS)]),
    quiet(LEVEL, "a growth target", [HUNDRED, *BY_PLAN, aim(growth("12.0"))]),
    quiet(
        LEVEL,
        "another territory",
        [HUNDRED, *BY_PLAN, growth("12.0")],
        places=territory("here", date(2023, 4, 1)),
    ),
    # 99.95 x 1.0915 fits as above; 103.95 x 1.0915 = 113.46 would not
    quiet(
        LEVEL,
        "a level of the year before that was revised later",
        [HUNDRED, *BY_PLAN, growth("9.2"), level("104.0", **Y22, **SECOND)],
    ),
    # 89.95 x 1.0915 = 98.180 to 90.05 x 1.0925 = 98.380, and 113.46 by the revised one
    fires(
        LEVEL,
        "neither the first level of the year before nor the revised one",
        [level("90.0", **Y22), *BY_PLAN, growth("9.2"), level("104.0", **Y22, **SECOND)],
        Found("A3 A2 second/A5 A4", "109,15…109,36 tỷ đồng"),
    ),
]  # fmt: skip
